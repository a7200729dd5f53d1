import Access
import Operations
import Registry
import Wire

/// Europol gives its opinion within sixty hours of the request (Articles 9e(4), 9g(4)).
public struct GiveEuropolOpinion: Command {
    public init() {}
    public typealias Output = Nothing

    public let about = OperationDescription.vis(
        "giveEuropolOpinion", "Give Europol's opinion", "Answers an authority that has verified a hit in Europol's data.",
        article: "9e(4), 9g(4)", .update, .POST, "/verifications/{verification}/europol-opinion", data: .europolOpinion,
        grants: [VISGrants.europolOpinion], refusals: [.notFound, .conflict, .noOpinionAsked], needsVersion: false)

    public struct Input: WireRecord, Hashable {
        public var verification = RecordID(high: 0, low: 0)
        public var objection = false
        public var reasons = ""
        public init() {}
        public static let wireName = "GiveEuropolOpinion"
        public static let meaning = "Opinion of Europol."
        public static let fields: [Field<Input>] = [
            .required("verification", \.verification, "The verification."),
            .required("objection", \.objection, "There are grounds for objecting to the visa."),
            .required("reasons", \.reasons, "Reasons.", limits: .text(.init(length: 1...4000))),
        ]
    }

    public func load(_ input: Input, from reader: Reader, in context: DecisionContext) throws -> VerificationDossier {
        try VerificationDossier(input.verification, for: .europol, from: reader)
    }

    public func decide(_ input: Input, _ current: VerificationDossier, in context: DecisionContext) throws(Refusal) -> Decision<Nothing> {
        guard current.tasks.contains(where: { $0.value.isOpen(.europolOpinion) }) else {
            throw Refusal(.noOpinionAsked, "no opinion is asked for, or the sixty hours have passed")
        }
        var verification = current.verification
        verification.value.europol = EuropolOpinion(objection: input.objection, reasons: input.reasons, bySilence: false)
        return Decision(Nothing(), changes: [verification.update] + current.tasks.ending(.europolOpinion, at: context.now))
    }
}

extension RefusalKind {
    static let noOpinionAsked = RefusalKind("vis/no-opinion-asked", 409, "No opinion is asked for", article: "VIS 9e(4), 9g(4), 16")
}

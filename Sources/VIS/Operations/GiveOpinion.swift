import Access
import Operations
import Registry
import Wire

/// A VIS designated authority or an ETIAS National Unit gives a reasoned opinion on whether the applicant poses a threat to public security
/// (Articles 9e(3)–(6), 9g(2)–(7)). Only the central visa authority of the Member State that processes the application sees it.
public struct GiveOpinion: Command {
    let ports: VISPorts
    public init(_ ports: VISPorts = .none) { self.ports = ports }

    public let about = OperationDescription.vis(
        "giveOpinion", "Give a reasoned opinion", "Records in the application file whether the applicant poses a threat, with reasons.",
        article: "9e(3)–(6), 9g(2)–(7)", .update, .POST, "/verifications/{verification}/opinion", data: .hitVerification,
        grants: [VISGrants.designatedVerifies, VISGrants.nationalUnitVerifies],
        refusals: [.notFound, .conflict, .hitNotVerified, .europolAwaited], needsVersion: false, consequences: [.delete])

    public struct Input: WireRecord, Hashable {
        public var verification = RecordID(high: 0, low: 0)
        public var threat = false
        public var reasons = ""
        public init() {}
        public static let wireName = "GiveVisaOpinion"
        public static let meaning = "A reasoned opinion."
        public static let fields: [Field<Input>] = [
            .required("verification", \.verification, "The verification."),
            .required("threat", \.threat, "The applicant poses a threat to public security."),
            .required("reasons", \.reasons, "Reasons.", limits: .text(.init(length: 10...4000))),
        ]
    }
    public typealias Output = Nothing

    public func demand(_ input: Input, facts: FactReader) throws -> Demand {
        Demand(data: .hitVerification, conditions: try facts.ownership(of: input.verification))
    }

    public func load(_ input: Input, from reader: Reader, in context: DecisionContext) throws -> VerificationDossier {
        try VerificationDossier(input.verification, for: context.caller.kind, from: reader)
    }

    public func decide(_ input: Input, _ current: VerificationDossier, in context: DecisionContext) throws(Refusal) -> Decision<Nothing> {
        let value = current.verification.value
        guard value.asksForOpinion, value.confirmed else { throw Refusal(.hitNotVerified, "the hit is verified first") }
        guard !value.asksEuropol || value.europol != nil else {
            throw Refusal(.europolAwaited, "Europol's opinion, or sixty hours, come first")
        }
        var opinion = ReasonedOpinion()
        (opinion.authority, opinion.threat) = (context.caller.authority, input.threat)
        (opinion.reasons, opinion.given) = (input.reasons, context.now)
        let mail = VISMail(ports, context)
        return Decision(
            Nothing(), changes: current.erased(article: "VIS 9e(6), 9g(6)") + current.fileWithoutMark(opinion),
            notices: current.application.map { file in
                [
                    mail.message(
                        .opinion, to: file.owner, about: file.id, "A reasoned opinion on application \(file.value.number) is in the file.")
                ]
            } ?? [])
    }
}

extension RefusalKind {
    static let hitNotVerified = RefusalKind("vis/hit-not-verified", 409, "The hit is not verified yet", article: "VIS 9e(3), 9g(2)")
    static let europolAwaited = RefusalKind("vis/europol-awaited", 409, "Europol's opinion is awaited", article: "VIS 9e(4), 9g(4)")
}

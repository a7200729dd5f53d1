import Access
import Operations
import Registry
import Wire

/// A Member State consulted replies within seven calendar days (Article 16(2); Visa Code, Article 22(2)). The VIS carries the reply to
/// the one that asked and keeps none of it; what is recorded is that the clock has stopped.
public struct AnswerConsultation: Command {
    let ports: VISPorts
    public init(_ ports: VISPorts = .none) { self.ports = ports }
    public typealias Output = Nothing

    public let about = OperationDescription.vis(
        "answerConsultation", "Reply to a consultation", "Objects, with the ground, or says that there are no grounds for objecting.",
        article: "16(2)", .update, .POST, "/applications/{application}/consultation", data: .visaConsultation,
        grants: [VISGrants.consultation], refusals: [.notFound, .conflict, .noOpinionAsked], needsVersion: false)

    /// What an applicant may be a threat to.
    public enum Ground: String, CaseIterable, Sendable, WireChoice {
        case publicPolicy, internalSecurity, publicHealth, internationalRelations
        var words: String {
            switch self {
            case .publicPolicy: "public policy"
            case .internalSecurity: "internal security"
            case .publicHealth: "public health"
            case .internationalRelations: "international relations"
            }
        }
    }

    public struct Input: WireRecord, Hashable {
        public var application = RecordID(high: 0, low: 0)
        public var objection: Ground?
        public init() {}
        public static let wireName = "AnswerVisaConsultation"
        public static let meaning = "A reply to a consultation."
        public static let fields: [Field<Input>] = [
            .required("application", \.application, "The application file."),
            .optional("objection", \.objection, "What the applicant is a threat to; absent where there are no grounds for objecting."),
        ]
    }

    public func load(_ input: Input, from reader: Reader, in context: DecisionContext) throws -> ApplicationDossier {
        try ApplicationDossier(input.application, from: reader)
    }

    public func decide(_ input: Input, _ dossier: ApplicationDossier, in context: DecisionContext) throws(Refusal) -> Decision<Nothing> {
        let open = dossier.openConsultations.filter { $0.value.memberState == context.owner }
        guard !open.isEmpty else { throw Refusal(.noOpinionAsked, "no reply is awaited from \(context.owner)") }
        let reply = input.objection.map { "objects: the applicant poses a threat to \($0.words)" } ?? "has no grounds for objecting"
        let notice = VISMail(ports, context).message(
            .consultationReply, to: dossier.file.owner, about: dossier.file.id,
            "\(context.owner) on application \(dossier.file.value.number): \(reply).")
        return Decision(Nothing(), changes: open.ending(.consultationOpinion, at: context.now), notices: [notice])
    }
}

import Access
import Identity
import Operations
import Registry
import Wire

/// How an application stands after a step.
public struct StepReply: WireRecord, Hashable {
    public var application = RecordID(high: 0, low: 0)
    public var version = 0
    public var number = ""
    public var status = ApplicationStatus.requested
    public var responsible: String?
    public var validUntil: Day?
    public var decideBy: Instant?
    public init() {}
    init(_ step: Proceeding) {
        application = step.id
        version = step.nextVersion
        number = step.file.number
        status = step.file.status
        responsible = step.file.responsible
        validUntil = (step.file.authorisation ?? step.file.limited)?.until
        decideBy = step.file.status.isOpen && step.file.unanswered.isEmpty ? step.answer.decideBy : nil
    }
    public static let meaning = "How the application stands."
    public static let fields: [Field<StepReply>] = [
        .required("application", \.application, "The application file."), .required("version", \.version, "Version, for If-Match."),
        .required("number", \.number, "Application number."), .required("status", \.status, "How it stands."),
        .optional("responsible", \.responsible, "Member State responsible."),
        .optional("validUntil", \.validUntil, "Last day of validity of an authorisation."),
        .optional("decideBy", \.decideBy, "Until when the next decision is to be taken."),
    ]
}

/// Names an application file.
public struct ApplicationReference: WireRecord, Hashable {
    public var application = RecordID(high: 0, low: 0)
    public init() {}
    public init(_ application: RecordID) { self.application = application }
    public static let wireName = "ETIASApplicationReference"
    public static let meaning = "An application file."
    public static let fields: [Field<ApplicationReference>] = [.required("application", \.application, "The application file.")]
}

extension Proceeding {
    /// Decision of a step: all changes and notices, with the reply.
    var decision: Decision<StepReply> { Decision(StepReply(self), changes: allChanges, version: nextVersion, notices: notices) }

    /// Refuses who is not the National Unit of the Member State responsible (Article 26(1)).
    func requireResponsible() throws(Refusal) {
        guard let state = context.caller.memberState, state == file.responsible else {
            throw Refusal(.notResponsible, "the Member State responsible is \(file.responsible ?? "not determined yet")")
        }
    }

    /// Refuses where the application is not in manual processing.
    func requireManual() throws(Refusal) {
        guard file.status == .manual else { throw Refusal(.wrongStage, "the application is at the stage \(file.status.rawValue)") }
    }
}

extension RefusalKind {
    public static let notResponsible = RefusalKind(
        "etias/not-responsible", 403, "Another Member State is responsible", article: "ETIAS 25, 26")
    public static let wrongStage = RefusalKind("etias/wrong-stage", 409, "The application is not at this stage", article: "ETIAS 26")

    static let step: [RefusalKind] = [
        .notFound, .preconditionRequired, .preconditionFailed, .conflict, .notResponsible, .wrongStage,
    ]
}

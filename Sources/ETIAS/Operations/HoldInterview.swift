import Access
import Identity
import Operations
import Registry
import Wire

/// The National Unit invites the applicant to an interview, as the last resort where serious doubts remain (Article 27(4)–(5)).
public struct InviteToInterview: Command {
    public init() {}
    public typealias Output = StepReply

    public let about = OperationDescription.etias(
        "inviteToInterview", "Invite to an interview",
        "After the applicant's reply, within 72 hours of it; the interview takes place within ten days.", article: "27(4)–(5)", .update,
        .PUT, "/applications/{application}/interview", data: .etiasApplicationFile, grants: [ETIASGrants.unitsUpdate],
        refusals: RefusalKind.step + [.alreadyAsked, .interviewNotPossible])

    public struct Input: WireRecord, Hashable {
        public var application = RecordID(high: 0, low: 0)
        public var reason = ""
        public var mode = Interview.Mode.consulate
        public var kilometresToConsulate: Int?
        public init() {}
        public static let wireName = "InviteToInterview"
        public static let meaning = "An invitation."
        public static let fields: [Field<Input>] = [
            .required("application", \.application, "The application file."),
            .required("reason", \.reason, "Which doubts remain.", limits: .text(.init(length: 10...2000))),
            .required("mode", \.mode, "In a consulate, or remote."),
            .optional(
                "kilometresToConsulate", \.kilometresToConsulate, "Distance of the nearest consulate from the residence.",
                limits: .integer(0...20_100)),
        ]
    }

    public func load(_ input: Input, from reader: Reader, in context: DecisionContext) throws -> ApplicationDossier {
        try ApplicationDossier(input.application, from: reader)
    }

    /// The invitation is issued within 72 hours of the reply (Article 27(5)).
    static let hoursToInvite: Int64 = 72

    public func decide(_ input: Input, _ dossier: ApplicationDossier, in context: DecisionContext) throws(Refusal) -> Decision<StepReply> {
        try context.require(version: dossier.file.version)
        var step = Proceeding(dossier, in: context)
        try step.requireManual()
        try step.requireResponsible()
        guard step.file.interview == nil else { throw Refusal(.alreadyAsked, "the applicant was invited already", article: "ETIAS 27(4)") }
        guard let submitted = step.file.documents?.submittedAt else {
            throw Refusal(.interviewNotPossible, "information or documents are asked for and examined first")
        }
        guard context.now <= submitted.adding(hours: InviteToInterview.hoursToInvite) else {
            throw Refusal(.interviewNotPossible, "72 hours have passed since the reply", article: "ETIAS 27(5)")
        }
        if input.mode == .consulate, let distance = input.kilometresToConsulate, distance > 500 {
            throw Refusal(
                .interviewNotPossible, "where the consulate is more than 500 km away the interview is offered remotely", pointer: "/mode")
        }
        var interview = Interview()
        interview.invitedAt = context.now
        interview.reason = input.reason
        interview.mode = input.mode
        interview.kilometresToConsulate = input.kilometresToConsulate
        step.file.interview = interview
        step.setClock(.interview, .etiasNational, step.file.responsible, until: interview.deadline)
        step.tellApplicant(.interviewInvited)
        step.proceed()
        return step.decision
    }
}

/// What the interview came to: the interviewer's opinion, recorded on the same day, or that the applicant did not come
/// (Article 27(6)–(8)).
public struct RecordInterview: Command {
    public init() {}
    public typealias Output = StepReply

    public let about = OperationDescription.etias(
        "recordInterview", "Record an interview", "With the interviewer's opinion; the decision is then due within 48 hours.",
        article: "27(6)–(8), 32(2)(b)", .update, .PUT, "/applications/{application}/interview/record", data: .etiasApplicationFile,
        grants: [ETIASGrants.unitsUpdate], refusals: RefusalKind.step + [.nothingAsked, .interviewNotPossible])

    public struct Input: WireRecord, Hashable {
        public var application = RecordID(high: 0, low: 0)
        public var attended = true
        public var heldAt: Instant?
        public var opinion: String?
        public init() {}
        public static let wireName = "RecordInterview"
        public static let meaning = "What became of the interview."
        public static let fields: [Field<Input>] = [
            .required("application", \.application, "The application file."), .required("attended", \.attended, "The applicant came."),
            .optional("heldAt", \.heldAt, "When it was held; now where absent."),
            .optional("opinion", \.opinion, "The interviewer's opinion, with its reasons.", limits: .text(.init(length: 10...4000))),
        ]
    }

    public func load(_ input: Input, from reader: Reader, in context: DecisionContext) throws -> ApplicationDossier {
        try ApplicationDossier(input.application, from: reader)
    }

    public func decide(_ input: Input, _ dossier: ApplicationDossier, in context: DecisionContext) throws(Refusal) -> Decision<StepReply> {
        try context.require(version: dossier.file.version)
        var step = Proceeding(dossier, in: context)
        try step.requireManual()
        try step.requireResponsible()
        guard var interview = step.file.interview, interview.attended == nil else {
            throw Refusal(.nothingAsked, "no interview is awaited", article: "ETIAS 27(4)")
        }
        if input.attended {
            let held = input.heldAt ?? context.now
            guard interview.invitedAt <= held, held <= context.now else {
                throw Refusal(.interviewNotPossible, "it was held before the invitation, or in the future", pointer: "/heldAt")
            }
            guard let opinion = input.opinion else {
                throw Refusal(.interviewNotPossible, "the interviewer's opinion is missing", pointer: "/opinion", article: "ETIAS 27(8)")
            }
            interview.heldAt = held
            interview.opinion = opinion
        } else {
            guard input.heldAt == nil, input.opinion == nil else {
                throw Refusal(.interviewNotPossible, "an interview that was not held has no opinion", pointer: "/attended")
            }
        }
        interview.attended = input.attended
        step.file.interview = interview
        step.stopClock(.interview)
        step.proceed()
        return step.decision
    }
}

extension RefusalKind {
    public static let interviewNotPossible = RefusalKind(
        "etias/interview-not-possible", 422, "An interview is not possible like this", article: "ETIAS 27(4)")
}

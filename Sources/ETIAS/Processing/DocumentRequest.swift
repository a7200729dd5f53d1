import Identity
import Wire

/// A request for additional information or documentation (Article 27(1)–(3)).
public struct DocumentRequest: WireRecord, Hashable {
    public var requestedAt = Instant(milliseconds: 0)
    public var items: [String] = []
    /// The exact job title and employer, or the educational establishment (Article 17(2)(i)).
    public var occupationDetails = false
    public var submittedAt: Instant?
    /// What the applicant sent: references at the secure account service, never the documents themselves.
    public var references: [String] = []
    public var statement: String?
    public init() {}
    public static let meaning = "Request for information or documents (Article 27)."
    public static let fields: [Field<DocumentRequest>] = [
        .required("requestedAt", \.requestedAt, "When the applicant was asked."),
        .list("items", \.items, "What is asked for.", count: 1...20, element: .text(.init(length: 1...300))),
        .defaulted("occupationDetails", \.occupationDetails, to: false, "Job title and employer, or educational establishment."),
        .optional("submittedAt", \.submittedAt, "When the reply came."),
        .list("references", \.references, "Documents sent, by reference.", count: 0...50, element: .text(.init(length: 1...120))),
        .optional("statement", \.statement, "Information given.", limits: .text(.init(length: 1...4000))),
    ]

    public var asRule: ProcessingRule.Documents { .init(requestedAt: requestedAt, submittedAt: submittedAt) }
}

/// An interview, the last resort where serious doubts remain (Article 27(4)–(8)).
public struct Interview: WireRecord, Hashable {
    public enum Mode: String, CaseIterable, Hashable, Sendable, WireChoice {
        case consulate
        /// Audio and video; to be offered where the nearest consulate is more than 500 km away.
        case remote
    }
    public var invitedAt = Instant(milliseconds: 0)
    public var reason = ""
    public var mode = Mode.consulate
    public var kilometresToConsulate: Int?
    public var heldAt: Instant?
    public var attended: Bool?
    /// The interviewer's opinion with its reasons, recorded on the day of the interview.
    public var opinion: String?
    public init() {}
    public static let wireName = "ETIASInterview"
    public static let meaning = "Interview (Article 27(4))."
    public static let fields: [Field<Interview>] = [
        .required("invitedAt", \.invitedAt, "When the applicant was invited."),
        .required("reason", \.reason, "Why.", limits: .text(.init(length: 1...2000))),
        .required("mode", \.mode, "In a consulate, or remote."),
        .optional("kilometresToConsulate", \.kilometresToConsulate, "Distance to the nearest consulate.", limits: .integer(0...20_100)),
        .optional("heldAt", \.heldAt, "When it was held."),
        .optional("attended", \.attended, "Whether the applicant came; absent before."),
        .optional("opinion", \.opinion, "The interviewer's opinion and recommendation.", limits: .text(.init(length: 1...4000))),
    ]

    /// Last moment for the interview: ten days after the invitation.
    public var deadline: Instant { invitedAt.adding(hours: Int64(ProcessingRule.daysToInterview) * 24) }
    public var asRule: ProcessingRule.Interview { .init(heldAt: heldAt, missed: attended == false) }
}

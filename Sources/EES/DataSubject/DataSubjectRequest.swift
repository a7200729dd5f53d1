import Access
import Identity
import Operations
import Registry
import Wire

/// A request of a person concerned for access, rectification, completion, erasure or restriction (Article 52).
public struct DataSubjectRequest: RecordValue, Hashable {
    public static let kind = RecordKind(.EES, "dataSubjectRequest")

    public enum Right: String, CaseIterable, Hashable, Sendable, WireChoice {
        case access, rectification, completion, erasure, restriction
    }
    public enum State: String, CaseIterable, Hashable, Sendable, WireChoice {
        case received
        /// The Member State responsible was asked to check (Article 52(3)).
        case forwarded
        case granted
        /// With an administrative decision that says why and how to contest it (Article 52(5)–(6)).
        case refused
    }

    public var file = RecordID(high: 0, low: 0)
    public var right = Right.access
    public var statement = ""
    public var received = Day(number: 0)
    public var memberState = ""
    public var responsible = ""
    public var state = State.received
    public var reasons: String?
    public var decided: Day?
    /// Whether the Member State was reminded of the term that runs.
    public var reminded = false

    public init() {}

    public static let meaning = "Request of a person concerned (Article 52)."
    public static let fields: [Field<DataSubjectRequest>] = [
        .required("file", \.file, "The individual file."),
        .required("right", \.right, "What is asked for."),
        .required("statement", \.statement, "What the person says.", limits: .text(.init(length: 1...4000))),
        .required("received", \.received, "Day of receipt."),
        .required("memberState", \.memberState, "Member State asked.", limits: .text(.init(length: 1...60))),
        .required("responsible", \.responsible, "Member State responsible for the data.", limits: .text(.init(length: 1...60))),
        .required("state", \.state, "What became of it."),
        .optional("reasons", \.reasons, "Decision and its reasons.", limits: .text(.init(length: 1...4000))),
        .optional("decided", \.decided, "Day of the decision."),
        .defaulted("reminded", \.reminded, to: false, "The Member State was reminded of the term that runs."),
    ]

    var isOpen: Bool { state == .received || state == .forwarded }

    /// An answer is due within 45 days of receipt (Article 52(1)).
    public var answerBy: Day { received + 45 }
    /// Where another Member State is responsible, it is contacted within seven days (Article 52(3))…
    public var forwardBy: Day? { responsible == memberState ? nil : received + 7 }
    /// …and checks within 30.
    public var checkBy: Day? { forwardBy.map { $0 + 30 } }

    public var projection: Projection {
        var due: [DueDate] = []
        switch state {
        case .received where reminded, .forwarded where reminded: break
        case .received:
            due.append(DueDate(forwardBy.map { min($0, answerBy) } ?? answerBy, .review, article: responsible == memberState ? "52(1)" : "52(3)"))
        case .forwarded: due.append(DueDate(answerBy, .review, article: "52(1)"))
        case .granted, .refused: due.append(DueDate((decided ?? received).adding(years: 1) + 1, .erase, article: "46(4)"))
        }
        return Projection(keys: [RecordKey(EESKey.file, file.description, unique: false)], due: due)
    }
}

import Access
import Identity
import Operations
import Registry
import Wire

/// A query of the repository for law enforcement: the grounds on which it was made, the systems that it named, and the request for
/// full access that must follow, or why none does (Articles 22, 24(5)).
public struct PresenceRequest: RecordValue, Hashable {
    public static let kind = RecordKind(.CIR, "presenceRequest")
    public enum State: String, CaseIterable, Sendable, WireChoice {
        /// Grounds are stated; no search has named a system.
        case open
        /// A search named systems: a request for full access to one of them is due.
        case named
        /// Full access was requested in one of them.
        case accessRequested
        /// Exceptionally it was not, and the record says why.
        case justified
    }
    public var authority = ""
    public var caseReference = ""
    public var offence = ListedOffence.seriousCriminalOffence
    public var necessity = ""
    public var specificCase = ""
    public var reasonableGrounds = ""
    public var orderedBy: String?
    public var state = State.open
    public var systems: [SystemName] = []
    /// Systems in which full access was requested.
    public var requestedIn: [SystemName] = []
    public var stated = Instant(milliseconds: 0)
    public var justification: String?
    public init() {}

    public static let meaning = "A query of the repository for law-enforcement purposes."
    private static let reason = Schema.text(.init(length: 10...2000))
    public static let fields: [Field<PresenceRequest>] = [
        .required("authority", \.authority, "Authority that asks.", limits: .text(.init(length: 1...120))),
        .required("caseReference", \.caseReference, "Its file.", limits: .text(.init(length: 1...200))),
        .required("offence", \.offence, "Kind of offence."),
        .required("necessity", \.necessity, "Why the query is necessary.", limits: reason),
        .required("specificCase", \.specificCase, "The specific case.", limits: reason),
        .required(
            "reasonableGrounds", \.reasonableGrounds, "Grounds to believe that it will contribute.", limits: reason),
        .optional(
            "orderedBy", \.orderedBy, "The official who ordered the query.", limits: .text(.init(length: 1...200))),
        .required("state", \.state, "What became of it."),
        .list("systems", \.systems, "Systems that hold data on the person.", count: 0...10),
        .list("requestedIn", \.requestedIn, "Systems in which full access was requested.", count: 0...10),
        .required("stated", \.stated, "When the grounds were stated."),
        .optional("justification", \.justification, "Why full access was not requested.", limits: reason),
    ]

    /// Whether a reply that names these systems makes a request for full access due (Article 22(2)): not where one is due already, was made
    /// in one of them, or was justified for them all.
    func isDue(for named: Set<SystemName>) -> Bool {
        switch state {
        case .open: !named.isEmpty
        case .named: false
        case .accessRequested: !named.isEmpty && named.isDisjoint(with: requestedIn)
        case .justified: !named.isSubset(of: systems)
        }
    }

    public static let caseKey = "case"
    public static func caseValue(_ authority: String, _ reference: String) -> String {
        "\(authority)\u{1F}\(reference)"
    }

    /// Kept like the log of what was asked (Article 24(8)).
    public var projection: Projection {
        Projection(
            keys: [
                RecordKey(PresenceRequest.caseKey, PresenceRequest.caseValue(authority, caseReference), unique: false)
            ],
            due: [DueDate(stated.utcDay.adding(years: 1) + 1, .erase, article: "817 24(8)")])
    }
}

/// The duties that follow from queries for law enforcement: to ask for full access once a system was named (Article 22(2)), and to verify the
/// logs of access at intervals of six months at most (Article 24(4)).
public enum CIRTasks: TaskOwner {
    public static let system = SystemName.CIR
    public static let grants = Grant.tasks(
        .CIR, [(.designated, [.lawEnforcement]), (.europol, [.lawEnforcement]), (.supervisory, [.supervision])], article: "817 22(2), 24(4)")
    static let step = "requestFullAccess"
    /// The Article sets no term; what the queue calls late.
    static let days = 7
    static let verifyLogs = "verifyLogs"
    static let monthsBetweenVerifications = 6

    static func start(about request: RecordID, _ caller: Caller, at now: Instant) -> LegalTask<CIRTasks> {
        LegalTask(
            about: request, step: step, article: "817 22(2)", authority: caller.kind, memberState: caller.memberState,
            begun: now,
            deadline: Instant(endOf: now.utcDay + days, in: caller.memberState))
    }

    /// That one access is to be verified: by the supervisory authority of the Member State whose authority had it, and of Europol's by the
    /// European Data Protection Supervisor, who is of no Member State. Whoever ends every such task in time leaves no interval that is
    /// longer than the Article allows.
    static func verification(about request: RecordID, _ caller: Caller, at now: Instant) -> LegalTask<CIRTasks> {
        LegalTask(
            about: request, step: verifyLogs, article: "817 24(4)", authority: .supervisory, memberState: caller.memberState, begun: now,
            deadline: Instant(endOf: now.utcDay.adding(months: monthsBetweenVerifications) - 1, in: caller.memberState))
    }
}

/// What is kept of a query goes together with its tasks.
struct PresenceRequestClock: DueRule {
    var kinds: [RecordKind] { [PresenceRequest.kind] }
    func act(on record: StoredRecord, due: DueDate, reader: Reader, context: DecisionContext) throws -> Decision<
        Nothing
    > {
        guard due.action == .erase else { return Decision(Nothing(), changes: []) }
        return Decision(
            Nothing(),
            changes: [.erase(record.id, expected: record.version, article: due.article)]
                + (try reader.tasks(CIRTasks.self, about: record.id)).erased(article: due.article))
    }
}

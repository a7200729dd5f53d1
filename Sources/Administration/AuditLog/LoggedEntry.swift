import Access
import Identity
import Operations
import Registry
import Wire

/// One entry of the access log as an auditor reads it.
struct LoggedEntry: WireRecord {
    var id = RecordID(high: 0, low: 0)
    var position: Int?
    var at: Instant?
    var event = ""
    var operation = ""
    var authority = ""
    var user: String?
    var orderedBy: String?
    var purpose = ""
    var profile: String?
    var caseReference: String?
    var systems: [String] = []
    var decision = ""
    var code: String?
    var policyRevision = ""
    var searchedWith: [String] = []
    var query: String?
    var entered: [String] = []
    var records: [String] = []
    var results: [String] = []
    var request: RecordID?
    var keptUnder = ""
    var erasedOn: Day?

    init() {}
    static let meaning = "One entry of the access log; of one whose term is over only the place is left."
    private static let word = Schema.text(.init(length: 0...300))
    static let fields: [Field<LoggedEntry>] = [
        .required("id", \.id, "Identifier of the entry."),
        .optional("position", \.position, "Place in the log; absent until it has one."),
        .optional("at", \.at, "When."),
        .required("event", \.event, "What was asked for.", limits: word),
        .required("operation", \.operation, "Search, read, create, update or delete.", limits: word),
        .required("authority", \.authority, "Authority that asked.", limits: word),
        .optional("user", \.user, "Who asked.", limits: word),
        .optional("orderedBy", \.orderedBy, "Who ordered it, as the request said.", limits: word),
        .required("purpose", \.purpose, "Purpose.", limits: word),
        .optional("profile", \.profile, "Profile of the search portal that the question was carried out with.", limits: word),
        .optional("case", \.caseReference, "The authority's own case number.", limits: word),
        .list("systems", \.systems, "Systems asked."),
        .required("decision", \.decision, "allowed, refused or failed.", limits: word),
        .optional("code", \.code, "Code of the refusal or failure.", limits: word),
        .required("policyRevision", \.policyRevision, "Revision of the policy that decided.", limits: word),
        .list("searchedWith", \.searchedWith, "Kinds of data that a search started from; of biometrics no more is kept."),
        .optional("query", \.query, "The alphanumeric data searched with.", limits: word),
        .list("entered", \.entered, "Names of the fields that were entered or changed.", count: 0...512),
        .list("records", \.records, "Records used, and how.", count: 0...1024),
        .list("results", \.results, "What each system answered."),
        .optional("request", \.request, "The entry of the request that this was part of, such as the search portal's."),
        .required("keptUnder", \.keptUnder, "Article that sets the entry's term.", limits: word),
        .optional("erasedOn", \.erasedOn, "Day on which its contents were erased after their term."),
    ]

    init(_ placed: LogBook.Placed) {
        id = placed.id
        position = placed.position.map(Int.init)
        erasedOn = placed.erasedOn
        if let entry = placed.entry { read(entry) }
    }

    init(_ entry: AccessLogEntry, position: Int) {
        id = RecordID(high: entry.id.high, low: entry.id.low)
        self.position = position
        read(entry)
    }

    private mutating func read(_ entry: AccessLogEntry) {
        at = entry.instant
        event = entry.event
        operation = entry.operation
        authority = entry.authority
        (user, orderedBy) = (entry.user, entry.orderedBy)
        (purpose, profile) = (entry.purpose, entry.profile)
        caseReference = entry.caseReference
        systems = entry.systems
        policyRevision = entry.policyRevision
        switch entry.decision {
        case .allowed: decision = "allowed"
        case .refused(let refusal): (decision, code) = ("refused", refusal)
        case .failed(let failure): (decision, code) = ("failed", failure)
        }
        for datum in entry.searched {
            switch datum {
            case .alphanumeric(let key, let text):
                if let text { query = text.text } else { searchedWith.append("\(key)") }
            case .biometric(let kind): searchedWith.append("\(kind)")
            }
        }
        entered = entry.fields
        records = entry.records.map { "\($0.use) \($0.system) \($0.id)" }
        results = entry.results.map { "\($0.system): \(LoggedEntry.words($0.outcome))" }
        request = entry.request.map { RecordID(high: $0.high, low: $0.low) }
        keptUnder = entry.retention.article
    }

    private static func words(_ outcome: LogResult.Outcome) -> String {
        switch outcome {
        case .answered(let hits): hits == 1 ? "1 hit" : "\(hits) hits"
        case .unavailable: "unavailable"
        case .pending: "pending"
        }
    }
}

extension AccessLogEntry {
    /// The entry at its place in the log as an auditor reads it.
    public func legible(position: Int) -> JSON { LoggedEntry(self, position: position).wire }
}

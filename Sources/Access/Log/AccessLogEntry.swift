import Identity

/// One use of the systems, as the acts want it recorded: who asked what, of which data, for which purpose, on which
/// case, by which means, and what came of it.
///
/// Sources: 2017/2226 Article 46 (EES), 2018/1862 and 2018/1861 Article 18 (SIS), 767/2008 Article 34 (VIS),
/// 2018/1240 Article 69 (ETIAS), 2024/1358 Article 41 (Eurodac), 2019/816 Article 31 (ECRIS-TCN), 2019/817
/// Articles 10, 16, 24 and 36 (interoperability components).
///
/// Text is one line, without control characters, and of bounded length (see ``Limit``); ``encoded()`` refuses what
/// does not fit.
public struct AccessLogEntry: Hashable, Sendable {
    /// Names this entry. It is also bound to the sealed form.
    public var id: OpaqueID
    /// When.
    public var instant: Instant
    /// What happened, as the operation declares it, such as `ees.entry.recorded`.
    public var event: String
    /// The operation that was asked for.
    public var operation: String
    /// The authority that asked: a Member State's or a Union agency's.
    public var authority: String
    /// The person who asked, by the authority's own unique identifier.
    public var user: String?
    /// The person who ordered it, by the authority's own unique identifier (2017/2226 Article 59(2)(h), 2019/817 Article 24(5)).
    public var orderedBy: String?
    /// The purpose of access.
    public var purpose: String
    /// The profile used in the European search portal (2019/817 Article 10(1)(a)).
    public var profile: String?
    /// The national file or case.
    public var caseReference: String?
    /// The systems asked, in the order asked.
    public var systems: [String]
    /// The revision of the access policy that decided.
    public var policyRevision: String
    public var decision: LogDecision
    /// What was searched with.
    public var searched: [SearchDatum]
    /// The names of the fields entered or changed ("data transmitted", 2017/2226 Article 46(1)(c)); the values are in the records'
    /// versions.
    public var fields: [String]
    /// The records used.
    public var records: [LogRecordUse]
    /// What each system answered.
    public var results: [LogResult]
    /// The entry of the request that this was part of: what a system was asked by way of the search portal names the portal's entry.
    public var request: OpaqueID?
    public var retention: LogRetention

    public init(
        id: OpaqueID, instant: Instant, event: String, operation: String, authority: String, user: String? = nil,
        orderedBy: String? = nil, purpose: String, profile: String? = nil, caseReference: String? = nil,
        systems: [String] = [], policyRevision: String, decision: LogDecision, searched: [SearchDatum] = [],
        fields: [String] = [], records: [LogRecordUse] = [], results: [LogResult] = [], request: OpaqueID? = nil,
        retention: LogRetention
    ) {
        self.id = id
        self.instant = instant
        self.event = event
        self.operation = operation
        self.authority = authority
        self.user = user
        self.orderedBy = orderedBy
        self.purpose = purpose
        self.profile = profile
        self.caseReference = caseReference
        self.systems = systems
        self.policyRevision = policyRevision
        self.decision = decision
        self.searched = searched
        self.fields = fields
        self.records = records
        self.results = results
        self.request = request
        self.retention = retention
    }

    /// The most that an entry may hold. Lengths are in bytes of UTF-8.
    public enum Limit {
        /// The whole encoding.
        public static let bytes = 1 << 17
        /// Event, operation, authority, purpose, systems, fields and the like.
        public static let name = 128
        /// Users and references.
        public static let reference = 256
        public static let systems = 32
        public static let searched = 64
        public static let fields = 512
        public static let records = 1024
        public static let results = 32
    }
}

/// What became of a request.
public enum LogDecision: Hashable, Sendable {
    case allowed
    /// The policy or a rule said no; the refusal's stable code.
    case refused(code: String)
    /// It was allowed and could not be carried out; the failure's stable code.
    case failed(code: String)
}

/// A record that was used, and how.
public struct LogRecordUse: Hashable, Sendable {
    /// The raw value is written to the log and never changes meaning.
    public enum Use: UInt8, Hashable, Sendable, CaseIterable {
        case read = 1
        case created = 2
        case updated = 3
        case erased = 4
        /// Told as a hit, without its contents.
        case matched = 5
    }

    public var use: Use
    public var system: String
    public var id: OpaqueID
    /// The version read or made; 0 where the record has none.
    public var version: UInt32

    public init(_ use: Use, system: String, id: OpaqueID, version: UInt32 = 0) {
        (self.use, self.system, self.id, self.version) = (use, system, id, version)
    }
}

/// What one system answered.
public struct LogResult: Hashable, Sendable {
    public enum Outcome: Hashable, Sendable {
        /// It answered with this many hits.
        case answered(hits: UInt32)
        /// It could not be asked, or failed.
        case unavailable
        /// Its answer follows.
        case pending
    }

    public var system: String
    public var outcome: Outcome

    public init(system: String, _ outcome: Outcome) { (self.system, self.outcome) = (system, outcome) }
}

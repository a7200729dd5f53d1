import Identity
import Registry
import Wire

/// What the file says of the automated queries (Articles 9a(9)–(12), 9e(6), 9g(6), 22b).
public struct AutomatedQueries: WireRecord, Hashable {
    public var launched = Instant(milliseconds: 0)
    /// Sources that have not answered yet.
    public var pending: [QuerySource] = []
    public var references: [HitReference] = []
    /// Verifications of others that the file waits for. Which system has a hit is not said.
    public var furtherVerification: [RecordID] = []
    /// Specific risk indicators that the data fit (Article 9a(13)).
    public var riskIndicators: [RecordID] = []
    public var opinions: [ReasonedOpinion] = []

    public init() {}
    public static let meaning = "What the automated queries found."
    public static let fields: [Field<AutomatedQueries>] = [
        .required("launched", \.launched, "When they were launched."),
        .list("pending", \.pending, "Sources that have not answered yet.", count: 0...20),
        .list("references", \.references, "Hits that the visa authority verifies (Article 9a(9)).", count: 0...1000),
        .list("furtherVerification", \.furtherVerification, "Further verification is needed (Article 9a(10)).", count: 0...1000),
        .list("riskIndicators", \.riskIndicators, "Specific risk indicators that fit (Article 9a(13)).", count: 0...1000),
        .list("opinions", \.opinions, "Reasoned opinions (Articles 9e(6), 9g(6)).", count: 0...1000),
    ]

    /// Something is still to be answered, verified or given an opinion on.
    public var isOpen: Bool {
        !pending.isEmpty || !furtherVerification.isEmpty || references.contains { $0.state == .open }
    }
}

/// A hit that is referenced in the file (Article 9a(9), (12)).
public struct HitReference: WireRecord, Hashable {
    public enum State: String, CaseIterable, Hashable, Sendable, WireChoice {
        case open
        /// The data correspond; taken into account in the examination (Article 9c(4)).
        case confirmed
        /// The data correspond, and the alert must not count for a family member (Article 9b(3)).
        case disregarded
    }
    public var id = RecordID(high: 0, low: 0)
    public var point = QueryPoint.sisDocument
    public var memberState: String?
    public var reference = ""
    public var immigrationRisk = false
    public var state = State.open
    /// Day on which it was found to be right.
    public var verified: Day?

    public init() {}
    public static let meaning = "A hit in another system."
    public static let fields: [Field<HitReference>] = [
        .required("id", \.id, "Names the hit within the file."),
        .required("point", \.point, "What was found (Article 9a(4))."),
        .optional("memberState", \.memberState, "Member State that entered the data."),
        .required("reference", \.reference, "Unique reference number of the record.", limits: .text(.init(length: 1...120))),
        .defaulted("immigrationRisk", \.immigrationRisk, to: false, "Of an alert: entered for an illegal immigration risk."),
        .required("state", \.state, "How it stands."),
        .optional("verified", \.verified, "Day on which the data were found to correspond."),
    ]
}

/// A reasoned opinion of a VIS designated authority or an ETIAS National Unit (Articles 9e(3), 9g(2) and (5)).
public struct ReasonedOpinion: WireRecord, Hashable {
    public var authority = ""
    public var threat = false
    public var reasons = ""
    public var given = Instant(milliseconds: 0)
    public init() {}
    public static let meaning = "Whether the applicant poses a threat to public security, with reasons."
    public static let fields: [Field<ReasonedOpinion>] = [
        .required("authority", \.authority, "Authority that gave it.", limits: .text(.init(length: 1...120))),
        .required("threat", \.threat, "The applicant poses a threat."),
        .required("reasons", \.reasons, "Reasons.", limits: .text(.init(length: 1...4000))),
        .required("given", \.given, "When."),
    ]
}

import Access
import Identity
import Operations
import Registry
import Wire

/// One comparison: who asked, when, how urgently, and what it found. It waits in the queue, in the order of arrival, until an
/// engine answers (603 Article 25(2); 1358 Article 38(2)). It holds no sample and no data of the persons found: those are read
/// from the data sets as long as these stand.
public struct EurodacComparison: RecordValue, Hashable {
    public static let kind = RecordKind(.Eurodac, "comparison")

    public enum State: String, CaseIterable, Hashable, Sendable, WireChoice {
        case waiting
        case answered
        /// The samples do not lend themselves to comparison: better ones are asked for (38(1)).
        case notComparable
    }

    public var regime = EurodacRegime.regulation1358
    public var category = EurodacCategory.applicant
    public var reference = ReferenceNumber()
    /// The set that was transmitted; `nil` where none was kept.
    public var dataset: RecordID?
    public var authority = ""
    public var authorityKind = AuthorityKind.asylum
    public var memberState: String?
    public var arrived = Instant(milliseconds: 0)
    public var urgent = false
    public var includeOwn = false
    public var state = State.waiting
    public var answered: Instant?
    public var hits: [Hit] = []
    /// Hits that an expert found to be of another person; nothing else of them is kept (38(6)).
    public var falseHits = 0

    public init() {}
    public static let meaning = "A comparison and what it found."
    public static let fields: [Field<EurodacComparison>] = [
        .required("regime", \.regime, "Regulation."),
        .required("category", \.category, "Category of the person or request."),
        .required("reference", \.reference, "Reference number of the Member State that asked."),
        .optional("dataset", \.dataset, "The set that was transmitted, where one is kept."),
        .required("authority", \.authority, "Authority that asked.", limits: .text(.init(length: 1...120))),
        .required("authorityKind", \.authorityKind, "Its kind."),
        .optional("memberState", \.memberState, "Its Member State.", limits: .text(.init(length: 3...3))),
        .required("arrived", \.arrived, "When it arrived."),
        .defaulted("urgent", \.urgent, to: false, "Within one hour."),
        .defaulted("includeOwn", \.includeOwn, to: false, "The Member State's own sets are compared too."),
        .required("state", \.state, "How it stands."),
        .optional("answered", \.answered, "When it was answered."),
        .list("hits", \.hits, "What was found.", count: 0...200),
        .defaulted("falseHits", \.falseHits, to: 0, "Hits that turned out to be of another person."),
    ]

    /// Handled within 24 hours of its arrival; particularly urgent ones within one (38(2)).
    public var deadline: Instant { arrived.adding(hours: urgent ? 1 : 24) }

    var owner: String { memberState ?? authority }

    public var projection: Projection {
        var keys = [RecordKey(EurodacKey.owner, owner, unique: false)]
        if state == .waiting { keys.append(RecordKey(EurodacKey.queue, "waiting", unique: false)) }
        if let dataset { keys.append(RecordKey(EurodacKey.dataset, dataset.description, unique: false)) }
        keys += hits.map { RecordKey(EurodacKey.hit, $0.dataset.description, unique: false) }
        // What is not recorded leaves no record of its search but the log (603 Article 17(4)); the hits stay as long as they can be
        // looked at. A set's own comparison goes with the set.
        let due = dataset == nil ? [DueDate(arrived.utcDay + 30, .erase, article: regime.article("17(4)", "38"))] : []
        return Projection(keys: keys, due: due)
    }

    /// Whether the queue is not empty.
    public static func isAnyWaiting(in reader: Reader) throws -> Bool {
        try !reader.find(kind, key: EurodacKey.queue, value: "waiting").isEmpty
    }

    /// The order in which the queue is worked: urgent ones, then by arrival.
    static func precedes(_ a: Recorded<EurodacComparison>, _ b: Recorded<EurodacComparison>) -> Bool {
        if a.value.urgent != b.value.urgent { return a.value.urgent }
        return (a.value.arrived, a.id) < (b.value.arrived, b.id)
    }

    func question(admission: AdmissionState?) -> ComparisonRule.Transmitted {
        ComparisonRule.Transmitted(
            category: category, memberState: memberState ?? authority, includeOwn: includeOwn, admission: admission)
    }
}

/// A data set that a comparison found.
public struct Hit: WireRecord, Hashable {
    /// What the match rests on.
    public enum Basis: String, CaseIterable, Hashable, Sendable, WireChoice {
        case fingerprints, face, fingerprintsAndFace, alphanumeric
    }
    public enum Verdict: String, CaseIterable, Hashable, Sendable, WireChoice {
        case open, confirmed
    }

    public var dataset = RecordID(high: 0, low: 0)
    public var category = EurodacCategory.applicant
    public var memberState = ""
    public var basis = Basis.fingerprints
    /// The mark of granted protection was transmitted.
    public var mark = false
    /// Helps to determine the Member State responsible: goes before any other hit (1358 Articles 27(5), 28(6)).
    public var precedence = false
    public var verdict = Verdict.open

    public init() {}
    public static let wireName = "EurodacHit"
    public static let meaning = "A data set that was found."
    public static let fields: [Field<Hit>] = [
        .required("dataset", \.dataset, "The set."),
        .required("category", \.category, "Its category."),
        .required("memberState", \.memberState, "Member State of origin.", limits: .text(.init(length: 1...60))),
        .required("basis", \.basis, "What the match rests on."),
        .defaulted("mark", \.mark, to: false, "The mark of granted protection was transmitted."),
        .defaulted("precedence", \.precedence, to: false, "Helps to determine the Member State responsible."),
        .required("verdict", \.verdict, "Whether it was checked."),
    ]

    /// Whether an expert must look: always where the face alone matched (38(5)); under 603 at every hit (25(4)).
    public func needsExpert(in regime: EurodacRegime) -> Bool {
        switch basis {
        case .face: true
        case .fingerprints, .fingerprintsAndFace: regime == .regulation603
        case .alphanumeric: false
        }
    }
}

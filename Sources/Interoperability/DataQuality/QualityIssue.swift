import Access
import Identity
import Operations
import Quality
import Registry
import Wire

/// What one rule found in one field of a record, and what its State says of it.
public struct IssueFinding: WireRecord, Hashable {
    public enum Standing: String, CaseIterable, Hashable, Sendable, WireChoice {
        case open
        /// Somebody looks into it.
        case inHand
        /// The data are right, whatever the rule thinks.
        case confirmed
    }
    /// Why data are right that a rule doubts. Chosen from a list: a text would be a place for personal data.
    public enum Ground: String, CaseIterable, Hashable, Sendable, WireChoice {
        /// The document shows it so.
        case asInDocument
        case statedByPerson
        /// Compared with the file or register that it comes from.
        case asInNationalFile
        /// A name or custom that the rule does not know.
        case nameOrCustom
        /// A condition of health, or age, does not let it be otherwise.
        case notPossibleOtherwise
    }

    public var rule = ""
    public var field = ""
    public var indicator = QualityIndicator.accuracy
    public var standing = Standing.open
    public var ground: Ground?
    /// Since when it is found.
    public var since = Day(number: 0)

    public init() {}
    init(_ finding: QualityFinding, since: Day) {
        rule = finding.rule
        field = finding.field
        indicator = QualityRules.rule(finding.rule)?.indicator ?? .accuracy
        self.since = since
    }

    var finding: QualityFinding { QualityFinding(rule: rule, field: field) }

    public static let wireName = "QualityIssueFinding"
    public static let meaning = "What one rule found in one field."
    public static let fields: [Field<IssueFinding>] = [
        .required("rule", \.rule, "The rule.", limits: .text(.init(length: 1...80))),
        .required("field", \.field, "The field, not its contents.", limits: .text(.init(length: 1...120))),
        .required("indicator", \.indicator, "What it counts for."),
        .required("standing", \.standing, "What the State says of it."),
        .optional("ground", \.ground, "Why the data are right."),
        .required("since", \.since, "Day since which it is found."),
    ]
}

/// That a record does not comply with soft rules: its data quality issue flag (2021/2224 Article 2(e)). It points to the record
/// and its fields, and holds nothing of what stands there.
public struct QualityIssue<Owner: QualityOwner>: RecordValue, Hashable {
    public static var kind: RecordKind { RecordKind(Owner.system, "qualityIssue") }

    public var about = RecordID(high: 0, low: 0)
    public var memberState: String?
    public var version = 0
    public var findings: [IssueFinding] = []
    public var quality = QualityClass.good
    public var overall = 100
    public var found = Day(number: 0)
    /// A later version of the record complies.
    public var resolved: Day?

    public init() {}

    public static var wireName: String { "\(Owner.system.rawValue.filter(\.isLetter))QualityIssue" }
    public static var meaning: String { "What does not comply in one record (2021/2224 Article 2(e))." }
    public static var fields: [Field<Self>] {
        [
            .required("about", \.about, "The record."),
            .optional("memberState", \.memberState, "Member State that works it off.", limits: .text(.init(length: 3...3))),
            .required("recordVersion", \.version, "Version of the record in which it was found last."),
            .list("findings", \.findings, "What was found.", count: 0...200),
            .required("quality", \.quality, "Class of the record's data."),
            .required("overall", \.overall, "Its indicators as a whole, 0 to 100.", limits: .integer(0...100)),
            .required("found", \.found, "Day on which something was found first."),
            .optional("resolved", \.resolved, "Day on which a later version complied."),
        ]
    }

    public static var aboutKey: String { "quality.about" }
    public static var queueKey: String { "quality.queue" }
    static func queue(_ memberState: String?) -> String { memberState ?? "-" }

    /// Something is left to do.
    public var isOpen: Bool { resolved == nil && findings.contains { $0.standing != .confirmed } }

    /// A settled issue is kept for a month, for the reports that count it.
    public static var daysKept: Int { 30 }

    public var projection: Projection {
        var keys = [RecordKey(Self.aboutKey, about.description, unique: true)]
        if isOpen { keys.append(RecordKey(Self.queueKey, Self.queue(memberState), unique: false)) }
        let due = resolved.map { [DueDate($0 + Self.daysKept, .erase, article: "2021/2224 3(8)")] } ?? []
        return Projection(keys: keys, due: due)
    }
}

/// What follows for a record's issue from looking at the record: a pure decision, the same however often it is made.
enum IssueRule {
    /// - Parameters:
    ///   - checked: the record as it stands; `nil` where it is gone.
    ///   - found: what the rules find in it, where somebody has asked them already.
    static func changes<Owner: QualityOwner>(
        _ existing: Recorded<QualityIssue<Owner>>?, checked: (record: StoredRecord, value: CheckedRecord, memberState: String?)?,
        found known: [QualityFinding]? = nil, today: Day, ids: IDGenerator
    ) -> [Change] {
        guard let checked else {
            // The flag of a record goes with it.
            return existing.map { [.erase($0.id, expected: $0.version, article: "2021/2224 3(8)")] } ?? []
        }
        let found = known ?? QualityRules.findings(in: checked.value, today: today)
        var issue = existing?.value ?? QualityIssue<Owner>()
        if found.isEmpty {
            guard var existing, existing.value.resolved == nil else { return [] }
            existing.value.resolved = today
            existing.value.findings = []
            (existing.value.quality, existing.value.overall, existing.value.version) = (.good, 100, checked.record.version)
            return [existing.update]
        }
        let before = Dictionary(issue.findings.map { ($0.finding, $0) }, uniquingKeysWith: { first, _ in first })
        issue.findings = found.prefix(200).map { before[$0] ?? IssueFinding($0, since: today) }
        let confirmed = Set(issue.findings.filter { $0.standing == .confirmed }.map(\.finding))
        let assessment = QualityAssessment(checked.value, findings: found, confirmed: confirmed)
        (issue.quality, issue.overall) = (assessment.quality, assessment.overall)
        issue.memberState = checked.memberState
        issue.resolved = nil
        guard let existing else {
            (issue.about, issue.found, issue.version) = (checked.record.id, today, checked.record.version)
            return [.create(ids.next(), issue.draft(owner: checked.record.owner))]
        }
        // A version that changes nothing of what is found is not worth a version of the issue.
        guard issue != existing.value else { return [] }
        issue.version = checked.record.version
        return [.update(existing.id, expected: existing.version, issue.draft(owner: checked.record.owner))]
    }
}

extension Reader {
    func issue<Owner: QualityOwner>(_ owner: Owner.Type, about id: RecordID) throws -> Recorded<QualityIssue<Owner>>? {
        try values(QualityIssue<Owner>.self, key: QualityIssue<Owner>.aboutKey, value: id.description).first
    }

    func checked<Owner: QualityOwner>(_ owner: Owner.Type, _ record: StoredRecord) throws -> (
        record: StoredRecord, value: CheckedRecord, memberState: String?
    )? {
        guard let value = try Owner.check(record, reader: self) else { return nil }
        return (record, value, try Owner.responsible(record))
    }
}

/// Holds every new and changed record against the soft rules, and flags what does not comply (2021/2224 Articles 2(e), 3(4)).
/// It follows the feed: no commit waits for it.
public struct IssueFollower<Owner: QualityOwner>: FeedFollower {
    public init() {}
    public var name: String { "quality-of-\(Owner.stem)" }
    public var kinds: Set<RecordKind> { Set(Owner.checked + Owner.parts) }
    public var systems: Set<SystemName> { [Owner.system] }
    public var article: String { "817 37(1), 2021/2224 3(3)–(5)" }

    public func follow(_ entry: FeedEntry, reader: Reader, context: DecisionContext) throws -> Decision<Nothing> {
        let record: StoredRecord?
        let about: RecordID
        if Owner.checked.contains(entry.kind) {
            (about, record) = (entry.id, try reader.record(entry.id))
        } else {
            // Samples: their record is looked at again. Where they are gone, whatever took them away changed it too.
            guard let part = try reader.record(entry.id), let whole = try Owner.whole(of: part) else { return Decision(Nothing(), changes: []) }
            (about, record) = (whole, try reader.record(whole))
        }
        let checked = try record.flatMap { try reader.checked(Owner.self, $0) }
        return Decision(
            Nothing(),
            changes: IssueRule.changes(try reader.issue(Owner.self, about: about), checked: checked, today: context.today, ids: context.ids))
    }
}

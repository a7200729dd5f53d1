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
            .required("recordVersion", \.version, "Version of the record that it speaks of: in which the data behind the findings changed last."),
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
    ///   - before: the record in the version of which the issue speaks, where that is another.
    ///   - found: what the rules find in it, where somebody has asked them already.
    static func changes<Owner: QualityOwner>(
        _ existing: Recorded<QualityIssue<Owner>>?, checked: (record: StoredRecord, value: CheckedRecord, memberState: String?)?,
        before: CheckedRecord? = nil, found known: [QualityFinding]? = nil, today: Day, ids: IDGenerator
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
        // Other data stand there: what was said is not said of them, and whoever marks what was shown before is told so.
        if issue.findings.contains(where: { $0.hasOtherData(checked.value, than: before) }) { issue.version = checked.record.version }
        issue.findings = findings(issue.findings, found: found, in: checked.value, before: before, today: today)
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

    /// What is found, with what the State has said of it: that holds as long as the data do, wherever in its list an identity or document
    /// stands by then. Other data are another finding.
    static func findings(
        _ known: [IssueFinding], found: [QualityFinding], in record: CheckedRecord, before: CheckedRecord?, today: Day
    ) -> [IssueFinding] {
        var staying: [QualityFinding: IssueFinding] = [:]
        var moving: [IssueFinding] = []
        for finding in known {
            if finding.hasOtherData(record, than: before) {
                moving.append(finding)
            } else if staying[finding.finding] == nil {
                staying[finding.finding] = finding
            }
        }
        return found.prefix(200).map { finding in
            if let same = staying[finding] { return same }
            // A new identity or document stands before the others.
            let place = moving.firstIndex { earlier in
                earlier.isPlaced(otherwiseThan: finding) && before?.content(of: earlier.field) == record.content(of: finding.field)
            }
            guard let place else { return IssueFinding(finding, since: today) }
            var moved = moving.remove(at: place)
            moved.field = finding.field
            return moved
        }
    }
}

extension IssueFinding {
    /// Whether something else stands in its field than in an earlier version; where there is none, nothing has changed.
    fileprivate func hasOtherData(_ record: CheckedRecord, than before: CheckedRecord?) -> Bool {
        before.map { $0.content(of: field) != record.content(of: field) } ?? false
    }

    /// Whether a finding is the same but for the place of the identity or document in its list.
    fileprivate func isPlaced(otherwiseThan other: QualityFinding) -> Bool {
        rule == other.rule && ["identities", "documents"].contains { field.hasPrefix($0) }
            && QualityTally.plain(field) == QualityTally.plain(other.field)
    }
}

extension Reader {
    func issue<Owner: QualityOwner>(_ owner: Owner.Type, about id: RecordID) throws -> Recorded<QualityIssue<Owner>>? {
        try values(QualityIssue<Owner>.self, key: QualityIssue<Owner>.aboutKey, value: id.description).first
    }

    /// The record in the version of which its issue speaks; `nil` where that is the one that stands, or nothing is found.
    func checkedBefore<Owner: QualityOwner>(
        _ owner: Owner.Type, _ issue: Recorded<QualityIssue<Owner>>?, _ record: StoredRecord
    ) throws -> CheckedRecord? {
        guard let issue, !issue.value.findings.isEmpty, issue.value.version != record.version else { return nil }
        let versions = try history(record.id)
        guard let spoken = versions.first(where: { $0.version == issue.value.version }) else { return nil }
        let next = versions.first { $0.version > spoken.version }
        return try Owner.check(spoken, before: next?.changed, reader: self)
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
        let issue = try reader.issue(Owner.self, about: about)
        let before = try record.flatMap { try reader.checkedBefore(Owner.self, issue, $0) }
        return Decision(
            Nothing(), changes: IssueRule.changes(issue, checked: checked, before: before, today: context.today, ids: context.ids))
    }
}

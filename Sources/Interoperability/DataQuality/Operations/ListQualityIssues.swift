import Access
import Identity
import Operations
import Quality
import Registry
import Wire

/// One issue as those who work it off see it.
public struct QualityIssueLine: WireRecord, Hashable {
    public var id = RecordID(high: 0, low: 0)
    public var version = 0
    public var system = SystemName.EES
    public var about = RecordID(high: 0, low: 0)
    public var recordVersion = 0
    public var quality = QualityClass.good
    public var overall = 100
    public var found = Day(number: 0)
    public var findings: [IssueFinding] = []
    public init() {}
    init<Owner: QualityOwner>(_ issue: Recorded<QualityIssue<Owner>>) {
        (id, version, system, about) = (issue.id, issue.version, Owner.system, issue.value.about)
        (recordVersion, quality, overall) = (issue.value.version, issue.value.quality, issue.value.overall)
        (found, findings) = (issue.value.found, issue.value.findings)
    }
    public static let meaning = "What does not comply in one record."
    public static let fields: [Field<QualityIssueLine>] = [
        .required("id", \.id, "The issue."), .required("version", \.version, "Version of the issue, for If-Match."),
        .required("system", \.system, "The register."), .required("about", \.about, "The record."),
        .required("recordVersion", \.recordVersion, "Version of the record in which it was found last."),
        .required("quality", \.quality, "Class of the record's data."),
        .required("overall", \.overall, "Its indicators as a whole, 0 to 100."),
        .required("found", \.found, "Day on which something was found first."),
        .list("findings", \.findings, "What was found.", count: 0...200),
    ]
}

/// The records of one's own State that do not comply, the worst first: what the State that is responsible for data verifies and
/// cleans (2019/817 and 2019/818 Article 37(3)).
public struct ListQualityIssues<Owner: QualityOwner>: Query {
    public init() {}

    public struct Input: WireRecord, Hashable {
        public var rule: String?
        public var indicator: QualityIndicator?
        public var quality: QualityClass?
        public var after: RecordID?
        public var limit = 100
        public init() {}
        public static var wireName: String { "ListQualityIssues" }
        public static var meaning: String { "Which issues." }
        public static var fields: [Field<Input>] {
            [
                .optional("rule", \.rule, "Only what this rule finds.", limits: .text(.init(length: 1...80))),
                .optional("indicator", \.indicator, "Only what counts for this indicator."),
                .optional("quality", \.quality, "Only records of this class."),
                .optional("cursor", \.after, "The last issue of the page before."),
                .defaulted("limit", \.limit, to: 100, "Most issues to show.", limits: .integer(1...1000)),
            ]
        }
    }

    public struct Output: WireRecord, Hashable {
        public var issues: [QualityIssueLine] = []
        /// Open ones that fit, shown or not.
        public var open = 0
        public var next: RecordID?
        public init() {}
        public static var wireName: String { "QualityIssues" }
        public static var meaning: String { "Open issues, the worst record first." }
        public static var fields: [Field<Output>] {
            [
                .list("issues", \.issues, "The issues.", count: 0...1000), .required("open", \.open, "How many there are in all."),
                .optional("next", \.next, "Give this as `after` for the next page; absent on the last."),
            ]
        }
    }

    public var about: OperationDescription {
        OperationDescription(
            id: "\(Owner.stem).listQualityIssues", title: "List issues of data quality",
            meaning: "Records of the caller's own Member State or unit that do not comply with a rule of data quality, the worst first.",
            article: "817 37(3), 2021/2224 6(2)(f)", system: Owner.system, action: .read, .GET, "/v1/\(Owner.stem)/quality/issues",
            data: .qualityIssues, grants: Owner.grants)
    }

    public func answer(_ input: Input, from reader: Reader, in context: DecisionContext) throws -> Answer<Output> {
        let queue = QualityIssue<Owner>.queue(context.caller.memberState)
        let fitting = try reader.values(QualityIssue<Owner>.self, key: QualityIssue<Owner>.queueKey, value: queue).filter { issue in
            (input.quality.map { $0 == issue.value.quality } ?? true)
                && issue.value.findings.contains { finding in
                    finding.standing != .confirmed && (input.rule.map { $0 == finding.rule } ?? true)
                        && (input.indicator.map { $0 == finding.indicator } ?? true)
                }
        }.sorted { ($0.value.overall, $0.id) < ($1.value.overall, $1.id) }
        let rest = input.after.flatMap { after in fitting.firstIndex { $0.id == after }.map { fitting[($0 + 1)...] } } ?? fitting[...]
        var output = Output()
        output.open = fitting.count
        output.issues = rest.prefix(input.limit).map { QualityIssueLine($0) }
        output.next = rest.count > input.limit ? output.issues.last?.id : nil
        return Answer(output, log: LogDetails(records: output.issues.map(\.about)))
    }
}

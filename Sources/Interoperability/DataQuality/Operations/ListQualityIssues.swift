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

/// A place in the order of issues, the worst record first. A page goes on behind the place of the last issue of the page before, whatever
/// became of that issue meanwhile: settled or erased, it is no longer there to be found.
public struct QualityIssuePlace: WireText, Hashable, Comparable {
    /// As ``QualityIssue/overall``: 0 to 100.
    let overall: Int
    let issue: RecordID

    init<Owner: QualityOwner>(_ issue: Recorded<QualityIssue<Owner>>) { (overall, self.issue) = (issue.value.overall, issue.id) }

    public init?(wireText: String) {
        guard wireText.utf8.count == 36, wireText.utf8.prefix(3).allSatisfy({ (48...57).contains($0) }),
            let overall = Int(wireText.prefix(3)), (0...100).contains(overall), wireText.utf8.dropFirst(3).first == 45,
            let issue = RecordID(wireText.dropFirst(4))
        else { return nil }
        (self.overall, self.issue) = (overall, issue)
    }

    public var wireText: String { "\(String(1000 + overall).dropFirst())-\(issue)" }
    public static var textRule: Schema.TextRule {
        .init(length: 36...36, pattern: "^(0[0-9]{2}|100)-[0-9a-f]{32}$", example: "085-0f3c9a7e5b1d4e2f8a6b7c8d9e0f1a2b")
    }
    public static var noun: String { "a cursor that a page gave" }
    public static func < (a: QualityIssuePlace, b: QualityIssuePlace) -> Bool { (a.overall, a.issue) < (b.overall, b.issue) }
}

/// The records of one's own State that do not comply, the worst first: what the State that is responsible for data verifies and
/// cleans (2019/817 and 2019/818 Article 37(3)).
public struct ListQualityIssues<Owner: QualityOwner>: Query {
    public init() {}

    public struct Input: WireRecord, Hashable {
        public var rule: String?
        public var indicator: QualityIndicator?
        public var quality: QualityClass?
        public var after: QualityIssuePlace?
        public var limit = 100
        public init() {}
        public static var wireName: String { "ListQualityIssues" }
        public static var meaning: String { "Which issues." }
        public static var fields: [Field<Input>] {
            [
                .optional("rule", \.rule, "Only what this rule finds.", limits: .text(.init(length: 1...80))),
                .optional("indicator", \.indicator, "Only what counts for this indicator."),
                .optional("quality", \.quality, "Only records of this class."),
                .optional("cursor", \.after, "Where the page before ended."),
                .defaulted("limit", \.limit, to: 100, "Most issues to show.", limits: .integer(1...1000)),
            ]
        }
    }

    public struct Output: WireRecord, Hashable {
        public var issues: [QualityIssueLine] = []
        /// Open ones that fit, shown or not.
        public var open = 0
        public var next: QualityIssuePlace?
        public init() {}
        public static var wireName: String { "QualityIssues" }
        public static var meaning: String { "Open issues, the worst record first." }
        public static var fields: [Field<Output>] {
            [
                .list("issues", \.issues, "The issues.", count: 0...1000), .required("open", \.open, "How many there are in all."),
                .optional("next", \.next, "Give this as `cursor` for the next page; absent on the last."),
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
        }.sorted { QualityIssuePlace($0) < QualityIssuePlace($1) }
        let rest = fitting.drop { issue in input.after.map { QualityIssuePlace(issue) <= $0 } ?? false }
        var output = Output()
        output.open = fitting.count
        output.issues = rest.prefix(input.limit).map { QualityIssueLine($0) }
        output.next = rest.count > input.limit ? rest.prefix(input.limit).last.map { QualityIssuePlace($0) } : nil
        return Answer(output, log: LogDetails(records: output.issues.map(\.about)))
    }
}

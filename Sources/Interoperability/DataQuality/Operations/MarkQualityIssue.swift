import Access
import Identity
import Operations
import Quality
import Registry
import Wire

extension RefusalKind {
    static let noSuchFinding = RefusalKind("quality/no-such-finding", 422, "The issue has no such finding")
    static let groundMissing = RefusalKind(
        "quality/ground-missing", 422, "A confirmation says why the data are right, and nothing else does", article: "817 37(3)")
}

/// Whoever works off an issue takes a finding in hand, or says that the data are right and why. An error is not marked: it is
/// corrected, and the corrected version settles the issue by itself.
public struct MarkQualityIssue<Owner: QualityOwner>: Command {
    public init() {}
    public typealias Output = QualityIssueLine

    public struct Input: WireRecord, Hashable {
        public var issue = RecordID(high: 0, low: 0)
        public var rule = ""
        public var field = ""
        public var standing = IssueFinding.Standing.inHand
        public var ground: IssueFinding.Ground?
        public init() {}
        public static var wireName: String { "MarkQualityIssue" }
        public static var meaning: String { "What is said of a finding." }
        public static var fields: [Field<Input>] {
            [
                .required("issue", \.issue, "The issue."),
                .required("rule", \.rule, "The rule that found it.", limits: .text(.init(length: 1...80))),
                .required("field", \.field, "The field, as the issue names it.", limits: .text(.init(length: 1...120))),
                .required("standing", \.standing, "What is said of it."),
                .optional("ground", \.ground, "Why the data are right; of a confirmation."),
            ]
        }
    }

    public var about: OperationDescription {
        OperationDescription(
            id: "\(Owner.stem).markQualityIssue", title: "Mark a finding of data quality",
            meaning: "Takes a finding in hand, opens it again, or confirms that the data are right, with a ground.",
            article: "817 37(3)", system: Owner.system, action: .update, .PUT, "/v1/\(Owner.stem)/quality/issues/{issue}",
            data: .qualityIssues, grants: Owner.grants,
            refusals: [.notFound, .preconditionRequired, .preconditionFailed, .conflict, .noSuchFinding, .groundMissing])
    }

    public struct Current: Sendable {
        let issue: Recorded<QualityIssue<Owner>>
        let checked: CheckedRecord?
    }

    public func load(_ input: Input, from reader: Reader, in context: DecisionContext) throws -> Current {
        let issue = try reader.require(QualityIssue<Owner>.self, input.issue)
        // Another State's issue looks as though there were none.
        guard issue.value.memberState == context.caller.memberState, issue.value.resolved == nil else {
            throw Refusal(.notFound, "there is no \(QualityIssue<Owner>.kind.name) with this identifier")
        }
        let record = try reader.record(issue.value.about)
        return Current(issue: issue, checked: try record.flatMap { try Owner.check($0, reader: reader) })
    }

    public func decide(_ input: Input, _ current: Current, in context: DecisionContext) throws(Refusal) -> Decision<QualityIssueLine> {
        try context.require(version: current.issue.version)
        guard (input.standing == .confirmed) == (input.ground != nil) else {
            throw Refusal(.groundMissing, "a ground belongs to a confirmation, and a confirmation needs one", pointer: "/ground")
        }
        var issue = current.issue
        guard let place = issue.value.findings.firstIndex(where: { $0.rule == input.rule && $0.field == input.field }) else {
            throw Refusal(.noSuchFinding, "the issue does not name this rule and field", pointer: "/rule")
        }
        issue.value.findings[place].standing = input.standing
        issue.value.findings[place].ground = input.ground
        if let checked = current.checked {
            let confirmed = Set(issue.value.findings.filter { $0.standing == .confirmed }.map(\.finding))
            let assessment = QualityAssessment(checked, findings: issue.value.findings.map(\.finding), confirmed: confirmed)
            (issue.value.quality, issue.value.overall) = (assessment.quality, assessment.overall)
        }
        var line = QualityIssueLine(issue)
        line.version += 1
        return Decision(line, changes: [issue.update], version: line.version)
    }
}

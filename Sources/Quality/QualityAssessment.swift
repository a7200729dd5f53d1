import Identity
import Wire

/// What data must reach to count as good: a least value for each indicator, and how much each weighs in the whole (2021/2224
/// Article 5(4)). Values are parts of a hundred.
public struct QualityStandard: Hashable, Sendable {
    public var least: [QualityIndicator: Int]
    public var weight: [QualityIndicator: Int]
    public var leastOverall: Int

    public init(least: [QualityIndicator: Int], weight: [QualityIndicator: Int], leastOverall: Int) {
        self.least = least
        self.weight = weight
        self.leastOverall = leastOverall
    }

    /// The values are the installation's to set (Article 5(4)(b)); these serve where it has set none.
    public static let standard = QualityStandard(
        least: [.completeness: 80, .accuracy: 70, .timeliness: 50, .uniqueness: 60, .consistency: 65],
        weight: [.completeness: 30, .accuracy: 30, .timeliness: 10, .uniqueness: 10, .consistency: 20], leastOverall: 85)

    /// NFIQ 2; below, comparisons fail noticeably more often. The thresholds in force are not in the act (2019/329, Annex).
    public static let fingerprintQualityLeast = 20
    /// ISO/IEC 29794-5 unified score.
    public static let faceQualityLeast = 40
}

/// The two classes of data (2021/2224 Article 6(2)(c) and (d)).
public enum QualityClass: String, CaseIterable, Hashable, Sendable, WireChoice { case good, low }

/// What a record's data are worth, by each indicator and as a whole.
public struct QualityAssessment: Hashable, Sendable {
    public let findings: [QualityFinding]
    /// 0 to 100.
    public let values: [QualityIndicator: Int]
    /// The indicators' mean by the standard's weights, rounded down.
    public let overall: Int
    public let quality: QualityClass

    public init(_ record: CheckedRecord, today: Day, standard: QualityStandard = .standard) {
        self.init(record, findings: QualityRules.findings(in: record, today: today), standard: standard)
    }

    /// Of findings that were made; those that somebody confirmed to be right do not count.
    public init(
        _ record: CheckedRecord, findings: [QualityFinding], confirmed: Set<QualityFinding> = [], standard: QualityStandard = .standard
    ) {
        self.findings = findings
        var values: [QualityIndicator: Int] = [:]
        for indicator in QualityIndicator.allCases { values[indicator] = 100 }
        // Completeness is a share: of what the act asks for, how much is there.
        let asked = record.asked.subtracting(record.excused)
        if !asked.isEmpty { values[.completeness] = 100 * (asked.count - record.missing.count) / asked.count }
        for finding in findings where !confirmed.contains(finding) {
            guard let rule = QualityRules.rule(finding.rule), !finding.rule.hasPrefix("missing.") else { continue }
            values[rule.indicator] = max(0, (values[rule.indicator] ?? 100) - rule.weight)
        }
        self.values = values
        let weights = standard.weight.values.reduce(0, +)
        let sum = QualityIndicator.allCases.reduce(0) { $0 + (values[$1] ?? 100) * (standard.weight[$1] ?? 0) }
        overall = weights == 0 ? 100 : sum / weights
        let reaches = QualityIndicator.allCases.allSatisfy { (values[$0] ?? 100) >= (standard.least[$0] ?? 0) }
        quality = reaches && overall >= standard.leastOverall ? .good : .low
    }
}

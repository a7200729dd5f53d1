import Access
import Identity
import Operations
import Quality
import Registry
import Wire

/// The weekly reports on the quality of data (2019/817 and 2019/818 Article 37(3); 2021/2224 Article 6).
public struct ReadQualityReport: Query {
    public init() {}

    public struct Input: WireRecord, Hashable {
        public var week: Day?
        public var system: CheckedRegister?
        public init() {}
        public static let wireName = "ReadQualityReport"
        public static let meaning = "Which reports."
        public static let fields: [Field<Input>] = [
            .optional("week", \.week, "A day of the week; the last week that there are reports of, where absent."),
            .optional("system", \.system, "Only this register."),
        ]
    }

    public struct Output: WireRecord, Hashable {
        public var reports: [QualityReport] = []
        public init() {}
        public static let wireName = "QualityReports"
        public static let meaning = "The reports of a week, one for each register."
        public static let fields: [Field<Output>] = [.list("reports", \.reports, "The reports.", count: 0...10)]
    }

    public let about = OperationDescription(
        id: "quality.readReport", title: "Read the reports on data quality",
        meaning: "Completeness, indicators, classes and the ten most frequent issues by register and Member State; no personal data.",
        article: "817 37(3), 2021/2224 6", system: .CRRS, action: .read, .GET, "/v1/quality/reports", data: .qualityReports,
        grants: QualityGrants.reports)

    public func answer(_ input: Input, from reader: Reader, in context: DecisionContext) throws -> Answer<Output> {
        var output = Output()
        // Without a week: the last one that has reports, looking back a year at most.
        let last = (input.week ?? context.today).monday
        for back in 0..<(input.week == nil ? 53 : 1) {
            let week = last - 7 * back
            let found = try reader.values(QualityReport.self, key: QualityReport.weekKey, value: week.description)
            guard !found.isEmpty else { continue }
            output.reports = found.map(\.value).filter { report in input.system.map { $0 == report.system } ?? true }
                .sorted { $0.system.rawValue < $1.system.rawValue }
            break
        }
        return Answer(output)
    }
}

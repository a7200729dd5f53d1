import Access
import Operations
import Registry
import Wire

/// The specific risk indicators in force (Article 9j).
public struct ListRiskIndicators: Query {
    public init() {}
    public typealias Input = Nothing

    public let about = OperationDescription.vis(
        "listRiskIndicators", "List specific risk indicators", "All indicators in force.", article: "9j", .read, .GET, "/risk-indicators",
        data: .riskIndicators, grants: [VISGrants.riskIndicators])

    public struct Line: WireRecord, Hashable {
        public var id = RecordID(high: 0, low: 0)
        public var indicator = RiskIndicator()
        public init() {}
        public static let wireName = "RiskIndicatorLine"
        public static let meaning = "An indicator with its identifier."
        public static let fields: [Field<Line>] = [
            .required("id", \.id, "Identifier."), .required("indicator", \.indicator, "The indicator."),
        ]
    }

    public struct Output: WireRecord, Hashable {
        public var indicators: [Line] = []
        public init() {}
        public static let wireName = "VISRiskIndicators"
        public static let meaning = "Specific risk indicators."
        public static let fields: [Field<Output>] = [.list("indicators", \.indicators, "The indicators.", count: 0...10_000)]
    }

    public func answer(_ input: Nothing, from reader: Reader, in context: DecisionContext) throws -> Answer<Output> {
        var output = Output()
        output.indicators = try reader.values(RiskIndicator.self, key: VISKey.list, value: "riskIndicators").map { recorded in
            var line = Line()
            (line.id, line.indicator) = (recorded.id, recorded.value)
            return line
        }
        return Answer(output)
    }
}

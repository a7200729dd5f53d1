import Access
import Identity
import Operations
import Registry
import Wire

/// The statistics on the work of Eurodac: every number of Article 12(1) for a month, of Article 8(1) of 603 for a quarter, by Member
/// State if asked (603 Article 8; 1358 Article 12). Numbers and nothing else.
public struct ReportStatistics: Query {
    let regime: EurodacRegime
    public let about: OperationDescription

    public init(regime: EurodacRegime = .regulation1358) {
        self.regime = regime
        about = .eurodac(
            regime, "reportStatistics", "Report the statistics",
            "Transmissions, hits by category that searched and by what was found, marks, requests, false hits.",
            article: ("8", "12"), .read, .GET, "/statistics", data: .eurodacStatistics,
            grants: [EurodacGrants(regime).statistics],
            refusals: [.notAMonth])
    }

    public struct Input: WireRecord, Hashable {
        public var month = ""
        public var months: Int?
        public var memberState: CountryCode?
        public init() {}
        public static let wireName = "ReportEurodacStatistics"
        public static let meaning = "Which period."
        public static let fields: [Field<Input>] = [
            .required(
                "month", \.month, "The month, or the first of the period.",
                limits: .text(.init(length: 7...7, pattern: #"^\d{4}-\d{2}$"#, example: "2027-03"))),
            .optional(
                "months", \.months, "Number of months; one, and under 603 a quarter, where absent.",
                limits: .integer(1...12)),
            .optional("memberState", \.memberState, "Only what this Member State transmitted."),
        ]
    }

    public struct Line: WireRecord, Hashable {
        public var point = ""
        public var subject = ""
        public var number = 0
        public init() {}
        public static let wireName = "EurodacStatisticsLine"
        public static let meaning = "One number."
        public static let fields: [Field<Line>] = [
            .required("point", \.point, "Point of the article."), .required("subject", \.subject, "What is counted."),
            .required("number", \.number, "How many."),
        ]
    }

    public struct Output: WireRecord, Hashable {
        public var from = ""
        public var months = 1
        public var lines: [Line] = []
        public init() {}
        public static let wireName = "EurodacStatistics"
        public static let meaning = "The statistics of a period."
        public static let fields: [Field<Output>] = [
            .required("from", \.from, "First month."), .required("months", \.months, "Number of months."),
            .list("lines", \.lines, "The numbers, those that are nought included.", count: 1...500),
        ]
    }

    public func answer(_ input: Input, from reader: Reader, in context: DecisionContext) throws -> Answer<Output> {
        guard let first = Day(input.month + "-01") else {
            throw Refusal(.notAMonth, "it is written YYYY-MM", pointer: "/month")
        }
        var output = Output()
        output.from = input.month
        output.months = input.months ?? (regime == .regulation603 ? 3 : 1)
        var sums: [StatisticsPoint: Int] = [:]
        for offset in 0..<output.months {
            let month = CountedEvents.month(first.adding(months: offset))
            for event in try reader.values(CountedEvents.self, key: EurodacKey.month, value: month) {
                if let state = input.memberState, event.value.memberState != state.text { continue }
                for (key, number) in zip(event.value.points, event.value.numbers) {
                    if let point = StatisticsPoint(key: key) { sums[point, default: 0] += number }
                }
            }
        }
        output.lines = StatisticsPoint.all(in: regime).map { point in
            var line = Line()
            line.point = point.article(in: regime)
            line.subject = point.subject
            line.number = sums[point] ?? 0
            return line
        }
        return Answer(output)
    }
}

extension StatisticsPoint {
    /// The point as the Regulation numbers it (1358 Annex II correlates the two).
    func article(in regime: EurodacRegime) -> String {
        guard regime == .regulation603 else { return "12(1)(\(letter))" }
        let old =
            switch letter {
            case "i": "a"
            case "k": subject == "irregularCrossing" ? "c" : "b"
            case "n": "d"
            case "q": "e"
            case "r": "f"
            case "s": "g"
            case "t": "h"
            default: "i"
            }
        return "8(1)(\(old))"
    }
}

extension RefusalKind {
    public static let notAMonth = RefusalKind("eurodac/not-a-month", 422, "That is no month", article: "Eurodac 12(1)")
}

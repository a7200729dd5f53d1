import Identity
import Wire

/// A figure of a year, put together from what its months or quarters published, and from nothing else: so it tells nothing that was
/// not told before. Where a period gave no number, the sum says that it is at least so much. What is held is not added up: of it the
/// year is what its last period said.
public struct AnnualReport: WireRecord, Hashable {
    /// The category in which those stand that are too small to be told by themselves.
    public static let other = Suppression.other

    public struct Row: WireRecord, Hashable {
        public var category = ""
        public var total = 0
        /// A part of it was suppressed, or put together with others.
        public var isAtLeast = false
        public init() {}
        public static let wireName = "AnnualRow"
        public static let meaning = "A category and its sum over the year."
        public static let fields: [Field<Row>] = [
            .required("category", \.category, "The category.", limits: .text(.init(length: 1...200))), .required("total", \.total, "Published sum."),
            .defaulted("atLeast", \.isAtLeast, to: false, "Periods in which the category was too small are not in the sum."),
        ]
    }

    public var year = 0
    public var periods: [String] = []
    /// All events, period by period; -1 where too few to be told.
    public var totals: [Int] = []
    public var categories: [Row] = []
    public var memberStates: [Row] = []
    public init() {}
    public static let meaning = "A figure of a year."
    public static let fields: [Field<AnnualReport>] = [
        .required("year", \.year, "The year."), .list("periods", \.periods, "Periods that are published.", count: 0...12),
        .list("totals", \.totals, "All events of each period; -1 where too few.", count: 0...12),
        .list("categories", \.categories, "Sums by category.", count: 0...PublishedFigure.rowsMax),
        .list("memberStates", \.memberStates, "Sums by Member State.", count: 0...200),
    ]

    init(_ year: Int, of figure: String, from published: [PublishedTables], isStock: Bool = false, isRounded: Bool = false) {
        self.year = year
        let parts = published.compactMap { tables -> (period: String, figure: PublishedFigure)? in
            guard let period = ReportPeriod(tables.period), period.year == year else { return nil }
            return tables.figures.first { $0.figure == figure }.map { (tables.period, $0) }
        }.sorted { $0.period < $1.period }
        periods = parts.map(\.period)
        totals = parts.map { $0.figure.total ?? -1 }
        let told = isStock ? Array(parts.suffix(1)) : parts
        let hasGroups = told.contains { part in part.figure.total == nil || part.figure.rows.contains { $0.category == Suppression.other } }
        categories = AnnualReport.sums(
            told.map { Dictionary($0.figure.rows.map { ($0.category, $0.total) }, uniquingKeysWith: +) }, isPart: hasGroups,
            isRounded: isRounded)
        let hasOtherStates = told.contains { part in part.figure.total == nil || part.figure.states.contains(Suppression.other) }
        memberStates = AnnualReport.sums(
            told.map { Dictionary(zip($0.figure.states, $0.figure.stateTotals), uniquingKeysWith: +) }, isPart: hasOtherStates,
            isRounded: isRounded)
    }

    /// A name that is missing in a period in which names were put together may be in there.
    private static func sums(_ parts: [[String: Int]], isPart: Bool, isRounded: Bool) -> [Row] {
        Set(parts.flatMap(\.keys)).sorted().map { name in
            var row = Row()
            row.category = name
            row.total = parts.reduce(0) { $0 + ($1[name] ?? 0) }
            row.isAtLeast = isRounded || (isPart && (name == Suppression.other || parts.contains { $0[name] == nil }))
            return row
        }.sorted { ($1.total, $0.category) < ($0.total, $1.category) }
    }
}

import Access
import Identity
import Wire

/// A statistic that an act asks for: what is counted, and by what.
///
/// Figures of one population count the same events, each event once in each of them, under the same Member State: so the sums by
/// State agree, which suppression relies on.
public struct Figure: Hashable, Sendable {
    public enum Period: String, Hashable, Sendable, WireChoice, CaseIterable { case month, quarter }

    /// How categories and Member States go together.
    public enum Shape: Hashable, Sendable {
        /// Any category in any State: nationality, sex.
        case acrossStates
        /// A category belongs to one State: a border crossing point.
        case withinStates
    }

    /// Population and category, for instance `ees.entries.nationality`.
    public let id: String
    public let title: String
    /// What the categories are.
    public let category: String
    public let article: String
    public let system: SystemName
    public let period: Period
    public let shape: Shape
    /// Numbers are told as multiples of the least number, rounded down. So are those by day: others add up to what a quarter tells
    /// exactly, and the days in it would give away what was suppressed. And so is what is held: from one month to the next it moves by
    /// what others tell exactly.
    public let isRounded: Bool
    /// What is held, not what happened: it is not added up.
    public let isStock: Bool

    init(
        _ id: String, _ title: String, by category: String, article: String, _ system: SystemName, _ period: Period = .quarter,
        _ shape: Shape = .acrossStates, isRounded: Bool = false, isStock: Bool = false
    ) {
        self.id = id
        self.title = title
        self.category = category
        self.article = article
        self.system = system
        self.period = period
        self.shape = shape
        self.isRounded = isRounded
        self.isStock = isStock
    }

    /// Its categories are days, and what happened on them.
    var isByDay: Bool { population.hasSuffix("ByDay") || population.hasSuffix("byDay") }

    /// It divides the categories of another figure of its population, which is suppressed first.
    var isDivision: Bool { SharedSums.divisions[id] != nil }

    /// Everything before the last point.
    public var population: String { Figure.population(of: id) }

    static func population(of id: String) -> String { id.lastIndex(of: ".").map { String(id[..<$0]) } ?? id }
}

/// One number: a figure, a month, a Member State (or `UNION`), a category. Nothing in it points to a person or a record.
public struct Cell: Hashable, Comparable, Sendable {
    public let figure: String
    /// `2026-11`; months add up to the periods that are published.
    public let month: String
    public let state: String
    public let category: String

    public init(_ figure: String, _ month: String, _ state: String, _ category: String) {
        self.figure = figure
        self.month = month
        self.state = state
        self.category = category
    }

    public static let union = "UNION"
    /// Not recorded, or of a record that is gone.
    public static let unknown = "unknown"

    public static func < (a: Cell, b: Cell) -> Bool { (a.figure, a.month, a.state, a.category) < (b.figure, b.month, b.state, b.category) }

    /// One line; the parts have no separators in them, and a category that had would lose them.
    var line: String { [figure, month, state, category.replacing("|", with: " ")].joined(separator: "|") }

    init?(line: String) {
        let parts = line.split(separator: "|", maxSplits: 3, omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 4 else { return nil }
        self.init(parts[0], parts[1], parts[2], parts[3])
    }
}

extension Day {
    /// `2026-11`.
    var month: String { String(description.prefix(7)) }
}

/// A month or quarter that figures are published for.
public struct ReportPeriod: Hashable, Comparable, Sendable, CustomStringConvertible {
    public let year: Int
    /// 1 to 12, or 1 to 4.
    public let number: Int
    public let length: Figure.Period

    /// The period that a month lies in; `nil` where the text is no month.
    public init?(month: String, length: Figure.Period) {
        let parts = month.split(separator: "-")
        guard month.utf8.count == 7, parts.count == 2, let year = Int(parts[0]), let number = Int(parts[1]), (1...12).contains(number) else {
            return nil
        }
        self.year = year
        self.number = length == .month ? number : (number + 2) / 3
        self.length = length
    }

    /// `2026-11` or `2026-Q4`.
    public init?(_ text: String) {
        if let month = ReportPeriod(month: text, length: .month) {
            self = month
            return
        }
        let parts = text.split(separator: "-")
        guard parts.count == 2, parts[1].count == 2, parts[1].first == "Q", let year = Int(parts[0]), let number = Int(parts[1].dropFirst()),
            (1...4).contains(number)
        else { return nil }
        (self.year, self.number, length) = (year, number, .quarter)
    }

    public var description: String {
        let year = String(repeating: "0", count: max(0, 4 - String(year).count)) + String(year)
        return length == .quarter ? "\(year)-Q\(number)" : "\(year)-\(number < 10 ? "0" : "")\(number)"
    }

    public static func < (a: ReportPeriod, b: ReportPeriod) -> Bool { (a.year, a.number) < (b.year, b.number) }

    public func contains(month: String) -> Bool { ReportPeriod(month: month, length: length) == self }

    /// The first day after it.
    public var end: Day? {
        let last = length == .month ? number : number * 3
        return Day(year: year, month: last, day: 1)?.adding(months: 1)
    }
}

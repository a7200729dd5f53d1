import Access
import Identity
import Operations
import Registry
import Wire

/// One row of a published table.
public struct PublishedRow: WireRecord, Hashable {
    public var category = ""
    /// One for each Member State of the table; -1 where it is suppressed.
    var cells: [Int] = []
    public var total = 0

    public init() {}
    public static let meaning = "A category and its numbers."
    public static let fields: [Field<PublishedRow>] = [
        .required("category", \.category, "The category.", limits: .text(.init(length: 1...200))),
        .list("counts", \.cells, "Numbers by Member State, in the table's order; -1 where suppressed.", count: 0...200),
        .required("total", \.total, "Sum of the row."),
    ]

    /// `nil` where suppressed.
    public func count(_ column: Int) -> Int? { cells.indices.contains(column) && cells[column] >= 0 ? cells[column] : nil }
}

/// A figure of one period as it was published. It never changes: numbers that were published twice and differ would tell what lies
/// between them.
public struct PublishedFigure: WireRecord, Hashable {
    public var figure = ""
    public var states: [String] = []
    public var stateTotals: [Int] = []
    public var rows: [PublishedRow] = []
    /// -1 where all events together are too few to be told.
    var all = 0

    public init() {}
    init(_ figure: String, _ table: ReleasedTable?) {
        self.figure = figure
        guard let table else {
            all = -1
            return
        }
        (states, stateTotals, all) = (table.columns, table.columnTotals, table.total)
        rows = zip(zip(table.rows, table.cells), table.rowTotals).map { row, total in
            var published = PublishedRow()
            (published.category, published.total) = (row.0, total)
            published.cells = row.1.map { $0 ?? -1 }
            return published
        }
    }
    /// More categories are never published of one period.
    static let rowsMax = 20_000
    public static let meaning = "A figure of one period."
    public static let fields: [Field<PublishedFigure>] = [
        .required("figure", \.figure, "The figure.", limits: .text(.init(length: 1...80))),
        .list("memberStates", \.states, "Member States, UNION for its agencies, other for those with too few.", count: 0...200),
        .list("memberStateTotals", \.stateTotals, "Sums by Member State.", count: 0...200),
        .list("rows", \.rows, "Categories; other for those with too few.", count: 0...rowsMax),
        .required("total", \.all, "All together; -1 where too few."),
    ]

    public var total: Int? { all < 0 ? nil : all }
}

/// The figures of one population and period, published together (2019/817 and 2019/818 Article 39).
public struct PublishedTables: RecordValue, Hashable {
    public static let kind = RecordKind(.CRRS, "published")

    public var population = ""
    public var period = ""
    public var published = Day(number: 0)
    /// Of what is held: the day on which it was counted, where that was later than the day after the period.
    public var counted: Day?
    /// Of what is held day by day: days on which it was not counted.
    public var notCounted: [Day] = []
    public var figures: [PublishedFigure] = []

    public init() {}
    public static let meaning = "Figures of one population and period, as published."
    public static let fields: [Field<PublishedTables>] = [
        .required("population", \.population, "What is counted.", limits: .text(.init(length: 1...80))),
        .required("period", \.period, "Month or quarter.", limits: .text(.init(length: 7...7))),
        .required("published", \.published, "Day of publication."),
        .optional("counted", \.counted, "Of what is held, the day on which it was counted, where that was later than the day after the period."),
        .list("notCounted", \.notCounted, "Of what is held day by day, days on which it was not counted.", count: 0...100),
        .list("figures", \.figures, "The figures.", count: 0...50),
    ]

    static let populationKey = "published.population"
    static let releaseKey = "published.release"

    public var projection: Projection {
        Projection(keys: [
            RecordKey(Self.populationKey, population, unique: false),
            RecordKey(Self.releaseKey, "\(population)/\(period)", unique: true),
        ])
    }

    /// Puts the figures of a population together from what was counted in a period; `nil` where nothing was.
    ///
    /// - Parameter share: of events that are part of another population's, what that one told of them.
    init?(
        _ population: String, of figures: [Figure], period: ReportPeriod, counts: [Cell: Int], least: Int, published: Day,
        share: SharedSums.Share? = nil
    ) {
        var byFigure: [String: [String: [String: Int]]] = [:]
        for (cell, number) in counts where number > 0 && period.contains(month: cell.month) {
            byFigure[cell.figure, default: [:]][cell.category, default: [:]][cell.state, default: 0] += number
        }
        let present = figures.filter { !(byFigure[$0.id] ?? [:]).isEmpty }
        guard let first = present.first else { return nil }
        self.population = population
        self.period = period.description
        self.published = published
        guard share != SharedSums.Share.nothing else {
            self.figures = present.map { PublishedFigure($0.id, nil) }
            return
        }
        // Each event is once in every figure, so the sums by State are the same in all: the first says which States go together.
        var totals: [String: Int] = [:]
        for byState in (byFigure[first.id] ?? [:]).values { totals.merge(byState, uniquingKeysWith: +) }
        let states = PublishedTables.states(totals, least: least, share: share)
        // Those that divide others come after them.
        var released: [String: ReleasedTable] = [:]
        for figure in present.sorted(by: { ($0.isDivision ? 1 : 0) < ($1.isDivision ? 1 : 0) }) {
            let division = SharedSums.divisions[figure.id]
            let told = division.flatMap { division in released[division.figure].map { ToldSums($0, category: division.category) } }
            released[figure.id] = PublishedTables.released(figure, byFigure[figure.id] ?? [:], least: least, states: states, told: told)
        }
        self.figures = present.map { PublishedFigure($0.id, released[$0.id]) }
    }

    /// Which States go together: those with too few, and those of which the figure that this is part of tells nothing.
    private static func states(_ totals: [String: Int], least: Int, share: SharedSums.Share?) -> [String: String] {
        guard case .states(let told)? = share else { return Suppression.states(totals, least: least) }
        var sums: [String: Int] = [:]
        for (state, number) in totals { sums[told.contains(state) ? state : Suppression.other, default: 0] += number }
        let groups = Suppression.states(sums, least: least)
        var states: [String: String] = [:]
        for state in totals.keys { states[state] = told.contains(state) ? groups[state] ?? state : Suppression.other }
        return states
    }

    /// Of more categories than a table can show the smallest are put together first.
    private static func released(
        _ figure: Figure, _ counts: [String: [String: Int]], least: Int, states: [String: String], told: ToldSums?
    ) -> ReleasedTable? {
        if figure.isRounded {
            let isPerEvent = figure.isByDay && !figure.isStock
            let grouped = isPerEvent ? Suppression.statesByEvent(SharedSums.days(counts, of: figure), least: least) : counts
            let table = CountTable(Suppression.largest(PublishedFigure.rowsMax - 1, of: grouped))
            guard figure.isStock, figure.isByDay else {
                return Suppression.rounded(table, least: least, isByDay: isPerEvent)
            }
            // Days are not added up: all together are those of the last one.
            let last = table.rows.filter { $0 != Suppression.other }.map { $0.prefix(10) }.max() ?? ""
            return Suppression.rounded(table, least: least) { $0.hasPrefix(last) }
        }
        // What divides another figure stays within the category that it divides: the cities of a country that are left over are its own.
        let rest: (String) -> String = { name in
            told == nil ? Suppression.other : "\(SharedSums.word(of: name)) \(Suppression.other)"
        }
        switch figure.shape {
        case .acrossStates:
            let table = CountTable(Suppression.largest(1000, of: counts, rest: rest))
            return Suppression.release(table, least: least, states: states, told: told)
        case .withinStates:
            let table = CountTable(Suppression.largest(4000, of: counts, rest: rest))
            return Suppression.releaseWithin(table, least: least, states: states, told: told)
        }
    }
}

/// Publishes what periods came to once they are over and records that came late are in.
public struct StatisticsPublishing: Sendable {
    private let runner: Runner
    private let figures: [Figure]
    /// Fewer events than these are not told.
    public let least: Int
    /// Days after a period before it is published.
    public let daysAfter: Int

    public static let standardLeast = 5

    public init(runner: Runner, figures: [Figure] = Figures.all, least: Int = standardLeast, daysAfter: Int = 10) {
        self.runner = runner
        self.figures = figures
        self.least = least
        self.daysAfter = daysAfter
    }

    /// Publishes every period that is over and is not published. Returns how many tables came out.
    @discardableResult
    public func publishIfDue() async throws(Refusal) -> Int {
        let today = runner.clock.now().utcDay
        let mandate = runner.policy.mandate(
            forTask: "statistics", systems: [.CRRS], actions: [.read, .create], article: "817 39", requestID: runner.ids.next().description)
        let (counts, done, held): ([Cell: Int], PublishedReleases, HeldMoments)
        do {
            (counts, done, held) = try await runner.registry.read(mandate) { reader in
                (try reader.counts(), try reader.publishedReleases(), try reader.heldMoments())
            }
        } catch { throw Refusal.from(error) }
        let due = StatisticsPublishing.tables(of: counts, in: figures, done: done, held: held, today: today, least: least, daysAfter: daysAfter)
        for start in stride(from: 0, to: due.count, by: 50) {
            try await commit(due[start..<min(start + 50, due.count)].map { .create(runner.ids.next(), $0.draft(owner: "CRRS")) }, mandate)
        }
        return due.count
    }

    /// Everything that is due, populations that are parts of others after those. A pure function of what was counted and published.
    static func tables(
        of counts: [Cell: Int], in figures: [Figure], done: PublishedReleases = PublishedReleases(), held: HeldMoments = HeldMoments(), today: Day,
        least: Int, daysAfter: Int
    ) -> [PublishedTables] {
        var due: [PublishedTables] = []
        var byPopulation: [String: [Cell: Int]] = [:]
        for (cell, number) in counts { byPopulation[Figure.population(of: cell.figure), default: [:]][cell] = number }
        var wholes = done.wholes
        let populations = Dictionary(grouping: figures, by: \.population).sorted { a, b in
            let (first, second) = (SharedSums.parts[a.key] == nil ? 0 : 1, SharedSums.parts[b.key] == nil ? 0 : 1)
            return (first, a.key) < (second, b.key)
        }
        for (population, members) in populations {
            guard let length = members.first?.period, let own = byPopulation[population] else { continue }
            let part = SharedSums.parts[population]
            for period in Set(own.keys.compactMap { ReportPeriod(month: $0.month, length: length) }).sorted() {
                guard !done.names.contains("\(population)/\(period)"), let end = period.end, end + daysAfter <= today else { continue }
                let share = part.flatMap { part -> SharedSums.Share? in
                    guard let whole = wholes["\(part.figure)/\(period)"] else { return nil }
                    let cells = (byPopulation[Figure.population(of: part.figure)] ?? [:]).filter { cell, number in
                        cell.figure == part.figure && number > 0 && period.contains(month: cell.month)
                    }
                    return SharedSums.share(of: part, in: whole, counted: Set(cells.keys.map(\.category)))
                }
                guard
                    var tables = PublishedTables(
                        population, of: members, period: period, counts: own, least: least, published: today, share: share)
                else { continue }
                if let stock = members.first, stock.isStock {
                    if stock.isByDay { tables.notCounted = held.missing(in: period) } else { tables.counted = held.late[period.description] }
                }
                due.append(tables)
                for figure in tables.figures { wholes["\(figure.figure)/\(period)"] = figure }
            }
        }
        return due
    }

    private func commit(_ changes: [Change], _ mandate: Mandate) async throws(Refusal) {
        let now = runner.clock.now()
        let row = try runner.log.row(
            LogDraft(
                event: "statistics.publish", system: .CRRS, action: .create, article: "817 39", at: now, caller: mandate.caller,
                case: mandate.case, policyRevision: mandate.policyRevision, verdict: .allowed, details: LogDetails(records: changes.map(\.id))))
        do {
            _ = try await runner.registry.commit(Commit(changes: changes, log: [row], at: now, by: mandate.caller.authority), under: mandate)
        } catch { throw Refusal.from(error) }
    }
}

/// What is published already: names of populations with their period, and the figures that other populations are parts of, by theirs.
struct PublishedReleases: Sendable {
    var names: Set<String> = []
    var wholes: [String: PublishedFigure] = [:]
}

extension Reader {
    /// What is published already.
    func publishedReleases() throws -> PublishedReleases {
        let wholes = Set(SharedSums.parts.values.map(\.figure))
        var done = PublishedReleases()
        var after: RecordID?
        while true {
            let page = try page(PublishedTables.kind, after: after, limit: 500)
            for stored in page {
                let tables = try PublishedTables(stored: stored)
                done.names.insert("\(tables.population)/\(tables.period)")
                for figure in tables.figures where wholes.contains(figure.figure) { done.wholes["\(figure.figure)/\(tables.period)"] = figure }
            }
            guard page.count == 500, let last = page.last else { return done }
            after = last.id
        }
    }
}

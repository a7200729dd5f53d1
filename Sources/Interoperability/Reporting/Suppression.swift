/// A table of counts before it is published: categories by Member States.
struct CountTable: Hashable, Sendable {
    var rows: [String] = []
    var columns: [String] = []
    /// Row by row.
    var cells: [[Int]] = []

    var rowTotals: [Int] { cells.map { $0.reduce(0, +) } }
    var columnTotals: [Int] { columns.indices.map { column in cells.reduce(0) { $0 + $1[column] } } }
    var total: Int { cells.reduce(0) { $0 + $1.reduce(0, +) } }

    /// Of counts by category and state; rows and columns that have nothing do not appear.
    init(_ counts: [String: [String: Int]]) {
        let states = Set(counts.values.flatMap { $0.filter { $0.value != 0 }.keys })
        columns = states.sorted()
        for (row, byState) in counts.sorted(by: { $0.key < $1.key }) where byState.values.contains(where: { $0 != 0 }) {
            rows.append(row)
            cells.append(columns.map { byState[$0] ?? 0 })
        }
    }

    init(rows: [String], columns: [String], cells: [[Int]]) {
        (self.rows, self.columns, self.cells) = (rows, columns, cells)
    }
}

/// A table as it is published: where a number is `nil` it is suppressed, and may be anything, nought included. All sums of rows and
/// columns are given and hold.
struct ReleasedTable: Hashable, Sendable {
    var rows: [String] = []
    var columns: [String] = []
    var cells: [[Int?]] = []
    var rowTotals: [Int] = []
    var columnTotals: [Int] = []
    var total = 0
}

/// What is told already of a table's sums: by an earlier figure of the population whose categories this one divides further.
struct ToldSums: Sendable {
    /// The category of the earlier figure that a category belongs to.
    var category: @Sendable (String) -> String
    /// Of each of those, the States in which its number is told.
    var states: [String: Set<String>]

    /// As the earlier figure was published. What it puts together belongs together here.
    init(_ table: ReleasedTable, category: @escaping @Sendable (String) -> String) {
        let rows = Set(table.rows)
        self.category = { name in
            let earlier = category(name)
            return rows.contains(earlier) ? earlier : Suppression.other
        }
        var states: [String: Set<String>] = [:]
        for (row, name) in table.rows.enumerated() {
            states[name] = Set(table.columns.indices.filter { table.cells[row][$0] != nil }.map { table.columns[$0] })
        }
        self.states = states
    }
}

/// Disclosure control of published counts (2019/817 Article 39(2)–(3): no identification of individuals).
///
/// 1. Member States, and then categories, with fewer events than the least number are put together as *other*, so that every sum
///    that is published is large enough.
/// 2. A cell below the least number is suppressed together with three others that make a rectangle with it. One can be added on
///    two opposite corners and taken from the other two without changing any sum: whoever knows all that is published still cannot
///    tell the cell's number. (The hypercube method: S. Giessing, D. Repsilber, *Tools and Strategies to Protect Multiple Tables
///    with the GHQUAR Cell Suppression Engine*, 2002.) Rectangles are added until what the cell may be is as wide as the least number.
/// 3. Where one figure divides the categories of another, or counts a part of another's events, the sums that both share are those that
///    the other one tells. It is divided further only where its own number is told, and elsewhere the States stand together: so nothing
///    about the other figure follows from the parts, and each part is protected by itself.
///
/// Beyond that, figures of one population share nothing but their sums by State, which are the same in all and never suppressed; so a
/// rectangle in one of them changes nothing in the others.
enum Suppression {
    static let other = "other"
    /// The States in which an earlier figure does not tell a number, as one.
    private static let untold = "-"

    /// What is published of a table; `nil` where all events together are too few.
    static func release(_ table: CountTable, least: Int, states: [String: String], told: ToldSums? = nil) -> ReleasedTable? {
        guard table.total >= least else { return nil }
        let grouped = mergeColumns(table, by: states)
        return told.map { releaseParts(grouped, least: least, told: $0) } ?? hide(mergeRows(grouped, least: least), least: least)
    }

    /// Each category of an earlier figure is a table by itself: the States in which its number is told, and those in which it is not as one.
    private static func releaseParts(_ table: CountTable, least: Int, told: ToldSums) -> ReleasedTable {
        var parts: [String: [String: [String: Int]]] = [:]
        for (row, name) in table.rows.enumerated() {
            let part = told.category(name)
            for (column, state) in table.columns.enumerated() {
                let place = told.states[part]?.contains(state) ?? false ? state : untold
                parts[part, default: [:]][name, default: [:]][place, default: 0] += table.cells[row][column]
            }
        }
        var rows: [String: (cells: [Int?], total: Int)] = [:]
        for (name, counts) in parts {
            let states = told.states[name] ?? []
            let released = hide(mergeRows(CountTable(counts), least: least), least: least)
            for (row, category) in released.rows.enumerated() {
                let cells = table.columns.map { state -> Int? in
                    guard states.contains(state) else { return nil }
                    guard let column = released.columns.firstIndex(of: state) else { return 0 }
                    return released.cells[row][column]
                }
                guard let before = rows[category] else {
                    rows[category] = (cells, released.rowTotals[row])
                    continue
                }
                // What two parts put together is one row: told where both are.
                let both = zip(before.cells, cells).map { a, b -> Int? in
                    guard let a, let b else { return nil }
                    return a + b
                }
                rows[category] = (both, before.total + released.rowTotals[row])
            }
        }
        let names = rows.keys.sorted()
        return ReleasedTable(
            rows: names, columns: table.columns, cells: names.map { rows[$0]?.cells ?? [] }, rowTotals: names.map { rows[$0]?.total ?? 0 },
            columnTotals: table.columnTotals, total: table.total)
    }

    /// Which States are put together: from the sums by State of a population, for all its figures alike.
    static func states(_ totals: [String: Int], least: Int) -> [String: String] {
        Dictionary(uniqueKeysWithValues: groups(totals.filter { $0.value != 0 }, least: least).map { ($0.key, $0.value) })
    }

    /// Names with too few go into `other`; where that is still too little, the smallest of the rest goes too.
    private static func groups(_ totals: [String: Int], least: Int) -> [String: String] {
        let ordered = totals.sorted { ($0.value, $0.key) < ($1.value, $1.key) }
        var small = ordered.prefix { $0.value < least }.count
        var sum = ordered.prefix(small).reduce(0) { $0 + $1.value }
        while small > 0, sum < least, small < ordered.count {
            sum += ordered[small].value
            small += 1
        }
        var names: [String: String] = [:]
        for (place, item) in ordered.enumerated() { names[item.key] = place < small ? other : item.key }
        return names
    }

    private static func mergeColumns(_ table: CountTable, by states: [String: String]) -> CountTable {
        var counts: [String: [String: Int]] = [:]
        for (row, name) in table.rows.enumerated() {
            for (column, state) in table.columns.enumerated() {
                counts[name, default: [:]][states[state] ?? state, default: 0] += table.cells[row][column]
            }
        }
        return CountTable(counts)
    }

    private static func mergeRows(_ table: CountTable, least: Int) -> CountTable {
        let names = groups(Dictionary(uniqueKeysWithValues: zip(table.rows, table.rowTotals)), least: least)
        var counts: [String: [String: Int]] = [:]
        for (row, name) in table.rows.enumerated() {
            for (column, state) in table.columns.enumerated() {
                counts[names[name] ?? name, default: [:]][state, default: 0] += table.cells[row][column]
            }
        }
        return CountTable(counts)
    }

    /// Of categories that belong to one State each: within every State those with too few go together, so that nothing is left to
    /// suppress. Where an earlier figure's number is not told, its parts go there whole.
    static func releaseWithin(_ table: CountTable, least: Int, states: [String: String], told: ToldSums? = nil) -> ReleasedTable? {
        guard table.total >= least else { return nil }
        var byState: [String: [String: [String: Int]]] = [:]
        for (row, name) in table.rows.enumerated() {
            for (column, state) in table.columns.enumerated() where table.cells[row][column] != 0 {
                let group = states[state] ?? state
                let part = told?.category(name) ?? ""
                // Of States that are put together, the categories would tell which.
                let isTold = group != other && (told.map { $0.states[part]?.contains(group) ?? false } ?? true)
                byState[group, default: [:]][isTold ? part : other, default: [:]][isTold ? name : other, default: 0] += table.cells[row][column]
            }
        }
        var counts: [String: [String: Int]] = [:]
        for (state, parts) in byState {
            for categories in parts.values {
                let names = groups(categories, least: least)
                for (category, count) in categories { counts["\(state)/\(names[category] ?? category)", default: [:]][state, default: 0] += count }
            }
        }
        let merged = CountTable(counts)
        return ReleasedTable(
            rows: merged.rows, columns: merged.columns, cells: merged.cells.map { $0.map { $0 } }, rowTotals: merged.rowTotals,
            columnTotals: merged.columnTotals, total: merged.total)
    }

    /// The categories with the most events; those that remain are one, *other*.
    ///
    /// - Parameter rest: the name under which a category that remains is put together with others.
    static func largest(
        _ most: Int, of counts: [String: [String: Int]], rest: (String) -> String = { _ in Suppression.other }
    ) -> [String: [String: Int]] {
        guard counts.count > most else { return counts }
        let totals = counts.mapValues { byState in byState.values.reduce(0, +) }
        let ordered = totals.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
        var kept: [String: [String: Int]] = [:]
        for (place, item) in ordered.enumerated() {
            let name = place < most ? item.key : rest(item.key)
            for (state, number) in counts[item.key] ?? [:] { kept[name, default: [:]][state, default: 0] += number }
        }
        return kept
    }

    /// Suppresses small cells, and for each as many corners as it takes until it may be so many numbers as the least number says.
    static func hide(_ table: CountTable, least: Int) -> ReleasedTable {
        let cells = table.cells
        var hidden = cells.map { $0.map { _ in false } }
        for row in table.rows.indices {
            for column in table.columns.indices where (1..<least).contains(cells[row][column]) {
                while !hidden[row][column] || FeasibleRange.width(row, column, cells, hidden, enough: least) < least {
                    guard let (otherRow, otherColumn) = opposite(row, column, cells, hidden) else {
                        // With no cell told, every sum being large enough, there is room (rows and columns of noughts apart).
                        hidden = cells.map { $0.map { _ in true } }
                        break
                    }
                    hidden[row][column] = true
                    hidden[row][otherColumn] = true
                    hidden[otherRow][column] = true
                    hidden[otherRow][otherColumn] = true
                }
            }
        }
        return ReleasedTable(
            rows: table.rows, columns: table.columns,
            cells: table.rows.indices.map { row in table.columns.indices.map { hidden[row][$0] ? nil : cells[row][$0] } },
            rowTotals: table.rowTotals, columnTotals: table.columnTotals, total: table.total)
    }

    /// The opposite corner of the cheapest rectangle that hides something more, by what it takes from the table. Corners that have
    /// something are taken before corners that have nothing, because noughts are known to be published.
    private static func opposite(_ row: Int, _ column: Int, _ cells: [[Int]], _ hidden: [[Bool]]) -> (Int, Int)? {
        var best: (cost: Int, row: Int, column: Int)?
        for otherRow in cells.indices where otherRow != row {
            for otherColumn in cells[row].indices where otherColumn != column {
                let (near, below, far) = (cells[row][otherColumn], cells[otherRow][column], cells[otherRow][otherColumn])
                let own = cells[row][column]
                let isNew = !hidden[row][column] || !hidden[row][otherColumn] || !hidden[otherRow][column] || !hidden[otherRow][otherColumn]
                guard isNew else { continue }
                let strict = near >= 1 && below >= 1 && far >= 1 && ((near >= 2 && below >= 2) || (own >= 2 && far >= 2))
                guard strict || (near >= 1 && below >= 1) || far >= 1 else { continue }
                var cost = strict ? 0 : 1_000_000_000
                if !hidden[row][otherColumn] { cost += 1 + near }
                if !hidden[otherRow][column] { cost += 1 + below }
                if !hidden[otherRow][otherColumn] { cost += 1 + far }
                if best.map({ cost < $0.cost }) ?? true { best = (cost, otherRow, otherColumn) }
            }
        }
        return best.map { ($0.row, $0.column) }
    }
}

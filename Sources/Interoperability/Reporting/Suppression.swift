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

/// Disclosure control of published counts (2019/817 Article 39(2)–(3): no identification of individuals).
///
/// 1. Member States, and then categories, with fewer events than the least number are put together as *other*, so that every sum
///    that is published is large enough.
/// 2. A cell below the least number is suppressed together with three others that make a rectangle with it. One can be added on
///    two opposite corners and taken from the other two without changing any sum: whoever knows all that is published still cannot
///    tell the cell's number. (The hypercube method: S. Giessing, D. Repsilber, *Tools and Strategies to Protect Multiple Tables
///    with the GHQUAR Cell Suppression Engine*, 2002.)
///
/// Figures of one population share nothing but their sums by State, which are the same in all and never suppressed; so a rectangle
/// in one of them changes nothing in the others.
enum Suppression {
    static let other = "other"

    /// What is published of a table; `nil` where all events together are too few.
    static func release(_ table: CountTable, least: Int, states: [String: String]) -> ReleasedTable? {
        guard table.total >= least else { return nil }
        let grouped = mergeRows(mergeColumns(table, by: states), least: least)
        return hide(grouped, least: least)
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
    /// suppress.
    static func releaseWithin(_ table: CountTable, least: Int, states: [String: String]) -> ReleasedTable? {
        guard table.total >= least else { return nil }
        var byState: [String: [String: Int]] = [:]
        for (row, name) in table.rows.enumerated() {
            for (column, state) in table.columns.enumerated() where table.cells[row][column] != 0 {
                let group = states[state] ?? state
                // Of States that are put together, the categories would tell which.
                byState[group, default: [:]][group == other ? other : name, default: 0] += table.cells[row][column]
            }
        }
        var counts: [String: [String: Int]] = [:]
        for (state, categories) in byState {
            let names = groups(categories, least: least)
            for (category, count) in categories { counts["\(state)/\(names[category] ?? category)", default: [:]][state, default: 0] += count }
        }
        let merged = CountTable(counts)
        return ReleasedTable(
            rows: merged.rows, columns: merged.columns, cells: merged.cells.map { $0.map { $0 } }, rowTotals: merged.rowTotals,
            columnTotals: merged.columnTotals, total: merged.total)
    }

    /// The categories with the most events; those that remain are one, *other*.
    static func largest(_ most: Int, of counts: [String: [String: Int]]) -> [String: [String: Int]] {
        guard counts.count > most else { return counts }
        let totals = counts.mapValues { byState in byState.values.reduce(0, +) }
        let ordered = totals.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
        var kept: [String: [String: Int]] = [:]
        for (place, item) in ordered.enumerated() {
            let name = place < most ? item.key : other
            for (state, number) in counts[item.key] ?? [:] { kept[name, default: [:]][state, default: 0] += number }
        }
        return kept
    }

    /// Every number, sums included, rounded down to a multiple of the least number by itself; what comes to nothing is not told. Nobody
    /// learns of a number below the least from it, nor from the exact sum of many such tables unless each of them was exact, and then
    /// none of their numbers was small.
    ///
    /// - Parameter summed: categories that the sums by State and the sum of all are of.
    static func rounded(_ table: CountTable, least: Int, summed: (String) -> Bool = { _ in true }) -> ReleasedTable? {
        let step = max(1, least)
        func down(_ number: Int) -> Int { number - number % step }
        let rowTotals = table.rowTotals
        let rows = table.rows.indices.filter { down(rowTotals[$0]) > 0 }
        guard !rows.isEmpty else { return nil }
        let inSums = table.rows.indices.filter { summed(table.rows[$0]) }
        let sums = table.columns.indices.map { column in inSums.reduce(0) { $0 + table.cells[$1][column] } }
        let columns = table.columns.indices.filter { column in
            down(sums[column]) > 0 || rows.contains { down(table.cells[$0][column]) > 0 }
        }
        var released = ReleasedTable()
        released.rows = rows.map { table.rows[$0] }
        released.columns = columns.map { table.columns[$0] }
        released.cells = rows.map { row in
            columns.map { column -> Int? in
                let told = down(table.cells[row][column])
                return told > 0 ? told : nil
            }
        }
        released.rowTotals = rows.map { down(rowTotals[$0]) }
        released.columnTotals = columns.map { down(sums[$0]) }
        released.total = down(sums.reduce(0, +))
        return released
    }

    /// Suppresses small cells, and for each the corners that it takes.
    static func hide(_ table: CountTable, least: Int) -> ReleasedTable {
        let cells = table.cells
        var hidden = cells.map { $0.map { _ in false } }
        for row in table.rows.indices {
            for column in table.columns.indices where (1..<least).contains(cells[row][column]) {
                guard let (otherRow, otherColumn) = opposite(row, column, cells, hidden) else { continue }
                hidden[row][column] = true
                hidden[row][otherColumn] = true
                hidden[otherRow][column] = true
                hidden[otherRow][otherColumn] = true
            }
        }
        return ReleasedTable(
            rows: table.rows, columns: table.columns,
            cells: table.rows.indices.map { row in table.columns.indices.map { hidden[row][$0] ? nil : cells[row][$0] } },
            rowTotals: table.rowTotals, columnTotals: table.columnTotals, total: table.total)
    }

    /// The opposite corner of the cheapest rectangle, by what it takes from the table that is not hidden yet. Corners that have
    /// something are taken before corners that have nothing, because noughts are known to be published.
    private static func opposite(_ row: Int, _ column: Int, _ cells: [[Int]], _ hidden: [[Bool]]) -> (Int, Int)? {
        var best: (cost: Int, row: Int, column: Int)?
        for otherRow in cells.indices where otherRow != row {
            for otherColumn in cells[row].indices where otherColumn != column {
                let (near, below, far) = (cells[row][otherColumn], cells[otherRow][column], cells[otherRow][otherColumn])
                let own = cells[row][column]
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

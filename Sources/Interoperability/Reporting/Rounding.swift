/// Numbers that are told as multiples of the least number: those by day, and what is held.
///
/// Days add up to a period that other figures tell exactly, and what is held moves by what was entered and deleted, which others tell
/// exactly too: exact numbers here would give away there what is suppressed.
extension Suppression {
    /// Every number, sums included, rounded down to a multiple of the least number by itself; what comes to nothing is not told. Nobody
    /// learns of a number below the least from it.
    ///
    /// - Parameter summed: categories that the sums by State and the sum of all are of.
    /// - Parameter isByDay: categories are days with what happened on them, which other figures tell exactly over the whole period.
    static func rounded(
        _ table: CountTable, least: Int, isByDay: Bool = false, summed: (String) -> Bool = { _ in true }
    ) -> ReleasedTable? {
        let step = max(1, least)
        func down(_ number: Int) -> Int { number - number % step }
        var told = table.cells.map { $0.map(down) }
        if isByDay { leaveDoubt(in: &told, table, step: step) }
        let inSums = table.rows.indices.filter { summed(table.rows[$0]) }
        let rowTotals = table.rows.indices.map { row in sum(of: table.cells[row], told: told[row], step: step) }
        let columnTotals = table.columns.indices.map { column in
            sum(of: inSums.map { table.cells[$0][column] }, told: inSums.map { told[$0][column] }, step: step)
        }
        let rows = table.rows.indices.filter { rowTotals[$0] > 0 }
        guard !rows.isEmpty else { return nil }
        let columns = table.columns.indices.filter { column in columnTotals[column] > 0 || rows.contains { told[$0][column] > 0 } }
        var released = ReleasedTable()
        released.rows = rows.map { table.rows[$0] }
        released.columns = columns.map { table.columns[$0] }
        released.cells = rows.map { row in columns.map { column -> Int? in told[row][column] > 0 ? told[row][column] : nil } }
        released.rowTotals = rows.map { rowTotals[$0] }
        released.columnTotals = columns.map { columnTotals[$0] }
        released.total = sum(
            of: table.columns.indices.map { column in inSums.reduce(0) { $0 + table.cells[$1][column] } }, told: columnTotals, step: step)
        return released
    }

    /// Of days, by the kind of event: States that other figures put together stand together here too, or their days would tell them apart.
    static func statesByEvent(_ counts: [String: [String: Int]], least: Int) -> [String: [String: Int]] {
        guard Set(counts.values.flatMap(\.keys)).count > 1 else { return counts }
        var totals: [String: [String: Int]] = [:]
        for (row, byState) in counts { totals[event(of: row), default: [:]].merge(byState, uniquingKeysWith: +) }
        let groups = totals.mapValues { states($0, least: least) }
        var grouped: [String: [String: Int]] = [:]
        for (row, byState) in counts {
            let names = groups[event(of: row)] ?? [:]
            for (state, number) in byState { grouped[row, default: [:]][names[state] ?? state, default: 0] += number }
        }
        return grouped
    }

    /// What happened, without the day.
    private static func event(of category: String) -> String { String(category.dropFirst(10)) }

    /// A sum, rounded down; where that would tell of its parts that they are all close below the next multiple, the sum of what is told.
    private static func sum(of parts: [Int], told: [Int], step: Int) -> Int {
        let all = parts.reduce(0, +)
        let (down, known) = (all - all % step, told.reduce(0, +))
        let isLowered = zip(parts, told).contains { $0 - $1 >= step }
        return isLowered || down - known > (step - 1) * (parts.count - 1) ? known : down
    }

    /// What rounding took from the days of one kind of event is nothing, or as much as the least number: between, it would say of every day
    /// how little can be missing there. The smallest day that is told is told a step lower then.
    private static func leaveDoubt(in told: inout [[Int]], _ table: CountTable, step: Int) {
        let days = Dictionary(grouping: table.rows.indices) { event(of: table.rows[$0]) }
        for column in table.columns.indices {
            for rows in days.values {
                let missing = rows.reduce(0) { $0 + table.cells[$1][column] - told[$1][column] }
                guard (1..<step).contains(missing) else { continue }
                let smallest = rows.filter { told[$0][column] > 0 }.min { (told[$0][column], $0) < (told[$1][column], $1) }
                if let smallest { told[smallest][column] -= step }
            }
        }
    }
}

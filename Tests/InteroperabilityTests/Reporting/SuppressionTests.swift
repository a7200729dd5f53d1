import Testing

@testable import Interoperability

/// 817 39(2)–(3): from what is published nobody can compute what was suppressed.
@Suite struct SuppressionTests {
    struct Seeded: RandomNumberGenerator {
        var state: UInt64
        mutating func next() -> UInt64 {
            state &+= 0x9E37_79B9_7F4A_7C15
            var z = state
            z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
            z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
            return z ^ (z >> 31)
        }
    }

    static func random(_ rows: Int, _ columns: Int, _ generator: inout Seeded) -> [String: [String: Int]] {
        var counts: [String: [String: Int]] = [:]
        for row in 0..<rows {
            for column in 0..<columns {
                // Many small numbers and noughts, some large ones: the tables that are hard to protect.
                let kind = Int.random(in: 0..<10, using: &generator)
                let number = kind < 3 ? 0 : kind < 8 ? Int.random(in: 1...6, using: &generator) : Int.random(in: 1...40, using: &generator)
                counts["r\(row)", default: [:]]["c\(column)"] = number
            }
        }
        return counts
    }

    /// Whoever knows the sums and the published cells looks for a table in which one suppressed cell is another: all tables with
    /// whole numbers from nought on, by trying.
    static func canBeOther(_ table: ReleasedTable, row: Int, column: Int, than value: Int, budget: Int = 400_000) -> Bool? {
        var rest = table.rowTotals
        var columns = table.columnTotals
        var open: [(Int, Int)] = []
        for r in table.rows.indices {
            for c in table.columns.indices {
                if let known = table.cells[r][c] {
                    rest[r] -= known
                    columns[c] -= known
                } else {
                    open.append((r, c))
                }
            }
        }
        var steps = 0
        func fill(_ place: Int, _ rest: [Int], _ columns: [Int], _ differs: Bool) -> Bool {
            steps += 1
            if steps > budget { return false }
            if place == open.count { return differs && rest.allSatisfy { $0 == 0 } && columns.allSatisfy { $0 == 0 } }
            let (r, c) = open[place]
            // The last open cell of a row is what is left.
            let isLast = !open[(place + 1)...].contains { $0.0 == r }
            let top = min(rest[r], columns[c])
            if isLast, rest[r] > columns[c] { return false }
            for number in isLast ? rest[r]...rest[r] : 0...top {
                if r == row, c == column, number == value { continue }
                var (nextRest, nextColumns) = (rest, columns)
                nextRest[r] -= number
                nextColumns[c] -= number
                if fill(place + 1, nextRest, nextColumns, differs || (r == row && c == column)) { return true }
            }
            return false
        }
        let found = fill(0, rest, columns, false)
        return found ? true : steps > budget ? nil : false
    }

    @Test(arguments: 0..<60) func noSuppressedCellCanBeComputed(seed: Int) throws {
        var generator = Seeded(state: UInt64(seed) &* 7919)
        let counts = Self.random(Int.random(in: 1...5, using: &generator), Int.random(in: 1...4, using: &generator), &generator)
        let table = CountTable(counts)
        let states = Suppression.states(Dictionary(uniqueKeysWithValues: zip(table.columns, table.columnTotals)), least: 5)
        guard let released = Suppression.release(table, least: 5, states: states) else {
            #expect(table.total < 5)
            return
        }
        #expect(released.total == table.total)
        // What is published is at least five, or nought, and the sums hold.
        #expect(released.rowTotals.allSatisfy { $0 >= 5 } && released.columnTotals.allSatisfy { $0 >= 5 })
        for row in released.cells { for case .some(let number) in row { #expect(number == 0 || number >= 5) } }
        // The truth, grouped alike, to know what the suppressed cells are.
        var truth: [String: [String: Int]] = [:]
        let known = Set(released.rows)
        for (row, byState) in counts {
            for (state, number) in byState {
                truth[known.contains(row) ? row : "other", default: [:]][states[state] ?? "other", default: 0] += number
            }
        }
        for (row, name) in released.rows.enumerated() {
            for (column, state) in released.columns.enumerated() where released.cells[row][column] == nil {
                let value = truth[name]?[state] ?? 0
                #expect(
                    Self.canBeOther(released, row: row, column: column, than: value) != false, "\(name) in \(state) can only be \(value): \(released)"
                )
            }
        }
    }

    /// By the rectangle alone, for tables too large to try: every small cell stands in one with two opposite corners to take from.
    @Test(arguments: 0..<20) func largeTablesAreProtectedToo(seed: Int) {
        var generator = Seeded(state: UInt64(seed) &* 104_729)
        let table = CountTable(Self.random(60, 20, &generator))
        let released = Suppression.hide(table, least: 5)
        for row in table.rows.indices {
            for column in table.columns.indices {
                guard released.cells[row][column] == nil else {
                    #expect(table.cells[row][column] == 0 || table.cells[row][column] >= 5)
                    continue
                }
                let stands = table.rows.indices.contains { other in
                    table.columns.indices.contains { next in
                        guard other != row, next != column, released.cells[row][next] == nil, released.cells[other][column] == nil,
                            released.cells[other][next] == nil
                        else { return false }
                        let (near, below) = (table.cells[row][next], table.cells[other][column])
                        return (near >= 1 && below >= 1) || (table.cells[row][column] >= 1 && table.cells[other][next] >= 1)
                    }
                }
                #expect(stands)
            }
        }
    }

    /// Crossing points belong to one State: there the States' sums would give a small one away, so none is left.
    @Test(arguments: 0..<30) func categoriesWithinStatesAreGrouped(seed: Int) throws {
        var generator = Seeded(state: UInt64(seed) &* 31)
        var counts: [String: [String: Int]] = [:]
        for state in ["AUT", "FRA", "LUX", "MLT"] {
            for place in 0..<Int.random(in: 1...6, using: &generator) {
                counts["\(state)\(place)"] = [state: Int.random(in: 0...9, using: &generator)]
            }
        }
        let table = CountTable(counts)
        let states = Suppression.states(Dictionary(uniqueKeysWithValues: zip(table.columns, table.columnTotals)), least: 5)
        guard let released = Suppression.releaseWithin(table, least: 5, states: states) else { return }
        #expect(released.rowTotals.allSatisfy { $0 >= 5 } && released.columnTotals.allSatisfy { $0 >= 5 })
        #expect(released.rowTotals.reduce(0, +) == table.total)
    }

    /// A year is a sum of what was published, and of nothing else.
    @Test(arguments: 0..<30) func aYearTellsNothingNew(seed: Int) throws {
        var generator = Seeded(state: UInt64(seed) &* 613)
        let figure = Figure("x.y.z", "x", by: "z", article: "x", .EES, .quarter)
        var published: [PublishedTables] = []
        for quarter in 1...4 {
            var counts: [Cell: Int] = [:]
            for (row, byState) in Self.random(6, 4, &generator) {
                for (state, number) in byState { counts[Cell("x.y.z", "2026-\(quarter * 3 < 10 ? "0" : "")\(quarter * 3)", state, row)] = number }
            }
            let period = try #require(ReportPeriod("2026-Q\(quarter)"))
            if let tables = PublishedTables("x.y", of: [figure], period: period, counts: counts, least: 5, published: .init(number: 0)) {
                published.append(tables)
            }
        }
        let year = AnnualReport(2026, of: "x.y.z", from: published)
        for row in year.categories {
            let parts = published.flatMap(\.figures).compactMap { $0.rows.first { $0.category == row.category }?.total }
            #expect(row.total == parts.reduce(0, +))
            #expect(row.total >= 5 * parts.count)
        }
        #expect(year.totals.count == published.count)
    }

    /// 1861 60(3) and others ask for days: each number is rounded down by itself, so that none below the least is told.
    @Test(arguments: 0..<30) func daysAreRounded(seed: Int) throws {
        var generator = Seeded(state: UInt64(seed) &* 7919)
        let table = CountTable(Self.random(12, 5, &generator))
        let released = try #require(Suppression.rounded(table, least: 5))
        var told: [Int] = released.cells.flatMap { row in row.compactMap { $0 } }
        told += released.rowTotals
        told += released.columnTotals
        told.append(released.total)
        #expect(told.allSatisfy { $0 % 5 == 0 })
        #expect(released.rowTotals.allSatisfy { $0 >= 5 } && released.total >= 5)
        #expect(released.cells.flatMap { $0 }.allSatisfy { $0 != 0 })
        for (place, row) in released.rows.enumerated() {
            let known = try #require(table.rows.firstIndex(of: row))
            #expect(table.rowTotals[known] >= released.rowTotals[place])
            for (column, state) in released.columns.enumerated() {
                let exact = try #require(table.columns.firstIndex(of: state))
                #expect((0..<5).contains(table.cells[known][exact] - (released.cells[place][column] ?? 0)))
            }
        }
        #expect(Suppression.rounded(CountTable(["a": ["x": 4]]), least: 5) == nil)
        // Days of what is held are not added up.
        let held = CountTable(["2026-03-01 a": ["x": 11], "2026-03-02 a": ["x": 13]])
        let stock = try #require(Suppression.rounded(held, least: 5) { $0.hasPrefix("2026-03-02") })
        #expect(stock.rowTotals == [10, 10] && stock.columnTotals == [10] && stock.total == 10)
    }

    @Test func theSmallestOfTooManyCategoriesGoTogether() {
        let counts = ["a": ["x": 9], "b": ["x": 7, "y": 1], "c": ["y": 3], "d": ["x": 2]]
        #expect(Suppression.largest(4, of: counts) == counts)
        #expect(Suppression.largest(2, of: counts) == ["a": ["x": 9], "b": ["x": 7, "y": 1], Suppression.other: ["x": 2, "y": 3]])
        // Of what divides another figure, each within the category that it divides.
        let cities = ["UTO A": ["x": 9], "UTO B": ["x": 2], "UTO C": ["x": 3], "XXA D": ["x": 4]]
        let rest = Suppression.largest(1, of: cities) { "\(SharedSums.word(of: $0)) other" }
        #expect(rest == ["UTO A": ["x": 9], "UTO other": ["x": 5], "XXA other": ["x": 4]])
    }

    /// What is held is not added up: a year of it is what its last period said.
    @Test func aYearOfWhatIsHeldIsItsLastPeriod() throws {
        let figure = Figure("x.held.z", "x", by: "z", article: "x", .SIS, .month, isStock: true)
        var published: [PublishedTables] = []
        for (month, number) in [("2026-01", 40), ("2026-02", 50)] {
            let period = try #require(ReportPeriod(month))
            let counts = [Cell("x.held.z", month, "FRA", "a"): number]
            let tables = PublishedTables("x.held", of: [figure], period: period, counts: counts, least: 5, published: .init(number: 0))
            published.append(try #require(tables))
        }
        let year = AnnualReport(2026, of: "x.held.z", from: published, isStock: true)
        #expect(year.totals == [40, 50])
        #expect(year.categories.map(\.total) == [50] && year.memberStates.map(\.total) == [50])
    }

    @Test func periodsAreWrittenAndRead() {
        for text in ["2026-01", "2026-12", "2026-Q1", "2026-Q4"] { #expect(ReportPeriod(text)?.description == text) }
        for text in ["", "2026", "2026-13", "2026-00", "2026-Q5", "2026-Q0", "26-1", "2026-Qx", "2026-011"] {
            #expect(ReportPeriod(text) == nil, "\(text)")
        }
        #expect(ReportPeriod("2026-Q1")?.contains(month: "2026-03") == true)
        #expect(ReportPeriod("2026-Q1")?.contains(month: "2026-04") == false)
        #expect(ReportPeriod("2026-Q4")?.end?.description == "2027-01-01")
        #expect(ReportPeriod("2026-02")?.end?.description == "2026-03-01")
    }

    @Test func commaSeparatedValues() {
        #expect(StatisticsCSV.field("plain") == "plain")
        #expect(StatisticsCSV.field("a,b") == "\"a,b\"")
        #expect(StatisticsCSV.field("a\"b") == "\"a\"\"b\"")
        #expect(StatisticsCSV.field("=1+1") == "'=1+1")
        #expect(StatisticsCSV.field("-5") == "-5")
        #expect(StatisticsCSV.field("a\r\nb") == "\"a\r\nb\"")
    }

    /// Every figure belongs to one population with one period, so that its tables come out together; identifiers are unique.
    @Test func theFiguresAreOrdered() {
        #expect(Set(Figures.all.map(\.id)).count == Figures.all.count)
        for (_, members) in Dictionary(grouping: Figures.all, by: \.population) { #expect(Set(members.map(\.period)).count == 1) }
        #expect(Figures.all.allSatisfy { !$0.article.isEmpty && $0.id.split(separator: ".").count == 3 })
        #expect(Cell(line: Cell("a.b.c", "2026-01", "FRA", "x|y").line)?.category == "x y")
    }
}

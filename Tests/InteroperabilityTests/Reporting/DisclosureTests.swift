import Access
import Identity
import Testing

@testable import Interoperability

/// What is counted as one: an event, with everything that figures are by.
private protocol Counted: Hashable {
    var state: String { get }
    /// The category in a figure; `nil` where it is not counted there.
    func category(_ figure: String) -> String?
}

/// 817 39(2)–(3): whoever puts all that is published together, of all figures and periods, learns of no small number more than that it is
/// one of as many as the least number says.
@Suite struct DisclosureTests {
    private static let least = 5

    // MARK: - One table

    /// The attacker on one table: its cells are the numbers that are not known.
    private func narrowest(_ table: CountTable, _ released: ReleasedTable) -> Double {
        let count = table.rows.count * table.columns.count
        func place(_ row: Int, _ column: Int) -> Int { row * table.columns.count + column }
        func equation(_ places: [Int], _ sum: Int) -> [Double] {
            var coefficients = [Double](repeating: 0, count: count + 1)
            for place in places { coefficients[place] = 1 }
            coefficients[count] = Double(sum)
            return coefficients
        }
        var equations: [[Double]] = []
        for row in table.rows.indices {
            equations.append(equation(table.columns.indices.map { place(row, $0) }, released.rowTotals[row]))
            for column in table.columns.indices {
                if let number = released.cells[row][column] { equations.append(equation([place(row, column)], number)) }
            }
        }
        for column in table.columns.indices {
            equations.append(equation(table.rows.indices.map { place($0, column) }, released.columnTotals[column]))
        }
        let attacker = Attacker(equations, of: count)
        var narrowest = Double.infinity
        for row in table.rows.indices {
            for column in table.columns.indices where (1..<Self.least).contains(table.cells[row][column]) {
                var numbers = [Double](repeating: 0, count: count)
                numbers[place(row, column)] = 1
                let range = attacker.range(of: numbers)
                #expect(range.lowerBound <= Double(table.cells[row][column]) + 0.001 && Double(table.cells[row][column]) <= range.upperBound + 0.001)
                narrowest = min(narrowest, range.upperBound - range.lowerBound)
            }
        }
        return narrowest
    }

    @Test(arguments: 0..<40) func noSmallNumberOfATableIsNarrowed(seed: Int) {
        var generator = SuppressionTests.Seeded(state: UInt64(seed) &* 7919 &+ 3)
        let (rows, columns) = (Int.random(in: 2...6, using: &generator), Int.random(in: 2...5, using: &generator))
        var table = CountTable(SuppressionTests.random(rows, columns, &generator))
        // As after grouping: no sum is small.
        for row in table.rows.indices where table.rowTotals[row] < Self.least { table.cells[row][0] += Self.least }
        for column in table.columns.indices where table.columnTotals[column] < Self.least { table.cells[0][column] += Self.least }
        #expect(narrowest(table, Suppression.hide(table, least: Self.least)) > Double(Self.least) - 0.001)
    }

    /// The bounds that suppression works with are the attacker's.
    @Test(arguments: 0..<20) func theRangeOfASuppressedNumberIsExact(seed: Int) {
        var generator = SuppressionTests.Seeded(state: UInt64(seed) &* 31 &+ 7)
        let table = CountTable(SuppressionTests.random(4, 4, &generator))
        let hidden = table.cells.map { $0.map { _ in Bool.random(using: &generator) } }
        let released = ReleasedTable(
            rows: table.rows, columns: table.columns,
            cells: table.cells.indices.map { row in table.cells[row].indices.map { hidden[row][$0] ? nil : table.cells[row][$0] } },
            rowTotals: table.rowTotals, columnTotals: table.columnTotals, total: table.total)
        var narrowest = Double.infinity
        for row in table.rows.indices {
            for column in table.columns.indices where (1..<Self.least).contains(table.cells[row][column]) {
                let width = hidden[row][column] ? FeasibleRange.width(row, column, table.cells, hidden, enough: 1000) : 0
                narrowest = min(narrowest, Double(width))
            }
        }
        let found = self.narrowest(table, released)
        #expect(found == narrowest || abs(found - narrowest) < 0.001)
    }

    @Test func aSumOfFewSuppressedNumbersIsNotLeft() {
        // One rectangle would leave 1 and 1 in a row whose sum is known to be 2.
        let table = CountTable(rows: ["a", "b", "c"], columns: ["x", "y", "z"], cells: [[1, 1, 40], [30, 20, 10], [9, 9, 9]])
        let released = Suppression.hide(table, least: 5)
        let left = released.cells[0].enumerated().filter { $0.element == nil }.map { table.cells[0][$0.offset] }.reduce(0, +)
        #expect(left >= 5)
    }

    // MARK: - All figures of decisions on visas

    private struct Kind: Counted {
        var state: String
        var status: String
        var sort: String
        var entries: String
        var authority: String

        var isLong: Bool { SharedSums.stay(of: sort) == SharedSums.longStay }
        var stay: String { SharedSums.stay(of: sort) }

        func category(_ figure: String) -> String? {
            let isChange = ["withdrawn", "revoked"].contains(status)
            return switch figure {
            case "vis.decisions.stay": stay
            case "vis.decisions.status": "\(stay) \(status)"
            case "vis.decisions.authority": isLong ? SharedSums.longStay : authority
            case "vis.issued.stay": status == "issued" ? stay : nil
            case "vis.issued.sort": status == "issued" ? sort : nil
            case "vis.issued.entries": status == "issued" ? (isLong ? stay : entries) : nil
            case "vis.changed.stay": isChange ? stay : nil
            case "vis.changed.sort": isChange ? sort : nil
            default: nil
            }
        }
    }

    private static let decisionFigures = [
        "vis.decisions.stay", "vis.decisions.status", "vis.decisions.authority", "vis.issued.stay", "vis.issued.sort", "vis.issued.entries",
        "vis.changed.stay", "vis.changed.sort",
    ]

    private func decisions(_ generator: inout SuppressionTests.Seeded) -> [Kind: Int] {
        var decisions: [Kind: Int] = [:]
        for state in ["AUT", "FRA", "LUX"].prefix(Int.random(in: 2...3, using: &generator)) {
            for status in ["closed", "withdrawn", "revoked", "issued"] {
                for sort in ["uniform", "limitedTerritory", "longStayVisa", "residencePermit"] {
                    let isShort = SharedSums.stay(of: sort) == SharedSums.shortStay
                    let several = isShort && status == "issued" ? ["1", "2"] : ["-"]
                    for entries in several {
                        for authority in isShort ? ["A", "B"] : ["A"] {
                            decisions[Kind(state: state, status: status, sort: sort, entries: entries, authority: authority)] =
                                number(&generator)
                        }
                    }
                }
            }
        }
        return decisions
    }

    /// Of no figure, published or not, a small number can be narrowed: not by that figure, and not by all others together.
    @Test(arguments: 0..<6) func noFigureGivesAwayWhatAnotherSuppresses(seed: Int) throws {
        var generator = SuppressionTests.Seeded(state: UInt64(seed) &* 104_729 &+ 1)
        try expectNothingGivenAway(decisions(&generator), Self.decisionFigures)
    }

    // MARK: - Requests, by operation and answer, authority and profile

    private struct Request: Counted {
        var state: String
        var operation: String
        var answer: String?
        var authority: String
        var purpose: String

        func category(_ figure: String) -> String? {
            switch figure {
            case "esp.use.operation", "ees.use.operation": operation
            case "esp.use.answer", "ees.use.answer": answer.map { "\(operation) \($0)" } ?? operation
            case "esp.use.authority", "ees.use.authority": authority
            case "esp.use.profile": "\(authority).\(purpose)"
            default: nil
            }
        }
    }

    private func requests(_ generator: inout SuppressionTests.Seeded) -> [Request: Int] {
        var requests: [Request: Int] = [:]
        for state in ["AUT", "FRA", "LUX"].prefix(Int.random(in: 2...3, using: &generator)) {
            for (operation, answers) in [("enter", [nil]), ("search", ["hit", "no hit"]), ("portal", ["hit", "no hit"])] as [(String, [String?])] {
                for answer in answers {
                    for (authority, purposes) in [("border", ["check"]), ("police", ["check", "find"]), ("judicial", ["find"])] {
                        for purpose in purposes {
                            let request = Request(state: state, operation: operation, answer: answer, authority: authority, purpose: purpose)
                            requests[request] = number(&generator)
                        }
                    }
                }
            }
        }
        return requests
    }

    /// 817 66(1): answers belong to the operations that have one, and profiles to their authorities.
    @Test(arguments: 0..<6) func answersAndProfilesGiveNothingAway(seed: Int) throws {
        var generator = SuppressionTests.Seeded(state: UInt64(seed) &* 7907 &+ 11)
        let figures = ["esp.use.operation", "esp.use.answer", "esp.use.authority", "esp.use.profile"]
        try expectNothingGivenAway(requests(&generator), figures)
    }

    /// Two operations are suppressed and the third is told. By answers alone a State's sum was that of the operations that have one, and the
    /// third taken from it left the small one.
    @Test func answersDoNotTellOperations() throws {
        func requests(_ state: String, _ numbers: [Int]) -> [Request: Int] {
            let kinds: [(String, String?)] = [("enter", nil), ("search", "hit"), ("search", "no hit"), ("portal", "hit"), ("portal", "no hit")]
            var requests: [Request: Int] = [:]
            for ((operation, answer), number) in zip(kinds, numbers) {
                requests[Request(state: state, operation: operation, answer: answer, authority: "border", purpose: "check")] = number
            }
            return requests
        }
        let all = requests("AUT", [3, 25, 15, 2, 1]).merging(requests("FRA", [4, 30, 30, 3, 1])) { own, _ in own }
        let figures = ["ees.use.operation", "ees.use.answer", "ees.use.authority"]
        let operations = try #require(try published(all, figures).first { $0.figure == "ees.use.operation" })
        #expect(operations.rows.first { $0.category == "search" }?.count(0) == 40)
        #expect(operations.rows.first { $0.category == "portal" }?.count(0) == nil)
        try expectNothingGivenAway(all, figures)
    }

    // MARK: - Applications, by residence and city

    private struct Application: Counted {
        var state: String
        var residence: String
        var city: String
        var sex: String

        func category(_ figure: String) -> String? {
            switch figure {
            case "vis.applications.residence": residence
            case "vis.applications.city": "\(residence) \(city)"
            case "vis.applications.sex": sex
            default: nil
            }
        }
    }

    private static let applicationFigures = ["vis.applications.residence", "vis.applications.city", "vis.applications.sex"]

    /// VIS 45a(1)(d): cities are told as far as their countries are.
    @Test(arguments: 0..<6) func citiesGiveNothingAway(seed: Int) throws {
        var generator = SuppressionTests.Seeded(state: UInt64(seed) &* 6151 &+ 17)
        var applications: [Application: Int] = [:]
        for state in ["AUT", "FRA", "LUX"].prefix(Int.random(in: 2...3, using: &generator)) {
            for (residence, cities) in [("BTN", ["PARO", "THIMPHU", "unknown"]), ("IND", ["DELHI", "KOCHI"]), ("NPL", ["KATHMANDU"])] {
                for city in cities {
                    for sex in ["F", "M"] {
                        applications[Application(state: state, residence: residence, city: city, sex: sex)] = number(&generator)
                    }
                }
            }
        }
        try expectNothingGivenAway(applications, Self.applicationFigures)
    }

    /// Nepal's small numbers are suppressed with those of Bhutan. Of cities, with those of Agra: Thimphu alone is Bhutan, and told would leave
    /// Nepal's.
    @Test func aCityDoesNotTellAnotherCountry() throws {
        var all: [Application: Int] = [:]
        for (state, numbers) in [("AUT", [7, 5, 85, 3]), ("FRA", [8, 6, 89, 4])] {
            for (place, number) in zip([("BTN", "THIMPHU"), ("IND", "AGRA"), ("IND", "DELHI"), ("NPL", "KATHMANDU")], numbers) {
                all[Application(state: state, residence: place.0, city: place.1, sex: "F")] = number
            }
        }
        let countries = try #require(try published(all, Self.applicationFigures).first { $0.figure == "vis.applications.residence" })
        #expect(countries.rows.map { $0.count(0) } == [nil, 90, nil])
        try expectNothingGivenAway(all, Self.applicationFigures)
    }

    // MARK: - The attacker on several figures

    /// Many noughts and small numbers, some large ones.
    private func number(_ generator: inout SuppressionTests.Seeded) -> Int {
        let kind = Int.random(in: 0..<10, using: &generator)
        return kind < 6 ? 0 : kind < 8 ? Int.random(in: 1...4, using: &generator) : Int.random(in: 1...20, using: &generator)
    }

    private func published<Event: Counted>(_ events: [Event: Int], _ names: [String]) throws -> [PublishedFigure] {
        var counts: [Cell: Int] = [:]
        for (event, number) in events where number > 0 {
            for figure in names {
                if let category = event.category(figure) { counts[Cell(figure, "2027-02", event.state, category), default: 0] += number }
            }
        }
        let figures = try names.map { try #require(Figures.figure($0), "\($0)") }
        let today = try #require(Day("2027-06-01"))
        return StatisticsPublishing.tables(of: counts, in: figures, today: today, least: Self.least, daysAfter: 10).flatMap(\.figures)
    }

    /// Where an event stands in a published table: by its own names, or among the others.
    private func place<Event: Counted>(_ event: Event, in table: PublishedFigure) -> (row: String, column: String)? {
        guard let category = event.category(table.figure), table.total != nil else { return nil }
        let column = table.states.contains(event.state) ? event.state : Suppression.other
        let isWithin = Figures.figure(table.figure)?.shape == .withinStates
        let name = isWithin ? "\(column)/\(category)" : category
        let other = isWithin ? "\(column)/\(Suppression.other)" : Suppression.other
        return (table.rows.contains { $0.category == name } ? name : other, column)
    }

    /// Everything that the tables say, as equations; each is true of what was counted.
    private func equations<Event: Counted>(_ tables: [PublishedFigure], _ kinds: [Event], _ events: [Event: Int]) -> [[Double]] {
        var equations: [[Double]] = []
        func add(_ sum: Int, _ table: PublishedFigure, _ isIn: ((row: String, column: String)) -> Bool) {
            var equation = kinds.map { kind in place(kind, in: table).map(isIn) ?? false ? 1.0 : 0.0 }
            let truth = zip(kinds, equation).reduce(0) { $0 + ($1.1 == 1 ? events[$1.0] ?? 0 : 0) }
            #expect(truth == sum, "\(table.figure)")
            equation.append(Double(sum))
            equations.append(equation)
        }
        for table in tables where table.total != nil {
            for row in table.rows {
                add(row.total, table) { $0.row == row.category }
                for (place, state) in table.states.enumerated() {
                    guard let number = row.count(place) else { continue }
                    #expect(number == 0 || number >= Self.least)
                    add(number, table) { $0.row == row.category && $0.column == state }
                }
            }
            for (state, total) in zip(table.states, table.stateTotals) { add(total, table) { $0.column == state } }
        }
        return equations
    }

    private func expectNothingGivenAway<Event: Counted>(_ events: [Event: Int], _ figures: [String]) throws {
        let kinds = events.keys.sorted { "\($0)" < "\($1)" }
        let tables = try published(events, figures)
        #expect(!tables.isEmpty)
        let attacker = Attacker(equations(tables, kinds, events), of: kinds.count)
        for figure in figures {
            for group in Set(kinds.compactMap { kind in kind.category(figure).map { [$0, kind.state] } }) {
                let isIn = kinds.map { $0.category(figure) == group[0] && $0.state == group[1] }
                let number = zip(kinds, isIn).reduce(0) { $0 + ($1.1 ? events[$1.0] ?? 0 : 0) }
                guard (1..<Self.least).contains(number) else { continue }
                let range = attacker.range(of: isIn.map { $0 ? 1 : 0 })
                #expect(
                    range.upperBound - range.lowerBound > Double(Self.least) - 0.001,
                    "\(figure) \(group) is \(number), and can only be \(range)")
            }
        }
    }

    // MARK: - Days, and what is held

    /// What days lack of the quarter, which another figure tells exactly, is nothing or as much as the least number: of no day it says how
    /// little can be missing there.
    @Test(arguments: 0..<40) func daysLeaveDoubt(seed: Int) {
        var generator = SuppressionTests.Seeded(state: UInt64(seed) &* 613 &+ 5)
        var counts: [String: [String: Int]] = [:]
        for day in 1...Int.random(in: 1...12, using: &generator) {
            for event in ["refused", "issued"] {
                let number = Int.random(in: 0...1, using: &generator) == 0 ? 0 : Int.random(in: 0...12, using: &generator)
                counts["2027-01-\(day < 10 ? "0" : "")\(day) \(event)", default: [:]]["FRA"] = number
            }
        }
        let table = CountTable(counts)
        let released = Suppression.rounded(table, least: 5, isByDay: true)
        for event in ["refused", "issued"] {
            let all = counts.filter { $0.key.hasSuffix(event) }.values.reduce(0) { $0 + ($1["FRA"] ?? 0) }
            var told = 0
            for (place, row) in (released?.rows ?? []).enumerated() where row.hasSuffix(event) { told += released?.rowTotals[place] ?? 0 }
            // A quarter below the least number is not told.
            #expect(all < 5 || all == told || all - told >= 5, "\(event): \(all), \(told)")
        }
    }

    /// What is stored by State is told for the Union where a State's days would say something of a suppressed number.
    @Test func daysOfTheUnion() throws {
        let counts = ["2027-01-02 refusedEntry": ["AUT": 6, "FRA": 7], "2027-01-02 exemptFromFingerprints": ["AUT": 6, "FRA": 7]]
        let days = SharedSums.days(counts, of: try #require(Figures.figure("ees.byDay.event")))
        #expect(days["2027-01-02 refusedEntry"] == ["AUT": 6, "FRA": 7])
        #expect(days["2027-01-02 exemptFromFingerprints"] == [Cell.union: 13])
        let visas = SharedSums.days(counts, of: try #require(Figures.figure("vis.byDay.event")))
        #expect(visas.values.allSatisfy { $0 == [Cell.union: 13] })
    }

    /// States that are told together of the quarter are told together of its days.
    @Test func daysDoNotTellStatesApart() {
        let counts = [
            "2027-01-02 refused": ["AUT": 1, "FRA": 7, "ITA": 60], "2027-01-03 issued": ["AUT": 50, "FRA": 60],
        ]
        let grouped = Suppression.statesByEvent(counts, least: 5)
        #expect(grouped["2027-01-02 refused"] == ["other": 8, "ITA": 60])
        #expect(grouped["2027-01-03 issued"] == ["AUT": 50, "FRA": 60])
    }

    /// A sum just below a multiple, of parts that are, says more than it should: it is not told then.
    @Test func sumsOfRoundedNumbersTellNothingOfThem() {
        let table = CountTable(rows: ["a"], columns: ["v", "w", "x", "y", "z"], cells: [[4, 4, 4, 4, 4]])
        #expect(Suppression.rounded(table, least: 5) == nil)
        let other = CountTable(rows: ["a"], columns: ["v", "w"], cells: [[9, 3]])
        #expect(Suppression.rounded(other, least: 5)?.rowTotals == [5])
    }

    /// What is held moves from month to month by what was entered and deleted, which is told exactly.
    @Test func whatIsHeldIsRounded() {
        for figure in Figures.all where figure.isStock { #expect(figure.isRounded, "\(figure.id)") }
        for figure in Figures.all where figure.isByDay { #expect(figure.isRounded && (figure.isStock || figure.period == .quarter), "\(figure.id)") }
    }

    // MARK: - Which figures share sums

    @Test func whatSharesSumsIsNamed() {
        for (figure, division) in SharedSums.divisions {
            #expect(Figures.figure(figure) != nil && Figures.figure(division.figure) != nil, "\(figure)")
            #expect(Figure.population(of: figure) == Figure.population(of: division.figure))
            #expect(SharedSums.divisions[division.figure] == nil, "one level is enough")
        }
        for (population, part) in SharedSums.parts {
            let own = Figures.all.filter { $0.population == population }
            let whole = Figures.figure(part.figure)
            #expect(!own.isEmpty && whole != nil, "\(population)")
            // Told at once, or the one would be there before the other.
            #expect(own.allSatisfy { $0.period == whole?.period })
            #expect(SharedSums.parts[Figure.population(of: part.figure)] == nil)
        }
    }

    @Test func aPartIsToldWhereItsWholeIs() {
        let released = ReleasedTable(
            rows: ["issued", "refused", "other"], columns: ["AUT", "FRA", "other"], cells: [[7, nil, nil], [9, nil, nil], [0, 5, 6]],
            rowTotals: [30, 30, 11], columnTotals: [16, 30, 25], total: 71)
        let table = PublishedFigure("vis.decisions.status", released)
        func share(_ categories: Set<String>) -> SharedSums.Share {
            SharedSums.share(of: SharedSums.Part("x", categories), in: table, counted: ["issued", "refused", "closed", "revoked"])
        }
        #expect(share(["issued"]) == .states(["AUT"]))
        // Those that stand together are told together, and not one without the other.
        #expect(share(["closed", "revoked"]) == .states(["AUT", "FRA"]))
        #expect(share(["closed"]) == .nothing)
        #expect(SharedSums.share(of: SharedSums.Part("x", ["issued"]), in: PublishedFigure("x", nil), counted: []) == .nothing)
    }
}

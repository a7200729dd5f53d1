import Identity
import Interoperability
import Operations
import Quality
import Registry

/// The statistics are those of a recount from the records, figures of one population agree, days come to their month, and no record
/// stands that a blocking rule of data quality would refuse.
struct StatisticsInvariant {
    let world: SimulatedWorld
    let register: Register
    let today: Day

    func check() async throws {
        let runner = world.installation.runner
        try await world.installation.statistics.catchUp()
        let counted = try await Reporting.counted(by: runner)
        let recount = try await Reporting.recount(by: runner)
        let erased = try await erasedKinds()
        // Several kinds of records may count to one figure: of MID those of links, and of the pairs that links leave.
        let loose = Set(erased.flatMap { recount[$0]?.keys.map(\.figure) ?? [] })
        func isLoose(_ cell: Cell) -> Bool {
            loose.contains(cell.figure) || Figures.figure(cell.figure)?.system == .MID && erased.contains(IdentityLink.kind)
        }
        var held: [Cell: Int] = [:]
        for (_, cells) in recount { held.merge(cells) { $0 + $1 } }
        for (cell, number) in held {
            let count = counted[cell] ?? 0
            // What is erased stays counted: there may be more than is held, and never less.
            if isLoose(cell) ? count < number : count != number {
                world.findings.add("statistics", "\(cell) was counted \(count) times, and a recount comes to \(number)")
            }
        }
        let populations = Set(held.keys.map(\.figure))
        for (cell, number) in counted where populations.contains(cell.figure) && !isLoose(cell) && held[cell] == nil {
            world.findings.add("statistics", "\(cell) was counted \(number) times, and no record says so")
        }
        checkPopulations(counted)
        checkDays(counted)
        checkParts(counted)
        if counted.isEmpty { world.findings.add("statistics", "nothing was counted") }
        for entry in register.entries {
            guard let system = CheckedRegister(rawValue: entry.kind.system.rawValue) else { continue }
            var record = CheckedRecord(system)
            record.identities = entry.projection.identities
            record.documents = entry.projection.documents
            for finding in QualityRules.blockingFindings(in: record, today: today) {
                world.findings.add("quality", "\(entry.kind) \(entry.id) stands and \(finding.rule) refuses it")
            }
        }
    }

    /// Where something happened: figures of a population have the same numbers there, whatever they are by.
    private struct Place: Hashable {
        var month: String
        var state: String
    }

    /// The sums of a figure by month and Member State.
    private func sums(of counted: [Cell: Int]) -> [String: [Place: Int]] {
        var sums: [String: [Place: Int]] = [:]
        for (cell, number) in counted { sums[cell.figure, default: [:]][Place(month: cell.month, state: cell.state), default: 0] += number }
        return sums.mapValues { byPlace in byPlace.filter { $0.value != 0 } }
    }

    /// Each event once in every figure of its population, and nothing in a figure that is not published.
    private func checkPopulations(_ counted: [Cell: Int]) {
        let byFigure = sums(of: counted)
        for figure in byFigure.keys.sorted() where Figures.figure(figure) == nil {
            world.findings.add("statistics", "\(figure) is counted and not published")
        }
        for (population, figures) in Dictionary(grouping: Figures.all, by: \.population).sorted(by: { $0.key < $1.key }) {
            let different = Set(figures.map { byFigure[$0.id] ?? [:] })
            if different.count > 1 { world.findings.add("statistics", "figures of \(population) do not agree") }
        }
    }

    /// What the EES counts by day comes to what it counts by other things.
    private func checkDays(_ counted: [Cell: Int]) {
        let byFigure = sums(of: counted)
        let same = [("overstayer", "ees.overstayers.sex"), ("refusedEntry", "ees.refusals.sex"), ("stayRevokedOrExtended", "ees.changes.sex")]
        for (event, figure) in same {
            let days = counted.filter { $0.key.figure == "ees.byDay.event" && $0.key.category.hasSuffix(" \(event)") }
            let byDay = sums(of: days)["ees.byDay.event"] ?? [:]
            if byDay != byFigure[figure] ?? [:] { world.findings.add("statistics", "\(event) by day does not come to \(figure)") }
        }
    }

    /// Populations that are parts of others come to the same number there: suppression relies on it.
    private func checkParts(_ counted: [Cell: Int]) {
        let byFigure = sums(of: counted)
        let parts = [
            ("vis.changed.sort", "vis.decisions.status", [" withdrawn", " annulled", " revoked", " renewed", " extended"]),
            ("sis.returns.suspended", "sis.alerts.category", ["return"]),
        ]
        for (part, whole, categories) in parts {
            let own = counted.filter { cell in cell.key.figure == whole && categories.contains { cell.key.category.hasSuffix($0) } }
            let share = sums(of: own)[whole] ?? [:]
            if share != byFigure[part] ?? [:] { world.findings.add("statistics", "\(part) does not come to its share of \(whole)") }
        }
    }

    /// Kinds of which something was erased.
    private func erasedKinds() async throws -> Set<RecordKind> {
        try await world.installation.store.read { view in
            var kinds: Set<RecordKind> = []
            var sequence: Int64 = 0
            while true {
                let page = try view.feed(after: sequence, limit: 4096)
                guard let last = page.last else { return kinds }
                for entry in page where entry.event == .erased { kinds.insert(entry.kind) }
                sequence = last.sequence
            }
        }
    }
}

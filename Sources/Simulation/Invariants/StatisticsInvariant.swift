import Identity
import Interoperability
import Operations
import Quality
import Registry

/// The statistics are those of a recount from the records, and no record stands that a blocking rule of data quality would refuse.
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
        var told: Set<Cell> = []
        for (kind, cells) in recount {
            for (cell, number) in cells {
                told.insert(cell)
                let count = counted[cell] ?? 0
                // What is erased stays counted: there may be more than is held, and never less.
                if erased.contains(kind) ? count < number : count != number {
                    world.findings.add("statistics", "\(cell) was counted \(count) times, and a recount comes to \(number)")
                }
            }
        }
        let lasting = Set(recount.keys).subtracting(erased)
        let populations = Set(lasting.flatMap { recount[$0]?.keys.map(\.figure) ?? [] })
        for (cell, number) in counted where populations.contains(cell.figure) && !told.contains(cell) {
            world.findings.add("statistics", "\(cell) was counted \(number) times, and no record says so")
        }
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

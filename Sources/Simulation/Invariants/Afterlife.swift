import Identity
import Operations
import Registry

/// Time goes on with nobody doing anything: what the law lets Sextant keep for a while goes when its term is over, the
/// contents of the log after that, and the proofs hold to the last.
struct Afterlife {
    let world: SimulatedWorld

    func run(_ sweeps: inout SweepLedger) async throws {
        var today = world.settings.lastDay
        // Sweeps can set new days: rounds, until none is left that lies ahead.
        while true {
            let days = try await daysAhead(of: today)
            guard !days.isEmpty else { break }
            for day in days {
                today = day
                await sweep(day, &sweeps)
            }
        }
        // What is listed for cleaning goes with the next look at the data, as it is taken every week.
        do { _ = try await world.installation.quality.runIfDue() } catch {
            world.findings.add("sweeps", "the quality of the data was not looked at: \(error.detail)")
        }
        // The longest term of the log is three years after the last of it (2018/1862 Article 18(4)).
        today = today.adding(years: 5)
        await sweep(today, &sweeps)

        let register = try await Register(world.installation.store)
        for entry in register.entries where !isWaiting(entry) {
            world.findings.add("erasure", "\(entry.kind) \(entry.id) stands on \(today), when every term is over")
        }
        let left = try await sealedRows(besides: Set(register.entries.map(\.id)))
        if left > 0 { world.findings.add("erasure", "\(left) log entries still have their contents on \(today)") }
        let report = try await world.installation.logBook.verify()
        if !report.isSound { world.findings.add("log", "after all contents went: \(report.findings.prefix(3))") }
    }

    /// A person's request that no authority ever answered does not end by itself, nor does a duty that is overdue.
    private func isWaiting(_ entry: Register.Entry) -> Bool {
        switch entry.kind.name {
        case "dataSubjectRequest": ["received", "forwarded"].contains(entry.value["state"]?.text)
        case "legalTask": entry.value["state"]?.text == "open"
        // An application that no unit ever decided; a watchlist entry stays until somebody takes it out.
        case "applicationFile": ["requested", "verification", "manual"].contains(entry.value["status"]?.text)
        // Numbers, decisions of the Council, rules and lists that somebody keeps: nobody's data, or no term.
        case "qualityReport", "counts", "countedEvents", "comparisonOrder", "consultationRequirement", "carrier", "councilDecision", "screeningRule",
            "watchlist":
            true
        default: false
        }
    }

    private func sweep(_ day: Day, _ sweeps: inout SweepLedger) async {
        world.clock.now = max(world.clock.now, Instant(day: day, secondOfDay: 300))
        world.begin("sweeper", Appointment(at: world.clock.now, actor: 0, person: 0, step: Int32(day.number)))
        sweeps.note(await world.installation.sweeper.sweep(today: day), in: world)
        // Links go when their data are no longer in two systems.
        await world.follow()
        await world.detect()
        _ = try? await world.installation.sequencer.advance()
    }

    private func daysAhead(of today: Day) async throws -> [Day] {
        try await world.installation.store.read { view in
            var days: Set<Day> = []
            try view.forEachProjection { _, kind, projection in
                guard kind.system != .administration else { return }
                for due in projection.due where due.day > today { days.insert(due.day) }
            }
            return days.sorted()
        }
    }

    /// Entries that have not lost their contents, but for those about something that stands for good: a Member State's wish to be
    /// consulted is logged for as long as it has it.
    private func sealedRows(besides standing: Set<RecordID>) async throws -> Int {
        var (count, position): (Int, Int64) = (0, 0)
        while true {
            let rows = try await world.installation.store.logRows(from: position, limit: 4096)
            guard let last = rows.last?.position else { return count }
            count += rows.count { row in
                row.row.sealed != nil && row.row.system != .administration
                    && !row.row.follows.contains(where: standing.contains)
            }
            position = last + 1
        }
    }
}

import Access
import Identity
import Operations
import Registry

/// Fills the registers with a synthetic population, many records a commit: for demos, training and measuring.
public struct RegisterSeeder: Sendable {
    private let registry: Registry
    private let policy: AccessPolicy
    private let log: any LogWriter
    private let clock: Operations.Clock

    public init(registry: Registry, policy: AccessPolicy, log: any LogWriter, clock: Operations.Clock) {
        self.registry = registry
        self.policy = policy
        self.log = log
        self.clock = clock
    }

    public struct Counts: Sendable, Hashable {
        public var persons = 0
        public var eesRecords = 0
        public var alerts = 0
        /// Changes that the registers' own constraints kept out: two alerts of one state on namesakes, for instance.
        public var keptOut = 0
    }

    /// Persons `0..<population.count` with their travel histories, alerts on `alertPermille` of them, and object alerts.
    /// `progress` gets persons done.
    public func seed(
        _ population: Population, today: Day, alertPermille: Int, objectAlerts: Int,
        progress: @escaping @Sendable (Int) -> Void
    ) async throws -> Counts {
        let ees = EESSeed(population: population, today: today)
        let sis = SISSeed(population: population, today: today, alertPermille: alertPermille)
        var counts = Counts()
        // Some twenty thousand records a commit: identifiers are random, so that each commit touches pages all over the
        // store's indexes, and few large commits touch each page less often than many small ones.
        let batch = 4000
        let starts = Array(stride(from: 0, to: population.count, by: batch))
        try await withThrowingTaskGroup(of: (persons: Int, ees: Int, sis: Int, keptOut: Int).self) { group in
            var waiting = starts.makeIterator()
            func addNext() {
                guard let start = waiting.next() else { return }
                let range = start..<min(start + batch, population.count)
                group.addTask {
                    let files = range.flatMap { ees.changes(for: $0) }
                    let alerts = range.compactMap { sis.change(forPerson: $0) }
                    let kept = try await commit(files, .EES) + commit(alerts, .SIS)
                    return (range.count, files.count, alerts.count, kept)
                }
            }
            for _ in 0..<3 { addNext() }
            for try await done in group {
                counts.persons += done.persons
                counts.eesRecords += done.ees
                counts.alerts += done.sis
                counts.keptOut += done.keptOut
                progress(counts.persons)
                addNext()
            }
        }
        for start in stride(from: 0, to: objectAlerts, by: 5000) {
            let changes = (start..<min(start + 5000, objectAlerts)).compactMap { sis.change(forObject: $0) }
            counts.alerts += changes.count
            counts.keptOut += try await commit(changes, .SIS)
        }
        counts.alerts -= counts.keptOut
        return counts
    }

    /// Commits together; where one of them is kept out, in halves. Returns how many were.
    private func commit(_ changes: [Change], _ system: SystemName) async throws -> Int {
        guard !changes.isEmpty else { return 0 }
        do {
            try await commitTogether(changes, system)
            return 0
        } catch RegistryError.store(.keyTaken) {
            guard changes.count > 1 else { return 1 }
            let half = changes.count / 2
            return try await commit(Array(changes[..<half]), system) + commit(Array(changes[half...]), system)
        }
    }

    private func commitTogether(_ changes: [Change], _ system: SystemName) async throws {
        let mandate = policy.mandate(
            forTask: "sandbox", systems: [system], actions: [.create], article: "sandbox", requestID: "sandbox-seed")
        let now = clock.now()
        let row = try log.row(
            LogDraft(
                event: "sandbox.seed", system: system, action: .create, article: "sandbox", at: now,
                caller: mandate.caller, case: mandate.case, policyRevision: mandate.policyRevision, verdict: .allowed))
        _ = try await registry.commit(
            Commit(changes: changes, log: [row], at: now, by: mandate.caller.authority), under: mandate)
    }
}

import Access
import Identity
import Registry
import Wire

/// Carries out the time limits that records carry: every due date up to today is acted on, each in a commit of its own
/// with its log entry, under a mandate like anybody else's.
public struct Sweeper: Sendable {
    private let store: any Store
    private let runner: Runner
    private let rules: [RecordKind: any DueRule]
    /// Due dates that are read at once, to begin with.
    private let pageSize: Int

    public init(store: any Store, runner: Runner, rules: [any DueRule], pageSize: Int = 20_000) {
        self.store = store
        self.runner = runner
        self.pageSize = max(1, pageSize)
        var byKind: [RecordKind: any DueRule] = [:]
        for rule in rules { for kind in rule.kinds { byKind[kind] = rule } }
        self.rules = byKind
    }

    /// What one sweep did; proof that limits were kept, without personal data.
    public struct Report: Sendable, Hashable {
        public var day: Day
        /// Erased records by article.
        public var erased: [String: Int] = [:]
        /// Acted on otherwise (notices sent, overstays flagged, parts erased) by article.
        public var acted: [String: Int] = [:]
        /// Log entries whose contents went.
        public var logContentsErased = 0
        /// Due, and not done: record and why. Tried again by the next sweep.
        public var failed: [RecordID: String] = [:]
    }

    /// Sweeps what is due on `today` or before. Running it twice changes nothing the second time.
    public func sweep(today: Day) async -> Report {
        var report = Report(day: today)
        var settled: Set<DueItem> = []
        var limit = pageSize
        while true {
            let items: [DueItem]
            do {
                items = try await store.read { [limit] view in try view.due(upTo: today, limit: limit) }
            } catch {
                report.failed[RecordID(high: 0, low: 0)] = "the due dates cannot be read"
                break
            }
            let open = items.filter { settled.insert($0).inserted }
            for item in open { await carryOut(item, today: today, report: &report) }
            guard open.isEmpty else { continue }
            if items.count < limit { break }
            // A whole page waits or failed, and stays due: what stands behind it must not wait with it.
            limit *= 2
        }
        if let count = try? await store.eraseLogContents(upTo: today) { report.logContentsErased = count }
        do {
            _ = try await store.expire(at: runner.clock.now())
            // Always: what an operation erased since the last sweep is still in the store's files until then.
            try await store.purge()
        } catch {
            report.failed[RecordID(high: 0, low: 0)] = "purging: \(error)"
        }
        return report
    }

    /// Looks at the clocks alone, which run by the hour where erasure goes by the day. Returns how many deadlines had an
    /// effect.
    public func keepClocks(_ kinds: Set<RecordKind>, today: Day) async -> Int {
        var report = Report(day: today)
        let items = (try? await store.read { [pageSize] view in try view.allDue(upTo: today, pageSize: pageSize) }) ?? []
        for item in items where kinds.contains(item.kind) { await carryOut(item, today: today, report: &report) }
        return report.acted.values.reduce(0, +)
    }

    private func carryOut(_ item: DueItem, today: Day, report: inout Report) async {
        let now = runner.clock.now()
        let requestID = runner.ids.next().description
        let mandate = runner.policy.mandate(
            forTask: "sweeper", systems: [item.kind.system], actions: [.read, .create, .update, .delete],
            article: item.due.article, requestID: requestID)
        let context = DecisionContext(
            caller: mandate.caller, case: mandate.case, now: now, today: today, ids: runner.ids, expectedVersion: nil,
            visible: [])
        do {
            let rule = rules[item.kind]
            let decision = try await runner.registry.read(mandate) { reader -> Decision<Nothing>? in
                guard let record = try reader.record(item.id), record.version == item.version else { return nil }
                if let rule { return try rule.act(on: record, due: item.due, reader: reader, context: context) }
                guard item.due.action == .erase else { return nil }
                return Decision(
                    Nothing(), changes: [.erase(record.id, expected: record.version, article: item.due.article)])
            }
            guard let decision, !decision.changes.isEmpty || !decision.notices.isEmpty else { return }
            let erased = decision.changes.compactMap { if case .erase(let id, _, _) = $0 { id } else { nil } }
            let row = try runner.log.row(
                LogDraft(
                    event: "sweep.\(item.due.action.rawValue)", system: item.kind.system,
                    action: erased.isEmpty ? .update : .delete, article: item.due.article, at: now,
                    caller: mandate.caller, case: mandate.case, policyRevision: mandate.policyRevision,
                    verdict: .allowed, details: LogDetails(records: decision.changes.map(\.id)), erased: erased))
            _ = try await runner.registry.commit(
                Commit(
                    changes: decision.changes, log: [row], notices: decision.notices, facts: decision.facts, at: now,
                    by: mandate.caller.authority), under: mandate)
            if erased.isEmpty {
                report.acted[item.due.article, default: 0] += 1
            } else {
                report.erased[item.due.article, default: 0] += erased.count
            }
        } catch {
            report.failed[item.id] = "\(item.due.action.rawValue) under \(item.due.article): \(Refusal.from(error).detail)"
        }
    }
}

import Access
import Identity
import Registry
import Testing
import Wire

@testable import Operations

private let today = Day(number: 20_000)

/// A deadline that has its effect at once.
private struct Deadline: DueRule {
    static let kind = RecordKind(.ETIAS, "deadline")
    let kinds = [Deadline.kind]
    func act(on record: StoredRecord, due: DueDate, reader: Reader, context: DecisionContext) throws -> Decision<Nothing> {
        Decision(Nothing(), changes: [.update(record.id, expected: record.version, SweeperTests.draft(Deadline.kind, due: []))])
    }
}

/// What waits, or cannot be done, does not keep from what stands behind it.
@Suite struct SweeperTests {
    private let store = MemoryStore()
    private var sweeper: Sweeper {
        let now = Instant(day: today)
        let runner = Runner(
            policy: AccessPolicy(grants: []), registry: Registry(store: store), clock: Clock { now },
            log: SealingLogWriter(key: .random(id: 1)))
        return Sweeper(store: store, runner: runner, rules: [Deadline()], pageSize: 4)
    }

    static func draft(_ kind: RecordKind, due: [DueDate]) -> RecordDraft {
        RecordDraft(kind: kind, owner: "FRA", payload: Array("{}".utf8), schema: 1, projection: Projection(due: due))
    }

    private func add(_ count: UInt64, _ kind: RecordKind, _ due: DueDate, from first: UInt64) async throws {
        try await store.commit(
            Commit(
                changes: (0..<count).map { .create(RecordID(high: 1, low: first + $0), Self.draft(kind, due: [due])) },
                at: Instant(day: today), by: "t"))
    }

    @Test func aSweepComesToWhatIsDueBehindManyThatWait() async throws {
        // For these there is no rule: they stay due.
        try await add(21, RecordKind(.ETIAS, "waiting"), DueDate(today - 2, .review, article: "1"), from: 0)
        try await add(5, RecordKind(.ETIAS, "over"), DueDate(today - 1, .erase, article: "2"), from: 100)
        let report = await sweeper.sweep(today: today)
        #expect(report.failed.isEmpty && report.acted.isEmpty)
        #expect(report.erased == ["2": 5])
        #expect(await sweeper.sweep(today: today).erased.isEmpty)
    }

    @Test func clocksAreKeptBehindManyThatWait() async throws {
        try await add(21, RecordKind(.ETIAS, "waiting"), DueDate(today - 2, .review, article: "1"), from: 0)
        try await add(5, Deadline.kind, DueDate(today, .act, article: "3"), from: 100)
        #expect(await sweeper.keepClocks([Deadline.kind], today: today) == 5)
        #expect(await sweeper.keepClocks([Deadline.kind], today: today) == 0)
    }
}

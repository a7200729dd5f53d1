import Access
import Identity
import Registry
import Synchronization
import Testing
import Wire

@testable import Operations

private struct Visa: RecordValue, Equatable {
    static let kind = RecordKind(.VIS, "visa")
    var revoked = false
    static let meaning = "A visa."
    static let fields: [Field<Visa>] = [.required("revoked", \.revoked, "Revoked.")]
    var projection: Projection { Projection() }
}

/// What the other system makes of it: one line for each revocation.
private struct Line: RecordValue, Equatable {
    static let kind = RecordKind(.EES, "line")
    var visa = RecordID(high: 0, low: 0)
    static let meaning = "A line."
    static let fields: [Field<Line>] = [.required("visa", \.visa, "Visa.")]
    var projection: Projection { Projection(keys: [RecordKey("visa", visa.description, unique: false)]) }
}

private struct Telling: FeedFollower {
    let name = "tell-ees"
    let kinds: Set<RecordKind> = [Visa.kind]
    let systems: Set<SystemName> = [.VIS, .EES]
    let article = "VIS 13(3)"
    let poison: RecordID?
    struct Broken: Error {}
    func follow(_ entry: FeedEntry, reader: Reader, context: DecisionContext) throws -> Decision<Nothing> {
        if entry.id == poison { throw Broken() }
        guard let visa = try reader.value(Visa.self, entry.id), visa.value.revoked,
            try reader.values(Line.self, key: "visa", value: entry.id.description).isEmpty
        else { return Decision(Nothing(), changes: []) }
        var line = Line()
        line.visa = entry.id
        return Decision(Nothing(), changes: [.create(context.ids.next(), line.draft(owner: visa.owner))])
    }
}

private final class Rows: LogWriter {
    let drafts = Mutex<[LogDraft]>([])
    func row(_ draft: LogDraft) throws(Refusal) -> LogRow {
        drafts.withLock { $0.append(draft) }
        return LogRow(
            id: IDGenerator.random.next(), at: draft.at, leafData: [UInt8](repeating: 1, count: 32), sealed: [1], eraseOn: nil,
            follows: [], system: draft.system, event: draft.event)
    }
}

@Suite struct FeedFollowingTests {
    private let store = MemoryStore()
    private let rows = Rows()

    private func following(poison: RecordID? = nil, others: [any FeedFollower] = []) -> FeedFollowing {
        FeedFollowing(
            runner: Runner(
                policy: AccessPolicy(grants: []), registry: Registry(store: store), clock: Clock { Instant(milliseconds: 1) }, log: rows),
            followers: [Telling(poison: poison)] + others)
    }

    private func visas(_ count: Int, revoked: (Int) -> Bool) async throws -> [RecordID] {
        let ids = (0..<count).map { _ in IDGenerator.random.next() }
        for (index, id) in ids.enumerated() {
            var visa = Visa()
            visa.revoked = revoked(index)
            try await store.commit(Commit(changes: [.create(id, visa.draft(owner: "FRA"))], at: Instant(milliseconds: 0), by: "t"))
        }
        return ids
    }

    private func lines() async throws -> Int { try await store.read { try $0.count(Line.kind) } }

    @Test("each change is followed once, however often one catches up")
    func once() async throws {
        _ = try await visas(2500) { $0 % 5 == 0 }
        #expect(await following().catchUp() == .init(followed: 500))
        #expect(try await lines() == 500)
        #expect(await following().catchUp() == .init())
        #expect(try await lines() == 500)
        #expect(rows.drafts.withLock { $0.count } == 500)
        _ = try await visas(3) { _ in true }
        #expect(await following().catchUp().followed == 3)
    }

    @Test("a follower stands still before what it cannot follow, and goes on from there")
    func standsStill() async throws {
        let ids = try await visas(20) { _ in true }
        let report = await following(poison: ids[7]).catchUp()
        #expect(report.failed.keys.sorted() == ["tell-ees"])
        #expect(try await lines() == 7)
        #expect(await following().catchUp().followed == 13)
        #expect(try await lines() == 20)
    }

    @Test("following from an older position again changes nothing twice")
    func idempotent() async throws {
        _ = try await visas(30) { _ in true }
        _ = await following().catchUp()
        try await store.commit(Commit(positions: ["tell-ees": 0], at: Instant(milliseconds: 2), by: "t"))
        #expect(await following().catchUp().followed == 0)
        #expect(try await lines() == 30)
    }
}

import Access
import Identity
import Interoperability
import Registry
import Synchronization
import Wire

/// A store that makes one kind of mistake, as a mistake of Sextant's would look from outside: for proving that the invariants
/// notice.
final class SabotagedStore: Store {
    private let inner: any Store
    private let sabotage: Simulation.Sabotage
    private let rows = Mutex(0)

    init(_ inner: any Store, _ sabotage: Simulation.Sabotage) {
        self.inner = inner
        self.sabotage = sabotage
    }

    /// One record in five is concerned.
    private static func isConcerned(_ id: RecordID) -> Bool { id.low % 5 == 0 }

    func commit(_ commit: Commit) async throws(StoreError) -> Receipt {
        var commit = commit
        switch sabotage {
        case .logLosesRow:
            let number = rows.withLock { rows in
                rows += commit.log.count
                return rows
            }
            if number % 100 == 0 { commit.log = Array(commit.log.dropLast()) }
        case .wrongDay: commit.changes = commit.changes.map(SabotagedStore.lateExit)
        case .linkTurnsGreen: commit.changes = commit.changes.map(SabotagedStore.green)
        case .none, .sweeperSkips, .replyTellsMore, .clocksStandStill, .indexForgets: break
        }
        return try await inner.commit(commit)
    }

    /// The exit of an entry/exit record three days late.
    private static func lateExit(_ change: Change) -> Change {
        guard case .update(let id, let expected, let draft) = change, draft.kind.name == "entryExit", isConcerned(id),
            let json = try? JSON(parsing: draft.payload), case .object(var record) = json,
            case .object(var exit)? = json["exit"],
            let day = json["exit"]?.day("day")
        else { return change }
        exit["day"] = .string((day + 3).description)
        record["exit"] = .object(exit)
        return .update(
            id, expected: expected,
            RecordDraft(
                kind: draft.kind, owner: draft.owner, payload: JSON.object(record).bytes, schema: draft.schema,
                projection: draft.projection))
    }

    /// A white link in another colour.
    private static func green(_ change: Change) -> Change {
        guard case .create(let id, let draft) = change, draft.kind == IdentityLink.kind,
            let json = try? JSON(parsing: draft.payload), case .object(var link) = json, link["colour"]?.text == "white"
        else { return change }
        link["colour"] = "green"
        return .create(
            id,
            RecordDraft(
                kind: draft.kind, owner: draft.owner, payload: JSON.object(link).bytes, schema: draft.schema, projection: draft.projection))
    }

    func read<Value: Sendable>(_ body: @escaping @Sendable (any RecordReading) throws -> Value) async throws -> Value {
        let sabotage = sabotage
        return try await inner.read { view in
            switch sabotage {
            case .sweeperSkips, .clocksStandStill: try body(OverlookingView(view: view, sabotage: sabotage))
            case .none, .replyTellsMore, .wrongDay, .logLosesRow, .indexForgets, .linkTurnsGreen: try body(view)
            }
        }
    }

    func observe(_ observer: @escaping @Sendable ([CommittedChange]) -> Void) {
        guard sabotage == .indexForgets else { return inner.observe(observer) }
        inner.observe { changes in observer(changes.filter { !SabotagedStore.isConcerned($0.feed.id) }) }
    }

    /// What is due, but for what the mistake overlooks.
    private struct OverlookingView: RecordReading {
        let view: any RecordReading
        let sabotage: Simulation.Sabotage

        func due(upTo day: Day, limit: Int) throws(StoreError) -> [DueItem] {
            try view.due(upTo: day, limit: limit).filter { item in
                switch sabotage {
                case .sweeperSkips: item.due.action != .erase || !SabotagedStore.isConcerned(item.id)
                case .clocksStandStill: item.due.action == .erase
                default: true
                }
            }
        }

        func record(_ id: RecordID) throws(StoreError) -> StoredRecord? { try view.record(id) }
        func history(_ id: RecordID) throws(StoreError) -> [StoredRecord] { try view.history(id) }
        func projection(_ id: RecordID) throws(StoreError) -> Projection? { try view.projection(id) }
        func find(_ kind: RecordKind, key: String, value: String) throws(StoreError) -> [RecordID] {
            try view.find(kind, key: key, value: value)
        }
        func page(_ kind: RecordKind, after: RecordID?, limit: Int) throws(StoreError) -> [StoredRecord] {
            try view.page(kind, after: after, limit: limit)
        }
        func count(_ kind: RecordKind) throws(StoreError) -> Int { try view.count(kind) }
        func forEachProjection(_ visit: (RecordID, RecordKind, Projection) -> Void) throws(StoreError) {
            try view.forEachProjection(visit)
        }
        func feed(after sequence: Int64, limit: Int) throws(StoreError) -> [FeedEntry] {
            try view.feed(after: sequence, limit: limit)
        }
        func lastSequence() throws(StoreError) -> Int64 { try view.lastSequence() }
        func idempotentReply(authority: String, key: String) throws(StoreError) -> IdempotentReply? {
            try view.idempotentReply(authority: authority, key: key)
        }
        func facts(authority: String, caseReference: String, at: Instant) throws(StoreError) -> [EstablishedFact] {
            try view.facts(authority: authority, caseReference: caseReference, at: at)
        }
        func inbox(recipient: String, after: RecordID?, limit: Int) throws(StoreError) -> [Notice] {
            try view.inbox(recipient: recipient, after: after, limit: limit)
        }
        func notice(_ id: RecordID) throws(StoreError) -> Notice? { try view.notice(id) }
        func position(_ follower: String) throws(StoreError) -> Int64 { try view.position(follower) }
    }

    // MARK: - As they are

    func expire(at now: Instant) async throws(StoreError) -> Int { try await inner.expire(at: now) }
    func purge() async throws(StoreError) { try await inner.purge() }
    func close() async { await inner.close() }
    func sequence(limit: Int) async throws(StoreError) -> [SequencedLeaf] { try await inner.sequence(limit: limit) }
    func logRow(_ id: RecordID) async throws(StoreError) -> SequencedRow? { try await inner.logRow(id) }
    func logRows(from position: Int64, limit: Int) async throws(StoreError) -> [SequencedRow] {
        try await inner.logRows(from: position, limit: limit)
    }
    func logSize() async throws(StoreError) -> Int64 { try await inner.logSize() }
    func unsequenced() async throws(StoreError) -> Int { try await inner.unsequenced() }
    func storeTiles(_ tiles: [StoredTile], checkpoint: [UInt8]?) async throws(StoreError) {
        try await inner.storeTiles(tiles, checkpoint: checkpoint)
    }
    func tile(level: Int, index: Int64, width: Int) async throws(StoreError) -> [UInt8]? {
        try await inner.tile(level: level, index: index, width: width)
    }
    func checkpoint() async throws(StoreError) -> [UInt8]? { try await inner.checkpoint() }
    func eraseLogContents(upTo day: Day) async throws(StoreError) -> Int { try await inner.eraseLogContents(upTo: day) }
}

import Identity
import Registry
import Synchronization

/// A store that leaves out the log rows of one event, as a mistake in Sextant would, or takes nothing any more.
final class TamperingStore: Store {
    enum Fault: Sendable, Hashable {
        case none
        /// Everything is committed but this event's log rows.
        case dropsLog(event: String)
        /// Everything is committed but one row of the log: the one with this number since counting began.
        case dropsRow(number: Int)
        /// The disk is full.
        case full
        /// The disk is full as soon as there is something to change, but takes log rows.
        case fullForChanges
        /// Reading fails.
        case unreadable
    }

    private let inner: any Store
    private let current = Mutex(Fault.none)
    private let tally = Mutex(0)
    /// Rows of the log that came since counting began; `nil` before.
    private let rows = Mutex(Int?.none)

    init(_ inner: any Store = MemoryStore()) { self.inner = inner }

    var fault: Fault {
        get { current.withLock { $0 } }
        set { current.withLock { $0 = newValue } }
    }
    func startCounting() { rows.withLock { $0 = 0 } }
    var counted: Int { rows.withLock { $0 ?? 0 } }

    /// Commits that were refused.
    var refused: Int { tally.withLock { $0 } }

    func commit(_ commit: Commit) async throws(StoreError) -> Receipt {
        var commit = commit
        let first = rows.withLock { count in
            let first = count
            count = count.map { $0 + commit.log.count }
            return first
        }
        switch fault {
        case .dropsRow(let number):
            if let place = first.map({ number - 1 - $0 }), commit.log.indices.contains(place) { commit.log.remove(at: place) }
        case .none, .unreadable: break
        case .dropsLog(let event): commit.log.removeAll { $0.event == event }
        case .full:
            tally.withLock { $0 += 1 }
            throw .unavailable("no space left on device")
        case .fullForChanges:
            if !commit.changes.isEmpty {
                tally.withLock { $0 += 1 }
                throw .unavailable("no space left on device")
            }
        }
        return try await inner.commit(commit)
    }

    func read<Value: Sendable>(_ body: @escaping @Sendable (any RecordReading) throws -> Value) async throws -> Value {
        if fault == .unreadable { throw StoreError.unavailable("input/output error") }
        return try await inner.read(body)
    }

    func observe(_ observer: @escaping @Sendable ([CommittedChange]) -> Void) { inner.observe(observer) }
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

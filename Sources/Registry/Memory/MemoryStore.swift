import Identity
import Synchronization

/// A store without a disk, for tests and simulations. It keeps the whole contract except durability; reads and commits
/// run one after another on the caller's thread.
public final class MemoryStore: Store {
    private let state = Mutex(MemoryState())
    private let observers = Mutex<[@Sendable ([CommittedChange]) -> Void]>([])

    public init() {}

    @discardableResult
    public func commit(_ commit: Commit) async throws(StoreError) -> Receipt {
        try whole { (state) throws(StoreError) in
            let changes = try state.apply(commit)
            if !changes.isEmpty {
                for observer in observers.withLock({ $0 }) { observer(changes) }
            }
            return Receipt(sequence: Int64(state.feed.count))
        }
    }

    public func observe(_ observer: @escaping @Sendable ([CommittedChange]) -> Void) {
        observers.withLock { $0.append(observer) }
    }

    public func read<Value: Sendable>(
        _ body: @escaping @Sendable (any RecordReading) throws -> Value
    ) async throws -> Value {
        try state.withLock { state in
            if state.isClosed { throw StoreError.unavailable("the store is closed") }
            return try body(MemoryView(state: state))
        }
    }

    public func expire(at now: Instant) async throws(StoreError) -> Int { try whole { $0.expire(at: now) } }
    public func purge() async throws(StoreError) { try whole { _ in } }
    public func close() async { state.withLock { $0.isClosed = true } }

    // MARK: - Log

    public func sequence(limit: Int) async throws(StoreError) -> [SequencedLeaf] {
        try whole { $0.sequence(limit: limit) }
    }

    public func logRow(_ id: RecordID) async throws(StoreError) -> SequencedRow? {
        try whole { state in state.logIndex[id].map { state.row($0) } }
    }

    public func logRows(from position: Int64, limit: Int) async throws(StoreError) -> [SequencedRow] {
        try whole { state in
            let start = Int(clamping: max(0, position))
            guard start < state.sequenced, limit > 0 else { return [] }
            return (start..<(start + min(limit, state.sequenced - start))).map { state.row($0) }
        }
    }

    public func logSize() async throws(StoreError) -> Int64 { try whole { Int64($0.sequenced) } }
    public func unsequenced() async throws(StoreError) -> Int { try whole { $0.log.count - $0.sequenced } }

    public func storeTiles(_ tiles: [StoredTile], checkpoint: [UInt8]?) async throws(StoreError) {
        if let fault = StoredTile.fault(in: tiles) { throw .invalid(fault) }
        try whole { state in
            for tile in tiles { state.store(tile) }
            if let checkpoint { state.checkpoint = checkpoint }
        }
    }

    public func tile(level: Int, index: Int64, width: Int) async throws(StoreError) -> [UInt8]? {
        try whole { state in
            guard let tile = state.tiles[level]?[index], (1...tile.width).contains(width) else { return nil }
            return Array(tile.bytes.prefix(width * StoredTile.hashSize))
        }
    }

    public func checkpoint() async throws(StoreError) -> [UInt8]? { try whole { $0.checkpoint } }

    public func eraseLogContents(upTo day: Day) async throws(StoreError) -> Int {
        try whole { $0.eraseLogContents(upTo: day) }
    }

    private func whole<Value: Sendable>(
        _ body: (inout MemoryState) throws(StoreError) -> Value
    ) throws(StoreError) -> Value {
        let result: Result<Value, StoreError> = state.withLock { state in
            if state.isClosed { return .failure(.unavailable("the store is closed")) }
            do throws(StoreError) { return .success(try body(&state)) } catch { return .failure(error) }
        }
        return try result.get()
    }
}

import Access
import Identity

/// Where records live. A store has two homes (SQLite; later PostgreSQL) and one contract suite; nothing above it knows
/// which it is. Implementations keep blocking calls off the cooperative pool.
public protocol Store: RecordStore, LogStore, Sendable {
    /// Applies each commit whole or not at all and returns when it is on disk. Commits that wait together may share one
    /// transaction and one fsync, each in a savepoint of its own. Before a commit's caller goes on, `observer`s
    /// have seen it, so that an index is never behind a reply.
    @discardableResult
    func commit(_ commit: Commit) async throws(StoreError) -> Receipt

    /// Called in commit order, on the committing thread, after the fsync and before the replies leave. One call may carry
    /// the changes of several commits.
    func observe(_ observer: @escaping @Sendable ([CommittedChange]) -> Void)

    /// Removes idempotency replies and facts that have expired at `now`. Returns how many.
    func expire(at now: Instant) async throws(StoreError) -> Int

    /// Removes what erasure left in free pages and in the write-ahead log.
    func purge() async throws(StoreError)

    /// Waits for running work and closes; later calls fail with `.unavailable`.
    func close() async
}

/// One change as observers see it.
public struct CommittedChange: Sendable {
    public let feed: FeedEntry
    /// `nil` after an erasure.
    public let projection: Projection?
    public init(feed: FeedEntry, projection: Projection?) {
        self.feed = feed
        self.projection = projection
    }
}

/// Reading. All calls of one `read` see the same state.
public protocol RecordStore: Sendable {
    /// Runs `body` on a thread that may block.
    func read<Value: Sendable>(
        _ body: @escaping @Sendable (any RecordReading) throws -> Value
    ) async throws -> Value
    /// The same for a caller that may stop waiting: returns at once, and `body` hears on the reading thread what there is to
    /// read, or why there is nothing.
    func reading(_ body: @escaping @Sendable (Result<any RecordReading, any Error>) -> Void)
}

extension RecordStore {
    public func reading(_ body: @escaping @Sendable (Result<any RecordReading, any Error>) -> Void) {
        Task {
            do { try await read { body(.success($0)) } } catch { body(.failure(error)) }
        }
    }
}

/// One consistent view of the records.
public protocol RecordReading {
    func record(_ id: RecordID) throws(StoreError) -> StoredRecord?
    /// Every version, oldest first.
    func history(_ id: RecordID) throws(StoreError) -> [StoredRecord]
    func projection(_ id: RecordID) throws(StoreError) -> Projection?
    /// Records of a kind with that key, in order of identifier.
    func find(_ kind: RecordKind, key: String, value: String) throws(StoreError) -> [RecordID]
    /// The same records themselves.
    func records(_ kind: RecordKind, key: String, value: String) throws(StoreError) -> [StoredRecord]
    /// A page of a kind in order of identifier, after `after`.
    func page(_ kind: RecordKind, after: RecordID?, limit: Int) throws(StoreError) -> [StoredRecord]
    func count(_ kind: RecordKind) throws(StoreError) -> Int
    /// Visits all projections in order of first commit. For building indexes.
    func forEachProjection(_ visit: (RecordID, RecordKind, Projection) -> Void) throws(StoreError)
    func feed(after sequence: Int64, limit: Int) throws(StoreError) -> [FeedEntry]
    func lastSequence() throws(StoreError) -> Int64
    /// What is due on `day` or earlier: by day, then in order of first commit, action and article.
    func due(upTo day: Day, limit: Int) throws(StoreError) -> [DueItem]
    func idempotentReply(authority: String, key: String) throws(StoreError) -> IdempotentReply?
    /// Facts of an authority in a case that have not expired, in the order in which they were established.
    func facts(authority: String, caseReference: String, at: Instant) throws(StoreError) -> [EstablishedFact]
    /// Notices in the order of their arrival, after `after`; from the first one where that has been acknowledged.
    func inbox(recipient: String, after: RecordID?, limit: Int) throws(StoreError) -> [Notice]
    /// `nil` where there is none, or it was acknowledged.
    func notice(_ id: RecordID) throws(StoreError) -> Notice?
    func position(_ follower: String) throws(StoreError) -> Int64
}

extension RecordReading {
    public func records(_ kind: RecordKind, key: String, value: String) throws(StoreError) -> [StoredRecord] {
        var records: [StoredRecord] = []
        for id in try find(kind, key: key, value: value) { if let record = try record(id) { records.append(record) } }
        return records
    }

    /// Everything that is due, however much that is: asked for anew with twice the limit until nothing is left.
    public func allDue(upTo day: Day, pageSize: Int) throws(StoreError) -> [DueItem] {
        var limit = max(1, pageSize)
        while true {
            let items = try due(upTo: day, limit: limit)
            if items.count < limit { return items }
            limit *= 2
        }
    }
}

public struct DueItem: Sendable, Hashable {
    public let id: RecordID
    public let kind: RecordKind
    public let version: Int
    public let due: DueDate
    public init(id: RecordID, kind: RecordKind, version: Int, due: DueDate) {
        self.id = id
        self.kind = kind
        self.version = version
        self.due = due
    }
}

/// The log's part of the store. Entries come in with commits; a sequencer gives them positions afterwards.
public protocol LogStore: Sendable {
    /// Gives positions to the committed entries that have none, in commit order, at most `limit`. Idempotent across a crash:
    /// an entry has one position for ever, and positions have no gaps. Returns the new leaves in order.
    func sequence(limit: Int) async throws(StoreError) -> [SequencedLeaf]
    func logRow(_ id: RecordID) async throws(StoreError) -> SequencedRow?
    /// Rows by position, for verification and search.
    func logRows(from position: Int64, limit: Int) async throws(StoreError) -> [SequencedRow]
    /// Number of sequenced entries.
    func logSize() async throws(StoreError) -> Int64
    /// Committed entries that have no position yet.
    func unsequenced() async throws(StoreError) -> Int
    func storeTiles(_ tiles: [StoredTile], checkpoint: [UInt8]?) async throws(StoreError)
    /// The first `width` hashes of a tile; `nil` while it has fewer.
    func tile(level: Int, index: Int64, width: Int) async throws(StoreError) -> [UInt8]?
    /// Latest signed checkpoint.
    func checkpoint() async throws(StoreError) -> [UInt8]?
    /// Removes salts and contents of the entries whose term has passed; leaves stay. Returns how many.
    func eraseLogContents(upTo day: Day) async throws(StoreError) -> Int
}

public struct SequencedLeaf: Sendable, Hashable {
    public let position: Int64
    public let leafData: [UInt8]
    public init(position: Int64, leafData: [UInt8]) {
        self.position = position
        self.leafData = leafData
    }
}

public struct SequencedRow: Sendable, Hashable {
    /// `nil` until sequenced.
    public let position: Int64?
    public let row: LogRow
    public init(position: Int64?, row: LogRow) {
        self.position = position
        self.row = row
    }
}

public struct StoredTile: Sendable, Hashable {
    public let level: Int
    public let index: Int64
    /// 1 to 256 hashes.
    public let width: Int
    public let bytes: [UInt8]
    public init(level: Int, index: Int64, width: Int, bytes: [UInt8]) {
        self.level = level
        self.index = index
        self.width = width
        self.bytes = bytes
    }
}

extension StoredTile {
    /// Bytes of one hash (SHA-256).
    public static let hashSize = 32

    /// What no store takes; `nil` where all is well.
    public static func fault(in tiles: [StoredTile]) -> String? {
        for tile in tiles {
            if !(0...63).contains(tile.level) || tile.index < 0 { return "tile coordinates" }
            if !(1...256).contains(tile.width) || tile.bytes.count != tile.width * hashSize { return "tile width" }
        }
        return nil
    }
}

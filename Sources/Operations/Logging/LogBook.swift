import Access
import Identity
import Registry

/// The provable log as auditors, witnesses and the curious use it: open entries, prove them, verify the whole.
public struct LogBook: Sendable {
    private let store: any Store
    private let keys: LogKeyRing
    public let verifierKey: VerifierKey

    public enum Failure: Error, Sendable {
        case store(StoreError)
        /// There is no such entry.
        case unknownEntry
        /// The entry has no place in a published checkpoint yet; ask again in a moment.
        case notYetPublished
        /// Contents erased after their term: what happened cannot be told any more, that it happened can.
        case contentsErased(Day)
        case damaged(String)
    }

    public init(store: any Store, keys: LogKeyRing, verifierKey: VerifierKey) {
        self.store = store
        self.keys = keys
        self.verifierKey = verifierKey
    }

    /// An entry with its place.
    public struct Placed: Sendable {
        public let position: Int64?
        public let id: RecordID
        /// `nil` where the contents were erased.
        public let entry: AccessLogEntry?
        public let erasedOn: Day?
    }

    public func entry(_ id: RecordID) async throws(Failure) -> Placed {
        do {
            guard let row = try await store.logRow(id) else { throw Failure.unknownEntry }
            return try open(row)
        } catch { throw LogBook.failure(error) }
    }

    /// Entries in order of position, from `position`, that fit; at most `limit` rows are looked at.
    ///
    /// - Parameter system: only this one's; the others are not even opened.
    public func entries(
        from position: Int64, looking limit: Int, of system: SystemName? = nil, where fits: (Placed) -> Bool
    ) async throws(Failure) -> (found: [Placed], next: Int64?) {
        do {
            let rows = try await store.logRows(from: position, limit: limit)
            let found = try rows.filter { system == nil || $0.row.system == system }.map { try open($0) }.filter(fits)
            guard rows.count == limit, let last = rows.last?.position else { return (found, nil) }
            return (found, last + 1)
        } catch { throw LogBook.failure(error) }
    }

    public func size() async throws(Failure) -> Int64 {
        do { return try await store.logSize() } catch { throw LogBook.failure(error) }
    }

    /// The latest signed checkpoint; `nil` while the log is empty.
    public func checkpoint() async throws(Failure) -> SignedCheckpoint? {
        do { return try await store.checkpoint().map { try SignedCheckpoint(bytes: $0) } } catch { throw LogBook.failure(error) }
    }

    /// Everything that a person needs to check offline that the entry is in the log.
    public func proof(of id: RecordID) async throws(Failure) -> (proof: EntryProof, entry: [UInt8]?) {
        do {
            guard let row = try await store.logRow(id) else { throw Failure.unknownEntry }
            guard let position = row.position, let checkpoint = try await checkpoint(),
                UInt64(position) < checkpoint.checkpoint.size
            else { throw Failure.notYetPublished }
            let opened = try row.row.sealed.map { try unsealed(id, $0).open(with: keys) }
            let tiles = try await tiles(
                TileCoordinate.forInclusionProof(of: UInt64(position), size: checkpoint.checkpoint.size))
            let proof = try EntryProof(of: UInt64(position), in: checkpoint, tiles: tiles, salt: opened?.salt)
            return (proof, opened?.entry)
        } catch { throw LogBook.failure(error) }
    }

    /// That the tree of `oldSize` leaves is a beginning of the published one.
    public func consistency(from oldSize: UInt64) async throws(Failure) -> (proof: ConsistencyProof, checkpoint: SignedCheckpoint) {
        do {
            guard let checkpoint = try await checkpoint() else { throw Failure.notYetPublished }
            let size = checkpoint.checkpoint.size
            let tiles = try await tiles(TileCoordinate.forConsistencyProof(from: oldSize, to: size))
            return (try TiledTree(size: size, tiles: tiles).consistencyProof(from: oldSize), checkpoint)
        } catch { throw LogBook.failure(error) }
    }

    /// Builds the whole tree anew and compares every entry, tile and the checkpoint. `progress` gets leaves done and to do.
    ///
    /// - Parameter today: contents that are gone and were to be kept until a later day are told. `nil` where the clock was anybody's
    ///   to set, as in a sandbox: days are then not compared.
    public func verify(
        witnesses: WitnessPolicy = .none, today: Day? = nil, progress: (Int64, Int64) -> Void = { _, _ in }
    ) async throws(Failure) -> LogReport {
        do {
            let size = try await store.logSize()
            let checkpoint = try await store.checkpoint()
            var verifier = LogVerifier(
                log: verifierKey, checkpoints: checkpoint.map { [$0] } ?? [], tiles: TileSet(), keys: keys,
                witnesses: witnesses)
            var position: Int64 = 0
            while position < size {
                let rows = try await store.logRows(from: position, limit: 2048)
                guard let last = rows.last?.position else { break }
                let range = UInt64(position)..<UInt64(last + 1)
                verifier.tiles = try await tiles(TileCoordinate.forVerification(of: range, size: verifier.coveredSize))
                for row in rows {
                    guard let place = row.position, let data = TreeHash(row.row.leafData) else { continue }
                    verifier.check(
                        StoredLeaf(
                            position: UInt64(place), data: data, contents: contents(row.row, today: today),
                            beside: StoredLeaf.Beside(
                                instant: row.row.at, event: row.row.event, eraseOn: row.row.eraseOn, isDated: today != nil)))
                }
                position = last + 1
                progress(position, size)
            }
            return verifier.finish()
        } catch { throw LogBook.failure(error) }
    }

    // MARK: - Parts

    private func contents(_ row: LogRow, today: Day?) -> StoredLeaf.Contents {
        if let bytes = row.sealed {
            return SealedEntry(id: OpaqueID(high: row.id.high, low: row.id.low), bytes: bytes).map { .sealed($0) } ?? .missing
        }
        // The store notes no day of the erasure itself: it was today at the latest.
        return row.eraseOn.map { .erased(on: today ?? $0, lastDay: $0 - 1) } ?? .missing
    }

    private func unsealed(_ id: RecordID, _ bytes: [UInt8]) throws(Failure) -> SealedEntry {
        guard let sealed = SealedEntry(id: OpaqueID(high: id.high, low: id.low), bytes: bytes) else {
            throw .damaged("entry \(id) is no sealed entry")
        }
        return sealed
    }

    private func open(_ row: SequencedRow) throws -> Placed {
        guard let bytes = row.row.sealed else {
            return Placed(position: row.position, id: row.row.id, entry: nil, erasedOn: row.row.eraseOn)
        }
        return Placed(
            position: row.position, id: row.row.id, entry: try unsealed(row.row.id, bytes).entry(with: keys), erasedOn: nil)
    }

    /// The tree code reads tiles at once and the store hands them out later: they are fetched beforehand.
    private func tiles(_ coordinates: [TileCoordinate]) async throws -> TileSet {
        var tiles = TileSet()
        for coordinate in coordinates { try await tiles.fetch(coordinate, store) }
        return tiles
    }

    private static func failure(_ error: any Error) -> Failure {
        switch error {
        case let failure as Failure: failure
        case let error as StoreError: .store(error)
        default: .damaged("\(error)")
        }
    }
}

extension TileSet {
    /// Puts in a tile as the store has it; nothing where it has none.
    mutating func fetch(_ coordinate: TileCoordinate, _ store: any Store) async throws {
        guard
            let bytes = try await store.tile(
                level: coordinate.level, index: Int64(coordinate.index), width: coordinate.width)
        else { return }
        try insert(bytes, at: coordinate)
    }
}

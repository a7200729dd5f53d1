import Access
import Identity
import Registry

/// Gives committed entries their place in the Merkle tree and publishes signed checkpoints.
///
/// One sequencer runs per log. It follows commits, so that replies do not wait for it; a proof for an entry exists as soon
/// as the next checkpoint does.
public actor LogSequencer {
    private let store: any Store
    private let key: SigningKey
    private var builder: TileBuilder
    private var published: UInt64
    /// The newest round. An actor lets others in while it waits for the store; rounds must not mix.
    private var last: Task<UInt64, any Error>?
    /// The newest round while it has not begun.
    private var waiting: Task<UInt64, any Error>?

    public enum Failure: Error, Sendable {
        case store(StoreError)
        /// The stored tiles do not have the root of the stored checkpoint.
        case damaged(String)
        case cannotSign
    }

    /// Continues where the stored checkpoint ends. Entries that have positions but are in no tile yet (a crash between the
    /// two) are appended again from the store.
    public init(store: any Store, key: SigningKey) async throws(Failure) {
        self.store = store
        self.key = key
        let bytes: [UInt8]?
        do { bytes = try await store.checkpoint() } catch { throw .store(error) }
        guard let bytes else {
            builder = TileBuilder()
            published = 0
            return
        }
        do {
            let signed = try SignedCheckpoint(bytes: bytes)
            let checkpoint = try signed.verify(by: key.verifierKey)
            var tiles = TileSet()
            for coordinate in TileCoordinate.partialTiles(size: checkpoint.size) { try await tiles.fetch(coordinate, store) }
            builder = try TileBuilder(resuming: checkpoint.size, root: checkpoint.root, from: tiles)
            published = checkpoint.size
        } catch {
            throw .damaged("\(error)")
        }
    }

    /// Sequences what is waiting, stores tiles and signs a checkpoint. Returns the size of the tree.
    @discardableResult
    public func advance(limit: Int = 100_000) async throws(Failure) -> UInt64 {
        // Whoever comes during a round wants what was committed before they came: that takes the next round, which
        // all who come meanwhile share. Rounds follow each other by waiting for the one before, never by looking again.
        let mine: Task<UInt64, any Error>
        if let waiting {
            mine = waiting
        } else {
            let before = last
            mine = Task {
                _ = try? await before?.value
                self.waiting = nil
                return try await self.once(limit: limit)
            }
            waiting = mine
            last = mine
        }
        do {
            return try await mine.value
        } catch {
            throw (error as? Failure) ?? .damaged("\(error)")
        }
    }

    private func once(limit: Int) async throws(Failure) -> UInt64 {
        do {
            _ = try await store.sequence(limit: limit)
            var size = try await store.logSize()
            // From the tree's own end, so that positions given before a crash are caught up with.
            while builder.size < UInt64(size) {
                let rows = try await store.logRows(from: Int64(builder.size), limit: 4096)
                guard !rows.isEmpty else { throw Failure.damaged("position \(builder.size) is missing") }
                for row in rows {
                    guard row.position == Int64(builder.size), let data = TreeHash(row.row.leafData) else {
                        throw Failure.damaged("position \(builder.size) is missing")
                    }
                    builder.append(LogLeaf.hash(data: data))
                }
                size = try await store.logSize()
            }
            guard builder.size > published else { return published }
            let checkpoint = LogCheckpoint(origin: key.verifierKey.name, size: builder.size, root: builder.root)
            guard let signed = try? SignedCheckpoint(signing: checkpoint, with: key) else { throw Failure.cannotSign }
            // A builder tells each tile once: it is replaced only when the tiles are on disk.
            var next = builder
            let tiles = next.takeTiles().map { tile in
                StoredTile(
                    level: tile.coordinate.level, index: Int64(tile.coordinate.index), width: tile.hashes.count,
                    bytes: tile.bytes)
            }
            try await store.storeTiles(tiles, checkpoint: signed.bytes)
            builder = next
            published = builder.size
            return published
        } catch let failure as Failure {
            throw failure
        } catch let error as StoreError {
            throw .store(error)
        } catch {
            throw .damaged("\(error)")
        }
    }

    /// Advances for ever, a little while after new entries came.
    public func run(everyMilliseconds interval: Int) async {
        while !Task.isCancelled {
            // A failure here delays proofs and loses nothing: the next round begins where this one did.
            _ = try? await advance()
            try? await Task.sleep(for: .milliseconds(interval))
        }
    }
}

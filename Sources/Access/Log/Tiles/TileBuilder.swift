/// Turns leaf hashes into tiles and the tree's root, one batch after the other.
///
/// It holds at most 255 hashes per level, so memory does not grow with the log, and starts again from stored tiles.
/// A batch is: ``append(_:)`` for each leaf, then ``takeTiles()``, store those, then sign ``root`` as a checkpoint.
public struct TileBuilder: Sendable {
    private var frontier = TreeFrontier()
    // The tile being filled at each level.
    private var open: [[TreeHash]] = []
    private var completed: [LogTile] = []
    // Bit l: the open tile of level l changed since tiles were last taken.
    private var changed: UInt8 = 0

    /// The builder of an empty log.
    public init() {}

    /// Why a log cannot be continued from its tiles.
    public enum ResumeError: Error, Hashable, Sendable {
        case tile(TileReadError)
        /// The tiles do not have the root that the checkpoint states: continuing would fork the log.
        case rootMismatch(expected: TreeHash, found: TreeHash)
    }

    /// Continues a log of `size` leaves from its partial tiles, and makes sure that they have the root of the
    /// checkpoint last published.
    public init(resuming size: UInt64, root: TreeHash, from tiles: some TileReader) throws(ResumeError) {
        let partial = TileCoordinate.partialTiles(size: size)
        open = Array(repeating: [], count: (partial.last?.level ?? -1) + 1)
        for coordinate in partial.reversed() {
            let hashes: [TreeHash]
            do throws(TileReadError) { hashes = try tiles.tile(coordinate) } catch { throw .tile(error) }
            open[coordinate.level] = hashes
            for hash in hashes {
                frontier.append(subtree: hash, height: coordinate.level * TileCoordinate.heights)
            }
        }
        guard frontier.root == root else { throw .rootMismatch(expected: root, found: frontier.root) }
    }

    /// Leaves in the tree.
    public var size: UInt64 { frontier.size }
    /// The root hash of the tree as it stands.
    public var root: TreeHash { frontier.root }

    /// Adds a leaf by its leaf hash; see ``LogLeaf/hash(data:)``.
    public mutating func append(_ leafHash: TreeHash) {
        let size = frontier.size
        frontier.append(leafHash) { height, hash in
            guard height % TileCoordinate.heights == 0 else { return }
            let level = height / TileCoordinate.heights
            if level == open.count {
                open.append([])
                open[level].reserveCapacity(TileCoordinate.fullWidth)
            }
            open[level].append(hash)
            changed |= 1 << UInt8(level)
            if open[level].count == TileCoordinate.fullWidth {
                let index = size >> UInt64(height) / 256
                completed.append(LogTile(level: level, index: index, hashes: open[level]))
                open[level] = []
                open[level].reserveCapacity(TileCoordinate.fullWidth)
                changed &= ~(1 << UInt8(level))
            }
        }
    }

    public mutating func append(contentsOf leafHashes: some Sequence<TreeHash>) {
        for hash in leafHashes { append(hash) }
    }

    /// The tiles to store before a checkpoint of this size is published: those filled since the last call, then the
    /// partial ones that changed. Nothing is told twice: where storing may fail, take from a copy of the builder and
    /// keep the copy once the tiles are stored.
    public mutating func takeTiles() -> [LogTile] {
        var tiles = completed
        for level in open.indices where changed >> UInt8(level) & 1 == 1 {
            tiles.append(partialTile(level: level))
        }
        completed.removeAll(keepingCapacity: true)
        changed = 0
        return tiles
    }

    /// The tiles filled since tiles were last taken; the partial ones stay to be told.
    mutating func takeCompletedTiles() -> [LogTile] {
        defer { completed.removeAll(keepingCapacity: true) }
        return completed
    }

    /// The partial tiles as they stand.
    public var partialTiles: [LogTile] {
        open.indices.filter { !open[$0].isEmpty }.map { partialTile(level: $0) }
    }

    private func partialTile(level: Int) -> LogTile {
        LogTile(
            level: level, index: TileCoordinate.hashes(atLevel: level, size: size) / 256, hashes: open[level])
    }
}

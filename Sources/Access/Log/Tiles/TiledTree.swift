/// A tree of a given size, read through its tiles: its root and its proofs.
///
/// A proof reads at most two tiles per level, so a handful even for billions of leaves. Where tiles can only be read
/// asynchronously, read those that ``TileCoordinate`` names for the proof beforehand.
public struct TiledTree<Tiles: TileReader> {
    /// Leaves in the tree; every tile of a tree of this size must be readable.
    public let size: UInt64
    private let tiles: Tiles

    public init(size: UInt64, tiles: Tiles) { (self.size, self.tiles) = (size, tiles) }

    /// The root hash.
    public func root() throws(TreeReadError) -> TreeHash {
        try hashes(of: size > 0 ? [0..<size] : []).first ?? .emptyRoot
    }

    /// `PATH(index, D[size])` of RFC 9162, section 2.1.3.1.
    public func inclusionProof(of index: UInt64) throws(TreeReadError) -> InclusionProof {
        guard index < size else { throw .outOfRange }
        return InclusionProof(
            index: index, size: size, path: try hashes(of: TreeDivision.inclusion(of: index, size: size)))
    }

    /// `PROOF(oldSize, D[size])` of RFC 9162, section 2.1.4.1.
    public func consistencyProof(from oldSize: UInt64) throws(TreeReadError) -> ConsistencyProof {
        guard oldSize <= size else { throw .outOfRange }
        return ConsistencyProof(
            oldSize: oldSize, newSize: size,
            path: try hashes(of: TreeDivision.consistency(from: oldSize, to: size)))
    }

    /// The root over each range of leaves. A tile is read once.
    private func hashes(of ranges: [Range<UInt64>]) throws(TreeReadError) -> [TreeHash] {
        var cache: [TileCoordinate: [TreeHash]] = [:]
        var roots: [TreeHash] = []
        for range in ranges {
            var frontier = TreeFrontier()
            for part in TreeDivision.perfectParts(of: range) {
                guard let coordinate = part.tile(size: size) else { throw .outOfRange }
                let hashes: [TreeHash]
                if let cached = cache[coordinate] {
                    hashes = cached
                } else {
                    do throws(TileReadError) { hashes = try tiles.tile(coordinate) } catch { throw .tile(error) }
                    cache[coordinate] = hashes
                }
                let places = part.placesInTile
                guard places.upperBound <= hashes.count else { throw .outOfRange }
                frontier.append(subtree: .perfectRoot(hashes[places]), height: part.height)
            }
            roots.append(frontier.root)
        }
        return roots
    }
}

/// Why a root or a proof could not be made from tiles.
public enum TreeReadError: Error, Hashable, Sendable {
    /// The tree has no such leaf, or is smaller than the tree asked about.
    case outOfRange
    case tile(TileReadError)
}

extension TiledTree: Sendable where Tiles: Sendable {}

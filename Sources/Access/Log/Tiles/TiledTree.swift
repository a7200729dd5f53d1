/// A tree of a given size, read through its tiles: its root and its proofs.
///
/// A proof reads at most two tiles per level, so a handful even for billions of leaves.
public struct TiledTree<Tiles: TileReader> {
    /// Leaves in the tree; every tile of a tree of this size must be readable.
    public let size: UInt64
    private let tiles: Tiles

    public init(size: UInt64, tiles: Tiles) { (self.size, self.tiles) = (size, tiles) }

    /// The root hash.
    public func root() throws(TreeReadError) -> TreeHash {
        guard size > 0 else { return .emptyRoot }
        var cache = Cache()
        return try hash(of: 0, size, &cache)
    }

    /// `PATH(index, D[size])` of RFC 9162, section 2.1.3.1.
    public func inclusionProof(of index: UInt64) throws(TreeReadError) -> InclusionProof {
        guard index < size else { throw .outOfRange }
        var cache = Cache()
        var siblings: [TreeHash] = []
        var (start, end) = (UInt64(0), size)
        // From the root down; the path is told from the leaf up.
        while end - start > 1 {
            let middle = start + largestPowerOfTwo(below: end - start)
            if index < middle {
                siblings.append(try hash(of: middle, end, &cache))
                end = middle
            } else {
                siblings.append(try hash(of: start, middle, &cache))
                start = middle
            }
        }
        return InclusionProof(index: index, size: size, path: siblings.reversed())
    }

    /// `PROOF(oldSize, D[size])` of RFC 9162, section 2.1.4.1.
    public func consistencyProof(from oldSize: UInt64) throws(TreeReadError) -> ConsistencyProof {
        guard oldSize <= size else { throw .outOfRange }
        var hashes: [TreeHash] = []
        if oldSize > 0, oldSize < size {
            var cache = Cache()
            var (start, end) = (UInt64(0), size)
            while end != oldSize {
                let middle = start + largestPowerOfTwo(below: end - start)
                if oldSize <= middle {
                    hashes.append(try hash(of: middle, end, &cache))
                    end = middle
                } else {
                    hashes.append(try hash(of: start, middle, &cache))
                    start = middle
                }
            }
            // Unless the whole old tree is this subtree, its root has to be told.
            if start > 0 { hashes.append(try hash(of: start, end, &cache)) }
        }
        return ConsistencyProof(oldSize: oldSize, newSize: size, path: hashes.reversed())
    }

    private typealias Cache = [TileCoordinate: [TreeHash]]

    /// The root over leaves `start..<end`, a range that the tree's own division yields: each perfect part of it
    /// starts at a multiple of its length.
    private func hash(of start: UInt64, _ end: UInt64, _ cache: inout Cache) throws(TreeReadError) -> TreeHash {
        var frontier = TreeFrontier()
        var position = start
        while position < end {
            let height = 63 - (end - position).leadingZeroBitCount
            let part = try perfectSubtree(height: height, index: position >> UInt64(height), &cache)
            frontier.append(subtree: part, height: height)
            position += 1 << UInt64(height)
        }
        return frontier.root
    }

    private func perfectSubtree(
        height: Int, index: UInt64, _ cache: inout Cache
    ) throws(TreeReadError) -> TreeHash {
        let (level, rest) = height.quotientAndRemainder(dividingBy: TileCoordinate.heights)
        let first = index << UInt64(rest)
        guard let coordinate = TileCoordinate.holding(position: first, level: level, size: size) else {
            throw .outOfRange
        }
        let hashes: [TreeHash]
        if let cached = cache[coordinate] {
            hashes = cached
        } else {
            do throws(TileReadError) { hashes = try tiles.tile(coordinate) } catch { throw .tile(error) }
            cache[coordinate] = hashes
        }
        let offset = Int(first % 256)
        guard offset + 1 << rest <= hashes.count else { throw .outOfRange }
        return .perfectRoot(hashes[offset..<(offset + 1 << rest)])
    }
}

/// Why a root or a proof could not be made from tiles.
public enum TreeReadError: Error, Hashable, Sendable {
    /// The tree has no such leaf, or is smaller than the tree asked about.
    case outOfRange
    case tile(TileReadError)
}

extension TiledTree: Sendable where Tiles: Sendable {}

/// The largest power of two below `count`, which is at least 2.
private func largestPowerOfTwo(below count: UInt64) -> UInt64 {
    1 << UInt64(63 - (count - 1).leadingZeroBitCount)
}

/// How a tree divides into subtrees, by position alone: which ranges of leaves a proof tells the roots of, and which
/// tiles hold them.
enum TreeDivision {
    /// The largest power of two below `count`, which is at least 2: where RFC 9162, section 2.1.1, divides a tree.
    private static func split(_ count: UInt64) -> UInt64 {
        1 << UInt64(63 - (count - 1).leadingZeroBitCount)
    }

    /// The ranges of `PATH(index, D[size])` (RFC 9162, section 2.1.3.1), from the leaf up; `index` is below `size`.
    static func inclusion(of index: UInt64, size: UInt64) -> [Range<UInt64>] {
        var siblings: [Range<UInt64>] = []
        var (start, end) = (UInt64(0), size)
        while end - start > 1 {
            let middle = start + split(end - start)
            if index < middle {
                siblings.append(middle..<end)
                end = middle
            } else {
                siblings.append(start..<middle)
                start = middle
            }
        }
        return siblings.reversed()
    }

    /// The ranges of `PROOF(old, D[size])` (RFC 9162, section 2.1.4.1); `old` is at most `size`. None from the empty tree.
    static func consistency(from old: UInt64, to size: UInt64) -> [Range<UInt64>] {
        guard old > 0, old < size else { return [] }
        var ranges: [Range<UInt64>] = []
        var (start, end) = (UInt64(0), size)
        while end != old {
            let middle = start + split(end - start)
            if old <= middle {
                ranges.append(middle..<end)
                end = middle
            } else {
                ranges.append(start..<middle)
                start = middle
            }
        }
        // Where the way never went right, what is left is the whole old tree, whose root the verifier has.
        if start > 0 { ranges.append(start..<end) }
        return ranges.reversed()
    }

    /// A subtree of `2^height` leaves, the `index`-th of its height.
    struct PerfectPart {
        var height: Int
        var index: UInt64

        private var level: Int { height / TileCoordinate.heights }
        /// The first of the tile hashes under the part, counted over the whole level.
        private var firstHash: UInt64 { index << UInt64(height % TileCoordinate.heights) }

        /// The tile that holds the part in a tree of `size` leaves.
        func tile(size: UInt64) -> TileCoordinate? {
            .holding(position: firstHash, level: level, size: size)
        }

        /// Where in the tile the hashes are of which the part is the root.
        var placesInTile: Range<Int> {
            let first = Int(firstHash % UInt64(TileCoordinate.fullWidth))
            return first..<(first + 1 << (height % TileCoordinate.heights))
        }
    }

    /// The perfect subtrees that a range of the tree's own division consists of, from the largest to the smallest; each
    /// starts at a multiple of its length.
    static func perfectParts(of range: Range<UInt64>) -> [PerfectPart] {
        var parts: [PerfectPart] = []
        var position = range.lowerBound
        while position < range.upperBound {
            let height = 63 - (range.upperBound - position).leadingZeroBitCount
            parts.append(PerfectPart(height: height, index: position >> UInt64(height)))
            position += 1 << UInt64(height)
        }
        return parts
    }
}

extension TileCoordinate {
    /// The tiles that ``TiledTree/inclusionProof(of:)`` reads; none where the tree has no such leaf.
    public static func forInclusionProof(of index: UInt64, size: UInt64) -> [TileCoordinate] {
        index < size ? holding(TreeDivision.inclusion(of: index, size: size), size: size) : []
    }

    /// The tiles that ``TiledTree/consistencyProof(from:)`` reads; none where the old tree is the larger.
    public static func forConsistencyProof(from oldSize: UInt64, to size: UInt64) -> [TileCoordinate] {
        oldSize <= size ? holding(TreeDivision.consistency(from: oldSize, to: size), size: size) : []
    }

    /// The tiles that ``LogVerifier`` reads while it checks `leaves` of a log whose latest checkpoint covers `size`
    /// leaves: those of level 0 that hold them, those above that they complete, and at the end the partial ones.
    public static func forVerification(of leaves: Range<UInt64>, size: UInt64) -> [TileCoordinate] {
        let leaves = leaves.clamped(to: 0..<size)
        guard !leaves.isEmpty else { return [] }
        var coordinates: [TileCoordinate] = []
        for level in 0..<8 {
            let before = hashes(atLevel: level, size: leaves.lowerBound)
            let after = hashes(atLevel: level, size: leaves.upperBound)
            let isPartialWanted = level == 0 || leaves.upperBound == size
            let end = isPartialWanted ? (after + 255) / 256 : after / 256
            for index in (before / 256)..<max(end, before / 256) {
                coordinates += [holding(position: index * 256, level: level, size: size)].compactMap(\.self)
            }
        }
        return coordinates
    }

    private static func holding(_ ranges: [Range<UInt64>], size: UInt64) -> [TileCoordinate] {
        var seen: Set<TileCoordinate> = []
        return ranges.flatMap { TreeDivision.perfectParts(of: $0) }
            .compactMap { $0.tile(size: size) }
            .filter { seen.insert($0).inserted }
    }
}

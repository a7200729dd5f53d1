import Crypto

@testable import Access

/// The definitions of RFC 9162, section 2.1, written down as they stand there over the leaves `data`: the model that
/// the implementation is compared with. It shares no code with it; roots already computed are remembered.
final class NaiveTree {
    let data: [[UInt8]]
    private var known: [Range<Int>: [UInt8]] = [:]

    init(_ data: [[UInt8]]) { self.data = data }

    static func sha256(_ bytes: [UInt8]) -> [UInt8] { Array(SHA256.hash(data: bytes)) }

    /// The largest power of two below n.
    static func split(_ n: Int) -> Int {
        var k = 1
        while k * 2 < n { k *= 2 }
        return k
    }

    /// MTH(D[range])
    func root(_ range: Range<Int>) -> [UInt8] {
        if let root = known[range] { return root }
        let root: [UInt8]
        if range.isEmpty {
            root = Self.sha256([])
        } else if range.count == 1 {
            root = Self.sha256([0] + data[range.lowerBound])
        } else {
            let k = range.lowerBound + Self.split(range.count)
            root = Self.sha256([1] + self.root(range.lowerBound..<k) + self.root(k..<range.upperBound))
        }
        known[range] = root
        return root
    }

    /// PATH(m, D[range])
    func path(_ m: Int, _ range: Range<Int>) -> [[UInt8]] {
        if range.count == 1 { return [] }
        let k = Self.split(range.count)
        let (left, right) = (range.lowerBound..<(range.lowerBound + k), (range.lowerBound + k)..<range.upperBound)
        return m < k ? path(m, left) + [root(right)] : path(m - k, right) + [root(left)]
    }

    /// PROOF(m, D[range]) for 0 < m <= n
    func proof(_ m: Int, _ range: Range<Int>) -> [[UInt8]] { subproof(m, range, true) }

    private func subproof(_ m: Int, _ range: Range<Int>, _ whole: Bool) -> [[UInt8]] {
        if m == range.count { return whole ? [] : [root(range)] }
        let k = Self.split(range.count)
        let (left, right) = (range.lowerBound..<(range.lowerBound + k), (range.lowerBound + k)..<range.upperBound)
        return m <= k
            ? subproof(m, left, whole) + [root(right)] : subproof(m - k, right, false) + [root(left)]
    }
}

/// Tiles kept in a dictionary, as a store keeps them: one row per level and index, the widest version.
struct MemoryTiles: TileReader {
    struct Key: Hashable { var level: Int, index: UInt64 }
    var rows: [Key: [TreeHash]] = [:]

    mutating func store(_ tiles: [LogTile]) {
        for tile in tiles {
            rows[Key(level: tile.coordinate.level, index: tile.coordinate.index)] = tile.hashes
        }
    }

    func tile(level: Int, index: UInt64, width: Int) throws(TileReadError) -> [TreeHash] {
        guard let row = rows[Key(level: level, index: index)], row.count >= width else {
            throw .missing(TileCoordinate(level: level, index: index, width: width)!)
        }
        return Array(row.prefix(width))
    }
}

/// A small generator with a seed, so that a failure can be repeated (SplitMix64, Steele et al. 2014).
struct SeededGenerator: RandomNumberGenerator {
    var state: UInt64
    init(_ seed: UInt64) { state = seed }
    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }
    mutating func bytes(_ count: Int) -> [UInt8] { (0..<count).map { _ in UInt8(truncatingIfNeeded: next()) } }
}

func leafData(_ index: Int) -> [UInt8] { Array("leaf \(index)".utf8) }
func hash(_ bytes: [UInt8]) -> TreeHash { TreeHash(bytes)! }

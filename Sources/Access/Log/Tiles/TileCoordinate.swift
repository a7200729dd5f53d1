/// Where a tile lies in a tiled log (C2SP `tlog-tiles`): its level, its index within the level, and how many
/// of its 256 hashes it holds.
public struct TileCoordinate: Hashable, Sendable {
    /// Hashes in a full tile; the tile spans eight heights of the tree.
    public static let fullWidth = 256
    static let heights = 8

    /// 0 for tiles of leaf hashes; a hash of level `l + 1` is the root of a full tile of level `l`.
    public let level: Int
    public let index: UInt64
    /// 1 to 256; below 256 the tile is partial.
    public let width: Int

    /// `nil` unless level is 0 to 63, width 1 to 256 and index below 2^63.
    public init?(level: Int, index: UInt64, width: Int = TileCoordinate.fullWidth) {
        guard (0...63).contains(level), (1...TileCoordinate.fullWidth).contains(width), index <= UInt64(Int64.max)
        else { return nil }
        self.init(unchecked: level, index: index, width: width)
    }

    init(unchecked level: Int, index: UInt64, width: Int) {
        (self.level, self.index, self.width) = (level, index, width)
    }

    public var isPartial: Bool { width < TileCoordinate.fullWidth }

    /// Hashes that a tree of `size` leaves has at a level.
    static func hashes(atLevel level: Int, size: UInt64) -> UInt64 {
        level < 8 ? size >> UInt64(level * heights) : 0
    }

    /// The tile that holds hash number `position` of a level in a tree of `size` leaves; `nil` where the tree has
    /// no such hash.
    static func holding(position: UInt64, level: Int, size: UInt64) -> TileCoordinate? {
        let count = hashes(atLevel: level, size: size)
        guard position < count else { return nil }
        let index = position / 256
        return TileCoordinate(unchecked: level, index: index, width: Int(min(256, count - index * 256)))
    }

    /// The partial tiles of a tree: what has to be stored, beside the full ones, before its checkpoint is published.
    public static func partialTiles(size: UInt64) -> [TileCoordinate] {
        (0..<8).compactMap { level in
            let count = hashes(atLevel: level, size: size)
            let width = Int(count % 256)
            return width == 0 ? nil : TileCoordinate(unchecked: level, index: count / 256, width: width)
        }
    }
}

// MARK: - Paths

extension TileCoordinate: CustomStringConvertible {
    /// `tile/<level>/<index>[.p/<width>]`, the index in groups of three digits of which all but the last start with
    /// `x`, so that 1234067 is `x001/x234/067`.
    public var path: String { "tile/\(level)/" + TileCoordinate.pathOfIndex(index, width: width) }
    public var description: String { path }

    /// `tile/entries/<index>[.p/<width>]`: the bundle of the leaves under a tile of level 0. See ``EntryBundle``.
    public var entriesPath: String? {
        level == 0 ? "tile/entries/" + TileCoordinate.pathOfIndex(index, width: width) : nil
    }

    static func pathOfIndex(_ index: UInt64, width: Int) -> String {
        var groups: [String] = []
        var rest = index
        repeat {
            let digits = String(rest % 1000)
            groups.append(String(repeating: "0", count: 3 - digits.count) + digits)
            rest /= 1000
        } while rest > 0
        let last = groups.removeFirst()
        return groups.reversed().map { "x\($0)/" }.joined() + last + (width < fullWidth ? ".p/\(width)" : "")
    }

    /// Reads a tile's path. `nil` for anything but the one text that ``path`` gives.
    public init?(path: some StringProtocol) {
        guard path.utf8.count <= 64 else { return nil }
        let parts = path.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count >= 3, parts[0] == "tile", let level = UInt8(parts[1]) else { return nil }
        var elements = parts[2...]
        var width = TileCoordinate.fullWidth
        if elements.count >= 2, elements[elements.endIndex - 2].hasSuffix(".p") {
            guard let partial = elements.popLast().flatMap({ Int($0) }), partial < width,
                let index = elements.popLast()
            else { return nil }
            width = partial
            elements.append(index.dropLast(2))
        }
        var index: UInt64 = 0
        for element in elements {
            guard let group = UInt64(element.suffix(3)), index <= UInt64(Int64.max) / 1000 else { return nil }
            index = index * 1000 + group
        }
        self.init(level: Int(level), index: index, width: width)
        // Whatever was read leniently above, only the canonical text is the tile's path.
        guard path.utf8.elementsEqual(self.path.utf8) else { return nil }
    }
}

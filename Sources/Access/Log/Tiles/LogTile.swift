/// Up to 256 consecutive hashes of one level of the tree, as they are stored and published.
public struct LogTile: Hashable, Sendable {
    public let coordinate: TileCoordinate
    public let hashes: [TreeHash]

    /// `nil` unless there are as many hashes as the coordinate's width.
    public init?(coordinate: TileCoordinate, hashes: [TreeHash]) {
        guard hashes.count == coordinate.width else { return nil }
        (self.coordinate, self.hashes) = (coordinate, hashes)
    }

    init(level: Int, index: UInt64, hashes: [TreeHash]) {
        coordinate = TileCoordinate(unchecked: level, index: index, width: hashes.count)
        self.hashes = hashes
    }

    /// The hashes one after the other, 32 bytes each.
    public var bytes: [UInt8] { hashes.withUnsafeBytes { Array($0) } }

    /// `nil` unless the length fits the coordinate's width.
    public init?(coordinate: TileCoordinate, bytes: [UInt8]) {
        guard let hashes = LogTile.hashes(in: bytes), hashes.count == coordinate.width else { return nil }
        (self.coordinate, self.hashes) = (coordinate, hashes)
    }

    /// The hashes in a tile's bytes; `nil` unless there are 1 to 256 of them and nothing over.
    public static func hashes(in bytes: [UInt8]) -> [TreeHash]? {
        let count = bytes.count / TreeHash.byteCount
        guard bytes.count % TreeHash.byteCount == 0, (1...TileCoordinate.fullWidth).contains(count) else { return nil }
        return (0..<count).compactMap { TreeHash(bytes[($0 * TreeHash.byteCount)..<(($0 + 1) * TreeHash.byteCount)]) }
    }
}

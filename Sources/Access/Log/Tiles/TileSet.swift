/// Tiles held in memory, such as those that an asynchronous store was asked for before a proof or a verification.
public struct TileSet: TileReader, Hashable, Sendable {
    private struct Place: Hashable {
        var level: Int
        var index: UInt64
    }
    private var tiles: [Place: [TreeHash]] = [:]

    public init() {}

    /// Adds a tile; of two versions of one tile the wider is kept.
    public mutating func insert(_ tile: LogTile) {
        insert(tile.hashes, level: tile.coordinate.level, index: tile.coordinate.index)
    }

    /// Adds a tile's stored bytes, which may be of a wider version than the coordinate asks for.
    public mutating func insert(_ bytes: [UInt8], at coordinate: TileCoordinate) throws(TileReadError) {
        guard let hashes = LogTile.hashes(in: bytes), hashes.count >= coordinate.width else {
            throw .malformed(coordinate)
        }
        insert(hashes, level: coordinate.level, index: coordinate.index)
    }

    private mutating func insert(_ hashes: [TreeHash], level: Int, index: UInt64) {
        let place = Place(level: level, index: index)
        if tiles[place].map({ $0.count < hashes.count }) ?? true { tiles[place] = hashes }
    }

    public func tile(level: Int, index: UInt64, width: Int) throws(TileReadError) -> [TreeHash] {
        guard let coordinate = TileCoordinate(level: level, index: index, width: width) else {
            throw .unavailable("no tile has level \(level), index \(index), width \(width)")
        }
        guard let hashes = tiles[Place(level: level, index: index)], hashes.count >= width else {
            throw .missing(coordinate)
        }
        return Array(hashes.prefix(width))
    }
}

/// Where the log's tiles are read from: a store, a folder, another node.
public protocol TileReader {
    /// The first `width` hashes of a tile. A store that keeps only a wider version of a partial tile answers with
    /// the beginning of that: tiles only ever grow at their end.
    func tile(level: Int, index: UInt64, width: Int) throws(TileReadError) -> [TreeHash]
}

/// Why a tile could not be had.
public enum TileReadError: Error, Hashable, Sendable {
    /// The store has no such tile, or fewer hashes in it.
    case missing(TileCoordinate)
    /// The tile's bytes are not a whole number of hashes, or not as many as asked for.
    case malformed(TileCoordinate)
    /// The store could not be read.
    case unavailable(String)
}

extension TileReader {
    func tile(_ coordinate: TileCoordinate) throws(TileReadError) -> [TreeHash] {
        let hashes = try tile(level: coordinate.level, index: coordinate.index, width: coordinate.width)
        guard hashes.count == coordinate.width else { throw .malformed(coordinate) }
        return hashes
    }
}

import Testing

@testable import Access

@Suite struct TileSetTests {
    @Test func aTileIsReadUpToTheWidestVersionStored() throws {
        let hashes = (0..<200).map { TreeHash.leaf(leafData($0)) }
        let (narrow, wide) = (Array(hashes[..<50]), hashes)
        let coordinate = try #require(TileCoordinate(level: 1, index: 3, width: 50))
        var tiles = TileSet()
        tiles.insert(try #require(LogTile(coordinate: coordinate, hashes: narrow)))
        #expect(try tiles.tile(level: 1, index: 3, width: 20) == Array(hashes[..<20]))
        #expect(throws: TileReadError.missing(try #require(TileCoordinate(level: 1, index: 3, width: 51)))) {
            try tiles.tile(level: 1, index: 3, width: 51)
        }
        try tiles.insert(wide.flatMap(\.bytes), at: coordinate)
        tiles.insert(try #require(LogTile(coordinate: coordinate, hashes: narrow)))
        #expect(try tiles.tile(level: 1, index: 3, width: 200) == hashes)
        #expect(throws: TileReadError.malformed(coordinate)) { try tiles.insert([1, 2, 3], at: coordinate) }
        #expect(throws: TileReadError.malformed(coordinate)) {
            try tiles.insert(hashes[..<49].flatMap(\.bytes), at: coordinate)
        }
        #expect(throws: TileReadError.self) { try tiles.tile(level: 1, index: 3, width: 0) }
        #expect(throws: TileReadError.self) { try tiles.tile(level: 99, index: 3, width: 1) }
    }

    @Test func verificationOfARangeNamesEveryTileOfTheLogOnce() {
        for size in [1, 255, 256, 257, 65_536, 70_000] as [UInt64] {
            var all = Set<TileCoordinate>()
            for start in stride(from: 0, to: size, by: 256) {
                all.formUnion(TileCoordinate.forVerification(of: start..<min(start + 256, size + 9), size: size))
            }
            #expect(all == Set(TileCoordinate.forVerification(of: 0..<size, size: size)))
            #expect(all.filter(\.isPartial).count == TileCoordinate.partialTiles(size: size).count)
            #expect(all.filter { !$0.isPartial }.count == Int(size / 256 + size / 65_536))
        }
        #expect(TileCoordinate.forVerification(of: 5..<5, size: 10).isEmpty)
        #expect(TileCoordinate.forVerification(of: 10..<20, size: 10).isEmpty)
    }
}

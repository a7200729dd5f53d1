import Testing

@testable import Access

@Suite struct TileCoordinateTests {
    @Test("tlog-tiles: 1234067 is x001/x234/067")
    func paths() throws {
        let known: [(Int, UInt64, Int, String)] = [
            (0, 0, 256, "tile/0/000"), (0, 1_234_067, 256, "tile/0/x001/x234/067"), (1, 999, 256, "tile/1/999"),
            (2, 1000, 17, "tile/2/x001/000.p/17"), (63, 5, 255, "tile/63/005.p/255"), (0, 0, 1, "tile/0/000.p/1"),
        ]
        for (level, index, width, path) in known {
            let coordinate = try #require(TileCoordinate(level: level, index: index, width: width))
            #expect(coordinate.path == path)
            #expect(TileCoordinate(path: path) == coordinate)
        }
        #expect(TileCoordinate(level: 0, index: 1000, width: 3)?.entriesPath == "tile/entries/x001/000.p/3")
        #expect(TileCoordinate(level: 1, index: 1000)?.entriesPath == nil)
    }

    @Test func everyIndexRoundTrips() throws {
        var generator = SeededGenerator(3)
        for _ in 0..<5000 {
            let index = (generator.next() >> 1) >> UInt64.random(in: 0...62, using: &generator)
            let width = Int.random(in: 1...256, using: &generator)
            let coordinate = try #require(
                TileCoordinate(level: Int.random(in: 0...63, using: &generator), index: index, width: width))
            #expect(TileCoordinate(path: coordinate.path) == coordinate)
        }
        #expect(TileCoordinate(level: 0, index: UInt64(Int64.max)).flatMap { TileCoordinate(path: $0.path) } != nil)
    }

    @Test func onlyTheCanonicalTextIsAPath() {
        for path in [
            "", "tile", "tile/", "tile/0", "tile/0/", "tile/00/000", "tile/+0/000", "tile/64/000", "tile/-1/000",
            "tile/0/0", "tile/0/00", "tile/0/0000", "tile/0/x000/000", "tile/0/001/000", "tile/0/x001/x000",
            "tile/0/x001", "tile/0/000.p/0", "tile/0/000.p/256", "tile/0/000.p/01", "tile/0/000.p/+1", "tile/0/000.p",
            "tile/0/000.p/", "tile/0/000.p/1/", "tile/0/000/", "/tile/0/000", "tile/0//000", "tile/0/x001/../000",
            "tile/0/٠٠٠", "tile/0/x009/x223/x372/x036/x854/x775/808", "tile/0/x999/x999/x999/x999/x999/x999/999",
            "tile/entries/000", "tile/0/X001/000", "tile/0/x001/000.P/3", String(repeating: "x001/", count: 100_000),
        ] {
            #expect(TileCoordinate(path: path) == nil, "\(path.prefix(60))")
        }
        #expect(TileCoordinate(level: -1, index: 0) == nil)
        #expect(TileCoordinate(level: 0, index: 0, width: 0) == nil)
        #expect(TileCoordinate(level: 0, index: 0, width: 257) == nil)
        #expect(TileCoordinate(level: 0, index: .max) == nil)
    }

    @Test("tlog-tiles: the tiles of a tree of 70,000 leaves, and of 256")
    func partialTiles() {
        #expect(
            TileCoordinate.partialTiles(size: 70_000).map(\.path)
                == ["tile/0/273.p/112", "tile/1/001.p/17", "tile/2/000.p/1"])
        #expect(TileCoordinate.partialTiles(size: 256).map(\.path) == ["tile/1/000.p/1"])
        #expect(TileCoordinate.partialTiles(size: 0).isEmpty)
    }
}

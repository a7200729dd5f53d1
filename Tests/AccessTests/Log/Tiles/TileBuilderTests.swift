import Testing

@testable import Access

@Suite struct TileBuilderTests {
    /// Every tile of a tree, straight from the definition: hash i of level l is MTH over 256^l leaves.
    static func definedTiles(_ data: [[UInt8]]) -> [TileCoordinate: [TreeHash]] {
        var tiles: [TileCoordinate: [TreeHash]] = [:]
        let model = NaiveTree(data)
        var (level, span) = (0, 1)
        while data.count / span > 0 {
            let hashes = (0..<(data.count / span)).map { hash(model.root(($0 * span)..<(($0 + 1) * span))) }
            for first in stride(from: 0, to: hashes.count, by: 256) {
                let part = Array(hashes[first..<min(first + 256, hashes.count)])
                tiles[TileCoordinate(level: level, index: UInt64(first / 256), width: part.count)!] = part
            }
            (level, span) = (level + 1, span * 256)
        }
        return tiles
    }

    @Test("tlog-tiles: the tiles of a tree are those of the definition", arguments: [0, 1, 255, 256, 257, 700, 66_000])
    func definition(size: Int) {
        let data = (0..<size).map(leafData)
        var builder = TileBuilder()
        builder.append(contentsOf: data.map { TreeHash.leaf($0) })
        let tiles = builder.takeTiles()
        let defined = Self.definedTiles(data)
        #expect(tiles.count == defined.count)
        for tile in tiles { #expect(defined[tile.coordinate] == tile.hashes, "\(tile.coordinate)") }
        #expect(builder.partialTiles.map(\.coordinate) == TileCoordinate.partialTiles(size: UInt64(size)))
    }

    @Test func batchesStoreTheSameTilesAsOneGo() throws {
        var generator = SeededGenerator(4)
        for _ in 0..<5 {
            let data = (0..<Int.random(in: 1...3000, using: &generator)).map(leafData)
            var (builder, stored) = (TileBuilder(), MemoryTiles())
            var done = 0
            while done < data.count {
                let count = min(Int.random(in: 0...400, using: &generator), data.count - done)
                builder.append(contentsOf: data[done..<(done + count)].map { TreeHash.leaf($0) })
                done += count
                let tiles = builder.takeTiles()
                #expect(Set(tiles.map(\.coordinate)).count == tiles.count)
                stored.store(tiles)
                #expect(builder.takeTiles().isEmpty)
                // After each batch the store holds all that a checkpoint of this size needs.
                #expect(try TiledTree(size: UInt64(done), tiles: stored).root() == builder.root)
            }
            for (coordinate, hashes) in Self.definedTiles(data) {
                #expect(try stored.tile(coordinate) == hashes)
            }
        }
    }

    @Test(
        "A log goes on from its stored tiles as if it had never stopped",
        arguments: [0, 1, 2, 255, 256, 257, 511, 512, 65_535, 65_536, 65_537, 70_000])
    func resume(size: Int) throws {
        let hashes = (0..<(size + 600)).map { TreeHash.leaf(leafData($0)) }
        var (builder, stored) = (TileBuilder(), MemoryTiles())
        builder.append(contentsOf: hashes[..<size])
        stored.store(builder.takeTiles())
        var resumed = try TileBuilder(resuming: UInt64(size), root: builder.root, from: stored)
        #expect(resumed.size == UInt64(size))
        #expect(resumed.takeTiles().isEmpty)
        for hash in hashes[size...] {
            builder.append(hash)
            resumed.append(hash)
            if builder.root != resumed.root { Issue.record("at \(builder.size)") }
        }
        #expect(builder.takeTiles() == resumed.takeTiles())
    }

    @Test func aStoreWithOtherTilesIsNotContinued() throws {
        var (builder, stored) = (TileBuilder(), MemoryTiles())
        builder.append(contentsOf: (0..<700).map { TreeHash.leaf(leafData($0)) })
        stored.store(builder.takeTiles())
        var altered = stored
        altered.rows[.init(level: 0, index: 2)]?[3] = .leaf([0])
        #expect(throws: TileBuilder.ResumeError.self) {
            try TileBuilder(resuming: 700, root: builder.root, from: altered)
        }
        #expect(throws: TileBuilder.ResumeError.self) {
            try TileBuilder(resuming: 699, root: builder.root, from: stored)
        }
        #expect(throws: TileBuilder.ResumeError.tile(.missing(TileCoordinate(level: 0, index: 2, width: 189)!))) {
            try TileBuilder(resuming: 701, root: builder.root, from: stored)
        }
    }

    @Test func tileBytesRoundTripAndHostileOnesAreRefused() throws {
        let hashes = (0..<256).map { TreeHash.leaf(leafData($0)) }
        for width in 1...256 {
            let coordinate = try #require(TileCoordinate(level: 0, index: 0, width: width))
            let tile = try #require(LogTile(coordinate: coordinate, hashes: Array(hashes[..<width])))
            #expect(tile.bytes == hashes[..<width].flatMap(\.bytes))
            #expect(LogTile(coordinate: coordinate, bytes: tile.bytes) == tile)
            #expect(LogTile(coordinate: coordinate, bytes: tile.bytes + [0]) == nil)
            #expect(LogTile(coordinate: coordinate, bytes: tile.bytes.dropLast()) == nil)
        }
        #expect(LogTile.hashes(in: []) == nil)
        #expect(LogTile.hashes(in: [UInt8](repeating: 0, count: 257 * 32)) == nil)
    }

    @Test func bundlesHoldTheLeafDataAndNothingElse() {
        let data = (0..<256).map { TreeHash.leaf(leafData($0)) }
        for count in [1, 2, 255, 256] {
            let bundle = EntryBundle.encode(data[..<count])
            #expect(bundle.count == count * 34)
            #expect(EntryBundle.decode(bundle) == Array(data[..<count]))
            #expect(EntryBundle.decode(bundle.dropLast()) == nil)
            #expect(EntryBundle.decode(bundle + [0]) == nil)
            for place in [0, 1, bundle.count - 34, bundle.count - 33] {
                var altered = bundle
                altered[place] ^= 1
                #expect(EntryBundle.decode(altered) == nil)
            }
        }
        #expect(EntryBundle.decode([]) == nil)
        #expect(EntryBundle.decode(EntryBundle.encode(data + [data[0]])) == nil)
    }
}

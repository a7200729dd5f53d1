import Testing

@testable import Access

@Suite struct ProofTests {
    /// A log of `count` leaves with its data, tiles and roots at every size.
    static func log(_ count: Int) -> (data: [[UInt8]], tiles: MemoryTiles, roots: [TreeHash]) {
        var (builder, tiles) = (TileBuilder(), MemoryTiles())
        var roots = [builder.root]
        let data = (0..<count).map(leafData)
        for leaf in data {
            builder.append(.leaf(leaf))
            roots.append(builder.root)
        }
        tiles.store(builder.takeTiles())
        return (data, tiles, roots)
    }

    /// Every place in small trees and around full tiles, a selection with both ends elsewhere.
    static func places(upTo last: Int) -> [Int] {
        last <= 70 || (254...258).contains(last)
            ? Array(0...last) : Array(stride(from: last % 13, through: last, by: 13)) + [0, last]
    }

    @Test("RFC 9162, 2.1.1: the root at every size up to 300 is MTH")
    func roots() throws {
        let (data, tiles, roots) = Self.log(300)
        let model = NaiveTree(data)
        for size in 0...300 {
            #expect(roots[size].bytes == model.root(0..<size))
            #expect(try TiledTree(size: UInt64(size), tiles: tiles).root() == roots[size])
        }
    }

    @Test("RFC 9162, 2.1.3: inclusion proofs at every size up to 300 are PATH, and verify")
    func inclusion() throws {
        let (data, tiles, roots) = Self.log(300)
        let model = NaiveTree(data)
        for size in 1...300 {
            let tree = TiledTree(size: UInt64(size), tiles: tiles)
            for index in Self.places(upTo: size - 1) {
                let proof = try tree.inclusionProof(of: UInt64(index))
                if proof.path.map(\.bytes) != model.path(index, 0..<size) { Issue.record("\(index) of \(size)") }
                try proof.verify(leafHash: .leaf(data[index]), root: roots[size])
            }
        }
    }

    @Test("RFC 9162, 2.1.4: consistency proofs to every size up to 300 are PROOF, and verify")
    func consistency() throws {
        let (data, tiles, roots) = Self.log(300)
        let model = NaiveTree(data)
        for size in 1...300 {
            let tree = TiledTree(size: UInt64(size), tiles: tiles)
            for old in Self.places(upTo: size) {
                let proof = try tree.consistencyProof(from: UInt64(old))
                let expected = old == 0 ? [] : model.proof(old, 0..<size)
                if proof.path.map(\.bytes) != expected { Issue.record("\(old) to \(size)") }
                try proof.verify(oldRoot: roots[old], newRoot: roots[size])
            }
        }
    }

    @Test func randomProofsOfALargeTreeVerify() throws {
        let (data, tiles, roots) = Self.log(100_000)
        let model = NaiveTree(data)
        var generator = SeededGenerator(2)
        for _ in 0..<300 {
            let size = Int.random(in: 1...100_000, using: &generator)
            let tree = TiledTree(size: UInt64(size), tiles: tiles)
            #expect(try tree.root() == roots[size])
            let index = Int.random(in: 0..<size, using: &generator)
            try tree.inclusionProof(of: UInt64(index)).verify(leafHash: .leaf(data[index]), root: roots[size])
            let old = Int.random(in: 0...size, using: &generator)
            try tree.consistencyProof(from: UInt64(old)).verify(oldRoot: roots[old], newRoot: roots[size])
        }
        let tree = TiledTree(size: 99_999, tiles: tiles)
        for index in [0, 65_535, 65_536, 99_998] {
            #expect(
                try tree.inclusionProof(of: UInt64(index)).path.map(\.bytes)
                    == model.path(index, 0..<99_999))
        }
        #expect(
            try tree.consistencyProof(from: 70_000).path.map(\.bytes) == model.proof(70_000, 0..<99_999))
    }

    /// Tells which tiles were read.
    final class RecordingTiles: TileReader {
        let tiles: MemoryTiles
        var read: [TileCoordinate] = []
        init(_ tiles: MemoryTiles) { self.tiles = tiles }
        func tile(level: Int, index: UInt64, width: Int) throws(TileReadError) -> [TreeHash] {
            read.append(TileCoordinate(level: level, index: index, width: width)!)
            return try tiles.tile(level: level, index: index, width: width)
        }
    }

    @Test func theTilesNamedForAProofAreThoseThatItReads() throws {
        let (_, tiles, _) = Self.log(70_000)
        var generator = SeededGenerator(5)
        for _ in 0..<200 {
            let size = UInt64.random(in: 1...70_000, using: &generator)
            let index = UInt64.random(in: 0..<size, using: &generator)
            var recording = RecordingTiles(tiles)
            _ = try TiledTree(size: size, tiles: recording).inclusionProof(of: index)
            #expect(recording.read == TileCoordinate.forInclusionProof(of: index, size: size))
            recording = RecordingTiles(tiles)
            _ = try TiledTree(size: size, tiles: recording).consistencyProof(from: index)
            #expect(recording.read == TileCoordinate.forConsistencyProof(from: index, to: size))
        }
        #expect(TileCoordinate.forInclusionProof(of: 5, size: 5).isEmpty)
        #expect(TileCoordinate.forConsistencyProof(from: 6, to: 5).isEmpty)
        #expect(TileCoordinate.forInclusionProof(of: 0, size: .max).count == 15)
    }

    @Test func noOtherIndexSizeLeafOrPathVerifies() throws {
        let (data, tiles, roots) = Self.log(40)
        for size in 1...40 {
            let tree = TiledTree(size: UInt64(size), tiles: tiles)
            for index in 0..<size {
                let proof = try tree.inclusionProof(of: UInt64(index))
                let leaf = TreeHash.leaf(data[index])
                var wrong = proof
                for other in 0..<size where other != index {
                    wrong.index = UInt64(other)
                    if verifies(wrong, leaf, roots[size]) { Issue.record("\(index) as \(other) of \(size)") }
                }
                wrong = proof
                wrong.index = UInt64(size)
                #expect(throws: LogProofError.outOfRange) { try wrong.verify(leafHash: leaf, root: roots[size]) }
                wrong = proof
                wrong.path.append(leaf)
                #expect(throws: LogProofError.wrongLength) { try wrong.verify(leafHash: leaf, root: roots[size]) }
                if !proof.path.isEmpty {
                    wrong.path = proof.path.dropLast()
                    #expect(throws: LogProofError.wrongLength) { try wrong.verify(leafHash: leaf, root: roots[size]) }
                    for place in proof.path.indices {
                        wrong.path = proof.path
                        wrong.path[place] = .node(leaf, leaf)
                        #expect(throws: LogProofError.rootMismatch) {
                            try wrong.verify(leafHash: leaf, root: roots[size])
                        }
                    }
                }
                #expect(throws: LogProofError.rootMismatch) {
                    try proof.verify(leafHash: .leaf([9]), root: roots[size])
                }
            }
        }
    }

    private func verifies(_ proof: InclusionProof, _ leaf: TreeHash, _ root: TreeHash) -> Bool {
        do throws(LogProofError) { try proof.verify(leafHash: leaf, root: root) } catch { return false }
        return true
    }

    @Test func noForkOrRollbackIsConsistent() throws {
        let (data, tiles, roots) = Self.log(40)
        for size in 1...40 {
            let tree = TiledTree(size: UInt64(size), tiles: tiles)
            for old in 1..<max(size, 2) where old < size {
                let proof = try tree.consistencyProof(from: UInt64(old))
                var forked = Array(data[..<old])
                forked[old / 2] = [0xFF]
                let forkedRoot = hash(NaiveTree(forked).root(0..<old))
                #expect(throws: LogProofError.self) { try proof.verify(oldRoot: forkedRoot, newRoot: roots[size]) }
                #expect(throws: LogProofError.self) { try proof.verify(oldRoot: roots[old], newRoot: roots[old]) }
                for place in proof.path.indices {
                    var wrong = proof
                    wrong.path[place] = .leaf([7])
                    #expect(throws: LogProofError.self) {
                        try wrong.verify(oldRoot: roots[old], newRoot: roots[size])
                    }
                    wrong.path = proof.path
                    wrong.path.remove(at: place)
                    #expect(throws: LogProofError.self) {
                        try wrong.verify(oldRoot: roots[old], newRoot: roots[size])
                    }
                }
                var wrong = proof
                wrong.path.append(.leaf([7]))
                #expect(throws: LogProofError.wrongLength) {
                    try wrong.verify(oldRoot: roots[old], newRoot: roots[size])
                }
                (wrong.oldSize, wrong.newSize) = (UInt64(size), UInt64(old))
                #expect(throws: LogProofError.outOfRange) {
                    try wrong.verify(oldRoot: roots[old], newRoot: roots[size])
                }
            }
        }
        #expect(throws: LogProofError.rootMismatch) {
            try ConsistencyProof(oldSize: 5, newSize: 5, path: []).verify(oldRoot: roots[5], newRoot: roots[6])
        }
        #expect(throws: LogProofError.oldRootMismatch) {
            try ConsistencyProof(oldSize: 0, newSize: 5, path: []).verify(oldRoot: roots[1], newRoot: roots[5])
        }
    }

    @Test func hostileSizesEndAtOnce() throws {
        let path = [TreeHash](repeating: .leaf([]), count: 10_000)
        for size in [0, 1, 2, 255, UInt64(Int64.max), .max] {
            for other in [0, 1, 3, size, .max] {
                #expect(throws: LogProofError.self) {
                    try InclusionProof(index: other, size: size, path: path).verify(
                        leafHash: .leaf([]), root: .leaf([]))
                }
                #expect(throws: LogProofError.self) {
                    try ConsistencyProof(oldSize: other, newSize: size, path: path)
                        .verify(oldRoot: .leaf([]), newRoot: .leaf([]))
                }
            }
            let tree = TiledTree(size: size, tiles: MemoryTiles())
            if size != 1 { #expect(throws: (any Error).self) { try tree.inclusionProof(of: size / 2) } }
            if size > 2 { #expect(throws: (any Error).self) { try tree.consistencyProof(from: size - 1) } }
        }
    }
}

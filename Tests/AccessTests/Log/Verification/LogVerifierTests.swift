import Identity
import Testing

@testable import Access

/// A log with sealed entries, its tiles, and a checkpoint after every leaf.
struct SampleLog {
    let key = CheckpointTests.key
    let keys = LogKeyRing(current: LogKey(id: 1, bytes: [UInt8](repeating: 5, count: 32))!)
    var entries: [[UInt8]] = []
    var salts: [EntrySalt] = []
    var leaves: [StoredLeaf] = []
    var tiles = MemoryTiles()
    var roots: [TreeHash] = [.emptyRoot]

    init(count: Int, seed: UInt64 = 90) throws {
        var (generator, builder) = (SeededGenerator(seed), TileBuilder())
        for position in 0..<count {
            var entry = AccessLogEntryTests.check
            entry.id = .random(using: &generator)
            let (salt, bytes) = (EntrySalt.random(using: &generator), try entry.encoded())
            let sealed = try SealedEntry(sealing: entry, salt: salt, with: keys.current)
            let data = LogLeaf.data(salt: salt, entry: bytes)
            entries.append(bytes)
            salts.append(salt)
            leaves.append(StoredLeaf(position: UInt64(position), data: data, contents: .sealed(sealed)))
            builder.append(LogLeaf.hash(data: data))
            roots.append(builder.root)
        }
        tiles.store(builder.takeTiles())
    }

    func checkpoint(_ size: Int, root: TreeHash? = nil, key: SigningKey? = nil) -> SignedCheckpoint {
        let key = key ?? self.key
        return try! SignedCheckpoint(
            signing: LogCheckpoint(origin: key.verifierKey.name, size: UInt64(size), root: root ?? roots[size]),
            with: key)
    }

    func verify(checkpoints: [SignedCheckpoint], witnesses: WitnessPolicy = .none) -> LogReport {
        verify(checkpoints: checkpoints.map(\.bytes), witnesses: witnesses)
    }

    func verify(checkpoints: [[UInt8]], witnesses: WitnessPolicy = .none) -> LogReport {
        var verifier = LogVerifier(
            log: key.verifierKey, checkpoints: checkpoints, tiles: tiles, keys: keys, witnesses: witnesses)
        for leaf in leaves { verifier.check(leaf) }
        return verifier.finish()
    }
}

@Suite struct LogVerifierTests {
    @Test func aSoundLogHasNoFindings() throws {
        for count in [0, 1, 255, 256, 257, 700] {
            let log = try SampleLog(count: count)
            let report = log.verify(
                checkpoints: [0, count / 3, count / 3, count / 2, count].map { log.checkpoint($0) })
            #expect(report.isSound, "\(report.findings)")
            #expect(report.leaves == UInt64(count))
            #expect(report.entriesCompared == UInt64(count))
            #expect(report.latest?.size == UInt64(count))
            #expect(report.leavesNotCovered == 0)
            #expect(report.tilesCompared == UInt64(log.tiles.rows.count))
        }
    }

    @Test func aLogIsCheckedInBatchesWithTheTilesOfEachBatch() throws {
        var log = try SampleLog(count: 1500)
        log.leaves.remove(at: 777)
        let loseEnd = log.leaves.count - 40
        let key = log.key.verifierKey
        var generator = SeededGenerator(91)
        for (kept, covered) in [(log.leaves.count, 1500), (log.leaves.count, 1280), (loseEnd, 1500), (loseEnd, 1400)] {
            let checkpoints = [log.checkpoint(700).bytes, log.checkpoint(covered).bytes]
            var whole = LogVerifier(log: key, checkpoints: checkpoints, tiles: log.tiles, keys: log.keys)
            var batched = LogVerifier(log: key, checkpoints: checkpoints, tiles: TileSet(), keys: log.keys)
            #expect(batched.coveredSize == UInt64(covered))
            func tiles(_ leaves: Range<UInt64>) throws -> TileSet {
                var tiles = TileSet()
                for coordinate in TileCoordinate.forVerification(of: leaves, size: UInt64(covered)) {
                    let stored = try log.tiles.tile(coordinate)
                    try tiles.insert(LogTile(coordinate: coordinate, hashes: stored)!.bytes, at: coordinate)
                }
                return tiles
            }
            var (next, position) = (0, UInt64(0))
            while next < kept {
                let end = min(kept, next + Int.random(in: 1...400, using: &generator))
                batched.tiles = try tiles(position..<(log.leaves[end - 1].position + 1))
                for leaf in log.leaves[next..<end] {
                    whole.check(leaf)
                    batched.check(leaf)
                }
                (next, position) = (end, log.leaves[end - 1].position + 1)
            }
            batched.tiles = try tiles(position..<max(position, UInt64(covered)))
            let report = batched.finish()
            #expect(report == whole.finish())
            #expect(report.findings.first == .missingLeaves(from: 777, to: 777))
            #expect(report.latest?.size == UInt64(covered))
            #expect(report.findingCount == (kept == loseEnd && covered == 1500 ? 2 : 1))
        }
    }

    @Test func tilesOfLeavesWithoutCheckpointNeedNotBeThere() throws {
        var log = try SampleLog(count: 600)
        var builder = TileBuilder()
        builder.append(contentsOf: log.leaves[..<200].map { LogLeaf.hash(data: $0.data) })
        log.tiles = MemoryTiles()
        log.tiles.store(builder.takeTiles())
        let report = log.verify(checkpoints: [log.checkpoint(200)])
        #expect(report.isSound, "\(report.findings)")
        #expect(report.leavesNotCovered == 400)
    }

    @Test func leavesAfterTheLastCheckpointAreCounted() throws {
        let log = try SampleLog(count: 40)
        let report = log.verify(checkpoints: [log.checkpoint(30)])
        #expect(report.isSound)
        #expect(report.leavesNotCovered == 10)
    }

    @Test func anAlteredEntryIsFound() throws {
        var log = try SampleLog(count: 300)
        let other = try AccessLogEntryTests.check.encoded()
        log.leaves[41].contents = .clear(salt: log.salts[41], entry: log.entries[41])
        log.leaves[42].contents = .clear(salt: log.salts[42], entry: other)
        log.leaves[43].contents = .clear(salt: log.salts[42], entry: log.entries[43])
        // Somebody with the key swaps the contents of an entry for others.
        guard case .sealed(let sealed) = log.leaves[44].contents else { return }
        log.leaves[44].contents = .sealed(
            try SealedEntry(id: sealed.id, sealing: other, salt: log.salts[44], with: log.keys.current))
        // Somebody without the key exchanges two entries.
        (log.leaves[45].contents, log.leaves[46].contents) = (log.leaves[46].contents, log.leaves[45].contents)
        let report = log.verify(checkpoints: [log.checkpoint(300)])
        #expect(report.findings == [42, 43, 44, 45, 46].map { .alteredEntry(position: $0) })
    }

    @Test func anEntryThatDoesNotOpenIsFound() throws {
        var log = try SampleLog(count: 10)
        guard case .sealed(let sealed) = log.leaves[4].contents else { return }
        var bytes = sealed.bytes
        bytes[60] ^= 1
        log.leaves[4].contents = .sealed(try #require(SealedEntry(id: sealed.id, bytes: bytes)))
        log.leaves[5].contents = .missing
        #expect(
            log.verify(checkpoints: [log.checkpoint(10)]).findings
                == [.unreadableEntry(position: 4, .altered), .missingEntry(position: 5)])
    }

    @Test func lawfulErasureIsNoFindingAndAnEarlyOneIs() throws {
        var log = try SampleLog(count: 300)
        let last = try #require(Day("2030-06-30"))
        for position in 0..<200 { log.leaves[position].contents = .erased(on: last + 1, lastDay: last) }
        var report = log.verify(checkpoints: [log.checkpoint(300)])
        #expect(report.isSound)
        #expect(report.entriesErased == 200)
        #expect(report.entriesCompared == 100)
        // The proofs of erased entries hold.
        let proof = try EntryProof(of: 150, in: log.checkpoint(300), tiles: log.tiles, salt: nil)
        try proof.verify(leafData: log.leaves[150].data, log: log.key.verifierKey)
        log.leaves[7].contents = .erased(on: last, lastDay: last)
        report = log.verify(checkpoints: [log.checkpoint(300)])
        #expect(report.findings == [.erasedTooEarly(position: 7, lastDay: last)])
    }

    @Test func whatStandsBesideAnEntryIsHeldAgainstIt() throws {
        // The entries of a sample ask for a year after the erasure of the data.
        let entry = AccessLogEntryTests.check
        let written = entry.instant.utcDay
        let year = written.adding(years: 1)
        typealias Beside = StoredLeaf.Beside
        let cases: [(Beside, Bool)] = [
            (Beside(instant: entry.instant, event: entry.event, eraseOn: nil, isDated: true), true),
            (Beside(instant: entry.instant, event: entry.event, eraseOn: year, isDated: true), true),
            (Beside(instant: entry.instant, event: entry.event, eraseOn: year - 2, isDated: true), false),
            (Beside(instant: entry.instant, event: entry.event, eraseOn: year - 2, isDated: false), true),
            (Beside(instant: entry.instant.adding(seconds: 1), event: entry.event, eraseOn: nil, isDated: true), false),
            (Beside(instant: entry.instant, event: "search.other", eraseOn: nil, isDated: false), false),
        ]
        for (beside, isGood) in cases {
            var log = try SampleLog(count: 10)
            log.leaves[3].beside = beside
            let findings = log.verify(checkpoints: [log.checkpoint(10)]).findings
            #expect(findings == (isGood ? [] : [.alteredRow(position: 3)]), "\(beside)")
        }
        var dated = entry
        dated.retention.term = .lastDay(year)
        #expect(Beside(instant: dated.instant, event: dated.event, eraseOn: year + 1, isDated: false).fits(dated))
        #expect(!Beside(instant: dated.instant, event: dated.event, eraseOn: year, isDated: false).fits(dated))
        #expect(!Beside(instant: dated.instant, event: dated.event, eraseOn: nil, isDated: false).fits(dated))
    }

    @Test func aMissingLeafIsOneFinding() throws {
        var log = try SampleLog(count: 300)
        log.leaves.removeSubrange(40...42)
        log.leaves.remove(at: 0)
        let report = log.verify(checkpoints: [log.checkpoint(100), log.checkpoint(300)])
        #expect(report.findings == [.missingLeaves(from: 0, to: 0), .missingLeaves(from: 40, to: 42)])
        #expect(report.latest?.size == 300)
    }

    @Test func aLeafLostWithItsTileMakesTheTreeWrong() throws {
        var log = try SampleLog(count: 600)
        log.leaves.remove(at: 300)
        log.tiles.rows[.init(level: 0, index: 1)] = nil
        let report = log.verify(checkpoints: [log.checkpoint(200), log.checkpoint(600)])
        let tile = try #require(TileCoordinate(level: 0, index: 1))
        #expect(report.findings.contains(.missingLeaves(from: 300, to: 300)))
        #expect(report.findings.contains(.missingTile(tile)))
        #expect(
            report.findings.contains {
                if case .wrongRoot(1, 600, _, _) = $0 { true } else { false }
            })
        #expect(report.latest?.size == 200)
    }

    @Test func misplacedLeavesAndWideHolesEndInFindings() throws {
        var log = try SampleLog(count: 20)
        log.leaves.append(log.leaves[3])
        #expect(log.verify(checkpoints: [log.checkpoint(20)]).findings == [.misplacedLeaf(position: 3)])
        for position in [UInt64(1) << 40, UInt64(Int64.max) - 1] {
            log.leaves[20].position = position
            #expect(
                log.verify(checkpoints: [log.checkpoint(20)]).findings
                    .contains(.missingLeaves(from: 20, to: position - 1)))
        }
        log.leaves[20].position = .max
        #expect(log.verify(checkpoints: [log.checkpoint(20)]).findings == [.misplacedLeaf(position: .max)])
        // A signed size that no log can have ends at once too.
        let report = log.verify(checkpoints: [log.checkpoint(Int.max, root: .emptyRoot)])
        #expect(report.findings.contains(.truncated(number: 0, size: UInt64(Int64.max), stored: 20)))
    }

    @Test func wrongAndMissingTilesAreFound() throws {
        var log = try SampleLog(count: 700)
        log.tiles.rows[.init(level: 0, index: 1)]?[17] = .emptyRoot
        log.tiles.rows[.init(level: 0, index: 0)] = nil
        log.tiles.rows[.init(level: 1, index: 0)]?[1] = .emptyRoot
        log.tiles.rows[.init(level: 0, index: 2)]?.removeLast()
        let report = log.verify(checkpoints: [log.checkpoint(700)])
        let full = try [0, 1].map { try #require(TileCoordinate(level: 0, index: $0)) }
        let partial = try #require(TileCoordinate(level: 0, index: 2, width: 188))
        let upper = try #require(TileCoordinate(level: 1, index: 0, width: 2))
        #expect(
            report.findings == [
                .missingTile(full[0]), .wrongTile(full[1], firstDifference: 17), .missingTile(partial),
                .wrongTile(upper, firstDifference: 1),
            ])
    }

    @Test func aRewrittenLeafIsFound() throws {
        var log = try SampleLog(count: 300)
        // Entry, salt and leaf data rewritten to fit each other: only the tree knows.
        let entry = try AccessLogEntryTests.check.encoded()
        log.leaves[100] = StoredLeaf(
            position: 100, data: LogLeaf.data(salt: log.salts[0], entry: entry),
            contents: .clear(salt: log.salts[0], entry: entry))
        var report = log.verify(checkpoints: [log.checkpoint(50), log.checkpoint(300)])
        let tile = try #require(TileCoordinate(level: 0, index: 0))
        #expect(report.findings.contains(.wrongTile(tile, firstDifference: 100)))
        #expect(report.findings.contains { if case .wrongRoot(1, 300, _, _) = $0 { true } else { false } })
        #expect(report.latest?.size == 50)
        // With the tiles rewritten as well, the signed checkpoint still knows.
        var builder = TileBuilder()
        builder.append(contentsOf: log.leaves.map { LogLeaf.hash(data: $0.data) })
        log.tiles.store(builder.takeTiles())
        report = log.verify(checkpoints: [log.checkpoint(50), log.checkpoint(300)])
        #expect(
            report.findings == [.wrongRoot(number: 1, size: 300, stated: log.roots[300], found: builder.root)])
    }

    @Test func aLogCutOffIsFound() throws {
        var log = try SampleLog(count: 300)
        log.leaves.removeLast(20)
        let report = log.verify(checkpoints: [log.checkpoint(250), log.checkpoint(290), log.checkpoint(300)])
        #expect(
            report.findings == [
                .truncated(number: 1, size: 290, stored: 280), .truncated(number: 2, size: 300, stored: 280),
            ])
    }

    @Test func forgeriesShrinksAndForksAreFound() throws {
        let log = try SampleLog(count: 100)
        let key = log.key.verifierKey
        let forged = log.checkpoint(60, key: CheckpointTests.other)
        let shrunk = log.checkpoint(40)
        let forked = log.checkpoint(70, root: .emptyRoot)
        let report = log.verify(
            checkpoints: [
                log.checkpoint(50).bytes, forged.bytes, log.checkpoint(70).bytes, shrunk.bytes, forked.bytes,
                Array("nonsense".utf8), log.checkpoint(100).bytes,
            ])
        #expect(
            report.findings == [
                .forgedCheckpoint(number: 1, .notSigned(by: key.name)), .shrink(number: 3, from: 70, to: 40),
                .fork(number: 4, size: 70), .malformedCheckpoint(number: 5, .note(.noSignatureBlock)),
                .wrongRoot(number: 4, size: 70, stated: .emptyRoot, found: log.roots[70]),
            ])
        #expect(report.latest?.size == 100)
    }

    @Test func theLatestCheckpointHasToBeWitnessed() throws {
        let log = try SampleLog(count: 20)
        let witness = CheckpointTests.witness(1)
        let policy = try WitnessPolicy(quorum: 1, of: [witness.verifierKey])
        var latest = log.checkpoint(20)
        #expect(
            log.verify(checkpoints: [log.checkpoint(10), latest], witnesses: policy).findings
                == [.notWitnessed(number: 1, .tooFew(found: 0, needed: 1))])
        latest.add(try latest.cosignature(with: witness, at: Instant(milliseconds: 5)))
        #expect(log.verify(checkpoints: [log.checkpoint(10), latest], witnesses: policy).isSound)
        #expect(!log.verify(checkpoints: [[UInt8]](), witnesses: policy).isSound)
    }

    @Test func theListOfFindingsIsBounded() throws {
        let log = try SampleLog(count: 1)
        var verifier = LogVerifier(
            log: log.key.verifierKey, checkpoints: [[UInt8]](), tiles: log.tiles, keys: log.keys)
        verifier.check(log.leaves[0])
        for _ in 0..<12_000 { verifier.check(log.leaves[0]) }
        let report = verifier.finish()
        #expect(report.findings.count == 10_000)
        #expect(report.findingCount == 12_000)
    }
}

import Identity

/// A leaf as the store has it.
public struct StoredLeaf: Sendable {
    public enum Contents: Sendable {
        /// Salt and the clear encoding of the entry.
        case clear(salt: EntrySalt, entry: [UInt8])
        case sealed(SealedEntry)
        /// Erased on a day, after a term whose last day this was.
        case erased(on: Day, lastDay: Day)
        /// Not there, and nothing says why.
        case missing
    }

    public var position: UInt64
    /// The 32 bytes that stay for ever; see ``LogLeaf``.
    public var data: TreeHash
    public var contents: Contents
    public var beside: Beside?

    public init(position: UInt64, data: TreeHash, contents: Contents, beside: Beside? = nil) {
        (self.position, self.data, self.contents, self.beside) = (position, data, contents, beside)
    }

    /// What a store has in clear beside a sealed entry, to find and to erase by. It is in no hash: whoever changed it could have
    /// contents erased before their day, so it is held against the entry while that can be opened.
    public struct Beside: Hashable, Sendable {
        public var instant: Instant
        public var event: String
        /// The day on which the contents are to go; `nil` while the data that the entry is about stand.
        public var eraseOn: Day?
        /// The clock was nobody's to set: a year after the erasure of the data lies a year after the entry.
        public var isDated: Bool

        public init(instant: Instant, event: String, eraseOn: Day?, isDated: Bool) {
            (self.instant, self.event, self.eraseOn, self.isDated) = (instant, event, eraseOn, isDated)
        }

        /// Whether it says what the entry says.
        func fits(_ entry: AccessLogEntry) -> Bool {
            guard instant == entry.instant, event == entry.event else { return false }
            switch entry.retention.term {
            case .lastDay(let day): return eraseOn == day + 1
            case .monthsAfterErasure(let months):
                guard isDated, let eraseOn else { return true }
                // Data are erased after the entry about them; a clock that was put right meanwhile is no finding.
                return eraseOn + 1 >= entry.instant.utcDay.adding(months: months)
            }
        }
    }
}

/// Checks a whole log from its leaves: every entry against its leaf, every tile and every checkpoint against the tree
/// built anew, and the checkpoints against each other.
///
/// Leaves are handed in one by one in order of position, so that a log of any length is checked in little memory:
/// ``check(_:)`` for each, then ``finish()``. Where a leaf is missing, the stored tile stands in for it, so that one lost
/// leaf is one finding and does not make everything after it look altered. Where the tile is lost too, a hole of up to
/// ``maximumHole`` leaves is bridged and the tree above it reported wrong; after a wider one only entries are compared.
public struct LogVerifier<Tiles: TileReader> {
    /// Findings that a report lists; further ones are counted.
    public static var maximumFindings: Int { 10_000 }

    /// Leaves that may be lost in one place, with their tiles, before the tree is given up.
    public static var maximumHole: UInt64 { 1 << 16 }

    /// The stored tiles. While a range of leaves is checked, only those are read that
    /// ``TileCoordinate/forVerification(of:size:)`` names for it and ``coveredSize``; so a long log can be checked in
    /// batches, with the tiles of each batch put here before it. ``finish()`` reads those of the leaves lost at the end.
    public var tiles: Tiles
    private let keys: LogKeyRing?
    private var builder = TileBuilder()
    private var report = LogReport()
    // Checkpoints signed by the log, by size; those still to come are after `nextCheckpoint`.
    private var checkpoints: [(number: Int, checkpoint: LogCheckpoint)] = []
    private var nextCheckpoint = 0
    private var nextPosition: UInt64 = 0
    private var isTreeLost = false
    private var cachedTile: (index: UInt64, hashes: [TreeHash])?

    /// - Parameters:
    ///   - checkpoints: every checkpoint published, in the order of publication, as stored.
    ///   - keys: opens sealed entries; without it these are not compared with their leaves.
    ///   - witnesses: what the latest checkpoint has to satisfy.
    public init(
        log: VerifierKey, checkpoints: some Sequence<[UInt8]>, tiles: Tiles, keys: LogKeyRing? = nil,
        witnesses: WitnessPolicy = .none
    ) {
        (self.tiles, self.keys) = (tiles, keys)
        var largest: LogCheckpoint?
        var roots: [UInt64: TreeHash] = [:]
        var latest: (number: Int, signed: SignedCheckpoint)?
        for (number, bytes) in checkpoints.enumerated() {
            let signed: SignedCheckpoint
            do throws(CheckpointError) { signed = try SignedCheckpoint(bytes: bytes) } catch {
                add(.malformedCheckpoint(number: number, error))
                continue
            }
            let checkpoint: LogCheckpoint
            do throws(CheckpointError) { checkpoint = try signed.verify(by: log) } catch {
                add(.forgedCheckpoint(number: number, error))
                continue
            }
            if let largest, checkpoint.size < largest.size {
                add(.shrink(number: number, from: largest.size, to: checkpoint.size))
            }
            if let root = roots[checkpoint.size], root != checkpoint.root {
                add(.fork(number: number, size: checkpoint.size))
            }
            roots[checkpoint.size] = roots[checkpoint.size] ?? checkpoint.root
            self.checkpoints.append((number, checkpoint))
            if checkpoint.size >= largest?.size ?? 0 { (largest, latest) = (checkpoint, (number, signed)) }
        }
        if let latest {
            do throws(WitnessPolicy.NotMet) { try witnesses.check(latest.signed) } catch {
                add(.notWitnessed(number: latest.number, error))
            }
        } else if witnesses.quorum > 0 {
            add(.notWitnessed(number: 0, .tooFew(found: 0, needed: witnesses.quorum)))
        }
        self.checkpoints.sort { ($0.checkpoint.size, $0.number) < ($1.checkpoint.size, $1.number) }
        compareCheckpoints()
    }

    /// The size that the largest checkpoint signed by the log states. Tiles are compared up to there; those of later
    /// leaves need not be stored yet.
    public var coveredSize: UInt64 { checkpoints.last?.checkpoint.size ?? 0 }

    /// Takes the next leaf.
    public mutating func check(_ leaf: StoredLeaf) {
        guard leaf.position >= nextPosition, leaf.position < UInt64(Int64.max) else {
            add(.misplacedLeaf(position: leaf.position))
            return
        }
        if leaf.position > nextPosition {
            add(.missingLeaves(from: nextPosition, to: leaf.position - 1))
            if !isTreeLost { standIn(until: leaf.position, bridging: LogVerifier.maximumHole) }
            if !isTreeLost, builder.size < leaf.position {
                add(.holeTooWide(from: builder.size, to: leaf.position - 1))
                isTreeLost = true
            }
        }
        nextPosition = leaf.position + 1
        report.leaves += 1
        compareContents(leaf)
        if !isTreeLost { append(LogLeaf.hash(data: leaf.data)) }
    }

    /// Says that no leaf follows, and tells what was found.
    public mutating func finish() -> LogReport {
        let stored = nextPosition
        for (number, checkpoint) in checkpoints where checkpoint.size > stored {
            add(.truncated(number: number, size: checkpoint.size, stored: stored))
        }
        // Leaves lost at the end: go on with what the tiles have, to tell a cut from a rewritten history.
        if !isTreeLost { standIn(until: coveredSize, bridging: 0) }
        report.leavesNotCovered = stored - min(stored, report.latest?.size ?? 0)
        return report
    }

    private mutating func add(_ finding: LogFinding) {
        report.findingCount += 1
        if report.findings.count < LogVerifier.maximumFindings { report.findings.append(finding) }
    }

    // MARK: - Entries

    private mutating func compareContents(_ leaf: StoredLeaf) {
        switch leaf.contents {
        case .clear(let salt, let entry):
            report.entriesCompared += 1
            if LogLeaf.data(salt: salt, entry: entry) != leaf.data { add(.alteredEntry(position: leaf.position)) }
        case .sealed(let sealed):
            guard let keys else { return }
            report.entriesCompared += 1
            do throws(SealedEntry.OpenError) {
                let opened = try sealed.open(with: keys)
                if opened.leafData != leaf.data {
                    add(.alteredEntry(position: leaf.position))
                } else {
                    let entry = try sealed.decode(opened)
                    if let beside = leaf.beside, !beside.fits(entry) { add(.alteredRow(position: leaf.position)) }
                }
            } catch {
                add(.unreadableEntry(position: leaf.position, error))
            }
        case .erased(let day, let lastDay):
            report.entriesErased += 1
            if day <= lastDay { add(.erasedTooEarly(position: leaf.position, lastDay: lastDay)) }
        case .missing:
            add(.missingEntry(position: leaf.position))
        }
    }

    // MARK: - Tree

    private mutating func append(_ leafHash: TreeHash) {
        builder.append(leafHash)
        for tile in builder.takeCompletedTiles() where builder.size <= coveredSize { compare(tile) }
        compareCheckpoints()
    }

    /// Fills positions that have no leaf with the leaf hashes of the stored tiles, and up to `blind` of them that no
    /// tile has with zeroes. Stops where that is not enough.
    private mutating func standIn(until position: UInt64, bridging blind: UInt64) {
        var left = blind
        while builder.size < position {
            if let hash = storedLeafHash(builder.size) {
                append(hash)
            } else {
                guard left > 0 else { return }
                left -= 1
                append(TreeHash())
            }
        }
    }

    private mutating func storedLeafHash(_ position: UInt64) -> TreeHash? {
        let (index, place) = position.quotientAndRemainder(dividingBy: 256)
        if cachedTile?.index != index || cachedTile.map({ $0.hashes.count <= Int(place) }) ?? true {
            // A stored tile may be partial: ask for as much as is needed, then for all.
            let widths = [TileCoordinate.fullWidth, Int(place) + 1]
            cachedTile = nil
            for width in widths {
                if let hashes = try? tiles.tile(TileCoordinate(unchecked: 0, index: index, width: width)) {
                    cachedTile = (index, hashes)
                    break
                }
            }
        }
        guard let cachedTile, cachedTile.hashes.count > Int(place) else { return nil }
        return cachedTile.hashes[Int(place)]
    }

    private mutating func compare(_ tile: LogTile) {
        do throws(TileReadError) {
            let stored = try tiles.tile(tile.coordinate)
            report.tilesCompared += 1
            if let place = zip(stored, tile.hashes).enumerated().first(where: { $1.0 != $1.1 })?.offset {
                add(.wrongTile(tile.coordinate, firstDifference: place))
            }
        } catch .missing {
            add(.missingTile(tile.coordinate))
        } catch {
            add(.unreadableTile(tile.coordinate, error))
        }
    }

    // MARK: - Checkpoints

    private mutating func compareCheckpoints() {
        guard nextCheckpoint < checkpoints.count, checkpoints[nextCheckpoint].checkpoint.size == builder.size else {
            return
        }
        let root = builder.root
        while nextCheckpoint < checkpoints.count, checkpoints[nextCheckpoint].checkpoint.size == builder.size {
            let (number, checkpoint) = checkpoints[nextCheckpoint]
            if checkpoint.root == root {
                report.latest = checkpoint
            } else {
                add(.wrongRoot(number: number, size: checkpoint.size, stated: checkpoint.root, found: root))
            }
            nextCheckpoint += 1
        }
        // Only the partial tiles of the latest checkpoint have to be there; earlier ones have grown since.
        if nextCheckpoint == checkpoints.count {
            for tile in builder.partialTiles { compare(tile) }
        }
    }
}

extension LogVerifier: Sendable where Tiles: Sendable {}

import Identity

/// Something wrong with a log, found by ``LogVerifier``.
public enum LogFinding: Hashable, Sendable {
    // MARK: Entries

    /// No leaf is stored for these positions, and later ones follow.
    case missingLeaves(from: UInt64, to: UInt64)
    /// A leaf comes a second time, or after one that it should precede; it is left out.
    case misplacedLeaf(position: UInt64)
    /// The stored salt and entry do not hash to the leaf's data: either of the three was altered.
    case alteredEntry(position: UInt64)
    /// The sealed entry does not open, or is not an entry of this id.
    case unreadableEntry(position: UInt64, SealedEntry.OpenError)
    /// Instant, event or day of erasure stand beside the sealed entry otherwise than in it.
    case alteredRow(position: UInt64)
    /// The contents are gone before the law allowed it.
    case erasedTooEarly(position: UInt64, lastDay: Day)
    /// The contents are gone and no lawful erasure is recorded.
    case missingEntry(position: UInt64)

    // MARK: Tree

    /// So many leaves are lost together with their tiles that the tree could not be built beyond them.
    case holeTooWide(from: UInt64, to: UInt64)
    case missingTile(TileCoordinate)
    case unreadableTile(TileCoordinate, TileReadError)
    /// A stored tile differs from the leaves, first at this place in the tile.
    case wrongTile(TileCoordinate, firstDifference: Int)

    // MARK: Checkpoints, by their place in the history from 0

    case malformedCheckpoint(number: Int, CheckpointError)
    /// The log's key did not sign it.
    case forgedCheckpoint(number: Int, CheckpointError)
    /// It states fewer leaves than one before it.
    case shrink(number: Int, from: UInt64, to: UInt64)
    /// It states another root than one before it of the same size. Both are signed by the log.
    case fork(number: Int, size: UInt64)
    /// The leaves do not have the root that the checkpoint states: history was rewritten.
    case wrongRoot(number: Int, size: UInt64, stated: TreeHash, found: TreeHash)
    /// Fewer leaves are stored than the checkpoint states: the log was cut off.
    case truncated(number: Int, size: UInt64, stored: UInt64)
    /// The latest checkpoint lacks cosignatures that the policy asks for, or bears a forged one.
    case notWitnessed(number: Int, WitnessPolicy.NotMet)
}

/// What a verification found.
public struct LogReport: Hashable, Sendable {
    /// In order of discovery, at most ``LogVerifier/maximumFindings``.
    public internal(set) var findings: [LogFinding] = []
    /// All findings, those beyond the list included.
    public internal(set) var findingCount = 0
    /// Leaves read, missing ones not counted.
    public internal(set) var leaves: UInt64 = 0
    /// Entries whose contents were compared with their leaf.
    public internal(set) var entriesCompared: UInt64 = 0
    /// Entries whose contents were erased after their term.
    public internal(set) var entriesErased: UInt64 = 0
    public internal(set) var tilesCompared: UInt64 = 0
    /// Leaves after the latest good checkpoint, which no signature covers yet.
    public internal(set) var leavesNotCovered: UInt64 = 0
    /// The latest checkpoint that was signed by the log and agrees with the leaves.
    public internal(set) var latest: LogCheckpoint?

    public var isSound: Bool { findingCount == 0 }
}

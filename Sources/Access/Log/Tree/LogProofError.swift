/// Why a proof does not prove what it claims.
public enum LogProofError: Error, Hashable, Sendable {
    /// The leaf's index is not below the tree's size, or the older tree is larger than the newer.
    case outOfRange
    /// More or fewer hashes than the two sizes call for.
    case wrongLength
    /// The hashes do not lead to the root.
    case rootMismatch
    /// The hashes do not lead to the older tree's root.
    case oldRootMismatch
}

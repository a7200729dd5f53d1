/// That a tree is an earlier tree with leaves added at its end, and nothing else.
public struct ConsistencyProof: Hashable, Sendable {
    /// Leaves in the earlier tree.
    public var oldSize: UInt64
    /// Leaves in the later tree.
    public var newSize: UInt64
    public var path: [TreeHash]

    public init(oldSize: UInt64, newSize: UInt64, path: [TreeHash]) {
        (self.oldSize, self.newSize, self.path) = (oldSize, newSize, path)
    }

    /// Checks the proof by RFC 9162, section 2.1.4.2. From the empty tree, and between equal sizes, the path is empty.
    public func verify(oldRoot: TreeHash, newRoot: TreeHash) throws(LogProofError) {
        guard oldSize <= newSize else { throw .outOfRange }
        if oldSize == newSize {
            guard path.isEmpty else { throw .wrongLength }
            guard oldRoot == newRoot else { throw .rootMismatch }
            return
        }
        if oldSize == 0 {
            guard path.isEmpty else { throw .wrongLength }
            guard oldRoot == .emptyRoot else { throw .oldRootMismatch }
            return
        }
        var hashes = path[...]
        // A perfect earlier tree is a node of the later one, so its root is left out of the path.
        if oldSize & (oldSize - 1) == 0 { hashes = ([oldRoot] + path)[...] }
        guard let first = hashes.popFirst() else { throw .wrongLength }
        var (position, last) = (oldSize - 1, newSize - 1)
        while position & 1 == 1 {
            position >>= 1
            last >>= 1
        }
        var (old, new) = (first, first)
        for sibling in hashes {
            guard last != 0 else { throw .wrongLength }
            if position & 1 == 1 || position == last {
                old = .node(sibling, old)
                new = .node(sibling, new)
                while position & 1 == 0 && position != 0 {
                    position >>= 1
                    last >>= 1
                }
            } else {
                new = .node(new, sibling)
            }
            position >>= 1
            last >>= 1
        }
        guard last == 0 else { throw .wrongLength }
        guard old == oldRoot else { throw .oldRootMismatch }
        guard new == newRoot else { throw .rootMismatch }
    }
}

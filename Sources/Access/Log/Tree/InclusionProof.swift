/// That a leaf stands at a place in a tree: the sibling hashes from the leaf up to the root's child.
public struct InclusionProof: Hashable, Sendable {
    /// The leaf's zero-based position.
    public var index: UInt64
    /// Leaves in the tree.
    public var size: UInt64
    public var path: [TreeHash]

    public init(index: UInt64, size: UInt64, path: [TreeHash]) {
        (self.index, self.size, self.path) = (index, size, path)
    }

    /// Checks the proof by RFC 9162, section 2.1.3.2.
    public func verify(leafHash: TreeHash, root: TreeHash) throws(LogProofError) {
        guard index < size else { throw .outOfRange }
        var (position, last) = (index, size - 1)
        var hash = leafHash
        for sibling in path {
            guard last != 0 else { throw .wrongLength }
            if position & 1 == 1 || position == last {
                hash = .node(sibling, hash)
                if position & 1 == 0 {
                    repeat {
                        position >>= 1
                        last >>= 1
                    } while position & 1 == 0 && position != 0
                }
            } else {
                hash = .node(hash, sibling)
            }
            position >>= 1
            last >>= 1
        }
        guard last == 0 else { throw .wrongLength }
        guard hash == root else { throw .rootMismatch }
    }
}

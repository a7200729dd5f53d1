/// The right edge of a Merkle tree: the roots of the perfect subtrees that its size, read in binary, names.
///
/// It is all that appending and the root need, at most 63 hashes however large the tree; appending costs one node hash
/// on average.
public struct TreeFrontier: Sendable {
    /// Leaves in the tree.
    public private(set) var size: UInt64 = 0
    // By height; a slot counts only where `size` has that bit.
    private var nodes: [TreeHash] = []

    /// The frontier of an empty tree.
    public init() { nodes.reserveCapacity(32) }

    /// Adds a leaf by its leaf hash (`SHA256(0x00 || data)`).
    public mutating func append(_ leafHash: TreeHash) {
        append(leafHash) { _, _ in }
    }

    /// Adds a leaf and tells of every perfect subtree that it completes, from the leaf (height 0) upwards.
    @inline(__always)
    mutating func append(_ leafHash: TreeHash, completed: (_ height: Int, _ root: TreeHash) -> Void) {
        carry(leafHash, from: 0, completed: completed)
        size += 1
    }

    /// Adds a perfect subtree of `2^height` leaves; the size must be a multiple of that.
    mutating func append(subtree root: TreeHash, height: Int) {
        carry(root, from: height) { _, _ in }
        size += 1 << UInt64(height)
    }

    @inline(__always)
    private mutating func carry(_ root: TreeHash, from start: Int, completed: (Int, TreeHash) -> Void) {
        var (hash, height) = (root, start)
        completed(height, hash)
        while size >> UInt64(height) & 1 == 1 {
            hash = .node(nodes[height], hash)
            height += 1
            completed(height, hash)
        }
        while nodes.count <= height { nodes.append(TreeHash()) }
        nodes[height] = hash
    }

    /// The tree's root hash (RFC 9162, section 2.1.1).
    public var root: TreeHash {
        guard size > 0 else { return .emptyRoot }
        var height = size.trailingZeroBitCount
        var hash = nodes[height]
        height += 1
        while height < nodes.count {
            if size >> UInt64(height) & 1 == 1 { hash = .node(nodes[height], hash) }
            height += 1
        }
        return hash
    }
}

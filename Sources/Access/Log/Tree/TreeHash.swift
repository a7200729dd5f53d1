import Crypto

/// A SHA-256 value of the log's Merkle tree: a leaf's data, a leaf hash, a node or a root.
///
/// The 32 bytes lie inline, so that an array of hashes is one contiguous block and can be written as a tile
/// without conversion.
public struct TreeHash: Hashable, Sendable {
    /// Bytes of a SHA-256 value.
    public static let byteCount = 32

    // The memory image of the 32 bytes; never read as numbers.
    var words: (UInt64, UInt64, UInt64, UInt64)

    init() { words = (0, 0, 0, 0) }

    /// `nil` unless there are exactly 32 bytes.
    public init?(_ bytes: some Collection<UInt8>) {
        guard bytes.count == TreeHash.byteCount else { return nil }
        self.init()
        withUnsafeMutableBytes(of: &words) { $0.copyBytes(from: bytes) }
    }

    init(_ digest: SHA256.Digest) {
        self.init()
        withUnsafeMutableBytes(of: &words) { target in
            digest.withUnsafeBytes { target.copyMemory(from: $0) }
        }
    }

    public var bytes: [UInt8] { withUnsafeBytes { Array($0) } }

    public func withUnsafeBytes<Result>(_ body: (UnsafeRawBufferPointer) throws -> Result) rethrows -> Result {
        try Swift.withUnsafeBytes(of: words, body)
    }

    public static func == (a: TreeHash, b: TreeHash) -> Bool { a.words == b.words }
    public func hash(into hasher: inout Hasher) { withUnsafeBytes { hasher.combine(bytes: $0) } }
}

extension TreeHash: CustomStringConvertible {
    /// Lower-case hexadecimal.
    public var description: String { Hexadecimal.encode(bytes) }
    /// Standard base64 with padding (RFC 4648, section 4), as checkpoints and proofs write it.
    public var base64: String { Base64.encode(bytes) }
    /// `nil` unless the text is the one canonical base64 form of 32 bytes.
    public init?(base64: some StringProtocol) {
        guard let bytes = Base64.decode(base64.utf8) else { return nil }
        self.init(bytes)
    }
}

// MARK: - RFC 6962, section 2.1 (RFC 9162, section 2.1.1)

extension TreeHash {
    /// The root of a tree without leaves: SHA-256 of nothing.
    public static let emptyRoot = TreeHash(SHA256.hash(data: [UInt8]()))

    /// SHA-256 of bytes as they are, without a prefix.
    static func digest(_ bytes: some Sequence<UInt8>) -> TreeHash {
        let contiguous: TreeHash? = bytes.withContiguousStorageIfAvailable { buffer in
            var hasher = SHA256()
            hasher.update(bufferPointer: UnsafeRawBufferPointer(buffer))
            return TreeHash(hasher.finalize())
        }
        return contiguous ?? digest(Array(bytes))
    }

    static func digest(salt: EntrySalt, entry: [UInt8]) -> TreeHash {
        var hasher = SHA256()
        salt.withUnsafeBytes { hasher.update(bufferPointer: $0) }
        entry.withUnsafeBytes { hasher.update(bufferPointer: $0) }
        return TreeHash(hasher.finalize())
    }

    /// `SHA256(0x00 || data)`.
    public static func leaf(_ data: some Sequence<UInt8>) -> TreeHash {
        let contiguous: TreeHash? = data.withContiguousStorageIfAvailable { leaf(UnsafeRawBufferPointer($0)) }
        return contiguous ?? leaf(Array(data))
    }

    static func leaf(_ data: UnsafeRawBufferPointer) -> TreeHash {
        var hasher = SHA256()
        Swift.withUnsafeBytes(of: UInt8(0)) { hasher.update(bufferPointer: $0) }
        hasher.update(bufferPointer: data)
        return TreeHash(hasher.finalize())
    }

    /// The hash of a leaf whose data is itself a hash; see ``LogLeaf``.
    public static func leaf(_ data: TreeHash) -> TreeHash {
        withUnsafeTemporaryAllocation(byteCount: 1 + byteCount, alignment: 1) { buffer in
            buffer[0] = 0
            data.withUnsafeBytes { UnsafeMutableRawBufferPointer(rebasing: buffer[1...]).copyMemory(from: $0) }
            var hasher = SHA256()
            hasher.update(bufferPointer: UnsafeRawBufferPointer(buffer))
            return TreeHash(hasher.finalize())
        }
    }

    /// `SHA256(0x01 || left || right)`.
    public static func node(_ left: TreeHash, _ right: TreeHash) -> TreeHash {
        withUnsafeTemporaryAllocation(byteCount: 1 + 2 * byteCount, alignment: 1) { buffer in
            buffer[0] = 1
            left.withUnsafeBytes { UnsafeMutableRawBufferPointer(rebasing: buffer[1..<33]).copyMemory(from: $0) }
            right.withUnsafeBytes { UnsafeMutableRawBufferPointer(rebasing: buffer[33..<65]).copyMemory(from: $0) }
            var hasher = SHA256()
            hasher.update(bufferPointer: UnsafeRawBufferPointer(buffer))
            return TreeHash(hasher.finalize())
        }
    }

    /// The root of a perfect tree over `hashes`, whose number is a power of two.
    static func perfectRoot(_ hashes: ArraySlice<TreeHash>) -> TreeHash {
        var frontier = TreeFrontier()
        for hash in hashes { frontier.append(hash) }
        return frontier.root
    }
}

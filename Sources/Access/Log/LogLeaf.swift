/// What the Merkle tree holds of an entry.
///
/// ```
/// leaf data = SHA256(salt || entry)        32 bytes; salt: 32 random bytes, one per entry
/// leaf hash = SHA256(0x00 || leaf data)    RFC 6962: what the tree is built on
/// ```
///
/// The salt has a fixed length, so salt and entry cannot be divided in two ways, and the two are bound as strongly as
/// SHA-256 resists collisions. The leaf data stays for ever, entry and salt only until their term ends. Whoever then
/// has the leaf data alone cannot try out what the entry may have said, because a guess would also have to hit
/// 256 random bits; and every proof still holds, because none of them needs more than the leaf data.
public enum LogLeaf {
    /// `SHA256(salt || entry)`, the data of the leaf; `entry` is the clear encoding of the entry.
    public static func data(salt: EntrySalt, entry: [UInt8]) -> TreeHash {
        TreeHash.digest(salt: salt, entry: entry)
    }

    /// `SHA256(0x00 || data)`.
    public static func hash(data: TreeHash) -> TreeHash { .leaf(data) }

    /// The leaf hash of an entry and its salt.
    public static func hash(salt: EntrySalt, entry: [UInt8]) -> TreeHash { .leaf(data(salt: salt, entry: entry)) }
}

/// 32 random bytes that hide an entry behind its hash. As secret as the entry itself: stored and erased with it.
public struct EntrySalt: Hashable, Sendable {
    public static let byteCount = 32
    private let value: TreeHash

    /// `nil` unless there are exactly 32 bytes.
    public init?(_ bytes: some Collection<UInt8>) {
        guard let value = TreeHash(bytes) else { return nil }
        self.value = value
    }

    /// A fresh salt. Outside tests the generator has to be a cryptographic one, such as the system's.
    public static func random(using generator: inout some RandomNumberGenerator) -> EntrySalt {
        var value = TreeHash()
        value.words = (generator.next(), generator.next(), generator.next(), generator.next())
        return EntrySalt(value)
    }

    public static func random() -> EntrySalt {
        var generator = SystemRandomNumberGenerator()
        return random(using: &generator)
    }

    private init(_ value: TreeHash) { self.value = value }

    public var bytes: [UInt8] { value.bytes }
    func withUnsafeBytes<Result>(_ body: (UnsafeRawBufferPointer) -> Result) -> Result { value.withUnsafeBytes(body) }
}

extension EntrySalt: CustomStringConvertible {
    /// Tells nothing of the salt, so that none ends up in a diagnostic.
    public var description: String { "EntrySalt(32 bytes)" }
}

import Crypto

/// A key that entries of the log are sealed with, and its number. Old keys stay in the ring as long as entries
/// sealed with them exist.
public struct LogKey: Sendable {
    public static let byteCount = 32
    public let id: UInt32
    private let secret: SymmetricKey

    /// `nil` unless there are exactly 32 bytes.
    public init?(id: UInt32, bytes: [UInt8]) {
        guard bytes.count == LogKey.byteCount else { return nil }
        (self.id, secret) = (id, SymmetricKey(data: bytes))
    }

    /// A fresh key from the system's generator.
    public static func random(id: UInt32) -> LogKey { LogKey(id: id, secret: SymmetricKey(size: .bits256)) }

    private init(id: UInt32, secret: SymmetricKey) { (self.id, self.secret) = (id, secret) }

    /// The key itself, to be kept where no backup of the log is kept.
    public var secretBytes: [UInt8] { secret.withUnsafeBytes { Array($0) } }

    /// A key for one entry alone: HKDF-Expand (RFC 5869) with SHA-256. AES-GCM with random nonces is safe for about
    /// 2^32 messages per key, which a busy register writes in weeks; with a key per entry the number is no concern.
    func key(for entry: OpaqueID) -> SymmetricKey {
        HKDF<SHA256>.expand(
            pseudoRandomKey: secret, info: LogKey.label + entry.bytes, outputByteCount: LogKey.byteCount)
    }

    private static let label = Array("sextant log entry v1\n".utf8)
}

extension LogKey: CustomStringConvertible {
    /// Tells the number only, so that no key ends up in a diagnostic.
    public var description: String { "LogKey(\(id))" }
}

/// The keys of a log: one to seal with, all to open with.
public struct LogKeyRing: Sendable {
    private var keys: [UInt32: LogKey]
    /// The key that new entries are sealed with.
    public private(set) var current: LogKey

    public init(current: LogKey, older: [LogKey] = []) {
        keys = Dictionary(older.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        keys[current.id] = current
        self.current = current
    }

    public func key(_ id: UInt32) -> LogKey? { keys[id] }
}

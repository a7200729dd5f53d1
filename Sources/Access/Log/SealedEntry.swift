import Crypto

/// An entry as the store keeps it: encrypted together with its salt, so that the data used in queries lies in clear in
/// no store, write-ahead log or backup, and one erasure takes both.
///
/// ```
/// version (1 byte, 1) | key id (4, big-endian) | nonce (12) | AES-256-GCM of salt (32) || entry | tag (16)
/// ```
///
/// Associated data is version, key id and the entry's id, so that a sealed entry put in another's place does not
/// open. The leaf in the Merkle tree is over the clear bytes: sealing anew under another key changes no proof.
public struct SealedEntry: Hashable, Sendable {
    public let id: OpaqueID
    public let bytes: [UInt8]

    private static let version: UInt8 = 1
    private static let headerLength = 5
    private static let nonceLength = 12
    private static let tagLength = 16
    private static let overhead = headerLength + nonceLength + EntrySalt.byteCount + tagLength

    public enum SealError: Error, Hashable, Sendable {
        case entry(AccessLogEntry.EncodingError)
        case tooLong
        /// The cryptographic library failed.
        case failed
    }

    public enum OpenError: Error, Hashable, Sendable {
        /// Not a sealed entry, or of a version unknown here.
        case malformed
        /// The ring has no such key.
        case unknownKey(UInt32)
        /// The bytes are not what the key sealed under this id.
        case altered
        case entry(AccessLogEntry.DecodingError)
        /// The entry inside bears another id.
        case otherEntry(OpaqueID)
    }

    /// Takes stored bytes without opening them. `nil` if they cannot be a sealed entry.
    public init?(id: OpaqueID, bytes: [UInt8]) {
        guard bytes.count >= SealedEntry.overhead,
            bytes.count <= SealedEntry.overhead + AccessLogEntry.Limit.bytes, bytes[0] == SealedEntry.version
        else { return nil }
        (self.id, self.bytes) = (id, bytes)
    }

    /// Seals an entry under its id; `nonce`, if given, must be 12 bytes never used before for this id and key.
    public init(
        sealing entry: AccessLogEntry, salt: EntrySalt, with key: LogKey, nonce: [UInt8]? = nil
    ) throws(SealError) {
        let clear: [UInt8]
        do throws(AccessLogEntry.EncodingError) { clear = try entry.encoded() } catch { throw .entry(error) }
        try self.init(id: entry.id, sealing: clear, salt: salt, with: key, nonce: nonce)
    }

    /// Seals the encoding of an entry.
    public init(
        id: OpaqueID, sealing entry: [UInt8], salt: EntrySalt, with key: LogKey, nonce: [UInt8]? = nil
    ) throws(SealError) {
        guard entry.count <= AccessLogEntry.Limit.bytes else { throw .tooLong }
        let header = SealedEntry.header(keyID: key.id)
        do {
            let box = try AES.GCM.seal(
                salt.bytes + entry, using: key.key(for: id),
                nonce: nonce.map { try AES.GCM.Nonce(data: $0) } ?? AES.GCM.Nonce(),
                authenticating: header + id.bytes)
            guard let combined = box.combined else { throw SealError.failed }
            self.id = id
            bytes = header + combined
        } catch {
            throw .failed
        }
    }

    /// The number of the key that it is sealed with.
    public var keyID: UInt32 { bytes[1..<5].reduce(0) { $0 << 8 | UInt32($1) } }

    /// What was sealed.
    public struct Opened: Hashable, Sendable {
        public let salt: EntrySalt
        /// The encoding of the entry.
        public let entry: [UInt8]
        /// The data of its leaf; see ``LogLeaf``.
        public var leafData: TreeHash { LogLeaf.data(salt: salt, entry: entry) }
    }

    public func open(with ring: LogKeyRing) throws(OpenError) -> Opened {
        guard let key = ring.key(keyID) else { throw .unknownKey(keyID) }
        let header = SealedEntry.header(keyID: key.id)
        guard let box = try? AES.GCM.SealedBox(combined: bytes[SealedEntry.headerLength...]),
            let clear = try? AES.GCM.open(box, using: key.key(for: id), authenticating: header + id.bytes),
            let salt = EntrySalt(clear.prefix(EntrySalt.byteCount))
        else { throw .altered }
        return Opened(salt: salt, entry: Array(clear.dropFirst(EntrySalt.byteCount)))
    }

    /// Opens and decodes, and makes sure that the entry is the one that the id names.
    public func entry(with ring: LogKeyRing) throws(OpenError) -> AccessLogEntry {
        try decode(try open(with: ring))
    }

    func decode(_ opened: Opened) throws(OpenError) -> AccessLogEntry {
        let entry: AccessLogEntry
        do throws(AccessLogEntry.DecodingError) {
            entry = try AccessLogEntry(decoding: opened.entry)
        } catch {
            throw .entry(error)
        }
        guard entry.id == id else { throw .otherEntry(entry.id) }
        return entry
    }

    private static func header(keyID: UInt32) -> [UInt8] {
        [version, UInt8(keyID >> 24), UInt8(keyID >> 16 & 255), UInt8(keyID >> 8 & 255), UInt8(keyID & 255)]
    }
}

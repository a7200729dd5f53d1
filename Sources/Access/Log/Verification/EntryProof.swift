/// Everything a person needs, beside the entry and the log's public key, to check offline that the entry is in the log:
/// where it stands, the path to the root, the salt, and the signed checkpoint (C2SP `tlog-proof`).
///
/// ```
/// c2sp.org/tlog-proof@v1
/// extra <base64 of the salt>
/// index <position>
/// <base64 of a hash>                  one line per hash of the path
///
/// <the checkpoint as it is>
/// ```
public struct EntryProof: Hashable, Sendable {
    /// Bytes that a proof may have.
    public static let maximumByteCount = 1 << 20
    static let maximumPathCount = 63

    /// The entry's position in the log.
    public let index: UInt64
    public let path: [TreeHash]
    public let checkpoint: SignedCheckpoint
    /// The salt of the entry; `nil` once it is erased, or where it is given apart. Whoever has it can check the entry
    /// but, without the entry, learns nothing from it.
    public let salt: EntrySalt?

    /// Why a proof cannot be read.
    public enum FormatError: Error, Hashable, Sendable {
        case tooLong
        case malformed
        case checkpoint(CheckpointError)
    }

    /// Why an entry is not proved.
    public enum VerificationError: Error, Hashable, Sendable {
        case checkpoint(CheckpointError)
        case witnesses(WitnessPolicy.NotMet)
        /// Neither the proof nor the caller has the salt.
        case noSalt
        /// The entry is another, stands elsewhere, or is not in the log.
        case proof(LogProofError)
    }

    /// Throws `malformed` if the path is longer than any tree's.
    public init(
        index: UInt64, path: [TreeHash], checkpoint: SignedCheckpoint, salt: EntrySalt?
    ) throws(FormatError) {
        guard path.count <= EntryProof.maximumPathCount, index <= UInt64(Int64.max) else { throw .malformed }
        (self.index, self.path, self.checkpoint, self.salt) = (index, path, checkpoint, salt)
    }

    /// Makes the proof of one entry from the tiles of the checkpoint's tree.
    public init(
        of index: UInt64, in checkpoint: SignedCheckpoint, tiles: some TileReader, salt: EntrySalt?
    ) throws(TreeReadError) {
        let tree = TiledTree(size: checkpoint.checkpoint.size, tiles: tiles)
        (self.index, path) = (index, try tree.inclusionProof(of: index).path)
        (self.checkpoint, self.salt) = (checkpoint, salt)
    }

    // MARK: - Verification

    /// Checks that `entry` (its clear encoding) stands in the log of `log` at ``index``, and that enough witnesses saw
    /// the checkpoint. `salt` overrides the proof's own.
    @discardableResult
    public func verify(
        entry: [UInt8], salt: EntrySalt? = nil, log: VerifierKey, witnesses: WitnessPolicy = .none
    ) throws(VerificationError) -> LogCheckpoint {
        guard let salt = salt ?? self.salt else { throw .noSalt }
        return try verify(leafData: LogLeaf.data(salt: salt, entry: entry), log: log, witnesses: witnesses)
    }

    /// The same for an entry of which only the leaf data is left, its contents having been erased lawfully.
    @discardableResult
    public func verify(
        leafData: TreeHash, log: VerifierKey, witnesses: WitnessPolicy = .none
    ) throws(VerificationError) -> LogCheckpoint {
        let checked: LogCheckpoint
        do throws(CheckpointError) { checked = try checkpoint.verify(by: log) } catch { throw .checkpoint(error) }
        do throws(WitnessPolicy.NotMet) { try witnesses.check(checkpoint) } catch { throw .witnesses(error) }
        do throws(LogProofError) {
            try InclusionProof(index: index, size: checked.size, path: path)
                .verify(leafHash: LogLeaf.hash(data: leafData), root: checked.root)
        } catch {
            throw .proof(error)
        }
        return checked
    }

    // MARK: - Text

    private static let header = Array("c2sp.org/tlog-proof@v1".utf8)

    /// The proof as a file, usually named `….tlog-proof`.
    public var text: String { String(decoding: bytes, as: UTF8.self) }

    public var bytes: [UInt8] {
        var text = String(decoding: EntryProof.header, as: UTF8.self) + "\n"
        if let salt { text += "extra \(Base64.encode(salt.bytes))\n" }
        text += "index \(index)\n"
        for hash in path { text += hash.base64 + "\n" }
        return Array((text + "\n").utf8) + checkpoint.bytes
    }

    /// Reads a proof strictly: writing what was read gives the same bytes. Extra data that is not a salt is refused.
    public init(bytes: [UInt8]) throws(FormatError) {
        guard bytes.count <= EntryProof.maximumByteCount else { throw .tooLong }
        var lines = LineReader(bytes)
        guard let header = lines.line(), header.elementsEqual(EntryProof.header) else { throw .malformed }
        var salt: EntrySalt?
        if let extra = lines.line(after: "extra") {
            guard let value = Base64.decode(extra).flatMap({ EntrySalt($0) }) else { throw .malformed }
            salt = value
        }
        guard let index = lines.line(after: "index").flatMap({ LineReader.decimal($0) }),
            let path = lines.hashes(limit: EntryProof.maximumPathCount)
        else { throw .malformed }
        let checkpoint: SignedCheckpoint
        do throws(CheckpointError) {
            checkpoint = try SignedCheckpoint(bytes: Array(lines.rest))
        } catch {
            throw .checkpoint(error)
        }
        try self.init(index: index, path: path, checkpoint: checkpoint, salt: salt)
    }
}

// MARK: - Codable form

extension EntryProof {
    /// The same proof as plain fields, for replies in JSON.
    public struct Portable: Hashable, Sendable, Codable {
        public var index: UInt64
        /// Base64, from the leaf's sibling to the root's child.
        public var hashes: [String]
        /// The signed checkpoint's text.
        public var checkpoint: String
        /// Base64.
        public var salt: String?

        public init(index: UInt64, hashes: [String], checkpoint: String, salt: String?) {
            (self.index, self.hashes, self.checkpoint, self.salt) = (index, hashes, checkpoint, salt)
        }
    }

    public var portable: Portable {
        Portable(
            index: index, hashes: path.map(\.base64), checkpoint: checkpoint.text,
            salt: salt.map { Base64.encode($0.bytes) })
    }

    public init(_ portable: Portable) throws(FormatError) {
        guard portable.hashes.count <= EntryProof.maximumPathCount else { throw .malformed }
        let path = portable.hashes.compactMap { TreeHash(base64: $0) }
        let salt = portable.salt.flatMap { Base64.decode($0.utf8) }.flatMap { EntrySalt($0) }
        guard path.count == portable.hashes.count, (salt == nil) == (portable.salt == nil) else { throw .malformed }
        let checkpoint: SignedCheckpoint
        do throws(CheckpointError) {
            checkpoint = try SignedCheckpoint(bytes: Array(portable.checkpoint.utf8))
        } catch {
            throw .checkpoint(error)
        }
        try self.init(index: portable.index, path: path, checkpoint: checkpoint, salt: salt)
    }
}

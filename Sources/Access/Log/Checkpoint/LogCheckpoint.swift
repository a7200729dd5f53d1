/// What a log states about itself at a moment: how many leaves it has and their root hash (C2SP `tlog-checkpoint`).
public struct LogCheckpoint: Hashable, Sendable {
    /// Which log.
    public let origin: NoteName
    /// Leaves in the tree.
    public let size: UInt64
    /// The root hash of the tree at that size.
    public let root: TreeHash

    public init(origin: NoteName, size: UInt64, root: TreeHash) {
        (self.origin, self.size, self.root) = (origin, size, root)
    }

    /// Origin, size and base64 root, a line each.
    public var text: String { "\(origin)\n\(size)\n\(root.base64)\n" }

    /// `nil` unless the bytes are three lines of that form. Extension lines, which no auditor could check, are
    /// refused; this log writes none.
    init?(text: [UInt8]) {
        var lines = LineReader(text)
        guard let origin = lines.line().flatMap({ NoteName(bytes: $0) }),
            let size = lines.line().flatMap({ LineReader.decimal($0) }),
            let root = lines.line().flatMap({ Base64.decode($0) }).flatMap({ TreeHash($0) }), lines.rest.isEmpty
        else { return nil }
        self.init(origin: origin, size: size, root: root)
    }
}

/// Why a checkpoint is not to be believed.
public enum CheckpointError: Error, Hashable, Sendable {
    case note(SignedNote.FormatError)
    /// The signed text is not origin, size and root.
    case malformed
    /// The checkpoint is of another log than the key.
    case wrongOrigin(NoteName)
    /// No signature by the key. The key may be unknown to this log, or the checkpoint by somebody else.
    case notSigned(by: NoteName)
    /// A signature that names the key and that the key did not make: a forgery.
    case forged(NoteName)
    /// Size beyond what a checkpoint can state (2^63 - 1), or the cryptographic library failed.
    case cannotSign
    /// The key is not of the kind that this signature needs.
    case wrongAlgorithm(NoteAlgorithm)
}

/// A checkpoint with the signatures of its log and of witnesses.
public struct SignedCheckpoint: Hashable, Sendable {
    /// What the note says; to be believed only after ``verify(by:)``.
    public let checkpoint: LogCheckpoint
    public private(set) var note: SignedNote

    /// Reads a checkpoint without believing it yet.
    public init(bytes: [UInt8]) throws(CheckpointError) {
        let note: SignedNote
        do throws(SignedNote.FormatError) { note = try SignedNote(bytes: bytes) } catch { throw .note(error) }
        guard let checkpoint = LogCheckpoint(text: note.text) else { throw .malformed }
        (self.checkpoint, self.note) = (checkpoint, note)
    }

    /// Signs a checkpoint as the log. The key must be an `ed25519` key that bears the log's origin as its name.
    public init(signing checkpoint: LogCheckpoint, with key: SigningKey) throws(CheckpointError) {
        guard key.verifierKey.algorithm == .ed25519 else { throw .wrongAlgorithm(key.verifierKey.algorithm) }
        guard key.verifierKey.name == checkpoint.origin else { throw .wrongOrigin(checkpoint.origin) }
        guard checkpoint.size <= UInt64(Int64.max) else { throw .cannotSign }
        var note: SignedNote
        do throws(SignedNote.FormatError) {
            note = try SignedNote(text: Array(checkpoint.text.utf8))
        } catch {
            throw .note(error)
        }
        guard let signature = key.signature(over: note.text) else { throw .cannotSign }
        note.add(
            NoteSignature(name: key.verifierKey.name, keyID: key.verifierKey.keyID, signature: signature))
        (self.checkpoint, self.note) = (checkpoint, note)
    }

    public var bytes: [UInt8] { note.bytes }
    public var text: String { String(decoding: bytes, as: UTF8.self) }

    /// Makes sure that the log signed this, and tells what it signed. Every signature that names the key has to be
    /// good; those by other keys are ignored.
    @discardableResult
    public func verify(by key: VerifierKey) throws(CheckpointError) -> LogCheckpoint {
        guard key.algorithm == .ed25519 else { throw .wrongAlgorithm(key.algorithm) }
        guard checkpoint.origin == key.name else { throw .wrongOrigin(checkpoint.origin) }
        let signatures = note.signatures(by: key)
        guard !signatures.isEmpty else { throw .notSigned(by: key.name) }
        guard signatures.allSatisfy({ key.verifies($0.signature, over: note.text) }) else {
            throw .forged(key.name)
        }
        return checkpoint
    }

    /// Adds a signature, such as the one a witness returned. `false`, and no change, where the note is full.
    @discardableResult
    public mutating func add(_ signature: NoteSignature) -> Bool { note.add(signature) }

    /// The same checkpoint with these signatures only.
    func keeping(_ signatures: some Sequence<NoteSignature>) -> SignedCheckpoint {
        var copy = self
        copy.note = note.keeping(signatures)
        return copy
    }
}

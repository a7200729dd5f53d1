import Access
import Identity
import Operations

/// The proof of one log entry, checked here and now: that the question of a border check was logged, where, and under
/// which signed checkpoint.
struct ProvedEntry: Sendable {
    var id: String
    var position: UInt64
    var size: UInt64
    var root: String
    var origin: String
    var leafHash: String
    var hashes: [String]
    var checkpointText: String
    var key: String
    var loggedAt: Instant
    /// `nil` where the proof holds.
    var failure: String?
    /// The files for checking elsewhere, with `sextant log check`.
    var proofFile: [UInt8]
    var entryFile: [UInt8]

    enum Refused: Error, Equatable {
        /// No such entry, somebody else's, or its contents are erased: for the asker the same.
        case none
        /// No checkpoint covers it yet.
        case notYet
        case unreadable
    }

    /// Verifies the proof with the log's public key. Only who asked the question gets its entry: the entry holds the
    /// question as typed.
    init(
        _ id: String, _ proof: EntryProof, entry bytes: [UInt8]?, for caller: Caller, key: VerifierKey
    ) throws(Refused) {
        guard let bytes else { throw .none }
        let entry: AccessLogEntry
        do { entry = try AccessLogEntry(decoding: bytes) } catch { throw .unreadable }
        guard entry.authority == caller.authority, entry.user == caller.user else { throw .none }
        guard let salt = proof.salt else { throw .none }
        self.id = id
        position = proof.index
        size = proof.checkpoint.checkpoint.size
        root = proof.checkpoint.checkpoint.root.base64
        origin = "\(proof.checkpoint.checkpoint.origin)"
        leafHash = LogLeaf.hash(data: LogLeaf.data(salt: salt, entry: bytes)).base64
        hashes = proof.path.map(\.base64)
        checkpointText = proof.checkpoint.text
        self.key = key.text
        loggedAt = entry.instant
        do throws(EntryProof.VerificationError) {
            try proof.verify(entry: bytes, log: key)
            failure = nil
        } catch {
            failure =
                switch error {
                case .checkpoint: "the checkpoint's signature is not the log's"
                case .witnesses: "witnesses are missing"
                case .noSalt: "the salt is missing"
                case .proof: "the hashes do not lead to the signed root"
                }
        }
        proofFile = proof.bytes
        entryFile = bytes
    }
}

import Identity

/// A second party that watches logs: it cosigns a checkpoint only if that extends all it has cosigned before, so that
/// a log cannot show different histories to different people (C2SP `tlog-witness`).
public struct Witness: Sendable {
    private let key: SigningKey
    private let logs: [NoteName: VerifierKey]
    /// What the witness remembers. It has to be on disk before a signature leaves.
    public private(set) var state: WitnessState

    /// A witness with its `cosignatureV1` key, for the logs whose keys it trusts.
    public init(key: SigningKey, logs: [VerifierKey], state: WitnessState = WitnessState()) throws(CheckpointError) {
        guard key.verifierKey.algorithm == .cosignatureV1 else { throw .wrongAlgorithm(key.verifierKey.algorithm) }
        self.key = key
        self.logs = Dictionary(logs.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
        self.state = state
    }

    /// The key that verifies this witness's cosignatures.
    public var verifierKey: VerifierKey { key.verifierKey }

    /// Why a witness does not cosign.
    public enum Refusal: Error, Hashable, Sendable {
        /// The witness does not watch this log (`tlog-witness`: 404).
        case unknownLog(NoteName)
        /// The log's signature is missing or false (403).
        case checkpoint(CheckpointError)
        /// The log takes leaves back: it now has fewer than were cosigned (400).
        case rollback(cosigned: UInt64, offered: UInt64)
        /// The proof does not start from what was cosigned last, which is this size (409).
        case otherStart(cosigned: UInt64)
        /// Two checkpoints of one size with different roots, both signed by the log: proof of a fork (409).
        case fork(ForkEvidence)
        /// The proof does not show that the checkpoint extends the one cosigned last (422).
        case inconsistent(LogProofError)
    }

    /// Answers a request of the log; see ``cosign(_:proof:at:)``.
    public mutating func cosign(_ request: WitnessRequest, at instant: Instant) throws(Refusal) -> NoteSignature {
        try cosign(request.checkpoint, proof: request.proof, at: instant)
    }

    /// Cosigns a checkpoint and remembers it. `proof` leads from the size last cosigned (0 at first) to the
    /// checkpoint's. On a refusal the state is unchanged.
    ///
    /// Write ``state`` to disk before the signature leaves; else a crash could make the witness sign a fork.
    public mutating func cosign(
        _ offered: SignedCheckpoint, proof: ConsistencyProof, at instant: Instant
    ) throws(Refusal) -> NoteSignature {
        guard let logKey = logs[offered.checkpoint.origin] else { throw .unknownLog(offered.checkpoint.origin) }
        let checkpoint: LogCheckpoint
        do throws(CheckpointError) { checkpoint = try offered.verify(by: logKey) } catch { throw .checkpoint(error) }
        let latest = state.latest(of: checkpoint.origin)
        let cosigned = latest?.checkpoint.size ?? 0
        guard checkpoint.size >= cosigned else { throw .rollback(cosigned: cosigned, offered: checkpoint.size) }
        if let latest, checkpoint.size == cosigned, checkpoint.root != latest.checkpoint.root {
            throw .fork(ForkEvidence(first: latest, second: offered))
        }
        guard proof.oldSize == cosigned else { throw .otherStart(cosigned: cosigned) }
        guard proof.newSize == checkpoint.size else { throw .inconsistent(.outOfRange) }
        do throws(LogProofError) {
            try proof.verify(oldRoot: latest?.checkpoint.root ?? .emptyRoot, newRoot: checkpoint.root)
        } catch {
            throw .inconsistent(error)
        }
        let signature: NoteSignature
        do throws(CheckpointError) {
            signature = try offered.cosignature(with: key, at: instant)
        } catch {
            throw .checkpoint(error)
        }
        // Other signatures, of which anyone can add any number, are not worth remembering.
        state.record(offered.keeping(offered.note.signatures(by: logKey).prefix(1) + [signature]))
        return signature
    }
}

/// Two checkpoints of a log that cannot both be true. Whoever holds the log's public key can check it, and the log
/// cannot deny it.
public struct ForkEvidence: Hashable, Sendable {
    public let first: SignedCheckpoint
    public let second: SignedCheckpoint

    init(first: SignedCheckpoint, second: SignedCheckpoint) { (self.first, self.second) = (first, second) }

    /// `nil` unless both are signed by the log, of one size and with different roots.
    public init?(_ first: SignedCheckpoint, _ second: SignedCheckpoint, log: VerifierKey) {
        guard (try? first.verify(by: log)) != nil, (try? second.verify(by: log)) != nil,
            first.checkpoint.size == second.checkpoint.size, first.checkpoint.root != second.checkpoint.root
        else { return nil }
        self.init(first: first, second: second)
    }
}

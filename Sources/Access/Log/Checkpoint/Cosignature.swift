import Identity

/// A witness's statement that, at a time, the checkpoint was the largest it had seen of the log and consistent with
/// all it had seen before (C2SP `tlog-cosignature`, version 1).
public struct Cosignature: Hashable, Sendable {
    public let witness: VerifierKey
    /// When the witness signed, in whole seconds.
    public let instant: Instant

    static func message(seconds: UInt64, text: [UInt8]) -> [UInt8] {
        Array("cosignature/v1\ntime \(seconds)\n".utf8) + text
    }
}

extension SignedCheckpoint {
    /// The signature that a witness adds. The key must be a `cosignatureV1` key; fractions of a second are dropped.
    /// A witness must not call this on its own but through ``Witness``, which looks at what it signed before.
    func cosignature(with key: SigningKey, at instant: Instant) throws(CheckpointError) -> NoteSignature {
        guard key.verifierKey.algorithm == .cosignatureV1 else { throw .wrongAlgorithm(key.verifierKey.algorithm) }
        guard instant.milliseconds >= 0 else { throw .cannotSign }
        let seconds = UInt64(instant.milliseconds / 1000)
        guard let signature = key.signature(over: Cosignature.message(seconds: seconds, text: note.text)) else {
            throw .cannotSign
        }
        let time = (0..<8).map { UInt8(seconds >> UInt64(56 - 8 * $0) & 255) }
        return NoteSignature(
            name: key.verifierKey.name, keyID: key.verifierKey.keyID, signature: time + signature)
    }

    /// The latest good cosignature by a witness; `nil` where it gave none. Throws `forged` where a line names the
    /// witness and the witness did not sign it.
    public func cosignature(by witness: VerifierKey) throws(CheckpointError) -> Cosignature? {
        guard witness.algorithm == .cosignatureV1 else { throw .wrongAlgorithm(witness.algorithm) }
        var latest: Cosignature?
        for line in note.signatures(by: witness) {
            guard line.signature.count == 72 else { throw .forged(witness.name) }
            let seconds = line.signature.prefix(8).reduce(0) { $0 << 8 | UInt64($1) }
            guard seconds <= UInt64(Int64.max) / 1000,
                witness.verifies(
                    line.signature.dropFirst(8), over: Cosignature.message(seconds: seconds, text: note.text))
            else { throw .forged(witness.name) }
            let instant = Instant(milliseconds: Int64(seconds) * 1000)
            if latest.map({ $0.instant < instant }) ?? true { latest = Cosignature(witness: witness, instant: instant) }
        }
        return latest
    }
}

/// How many of which witnesses must have cosigned a checkpoint before it is relied on.
public struct WitnessPolicy: Hashable, Sendable {
    public let witnesses: [VerifierKey]
    /// 0 to the number of witnesses.
    public let quorum: Int

    /// A policy that can never be met, or that counts a witness twice.
    public enum Invalid: Error, Hashable, Sendable {
        case quorumOutOfRange
        /// Two of the keys are the same public key, whatever their names.
        case duplicateWitness(NoteName)
        case wrongAlgorithm(NoteAlgorithm)
    }

    public init(quorum: Int, of witnesses: [VerifierKey]) throws(Invalid) {
        guard (0...witnesses.count).contains(quorum) else { throw .quorumOutOfRange }
        for (place, key) in witnesses.enumerated() {
            guard key.algorithm == .cosignatureV1 else { throw .wrongAlgorithm(key.algorithm) }
            guard !witnesses[..<place].contains(where: { $0.publicKey == key.publicKey }) else {
                throw .duplicateWitness(key.name)
            }
        }
        (self.witnesses, self.quorum) = (witnesses, quorum)
    }

    private init() { (witnesses, quorum) = ([], 0) }
    /// Asks for no witness.
    public static let none = WitnessPolicy()

    /// Why a checkpoint does not meet the policy.
    public enum NotMet: Error, Hashable, Sendable {
        case tooFew(found: Int, needed: Int)
        case checkpoint(CheckpointError)
    }

    /// The cosignatures of the policy's witnesses. A forged line of one of them refuses the whole checkpoint.
    @discardableResult
    public func check(_ checkpoint: SignedCheckpoint) throws(NotMet) -> [Cosignature] {
        var found: [Cosignature] = []
        for witness in witnesses {
            do throws(CheckpointError) {
                if let cosignature = try checkpoint.cosignature(by: witness) { found.append(cosignature) }
            } catch {
                throw .checkpoint(error)
            }
        }
        guard found.count >= quorum else { throw .tooFew(found: found.count, needed: quorum) }
        return found
    }
}

import Operations
import Registry
import Wire

/// A public key that others check Sextant by, or by which Sextant knows a witness of its log.
public struct VerificationKey: AdministrationRecord {
    public enum Use: String, CaseIterable, Sendable, WireChoice { case logCheckpoint, witness, token }
    public static let kind = RecordKind(.administration, "key")
    public static let collection = "keys"
    public static let noun = "key"

    public var name = ""
    public var use = Use.witness
    /// A verifier key as signed notes write it, or base64 of the raw key.
    public var publicKey = ""
    public var withdrawn = false

    public init() {}
    public static let meaning = "A public key: of the log's checkpoints, of a witness, of tokens."
    public static let fields: [Field<VerificationKey>] = [
        .required("name", \.name, "Name of the key.", limits: .text(.init(length: 1...100))),
        .required("use", \.use, "What it verifies."),
        .required("publicKey", \.publicKey, "Verifier key as signed notes write it, or base64.", limits: .text(.init(length: 20...500))),
        .defaulted("withdrawn", \.withdrawn, to: false, "No longer used."),
    ]
}

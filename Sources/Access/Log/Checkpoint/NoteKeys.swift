import Crypto

/// What a key of a signed note signs; the byte is C2SP `signed-note`'s signature type.
public enum NoteAlgorithm: UInt8, Hashable, Sendable {
    /// Ed25519 over the note's text: a log's own signature.
    case ed25519 = 0x01
    /// Ed25519 with a time, over the text of a checkpoint: a witness's cosignature (C2SP `tlog-cosignature`).
    case cosignatureV1 = 0x04
}

/// Why the text of a key was refused.
public enum NoteKeyError: Error, Hashable, Sendable {
    /// Not `name+id+material`, or one of the three is not in its canonical form.
    case malformed
    /// A signature type other than those of ``NoteAlgorithm``.
    case unknownAlgorithm(UInt8)
    /// The id is not the one that name and key have.
    case keyIDMismatch
    /// The material is not an Ed25519 key.
    case invalidKey
}

/// A public key that verifies signatures on notes: the *vkey* of C2SP `signed-note`.
public struct VerifierKey: Hashable, Sendable {
    public let name: NoteName
    public let algorithm: NoteAlgorithm
    /// The Ed25519 public key, 32 bytes.
    public let publicKey: [UInt8]
    /// The first four bytes of `SHA256(name || 0x0A || algorithm || public key)`, big-endian.
    public let keyID: UInt32

    /// Throws `invalidKey` unless the key has 32 bytes.
    public init(name: NoteName, algorithm: NoteAlgorithm, publicKey: [UInt8]) throws(NoteKeyError) {
        guard publicKey.count == 32, (try? Curve25519.Signing.PublicKey(rawRepresentation: publicKey)) != nil else {
            throw .invalidKey
        }
        self.init(name: name, algorithm: algorithm, validKey: publicKey)
    }

    fileprivate init(name: NoteName, algorithm: NoteAlgorithm, validKey: [UInt8]) {
        (self.name, self.algorithm, publicKey) = (name, algorithm, validKey)
        let digest = TreeHash.digest(name.bytes + [UInt8(ascii: "\n"), algorithm.rawValue] + validKey).bytes
        keyID = digest.prefix(4).reduce(0) { $0 << 8 | UInt32($1) }
    }

    /// `name+id+material`: the id as eight hexadecimal digits, the material the base64 of algorithm and key.
    public var text: String {
        "\(name)+\(hexadecimal(keyID))+" + Base64.encode([algorithm.rawValue] + publicKey)
    }

    public init(_ text: some StringProtocol) throws(NoteKeyError) {
        let (name, id, algorithm, key) = try splitKey(Array(text.utf8)[...])
        try self.init(name: name, algorithm: algorithm, publicKey: key)
        guard id == keyID else { throw .keyIDMismatch }
    }

    func verifies(_ signature: some Collection<UInt8>, over message: [UInt8]) -> Bool {
        guard signature.count == 64, let key = try? Curve25519.Signing.PublicKey(rawRepresentation: publicKey)
        else { return false }
        return key.isValidSignature(Array(signature), for: message)
    }
}

extension VerifierKey: CustomStringConvertible {
    public var description: String { text }
}

/// A private key that signs notes.
public struct SigningKey: Sendable {
    public let verifierKey: VerifierKey
    private let privateKey: Curve25519.Signing.PrivateKey

    /// A fresh key from the system's generator.
    public init(name: NoteName, algorithm: NoteAlgorithm) {
        self.init(name: name, algorithm: algorithm, privateKey: Curve25519.Signing.PrivateKey())
    }

    /// The key with a seed of 32 bytes (RFC 8032); throws `invalidKey` for any other length.
    public init(name: NoteName, algorithm: NoteAlgorithm, seed: [UInt8]) throws(NoteKeyError) {
        guard seed.count == 32, let key = try? Curve25519.Signing.PrivateKey(rawRepresentation: seed) else {
            throw .invalidKey
        }
        self.init(name: name, algorithm: algorithm, privateKey: key)
    }

    private init(name: NoteName, algorithm: NoteAlgorithm, privateKey: Curve25519.Signing.PrivateKey) {
        self.privateKey = privateKey
        verifierKey = VerifierKey(
            name: name, algorithm: algorithm, validKey: Array(privateKey.publicKey.rawRepresentation))
    }

    private static let prefix = Array("PRIVATE+KEY+".utf8)

    /// `PRIVATE+KEY+name+id+material`, the material the base64 of algorithm and seed. As secret as the key.
    public var secretText: String {
        let algorithm = verifierKey.algorithm.rawValue
        return "PRIVATE+KEY+\(verifierKey.name)+\(hexadecimal(verifierKey.keyID))+"
            + Base64.encode([algorithm] + Array(privateKey.rawRepresentation))
    }

    public init(secretText: some StringProtocol) throws(NoteKeyError) {
        let bytes = Array(secretText.utf8)
        guard bytes.starts(with: SigningKey.prefix) else { throw .malformed }
        let (name, id, algorithm, seed) = try splitKey(bytes[SigningKey.prefix.count...])
        try self.init(name: name, algorithm: algorithm, seed: seed)
        guard id == verifierKey.keyID else { throw .keyIDMismatch }
    }

    /// The 64 bytes of an Ed25519 signature; `nil` if the cryptographic library fails.
    func signature(over message: [UInt8]) -> [UInt8]? {
        (try? privateKey.signature(for: message)).map { Array($0) }
    }
}

extension SigningKey: CustomStringConvertible {
    /// Tells the public half only, so that no key ends up in a diagnostic.
    public var description: String { "SigningKey(\(verifierKey.name))" }
}

private func hexadecimal(_ id: UInt32) -> String {
    Hexadecimal.encode([UInt8(id >> 24), UInt8(id >> 16 & 255), UInt8(id >> 8 & 255), UInt8(id & 255)])
}

private func splitKey(
    _ text: ArraySlice<UInt8>
) throws(NoteKeyError) -> (NoteName, UInt32, NoteAlgorithm, [UInt8]) {
    // The material is base64 and may itself hold a plus sign; name and id cannot.
    let parts = text.split(separator: UInt8(ascii: "+"), maxSplits: 2, omittingEmptySubsequences: false)
    guard parts.count == 3, parts[2].count <= 64, let name = NoteName(bytes: parts[0]), parts[1].count == 8,
        let id = Hexadecimal.decode(parts[1]), let material = Base64.decode(parts[2]), let type = material.first
    else { throw .malformed }
    guard let algorithm = NoteAlgorithm(rawValue: type) else { throw .unknownAlgorithm(type) }
    return (name, id.reduce(0) { $0 << 8 | UInt32($1) }, algorithm, Array(material.dropFirst()))
}

import Identity
import Registry

/// Outcome of a comparison of one person's live sample with the samples of one file.
public enum VerificationOutcome: Hashable, Sendable {
    /// Same source, at the false-match rate that the engine is set to.
    case match
    case nonMatch
    /// The samples cannot be compared: other format, quality too low.
    case notComparable(String)
    /// No engine is wired, or it gives no answer.
    case notAvailable
}

/// 1:1 verification, wired from outside (Articles 23(2) and 26(1)).
public protocol BiometricVerification: Sendable {
    func compare(_ probe: [StoredTemplate], with references: [StoredTemplate]) async -> VerificationOutcome
}

/// 1:N identification by fingerprints, fingerprints and face, and for law enforcement latents or the face alone
/// (Articles 27 and 32(4)). Returns individual files or biometric data records, best first; `nil`: not available.
public protocol BiometricIdentification: Sendable {
    func candidates(for probe: [StoredTemplate], latent: Bool, limit: Int) async -> [RecordID]?
}

/// Search by names, birth date, nationality and sex, supplied by whoever keeps an index of identities. Returns
/// individual files, best first; `nil`: not available.
public protocol IdentitySearch: Sendable {
    func files(for identity: RegisteredIdentity, limit: Int) async -> [RecordID]?
}

/// What the EES needs from outside.
public struct EESPorts: Sendable {
    public var verification: (any BiometricVerification)?
    public var identification: (any BiometricIdentification)?
    public var identitySearch: (any IdentitySearch)?
    /// Whether a Member State operated the EES on a day without applying the Schengen acquis in full (Articles 4 and 11(4)–(5)).
    public var partialSchengen: @Sendable (_ memberState: String, _ day: Day) -> Bool
    /// The facial image taken live that the VIS holds of whoever has this identity and document (Articles 15(1), 16(1)(d)); `nil`: it
    /// holds none, or gives no answer.
    public var faceInVIS: @Sendable (_ identity: RegisteredIdentity, _ document: RegisteredDocument) async -> FaceInVIS?
    /// The face of an application file of the VIS, for a verification that is launched from the EES (Article 23(2); 767/2008 Article
    /// 18(6)–(7)); `nil`: not available.
    public var liveFace: @Sendable (_ application: RecordID) async -> [StoredTemplate]?
    /// What the register of border crossing points says of a code (Articles 16(2)(b), 18(6)(b)).
    public var crossingPoint: @Sendable (_ code: String) -> CrossingPointEntry

    public init(
        verification: (any BiometricVerification)? = nil, identification: (any BiometricIdentification)? = nil,
        identitySearch: (any IdentitySearch)? = nil,
        partialSchengen: @escaping @Sendable (_ memberState: String, _ day: Day) -> Bool = { _, _ in false },
        faceInVIS: @escaping @Sendable (_ identity: RegisteredIdentity, _ document: RegisteredDocument) async -> FaceInVIS? = { _, _ in nil },
        liveFace: @escaping @Sendable (_ application: RecordID) async -> [StoredTemplate]? = { _ in nil },
        crossingPoint: @escaping @Sendable (_ code: String) -> CrossingPointEntry = { _ in .notRegistered }
    ) {
        self.verification = verification
        self.identification = identification
        self.identitySearch = identitySearch
        self.partialSchengen = partialSchengen
        self.faceInVIS = faceInVIS
        self.liveFace = liveFace
        self.crossingPoint = crossingPoint
    }

    /// Nothing wired: every question to a port is answered "not available".
    public static let none = EESPorts()
}

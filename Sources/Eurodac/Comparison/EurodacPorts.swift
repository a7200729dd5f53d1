import Identity
import Registry

/// What Eurodac needs from outside: the engines that find candidates. Which candidates may be named is Eurodac's own rule.
public struct EurodacPorts: Sendable {
    public var biometricSearch: EurodacBiometricSearch?
    public var identitySearch: EurodacIdentitySearch?

    public init(biometricSearch: EurodacBiometricSearch? = nil, identitySearch: EurodacIdentitySearch? = nil) {
        self.biometricSearch = biometricSearch
        self.identitySearch = identitySearch
    }

    /// Nothing is wired: comparisons wait, and requests that may not wait are refused.
    public static let none = EurodacPorts()
}

/// 1:N search with biometric samples in the records of Eurodac.
public struct EurodacBiometricSearch: Sendable {
    public struct Probe: Sendable, Hashable {
        public var fingerprints: [StoredTemplate] = []
        public var latentFingerprints: [StoredTemplate] = []
        public var face: StoredTemplate?
        /// Compared along with the face (1358 Article 28(2)).
        public var sex: Sex?
        public init(
            fingerprints: [StoredTemplate] = [], latentFingerprints: [StoredTemplate] = [], face: StoredTemplate? = nil,
            sex: Sex? = nil
        ) {
            self.fingerprints = fingerprints
            self.latentFingerprints = latentFingerprints
            self.face = face
            self.sex = sex
        }
        public var isEmpty: Bool { fingerprints.isEmpty && latentFingerprints.isEmpty && face == nil }
    }

    /// A record whose samples match, and by which of them.
    public struct Candidate: Sendable, Hashable {
        /// The record that holds the samples.
        public var record: RecordID
        public var fingerprints: Bool
        public var face: Bool
        public init(record: RecordID, fingerprints: Bool, face: Bool) {
            self.record = record
            self.fingerprints = fingerprints
            self.face = face
        }
    }

    public enum Reply: Sendable, Hashable {
        /// All that match, the best first.
        case candidates([Candidate])
        /// The samples do not lend themselves to comparison (603 Article 25(1); 1358 Article 38(1)).
        case notComparable
        case notAvailable
    }

    public let search: @Sendable (Probe) async -> Reply
    public init(search: @escaping @Sendable (Probe) async -> Reply) { self.search = search }
}

/// Search by alphanumeric identity data, for law enforcement under the recast (Articles 32, 33(3)).
public struct EurodacIdentitySearch: Sendable {
    /// Data sets whose identity fits, the best first; `nil` where no index answers.
    public let datasets: @Sendable (PersonIdentity, _ limit: Int) async -> [RecordID]?
    public init(datasets: @escaping @Sendable (PersonIdentity, _ limit: Int) async -> [RecordID]?) {
        self.datasets = datasets
    }
}

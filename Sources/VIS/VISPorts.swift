import Identity
import Registry

/// Outcome of a comparison of one person's live sample with the samples of one file.
public enum SampleComparison: Hashable, Sendable {
    /// Same source, at the false-match rate that the engine is set to.
    case match
    case nonMatch
    /// Other format, quality too low.
    case notComparable
    /// No engine is wired, or it gives no answer.
    case notAvailable
}

/// What the VIS needs from outside.
public struct VISPorts: Sendable {
    /// Application files of whoever may be this person, best first; `nil`: not available.
    public var identitySearch: @Sendable (_ person: PersonIdentity, _ limit: Int) async -> [RecordID]?
    /// 1:N identification. Records of kind `applicantSamples` or `applicationFile`, best first; `nil`: not available.
    public var identification: @Sendable (_ probe: [StoredTemplate], _ latent: Bool, _ limit: Int) async -> [RecordID]?
    /// 1:1 verification.
    public var verification: @Sendable (_ probe: [StoredTemplate], _ references: [StoredTemplate]) async -> SampleComparison
    /// The automated queries of Articles 9a and 22b.
    public var sources: VISSourceChecks
    /// The inbox of a Member State's central visa authority; its code where no authority is named.
    public var centralVisaAuthority: @Sendable (_ memberState: String) -> String
    public var timetable: VISTimetable

    public init(
        identitySearch: @escaping @Sendable (PersonIdentity, Int) async -> [RecordID]? = { _, _ in nil },
        identification: @escaping @Sendable ([StoredTemplate], Bool, Int) async -> [RecordID]? = { _, _, _ in nil },
        verification: @escaping @Sendable ([StoredTemplate], [StoredTemplate]) async -> SampleComparison = { _, _ in .notAvailable },
        sources: VISSourceChecks = .none, centralVisaAuthority: @escaping @Sendable (String) -> String = { $0 },
        timetable: VISTimetable = .revised
    ) {
        self.identitySearch = identitySearch
        self.identification = identification
        self.verification = verification
        self.sources = sources
        self.centralVisaAuthority = centralVisaAuthority
        self.timetable = timetable
    }

    /// Nothing wired: every question to a port is answered "not available".
    public static let none = VISPorts()
}

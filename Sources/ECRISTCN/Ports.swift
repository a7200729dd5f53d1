import Identity
import Registry

/// Outcome of a comparison of a live face with the one of a record.
public enum FaceConfirmation: String, CaseIterable, Hashable, Sendable {
    case match, nonMatch, notComparable, notAvailable
}

/// What ECRIS-TCN needs from outside.
public struct ECRISTCNPorts: Sendable {
    public typealias IdentitySearch = @Sendable (_ identity: PersonIdentity, _ limit: Int) async -> [RecordID]?
    public typealias Identification = @Sendable (_ fingerprints: [StoredTemplate], _ limit: Int) async -> [RecordID]?
    public typealias Comparison =
        @Sendable (_ probe: StoredTemplate, _ reference: StoredTemplate) async -> FaceConfirmation

    /// Search by names, birth date, nationality and gender. Gives data records, best first; `nil`: no answer.
    public var identitySearch: IdentitySearch
    /// Search by fingerprints. Gives data records or their samples, best first; `nil`: no answer.
    public var identification: Identification
    /// Comparison of one face with another.
    public var comparison: Comparison
    /// Whether an application for travel authorisation that is before the ETIAS National Unit of a Member State has a hit on a record
    /// (Article 7b). Where ETIAS cannot be asked there is none.
    public var isHitOfApplication: @Sendable (_ record: RecordID, _ memberState: String) async -> Bool
    /// Whether the law of a Member State lets facial images of convicted persons be collected and stored (Article 5(3)).
    public var mayStoreFacialImages: @Sendable (_ memberState: String) -> Bool
    /// The start of operations (Article 35(4)), from which Article 41(b) counts; `nil` where it is not set.
    public var startOfOperations: Day?

    public init(
        identitySearch: @escaping IdentitySearch = { _, _ in nil },
        identification: @escaping Identification = { _, _ in nil },
        comparison: @escaping Comparison = { _, _ in .notAvailable },
        isHitOfApplication: @escaping @Sendable (_ record: RecordID, _ memberState: String) async -> Bool = { _, _ in false },
        mayStoreFacialImages: @escaping @Sendable (_ memberState: String) -> Bool = { _ in true },
        startOfOperations: Day? = nil
    ) {
        self.identitySearch = identitySearch
        self.identification = identification
        self.comparison = comparison
        self.isHitOfApplication = isHitOfApplication
        self.mayStoreFacialImages = mayStoreFacialImages
        self.startOfOperations = startOfOperations
    }

    /// Nothing wired: every question to a port is answered "not available".
    public static let none = ECRISTCNPorts()
}

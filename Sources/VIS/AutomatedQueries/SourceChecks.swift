import Identity
import Registry

/// What is asked of another system about an applicant (Articles 9a(3), 22b(2)).
public struct SourceQuestion: Hashable, Sendable {
    public var identity: PersonIdentity
    public var documents: [TravelDocument]
    public var templates: [StoredTemplate]
    /// Member State that processes the application.
    public var memberState: String
    public var sort: ApplicationKind
    public var arrival: Day?
    public var departure: Day?
    public var stayDays: Int?
}

/// A correspondence that another system reports.
public struct SourceHit: Hashable, Sendable {
    public var point: QueryPoint
    /// Member State that entered or supplied the data; `nil` for Europol, Interpol and agencies.
    public var memberState: String?
    /// Unique reference number of the record (Article 9a(12)).
    public var reference: String
    /// Of the watchlist: entered by Europol (Article 9e(1)).
    public var enteredByEuropol: Bool
    /// Of SIS refusals: entered because of an illegal immigration risk (Article 9b(3)).
    public var immigrationRisk: Bool

    public init(
        _ point: QueryPoint, memberState: String? = nil, reference: String, enteredByEuropol: Bool = false,
        immigrationRisk: Bool = false
    ) {
        self.point = point
        self.memberState = memberState
        self.reference = reference
        self.enteredByEuropol = enteredByEuropol
        self.immigrationRisk = immigrationRisk
    }
}

/// The other systems, wired from outside. `nil`: the system gives no answer now, and is asked again later. Interpol's
/// databases must be asked so that the owner of an alert learns nothing, or not at all (Article 9a(6)).
public struct VISSourceChecks: Sendable {
    public var hits: @Sendable (QuerySource, SourceQuestion) async -> [SourceHit]?
    public init(hits: @escaping @Sendable (QuerySource, SourceQuestion) async -> [SourceHit]?) { self.hits = hits }

    /// Nothing wired: no source answers.
    public static let none = VISSourceChecks { _, _ in nil }
}

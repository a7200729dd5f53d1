import Access
import Identity
import Registry
import Wire

/// What access for law enforcement is asked for; each act knows its own aims.
public protocol AccessAim: WireChoice, Hashable {
    /// The purpose that the request must state and that the searches of the case then carry.
    var purpose: Purpose { get }
    /// What a blank record holds before its fields are read over it.
    static var usual: Self { get }
}

/// A search that must have been made before access, or is explained in the request.
public enum EarlierSearchKind: CaseIterable, Hashable, Sendable {
    /// In national databases.
    case national
    /// In other Member States' databases, under Decision 2008/615/JHA.
    case prum
    /// In Europol's own databases.
    case own
    /// In the VIS, before Eurodac.
    case vis

    /// The fact that the central access point confirms with it.
    public var condition: Condition {
        switch self {
        case .national: .priorNationalSearch
        case .prum: .priorPrumSearch
        case .own: .priorOwnSearch
        case .vis: .priorVisSearch
        }
    }
}

/// A system that law enforcement may consult only in a case, after a reasoned request that a central access point has
/// verified. The procedure is one; what it asks for is the act's.
public protocol AccessRequestOwner: TaskOwner {
    associatedtype Aim: AccessAim

    /// Opens asking, and following one's own requests: `create` and `read` on `DataGroup.accessRequest`.
    static var requestAccess: Grant { get }
    /// Opens verifying: `read` and `update` on `DataGroup.accessRequest`.
    static var verifyAccess: Grant { get }
    static var accessArticles: AccessRequestArticles { get }
    static var accessTerms: AccessRequestTerms { get }

    /// The earlier searches that a request speaks of.
    static var earlierSearches: [EarlierSearchKind] { get }
    /// Whether what the request says of an earlier search is enough for the access point to confirm it.
    static func admits(_ answer: EarlierSearch, for search: EarlierSearchKind) -> Bool
    /// Earlier searches that need not come first where the danger is imminent.
    static var waivedInUrgency: Set<EarlierSearchKind> { get }
    /// Conditions without which the access point cannot confirm a request.
    static func conditionsNeeded(for aim: Aim, askedByEuropol europol: Bool) -> Set<Condition>
    /// Whether Europol's access point may process a request at once.
    static var europolKnowsUrgency: Bool { get }
    /// Whether some data are shown only where the request asks for them with reasons of their own.
    static var knowsReasonedRequest: Bool { get }
    /// Goes before the names of schemas, so that two systems' requests are told apart.
    static var accessSchemaPrefix: String { get }
}

extension AccessRequestOwner {
    public static var accessTerms: AccessRequestTerms { AccessRequestTerms() }
    public static func admits(_ answer: EarlierSearch, for search: EarlierSearchKind) -> Bool {
        // Other States' answers may be awaited or be useless; of its own databases Europol knows the answer.
        search == .own ? answer == .done : answer != .notDone
    }
    public static var waivedInUrgency: Set<EarlierSearchKind> { [.national, .prum, .vis] }
    public static var europolKnowsUrgency: Bool { false }
    public static var knowsReasonedRequest: Bool { false }
    public static var accessSchemaPrefix: String { word.filter(\.isLetter) }

    /// Nothing more than a case opens a search, so a request without one is for nothing.
    public static var caseMissing: RefusalKind { RefusalKind("\(stem)/case-missing", 422, "The request names no case") }
    public static var accessRequestUnclear: RefusalKind {
        RefusalKind(
            "\(stem)/access-request-unclear", 422, "The request contradicts itself",
            article: "\(word) \(accessArticles.procedure)")
    }
    public static var accessConditionsNotMet: RefusalKind {
        RefusalKind(
            "\(stem)/access-conditions-not-met", 422, "The conditions for access are not all met",
            article: "\(word) \(accessArticles.conditions)")
    }
}

/// Where the act says what, without the act's name.
public struct AccessRequestArticles: Sendable {
    /// The reasoned request.
    public var request: String
    /// Its verification.
    public var verification: String
    /// The procedure as a whole.
    public var procedure: String
    /// The conditions for designated authorities.
    public var conditions: String
    /// The conditions for Europol.
    public var europol: String
    /// Processing at once, and verification afterwards.
    public var urgency: String
    /// Erasure of what was accessed without justification.
    public var unjustified: String
    /// Independence of the access point from who asks.
    public var independence: String
    /// How long the documentation of a request is kept.
    public var retention: String

    public init(
        request: String, verification: String, procedure: String, conditions: String, europol: String, urgency: String,
        unjustified: String, independence: String, retention: String
    ) {
        self.request = request
        self.verification = verification
        self.procedure = procedure
        self.conditions = conditions
        self.europol = europol
        self.urgency = urgency
        self.unjustified = unjustified
        self.independence = independence
        self.retention = retention
    }
}

/// Terms of the procedure.
public struct AccessRequestTerms: Sendable {
    /// Hours in which the searches of a verified case must be made; then a new request is needed. Not the acts', but a
    /// confirmation without an end would be no confirmation for a case.
    public var hoursOfAccess: Int64 = 7 * 24
    /// The same for what was processed at once.
    public var hoursOfUrgentAccess: Int64 = 24
    /// Working days in which an urgent access is verified afterwards.
    public var workingDaysToVerify = 7
    /// Years for which a request is kept after its decision.
    public var yearsKept = 1

    public init() {}
}

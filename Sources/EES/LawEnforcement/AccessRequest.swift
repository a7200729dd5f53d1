import Access
import Operations
import Wire

/// A reasoned request of a designated authority or of Europol for access to EES data, and its verification by the
/// central access point (Articles 31–33).
public typealias AccessRequest = ReasonedRequest<EESProcedures>
public typealias RequestAccess = RequestLawEnforcementAccess<EESProcedures>
public typealias VerifyAccess = VerifyLawEnforcementAccess<EESProcedures>
public typealias ListAccessRequests = ListReasonedRequests<EESProcedures>

/// What access to the EES is for.
public enum EESAccessAim: String, CaseIterable, AccessAim {
    /// Of an unknown suspect, perpetrator or victim (Article 32(2)).
    case identification
    /// Of a known one (Article 32(3)).
    case travelHistory

    public var purpose: Purpose { self == .identification ? .identification : .travelHistory }
    public static let usual = EESAccessAim.travelHistory
}

extension EESProcedures: AccessRequestOwner {
    public typealias Aim = EESAccessAim

    public static let requestAccess = EESGrants.requestAccess
    public static let verifyAccess = EESGrants.verifyAccess
    public static let accessArticles = AccessRequestArticles(
        request: "31(1), 33(4)", verification: "31, 33(4)", procedure: "31", conditions: "32", europol: "33",
        urgency: "31(2)", unjustified: "31(3)", independence: "29(3)", retention: "46(4)")
    public static let earlierSearches: [EarlierSearchKind] = [.national, .prum, .own]
    public static let accessSchemaPrefix = ""

    public static func conditionsNeeded(for aim: EESAccessAim, askedByEuropol europol: Bool) -> Set<Condition> {
        let always: Set<Condition> = [.necessary, .specificCase, .reasonableGrounds]
        // By a face alone a designated authority may identify without Prüm (Article 32(4)); fingerprints need it, and
        // the right to search by them asks for it.
        return aim == .identification ? always.union([europol ? .priorOwnSearch : .priorNationalSearch]) : always
    }
}

extension RefusalKind {
    public static let accessRequestUnclear = EESProcedures.accessRequestUnclear
    public static let accessConditionsNotMet = EESProcedures.accessConditionsNotMet
}

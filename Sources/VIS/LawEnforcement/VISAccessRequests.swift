import Access
import Operations
import Wire

/// What access to the VIS for law enforcement is for.
public enum VISAccessAim: String, CaseIterable, AccessAim {
    /// Prevention, detection or investigation in a case; a reply of the common identity repository comes first (Article 22o(1)).
    case lawEnforcement
    /// The visa history of a known suspect, perpetrator or suspected victim (Article 22o(2)).
    case visaHistory
    /// A person who has gone missing, was abducted or was identified as a victim of trafficking (Article 22p).
    case missingPerson

    public var purpose: Purpose {
        switch self {
        case .lawEnforcement: .lawEnforcement
        case .visaHistory: .visaHistory
        case .missingPerson: .missingPersonIdentification
        }
    }
    public static let usual = VISAccessAim.lawEnforcement
}

/// Access for law enforcement (Articles 22l–22s).
extension VISTasks: AccessRequestOwner {
    public typealias Aim = VISAccessAim

    public static let requestAccess = VISGrants.requestAccess
    public static let verifyAccess = VISGrants.verifyAccess
    public static let accessArticles = AccessRequestArticles(
        request: "22n(1), 22r(7)", verification: "22n, 22r(7)", procedure: "22n", conditions: "22o", europol: "22r",
        urgency: "22n(2)", unjustified: "22n(3)", independence: "22l(3)", retention: "22s(4)")
    /// The VIS asks for no earlier search but that of the common identity repository, which Sextant sees itself.
    public static let earlierSearches: [EarlierSearchKind] = []
    /// Occupation and employer (Article 22o(5)).
    public static let knowsReasonedRequest = true

    /// Of persons in the circumstances of Article 22p reasonable grounds alone are asked for.
    public static func conditionsNeeded(for aim: VISAccessAim, askedByEuropol europol: Bool) -> Set<Condition> {
        aim == .missingPerson ? [.reasonableGrounds] : [.necessary, .specificCase, .reasonableGrounds]
    }
}

import Access
import Operations
import Wire

/// Access of designated authorities and of Europol (Articles 50–53): a reasoned request, verified by the central access point.
public enum ETIASAccessAim: String, CaseIterable, AccessAim {
    /// Prevention, detection or investigation of a terrorist or other serious criminal offence.
    case lawEnforcement

    public var purpose: Purpose { .lawEnforcement }
    public static let usual = ETIASAccessAim.lawEnforcement
}

extension ETIASTasks: AccessRequestOwner {
    public typealias Aim = ETIASAccessAim

    public static let requestAccess = ETIASGrants.requestAccess
    public static let verifyAccess = ETIASGrants.verifyAccess
    public static let accessArticles = AccessRequestArticles(
        request: "51(1), 53(2)", verification: "51(2), 53(4)", procedure: "51", conditions: "52(1)", europol: "53(3)", urgency: "51(4)",
        unjustified: "51(5)", independence: "50(2)", retention: "70")
    /// Article 52 asks for no search elsewhere before.
    public static let earlierSearches: [EarlierSearchKind] = []
    /// Occupation and answers are shown only where the request asks for them by name (Article 52(4)).
    public static let knowsReasonedRequest = true

    public static func conditionsNeeded(for aim: ETIASAccessAim, askedByEuropol europol: Bool) -> Set<Condition> {
        [.necessary, .specificCase, .reasonableGrounds]
    }
}

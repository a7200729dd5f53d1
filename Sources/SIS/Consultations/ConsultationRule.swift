import Wire

/// What Member States consult each other on.
public enum ConsultationKind: String, CaseIterable, Hashable, Sendable, WireChoice {
    /// Before a residence permit or long-stay visa is granted or extended to the subject of an alert (1860 Article 9, 1861
    /// Article 27). The granting Member State asks the issuing one.
    case beforeGranting
    /// Before an alert is entered on the holder of a permit or visa (1860 Article 10, 1861 Article 28). The Member State that
    /// has taken the decision asks the granting one.
    case beforeEntering
    /// When that emerges after the entry (1860 Article 11, 1861 Article 29). The issuing Member State asks the granting one.
    case afterEntering
    /// A hit on the holder of a permit or visa (1860 Article 12, 1861 Article 30). The executing Member State informs the
    /// issuing one, which then consults the granting one.
    case onHit
    /// A hit on a beneficiary of the right of free movement (1861 Article 26). The executing Member State asks the issuing one.
    case freeMovement
    /// An alert to be entered is not compatible with a standing one (Article 23(3)).
    case multipleAlerts

    public func rule(for category: AlertCategory) -> ConsultationRule {
        let isReturn = category == .return
        return switch self {
        case .beforeGranting:
            .init(isReturn ? "1860 9" : "1861 27", days: 10, answers: [.noObjection, .objection], silence: .noObjection)
        case .beforeEntering:
            .init(isReturn ? "1860 10" : "1861 28", days: 14, extensible: true, answers: [.withdrawsPermit, .maintainsPermit])
        case .afterEntering:
            .init(isReturn ? "1860 11" : "1861 29", days: 14, extensible: true, answers: [.withdrawsPermit, .maintainsPermit])
        case .onHit: .init(isReturn ? "1860 12" : "1861 30", answers: [])
        case .freeMovement: .init("1861 26", urgent: true, answers: [.tellsAction])
        case .multipleAlerts:
            .init(isReturn || category.isRefusal ? "1861 23(3)" : "1862 23(3)", answers: [.agrees, .disagrees])
        }
    }

    /// Whether an alert of this category can be the one concerned.
    func concerns(_ content: AlertContent) -> Bool {
        switch self {
        case .beforeGranting: content.category.isRefusal || (content.category == .return && content.entryBan == true)
        case .afterEntering, .onHit: content.category.isRefusal || content.category == .return
        case .freeMovement: content.category.isRefusal
        case .beforeEntering: false
        case .multipleAlerts: true
        }
    }
}

/// What the Member State consulted says.
public enum ConsultationAnswer: String, CaseIterable, Hashable, Sendable, WireChoice {
    case noObjection, objection
    case withdrawsPermit, maintainsPermit
    case agrees, disagrees
    /// Says what is to be done.
    case tellsAction
}

/// How long, what can be answered, and what silence means.
public struct ConsultationRule: Hashable, Sendable {
    /// Act and article.
    public let article: String
    /// Calendar days for the answer; `nil`: the twelve hours of every request (Article 8), or at once.
    public let days: Int?
    public let urgent: Bool
    /// Whether the time can be extended once, on a reasoned request, by at most `ConsultationRule.extensionDaysMax`.
    public let extensible: Bool
    public let answers: [ConsultationAnswer]
    /// What no reply in time means; `nil`: the duty stays.
    public let silence: ConsultationAnswer?

    public static let extensionDaysMax = 12

    fileprivate init(
        _ article: String, days: Int? = nil, urgent: Bool = false, extensible: Bool = false, answers: [ConsultationAnswer],
        silence: ConsultationAnswer? = nil
    ) {
        self.article = article
        self.days = days
        self.urgent = urgent
        self.extensible = extensible
        self.answers = answers
        self.silence = silence
    }
}

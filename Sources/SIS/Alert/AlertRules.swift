import Identity

/// What the law lays down for each category: one row, one category.
public struct AlertCategoryRule: Hashable, Sendable {
    /// Act and article, for instance `1862 32(1)(a)`.
    public let article: String
    public let action: AlertAction
    /// The action that remains under a flag; `nil` where a flag leaves none.
    public let actionIfFlagged: AlertAction?
    /// Whether another Member State may ask for a flag (1862 Article 24).
    public let flaggable: Bool
    /// Years to review or expiry (1862 Articles 53–54, 1861 Article 39).
    public let reviewYears: Int
    /// The years where the decision behind the alert runs longer than three years.
    public let reviewYearsOfLongDecision: Int
    /// Data without which no alert may be entered (1862 Article 22(1), 1861 Article 22(1), 1860 Article 4(2)).
    public let minimumData: Set<AlertDatum>

    fileprivate init(
        _ article: String, _ action: AlertAction, years: Int, longDecision: Int? = nil, flag: Bool = false,
        flagged: AlertAction? = nil, minimum: Set<AlertDatum>
    ) {
        self.article = article
        self.action = action
        actionIfFlagged = flagged
        flaggable = flag
        reviewYears = years
        reviewYearsOfLongDecision = longDecision ?? years
        minimumData = minimum
    }

    private static let base: Set<AlertDatum> = [.surnames, .dateOfBirth, .reason, .action]

    /// The rows.
    public static func rule(for category: AlertCategory) -> AlertCategoryRule {
        let refusalData = base.union([.decisionReference, .legalBasis])
        return switch category {
        case .return:
            .init(
                "1860 3", .reportToIssuer, years: 3, longDecision: 5,
                minimum: base.union([.decisionReference, .entryBan]))
        case .refusal: .init("1861 24(1)(a)", .refuseEntry, years: 3, longDecision: 5, minimum: refusalData)
        case .entryBan: .init("1861 24(1)(b)", .refuseEntry, years: 3, longDecision: 5, minimum: refusalData)
        case .restrictiveMeasure: .init("1861 25", .refuseEntry, years: 3, longDecision: 5, minimum: refusalData)
        case .arrest: .init("1862 26", .arrest, years: 5, flag: true, flagged: .reportWhereabouts, minimum: base)
        case .missingProtect: .init("1862 32(1)(a)", .protect, years: 5, flag: true, minimum: base)
        case .missing: .init("1862 32(1)(b)", .reportWhereabouts, years: 5, flag: true, minimum: base)
        case .childAbduction: .init("1862 32(1)(c)", .preventTravel, years: 1, flag: true, minimum: base)
        case .childRisk: .init("1862 32(1)(d)", .preventTravel, years: 1, flag: true, minimum: base)
        case .vulnerableAdult: .init("1862 32(1)(e)", .preventTravel, years: 1, flag: true, minimum: base)
        case .judicial: .init("1862 34", .reportResidence, years: 3, minimum: base)
        case .discreetCheck: .init("1862 36", .discreetCheck, years: 1, flag: true, minimum: base)
        case .inquiryCheck: .init("1862 36", .inquiryCheck, years: 1, flag: true, minimum: base)
        case .specificCheck: .init("1862 36", .specificCheck, years: 1, flag: true, minimum: base)
        case .information: .init("1862 37a", .discreetCollection, years: 1, flag: true, minimum: base)
        case .object: .init("1862 38", .seize, years: 10, minimum: [])
        case .unknownWanted: .init("1862 40", .identify, years: 3, minimum: [.dactyloscopicData])
        }
    }
}

/// An alert that somebody wants to enter, as far as the rules look at it.
public struct ProposedAlert: Hashable, Sendable {
    /// An alert that is already there on the same person or object.
    public struct Existing: Hashable, Sendable {
        public var category: AlertCategory
        public var memberState: CountryCode

        public init(category: AlertCategory, memberState: CountryCode) {
            self.category = category
            self.memberState = memberState
        }
    }

    public var category: AlertCategory
    /// The issuing Member State.
    public var memberState: CountryCode
    /// What is given.
    public var data: Set<AlertDatum>
    public var existing: [Existing]
    public var decisionLongerThanThreeYears: Bool
    /// A period for voluntary departure was granted (return alerts).
    public var voluntaryDeparture: Bool
    /// Kinds of check that the law of the executing Member State does not know.
    public var notAuthorised: Set<AlertAction>

    public init(
        category: AlertCategory, memberState: CountryCode, data: Set<AlertDatum>, existing: [Existing] = [],
        decisionLongerThanThreeYears: Bool = false, voluntaryDeparture: Bool = false,
        notAuthorised: Set<AlertAction> = []
    ) {
        self.category = category
        self.memberState = memberState
        self.data = data
        self.existing = existing
        self.decisionLongerThanThreeYears = decisionLongerThanThreeYears
        self.voluntaryDeparture = voluntaryDeparture
        self.notAuthorised = notAuthorised
    }
}

/// Why an alert may not be entered; the raw value is the article.
public enum AlertRefusal: String, Error, CaseIterable, Hashable, Sendable {
    /// The same Member State already has an alert on the person or object (1862 Article 23(2), 1861 Article 23(2)).
    case oneAlertPerMemberState = "23(2)"
    /// A DNA profile belongs to missing persons under protection alone (1862 Article 42(3)).
    case dnaProfileNotAllowed = "42(3)"
    /// An alert on an unknown wanted person holds prints and nothing else (1862 Article 40).
    case printsAlone = "40"
    /// Minimum data of a return alert (1860 Article 4(2)).
    case minimumReturnData = "4(2)"
    /// Minimum data of any other alert (1862 and 1861 Article 22(1)).
    case minimumData = "22(1)"

    public var article: String { rawValue }
}

/// What the rules say of a proposed alert.
public struct AlertVerdict: Hashable, Sendable {
    /// Act and article that the alert is entered under.
    public let article: String
    /// The action in the executing Member State.
    public let action: AlertAction
    public let actionIfFlagged: AlertAction?
    public let flaggable: Bool
    public let reviewYears: Int
    /// Minimum data that are not given, sorted.
    public let missing: [AlertDatum]
    /// `nil`: the alert may be entered.
    public let refusal: AlertRefusal?
    /// `.arrest` where there are several alerts and one of them is for arrest (1862 Article 23(4)); `nil` else, because
    /// the order of the others is not in the Regulations (see `AlertPriority`).
    public let executeFirst: AlertCategory?

    public var accepted: Bool { refusal == nil }
}

/// May this alert be entered, and what does it ask for (Regulations (EU) 2018/1860, 2018/1861 and 2018/1862).
public enum AlertRules {
    public static func judge(_ alert: ProposedAlert) -> AlertVerdict {
        let rule = AlertCategoryRule.rule(for: alert.category)
        var minimum = rule.minimumData
        if alert.category == .return, alert.voluntaryDeparture { minimum.insert(.voluntaryDepartureDate) }
        let missing = minimum.subtracting(alert.data).sorted()
        let categories = [alert.category] + alert.existing.map(\.category)
        return AlertVerdict(
            article: rule.article, action: action(rule.action, notAuthorised: alert.notAuthorised),
            actionIfFlagged: rule.actionIfFlagged, flaggable: rule.flaggable,
            reviewYears: alert.decisionLongerThanThreeYears ? rule.reviewYearsOfLongDecision : rule.reviewYears,
            missing: missing, refusal: refusal(of: alert, missing: missing),
            executeFirst: categories.count > 1 && categories.contains(.arrest) ? .arrest : nil)
    }

    /// A check that the executing Member State's law does not know becomes the next milder one (1862 Article 37(6)).
    public static func action(_ action: AlertAction, notAuthorised: Set<AlertAction>) -> AlertAction {
        var action = action
        if action == .specificCheck, notAuthorised.contains(.specificCheck) { action = .inquiryCheck }
        if action == .inquiryCheck, notAuthorised.contains(.inquiryCheck) { action = .discreetCheck }
        return action
    }

    /// The first reason that applies.
    private static func refusal(of alert: ProposedAlert, missing: [AlertDatum]) -> AlertRefusal? {
        if alert.existing.contains(where: { $0.memberState == alert.memberState }) { return .oneAlertPerMemberState }
        if alert.data.contains(.dnaProfile), alert.category != .missingProtect { return .dnaProfileNotAllowed }
        if alert.category == .unknownWanted, alert.data != [.dactyloscopicData] { return .printsAlone }
        if missing.isEmpty { return nil }
        return alert.category == .return ? .minimumReturnData : .minimumData
    }
}

import Wire

extension AlertCategory: WireChoice {}
extension AlertAction: WireChoice {}

/// What an officer must know before coming near (1862 Article 20(3)(j), 1861 Article 20(2)(i), 1860 Article 4(1)(i)).
public enum AlertWarning: String, CaseIterable, Hashable, Sendable, WireChoice {
    case armed, violent
    /// Has absconded or escaped.
    case escaped
    case suicideRisk
    /// Poses a threat to public health.
    case publicHealth
    /// Involved in an activity of Articles 3 to 14 of Directive (EU) 2017/541.
    case terrorism

    public var words: String {
        switch self {
        case .armed: "armed"
        case .violent: "violent"
        case .escaped: "absconded or escaped"
        case .suicideRisk: "risk of suicide"
        case .publicHealth: "threat to public health"
        case .terrorism: "involved in terrorism"
        }
    }
}

/// Types of case of missing persons and persons to be prevented from travelling (1862 Article 32(1), (6)(b) and (9)).
public enum MissingCaseType: String, CaseIterable, Hashable, Sendable, WireChoice {
    case ownProtection, threatToPublicOrder
    case runaway, unaccompaniedMigrantChild, parentalAbduction, unspecified
    case trafficking, forcedMarriage, genitalMutilation, genderBasedViolence, terrorism, armedGroups
}

/// Whom an alert for a judicial procedure is on (1862 Article 34(1)).
public enum JudicialRole: String, CaseIterable, Hashable, Sendable, WireChoice {
    case witness, summoned, toBeServedJudgment, toReportForPenalty
}

extension AlertAction {
    /// What the officer does, in words.
    public var words: String {
        switch self {
        case .reportToIssuer:
            "Return decision: contact the issuing Member State at once. On exit, confirm the return (1860 6 and 8)."
        case .refuseEntry:
            "Refuse entry and stay; ask the issuing Member State where there is a residence permit or long-stay visa (1861 24, 30)."
        case .arrest: "Arrest for surrender or extradition; inform the issuing Member State at once (1862 26, 31)."
        case .protect: "Place under protection and tell the issuing Member State where the person is (1862 33)."
        case .reportWhereabouts:
            "Tell the issuing Member State where the person is; of an adult, only with consent to others than authorities (1862 33)."
        case .preventTravel:
            "Prevent from travelling and place under protection; consult the issuing Member State at once (1862 33)."
        case .reportResidence: "Find out residence or domicile and report it (1862 34, 35)."
        case .discreetCheck: "Check discreetly and report; the person must not learn of the alert (1862 37(3))."
        case .inquiryCheck:
            "Check and interview by the questions of the issuing Member State, then report (1862 37(4))."
        case .specificCheck: "Search person, vehicle and objects carried, then report (1862 37(5))."
        case .discreetCollection:
            "Collect discreetly what the check shows and report; the person must not learn of the alert (1862 37b)."
        case .locate:
            "The object may lead to the person of the linked alert: tell the issuing Member State where it is (1862 26, 32, 34)."
        case .noAction: "No action is taken in this Member State: the alert carries its flag (1862 24)."
        case .seize: "Seize and contact the issuing Member State (1862 39)."
        case .identify:
            "Establish the identity and tell the issuing Member State; have the prints checked by an expert (1862 41)."
        }
    }

    /// Whether the person must not learn that there is an alert.
    public var isDiscreet: Bool { self == .discreetCheck || self == .discreetCollection }
}

import Identity
import Registry
import Wire

/// Why a Member State wants an alert flagged (2018/1862 Articles 24(1) and 25).
public enum FlagGround: String, CaseIterable, Hashable, Sendable, WireChoice {
    case nationalLaw, internationalObligations, essentialInterests
    /// The judicial authority has refused to execute the European Arrest Warrant.
    case executionRefused
    /// The judicial authority has released the person during the surrender process.
    case releasedDuringSurrender
    /// It is obvious that execution will have to be refused.
    case refusalObvious

    /// Article, for an alert of this category; `nil` where the ground is not open to it.
    public func article(for category: AlertCategory) -> String? {
        guard AlertCategoryRule.rule(for: category).flaggable else { return nil }
        switch self {
        case .nationalLaw, .internationalObligations, .essentialInterests: return "1862 24(1)"
        case .executionRefused, .releasedDuringSurrender: return category == .arrest ? "1862 25(1)" : nil
        case .refusalObvious: return category == .arrest ? "1862 25(2)" : nil
        }
    }

    /// A decision or instruction of the competent judicial authority stands behind it.
    public var isJudicial: Bool {
        switch self {
        case .executionRefused, .releasedDuringSurrender, .refusalObvious: true
        default: false
        }
    }
}

/// A flag: in one Member State the action of the alert is not taken. The issuing Member State's SIRENE Bureau adds it.
public struct Flag: WireRecord, Hashable {
    public var memberState = ""
    public var ground = FlagGround.nationalLaw
    public var added = Day(number: 0)

    public init() {}
    init(memberState: String, ground: FlagGround, added: Day) {
        self.memberState = memberState
        self.ground = ground
        self.added = added
    }

    public static let wireName = "AlertFlag"
    public static let meaning = "A flag: in one Member State the action is not taken."
    public static let fields: [Field<Flag>] = [
        .required(
            "memberState", \.memberState, "Where the action is not taken.",
            limits: .text(.init(length: 3...3, pattern: "^[A-Z]{3}$"))),
        .required("ground", \.ground, "Why."), .required("added", \.added, "Day on which it was added."),
    ]
}

extension Alert {
    public func flag(of state: String?) -> Flag? { state.flatMap { state in flags.first { $0.memberState == state } } }

    /// What an officer in this Member State does: the action laid down, or what a flag leaves of it. An arrest that a flag
    /// prevents becomes the communication of the whereabouts (1862 Article 30).
    public func action(in state: String?) -> AlertAction {
        guard flag(of: state) != nil else { return content.laidDownAction }
        return content.isOnObject ? .noAction : AlertCategoryRule.rule(for: content.category).actionIfFlagged ?? .noAction
    }
}

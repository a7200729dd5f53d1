import Identity
import SIS
import Wire

/// SIS alerts on entry.
public enum AlertRule: ConformanceRule {
    public static let name = "alert"
    public static let article = "2018/1860, 2018/1861, 2018/1862"

    public struct Question: WireRecord {
        var category = ""
        var memberState = CountryCode.unspecified
        var data: [String] = []
        var existing: [ExistingLine] = []
        var decisionLongerThanThreeYears = false
        var voluntaryDeparture = false
        var notAuthorised: [String] = []
        public init() {}
        public static let wireName = "AlertRuleQuestion"
        public static let meaning = "An alert that somebody wants to enter."
        static let categories = Schema.choice(AlertCategory.allCases.map(\.rawValue))
        static let actions = Schema.choice(["discreetCheck", "inquiryCheck", "specificCheck"])
        public static let fields: [Field<Question>] = [
            .required("category", \.category, "Category.", limits: categories),
            .required("memberState", \.memberState, "Issuing Member State."),
            .list("data", \.data, "Kinds of data that are given.", count: 0...1000),
            .list("existing", \.existing, "Alerts on the same person or object.", count: 0...1000),
            .defaulted(
                "decisionLongerThanThreeYears", \.decisionLongerThanThreeYears, to: false,
                "The decision behind the alert runs longer than three years."),
            .defaulted("voluntaryDeparture", \.voluntaryDeparture, to: false, "A period was granted."),
            .list(
                "notAuthorised", \.notAuthorised, "Kinds of check that the executing state's law does not know.",
                element: actions),
        ]
    }

    struct ExistingLine: WireRecord {
        var category = ""
        var memberState = CountryCode.unspecified
        init() {}
        static let wireName = "AlertRuleExisting"
        static let meaning = "An alert that is already there."
        static let fields: [Field<ExistingLine>] = [
            .required("category", \.category, "Category.", limits: Question.categories),
            .required("memberState", \.memberState, "Its Member State."),
        ]
    }

    public static func answer(_ question: Question) throws(RuleError) -> JSONObject {
        guard let category = AlertCategory(rawValue: question.category) else { throw RuleError("no such category") }
        var existing: [ProposedAlert.Existing] = []
        for line in question.existing {
            guard let category = AlertCategory(rawValue: line.category) else { throw RuleError("no such category") }
            existing.append(.init(category: category, memberState: line.memberState))
        }
        let verdict = AlertRules.judge(
            ProposedAlert(
                category: category, memberState: question.memberState,
                data: Set(question.data.map { AlertDatum(rawValue: $0) }), existing: existing,
                decisionLongerThanThreeYears: question.decisionLongerThanThreeYears,
                voluntaryDeparture: question.voluntaryDeparture,
                notAuthorised: Set(question.notAuthorised.compactMap { AlertAction(rawValue: $0) })))
        func text(_ value: String?) -> JSON { value.map { .string($0) } ?? .null }
        return JSONObject([
            ("article", .string(verdict.article)), ("action", .string(verdict.action.rawValue)),
            ("actionIfFlagged", text(verdict.actionIfFlagged?.rawValue)), ("flaggable", .bool(verdict.flaggable)),
            ("reviewYears", .integer(Int64(verdict.reviewYears))),
            ("missing", .array(verdict.missing.map { .string($0.rawValue) })), ("accepted", .bool(verdict.accepted)),
            ("refusal", text(verdict.refusal?.article)), ("executeFirst", text(verdict.executeFirst?.rawValue)),
        ])
    }
}

import Eurodac
import Identity
import Wire

/// What a set of Eurodac is compared with, and whether it is kept.
public enum EurodacRule: ConformanceRule {
    public static let name = "eurodac"
    public static let article = "603/2013 9, 15, 17-19; 2024/1358 27-31"

    public struct Question: WireRecord {
        var regime = EurodacRegime.regulation1358
        var asOf = Day(number: 0)
        var new = NewSet()
        var stored: [StoredSet] = []
        public init() {}
        public static let wireName = "EurodacRuleQuestion"
        public static let meaning = "A set that arrives, and those held of the same person."
        public static let fields: [Field<Question>] = [
            .required("regime", \.regime, "603 or 1358."), .required("asOf", \.asOf, "Day of the question."),
            .required("new", \.new, "The set that arrives."),
            .list("stored", \.stored, "Sets that are held.", count: 0...10_000),
        ]
    }

    struct NewSet: WireRecord {
        var category = 0
        var memberState = CountryCode.unspecified
        var age: Int?
        var includeOwn = false
        var takeChargeTransfer = false
        var admission: AdmissionState?
        init() {}
        static let wireName = "EurodacRuleNew"
        static let meaning = "A set or request that arrives."
        static let fields: [Field<NewSet>] = [
            .required("category", \.category, "Digit of the category.", limits: .integer(0...9)),
            .required("memberState", \.memberState, "Member State that sends it."),
            .optional("age", \.age, "Years.", limits: .integer(0...150)),
            .defaulted("includeOwn", \.includeOwn, to: false, "Its own sets too."),
            .defaulted("takeChargeTransfer", \.takeChargeTransfer, to: false, "Sent after a take-charge transfer."),
            .optional("admission", \.admission, "How an admission procedure stands."),
        ]
    }

    struct StoredSet: WireRecord {
        var ref = ""
        var category = 0
        var memberState = CountryCode.unspecified
        var protectionGranted: Day?
        var admission: AdmissionState?
        init() {}
        static let wireName = "EurodacRuleStored"
        static let meaning = "A set that is held."
        static let fields: [Field<StoredSet>] = [
            .required("ref", \.ref, "Names it in the answer."),
            .required("category", \.category, "Digit of the category.", limits: .integer(0...9)),
            .required("memberState", \.memberState, "Member State of origin."),
            .optional("protectionGranted", \.protectionGranted, "Day of the protection that it is marked with."),
            .optional("admission", \.admission, "How an admission procedure ended."),
        ]
    }

    public static func answer(_ question: Question) throws(RuleError) -> JSONObject {
        guard let category = EurodacCategory(digit: question.new.category, in: question.regime) else {
            throw RuleError("\(question.regime.rawValue) knows no category \(question.new.category)")
        }
        let rule = ComparisonRule(regime: question.regime, asOf: question.asOf)
        let new = ComparisonRule.Transmitted(
            category: category, memberState: question.new.memberState.text, age: question.new.age,
            includeOwn: question.new.includeOwn, takeChargeTransfer: question.new.takeChargeTransfer,
            admission: question.new.admission)
        var hits: [JSON] = []
        for set in question.stored {
            // Under 603 a set of a category that came later meets nobody.
            guard
                let held = EurodacCategory(digit: set.category, in: question.regime)
                    ?? EurodacCategory(digit: set.category, in: .regulation1358)
            else { continue }
            let stored = ComparisonRule.Stored(
                category: held, memberState: set.memberState.text, protectionGranted: set.protectionGranted)
            if let answer = rule.answer(of: stored, to: new) {
                hits.append(.object(["ref": .string(set.ref), "mark": .bool(answer.mark)]))
            }
        }
        return JSONObject([
            ("compared", .bool(rule.isCompared(new))), ("stored", .bool(rule.isStored(new))), ("hits", .array(hits)),
        ])
    }
}

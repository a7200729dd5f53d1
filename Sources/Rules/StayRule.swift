import EES
import Identity
import Wire

/// Days of short stay.
public enum StayRule: ConformanceRule {
    public static let name = "stay"
    public static let article = "2016/399 6(1)-(2), 2017/2226 11"

    public struct Question: WireRecord {
        var asOf = Day(number: 0)
        var stays: [StayLine] = []
        var excluded: [Period] = []
        var visa: VisaLine?
        var euFamily = false
        var partialSchengen = false
        public init() {}
        public static let wireName = "StayRuleQuestion"
        public static let meaning = "The stays of a person and the day asked about."
        public static let fields: [Field<Question>] = [
            .required("asOf", \.asOf, "Day asked about."),
            .list("stays", \.stays, "Stays in any order.", count: 0...10_000),
            .list("excluded", \.excluded, "Days under a residence permit or long-stay visa.", count: 0...10_000),
            .optional("visa", \.visa, "Short-stay visa."),
            .defaulted("euFamily", \.euFamily, to: false, "Family member of an EU citizen without a residence card."),
            .defaulted("partialSchengen", \.partialSchengen, to: false, "Asked by a state not fully in Schengen."),
        ]
    }

    struct StayLine: WireRecord {
        var entry = Day(number: 0)
        var exit: Day?
        var extendedUntil: Day?
        var partialSchengen = false
        init() {}
        static let wireName = "StayRuleStay"
        static let meaning = "A stay."
        static let fields: [Field<StayLine>] = [
            .required("entry", \.entry, "First day."),
            .optional("exit", \.exit, "Last day; absent while inside."),
            .optional("extendedUntil", \.extendedUntil, "Last day of an extension."),
            .defaulted("partialSchengen", \.partialSchengen, to: false, "In a state not fully in Schengen."),
        ]
    }

    struct Period: WireRecord {
        var from = Day(number: 0)
        var to = Day(number: 0)
        init() {}
        static let wireName = "StayRulePeriod"
        static let meaning = "Days from and to."
        static let fields: [Field<Period>] = [.required("from", \.from, "First day."), .required("to", \.to, "Last day.")]
    }

    struct VisaLine: WireRecord {
        var validFrom = Day(number: 0)
        var validUntil = Day(number: 0)
        var days = 0
        var entries = Entries.multiple
        var ltv = false
        init() {}
        static let wireName = "StayRuleVisa"
        static let meaning = "A short-stay visa."
        static let fields: [Field<VisaLine>] = [
            .required("validFrom", \.validFrom, "First day of validity."),
            .required("validUntil", \.validUntil, "Last day of validity."),
            .required("days", \.days, "Days of stay."), .required("entries", \.entries, "1, 2 or multiple."),
            .defaulted("ltv", \.ltv, to: false, "Limited territorial validity, Visa Code Art 25(1)(b)."),
        ]
    }

    enum Entries: WireValue {
        case one, two, multiple
        static let schema = Schema.either([.integer(1...2), .choice(["multiple"])])
        init(wire: JSON, at path: WirePath) throws(WireError) {
            switch wire {
            case .integer(1): self = .one
            case .integer(2): self = .two
            case .string("multiple"): self = .multiple
            default: throw WireError(path, .notAValue, "is not 1, 2 or multiple")
            }
        }
        var wire: JSON {
            switch self {
            case .one: 1
            case .two: 2
            case .multiple: "multiple"
            }
        }
    }

    public static func answer(_ question: Question) throws(RuleError) -> JSONObject {
        let asked: StayQuestion
        do {
            asked = StayQuestion(
                asOf: question.asOf,
                stays: try question.stays.map {
                    try Stay(
                        entry: $0.entry, exit: $0.exit, extendedUntil: $0.extendedUntil,
                        partialSchengen: $0.partialSchengen)
                },
                excluded: try question.excluded.map { try ExcludedPeriod(from: $0.from, to: $0.to) },
                visa: try question.visa.map { visa in
                    try ShortStayVisa(
                        validFrom: visa.validFrom, validUntil: visa.validUntil, days: visa.days,
                        entries: visa.entries == .one ? .one : visa.entries == .two ? .two : .multiple,
                        limitedTerritorialValidity: visa.ltv)
                }, euFamily: question.euFamily, partialSchengen: question.partialSchengen)
        } catch {
            throw RuleError("the question contradicts itself: \(error)")
        }
        let answer = StayCalculator.answer(asked)
        return JSONObject([
            ("applies", .bool(answer != nil)), ("present", (answer?.present).orNull),
            ("usedDays", (answer?.usedDays).orNull), ("limitEnd", (answer?.limitEnd).orNull),
            ("authorisedEnd", (answer?.authorisedEnd).orNull), ("remainingDays", (answer?.remainingDays).orNull),
            ("overstayDays", (answer?.overstayDays).orNull), ("entriesLeft", (answer?.entriesLeft ?? nil).orNull),
        ])
    }
}

import Identity
import Matching
import Wire

/// Same, similar or different identity data.
public enum CompareRule: ConformanceRule {
    public static let name = "compare"
    public static let article = "Delegated Regulation (EU) 2023/333"

    public struct Question: WireRecord {
        var a = Side()
        var b = Side()
        public init() {}
        public static let wireName = "CompareQuestion"
        public static let meaning = "The identity data of two systems."
        public static let fields: [Field<Question>] = [
            .required("a", \.a, "One side."), .required("b", \.b, "The other."),
        ]
    }

    /// All fields are lists of text.
    public struct Side: WireRecord {
        var surnames: [String] = []
        var surnamesAtBirth: [String] = []
        var previousSurnames: [String] = []
        var aliasSurnames: [String] = []
        var givenNames: [String] = []
        var previousGivenNames: [String] = []
        var aliasGivenNames: [String] = []
        var otherNames: [String] = []
        var datesOfBirth: [String] = []
        var sexes: [Sex] = []
        var nationalities: [String] = []
        var nationalitiesAtBirth: [String] = []
        var aliasNationalities: [String] = []
        var placesOfBirth: [String] = []
        var countriesOfBirth: [String] = []
        var system: String?
        public init() {}
        public static let wireName = "ComparedData"
        public static let meaning = "Identity data of one system."
        private static let text = Schema.text(.init(length: 0...500))
        private static func texts(
            _ name: String, _ path: any WritableKeyPath<Side, [String]> & Sendable, _ meaning: String
        ) -> Field<Side> { .list(name, path, meaning, element: text) }
        public static let fields: [Field<Side>] = [
            texts("surnames", \.surnames, "Surnames."), texts("surnamesAtBirth", \.surnamesAtBirth, "Surnames at birth."),
            texts("previousSurnames", \.previousSurnames, "Previous surnames."),
            texts("aliasSurnames", \.aliasSurnames, "Surnames of aliases."),
            texts("givenNames", \.givenNames, "Given names."),
            texts("previousGivenNames", \.previousGivenNames, "Previous given names."),
            texts("aliasGivenNames", \.aliasGivenNames, "Given names of aliases."),
            texts("otherNames", \.otherNames, "Names that count in both groups."),
            texts("datesOfBirth", \.datesOfBirth, "Dates of birth."), .list("sexes", \.sexes, "Sexes."),
            texts("nationalities", \.nationalities, "Nationalities."),
            texts("nationalitiesAtBirth", \.nationalitiesAtBirth, "Nationalities at birth."),
            texts("aliasNationalities", \.aliasNationalities, "Nationalities of aliases."),
            texts("placesOfBirth", \.placesOfBirth, "Places of birth."),
            texts("countriesOfBirth", \.countriesOfBirth, "Countries of birth."),
            .optional("system", \.system, "For the reader only."),
        ]
    }

    public static func answer(_ question: Question) throws(RuleError) -> JSONObject {
        let comparison = IdentityComparison.compare(try compared(question.a), try compared(question.b))
        func category(_ category: IdentityComparison.Category) -> JSON {
            .object([
                "result": .string(category.result.rawValue),
                "rules": .array(category.rules.sorted().map { .string($0.rawValue) }),
            ])
        }
        return JSONObject([
            ("result", .string(comparison.result.rawValue)), ("names", category(comparison.names)),
            ("dateOfBirth", category(comparison.dateOfBirth)), ("sex", category(comparison.sex)),
            ("nationality", category(comparison.nationality)),
        ])
    }

    private static func compared(_ side: Side) throws(RuleError) -> ComparedIdentity {
        var dates: [ComparedDate] = []
        for text in side.datesOfBirth {
            guard let date = ComparedDate(text) else { throw RuleError("\(text) is no date of birth") }
            dates.append(date)
        }
        return ComparedIdentity(
            surnames: side.surnames, surnamesAtBirth: side.surnamesAtBirth, previousSurnames: side.previousSurnames,
            aliasSurnames: side.aliasSurnames, givenNames: side.givenNames, previousGivenNames: side.previousGivenNames,
            aliasGivenNames: side.aliasGivenNames, otherNames: side.otherNames, datesOfBirth: dates, sexes: side.sexes,
            nationalities: side.nationalities, nationalitiesAtBirth: side.nationalitiesAtBirth,
            aliasNationalities: side.aliasNationalities, placesOfBirth: side.placesOfBirth,
            countriesOfBirth: side.countriesOfBirth)
    }
}

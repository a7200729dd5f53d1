import Identity
import Operations
import Wire

/// Specific risk indicators: a combination of data that an application has (Article 33(4)). Those named are all that there
/// may be: colour, ethnic origin, religion, opinion, disability, orientation and the rest of Article 33(5) have no field.
public struct RiskIndicators: WireRecord, Hashable {
    public var ageFrom: Int?
    public var ageUntil: Int?
    public var sexes: [Sex] = []
    public var nationalities: [CountryCode] = []
    public var countriesOfResidence: [CountryCode] = []
    public var citiesOfResidence: [String] = []
    public var education: [EducationLevel] = []
    public var occupations: [JobGroup] = []

    public init() {}

    public static let wireName = "ETIASRiskIndicators"
    public static let meaning = "Combination of risk indicators (Article 33(4)). All that are named must apply."
    public static let fields: [Field<RiskIndicators>] = [
        .optional("ageFrom", \.ageFrom, "Youngest age in years.", limits: .integer(0...130)),
        .optional("ageUntil", \.ageUntil, "Oldest age in years.", limits: .integer(0...130)),
        .list("sexes", \.sexes, "Sexes.", count: 0...3),
        .list("nationalities", \.nationalities, "Nationalities.", count: 0...250),
        .list("countriesOfResidence", \.countriesOfResidence, "Countries of residence.", count: 0...250),
        .list("citiesOfResidence", \.citiesOfResidence, "Cities of residence.", count: 0...200, element: ApplicantIdentity.name),
        .list("education", \.education, "Levels of education.", count: 0...4),
        .list("occupations", \.occupations, "Job groups.", count: 0...20),
    ]

    /// Whether the combination is one that Article 33(4)–(5) allows.
    public func check() throws(Refusal) {
        if let ageFrom, let ageUntil, ageFrom > ageUntil {
            throw Refusal(.indicatorsNotAllowed, "the age range is empty", pointer: "/indicators/ageFrom", article: "ETIAS 33(4)(a)")
        }
        let others = [
            !nationalities.isEmpty, !countriesOfResidence.isEmpty, !citiesOfResidence.isEmpty, !education.isEmpty, !occupations.isEmpty,
        ].filter { $0 }.count
        guard others > 0 else {
            throw Refusal(.indicatorsNotAllowed, "indicators are never based solely on sex or age", pointer: "/indicators")
        }
        let sexOrAge = [ageFrom != nil || ageUntil != nil, !sexes.isEmpty].filter { $0 }.count
        guard others + sexOrAge > 1 else {
            throw Refusal(
                .indicatorsNotAllowed, "indicators are a combination of at least two kinds of data", pointer: "/indicators",
                article: "ETIAS 33(4)")
        }
    }

    public func apply(to form: ApplicationForm, on day: Day) -> Bool {
        let age = form.identity.age(on: day)
        if let ageFrom, age < ageFrom { return false }
        if let ageUntil, age > ageUntil { return false }
        if !sexes.isEmpty, !sexes.contains(form.identity.sex) { return false }
        if !nationalities.isEmpty, !nationalities.contains(form.identity.nationality) { return false }
        if !countriesOfResidence.isEmpty, !countriesOfResidence.contains(form.residence.country) { return false }
        if !citiesOfResidence.isEmpty, !citiesOfResidence.map(Levelled.text).contains(Levelled.text(form.residence.city)) { return false }
        if !education.isEmpty, !education.contains(form.education) { return false }
        if !occupations.isEmpty, !occupations.contains(form.occupation) { return false }
        return true
    }
}

extension RefusalKind {
    public static let indicatorsNotAllowed = RefusalKind(
        "etias/indicators-not-allowed", 422, "Risk indicators of this kind are not allowed", article: "ETIAS 33(5)")
}

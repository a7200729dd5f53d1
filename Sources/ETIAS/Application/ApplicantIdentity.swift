import Identity
import Wire

/// Who applies: the identity data of Article 17(2)(a), (aa), (b) and (c).
public struct ApplicantIdentity: WireRecord, Hashable {
    public var surname = ""
    public var firstNames: [String] = []
    public var surnameAtBirth: String?
    public var dateOfBirth = Day(number: 0)
    public var placeOfBirth = ""
    public var countryOfBirth = CountryCode.unspecified
    public var sex = Sex.unspecified
    public var nationality = CountryCode.unspecified
    public var parentsFirstNames: [String] = []
    public var otherNames: [String] = []
    public var otherNationalities: [CountryCode] = []

    public init() {}

    public static let wireName = "ETIASApplicantIdentity"
    public static let meaning = "Identity of the applicant (Article 17(2)(a)–(c))."
    public static let fields: [Field<ApplicantIdentity>] = [
        .required("surname", \.surname, "Surname (family name); a single name stands here.", limits: name),
        .list("firstNames", \.firstNames, "First names (given names).", count: 0...10, element: name),
        .optional("surnameAtBirth", \.surnameAtBirth, "Surname at birth.", limits: name),
        .required("dateOfBirth", \.dateOfBirth, "Date of birth."),
        .required("placeOfBirth", \.placeOfBirth, "Place of birth.", limits: name),
        .required("countryOfBirth", \.countryOfBirth, "Country of birth."),
        .required("sex", \.sex, "Sex; X is unspecified."),
        .required("nationality", \.nationality, "Current nationality, that of the travel document."),
        .list("parentsFirstNames", \.parentsFirstNames, "First names of the parents.", count: 0...4, element: name),
        .list("otherNames", \.otherNames, "Aliases, artistic and usual names.", count: 0...20, element: name),
        .list("otherNationalities", \.otherNationalities, "Other nationalities.", count: 0...10),
    ]

    static let name = Schema.text(.init(length: 1...100))

    public var person: PersonIdentity {
        PersonIdentity(
            surnames: [surname], givenNames: firstNames, surnamesAtBirth: surnameAtBirth.map { [$0] } ?? [],
            otherNames: otherNames, dateOfBirth: PartialDate(dateOfBirth), sex: sex,
            nationalities: [nationality] + otherNationalities, placeOfBirth: placeOfBirth, countryOfBirth: countryOfBirth)
    }

    /// Full years on a day.
    public func age(on day: Day) -> Int { PartialDate(dateOfBirth).certainAge(on: day) ?? 0 }

    /// Below 18 (Article 3(19)).
    public func isMinor(on day: Day) -> Bool { age(on: day) < 18 }

    /// The same person as far as Article 17(2)(a) goes, case, blanks and hyphens levelled.
    public func isSame(as other: ApplicantIdentity) -> Bool {
        Levelled.text(surname) == Levelled.text(other.surname)
            && firstNames.map(Levelled.text) == other.firstNames.map(Levelled.text) && dateOfBirth == other.dateOfBirth
            && sex == other.sex && nationality == other.nationality
    }
}

/// Texts without their layout: what two entries of the same thing are compared by.
public enum Levelled {
    /// Upper case, letters and digits alone.
    public static func text(_ text: String) -> String { TravelDocument.level(number: text) }
    /// Email addresses: lower case, blanks at the ends away; punctuation counts.
    public static func email(_ text: String) -> String { String(text.filter { !$0.isWhitespace }).lowercased() }
    /// Digits alone; the two ways to write an international number are one.
    public static func phone(_ text: String) -> String {
        let digits = String(text.filter(\.isNumber))
        return digits.hasPrefix("00") ? String(digits.dropFirst(2)) : digits
    }
}

import Identity
import Wire

/// An identity used legitimately: exactly the data of Article 16(1)(a), nothing besides.
public struct RegisteredIdentity: WireRecord, Hashable {
    public var surnames: [String] = []
    public var givenNames: [String] = []
    public var dateOfBirth: PartialDate?
    public var nationalities: [CountryCode] = []
    public var sex: Sex?

    public init() {}
    public init(
        surnames: [String], givenNames: [String], dateOfBirth: PartialDate?, nationalities: [CountryCode], sex: Sex?
    ) {
        self.surnames = surnames
        self.givenNames = givenNames
        self.dateOfBirth = dateOfBirth
        self.nationalities = nationalities
        self.sex = sex
    }

    public static let meaning = "An identity of the person, as in the travel document (Article 16(1)(a))."
    public static let fields: [Field<RegisteredIdentity>] = [
        .list("surnames", \.surnames, "Surnames (family names); a single name stands here.", count: 1...20),
        .list("givenNames", \.givenNames, "First names (given names).", count: 0...20),
        .optional("dateOfBirth", \.dateOfBirth, "Date of birth; parts may be unknown, absent where wholly unknown."),
        .list("nationalities", \.nationalities, "Nationality or nationalities.", count: 1...20),
        .required("sex", \.recordedSex, "Sex; X is unspecified."),
    ]

    private var recordedSex: Sex {
        get { sex ?? .unspecified }
        set { sex = newValue }
    }

    public var person: PersonIdentity {
        PersonIdentity(
            surnames: surnames, givenNames: givenNames, dateOfBirth: dateOfBirth, sex: sex, nationalities: nationalities)
    }
}

import Identity
import Wire

/// Identity data of an applicant (Article 9(4)(a) and (aa); 22a(1)(d)).
public struct ApplicantIdentity: WireRecord, Hashable {
    public var surnames: [String] = []
    public var givenNames: [String] = []
    public var dateOfBirth: PartialDate?
    public var sex: Sex?
    public var nationalities: [CountryCode] = []
    public var surnamesAtBirth: [String] = []
    public var placeOfBirth: String?
    public var countryOfBirth: CountryCode?
    public var nationalityAtBirth: CountryCode?

    public init() {}
    public init(
        surnames: [String], givenNames: [String], dateOfBirth: PartialDate?, sex: Sex?, nationalities: [CountryCode],
        surnamesAtBirth: [String] = [], placeOfBirth: String? = nil, countryOfBirth: CountryCode? = nil,
        nationalityAtBirth: CountryCode? = nil
    ) {
        self.surnames = surnames
        self.givenNames = givenNames
        self.dateOfBirth = dateOfBirth
        self.sex = sex
        self.nationalities = nationalities
        self.surnamesAtBirth = surnamesAtBirth
        self.placeOfBirth = placeOfBirth
        self.countryOfBirth = countryOfBirth
        self.nationalityAtBirth = nationalityAtBirth
    }

    public static let wireName = "VISApplicantIdentity"
    public static let meaning = "Identity data of an applicant (Article 9(4)(a) and (aa))."
    public static let fields: [Field<ApplicantIdentity>] = [
        .list("surnames", \.surnames, "Surnames (family names); a single name stands here.", count: 1...20),
        .list("givenNames", \.givenNames, "First names (given names).", count: 0...20),
        .optional("dateOfBirth", \.dateOfBirth, "Date of birth; parts may be unknown, absent where wholly unknown."),
        .required("sex", \.recordedSex, "Sex; X is unspecified."),
        .list("nationalities", \.nationalities, "Current nationality or nationalities.", count: 1...20),
        .list("surnamesAtBirth", \.surnamesAtBirth, "Surname at birth, former surnames.", count: 0...20),
        .optional("placeOfBirth", \.placeOfBirth, "Place of birth."),
        .optional("countryOfBirth", \.countryOfBirth, "Country of birth."),
        .optional("nationalityAtBirth", \.nationalityAtBirth, "Nationality at birth."),
    ]

    private var recordedSex: Sex {
        get { sex ?? .unspecified }
        set { sex = newValue }
    }

    public var person: PersonIdentity {
        PersonIdentity(
            surnames: surnames, givenNames: givenNames, surnamesAtBirth: surnamesAtBirth, dateOfBirth: dateOfBirth,
            sex: sex, nationalities: nationalities, placeOfBirth: placeOfBirth, countryOfBirth: countryOfBirth)
    }
}

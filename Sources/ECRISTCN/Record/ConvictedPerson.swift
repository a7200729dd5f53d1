import Identity
import Wire

/// A datum that a record must have unless, in the individual case, the central authority does not know it
/// (Article 5(1)(a)(i)).
public enum ObligatoryDatum: String, CaseIterable, Hashable, Sendable, WireChoice {
    case surnames, givenNames, dateOfBirth, townOfBirth, countryOfBirth, nationalities, gender
}

/// The alphanumeric data of a convicted person (Article 5(1)(a)). It has no field for what somebody was convicted of, nor
/// one that could hold it: the system says where convictions are recorded, not what they are.
public struct ConvictedPerson: WireRecord, Hashable {
    public var surnames: [String] = []
    public var givenNames: [String] = []
    public var dateOfBirth: PartialDate?
    public var townOfBirth: String?
    public var countryOfBirth: CountryCode?
    public var nationalities: [CountryCode] = []
    public var gender: Sex?
    public var previousNames: [String] = []
    /// Obligatory data that are not known in this case: stated, so that nothing is missing by oversight.
    public var notKnown: [ObligatoryDatum] = []
    public var parentsNames: [String] = []
    public var identityNumbers: [String] = []
    public var documents: [IdentificationDocument] = []
    public var aliases: [String] = []

    public init() {}
    public static let meaning = "Alphanumeric data of a convicted person (Article 5(1)(a))."
    public static let fields: [Field<ConvictedPerson>] = [
        .list(
            "surnames", \.surnames, "Surnames (family names); a single name stands here.", count: 0...20, element: name),
        .list("givenNames", \.givenNames, "First names (given names).", count: 0...20, element: name),
        .optional("dateOfBirth", \.dateOfBirth, "Date of birth; parts may be unknown."),
        .optional("townOfBirth", \.townOfBirth, "Town of birth.", limits: name),
        .optional("countryOfBirth", \.countryOfBirth, "Country of birth."),
        .list(
            "nationalities", \.nationalities, "Nationality or nationalities; XXA for a stateless person.", count: 0...20
        ),
        .optional("gender", \.gender, "Gender; X is unspecified."),
        .list("previousNames", \.previousNames, "Previous names.", count: 0...50, element: name),
        .list("notKnown", \.notKnown, "Obligatory data that are not known in this case.", count: 0...7),
        .list(
            "parentsNames", \.parentsNames, "Names of the parents, where the criminal record has them.", count: 0...10,
            element: name),
        .list(
            "identityNumbers", \.identityNumbers, "Identity numbers.", count: 0...20,
            element: .text(.init(length: 1...40))),
        .list("documents", \.documents, "Identification documents, travel documents included.", count: 0...50),
        .list("aliases", \.aliases, "Pseudonyms or aliases.", count: 0...50, element: name),
    ]
    static let name = Schema.text(.init(length: 1...120))

    /// Obligatory data that are given.
    var given: Set<ObligatoryDatum> {
        var given: Set<ObligatoryDatum> = []
        if !surnames.isEmpty { given.insert(.surnames) }
        if !givenNames.isEmpty { given.insert(.givenNames) }
        if dateOfBirth != nil { given.insert(.dateOfBirth) }
        if townOfBirth != nil { given.insert(.townOfBirth) }
        if countryOfBirth != nil { given.insert(.countryOfBirth) }
        if !nationalities.isEmpty { given.insert(.nationalities) }
        if gender != nil { given.insert(.gender) }
        return given
    }

    /// What indexes and the detector see of the person; the parents' names identify others and stay out.
    public var identity: PersonIdentity {
        PersonIdentity(
            surnames: surnames, givenNames: givenNames, previousSurnames: previousNames, otherNames: aliases,
            dateOfBirth: dateOfBirth, sex: gender, nationalities: nationalities, placeOfBirth: townOfBirth,
            countryOfBirth: countryOfBirth)
    }
}

/// A person's identification document with the authority that issued it (Article 5(1)(a)(iii)).
public struct IdentificationDocument: WireRecord, Hashable {
    public var kind = TravelDocument.Kind.other
    public var number = ""
    public var issuer: CountryCode?
    public var issuingAuthority: String?

    public init() {}
    public init(kind: TravelDocument.Kind, number: String, issuer: CountryCode?, issuingAuthority: String? = nil) {
        self.kind = kind
        self.number = number
        self.issuer = issuer
        self.issuingAuthority = issuingAuthority
    }
    public static let meaning = "An identification document (Article 5(1)(a)(iii))."
    public static let fields: [Field<IdentificationDocument>] = [
        .required("kind", \.kind, "Type of document."),
        .required("number", \.number, "Number as printed.", limits: .text(.init(length: 1...40))),
        .optional("issuer", \.issuer, "Issuing state."),
        .optional(
            "issuingAuthority", \.issuingAuthority, "Name of the issuing authority.",
            limits: .text(.init(length: 1...120))),
    ]

    var document: TravelDocument { TravelDocument(kind: kind, number: number, issuer: issuer ?? .unspecified) }
    /// What two readings are compared by.
    var key: String { document.key }
}

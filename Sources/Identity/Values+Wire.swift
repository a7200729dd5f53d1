import Wire

extension Day: WireText {
    public static var textRule: Schema.TextRule {
        .init(length: 10...10, pattern: #"^\d{4}-\d{2}-\d{2}$"#, format: "date", example: "2026-03-31")
    }
    public static var noun: String { "a day of the calendar (YYYY-MM-DD)" }
    public init?(wireText: String) { self.init(wireText) }
    public var wireText: String { description }
}

extension Instant: WireText {
    public static var textRule: Schema.TextRule {
        .init(
            length: 20...24, pattern: #"^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,3})?Z$"#, format: "date-time",
            example: "2027-03-01T08:00:00Z")
    }
    public static var noun: String { "an instant in UTC (YYYY-MM-DDThh:mm:ssZ)" }
    public init?(wireText: String) { self.init(wireText) }
    public var wireText: String { description }
}

extension PartialDate: WireText {
    public static var textRule: Schema.TextRule {
        .init(length: 4...10, pattern: #"^\d{4}(-\d{2}(-\d{2})?)?$"#, example: "1974-08")
    }
    public static var noun: String { "a date of birth (YYYY-MM-DD, YYYY-MM or YYYY; unknown parts are 00)" }
    public init?(wireText: String) { self.init(wireText) }
    public var wireText: String { description }
}

extension CountryCode: WireText {
    public static var textRule: Schema.TextRule { .init(length: 1...3, pattern: "^[A-Za-z<]{1,3}$", example: "UTO") }
    public static var noun: String { "an ISO 3166-1 alpha-3 or ICAO Doc 9303 code" }
    public init?(wireText: String) { self.init(wireText) }
    public var wireText: String { text }
}

extension Sex: WireChoice {}
extension IdentityCategory: WireChoice {}
extension TravelDocument.Kind: WireChoice {}

extension PersonIdentity: WireRecord {
    public init() { self.init(category: .confirmed) }
    public static let meaning = "One identity of a person, as recorded."
    public static let fields: [Field<PersonIdentity>] = [
        .defaulted("category", \.category, to: .confirmed, "How sure the authority is of it; confirmed where absent."),
        .list("surnames", \.surnames, "Surnames; a single name stands here.", count: 0...20),
        .list("givenNames", \.givenNames, "Given names (forenames).", count: 0...20),
        .list("surnamesAtBirth", \.surnamesAtBirth, "Surnames at birth.", count: 0...20),
        .list("previousSurnames", \.previousSurnames, "Previously used surnames.", count: 0...20),
        .list("previousGivenNames", \.previousGivenNames, "Previously used given names.", count: 0...20),
        .list("otherNames", \.otherNames, "Aliases, artistic and usual names, pseudonyms.", count: 0...50),
        .optional("dateOfBirth", \.dateOfBirth, "Date of birth; parts may be unknown."),
        .optional("sex", \.sex, "Sex; X is unspecified."),
        .list("nationalities", \.nationalities, "Nationalities.", count: 0...20),
        .optional("placeOfBirth", \.placeOfBirth, "Place of birth."),
        .optional("countryOfBirth", \.countryOfBirth, "Country of birth."),
    ]
}

extension TravelDocument: WireRecord {
    /// Blank, to be read into; `XXX` is ICAO's code for an unspecified issuer.
    public init() { self.init(kind: .other, number: "", issuer: .unspecified) }
    public static let meaning = "A travel or identity document."
    public static let fields: [Field<TravelDocument>] = [
        .required("kind", \.kind, "Kind of document."),
        .required("number", \.number, "Number as printed.", limits: .text(.init(length: 1...40))),
        .required("issuer", \.issuer, "Issuing state or body."),
        .optional("issued", \.issued, "Day of issue."),
        .optional("expiry", \.expiry, "Last day of validity."),
    ]
}

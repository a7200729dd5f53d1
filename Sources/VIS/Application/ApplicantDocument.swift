import Identity
import Wire

/// A travel document of an applicant (Article 9(4)(b)–(ca); 22a(1)(e)–(g)).
public struct ApplicantDocument: WireRecord, Hashable {
    public var kind = TravelDocument.Kind.passport
    public var number = ""
    public var issuer = CountryCode.unspecified
    public var issued: Day?
    public var expiry: Day?
    public var issuingAuthority: String?

    public init() {}
    public init(
        kind: TravelDocument.Kind, number: String, issuer: CountryCode, issued: Day?, expiry: Day?,
        issuingAuthority: String? = nil
    ) {
        self.kind = kind
        self.number = number
        self.issuer = issuer
        self.issued = issued
        self.expiry = expiry
        self.issuingAuthority = issuingAuthority
    }

    public static let meaning = "A travel document of the applicant (Article 9(4)(b)–(ca))."
    public static let fields: [Field<ApplicantDocument>] = [
        .required("kind", \.kind, "Type of document."),
        .required("number", \.number, "Number as printed.", limits: .text(.init(length: 1...40))),
        .required("issuer", \.issuer, "Issuing country."),
        .optional("issued", \.issued, "Day of issue."),
        .optional("expiry", \.expiry, "Last day of validity; absent where the document has none."),
        .optional("issuingAuthority", \.issuingAuthority, "Authority of issue (original edition)."),
    ]

    public var document: TravelDocument {
        TravelDocument(kind: kind, number: number, issuer: issuer, issued: issued, expiry: expiry)
    }
    /// Issuer and number, levelled: what two readings are compared by.
    public var key: String { document.key }
}

/// Number and issuer of a travel document, visa sticker, long-stay visa or residence permit: what one is looked up by.
public struct DocumentNumber: WireRecord, Hashable {
    public var number = ""
    public var issuer = CountryCode.unspecified

    public init() {}
    public init(number: String, issuer: CountryCode) {
        self.number = number
        self.issuer = issuer
    }

    public static let meaning = "A number and the state that gave it."
    public static let fields: [Field<DocumentNumber>] = [
        .required("number", \.number, "Number as printed.", limits: .text(.init(length: 1...40))),
        .required("issuer", \.issuer, "Issuing state."),
    ]

    public var key: String { TravelDocument(kind: .other, number: number, issuer: issuer).key }
}

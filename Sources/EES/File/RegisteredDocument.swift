import Identity
import Wire

/// A travel document: exactly the data of Article 16(1)(b) and (c).
public struct RegisteredDocument: WireRecord, Hashable {
    public var kind = TravelDocument.Kind.other
    public var number = ""
    public var issuer = CountryCode.unspecified
    /// A document without an expiry date exists; absent then.
    public var expiry: Day?

    public init() {}
    public init(kind: TravelDocument.Kind, number: String, issuer: CountryCode, expiry: Day?) {
        self.kind = kind
        self.number = number
        self.issuer = issuer
        self.expiry = expiry
    }

    public static let meaning = "A travel document of the person (Article 16(1)(b) and (c))."
    public static let fields: [Field<RegisteredDocument>] = [
        .required("kind", \.kind, "Type of document."),
        .required("number", \.number, "Number as printed.", limits: .text(.init(length: 1...40))),
        .required("issuer", \.issuer, "Issuing country."),
        .optional("expiry", \.expiry, "Last day of validity; absent where the document has none."),
    ]

    public var document: TravelDocument { TravelDocument(kind: kind, number: number, issuer: issuer, expiry: expiry) }
    /// Issuer and number, levelled: what two readings are compared by.
    public var key: String { document.key }
}

/// The number and issuer of a document or sticker: what somebody is looked up by.
public struct NumberOfIssuer: WireRecord, Hashable {
    public var number = ""
    public var issuer = CountryCode.unspecified

    public init() {}
    public init(number: String, issuer: CountryCode) {
        self.number = number
        self.issuer = issuer
    }

    public static let meaning = "A number and the state that gave it."
    public static let fields: [Field<NumberOfIssuer>] = [
        .required("number", \.number, "Number as printed.", limits: .text(.init(length: 1...40))),
        .required("issuer", \.issuer, "Issuing state, three-letter code."),
    ]

    public var key: String { issuer.text + "/" + TravelDocument.level(number: number) }
}

import Access
import Identity
import Operations
import Registry
import Wire

/// Which Member States do not recognise a kind of travel document of an issuer (Article 5a; Decision 1105/2011/EU).
public struct DocumentRecognition: RecordValue, Hashable {
    public static let kind = RecordKind(.VIS, "documentRecognition")

    public var issuer = CountryCode.unspecified
    public var document = TravelDocument.Kind.passport
    public var notRecognisedBy: [CountryCode] = []

    public init() {}
    public static let meaning = "Recognition of a kind of travel document."
    public static let fields: [Field<DocumentRecognition>] = [
        .required("issuer", \.issuer, "Issuer."), .required("document", \.document, "Kind of document."),
        .list("notRecognisedBy", \.notRecognisedBy, "Member States that do not recognise it.", count: 0...60),
    ]

    static func key(_ issuer: CountryCode, _ document: TravelDocument.Kind) -> String { "\(issuer.text)/\(document.rawValue)" }

    public var projection: Projection {
        Projection(keys: [
            RecordKey("recognition", DocumentRecognition.key(issuer, document), unique: true),
            RecordKey(VISKey.list, "recognition", unique: false),
        ])
    }
}

extension Reader {
    func recognition(_ issuer: CountryCode, _ document: TravelDocument.Kind) throws -> Recorded<DocumentRecognition>? {
        try values(DocumentRecognition.self, key: "recognition", value: DocumentRecognition.key(issuer, document)).first
    }
}

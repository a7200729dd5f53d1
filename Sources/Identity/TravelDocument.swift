/// A travel or identity document. Its number is kept as printed; `key` is what two readings are compared by.
public struct TravelDocument: Hashable, Sendable {
    public enum Kind: String, CaseIterable, Hashable, Sendable {
        case passport, diplomaticPassport, servicePassport, emergencyTravelDocument
        case identityCard, residencePermit, visa, refugeeTravelDocument, statelessTravelDocument
        case seafarerBook, laissezPasser, drivingLicence, other
    }

    public var kind: Kind
    public var number: String
    public var issuer: CountryCode
    public var issued: Day?
    public var expiry: Day?

    public init(kind: Kind, number: String, issuer: CountryCode, issued: Day? = nil, expiry: Day? = nil) {
        self.kind = kind
        self.number = number
        self.issuer = issuer
        self.issued = issued
        self.expiry = expiry
    }

    /// Issuer and number, upper case, letters and digits alone: blanks, hyphens and fillers are layout.
    public var key: String { issuer.text + "/" + TravelDocument.level(number: number) }

    public static func level(number: String) -> String {
        String(
            String.UnicodeScalarView(
                number.uppercased().unicodeScalars.filter {
                    $0.properties.isAlphabetic || $0.properties.numericType == .decimal
                }))
    }
}

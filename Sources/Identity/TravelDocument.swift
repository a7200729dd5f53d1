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
        // Nearly every number is ASCII, for which no table of characters has to be asked.
        if number.utf8.allSatisfy({ $0 < 0x80 }) {
            return String(unsafeUninitializedCapacity: number.utf8.count) { buffer in
                var count = 0
                for byte in number.utf8 {
                    switch byte {
                    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"): buffer[count] = byte
                    case UInt8(ascii: "a")...UInt8(ascii: "z"): buffer[count] = byte - 32
                    default: continue
                    }
                    count += 1
                }
                return count
            }
        }
        return String(
            String.UnicodeScalarView(
                number.uppercased().unicodeScalars.filter {
                    $0.properties.isAlphabetic || $0.properties.numericType == .decimal
                }))
    }
}

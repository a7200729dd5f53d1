/// What a machine-readable zone says (ICAO Doc 9303 parts 3 to 7, and the French identity card of 1988 to 2021).
///
/// Texts are as printed, without trailing fillers. Issuer and nationality stay texts, because a zone may name a code
/// that no table knows; `issuerCode` and `nationalityCode` are the values to work with.
public struct MachineReadableZone: Hashable, Sendable {
    /// Formats by their names in Doc 9303.
    public enum Format: String, CaseIterable, Hashable, Sendable {
        /// Card: three lines of 30.
        case td1 = "TD1"
        /// Two lines of 36.
        case td2 = "TD2"
        /// Passport: two lines of 44.
        case td3 = "TD3"
        /// Full-size visa: two lines of 44.
        case mrvA = "MRV-A"
        /// Small visa: two lines of 36.
        case mrvB = "MRV-B"
        /// French identity card of 1988 to 2021: two lines of 36.
        case fraID = "FRA-ID"
    }

    public var format: Format
    /// One or two letters: `P`, `PD`, `I`, `AC`, `V` …
    public var documentCode: String
    /// One to three letters: `D`, `UTO`.
    public var issuer: String
    public var surname: String
    public var givenNames: String
    /// A number of more than nine characters is joined from its two places.
    public var documentNumber: String
    public var nationality: String
    /// Year, year and month, or the whole date; `nil`: unknown, or no such day.
    public var dateOfBirth: PartialDate?
    /// `nil`: the character is none of M, F, X and filler.
    public var sex: Sex?
    /// `nil`: none (French identity card), or no such day.
    public var expiry: Day?
    /// Optional data, without a document number's second half; in FRA-ID the issuing office.
    public var optional: String
    /// Optional data of a TD1's second line; empty in every other format.
    public var optional2: String

    public init(
        format: Format, documentCode: String, issuer: String, surname: String, givenNames: String = "",
        documentNumber: String, nationality: String, dateOfBirth: PartialDate? = nil, sex: Sex? = nil,
        expiry: Day? = nil, optional: String = "", optional2: String = ""
    ) {
        self.format = format
        self.documentCode = documentCode
        self.issuer = issuer
        self.surname = surname
        self.givenNames = givenNames
        self.documentNumber = documentNumber
        self.nationality = nationality
        self.dateOfBirth = dateOfBirth
        self.sex = sex
        self.expiry = expiry
        self.optional = optional
        self.optional2 = optional2
    }

    public var issuerCode: CountryCode? { CountryCode(issuer) }
    public var nationalityCode: CountryCode? { CountryCode(nationality) }

    /// The places of a zone.
    public enum Field: String, CaseIterable, Hashable, Sendable {
        case documentCode, issuer, name, documentNumber, documentNumberCheck, nationality
        case dateOfBirth, dateOfBirthCheck, sex, expiry, expiryCheck
        case optional, optionalCheck, optional2, compositeCheck
    }

    /// What is wrong with a zone. The raw value is its stable name.
    public enum Defect: String, CaseIterable, Hashable, Comparable, Sendable {
        /// No format has this number and length of lines.
        case format
        /// A character other than A to Z, 0 to 9 and the filler.
        case characters
        /// First letter not A, C or I (TD1, TD2) or P (TD3).
        case documentCode
        /// A digit in the name, or no surname.
        case name
        /// None of M, F, X and filler.
        case sex
        /// No such day.
        case dateOfBirth
        /// No such day.
        case expiry
        case documentNumberCheck, dateOfBirthCheck, expiryCheck, optionalCheck, compositeCheck

        public static func < (a: Defect, b: Defect) -> Bool { a.rawValue < b.rawValue }
    }

    /// One thing that was read otherwise than it stood there.
    public struct Repair: Hashable, Sendable {
        public enum Reason: String, CaseIterable, Hashable, Sendable {
            /// Line breaks, blanks, and fillers lost or added in a run of fillers.
            case layout
            /// The same character written otherwise: lower case, `«`, full width.
            case notation
            /// The field holds letters only, digits only, or codes that exist.
            case fieldType
            /// The only change of its size that makes all check digits right.
            case checkDigits
        }

        /// From 1, in the lines as repaired.
        public var line: Int
        /// From 1, in the line as repaired; of a character taken out, the place where the next one stands.
        public var column: Int
        /// As it stood; empty for a character put in.
        public var from: String
        /// As it is read; empty for a character taken out.
        public var to: String
        public var field: Field
        public var reason: Reason
    }

    /// The outcome of reading.
    public struct Reading: Hashable, Sendable {
        /// `nil` where no format has this number and length of lines.
        public let format: Format?
        /// Sorted by name; empty if the zone is valid.
        public let defects: [Defect]
        /// `nil` where the format or a character is wrong.
        public let zone: MachineReadableZone?
        /// The lines that were read, repairs carried out; empty without a format.
        public let lines: [String]
        /// Every difference between what was given and `lines`. Empty for a strict reading.
        public let repairs: [Repair]

        public var isValid: Bool { defects.isEmpty }
        /// The fields in which something was repaired.
        public var repairedFields: Set<Field> { Set(repairs.map(\.field)) }

        static let unreadable = Reading(format: nil, defects: [.format], zone: nil, lines: [], repairs: [])
    }
}

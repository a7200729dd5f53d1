import Identity

/// The categories of readily identifiable objects of Regulation (EU) 2018/1862, Article 38(2), by its points.
public enum ObjectKind: String, CaseIterable, Hashable, Sendable {
    case motorVehicle
    /// Unladen weight above 750 kg.
    case trailer
    case caravan
    case industrialEquipment
    case boat
    case boatEngine
    case container
    case aircraft
    case aircraftEngine
    case firearm
    /// Blank official document, stolen, misappropriated, lost or false.
    case blankDocument
    /// Passport, identity card, residence permit, travel document, driving licence: stolen, misappropriated, lost,
    /// invalidated or false.
    case identityDocument
    case vehicleRegistrationCertificate
    case numberPlate
    case banknote
    case informationTechnology
    case vehicleComponent
    case industrialEquipmentComponent
    case otherHighValue
    /// Not an object of Article 38, but of Article 36: a non-cash means of payment.
    case nonCashMeansOfPayment

    /// Point of Article 38(2); `nil` for what Article 38 does not know.
    public var point: Character? {
        switch self {
        case .motorVehicle: "a"
        case .trailer: "b"
        case .caravan: "c"
        case .industrialEquipment: "d"
        case .boat: "e"
        case .boatEngine: "f"
        case .container: "g"
        case .aircraft: "h"
        case .aircraftEngine: "i"
        case .firearm: "j"
        case .blankDocument: "k"
        case .identityDocument: "l"
        case .vehicleRegistrationCertificate, .numberPlate: "m"
        case .banknote: "n"
        case .informationTechnology: "o"
        case .vehicleComponent: "p"
        case .industrialEquipmentComponent: "q"
        case .otherHighValue: "r"
        case .nonCashMeansOfPayment: nil
        }
    }

    /// For instance `1862 38(2)(a)`.
    public var article: String { point.map { "1862 38(2)(\($0))" } ?? "1862 36(1)" }

    /// Whether an alert for seizure or evidence may be entered on it (Article 38(2)).
    public var maySeize: Bool { point != nil }

    /// Whether it may be the object of a discreet, inquiry or specific check (Article 36(1)).
    public var mayCheck: Bool { point.map { "abceghjkl".contains($0) } ?? true }

    /// Whether it may be entered, linked to the alert on a person, in order to locate that person (Articles 26(5), 32(8)
    /// and 34(2); firearms for persons wanted for arrest alone), or connected with a check (36(5), 37a).
    public func mayLocatePerson(under category: AlertCategory) -> Bool {
        guard let point else { return mayCheck && category.isCheck }
        switch category {
        case .arrest: return "abceghjk".contains(point)
        case .discreetCheck, .inquiryCheck, .specificCheck, .information: return mayCheck
        case .missingProtect, .missing, .childAbduction, .childRisk, .vulnerableAdult, .judicial:
            return "abceghk".contains(point)
        default: return false
        }
    }
}

extension AlertCategory {
    /// Checks and information alerts (Articles 36 and 37a).
    var isCheck: Bool {
        switch self {
        case .discreetCheck, .inquiryCheck, .specificCheck, .information: true
        default: false
        }
    }
    /// Missing persons and those to be prevented from travelling (Article 32).
    var isMissing: Bool {
        switch self {
        case .missingProtect, .missing, .childAbduction, .childRisk, .vulnerableAdult: true
        default: false
        }
    }
    /// Alerts of Regulation (EU) 2018/1861.
    var isRefusal: Bool { self == .refusal || self == .entryBan || self == .restrictiveMeasure }
}

/// How the document or plate of an alert came to be sought (Article 38(2), last subparagraph).
public enum ObjectCircumstance: String, CaseIterable, Hashable, Sendable {
    case stolen, misappropriated, lost, invalidated, `false`
}

/// A motor vehicle, trailer or caravan as an alert describes it. At least one of the two identifiers is needed: an
/// object must be readily identifiable (Article 38(2)).
public struct VehicleDescription: Hashable, Sendable {
    /// Vehicle identification number as stamped.
    public var vin: String?
    /// Registration mark as on the plate.
    public var registrationMark: String?
    public var registrationState: CountryCode?
    public var make: String?
    public var model: String?
    public var colour: String?

    public init(
        vin: String? = nil, registrationMark: String? = nil, registrationState: CountryCode? = nil,
        make: String? = nil, model: String? = nil, colour: String? = nil
    ) {
        self.vin = vin
        self.registrationMark = registrationMark
        self.registrationState = registrationState
        self.make = make
        self.model = model
        self.colour = colour
    }
}

/// An issued identity document as an alert describes it.
public struct SoughtDocument: Hashable, Sendable {
    public var document: TravelDocument
    public var circumstance: ObjectCircumstance?

    public init(document: TravelDocument, circumstance: ObjectCircumstance? = nil) {
        self.document = document
        self.circumstance = circumstance
    }
}

/// What is wrong with the description of an object.
public struct ObjectFinding: Hashable, Sendable {
    public enum Weight: String, Hashable, Sendable {
        /// The alert may not be entered so.
        case blocking
        /// The alert may be entered; a person should look.
        case soft
    }

    public enum Problem: String, CaseIterable, Hashable, Sendable {
        /// Neither of the identifiers is given.
        case notIdentifiable
        case tooLong
        /// Empty, or no letter or digit in it.
        case empty
        /// A character that the field cannot hold.
        case character
        /// A vehicle identification number has 17 characters since 1981 (ISO 3779).
        case vinLength
        /// I, O and Q are in no vehicle identification number, and the last four characters are digits (ISO 3779).
        case vinCharacter
        /// A check digit in the ninth place is wrong. Only makers for North America and China must set it.
        case vinCheckDigit
        /// A registration mark means little without its state.
        case registrationStateMissing
        /// The issue lies after the expiry.
        case datesReversed
        /// A circumstance that the kind of object does not allow.
        case circumstance
        /// A number or feature that such objects do not have.
        case foreign
        /// Two numbers that are no block of consecutive ones, or too large a block.
        case block
        /// The number contradicts its own check digit.
        case checkDigit
        /// A serial number means little without its maker.
        case makerMissing
    }

    public let field: String
    public let problem: Problem
    public let weight: Weight

    public init(field: String, problem: Problem, weight: Weight) {
        self.field = field
        self.problem = problem
        self.weight = weight
    }
}

/// Checks of the descriptions of objects. A *blocking* finding refuses the alert, a *soft* one goes with it.
public enum ObjectRules {
    static let longestIdentifier = 40

    public static func findings(_ vehicle: VehicleDescription) -> [ObjectFinding] {
        var findings: [ObjectFinding] = []
        if vehicle.vin == nil, vehicle.registrationMark == nil {
            findings.append(.init(field: "vin", problem: .notIdentifiable, weight: .blocking))
        }
        if let vin = vehicle.vin { findings += identifier(vin, field: "vin") + vinFindings(vin) }
        if let mark = vehicle.registrationMark {
            findings += identifier(mark, field: "registrationMark")
            if vehicle.registrationState == nil {
                findings.append(.init(field: "registrationState", problem: .registrationStateMissing, weight: .soft))
            }
        }
        return findings
    }

    public static func findings(_ sought: SoughtDocument) -> [ObjectFinding] {
        var findings = identifier(sought.document.number, field: "number")
        if let issued = sought.document.issued, let expiry = sought.document.expiry, issued > expiry {
            findings.append(.init(field: "expiry", problem: .datesReversed, weight: .soft))
        }
        return findings
    }

    /// Whether the circumstance may be given for the kind of object: of blank documents, identity documents,
    /// certificates and plates alone, and a blank document cannot be invalidated.
    public static func findings(_ circumstance: ObjectCircumstance?, of kind: ObjectKind) -> [ObjectFinding] {
        guard let circumstance else { return [] }
        let allowed: Bool =
            switch kind {
            case .identityDocument, .vehicleRegistrationCertificate, .numberPlate: true
            case .blankDocument: circumstance != .invalidated
            default: false
            }
        return allowed ? [] : [.init(field: "circumstance", problem: .circumstance, weight: .blocking)]
    }

    /// The characters that count when two readings are compared: letters and digits, upper case.
    public static func key(_ identifier: String) -> String { TravelDocument.level(number: identifier) }

    static func identifier(_ text: String, field: String) -> [ObjectFinding] {
        var findings: [ObjectFinding] = []
        if text.unicodeScalars.count > longestIdentifier {
            findings.append(.init(field: field, problem: .tooLong, weight: .blocking))
        }
        if key(text).isEmpty { findings.append(.init(field: field, problem: .empty, weight: .blocking)) }
        let control = text.unicodeScalars.contains {
            switch $0.properties.generalCategory {
            case .control, .format, .lineSeparator, .paragraphSeparator, .privateUse, .surrogate, .unassigned: true
            default: false
            }
        }
        if control { findings.append(.init(field: field, problem: .character, weight: .blocking)) }
        return findings
    }

    // MARK: - Vehicle identification numbers

    static func vinFindings(_ vin: String) -> [ObjectFinding] {
        let characters = Array(vin.uppercased().utf8.filter { $0 != 32 && $0 != 45 })
        // Older vehicles have other numbers, so that nothing here blocks.
        guard characters.count == 17 else { return [.init(field: "vin", problem: .vinLength, weight: .soft)] }
        let values = characters.map(vinValue)
        guard !values.contains(nil), characters.suffix(4).allSatisfy({ $0 >= 48 && $0 <= 57 }) else {
            return [.init(field: "vin", problem: .vinCharacter, weight: .soft)]
        }
        return hasRightCheckDigit(vin) == false ? [.init(field: "vin", problem: .vinCheckDigit, weight: .soft)] : []
    }

    /// Whether the ninth character is the check digit of the others; `nil` where it is none (a letter other than X), or
    /// the number has not the form of ISO 3779. A number without check digit is right one time in eleven, too.
    public static func hasRightCheckDigit(_ vin: String) -> Bool? {
        let characters = Array(vin.uppercased().utf8.filter { $0 != 32 && $0 != 45 })
        guard characters.count == 17 else { return nil }
        let weights = [8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2]
        var sum = 0
        for (character, weight) in zip(characters, weights) {
            guard let value = vinValue(character) else { return nil }
            sum += value * weight
        }
        let given: Int
        switch characters[8] {
        case 48...57: given = Int(characters[8]) - 48
        case UInt8(ascii: "X"): given = 10
        default: return nil
        }
        return sum % 11 == given
    }

    /// The value of a character in the check sum: digits themselves, letters 1 to 9 in three rows, without I, O and Q.
    private static func vinValue(_ character: UInt8) -> Int? {
        switch character {
        case 48...57: Int(character) - 48
        case UInt8(ascii: "A")...UInt8(ascii: "H"): Int(character) - 64
        case UInt8(ascii: "J")...UInt8(ascii: "N"): Int(character) - 73
        case UInt8(ascii: "P"): 7
        case UInt8(ascii: "R"): 9
        case UInt8(ascii: "S")...UInt8(ascii: "Z"): Int(character) - 81
        default: nil
        }
    }
}

import Identity
import Wire

/// Kinds of numbers that objects are told by.
public enum ObjectNumberKind: String, CaseIterable, Hashable, Sendable, WireChoice {
    /// Of a road vehicle, boat or aircraft, as on the plate or hull; with its state.
    case registrationMark
    /// Vehicle identification number (ISO 3779).
    case vin
    /// The maker's own number; with the maker.
    case serialNumber
    /// Hull or craft identification number (ISO 10087).
    case hullNumber
    /// Ship identification number of the International Maritime Organization.
    case imoNumber
    /// Maritime mobile service identity.
    case mmsi
    /// Freight container (ISO 6346).
    case containerNumber
    /// Of a document, issued or blank; with its issuer.
    case documentNumber
    case banknoteNumber
    /// International mobile equipment identity.
    case imei
    case macAddress
    /// Payment card (ISO/IEC 7812).
    case cardNumber
    /// International bank account number (ISO 13616).
    case accountNumber
    /// In a register of works of art or other valuables; with its keeper as maker.
    case registerNumber

    /// What keys begin with. Marks, identification numbers and documents are found whichever kind of object has them.
    var tag: String {
        switch self {
        case .registrationMark: "MARK"
        case .vin: "VIN"
        case .documentNumber: "DOC"
        default: rawValue
        }
    }

    /// Whether a block of consecutive numbers can be given.
    var mayBeBlock: Bool { self == .documentNumber || self == .banknoteNumber }
}

/// One number of an object.
public struct ObjectNumber: WireRecord, Hashable {
    public var kind = ObjectNumberKind.serialNumber
    public var value = ""
    public var last: String?
    public var issuer: CountryCode?
    public var maker: String?

    public init() {}
    public init(
        _ kind: ObjectNumberKind, _ value: String, through last: String? = nil, issuer: CountryCode? = nil,
        maker: String? = nil
    ) {
        self.kind = kind
        self.value = value
        self.last = last
        self.issuer = issuer
        self.maker = maker
    }

    public static let meaning = "A number that an object is told by."
    static let text: Schema = .text(.init(length: 1...60))
    public static let fields: [Field<ObjectNumber>] = [
        .required("kind", \.kind, "What kind of number."),
        .required("value", \.value, "The number as it is written; of a block the first one.", limits: text),
        .optional("last", \.last, "Of a block of consecutive documents or banknotes: the last number.", limits: text),
        .optional("issuer", \.issuer, "State of registration or issue."),
        .optional("maker", \.maker, "Maker, or keeper of the register.", limits: text),
    ]

    private var level: String { ObjectRules.key(value) }
    private var qualifier: String { issuer?.text ?? maker.map(ObjectRules.key) ?? "" }

    /// The number, or the patterns of its block.
    var patterns: [String] {
        guard let last, let block = NumberBlock(first: level, last: ObjectRules.key(last)) else { return [level] }
        return block.cover
    }

    /// What checks of documents find a blank document by, or a block of them: see `TravelDocument.enclosingBlanks`.
    var searchedDocuments: [TravelDocument] {
        guard kind == .documentNumber, let issuer else { return [] }
        guard last != nil else { return [TravelDocument(kind: .other, number: value, issuer: issuer)] }
        return patterns.map { TravelDocument(kind: .other, number: NumberBlock.documentNumber(for: $0), issuer: issuer) }
    }

    /// What two descriptions of one object of this group have in common.
    func keys(of group: String) -> [String] { patterns.map { "\(group)/\(kind.tag)/\(qualifier)/\($0)" } }

    /// The keys of blocks in which the number may lie.
    func enclosingKeys(of group: String) -> [String] {
        guard kind.mayBeBlock else { return [] }
        return patterns.flatMap(NumberBlock.patterns).map { "\(group)/\(kind.tag)/\(qualifier)/\($0)" }
    }

    /// What a search finds it by: also without state or maker.
    var searchKeys: [String] {
        patterns.flatMap { pattern in
            kind == .vin ? ["VIN/" + pattern] : Array(Set([key(qualifier, pattern), key("", pattern)])).sorted()
        }
    }

    /// What a search for this number looks up.
    var lookups: [String] {
        guard !level.isEmpty else { return [] }
        if kind == .vin { return ["VIN/" + level] }
        return (kind.mayBeBlock ? NumberBlock.patterns(of: level) : [level]).map { key(qualifier, $0) }
    }

    private func key(_ qualifier: String, _ number: String) -> String { "\(kind.tag)/\(qualifier)/\(number)" }

    // MARK: - What speaks against it

    var findings: [ObjectFinding] {
        var findings = ObjectRules.identifier(value, field: kind.rawValue)
        func add(_ problem: ObjectFinding.Problem, _ weight: ObjectFinding.Weight) {
            findings.append(.init(field: kind.rawValue, problem: problem, weight: weight))
        }
        if let last {
            let block = NumberBlock(first: level, last: ObjectRules.key(last))
            if !kind.mayBeBlock || block == nil { add(.block, .blocking) }
        }
        switch kind {
        case .vin: findings += ObjectRules.vinFindings(value)
        case .registrationMark, .documentNumber: if issuer == nil { add(.registrationStateMissing, .soft) }
        case .serialNumber: if maker == nil { add(.makerMissing, .soft) }
        default: break
        }
        if CheckDigits.isRight(level, of: kind) == false { add(.checkDigit, .soft) }
        return findings
    }
}

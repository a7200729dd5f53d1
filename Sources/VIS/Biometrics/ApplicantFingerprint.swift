import Identity
import Registry
import Wire

/// One of up to ten flat fingerprints (Article 9(6); Visa Code, Article 13(2)(b)).
public struct ApplicantFingerprint: WireRecord, Hashable {
    public var position = 1
    public var format = ""
    public var quality: Int?
    public var data = SampleBytes([])

    public init() {}
    public init(position: Int, format: String, quality: Int?, data: [UInt8]) {
        self.position = position
        self.format = format
        self.quality = quality
        self.data = SampleBytes(data)
    }

    public static let meaning = "One fingerprint, as an image or a template."
    public static let fields: [Field<ApplicantFingerprint>] = [
        .required("position", \.position, "1 to 5 right thumb to little finger, 6 to 10 left.", limits: .integer(1...10)),
        .required("format", \.format, "Format of the data, for instance iso19794-2:2005 or wsq.", limits: .text(.init(length: 1...60))),
        .optional("quality", \.quality, "NFIQ 2, 0 to 100, the higher the better.", limits: .integer(0...100)),
        .required("data", \.data, "The image or template."),
    ]

    public var template: StoredTemplate { StoredTemplate(kind: "fingerprint/\(position)", format: format, bytes: data.bytes) }
}

/// Why a file has no fingerprints (Article 8(5) with Visa Code, Article 13(7)(a)–(e); Article 22a(5)).
public enum FingerprintAbsence: String, CaseIterable, Hashable, Sendable, WireChoice {
    /// Point (a), children.
    case belowAge
    /// Point (a), persons over 75 (revised edition).
    case aboveAge
    /// Point (b): the only factual reason; it must not influence the decision (Visa Code, Article 23(4)).
    case physicallyImpossible
    /// Point (c): heads of State or government, members of governments, their spouses and delegations.
    case officialInvitation
    /// Point (d): sovereigns and senior members of royal families.
    case royalFamily
    /// Point (e): witnesses before international courts in serious danger (revised edition).
    case endangeredWitness
    /// Chapter IIIa: not required by Union or national law.
    case notRequired
    /// Chapter IIIa: cannot be provided.
    case cannotBeProvided

    /// Not required for legal reasons, as against what factually cannot be given (Article 45a(1)(t)–(u)).
    public var isLegal: Bool { self != .physicallyImpossible && self != .cannotBeProvided }

    /// Persons who may also be exempted from a live facial image (Visa Code, Article 13(7a)).
    var exemptsFromLiveImage: Bool { [.officialInvitation, .royalFamily, .endangeredWitness].contains(self) }

    func isForeseen(for kind: ApplicationKind, under edition: VISEdition) -> Bool {
        switch self {
        case .belowAge: true
        case .physicallyImpossible, .officialInvitation, .royalFamily: kind.isVisa
        case .aboveAge, .endangeredWitness: kind.isVisa && edition == .revised
        case .notRequired, .cannotBeProvided: !kind.isVisa
        }
    }
}

/// What the file says of fingerprints.
public struct FingerprintField: WireRecord, Hashable {
    public enum Mark: String, CaseIterable, Hashable, Sendable, WireChoice {
        case taken
        /// From an application lodged less than 59 months before (Visa Code, Article 13(3)).
        case copied
        /// The law's own mark of their absence (Article 8(5)).
        case absent = "VIS 0"
        /// Erased early, because the child's visa has expired and the child has left (Article 23(3)).
        case erased
    }
    public var mark = Mark.absent
    public var absence: FingerprintAbsence?
    public var positions: [Int] = []
    /// Date of the application for which they were taken.
    public var takenOn: Day?

    public init() {}
    public init(mark: Mark, absence: FingerprintAbsence? = nil, positions: [Int] = [], takenOn: Day? = nil) {
        self.mark = mark
        self.absence = absence
        self.positions = positions
        self.takenOn = takenOn
    }

    public static let meaning = "Which fingerprints are held, or why there are none."
    public static let fields: [Field<FingerprintField>] = [
        .required("mark", \.mark, "Taken, copied, or the mark of their absence."),
        .optional("absence", \.absence, "Why there are none (Visa Code, Article 13(7))."),
        .list("positions", \.positions, "Positions held.", count: 0...10, element: .integer(1...10)),
        .optional("takenOn", \.takenOn, "Date of the application for which they were taken."),
    ]
}

/// Fingerprints as they come in with an application: the prints, the wish to copy those of an earlier one, or why there
/// are none.
public struct ApplicantFingerprints: WireRecord, Hashable {
    public var prints: [ApplicantFingerprint] = []
    public var fingersAbsent: [Int] = []
    public var copyFrom: RecordID?
    public var absence: FingerprintAbsence?

    public init() {}
    public static let meaning = "Ten fingerprints, those of an earlier application, or why there are none."
    public static let fields: [Field<ApplicantFingerprints>] = [
        .list("prints", \.prints, "The fingerprints.", count: 0...10),
        .list("fingersAbsent", \.fingersAbsent, "Positions that are missing or cannot be taken.", count: 0...9, element: .integer(1...10)),
        .optional("copyFrom", \.copyFrom, "The earlier application whose biometric data are copied (Visa Code, Article 13(3))."),
        .optional("absence", \.absence, "Why there are none."),
    ]
}

/// What must hold when biometric data of a minor are taken (Article 22a(2); Visa Code, Article 13(6a)).
public struct MinorSafeguards: WireRecord, Hashable {
    public var trainedStaff = false
    public var accompanied = false
    public var withoutForce = false
    public init() {}
    public static let meaning = "How biometric data of a minor were taken."
    public static let fields: [Field<MinorSafeguards>] = [
        .required("trainedStaff", \.trainedStaff, "By staff trained to take a minor's data."),
        .required("accompanied", \.accompanied, "In the company of an adult family member or guardian."),
        .required("withoutForce", \.withoutForce, "Without the use of force."),
    ]
    var hold: Bool { trainedStaff && accompanied && withoutForce }
}

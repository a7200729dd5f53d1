import Identity
import Registry
import Wire

/// One fingerprint: position as in ISO/IEC 19794-4 (1 right thumb to 5 right little, 6 left thumb to 10 left little).
public struct Fingerprint: WireRecord, Hashable {
    public var position = 0
    public var format = ""
    public var quality: Int?
    public var data = BiometricBytes([])

    public init() {}
    public init(position: Int, format: String, quality: Int?, data: [UInt8]) {
        self.position = position
        self.format = format
        self.quality = quality
        self.data = BiometricBytes(data)
    }

    public static let meaning = "One fingerprint, as an image or a template."
    public static let fields: [Field<Fingerprint>] = [
        .required("position", \.position, "2 to 5 right index to little, 7 to 10 left.", limits: .integer(1...10)),
        .required(
            "format", \.format, "Format of the data, for instance iso19794-2:2005 or wsq.",
            limits: .text(.init(length: 1...60))),
        .optional("quality", \.quality, "NFIQ 2, 0 to 100, the higher the better.", limits: .integer(0...100)),
        .required("data", \.data, "The image or template."),
    ]

    public var template: StoredTemplate {
        StoredTemplate(kind: "fingerprint/\(position)", format: format, bytes: data.bytes)
    }
}

/// How the field for fingerprint data is filled (Articles 16(1), 17(1)(c), 17(3)–(5), 21(3)).
public enum FingerprintMark: String, CaseIterable, Hashable, Sendable, WireChoice {
    case taken
    /// The word of Article 17(5), for the exempt.
    case notApplicable
    /// To be given on exit or at the next entry (Article 17(4)).
    case temporarilyImpossible
    /// To be given at the next crossing: fall-back, or a border without biometric functions (Articles 4(5), 21(3)).
    case missing
    /// A visa holder's are in the VIS.
    case heldInVIS
    /// None are foreseen: refusal of entry for a reason without biometrics (Article 18).
    case notForeseen
}

public enum FingerprintExemption: String, CaseIterable, Hashable, Sendable, WireChoice {
    /// Under the age of 12 (Article 17(3)).
    case underTwelve
    /// Physically impossible (Article 17(4)).
    case physicallyImpossible
}

/// What the individual file says of its fingerprint data.
public struct FingerprintNote: WireRecord, Hashable {
    public var mark = FingerprintMark.missing
    public var exemption: FingerprintExemption?
    /// Why they could not be given for now.
    public var ground: String?
    public var positions: [Int] = []
    public var takenOn: Day?

    public init() {}
    public init(
        mark: FingerprintMark, exemption: FingerprintExemption? = nil, ground: String? = nil, positions: [Int] = [],
        takenOn: Day? = nil
    ) {
        self.mark = mark
        self.exemption = exemption
        self.ground = ground
        self.positions = positions
        self.takenOn = takenOn
    }

    public static let meaning = "Which fingerprint data are held, or why there are none."
    public static let fields: [Field<FingerprintNote>] = [
        .required("mark", \.mark, "How the field is filled."),
        .optional("exemption", \.exemption, "Why it is not applicable."),
        .optional("ground", \.ground, "Why fingerprints could not be given for now.", limits: .text(.init(length: 1...500))),
        .list("positions", \.positions, "Positions held.", count: 0...10, element: .integer(1...10)),
        .optional("takenOn", \.takenOn, "Day on which they were entered."),
    ]

    /// Whether fingerprints must be asked for at a crossing. `underTwelve` ends with the age of 12, and what a refusal
    /// did not need an entry does.
    public func isDue(dateOfBirth: PartialDate?, on today: Day) -> Bool {
        switch mark {
        case .temporarilyImpossible, .missing, .notForeseen: true
        case .notApplicable: exemption == .underTwelve && (dateOfBirth?.certainAge(on: today) ?? 0) >= 12
        case .taken, .heldInVIS: false
        }
    }
}

/// Fingerprint data as they are enrolled: the prints, or why there are none.
public struct FingerprintEnrolment: WireRecord, Hashable {
    public var prints: [Fingerprint] = []
    /// Fingers of the hand used that are missing or cannot be taken.
    public var fingersAbsent: [Int] = []
    public var exemption: FingerprintExemption?
    public var temporarilyImpossible: String?

    public init() {}
    public init(
        prints: [Fingerprint] = [], fingersAbsent: [Int] = [], exemption: FingerprintExemption? = nil,
        temporarilyImpossible: String? = nil
    ) {
        self.prints = prints
        self.fingersAbsent = fingersAbsent
        self.exemption = exemption
        self.temporarilyImpossible = temporarilyImpossible
    }

    public static let meaning =
        "Index to little finger of the right hand, or of the left where the right is not present; or why there are none."
    public static let fields: [Field<FingerprintEnrolment>] = [
        .list("prints", \.prints, "The fingerprints of one hand.", count: 0...4),
        .list(
            "fingersAbsent", \.fingersAbsent, "Positions that are absent or cannot be taken; all of 2 to 5 for the left hand to be used.",
            count: 0...8, element: .integer(1...10)),
        .optional("exemption", \.exemption, "Exempt: marked as not applicable (Article 17(3)–(5))."),
        .optional(
            "temporarilyImpossible", \.temporarilyImpossible, "Why they cannot be given for now (Article 17(4)).",
            limits: .text(.init(length: 1...500))),
    ]
}

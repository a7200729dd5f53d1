import Identity
import Operations

/// Which biometric data may and must be entered in an individual file (Articles 15, 16(1)(d), 17(1)(b)–(c) and (3)–(5)).
public struct EnrolmentRule: Sendable {
    public var traveller: TravellerCategory
    public var dateOfBirth: PartialDate?
    public var today: Day
    /// Fall-back, or a border without biometric functions: what is missing is to be given at the next crossing.
    public var mayBeMissing: Bool
    /// The VIS holds a facial image of the person that was taken live (Article 15(1)): none is entered.
    public var faceInVIS: Bool

    public init(
        traveller: TravellerCategory, dateOfBirth: PartialDate?, today: Day, mayBeMissing: Bool = false, faceInVIS: Bool = false
    ) {
        self.traveller = traveller
        self.dateOfBirth = dateOfBirth
        self.today = today
        self.mayBeMissing = mayBeMissing
        self.faceInVIS = faceInVIS && traveller == .visaRequired
    }

    /// What is entered of an image that an officer gives: nothing of one that the VIS stands for (Article 16(1)(d)).
    public func entered(_ image: FacialImage?) -> FacialImage? { faceInVIS ? nil : image }

    /// The facial image of a file (Article 15). An image from a chip counts only once it was verified against the live face.
    public func face(_ image: FacialImage?) throws(Refusal) -> FacialImageNote? {
        guard let image else {
            guard mayBeMissing || faceInVIS else { throw Refusal(.facialImageRequired, "a facial image is to be taken live") }
            return nil
        }
        try EnrolmentRule.check(chip: image)
        return image.note(takenOn: today)
    }

    static func check(chip image: FacialImage) throws(Refusal) {
        if image.source == .chip, !image.verifiedAgainstLive {
            throw Refusal(
                .chipImageNotVerified, "an image from the chip must first be verified against the live face",
                pointer: "/facialImage/verifiedAgainstLive")
        }
    }

    /// The fingerprint field of a file.
    public func fingerprints(_ enrolment: FingerprintEnrolment?) throws(Refusal) -> FingerprintNote {
        guard traveller.storesFingerprints else {
            guard enrolment == nil else {
                throw Refusal(.fingerprintsNotForeseen, "fingerprints of visa holders are in the VIS", pointer: "/fingerprints")
            }
            return FingerprintNote(mark: .heldInVIS)
        }
        guard let enrolment else {
            if isCertainlyUnderTwelve { return FingerprintNote(mark: .notApplicable, exemption: .underTwelve) }
            guard mayBeMissing else {
                throw Refusal(.fingerprintsRequired, "four fingerprints, an exemption or a temporary impossibility", pointer: "/fingerprints")
            }
            return FingerprintNote(mark: .missing)
        }
        return try note(of: enrolment)
    }

    /// Reads an enrolment that says exactly one thing: prints, an exemption or a temporary impossibility.
    func note(of enrolment: FingerprintEnrolment) throws(Refusal) -> FingerprintNote {
        let said = [!enrolment.prints.isEmpty, enrolment.exemption != nil, enrolment.temporarilyImpossible != nil]
        guard said.count(where: { $0 }) == 1 else {
            throw Refusal(.fingerprintsUnclear, "say one thing: prints, an exemption or a temporary impossibility", pointer: "/fingerprints")
        }
        if let ground = enrolment.temporarilyImpossible {
            return FingerprintNote(mark: .temporarilyImpossible, ground: ground)
        }
        switch enrolment.exemption {
        case .physicallyImpossible: return FingerprintNote(mark: .notApplicable, exemption: .physicallyImpossible)
        case .underTwelve:
            guard (dateOfBirth?.certainAge(on: today) ?? 0) < 12 else {
                throw Refusal(.fingerprintsRequired, "the person has reached the age of 12", pointer: "/fingerprints/exemption")
            }
            return FingerprintNote(mark: .notApplicable, exemption: .underTwelve)
        case nil: break
        }
        guard !isCertainlyUnderTwelve else {
            throw Refusal(.fingerprintsNotForeseen, "children under the age of 12 give none", pointer: "/fingerprints/prints", article: "EES 17(3)")
        }
        return try FingerprintNote(mark: .taken, positions: positions(of: enrolment), takenOn: today)
    }

    /// All fingers of one hand, each once; the left hand only where the right has none to give (Articles 3(1)(16), 17(1)(c)).
    private func positions(of enrolment: FingerprintEnrolment) throws(Refusal) -> [Int] {
        let given = enrolment.prints.map(\.position)
        let absent = Set(enrolment.fingersAbsent)
        let (right, left) = (Set(2...5), Set(7...10))
        let fingers = Set(given)
        let hand = fingers.isSubset(of: right) ? right : fingers.isSubset(of: left) ? left : []
        guard !hand.isEmpty, fingers.count == given.count else {
            throw Refusal(.fingerprintsUnclear, "index to little finger of one hand, each once", pointer: "/fingerprints/prints")
        }
        guard fingers.isDisjoint(with: absent), fingers.union(absent).isSuperset(of: hand) else {
            throw Refusal(.fingerprintsRequired, "each finger of the hand is given or named absent", pointer: "/fingerprints/fingersAbsent")
        }
        guard hand == right || absent.isSuperset(of: right) else {
            throw Refusal(.fingerprintsRequired, "the right hand, unless all its fingers are absent", pointer: "/fingerprints/prints")
        }
        return given.sorted()
    }

    private var isCertainlyUnderTwelve: Bool { (dateOfBirth?.greatestAge(on: today) ?? 99) < 12 }
}

extension RefusalKind {
    public static let facialImageRequired = RefusalKind(
        "ees/facial-image-required", 422, "The individual file needs a facial image", article: "EES 15")
    public static let chipImageNotVerified = RefusalKind(
        "ees/chip-image-not-verified", 422, "The image in the chip was not verified against the live face", article: "EES 15(2)")
    public static let fingerprintsRequired = RefusalKind(
        "ees/fingerprints-required", 422, "The individual file needs fingerprints", article: "EES 17(1)(c)")
    public static let fingerprintsNotForeseen = RefusalKind(
        "ees/fingerprints-not-foreseen", 422, "The EES does not hold fingerprints of this person", article: "EES 16(1), 17(3)")
    public static let fingerprintsUnclear = RefusalKind(
        "ees/fingerprints-unclear", 422, "The fingerprint data contradict themselves", article: "EES 3(1)(16)")
}

import Identity
import Operations

/// Which biometric data an application file may and must have (Articles 8(5), 9(5)–(6), 22a(1)–(2) and (5); Visa Code,
/// Article 13).
public struct BiometricRule: Sendable {
    public var edition: VISEdition
    public var kind: ApplicationKind
    public var dateOfBirth: PartialDate?
    /// Date of the application.
    public var lodged: Day

    public init(edition: VISEdition, kind: ApplicationKind, dateOfBirth: PartialDate?, lodged: Day) {
        self.edition = edition
        self.kind = kind
        self.dateOfBirth = dateOfBirth
        self.lodged = lodged
    }

    /// Months for which biometric data may be copied (Visa Code, Article 13(2)–(3)).
    public static let copyMonths = 59

    /// An earlier application, as far as its biometric data may be copied.
    public struct Earlier: Hashable, Sendable {
        public var fingerprints: FingerprintField
        public var image: ImageNote?
        public var samples: ApplicantSamples
        public init(fingerprints: FingerprintField, image: ImageNote?, samples: ApplicantSamples) {
            self.fingerprints = fingerprints
            self.image = image
            self.samples = samples
        }
    }

    /// What is recorded in the end.
    public struct Recorded: Hashable, Sendable {
        public var fingerprints: FingerprintField
        public var prints: [ApplicantFingerprint] = []
        public var image: ImageNote?
        public var facialImage: ApplicantImage?
    }

    public func recorded(
        _ given: ApplicantFingerprints?, image: ApplicantImage?, earlier: Earlier?, identityDoubt: Bool, safeguards: MinorSafeguards?
    ) throws(Refusal) -> Recorded {
        var recorded = Recorded(fingerprints: try field(given, earlier: earlier, identityDoubt: identityDoubt))
        recorded.prints = recorded.fingerprints.mark == .copied ? earlier?.samples.fingerprints ?? [] : given?.prints ?? []
        (recorded.image, recorded.facialImage) = try face(image, recorded.fingerprints, earlier: earlier)
        let taken = recorded.fingerprints.mark == .taken || image?.source == .live
        if taken, edition == .revised, isMinor, !(safeguards?.hold ?? false) {
            throw Refusal(
                .minorSafeguardsMissing, "trained staff, an accompanying adult and no force are needed", pointer: "/minorSafeguards",
                article: kind.isVisa ? "Visa Code 13(6a)" : "VIS 22a(2)")
        }
        return recorded
    }

    // MARK: - Fingerprints

    private func field(_ given: ApplicantFingerprints?, earlier: Earlier?, identityDoubt: Bool) throws(Refusal) -> FingerprintField {
        guard let given else {
            if isCertainlyTooYoung { return FingerprintField(mark: .absent, absence: .belowAge) }
            throw Refusal(.fingerprintsMissing, "ten fingerprints, an earlier application or a reason", pointer: "/fingerprints")
        }
        let said = [!given.prints.isEmpty, given.copyFrom != nil, given.absence != nil].count(where: { $0 })
        guard said == 1 else {
            throw Refusal(.fingerprintsContradiction, "say one thing: prints, an earlier application or a reason", pointer: "/fingerprints")
        }
        if let absence = given.absence { return try absent(absence) }
        guard !isCertainlyTooYoung else {
            throw Refusal(
                .fingerprintsNotTaken, "children below the age of \(edition.fingerprintAgeMin) give none", pointer: "/fingerprints",
                article: kind.isVisa ? "Visa Code 13(7)(a)" : "VIS 22a(2)")
        }
        if given.copyFrom != nil { return try copied(earlier, identityDoubt: identityDoubt) }
        let positions = given.prints.map(\.position)
        let (held, gone) = (Set(positions), Set(given.fingersAbsent))
        guard held.count == positions.count, held.isDisjoint(with: gone), held.union(gone) == Set(1...10) else {
            throw Refusal(
                .fingerprintsContradiction, "each of the ten fingers once: given or named absent", pointer: "/fingerprints/prints")
        }
        return FingerprintField(mark: .taken, positions: positions.sorted(), takenOn: lodged)
    }

    private func absent(_ absence: FingerprintAbsence) throws(Refusal) -> FingerprintField {
        guard absence.isForeseen(for: kind, under: edition) else {
            throw Refusal(.fingerprintsMissing, "this is no reason for this kind of application", pointer: "/fingerprints/absence")
        }
        if absence == .belowAge, let age = dateOfBirth?.certainAge(on: lodged), age >= edition.fingerprintAgeMin {
            throw Refusal(
                .fingerprintsMissing, "the applicant has reached the age of \(edition.fingerprintAgeMin)", pointer: "/fingerprints/absence")
        }
        if absence == .aboveAge, let bound = edition.fingerprintAgeMax, (dateOfBirth?.greatestAge(on: lodged) ?? 0) <= bound {
            throw Refusal(.fingerprintsMissing, "the applicant is not over \(bound)", pointer: "/fingerprints/absence")
        }
        return FingerprintField(mark: .absent, absence: absence)
    }

    private func copied(_ earlier: Earlier?, identityDoubt: Bool) throws(Refusal) -> FingerprintField {
        guard !identityDoubt else {
            throw Refusal(
                .copyNotAllowed, "with a reasonable doubt as to the identity they are collected anew", pointer: "/fingerprints/copyFrom")
        }
        guard let earlier, let takenOn = earlier.fingerprints.takenOn, !earlier.samples.fingerprints.isEmpty else {
            throw Refusal(.copyNotAllowed, "the earlier application holds no fingerprints", pointer: "/fingerprints/copyFrom")
        }
        guard takenOn <= lodged, lodged < takenOn.adding(months: BiometricRule.copyMonths) else {
            throw Refusal(.copyNotAllowed, "they were collected 59 months ago or more", pointer: "/fingerprints/copyFrom")
        }
        return FingerprintField(mark: .copied, positions: earlier.fingerprints.positions, takenOn: takenOn)
    }

    // MARK: - Facial image

    private func face(
        _ image: ApplicantImage?, _ fingerprints: FingerprintField, earlier: Earlier?
    ) throws(Refusal) -> (ImageNote?, ApplicantImage?) {
        guard let image else {
            // Under the revision the live image is copied together with the fingerprints.
            if edition == .revised, fingerprints.mark == .copied, let note = earlier?.image, note.takenLive {
                return (note, earlier?.samples.facialImage)
            }
            guard kind.isVisa else { return (nil, nil) }
            throw Refusal(.imageMissing, "a facial image is needed", pointer: "/facialImage")
        }
        if image.source == .chip, !image.verifiedAgainstLive {
            throw Refusal(
                .imageNotLive, "an image from the chip is first compared with the live face", pointer: "/facialImage/verifiedAgainstLive",
                article: "Visa Code 13(7b)")
        }
        if image.source == .photograph, edition.asksForLiveImage, kind.isVisa, !(fingerprints.absence?.exemptsFromLiveImage ?? false) {
            throw Refusal(.imageNotLive, "the image is taken live upon submission", pointer: "/facialImage/source")
        }
        return (ImageNote(image, takenOn: lodged), image)
    }

    private var isCertainlyTooYoung: Bool { (dateOfBirth?.greatestAge(on: lodged) ?? 199) < edition.fingerprintAgeMin }
    private var isMinor: Bool { (dateOfBirth?.greatestAge(on: lodged) ?? 199) < 18 }
}

extension RefusalKind {
    static let fingerprintsMissing = RefusalKind(
        "vis/fingerprints-missing", 422, "The file needs fingerprints or a reason for their absence", article: "VIS 8(5), 9(6)")
    static let fingerprintsContradiction = RefusalKind(
        "vis/fingerprints-contradiction", 422, "The fingerprint data contradict themselves", article: "Visa Code 13")
    static let fingerprintsNotTaken = RefusalKind(
        "vis/fingerprints-not-taken", 422, "No fingerprints of this person are entered", article: "Visa Code 13(7)")
    static let copyNotAllowed = RefusalKind(
        "vis/copy-not-allowed", 422, "Biometric data of the earlier application cannot be used", article: "Visa Code 13(3)")
    static let imageMissing = RefusalKind("vis/image-missing", 422, "The file needs a facial image", article: "VIS 9(5)")
    static let imageNotLive = RefusalKind(
        "vis/image-not-live", 422, "The facial image is not one that may be entered", article: "Visa Code 13(2)(a)")
    static let minorSafeguardsMissing = RefusalKind(
        "vis/minor-safeguards-missing", 422, "The conditions for taking a minor's data are not met", article: "VIS 22a(2)")
}

import Operations
import Wire

/// The biometric data of one transmission, and why some of them are not there.
public struct BiometricSet: WireRecord, Hashable {
    public var fingerprints: [Fingerprint] = []
    /// Fingers that are not present.
    public var fingersAbsent: [Int] = []
    public var facialImage: FacialImage?
    /// Why no fingerprints of the quality needed could be taken (1358 Article 28(1)).
    public var fingerprintsUnusable: String?
    /// Health grounds or technical reasons for which the face could not be taken.
    public var faceUnavailable: String?

    public init() {}
    public init(
        fingerprints: [Fingerprint], fingersAbsent: [Int] = [], facialImage: FacialImage? = nil,
        fingerprintsUnusable: String? = nil,
        faceUnavailable: String? = nil
    ) {
        self.fingerprints = fingerprints
        self.fingersAbsent = fingersAbsent
        self.facialImage = facialImage
        self.fingerprintsUnusable = fingerprintsUnusable
        self.faceUnavailable = faceUnavailable
    }

    private static let reason = Schema.text(.init(length: 1...500))
    public static let wireName = "EurodacBiometrics"
    public static let meaning = "Fingerprints of all fingers present, and the face."
    public static let fields: [Field<BiometricSet>] = [
        .list("fingerprints", \.fingerprints, "Plain and rolled prints of every finger present.", count: 0...20),
        .list(
            "fingersAbsent", \.fingersAbsent, "Positions of fingers that are not present.", count: 0...10,
            element: .integer(1...10)),
        .optional("facialImage", \.facialImage, "The face; the recast only."),
        .optional(
            "fingerprintsUnusable", \.fingerprintsUnusable, "Why there are no usable fingerprints (Article 28(1)).",
            limits: reason),
        .optional("faceUnavailable", \.faceUnavailable, "Why there is no facial image.", limits: reason),
    ]

    public var isEmpty: Bool { fingerprints.isEmpty && facialImage == nil }

    /// Refuses what is no set of biometric data of the category (603 Articles 9(1), 14(1), 17(2); 1358 Articles 2(1)(q), 13, 28).
    func check(_ category: EurodacCategory, in regime: EurodacRegime, at pointer: String) throws(Refusal) {
        let article = category.article(in: regime)
        let given = Set(fingerprints.map(\.position))
        guard !given.contains(0) else {
            throw Refusal(
                .biometricsIncomplete, "a print taken from a person has a position", pointer: pointer + "/fingerprints",
                article: article)
        }
        if let twice = given.intersection(fingersAbsent).min() {
            throw Refusal(
                .biometricsIncomplete, "finger \(twice) is both given and absent", pointer: pointer + "/fingersAbsent",
                article: article)
        }
        if regime == .regulation603, facialImage != nil {
            throw Refusal(
                .notForeseen, "Regulation 603/2013 knows no facial image", pointer: pointer + "/facialImage",
                article: regime.article("11", "17"))
        }
        if given.isEmpty {
            guard regime == .regulation1358, facialImage != nil else {
                throw Refusal(.biometricsIncomplete, "there are no biometric data", pointer: pointer, article: article)
            }
            guard fingerprintsUnusable != nil || fingersAbsent.count == 10 else {
                throw Refusal(
                    .biometricsIncomplete, "a face alone needs the reason why there are no fingerprints",
                    pointer: pointer + "/fingerprintsUnusable", article: "Eurodac 28(1)")
            }
            return
        }
        let accounted = given.union(fingersAbsent)
        let needed: Set<Int>
        if regime == .regulation603, category == .illegalStay {
            // 17(2): at least the index fingers; where those are missing, all others.
            needed = given.isSuperset(of: [2, 7]) ? [] : Set(1...10)
        } else {
            needed = Set(1...10)
        }
        if let missing = needed.subtracting(accounted).min() {
            throw Refusal(
                .biometricsIncomplete, "finger \(missing) is neither given nor said to be absent",
                pointer: pointer + "/fingerprints", article: article)
        }
        if regime == .regulation1358, facialImage == nil, faceUnavailable == nil {
            throw Refusal(
                .biometricsIncomplete, "the face is missing, and no reason for it",
                pointer: pointer + "/facialImage", article: article)
        }
    }
}

extension RefusalKind {
    public static let biometricsIncomplete = RefusalKind(
        "eurodac/biometrics-incomplete", 422, "These are not the biometric data that the category asks for",
        article: "Eurodac 13")
    public static let notForeseen = RefusalKind(
        "eurodac/not-foreseen", 422, "The Regulation does not provide for this information here", article: "Eurodac 17")
}

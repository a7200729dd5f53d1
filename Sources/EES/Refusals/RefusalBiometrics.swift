/// Which biometric data are entered when entry is refused (Article 18(1)–(5)).
public struct RefusalBiometrics: Sendable, Hashable {
    public var reasons: Set<RefusalReason>
    public var traveller: TravellerCategory
    /// Subject to a visa requirement and not registered in the VIS (Article 18(2)(c)).
    public var notInVIS: Bool
    /// The biometric data stand in the SIS alert that led to the refusal (Article 18(3)).
    public var inAlert: Bool
    /// Reason I: a threat to internal security, or to elements of public policy (Article 18(4)).
    public var internalSecurity: Bool
    /// A file with biometric data is recorded already.
    public var alreadyHeld: Bool

    public init(
        reasons: Set<RefusalReason>, traveller: TravellerCategory, notInVIS: Bool = false, inAlert: Bool = false,
        internalSecurity: Bool = false, alreadyHeld: Bool = false
    ) {
        self.reasons = reasons
        self.traveller = traveller
        self.notInVIS = notInVIS
        self.inAlert = inAlert
        self.internalSecurity = internalSecurity
        self.alreadyHeld = alreadyHeld
    }

    public enum Need: String, Hashable, Sendable {
        case none
        /// Alphanumeric data, and the image in the chip where the document has one (Article 18(5)).
        case chipImageOnly
        case face
        case faceAndFingerprints
    }

    /// What is entered, and the paragraph that says so. Several reasons: J first, because then nothing can be taken,
    /// and H with data in the alert, because then nothing may be; else the most that one of them asks for.
    public var rule: (need: Need, article: String) {
        if reasons.contains(.J) { return (.chipImageOnly, "18(5)") }
        if alreadyHeld { return (.none, "18(2)") }
        if reasons.contains(.H), inAlert { return (.none, "18(3)") }
        if !reasons.isDisjoint(with: [.B, .D, .H]) { return (full, "18(2)") }
        if reasons.contains(.I), internalSecurity { return (full, "18(4)") }
        return (.none, reasons.contains(.I) ? "18(4)" : "18(1)")
    }

    private var full: Need { traveller == .visaRequired && !notInVIS ? .face : .faceAndFingerprints }
}

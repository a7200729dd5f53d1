import Wire

/// Form M: whatever has no form of its own.
public struct OtherInformation: WireRecord, Hashable {
    public var subject = ""
    public var text = ""

    public init() {}

    public static let meaning = "Whatever has no form of its own."
    public static let fields: [Field<OtherInformation>] = [
        .required("subject", \.subject, "What it is about.", limits: SIRENEForm.text),
        .required("text", \.text, "The message.", limits: SIRENEForm.text),
    ]
}

/// Form M on alerts under 2018/1862 Article 32: further information on a missing person or one to be prevented from travelling (2018/1862 Articles 32 and 33).
public struct MissingPerson: WireRecord, Hashable {
    public var circumstances = ""
    public var lastSeen: String?
    public var suspectedWhereabouts: String?
    public var health: String?
    public var contact: String?

    public init() {}

    public static let meaning = "Further information on a missing person or one to be prevented from travelling (2018/1862 Articles 32 and 33)."
    public static let fields: [Field<MissingPerson>] = [
        .required("circumstances", \.circumstances, "Circumstances of the disappearance, or the risk.", limits: SIRENEForm.text),
        .optional("lastSeen", \.lastSeen, "Where and when last seen.", limits: SIRENEForm.text),
        .optional("suspectedWhereabouts", \.suspectedWhereabouts, "Where the person may be.", limits: SIRENEForm.text),
        .optional("health", \.health, "Medicines, care that is needed.", limits: SIRENEForm.text),
        .optional("contact", \.contact, "Authority to agree measures with.", limits: SIRENEForm.text),
    ]
}

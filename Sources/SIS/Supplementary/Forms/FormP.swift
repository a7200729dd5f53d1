import Wire

/// Form P: further information on a missing person or one to be prevented from travelling (2018/1862 Articles 32 and 33).
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

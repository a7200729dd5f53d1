import Wire

/// Form A: what goes with an alert for arrest: the warrant, or for extradition the offence (2018/1862 Articles 28 and 29).
public struct ArrestInformation: WireRecord, Hashable {
    public var warrantAuthority = ""
    public var isWarrantOrJudgment: String?
    public var offence = ""
    public var circumstances = ""
    public var sentence: String?
    public var consequences: String?
    public var other: String?

    public init() {}

    public static let meaning = "What goes with an alert for arrest: the warrant, or for extradition the offence (2018/1862 Articles 28 and 29)."
    public static let fields: [Field<ArrestInformation>] = [
        .required("warrantAuthority", \.warrantAuthority, "Authority that issued the warrant or the request for arrest.", limits: SIRENEForm.text),
        .optional(
            "isWarrantOrJudgment", \.isWarrantOrJudgment, "Warrant, document of the same effect, or enforceable judgment: its reference.",
            limits: SIRENEForm.text),
        .required("offence", \.offence, "Nature and legal classification of the offence.", limits: SIRENEForm.text),
        .required("circumstances", \.circumstances, "Circumstances: time, place, degree of participation.", limits: SIRENEForm.text),
        .optional("sentence", \.sentence, "Longest sentence, or sentence left to serve.", limits: SIRENEForm.text),
        .optional("consequences", \.consequences, "Consequences of the offence.", limits: SIRENEForm.text),
        .optional("other", \.other, "What else is useful for the execution.", limits: SIRENEForm.text),
    ]
}

import Wire

/// Form F: on a flag (2018/1862 Articles 24 and 25).
public struct Flagging: WireRecord, Hashable {
    public var ground = FlagGround.nationalLaw
    public var decision: String?
    public var explanation = ""

    public init() {}

    public static let meaning = "On a flag (2018/1862 Articles 24 and 25)."
    public static let fields: [Field<Flagging>] = [
        .required("ground", \.ground, "Why the action cannot be taken."),
        .optional("decision", \.decision, "Decision or instruction of the judicial authority.", limits: SIRENEForm.text),
        .required("explanation", \.explanation, "The reason in words.", limits: SIRENEForm.text),
    ]
}

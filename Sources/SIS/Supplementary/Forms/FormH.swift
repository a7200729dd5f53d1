import Wire

/// Form H: the action could not be taken (2018/1861 Article 43, 2018/1862 Article 58).
public struct ActionNotPossible: WireRecord, Hashable {
    public var why = ""
    public var alternative: String?

    public init() {}

    public static let meaning = "The action could not be taken (2018/1861 Article 43, 2018/1862 Article 58)."
    public static let fields: [Field<ActionNotPossible>] = [
        .required("why", \.why, "Why not.", limits: SIRENEForm.text),
        .optional("alternative", \.alternative, "What was done instead.", limits: SIRENEForm.text),
    ]
}

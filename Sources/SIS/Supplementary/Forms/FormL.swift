import Wire

/// Form L: Are two alerts of the same description on one person (Article 46 of 2018/1861, Article 61 of 2018/1862)?
public struct SameDescription: WireRecord, Hashable {
    public var otherAlert = ""
    public var samePerson: Bool?
    public var distinguishing: String?

    public init() {}

    public static let meaning = "Are two alerts of the same description on one person (Article 46 of 2018/1861, Article 61 of 2018/1862)?"
    public static let fields: [Field<SameDescription>] = [
        .required("otherAlert", \.otherAlert, "The other alert.", limits: Alert.schengenIDSchema),
        .optional("samePerson", \.samePerson, "Whether it is the same person, where that is known."),
        .optional("distinguishing", \.distinguishing, "What tells the two apart.", limits: SIRENEForm.text),
    ]
}

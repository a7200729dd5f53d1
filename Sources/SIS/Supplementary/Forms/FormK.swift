import Wire

/// What a person asks for.
public enum DataSubjectWish: String, CaseIterable, Hashable, Sendable, WireChoice {
    case access, rectification, erasure
}

/// Form K: a person asks for access, correction or erasure (2018/1861 Article 53, 2018/1862 Article 67).
public struct DataSubjectRights: WireRecord, Hashable {
    public var request = DataSubjectWish.access
    public var summary = ""
    public var mayBeTold: Bool?
    public var position: String?

    public init() {}

    public static let meaning = "A person asks for access, correction or erasure (2018/1861 Article 53, 2018/1862 Article 67)."
    public static let fields: [Field<DataSubjectRights>] = [
        .required("request", \.request, "What the person asks for."),
        .required("summary", \.summary, "The request in short.", limits: SIRENEForm.text),
        .optional("mayBeTold", \.mayBeTold, "In the answer: whether the person may be told."),
        .optional("position", \.position, "In the answer: the position of the issuing Member State.", limits: SIRENEForm.text),
    ]
}

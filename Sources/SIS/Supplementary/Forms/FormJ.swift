import Identity
import Wire

/// Form J: data are factually wrong or unlawfully stored (2018/1861 Article 44(5), 2018/1862 Article 59(5)).
public struct WrongData: WireRecord, Hashable {
    public var datum = ""
    public var evidence = ""
    public var evidenceSeen = Day(number: 0)
    public var unlawful = false
    public var corrected: Bool?

    public init() {}

    public static let meaning = "Data are factually wrong or unlawfully stored (2018/1861 Article 44(5), 2018/1862 Article 59(5))."
    public static let fields: [Field<WrongData>] = [
        .required("datum", \.datum, "Which data.", limits: SIRENEForm.text),
        .required("evidence", \.evidence, "The evidence.", limits: SIRENEForm.text),
        .required("evidenceSeen", \.evidenceSeen, "Day on which it came to attention."),
        .defaulted("unlawful", \.unlawful, to: false, "They are stored unlawfully."),
        .optional("corrected", \.corrected, "In the answer: whether they were corrected or deleted."),
    ]
}

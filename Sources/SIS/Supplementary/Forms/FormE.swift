import Wire

/// Form E: on alerts of several Member States on one person or object (Article 23(3)).
public struct MultipleAlerts: WireRecord, Hashable {
    public var proposedCategory = AlertCategory.refusal
    public var interest = ""
    public var proposal: String?

    public init() {}

    public static let meaning = "On alerts of several Member States on one person or object (Article 23(3))."
    public static let fields: [Field<MultipleAlerts>] = [
        .required("proposedCategory", \.proposedCategory, "Category of the alert to be entered."),
        .required("interest", \.interest, "Why it is to be entered beside the standing one.", limits: SIRENEForm.text),
        .optional("proposal", \.proposal, "What the bureau proposes: order, replacement, withdrawal.", limits: SIRENEForm.text),
    ]
}

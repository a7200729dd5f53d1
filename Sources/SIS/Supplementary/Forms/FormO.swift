import Identity
import Wire

/// Form O: a hit on the holder of a residence permit or long-stay visa (2018/1860 Article 12, 2018/1861 Article 30).
public struct PermitHit: WireRecord, Hashable {
    public var grantingState = CountryCode.unspecified
    public var permitNumber: String?
    public var outcome: String?

    public init() {}

    public static let meaning = "A hit on the holder of a residence permit or long-stay visa (2018/1860 Article 12, 2018/1861 Article 30)."
    public static let fields: [Field<PermitHit>] = [
        .required("grantingState", \.grantingState, "Member State that granted it."),
        .optional("permitNumber", \.permitNumber, "Number of the permit or visa.", limits: SIRENEForm.text),
        .optional("outcome", \.outcome, "In the answer: the outcome of the consultation.", limits: SIRENEForm.text),
    ]
}

import Identity
import Wire

/// One decision in the life of an application (Articles 10–14, 22c–22f). The latest one gives the file its status.
public struct VisaDecision: WireRecord, Hashable {
    public var status = VisaStatus.issued
    public var authority = ""
    public var location = ""
    public var memberState = ""
    public var onBehalfOf: CountryCode?
    public var place = ""
    public var decided = Day(number: 0)
    /// The document as it stands after the decision; of issue, extension and renewal.
    public var document: IssuedDocument?
    public var refusalGrounds: [RefusalGround] = []
    public var atHoldersRequest = false
    public var extensionGrounds: [ExtensionGround] = []
    public var extensionDays: Int?
    public var longStayGrounds: [LongStayGround] = []
    public var closure: ClosureReason?
    public var competentState: CountryCode?

    public init() {}

    public static let meaning = "A decision on an application or on what was issued (Articles 10–14, 22c–22f)."
    public static let fields: [Field<VisaDecision>] = [
        .required("status", \.status, "Status information that it gives."),
        .required("authority", \.authority, "Authority that decided.", limits: .text(.init(length: 1...120))),
        .required("location", \.location, "Its location.", limits: .text(.init(length: 1...120))),
        .required("memberState", \.memberState, "Its Member State.", limits: .text(.init(length: 1...120))),
        .optional("onBehalfOf", \.onBehalfOf, "Member State on whose behalf it decided."),
        .required("place", \.place, "Place of the decision."),
        .required("decided", \.decided, "Date of the decision."),
        .optional("document", \.document, "Visa, long-stay visa or permit after the decision."),
        .list("refusalGrounds", \.refusalGrounds, "Grounds of Article 12(2).", count: 0...20),
        .defaulted("atHoldersRequest", \.atHoldersRequest, to: false, "Revoked at the holder's request (Article 13(2)(b))."),
        .list("extensionGrounds", \.extensionGrounds, "Grounds of Article 14(2).", count: 0...3),
        .optional("extensionDays", \.extensionDays, "Days by which the stay was extended.", limits: .integer(0...3660)),
        .list("longStayGrounds", \.longStayGrounds, "Grounds of Articles 22d and 22e.", count: 0...3),
        .optional("closure", \.closure, "Why the application was closed (Article 10(2))."),
        .optional("competentState", \.competentState, "Member State competent after a discontinuance (Article 11(4))."),
    ]
}

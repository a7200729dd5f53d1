import Wire

/// Purposes that data may be used for besides the one of the alert (2018/1862 Article 56(5)).
public enum OtherPurposeGround: String, CaseIterable, Hashable, Sendable, WireChoice {
    case imminentThreat, nationalSecurity, seriousCrime
}

/// Form I: on using the data for another purpose, with the authorisation of the issuing Member State (2018/1862 Article 56(5)).
public struct OtherPurpose: WireRecord, Hashable {
    public var purpose = OtherPurposeGround.imminentThreat
    public var caseReference = ""
    public var justification = ""
    public var authorised: Bool?

    public init() {}

    public static let meaning = "On using the data for another purpose, with the authorisation of the issuing Member State (2018/1862 Article 56(5))."
    public static let fields: [Field<OtherPurpose>] = [
        .required("purpose", \.purpose, "The other purpose."),
        .required("caseReference", \.caseReference, "The specific case.", limits: SIRENEForm.text),
        .required("justification", \.justification, "Why it is justified.", limits: SIRENEForm.text),
        .optional("authorised", \.authorised, "In the answer: whether it is authorised."),
    ]
}

import Wire

/// Form N: on a residence permit or long-stay visa of the subject of an alert (2018/1860 Articles 9 to 11, 2018/1861 Articles 27 to 29).
public struct PermitConsultation: WireRecord, Hashable {
    public var reasons = ""
    public var permitNumber: String?
    public var answer: ConsultationAnswer?

    public init() {}

    public static let meaning =
        "On a residence permit or long-stay visa of the subject of an alert (2018/1860 Articles 9 to 11, 2018/1861 Articles 27 to 29)."
    public static let fields: [Field<PermitConsultation>] = [
        .required("reasons", \.reasons, "Reasons.", limits: SIRENEForm.text),
        .optional("permitNumber", \.permitNumber, "Number of the permit or visa.", limits: SIRENEForm.text),
        .optional("answer", \.answer, "In the answer: the answer."),
    ]
}

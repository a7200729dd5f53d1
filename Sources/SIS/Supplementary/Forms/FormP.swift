import Wire

/// Form P: details of an object, a vehicle above all, for whoever has found it or may (2018/1862 Articles 8, 38 and 39); also in answer to
/// the report of a hit.
public struct ObjectDetails: WireRecord, Hashable {
    public var description = ""
    public var documents: String?
    public var circumstances: String?
    public var rightfulHolder: String?
    public var contact: String?

    public init() {}

    public static let meaning = "Details of an object that is sought, for whoever has found it or may (2018/1862 Articles 38 and 39)."
    public static let fields: [Field<ObjectDetails>] = [
        .required("description", \.description, "What tells it: equipment, damage, marks, keys.", limits: SIRENEForm.text),
        .optional("documents", \.documents, "Its papers and their numbers, and where they are.", limits: SIRENEForm.text),
        .optional("circumstances", \.circumstances, "Circumstances of the theft or loss.", limits: SIRENEForm.text),
        .optional("rightfulHolder", \.rightfulHolder, "Owner, leasing firm or insurer.", limits: SIRENEForm.text),
        .optional("contact", \.contact, "Authority to agree measures with.", limits: SIRENEForm.text),
    ]
}

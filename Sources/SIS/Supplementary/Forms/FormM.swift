import Wire

/// Form M: whatever has no form of its own.
public struct OtherInformation: WireRecord, Hashable {
    public var subject = ""
    public var text = ""

    public init() {}

    public static let meaning = "Whatever has no form of its own."
    public static let fields: [Field<OtherInformation>] = [
        .required("subject", \.subject, "What it is about.", limits: SIRENEForm.text),
        .required("text", \.text, "The message.", limits: SIRENEForm.text),
    ]
}

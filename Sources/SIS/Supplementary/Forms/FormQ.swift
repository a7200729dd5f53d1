import Wire

/// Form Q: an identity was misused (2018/1861 Article 47, 2018/1862 Article 62).
public struct MisusedIdentityInformation: WireRecord, Hashable {
    public var how = ""
    public var consents = false
    public var contact: String?

    public init() {}

    public static let meaning = "An identity was misused (2018/1861 Article 47, 2018/1862 Article 62)."
    public static let fields: [Field<MisusedIdentityInformation>] = [
        .required("how", \.how, "How the misuse came to light.", limits: SIRENEForm.text),
        .defaulted("consents", \.consents, to: false, "The person consents to data being added."),
        .optional("contact", \.contact, "How the person is reached by the authorities.", limits: SIRENEForm.text),
    ]
}

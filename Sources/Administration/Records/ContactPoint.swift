import Operations
import Registry
import Wire

/// How persons reach an authority about their rights (2019/817 and 2019/818 Article 49(2), (4)): Member States give the contact
/// details of the authorities that verify links.
public struct ContactPoint: AdministrationRecord {
    public static let kind = RecordKind(.administration, "contactPoint")
    public static let collection = "contact-points"
    public static let noun = "contact point"

    /// The authority: its identifier is the reference that a person is given (Article 34(d)).
    public var name = ""
    public var title = ""
    public var address: [String] = []
    public var email: String?
    public var phone: String?
    public var website: String?
    public var withdrawn = false

    public init() {}
    public init(authority: String, title: String, address: [String], email: String?, phone: String? = nil, website: String? = nil) {
        name = authority
        self.title = title
        self.address = address
        self.email = email
        self.phone = phone
        self.website = website
    }

    public static let meaning = "How persons reach an authority about their rights."
    public static let fields: [Field<ContactPoint>] = [
        .required("name", \.name, "The authority, for instance FRA-SIRENE.", limits: .text(.init(length: 2...40))),
        .required("title", \.title, "Its name in its own language.", limits: .text(.init(length: 1...200))),
        .list("address", \.address, "Postal address, line by line.", count: 0...6, element: .text(.init(length: 1...120))),
        .optional("email", \.email, "Email address.", limits: .text(.init(length: 3...254))),
        .optional("phone", \.phone, "Telephone.", limits: .text(.init(length: 4...30))),
        .optional("website", \.website, "Page on the web.", limits: .text(.init(length: 8...300))),
        .defaulted("withdrawn", \.withdrawn, to: false, "Not in use."),
    ]

    public var namedAuthority: String? { name }

    public var contradiction: Refusal? {
        guard address.isEmpty, email == nil else { return nil }
        return Refusal(.contradiction, "a person can write to it: give an address or an email address", pointer: "/address")
    }
}

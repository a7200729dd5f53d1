import Administration
import Wire

/// What a person asks for about a link (2019/817 and 2019/818 Article 48(1)).
public enum LinkRequest: String, CaseIterable, Hashable, Sendable, WireChoice { case access, correction, erasure }

/// What the portal gives a person who enters the reference of an authority (2019/817 and 2019/818 Article 49(2)–(3)): its contact
/// details, and a letter to it with a place for the single identification number. The portal knows nothing of the person: no link is
/// looked up, and nothing that is typed is kept.
public struct PersonsLetter: WireRecord, Hashable {
    public var language = PortalLanguage.en
    public var authority = ""
    public var name = ""
    public var address: [String] = []
    public var email: String?
    public var phone: String?
    public var website: String?
    public var subject = ""
    public var letter = ""

    public init() {}
    public init(to contact: ContactPoint, about request: LinkRequest, in language: PortalLanguage) {
        let words = PortalWords.of(language)
        self.language = language
        (authority, name, address) = (contact.name, contact.title, contact.address)
        (email, phone, website) = (contact.email, contact.phone, contact.website)
        subject = words.subject
        letter =
            [
                ([contact.title] + contact.address).joined(separator: "\n"), words.subject, words.greeting, words.body(request),
                "\(words.number): ____________________\n\(words.reference): \(contact.name)",
                // The name stands where a letter is signed.
                words.closing,
                "\(words.personName): ____________________\n\(words.personAddress): ____________________\n\(words.date): ____________________",
            ].joined(separator: "\n\n") + "\n"
    }

    public static let meaning = "Contact details of an authority and a letter to it."
    public static let fields: [Field<PersonsLetter>] = [
        .required("language", \.language, "Language of the letter."), .required("authority", \.authority, "The authority's reference."),
        .required("name", \.name, "Its name."), .list("address", \.address, "Postal address.", count: 0...6),
        .optional("email", \.email, "Email address."), .optional("phone", \.phone, "Telephone."), .optional("website", \.website, "Page on the web."),
        .required("subject", \.subject, "Subject of the letter."),
        .required("letter", \.letter, "The letter, with places to fill in.", limits: .text(.init(length: 1...8000))),
    ]
}

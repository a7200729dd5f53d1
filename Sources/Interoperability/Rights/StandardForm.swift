import Identity
import Wire

/// The standard form by which a person is told of a link (2019/817 and 2019/818 Articles 32(4)–(5), 33(4)): what was concluded, the single
/// identification number, the authority responsible and the address of the web portal, in the language that the person reads.
public struct StandardForm: WireRecord, Hashable {
    public var number: String?
    public var authority = ""
    public var portal = ""
    public var language: PortalLanguage?
    public var says: String?
    public var subject: String?
    public var letter: String?

    /// What there is to be told.
    enum News: Sendable {
        case red, white, green, erased

        /// `nil` of a link that waits to be verified: nobody can say yet what it is.
        init?(_ colour: LinkRule.Colour) {
            switch colour {
            case .red: self = .red
            case .white: self = .white
            case .green: self = .green
            case .yellow: return nil
            }
        }
    }

    public init() {}
    init(number: String?, authority: String, portal: String) {
        (self.number, self.authority, self.portal) = (number, authority, portal)
    }

    /// Writes the form.
    /// - Parameter earlier: the day of a letter that says something else, which this one takes the place of.
    mutating func tell(_ news: News, on today: Day, in language: PortalLanguage, replacing earlier: Day?) {
        let (words, labels) = (FormWords.of(language), PortalWords.of(language))
        let said =
            switch news {
            case .red: words.red
            case .white: words.white
            case .green: words.green
            case .erased: words.erased
            }
        var paragraphs = [words.title]
        if earlier != nil { paragraphs.append(words.replaces) }
        paragraphs.append(said)
        if news == .red { paragraphs.append(words.noConsequence) }
        // Of what is gone there is nothing to ask for.
        if news != .erased { paragraphs.append(words.rights) }
        var lines: [String] = []
        if let number { lines.append("\(labels.number): \(number)") }
        lines += ["\(labels.reference): \(authority)", "\(words.website): \(portal)", "\(labels.date): \(today)"]
        if let earlier { lines.append("\(words.earlierDate): \(earlier)") }
        paragraphs.append(lines.joined(separator: "\n"))
        (self.language, says, subject) = (language, said, words.title)
        letter = paragraphs.joined(separator: "\n\n") + "\n"
    }

    public static let wireName = "PersonLetter"
    public static let meaning = "The standard form for the person."
    public static let fields: [Field<StandardForm>] = [
        .optional("number", \.number, "Single identification number.", limits: ConfirmationFile.numberSchema),
        .required("authority", \.authority, "Reference of the authority responsible.", limits: .text(.init(length: 1...120))),
        .required("portal", \.portal, "Address of the web portal.", limits: .text(.init(length: 1...200))),
        .optional("language", \.language, "Language of the form; absent where the information is limited."),
        .optional(
            "says", \.says, "What the person is told; absent where the information is limited.", limits: .text(.init(length: 1...1000))),
        .optional("subject", \.subject, "Title of the form.", limits: .text(.init(length: 1...200))),
        .optional("letter", \.letter, "The form, ready to be handed out.", limits: .text(.init(length: 1...8000))),
    ]
}

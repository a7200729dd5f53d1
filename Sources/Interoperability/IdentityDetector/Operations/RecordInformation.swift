import Access
import Identity
import Operations
import Registry
import Wire

/// Records that the person concerned was told of a red link, or of a white one after verification, and gives the contents of the
/// standard form (Articles 32(4)–(5), 33(4)).
public struct RecordInformation: LinkCommand {
    let settings: MIDSettings
    public init(_ settings: MIDSettings = MIDSettings()) { self.settings = settings }

    public let about = OperationDescription.mid(
        "recordInformation", "Record that the person was informed",
        "In writing, by the standard form in the person's language, with number, authority and address of the web portal; or why it is limited.",
        article: "32(4)–(5), 33(4)", .update, .POST, "/links/{link}/information", grants: MIDGrants.keepVerified,
        refusals: [.notFound, .conflict, .nothingToInform, .explanationMissing, .informationLimited], needsVersion: false)

    public struct Input: WireRecord, Hashable {
        public var link = RecordID(high: 0, low: 0)
        public var outcome = PersonInformation.Outcome.informed
        public var ground: String?
        public var language: PortalLanguage?
        public init() {}
        public static let wireName = "RecordInformation"
        public static let meaning = "Whether the person was informed."
        public static let fields: [Field<Input>] = [
            .required("link", \.link, "The link."), .required("outcome", \.outcome, "Informed, or limited."),
            .optional("ground", \.ground, "Why it is limited.", limits: .text(.init(length: 10...1000))),
            .optional(
                "language", \.language,
                "Language of the form; where it is left out that of the letter that the person holds, else English."),
        ]
    }

    public typealias Output = StandardForm

    public func perform(_ input: Input, at desk: Desk) async throws(Refusal) -> Outcome<Output> {
        try await carryOut(input, at: desk)
    }

    func link(of input: Input) -> RecordID { input.link }

    func decide(_ input: Input, _ id: RecordID, _ link: IdentityLink, in book: inout LinkBook) throws(Refusal) -> Output {
        guard link.isPersonsToKnow, let responsible = link.responsible else {
            throw Refusal(
                .nothingToInform,
                "the link is \(link.colour.rawValue)\(link.conclusion == nil ? " and nobody verified it" : "")")
        }
        guard input.outcome == .informed || input.ground != nil else {
            throw Refusal(.explanationMissing, "say why the person is not informed", pointer: "/ground")
        }
        // The provisions on alerts go before (Articles 32(4), 33(4)): of discreet checks least of all does the person learn.
        guard input.outcome == .limited || !link.sides.contains(where: { $0.alert == .check }) else {
            throw Refusal(
                .informationLimited, "a side of the link is an alert for checks: record why the information is limited", pointer: "/outcome")
        }
        var link = link
        // What the person holds, and what it says now, are not the same where the link was another.
        let replaced = link.letterToMend
        let language = input.language ?? link.letterHeld?.language ?? .en
        var information = PersonInformation()
        (information.outcome, information.at) = (input.outcome, book.context.now)
        (information.authority, information.ground) = (book.context.caller.authority, input.ground)
        information.colour = link.colour
        if input.outcome == .informed { information.language = language }
        link.note(information)
        var event = LinkEvent()
        (event.kind, event.at, event.colour) = (.personInformed, book.context.now, link.colour)
        (event.authority, event.user, event.explanation) = (
            book.context.caller.authority, book.context.caller.user, input.ground
        )
        link.note(event)
        let told = link
        let number = try book.attempt { book in
            try book.update(id, told)
            try book.end(.informPerson, about: id, .done)
            return try book.number(of: told)
        }
        var form = StandardForm(number: number, authority: responsible.reference, portal: settings.portalAddress)
        if input.outcome == .informed, let news = StandardForm.News(link.colour) {
            form.tell(news, on: book.context.today, in: language, replacing: replaced?.at.utcDay)
        }
        return form
    }
}

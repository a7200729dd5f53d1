import Access
import Operations
import Registry
import Wire

/// An official notes what they think of a link before they see what comparing came to. It binds nobody and starts nothing.
public struct NoteOpinion: LinkCommand {
    let settings: MIDSettings
    public init(_ settings: MIDSettings = MIDSettings()) { self.settings = settings }

    public let about = OperationDescription.mid(
        "noteOpinion", "Note an opinion before the comparison",
        "Where the authority wants it, scores, evidence and colleagues' opinions are shown after an opinion of the official's own.",
        article: "29(3)", .update, .POST, "/links/{link}/opinion", grants: MIDGrants.verify,
        refusals: [.notFound, .conflict, .linkVerified], needsVersion: false)

    public struct Input: WireRecord, Hashable {
        public var link = RecordID(high: 0, low: 0)
        public var leaning = UnaidedOpinion.Leaning.undecided
        public init() {}
        public static let wireName = "NoteOpinion"
        public static let meaning = "What the official thinks by the data alone."
        public static let fields: [Field<Input>] = [
            .required("link", \.link, "The link."), .required("leaning", \.leaning, "One person, two persons, or undecided."),
        ]
    }
    public typealias Output = Nothing

    public func perform(_ input: Input, at desk: Desk) async throws(Refusal) -> Outcome<Output> {
        let access = LinkAccess(desk: desk, settings: settings)
        guard let known = try await access.knownPair(input.link, action: .update) else {
            return try await carryOut(input, at: desk)
        }
        let mandate = try access.mandate(for: known)
        let opinion = UnaidedOpinion(input.leaning, of: desk.caller, at: desk.now)
        let change = try await desk.read(under: mandate) { reader in
            var recorded = try reader.require(KnownPair.self, input.link)
            var link = recorded.value.likeness()
            link.note(opinion)
            recorded.value.opinions = link.opinions
            return recorded.update
        }
        return Outcome(
            Output(), under: mandate, changes: [change], version: known.version + 1, log: LogDetails(records: [known.id]))
    }

    func link(of input: Input) -> RecordID { input.link }

    func decide(_ input: Input, _ id: RecordID, _ link: IdentityLink, in book: inout LinkBook) throws(Refusal) -> Output {
        guard link.colour == .yellow else { throw Refusal(.linkVerified, "the link is \(link.colour.rawValue)") }
        var link = link
        link.note(UnaidedOpinion(input.leaning, of: book.context.caller, at: book.context.now))
        let noted = link
        try book.attempt { book in try book.update(id, noted) }
        return Output()
    }
}

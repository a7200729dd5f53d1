import Access
import Identity
import Operations
import Registry
import Wire

/// Evidence that a link is wrong, or that data were processed in breach of the Regulations (Articles 31(3), 32(7), 33(5)): it goes to SIRENE
/// where one of its alerts is linked, otherwise to the authority that verified.
public struct GiveEvidence: LinkCommand {
    public init() {}

    public let about = OperationDescription.mid(
        "giveEvidence", "Give evidence that a link is wrong",
        "Any authority with access to the repository or SIS that has evidence passes it on; the authority responsible looks at it without delay.",
        article: "31(3), 32(7), 33(5)", .create, .POST, "/links/{link}/evidence", data: .linkEvidence,
        grants: MIDGrants.giveEvidence,
        refusals: [.notFound, .conflict], consequences: [.update])

    public struct Input: WireRecord, Hashable {
        public var link = RecordID(high: 0, low: 0)
        public var evidence = ""
        public init() {}
        public static let wireName = "GiveEvidence"
        public static let meaning = "What speaks against a link."
        public static let fields: [Field<Input>] = [
            .required("link", \.link, "The link."),
            .required(
                "evidence", \.evidence, "What suggests that it is wrong.", limits: .text(.init(length: 10...2000))),
        ]
    }
    public struct Output: WireRecord, Hashable {
        public var passedTo: String?
        public init() {}
        public static let wireName = "EvidencePassedOn"
        public static let meaning = "Who looks at it."
        public static let fields: [Field<Output>] = [
            .optional(
                "passedTo", \.passedTo, "The authority; absent where the asker sees of the link only that it is there.",
                limits: .text(.init(length: 1...120)))
        ]
    }

    var action: AccessAction { .create }
    func group(of known: LinkAccess.Known, for caller: Caller) -> DataGroup? { .linkEvidence }
    public func perform(_ input: Input, at desk: Desk) async throws(Refusal) -> Outcome<Output> {
        try await carryOut(input, at: desk)
    }

    func link(of input: Input) -> RecordID { input.link }

    func decide(_ input: Input, _ id: RecordID, _ link: IdentityLink, in book: inout LinkBook) throws(Refusal) -> Output {
        var piece = LinkEvidence()
        (piece.at, piece.authority, piece.text) = (book.context.now, book.context.caller.authority, input.evidence)
        var link = link
        link.note(piece)
        let noted = link
        // Another version: whoever is looking at the link looks again.
        let reviewer = try book.attempt { book in
            try book.update(id, noted)
            return try book.review(id, noted)
        }
        let isAlerts = link.sides.contains { $0.alert?.isSIRENEs == true }
        book.tell(
            reviewer, kind: "mid.linkEvidence", article: isAlerts ? "817 32(7)(a)" : "817 32(7)(b)", of: id,
            "\(book.context.caller.authority) has evidence on a \(link.colour.rawValue) link: \(input.evidence.prefix(1500))")
        var output = Output()
        // Of a red link others see which systems it joins and nothing else (Article 26(2)): a SIRENE bureau would tell of the kind of an
        // alert and of its owner.
        if link.colour != .red || link.responsible?.isCaller(book.context.caller) == true { output.passedTo = reviewer.reference }
        return output
    }
}

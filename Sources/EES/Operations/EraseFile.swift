import Access
import Identity
import Operations
import Registry
import Wire

/// A file goes with everything linked to it before its term (Articles 35(1)–(3), 35(6), 52).
public struct EraseFile: Command {
    public init() {}
    public typealias Output = ErasureReply

    public let about = OperationDescription.ees(
        "eraseFile", "Erase an individual file",
        "Erases the file, its samples and all linked records, and takes the person off the list of overstayers.",
        article: "35", .delete, .DELETE, "/files/{file}", data: .individualFile,
        grants: [EESGrants.dataSubject, EESGrants.ownErasureAtBorder, EESGrants.ownErasureInside, EESGrants.advanceErasure],
        refusals: [.notFound, .conflict])

    public struct Input: WireRecord, Hashable {
        public var file = RecordID(high: 0, low: 0)
        public var ground = ErasureGround.inaccurate
        public var since: Day?
        public var evidence = ""

        public init() {}
        public static let wireName = "EraseFile"
        public static let meaning = "Which file, and why."
        public static let fields: [Field<Input>] = [
            .required("file", \.file, "The individual file."),
            .required("ground", \.ground, "Ground (Article 35)."),
            .optional("since", \.since, "Day on which a nationality was acquired or the scope was left (Article 35(6))."),
            .required("evidence", \.evidence, "What shows it.", limits: .text(.init(length: 1...2000))),
        ]
    }

    public func demand(_ input: Input, facts: FactReader) throws -> Demand {
        Demand(data: about.data, conditions: try facts.ownership(of: input.file))
    }

    public func load(_ input: Input, from reader: Reader, in context: DecisionContext) throws -> FileDossier {
        try FileDossier(input.file, from: reader, biometrics: true)
    }

    public func decide(_ input: Input, _ dossier: FileDossier, in context: DecisionContext) throws(Refusal) -> Decision<ErasureReply> {
        let changes = dossier.erasure(article: "EES " + input.ground.article)
        // Those whose data they were are told (Article 35(7)).
        let owners = Set([dossier.file.owner] + dossier.entryExits.map(\.owner) + dossier.refusals.map(\.owner))
        let notices = owners.sorted().flatMap { owner in
            Amendment.notice(
                to: owner, of: nil, kind: "ees.erased", article: "EES 35(7)",
                text: "\(context.owner) erased an individual file with its records under Article \(input.ground.article).",
                in: context)
        }
        var reply = ErasureReply(changes: changes, article: "EES " + input.ground.article)
        if let since = input.since, input.ground.article == "35(6)" {
            reply.dueBy = EESRetention.term(for: .naturalised(acquired: since)).keptUntil
            reply.late = reply.dueBy.map { context.today > $0 } ?? false
        }
        return Decision(reply, changes: changes, notices: notices)
    }
}

/// What an erasure did.
public struct ErasureReply: WireRecord, Hashable {
    public var erased: [RecordID] = []
    public var article = ""
    public var dueBy: Day?
    public var late = false

    public init() {}
    init(changes: [Change], article: String) {
        erased = changes.compactMap { if case .erase(let id, _, _) = $0 { id } else { nil } }
        self.article = article
    }

    public static let meaning = "What was erased."
    public static let fields: [Field<ErasureReply>] = [
        .list("erased", \.erased, "Records that are gone.", count: 0...100_000),
        .required("article", \.article, "Article that asked for it."),
        .optional("dueBy", \.dueBy, "Last of the five working days of Article 35(6)."),
        .defaulted("late", \.late, to: false, "That day has passed."),
    ]
}

import Access
import Identity
import Operations
import Registry
import Wire

/// Europol or a Member State assesses what an entry would mean for the applications of the past (Article 35(1)(b), tool of
/// Article 6(2)(j)).
public struct AssessWatchlistImpact: Query {
    public init() {}
    public typealias Output = WatchlistImpact

    public let about = OperationDescription.etias(
        "assessWatchlistImpact", "Assess a watchlist entry beforehand", "How many stored applications would have had a hit.",
        article: "35(1)(b), 6(2)(j)", .read, .POST, "/watchlist/impact", data: .etiasWatchlist, grants: [ETIASGrants.watchlist],
        refusals: [.watchlistItemMissing])

    public struct Input: WireRecord, Hashable {
        public var items = WatchlistItems()
        public init() {}
        public static let wireName = "AssessWatchlistImpact"
        public static let meaning = "An entry that is considered."
        public static let fields: [Field<Input>] = [.required("items", \.items, "Items.")]
    }

    public func answer(_ input: Input, from reader: Reader, in context: DecisionContext) throws -> Answer<WatchlistImpact> {
        try EnterWatchlist.check(input.items)
        return Answer(try WatchlistImpact(of: input.items, from: reader))
    }
}

extension WatchlistImpact {
    /// Puts an entry to every stored application.
    init(of items: WatchlistItems, from reader: Reader) throws {
        self.init()
        var entry = WatchlistEntry()
        entry.items = items
        var after: RecordID?
        while true {
            let page = try reader.page(ApplicationFile.kind, after: after, limit: 1000)
            for stored in page {
                let file = try ApplicationFile(stored: stored)
                applications += 1
                if entry.corresponds(to: file.form, ipAddress: file.ipAddress) { hits += 1 }
            }
            guard page.count == 1000, let last = page.last else { break }
            after = last.id
        }
    }
}

/// Europol or a Member State enters data into the watchlist (Articles 34 and 35(1)–(3)): adequate, accurate and important
/// enough, its impact assessed, and not where a SIS alert exists.
public struct EnterWatchlist: Operation {
    let ports: ETIASPorts
    public init(_ ports: ETIASPorts = .none) { self.ports = ports }

    public let about = OperationDescription.etias(
        "enterWatchlist", "Enter data into the watchlist",
        "Refused where SIS has an alert on the person or document: then the alert is what is used.", article: "34, 35(1)–(3)", .create,
        .POST,
        "/watchlist", data: .etiasWatchlist, grants: [ETIASGrants.watchlist],
        refusals: [.watchlistItemMissing, .sisAlertExists, .sisNotAnswering])

    public struct Input: WireRecord, Hashable {
        public var items = WatchlistItems()
        public var suspicion = WatchlistEntry.Suspicion.committed
        public var offence = WatchlistEntry.Offence.terrorist
        public var justification = ""
        public init() {}
        public static let wireName = "EnterWatchlist"
        public static let meaning = "A new entry."
        public static let fields: [Field<Input>] = [
            .required("items", \.items, "Items."), .required("suspicion", \.suspicion, "Suspected, or expected, of an offence."),
            .required("offence", \.offence, "Kind of offence."),
            .required(
                "justification", \.justification, "Why it is adequate, accurate and important enough.",
                limits: .text(.init(length: 10...4000))),
        ]
    }

    static func check(_ items: WatchlistItems) throws(Refusal) {
        guard !items.keys.isEmpty || items.dateOfBirth != nil else {
            throw Refusal(.watchlistItemMissing, "first names, place, sex and nationality only add to an item", pointer: "/items")
        }
        guard !items.keys.isEmpty else {
            throw Refusal(
                .watchlistItemMissing, "a date of birth alone singles out nobody", pointer: "/items/dateOfBirth", article: "ETIAS 35(1)(a)")
        }
    }

    public func perform(_ input: Input, at desk: Desk) async throws(Refusal) -> Outcome<WatchlistReply> {
        let data = about.data
        let mandate = try await desk.mandate(for: about) { _ in Demand(data: data) }
        let context = desk.context(under: mandate)
        try EnterWatchlist.check(input.items)
        let items = input.items
        try await requireNoAlert(items)
        var entry = WatchlistEntry()
        entry.items = items
        (entry.suspicion, entry.offence, entry.justification) = (input.suspicion, input.offence, input.justification)
        entry.enteredBy = desk.caller.kind == .europol ? Consultation.europol : context.owner
        entry.entered = context.now
        let (impact, concerned) = try await desk.read(under: mandate) { reader in
            (try WatchlistImpact(of: items, from: reader), try ApplicationFile.valid(meeting: items, on: context.now.utcDay, from: reader))
        }
        entry.impact = impact
        let id = context.ids.next()
        let task = ETIASStep.watchlistReview.task(
            about: id, desk.caller.kind, desk.caller.memberState, begun: context.now, deadline: Instant(day: entry.reviewBy + 1))
        // Valid authorisations that the new entry meets are assessed for revocation (Article 41(4)).
        var notices: [Notice] = []
        for dossier in concerned {
            let event = SourceEvent.watchlistEntered(memberState: entry.isEuropol ? nil : entry.enteredBy)
            notices += event.follow(dossier, in: context).notices
        }
        var output = WatchlistReply()
        (output.id, output.version, output.entry) = (id, 1, entry)
        return Outcome(
            output, under: mandate,
            changes: [.create(id, entry.draft(owner: entry.enteredBy)), .create(context.ids.next(), task.draft(owner: entry.enteredBy))],
            version: 1, notices: notices, log: LogDetails(records: [id]))
    }

    private func requireNoAlert(_ items: WatchlistItems) async throws(Refusal) {
        var person: PersonIdentity?
        if let surname = items.surname ?? items.surnameAtBirth ?? items.otherNames.first {
            person = PersonIdentity(
                surnames: [surname], givenNames: items.firstNames, dateOfBirth: items.dateOfBirth.map { PartialDate($0) }, sex: items.sex,
                nationalities: items.nationality.map { [$0] } ?? [])
        }
        var asked: [(PersonIdentity?, TravelDocument?)] = items.documents.map { (nil, $0) }
        if let person { asked.append((person, nil)) }
        for (person, document) in asked {
            switch await ports.sisAlert(person, document) {
            case true?:
                throw Refusal(
                    .sisAlertExists, "SIS has an alert; the watchlist does not repeat it",
                    pointer: document == nil ? "/items/surname" : "/items/documents")
            case nil: throw Refusal(.sisNotAnswering, "whether SIS has an alert must be known first")
            case false?: continue
            }
        }
    }
}

extension ApplicationFile {
    /// Valid authorisations that a watchlist entry meets.
    static func valid(meeting items: WatchlistItems, on day: Day, from reader: Reader) throws -> [ApplicationDossier] {
        var entry = WatchlistEntry()
        entry.items = items
        var found: [ApplicationDossier] = []
        var after: RecordID?
        while true {
            let page = try reader.page(ApplicationFile.kind, after: after, limit: 1000)
            for stored in page {
                let file = try ApplicationFile(stored: stored)
                if file.held(on: day) != nil, entry.corresponds(to: file.form, ipAddress: file.ipAddress) {
                    found.append(try ApplicationDossier(stored.id, from: reader))
                }
            }
            guard page.count == 1000, let last = page.last else { return found }
            after = last.id
        }
    }
}

/// Whoever entered data reviews them every year, keeps or removes them (Article 35(5)–(6)).
public struct ReviewWatchlist: Command {
    public init() {}
    public typealias Output = WatchlistReply

    public let about = OperationDescription.etias(
        "reviewWatchlist", "Review a watchlist entry", "Keeps the entry for another year, with the reasons.", article: "35(5)", .update,
        .PUT,
        "/watchlist/{entry}/review", data: .etiasWatchlist, grants: [ETIASGrants.watchlist],
        refusals: [.notFound, .preconditionRequired, .preconditionFailed, .conflict], consequences: [.create])

    public struct Input: WireRecord, Hashable {
        public var entry = RecordID(high: 0, low: 0)
        public var justification = ""
        public init() {}
        public static let wireName = "ReviewWatchlist"
        public static let meaning = "Why the entry stays."
        public static let fields: [Field<Input>] = [
            .required("entry", \.entry, "The entry."),
            .required(
                "justification", \.justification, "Why it is still adequate, accurate and important enough.",
                limits: .text(.init(length: 10...4000))),
        ]
    }

    public func load(_ input: Input, from reader: Reader, in context: DecisionContext) throws -> WatchlistDossier {
        try WatchlistDossier(input.entry, of: context.caller, from: reader)
    }

    public func decide(_ input: Input, _ current: WatchlistDossier, in context: DecisionContext) throws(Refusal) -> Decision<WatchlistReply> {
        var entry = current.entry
        try context.require(version: entry.version)
        entry.value.reviewed = context.now
        entry.value.justification = input.justification
        let task = ETIASStep.watchlistReview.task(
            about: entry.id, context.caller.kind, context.caller.memberState, begun: context.now,
            deadline: Instant(day: entry.value.reviewBy + 1))
        var output = WatchlistReply()
        (output.id, output.version, output.entry) = (entry.id, entry.version + 1, entry.value)
        return Decision(
            output,
            changes: [entry.update] + current.tasks.ending(at: context.now) + [.create(context.ids.next(), task.draft(owner: entry.owner))],
            version: entry.version + 1)
    }
}

/// Takes an entry out (Article 35(5)–(6)). Hits on it lose their source, and files follow (Article 54(1)(b)).
public struct RemoveWatchlist: Command {
    public init() {}
    public typealias Output = Nothing

    public let about = OperationDescription.etias(
        "removeWatchlist", "Remove a watchlist entry", "The entry is no longer needed, out of date or wrong.", article: "35(5)–(6)",
        .delete,
        .DELETE, "/watchlist/{entry}", data: .etiasWatchlist, grants: [ETIASGrants.watchlist], refusals: [.notFound, .conflict],
        consequences: [.update, .create])

    public struct Input: WireRecord, Hashable {
        public var entry = RecordID(high: 0, low: 0)
        public init() {}
        public init(_ entry: RecordID) { self.entry = entry }
        public static let wireName = "WatchlistReference"
        public static let meaning = "A watchlist entry."
        public static let fields: [Field<Input>] = [.required("entry", \.entry, "The entry.")]
    }

    public struct Current: Sendable {
        var entry: WatchlistDossier
        var concerned: [ApplicationDossier]
    }

    public func load(_ input: Input, from reader: Reader, in context: DecisionContext) throws -> Current {
        Current(
            entry: try WatchlistDossier(input.entry, of: context.caller, from: reader),
            concerned: try SourceEvent.filesConcerned(by: .ETIAS, input.entry.description, from: reader)
                .map { try ApplicationDossier($0, from: reader) })
    }

    public func decide(_ input: Input, _ current: Current, in context: DecisionContext) throws(Refusal) -> Decision<Nothing> {
        let entry = current.entry.entry
        var changes: [Change] = [.erase(entry.id, expected: entry.version, article: "35(5)")] + current.entry.tasks.erased(article: "35(5)")
        changes += current.entry.asked.flatMap { $0.erased(article: "35(5)") }
        for dossier in current.concerned {
            let event = SourceEvent.sourceDeleted(.ETIAS, reference: entry.id.description, on: context.now.utcDay)
            changes += event.follow(dossier, in: context).changes
        }
        return Decision(Nothing(), changes: changes)
    }
}

/// The caller's own entries; the Central Unit sees all.
public struct ListWatchlist: Query {
    public init() {}

    public let about = OperationDescription.etias(
        "listWatchlist", "List watchlist entries", "One's own entries, a page at a time; the Central Unit sees all.", article: "35", .read,
        .GET,
        "/watchlist", data: .etiasWatchlist, grants: [ETIASGrants.watchlist, ETIASGrants.watchlistRead])

    public struct Input: WireRecord, Hashable {
        public var after: RecordID?
        public var limit = 50
        public init() {}
        public static let wireName = "ListWatchlist"
        public static let meaning = "Which page."
        public static let fields: [Field<Input>] = [
            .optional("cursor", \.after, "The last entry of the page before."),
            .defaulted("limit", \.limit, to: 50, "Entries on a page.", limits: .integer(1...100)),
        ]
    }

    public struct Output: WireRecord, Hashable {
        public var entries: [WatchlistReply] = []
        public var next: RecordID?
        public init() {}
        public static let wireName = "WatchlistPage"
        public static let meaning = "A page of the watchlist."
        public static let fields: [Field<Output>] = [
            .list("entries", \.entries, "Entries.", count: 0...100), .optional("next", \.next, "Where the next page begins."),
        ]
    }

    public func answer(_ input: Input, from reader: Reader, in context: DecisionContext) throws -> Answer<Output> {
        let page =
            context.caller.kind == .etiasCentral
            ? try reader.page(WatchlistEntry.kind, after: input.after, limit: input.limit)
            : try reader.find(
                WatchlistEntry.kind, key: "enteredBy", value: context.caller.watchlistName, after: input.after, limit: input.limit)
        var output = Output()
        output.entries = try page.map { stored in
            var reply = WatchlistReply()
            (reply.id, reply.version, reply.entry) = (stored.id, stored.version, try WatchlistEntry(stored: stored))
            return reply
        }
        output.next = page.count == input.limit ? page.last?.id : nil
        return Answer(output, log: LogDetails(records: page.map(\.id)))
    }
}

extension Caller {
    /// Under which name the caller's entries stand.
    var watchlistName: String { kind == .europol ? Consultation.europol : memberState ?? authority }
}

/// An entry with its clocks.
public struct WatchlistDossier: Sendable {
    var entry: Recorded<WatchlistEntry>
    var tasks: [Recorded<ETIASTask>]
    /// Screenings that met it and wait for an opinion (Article 35a).
    var asked: [ScreeningQuestion.Asked]

    init(_ id: RecordID, of caller: Caller, from reader: Reader) throws {
        entry = try reader.require(WatchlistEntry.self, id)
        // Whoever entered it is responsible for it (Article 35(2)).
        guard entry.value.enteredBy == caller.watchlistName else { throw Refusal(.notFound, "there is no watchlist with this identifier") }
        tasks = try reader.tasks(ETIASTasks.self, about: id)
        asked = try ScreeningQuestion.Asked.about(id, from: reader)
    }
}

/// An entry as it is shown.
public struct WatchlistReply: WireRecord, Hashable {
    public var id = RecordID(high: 0, low: 0)
    public var version = 0
    public var entry = WatchlistEntry()
    public init() {}
    public static let meaning = "A watchlist entry."
    public static let fields: [Field<WatchlistReply>] = [
        .required("id", \.id, "The entry."), .required("version", \.version, "Version, for If-Match."),
        .required("entry", \.entry, "The entry."),
    ]
}

extension RefusalKind {
    public static let watchlistItemMissing = RefusalKind(
        "etias/watchlist-item-missing", 422, "An item of the watchlist is missing", article: "ETIAS 34(4)")
    public static let sisAlertExists = RefusalKind("etias/sis-alert-exists", 409, "SIS has an alert", article: "ETIAS 35(3)")
    public static let sisNotAnswering = RefusalKind("etias/sis-not-answering", 503, "SIS gives no answer", article: "ETIAS 35(1)(c)")
}

import Access
import Identity
import Operations
import Registry
import Wire

/// Auditors search the log: the supervisory authorities all of it, every other authority its own entries, as the acts ask of
/// self-monitoring (2017/2226 Articles 46(3), 49, 55; 2018/1862 Articles 13, 18; 2019/817 Articles 44, 51).
///
/// A name of an event that no entry can bear is refused. Of authorities no such set is closed, because the log outlives their entries in the
/// directory: where nobody of the name is registered, the page says so beside what it found.
///
/// Reading the log is logged. Entries lie sealed and are opened one after the other, so a page may be empty and yet
/// have a next one.
public struct SearchLog: Operation {
    public static let all: DataGroup = "accessLog"
    public static let own: DataGroup = "ownAccessLog"
    static let supervise = Grant.data(
        .administration, [.read], [all], [.supervisory], for: [.supervision], article: "2017/2226 46(3), 2019/817 51")
    static let selfMonitor = Grant.data(
        .administration, [.read], [own], Set(AuthorityKind.allCases).subtracting([.carrier]), for: [.supervision],
        article: "2017/2226 49, 2019/817 44")

    /// The authority of Sextant's own tasks.
    private static let ownTasks = "SEXTANT"

    /// Entries that one page looks at, at most.
    private static let lookedAtMax = 5_000

    let book: LogBook
    let events: LogEvents
    /// Whether an authority of this name stands in the directory, withdrawn ones among them.
    let isRegistered: @Sendable (String) -> Bool

    public init(book: LogBook, events: LogEvents, isRegistered: @escaping @Sendable (String) -> Bool) {
        self.book = book
        self.events = events
        self.isRegistered = isRegistered
    }

    public var about: OperationDescription {
        OperationDescription(
            id: SearchLog.event, title: "Search the access log",
            meaning: "Entries in order of position. Supervisory authorities see all, others their own.",
            article: "2017/2226 46, 2018/1862 18, 2019/817 10", system: .administration, action: .read, .GET, "/v1/log/entries",
            data: SearchLog.own, grants: [SearchLog.supervise, SearchLog.selfMonitor], refusals: [.unknownEvent])
    }

    /// The operation's own name in the log.
    public static let event = "log.search"

    public struct Input: WireRecord {
        var from = 0
        var limit = 100
        var system: SystemName?
        var event: String?
        var authority: String?
        var user: String?
        var record: RecordID?
        var decision: String?
        var since: Instant?
        var until: Instant?
        public init() {}
        public static let wireName = "LogQuestion"
        public static let meaning = "Which entries."
        public static let fields: [Field<Input>] = [
            .defaulted("from", \.from, to: 0, "Position to begin at.", limits: .integer(0...9_007_199_254_740_991)),
            .defaulted("limit", \.limit, to: 100, "How many at most.", limits: .integer(1...1000)),
            .optional("system", \.system, "System asked."),
            .optional(
                "event", \.event, "Event, for instance portal.search: an operation's identifier, or a task of Sextant's own.",
                limits: .text(.init(length: 1...120))),
            .optional(
                "authority", \.authority, "Authority that asked; who sees its own entries alone can name no other.",
                limits: .text(.init(length: 1...120))),
            .optional("user", \.user, "Who asked.", limits: .text(.init(length: 1...256))),
            .optional("record", \.record, "Record used."),
            .optional("decision", \.decision, "What was decided.", limits: .choice(["allowed", "refused", "failed"])),
            .optional("since", \.since, "Earliest instant."), .optional("until", \.until, "Latest instant."),
        ]
    }

    public struct Output: WireRecord {
        var items: [LoggedEntry] = []
        var next: Int?
        var authorityNotRegistered = false
        public init() {}
        public static let wireName = "LogPage"
        public static let meaning = "A page of the log."
        public static let fields: [Field<Output>] = [
            .list("items", \.items, "Entries that fit.", count: 0...1000),
            .optional("next", \.next, "Position to go on from; absent at the end."),
            .defaulted(
                "authorityNotRegistered", \.authorityNotRegistered, to: false,
                "No authority of the name asked for is registered; entries of one that was can still be there."),
        ]
    }

    public func perform(_ input: Input, at desk: Desk) async throws(Refusal) -> Outcome<Output> {
        let seesAll = desk.caller.kind == .supervisory
        let mandate = try desk.mandate(
            AccessQuestion(
                authority: desk.caller.kind, purpose: desk.case.purpose, system: .administration, action: .read,
                data: seesAll ? SearchLog.all : SearchLog.own, conditions: desk.caller.standing))
        let own = seesAll ? nil : desk.caller.authority
        if let event = input.event { try events.check(event) }
        if let own, let authority = input.authority, authority != own {
            throw Refusal(
                .forbidden, "an authority searches its own entries, and need not name itself", pointer: "/authority",
                article: "2017/2226 49, 2019/817 44")
        }
        var output = Output()
        // Sextant's own tasks act under a name that stands in no directory.
        output.authorityNotRegistered = input.authority.map { $0 != SearchLog.ownTasks && !isRegistered($0) } ?? false
        var position: Int64? = Int64(input.from)
        var lookedAt = 0
        do {
            while let from = position, output.items.count < input.limit, lookedAt < SearchLog.lookedAtMax {
                let step = 256
                let page = try await book.entries(from: from, looking: step) { SearchLog.fits($0, input, own: own) }
                lookedAt += step
                let room = input.limit - output.items.count
                output.items += page.found.prefix(room).map { LoggedEntry($0) }
                // Where the page is full before its end, the next begins right behind the last one shown.
                position = page.found.count > room ? page.found[room - 1].position.map { $0 + 1 } : page.next
            }
        } catch {
            throw Refusal(.unavailable, "the log cannot be read")
        }
        output.next = position.map(Int.init)
        return Outcome(output, under: mandate)
    }

    private static func fits(_ placed: LogBook.Placed, _ input: Input, own: String?) -> Bool {
        guard let entry = placed.entry else {
            // Nothing is left to compare: shown where nothing in particular is asked for, and only to who sees all.
            return own == nil && input.system == nil && input.event == nil && input.authority == nil && input.user == nil
                && input.record == nil && input.decision == nil && input.since == nil && input.until == nil
        }
        if let own, entry.authority != own { return false }
        if let system = input.system, !entry.systems.contains(system.rawValue) { return false }
        if let event = input.event, entry.event != event { return false }
        if let authority = input.authority, entry.authority != authority { return false }
        if let user = input.user, entry.user != user { return false }
        if let record = input.record, !entry.records.contains(where: { $0.id == OpaqueID(high: record.high, low: record.low) }) { return false }
        if let since = input.since, entry.instant < since { return false }
        if let until = input.until, entry.instant > until { return false }
        switch (input.decision, entry.decision) {
        case (nil, _), ("allowed", .allowed), ("refused", .refused), ("failed", .failed): return true
        default: return false
        }
    }
}

import Access
import Identity
import Operations
import Registry
import Wire

/// What Sextant has to tell an authority: hits reported on its alerts, erasures to come, reviews due.
struct InboxNotice: WireRecord {
    var id = RecordID(high: 0, low: 0)
    var kind = ""
    var article = ""
    var record: RecordID?
    var text = ""
    var at = Instant(milliseconds: 0)
    init() {}
    init(_ notice: Notice) {
        id = notice.id
        kind = notice.kind
        article = notice.article
        record = notice.record
        text = notice.text
        at = notice.at
    }
    static let meaning = "A notice to an authority."
    static let fields: [Field<InboxNotice>] = [
        .required("id", \.id, "Identifier of the notice."), .required("kind", \.kind, "Stable name of the kind."),
        .required("article", \.article, "Article under which it is sent."),
        .optional("record", \.record, "Record concerned."),
        .required("text", \.text, "What it says.", limits: .text(.init(length: 0...2000))),
        .required("at", \.at, "When."),
    ]
}

struct InboxPage: WireRecord {
    var items: [InboxNotice] = []
    var next: String?
    init() {}
    static let meaning = "A page of an inbox, oldest first."
    static let fields: [Field<InboxPage>] = [
        .list("items", \.items, "Notices.", count: 0...1000),
        .optional("next", \.next, "Cursor of the next page; absent on the last."),
    ]

    static func isEarlier(_ one: Notice?, _ other: Notice?) -> Bool {
        guard let one, let other else { return one != nil }
        return one.at < other.at
    }
}

/// How far an inbox was read: the last notice shown of each recipient that the caller reads for.
struct InboxCursor: Hashable, Sendable {
    var last: [RecordID?]

    init(_ last: [RecordID?]) { self.last = last }

    /// `nil` where the text is no cursor for that many recipients.
    init?(_ text: String, recipients: Int) {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == recipients else { return nil }
        last = []
        for part in parts {
            if part == "-" { last.append(nil) } else if let id = RecordID(part) { last.append(id) } else { return nil }
        }
    }

    var text: String { last.map { $0?.description ?? "-" }.joined(separator: ".") }
}

/// An authority reads its inbox; what is for its Member State as a whole, or for its kind of authority there, is in it too.
struct ReadInbox: Query {
    typealias Output = InboxPage

    static let notices: DataGroup = "inbox"
    static let grant = Grant.data(
        .administration, [.read, .update], [notices], Set(AuthorityKind.allCases), for: Set(Purpose.allCases),
        article: "2017/2226 34(3), 2018/1862 53(7), 59")

    var about: OperationDescription {
        OperationDescription(
            id: "inbox.read", title: "Read the inbox",
            meaning: "What Sextant has to tell the asking authority or its Member State.", article: "2017/2226 34(3), 2018/1862 53(7)",
            system: .administration, action: .read, .GET, "/v1/inbox", data: ReadInbox.notices, grants: [ReadInbox.grant])
    }

    struct Input: WireRecord {
        var cursor: String?
        var limit = 100
        init() {}
        static let wireName = "InboxQuestion"
        static let meaning = "Which page of the inbox."
        static let fields: [Field<Input>] = [
            .optional("cursor", \.cursor, "Where the page before ended.", limits: .text(.init(length: 1...120))),
            .defaulted("limit", \.limit, to: 100, "How many at most.", limits: .integer(1...1000)),
        ]
    }

    /// For whom the caller reads.
    static func recipients(_ caller: Caller) -> [String] {
        [caller.authority, Notice.recipient(caller.kind, of: caller.memberState)] + (caller.memberState.map { [$0] } ?? [])
    }

    func answer(_ input: Input, from reader: Reader, in context: DecisionContext) throws -> Answer<InboxPage> {
        let recipients = ReadInbox.recipients(context.caller)
        var cursor = InboxCursor(recipients.map { _ in nil })
        if let text = input.cursor {
            guard let sent = InboxCursor(text, recipients: recipients.count) else {
                throw Refusal(.malformed, "/cursor is none that was given for this inbox", pointer: "/cursor")
            }
            cursor = sent
        }
        // Each recipient's notices are in the order of their arrival; together they are merged by time.
        var queues = try zip(recipients, cursor.last).map { recipient, last in
            try reader.inbox(recipient: recipient, after: last, limit: input.limit + 1)[...]
        }
        var page = InboxPage()
        while page.items.count < input.limit,
            let next = queues.indices.filter({ !queues[$0].isEmpty }).min(by: { InboxPage.isEarlier(queues[$0].first, queues[$1].first) }),
            let notice = queues[next].popFirst()
        {
            page.items.append(InboxNotice(notice))
            cursor.last[next] = notice.id
        }
        if queues.contains(where: { !$0.isEmpty }) { page.next = cursor.text }
        return Answer(page)
    }
}

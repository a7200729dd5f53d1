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
    var next: RecordID?
    init() {}
    static let meaning = "A page of an inbox, oldest first."
    static let fields: [Field<InboxPage>] = [
        .list("items", \.items, "Notices.", count: 0...1000),
        .optional("next", \.next, "Cursor of the next page; absent on the last."),
    ]
}

/// An authority reads its inbox; what is for its Member State as a whole, or for its kind of authority there, is in it too.
struct ReadInbox: Query {
    typealias Input = PageRequest
    typealias Output = InboxPage

    static let notices: DataGroup = "inbox"
    static let grant = Grant.data(
        .administration, [.read], [notices], Set(AuthorityKind.allCases), for: Set(Purpose.allCases),
        article: "2017/2226 34(3), 2018/1862 53(7), 59")

    var about: OperationDescription {
        OperationDescription(
            id: "inbox.read", title: "Read the inbox",
            meaning: "What Sextant has to tell the asking authority or its Member State.", article: "2017/2226 34(3), 2018/1862 53(7)",
            system: .administration, action: .read, .GET, "/v1/inbox", data: ReadInbox.notices, grants: [ReadInbox.grant])
    }

    func answer(_ input: PageRequest, from reader: Reader, in context: DecisionContext) throws -> Answer<InboxPage> {
        let kind = Notice.recipient(context.caller.kind, of: context.caller.memberState)
        let recipients = [context.caller.authority, kind] + (context.caller.memberState.map { [$0] } ?? [])
        let notices = try recipients
            .flatMap { try reader.inbox(recipient: $0, after: input.cursor, limit: input.limit + 1) }
            .sorted { $0.id < $1.id }
        var page = InboxPage()
        page.items = notices.prefix(input.limit).map { InboxNotice($0) }
        if notices.count > input.limit { page.next = notices[input.limit - 1].id }
        return Answer(page)
    }
}

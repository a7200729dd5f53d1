import Access
import Identity
import Operations
import Registry
import Wire

/// Which page of a list.
public struct PageRequest: WireRecord {
    public var cursor: RecordID?
    public var limit = 100
    public init() {}
    public static let meaning = "Which page of a list."
    public static let fields: [Field<PageRequest>] = [
        .optional("cursor", \.cursor, "Where the page before ended."),
        .defaulted("limit", \.limit, to: 100, "How many at most.", limits: .integer(1...1000)),
    ]
}

struct EntryPage<Value: AdministrationRecord>: WireRecord {
    var items: [Value] = []
    var next: RecordID?
    init() {}
    static var wireName: String { "\(Value.wireName)Page" }
    static var meaning: String { "A page of the list." }
    static var fields: [Field<EntryPage<Value>>] {
        [
            .list("items", \.items, "Entries, in no meaningful order.", count: 0...1000),
            .optional("next", \.next, "Cursor of the next page; absent on the last."),
        ]
    }
}

/// Lists entries, withdrawn ones too.
struct ListEntries<Value: AdministrationRecord>: Query {
    typealias Input = PageRequest
    typealias Output = EntryPage<Value>

    var about: OperationDescription {
        OperationDescription(
            id: "administration.list.\(Value.kind.name)", title: "List: \(Value.collection)",
            meaning: "\(Value.meaning)", article: "817 54", system: .administration, action: .read, .GET,
            "/v1/administration/\(Value.collection)", data: AdministrationGrants.entries,
            grants: [AdministrationGrants.change, AdministrationGrants.supervise])
    }

    func answer(
        _ input: PageRequest, from reader: Reader, in context: DecisionContext
    ) throws -> Answer<EntryPage<Value>> {
        let records = try reader.page(Value.kind, after: input.cursor, limit: input.limit + 1)
        var page = EntryPage<Value>()
        page.items = try records.prefix(input.limit).map { try Value(stored: $0).shown }
        if records.count > input.limit { page.next = records[input.limit - 1].id }
        return Answer(page)
    }
}

/// One entry, by name.
struct NamedEntry: WireRecord {
    var addressed = ""
    init() {}
    static let meaning = "Which entry."
    static let fields: [Field<NamedEntry>] = [.required("addressed", \.addressed, "Name of the entry.")]
}

struct ReadEntry<Value: AdministrationRecord>: Query {
    typealias Input = NamedEntry
    typealias Output = Value

    var about: OperationDescription {
        OperationDescription(
            id: "administration.read.\(Value.kind.name)", title: "Read: \(Value.noun)", meaning: "\(Value.meaning)",
            article: "817 54", system: .administration, action: .read, .GET,
            "/v1/administration/\(Value.collection)/{addressed}", data: AdministrationGrants.entries,
            grants: [AdministrationGrants.change, AdministrationGrants.supervise], refusals: [.notFound])
    }

    func answer(_ input: NamedEntry, from reader: Reader, in context: DecisionContext) throws -> Answer<Value> {
        guard let entry = try reader.values(Value.self, key: "name", value: input.addressed).first else {
            throw Refusal(.notFound, "there is no \(Value.noun) of this name")
        }
        return Answer(entry.value.shown, version: entry.version, log: LogDetails(records: [entry.id]))
    }
}

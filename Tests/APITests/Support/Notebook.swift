import Access
import Identity
import Operations
import Registry
import Wire

/// A small system with one of everything that the API must carry: a create, an update, an erasure, a list, a search, a
/// refusal of every kind, and a reply that takes its time.
enum Notebook {
    static let group: DataGroup = "notes"
    static let grant = Grant.data(.EES, [.create, .read, .update, .delete], [group], [.border], for: [.borderCheck], article: "N 1")

    static let operations: [AnyOperation] = [
        AnyOperation(MakeNote()), AnyOperation(ReadNote()), AnyOperation(ChangeNote()), AnyOperation(EraseNote()),
        AnyOperation(ListNotes()), AnyOperation(RefuseAsTold()), AnyOperation(TakeTime()),
    ]

    static func about(
        _ id: String, _ action: AccessAction, _ method: OperationDescription.Method, _ path: String, refusals: [RefusalKind] = []
    ) -> OperationDescription {
        OperationDescription(
            id: "notebook." + id, title: id, meaning: "For tests.", article: "N 2", system: .EES, action: action, method, path,
            data: group, grants: [grant], refusals: refusals)
    }
}

struct Note: RecordValue, Hashable {
    static let kind = RecordKind(.EES, "note")
    var title = ""
    var stars = 0
    var day: Day?
    static let meaning = "A note."
    static let fields: [Field<Note>] = [
        .required("title", \.title, "Title.", limits: .text(.init(length: 1...40))),
        .defaulted("stars", \.stars, to: 0, "How good it is.", limits: .integer(0...5)),
        .optional("day", \.day, "Of which day."),
    ]
    var projection: Projection { Projection(keys: [RecordKey("all", "all", unique: false)]) }
}

struct NoteReply: WireRecord, Hashable {
    var id = RecordID(high: 0, low: 0)
    var note = Note()
    static let meaning = "A note with its identifier."
    static let fields: [Field<NoteReply>] = [.required("id", \.id, "Which."), .required("note", \.note, "What.")]
    init() {}
    init(_ id: RecordID, _ note: Note) { (self.id, self.note) = (id, note) }
}

struct NoteReference: WireRecord, Hashable {
    var note = RecordID(high: 0, low: 0)
    static let meaning = "Which note."
    static let fields: [Field<NoteReference>] = [.required("note", \.note, "Which.")]
}

struct MakeNote: Command {
    typealias Input = Note
    typealias Output = NoteReply
    let about = Notebook.about("make", .create, .POST, "/v1/notes")
    func load(_ input: Note, from reader: Reader, in context: DecisionContext) throws -> Bool { true }
    func decide(_ input: Note, _ current: Bool, in context: DecisionContext) throws(Refusal) -> Decision<NoteReply> {
        let id = context.ids.next()
        return Decision(NoteReply(id, input), changes: [.create(id, input.draft(owner: context.owner))], version: 1)
    }
}

struct ReadNote: Query {
    typealias Input = NoteReference
    typealias Output = NoteReply
    let about = Notebook.about("read", .read, .GET, "/v1/notes/{note}", refusals: [.notFound])
    func answer(_ input: NoteReference, from reader: Reader, in context: DecisionContext) throws -> Answer<NoteReply> {
        let found = try reader.require(Note.self, input.note)
        return Answer(NoteReply(found.id, found.value), version: found.version, log: LogDetails(records: [found.id]))
    }
}

struct ChangeNote: Command {
    typealias Output = NoteReply
    struct Input: WireRecord, Hashable {
        var note = RecordID(high: 0, low: 0)
        var title = ""
        static let meaning = "What it is called now."
        static let fields: [Field<Input>] = [
            .required("note", \.note, "Which."), .required("title", \.title, "Title.", limits: .text(.init(length: 1...40))),
        ]
    }
    let about = Notebook.about("change", .update, .PUT, "/v1/notes/{note}", refusals: [.notFound])
    func load(_ input: Input, from reader: Reader, in context: DecisionContext) throws -> Recorded<Note> {
        try reader.require(Note.self, input.note)
    }
    func decide(_ input: Input, _ current: Recorded<Note>, in context: DecisionContext) throws(Refusal) -> Decision<NoteReply> {
        try context.require(version: current.version)
        var next = current
        next.value.title = input.title
        return Decision(NoteReply(next.id, next.value), changes: [next.update], version: current.version + 1)
    }
}

struct EraseNote: Command {
    typealias Output = Nothing
    struct Input: WireRecord, Hashable {
        var note = RecordID(high: 0, low: 0)
        var evidence = ""
        static let meaning = "Which, and why."
        static let fields: [Field<Input>] = [
            .required("note", \.note, "Which."), .required("evidence", \.evidence, "Why.", limits: .text(.init(length: 1...100))),
        ]
    }
    let about = Notebook.about("erase", .delete, .DELETE, "/v1/notes/{note}", refusals: [.notFound])
    func load(_ input: Input, from reader: Reader, in context: DecisionContext) throws -> Recorded<Note> {
        try reader.require(Note.self, input.note)
    }
    func decide(_ input: Input, _ current: Recorded<Note>, in context: DecisionContext) throws(Refusal) -> Decision<Nothing> {
        Decision(Nothing(), changes: [.erase(current.id, expected: current.version, article: "N 3")])
    }
}

struct ListNotes: Query {
    struct Input: WireRecord, Hashable {
        var after: RecordID?
        var limit = 10
        var onlyDated = false
        static let meaning = "Which page."
        static let fields: [Field<Input>] = [
            .optional("cursor", \.after, "Cursor."), .defaulted("limit", \.limit, to: 10, "How many.", limits: .integer(1...50)),
            .defaulted("onlyDated", \.onlyDated, to: false, "Those with a day."),
        ]
    }
    struct Output: WireRecord, Hashable {
        var items: [NoteReply] = []
        var next: RecordID?
        static let wireName = "NotePage"
        static let meaning = "A page."
        static let fields: [Field<Output>] = [
            .list("items", \.items, "Notes.", count: 0...50), .optional("next", \.next, "Cursor of the next page."),
        ]
    }
    let about = Notebook.about("list", .read, .GET, "/v1/notes")
    func answer(_ input: Input, from reader: Reader, in context: DecisionContext) throws -> Answer<Output> {
        let page = try reader.find(Note.kind, key: "all", value: "all", after: input.after, limit: input.limit)
        var output = Output()
        output.items = try page.map { NoteReply($0.id, try Note(stored: $0)) }.filter { !input.onlyDated || $0.note.day != nil }
        output.next = page.count == input.limit ? page.last?.id : nil
        return Answer(output)
    }
}

/// Refuses in the way that it is told to.
struct RefuseAsTold: Query {
    typealias Output = Nothing
    static let kinds =
        RefusalKind.common + [
            .notFound, .keyMissing, .keyReused, .preconditionRequired, .preconditionFailed, .conflict, .alreadyExists,
            RefusalKind("notebook/own", 422, "A refusal of the notebook", article: "N 4"),
        ]
    struct Input: WireRecord, Hashable {
        var code = ""
        static let meaning = "Which refusal."
        static let fields: [Field<Input>] = [.required("code", \.code, "Its code.")]
    }
    let about = Notebook.about("refuse", .read, .POST, "/v1/notes/refusals", refusals: kinds)
    func answer(_ input: Input, from reader: Reader, in context: DecisionContext) throws -> Answer<Nothing> {
        guard let kind = Self.kinds.first(where: { $0.code == input.code }) else { throw Refusal(.malformed, "no such kind") }
        throw Refusal(kind, "as told", pointer: "/code")
    }
}

/// Answers after two seconds.
struct TakeTime: Operation {
    typealias Input = Nothing
    typealias Output = Nothing
    let about = Notebook.about("takeTime", .read, .GET, "/v1/notes/slow")
    func perform(_ input: Nothing, at desk: Desk) async throws(Refusal) -> Outcome<Nothing> {
        let mandate = try await desk.mandate(for: about) { _ in Demand(data: Notebook.group) }
        try? await Task.sleep(for: .seconds(2))
        return Outcome(Nothing(), under: mandate)
    }
}

import Access
import Operations
import Registry
import Wire

/// Consults the entry/exit records of a file, a page at a time (Articles 23(3), 24(3), 25(3), 26(2), 32(5)).
public struct ListEntryExits: Query {
    public init() {}

    public let about = OperationDescription.ees(
        "listEntryExits", "List the entry/exit records of a file", "Shows the stays of a person, by identifier.",
        article: "23(3), 24(3), 25(3), 26(2)", .read, .GET, "/files/{file}/entry-exit", data: .entryExitRecords,
        grants: EESGrants.readers, refusals: [.notFound])

    public typealias Input = FilePage

    public struct Output: WireRecord, Hashable {
        public var records: [EntryExitReply] = []
        public var next: RecordID?
        public init() {}
        public static let wireName = "EntryExitPage"
        public static let meaning = "A page of entry/exit records."
        public static let fields: [Field<Output>] = [
            .list("records", \.records, "The records.", count: 0...FilePage.limitMax, group: "entryExitRecords"),
            .optional("next", \.next, "Where the next page begins; absent on the last one."),
        ]
    }

    public func demand(_ input: FilePage, facts: FactReader) throws -> Demand { try eesDemand(facts) }

    public func answer(_ input: FilePage, from reader: Reader, in context: DecisionContext) throws -> Answer<Output> {
        _ = try reader.require(IndividualFile.self, input.file)
        var output = Output()
        let page = try reader.find(
            EntryExitRecord.kind, key: EESKey.file, value: input.file.description, after: input.after, limit: input.limit)
        output.records = try page.map { EntryExitReply(try Recorded<EntryExitRecord>($0)) }
        output.next = page.count == input.limit ? page.last?.id : nil
        return Answer(output, log: LogDetails(records: page.map(\.id), results: [.EES: page.count]))
    }
}

/// Consults one entry/exit record, with the version that an amendment needs.
public struct ReadEntryExit: Query {
    public init() {}
    public typealias Output = EntryExitReply

    public let about = OperationDescription.ees(
        "readEntryExit", "Read an entry/exit record", "Shows one stay.", article: "23(3), 24(3), 25(3), 26(2)",
        .read, .GET, "/entry-exit/{record}", data: .entryExitRecords, grants: EESGrants.readers, refusals: [.notFound])

    public struct Input: WireRecord, Hashable {
        public var record = RecordID(high: 0, low: 0)
        public init() {}
        public static let wireName = "EntryExitReference"
        public static let meaning = "An entry/exit record."
        public static let fields: [Field<Input>] = [.required("record", \.record, "The record.")]
    }

    public func demand(_ input: Input, facts: FactReader) throws -> Demand { try eesDemand(facts) }

    public func answer(_ input: Input, from reader: Reader, in context: DecisionContext) throws -> Answer<EntryExitReply> {
        let record = try reader.require(EntryExitRecord.self, input.record)
        return Answer(EntryExitReply(record), version: record.version, log: LogDetails(records: [record.id], results: [.EES: 1]))
    }
}

/// A page of a file's records.
public struct FilePage: WireRecord, Hashable {
    public static let limitMax = 200
    public var file = RecordID(high: 0, low: 0)
    public var after: RecordID?
    public var limit = 100
    public init() {}
    public static let meaning = "A page of a file's records."
    public static let fields: [Field<FilePage>] = [
        .required("file", \.file, "The individual file."),
        .optional("cursor", \.after, "The last record of the page before."),
        .defaulted("limit", \.limit, to: 100, "Records on a page.", limits: .integer(1...Int64(limitMax))),
    ]
}

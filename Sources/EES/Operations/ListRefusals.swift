import Access
import Operations
import Registry
import Wire

/// Consults the refusal of entry records of a file, a page at a time (Articles 23(3), 24(3), 25(3), 26(2), 32(5)).
public struct ListRefusals: Query {
    public init() {}

    public let about = OperationDescription.ees(
        "listRefusals", "List the refusals of a file", "Shows the refusals of entry of a person, by identifier.",
        article: "23(3), 24(3), 25(3), 26(2)", .read, .GET, "/files/{file}/refusals", data: .refusalRecords,
        grants: EESGrants.readers, refusals: [.notFound])

    public typealias Input = FilePage

    public struct Output: WireRecord, Hashable {
        public var records: [RefusalReply] = []
        public var next: RecordID?
        public init() {}
        public static let wireName = "RefusalPage"
        public static let meaning = "A page of refusal of entry records."
        public static let fields: [Field<Output>] = [
            .list("records", \.records, "The records.", count: 0...FilePage.limitMax, group: "refusalRecords"),
            .optional("next", \.next, "Where the next page begins; absent on the last one."),
        ]
    }

    public func demand(_ input: FilePage, facts: FactReader) throws -> Demand { try eesDemand(facts) }

    public func answer(_ input: FilePage, from reader: Reader, in context: DecisionContext) throws -> Answer<Output> {
        _ = try reader.require(IndividualFile.self, input.file)
        var output = Output()
        let page = try reader.find(
            RefusalRecord.kind, key: EESKey.file, value: input.file.description, after: input.after, limit: input.limit)
        output.records = try page.map { RefusalReply(try Recorded<RefusalRecord>($0)) }
        output.next = page.count == input.limit ? page.last?.id : nil
        return Answer(output, log: LogDetails(records: page.map(\.id), results: [.EES: page.count]))
    }
}

import Access
import Identity
import Operations
import Registry
import Wire

/// Reads a data record: its owner any of its own, others one that a search of theirs has identified in the same case
/// (Articles 7(7), 9(1)). Flags are shown to the owner alone (5(7)).
public struct ReadRecord: Query {
    public init() {}
    public typealias Output = RecordReply
    public let about = OperationDescription.ecrisTCN(
        "readRecord", "Read a data record", "The record, with its flags where it is the caller's own.",
        article: "7(7), 9",
        .read, .GET, "/records/{record}", data: .dataRecord,
        grants: [ECRISTCNGrants.read, ECRISTCNGrants.agencyRead, ECRISTCNGrants.ownRead, ECRISTCNGrants.ownFlag],
        refusals: [.notFound, .notIdentified])

    public struct Input: WireRecord, Hashable {
        public var record = RecordID(high: 0, low: 0)
        public init() {}
        public init(_ record: RecordID) { self.record = record }
        public static let wireName = "ReadDataRecord"
        public static let meaning = "Which record."
        public static let fields: [Field<Input>] = [.required("record", \.record, "The data record.")]
    }

    public func demand(_ input: Input, facts: FactReader) throws -> Demand {
        Demand(data: .dataRecord, conditions: try facts.ownership(of: input.record))
    }
    public func answer(_ input: Input, from reader: Reader, in context: DecisionContext) throws -> Answer<RecordReply> {
        let record = try reader.require(DataRecord.self, input.record)
        if record.owner != context.owner {
            guard try reader.hasIdentified(record.id, caller: context.caller, case: context.case) else {
                throw Refusal(.notIdentified, "search first, in the same case")
            }
        }
        var reply = RecordReply(record)
        reply.restricted = try reader.isRestricted(record.id, ECRISTCNTasks.self)
        return Answer(reply, version: record.version, log: LogDetails(records: [record.id]))
    }
}

/// The caller's Member State's own records, in pages (Article 9(1)).
public struct ListOwnRecords: Query {
    public init() {}
    public let about = OperationDescription.ecrisTCN(
        "listOwnRecords", "List one's own records",
        "The records of the caller's Member State, by reference or all in pages.",
        article: "9(1)", .read, .GET, "/records", data: .dataRecord,
        grants: [ECRISTCNGrants.read, ECRISTCNGrants.ownRead], refusals: [.notAReference])

    public struct Input: WireRecord, Hashable {
        public var reference: String?
        public var after: RecordID?
        public var limit = 100
        public init() {}
        public static let wireName = "ListDataRecords"
        public static let meaning = "Which of one's own records."
        public static let fields: [Field<Input>] = [
            .optional("reference", \.reference, "National reference.", limits: DataRecord.referenceSchema),
            .optional("cursor", \.after, "Last record of the page before."),
            .defaulted("limit", \.limit, to: 100, "Most records to show.", limits: .integer(1...1000)),
        ]
    }

    public struct Output: WireRecord, Hashable {
        public var records: [Line] = []
        public var next: RecordID?
        public init() {}
        public static let wireName = "OwnDataRecords"
        public static let meaning = "Records."
        public static let fields: [Field<Output>] = [
            .list("records", \.records, "Records in order of identifier.", count: 0...1000),
            .optional("next", \.next, "Where the next page begins, if there is one."),
        ]
        public struct Line: WireRecord, Hashable {
            public var id = RecordID(high: 0, low: 0)
            public var reference = ""
            public var surnames: [String] = []
            public var givenNames: [String] = []
            public var dateOfBirth: PartialDate?
            public var nationalRecordKeptUntil: Day?
            public init() {}
            public static let wireName = "OwnDataRecordLine"
            public static let meaning = "A record in one line."
            public static let fields: [Field<Line>] = [
                .required("id", \.id, "The data record."), .required("reference", \.reference, "National reference."),
                .list("surnames", \.surnames, "Surnames.", count: 0...20),
                .list("givenNames", \.givenNames, "First names.", count: 0...20),
                .optional("dateOfBirth", \.dateOfBirth, "Date of birth."),
                .optional("nationalRecordKeptUntil", \.nationalRecordKeptUntil, "Last day of the national record."),
            ]
        }
    }

    public func demand(_ input: Input, facts: FactReader) throws -> Demand {
        Demand(data: .dataRecord, conditions: facts.caller.memberState == nil ? [] : [.owner])
    }
    public func answer(_ input: Input, from reader: Reader, in context: DecisionContext) throws -> Answer<Output> {
        guard input.reference.map(DataRecord.isReference) ?? true else {
            throw Refusal(.notAReference, "letters, digits and ./_- alone", pointer: "/reference")
        }
        let (key, value) =
            input.reference.map { (ECRISTCNKey.reference, DataRecord.referenceKey(context.owner, $0)) } ?? (
                ECRISTCNKey.owner, context.owner
            )
        let page = try reader.find(DataRecord.kind, key: key, value: value, after: input.after, limit: input.limit + 1)
            .map { try Recorded<DataRecord>($0) }
        var output = Output()
        output.records = page.prefix(input.limit).map { record in
            var line = Output.Line()
            (line.id, line.reference) = (record.id, record.value.reference)
            (line.surnames, line.givenNames) = (record.value.person.surnames, record.value.person.givenNames)
            (line.dateOfBirth, line.nationalRecordKeptUntil) = (
                record.value.person.dateOfBirth, record.value.nationalRecordKeptUntil
            )
            return line
        }
        output.next = page.count > input.limit ? output.records.last?.id : nil
        return Answer(output, log: LogDetails(records: output.records.map(\.id)))
    }
}

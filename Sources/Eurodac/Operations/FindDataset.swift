import Access
import Operations
import Registry
import Wire

/// A Member State finds its own data set by the reference number that it gave (1358 Articles 37(4), 40(1)).
public struct FindDataset: Query {
    public let about: OperationDescription
    public typealias Output = DatasetReply

    public init(regime: EurodacRegime = .regulation1358) {
        about = .eurodac(
            regime, "findDataset", "Find one's own data set",
            "Finds a data set of the caller's Member State by its reference number.",
            article: ("27(1)", "40(1)"), .read, .GET, "/datasets", grants: EurodacGrants(regime).readOwn,
            refusals: [.notFound])
    }

    public struct Input: WireRecord, Hashable {
        public var reference = ReferenceNumber()
        public init() {}
        public static let wireName = "FindEurodacDataset"
        public static let meaning = "A reference number."
        public static let fields: [Field<Input>] = [
            .required("reference", \.reference, "Reference number of the data set.")
        ]
    }

    public func demand(_ input: Input, facts: FactReader) throws -> Demand {
        guard
            let record = try facts.find(EurodacDataset.kind, key: EurodacKey.reference, value: input.reference.wireText)
                .first,
            record.owner == facts.caller.memberState
        else { throw Refusal(.notFound, "there is no data set of this Member State with that reference number") }
        return try facts.demand(forDataset: record.id, of: about)
    }

    public func answer(_ input: Input, from reader: Reader, in context: DecisionContext) throws -> Answer<DatasetReply> {
        guard
            let set = try reader.values(EurodacDataset.self, key: EurodacKey.reference, value: input.reference.wireText)
                .first
        else {
            throw Refusal(.notFound, "there is no data set of this Member State with that reference number")
        }
        return Answer(
            try reader.reply(set), version: set.version, log: LogDetails(records: [set.id], results: [.Eurodac: 1]))
    }
}

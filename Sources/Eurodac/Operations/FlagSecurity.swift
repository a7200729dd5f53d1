import Access
import Identity
import Operations
import Registry
import Wire

/// The Member State of origin records that the person could pose a threat to internal security, or takes that back (1358 Articles
/// 17(2)(i), 22(3)(d), 23(3)(e), 24(3)(f)).
public struct FlagSecurity: Command {
    public let about: OperationDescription
    public typealias Output = DatasetReply

    public init() {
        about = .eurodac(
            .regulation1358, "flagSecurity", "Flag a threat to internal security",
            "Records the fact with the circumstances that allow it; without a flag in the message it is taken back.",
            article: ("", "17(2)(i), 22(3)(d), 23(3)(e), 24(3)(f)"), .update, .PUT, "/datasets/{dataset}/security",
            grants: EurodacGrants(.regulation1358).change,
            refusals: [
                .notFound, .preconditionRequired, .preconditionFailed, .conflict, .notForeseen, .inTheFuture,
                .nothingToDo,
            ])
    }

    public struct Input: WireRecord, Hashable {
        public var dataset = RecordID(high: 0, low: 0)
        public var security: SecurityFlag?
        public init() {}
        public static let wireName = "FlagEurodacSecurity"
        public static let meaning = "The flag, or its withdrawal."
        public static let fields: [Field<Input>] = [
            .required("dataset", \.dataset, "The data set."),
            .optional("security", \.security, "The flag; absent to take it back."),
        ]
    }

    public func demand(_ input: Input, facts: FactReader) throws -> Demand {
        try facts.demand(forDataset: input.dataset, of: about)
    }

    public func load(_ input: Input, from reader: Reader, in context: DecisionContext) throws -> Recorded<
        EurodacDataset
    > {
        try reader.require(EurodacDataset.self, input.dataset)
    }

    public func decide(
        _ input: Input, _ current: Recorded<EurodacDataset>, in context: DecisionContext
    ) throws(Refusal) -> Decision<DatasetReply> {
        try context.require(version: current.version)
        try context.requireOwn(current.owner)
        var set = current
        if let flag = input.security {
            guard SecurityFlag.isForeseen(set.value.category, by: flag.source, in: set.value.regime) else {
                throw Refusal(
                    .notForeseen, "a \(flag.source.rawValue) flags no \(set.value.category.rawValue)",
                    pointer: "/security/source",
                    article: set.value.category.article(in: set.value.regime))
            }
            guard flag.on <= context.today else {
                throw Refusal(.inTheFuture, "the day has not come yet", pointer: "/security/on")
            }
        }
        set.value.security = input.security
        guard set.value != current.value else { throw Refusal(.nothingToDo, "the data set says this already") }
        return Decision(DatasetReply(set, version: set.version + 1), changes: [set.update], version: set.version + 1)
    }
}

import Access
import Identity
import Operations
import Registry
import Wire

/// The Member State of origin that granted international protection, or under the recast a residence document, marks its data; the
/// others whose data hit are told, and mark theirs (603 Article 18(1); 1358 Article 31(1), (4)).
public struct MarkDataset: Command {
    public let about: OperationDescription
    public typealias Output = DatasetReply

    public init(regime: EurodacRegime = .regulation1358) {
        about = .eurodac(
            regime, "markDataset", "Mark a data set",
            "Marks one's own data set with what was granted. Under 603 law enforcement gets a negative reply after three years.",
            article: ("18(1)–(2)", "31(1), (4)"), .update, .PUT, "/datasets/{dataset}/mark",
            grants: EurodacGrants(regime).change,
            refusals: [
                .notFound, .preconditionRequired, .preconditionFailed, .conflict, .notForeseen, .inTheFuture,
                .nothingToDo,
            ],
            consequences: [.create])
    }

    public struct Input: WireRecord, Hashable {
        public var dataset = RecordID(high: 0, low: 0)
        public var mark = MarkKind.protection
        public var granted = Day(number: 0)
        public init() {}
        public static let wireName = "MarkEurodacDataset"
        public static let meaning = "The mark."
        public static let fields: [Field<Input>] = [
            .required("dataset", \.dataset, "The data set."),
            .required("mark", \.mark, "What was granted."),
            .required("granted", \.granted, "Day on which it was granted."),
        ]
    }

    public func demand(_ input: Input, facts: FactReader) throws -> Demand {
        try facts.demand(forDataset: input.dataset, of: about)
    }

    public func load(_ input: Input, from reader: Reader, in context: DecisionContext) throws -> DatasetDossier {
        try DatasetDossier(input.dataset, from: reader)
    }

    public func decide(_ input: Input, _ dossier: DatasetDossier, in context: DecisionContext) throws(Refusal)
        -> Decision<DatasetReply>
    {
        try context.require(version: dossier.dataset.version)
        try context.requireOwn(dossier.dataset.owner)
        var set = dossier.dataset
        let article = set.value.regime.article("18(1)", input.mark == .protection ? "31(1)" : "31(4)")
        guard input.mark.isForeseen(set.value.category, in: set.value.regime) else {
            throw Refusal(
                .notForeseen, "a set of \(set.value.category.rawValue) does not carry this mark", pointer: "/mark",
                article: article)
        }
        guard input.granted <= context.today else {
            throw Refusal(.inTheFuture, "the day has not come yet", pointer: "/granted")
        }
        guard set.value.marks[input.mark] != input.granted else {
            throw Refusal(.nothingToDo, "the data set is marked already")
        }
        let isNew = set.value.marks[input.mark] == nil
        set.value.marks[input.mark] = input.granted
        set.value.blocked = false
        var counts: [StatisticsPoint: Int] = isNew ? [StatisticsPoint("r", "marked"): 1] : [:]
        if isNew, input.mark == .protection, set.value.regime == .regulation1358 {
            counts[StatisticsPoint("e", "protectionGranted")] = 1
        }
        return Decision(
            DatasetReply(set, version: set.version + 1), changes: [set.update] + context.counting(counts),
            version: set.version + 1,
            notices: dossier.notices(
                kind: "eurodac.marked", article: article,
                text:
                    "Another Member State granted \(input.mark == .protection ? "international protection" : "a residence document") on \(input.granted) to a person on whom you hold data. Mark your data set as well.",
                in: context))
    }
}

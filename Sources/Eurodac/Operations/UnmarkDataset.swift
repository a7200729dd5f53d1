import Access
import Operations
import Registry
import Wire

/// The Member State of origin takes a mark back where the status is revoked, ended, withdrawn or not renewed, which under 603 also
/// lifts the block; or where the mark was wrong (603 Articles 18(3), 27(3); 1358 Articles 31(3), 40(3)).
public struct UnmarkDataset: Command {
    public let about: OperationDescription
    public typealias Output = DatasetReply

    public init(regime: EurodacRegime = .regulation1358) {
        about = .eurodac(
            regime, "unmarkDataset", "Take a mark back", "Unmarks one's own data set, and unblocks it under 603.",
            article: ("18(3)", "31(3)"), .update, .PUT, "/datasets/{dataset}/unmark",
            grants: EurodacGrants(regime).change,
            refusals: [.notFound, .preconditionRequired, .preconditionFailed, .conflict, .notForeseen, .nothingToDo],
            consequences: [.create])
    }

    public enum Ground: String, CaseIterable, Hashable, Sendable, WireChoice {
        /// The status was revoked, ended, withdrawn, or its renewal refused.
        case statusWithdrawn
        /// It should not have been marked.
        case inaccurate
    }

    public struct Input: WireRecord, Hashable {
        public var dataset = RecordID(high: 0, low: 0)
        public var mark = MarkKind.protection
        public var ground = Ground.statusWithdrawn
        public init() {}
        public static let wireName = "UnmarkEurodacDataset"
        public static let meaning = "Which mark, and why."
        public static let fields: [Field<Input>] = [
            .required("dataset", \.dataset, "The data set."), .required("mark", \.mark, "The mark."),
            .required("ground", \.ground, "Why it goes."),
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
        if input.mark == .residenceDocument, input.ground == .statusWithdrawn {
            throw Refusal(
                .notForeseen, "only a status of protection is withdrawn; a wrong mark is inaccurate",
                pointer: "/ground", article: "Eurodac 31(3)")
        }
        guard let granted = set.value.marks[input.mark] else {
            throw Refusal(.nothingToDo, "the data set is not marked")
        }
        let wasBlocked =
            ComparisonRule.blocked(since: granted, in: set.value.regime).map { $0 <= context.today } ?? false
        set.value.marks[input.mark] = nil
        set.value.blocked = false
        var counts = [StatisticsPoint("r", "unmarked"): 1]
        if wasBlocked { counts[StatisticsPoint("r", "unblocked")] = 1 }
        return Decision(
            DatasetReply(set, version: set.version + 1), changes: [set.update] + context.counting(counts),
            version: set.version + 1,
            notices: dossier.notices(
                kind: "eurodac.unmarked", article: set.value.regime.article("18(3)", "31(3)"),
                text: "Another Member State took back the mark of a person on whom you hold data.", in: context))
    }
}

import Access
import Identity
import Operations
import Registry
import Wire

/// The Member State of origin adds what became of the person: responsibility, transfer, relocation, departure, removal, visa,
/// rejection, assisted return (603 Article 10; 1358 Articles 16, 17(2), 22(3), 23(3), 24(3), 25, 26(2)(o)).
public struct RecordStatus: Command {
    public let about: OperationDescription
    public typealias Output = DatasetReply

    public init(regime: EurodacRegime = .regulation1358) {
        about = .eurodac(
            regime, "recordStatus", "Record what became of the person",
            "Adds facts to one's own data set. Other Member States whose data hit are told of responsibility and relocation.",
            article: ("10", "16, 25"), .update, .PUT, "/datasets/{dataset}/status",
            grants: EurodacGrants(regime).change,
            refusals: [
                .notFound, .preconditionRequired, .preconditionFailed, .conflict, .notForeseen, .inTheFuture,
                .nothingToDo,
            ],
            consequences: [.create])
    }

    public struct Input: WireRecord, Hashable {
        public var dataset = RecordID(high: 0, low: 0)
        public var status = StatusInformation()
        public init() {}
        public static let wireName = "RecordEurodacStatus"
        public static let meaning = "Facts that are added."
        public static let fields: [Field<Input>] = [
            .required("dataset", \.dataset, "The data set."), .required("status", \.status, "The facts."),
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
        try input.status.check(set.value.category, in: set.value.regime, today: context.today, at: "/status")
        let facts = input.status.facts
        // These come with a set of their own, which the Member State of arrival sends (16(2)(a), 25(2)).
        if let arrival = facts.intersection([.arrivedAfterTakeCharge, .arrivedAfterRelocation]).map(\.rawValue).min() {
            throw Refusal(
                .notForeseen, "on this arrival a data set is sent", pointer: "/status/\(arrival)",
                article: set.value.regime.article("10(b)", "16(2)(a), 25(2)"))
        }
        let old = set.value.status
        set.value.status = input.status.added(to: old)
        guard set.value.status != old else { throw Refusal(.nothingToDo, "the data set says this already") }
        var notices: [Notice] = []
        if set.value.regime == .regulation1358,
            set.value.status.memberStateResponsible != old.memberStateResponsible
                || set.value.status.memberStateOfRelocation != old.memberStateOfRelocation
        {
            notices = dossier.notices(
                kind: "eurodac.responsibilityRecorded", article: "Eurodac 16(4)",
                text:
                    "Another Member State recorded the Member State responsible or of relocation for a person on whom you hold data.",
                in: context)
        }
        let counted = set.value.status.rejected && !old.rejected ? context.counting("b", "rejectedApplicants") : []
        return Decision(
            DatasetReply(set, version: set.version + 1), changes: [set.update] + counted, version: set.version + 1,
            notices: notices)
    }
}

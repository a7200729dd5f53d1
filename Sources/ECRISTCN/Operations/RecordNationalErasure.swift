import Access
import Identity
import Operations
import Registry
import Wire

/// The convictions are no longer in the national criminal record, or will not be after a certain day: the data record
/// follows it, within a month at most (Article 8(1)–(2)).
public struct RecordNationalErasure: Command {
    public init() {}
    public let about = OperationDescription.ecrisTCN(
        "recordNationalErasure", "Record the erasure of the national record",
        "Erases the data record where the national record has gone; sets the day on which it will, where it lies ahead.",
        article: "8", .update, .POST, "/records/{record}/national-erasure", data: .dataRecord,
        grants: [ECRISTCNGrants.change],
        refusals: [.notFound, .conflict], needsVersion: false, consequences: [.delete])

    public struct Input: WireRecord, Hashable {
        public var record = RecordID(high: 0, low: 0)
        public var erased = Day(number: 0)
        public init() {}
        public static let wireName = "NationalErasure"
        public static let meaning = "When the convictions went from the national record, or will."
        public static let fields: [Field<Input>] = [
            .required("record", \.record, "The data record."),
            .required("erased", \.erased, "Day of the erasure of the national record; it may lie ahead."),
        ]
    }

    public struct Output: WireRecord, Hashable {
        public var erased = false
        public var dueBy = Day(number: 0)
        public var late = false
        public init() {}
        public static let wireName = "NationalErasureReply"
        public static let meaning = "What follows."
        public static let fields: [Field<Output>] = [
            .required("erased", \.erased, "The data record is gone."),
            .required("dueBy", \.dueBy, "Last day on which it could be held."),
            .defaulted("late", \.late, to: false, "That day has passed."),
        ]
    }

    public func demand(_ input: Input, facts: FactReader) throws -> Demand {
        Demand(data: .dataRecord, conditions: try facts.ownership(of: input.record))
    }
    public func load(_ input: Input, from reader: Reader, in context: DecisionContext) throws -> RecordDossier {
        try RecordDossier(input.record, from: reader)
    }
    public func decide(_ input: Input, _ dossier: RecordDossier, in context: DecisionContext) throws(Refusal)
        -> Decision<Output>
    {
        var output = Output()
        let term = ECRISTCNRetention.term(for: .record(nationalErasure: input.erased))
        output.dueBy = term.keptUntil
        output.erased = input.erased <= context.today
        output.late = context.today > term.keptUntil
        guard !output.erased else {
            return Decision(
                output, changes: dossier.erasure(article: "816 8(2)"), notices: dossier.erasureNotices(in: context))
        }
        var record = dossier.record
        record.value.nationalRecordKeptUntil = input.erased
        return Decision(output, changes: [record.update], version: record.version + 1)
    }
}

import Access
import Operations
import Registry
import Wire

/// A single entry/exit record goes before its term (Articles 35(1)–(4), 52).
public struct EraseEntryExit: Command {
    public init() {}
    public typealias Output = ErasureReply

    public let about = OperationDescription.ees(
        "eraseEntryExit", "Erase an entry/exit record",
        "Erases a record that is inaccurate or was processed unlawfully; the file and the list of overstayers follow.",
        article: "35", .delete, .DELETE, "/entry-exit/{record}", data: .entryExitRecords,
        grants: [EESGrants.dataSubject, EESGrants.ownErasureAtBorder, EESGrants.ownErasureInside],
        refusals: [.notFound, .conflict], consequences: [.update, .create])

    public typealias Input = EraseRecord

    public func demand(_ input: EraseRecord, facts: FactReader) throws -> Demand {
        Demand(data: about.data, conditions: try facts.ownership(of: input.record))
    }

    public func load(
        _ input: EraseRecord, from reader: Reader, in context: DecisionContext
    ) throws -> (record: Recorded<EntryExitRecord>, dossier: FileDossier) {
        let record = try reader.require(EntryExitRecord.self, input.record)
        return (record, try FileDossier(record.value.file, from: reader))
    }

    public func decide(
        _ input: EraseRecord, _ current: (record: Recorded<EntryExitRecord>, dossier: FileDossier),
        in context: DecisionContext
    ) throws(Refusal) -> Decision<ErasureReply> {
        let article = "EES " + input.ground.article
        let changes = Amendment(
            dossier: current.dossier, context: context, amended: nil, erased: current.record.id, article: article, owner: nil
        ).carriedOut().changes
        return Decision(
            ErasureReply(changes: changes, article: article), changes: changes,
            notices: Amendment.notice(
                to: current.record.owner, of: nil, kind: "ees.erased", article: "EES 35(7)",
                text: "\(context.owner) erased an entry/exit record.", in: context))
    }
}

/// Which record is to be erased, and why.
public struct EraseRecord: WireRecord, Hashable {
    public var record = RecordID(high: 0, low: 0)
    public var ground = ErasureGround.inaccurate
    public var evidence = ""

    public init() {}
    public static let meaning = "Which record, and why."
    public static let fields: [Field<EraseRecord>] = [
        .required("record", \.record, "The record."),
        .required("ground", \.ground, "Ground (Article 35)."),
        .required("evidence", \.evidence, "What shows it.", limits: .text(.init(length: 1...2000))),
    ]
}

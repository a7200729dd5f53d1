import Access
import Operations
import Registry
import Wire

/// A single refusal of entry record goes before its term (Articles 35(1)–(4), 52).
public struct EraseRefusal: Command {
    public init() {}
    public typealias Input = EraseRecord
    public typealias Output = ErasureReply

    public let about = OperationDescription.ees(
        "eraseRefusal", "Erase a refusal of entry record",
        "Erases a record that is inaccurate or was processed unlawfully; the file follows.",
        article: "35", .delete, .DELETE, "/refusals/{record}", data: .refusalRecords,
        grants: [EESGrants.dataSubject, EESGrants.ownErasureAtBorder, EESGrants.ownErasureInside],
        refusals: [.notFound, .conflict], consequences: [.update])

    public func demand(_ input: EraseRecord, facts: FactReader) throws -> Demand {
        Demand(data: about.data, conditions: try facts.ownership(of: input.record))
    }

    public func load(
        _ input: EraseRecord, from reader: Reader, in context: DecisionContext
    ) throws -> (record: Recorded<RefusalRecord>, dossier: FileDossier) {
        let record = try reader.require(RefusalRecord.self, input.record)
        return (record, try FileDossier(record.value.file, from: reader))
    }

    public func decide(
        _ input: EraseRecord, _ current: (record: Recorded<RefusalRecord>, dossier: FileDossier),
        in context: DecisionContext
    ) throws(Refusal) -> Decision<ErasureReply> {
        let article = "EES " + input.ground.article
        var changes: [Change] = [.erase(current.record.id, expected: current.record.version, article: article)]
        let rest = current.dossier.refusals.filter { $0.id != current.record.id }.map(\.value)
        if let follow = current.dossier.followed(entryExits: current.dossier.filed(), refusals: rest) { changes.append(follow) }
        return Decision(
            ErasureReply(changes: changes, article: article), changes: changes,
            notices: Amendment.notice(
                to: current.record.owner, of: nil, kind: "ees.erased", article: "EES 35(7)",
                text: "\(context.owner) erased a refusal of entry record.", in: context))
    }
}

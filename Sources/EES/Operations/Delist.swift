import Access
import Identity
import Operations
import Registry
import Wire

/// A person who was forced to stay, has a right to stay, or was listed in error is taken off the list (Articles 20, 35(5)).
public struct Delist: Command {
    public init() {}
    public typealias Output = EntryExitReply

    public let about = OperationDescription.ees(
        "delist", "Take a person off the list of overstayers",
        "Erases the line and records in the entry/exit record why; the same stay is not listed again.",
        article: "20, 35(5)", .delete, .DELETE, "/overstayers/{entry}", data: .overstayerList,
        grants: [EESGrants.delist, EESGrants.borderDelist], refusals: [.notFound, .conflict], consequences: [.update])

    public struct Input: WireRecord, Hashable {
        public var entry = RecordID(high: 0, low: 0)
        public var ground = Delisting.Ground.error
        public var evidence = ""
        public init() {}
        public static let wireName = "Delist"
        public static let meaning = "Who is taken off the list, and why."
        public static let fields: [Field<Input>] = [
            .required("entry", \.entry, "Line of the list."),
            .required("ground", \.ground, "Ground (Article 35(5))."),
            .required("evidence", \.evidence, "What was shown.", limits: .text(.init(length: 1...1000))),
        ]
    }

    public func load(
        _ input: Input, from reader: Reader, in context: DecisionContext
    ) throws -> (line: Recorded<OverstayerEntry>, record: Recorded<EntryExitRecord>) {
        let line = try reader.require(OverstayerEntry.self, input.entry)
        return (line, try reader.require(EntryExitRecord.self, line.value.record))
    }

    public func decide(
        _ input: Input, _ current: (line: Recorded<OverstayerEntry>, record: Recorded<EntryExitRecord>),
        in context: DecisionContext
    ) throws(Refusal) -> Decision<EntryExitReply> {
        var record = current.record
        var mark = record.value.overstay ?? OverstayMark(since: current.line.value.since, foundOn: current.line.value.listedOn)
        mark.delisted = Delisting(
            ground: input.ground, evidence: input.evidence, authority: context.caller.authority, decided: context.today)
        record.value.overstay = mark
        return Decision(
            EntryExitReply(record, version: record.version + 1),
            changes: [record.update, .erase(current.line.id, expected: current.line.version, article: "EES 35(5)")],
            version: record.version + 1,
            notices: Amendment.notice(
                to: record.owner, of: record.id, kind: "ees.delisted", article: "EES 35(5)",
                text: "\(context.owner) took a person off the list of overstayers.", in: context))
    }
}

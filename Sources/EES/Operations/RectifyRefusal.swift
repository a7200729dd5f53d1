import Access
import Identity
import Operations
import Registry
import Wire

/// A refusal of entry record is rectified or completed (Articles 35(1)–(4), 52).
public struct RectifyRefusal: Command {
    public init() {}
    public typealias Output = RefusalReply

    public let about = OperationDescription.ees(
        "rectifyRefusal", "Rectify a refusal of entry record",
        "Corrects reasons or visa data on evidence.", article: "35", .update, .PUT, "/refusals/{record}",
        data: .refusalRecords, grants: [EESGrants.borderRecords, EESGrants.dataSubject],
        refusals: [.notFound, .preconditionRequired, .preconditionFailed, .conflict, .nothingToDo])

    public struct Input: WireRecord, Hashable {
        public var record = RecordID(high: 0, low: 0)
        public var reasons: [RefusalReason] = []
        public var visa: VisaUse?
        public var evidence = ""

        public init() {}
        public static let wireName = "RectifyRefusal"
        public static let meaning = "What the record should say; absent parts stay."
        public static let fields: [Field<Input>] = [
            .required("record", \.record, "The refusal of entry record."),
            .list("reasons", \.reasons, "All points of Annex V, Part B; none: as they are.", count: 0...10),
            .optional("visa", \.visa, "The visa presented."),
            .required("evidence", \.evidence, "What shows it.", limits: .text(.init(length: 1...2000))),
        ]
    }

    public func load(_ input: Input, from reader: Reader, in context: DecisionContext) throws -> Recorded<RefusalRecord> {
        try reader.require(RefusalRecord.self, input.record)
    }

    public func decide(
        _ input: Input, _ current: Recorded<RefusalRecord>, in context: DecisionContext
    ) throws(Refusal) -> Decision<RefusalReply> {
        try context.require(version: current.version)
        var recorded = current
        if !input.reasons.isEmpty { recorded.value.reasons = Array(Set(input.reasons)).sorted() }
        if let visa = input.visa { recorded.value.visa = visa }
        guard recorded.value != current.value else { throw Refusal(.nothingToDo, "the record says this already") }
        var reply = RefusalReply(recorded, version: recorded.version + 1)
        reply.memberStateResponsible = context.owner
        return Decision(
            reply, changes: [.update(recorded.id, expected: recorded.version, recorded.value.draft(owner: context.owner))],
            version: recorded.version + 1,
            notices: Amendment.notice(
                to: recorded.owner, of: recorded.id, kind: "ees.rectified", article: "EES 35(8)",
                text: "\(context.owner) rectified a refusal of entry record and is now responsible for it.", in: context))
    }
}

/// A refusal of entry record as it is shown.
public struct RefusalReply: WireRecord, Hashable {
    public var id = RecordID(high: 0, low: 0)
    public var version = 0
    public var memberStateResponsible = ""
    public var record = RefusalRecord()
    public var keptUntil = Day(number: 0)

    public init() {}
    init(_ recorded: Recorded<RefusalRecord>, version: Int? = nil) {
        id = recorded.id
        self.version = version ?? recorded.version
        memberStateResponsible = recorded.owner
        record = recorded.value
        keptUntil = recorded.value.term.keptUntil
    }

    public static let meaning = "A refusal of entry record."
    public static let fields: [Field<RefusalReply>] = [
        .required("id", \.id, "The record."),
        .required("version", \.version, "Version, for If-Match."),
        .required("memberStateResponsible", \.memberStateResponsible, "Member State that entered the data.", limits: .text(.init(length: 1...120))),
        .required("record", \.record, "The record."),
        .required("keptUntil", \.keptUntil, "Last day of the period of Article 34."),
    ]
}

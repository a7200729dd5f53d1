import Access
import Identity
import Operations
import Registry
import Wire

/// The convicting Member State flags its record for VIS and ETIAS (Article 5(1)(c)).
public struct SetFlag: Command {
    public init() {}
    public typealias Output = RecordReply
    public let about = OperationDescription.ecrisTCN(
        "setFlag", "Set a flag", "Marks a record of a person convicted of a terrorist or another listed offence.",
        article: "5(1)(c)", .update, .POST, "/records/{record}/flags", data: .convictionFlag,
        grants: [ECRISTCNGrants.setFlag],
        refusals: [.notFound, .preconditionRequired, .preconditionFailed, .conflict, .flagUnfounded, .flagExists])

    public struct Input: WireRecord, Hashable {
        public var record = RecordID(high: 0, low: 0)
        public var offence = FlagOffence.listed
        public var convicted = Day(number: 0)
        public var punishableByThreeYears = false
        public init() {}
        public static let wireName = "SetFlag"
        public static let meaning = "Which flag, and what must be true of the conviction."
        public static let fields: [Field<Input>] = [
            .required("record", \.record, "The data record."),
            .required("offence", \.offence, "Terrorist offence, or another listed one."),
            .required("convicted", \.convicted, "Day of the conviction; looked at and not kept."),
            .defaulted(
                "punishableByThreeYears", \.punishableByThreeYears, to: false,
                "A maximum of at least three years is threatened; looked at and not kept."),
        ]
    }

    public func demand(_ input: Input, facts: FactReader) throws -> Demand {
        Demand(data: .convictionFlag, conditions: try facts.ownership(of: input.record))
    }
    public func load(_ input: Input, from reader: Reader, in context: DecisionContext) throws -> Recorded<DataRecord> {
        try reader.require(DataRecord.self, input.record)
    }
    public func decide(_ input: Input, _ current: Recorded<DataRecord>, in context: DecisionContext) throws(Refusal)
        -> Decision<RecordReply>
    {
        try context.require(version: current.version)
        var record = current
        try record.value.set(
            NewFlag(input.offence, convicted: input.convicted, punishableByThreeYears: input.punishableByThreeYears),
            on: context.today)
        return Decision(
            RecordReply(record, version: record.version + 1), changes: [record.update], version: record.version + 1)
    }
}

/// The convicting Member State takes a flag away (Article 9(1)).
public struct WithdrawFlag: Command {
    public init() {}
    public typealias Output = RecordReply
    public let about = OperationDescription.ecrisTCN(
        "withdrawFlag", "Withdraw a flag", "Takes a flag off a record.", article: "9(1)", .update, .DELETE,
        "/records/{record}/flags/{offence}", data: .convictionFlag, grants: [ECRISTCNGrants.setFlag],
        refusals: [.notFound, .preconditionRequired, .preconditionFailed, .conflict, .noSuchFlag])

    public struct Input: WireRecord, Hashable {
        public var record = RecordID(high: 0, low: 0)
        public var offence = FlagOffence.listed
        public init() {}
        public static let wireName = "WithdrawFlag"
        public static let meaning = "Which flag of which record."
        public static let fields: [Field<Input>] = [
            .required("record", \.record, "The data record."), .required("offence", \.offence, "The flag."),
        ]
    }

    public func demand(_ input: Input, facts: FactReader) throws -> Demand {
        Demand(data: .convictionFlag, conditions: try facts.ownership(of: input.record))
    }
    public func load(_ input: Input, from reader: Reader, in context: DecisionContext) throws -> Recorded<DataRecord> {
        try reader.require(DataRecord.self, input.record)
    }
    public func decide(_ input: Input, _ current: Recorded<DataRecord>, in context: DecisionContext) throws(Refusal)
        -> Decision<RecordReply>
    {
        try context.require(version: current.version)
        var record = current
        record.value.flags.removeAll { $0.offence == input.offence }
        guard record.value.flags.count < current.value.flags.count else {
            throw Refusal(.noSuchFlag, "the record has no flag of this kind", pointer: "/offence")
        }
        return Decision(
            RecordReply(record, version: record.version + 1), changes: [record.update], version: record.version + 1)
    }
}

extension RefusalKind {
    public static let noSuchFlag = RefusalKind(
        "ecris-tcn/no-such-flag", 422, "The record has no such flag", article: "816 5(1)(c)")
}

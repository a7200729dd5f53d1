import Access
import Identity
import Operations
import Registry
import Wire

/// The Central Unit records a Council Implementing Decision that introduces temporary protection (1358 Articles 26(2)(p), 29(9)).
public struct RecordCouncilDecision: Command {
    public let about: OperationDescription
    public typealias Output = CouncilDecisionReply

    public init() {
        about = .eurodac(
            .regulation1358, "recordCouncilDecision", "Record a decision on temporary protection",
            "Data of beneficiaries are kept for a year from its entry into force, and a year more with each extension.",
            article: ("", "29(9)"), .create, .POST, "/council-decisions", data: .eurodacCouncilDecision,
            grants: EurodacGrants(.regulation1358).councilDecisions, refusals: [.alreadyExists])
    }

    public struct Input: WireRecord, Hashable {
        public var reference = ""
        public var entryIntoForce = Day(number: 0)
        public init() {}
        public static let wireName = "RecordCouncilDecision"
        public static let meaning = "A Council Implementing Decision."
        public static let fields: [Field<Input>] = [
            .required(
                "reference", \.reference, "Its reference, for instance (EU) 2022/382.",
                limits: .text(.init(length: 1...60))),
            .required("entryIntoForce", \.entryIntoForce, "Day of its entry into force."),
        ]
    }

    public func load(_ input: Input, from reader: Reader, in context: DecisionContext) throws -> Nothing { Nothing() }

    public func decide(_ input: Input, _ current: Nothing, in context: DecisionContext) throws(Refusal) -> Decision<
        CouncilDecisionReply
    > {
        var decision = CouncilDecision()
        decision.reference = input.reference
        decision.entryIntoForce = input.entryIntoForce
        let id = context.ids.next()
        return Decision(
            CouncilDecisionReply(id: id, version: 1, decision),
            changes: [.create(id, decision.draft(owner: context.owner))], version: 1)
    }
}

/// Temporary protection is extended by a year, and with it the period of the beneficiaries' data (1358 Article 29(9)). The sets
/// themselves follow when their day comes.
public struct ExtendTemporaryProtection: Command {
    public let about: OperationDescription
    public typealias Output = CouncilDecisionReply

    public init() {
        about = .eurodac(
            .regulation1358, "extendTemporaryProtection", "Extend temporary protection",
            "Adds a year to the period of the beneficiaries' data.",
            article: ("", "29(9)"), .update, .PUT, "/council-decisions/{decision}/extension",
            data: .eurodacCouncilDecision,
            grants: EurodacGrants(.regulation1358).councilDecisions,
            refusals: [.notFound, .preconditionRequired, .preconditionFailed, .conflict, .councilDecisionUnknown])
    }

    public struct Input: WireRecord, Hashable {
        public var decision = RecordID(high: 0, low: 0)
        public init() {}
        public static let wireName = "ExtendTemporaryProtection"
        public static let meaning = "Which decision."
        public static let fields: [Field<Input>] = [.required("decision", \.decision, "The decision.")]
    }

    public func load(_ input: Input, from reader: Reader, in context: DecisionContext) throws -> Recorded<
        CouncilDecision
    > {
        try reader.require(CouncilDecision.self, input.decision)
    }

    public func decide(
        _ input: Input, _ current: Recorded<CouncilDecision>, in context: DecisionContext
    ) throws(Refusal) -> Decision<CouncilDecisionReply> {
        try context.require(version: current.version)
        guard let until = current.value.keptUntil, until >= context.today, current.value.extensions < 100 else {
            throw Refusal(.councilDecisionUnknown, "the protection has ended, and the data are gone")
        }
        var decision = current
        decision.value.extensions += 1
        return Decision(
            CouncilDecisionReply(id: decision.id, version: decision.version + 1, decision.value),
            changes: [decision.update],
            version: decision.version + 1)
    }
}

/// A decision on temporary protection as it stands.
public struct ReadCouncilDecision: Query {
    public let about: OperationDescription
    public typealias Output = CouncilDecisionReply

    public init() {
        about = .eurodac(
            .regulation1358, "readCouncilDecision", "Look up a decision on temporary protection",
            "Shows until when data are kept under it.",
            article: ("", "26(2)(p), 29(9)"), .read, .GET, "/council-decisions", data: .eurodacCouncilDecision,
            grants: EurodacGrants(.regulation1358).councilDecisions, refusals: [.notFound])
    }

    public struct Input: WireRecord, Hashable {
        public var reference = ""
        public init() {}
        public static let wireName = "CouncilDecisionReference"
        public static let meaning = "A reference."
        public static let fields: [Field<Input>] = [
            .required("reference", \.reference, "Its reference.", limits: .text(.init(length: 1...60)))
        ]
    }

    public func answer(_ input: Input, from reader: Reader, in context: DecisionContext) throws -> Answer<
        CouncilDecisionReply
    > {
        guard let decision = try reader.councilDecision(input.reference) else {
            throw Refusal(.notFound, "there is no such decision")
        }
        return Answer(
            CouncilDecisionReply(id: decision.id, version: decision.version, decision.value), version: decision.version,
            log: LogDetails(records: [decision.id]))
    }
}

public struct CouncilDecisionReply: WireRecord, Hashable {
    public var id = RecordID(high: 0, low: 0)
    public var version = 0
    public var decision = CouncilDecision()
    public var keptUntil: Day?
    public init() {}
    init(id: RecordID, version: Int, _ decision: CouncilDecision) {
        self.id = id
        self.version = version
        self.decision = decision
        keptUntil = decision.keptUntil
    }
    public static let meaning = "A decision on temporary protection, and until when data are kept under it."
    public static let fields: [Field<CouncilDecisionReply>] = [
        .required("id", \.id, "The decision."), .required("version", \.version, "Version, for If-Match."),
        .required("decision", \.decision, "The decision."),
        .optional("keptUntil", \.keptUntil, "Last day on which data are kept."),
    ]
}

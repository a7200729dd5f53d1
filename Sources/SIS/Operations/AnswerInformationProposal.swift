import Access
import Operations
import Registry
import Wire

/// A Member State says why it enters no alert on Europol's proposal. Entering the alert is the other answer, and is given by
/// entering it (1862 Article 37a).
public struct AnswerInformationProposal: Command {
    public typealias Output = ProposalReply

    public init() {}

    public let about = OperationDescription.sis(
        "answerInformationProposal", "Decline a proposed information alert",
        "Tells Europol and the other Member States concerned, after an individual assessment, why no alert is entered.",
        article: "1862 37a", .update, .PUT, "/information-proposals/{proposal}/answer", data: .sisProposal,
        grants: [SISGrants.examineProposals], refusals: [.notFound, .nothingToDo], needsVersion: false)

    public struct Input: WireRecord, Hashable {
        public var proposal = RecordID(high: 0, low: 0)
        public var reason = ""
        public init() {}
        public init(_ proposal: RecordID, reason: String) {
            self.proposal = proposal
            self.reason = reason
        }
        public static let wireName = "AnswerInformationProposal"
        public static let meaning = "Why no alert is entered."
        public static let fields: [Field<Input>] = [
            .required("proposal", \.proposal, "The proposal."),
            .required("reason", \.reason, "Outcome of the individual assessment.", limits: SIRENEForm.text),
        ]
    }

    public func load(_ input: Input, from reader: Reader, in context: DecisionContext) throws -> ProposalMatter {
        guard let matter = try reader.proposal(input.proposal, to: context.owner) else {
            throw Refusal(.notFound, "no such alert was proposed to you", pointer: "/proposal")
        }
        return matter
    }

    public func decide(
        _ input: Input, _ current: ProposalMatter, in context: DecisionContext
    ) throws(Refusal) -> Decision<ProposalReply> {
        guard current.isOpen(to: context.owner) else { throw Refusal(.nothingToDo, "the proposal is answered") }
        let (changes, notices, proposal) = current.answering(schengenID: nil, reason: input.reason, in: context)
        return Decision(
            ProposalReply(current.proposal.id, proposal), changes: changes, version: current.proposal.version + 1,
            notices: notices)
    }
}

/// A proposal with its clocks.
public struct ProposalMatter: Sendable {
    let proposal: Recorded<InformationProposal>
    let tasks: [Recorded<SISTask>]

    func isOpen(to state: String) -> Bool {
        proposal.value.memberStates.contains { $0.memberState == state && $0.answered == nil }
    }

    /// The changes by which a Member State answers, and who is told.
    func answering(
        schengenID: String?, reason: String?, in context: DecisionContext
    ) -> (changes: [Change], notices: [Notice], proposal: InformationProposal) {
        var proposal = self.proposal
        for place in proposal.value.memberStates.indices
        where proposal.value.memberStates[place].memberState == context.owner {
            proposal.value.memberStates[place].answered = context.now
            proposal.value.memberStates[place].schengenID = schengenID
            proposal.value.memberStates[place].reason = reason
        }
        let told = [proposal.value.proposedBy] + proposal.value.memberStates.map(\.memberState).filter { $0 != context.owner }
        return (
            [proposal.update]
                + tasks.filter { $0.value.memberState == context.owner }.ending(.answerProposal, at: context.now),
            told.map {
                context.notice(
                    to: $0, "proposalAnswered", "1862 37a", about: proposal.id,
                    "\(context.owner) has \(schengenID == nil ? "not entered" : "entered") the information alert that was proposed.")
            }, proposal.value
        )
    }
}

extension Reader {
    /// The proposal, if it was made to this Member State.
    func proposal(_ id: RecordID, to state: String) throws -> ProposalMatter? {
        guard let proposal = try value(InformationProposal.self, id),
            proposal.value.memberStates.contains(where: { $0.memberState == state })
        else { return nil }
        return ProposalMatter(proposal: proposal, tasks: try tasks(SISTasks.self, about: id))
    }
}

/// A proposal with its identifier.
public struct ProposalReply: WireRecord, Hashable {
    public var id = RecordID(high: 0, low: 0)
    public var proposal = InformationProposal()
    public init() {}
    init(_ id: RecordID, _ proposal: InformationProposal) {
        self.id = id
        self.proposal = proposal
    }
    public static let meaning = "A proposal of an information alert."
    public static let fields: [Field<ProposalReply>] = [
        .required("id", \.id, "Identifier of the proposal."), .required("proposal", \.proposal, "The proposal."),
    ]
}

/// The proposals that Europol has made, or that were made to one's own Member State.
public struct ListInformationProposals: Query {
    public init() {}

    public let about = OperationDescription.sis(
        "listInformationProposals", "List proposed information alerts",
        "Europol sees its proposals with what became of them, a Member State those made to it.", article: "1862 37a", .read,
        .GET, "/information-proposals", data: .sisProposal, grants: [SISGrants.propose, SISGrants.examineProposals])

    public struct Input: WireRecord, Hashable {
        public var openOnly = false
        public var cursor: RecordID?
        public var limit = 50
        public init() {}
        public static let wireName = "ListInformationProposals"
        public static let meaning = "Which proposals."
        public static let fields: [Field<Input>] = [
            .defaulted("openOnly", \.openOnly, to: false, "Those alone that wait for an answer."),
            .optional("cursor", \.cursor, "Where the page before ended."),
            .defaulted("limit", \.limit, to: 50, "How many at most.", limits: .integer(1...200)),
        ]
    }

    public struct Output: WireRecord, Hashable {
        public var proposals: [ProposalReply] = []
        public var next: RecordID?
        public init() {}
        public static let wireName = "InformationProposals"
        public static let meaning = "A page of proposals."
        public static let fields: [Field<Output>] = [
            .list("proposals", \.proposals, "Proposals.", count: 0...200),
            .optional("next", \.next, "Cursor of the next page; absent on the last."),
        ]
    }

    public func answer(_ input: Input, from reader: Reader, in context: DecisionContext) throws -> Answer<Output> {
        let page = try reader.find(
            InformationProposal.kind, key: SISKey.party, value: context.owner, after: input.cursor, limit: input.limit + 1)
        let shown = try page.prefix(input.limit).map { try Recorded<InformationProposal>($0) }.filter { proposal in
            !input.openOnly
                || proposal.value.memberStates.contains {
                    $0.answered == nil && (context.caller.memberState == nil || $0.memberState == context.owner)
                }
        }
        var output = Output()
        output.proposals = shown.map { ProposalReply($0.id, $0.value) }
        if page.count > input.limit { output.next = page[input.limit - 1].id }
        return Answer(output, log: LogDetails(records: shown.map(\.id)))
    }
}

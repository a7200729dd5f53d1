import Access
import Identity
import Operations
import Registry
import Wire

/// Europol proposes an information alert to one or more Member States (1862 Article 37a, inserted by 2022/1190).
public struct ProposeInformationAlert: Command {
    public init() {}

    public let about = OperationDescription.sis(
        "proposeInformationAlert", "Propose an information alert",
        "Europol makes available what it holds and proposes that Member States enter an information alert. SIS must hold no alert on the person. Each Member State examines the proposal and says within twelve months what became of it.",
        article: "1862 37a", .create, .POST, "/information-proposals", data: .sisProposal, grants: [SISGrants.propose],
        refusals: [.contradiction, .alertStands])

    public struct Input: WireRecord, Hashable {
        public var identities: [PersonIdentity] = []
        public var documents: [TravelDocument] = []
        public var proposedCase = InformationProposal.ProposedCase()
        public var memberStates: [CountryCode] = []
        public init() {}
        public static let wireName = "ProposeInformationAlert"
        public static let meaning = "A proposal."
        public static let fields: [Field<Input>] = [
            .list("identities", \.identities, "The person's identities, the best known first.", count: 1...50),
            .list("documents", \.documents, "The person's documents.", count: 0...50),
            .required("case", \.proposedCase, "What Europol has established."),
            .list("memberStates", \.memberStates, "Member States that are to enter the alert.", count: 1...40),
        ]
    }

    public struct Output: WireRecord, Hashable {
        public var proposal = RecordID(high: 0, low: 0)
        public var answerBy = Instant(milliseconds: 0)
        public init() {}
        public static let wireName = "InformationAlertProposed"
        public static let meaning = "The alert was proposed."
        public static let fields: [Field<Output>] = [
            .required("proposal", \.proposal, "Identifier of the proposal."),
            .required("answerBy", \.answerBy, "Until when Member States say what became of it."),
        ]
    }

    /// The search in SIS that must come first is made here (Article 37a(4)).
    public func load(_ input: Input, from reader: Reader, in context: DecisionContext) throws -> AlertsAround {
        var content = AlertContent()
        content.category = .information
        content.identities = input.identities
        content.documents = input.documents
        return try reader.alertsAround(content, distinctFrom: [], owner: context.owner)
    }

    public func decide(_ input: Input, _ around: AlertsAround, in context: DecisionContext) throws(Refusal) -> Decision<Output> {
        guard around.existing.isEmpty else {
            throw Refusal(.alertStands, "SIS holds an alert on this person", pointer: "/identities")
        }
        try InformationAlert.checkNationality(input.identities, on: context.today, pointer: "/identities/0/nationalities")
        let states = input.memberStates.map(\.text)
        let known = Set(context.otherStates)
        guard Set(states).count == states.count, states.allSatisfy(known.contains) else {
            throw Refusal(.contradiction, "name each Member State once, and Member States alone", pointer: "/memberStates")
        }
        var proposal = InformationProposal()
        proposal.identities = input.identities
        proposal.documents = input.documents
        proposal.grounds = input.proposedCase
        proposal.proposedBy = context.owner
        proposal.proposed = context.now
        proposal.memberStates = states.map(InformationProposal.Reply.init)
        let id = context.ids.next()
        var output = Output()
        output.proposal = id
        output.answerBy = proposal.answerBy
        return Decision(
            output,
            changes: [.create(id, proposal.draft(owner: context.owner))]
                + states.map {
                    context.task(.answerProposal, about: id, of: $0, article: "1862 37a", by: proposal.answerBy)
                }, version: 1,
            notices: states.map {
                context.notice(
                    to: $0, "informationAlertProposed", "1862 37a", about: id,
                    "Europol proposes an information alert; say by \(proposal.answerBy) what became of it.")
            })
    }
}

/// What Article 37a lays down for information alerts.
enum InformationAlert {
    /// They are on third-country nationals.
    static func checkNationality(_ identities: [PersonIdentity], on day: Day, pointer: String) throws(Refusal) {
        let citizen = identities.contains { $0.nationalities.contains { $0.isEUMemberState(on: day) } }
        guard !citizen else {
            throw Refusal(
                .contradiction, "information alerts are on third-country nationals", pointer: pointer, article: "1862 37a(1)")
        }
    }
}

extension RefusalKind {
    public static let alertStands = RefusalKind(
        "sis/alert-stands", 409, "SIS holds an alert on the person", article: "1862 37a(4)")
}

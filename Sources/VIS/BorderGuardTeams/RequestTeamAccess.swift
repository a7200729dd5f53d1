import Access
import Identity
import Operations
import Registry
import Wire

/// A border and coast guard team asks the Agency's central access point for access to the VIS (Article 45f(1)).
public struct RequestTeamAccess: Command {
    public init() {}
    public typealias Output = TeamAccessReply

    public let about = OperationDescription.vis(
        "requestTeamAccess", "Request access for a border and coast guard team",
        "For the case and the purpose of the request. The Agency's central access point verifies it; then the team's searches in this case are open until the operational plan ends.",
        article: "45f(1)", .create, .POST, "/team-access-requests", data: .teamAccessRequest, grants: [VISGrants.requestTeamAccess],
        refusals: [.visCaseMissing, .teamRequestUnclear])

    public struct Input: WireRecord, Hashable {
        public var hostState = ""
        public var operationalPlan = ""
        public var planEnds = Day(number: 0)
        public var authorisation = ""
        public var necessity = ""
        public init() {}
        public static let wireName = "RequestTeamAccess"
        public static let meaning = "On what the request is based."
        public static let fields: [Field<Input>] = [
            .required("hostState", \.hostState, "Host Member State.", limits: TeamAccessLimits.state),
            .required(
                "operationalPlan", \.operationalPlan, "Operational plan on border checks, border surveillance or return.",
                limits: TeamAccessLimits.line),
            .required("planEnds", \.planEnds, "Its last day."),
            .required(
                "authorisation", \.authorisation, "By what the host Member State authorises the team to consult the VIS.",
                limits: TeamAccessLimits.reason),
            .required("necessity", \.necessity, "Why consulting the VIS is necessary for the team's task.", limits: TeamAccessLimits.reason),
        ]
    }

    public func load(_ input: Input, from reader: Reader, in context: DecisionContext) throws -> Nothing { Nothing() }

    public func decide(_ input: Input, _ current: Nothing, in context: DecisionContext) throws(Refusal) -> Decision<Output> {
        guard let reference = context.case.reference else {
            throw Refusal(.visCaseMissing, "a request is for a case: send the case reference")
        }
        guard input.planEnds >= context.today, input.planEnds <= context.today + TeamAccessLimits.planDaysMax else {
            throw Refusal(.teamRequestUnclear, "the plan is over, or runs for more than a year", pointer: "/planEnds")
        }
        var request = TeamAccessRequest()
        (request.team, request.caseReference, request.purpose) = (context.caller.authority, reference, context.case.purpose)
        (request.hostState, request.operationalPlan, request.planEnds) = (input.hostState, input.operationalPlan, input.planEnds)
        (request.authorisation, request.necessity, request.submitted) = (input.authorisation, input.necessity, context.now)
        let id = context.ids.next()
        return Decision(
            Output(id: id, version: 1, request: request), changes: [.create(id, request.draft(owner: context.owner))], version: 1)
    }
}

/// A team's request as it is shown.
public struct TeamAccessReply: WireRecord, Hashable {
    public var id = RecordID(high: 0, low: 0)
    public var version = 0
    public var request = TeamAccessRequest()
    public init() {}
    init(id: RecordID, version: Int, request: TeamAccessRequest) {
        self.id = id
        self.version = version
        self.request = request
    }
    public static let wireName = "TeamAccessReply"
    public static let meaning = "A team's request and what became of it."
    public static let fields: [Field<TeamAccessReply>] = [
        .required("id", \.id, "The request."), .required("version", \.version, "Version, for If-Match."),
        .required("request", \.request, "The request."),
    ]
}

extension RefusalKind {
    static let teamRequestUnclear = RefusalKind(
        "vis/team-request-unclear", 422, "The team's request cannot be dealt with as it is", article: "VIS 45f(1)")
}

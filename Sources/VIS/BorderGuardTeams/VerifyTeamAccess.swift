import Access
import Identity
import Operations
import Registry
import Wire

/// The Agency's central access point verifies whether the two conditions of Article 45f(2) are fulfilled (Articles 45e(2), 45f(1)).
/// There is no way round it, and no urgency.
public struct VerifyTeamAccess: Command {
    public init() {}
    public typealias Output = TeamAccessReply

    public let about = OperationDescription.vis(
        "verifyTeamAccess", "Verify a team's request for access",
        "Access opens where both conditions are fulfilled; otherwise the request is rejected.",
        article: "45e(2), 45f(1)–(2)", .update, .PUT, "/team-access-requests/{request}/verification", data: .teamAccessRequest,
        grants: [VISGrants.verifyTeamAccess],
        refusals: [.notFound, .preconditionRequired, .preconditionFailed, .conflict, .teamRequestUnclear])

    public struct Input: WireRecord, Hashable {
        public var request = RecordID(high: 0, low: 0)
        public var hostStateAuthorises = false
        public var isNecessary = false
        public var reasons = ""
        public init() {}
        public static let wireName = "VerifyTeamAccess"
        public static let meaning = "Which conditions are fulfilled."
        public static let fields: [Field<Input>] = [
            .required("request", \.request, "The request."),
            .required(
                "hostStateAuthorises", \.hostStateAuthorises,
                "The host Member State authorises the team to consult the VIS for the aims of the plan (Article 45f(2)(a))."),
            .required("isNecessary", \.isNecessary, "Consultation is necessary for the tasks that it entrusted (Article 45f(2)(b))."),
            .required("reasons", \.reasons, "On what this rests.", limits: TeamAccessLimits.reason),
        ]
    }

    public func load(_ input: Input, from reader: Reader, in context: DecisionContext) throws -> Recorded<TeamAccessRequest> {
        // A Member State's central access point serves that Member State's authorities, and Europol's serves Europol.
        guard context.caller.memberState == nil, !context.caller.standing.contains(.servesEuropol) else {
            throw Refusal(.notFound, "there is no request with this identifier")
        }
        return try reader.require(TeamAccessRequest.self, input.request)
    }

    public func decide(
        _ input: Input, _ current: Recorded<TeamAccessRequest>, in context: DecisionContext
    ) throws(Refusal) -> Decision<Output> {
        var recorded = current
        try context.require(version: recorded.version)
        guard recorded.value.state == .submitted else {
            throw Refusal(.teamRequestUnclear, "the request is \(recorded.value.state.rawValue)")
        }
        guard recorded.value.purpose == context.case.purpose else {
            throw Refusal(.teamRequestUnclear, "the request is for \(recorded.value.purpose.rawValue)", pointer: "/request")
        }
        recorded.value.state = input.hostStateAuthorises && input.isNecessary ? .verified : .rejected
        (recorded.value.accessPoint, recorded.value.decided) = (context.caller.authority, context.now)
        recorded.value.reasons = input.reasons
        let request = recorded.value
        let told =
            request.state == .verified
            ? "Access in case \(request.caseReference) is verified until \(request.planEnds)."
            : "Access in case \(request.caseReference) is not granted."
        return Decision(
            Output(id: recorded.id, version: recorded.version + 1, request: request), changes: [recorded.update],
            version: recorded.version + 1,
            notices: [
                Notice(
                    id: context.ids.next(), recipient: request.team, kind: "vis.teamAccessVerified", article: "VIS 45f(1)",
                    record: recorded.id, text: told, at: context.now)
            ])
    }
}

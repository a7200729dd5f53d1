import Access
import Operations
import Registry
import Wire

/// The work list of the Agency's central access point, and a team's own requests (Article 45f(1)).
public struct ListTeamAccessRequests: Query {
    public init() {}

    public let about = OperationDescription.vis(
        "listTeamAccessRequests", "List teams' requests for access", "The Agency's central access point sees all, a team its own.",
        article: "45e(2), 45f(1)", .read, .GET, "/team-access-requests", data: .teamAccessRequest,
        grants: [VISGrants.requestTeamAccess, VISGrants.verifyTeamAccess])

    public struct Input: WireRecord, Hashable {
        public var state: TeamAccessRequest.State?
        public var after: RecordID?
        public var limit = 50
        public init() {}
        public static let wireName = "ListTeamAccessRequests"
        public static let meaning = "Which requests."
        public static let fields: [Field<Input>] = [
            .optional("state", \.state, "Only those in this state."),
            .optional("cursor", \.after, "The last request of the page before."),
            .defaulted("limit", \.limit, to: 50, "Requests looked at for a page.", limits: .integer(1...200)),
        ]
    }

    public struct Output: WireRecord, Hashable {
        public var requests: [TeamAccessReply] = []
        public var next: RecordID?
        public init() {}
        public static let wireName = "TeamAccessPage"
        public static let meaning = "A page of requests."
        public static let fields: [Field<Output>] = [
            .list("requests", \.requests, "Requests.", count: 0...200),
            .optional("next", \.next, "Where the next page begins; absent on the last one."),
        ]
    }

    public func answer(_ input: Input, from reader: Reader, in context: DecisionContext) throws -> Answer<Output> {
        let page = try reader.find(
            TeamAccessRequest.kind, key: TeamAccessRequest.queueKey, value: TeamAccessRequest.queue, after: input.after, limit: input.limit)
        // The central access points of Member States and of Europol have no part in it.
        let isAccessPoint =
            context.caller.kind == .centralAccessPoint && context.caller.memberState == nil && !context.caller.standing.contains(.servesEuropol)
        var output = Output()
        for stored in page {
            let request = try Recorded<TeamAccessRequest>(stored)
            guard isAccessPoint || request.value.team == context.caller.authority,
                input.state.map({ $0 == request.value.state }) ?? true
            else { continue }
            output.requests.append(TeamAccessReply(id: request.id, version: request.version, request: request.value))
        }
        output.next = page.count == input.limit ? page.last?.id : nil
        return Answer(output, log: LogDetails(records: output.requests.map(\.id)))
    }
}

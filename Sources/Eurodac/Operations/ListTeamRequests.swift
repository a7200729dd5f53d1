import Access
import Operations
import Registry
import Wire

/// A Member State's requests to teams, or those that name the calling team (1358 Articles 15(3), 22, 24, 26).
public struct ListTeamRequests: Query {
    public let about: OperationDescription

    public init() {
        let grants = EurodacGrants(.regulation1358)
        about = .eurodac(
            .regulation1358, "listTeamRequests", "List requests to teams",
            "A Member State sees its own requests, a team those that name it.",
            article: ("", "15(3), 22, 24, 26"), .read, .GET, "/team-requests", data: .eurodacTeamRequest,
            grants: grants.requestTeams + grants.seeTeamRequests)
    }

    public struct Input: WireRecord, Hashable {
        public var after: RecordID?
        public var limit = 50
        public init() {}
        public static let wireName = "ListEurodacTeamRequests"
        public static let meaning = "Which requests."
        public static let fields: [Field<Input>] = [
            .optional("cursor", \.after, "The last request of the page before."),
            .defaulted("limit", \.limit, to: 50, "Requests on a page.", limits: .integer(1...200)),
        ]
    }

    public struct Output: WireRecord, Hashable {
        public var requests: [TeamRequestReply] = []
        public var next: RecordID?
        public init() {}
        public static let wireName = "EurodacTeamRequestPage"
        public static let meaning = "A page of requests to teams."
        public static let fields: [Field<Output>] = [
            .list("requests", \.requests, "Requests.", count: 0...200),
            .optional("next", \.next, "Where the next page begins; absent on the last one."),
        ]
    }

    public func answer(_ input: Input, from reader: Reader, in context: DecisionContext) throws -> Answer<Output> {
        let isTeam = EurodacGrants.teams.contains(context.caller.kind)
        let page = try reader.find(
            TeamRequest.kind, key: isTeam ? TeamRequest.teamKey : EurodacKey.owner,
            value: isTeam ? context.caller.authority : context.owner, after: input.after, limit: input.limit)
        var output = Output()
        for stored in page {
            let request = try Recorded<TeamRequest>(stored)
            output.requests.append(TeamRequestReply(id: request.id, version: request.version, request.value))
        }
        output.next = page.count == input.limit ? page.last?.id : nil
        return Answer(output, log: LogDetails(records: output.requests.map(\.id)))
    }
}

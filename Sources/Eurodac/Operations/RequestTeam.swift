import Access
import Identity
import Operations
import Registry
import Wire

/// A Member State requests a team to take and transmit data on its behalf (1358 Articles 15(3), 22, 24, 26).
public struct RequestTeam: Command {
    public let about: OperationDescription
    public typealias Output = TeamRequestReply

    public init() {
        about = .eurodac(
            .regulation1358, "requestTeam", "Request a team to transmit data",
            "Lets a border and coast guard team or an asylum support team transmit data of the named categories on behalf of the Member State.",
            article: ("", "15(3), 22, 24, 26"), .create, .POST, "/team-requests", data: .eurodacTeamRequest,
            grants: EurodacGrants(.regulation1358).requestTeams, refusals: [.teamRequestUnclear, .notAMemberState])
    }

    public struct Input: WireRecord, Hashable {
        public var team = ""
        public var categories: [EurodacCategory] = []
        public var until = Day(number: 0)
        public var operationalPlan = ""
        public init() {}
        public static let wireName = "RequestEurodacTeam"
        public static let meaning = "Which team, for what and until when."
        public static let fields: [Field<Input>] = [
            .required("team", \.team, "Identifier of the team's authority.", limits: TeamRequest.name),
            .list("categories", \.categories, "Categories of persons.", count: 1...4),
            .required("until", \.until, "Last day; within a year."),
            .required("operationalPlan", \.operationalPlan, "Operational plan under which it works.", limits: TeamRequest.plan),
        ]
    }

    public func load(_ input: Input, from reader: Reader, in context: DecisionContext) throws -> Nothing { Nothing() }

    public func decide(
        _ input: Input, _ current: Nothing, in context: DecisionContext
    ) throws(Refusal) -> Decision<TeamRequestReply> {
        guard let memberState = context.caller.memberState else {
            throw Refusal(.notAMemberState, "Member States request teams")
        }
        let grants = EurodacGrants(.regulation1358)
        for category in input.categories {
            guard EurodacGrants.teamCategories.contains(category) else {
                throw Refusal(
                    .teamRequestUnclear, "no team transmits data of \(category.rawValue)", pointer: "/categories",
                    article: category.article(in: .regulation1358))
            }
            guard grants.mayCollect(category, context.caller.kind) else {
                throw Refusal(
                    .forbidden, "another authority collects the data of \(category.rawValue)", pointer: "/categories")
            }
        }
        guard Set(input.categories).count == input.categories.count else {
            throw Refusal(.teamRequestUnclear, "a category is named twice", pointer: "/categories")
        }
        guard input.until >= context.today, input.until <= context.today + TeamRequest.daysMax else {
            throw Refusal(.teamRequestUnclear, "the last day is over, or more than a year away", pointer: "/until")
        }
        var request = TeamRequest()
        (request.team, request.categories, request.until) = (input.team, input.categories, input.until)
        (request.operationalPlan, request.memberState, request.requested) = (input.operationalPlan, memberState, context.now)
        (request.authority, request.authorityKind) = (context.caller.authority, context.caller.kind)
        let id = context.ids.next()
        return Decision(
            TeamRequestReply(id: id, version: 1, request), changes: [.create(id, request.draft(owner: context.owner))], version: 1,
            notices: [
                Notice(
                    id: context.ids.next(), recipient: request.team, kind: "eurodac.teamRequested",
                    article: "Eurodac 15(3), 22, 24, 26", record: id,
                    text: "\(memberState) requests you to transmit data to Eurodac on its behalf until \(request.until).",
                    at: context.now)
            ])
    }
}

/// A Member State ends its request before its day: the team's right ends at once.
public struct EndTeamRequest: Command {
    public let about: OperationDescription
    public typealias Output = TeamRequestReply

    public init() {
        about = .eurodac(
            .regulation1358, "endTeamRequest", "End a request to a team",
            "From now on the team transmits nothing more under the request. What it has transmitted stays.",
            article: ("", "15(3), 22, 24, 26"), .update, .PUT, "/team-requests/{request}/end", data: .eurodacTeamRequest,
            grants: EurodacGrants(.regulation1358).requestTeams,
            refusals: [.notFound, .preconditionRequired, .preconditionFailed, .conflict, .nothingToDo])
    }

    public struct Input: WireRecord, Hashable {
        public var request = RecordID(high: 0, low: 0)
        public init() {}
        public static let wireName = "EndEurodacTeamRequest"
        public static let meaning = "Which request."
        public static let fields: [Field<Input>] = [.required("request", \.request, "The request.")]
    }

    public func load(
        _ input: Input, from reader: Reader, in context: DecisionContext
    ) throws -> Recorded<TeamRequest> {
        let request = try reader.require(TeamRequest.self, input.request)
        guard request.owner == context.owner else {
            throw Refusal(.notFound, "there is no teamRequest with this identifier")
        }
        return request
    }

    public func decide(
        _ input: Input, _ current: Recorded<TeamRequest>, in context: DecisionContext
    ) throws(Refusal) -> Decision<TeamRequestReply> {
        try context.require(version: current.version)
        guard current.value.ended == nil else { throw Refusal(.nothingToDo, "the request is ended already") }
        var request = current
        request.value.ended = context.now
        return Decision(
            TeamRequestReply(id: request.id, version: request.version + 1, request.value), changes: [request.update],
            version: request.version + 1,
            notices: [
                Notice(
                    id: context.ids.next(), recipient: request.value.team, kind: "eurodac.teamRequestEnded",
                    article: "Eurodac 15(3), 22, 24, 26", record: request.id,
                    text: "\(request.value.memberState) has ended its request: transmit nothing more on its behalf.",
                    at: context.now)
            ])
    }
}

/// A request to a team as it is shown.
public struct TeamRequestReply: WireRecord, Hashable {
    public var id = RecordID(high: 0, low: 0)
    public var version = 0
    public var request = TeamRequest()
    public init() {}
    init(id: RecordID, version: Int, _ request: TeamRequest) {
        self.id = id
        self.version = version
        self.request = request
    }
    public static let wireName = "EurodacTeamRequestReply"
    public static let meaning = "A request to a team, and whether it was ended."
    public static let fields: [Field<TeamRequestReply>] = [
        .required("id", \.id, "The request."), .required("version", \.version, "Version, for If-Match."),
        .required("request", \.request, "The request."),
    ]
}

extension RefusalKind {
    static let teamRequestUnclear = RefusalKind(
        "eurodac/team-request-unclear", 422, "The request to a team cannot stand as it is", article: "Eurodac 15(3)")
}

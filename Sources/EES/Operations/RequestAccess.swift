import Access
import Identity
import Operations
import Registry
import Wire

/// An operating unit of a designated authority, or Europol, asks its central access point for access (Articles 31(1)–(2),
/// 32, 33(4)).
public struct RequestAccess: Command {
    public init() {}
    public typealias Output = AccessRequestReply

    public let about = OperationDescription.ees(
        "requestAccess", "Request access for law enforcement",
        "A reasoned request for the case that the request header names. The central access point verifies it; only then, or in urgency at once, does a search become possible.",
        article: "31(1), 33(4)", .create, .POST, "/access-requests", data: .accessRequest,
        grants: [EESGrants.requestAccess], refusals: [.caseMissing, .accessRequestUnclear])

    public struct Input: WireRecord, Hashable {
        public var aim = AccessRequest.Aim.travelHistory
        public var offence = AccessRequest.Offence.seriousCriminalOffence
        public var necessity = ""
        public var specificCase = ""
        public var reasonableGrounds = ""
        public var nationalSearch = AccessRequest.EarlierSearch.notDone
        public var prumSearch = AccessRequest.EarlierSearch.notDone
        public var ownSearch = AccessRequest.EarlierSearch.notDone
        public var urgency: String?
        public init() {}
        public static let wireName = "RequestAccess"
        public static let meaning = "A reasoned request for access."
        public static let fields: [Field<Input>] = [
            .required("aim", \.aim, "What access is for; the request's purpose must be the same."),
            .required("offence", \.offence, "Kind of offence."),
            .required("necessity", \.necessity, "Why access is necessary.", limits: AccessRequest.reason),
            .required("specificCase", \.specificCase, "The specific case.", limits: AccessRequest.reason),
            .required("reasonableGrounds", \.reasonableGrounds, "Evidence or grounds that it will contribute.", limits: AccessRequest.reason),
            .defaulted("nationalSearch", \.nationalSearch, to: .notDone, "Search in national databases."),
            .defaulted("prumSearch", \.prumSearch, to: .notDone, "Search under Decision 2008/615/JHA."),
            .defaulted("ownSearch", \.ownSearch, to: .notDone, "Search in Europol's own databases."),
            .optional("urgency", \.urgency, "Imminent danger to the life of a person; not for Europol.", limits: AccessRequest.reason),
        ]
    }

    public func load(_ input: Input, from reader: Reader, in context: DecisionContext) throws -> Nothing { Nothing() }

    public func decide(_ input: Input, _ current: Nothing, in context: DecisionContext) throws(Refusal) -> Decision<AccessRequestReply> {
        guard let reference = context.case.reference else { throw Refusal(.caseMissing, "a request is for a case: send the case reference") }
        guard input.aim.purpose == context.case.purpose else {
            throw Refusal(.accessRequestUnclear, "the aim is not the purpose of the request", pointer: "/aim")
        }
        let europol = context.caller.kind == .europol
        guard !europol || input.urgency == nil else {
            throw Refusal(.accessRequestUnclear, "Article 33 knows no urgency", pointer: "/urgency", article: "EES 33")
        }
        var request = AccessRequest()
        request.authority = context.caller.authority
        request.memberState = context.caller.memberState
        request.europol = europol
        request.caseReference = reference
        request.aim = input.aim
        request.offence = input.offence
        request.necessity = input.necessity
        request.specificCase = input.specificCase
        request.reasonableGrounds = input.reasonableGrounds
        request.nationalSearch = input.nationalSearch
        request.prumSearch = input.prumSearch
        request.ownSearch = input.ownSearch
        request.urgency = input.urgency
        request.submitted = context.now
        let id = context.ids.next()
        return Decision(
            AccessRequestReply(id: id, version: 1, request: request),
            changes: [.create(id, request.draft(owner: context.owner))], version: 1)
    }
}

/// A request for access as it is shown.
public struct AccessRequestReply: WireRecord, Hashable {
    public var id = RecordID(high: 0, low: 0)
    public var version = 0
    public var request = AccessRequest()
    public init() {}
    init(id: RecordID, version: Int, request: AccessRequest) {
        self.id = id
        self.version = version
        self.request = request
    }
    public static let meaning = "A request for access and what became of it."
    public static let fields: [Field<AccessRequestReply>] = [
        .required("id", \.id, "The request."),
        .required("version", \.version, "Version, for If-Match."),
        .required("request", \.request, "The request."),
    ]
}

extension RefusalKind {
    public static let accessRequestUnclear = RefusalKind("ees/access-request-unclear", 422, "The request contradicts itself", article: "EES 31")
}

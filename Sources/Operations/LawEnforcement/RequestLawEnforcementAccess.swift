import Access
import Identity
import Registry
import Wire

/// An operating unit of a designated authority, or Europol, asks its central access point for access.
public struct RequestLawEnforcementAccess<Owner: AccessRequestOwner>: Command {
    public init() {}
    public typealias Output = ReasonedRequestReply<Owner>

    public var about: OperationDescription {
        OperationDescription(
            id: "\(Owner.stem).requestAccess", title: "Request access for law enforcement",
            meaning:
                "A reasoned request for the case that the request header names. The central access point verifies it; only then, or in urgency at once, does a search become possible.",
            article: "\(Owner.word) \(Owner.accessArticles.request)", system: Owner.system, action: .create, .POST,
            "/v1/\(Owner.stem)/access-requests", data: .accessRequest, grants: [Owner.requestAccess],
            refusals: [Owner.caseMissing, Owner.accessRequestUnclear])
    }

    public struct Input: WireRecord, Hashable {
        public var aim = Owner.Aim.usual
        public var offence = ListedOffence.seriousCriminalOffence
        public var necessity = ""
        public var specificCase = ""
        public var reasonableGrounds = ""
        public var nationalSearch = EarlierSearch.notDone
        public var prumSearch = EarlierSearch.notDone
        public var ownSearch = EarlierSearch.notDone
        public var visSearch = EarlierSearch.notDone
        public var reasonedRequest: String?
        public var urgency: String?
        public init() {}
        public static var wireName: String { Owner.accessSchemaPrefix + "RequestAccess" }
        public static var meaning: String { "A reasoned request for access." }
        public static var fields: [Field<Input>] {
            let reasons: [Field<Input>] = [
                .required("aim", \.aim, "What access is for; the request's purpose must be the same."),
                .required("offence", \.offence, "Kind of offence."),
                .required("necessity", \.necessity, "Why access is necessary.", limits: ReasonedRequestLimits.reason),
                .required("specificCase", \.specificCase, "The specific case.", limits: ReasonedRequestLimits.reason),
                .required(
                    "reasonableGrounds", \.reasonableGrounds, "Evidence or grounds that it will contribute.",
                    limits: ReasonedRequestLimits.reason),
            ]
            var searches: [Field<Input>] = Owner.earlierSearches.map { search in
                switch search {
                case .national: .defaulted("nationalSearch", \.nationalSearch, to: .notDone, "Search in national databases.")
                case .prum: .defaulted("prumSearch", \.prumSearch, to: .notDone, "Search under Decision 2008/615/JHA.")
                case .own: .defaulted("ownSearch", \.ownSearch, to: .notDone, "Search in Europol's own databases.")
                case .vis: .defaulted("visSearch", \.visSearch, to: .notDone, "Search in the VIS.")
                }
            }
            if Owner.knowsReasonedRequest {
                searches.append(
                    .optional(
                        "reasonedRequest", \.reasonedRequest, "Why data are needed that only a reasoned request opens.",
                        limits: ReasonedRequestLimits.reason))
            }
            let whom = Owner.europolKnowsUrgency ? "" : "; not for Europol"
            searches.append(
                .optional(
                    "urgency", \.urgency, "Imminent danger to the life of a person\(whom).", limits: ReasonedRequestLimits.reason))
            return reasons + searches
        }
    }

    public func load(_ input: Input, from reader: Reader, in context: DecisionContext) throws -> Nothing { Nothing() }

    public func decide(_ input: Input, _ current: Nothing, in context: DecisionContext) throws(Refusal) -> Decision<Output> {
        guard let reference = context.case.reference else {
            throw Refusal(Owner.caseMissing, "a request is for a case: send the case reference")
        }
        guard input.aim.purpose == context.case.purpose else {
            throw Refusal(Owner.accessRequestUnclear, "the aim is not the purpose of the request", pointer: "/aim")
        }
        let europol = context.caller.kind == .europol
        guard !europol || input.urgency == nil || Owner.europolKnowsUrgency else {
            throw Refusal(
                Owner.accessRequestUnclear, "Article \(Owner.accessArticles.europol) knows no urgency", pointer: "/urgency",
                article: "\(Owner.word) \(Owner.accessArticles.europol)")
        }
        var request = ReasonedRequest<Owner>()
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
        request.visSearch = input.visSearch
        request.reasonedRequest = input.reasonedRequest
        request.urgency = input.urgency
        request.submitted = context.now
        let id = context.ids.next()
        return Decision(
            Output(id: id, version: 1, request: request), changes: [.create(id, request.draft(owner: context.owner))],
            version: 1)
    }
}

/// A request for access as it is shown.
public struct ReasonedRequestReply<Owner: AccessRequestOwner>: WireRecord, Hashable {
    public var id = RecordID(high: 0, low: 0)
    public var version = 0
    public var request = ReasonedRequest<Owner>()
    public init() {}
    init(id: RecordID, version: Int, request: ReasonedRequest<Owner>) {
        self.id = id
        self.version = version
        self.request = request
    }
    public static var wireName: String { Owner.accessSchemaPrefix + "AccessRequestReply" }
    public static var meaning: String { "A request for access and what became of it." }
    public static var fields: [Field<Self>] {
        [
            .required("id", \.id, "The request."),
            .required("version", \.version, "Version, for If-Match."),
            .required("request", \.request, "The request."),
        ]
    }
}

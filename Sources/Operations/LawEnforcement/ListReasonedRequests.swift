import Access
import Registry
import Wire

/// The central access point's work list, and an authority's own requests.
public struct ListReasonedRequests<Owner: AccessRequestOwner>: Query {
    public init() {}

    public var about: OperationDescription {
        OperationDescription(
            id: "\(Owner.stem).listAccessRequests", title: "List requests for access",
            meaning: "A central access point sees the requests of its Member State, an authority its own.",
            article: "\(Owner.word) \(Owner.accessArticles.request)", system: Owner.system, action: .read, .GET,
            "/v1/\(Owner.stem)/access-requests", data: .accessRequest, grants: [Owner.requestAccess, Owner.verifyAccess])
    }

    public struct Input: WireRecord, Hashable {
        public var state: ReasonedRequestState?
        public var after: RecordID?
        public var limit = 50
        public init() {}
        public static var wireName: String { "ListAccessRequests" }
        public static var meaning: String { "Which requests." }
        public static var fields: [Field<Input>] {
            [
                .optional("state", \.state, "Only those in this state."),
                .optional("cursor", \.after, "The last request of the page before."),
                .defaulted("limit", \.limit, to: 50, "Requests looked at for a page.", limits: .integer(1...200)),
            ]
        }
    }

    public struct Output: WireRecord, Hashable {
        public var requests: [ReasonedRequestReply<Owner>] = []
        public var next: RecordID?
        public init() {}
        public static var wireName: String { Owner.accessSchemaPrefix + "AccessRequestPage" }
        public static var meaning: String { "A page of requests." }
        public static var fields: [Field<Output>] {
            [
                .list("requests", \.requests, "Requests.", count: 0...200),
                .optional("next", \.next, "Where the next page begins; absent on the last one."),
            ]
        }
    }

    public func answer(_ input: Input, from reader: Reader, in context: DecisionContext) throws -> Answer<Output> {
        typealias Request = ReasonedRequest<Owner>
        let page = try reader.find(
            Request.kind, key: Request.stateKey, value: Request.queue(context.caller.memberState), after: input.after,
            limit: input.limit)
        var output = Output()
        for stored in page {
            let request = try Recorded<Request>(stored)
            let isServed = !request.value.europol || !context.caller.standing.contains(.servesBorderGuardAgency)
            let mine = context.caller.kind == .centralAccessPoint && isServed || request.value.authority == context.caller.authority
            guard mine, input.state.map({ $0 == request.value.state }) ?? true else { continue }
            output.requests.append(ReasonedRequestReply(id: request.id, version: request.version, request: request.value))
        }
        output.next = page.count == input.limit ? page.last?.id : nil
        return Answer(output, log: LogDetails(records: output.requests.map(\.id)))
    }
}

import Access
import Operations
import Registry
import Wire

/// The central access point's work list, and an authority's own requests (Articles 31, 33(4)).
public struct ListAccessRequests: Query {
    public init() {}

    public let about = OperationDescription.ees(
        "listAccessRequests", "List requests for access",
        "A central access point sees the requests of its Member State, an authority its own.",
        article: "31(1), 33(4)", .read, .GET, "/access-requests", data: .accessRequest,
        grants: [EESGrants.requestAccess, EESGrants.verifyAccess])

    public struct Input: WireRecord, Hashable {
        public var state: AccessRequest.State?
        public var after: RecordID?
        public var limit = 50
        public init() {}
        public static let wireName = "ListAccessRequests"
        public static let meaning = "Which requests."
        public static let fields: [Field<Input>] = [
            .optional("state", \.state, "Only those in this state."),
            .optional("after", \.after, "The last request of the page before."),
            .defaulted("limit", \.limit, to: 50, "Requests looked at for a page.", limits: .integer(1...200)),
        ]
    }

    public struct Output: WireRecord, Hashable {
        public var requests: [AccessRequestReply] = []
        public var next: RecordID?
        public init() {}
        public static let wireName = "AccessRequestPage"
        public static let meaning = "A page of requests."
        public static let fields: [Field<Output>] = [
            .list("requests", \.requests, "Requests.", count: 0...200),
            .optional("next", \.next, "Where the next page begins; absent on the last one."),
        ]
    }

    public func answer(_ input: Input, from reader: Reader, in context: DecisionContext) throws -> Answer<Output> {
        let page = try reader.find(
            AccessRequest.kind, key: EESKey.state, value: context.caller.memberState ?? "EU", after: input.after, limit: input.limit)
        var output = Output()
        for stored in page {
            let request = try Recorded<AccessRequest>(stored)
            let mine = context.caller.kind == .centralAccessPoint || request.value.authority == context.caller.authority
            guard mine, input.state.map({ $0 == request.value.state }) ?? true else { continue }
            output.requests.append(AccessRequestReply(id: request.id, version: request.version, request: request.value))
        }
        output.next = page.count == input.limit ? page.last?.id : nil
        return Answer(output, log: LogDetails(records: output.requests.map(\.id)))
    }
}

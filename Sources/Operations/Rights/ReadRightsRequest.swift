import Access
import Identity
import Registry
import Wire

/// A request of a person concerned, named.
public struct RightsRequestReference: WireRecord, Hashable {
    public var request = RecordID(high: 0, low: 0)
    public init() {}
    public static let wireName = "DataSubjectRequestReference"
    public static let meaning = "A request of a person concerned."
    public static let fields: [Field<RightsRequestReference>] = [.required("request", \.request, "The request.")]
}

extension RightsOwner {
    /// Who deals with requests, and who gives an opinion on them.
    static var readRequests: [Grant] { [handleRequests] + (opinionGiver.map { [$0.read] } ?? []) }
}

extension DecisionContext {
    /// How requests name the caller: by Member State or agency, and whoever gives opinions by the reference of its kind.
    func handler<Owner: RightsOwner>(_ owner: Owner.Type) -> String {
        guard let opinion = Owner.opinionGiver, opinion.authority == caller.kind, caller.memberState == nil else { return self.owner }
        return opinion.reference
    }
}

/// Reads a request of a person concerned.
public struct ReadRightsRequest<Owner: RightsOwner>: Query {
    public init() {}
    public typealias Input = RightsRequestReference
    public typealias Output = RightsRequestReply<Owner>

    public var about: OperationDescription {
        OperationDescription(
            id: "\(Owner.stem).readDataSubjectRequest", title: "Read a request of a person concerned",
            meaning: "Shows the request and its terms.", article: "\(Owner.word) \(Owner.rightsArticles.rights)",
            system: Owner.system, action: .read, .GET, "/v1/\(Owner.stem)/data-subject-requests/{request}",
            data: .dataSubjectRequest, grants: Owner.readRequests, refusals: [.notFound])
    }

    public func answer(_ input: Input, from reader: Reader, in context: DecisionContext) throws -> Answer<Output> {
        let request = try RightsProcedure<Owner>(input.request, from: reader, in: context).request
        return Answer(Output(request), version: request.version, log: LogDetails(records: [request.id]))
    }
}

/// The requests that a Member State was asked or is responsible for.
public struct ListRightsRequests<Owner: RightsOwner>: Query {
    public init() {}

    public var about: OperationDescription {
        OperationDescription(
            id: "\(Owner.stem).listDataSubjectRequests", title: "List requests of persons concerned",
            meaning: "Those that the caller's Member State was asked or is responsible for, in no meaningful order.",
            article: "\(Owner.word) \(Owner.rightsArticles.rights)", system: Owner.system, action: .read, .GET,
            "/v1/\(Owner.stem)/data-subject-requests", data: .dataSubjectRequest, grants: Owner.readRequests)
    }

    public struct Input: WireRecord, Hashable {
        public var state: RightsRequestState?
        public var after: RecordID?
        public var limit = 50
        public init() {}
        public static var wireName: String { "ListDataSubjectRequests" }
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
        public var requests: [RightsRequestReply<Owner>] = []
        public var next: RecordID?
        public init() {}
        public static var wireName: String { Owner.rightsSchemaPrefix + "DataSubjectRequestPage" }
        public static var meaning: String { "A page of requests." }
        public static var fields: [Field<Output>] {
            [
                .list("requests", \.requests, "Requests.", count: 0...200),
                .optional("next", \.next, "Where the next page begins; absent on the last one."),
            ]
        }
    }

    public func answer(_ input: Input, from reader: Reader, in context: DecisionContext) throws -> Answer<Output> {
        typealias Request = RightsRequest<Owner>
        let page = try reader.find(
            Request.kind, key: Request.handlerKey, value: context.handler(Owner.self), after: input.after, limit: input.limit)
        var output = Output()
        for stored in page {
            var request = try Recorded<Request>(stored)
            if let state = input.state, state != request.value.state { continue }
            if let statement = try reader.statement(of: request.id, Owner.self) { request.value.statement = statement.value.text }
            output.requests.append(RightsRequestReply(request))
        }
        output.next = page.count == input.limit ? page.last?.id : nil
        return Answer(output, log: LogDetails(records: output.requests.map(\.id)))
    }
}

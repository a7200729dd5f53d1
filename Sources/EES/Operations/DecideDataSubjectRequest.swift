import Access
import Identity
import Operations
import Registry
import Wire

/// A Member State forwards a person's request or decides on it (Article 52(3)–(6)). Rectifying and erasing are operations
/// of their own; this records the answer.
public struct DecideDataSubjectRequest: Command {
    public init() {}
    public typealias Output = DataSubjectRequestReply

    public let about = OperationDescription.ees(
        "decideDataSubjectRequest", "Answer a request of a person concerned",
        "Forwards, grants or refuses. A refusal says why and how to contest it.",
        article: "52(3)–(6)", .update, .PUT, "/data-subject-requests/{request}", data: .dataSubjectRequest,
        grants: [EESGrants.dataSubjectRequests],
        refusals: [.notFound, .preconditionRequired, .preconditionFailed, .conflict, .requestDecided, .reasonsMissing])

    public struct Input: WireRecord, Hashable {
        public var request = RecordID(high: 0, low: 0)
        public var state = DataSubjectRequest.State.granted
        public var reasons: String?
        public init() {}
        public static let wireName = "DecideDataSubjectRequest"
        public static let meaning = "What becomes of the request."
        public static let fields: [Field<Input>] = [
            .required("request", \.request, "The request."),
            .required("state", \.state, "forwarded, granted or refused."),
            .optional("reasons", \.reasons, "The decision and its reasons; needed for a refusal.", limits: .text(.init(length: 1...4000))),
        ]
    }

    public func load(_ input: Input, from reader: Reader, in context: DecisionContext) throws -> Recorded<DataSubjectRequest> {
        let request = try reader.require(DataSubjectRequest.self, input.request)
        // The Member State asked and the one responsible deal with it; to others it is not there.
        guard [request.value.memberState, request.value.responsible].contains(context.owner) else {
            throw Refusal(.notFound, "there is no dataSubjectRequest with this identifier")
        }
        return request
    }

    public func decide(
        _ input: Input, _ current: Recorded<DataSubjectRequest>, in context: DecisionContext
    ) throws(Refusal) -> Decision<DataSubjectRequestReply> {
        try context.require(version: current.version)
        var recorded = current
        guard recorded.value.isOpen, input.state != .received else {
            throw Refusal(.requestDecided, "the request is \(recorded.value.state.rawValue)")
        }
        if input.state == .refused, input.reasons == nil {
            throw Refusal(.reasonsMissing, "a refusal says why", pointer: "/reasons")
        }
        recorded.value.state = input.state
        recorded.value.reasons = input.reasons
        recorded.value.reminded = false
        if input.state != .forwarded { recorded.value.decided = context.today }
        return Decision(
            DataSubjectRequestReply(id: recorded.id, version: recorded.version + 1, recorded.value),
            changes: [recorded.update], version: recorded.version + 1)
    }
}

/// Reads a request of a person concerned.
public struct ReadDataSubjectRequest: Query {
    public init() {}
    public typealias Output = DataSubjectRequestReply

    public let about = OperationDescription.ees(
        "readDataSubjectRequest", "Read a request of a person concerned", "Shows the request and its terms.",
        article: "52", .read, .GET, "/data-subject-requests/{request}", data: .dataSubjectRequest,
        grants: [EESGrants.dataSubjectRequests], refusals: [.notFound])

    public struct Input: WireRecord, Hashable {
        public var request = RecordID(high: 0, low: 0)
        public init() {}
        public static let wireName = "DataSubjectRequestReference"
        public static let meaning = "A request of a person concerned."
        public static let fields: [Field<Input>] = [.required("request", \.request, "The request.")]
    }

    public func answer(_ input: Input, from reader: Reader, in context: DecisionContext) throws -> Answer<DataSubjectRequestReply> {
        let request = try reader.require(DataSubjectRequest.self, input.request)
        guard [request.value.memberState, request.value.responsible].contains(context.owner) else {
            throw Refusal(.notFound, "there is no dataSubjectRequest with this identifier")
        }
        return Answer(
            DataSubjectRequestReply(id: request.id, version: request.version, request.value), version: request.version,
            log: LogDetails(records: [request.id]))
    }
}

extension RefusalKind {
    public static let requestDecided = RefusalKind("ees/request-decided", 409, "The request is decided")
    public static let reasonsMissing = RefusalKind("ees/reasons-missing", 422, "A refusal says why", article: "EES 52(5)")
}

import Access
import Identity
import Operations
import Registry
import Wire

/// Records why, exceptionally, full access was not requested although the repository named a system (Article 22(2), third and fourth
/// subparagraphs).
public struct JustifyNoAccess: Command {
    public init() {}
    public typealias Current = PresenceDossier
    public typealias Output = Nothing

    public let about = OperationDescription.cir(
        "justifyNoAccess", "Justify that no full access was requested",
        "Traceable to the national file, or to Europol's.", article: "22(2)", .update, .POST,
        "/presence-requests/{request}/justification",
        data: .presenceRequest, grants: [CIRGrants.justify], refusals: [.notFound, .conflict, .nothingToJustify],
        needsVersion: false)

    public struct Input: WireRecord, Hashable {
        public var request = RecordID(high: 0, low: 0)
        public var justification = ""
        public init() {}
        public static let wireName = "JustifyNoAccess"
        public static let meaning = "Why no request was made."
        public static let fields: [Field<Input>] = [
            .required("request", \.request, "The statement of grounds."),
            .required("justification", \.justification, "Why.", limits: .text(.init(length: 10...2000))),
        ]
    }

    public func demand(_ input: Input, facts: FactReader) throws -> Demand {
        // An authority's own, not its Member State's: the file is the unit's.
        let record = try facts.record(input.request)
        let own =
            try record.map {
                $0.kind == PresenceRequest.kind
                    ? try PresenceRequest(stored: $0).authority == facts.caller.authority : false
            } ?? false
        return Demand(data: .presenceRequest, conditions: own ? [.owner] : [])
    }

    public func load(_ input: Input, from reader: Reader, in context: DecisionContext) throws -> PresenceDossier {
        PresenceDossier(
            request: try reader.require(PresenceRequest.self, input.request),
            tasks: try reader.tasks(CIRTasks.self, about: input.request))
    }

    public func decide(_ input: Input, _ current: PresenceDossier, in context: DecisionContext) throws(Refusal)
        -> Decision<Nothing>
    {
        var request = current.request
        guard request.value.state == .named else {
            throw Refusal(.nothingToJustify, "no system was named, or the duty is done")
        }
        (request.value.state, request.value.justification) = (.justified, input.justification)
        return Decision(Nothing(), changes: [request.update] + current.tasks.ending(step: CIRTasks.step, at: context.now))
    }
}

/// A statement of grounds with its task.
public struct PresenceDossier: Sendable {
    let request: Recorded<PresenceRequest>
    let tasks: [Recorded<LegalTask<CIRTasks>>]
}

/// The statements of an authority, and all of them for those who supervise (Article 24(5)).
public struct ListPresenceRequests: Query {
    public init() {}
    public let about = OperationDescription.cir(
        "listPresenceRequests", "List queries for law enforcement",
        "Of the authority's case; for those who supervise, of all authorities: grounds, systems named, what became of it.",
        article: "22, 24(5)",
        .read, .GET, "/presence-requests", data: .presenceRequest,
        grants: [CIRGrants.stateGrounds, CIRGrants.superviseRequests])

    public struct Input: WireRecord, Hashable {
        public var after: RecordID?
        public var limit = 50
        public init() {}
        public static let wireName = "ListPresenceRequests"
        public static let meaning = "Which page."
        public static let fields: [Field<Input>] = [
            .optional("cursor", \.after, "The last one of the page before."),
            .defaulted("limit", \.limit, to: 50, "Requests looked at for a page.", limits: .integer(1...200)),
        ]
    }
    public struct Line: WireRecord, Hashable {
        public var id = RecordID(high: 0, low: 0)
        public var request = PresenceRequest()
        public init() {}
        public static let wireName = "PresenceRequestLine"
        public static let meaning = "A query for law enforcement."
        public static let fields: [Field<Line>] = [
            .required("id", \.id, "The statement."), .required("request", \.request, "What it says."),
        ]
    }
    public struct Output: WireRecord, Hashable {
        public var requests: [Line] = []
        public var next: RecordID?
        public init() {}
        public static let wireName = "PresenceRequestPage"
        public static let meaning = "A page of queries."
        public static let fields: [Field<Output>] = [
            .list("requests", \.requests, "The queries.", count: 0...200),
            .optional("next", \.next, "Where the next page begins."),
        ]
    }

    public func answer(_ input: Input, from reader: Reader, in context: DecisionContext) throws -> Answer<Output> {
        var output = Output()
        let stored: [StoredRecord]
        if context.caller.kind == .supervisory {
            stored = try reader.page(PresenceRequest.kind, after: input.after, limit: input.limit)
        } else {
            guard let reference = context.case.reference else { return Answer(output) }
            stored = try reader.find(
                PresenceRequest.kind, key: PresenceRequest.caseKey,
                value: PresenceRequest.caseValue(context.caller.authority, reference),
                after: input.after, limit: input.limit)
        }
        for record in stored {
            var line = Line()
            (line.id, line.request) = (record.id, try PresenceRequest(stored: record))
            output.requests.append(line)
        }
        output.next = stored.count == input.limit ? stored.last?.id : nil
        return Answer(output, log: LogDetails(records: output.requests.map(\.id)))
    }
}

import Access
import Identity
import Registry
import Wire

/// How the requests of persons concerned were dealt with, and by whom: the document that the acts have kept for the
/// supervisory authority. What the person said, and whose data it was about, is not in it.
public struct ReadRequestDocumentation<Owner: RightsOwner>: Query {
    public init() {}

    public var about: OperationDescription {
        OperationDescription(
            id: "\(Owner.stem).readRequestDocumentation", title: "See how requests of persons concerned were dealt with",
            meaning:
                "For the supervisory authority: the requests that its Member State was asked or is responsible for, with their terms, decisions and reasons.",
            article: "\(Owner.word) \(Owner.rightsArticles.supervision)", system: Owner.system, action: .read, .GET,
            "/v1/\(Owner.stem)/data-subject-requests/documentation", data: .requestDocumentation,
            grants: [Owner.superviseRequests])
    }

    public struct Input: WireRecord, Hashable {
        public var after: RecordID?
        public var limit = 50
        public init() {}
        public static var wireName: String { "RequestDocumentationQuestion" }
        public static var meaning: String { "Which page." }
        public static var fields: [Field<Input>] {
            [
                .optional("cursor", \.after, "The last request of the page before."),
                .defaulted("limit", \.limit, to: 50, "How many at most.", limits: .integer(1...200)),
            ]
        }
    }

    public struct Line: WireRecord, Hashable {
        public var request = RecordID(high: 0, low: 0)
        public var right = PersonsRight.access
        public var received = Day(number: 0)
        public var asked = ""
        public var responsible = ""
        public var forwarded: Day?
        public var answerBy = Day(number: 0)
        public var state = RightsRequestState.received
        public var decided: Day?
        public var late = false
        public var reasons: String?
        public var withheld = false
        public init() {}
        public static var wireName: String { "RequestDocumentationLine" }
        public static var meaning: String { "How one request was dealt with." }
        public static var fields: [Field<Line>] {
            [
                .required("request", \.request, "The request."), .required("right", \.right, "What was asked for."),
                .required("received", \.received, "Day of receipt."), .required("asked", \.asked, "Who was asked."),
                .required("responsible", \.responsible, "Who is responsible for the data."),
                .optional("forwarded", \.forwarded, "Day of the contact with who is responsible."),
                .required("answerBy", \.answerBy, "Last day of the answer."), .required("state", \.state, "What became of it."),
                .optional("decided", \.decided, "Day of the decision."),
                .required("late", \.late, "The answer came, or is, after its term."),
                .optional("reasons", \.reasons, "Decision and its reasons.", limits: .text(.init(length: 1...4000))),
                .defaulted("withheld", \.withheld, to: false, "The person is not told the answer, or not its reasons."),
            ]
        }
    }

    public struct Output: WireRecord, Hashable {
        public var requests: [Line] = []
        public var next: RecordID?
        public init() {}
        public static var wireName: String { "RequestDocumentation" }
        public static var meaning: String { "How requests were dealt with." }
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
            Request.kind, key: Request.handlerKey, value: context.owner, after: input.after, limit: input.limit)
        var output = Output()
        for stored in page {
            let request = try Recorded<Request>(stored)
            var line = Line()
            line.request = request.id
            (line.right, line.received) = (request.value.right, request.value.received)
            (line.asked, line.responsible, line.forwarded) = (request.value.memberState, request.value.responsible, request.value.forwarded)
            (line.answerBy, line.state, line.decided) = (request.value.answerBy, request.value.state, request.value.decided)
            line.late = (request.value.decided ?? context.today) > request.value.answerBy
            (line.reasons, line.withheld) = (request.value.reasons, request.value.withheld)
            output.requests.append(line)
        }
        output.next = page.count == input.limit ? page.last?.id : nil
        return Answer(output, log: LogDetails(records: output.requests.map(\.request)))
    }
}

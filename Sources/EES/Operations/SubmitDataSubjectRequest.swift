import Access
import Identity
import Operations
import Registry
import Wire

/// A person asks any Member State for access to, or rectification, completion, erasure or restriction of, the data held
/// (Article 52(1)–(3)).
public struct SubmitDataSubjectRequest: Command {
    public init() {}
    public typealias Output = DataSubjectRequestReply

    public let about = OperationDescription.ees(
        "submitDataSubjectRequest", "Take a request of a person concerned",
        "Records the request and the days by which it is to be forwarded, checked and answered.",
        article: "52(1)–(3)", .create, .POST, "/data-subject-requests", data: .dataSubjectRequest,
        grants: [EESGrants.dataSubjectRequests], refusals: [.notFound, .inTheFuture, .notAMemberState])

    public struct Input: WireRecord, Hashable {
        public var file = RecordID(high: 0, low: 0)
        public var right = DataSubjectRequest.Right.access
        public var statement = ""
        public var received: Day?
        public init() {}
        public static let wireName = "SubmitDataSubjectRequest"
        public static let meaning = "What a person asks for."
        public static let fields: [Field<Input>] = [
            .required("file", \.file, "The individual file."),
            .required("right", \.right, "What is asked for."),
            .required("statement", \.statement, "What the person says.", limits: .text(.init(length: 1...4000))),
            .optional("received", \.received, "Day of receipt; today where absent."),
        ]
    }

    public func load(_ input: Input, from reader: Reader, in context: DecisionContext) throws -> Recorded<IndividualFile> {
        try reader.require(IndividualFile.self, input.file)
    }

    public func decide(
        _ input: Input, _ file: Recorded<IndividualFile>, in context: DecisionContext
    ) throws(Refusal) -> Decision<DataSubjectRequestReply> {
        guard let memberState = context.caller.memberState else {
            throw Refusal(.notAMemberState, "requests are made to a Member State")
        }
        var request = DataSubjectRequest()
        request.file = file.id
        request.right = input.right
        request.statement = input.statement
        request.received = input.received ?? context.today
        guard request.received <= context.today else {
            throw Refusal(.inTheFuture, "it was not received yet", pointer: "/received")
        }
        request.memberState = memberState
        request.responsible = file.owner
        let id = context.ids.next()
        return Decision(
            DataSubjectRequestReply(id: id, version: 1, request), changes: [.create(id, request.draft(owner: context.owner))],
            version: 1,
            notices: Amendment.notice(
                to: file.owner, of: id, kind: "ees.dataSubjectRequest", article: "EES 52(3)",
                text: "\(memberState) received a request of a person whose data you are responsible for.", in: context))
    }
}

/// A request of a person concerned, with its terms.
public struct DataSubjectRequestReply: WireRecord, Hashable {
    public var id = RecordID(high: 0, low: 0)
    public var version = 0
    public var request = DataSubjectRequest()
    public var answerBy = Day(number: 0)
    public var forwardBy: Day?
    public var checkBy: Day?
    public init() {}
    init(id: RecordID, version: Int, _ request: DataSubjectRequest) {
        self.id = id
        self.version = version
        self.request = request
        answerBy = request.answerBy
        forwardBy = request.forwardBy
        checkBy = request.checkBy
    }
    public static let meaning = "A request of a person concerned, with its terms."
    public static let fields: [Field<DataSubjectRequestReply>] = [
        .required("id", \.id, "The request."),
        .required("version", \.version, "Version, for If-Match."),
        .required("request", \.request, "The request."),
        .required("answerBy", \.answerBy, "Last day of the answer (45 days)."),
        .optional("forwardBy", \.forwardBy, "Last day to contact the Member State responsible (7 days)."),
        .optional("checkBy", \.checkBy, "Last day of its check (30 days)."),
    ]
}

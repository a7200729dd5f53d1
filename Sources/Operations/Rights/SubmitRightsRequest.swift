import Access
import Identity
import Registry
import Wire

/// A person asks any Member State for access to, or rectification, completion, erasure or restriction of, the data held.
public struct SubmitRightsRequest<Owner: RightsOwner>: Command {
    public init() {}
    public typealias Output = RightsRequestReply<Owner>

    public var about: OperationDescription {
        OperationDescription(
            id: "\(Owner.stem).submitDataSubjectRequest", title: "Take a request of a person concerned",
            meaning: "Records the request and the days by which it is to be forwarded, checked and answered.",
            article: "\(Owner.word) \(Owner.rightsArticles.submission)", system: Owner.system, action: .create, .POST,
            "/v1/\(Owner.stem)/data-subject-requests", data: .dataSubjectRequest, grants: [Owner.handleRequests],
            refusals: [.notFound, Owner.notReceivedYet, Owner.notAddressee])
    }

    public struct Input: WireRecord, Hashable {
        public var subject = RecordID(high: 0, low: 0)
        /// In the place of the record, where persons are given a number for it.
        public var number: String?
        public var right = PersonsRight.access
        public var statement = ""
        public var received: Day?
        public init() {}
        public static var wireName: String { Owner.rightsSchemaPrefix + "SubmitDataSubjectRequest" }
        public static var meaning: String { "What a person asks for." }
        public static var fields: [Field<Input>] {
            let (name, meaning) = Owner.subjectField
            var fields: [Field<Input>] = []
            if let number = Owner.subjectNumber {
                fields.append(.defaulted(name, \.subject, to: RecordID(high: 0, low: 0), "\(meaning) Or its number."))
                fields.append(.optional(number.name, \.number, number.meaning, limits: number.schema))
            } else {
                fields.append(.required(name, \.subject, meaning))
            }
            let rest: [Field<Input>] = [
                .required("right", \.right, "What is asked for."),
                .required("statement", \.statement, "What the person says.", limits: .text(.init(length: 1...4000))),
                .optional("received", \.received, "Day of receipt; today where absent."),
            ]
            return fields + rest
        }
    }

    public func load(_ input: Input, from reader: Reader, in context: DecisionContext) throws -> StoredRecord {
        let named = try input.number.flatMap { try Owner.subject(numbered: $0, from: reader) }
        guard let record = try reader.record(named ?? input.subject), Owner.subjectKinds.contains(record.kind) else {
            throw Refusal(.notFound, "there is no record with this identifier that a person could ask about")
        }
        return record
    }

    public func decide(
        _ input: Input, _ subject: StoredRecord, in context: DecisionContext
    ) throws(Refusal) -> Decision<Output> {
        guard context.caller.memberState != nil || Owner.agenciesTakeRequests else {
            throw Refusal(Owner.notAddressee, "requests are made to a Member State")
        }
        var request = RightsRequest<Owner>()
        request.subject = subject.id
        request.right = input.right
        request.statement = input.statement
        request.received = input.received ?? context.today
        guard request.received <= context.today else {
            throw Refusal(Owner.notReceivedYet, "it was not received yet", pointer: "/received")
        }
        request.memberState = context.owner
        request.responsible = Owner.responsible(for: subject) ?? request.memberState
        let id = context.ids.next()
        var stored = request
        if Owner.erasesStatement { stored.statement = "" }
        var changes: [Change] = [.create(id, stored.draft(owner: context.owner))]
        if Owner.erasesStatement {
            var statement = RequestStatement<Owner>()
            (statement.request, statement.text) = (id, input.statement)
            changes.append(.create(context.ids.next(), statement.draft(owner: context.owner)))
        }
        func clock(_ step: String, article: String, until day: Day) {
            let task = LegalTask<Owner>(
                about: id, step: step, article: article, authority: context.caller.kind,
                memberState: context.caller.memberState, begun: context.now,
                deadline: Instant(endOf: day, in: context.caller.memberState))
            changes.append(.create(context.ids.next(), task.draft(owner: context.owner)))
        }
        clock(RightsStep.answer, article: Owner.rightsArticles.answer, until: request.answerBy)
        if let day = request.forwardBy { clock(RightsStep.forward, article: Owner.rightsArticles.forward, until: day) }
        var notices: [Notice] = []
        if request.responsible != request.memberState {
            notices.append(
                Notice(
                    id: context.ids.next(), recipient: request.responsible, kind: "\(Owner.stem).dataSubjectRequest",
                    article: "\(Owner.word) \(Owner.rightsArticles.forward)", record: id,
                    text: "\(request.memberState) received a request of a person whose data you are responsible for.",
                    at: context.now))
        }
        return Decision(Output(id: id, version: 1, request), changes: changes, version: 1, notices: notices)
    }
}

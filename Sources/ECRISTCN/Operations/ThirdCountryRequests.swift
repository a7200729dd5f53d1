import Access
import Identity
import Operations
import Registry
import Wire

/// Eurojust takes in the request of a third country or an international organisation (Article 17(1)).
public struct ReceiveThirdCountryRequest: Command {
    public init() {}
    public typealias Output = ThirdCountryReply
    public let about = OperationDescription.ecrisTCN(
        "receiveThirdCountryRequest", "Take in a third country's request",
        "Opens the request; Eurojust then searches in the same case.", article: "17(1)-(2)", .create, .POST,
        "/third-country-requests", data: .thirdCountryRequest, grants: [ECRISTCNGrants.contactPoint],
        refusals: [.caseNeeded])

    public struct Input: WireRecord, Hashable {
        public var requester = ""
        public var received: Day?
        public init() {}
        public static let wireName = "ReceiveThirdCountryRequest"
        public static let meaning = "Who asks."
        public static let fields: [Field<Input>] = [
            .required(
                "requester", \.requester, "Third country or international organisation.",
                limits: .text(.init(length: 1...120))),
            .optional("received", \.received, "When the standard form came in; today where absent."),
        ]
    }

    public func load(_ input: Input, from reader: Reader, in context: DecisionContext) throws -> Nothing { Nothing() }
    public func decide(_ input: Input, _ current: Nothing, in context: DecisionContext) throws(Refusal) -> Decision<
        ThirdCountryReply
    > {
        guard let reference = context.case.reference else {
            throw Refusal(.caseNeeded, "the search is made in the same case")
        }
        var request = ThirdCountryRequest()
        request.requester = input.requester
        request.caseReference = reference
        request.received = input.received ?? context.today
        let id = context.ids.next()
        return Decision(
            ThirdCountryReply(id, version: 1, request, []), changes: [.create(id, request.draft(owner: context.owner))],
            version: 1)
    }
}

/// Eurojust asks a Member State that a search has found whether its name may be told (Article 17(3)).
public struct AskForConsent: Command {
    public init() {}
    public typealias Output = ThirdCountryReply
    public let about = OperationDescription.ecrisTCN(
        "askForConsent", "Ask a Member State for its consent",
        "Puts the question to the central authority of the convicting Member State.", article: "17(3)", .create, .POST,
        "/third-country-requests/{request}/questions", data: .thirdCountryRequest,
        grants: [ECRISTCNGrants.contactPoint],
        refusals: [.notFound, .notIdentified, .alreadyAnswered, .alreadyAsked])

    public struct Input: WireRecord, Hashable {
        public var request = RecordID(high: 0, low: 0)
        public var record = RecordID(high: 0, low: 0)
        public init() {}
        public static let wireName = "AskForConsent"
        public static let meaning = "Which request, about which record."
        public static let fields: [Field<Input>] = [
            .required("request", \.request, "The request."), .required("record", \.record, "The data record found."),
        ]
    }

    public struct Current: Sendable {
        let dossier: RequestDossier
        let record: Recorded<DataRecord>
        let identified: Bool
    }
    public func load(_ input: Input, from reader: Reader, in context: DecisionContext) throws -> Current {
        let dossier = try RequestDossier(input.request, from: reader)
        let reference = CaseReference(
            purpose: context.case.purpose, reference: dossier.request.value.caseReference, requestID: "")
        return Current(
            dossier: dossier, record: try reader.require(DataRecord.self, input.record),
            identified: try reader.hasIdentified(input.record, caller: context.caller, case: reference))
    }
    public func decide(_ input: Input, _ current: Current, in context: DecisionContext) throws(Refusal) -> Decision<
        ThirdCountryReply
    > {
        let request = current.dossier.request
        guard request.value.state == .open else { throw Refusal(.alreadyAnswered, "the request is answered") }
        guard current.identified else {
            throw Refusal(.notIdentified, "no search in the case of the request has found the record")
        }
        guard !current.dossier.questions.contains(where: { $0.value.record == input.record }) else {
            throw Refusal(.alreadyAsked, "the Member State was asked about this record")
        }
        var question = ConsentQuestion()
        question.request = request.id
        question.record = current.record.id
        question.memberState = current.record.owner
        question.asker = context.owner
        question.requester = request.value.requester
        question.caseReference = request.value.caseReference
        let id = context.ids.next()
        // The act sets no term; a month is when Eurojust sees that it waits. Without consent nothing is told (17(4)).
        let task = LegalTask<ECRISTCNTasks>(
            about: id, step: "answerConsent", article: "816 17(3)", authority: .criminalRecords,
            memberState: question.memberState,
            begun: context.now, deadline: Instant(day: context.now.utcDay.adding(months: 1), secondOfDay: 86_399))
        return Decision(
            ThirdCountryReply(
                request.id, version: request.version, request.value, current.dossier.lines + [.init(id, question)]),
            changes: [
                .create(id, question.draft(owner: context.owner)),
                .create(context.ids.next(), task.draft(owner: question.memberState)),
            ], version: 1,
            notices: [
                Notice(
                    id: context.ids.next(), recipient: question.memberState, kind: "ecris-tcn.consentAsked",
                    article: "ECRIS-TCN 17(3)",
                    record: question.record,
                    text:
                        "\(question.requester) has asked Eurojust; may it be told that \(question.memberState) holds information?",
                    at: context.now)
            ])
    }
}

/// The Member State consents to being named, or does not (Article 17(3)).
public struct AnswerConsent: Command {
    public init() {}
    public let about = OperationDescription.ecrisTCN(
        "answerConsent", "Answer Eurojust's question", "Whether the third country may be told the Member State's name.",
        article: "17(3)", .update, .POST, "/consent-questions/{question}/answer", data: .thirdCountryRequest,
        grants: [ECRISTCNGrants.consent], refusals: [.notFound, .conflict, .alreadyAnswered], needsVersion: false)

    public struct Input: WireRecord, Hashable {
        public var question = RecordID(high: 0, low: 0)
        public var consents = false
        public init() {}
        public static let wireName = "AnswerConsent"
        public static let meaning = "The answer."
        public static let fields: [Field<Input>] = [
            .required("question", \.question, "The question."),
            .required("consents", \.consents, "The name may be told."),
        ]
    }
    public struct Output: WireRecord, Hashable {
        public var state = ConsentQuestion.State.open
        public init() {}
        public static let wireName = "ConsentAnswered"
        public static let meaning = "The answer was recorded."
        public static let fields: [Field<Output>] = [.required("state", \.state, "How the question stands.")]
    }
    public struct Current: Sendable {
        let question: Recorded<ConsentQuestion>
        let tasks: [Recorded<LegalTask<ECRISTCNTasks>>]
    }
    public func load(_ input: Input, from reader: Reader, in context: DecisionContext) throws -> Current {
        let question = try reader.require(ConsentQuestion.self, input.question)
        // Of another Member State's question nothing is said, not even that there is one.
        guard question.value.memberState == context.owner else { throw Refusal(.notFound, "there is no such question") }
        return Current(question: question, tasks: try reader.tasks(ECRISTCNTasks.self, about: question.id))
    }
    public func decide(_ input: Input, _ current: Current, in context: DecisionContext) throws(Refusal) -> Decision<
        Output
    > {
        var question = current.question
        guard question.value.state == .open else { throw Refusal(.alreadyAnswered, "the question is answered") }
        question.value.state = input.consents ? .consented : .refused
        question.value.answered = context.today
        var output = Output()
        output.state = question.value.state
        return Decision(
            output, changes: [question.update] + current.tasks.ending(step: "answerConsent", at: context.now),
            notices: [
                Notice(
                    id: context.ids.next(), recipient: question.value.asker, kind: "ecris-tcn.consentAnswered",
                    article: "ECRIS-TCN 17(3)",
                    record: nil,
                    text:
                        "\(question.value.memberState) \(input.consents ? "consents" : "does not consent") in case \(question.value.caseReference).",
                    at: context.now)
            ])
    }
}

/// Eurojust answers the third country (Article 17(4)): the Member States that consented, or that the procedure is complete,
/// without saying whether there was a hit.
public struct AnswerThirdCountry: Command {
    public init() {}
    public typealias Output = ThirdCountryReply
    public let about = OperationDescription.ecrisTCN(
        "answerThirdCountry", "Answer the third country", "Closes the request and says what may be told.",
        article: "17(4)",
        .update, .POST, "/third-country-requests/{request}/answer", data: .thirdCountryRequest,
        grants: [ECRISTCNGrants.contactPoint], refusals: [.notFound, .conflict, .alreadyAnswered], needsVersion: false)

    public typealias Input = ReadThirdCountryRequest.Input
    public func load(_ input: Input, from reader: Reader, in context: DecisionContext) throws -> RequestDossier {
        try RequestDossier(input.request, from: reader)
    }
    public func decide(_ input: Input, _ dossier: RequestDossier, in context: DecisionContext) throws(Refusal)
        -> Decision<ThirdCountryReply>
    {
        var request = dossier.request
        guard request.value.state == .open else { throw Refusal(.alreadyAnswered, "the request is answered") }
        request.value.state = .answered
        request.value.answered = context.today
        request.value.indicated = Set(
            dossier.questions.filter { $0.value.state == .consented }.map(\.value.memberState)
        ).sorted()
        // A question that nobody answered in time lapses: without consent nothing is told.
        let lapsed = dossier.questions.filter { $0.value.state == .open }.map { question in
            var question = question
            question.value.state = .refused
            question.value.answered = context.today
            return question.update
        }
        return Decision(
            ThirdCountryReply(request.id, version: request.version + 1, request.value, dossier.lines),
            changes: [request.update] + lapsed + dossier.tasks.ending(.withdrawn, at: context.now),
            version: request.version + 1)
    }
}

/// Reads a request with the questions asked for it.
public struct ReadThirdCountryRequest: Query {
    public init() {}
    public typealias Output = ThirdCountryReply
    public let about = OperationDescription.ecrisTCN(
        "readThirdCountryRequest", "Read a third country's request", "The request, and what the Member States said.",
        article: "17", .read, .GET, "/third-country-requests/{request}", data: .thirdCountryRequest,
        grants: [ECRISTCNGrants.contactPoint], refusals: [.notFound])

    public struct Input: WireRecord, Hashable {
        public var request = RecordID(high: 0, low: 0)
        public init() {}
        public init(_ request: RecordID) { self.request = request }
        public static let wireName = "NamedThirdCountryRequest"
        public static let meaning = "Which request."
        public static let fields: [Field<Input>] = [.required("request", \.request, "The request.")]
    }
    public func answer(_ input: Input, from reader: Reader, in context: DecisionContext) throws -> Answer<
        ThirdCountryReply
    > {
        let dossier = try RequestDossier(input.request, from: reader)
        // A Member State has a right to the group for its own questions; the request as a whole is Eurojust's.
        guard dossier.request.owner == context.owner else { throw Refusal(.notFound, "there is no such request") }
        return Answer(
            ThirdCountryReply(
                dossier.request.id, version: dossier.request.version, dossier.request.value, dossier.lines),
            version: dossier.request.version, log: LogDetails(records: [dossier.request.id]))
    }
}

/// A request with its questions and their tasks.
public struct RequestDossier: Sendable {
    let request: Recorded<ThirdCountryRequest>
    let questions: [Recorded<ConsentQuestion>]
    let tasks: [Recorded<LegalTask<ECRISTCNTasks>>]
    init(_ id: RecordID, from reader: Reader) throws {
        request = try reader.require(ThirdCountryRequest.self, id)
        questions = try reader.values(ConsentQuestion.self, key: "request", value: id.description)
        var tasks: [Recorded<LegalTask<ECRISTCNTasks>>] = []
        for question in questions { tasks += try reader.tasks(ECRISTCNTasks.self, about: question.id) }
        self.tasks = tasks
    }
    var lines: [ThirdCountryReply.Line] { questions.map { .init($0.id, $0.value) } }
}

/// A request as it is shown.
public struct ThirdCountryReply: WireRecord, Hashable {
    public var id = RecordID(high: 0, low: 0)
    public var version = 0
    public var request = ThirdCountryRequest()
    public var questions: [Line] = []
    public init() {}
    init(_ id: RecordID, version: Int, _ request: ThirdCountryRequest, _ questions: [Line]) {
        (self.id, self.version, self.request, self.questions) = (id, version, request, questions)
    }
    public static let wireName = "ThirdCountryRequestReply"
    public static let meaning = "A third country's request."
    public static let fields: [Field<ThirdCountryReply>] = [
        .required("id", \.id, "The request."), .required("version", \.version, "Version."),
        .required("request", \.request, "The request."),
        .list("questions", \.questions, "What Member States were asked.", count: 0...100),
    ]
    public struct Line: WireRecord, Hashable {
        public var question = RecordID(high: 0, low: 0)
        public var memberState = ""
        public var state = ConsentQuestion.State.open
        public init() {}
        init(_ id: RecordID, _ question: ConsentQuestion) {
            (self.question, memberState, state) = (id, question.memberState, question.state)
        }
        public static let wireName = "ConsentQuestionLine"
        public static let meaning = "A question in one line."
        public static let fields: [Field<Line>] = [
            .required("question", \.question, "The question."),
            .required("memberState", \.memberState, "Member State asked."),
            .required("state", \.state, "How it stands."),
        ]
    }
}

extension RefusalKind {
    public static let alreadyAsked = RefusalKind(
        "ecris-tcn/already-asked", 409, "The question was asked", article: "816 17(3)")
}

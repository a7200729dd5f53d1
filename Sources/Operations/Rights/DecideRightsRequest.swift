import Access
import Identity
import Registry
import Wire

/// A request with its clocks, as deciding needs it.
public struct RightsProcedure<Owner: RightsOwner>: Sendable {
    public var request: Recorded<RightsRequest<Owner>>
    public var tasks: [Recorded<LegalTask<Owner>>]
    /// What the person says, where it is kept apart.
    var statement: Recorded<RequestStatement<Owner>>?
    /// What follows where it is granted.
    public var ifGranted = RightsConsequences()

    init(_ id: RecordID, from reader: Reader, in context: DecisionContext) throws {
        request = try reader.require(RightsRequest<Owner>.self, id)
        // The Member State asked and the one responsible deal with it; to others it is not there.
        guard [request.value.memberState, request.value.responsible].contains(context.handler(Owner.self)) else {
            throw Refusal(.notFound, "there is no dataSubjectRequest with this identifier")
        }
        tasks = try reader.tasks(Owner.self, about: id)
        statement = try reader.statement(of: id, Owner.self)
        if let statement { request.value.statement = statement.value.text }
    }

    /// The request as it stands now, with what becomes of its clocks.
    func decided(_ more: [Change], notices: [Notice] = []) -> Decision<RightsRequestReply<Owner>> {
        var stored = request
        if statement != nil { stored.value.statement = "" }
        return Decision(
            RightsRequestReply(id: request.id, version: request.version + 1, request.value), changes: [stored.update] + more,
            version: request.version + 1, notices: notices)
    }
}

/// A Member State forwards a person's request or decides on it. Rectifying and erasing are operations of their own; this
/// records the answer. A granted restriction is in force from here on.
public struct DecideRightsRequest<Owner: RightsOwner>: Command {
    public init() {}
    public typealias Output = RightsRequestReply<Owner>

    public var about: OperationDescription {
        OperationDescription(
            id: "\(Owner.stem).decideDataSubjectRequest", title: "Answer a request of a person concerned",
            meaning: "Forwards, grants or refuses. A refusal says why and how to contest it.",
            article: "\(Owner.word) \(Owner.rightsArticles.decision)", system: Owner.system, action: .update, .PUT,
            "/v1/\(Owner.stem)/data-subject-requests/{request}", data: .dataSubjectRequest, grants: [Owner.handleRequests],
            refusals: refusals, consequences: Owner.erasesStatement ? [.create, .delete] : [.create])
    }

    private var refusals: [RefusalKind] {
        var refusals: [RefusalKind] = [
            .notFound, .preconditionRequired, .preconditionFailed, .conflict, Owner.requestDecided, Owner.reasonsMissing, Owner.notForward,
        ]
        if Owner.contactComesFirst { refusals.append(Owner.notContacted) }
        return refusals
    }

    public struct Input: WireRecord, Hashable {
        public var request = RecordID(high: 0, low: 0)
        public var state = RightsRequestState.granted
        public var reasons: String?
        public var withheld = false
        public init() {}
        public static var wireName: String {
            // Where nothing can be withheld, the message has one field less.
            Owner.knowsWithholding ? Owner.rightsSchemaPrefix + "DecideDataSubjectRequest" : "DecideDataSubjectRequest"
        }
        public static var meaning: String { "What becomes of the request." }
        public static var fields: [Field<Input>] {
            var fields: [Field<Input>] = [
                .required("request", \.request, "The request."),
                .required("state", \.state, "forwarded, granted or refused."),
                .optional("reasons", \.reasons, "The decision and its reasons; needed for a refusal.", limits: .text(.init(length: 1...4000))),
            ]
            if Owner.knowsWithholding {
                fields.append(.defaulted("withheld", \.withheld, to: false, "The person is not told the answer, or not its reasons."))
            }
            return fields
        }
    }

    public func load(_ input: Input, from reader: Reader, in context: DecisionContext) throws -> RightsProcedure<Owner> {
        var procedure = try RightsProcedure<Owner>(input.request, from: reader, in: context)
        if input.state == .granted {
            procedure.ifGranted = try Owner.consequences(ofGranting: procedure.request.value, reader: reader, context: context)
        }
        return procedure
    }

    public func decide(
        _ input: Input, _ current: RightsProcedure<Owner>, in context: DecisionContext
    ) throws(Refusal) -> Decision<Output> {
        var procedure = current
        var request = current.request.value
        try context.require(version: current.request.version)
        guard request.isOpen, input.state != .received, input.state != request.state else {
            throw Refusal(Owner.requestDecided, "the request is \(request.state.rawValue)")
        }
        if input.state == .refused || input.withheld, input.reasons == nil {
            throw Refusal(Owner.reasonsMissing, "a refusal says why", pointer: "/reasons")
        }
        if input.state == .forwarded, request.responsible == request.memberState {
            throw Refusal(Owner.notForward, "the Member State asked is responsible itself", pointer: "/state")
        }
        if Owner.contactComesFirst, input.state == .granted, request.right.asksForCorrection, request.forwarded == nil,
            context.owner != request.responsible
        {
            throw Refusal(Owner.notContacted, "forward the request to who is responsible first", pointer: "/state")
        }
        request.state = input.state
        request.reasons = input.reasons
        request.withheld = input.withheld
        request.reminded = false
        var clocks: [Change]
        if input.state == .forwarded {
            request.forwarded = context.today
            clocks = current.tasks.ending(step: RightsStep.forward, at: context.now)
            if let day = request.checkBy {
                // The same kind of authority as the one that asked deals with it over there; a unit of the Union gives its opinion.
                let opinion = request.opinionAsked
                let task = LegalTask<Owner>(
                    about: current.request.id, step: opinion == nil ? RightsStep.check : RightsStep.opinion,
                    article: opinion?.article ?? Owner.rightsArticles.forward, authority: opinion?.authority ?? context.caller.kind,
                    memberState: request.responsible.count == 3 ? request.responsible : nil, begun: context.now,
                    deadline: Instant(endOf: day, in: request.responsible))
                clocks.append(.create(context.ids.next(), task.draft(owner: context.owner)))
            }
        } else {
            request.decided = context.today
            clocks = current.tasks.ending(at: context.now)
            if Owner.erasesStatement {
                request.statement = ""
                if let statement = current.statement {
                    clocks.append(.erase(statement.id, expected: statement.version, article: "\(Owner.word) \(Owner.rightsArticles.rights)"))
                }
            }
        }
        procedure.request.value = request
        guard input.state == .granted else { return procedure.decided(clocks) }
        return procedure.decided(clocks + current.ifGranted.changes, notices: current.ifGranted.notices)
    }
}

/// The answer takes longer, once, for reasons that are given to the person.
public struct ExtendRightsRequest<Owner: RightsOwner>: Command {
    public init() {}
    public typealias Output = RightsRequestReply<Owner>

    public var about: OperationDescription {
        OperationDescription(
            id: "\(Owner.stem).extendDataSubjectRequest", title: "Put off the answer to a person concerned",
            meaning: "Once, by the time that the act allows, with reasons.",
            article: "\(Owner.word) \(Owner.rightsArticles.answer)", system: Owner.system, action: .update, .PUT,
            "/v1/\(Owner.stem)/data-subject-requests/{request}/extension", data: .dataSubjectRequest,
            grants: [Owner.handleRequests],
            refusals: [
                .notFound, .preconditionRequired, .preconditionFailed, .conflict, Owner.requestDecided, Owner.noExtension,
            ], consequences: [.create])
    }

    public typealias Input = RightsReasons

    public func load(_ input: Input, from reader: Reader, in context: DecisionContext) throws -> RightsProcedure<Owner> {
        try RightsProcedure(input.request, from: reader, in: context)
    }

    public func decide(
        _ input: Input, _ current: RightsProcedure<Owner>, in context: DecisionContext
    ) throws(Refusal) -> Decision<Output> {
        var procedure = current
        try context.require(version: current.request.version)
        guard current.request.value.isOpen else {
            throw Refusal(Owner.requestDecided, "the request is \(current.request.value.state.rawValue)")
        }
        guard Owner.rightsTerms(current.request.value.right).postponement != nil, current.request.value.extensionReasons == nil,
            context.today <= current.request.value.answerBy
        else { throw Refusal(Owner.noExtension, "the act allows none, it was used, or the term is over") }
        procedure.request.value.extensionReasons = input.reasons
        procedure.request.value.reminded = false
        var clocks: [Change] = []
        for task in current.tasks where task.value.state == .open && task.value.step == RightsStep.answer {
            var later = task
            later.value.deadline = Instant(endOf: procedure.request.value.answerBy, in: task.value.memberState)
            clocks.append(later.update)
        }
        return procedure.decided(clocks)
    }
}

/// A restriction of processing ends; the person is told before (Regulation (EU) 2016/679, Article 18(3)).
public struct LiftRestriction<Owner: RightsOwner>: Command {
    public init() {}
    public typealias Output = RightsRequestReply<Owner>

    public var about: OperationDescription {
        OperationDescription(
            id: "\(Owner.stem).liftRestriction", title: "End a restriction of processing",
            meaning: "Ends a restriction that was granted, with what the person was told before.",
            article: "\(Owner.word) \(Owner.rightsArticles.rights), 2016/679 18(3)", system: Owner.system, action: .update, .PUT,
            "/v1/\(Owner.stem)/data-subject-requests/{request}/lifting", data: .dataSubjectRequest,
            grants: [Owner.handleRequests],
            refusals: [.notFound, .preconditionRequired, .preconditionFailed, .conflict, Owner.notRestricted])
    }

    public typealias Input = RightsReasons

    public func load(_ input: Input, from reader: Reader, in context: DecisionContext) throws -> RightsProcedure<Owner> {
        try RightsProcedure(input.request, from: reader, in: context)
    }

    public func decide(
        _ input: Input, _ current: RightsProcedure<Owner>, in context: DecisionContext
    ) throws(Refusal) -> Decision<Output> {
        var procedure = current
        try context.require(version: current.request.version)
        guard current.request.value.isRestriction else {
            throw Refusal(Owner.notRestricted, "the request does not restrict anything")
        }
        procedure.request.value.restrictionLifted = context.today
        procedure.request.value.reasons = input.reasons
        return procedure.decided([])
    }
}

/// A request and why.
public struct RightsReasons: WireRecord, Hashable {
    public var request = RecordID(high: 0, low: 0)
    public var reasons = ""
    public init() {}
    public static let meaning = "A request of a person concerned, and why."
    public static let fields: [Field<RightsReasons>] = [
        .required("request", \.request, "The request."),
        .required("reasons", \.reasons, "Why; as the person is told.", limits: .text(.init(length: 1...4000))),
    ]
}

extension RightsOwner {
    public static var notRestricted: RefusalKind {
        RefusalKind("\(stem)/not-restricted", 409, "No restriction is in force", article: "2016/679 18(3)")
    }
}

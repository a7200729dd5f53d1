import Access
import Identity
import Operations
import Registry
import Wire

/// A designated authority or Europol says, for the case that the request names, why it may ask whether the repository holds data on somebody
/// (Article 22(1)). Each statement is kept for those who supervise (Article 24(5)).
public struct StateGrounds: Command {
    public init() {}

    public let about = OperationDescription.cir(
        "stateGrounds", "State the grounds of a query for law enforcement",
        "Opens, for the case, the question which systems hold data on a person. Nothing else is shown without full access under each system's own procedure.",
        article: "22(1)", .create, .POST, "/presence-requests", data: .presenceRequest,
        grants: [CIRGrants.stateGrounds], refusals: [.cirCaseMissing])

    public struct Input: WireRecord, Hashable {
        public var offence = ListedOffence.seriousCriminalOffence
        public var necessity = ""
        public var specificCase = ""
        public var reasonableGrounds = ""
        public var orderedBy: String?
        public init() {}
        public static let wireName = "StateGrounds"
        public static let meaning = "The grounds of a query."
        private static let reason = Schema.text(.init(length: 10...2000))
        public static let fields: [Field<Input>] = [
            .required("offence", \.offence, "Kind of offence."),
            .required("necessity", \.necessity, "Why the query is necessary.", limits: reason),
            .required("specificCase", \.specificCase, "The specific case.", limits: reason),
            .required(
                "reasonableGrounds", \.reasonableGrounds,
                "Grounds to believe that it will contribute; in particular a substantiated suspicion that the person is in a system.",
                limits: reason),
            .optional(
                "orderedBy", \.orderedBy, "The official who ordered the query; where absent, whom the request's header names.",
                limits: .text(.init(length: 1...200))),
        ]
    }

    public struct Output: WireRecord, Hashable {
        public var request = RecordID(high: 0, low: 0)
        public var until = Instant(milliseconds: 0)
        public init() {}
        public static let wireName = "GroundsStated"
        public static let meaning = "The query may be made."
        public static let fields: [Field<Output>] = [
            .required("request", \.request, "The statement."), .required("until", \.until, "Until when it holds."),
        ]
    }

    public func load(_ input: Input, from reader: Reader, in context: DecisionContext) throws -> Nothing { Nothing() }

    public func decide(_ input: Input, _ current: Nothing, in context: DecisionContext) throws(Refusal) -> Decision<
        Output
    > {
        guard let reference = context.case.reference else {
            throw Refusal(.cirCaseMissing, "a query is for a case: send the case reference")
        }
        var request = PresenceRequest()
        (request.authority, request.caseReference, request.offence) = (
            context.caller.authority, reference, input.offence
        )
        (request.necessity, request.specificCase, request.reasonableGrounds) = (
            input.necessity, input.specificCase, input.reasonableGrounds
        )
        (request.orderedBy, request.stated) = (input.orderedBy ?? context.case.orderedBy, context.now)
        var output = Output()
        output.request = context.ids.next()
        let facts = [Condition.necessary, .specificCase, .reasonableGrounds].compactMap {
            EstablishedFact.cir($0, in: context)
        }
        output.until = facts.first?.expires ?? context.now
        return Decision(
            output, changes: [.create(output.request, request.draft(owner: context.owner))], version: 1, facts: facts)
    }
}

import Access
import Identity
import Registry
import Wire

/// What a unit of the Union thinks of a request about data that it is responsible for.
public struct RequestOpinion: WireRecord, Hashable {
    public enum Finding: String, CaseIterable, Sendable, WireChoice {
        /// The data are inaccurate, or were recorded unlawfully.
        case wrong
        case right
    }
    public var finding = Finding.right
    public var reasons = ""
    public var given = Day(number: 0)
    public init() {}
    public static let meaning = "What the unit that is responsible for the data thinks of a request."
    public static let fields: [Field<RequestOpinion>] = [
        .required("finding", \.finding, "Whether the data are wrong."),
        .required("reasons", \.reasons, "Why.", limits: .text(.init(length: 1...4000))),
        .required("given", \.given, "Day of the opinion."),
    ]
}

/// The unit of the Union that is responsible for the data gives its opinion, or puts it off once with reasons. It binds nobody: the Member
/// State asked decides.
public struct GiveRightsOpinion<Owner: RightsOwner>: Command {
    public init() {}
    public typealias Output = RightsRequestReply<Owner>

    public var about: OperationDescription {
        OperationDescription(
            id: "\(Owner.stem).giveOpinionOnRequest", title: "Give an opinion on a request of a person concerned",
            meaning: "By the unit of the Union that is responsible for the data, within the term of the check; put off once, with reasons.",
            article: "\(Owner.word) \(Owner.opinionGiver?.article ?? Owner.rightsArticles.forward)", system: Owner.system, action: .update, .PUT,
            "/v1/\(Owner.stem)/data-subject-requests/{request}/opinion", data: .requestOpinion,
            grants: Owner.opinionGiver.map { [$0.give] } ?? [],
            refusals: [
                .notFound, .preconditionRequired, .preconditionFailed, .conflict, Owner.requestDecided, Owner.noOpinionAsked,
                Owner.noExtension,
            ])
    }

    public enum Step: String, CaseIterable, Sendable, WireChoice { case wrong, right, later }

    public struct Input: WireRecord, Hashable {
        public var request = RecordID(high: 0, low: 0)
        public var opinion = Step.right
        public var reasons = ""
        public init() {}
        public static var wireName: String { Owner.rightsSchemaPrefix + "GiveOpinionOnRequest" }
        public static var meaning: String { "An opinion on a request of a person concerned." }
        public static var fields: [Field<Input>] {
            [
                .required("request", \.request, "The request."),
                .required("opinion", \.opinion, "The data are wrong, or right; or the opinion takes longer."),
                .required("reasons", \.reasons, "Why.", limits: .text(.init(length: 1...4000))),
            ]
        }
    }

    public func load(_ input: Input, from reader: Reader, in context: DecisionContext) throws -> RightsProcedure<Owner> {
        try RightsProcedure(input.request, from: reader, in: context)
    }

    public func decide(
        _ input: Input, _ current: RightsProcedure<Owner>, in context: DecisionContext
    ) throws(Refusal) -> Decision<Output> {
        var procedure = current
        var request = current.request.value
        try context.require(version: current.request.version)
        guard request.isOpen else { throw Refusal(Owner.requestDecided, "the request is \(request.state.rawValue)") }
        guard request.state == .forwarded, request.opinionAsked != nil, request.opinion == nil else {
            throw Refusal(Owner.noOpinionAsked, "no opinion was asked for, or it was given")
        }
        var clocks: [Change] = []
        var notices: [Notice] = []
        func tell(_ kind: String, _ text: String) {
            notices.append(
                Notice(
                    id: context.ids.next(), recipient: request.memberState, kind: "\(Owner.stem).\(kind)",
                    article: "\(Owner.word) \(request.opinionAsked?.article ?? Owner.rightsArticles.forward)", record: current.request.id,
                    text: text, at: context.now))
        }
        if input.opinion == .later {
            guard Owner.rightsTerms(request.right).postponement != nil, request.opinionPutOff == nil, let day = request.checkBy,
                context.today <= day
            else { throw Refusal(Owner.noExtension, "the act allows none, it was used, or the term is over") }
            request.opinionPutOff = input.reasons
            let later = request.checkBy ?? day
            for task in current.tasks where task.value.state == .open && task.value.step == RightsStep.opinion {
                var task = task
                task.value.deadline = Instant(endOf: later, in: task.value.memberState)
                clocks.append(task.update)
            }
            tell("requestOpinionPutOff", "The opinion on a request of a person is to be given by \(later).")
        } else {
            var opinion = RequestOpinion()
            opinion.finding = input.opinion == .wrong ? .wrong : .right
            (opinion.reasons, opinion.given) = (input.reasons, context.today)
            request.opinion = opinion
            clocks = current.tasks.ending(step: RightsStep.opinion, at: context.now)
            tell("requestOpinion", "The opinion on a request of a person was given: the data are \(opinion.finding.rawValue).")
        }
        procedure.request.value = request
        return procedure.decided(clocks, notices: notices)
    }
}

extension RightsOwner {
    public static var noOpinionAsked: RefusalKind {
        RefusalKind(
            "\(stem)/no-opinion-asked", 409, "No opinion waits to be given", article: "\(word) \(opinionGiver?.article ?? rightsArticles.forward)")
    }
}

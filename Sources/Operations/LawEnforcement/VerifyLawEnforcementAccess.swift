import Access
import Identity
import Registry
import Wire

/// What a central access point says of a request.
public enum AccessVerdict: String, CaseIterable, Sendable, WireChoice {
    case verify, reject
    case processUrgently
    case justified, unjustified
}

/// The central access point verifies a request before access, or afterwards where it was urgent.
///
/// It confirms or denies each condition by itself; what it confirms is what later searches of that authority in that
/// case rest on. It acts for its own Member State, independently of the authority that asks.
public struct VerifyLawEnforcementAccess<Owner: AccessRequestOwner>: Command {
    public init() {}
    public typealias Output = ReasonedRequestReply<Owner>
    public typealias Verdict = AccessVerdict

    public var about: OperationDescription {
        OperationDescription(
            id: "\(Owner.stem).verifyAccess", title: "Verify a request for access",
            meaning:
                "Confirms that all conditions are met, rejects, processes an urgent request at once, or verifies it afterwards within \(Owner.accessTerms.workingDaysToVerify) working days.",
            article: "\(Owner.word) \(Owner.accessArticles.verification)", system: Owner.system, action: .update, .PUT,
            "/v1/\(Owner.stem)/access-requests/{request}/verification", data: .accessRequest, grants: [Owner.verifyAccess],
            refusals: [
                .notFound, .preconditionRequired, .preconditionFailed, .conflict, Owner.accessConditionsNotMet,
                Owner.accessRequestUnclear,
            ], consequences: [.create])
    }

    public struct Input: WireRecord, Hashable {
        public var request = RecordID(high: 0, low: 0)
        public var verdict = AccessVerdict.reject
        public var denied: [Condition] = []
        public var reasons = ""
        public init() {}
        public static var wireName: String { "VerifyAccess" }
        public static var meaning: String { "The central access point's verdict." }
        public static var fields: [Field<Input>] {
            [
                .required("request", \.request, "The request."),
                .required("verdict", \.verdict, "The verdict."),
                .list("denied", \.denied, "Conditions that are not met.", count: 0...10),
                .required("reasons", \.reasons, "Why.", limits: ReasonedRequestLimits.reason),
            ]
        }
    }

    public struct Current: Sendable {
        public var request: Recorded<ReasonedRequest<Owner>>
        public var tasks: [Recorded<LegalTask<Owner>>]
    }

    public func load(_ input: Input, from reader: Reader, in context: DecisionContext) throws -> Current {
        let request = try reader.require(ReasonedRequest<Owner>.self, input.request)
        // Another Member State's requests look as though they were not there, and Europol's to another agency's access point.
        guard request.value.memberState == context.caller.memberState,
            !request.value.europol || !context.caller.standing.contains(.servesBorderGuardAgency)
        else {
            throw Refusal(.notFound, "there is no accessRequest with this identifier")
        }
        return Current(request: request, tasks: try reader.tasks(Owner.self, about: request.id))
    }

    public func decide(_ input: Input, _ current: Current, in context: DecisionContext) throws(Refusal) -> Decision<Output> {
        var recorded = current.request
        try context.require(version: recorded.version)
        guard context.caller.authority != recorded.value.authority else {
            throw Refusal(
                Owner.accessRequestUnclear, "nobody verifies a request of its own",
                article: "\(Owner.word) \(Owner.accessArticles.independence)")
        }
        var request = recorded.value
        request.accessPoint = context.caller.authority
        request.decided = context.now
        request.reasons = input.reasons
        let terms = Owner.accessTerms
        var notices: [Notice] = []
        var tasks: [Change] = []
        switch (input.verdict, request.state) {
        case (.verify, .submitted):
            request.confirmed = try confirmed(request, denied: input.denied, as: .verified)
            request.state = .verified
            request.validUntil = context.now.adding(hours: terms.hoursOfAccess)
        case (.reject, .submitted):
            request.state = .rejected
            request.confirmed = []
        case (.processUrgently, .submitted):
            guard request.urgency != nil else {
                throw Refusal(
                    Owner.accessRequestUnclear, "the request states no imminent danger", pointer: "/verdict",
                    article: "\(Owner.word) \(Owner.accessArticles.urgency)")
            }
            // Conditions are looked at afterwards; those that the request does not even state are missing already.
            request.confirmed = try confirmed(request, denied: [], as: .urgent)
            request.state = .urgent
            request.validUntil = context.now.adding(hours: terms.hoursOfUrgentAccess)
            let lastDay = context.today.adding(workingDays: terms.workingDaysToVerify)
            request.verifyBy = lastDay
            let task = LegalTask<Owner>(
                about: recorded.id, step: AccessStep.verifyAfterwards, article: Owner.accessArticles.urgency,
                authority: context.caller.kind, memberState: context.caller.memberState, agency: context.caller.agency, begun: context.now,
                deadline: Instant(endOf: lastDay, in: context.caller.memberState))
            tasks.append(.create(context.ids.next(), task.draft(owner: context.owner)))
        case (.justified, .urgent):
            request.confirmed = try confirmed(request, denied: input.denied, as: .urgent)
            request.state = .justified
            tasks = current.tasks.ending(at: context.now)
        case (.unjustified, .urgent):
            request.state = .unjustified
            request.confirmed = []
            request.validUntil = context.now
            tasks = current.tasks.ending(at: context.now)
            notices.append(
                Notice(
                    id: context.ids.next(), recipient: request.authority, kind: "\(Owner.stem).eraseAccessedData",
                    article: "\(Owner.word) \(Owner.accessArticles.unjustified)", record: recorded.id,
                    text:
                        "The access in case \(request.caseReference) was not justified. Erase what was accessed, and inform the central access point.",
                    at: context.now))
        default:
            throw Refusal(Owner.accessRequestUnclear, "the request is \(request.state.rawValue)", pointer: "/verdict")
        }
        recorded.value = request
        return Decision(
            Output(id: recorded.id, version: recorded.version + 1, request: request), changes: [recorded.update] + tasks,
            version: recorded.version + 1, notices: notices)
    }

    private func confirmed(
        _ request: ReasonedRequest<Owner>, denied: [Condition], as outcome: Condition
    ) throws(Refusal) -> [Condition] {
        let confirmed = request.claimed.subtracting(denied).union([outcome])
        let needed = Owner.conditionsNeeded(for: request.aim, askedByEuropol: request.europol)
        let missing = needed.subtracting(confirmed)
        guard missing.isEmpty else {
            let article = request.europol ? Owner.accessArticles.europol : Owner.accessArticles.conditions
            throw Refusal(
                Owner.accessConditionsNotMet, "not met: \(missing.map(\.rawValue).sorted().joined(separator: ", "))",
                article: "\(Owner.word) \(article)")
        }
        return confirmed.sorted()
    }
}

/// The steps of the procedure that have a clock.
public enum AccessStep {
    public static let verifyAfterwards = "verifyUrgentAccess"
}

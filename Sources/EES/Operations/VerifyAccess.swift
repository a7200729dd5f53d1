import Access
import Identity
import Operations
import Registry
import Wire

/// The central access point verifies a request before access, or afterwards where it was urgent (Articles 31, 33(4)).
///
/// It confirms or denies each condition by itself; what it confirms is what later searches of that authority in that
/// case rest on. It acts for its own Member State, independently of the authority that asks.
public struct VerifyAccess: Command {
    public init() {}
    public typealias Output = AccessRequestReply

    public let about = OperationDescription.ees(
        "verifyAccess", "Verify a request for access",
        "Confirms that all conditions are met, rejects, processes an urgent request at once, or verifies it afterwards within seven working days.",
        article: "31, 33(4)", .update, .PUT, "/access-requests/{request}/verification", data: .accessRequest,
        grants: [EESGrants.verifyAccess],
        refusals: [
            .notFound, .preconditionRequired, .preconditionFailed, .conflict, .accessConditionsNotMet,
            .accessRequestUnclear,
        ])

    public enum Verdict: String, CaseIterable, Sendable, WireChoice {
        case verify, reject
        case processUrgently
        case justified, unjustified
    }

    public struct Input: WireRecord, Hashable {
        public var request = RecordID(high: 0, low: 0)
        public var verdict = Verdict.reject
        public var denied: [Condition] = []
        public var reasons = ""
        public init() {}
        public static let wireName = "VerifyAccess"
        public static let meaning = "The central access point's verdict."
        public static let fields: [Field<Input>] = [
            .required("request", \.request, "The request."),
            .required("verdict", \.verdict, "The verdict."),
            .list("denied", \.denied, "Conditions that are not met.", count: 0...10),
            .required("reasons", \.reasons, "Why.", limits: AccessRequest.reason),
        ]
    }

    public func load(_ input: Input, from reader: Reader, in context: DecisionContext) throws -> Recorded<AccessRequest> {
        let request = try reader.require(AccessRequest.self, input.request)
        // Another Member State's requests look as though they were not there.
        guard request.value.memberState == context.caller.memberState else {
            throw Refusal(.notFound, "there is no accessRequest with this identifier")
        }
        return request
    }

    public func decide(
        _ input: Input, _ current: Recorded<AccessRequest>, in context: DecisionContext
    ) throws(Refusal) -> Decision<AccessRequestReply> {
        try context.require(version: current.version)
        guard context.caller.authority != current.value.authority else {
            throw Refusal(.accessRequestUnclear, "nobody verifies a request of its own", article: "EES 29(3)")
        }
        var request = current.value
        request.accessPoint = context.caller.authority
        request.decided = context.now
        request.reasons = input.reasons
        var notices: [Notice] = []
        switch (input.verdict, request.state) {
        case (.verify, .submitted):
            request.confirmed = try confirmed(request, denied: input.denied, as: .verified)
            request.state = .verified
            request.validUntil = context.now.adding(hours: VerifyAccess.hoursOfAccess)
        case (.reject, .submitted):
            request.state = .rejected
            request.confirmed = []
        case (.processUrgently, .submitted):
            guard request.urgency != nil else {
                throw Refusal(.accessRequestUnclear, "the request states no imminent danger", pointer: "/verdict", article: "EES 31(2)")
            }
            // Conditions are looked at afterwards; those that the request does not even state are missing already.
            request.confirmed = try confirmed(request, denied: [], as: .urgent)
            request.state = .urgent
            request.validUntil = context.now.adding(hours: VerifyAccess.hoursOfUrgentAccess)
            request.verifyBy = context.today.adding(workingDays: 7)
        case (.justified, .urgent):
            request.confirmed = try confirmed(request, denied: input.denied, as: .urgent)
            request.state = .justified
        case (.unjustified, .urgent):
            request.state = .unjustified
            request.confirmed = []
            request.validUntil = context.now
            notices.append(
                Notice(
                    id: context.ids.next(), recipient: request.authority, kind: "ees.eraseAccessedData",
                    article: "EES 31(3)", record: current.id,
                    text: "The access in case \(request.caseReference) was not justified. Erase what was accessed, and inform the central access point.",
                    at: context.now))
        default:
            throw Refusal(.accessRequestUnclear, "the request is \(request.state.rawValue)", pointer: "/verdict")
        }
        var recorded = current
        recorded.value = request
        return Decision(
            AccessRequestReply(id: current.id, version: current.version + 1, request: request),
            changes: [recorded.update], version: current.version + 1, notices: notices)
    }

    /// Until a search of the case must have been made; then a new request is needed.
    static let hoursOfAccess: Int64 = 7 * 24
    static let hoursOfUrgentAccess: Int64 = 24

    private func confirmed(
        _ request: AccessRequest, denied: [Condition], as outcome: Condition
    ) throws(Refusal) -> [Condition] {
        let confirmed = request.claimed.subtracting(denied).union([outcome])
        var needed: Set<Condition> = [.necessary, .specificCase, .reasonableGrounds]
        if request.aim == .identification { needed.insert(request.europol ? .priorOwnSearch : .priorNationalSearch) }
        let missing = needed.subtracting(confirmed)
        guard missing.isEmpty else {
            throw Refusal(
                .accessConditionsNotMet, "not met: \(missing.map(\.rawValue).sorted().joined(separator: ", "))",
                article: request.europol ? "EES 33" : "EES 32")
        }
        return confirmed.sorted()
    }
}

extension RefusalKind {
    public static let accessConditionsNotMet = RefusalKind(
        "ees/access-conditions-not-met", 422, "The conditions for access are not all met", article: "EES 32")
}

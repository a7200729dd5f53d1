import Access
import Identity
import Operations
import Registry
import Wire

/// A Member State asks the issuing one to add a flag (1862 Articles 24(1) and 25). The flag itself is added over there.
public struct RequestFlag: AlertCommand {
    public init() {}
    public var asks: DataGroup? { .sisFlagRequest }

    public let about = OperationDescription.sis(
        "requestFlag", "Ask for a flag",
        "Asks the issuing Member State for a flag, so that the action is not taken in one's own territory. On alerts for arrest, for missing persons, for checks and on information alerts alone; judicial grounds on those for arrest.",
        article: "1862 24(1), 25", .create, .POST, "/alerts/{schengenId}/flag-requests", data: .sisFlagRequest,
        grants: [SISGrants.supplementary], refusals: [.notFound, .notFlaggable, .alreadyRequested, .contradiction])

    public struct Input: NamesAlert, Hashable {
        public var schengenID = ""
        public var ground = FlagGround.nationalLaw
        public var decisionReference: String?
        public var reason = ""
        public init() {}
        public init(_ schengenID: String, _ ground: FlagGround, decision: String? = nil, reason: String) {
            self.schengenID = schengenID
            self.ground = ground
            decisionReference = decision
            self.reason = reason
        }
        public static let wireName = "RequestFlag"
        public static let meaning = "A request for a flag."
        public static let fields: [Field<Input>] = [
            .alert(\.schengenID), .required("ground", \.ground, "Why."),
            .optional(
                "decisionReference", \.decisionReference, "Decision or general instruction of the judicial authority.",
                limits: AlertContent.line),
            .required("reason", \.reason, "The reason in words.", limits: .text(.init(length: 1...2000))),
        ]
    }

    public struct Output: WireRecord, Hashable {
        public var request = RecordID(high: 0, low: 0)
        public var addBy = Instant(milliseconds: 0)
        public init() {}
        public static let wireName = "FlagRequested"
        public static let meaning = "The flag was requested."
        public static let fields: [Field<Output>] = [
            .required("request", \.request, "Identifier of the request."),
            .required("addBy", \.addBy, "Until when the issuing Member State must have added the flag."),
        ]
    }

    public struct Current: Sendable {
        let alert: Recorded<Alert>
        let standing: Recorded<FlagRequest>?
    }

    public func load(_ input: Input, from reader: Reader, in context: DecisionContext) throws -> Current {
        Current(
            alert: try reader.alert(input.schengenID),
            standing: try reader.flagRequest(on: input.schengenID, of: context.owner))
    }

    public func decide(_ input: Input, _ current: Current, in context: DecisionContext) throws(Refusal) -> Decision<Output> {
        let alert = current.alert.value
        guard context.caller.memberState != nil, alert.issuingState != context.owner else {
            throw Refusal(.contradiction, "a flag is for another Member State than the issuing one", article: "1862 24(1)")
        }
        guard let article = input.ground.article(for: alert.content.category) else {
            throw Refusal(.notFlaggable, "the ground is not open to alerts of this category", pointer: "/ground")
        }
        guard !input.ground.isJudicial || input.decisionReference != nil else {
            throw Refusal(
                .contradiction, "a judicial ground names the decision or instruction", pointer: "/decisionReference",
                article: article)
        }
        guard current.standing == nil else {
            throw Refusal(.alreadyRequested, "the Member State has a request for a flag on this alert")
        }
        let id = context.ids.next()
        var request = FlagRequest()
        request.schengenID = alert.schengenID
        request.category = alert.content.category
        request.issuingState = alert.issuingState
        request.memberState = context.owner
        request.ground = input.ground
        request.decisionReference = input.decisionReference
        request.reason = input.reason
        request.requested = context.now
        var output = Output()
        output.request = id
        output.addBy =
            alert.content.category == .arrest
            ? context.now.adding(hours: FlagRequest.hoursForArrest) : SupplementaryTerm.answer(to: context.now)
        var form = Flagging()
        form.ground = input.ground
        form.decision = input.decisionReference
        form.explanation = input.reason
        var content = SupplementaryContent()
        content.flagging = form
        var message = SupplementaryMessage(
            content, .F, on: alert, from: context.owner, to: [alert.issuingState], in: context)
        // The clock of the flag is the one that counts; the form needs no answer besides.
        let sent = message.sending(answer: false, id: context.ids.next(), in: context)
        return Decision(
            output,
            changes: [
                .create(id, request.draft(owner: context.owner)),
                context.task(.addFlag, about: id, of: alert.issuingState, article: article, by: output.addBy),
            ] + sent, version: 1,
            notices: [
                context.notice(
                    to: alert.issuingState, "flagRequested", article, about: id,
                    "\(context.owner) asks for a flag on alert \(alert.schengenID), to be added by \(output.addBy).")
            ])
    }
}

extension Reader {
    /// The request of a Member State that stands on an alert.
    func flagRequest(on schengenID: String, of state: String) throws -> Recorded<FlagRequest>? {
        try values(FlagRequest.self, key: FlagRequest.standing, value: FlagRequest.standingKey(schengenID, state)).first
    }
}

extension RefusalKind {
    public static let notFlaggable = RefusalKind(
        "sis/not-flaggable", 422, "Alerts of this category are not flagged for this ground", article: "1862 24(1)")
    public static let alreadyRequested = RefusalKind(
        "sis/already-requested", 409, "The same was requested already", article: "1862 24(1)")
    public static let noSuchRequest = RefusalKind(
        "sis/no-such-request", 409, "The Member State concerned has not asked for this", article: "1862 24")
}

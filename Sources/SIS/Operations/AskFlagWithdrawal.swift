import Access
import Identity
import Operations
import Registry
import Wire

/// In a particularly urgent and serious case the issuing Member State asks for the action although there is a flag; the other
/// must look at its flag again (1862 Article 24(3)).
public struct AskFlagWithdrawal: AlertCommand {
    public typealias Output = Nothing

    public init() {}
    public var asks: DataGroup? { .sisFlag }

    public let about = OperationDescription.sis(
        "askFlagWithdrawal", "Ask for the action in spite of a flag",
        "Asks the Member State of a flag to look at it again, because the case is particularly urgent and serious.",
        article: "1862 24(3)", .update, .POST, "/alerts/{schengenId}/flags/{memberState}/withdrawal-requests",
        data: .sisFlag, grants: [SISGrants.flags], refusals: [.notFound, .noSuchRequest], needsVersion: false,
        consequences: [.create])

    public struct Input: NamesAlert, Hashable {
        public var schengenID = ""
        public var memberState = ""
        public var urgency = ""
        public init() {}
        public init(_ schengenID: String, _ memberState: String, urgency: String) {
            self.schengenID = schengenID
            self.memberState = memberState
            self.urgency = urgency
        }
        public static let wireName = "AskFlagWithdrawal"
        public static let meaning = "Why the action is needed all the same."
        public static let fields: [Field<Input>] = [
            .alert(\.schengenID),
            .required("memberState", \.memberState, "Member State of the flag.", limits: Consultation.state),
            .required("urgency", \.urgency, "Why the case is urgent and serious.", limits: .text(.init(length: 1...2000))),
        ]
    }

    public func load(_ input: Input, from reader: Reader, in context: DecisionContext) throws -> FlagMatter {
        try reader.flagMatter(input.schengenID, input.memberState)
    }

    public func decide(_ input: Input, _ current: FlagMatter, in context: DecisionContext) throws(Refusal) -> Decision<Nothing> {
        guard var request = current.request, request.value.state == .flagged else {
            throw Refusal(.noSuchRequest, "\(input.memberState) has no flag on the alert", pointer: "/memberState")
        }
        guard request.value.urgency == nil else {
            throw Refusal(.noSuchRequest, "the Member State was asked and has not answered", article: "1862 24(3)")
        }
        request.value.urgency = input.urgency
        request.value.maintained = nil
        let deadline = SupplementaryTerm.answer(to: context.now, urgent: true)
        return Decision(
            Nothing(),
            changes: [
                request.update,
                context.task(
                    .examineFlag, about: request.id, of: input.memberState, article: "1862 24(3)", by: deadline),
            ],
            notices: [
                context.notice(
                    to: input.memberState, "flagToBeExamined", "1862 24(3)", about: request.id,
                    "\(context.owner) asks for the action on alert \(current.alert.value.schengenID) in spite of the flag.")
            ])
    }
}

/// The Member State of a flag says that it no longer wants it, or that it stays (1862 Article 24(3)).
public struct AnswerFlagWithdrawal: AlertCommand {
    public typealias Output = Nothing

    public init() {}
    public var asks: DataGroup? { .sisFlagRequest }

    public let about = OperationDescription.sis(
        "answerFlagWithdrawal", "Withdraw or maintain one's flag",
        "Withdraws the request for a flag, on request or of one's own accord, or says why the flag stays.",
        article: "1862 24(3)", .update, .PUT, "/alerts/{schengenId}/flag-requests/own", data: .sisFlagRequest,
        grants: [SISGrants.supplementary], refusals: [.notFound, .noSuchRequest, .nothingToDo], needsVersion: false,
        consequences: [.create])

    public struct Input: NamesAlert, Hashable {
        public var schengenID = ""
        public var maintained: String?
        public init() {}
        public init(_ schengenID: String, maintained: String? = nil) {
            self.schengenID = schengenID
            self.maintained = maintained
        }
        public static let wireName = "AnswerFlagWithdrawal"
        public static let meaning = "Whether one's flag stays."
        public static let fields: [Field<Input>] = [
            .alert(\.schengenID),
            .optional(
                "maintained", \.maintained, "Why the flag stays; absent: it is no longer wanted.",
                limits: .text(.init(length: 1...2000))),
        ]
    }

    public func load(_ input: Input, from reader: Reader, in context: DecisionContext) throws -> FlagMatter {
        try reader.flagMatter(input.schengenID, context.owner)
    }

    public func decide(_ input: Input, _ current: FlagMatter, in context: DecisionContext) throws(Refusal) -> Decision<Nothing> {
        guard var request = current.request else {
            throw Refusal(.noSuchRequest, "the Member State has not asked for a flag on this alert")
        }
        let alert = current.alert.value
        var changes = current.tasks.ending(.examineFlag, at: context.now)
        if let why = input.maintained {
            guard request.value.urgency != nil else { throw Refusal(.nothingToDo, "nobody has asked to withdraw the flag") }
            request.value.maintained = why
            request.value.urgency = nil
        } else {
            switch request.value.state {
            case .flagged:
                request.value.state = .withdrawn
                changes.append(
                    context.task(
                        .removeFlag, about: request.id, of: alert.issuingState, article: "1862 24(3)",
                        by: SupplementaryTerm.answer(to: context.now, urgent: request.value.urgency != nil)))
            case .requested:
                // There is no flag yet, and now none is needed.
                request.value.state = .removed
                changes += current.tasks.ending(.addFlag, .withdrawn, at: context.now)
            case .withdrawn, .removed: throw Refusal(.nothingToDo, "the request is withdrawn")
            }
            request.value.urgency = nil
        }
        changes.append(request.update)
        return Decision(
            Nothing(), changes: changes,
            notices: [
                context.notice(
                    to: alert.issuingState, input.maintained == nil ? "flagWithdrawn" : "flagMaintained", "1862 24(3)",
                    about: request.id,
                    input.maintained == nil
                        ? "\(context.owner) no longer wants a flag on alert \(alert.schengenID)."
                        : "\(context.owner) maintains its flag on alert \(alert.schengenID).")
            ])
    }
}

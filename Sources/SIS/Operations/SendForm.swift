import Access
import Identity
import Operations
import Registry
import Wire

/// A SIRENE Bureau sends a form on an alert to others (1860 Article 5, 1861 and 1862 Article 8).
public struct SendForm: Command {
    public init() {}

    public let about = OperationDescription.sis(
        "sendForm", "Send a form on an alert",
        "Sends supplementary information to the SIRENE Bureaux of other Member States. It waits in each inbox from the same commit on. Requests are answered within twelve hours, urgent ones at once.",
        article: "1860 5, 1861 8, 1862 8", .create, .POST, "/supplementary", data: .sisSupplementary,
        grants: [SISGrants.supplementary],
        refusals: [.notFound, .wrongForm, .contradiction], consequences: [.update])

    public struct Input: WireRecord, Hashable {
        public var schengenID = ""
        public var to: [String] = []
        public var content = SupplementaryContent()
        public var urgent = false
        public var inReplyTo: RecordID?

        public init() {}
        public init(
            _ schengenID: String, to: [String] = [], _ content: SupplementaryContent, urgent: Bool = false,
            inReplyTo: RecordID? = nil
        ) {
            self.schengenID = schengenID
            self.to = to
            self.content = content
            self.urgent = urgent
            self.inReplyTo = inReplyTo
        }
        public static let wireName = "SendForm"
        public static let meaning = "A form to be sent."
        public static let fields: [Field<Input>] = [
            .required("schengenId", \.schengenID, "The alert.", limits: Alert.schengenIDSchema),
            .list(
                "to", \.to,
                "Member States; absent: the issuing one, of form A all others, of an answer whoever asked.", count: 0...40,
                element: .text(.init(length: 3...120))),
            .required("content", \.content, "What it says."),
            .defaulted("urgent", \.urgent, to: false, "It is to be dealt with at once (Article 8(3))."),
            .optional("inReplyTo", \.inReplyTo, "The form that it answers."),
        ]
    }

    public struct Output: WireRecord, Hashable {
        public var message = RecordID(high: 0, low: 0)
        public var answerBy: Instant?
        public var late = false
        public init() {}
        public static let wireName = "FormSent"
        public static let meaning = "The form was sent."
        public static let fields: [Field<Output>] = [
            .required("message", \.message, "Identifier of the form."),
            .optional("answerBy", \.answerBy, "Until when it is to be answered."),
            .defaulted("late", \.late, to: false, "The time that the act gives for it was over (2018/1862 Article 59(5))."),
        ]
    }

    public struct Current: Sendable {
        let alert: Recorded<Alert>?
        let history: AlertHistory?
        let asked: Recorded<SupplementaryMessage>?
        let tasks: [Recorded<SISTask>]
        /// The caller has a part in an exchange on the alert.
        let isParty: Bool
    }

    public func load(_ input: Input, from reader: Reader, in context: DecisionContext) throws -> Current {
        let messages = try reader.values(SupplementaryMessage.self, key: SISKey.schengenID, value: input.schengenID)
        return Current(
            alert: try reader.values(Alert.self, key: SISKey.schengenID, value: input.schengenID).first,
            history: try reader.values(AlertHistory.self, key: SISKey.schengenID, value: input.schengenID).first?.value,
            asked: input.inReplyTo.flatMap { id in messages.first { $0.id == id } },
            tasks: try input.inReplyTo.map { try reader.tasks(SISTasks.self, about: $0) } ?? [],
            isParty: messages.contains { $0.value.involves(context.owner) })
    }

    public func decide(_ input: Input, _ current: Current, in context: DecisionContext) throws(Refusal) -> Decision<Output> {
        guard let form = input.content.form else {
            throw Refusal(.wrongForm, "fill in exactly one form", pointer: "/content")
        }
        var message = SupplementaryMessage()
        if let alert = current.alert?.value {
            message.category = alert.content.category
            message.issuingState = alert.issuingState
            message.urgent = SupplementaryTerm.isUrgent(alert)
        } else if let gone = current.history, current.isParty || gone.issuingState == context.owner {
            message.category = gone.category
            message.issuingState = gone.issuingState
            message.alertDeleted = gone.deleted.utcDay
        } else {
            throw Refusal(.notFound, "there is no alert with this Schengen ID", pointer: "/schengenId")
        }
        guard input.content.missingPerson == nil || message.category.isMissing else {
            throw Refusal(
                .wrongForm, "the alert is on no missing person", pointer: "/content/missingPerson", article: "1862 32, 33")
        }
        message.form = form
        message.schengenID = input.schengenID
        message.from = context.owner
        message.content = input.content
        message.urgent = message.urgent || input.urgent
        message.sent = context.now
        message.inReplyTo = input.inReplyTo
        if input.inReplyTo != nil { return try reply(&message, input, current, in: context) }
        return try open(&message, input, in: context)
    }

    // MARK: - A new exchange

    private func open(
        _ message: inout SupplementaryMessage, _ input: Input, in context: DecisionContext
    ) throws(Refusal) -> Decision<Output> {
        let form = message.form
        let isIssuer = message.issuingState == context.owner
        guard form.concerns(message.category) else {
            throw Refusal(
                .wrongForm, "form \(form.rawValue) is not for alerts of this category", pointer: "/content",
                article: form.article)
        }
        switch form.opener {
        case .operation(let name):
            throw Refusal(.wrongForm, "form \(form.rawValue) is opened by \(name)", pointer: "/content", article: form.article)
        case .issuer where !isIssuer, .others where isIssuer:
            throw Refusal(
                .wrongForm,
                "form \(form.rawValue) is sent by \(isIssuer ? "other Member States" : "the issuing Member State")",
                pointer: "/content", article: form.article)
        default: break
        }
        var to = input.to
        if to.isEmpty { to = isIssuer ? (form == .A ? context.otherStates : []) : [message.issuingState] }
        try checkRecipients(to, in: context)
        if case .others = form.opener, to != [message.issuingState] {
            throw Refusal(.wrongForm, "form \(form.rawValue) is for the issuing Member State", pointer: "/to", article: form.article)
        }
        message.recipients = to.map(SupplementaryMessage.Recipient.init)
        let id = context.ids.next()
        var output = Output()
        output.message = id
        var changes = message.sending(answer: form.wantsAnswer, id: id, in: context)
        output.answerBy = message.answerBy
        if let wrong = message.content.wrongData {
            guard wrong.evidenceSeen <= context.today else {
                throw Refusal(.contradiction, "the evidence lies in the future", pointer: "/content/wrongData/evidenceSeen")
            }
            output.late = WrongDataTerm.reportBy(seen: wrong.evidenceSeen) < context.today
            changes.append(
                context.task(
                    .submitDispute, about: id, of: context.owner, article: "1862 59(6)",
                    by: WrongDataTerm.agreeBy(seen: wrong.evidenceSeen, in: context.owner)))
        }
        return Decision(output, changes: changes, version: 1, notices: notices(of: message, id, in: context))
    }

    private func checkRecipients(_ to: [String], in context: DecisionContext) throws(Refusal) {
        guard !to.isEmpty else { throw Refusal(.wrongForm, "say whom it is for", pointer: "/to") }
        guard Set(to).count == to.count else { throw Refusal(.wrongForm, "a Member State is named twice", pointer: "/to") }
        let known = Set(context.otherStates)
        if let place = to.firstIndex(where: { !known.contains($0) }) {
            throw Refusal(
                .wrongForm, "no other Member State of this code has a SIRENE Bureau; they are named as FRA and DEU are", pointer: "/to/\(place)")
        }
    }

    // MARK: - An answer

    private func reply(
        _ message: inout SupplementaryMessage, _ input: Input, _ current: Current, in context: DecisionContext
    ) throws(Refusal) -> Decision<Output> {
        guard var asked = current.asked,
            let place = asked.value.recipients.firstIndex(where: { $0.party == context.owner })
        else { throw Refusal(.notFound, "no such form was sent to you on this alert", pointer: "/inReplyTo") }
        // The report of a hit on an object is answered with what tells that object.
        let isDetails = message.form == .P && asked.value.form == .G && message.form.concerns(message.category)
        guard message.form == asked.value.form || message.form == .M || isDetails else {
            throw Refusal(
                .wrongForm, "form \(asked.value.form.rawValue) is answered by the same form, or by M", pointer: "/content")
        }
        guard input.to.isEmpty || input.to == [asked.value.from] else {
            throw Refusal(.contradiction, "an answer goes to whoever asked", pointer: "/to")
        }
        message.recipients = [.init(asked.value.from)]
        asked.value.recipients[place].received = asked.value.recipients[place].received ?? context.now
        asked.value.recipients[place].answered = asked.value.recipients[place].answered ?? context.now
        let id = context.ids.next()
        var changes = message.sending(answer: false, id: id, in: context)
        changes.append(asked.update)
        changes += current.tasks.filter { $0.value.memberState == context.owner }.ending(.answerForm, at: context.now)
        // Wrong data that were corrected are in dispute no more.
        if message.content.wrongData?.corrected == true {
            changes += current.tasks.ending(.submitDispute, .withdrawn, at: context.now)
        }
        var output = Output()
        output.message = id
        return Decision(output, changes: changes, version: 1, notices: notices(of: message, id, in: context))
    }

    /// Names the form and the alert; the person is in neither.
    private func notices(of message: SupplementaryMessage, _ id: RecordID, in context: DecisionContext) -> [Notice] {
        message.recipients.map {
            context.notice(
                to: $0.party, message.inReplyTo == nil ? "form" : "formAnswered", message.form.article, about: id,
                "Form \(message.form.rawValue) of \(message.from) on alert \(message.schengenID)\(message.urgent ? ", urgent" : "")."
            )
        }
    }
}

/// Time limits of Article 59(5) and (6) of 2018/1862 and Article 44(5) and (6) of 2018/1861.
enum WrongDataTerm {
    /// The issuing Member State is told not later than two working days after the evidence came to attention.
    static func reportBy(seen: Day) -> Day { seen.adding(workingDays: 2) }

    /// Two months for an agreement.
    static func agreeBy(seen: Day, in state: String) -> Instant { Instant(endOf: seen.adding(months: 2), in: state) }
}

extension RefusalKind {
    public static let wrongForm = RefusalKind(
        "sis/wrong-form", 422, "The form is not for this exchange", article: "1861 8, 1862 8")
}

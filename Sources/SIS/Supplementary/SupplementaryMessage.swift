import Identity
import Operations
import Registry
import Wire

/// One form that a SIRENE Bureau sent to others on an alert. It waits in the inbox of each from the commit that sent it, and
/// goes at the latest a year after the alert (2018/1861 Article 49, 2018/1862 Article 64).
public struct SupplementaryMessage: RecordValue, Hashable {
    public static let kind = RecordKind(.SIS, "supplementaryMessage")

    public var form = SIRENEForm.M
    public var schengenID = ""
    public var category = AlertCategory.refusal
    public var issuingState = ""
    public var from = ""
    public var recipients: [Recipient] = []
    public var content = SupplementaryContent()
    public var urgent = false
    public var sent = Instant(milliseconds: 0)
    public var answerBy: Instant?
    public var inReplyTo: RecordID?
    public var hit: RecordID?
    public var alertDeleted: Day?

    /// A bureau that the form was sent to.
    public struct Recipient: WireRecord, Hashable {
        public var party = ""
        public var received: Instant?
        public var answered: Instant?
        public init() {}
        init(_ party: String) { self.party = party }
        public static let wireName = "FormRecipient"
        public static let meaning = "A bureau that the form was sent to."
        public static let fields: [Field<Recipient>] = [
            .required("party", \.party, "Member State or agency."),
            .optional("received", \.received, "When it said that it had received the form."),
            .optional("answered", \.answered, "When it answered."),
        ]
    }

    public init() {}

    public static let meaning = "A form that SIRENE Bureaux exchanged."
    public static let fields: [Field<SupplementaryMessage>] = [
        .required("form", \.form, "Which form."),
        .required("schengenId", \.schengenID, "The alert.", limits: Alert.schengenIDSchema),
        .required("category", \.category, "Its category at the time."),
        .required("issuingState", \.issuingState, "Member State that entered it."),
        .required("from", \.from, "Member State or agency that sent it."),
        .list("recipients", \.recipients, "Whom it was sent to.", count: 1...40),
        .required("content", \.content, "What it says."),
        .defaulted("urgent", \.urgent, to: false, "It is to be dealt with at once (Article 8(3))."),
        .required("sent", \.sent, "When it was sent."),
        .optional("answerBy", \.answerBy, "Until when it is to be answered."),
        .optional("inReplyTo", \.inReplyTo, "The form that it answers."),
        .optional("hit", \.hit, "The report of the hit that opened the exchange."),
        .optional("alertDeleted", \.alertDeleted, "Day on which the alert went."),
    ]

    /// Whether a Member State or agency has a part in it.
    func involves(_ party: String) -> Bool { from == party || recipients.contains { $0.party == party } }

    /// Key of those whose answer, or receipt, is outstanding.
    static let waiting = "waiting"

    public var projection: Projection {
        var keys = [
            RecordKey(SISKey.schengenID, schengenID, unique: false), RecordKey(SISKey.party, from, unique: false),
        ]
        for recipient in recipients {
            keys.append(RecordKey(SISKey.party, recipient.party, unique: false))
            if recipient.received == nil || (answerBy != nil && recipient.answered == nil) {
                keys.append(RecordKey(Self.waiting, recipient.party, unique: false))
            }
        }
        return Projection(keys: keys, due: SupplementaryTerm.due(alertDeleted: alertDeleted))
    }
}

extension SupplementaryMessage {
    /// A form on an alert; `recipients` are told by whoever commits it.
    init(
        _ content: SupplementaryContent, _ form: SIRENEForm, on alert: Alert, from: String, to recipients: [String],
        urgent: Bool = false, in context: DecisionContext
    ) {
        self.form = form
        schengenID = alert.schengenID
        category = alert.content.category
        issuingState = alert.issuingState
        self.from = from
        self.recipients = recipients.map(Recipient.init)
        self.content = content
        // Terrorist offences are dealt with at once, whatever the sender thought of.
        self.urgent = urgent || alert.content.warnings.contains(.terrorism)
        sent = context.now
    }

    /// The changes that send it: the form, and for each who must answer a task.
    mutating func sending(answer: Bool, id: RecordID, in context: DecisionContext) -> [Change] {
        if answer { answerBy = SupplementaryTerm.answer(to: sent, urgent: urgent) }
        var changes: [Change] = [.create(id, draft(owner: from))]
        guard let answerBy else { return changes }
        for recipient in recipients {
            changes.append(
                context.task(.answerForm, about: id, of: recipient.party, article: "1861 8, 1862 8", by: answerBy))
        }
        return changes
    }
}

import Access
import Identity
import Operations
import Registry
import Wire

/// A Member State consults another (1860 Articles 9 to 12, 1861 Articles 23(3) and 26 to 30, 1862 Article 23(3)).
public struct StartConsultation: Command {
    public typealias Output = ConsultationReply

    public init() {}

    public let about = OperationDescription.sis(
        "startConsultation", "Consult another Member State",
        "Asks before a permit is granted, before or after an alert is entered on the holder of one, on a hit, or on alerts that are not compatible. The time for the answer runs from here.",
        article: "1860 9-12, 1861 23, 26-30, 1862 23", .create, .POST, "/consultations", data: .sisConsultation,
        grants: [SISGrants.supplementary], refusals: [.notFound, .contradiction, .alreadyRequested], consequences: [.update])

    public struct Input: WireRecord, Hashable {
        public var about = ConsultationKind.beforeGranting
        public var schengenID: String?
        public var category: AlertCategory?
        public var person: PersonIdentity?
        public var grantingState: CountryCode?
        public var permit: Consultation.Permit?
        public var reasons = ""

        public init() {}
        public init(_ about: ConsultationKind, on schengenID: String? = nil, reasons: String) {
            self.about = about
            self.schengenID = schengenID
            self.reasons = reasons
        }
        public static let wireName = "StartConsultation"
        public static let meaning = "A consultation."
        public static let fields: [Field<Input>] = [
            .required("about", \.about, "What it is about."),
            .optional("schengenId", \.schengenID, "The alert concerned; absent before the entry.", limits: Alert.schengenIDSchema),
            .optional("category", \.category, "Before an entry, or of the alert that would stand beside another: its category."),
            .optional("person", \.person, "Before an entry: the person."),
            .optional("grantingState", \.grantingState, "Member State that granted the permit or visa."),
            .optional("permit", \.permit, "The permit or visa."),
            .required("reasons", \.reasons, "Reasons, in sufficient detail.", limits: Consultation.prose),
        ]
    }

    public struct Current: Sendable {
        let alert: Recorded<Alert>?
        /// Consultations on the alert.
        let others: [Recorded<Consultation>]
        let tasks: [Recorded<SISTask>]
    }

    public func load(_ input: Input, from reader: Reader, in context: DecisionContext) throws -> Current {
        guard let number = input.schengenID else { return Current(alert: nil, others: [], tasks: []) }
        let alert = try reader.values(Alert.self, key: SISKey.schengenID, value: number).first
            .flatMap { context.today < $0.value.term.eraseOn ? $0 : nil }
        let others = try reader.values(Consultation.self, key: SISKey.schengenID, value: number)
        return Current(
            alert: alert, others: others,
            tasks: try others.flatMap { try reader.tasks(SISTasks.self, about: $0.id) })
    }

    public func decide(
        _ input: Input, _ current: Current, in context: DecisionContext
    ) throws(Refusal) -> Decision<ConsultationReply> {
        guard context.caller.memberState != nil else {
            throw Refusal(.contradiction, "Member States consult each other", article: "1861 7(2)")
        }
        var consultation = Consultation()
        consultation.about = input.about
        consultation.asker = context.owner
        consultation.permit = input.permit
        consultation.reasons = input.reasons
        consultation.asked = context.now
        if input.about == .beforeEntering {
            try fill(&consultation, beforeEntering: input)
        } else {
            try fill(&consultation, input, current)
        }
        guard consultation.consulted != consultation.asker else {
            throw Refusal(.contradiction, "a Member State does not consult itself", article: consultation.rule.article)
        }
        let standing = current.others.contains {
            $0.value.about == input.about && $0.value.asker == context.owner && $0.value.consulted == consultation.consulted
                && $0.value.category == consultation.category && $0.value.answer(at: context.now) == nil
        }
        guard !standing else {
            throw Refusal(.alreadyRequested, "the consultation is under way", article: consultation.rule.article)
        }
        return begin(consultation, current, in: context)
    }

    /// Before the entry of an alert there is a person, a category and a Member State that granted something.
    private func fill(_ consultation: inout Consultation, beforeEntering input: Input) throws(Refusal) {
        guard input.schengenID == nil, let person = input.person, let category = input.category,
            category == .return || category.isRefusal, let granting = input.grantingState
        else {
            throw Refusal(
                .contradiction,
                "before an entry: give person, category (return or refusal) and granting Member State, and no alert",
                pointer: "/about", article: "1860 10, 1861 28")
        }
        consultation.category = category
        consultation.person = person
        consultation.consulted = granting.text
    }

    private func fill(_ consultation: inout Consultation, _ input: Input, _ current: Current) throws(Refusal) {
        guard let alert = current.alert else {
            throw Refusal(.notFound, "there is no alert with this Schengen ID", pointer: "/schengenId")
        }
        guard input.person == nil else {
            throw Refusal(.contradiction, "the person is the one of the alert", pointer: "/person")
        }
        consultation.schengenID = alert.value.schengenID
        consultation.category = alert.value.content.category
        guard input.about.concerns(alert.value.content) else {
            throw Refusal(
                .contradiction, "there is no such consultation on an alert of this category", pointer: "/about",
                article: consultation.rule.article)
        }
        let isOwn = alert.owner == consultation.asker
        guard isOwn == (input.about == .afterEntering) else {
            throw Refusal(
                .contradiction,
                isOwn ? "the alert is one's own" : "only the issuing Member State consults on its alert afterwards",
                pointer: "/schengenId", article: consultation.rule.article)
        }
        switch input.about {
        case .afterEntering, .onHit:
            guard let granting = input.grantingState else {
                throw Refusal(
                    .contradiction, "say which Member State granted the permit or visa", pointer: "/grantingState",
                    article: consultation.rule.article)
            }
            consultation.consulted = input.about == .onHit ? alert.owner : granting.text
            if input.about == .onHit { consultation.grantingState = granting.text }
        case .multipleAlerts:
            guard let category = input.category else {
                throw Refusal(.contradiction, "say which category is to be entered", pointer: "/category")
            }
            consultation.category = category
            consultation.consulted = alert.owner
        default: consultation.consulted = alert.owner
        }
    }

    private func begin(
        _ asked: Consultation, _ current: Current, in context: DecisionContext
    ) -> Decision<ConsultationReply> {
        var consultation = asked
        let rule = consultation.rule
        let id = context.ids.next()
        consultation.answerBy =
            rule.days.map { SupplementaryTerm.end(ofDays: $0, from: context.today, in: asked.consulted) }
            ?? SupplementaryTerm.answer(to: context.now, urgent: rule.urgent)
        var changes: [Change] = []
        if consultation.about == .afterEntering {
            // Whoever met the alert is told of the outcome; their report is answered by this consultation.
            for hit in current.others
            where hit.value.about == .onHit && hit.value.grantingState == consultation.consulted && hit.value.concluded == nil {
                consultation.informed = hit.value.asker
                var hit = hit
                hit.value.concluded = context.now
                changes.append(hit.update)
                changes += current.tasks.filter { $0.value.about == hit.id }.ending(.startConsultation, at: context.now)
            }
        }
        changes.insert(.create(id, consultation.draft(owner: context.owner)), at: 0)
        changes.append(
            context.task(
                consultation.about == .onHit ? .startConsultation : .answerConsultation, about: id,
                of: consultation.consulted, article: rule.article, by: consultation.answerBy,
                silence: rule.silence == nil ? .overdue : .positiveOpinion))
        return Decision(
            ConsultationReply(id, 1, consultation), changes: changes, version: 1,
            notices: [
                context.notice(
                    to: consultation.consulted, "consultation", rule.article, about: id,
                    "\(consultation.asker) consults \(consultation.consulted)\(consultation.schengenID.map { " on alert \($0)" } ?? ""); to be answered by \(consultation.answerBy)."
                )
            ])
    }
}

/// A consultation with its identifier and version.
public struct ConsultationReply: WireRecord, Hashable {
    public var id = RecordID(high: 0, low: 0)
    public var version = 0
    public var article = ""
    public var consultation = Consultation()
    public init() {}
    init(_ id: RecordID, _ version: Int, _ consultation: Consultation) {
        self.id = id
        self.version = version
        self.consultation = consultation
        article = consultation.rule.article
    }
    public static let wireName = "SISConsultationReply"
    public static let meaning = "A consultation."
    public static let fields: [Field<ConsultationReply>] = [
        .required("id", \.id, "Identifier of the consultation."), .required("version", \.version, "Version, for If-Match."),
        .required("article", \.article, "Act and article."), .required("consultation", \.consultation, "The consultation."),
    ]
}

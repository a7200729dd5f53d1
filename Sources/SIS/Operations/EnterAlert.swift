import Access
import Identity
import Operations
import Registry
import Wire

/// A Member State enters an alert (1860 Articles 3–4, 1861 Articles 20–25, 1862 Articles 20–23, 26, 32, 34, 36, 38 and 40).
public struct EnterAlert: Command {
    public init() {}

    public let about = OperationDescription.sis(
        "enterAlert", "Enter an alert",
        "Enters an alert on a person or an object. The minimum data of the category must be there, and the Member State must not have an alert on the same person or object already.",
        article: "1860 4, 1861 20-25, 1862 20-23", .create, .POST, "/alerts", grants: SISGrants.issuing,
        refusals: RefusalKind.ofEntry + [.permitMaintained, .proposalMissing, .noSuchPerson], consequences: [.update])

    public struct Input: WireRecord, Hashable {
        public var alert = AlertContent()
        public var samples: [AlertSample] = []
        public var distinctFrom: [String] = []
        public var locates: String?
        public var proposal: RecordID?

        public init() {}
        public init(_ alert: AlertContent, samples: [AlertSample] = [], distinctFrom: [String] = []) {
            self.alert = alert
            self.samples = samples
            self.distinctFrom = distinctFrom
        }
        public static let wireName = "EnterAlert"
        public static let meaning = "An alert to be entered."
        public static let fields: [Field<Input>] = [
            .required("alert", \.alert, "The alert."),
            .list(
                "samples", \.samples, "Photographs, facial images, prints, DNA profile, copies.",
                count: 0...AlertSamples.countMax),
            .list(
                "distinctFrom", \.distinctFrom,
                "Alerts of the same Member State that were looked at and are on others (2018/1862 Article 61).",
                count: 0...50, element: Alert.schengenIDSchema),
            .optional(
                "locates", \.locates,
                "Of an object: alert of the same Member State on the person that the object leads to, or is connected with; both have the same category (2018/1862 Articles 26(5), 32(8), 34(2), 36(5), 37a).",
                limits: Alert.schengenIDSchema),
            .optional("proposal", \.proposal, "Of an information alert: Europol's proposal (2018/1862 Article 37a)."),
        ]
    }

    public struct Output: WireRecord, Hashable {
        public var schengenID = ""
        public var crossCheckBy: Instant?
        public var keptUntil = Day(number: 0)
        public var otherAlerts: [OtherAlert] = []
        public var executeFirst: AlertCategory?
        public var remarks: [String] = []

        public init() {}
        public static let wireName = "AlertEntered"
        public static let meaning = "The alert was entered."
        public static let fields: [Field<Output>] = [
            .required("schengenId", \.schengenID, "Schengen ID.", limits: Alert.schengenIDSchema),
            .required("keptUntil", \.keptUntil, "Last day of the period, as things stand."),
            .optional(
                "crossCheckBy", \.crossCheckBy,
                "Until when one's bureau contacts the Member State of an alert on a person of the same description (Article 61)."
            ),
            .list(
                "otherAlerts", \.otherAlerts,
                "Alerts of other Member States on the same person or object (Article 23(3)).", count: 0...200),
            .optional("executeFirst", \.executeFirst, "The category to be executed first (2018/1862 Article 23(4))."),
            .list(
                "remarks", \.remarks, "What somebody should look at in the description of the object.", count: 0...50),
        ]
    }

    /// The alert about to be entered is the Member State's own; an agency has none.
    public func demand(_ input: Input, facts: FactReader) throws -> Demand {
        Demand(data: input.alert.dataGroup, conditions: facts.caller.memberState == nil ? [] : [.owner])
    }

    public struct Current: Sendable {
        let around: AlertsAround
        /// The person that an object leads to.
        let person: Recorded<Alert>?
        let proposal: ProposalMatter?
        /// Consultations before an entry on this person (1860 Article 10, 1861 Article 28), the latest first.
        let consultations: [Consultation]
    }

    public func load(_ input: Input, from reader: Reader, in context: DecisionContext) throws -> Current {
        try reader.entry(
            of: input, around: reader.alertsAround(input.alert, distinctFrom: input.distinctFrom, owner: context.owner),
            in: context)
    }

    public func decide(
        _ input: Input, _ current: Current, in context: DecisionContext
    ) throws(Refusal) -> Decision<Output> {
        let around = current.around
        let existing = around.existing
        guard let state = CountryCode(context.owner) else {
            throw Refusal(.forbidden, "only Member States enter alerts", article: "1862 59(3)")
        }
        try AlertEntry.checkAge(input.alert, today: context.today)
        try AlertEntry.checkDistinct(input.distinctFrom, known: around.distinct)
        let known = existing.compactMap { AlertEntry.Existing($0) }
        let verdict = try AlertEntry.judge(
            input.alert, samples: input.samples.map(\.kind), issuingState: state, existing: known,
            entered: context.today, locatesPerson: input.locates != nil)
        try around.checkCompatible(input.alert, in: context)
        try checkConsultations(input.alert, current.consultations, at: context.now)
        let person = try person(for: input, current, in: context)
        let proposal = try proposal(for: input, current, in: context)

        let id = context.ids.next()
        var alert = Alert()
        alert.schengenID = SchengenID.make(state, context.ids.next())
        alert.issuingState = state.text
        alert.authority = context.caller.authority
        alert.entered = context.today
        alert.content = input.alert
        alert.samples = input.samples.map(\.kind)
        alert.distinctFrom = input.distinctFrom
        alert.authorityKind = context.caller.kind
        alert.proposal = input.proposal

        var changes: [Change] = []
        if let person {
            let linkID = context.ids.next()
            var link = AlertLink()
            link.memberState = context.owner
            link.alerts = [person.value.schengenID, alert.schengenID]
            link.locates = true
            alert.links = [linkID]
            alert.boundUntil = person.value.term.keptUntil
            changes += [.create(linkID, link.draft(owner: context.owner)), person.joined(linkID).update]
        }
        changes.insert(.create(id, alert.draft(owner: context.owner)), at: 0)
        var notices = announcements(of: alert, id, in: context)
        if let proposal {
            let answer = proposal.answering(schengenID: alert.schengenID, reason: nil, in: context)
            changes += answer.changes
            notices += answer.notices
        }
        if !input.samples.isEmpty {
            let samples = AlertSamples(schengenID: alert.schengenID, samples: input.samples)
            changes.append(.create(context.ids.next(), samples.draft(owner: context.owner)))
        }
        var output = Output()
        output.schengenID = alert.schengenID
        output.keptUntil = alert.term.keptUntil
        // What the authority may not see elsewhere it does not see here.
        let seen = existing.filter {
            $0.value.isVisible(to: context.caller, context.visible, at: context.now, today: context.today)
        }
        if !input.alert.isOnObject, !existing.isEmpty {
            let deadline = SupplementaryTerm.answer(to: context.now)
            output.crossCheckBy = seen.isEmpty ? nil : deadline
            changes.append(context.task(.crossCheck, about: id, of: state.text, article: "1861 46, 1862 61", by: deadline))
        }
        output.otherAlerts = seen.map(OtherAlert.init)
        output.executeFirst = seen.isEmpty ? nil : verdict.executeFirst
        output.remarks = (input.alert.object?.findings ?? []).map { "\($0.field): \($0.problem.rawValue)" }
        return Decision(output, changes: changes, version: 1, notices: notices)
    }
}

extension EnterAlert {
    /// Every Member State is told of a new alert for arrest, so that it can ask for a flag (1862 Article 24(2)), and of one at
    /// the request of authorities responsible for national security (36(4)).
    private func announcements(of alert: Alert, _ id: RecordID, in context: DecisionContext) -> [Notice] {
        let told: (kind: String, article: String, what: String)
        switch alert.content.category {
        case .arrest where !alert.content.isOnObject: told = ("newAlertForArrest", "1862 24(2)", "for arrest")
        case _ where alert.content.nationalSecurity: told = ("newAlertForSecurity", "1862 36(4)", "for national security")
        default: return []
        }
        return context.otherStates.map {
            context.notice(
                to: $0, told.kind, told.article, about: id,
                "\(alert.issuingState) has entered alert \(alert.schengenID) \(told.what).")
        }
    }

    /// Where the granting Member State was consulted, its answer counts: a permit that is maintained stands in the way.
    private func checkConsultations(
        _ content: AlertContent, _ consultations: [Consultation], at now: Instant
    ) throws(Refusal) {
        guard let latest = consultations.first, latest.answer != .withdrawsPermit else { return }
        throw Refusal(
            .permitMaintained,
            latest.answer == .maintainsPermit
                ? "\(latest.consulted) maintains the residence permit or visa"
                : "\(latest.consulted) was consulted and has until \(latest.answerBy)", pointer: "/alert",
            article: latest.rule.article)
    }

    /// The alert on the person that an object leads to.
    private func person(
        for input: Input, _ current: Current, in context: DecisionContext
    ) throws(Refusal) -> Recorded<Alert>? {
        guard input.locates != nil else { return nil }
        guard let person = current.person, person.owner == context.owner, !person.value.content.isOnObject,
            context.today < person.value.term.eraseOn, input.alert.isOnObject,
            person.value.content.category == input.alert.category
        else {
            throw Refusal(
                .noSuchPerson, "the Member State has no alert of this number and category on a person", pointer: "/locates")
        }
        guard person.value.links.count < AlertLink.perAlertMax else { throw .full("links") }
        return person
    }

    /// The proposal that an information alert on a person follows.
    private func proposal(
        for input: Input, _ current: Current, in context: DecisionContext
    ) throws(Refusal) -> ProposalMatter? {
        guard input.alert.category == .information, !input.alert.isOnObject else {
            guard input.proposal == nil else {
                throw Refusal(.contradiction, "only information alerts follow a proposal", pointer: "/proposal")
            }
            return nil
        }
        try InformationAlert.checkNationality(
            input.alert.identities, on: context.today, pointer: "/alert/identities/0/nationalities")
        guard let proposal = current.proposal, proposal.isOpen(to: context.owner) else {
            throw Refusal(
                .proposalMissing, "Europol has proposed no such alert to the Member State, or it is answered",
                pointer: "/proposal")
        }
        let proposed = proposal.proposal.value
        var person = AlertContent()
        person.identities = proposed.identities
        person.documents = proposed.documents
        guard !Set(AlertSubject(person).marks).isDisjoint(with: AlertSubject(input.alert).marks) else {
            throw Refusal(.proposalMissing, "the proposal is on another person", pointer: "/alert/identities")
        }
        return proposal
    }
}

extension RefusalKind {
    public static let incompatible = RefusalKind(
        "sis/incompatible", 409, "An alert of another Member State is not compatible with this one",
        article: "1861 23(3), 1862 23(3)")
    public static let permitMaintained = RefusalKind(
        "sis/permit-maintained", 409, "A residence permit or visa stands in the way", article: "1860 10, 1861 28")
    public static let proposalMissing = RefusalKind(
        "sis/proposal-missing", 422, "An information alert follows a proposal of Europol", article: "1862 37a")
    public static let noSuchPerson = RefusalKind(
        "sis/no-such-person", 422, "There is no alert on a person that the object leads to",
        article: "1862 26(5), 32(8), 34(2), 36(5)")
}

/// An alert of another Member State on the same person or object.
public struct OtherAlert: WireRecord, Hashable {
    public var schengenID = ""
    public var issuingState = ""
    public var category = AlertCategory.refusal

    public init() {}
    init(_ alert: Recorded<Alert>) {
        schengenID = alert.value.schengenID
        issuingState = alert.value.issuingState
        category = alert.value.content.category
    }

    public static let meaning = "An alert of another Member State on the same person or object."
    public static let fields: [Field<OtherAlert>] = [
        .required("schengenId", \.schengenID, "Schengen ID.", limits: Alert.schengenIDSchema),
        .required("issuingState", \.issuingState, "Member State that entered it."),
        .required("category", \.category, "Category."),
    ]
}

/// Numbers of alerts: the Member State's code and thirteen characters without meaning.
enum SchengenID {
    /// Crockford's base 32: digits and letters without I, L, O and U.
    private static let characters = Array("0123456789ABCDEFGHJKMNPQRSTVWXYZ")

    static func make(_ state: CountryCode, _ source: RecordID) -> String {
        var rest = source.low
        var text = ""
        for _ in 0..<13 {
            text.append(characters[Int(rest & 31)])
            rest >>= 5
        }
        return state.text + text
    }
}

extension AlertEntry.Existing {
    init?(_ alert: Recorded<Alert>) {
        guard let state = CountryCode(alert.value.issuingState) else { return nil }
        self.init(schengenID: alert.value.schengenID, category: alert.value.content.category, memberState: state)
    }
}

/// What stands around an alert to be entered or changed.
public struct AlertsAround: Sendable {
    /// Alerts on the same person or object, without those that were told apart.
    let existing: [Recorded<Alert>]
    /// Of the alerts that it was told apart from, those that stand and are the Member State's own.
    let distinct: Set<String>
    /// Alerts of other Member States beside which this one may stand although the rules say otherwise: the Member States have
    /// agreed on it.
    var agreed: Set<String> = []
}

extension AlertsAround {
    /// Alerts of other Member States that must not stand beside this one (Article 23(3)).
    static func clashing(
        _ content: AlertContent, _ existing: [Recorded<Alert>], owner: String
    ) -> [Recorded<Alert>] {
        existing.filter {
            $0.owner != owner
                && !AlertCompatibility.areCompatible(
                    content.category, $0.value.content.category, onObject: content.isOnObject)
        }
    }

    /// What the caller may not see is not named; the bureau sees everything.
    func checkCompatible(_ content: AlertContent, in context: DecisionContext) throws(Refusal) {
        let clashing = Self.clashing(content, existing, owner: context.owner).filter {
            !agreed.contains($0.value.schengenID)
        }
        guard !clashing.isEmpty else { return }
        let seen = clashing.filter {
            $0.value.isVisible(to: context.caller, context.visible, at: context.now, today: context.today)
        }
        throw Refusal(
            .incompatible,
            seen.isEmpty
                ? "the SIRENE Bureau must consult another Member State first"
                : "consult first: \(seen.map { "\($0.value.schengenID) (\($0.value.content.category.rawValue))" }.joined(separator: ", "))",
            pointer: "/alert/category")
    }
}

extension Reader {
    func alertsAround(
        _ content: AlertContent, distinctFrom: [String], owner: String, except own: RecordID? = nil
    ) throws -> AlertsAround {
        var distinct: Set<String> = []
        for number in distinctFrom {
            guard let record = try find(Alert.kind, key: SISKey.schengenID, value: number).first else { continue }
            if record.owner == owner, record.id != own { distinct.insert(number) }
        }
        var found: [RecordID: Recorded<Alert>] = [:]
        for mark in AlertSubject(content).marks {
            for alert in try values(Alert.self, key: mark.name, value: mark.value) { found[alert.id] = alert }
        }
        for key in content.object?.enclosingKeys ?? [] {
            for alert in try values(Alert.self, key: SISKey.object, value: key) { found[alert.id] = alert }
        }
        let existing = found.values.filter { $0.id != own && !distinct.contains($0.value.schengenID) }
            .sorted { $0.value.schengenID < $1.value.schengenID }
        var around = AlertsAround(existing: existing, distinct: distinct)
        for clash in AlertsAround.clashing(content, existing, owner: owner) {
            let agreement = try values(Consultation.self, key: SISKey.schengenID, value: clash.value.schengenID).contains {
                $0.value.about == .multipleAlerts && $0.value.asker == owner && $0.value.category == content.category
                    && $0.value.answer == .agrees
            }
            if agreement { around.agreed.insert(clash.value.schengenID) }
        }
        return around
    }

    /// Everything that an entry depends on besides the alerts around it.
    func entry(
        of input: EnterAlert.Input, around: AlertsAround, in context: DecisionContext
    ) throws -> EnterAlert.Current {
        var consultations: [Consultation] = []
        if input.alert.category == .return || input.alert.category.isRefusal {
            for mark in AlertSubject(identities: input.alert.identities).marks {
                consultations += try values(Consultation.self, key: Consultation.person, value: mark.value).map(\.value)
            }
        }
        let isReturn = input.alert.category == .return
        return EnterAlert.Current(
            around: around,
            person: try input.locates.flatMap { try values(Alert.self, key: SISKey.schengenID, value: $0).first },
            proposal: try input.proposal.flatMap { try proposal($0, to: context.owner) },
            consultations: consultations.filter {
                $0.about == .beforeEntering && $0.asker == context.owner && ($0.category == .return) == isReturn
            }.sorted { $0.asked > $1.asked })
    }
}

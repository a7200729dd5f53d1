import Access
import Identity
import Operations
import Registry
import Wire

/// An alert as an officer sees it on a hit: what is to be done, on whose behalf, what to beware of, and whom the alert is
/// really on.
public struct SISPortalView: WireRecord, Hashable {
    public var schengenID = ""
    public var category = AlertCategory.refusal
    public var article = ""
    public var issuingState = ""
    public var authority = ""
    public var action = AlertAction.refuseEntry
    public var instruction = ""
    public var discreet = false
    public var executeFirst = false
    public var actionIfFlagged: AlertAction?
    public var flagged = false
    public var linked: [LinkedAlert] = []
    public var informationSought: [String] = []
    public var warnings: [AlertWarning] = []
    public var warningWords: [String] = []
    public var identities: [PortalIdentity] = []
    public var documents: [TravelDocument] = []
    public var object: SoughtObject?
    public var misusedIdentity = false
    public var reason: String?
    public var offence: String?
    public var physicalMarks: [String] = []
    public var caseType: MissingCaseType?
    public var decisionReference: String?
    public var entryBan: Bool?
    public var voluntaryDepartureDate: Day?
    public var returnSuspended = false
    public var samplesHeld: [AlertSampleKind] = []
    public var entered = Day(number: 0)
    public var validUntil = Day(number: 0)
    public var advice: [String] = []

    public init() {}

    public static let meaning = "An alert as an officer sees it on a hit."
    public static let fields: [Field<SISPortalView>] = [
        .required("schengenId", \.schengenID, "Schengen ID.", limits: Alert.schengenIDSchema),
        .required("category", \.category, "Category of alert."),
        .required("article", \.article, "Act and article that it is entered under."),
        .required("issuingState", \.issuingState, "Member State that entered it and must be contacted."),
        .required("authority", \.authority, "Authority that created it."),
        .required("action", \.action, "Action to be taken."),
        .required("instruction", \.instruction, "The action in words.", limits: .text(.init(length: 1...400))),
        .defaulted("discreet", \.discreet, to: false, "The person must not learn of the alert."),
        .defaulted(
            "executeFirst", \.executeFirst, to: false,
            "Executed before the other alerts on the person (2018/1862 Article 23(4))."),
        .optional("actionIfFlagged", \.actionIfFlagged, "The action that a flag would leave."),
        .defaulted(
            "flagged", \.flagged, to: false,
            "One's own Member State has a flag on the alert: the action shown is what the flag leaves (2018/1862 Article 24)."),
        .list(
            "linked", \.linked, "Alerts that this one is linked to, as far as one may see them (2018/1862 Article 63).",
            count: 0...1000),
        .list(
            "informationSought", \.informationSought, "Information sought besides the usual (2018/1862 Article 36(2)).",
            count: 0...20, element: AlertContent.line),
        .list("warnings", \.warnings, "What to know before coming near.", count: 0...6),
        .list("warningWords", \.warningWords, "The warnings in words.", count: 0...6),
        .list("identities", \.identities, "Identities of the person.", count: 0...220),
        .list("documents", \.documents, "Identification documents of the person.", count: 0...100),
        .optional("object", \.object, "The object, where the alert is on one."),
        .defaulted(
            "misusedIdentity", \.misusedIdentity, to: false,
            "Somebody else's identity was misused: make sure that the person present is not that victim (2018/1862 Article 62)."
        ),
        .optional("reason", \.reason, "Reason for the alert.", limits: .text(.init(length: 1...8000))),
        .optional("offence", \.offence, "Type of offence.", limits: AlertContent.line),
        .list("physicalMarks", \.physicalMarks, "Physical characteristics.", count: 0...20, element: AlertContent.line),
        .optional("caseType", \.caseType, "Type of case of a missing person."),
        .optional("decisionReference", \.decisionReference, "Reference to the decision.", limits: AlertContent.line),
        .optional("entryBan", \.entryBan, "Of a return decision: whether an entry ban comes with it."),
        .optional(
            "voluntaryDepartureDate", \.voluntaryDepartureDate, "Last day of the period for voluntary departure."),
        .defaulted("returnSuspended", \.returnSuspended, to: false, "The return decision is suspended."),
        .list(
            "samplesHeld", \.samplesHeld, "Samples held, to verify the identity by (Article 43(1)).",
            count: 0...AlertSamples.countMax),
        .required("entered", \.entered, "Day of entry."),
        .required("validUntil", \.validUntil, "Last day of the period, as things stand."),
        .list(
            "advice", \.advice, "What else the acts ask for, one sentence each.", count: 0...10,
            element: AlertContent.line),
    ]

    /// - Parameter state: Member State of the officer, whose flag counts.
    public init(_ alert: Recorded<Alert>, matched: Int? = nil, in state: String? = nil) {
        let content = alert.value.content
        let rule = AlertCategoryRule.rule(for: content.category)
        schengenID = alert.value.schengenID
        category = content.category
        article = content.article
        issuingState = alert.value.issuingState
        authority = alert.value.authority
        action = alert.value.action(in: state)
        instruction = action.words
        flagged = alert.value.flag(of: state) != nil
        // The person must not learn of the alert, whatever a flag leaves to be done.
        discreet = rule.action.isDiscreet
        informationSought = content.informationSought
        actionIfFlagged = rule.actionIfFlagged
        warnings = content.warnings
        warningWords = content.warnings.map(\.words)
        identities = alert.value.identities.enumerated().map {
            PortalIdentity($0.element, matched: $0.offset == matched)
        }
        documents = content.documents
        object = content.object
        misusedIdentity = !alert.value.misused.isEmpty
        reason = content.reason
        offence = content.offence
        physicalMarks = content.physicalMarks
        caseType = content.caseType
        decisionReference = content.decisionReference
        entryBan = content.entryBan
        voluntaryDepartureDate = content.voluntaryDepartureDate
        returnSuspended = content.returnSuspended
        samplesHeld = Array(Set(alert.value.samples)).sorted { $0.rawValue < $1.rawValue }
        entered = alert.value.entered
        validUntil = alert.value.term.keptUntil
        advice = Self.advice(for: alert.value, matched: matched)
    }

    /// What applies to this alert besides its action.
    private static func advice(for alert: Alert, matched: Int?) -> [String] {
        var advice: [String] = []
        if let matched, alert.identities.indices.contains(matched) {
            switch alert.identities[matched].category {
            case .misused:
                advice.append(
                    "The identity found is that of a victim of misuse: the person present may be the victim (1862 62).")
            case .alias, .notConfirmed:
                advice.append("The identity found is not a confirmed one: verify who the person is.")
            case .confirmed: break
            }
        }
        if alert.samples.contains(where: \.isBiometric) {
            advice.append("Verify the identity by the samples held before acting (1861 33(1), 1862 43(1)).")
        }
        if !alert.differsFrom.isEmpty {
            advice.append(
                "Somebody else of the same description is the subject of another alert: verify which of the two this is (1862 61)."
            )
        }
        switch alert.content.category {
        case .childAbduction, .childRisk:
            advice.append("A decision on the measures is taken within 12 hours of finding the child (1862 33(3)).")
        case .refusal, .entryBan:
            advice.append(
                "Where another Member State granted a residence permit or long-stay visa, inform the issuing Member State (1861 30)."
            )
        case .return:
            advice.append(
                "Where another Member State granted a residence permit or long-stay visa, inform the issuing Member State (1860 12)."
            )
        default: break
        }
        return advice
    }
}

/// One identity of the subject of an alert.
public struct PortalIdentity: WireRecord, Hashable {
    public var identity = PersonIdentity()
    public var matched = false

    public init() {}
    init(_ identity: PersonIdentity, matched: Bool) {
        self.identity = identity
        self.matched = matched
    }
    public static let wireName = "AlertIdentity"
    public static let meaning = "One identity of the subject of an alert."
    public static let fields: [Field<PortalIdentity>] = [
        .required("identity", \.identity, "The identity and its category."),
        .defaulted("matched", \.matched, to: false, "The one that was found."),
    ]
}

extension SISPortalView {
    /// The alerts that a mandate may see, those to be executed first at the front. Alerts outside the mandate, those made
    /// unavailable to the caller and those whose period is over are left out without a trace. Pure.
    ///
    /// - Parameters:
    ///   - matched: place in `Alert.identities` of the identity that was found, by record.
    ///   - today: the day in the caller's Member State.
    ///   - linked: what `Reader.linkedAlerts` gives for each alert, under the same mandate.
    public static func views(
        for alerts: [Recorded<Alert>], under mandate: Mandate, at now: Instant, today: Day,
        matched: [RecordID: Int] = [:], linked: [RecordID: [LinkedAlert]] = [:]
    ) -> [(alert: Recorded<Alert>, view: SISPortalView)] {
        let seen = alerts.filter { $0.value.isVisible(to: mandate.caller, mandate.visible, at: now, today: today) }
        // Between alerts of one category the older one comes first, whatever order they were found in.
        let ordered = AlertPriority.sorted(
            seen.sorted { ($0.value.entered, $0.value.schengenID) < ($1.value.entered, $1.value.schengenID) },
            by: \.value.content.category)
        return ordered.map { alert in
            var view = SISPortalView(alert, matched: matched[alert.id], in: mandate.caller.memberState)
            view.linked = linked[alert.id] ?? []
            // First of several, unless a flag prevents the arrest here (1862 Article 23(4)).
            view.executeFirst = ordered.count > 1 && alert.value.content.category == .arrest && !view.flagged
            return (alert, view)
        }
    }
}

extension Reader {
    /// The links of several alerts, for `SISPortalView.views`.
    public func linkedAlerts(
        of alerts: [Recorded<Alert>], at now: Instant, today: Day
    ) throws -> [RecordID: [LinkedAlert]] {
        var linked: [RecordID: [LinkedAlert]] = [:]
        for alert in alerts where !alert.value.links.isEmpty {
            linked[alert.id] = try linkedAlerts(
                of: alert, caller: mandate.caller, visible: mandate.visible, at: now, today: today)
        }
        return linked
    }
}

extension Alert {
    /// An entry ban that waits for the departure is known to the issuing Member State and to bureaux (1861 Article 24(3)).
    func isKnown(to caller: Caller) -> Bool {
        isInEffect || caller.kind == .sirene || caller.memberState == issuingState
    }

    /// Whether a search shows the alert to this caller.
    public func isVisible(to caller: Caller, _ visible: Set<DataGroup>, at now: Instant, today: Day) -> Bool {
        guard visible.contains(dataGroup), today < term.eraseOn, isKnown(to: caller) else { return false }
        if caller.kind == .sirene { return true }
        return !(caller.memberState.map { isUnavailable(in: $0, at: now) } ?? false)
    }
}

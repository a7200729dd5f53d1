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
        refusals: RefusalKind.ofEntry)

    public struct Input: WireRecord, Hashable {
        public var alert = AlertContent()
        public var samples: [AlertSample] = []
        public var distinctFrom: [String] = []

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
        ]
    }

    public struct Output: WireRecord, Hashable {
        public var schengenID = ""
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

    public func load(
        _ input: Input, from reader: Reader, in context: DecisionContext
    ) throws -> AlertsAround {
        try reader.alertsAround(input.alert, distinctFrom: input.distinctFrom, owner: context.owner)
    }

    public func decide(
        _ input: Input, _ around: AlertsAround, in context: DecisionContext
    ) throws(Refusal) -> Decision<Output> {
        let existing = around.existing
        guard let state = CountryCode(context.owner) else {
            throw Refusal(.forbidden, "only Member States enter alerts", article: "1862 59(3)")
        }
        try AlertEntry.checkAge(input.alert, today: context.today)
        try AlertEntry.checkDistinct(input.distinctFrom, known: around.distinct)
        let known = existing.compactMap { AlertEntry.Existing($0) }
        let verdict = try AlertEntry.judge(
            input.alert, samples: input.samples.map(\.kind), issuingState: state, existing: known,
            entered: context.today)

        let id = context.ids.next()
        var alert = Alert()
        alert.schengenID = SchengenID.make(state, context.ids.next())
        alert.issuingState = state.text
        alert.authority = context.caller.authority
        alert.entered = context.today
        alert.content = input.alert
        alert.samples = input.samples.map(\.kind)
        alert.distinctFrom = input.distinctFrom

        var changes: [Change] = [.create(id, alert.draft(owner: context.owner))]
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
        output.otherAlerts = seen.map(OtherAlert.init)
        output.executeFirst = seen.isEmpty ? nil : verdict.executeFirst
        output.remarks = (input.alert.object?.findings ?? []).map { "\($0.field): \($0.problem.rawValue)" }
        return Decision(
            output, changes: changes, version: 1,
            notices: input.alert.category == .arrest ? Self.announcement(of: alert, id, in: context) : [])
    }
}

extension EnterAlert {
    /// Every Member State is told of a new alert for arrest, so that it can ask for a flag (1862 Article 24(2)).
    private static func announcement(of alert: Alert, _ id: RecordID, in context: DecisionContext) -> [Notice] {
        Set(CountryCode.euMemberStates(on: context.today) + CountryCode.schengenStates(on: context.today)).sorted()
            .filter { $0.text != alert.issuingState }
            .map { state in
                Notice(
                    id: context.ids.next(), recipient: state.text, kind: "sis.newAlertForArrest", article: "1862 24(2)",
                    record: id, text: "\(alert.issuingState) has entered alert \(alert.schengenID) for arrest.",
                    at: context.now)
            }
    }
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
        let existing = found.values.filter { $0.id != own && !distinct.contains($0.value.schengenID) }
            .sorted { $0.value.schengenID < $1.value.schengenID }
        return AlertsAround(existing: existing, distinct: distinct)
    }
}

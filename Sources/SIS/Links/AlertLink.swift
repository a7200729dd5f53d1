import Access
import Identity
import Operations
import Registry
import Wire

/// A relationship between alerts of one Member State (2018/1861 Article 48, 2018/1862 Article 63). It changes neither the
/// action nor the review nor the rights on any of them; whoever has no right to one of the alerts does not see the link.
public struct AlertLink: RecordValue, Hashable {
    public static let kind = RecordKind(.SIS, "alertLink")
    public static let perAlertMax = 50

    public var memberState = ""
    public var alerts: [String] = []
    /// The first alert is on a person, the others on objects that lead to that person and go with the alert (54(3), 55(7)).
    public var locates = false
    public var need: String?
    /// Member States that keep the link out of their territory (63(5)).
    public var hiddenIn: [String] = []

    public init() {}

    public static let meaning = "A relationship between alerts of one Member State."
    public static let fields: [Field<AlertLink>] = [
        .required("memberState", \.memberState, "Member State that made the link."),
        .list("alerts", \.alerts, "The alerts.", count: 1...20, element: Alert.schengenIDSchema),
        .defaulted("locates", \.locates, to: false, "The objects lead to the person of the first alert."),
        .optional("need", \.need, "The operational need.", limits: .text(.init(length: 1...1000))),
        .list("hiddenIn", \.hiddenIn, "Member States in whose territory the link is not shown.", count: 0...40),
    ]

    public var projection: Projection { Projection(keys: alerts.map { RecordKey(SISKey.schengenID, $0, unique: false) }) }
}

/// The other end of a link, for somebody with a right to it.
public struct LinkedAlert: WireRecord, Hashable {
    public var link = RecordID(high: 0, low: 0)
    public var schengenID = ""
    public var category = AlertCategory.refusal
    public var onObject = false
    public var locates = false

    public init() {}
    init(_ link: Recorded<AlertLink>, _ alert: Alert) {
        self.link = link.id
        schengenID = alert.schengenID
        category = alert.content.category
        onObject = alert.content.isOnObject
        locates = link.value.locates
    }

    public static let meaning = "An alert that another one is linked to."
    public static let fields: [Field<LinkedAlert>] = [
        .required("link", \.link, "The link."),
        .required("schengenId", \.schengenID, "The linked alert.", limits: Alert.schengenIDSchema),
        .required("category", \.category, "Its category."),
        .defaulted("onObject", \.onObject, to: false, "It is on an object."),
        .defaulted("locates", \.locates, to: false, "The objects of the link lead to the person of it."),
    ]
}

extension Reader {
    /// The alerts linked to one, as far as this caller may see them. Whoever may not see the linked alert sees no link.
    public func linkedAlerts(
        of alert: Recorded<Alert>, caller: Caller, visible: Set<DataGroup>, at now: Instant, today: Day
    ) throws -> [LinkedAlert] {
        try alert.value.links.flatMap { id -> [LinkedAlert] in
            guard let link = try value(AlertLink.self, id), !(caller.memberState.map(link.value.hiddenIn.contains) ?? false)
            else { return [] }
            return try link.value.alerts.compactMap { number in
                guard number != alert.value.schengenID,
                    let other = try values(Alert.self, key: SISKey.schengenID, value: number).first,
                    other.value.isVisible(to: caller, visible, at: now, today: today)
                else { return nil }
                return LinkedAlert(link, other.value)
            }
        }
    }

    /// Alerts on objects that were entered to locate the person of this one.
    func boundObjects(of alert: Recorded<Alert>) throws -> [Recorded<Alert>] {
        guard !alert.value.content.isOnObject else { return [] }
        return try alert.value.links.flatMap { id -> [Recorded<Alert>] in
            guard let link = try value(AlertLink.self, id), link.value.locates else { return [] }
            return try link.value.alerts.compactMap { number in
                try values(Alert.self, key: SISKey.schengenID, value: number).first
            }.filter { $0.id != alert.id }
        }
    }
}

extension Sequence where Element == Recorded<Alert> {
    /// The changes by which objects follow the period of the person's alert (1862 Article 54(3)).
    func following(_ person: Alert) -> [Change] {
        let end = person.term.keptUntil
        return filter { $0.value.boundUntil != end }.map { object in
            var object = object
            object.value.boundUntil = end
            return object.update
        }
    }
}

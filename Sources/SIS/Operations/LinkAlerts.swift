import Access
import Operations
import Registry
import Wire

/// Makes a link between alerts of one's own Member State, where there is an operational need (1861 Article 48, 1862 Article 63).
public struct LinkAlerts: AlertCommand {
    public init() {}
    public var asks: DataGroup? { .sisLinkedAlert }

    public let about = OperationDescription.sis(
        "linkAlerts", "Link alerts",
        "Relates an alert to others of the same Member State. Actions, review periods and rights stay as they are.",
        article: "1861 48, 1862 63", .create, .POST, "/alerts/{schengenId}/links", data: .sisLinkedAlert,
        grants: SISGrants.links, refusals: [.notFound, .contradiction], consequences: [.update])

    public struct Input: NamesAlert, Hashable {
        public var schengenID = ""
        public var others: [String] = []
        public var need = ""
        public init() {}
        public init(_ schengenID: String, to others: [String], need: String) {
            self.schengenID = schengenID
            self.others = others
            self.need = need
        }
        public static let wireName = "LinkAlerts"
        public static let meaning = "Which alerts are linked, and why."
        public static let fields: [Field<Input>] = [
            .alert(\.schengenID),
            .list("others", \.others, "The other alerts.", count: 1...19, element: Alert.schengenIDSchema),
            .required("need", \.need, "The operational need.", limits: .text(.init(length: 1...1000))),
        ]
    }

    public struct Output: WireRecord, Hashable {
        public var link = RecordID(high: 0, low: 0)
        public init() {}
        public static let wireName = "AlertsLinked"
        public static let meaning = "The alerts were linked."
        public static let fields: [Field<Output>] = [.required("link", \.link, "Identifier of the link.")]
    }

    /// The alerts; others than the caller's own, or such as it may not see, are none.
    public func load(_ input: Input, from reader: Reader, in context: DecisionContext) throws -> [Recorded<Alert>] {
        let first = try reader.alert(input.schengenID)
        let others = try input.others.compactMap { number in
            try reader.values(Alert.self, key: SISKey.schengenID, value: number).first
        }.filter {
            $0.owner == first.owner
                && $0.value.isVisible(to: context.caller, context.visible, at: context.now, today: context.today)
        }
        return [first] + others
    }

    public func decide(
        _ input: Input, _ alerts: [Recorded<Alert>], in context: DecisionContext
    ) throws(Refusal) -> Decision<Output> {
        let numbers = [input.schengenID] + input.others
        guard Set(numbers).count == numbers.count else {
            throw Refusal(.contradiction, "an alert is named twice", pointer: "/others", article: "1862 63(1)")
        }
        let known = Set(alerts.map(\.value.schengenID))
        if let place = input.others.firstIndex(where: { !known.contains($0) }) {
            throw Refusal(
                .contradiction, "the Member State has no alert of this number", pointer: "/others/\(place)",
                article: "1862 63(1)")
        }
        guard alerts.allSatisfy({ $0.value.links.count < AlertLink.perAlertMax }) else { throw .full("links") }
        let id = context.ids.next()
        var link = AlertLink()
        link.memberState = context.owner
        link.alerts = numbers
        link.need = input.need
        var output = Output()
        output.link = id
        return Decision(
            output, changes: [.create(id, link.draft(owner: context.owner))] + alerts.map { $0.joined(id).update }, version: 1)
    }
}

extension Recorded where Value == Alert {
    /// The alert with one more link.
    func joined(_ link: RecordID) -> Recorded<Alert> {
        var alert = self
        alert.value.links.append(link)
        return alert
    }
}

/// Takes a link away. That of an object to the person that it leads to stands as long as the object's alert.
public struct UnlinkAlerts: AlertCommand {
    public typealias Output = Nothing

    public init() {}
    public var asks: DataGroup? { .sisLinkedAlert }

    public let about = OperationDescription.sis(
        "unlinkAlerts", "Remove a link", "Takes away a link between alerts of one's own Member State.",
        article: "1861 48, 1862 63", .delete, .DELETE, "/alerts/{schengenId}/links/{link}", data: .sisLinkedAlert,
        grants: SISGrants.links, refusals: [.notFound, .bound], consequences: [.update])

    public struct Input: NamesAlert, Hashable {
        public var schengenID = ""
        public var link = RecordID(high: 0, low: 0)
        public init() {}
        public init(_ schengenID: String, _ link: RecordID) {
            self.schengenID = schengenID
            self.link = link
        }
        public static let wireName = "UnlinkAlerts"
        public static let meaning = "Which link."
        public static let fields: [Field<Input>] = [.alert(\.schengenID), .required("link", \.link, "The link.")]
    }

    public struct Current: Sendable {
        let link: Recorded<AlertLink>
        let alerts: [Recorded<Alert>]
    }

    public func load(_ input: Input, from reader: Reader, in context: DecisionContext) throws -> Current {
        let alert = try reader.alert(input.schengenID)
        guard alert.value.links.contains(input.link), let link = try reader.value(AlertLink.self, input.link) else {
            throw Refusal.noSuchLink
        }
        return Current(
            link: link,
            alerts: try link.value.alerts.compactMap { try reader.values(Alert.self, key: SISKey.schengenID, value: $0).first })
    }

    public func decide(_ input: Input, _ current: Current, in context: DecisionContext) throws(Refusal) -> Decision<Nothing> {
        try context.require(version: current.link.version)
        guard !current.link.value.locates else {
            throw Refusal(.bound, "the object was entered to locate the person; delete its alert instead", pointer: "/link")
        }
        return Decision(
            Nothing(),
            changes: [.erase(current.link.id, expected: current.link.version, article: "1861 48, 1862 63")]
                + current.alerts.map { alert in
                    var alert = alert
                    alert.value.links.removeAll { $0 == current.link.id }
                    return alert.update
                })
    }
}

extension Refusal {
    static let noSuchLink = Refusal(.notFound, "the alert has no such link", pointer: "/link")
}

extension RefusalKind {
    public static let bound = RefusalKind(
        "sis/bound-to-person", 422, "The alert on the object goes with that on the person", article: "1862 54(3), 55(7)")
}

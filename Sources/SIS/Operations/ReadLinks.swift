import Access
import Operations
import Registry
import Wire

/// The alerts that one is linked to, as far as the caller has a right to them (1861 Article 48(3), 1862 Article 63(3)).
public struct ReadLinks: AlertQuery {
    public typealias Input = AlertReference

    public init() {}
    public var asks: DataGroup? { .sisLinkedAlert }

    public let about = OperationDescription.sis(
        "readLinks", "Read the links of an alert",
        "The alerts that this one is linked to. A link to an alert that the caller may not see is not there.",
        article: "1861 48(3), 1862 63(3)", .read, .GET, "/alerts/{schengenId}/links", data: .sisLinkedAlert,
        grants: SISGrants.links, refusals: [.notFound])

    public struct Output: WireRecord, Hashable {
        public var linked: [LinkedAlert] = []
        public init() {}
        public static let wireName = "LinkedAlerts"
        public static let meaning = "Alerts that one is linked to."
        public static let fields: [Field<Output>] = [.list("linked", \.linked, "Linked alerts.", count: 0...1000)]
    }

    public func answer(
        _ input: AlertReference, from reader: Reader, in context: DecisionContext
    ) throws -> Answer<Output> {
        let alert = try reader.alert(input.schengenID)
        var output = Output()
        output.linked = try reader.linkedAlerts(
            of: alert, caller: context.caller, visible: context.visible, at: context.now, today: context.today)
        return Answer(output, log: LogDetails(records: [alert.id] + output.linked.map(\.link)))
    }
}

/// A Member State keeps a link of another one out of its territory, or lets it in again (1861 Article 48(5), 1862 Article 63(5)).
public struct HideLink: AlertCommand {
    public typealias Output = Nothing

    public init() {}
    public var asks: DataGroup? { .sisLinkedAlert }

    public let about = OperationDescription.sis(
        "hideLink", "Keep a link out of one's territory",
        "Where a link of another Member State is incompatible with national law or international obligations, nobody sees it in one's own territory.",
        article: "1861 48(5), 1862 63(5)", .update, .PUT, "/alerts/{schengenId}/links/{link}/visibility",
        data: .sisLinkedAlert, grants: [SISGrants.hideLinks], refusals: [.notFound, .contradiction, .nothingToDo],
        needsVersion: false)

    public struct Input: NamesAlert, Hashable {
        public var schengenID = ""
        public var link = RecordID(high: 0, low: 0)
        public var hidden = true
        public init() {}
        public init(_ schengenID: String, _ link: RecordID, hidden: Bool = true) {
            self.schengenID = schengenID
            self.link = link
            self.hidden = hidden
        }
        public static let wireName = "HideLink"
        public static let meaning = "Whether a link is shown in one's territory."
        public static let fields: [Field<Input>] = [
            .alert(\.schengenID), .required("link", \.link, "The link."),
            .required("hidden", \.hidden, "It is not shown in one's own territory."),
        ]
    }

    public func load(_ input: Input, from reader: Reader, in context: DecisionContext) throws -> Recorded<AlertLink> {
        let alert = try reader.alert(input.schengenID)
        guard alert.value.links.contains(input.link), let link = try reader.value(AlertLink.self, input.link) else {
            throw Refusal.noSuchLink
        }
        return link
    }

    public func decide(
        _ input: Input, _ current: Recorded<AlertLink>, in context: DecisionContext
    ) throws(Refusal) -> Decision<Nothing> {
        guard let state = context.caller.memberState, state != current.owner else {
            throw Refusal(
                .contradiction, "a Member State removes its own link instead", pointer: "/link", article: "1862 63(5)")
        }
        var link = current
        link.value.hiddenIn.removeAll { $0 == state }
        if input.hidden { link.value.hiddenIn.append(state) }
        guard link.value.hiddenIn.contains(state) != current.value.hiddenIn.contains(state) else {
            throw Refusal(.nothingToDo, "the link is \(input.hidden ? "hidden" : "shown") already")
        }
        return Decision(Nothing(), changes: [link.update])
    }
}

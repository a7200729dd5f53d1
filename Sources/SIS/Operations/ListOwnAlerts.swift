import Access
import Operations
import Registry
import Wire

/// The alerts of one's own Member State, for their review (1861 Article 39, 1862 Articles 53 and 54).
public struct ListOwnAlerts: Query {
    public init() {}

    public let about = OperationDescription.sis(
        "listOwnAlerts", "List the alerts of one's own Member State",
        "A page of the alerts that the caller's Member State has entered, as far as the caller has a right to their categories.",
        article: "1861 39, 44(1), 1862 53, 59(1)", .read, .GET, "/alerts", data: .sisOwnAlerts,
        grants: SISGrants.ownAlerts)

    public struct Input: WireRecord, Hashable {
        public var category: AlertCategory?
        public var nationalReference: String?
        public var cursor: RecordID?
        public var limit = 50

        public init() {}
        public init(
            category: AlertCategory? = nil, nationalReference: String? = nil, cursor: RecordID? = nil, limit: Int = 50
        ) {
            self.category = category
            self.nationalReference = nationalReference
            self.cursor = cursor
            self.limit = limit
        }
        public static let wireName = "ListOwnAlerts"
        public static let meaning = "Which page of which alerts."
        public static let fields: [Field<Input>] = [
            .optional("category", \.category, "Of this category alone."),
            .optional(
                "nationalReference", \.nationalReference, "The one with this number.",
                limits: .text(.init(length: 1...120))),
            .optional("cursor", \.cursor, "Where the page before ended."),
            .defaulted("limit", \.limit, to: 50, "How many at most.", limits: .integer(1...200)),
        ]
    }

    public struct Output: WireRecord, Hashable {
        public var alerts: [AlertReply] = []
        public var next: RecordID?
        public init() {}
        public static let wireName = "OwnAlerts"
        public static let meaning = "A page of alerts. A page may have fewer than asked for and still not be the last."
        public static let fields: [Field<Output>] = [
            .list("alerts", \.alerts, "Alerts, in no meaningful order.", count: 0...200),
            .optional("next", \.next, "Cursor of the next page; absent on the last."),
        ]
    }

    public func answer(_ input: Input, from reader: Reader, in context: DecisionContext) throws -> Answer<Output> {
        let page =
            if let reference = input.nationalReference {
                try reader.find(Alert.kind, key: SISKey.nationalReference, value: "\(context.owner)/\(reference)")
            } else {
                try reader.find(
                    Alert.kind, key: SISKey.issuer, value: context.owner, after: input.cursor, limit: input.limit + 1)
            }
        let alerts = try page.prefix(input.limit).map { try Recorded<Alert>($0) }.filter { alert in
            alert.value.isVisible(to: context.caller, context.visible, at: context.now, today: context.today)
                && (input.category.map { $0 == alert.value.content.category } ?? true)
        }
        var output = Output()
        output.alerts = alerts.map { AlertReply($0) }
        if page.count > input.limit { output.next = page[input.limit - 1].id }
        return Answer(output, log: LogDetails(records: alerts.map(\.id)))
    }
}

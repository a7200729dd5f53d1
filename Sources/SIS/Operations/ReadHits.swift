import Access
import Operations
import Registry
import Wire

/// A report of a hit with its identifier.
public struct HitReply: WireRecord, Hashable {
    public var id = RecordID(high: 0, low: 0)
    public var hit = Hit()
    public init() {}
    init(_ recorded: Recorded<Hit>) {
        id = recorded.id
        hit = recorded.value
    }
    public static let meaning = "A report of a hit."
    public static let fields: [Field<HitReply>] = [
        .required("id", \.id, "Identifier of the report."), .required("hit", \.hit, "The report."),
    ]
}

/// A page of reports.
public struct HitPage: WireRecord, Hashable {
    public var hits: [HitReply] = []
    public var next: RecordID?
    public init() {}
    init(_ page: [StoredRecord], limit: Int, where isShown: (Hit) -> Bool) throws {
        hits = try page.prefix(limit).map { try Recorded<Hit>($0) }.filter { isShown($0.value) }.map { HitReply($0) }
        if page.count > limit { next = page[limit - 1].id }
    }
    public static let meaning =
        "A page of reports of hits. A page may have fewer than asked for and still not be the last."
    public static let fields: [Field<HitPage>] = [
        .list("hits", \.hits, "Reports, in no meaningful order.", count: 0...200),
        .optional("next", \.next, "Cursor of the next page; absent on the last."),
    ]
}

/// The reports of hits on one alert: all of them for the issuing Member State, one's own for everybody else.
public struct ReadHits: AlertQuery {
    public typealias Output = HitPage

    public init() {}
    public var asks: DataGroup? { .sisHit }

    public let about = OperationDescription.sis(
        "readHits", "Read the reports of hits on an alert",
        "The issuing Member State reads all reports on its alert, everybody else their own.",
        article: "1860 6, 8, 1861 8, 43, 1862 8, 58", .read, .GET, "/alerts/{schengenId}/hits", data: .sisHit,
        grants: SISGrants.hits, refusals: [.notFound])

    public struct Input: NamesAlert, Hashable {
        public var schengenID = ""
        public var cursor: RecordID?
        public var limit = 50
        public init() {}
        public init(_ schengenID: String) { self.schengenID = schengenID }
        public static let wireName = "ReadHits"
        public static let meaning = "Which alert, which page."
        public static let fields: [Field<Input>] = [
            .alert(\.schengenID), .optional("cursor", \.cursor, "Where the page before ended."),
            .defaulted("limit", \.limit, to: 50, "How many at most.", limits: .integer(1...200)),
        ]
    }

    public func answer(_ input: Input, from reader: Reader, in context: DecisionContext) throws -> Answer<HitPage> {
        let alert = try reader.alert(input.schengenID)
        let page = try reader.find(
            Hit.kind, key: SISKey.schengenID, value: input.schengenID, after: input.cursor, limit: input.limit + 1)
        let output = try HitPage(page, limit: input.limit) { hit in
            alert.owner == context.owner || hit.reporter == context.owner
        }
        return Answer(output, log: LogDetails(records: [alert.id] + output.hits.map(\.id)))
    }
}

/// Every report that one's own Member State or agency has received or made; also after the alert has gone.
public struct ListHits: Query {
    public typealias Output = HitPage

    public init() {}

    public enum Side: String, CaseIterable, Hashable, Sendable, WireChoice {
        /// On alerts of one's own Member State.
        case received
        /// Reported by one's own Member State or agency.
        case made
    }

    public let about = OperationDescription.sis(
        "listHits", "List reports of hits",
        "Reports on the alerts of one's own Member State, or reports that it has made, as far as the caller has a right to the categories.",
        article: "1860 6, 8, 1861 8, 43, 1862 8, 58", .read, .GET, "/hits", data: .sisHit, grants: SISGrants.hits)

    public struct Input: WireRecord, Hashable {
        public var side = Side.received
        public var cursor: RecordID?
        public var limit = 50
        public init() {}
        public init(_ side: Side, cursor: RecordID? = nil, limit: Int = 50) {
            self.side = side
            self.cursor = cursor
            self.limit = limit
        }
        public static let wireName = "ListHits"
        public static let meaning = "Which reports, which page."
        public static let fields: [Field<Input>] = [
            .required("side", \.side, "Received on one's own alerts, or made."),
            .optional("cursor", \.cursor, "Where the page before ended."),
            .defaulted("limit", \.limit, to: 50, "How many at most.", limits: .integer(1...200)),
        ]
    }

    public func answer(_ input: Input, from reader: Reader, in context: DecisionContext) throws -> Answer<HitPage> {
        let page = try reader.find(
            Hit.kind, key: input.side == .received ? SISKey.issuer : SISKey.reporter, value: context.owner,
            after: input.cursor, limit: input.limit + 1)
        let output = try HitPage(page, limit: input.limit) { hit in
            context.visible.contains(DataGroup(rawValue: hit.group))
        }
        return Answer(output, log: LogDetails(records: output.hits.map(\.id)))
    }
}

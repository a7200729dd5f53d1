import Identity
import Operations
import Registry
import Wire

/// What became of an alert that has gone: number, category, who changed it when, and why it went. Nothing in it says whom
/// or what it was on. Kept three years after the deletion (2018/1861 and 2018/1862 Article 18(2) and (4)).
public struct AlertHistory: RecordValue, Hashable {
    public static let kind = RecordKind(.SIS, "alertHistory")
    /// Key: identifier of the record that the alert was.
    static let record = "alertRecord"

    public var alert = RecordID(high: 0, low: 0)
    public var schengenID = ""
    public var issuingState = ""
    public var category = AlertCategory.refusal
    public var entered = Day(number: 0)
    public var deleted = Instant(milliseconds: 0)
    public var article = ""
    public var events: [Event] = []

    /// One version of the alert.
    public struct Event: WireRecord, Hashable {
        public var version = 0
        public var at = Instant(milliseconds: 0)
        public var by = ""
        public init() {}
        init(_ record: StoredRecord) {
            version = record.version
            at = record.changed
            by = record.changedBy
        }
        public static let wireName = "AlertEvent"
        public static let meaning = "One version of an alert."
        public static let fields: [Field<Event>] = [
            .required("version", \.version, "Number of the version."), .required("at", \.at, "When."),
            .required("by", \.by, "Which authority."),
        ]
    }

    public init() {}

    public static let meaning = "What became of an alert that has gone."
    public static let fields: [Field<AlertHistory>] = [
        .required("alert", \.alert, "Record that the alert was."),
        .required("schengenId", \.schengenID, "Its number.", limits: Alert.schengenIDSchema),
        .required("issuingState", \.issuingState, "Member State that entered it."),
        .required("category", \.category, "Its last category."), .required("entered", \.entered, "Day of entry."),
        .required("deleted", \.deleted, "When it went."), .required("article", \.article, "By which provision."),
        .list("events", \.events, "Its versions, the latest thousand.", count: 0...1000),
    ]

    public var projection: Projection {
        let term = SISRetention.term(for: .alertHistoryLog(alertDeleted: deleted.utcDay))
        return Projection(
            keys: [
                RecordKey(SISKey.schengenID, schengenID, unique: true),
                RecordKey(Self.record, alert.description, unique: true),
            ], due: [DueDate(term.eraseOn, .erase, article: "1862 " + term.article)])
    }
}

import Access
import Identity
import Operations
import Registry
import Wire

/// The history of an alert, standing or gone (1861 and 1862 Article 18(2) and (6)).
public struct ReadAlertHistory: Query {
    public init() {}

    public let about = OperationDescription.sis(
        "readAlertHistory", "Read the history of an alert",
        "Which authority made which version when, and by which provision an alert went; until three years after that. The European Data Protection Supervisor reads every history, a supervisory authority or a bureau those of its own Member State.",
        article: "1861 18, 1862 18(2), (6)", .read, .GET, "/alert-histories/{schengenId}", data: .sisHistory,
        grants: SISGrants.history, refusals: [.notFound])

    public struct Input: WireRecord, Hashable {
        public var schengenID = ""
        public init() {}
        public init(_ schengenID: String) { self.schengenID = schengenID }
        public static let wireName = "ReadAlertHistory"
        public static let meaning = "Of which alert."
        public static let fields: [Field<Input>] = [
            .required("schengenId", \.schengenID, "The alert.", limits: Alert.schengenIDSchema)
        ]
    }

    public struct Output: WireRecord, Hashable {
        public var issuingState = ""
        public var category = AlertCategory.refusal
        public var entered = Day(number: 0)
        public var deleted: Instant?
        public var article: String?
        public var events: [AlertHistory.Event] = []
        public init() {}
        public static let wireName = "AlertHistoryReply"
        public static let meaning = "The history of an alert."
        public static let fields: [Field<Output>] = [
            .required("issuingState", \.issuingState, "Member State that entered it."),
            .required("category", \.category, "Its category."), .required("entered", \.entered, "Day of entry."),
            .optional("deleted", \.deleted, "When it went."), .optional("article", \.article, "By which provision."),
            .list("events", \.events, "Its versions.", count: 0...1000),
        ]
    }

    public func answer(_ input: Input, from reader: Reader, in context: DecisionContext) throws -> Answer<Output> {
        var output = Output()
        let record: RecordID
        if let alert = try reader.values(Alert.self, key: SISKey.schengenID, value: input.schengenID).first {
            record = alert.id
            output.issuingState = alert.value.issuingState
            output.category = alert.value.content.category
            output.entered = alert.value.entered
            output.events = try reader.history(alert.id).map(AlertHistory.Event.init).suffix(1000)
        } else if let history = try reader.values(AlertHistory.self, key: SISKey.schengenID, value: input.schengenID).first {
            record = history.id
            output.issuingState = history.value.issuingState
            output.category = history.value.category
            output.entered = history.value.entered
            output.deleted = history.value.deleted
            output.article = history.value.article
            output.events = history.value.events
        } else {
            throw Refusal.noSuchAlert
        }
        let isSupervisor = context.caller.kind == .supervisory
        guard
            output.issuingState == context.owner
                || (isSupervisor
                    && (context.caller.memberState == nil
                        || context.caller.memberState == output.issuingState))
        else { throw Refusal.noSuchAlert }
        return Answer(output, log: LogDetails(records: [record]))
    }
}

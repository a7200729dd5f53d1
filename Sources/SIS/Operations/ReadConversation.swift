import Access
import Identity
import Operations
import Registry
import Wire

/// A form with its identifier and version.
public struct MessageReply: WireRecord, Hashable {
    public var id = RecordID(high: 0, low: 0)
    public var version = 0
    public var message = SupplementaryMessage()
    public init() {}
    init(_ recorded: Recorded<SupplementaryMessage>) {
        id = recorded.id
        version = recorded.version
        message = recorded.value
    }
    public static let meaning = "A form."
    public static let fields: [Field<MessageReply>] = [
        .required("id", \.id, "Identifier of the form."), .required("version", \.version, "Its version."),
        .required("message", \.message, "The form."),
    ]
}

/// What was exchanged on one alert, as far as one's own Member State has a part in it; also after the alert has gone.
public struct ReadConversation: Query {
    public init() {}

    public let about = OperationDescription.sis(
        "readConversation", "Read what was exchanged on an alert",
        "The forms on an alert that one's own Member State has sent or received, oldest first, until a year after the alert.",
        article: "1861 8, 49, 1862 8, 64", .read, .GET, "/supplementary/{schengenId}", data: .sisSupplementary,
        grants: [SISGrants.supplementary])

    public struct Input: WireRecord, Hashable {
        public var schengenID = ""
        public init() {}
        public init(_ schengenID: String) { self.schengenID = schengenID }
        public static let wireName = "ReadConversation"
        public static let meaning = "On which alert."
        public static let fields: [Field<Input>] = [
            .required("schengenId", \.schengenID, "The alert.", limits: Alert.schengenIDSchema)
        ]
    }

    public struct Output: WireRecord, Hashable {
        public var messages: [MessageReply] = []
        public init() {}
        public static let wireName = "Conversation"
        public static let meaning = "What was exchanged on an alert."
        public static let fields: [Field<Output>] = [
            .list("messages", \.messages, "Forms, oldest first; the latest thousand.", count: 0...1000)
        ]
    }

    public func answer(_ input: Input, from reader: Reader, in context: DecisionContext) throws -> Answer<Output> {
        let messages = try reader.values(SupplementaryMessage.self, key: SISKey.schengenID, value: input.schengenID)
            .filter { $0.value.involves(context.owner) }
            .sorted { ($0.value.sent, $0.id) < ($1.value.sent, $1.id) }
        var output = Output()
        output.messages = messages.suffix(1000).map { MessageReply($0) }
        return Answer(output, log: LogDetails(records: output.messages.map(\.id)))
    }
}

/// The work queue of a bureau: forms that it has not acknowledged, or must still answer, the most urgent first.
public struct ListForms: Query {
    public init() {}

    public let about = OperationDescription.sis(
        "listForms", "List forms that wait",
        "Forms sent to one's own Member State that nobody has acknowledged or answered, those to be answered first at the front.",
        article: "1861 8, 1862 8", .read, .GET, "/supplementary", data: .sisSupplementary,
        grants: [SISGrants.supplementary])

    public struct Input: WireRecord, Hashable {
        public var limit = 100
        public init() {}
        public static let wireName = "ListForms"
        public static let meaning = "How many forms."
        public static let fields: [Field<Input>] = [
            .defaulted("limit", \.limit, to: 100, "How many at most.", limits: .integer(1...1000))
        ]
    }

    public struct Output: WireRecord, Hashable {
        public var messages: [MessageReply] = []
        public var more = false
        public init() {}
        public static let wireName = "WaitingForms"
        public static let meaning = "Forms that wait."
        public static let fields: [Field<Output>] = [
            .list("messages", \.messages, "Forms, the most urgent first.", count: 0...1000),
            .defaulted("more", \.more, to: false, "There are more."),
        ]
    }

    public func answer(_ input: Input, from reader: Reader, in context: DecisionContext) throws -> Answer<Output> {
        let far = Instant(milliseconds: .max)
        let waiting = try reader.values(
            SupplementaryMessage.self, key: SupplementaryMessage.waiting, value: context.owner
        )
        .sorted { ($0.value.answerBy ?? far, $0.value.sent, $0.id) < ($1.value.answerBy ?? far, $1.value.sent, $1.id) }
        var output = Output()
        output.messages = waiting.prefix(input.limit).map { MessageReply($0) }
        output.more = waiting.count > input.limit
        return Answer(output, log: LogDetails(records: output.messages.map(\.id)))
    }
}

/// A bureau says that it has received a form.
public struct AcknowledgeForm: Command {
    public typealias Output = Nothing

    public init() {}

    public let about = OperationDescription.sis(
        "acknowledgeForm", "Acknowledge a form", "Says that a form was received; what must be answered stays in the queue.",
        article: "1861 8, 1862 8", .update, .PUT, "/supplementary/messages/{message}/receipt", data: .sisSupplementary,
        grants: [SISGrants.supplementary], refusals: [.notFound, .nothingToDo], needsVersion: false)

    public struct Input: WireRecord, Hashable {
        public var message = RecordID(high: 0, low: 0)
        public init() {}
        public init(_ message: RecordID) { self.message = message }
        public static let wireName = "AcknowledgeForm"
        public static let meaning = "Which form."
        public static let fields: [Field<Input>] = [.required("message", \.message, "The form.")]
    }

    public func load(
        _ input: Input, from reader: Reader, in context: DecisionContext
    ) throws -> Recorded<SupplementaryMessage> {
        guard let message = try reader.value(SupplementaryMessage.self, input.message),
            message.value.recipients.contains(where: { $0.party == context.owner })
        else { throw Refusal(.notFound, "no such form was sent to you", pointer: "/message") }
        return message
    }

    public func decide(
        _ input: Input, _ current: Recorded<SupplementaryMessage>, in context: DecisionContext
    ) throws(Refusal) -> Decision<Nothing> {
        var message = current
        for place in message.value.recipients.indices where message.value.recipients[place].party == context.owner {
            guard message.value.recipients[place].received == nil else {
                throw Refusal(.nothingToDo, "the receipt was acknowledged")
            }
            message.value.recipients[place].received = context.now
        }
        return Decision(Nothing(), changes: [message.update])
    }
}

import Access
import Identity
import Operations
import Registry
import Wire

/// Makes an alert for arrest unavailable to the end-users of the Member States involved in an operation, for at most 48
/// hours; doing so again begins another period (1862 Article 26(4)).
public struct MakeUnavailable: AlertCommand {
    public typealias Output = AlertReply

    public init() {}

    public let about = OperationDescription.sis(
        "makeUnavailable", "Make an alert for arrest unavailable for a while",
        "During an operation only SIRENE Bureaux find the alert in the Member States involved. For at most 48 hours, with the authorisation of the judicial authority; repeating it begins another period.",
        article: "1862 26(4)", .update, .PUT, "/alerts/{schengenId}/unavailability", grants: SISGrants.issuing,
        refusals: [.notFound, .notForArrest, .contradiction])

    public struct Input: NamesAlert, Hashable {
        public var schengenID = ""
        public var hours = Int(Unavailability.hoursMax)
        public var memberStates: [CountryCode] = []
        public var authorisation = ""
        public var necessity = ""

        public init() {}
        public init(
            _ schengenID: String, hours: Int, memberStates: [CountryCode], authorisation: String, necessity: String
        ) {
            self.schengenID = schengenID
            self.hours = hours
            self.memberStates = memberStates
            self.authorisation = authorisation
            self.necessity = necessity
        }
        public static let wireName = "MakeUnavailable"
        public static let meaning = "For how long, where and why an alert is made unavailable."
        public static let fields: [Field<Input>] = [
            .alert(\.schengenID),
            .required(
                "hours", \.hours, "Length of the period in hours.", limits: .integer(1...Unavailability.hoursMax)),
            .list("memberStates", \.memberStates, "Member States involved in the operation.", count: 1...40),
            .required(
                "authorisation", \.authorisation, "Reference of the judicial authority's authorisation.",
                limits: AlertContent.line),
            .required(
                "necessity", \.necessity, "Why the operation cannot reach its purpose by other measures.",
                limits: .text(.init(length: 1...1000))),
        ]
    }

    public func load(_ input: Input, from reader: Reader, in context: DecisionContext) throws -> Recorded<Alert> {
        try reader.alert(input.schengenID)
    }

    public func decide(
        _ input: Input, _ current: Recorded<Alert>, in context: DecisionContext
    ) throws(Refusal) -> Decision<AlertReply> {
        try context.require(version: current.version)
        guard current.value.content.category == .arrest else { throw .notForArrest }
        guard Set(input.memberStates).count == input.memberStates.count else {
            throw Refusal(.contradiction, "a Member State is named twice", pointer: "/memberStates")
        }
        var alert = current
        var period = Unavailability()
        period.until = context.now.adding(hours: Int64(input.hours))
        period.memberStates = input.memberStates
        period.authorisation = input.authorisation
        period.necessity = input.necessity
        let earlier = current.value.unavailability
        period.periods = (earlier?.periods ?? 0) + 1
        // Of one that is older than the field, the day on which its last period ended.
        period.begun = earlier.map { $0.begun ?? $0.until.utcDay } ?? context.today
        alert.value.unavailability = period
        // Article 26(4)(c): all Member States involved are informed.
        let notices = input.memberStates.filter { $0.text != alert.value.issuingState }.map { state in
            Notice(
                id: context.ids.next(), recipient: Notice.ofSIS(state.text), kind: "sis.alertUnavailable", article: "1862 26(4)(c)",
                record: alert.id,
                text:
                    "Alert \(alert.value.schengenID) is unavailable to end-users in \(input.memberStates.map(\.text).joined(separator: ", ")) until \(period.until).",
                at: context.now)
        }
        return Decision(
            AlertReply(alert, version: alert.version + 1), changes: [alert.update], version: alert.version + 1,
            notices: notices)
    }
}

/// Ends the unavailability before its time.
public struct EndUnavailability: AlertCommand {
    public typealias Input = AlertReference
    public typealias Output = AlertReply

    public init() {}

    public let about = OperationDescription.sis(
        "endUnavailability", "Make an alert for arrest available again",
        "Ends the unavailability of an alert before its time.", article: "1862 26(4)", .update, .DELETE,
        "/alerts/{schengenId}/unavailability", grants: SISGrants.issuing, refusals: [.notFound, .nothingToDo])

    public func load(_ input: AlertReference, from reader: Reader, in context: DecisionContext) throws -> Recorded<
        Alert
    > {
        try reader.alert(input.schengenID)
    }

    public func decide(
        _ input: AlertReference, _ current: Recorded<Alert>, in context: DecisionContext
    ) throws(Refusal) -> Decision<AlertReply> {
        try context.require(version: current.version)
        guard let period = current.value.unavailability, context.now < period.until else {
            throw Refusal(.nothingToDo, "the alert is available")
        }
        var alert = current
        // The number of periods and the first day stay, for the statistics of Article 26(4).
        alert.value.unavailability?.until = context.now
        return Decision(
            AlertReply(alert, version: alert.version + 1), changes: [alert.update], version: alert.version + 1)
    }
}

extension Refusal {
    static let notForArrest = Refusal(.notForArrest, "only alerts for arrest can be made unavailable")
}

extension RefusalKind {
    public static let notForArrest = RefusalKind(
        "sis/not-for-arrest", 422, "The alert is not one for arrest", article: "1862 26(4)")
}

import Access
import Identity
import Operations
import Registry
import Wire

/// The issuing Member State decides to keep an alert longer and tells SIS so (1862 Articles 53(6) and 54(4), 1861
/// Article 39). Without that the alert is erased at the end of its period.
public struct ExtendAlert: AlertCommand {
    public typealias Output = AlertReply

    public init() {}

    public let about = OperationDescription.sis(
        "extendAlert", "Keep an alert longer",
        "Communicates the decision to keep an alert for another period, with the individual assessment that it rests on. Possible until the period ends.",
        article: "1861 39, 1862 53(6), 54(4)", .update, .PUT, "/alerts/{schengenId}/period", grants: SISGrants.issuing,
        refusals: [.notFound, .contradiction, .bound])

    public struct Input: NamesAlert, Hashable {
        public var schengenID = ""
        public var assessment = ""
        public var reviewBy: Day?

        public init() {}
        public init(_ schengenID: String, assessment: String, reviewBy: Day? = nil) {
            self.schengenID = schengenID
            self.assessment = assessment
            self.reviewBy = reviewBy
        }
        public static let wireName = "ExtendAlert"
        public static let meaning = "The decision to keep an alert longer."
        public static let fields: [Field<Input>] = [
            .alert(\.schengenID),
            .required(
                "assessment", \.assessment, "The individual assessment, in short.",
                limits: .text(.init(length: 1...2000))),
            .optional(
                "reviewBy", \.reviewBy,
                "Last day of a shorter period that the Member State sets (2018/1862 Article 53(5))."),
        ]
    }

    public struct Current: Sendable {
        let alert: Recorded<Alert>
        /// Objects that were entered to locate the person: they are kept as long (1862 Article 54(3)).
        let bound: [Recorded<Alert>]
    }

    public func load(_ input: Input, from reader: Reader, in context: DecisionContext) throws -> Current {
        let alert = try reader.alert(input.schengenID)
        return Current(alert: alert, bound: try reader.boundObjects(of: alert))
    }

    public func decide(
        _ input: Input, _ loaded: Current, in context: DecisionContext
    ) throws(Refusal) -> Decision<AlertReply> {
        let current = loaded.alert
        try context.require(version: current.version)
        guard current.value.boundUntil == nil else {
            throw Refusal(.bound, "the object is kept as long as the alert on the person")
        }
        // The right was asked for while the alert stood; here the rule is stated once more for whoever calls it alone.
        guard context.today <= current.value.term.keptUntil else { throw .noSuchAlert }
        if let own = input.reviewBy, own < context.today {
            throw Refusal(.contradiction, "the period ends before it begins", pointer: "/reviewBy")
        }
        guard current.value.extensions.count < 200 else {
            throw Refusal(.contradiction, "the alert was extended as often as it can be")
        }
        var alert = current
        alert.value.extensions.append(.init(decided: context.today, assessment: input.assessment))
        alert.value.content.reviewBy = input.reviewBy
        return Decision(
            AlertReply(alert, version: alert.version + 1), changes: [alert.update] + loaded.bound.following(alert.value),
            version: alert.version + 1)
    }
}

import Access
import Operations
import Registry
import Wire

/// Takes an identity out of an alert; of a misused one also because the person concerned wants so (1862 Article 62(4),
/// 1861 Article 47).
public struct RemoveIdentity: AlertCommand {
    public typealias Output = AlertReply

    public init() {}

    public let about = OperationDescription.sis(
        "removeIdentity", "Remove an identity from an alert",
        "Takes out one identity of the subject, or of a person whose identity was misused. What is left must still have the minimum data.",
        article: "1861 44, 47, 1862 59, 62", .update, .DELETE, "/alerts/{schengenId}/identities/{position}",
        grants: SISGrants.issuing, refusals: RefusalKind.ofEntry, consequences: [.delete])

    public struct Input: NamesAlert, Hashable {
        public var schengenID = ""
        public var position = 0
        public init() {}
        public init(_ schengenID: String, position: Int) {
            self.schengenID = schengenID
            self.position = position
        }
        public static let wireName = "RemoveIdentity"
        public static let meaning = "Which identity goes."
        public static let fields: [Field<Input>] = [
            .alert(\.schengenID),
            .required(
                "position", \.position,
                "Its place, from 0: the identities of the subject first, then the misused ones.",
                limits: .integer(0...219)),
        ]
    }

    public struct Current: Sendable {
        let alert: Recorded<Alert>
        let samples: Recorded<AlertSamples>?
    }

    public func load(_ input: Input, from reader: Reader, in context: DecisionContext) throws -> Current {
        Current(
            alert: try reader.alert(input.schengenID),
            samples: try reader.values(AlertSamples.self, key: SISKey.schengenID, value: input.schengenID).first)
    }

    public func decide(
        _ input: Input, _ current: Current, in context: DecisionContext
    ) throws(Refusal) -> Decision<AlertReply> {
        try context.require(version: current.alert.version)
        var alert = current.alert
        var more: [Change] = []
        let own = alert.value.content.identities.count
        if input.position < own {
            alert.value.content.identities.remove(at: input.position)
        } else if input.position < own + alert.value.misused.count {
            let gone = alert.value.misused.remove(at: input.position - own)
            more = current.samples.map { $0.without(misused: gone.number) } ?? []
        } else {
            throw Refusal(.notFound, "the alert has no identity in this place", pointer: "/position")
        }
        // Fewer identities are on nobody else than the alert was before.
        try alert.value.judge(against: [])
        return Decision(
            AlertReply(alert, version: alert.version + 1), changes: [alert.update] + more, version: alert.version + 1)
    }
}

extension Recorded where Value == AlertSamples {
    /// Takes the samples of one misused identity away (1862 Article 62(5)); a record that holds nothing goes.
    fileprivate func without(misused number: Int) -> [Change] {
        var rest = self
        rest.value.misused.removeAll { $0.identity == number }
        if rest.value.misused.count == value.misused.count { return [] }
        return rest.value.misused.isEmpty && rest.value.samples.isEmpty
            ? [.erase(id, expected: version, article: "1862 62(5)")] : [rest.update]
    }
}

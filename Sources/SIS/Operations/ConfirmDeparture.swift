import Access
import Operations
import Registry
import Wire

/// The person has left: an entry ban that waited for that takes effect (1861 Article 24(3)).
public struct ConfirmDeparture: AlertCommand {
    public typealias Input = AlertReference
    public typealias Output = AlertReply

    public init() {}

    public let about = OperationDescription.sis(
        "confirmDeparture", "Let an entry ban take effect",
        "The person has left the territory of the Member States, or there are clear indications: the alert for refusal of entry and stay takes effect.",
        article: "1861 24(3)", .update, .PUT, "/alerts/{schengenId}/departure", grants: SISGrants.issuing,
        refusals: [.notFound, .nothingToDo])

    public func load(_ input: AlertReference, from reader: Reader, in context: DecisionContext) throws -> Recorded<Alert> {
        try reader.alert(input.schengenID)
    }

    public func decide(
        _ input: AlertReference, _ current: Recorded<Alert>, in context: DecisionContext
    ) throws(Refusal) -> Decision<AlertReply> {
        try context.require(version: current.version)
        guard !current.value.isInEffect else { throw Refusal(.nothingToDo, "the alert is in effect") }
        var alert = current
        alert.value.departed = context.today
        return Decision(
            AlertReply(alert, version: alert.version + 1), changes: [alert.update], version: alert.version + 1)
    }
}

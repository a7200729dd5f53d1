import Access
import Identity
import Operations
import Registry
import Wire

/// Which flag: an alert, and the Member State in which its action is not taken.
public struct FlagReference: NamesAlert, Hashable {
    public var schengenID = ""
    public var memberState = ""
    public init() {}
    public init(_ schengenID: String, _ memberState: String) {
        self.schengenID = schengenID
        self.memberState = memberState
    }
    public static let wireName = "AlertFlagReference"
    public static let meaning = "Which flag."
    public static let fields: [Field<FlagReference>] = [
        .alert(\.schengenID), .required("memberState", \.memberState, "Where the action is not taken.", limits: Consultation.state),
    ]
}

/// An alert, what a Member State asked of its flag, and the clocks of that request.
public struct FlagMatter: Sendable {
    let alert: Recorded<Alert>
    let request: Recorded<FlagRequest>?
    let tasks: [Recorded<SISTask>]
}

extension Reader {
    func flagMatter(_ schengenID: String, _ state: String) throws -> FlagMatter {
        let request = try flagRequest(on: schengenID, of: state)
        return FlagMatter(
            alert: try alert(schengenID), request: request,
            tasks: try request.map { try tasks(SISTasks.self, about: $0.id) } ?? [])
    }
}

/// The SIRENE Bureau of the issuing Member State adds the flag that another Member State asked for (1862 Article 24(1)).
public struct AddFlag: AlertCommand {
    public typealias Input = FlagReference
    public typealias Output = AlertReply

    public init() {}
    public var asks: DataGroup? { .sisFlag }

    public let about = OperationDescription.sis(
        "addFlag", "Add a flag",
        "Adds the flag that another Member State has asked for: in its territory the action is not taken; an arrest becomes the communication of the whereabouts.",
        article: "1862 24(1), 25, 30", .update, .PUT, "/alerts/{schengenId}/flags/{memberState}", data: .sisFlag,
        grants: [SISGrants.flags], refusals: [.notFound, .noSuchRequest])

    public func load(_ input: FlagReference, from reader: Reader, in context: DecisionContext) throws -> FlagMatter {
        try reader.flagMatter(input.schengenID, input.memberState)
    }

    public func decide(
        _ input: FlagReference, _ current: FlagMatter, in context: DecisionContext
    ) throws(Refusal) -> Decision<AlertReply> {
        try context.require(version: current.alert.version)
        guard var request = current.request, request.value.state == .requested else {
            throw Refusal(.noSuchRequest, "\(input.memberState) has not asked for a flag", pointer: "/memberState")
        }
        var alert = current.alert
        alert.value.flags.append(
            Flag(memberState: input.memberState, ground: request.value.ground, added: context.today))
        request.value.state = .flagged
        return Decision(
            AlertReply(alert, version: alert.version + 1),
            changes: [alert.update, request.update] + current.tasks.ending(.addFlag, at: context.now), version: alert.version + 1,
            notices: [
                context.notice(
                    to: input.memberState, "flagAdded", "1862 24(1)", about: request.id,
                    "The flag on alert \(alert.value.schengenID) was added.")
            ])
    }
}

/// The issuing Member State's SIRENE Bureau takes away a flag that the other Member State no longer wants.
public struct RemoveFlag: AlertCommand {
    public typealias Input = FlagReference
    public typealias Output = AlertReply

    public init() {}
    public var asks: DataGroup? { .sisFlag }

    public let about = OperationDescription.sis(
        "removeFlag", "Remove a flag",
        "Takes away a flag whose Member State has withdrawn its request, so that the action is taken there again.",
        article: "1862 24(3)", .update, .DELETE, "/alerts/{schengenId}/flags/{memberState}", data: .sisFlag,
        grants: [SISGrants.flags], refusals: [.notFound, .noSuchRequest])

    public func load(_ input: FlagReference, from reader: Reader, in context: DecisionContext) throws -> FlagMatter {
        try reader.flagMatter(input.schengenID, input.memberState)
    }

    public func decide(
        _ input: FlagReference, _ current: FlagMatter, in context: DecisionContext
    ) throws(Refusal) -> Decision<AlertReply> {
        try context.require(version: current.alert.version)
        guard var request = current.request, request.value.state == .withdrawn else {
            throw Refusal(
                .noSuchRequest, "\(input.memberState) has not withdrawn its request for the flag", pointer: "/memberState",
                article: "1862 24(3)")
        }
        var alert = current.alert
        alert.value.flags.removeAll { $0.memberState == input.memberState }
        request.value.state = .removed
        return Decision(
            AlertReply(alert, version: alert.version + 1),
            changes: [alert.update, request.update] + current.tasks.ending(.removeFlag, at: context.now), version: alert.version + 1,
            notices: [
                context.notice(
                    to: input.memberState, "flagRemoved", "1862 24(3)", about: request.id,
                    "The flag on alert \(alert.value.schengenID) was removed: the action is to be taken.")
            ])
    }
}

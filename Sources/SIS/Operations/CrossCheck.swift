import Access
import Operations
import Registry
import Wire

/// What the cross-check of two alerts on the same description came to (1861 Article 46, 1862 Article 61).
public struct CrossCheck: AlertCommand {
    public typealias Output = AlertReply

    public init() {}
    public var asks: DataGroup? { .sisSupplementary }

    public let about = OperationDescription.sis(
        "crossCheck", "State the outcome of a cross-check",
        "Says whether one's own alert and one of another Member State are on the same person. The other Member State is told; where they are two persons, each search says so.",
        article: "1861 46, 1862 61", .update, .PUT, "/alerts/{schengenId}/cross-checks/{other}", data: .sisSupplementary,
        grants: [SISGrants.supplementary], refusals: [.notFound, .contradiction, .nothingToDo], needsVersion: false,
        consequences: [.create])

    public struct Input: NamesAlert, Hashable {
        public var schengenID = ""
        public var other = ""
        public var samePerson = false
        public var distinguishing: String?
        public init() {}
        public init(_ schengenID: String, with other: String, samePerson: Bool, distinguishing: String? = nil) {
            self.schengenID = schengenID
            self.other = other
            self.samePerson = samePerson
            self.distinguishing = distinguishing
        }
        public static let wireName = "CrossCheck"
        public static let meaning = "The outcome of a cross-check."
        public static let fields: [Field<Input>] = [
            .alert(\.schengenID),
            .required("other", \.other, "Alert of the other Member State.", limits: Alert.schengenIDSchema),
            .required("samePerson", \.samePerson, "They are on the same person."),
            .optional("distinguishing", \.distinguishing, "What tells two persons apart.", limits: SIRENEForm.text),
        ]
    }

    public struct Current: Sendable {
        let alert: Recorded<Alert>
        let other: Recorded<Alert>
        let tasks: [Recorded<SISTask>]
    }

    public func load(_ input: Input, from reader: Reader, in context: DecisionContext) throws -> Current {
        let alert = try reader.alert(input.schengenID)
        return Current(
            alert: alert, other: try reader.alert(input.other), tasks: try reader.tasks(SISTasks.self, about: alert.id))
    }

    public func decide(_ input: Input, _ current: Current, in context: DecisionContext) throws(Refusal) -> Decision<AlertReply> {
        var alert = current.alert
        guard alert.owner == context.owner, current.other.owner != context.owner else {
            throw Refusal(
                .contradiction, "a cross-check is of one's own alert with one of another Member State", pointer: "/other",
                article: "1862 61")
        }
        guard input.samePerson || input.distinguishing != nil else {
            throw Refusal(
                .contradiction, "say what tells the two persons apart", pointer: "/distinguishing", article: "1862 61(3)")
        }
        let known = alert.value.differsFrom.contains(input.other)
        let open = current.tasks.contains { $0.value.step == SISStep.crossCheck.rawValue && $0.value.state == .open }
        guard open || known == input.samePerson else { throw Refusal(.nothingToDo, "this is known") }
        alert.value.differsFrom.removeAll { $0 == input.other }
        if !input.samePerson {
            guard alert.value.differsFrom.count < 50 else { throw .full("alerts on others") }
            alert.value.differsFrom.append(input.other)
        }
        var form = SameDescription()
        form.otherAlert = alert.value.schengenID
        form.samePerson = input.samePerson
        form.distinguishing = input.distinguishing
        var content = SupplementaryContent()
        content.sameDescription = form
        // The form is on the other's alert, and leads from there to one's own.
        var message = SupplementaryMessage(
            content, .L, on: current.other.value, from: context.owner, to: [current.other.owner], in: context)
        let id = context.ids.next()
        return Decision(
            AlertReply(alert, version: alert.version + 1),
            changes: [alert.update] + current.tasks.ending(.crossCheck, at: context.now)
                + message.sending(answer: false, id: id, in: context), version: alert.version + 1,
            notices: [
                context.notice(
                    to: current.other.owner, "crossCheck", "1862 61", about: id,
                    "Cross-check of alerts \(alert.value.schengenID) and \(input.other): \(input.samePerson ? "the same person" : "two persons").")
            ])
    }
}

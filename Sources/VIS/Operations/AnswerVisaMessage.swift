import Access
import Operations
import Registry
import Wire

/// A visa authority answers a message that asked for a reply (Articles 16(3)(e) and (3c), 24(2)). The reply is carried and not recorded.
public struct AnswerVisaMessage: Command {
    let ports: VISPorts
    public init(_ ports: VISPorts = .none) { self.ports = ports }
    public typealias Output = Nothing

    public let about = OperationDescription.vis(
        "answerMessage", "Answer a message", "Carries the reply to the Member State that asked, and stops its clock.",
        article: "16(3c), 24(2)",
        .update, .POST, "/messages/{task}", data: .visaConsultation, grants: [VISGrants.consultation],
        refusals: [.notFound, .conflict, .noOpinionAsked], needsVersion: false)

    public struct Input: WireRecord, Hashable {
        public var task = RecordID(high: 0, low: 0)
        public var text = ""
        public init() {}
        public static let wireName = "AnswerVisaMessage"
        public static let meaning = "A reply."
        public static let fields: [Field<Input>] = [
            .required("task", \.task, "The clock of the reply."),
            .required("text", \.text, "What it says.", limits: .text(.init(length: 1...1500))),
        ]
    }

    public func load(
        _ input: Input, from reader: Reader, in context: DecisionContext
    ) throws -> (task: Recorded<LegalTask<VISTasks>>, file: Recorded<ApplicationFile>) {
        let task = try reader.require(LegalTask<VISTasks>.self, input.task)
        return (task, try reader.require(ApplicationFile.self, task.value.about))
    }

    public func decide(
        _ input: Input, _ current: (task: Recorded<LegalTask<VISTasks>>, file: Recorded<ApplicationFile>), in context: DecisionContext
    ) throws(Refusal) -> Decision<Nothing> {
        let task = current.task
        guard task.value.memberState == context.owner, task.value.isOpen(.messageReply) || task.value.isOpen(.linkAnswer) else {
            throw Refusal(.noOpinionAsked, "no reply is awaited from \(context.owner)")
        }
        let notice = VISMail(ports, context).message(
            .reply, to: task.owner, about: current.file.id, "\(context.owner) on application \(current.file.value.number): \(input.text)")
        return Decision(Nothing(), changes: [task.ending(.done, at: context.now)], notices: [notice])
    }
}

import Access
import Identity
import Operations
import Registry
import Wire

/// A visa authority writes to another Member State about an application (Articles 16(3)(d)–(e), 24(2), 25(2), 38(2)). The message is
/// carried and not recorded. A request for documents is answered within three working days (16(3c)), a doubt as to a link too (24(2)).
public struct SendVisaMessage: Command {
    let ports: VISPorts
    public init(_ ports: VISPorts = .none) { self.ports = ports }

    public let about = OperationDescription.vis(
        "sendMessage", "Send a message", "Carries a message to the visa authority of another Member State.", article: "16(3)",
        .create, .POST, "/applications/{application}/messages", data: .visaConsultation, grants: [VISGrants.consultation],
        refusals: [.notFound, .messageToNobody])

    public enum Sort: String, CaseIterable, Sendable, WireChoice {
        /// Copies of supporting documents, or other consular cooperation that asks for a reply (Article 16(3)(e)).
        case documents
        case cooperation
        /// Evidence that data are inaccurate or processed unlawfully (Article 24(2)).
        case rectification
        /// A link is wrong or missing (Article 24(2)).
        case link
        /// The applicant has acquired the sender's nationality (Article 25(2)).
        case nationality
        /// A person's request (Article 38(2)).
        case rights

        var kind: VISMail.Kind {
            switch self {
            case .documents: .documents
            case .cooperation: .cooperation
            case .rectification: .rectification
            case .link: .link
            case .nationality: .nationality
            case .rights: .rights
            }
        }
        var step: VISTasks.Step? {
            switch self {
            case .documents, .cooperation: .messageReply
            case .link: .linkAnswer
            case .rectification, .nationality, .rights: nil
            }
        }
    }

    public struct Input: WireRecord, Hashable {
        public var application = RecordID(high: 0, low: 0)
        public var to: CountryCode?
        public var sort = Sort.cooperation
        public var text = ""
        public init() {}
        public static let wireName = "SendVisaMessage"
        public static let meaning = "A message to another Member State's visa authority."
        public static let fields: [Field<Input>] = [
            .required("application", \.application, "The application that it is about."),
            .optional("to", \.to, "Member State; the one responsible where absent."),
            .required("sort", \.sort, "What kind of message."),
            .required("text", \.text, "What it says.", limits: .text(.init(length: 1...1500))),
        ]
    }

    public struct Output: WireRecord, Hashable {
        public var task: RecordID?
        public var answerBy: Instant?
        public init() {}
        public static let wireName = "VisaMessageSent"
        public static let meaning = "The message was sent."
        public static let fields: [Field<Output>] = [
            .optional("task", \.task, "The clock of the reply, where one is awaited."),
            .optional("answerBy", \.answerBy, "Until when it is due."),
        ]
    }

    public func load(_ input: Input, from reader: Reader, in context: DecisionContext) throws -> Recorded<ApplicationFile> {
        try reader.require(ApplicationFile.self, input.application)
    }

    public func decide(_ input: Input, _ file: Recorded<ApplicationFile>, in context: DecisionContext) throws(Refusal) -> Decision<Output> {
        let recipient = input.to?.text ?? file.owner
        guard recipient != context.owner else { throw Refusal(.messageToNobody, "a message goes to another Member State", pointer: "/to") }
        var output = Output()
        var changes: [Change] = []
        if let step = input.sort.step {
            let task = VISTasks.start(step, about: file.id, .visa, of: recipient, at: context.now)
            let id = context.ids.next()
            // Whoever asked owns the clock: the reply goes there.
            changes = [.create(id, task.draft(owner: context.owner))]
            (output.task, output.answerBy) = (id, task.deadline)
        }
        let notice = VISMail(ports, context).message(
            input.sort.kind, to: recipient, about: file.id, "\(context.owner) on application \(file.value.number): \(input.text)")
        return Decision(output, changes: changes, notices: [notice])
    }
}

extension RefusalKind {
    static let messageToNobody = RefusalKind("vis/message-to-nobody", 422, "The message has no recipient", article: "VIS 16(3)")
}

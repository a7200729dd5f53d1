import Access
import Operations
import Registry
import Wire

/// The authority closes an application that the applicant has withdrawn or not pursued before a decision (Article 10(2)).
public struct CloseApplication: Command {
    let ports: VISPorts
    public init(_ ports: VISPorts = .none) { self.ports = ports }
    public typealias Output = ApplicationReply

    public let about = OperationDescription.vis(
        "closeApplication", "Close an application", "Withdrawn or not pursued by the applicant before a decision.", article: "10(2)",
        .update, .POST, "/applications/{application}/closure",
        grants: [VISGrants.visaUpdate, VISGrants.longStayUpdate, VISGrants.permitUpdate], refusals: RefusalKind.deciding,
        consequences: [.delete])

    public struct Input: WireRecord, Hashable {
        public var application = RecordID(high: 0, low: 0)
        public var decision = DecisionTaken()
        public var reason = ClosureReason.withdrawn
        public init() {}
        public static let wireName = "CloseApplication"
        public static let meaning = "An application that ends without a decision."
        public static let fields: [Field<Input>] = [
            .required("application", \.application, "The application file."),
            .required("decision", \.decision, "Where and when it was closed."),
            .required("reason", \.reason, "Why."),
        ]
    }

    public func demand(_ input: Input, facts: FactReader) throws -> Demand { try facts.changeDemand(of: input.application) }

    public func load(_ input: Input, from reader: Reader, in context: DecisionContext) throws -> ApplicationDossier {
        try ApplicationDossier(input.application, from: reader)
    }

    public func decide(
        _ input: Input, _ dossier: ApplicationDossier, in context: DecisionContext
    ) throws(Refusal) -> Decision<ApplicationReply> {
        try context.require(version: dossier.file.version)
        var decision = VisaDecision(.closed, input.decision, in: context)
        decision.closure = input.reason
        var file = try DecisionRule(file: dossier.file.value, edition: ports.timetable.edition(on: context.today), today: context.today)
            .adding(decision)
        file.endQueries()
        return dossier.decided(file, dossier.ended(at: context.now, article: "VIS 10(2)"))
    }
}

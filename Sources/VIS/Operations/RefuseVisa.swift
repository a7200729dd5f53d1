import Access
import Operations
import Registry
import Wire

/// A visa authority refuses a visa, with one or more of the grounds of Article 12(2).
public struct RefuseVisa: Command {
    let ports: VISPorts
    public init(_ ports: VISPorts = .none) { self.ports = ports }
    public typealias Output = ApplicationReply

    public let about = OperationDescription.vis(
        "refuseVisa", "Refuse a visa", "Records the refusal with its grounds.", article: "12", .update, .POST,
        "/applications/{application}/refusal", data: .applicationFile, grants: [VISGrants.visaUpdate],
        refusals: RefusalKind.deciding + [.groundMissing, .groundNotForeseen, .riskNotAssessed], consequences: [.delete])

    public struct Input: WireRecord, Hashable {
        public var application = RecordID(high: 0, low: 0)
        public var decision = DecisionTaken()
        public var grounds: [RefusalGround] = []
        public var riskAssessed = false
        public init() {}
        public static let wireName = "RefuseVisa"
        public static let meaning = "A refusal."
        public static let fields: [Field<Input>] = [
            .required("application", \.application, "The application file."),
            .required("decision", \.decision, "Where and when it was decided."),
            .list("grounds", \.grounds, "Grounds (Article 12(2)).", count: 0...20),
            .defaulted(
                "riskAssessed", \.riskAssessed, to: false, "The risk that an indicator points to was assessed individually (Article 9c(6))."
            ),
        ]
    }

    public func demand(_ input: Input, facts: FactReader) throws -> Demand {
        Demand(data: .applicationFile, conditions: try facts.visConditions(of: input.application))
    }

    public func load(_ input: Input, from reader: Reader, in context: DecisionContext) throws -> ApplicationDossier {
        try ApplicationDossier(input.application, from: reader)
    }

    public func decide(
        _ input: Input, _ dossier: ApplicationDossier, in context: DecisionContext
    ) throws(Refusal) -> Decision<ApplicationReply> {
        try context.require(version: dossier.file.version)
        try dossier.require(visa: true)
        guard !input.grounds.isEmpty else { throw Refusal(.groundMissing, "a refusal states its grounds", pointer: "/grounds") }
        // Whatever the other grounds: where an indicator fits, a person has looked.
        guard input.riskAssessed || dossier.file.value.queries?.riskIndicators.isEmpty ?? true else {
            throw Refusal(.riskNotAssessed, "the risk that an indicator points to is assessed by a person", pointer: "/riskAssessed")
        }
        var decision = VisaDecision(.refused, input.decision, in: context)
        decision.refusalGrounds = input.grounds
        var file = try DecisionRule(file: dossier.file.value, edition: ports.timetable.edition(on: context.today), today: context.today)
            .adding(decision)
        file.endQueries()
        return dossier.decided(file, dossier.ended(at: context.now, article: "VIS 12"))
    }
}

extension ApplicationFile {
    /// Nothing is asked or verified for the file any more.
    mutating func endQueries() {
        queries?.pending = []
        queries?.furtherVerification = []
    }
}

import Access
import Operations
import Registry
import Wire

/// The competent authority refuses a long-stay visa or residence permit. A threat or fraudulent documents are recorded (Article 22d(1));
/// after a final refusal on other grounds the file is deleted (22d(2)).
public struct RefuseLongStay: Command {
    let ports: VISPorts
    public init(_ ports: VISPorts = .none) { self.ports = ports }
    public typealias Output = ApplicationReply

    public let about = OperationDescription.vis(
        "refuseLongStay", "Refuse a long-stay visa or residence permit",
        "Records a refusal for a threat or for fraudulent documents; for other reasons the file is deleted.", article: "22d", .update,
        .POST, "/long-stay-applications/{application}/refusal", data: .longStayFile,
        grants: [VISGrants.longStayUpdate, VISGrants.permitUpdate], refusals: RefusalKind.deciding + [.groundMissing],
        consequences: [.delete])

    public struct Input: WireRecord, Hashable {
        public var application = RecordID(high: 0, low: 0)
        public var decision = DecisionTaken()
        public var grounds: [LongStayGround] = []
        public init() {}
        public static let wireName = "RefuseLongStay"
        public static let meaning = "A long stay that is refused, withdrawn, revoked or annulled."
        public static let fields: [Field<Input>] = [
            .required("application", \.application, "The application file."),
            .required("decision", \.decision, "Where and when it was decided."),
            .list("grounds", \.grounds, "Grounds (Article 22d(1)).", count: 0...3),
        ]
    }

    public func demand(_ input: Input, facts: FactReader) throws -> Demand {
        Demand(data: .longStayFile, conditions: try facts.visConditions(of: input.application))
    }

    public func load(_ input: Input, from reader: Reader, in context: DecisionContext) throws -> ApplicationDossier {
        try ApplicationDossier(input.application, from: reader)
    }

    public func decide(
        _ input: Input, _ dossier: ApplicationDossier, in context: DecisionContext
    ) throws(Refusal) -> Decision<ApplicationReply> {
        try context.require(version: dossier.file.version)
        try dossier.require(visa: false)
        guard !input.grounds.isEmpty else {
            throw Refusal(.groundMissing, "a refusal states its grounds", pointer: "/grounds", article: "VIS 22d")
        }
        var decision = VisaDecision(.refused, input.decision, in: context)
        decision.longStayGrounds = input.grounds
        var file = try DecisionRule(file: dossier.file.value, edition: ports.timetable.edition(on: context.today), today: context.today)
            .adding(decision)
        if input.grounds == [.other] {
            var reply = ApplicationReply(dossier.file.id, file, version: dossier.file.version)
            reply.keptUntil = nil
            return Decision(reply, changes: dossier.erasure(article: "VIS 22d(2)"))
        }
        file.endQueries()
        return dossier.decided(file, dossier.ended(at: context.now, article: "VIS 22d"))
    }
}

import Access
import Operations
import Registry
import Wire

/// The competent authority withdraws, revokes or annuls a long-stay visa or residence permit (Article 22e).
public struct EndLongStay: Command {
    let ports: VISPorts
    public init(_ ports: VISPorts = .none) { self.ports = ports }
    public typealias Output = ApplicationReply

    public let about = OperationDescription.vis(
        "endLongStay", "Withdraw, revoke or annul a long stay", "Records the end of a long-stay visa or residence permit.", article: "22e",
        .update, .POST, "/long-stay-applications/{application}/end", data: .longStayFile,
        grants: [VISGrants.longStayUpdate, VISGrants.permitUpdate], refusals: RefusalKind.deciding)

    public enum Ending: String, CaseIterable, Sendable, WireChoice {
        case withdrawn, revoked, annulled
        var status: VisaStatus { self == .withdrawn ? .withdrawn : self == .revoked ? .revoked : .annulled }
    }

    public struct Input: WireRecord, Hashable {
        public var application = RecordID(high: 0, low: 0)
        public var decision = DecisionTaken()
        public var ending = Ending.withdrawn
        public var grounds: [LongStayGround] = []
        public init() {}
        public static let wireName = "EndLongStay"
        public static let meaning = "A long-stay visa or residence permit that ends."
        public static let fields: [Field<Input>] = [
            .required("application", \.application, "The application file."),
            .required("decision", \.decision, "Where and when it was decided."),
            .required("ending", \.ending, "What was decided."),
            .list("grounds", \.grounds, "Grounds, where applicable (Article 22e(d)).", count: 0...3),
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
        var decision = VisaDecision(input.ending.status, input.decision, in: context)
        decision.longStayGrounds = input.grounds
        return dossier.decided(
            try DecisionRule(file: dossier.file.value, edition: ports.timetable.edition(on: context.today), today: context.today)
                .adding(decision))
    }
}

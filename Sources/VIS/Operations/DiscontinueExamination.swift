import Access
import Identity
import Operations
import Registry
import Wire

/// An authority that represents another Member State discontinues the examination (Article 11). The revision has deleted the article:
/// it is refused from then on.
public struct DiscontinueExamination: Command {
    let ports: VISPorts
    public init(_ ports: VISPorts = .none) { self.ports = ports }
    public typealias Output = ApplicationReply

    public let about = OperationDescription.vis(
        "discontinueExamination", "Discontinue an examination",
        "In representation, in favour of the competent Member State; until the revised VIS.",
        article: "11", .update, .POST, "/applications/{application}/discontinuance", data: .applicationFile,
        grants: [VISGrants.visaUpdate], refusals: RefusalKind.deciding + [.editionNotInForce], consequences: [.delete])

    public struct Input: WireRecord, Hashable {
        public var application = RecordID(high: 0, low: 0)
        public var decision = DecisionTaken()
        public var competentState = CountryCode.unspecified
        public init() {}
        public static let wireName = "DiscontinueExamination"
        public static let meaning = "An examination that is discontinued."
        public static let fields: [Field<Input>] = [
            .required("application", \.application, "The application file."),
            .required("decision", \.decision, "Where and when it was decided."),
            .required("competentState", \.competentState, "Member State competent to examine the application."),
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
        let edition = ports.timetable.edition(on: context.today)
        guard edition.knowsDiscontinuance else {
            throw Refusal(.editionNotInForce, "the revised Regulation knows no discontinuance", article: "2021/1134 1(13)")
        }
        guard dossier.file.value.lodging.onBehalfOf != nil else {
            throw Refusal(.notForeseenForKind, "the application was not lodged in representation", article: "VIS 11")
        }
        var decision = VisaDecision(.discontinued, input.decision, in: context)
        decision.competentState = input.competentState
        let file = try DecisionRule(file: dossier.file.value, edition: edition, today: context.today).adding(decision)
        return dossier.decided(file, dossier.ended(at: context.now, article: "VIS 11"))
    }
}

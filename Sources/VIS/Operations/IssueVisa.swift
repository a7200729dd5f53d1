import Access
import Identity
import Operations
import Registry
import Wire

/// A visa authority issues a visa (Article 10). The Member States that wish to be informed are (Article 16(3)(a)–(b); Visa Code,
/// Articles 25(4), 31).
public struct IssueVisa: Command {
    let ports: VISPorts
    public init(_ ports: VISPorts = .none) { self.ports = ports }
    public typealias Output = ApplicationReply

    public let about = OperationDescription.vis(
        "issueVisa", "Issue a visa",
        "Adds the visa to the application file. Open consultations and hits allow a visa with limited territorial validity alone.",
        article: "10(1)", .update, .POST, "/applications/{application}/visa", data: .applicationFile, grants: [VISGrants.visaUpdate],
        refusals: RefusalKind.deciding + [
            .documentUnclear, .territoryNotRecognised, .stickerTaken, .consultationOpen, .verificationOpen, .riskNotAssessed,
        ])

    public struct Input: WireRecord, Hashable {
        public var application = RecordID(high: 0, low: 0)
        public var decision = DecisionTaken()
        public var document = IssuedDocument()
        public var riskAssessed = false
        public init() {}
        public static let wireName = "IssueVisa"
        public static let meaning = "A visa that is issued."
        public static let fields: [Field<Input>] = [
            .required("application", \.application, "The application file."),
            .required("decision", \.decision, "Where and when it was decided."),
            .required("document", \.document, "The visa."),
            .defaulted(
                "riskAssessed", \.riskAssessed, to: false, "The risk that an indicator points to was assessed individually (Article 9c(6))."
            ),
        ]
    }

    public struct Current: Sendable {
        var dossier: ApplicationDossier
        var informed: [String]
        var stickerElsewhere: Bool
    }

    public func demand(_ input: Input, facts: FactReader) throws -> Demand {
        Demand(data: .applicationFile, conditions: try facts.visConditions(of: input.application))
    }

    public func load(_ input: Input, from reader: Reader, in context: DecisionContext) throws -> Current {
        let dossier = try ApplicationDossier(input.application, from: reader)
        return Current(
            dossier: dossier,
            informed: try reader.statesAsking(.exPost, about: dossier.file.value, processedBy: context.owner),
            stickerElsewhere: try reader.isTaken(input.document.number, besides: input.application))
    }

    public func decide(_ input: Input, _ current: Current, in context: DecisionContext) throws(Refusal) -> Decision<ApplicationReply> {
        let dossier = current.dossier
        try context.require(version: dossier.file.version)
        try dossier.require(visa: true)
        var decision = VisaDecision(.issued, input.decision, in: context)
        decision.document = input.document
        let file = try DecisionRule(file: dossier.file.value, edition: ports.timetable.edition(on: context.today), today: context.today)
            .adding(decision)
        guard !current.stickerElsewhere else {
            throw Refusal(.stickerTaken, "the number stands in another file", pointer: "/document/number")
        }
        try DecisionRule.checkOpen(
            dossier.file.value, consultations: dossier.openConsultations.count, sort: input.document.sort, riskAssessed: input.riskAssessed)
        let mail = VISMail(ports, context)
        var notices = current.informed.map { state in
            mail.message(
                .visaIssued, to: state, about: dossier.file.id,
                "\(context.owner) issued visa \(input.document.number.number) on application \(file.number) (Visa Code, Article 31).")
        }
        if input.document.sort == .limitedTerritory {
            let others = CountryCode.schengenStates(on: context.today).map(\.text).filter { $0 != context.owner }
            notices += others.map { state in
                mail.message(
                    .limitedVisaIssued, to: state, about: dossier.file.id,
                    "\(context.owner) issued a visa with limited territorial validity, \(input.document.number.number), on \(file.number)."
                )
            }
        }
        return dossier.decided(
            file, dossier.tasks.filter { $0.value.about == dossier.file.id }.ending(.consultationOpinion, .withdrawn, at: context.now),
            notices: notices)
    }
}

extension Reader {
    /// Whether the number of a visa or permit stands in another file already.
    func isTaken(_ number: DocumentNumber, besides id: RecordID) throws -> Bool {
        try find(ApplicationFile.kind, key: VISKey.sticker, value: number.key).contains { $0.id != id }
    }
}

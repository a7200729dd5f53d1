import Access
import Operations
import Registry
import Wire

/// A visa authority, of whatever Member State, annuls a visa that should not have been issued (Article 13; Visa Code, Article 34(1)). The
/// Member State that issued it is told.
public struct AnnulVisa: Command {
    let ports: VISPorts
    public init(_ ports: VISPorts = .none) { self.ports = ports }
    public typealias Input = EndedVisa
    public typealias Output = ApplicationReply

    public let about = OperationDescription.vis(
        "annulVisa", "Annul a visa", "Records that a visa should not have been issued, with the grounds.", article: "13(1)–(2), (4)",
        .update, .POST, "/applications/{application}/annulment", data: .issuedVisa, grants: [VISGrants.visaDecide],
        refusals: RefusalKind.deciding + [.groundMissing, .groundNotForeseen])

    public func load(_ input: EndedVisa, from reader: Reader, in context: DecisionContext) throws -> ApplicationDossier {
        try ApplicationDossier(input.application, from: reader)
    }

    public func decide(
        _ input: EndedVisa, _ dossier: ApplicationDossier, in context: DecisionContext
    ) throws(Refusal) -> Decision<ApplicationReply> {
        guard !input.atHoldersRequest else {
            throw Refusal(
                .groundNotForeseen, "a holder may ask for revocation alone", pointer: "/atHoldersRequest", article: "VIS 13(2)(b)")
        }
        return try input.ended(.annulled, dossier, ports, in: context)
    }
}

/// A visa that is annulled or revoked.
public struct EndedVisa: WireRecord, Hashable {
    public var application = RecordID(high: 0, low: 0)
    public var decision = DecisionTaken()
    public var grounds: [RefusalGround] = []
    public var atHoldersRequest = false

    public init() {}
    public static let meaning = "A visa that is annulled or revoked (Article 13)."
    public static let fields: [Field<EndedVisa>] = [
        .required("application", \.application, "The application file."),
        .required("decision", \.decision, "Where and when it was decided."),
        .list("grounds", \.grounds, "Grounds of Article 12(2).", count: 0...20),
        .defaulted("atHoldersRequest", \.atHoldersRequest, to: false, "At the request of the holder (Article 13(2)(b))."),
    ]

    func ended(
        _ status: VisaStatus, _ dossier: ApplicationDossier, _ ports: VISPorts, in context: DecisionContext
    ) throws(Refusal) -> Decision<ApplicationReply> {
        try context.require(version: dossier.file.version)
        try dossier.require(visa: true)
        guard !grounds.isEmpty || atHoldersRequest else {
            throw Refusal(.groundMissing, "the decision states its grounds", pointer: "/grounds")
        }
        var ended = VisaDecision(status, decision, in: context)
        ended.refusalGrounds = grounds
        ended.atHoldersRequest = atHoldersRequest
        let file = try DecisionRule(file: dossier.file.value, edition: ports.timetable.edition(on: context.today), today: context.today)
            .adding(ended)
        let why =
            atHoldersRequest && grounds.isEmpty ? "at the holder's request" : "grounds " + grounds.map(\.point).joined(separator: ", ")
        let issuer = dossier.file.value.decisions.first { $0.status == .issued }?.memberState ?? dossier.file.owner
        let notice = VISMail(ports, context).message(
            .decision, to: issuer, about: dossier.file.id,
            "\(context.owner) \(status.rawValue) visa \(file.document?.number.number ?? "") on application \(file.number), \(why).")
        return dossier.decided(file, notices: [notice])
    }
}

import Access
import Identity
import Operations
import Registry
import Wire

/// The visa authority of the Member State where the holder is extends validity or stay (Article 14; Visa Code, Article 33).
public struct ExtendVisa: Command {
    let ports: VISPorts
    public init(_ ports: VISPorts = .none) { self.ports = ports }
    public typealias Output = ApplicationReply

    public let about = OperationDescription.vis(
        "extendVisa", "Extend a visa", "Records the extended visa with its own sticker, and the grounds.", article: "14", .update, .POST,
        "/applications/{application}/extension", data: .issuedVisa, grants: [VISGrants.visaDecide],
        refusals: RefusalKind.deciding + [.groundMissing, .documentUnclear, .territoryNotRecognised, .stickerTaken])

    public struct Input: WireRecord, Hashable {
        public var application = RecordID(high: 0, low: 0)
        public var decision = DecisionTaken()
        public var grounds: [ExtensionGround] = []
        public var number = DocumentNumber()
        public var validFrom = Day(number: 0)
        public var validUntil = Day(number: 0)
        public var extensionDays = 0
        public var territory: [CountryCode]?
        public var sort: IssuedDocument.Sort?
        public init() {}
        public static let wireName = "ExtendVisa"
        public static let meaning = "A visa that is extended."
        public static let fields: [Field<Input>] = [
            .required("application", \.application, "The application file."),
            .required("decision", \.decision, "Where and when it was decided."),
            .list("grounds", \.grounds, "Grounds (Article 14(2)).", count: 0...3),
            .required("number", \.number, "Number of the sticker of the extended visa."),
            .required("validFrom", \.validFrom, "First day of the extended period."),
            .required("validUntil", \.validUntil, "Last day of the extended period."),
            .defaulted("extensionDays", \.extensionDays, to: 0, "Days by which the stay is extended.", limits: .integer(0...3660)),
            .optional("territory", \.territory, "Territory, where it differs from that of the visa (Article 14(1)(g))."),
            .optional("sort", \.sort, "Type, where it differs (Article 14(1)(h))."),
        ]
    }

    public struct Current: Sendable {
        var dossier: ApplicationDossier
        var stickerElsewhere: Bool
    }

    public func load(_ input: Input, from reader: Reader, in context: DecisionContext) throws -> Current {
        Current(
            dossier: try ApplicationDossier(input.application, from: reader),
            stickerElsewhere: try reader.isTaken(input.number, besides: input.application))
    }

    public func decide(_ input: Input, _ current: Current, in context: DecisionContext) throws(Refusal) -> Decision<ApplicationReply> {
        let dossier = current.dossier
        try context.require(version: dossier.file.version)
        try dossier.require(visa: true)
        guard !input.grounds.isEmpty else { throw Refusal(.groundMissing, "an extension states its grounds", pointer: "/grounds") }
        guard var document = dossier.file.value.document else {
            throw Refusal(.statusDoesNotFollow, "there is no visa to extend")
        }
        guard input.validUntil > document.validUntil || input.extensionDays > 0 else {
            throw Refusal(.documentUnclear, "an extension prolongs the validity or the stay", pointer: "/validUntil")
        }
        guard input.validUntil >= document.validUntil else {
            throw Refusal(.documentUnclear, "an extended visa does not end earlier", pointer: "/validUntil")
        }
        guard !current.stickerElsewhere, input.number.key != document.number.key else {
            throw Refusal(.stickerTaken, "an extended visa has a sticker of its own", pointer: "/number")
        }
        document.number = input.number
        (document.validFrom, document.validUntil) = (min(document.validFrom, input.validFrom), input.validUntil)
        document.days = document.days.map { min($0 + input.extensionDays, document.validUntil - document.validFrom + 1) }
        document.territory = input.territory ?? document.territory
        document.sort = input.sort ?? document.sort
        var decision = VisaDecision(.extended, input.decision, in: context)
        decision.document = document
        decision.extensionGrounds = input.grounds
        decision.extensionDays = input.extensionDays
        let file = try DecisionRule(file: dossier.file.value, edition: ports.timetable.edition(on: context.today), today: context.today)
            .adding(decision)
        return dossier.decided(file)
    }
}

import Access
import Operations
import Registry
import Wire

/// The competent authority issues a long-stay visa or residence permit (Article 22c).
public struct IssueLongStay: Command {
    let ports: VISPorts
    public init(_ ports: VISPorts = .none) { self.ports = ports }
    public typealias Output = ApplicationReply

    public let about = OperationDescription.vis(
        "issueLongStay", "Issue a long-stay visa or residence permit", "Adds the document to the application file.", article: "22c",
        .update, .POST, "/long-stay-applications/{application}/document", data: .longStayFile,
        grants: [VISGrants.longStayUpdate, VISGrants.permitUpdate],
        refusals: RefusalKind.deciding + [.documentUnclear, .stickerTaken, .verificationOpen])

    public struct Input: WireRecord, Hashable {
        public var application = RecordID(high: 0, low: 0)
        public var decision = DecisionTaken()
        public var document = IssuedDocument()
        public init() {}
        public static let wireName = "IssueLongStay"
        public static let meaning = "A long-stay visa or residence permit that is issued, extended or renewed."
        public static let fields: [Field<Input>] = [
            .required("application", \.application, "The application file."),
            .required("decision", \.decision, "Where and when it was decided."),
            .required("document", \.document, "The document."),
        ]
    }

    public struct Current: Sendable {
        var dossier: ApplicationDossier
        var numberElsewhere: Bool

        init(_ input: Input, from reader: Reader) throws {
            dossier = try ApplicationDossier(input.application, from: reader)
            numberElsewhere = try reader.isTaken(input.document.number, besides: input.application)
        }

        func added(_ status: VisaStatus, _ input: Input, _ ports: VISPorts, in context: DecisionContext) throws(Refusal) -> ApplicationFile {
            try context.require(version: dossier.file.version)
            try dossier.require(visa: false)
            guard !numberElsewhere else { throw Refusal(.stickerTaken, "the number stands in another file", pointer: "/document/number") }
            var decision = VisaDecision(status, input.decision, in: context)
            decision.document = input.document
            return try DecisionRule(file: dossier.file.value, edition: ports.timetable.edition(on: context.today), today: context.today)
                .adding(decision)
        }
    }

    public func demand(_ input: Input, facts: FactReader) throws -> Demand {
        Demand(data: .longStayFile, conditions: try facts.visConditions(of: input.application))
    }

    public func load(_ input: Input, from reader: Reader, in context: DecisionContext) throws -> Current {
        try Current(input, from: reader)
    }

    public func decide(_ input: Input, _ current: Current, in context: DecisionContext) throws(Refusal) -> Decision<ApplicationReply> {
        let file = try current.added(.issued, input, ports, in: context)
        guard !(file.queries?.isOpen ?? false) else {
            throw Refusal(.verificationOpen, "hits or queries are not verified yet", article: "VIS 22b(12)")
        }
        return current.dossier.decided(file)
    }
}

import Access
import Identity
import Operations
import Registry
import Wire

/// The Member State responsible erases a file before its term (Articles 24(1) and (3), 25(1), 38(2)): with samples, clocks and the links
/// to it.
public struct EraseApplication: Command {
    public init() {}

    public let about = OperationDescription.vis(
        "eraseApplication", "Erase an application file", "Erases the file with everything that hangs on it, and the links to it.",
        article: "24(1), 25(1)", .delete, .DELETE, "/applications/{application}",
        grants: [VISGrants.visaDelete, VISGrants.longStayUpdate, VISGrants.permitUpdate], refusals: [.notFound, .conflict],
        consequences: [.update])

    public enum Ground: String, CaseIterable, Sendable, WireChoice {
        /// The applicant has acquired the nationality of a Member State (Article 25(1)).
        case nationalityAcquired
        /// Inaccurate, or processed contrary to the Regulation (Article 24).
        case inaccurate, unlawful
        var article: String { self == .nationalityAcquired ? "VIS 25(1)" : "VIS 24" }
    }

    public struct Input: WireRecord, Hashable {
        public var application = RecordID(high: 0, low: 0)
        public var ground = Ground.inaccurate
        public init() {}
        public static let wireName = "EraseVisaApplication"
        public static let meaning = "Which file, and why."
        public static let fields: [Field<Input>] = [
            .required("application", \.application, "The application file."), .required("ground", \.ground, "Why."),
        ]
    }

    public struct Output: WireRecord, Hashable {
        public var erased: [RecordID] = []
        public var article = ""
        public init() {}
        public static let wireName = "ApplicationErased"
        public static let meaning = "What was erased."
        public static let fields: [Field<Output>] = [
            .list("erased", \.erased, "Records that are gone.", count: 0...10_000),
            .required("article", \.article, "Article that asked for it."),
        ]
    }

    public func demand(_ input: Input, facts: FactReader) throws -> Demand { try facts.changeDemand(of: input.application) }

    public func load(_ input: Input, from reader: Reader, in context: DecisionContext) throws -> ApplicationDossier {
        try ApplicationDossier(input.application, from: reader)
    }

    public func decide(_ input: Input, _ dossier: ApplicationDossier, in context: DecisionContext) throws(Refusal) -> Decision<Output> {
        let changes = dossier.erasure(article: input.ground.article)
        var output = Output()
        // Verifications leave no trace in what the caller sees.
        let hidden = Set(dossier.verifications.map(\.id) + dossier.tasks.map(\.id))
        output.erased = changes.compactMap { if case .erase(let id, _, _) = $0, !hidden.contains(id) { id } else { nil } }
        output.article = input.ground.article
        return Decision(output, changes: changes)
    }
}

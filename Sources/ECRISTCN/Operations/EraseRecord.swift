import Access
import Identity
import Operations
import Registry
import Wire

/// Why a record goes before the national one does.
public enum ErasureReason: String, CaseIterable, Hashable, Sendable, WireChoice {
    /// The data are wrong and cannot be put right (Article 9(3)).
    case inaccurate
    /// They were processed in contravention of the Regulation (Article 9(3)).
    case unlawful
    /// The Member State erases what it entered (Article 9(1)).
    case withdrawn
    /// At the request of the person concerned (Article 25).
    case atRequest

    var article: String {
        switch self {
        case .inaccurate, .unlawful: "816 9(3)"
        case .withdrawn: "816 9(1)"
        case .atRequest: "816 25"
        }
    }
}

/// The convicting Member State erases its record (Articles 9(1), 9(3), 25).
public struct EraseRecord: Command {
    public init() {}
    public let about = OperationDescription.ecrisTCN(
        "eraseRecord", "Erase a data record",
        "Erases the record with its samples, flags, reports and tasks; whoever had reported an error in it is told.",
        article: "9", .delete, .DELETE, "/records/{record}", data: .dataRecord, grants: [ECRISTCNGrants.change],
        refusals: [.notFound, .conflict])

    public struct Input: WireRecord, Hashable {
        public var record = RecordID(high: 0, low: 0)
        public var reason = ErasureReason.withdrawn
        public init() {}
        public static let wireName = "EraseDataRecord"
        public static let meaning = "Which record, and why."
        public static let fields: [Field<Input>] = [
            .required("record", \.record, "The data record."), .required("reason", \.reason, "Why."),
        ]
    }

    public struct Output: WireRecord, Hashable {
        public var erased: [RecordID] = []
        public var article = ""
        public init() {}
        public static let wireName = "DataRecordErased"
        public static let meaning = "What was erased."
        public static let fields: [Field<Output>] = [
            .list("erased", \.erased, "Records that are gone.", count: 0...10_000),
            .required("article", \.article, "Article."),
        ]
    }

    public func demand(_ input: Input, facts: FactReader) throws -> Demand {
        Demand(data: .dataRecord, conditions: try facts.ownership(of: input.record))
    }
    public func load(_ input: Input, from reader: Reader, in context: DecisionContext) throws -> RecordDossier {
        try RecordDossier(input.record, from: reader)
    }
    public func decide(_ input: Input, _ dossier: RecordDossier, in context: DecisionContext) throws(Refusal)
        -> Decision<Output>
    {
        let changes = dossier.erasure(article: input.reason.article)
        var output = Output()
        output.erased = changes.map(\.id)
        output.article = input.reason.article
        return Decision(output, changes: changes, notices: dossier.erasureNotices(in: context))
    }
}

import Access
import Identity
import Operations
import Registry
import Wire

/// The Member State of origin looks at what it has transmitted; visa authorities and ETIAS National Units consult read-only (603
/// Article 27(1); 1358 Articles 9, 10, 40(1)).
public struct ReadDataset: Query {
    public let about: OperationDescription
    public typealias Input = DatasetReference
    public typealias Output = DatasetReply

    public init(regime: EurodacRegime = .regulation1358) {
        let grants = EurodacGrants(regime)
        about = .eurodac(
            regime, "readDataset", "Read a data set",
            "Shows a data set, which samples are held, and until when it is kept; never a sample.",
            article: ("27(1)", "9, 10, 40(1)"), .read, .GET, "/datasets/{dataset}",
            grants: grants.readOwn + grants.consult,
            refusals: [.notFound])
    }

    public func demand(_ input: DatasetReference, facts: FactReader) throws -> Demand {
        try facts.demand(forDataset: input.dataset, of: about)
    }

    public func answer(_ input: DatasetReference, from reader: Reader, in context: DecisionContext) throws -> Answer<
        DatasetReply
    > {
        let set = try reader.require(EurodacDataset.self, input.dataset)
        return Answer(
            try reader.reply(set), version: set.version,
            log: LogDetails(records: [set.id], results: [.Eurodac: 1]))
    }
}

/// Names a data set.
public struct DatasetReference: WireRecord, Hashable {
    public var dataset = RecordID(high: 0, low: 0)
    public init() {}
    public init(_ dataset: RecordID) { self.dataset = dataset }
    public static let wireName = "EurodacDatasetReference"
    public static let meaning = "A data set."
    public static let fields: [Field<DatasetReference>] = [.required("dataset", \.dataset, "The data set.")]
}

/// A data set as it is shown.
public struct DatasetReply: WireRecord, Hashable {
    public var id = RecordID(high: 0, low: 0)
    public var version = 0
    public var memberState = ""
    public var dataset = EurodacDataset()
    public var keptUntil: Day?
    public var article = ""
    public var processingRestricted = false

    public init() {}
    public init(_ set: Recorded<EurodacDataset>, version: Int? = nil, decision: CouncilDecision? = nil) {
        id = set.id
        self.version = version ?? set.version
        memberState = set.owner
        dataset = set.value
        // The decision may have been extended since the set last looked.
        if let decision { dataset.councilDecision = decision.note }
        keptUntil = dataset.term.keptUntil
        article = dataset.term.article
    }
    public static let wireName = "EurodacDatasetReply"
    public static let meaning = "A data set with its period."
    public static let fields: [Field<DatasetReply>] = [
        .required("id", \.id, "The data set."),
        .required("version", \.version, "Version, for If-Match."),
        .required("memberState", \.memberState, "Member State of origin.", limits: .text(.init(length: 1...60))),
        .required("dataset", \.dataset, "Its data."),
        .optional("keptUntil", \.keptUntil, "Last day on which it is kept."),
        .required("article", \.article, "Article that says so.", limits: .text(.init(length: 1...40))),
        .defaulted(
            "processingRestricted", \.processingRestricted, to: false,
            "Processing is restricted at the request of the person concerned (Article 43; 2016/679 18)."),
    ]
}

extension Reader {
    func reply(_ set: Recorded<EurodacDataset>) throws -> DatasetReply {
        var reply = DatasetReply(
            set, decision: try set.value.councilDecision.flatMap { try councilDecision($0.reference)?.value })
        // Requests are kept under the same name by both procedures; the key alone is looked at.
        reply.processingRestricted = try isRestricted(set.id, EurodacProcedures.self)
        return reply
    }
}

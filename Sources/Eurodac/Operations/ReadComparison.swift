import Access
import Identity
import Operations
import Registry
import Wire

extension Recorded where Value == EurodacComparison {
    /// A comparison is told to the Member State or agency that asked, and law enforcement's to the very authority (603 Articles 9(5),
    /// 19(2); 1358 Articles 27(4), 32). To others it is not there.
    func requireAsker(_ context: DecisionContext) throws(Refusal) {
        let own =
            value.category == .lawEnforcement || value.category == .europol
            ? value.authority == context.caller.authority
            : owner == context.owner && context.caller.kind != .designated
        guard own else { throw Refusal(.notFound, "there is no comparison with this identifier") }
    }
}

/// The result of a comparison, for whoever asked (603 Article 9(5); 1358 Articles 27(4), 28(5)).
public struct ReadComparison: Query {
    public let about: OperationDescription
    public typealias Output = ComparisonReply

    public init(regime: EurodacRegime = .regulation1358) {
        about = .eurodac(
            regime, "readComparison", "Read a comparison",
            "The hits with their data, the negative result, or that it waits and until when.",
            article: ("9(5)", "27(4), 28(5)"), .read, .GET, "/comparisons/{comparison}", data: .eurodacComparison,
            grants: EurodacGrants(regime).results + EurodacGrants(regime).resultsInScreening, refusals: [.notFound])
    }

    public struct Input: WireRecord, Hashable {
        public var comparison = RecordID(high: 0, low: 0)
        public init() {}
        public static let wireName = "EurodacComparisonReference"
        public static let meaning = "A comparison."
        public static let fields: [Field<Input>] = [.required("comparison", \.comparison, "The comparison.")]
    }

    public func answer(_ input: Input, from reader: Reader, in context: DecisionContext) throws -> Answer<
        ComparisonReply
    > {
        let comparison = try reader.require(EurodacComparison.self, input.comparison)
        try comparison.requireAsker(context)
        return Answer(
            try reader.reply(comparison), version: comparison.version,
            log: LogDetails(
                records: [comparison.id] + comparison.value.hits.map(\.dataset),
                results: [.Eurodac: comparison.value.state == .answered ? comparison.value.hits.count : nil]))
    }
}

/// The comparisons that the caller's Member State has asked for, a page at a time: numbers of hits, no data.
public struct ListComparisons: Query {
    public let about: OperationDescription

    public init(regime: EurodacRegime = .regulation1358) {
        about = .eurodac(
            regime, "listComparisons", "List one's comparisons", "What the caller has asked for, and how it stands.",
            article: ("9(5)", "27(4), 28(5)"), .read, .GET, "/comparisons", data: .eurodacComparison,
            grants: EurodacGrants(regime).results + EurodacGrants(regime).resultsInScreening)
    }

    public struct Input: WireRecord, Hashable {
        public var state: EurodacComparison.State?
        public var after: RecordID?
        public var limit = 50
        public init() {}
        public static let wireName = "ListEurodacComparisons"
        public static let meaning = "Which comparisons."
        public static let fields: [Field<Input>] = [
            .optional("state", \.state, "Only those in this state."),
            .optional("cursor", \.after, "The last one of the page before."),
            .defaulted("limit", \.limit, to: 50, "Comparisons looked at for a page.", limits: .integer(1...200)),
        ]
    }

    public struct Line: WireRecord, Hashable {
        public var comparison = RecordID(high: 0, low: 0)
        public var reference = ReferenceNumber()
        public var category = EurodacCategory.applicant
        public var state = EurodacComparison.State.waiting
        public var answerBy = Instant(milliseconds: 0)
        public var hits = 0
        public var unchecked = 0
        public init() {}
        public static let wireName = "EurodacComparisonLine"
        public static let meaning = "A comparison in one line."
        public static let fields: [Field<Line>] = [
            .required("comparison", \.comparison, "The comparison."),
            .required("reference", \.reference, "Reference number."),
            .required("category", \.category, "Category."), .required("state", \.state, "How it stands."),
            .required("answerBy", \.answerBy, "Until when it is to be answered."),
            .required("hits", \.hits, "Number of hits."),
            .required("unchecked", \.unchecked, "Hits not checked yet."),
        ]
    }

    public struct Output: WireRecord, Hashable {
        public var comparisons: [Line] = []
        public var next: RecordID?
        public init() {}
        public static let wireName = "EurodacComparisonPage"
        public static let meaning = "A page of comparisons."
        public static let fields: [Field<Output>] = [
            .list("comparisons", \.comparisons, "Comparisons.", count: 0...200),
            .optional("next", \.next, "Where the next page begins; absent on the last one."),
        ]
    }

    public func answer(_ input: Input, from reader: Reader, in context: DecisionContext) throws -> Answer<Output> {
        let page = try reader.find(
            EurodacComparison.kind, key: EurodacKey.owner, value: context.owner, after: input.after, limit: input.limit)
        var output = Output()
        for stored in page {
            let comparison = try Recorded<EurodacComparison>(stored)
            guard input.state.map({ $0 == comparison.value.state }) ?? true,
                (try? comparison.requireAsker(context)) != nil
            else { continue }
            var line = Line()
            line.comparison = comparison.id
            line.reference = comparison.value.reference
            line.category = comparison.value.category
            line.state = comparison.value.state
            line.answerBy = comparison.value.deadline
            line.hits = comparison.value.hits.count
            line.unchecked = comparison.value.hits.count { $0.verdict == .open }
            output.comparisons.append(line)
        }
        output.next = page.count == input.limit ? page.last?.id : nil
        return Answer(output, log: LogDetails(records: output.comparisons.map(\.comparison)))
    }
}

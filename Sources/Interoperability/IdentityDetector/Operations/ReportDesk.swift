import Access
import Matching
import Operations
import Registry
import Wire

/// How desks decide on known pairs: numbers of a desk, never of an official (Article 44).
public struct ReportDesk: Query {
    public init() {}
    public typealias Input = Nothing

    public let about = OperationDescription.mid(
        "reportDesk", "Report how desks decide on known pairs",
        "For each desk: of pairs of two persons the share taken for one, of pairs of one person the share taken for two, with 95 % intervals. An authority sees its own desk, supervision those of its Member State, or all.",
        article: "44", .read, .GET, "/known-pairs/report", data: .knownPairs, grants: MIDGrants.measureDesk)

    public struct Rate: WireRecord, Hashable {
        public var wrong = 0
        public var of = 0
        public var rate: Double?
        public var low = 0.0
        public var high = 1.0
        public init() {}
        init(_ share: Share) {
            func rounded(_ value: Double) -> Double { (value * 10_000).rounded() / 10_000 }
            (wrong, of) = (share.hits, share.of)
            if share.of > 0 { rate = rounded(share.value) }
            (low, high) = (rounded(share.interval.lowerBound), rounded(share.interval.upperBound))
        }
        public static let wireName = "ErrorRate"
        public static let meaning = "A share with its 95 % interval (Wilson)."
        public static let fields: [Field<Rate>] = [
            .required("wrong", \.wrong, "Wrong answers."), .required("of", \.of, "Answers."),
            .optional("rate", \.rate, "Their share; absent without answers."),
            .required("low", \.low, "Lower bound of the interval."), .required("high", \.high, "Upper bound."),
        ]
    }

    public struct Line: WireRecord, Hashable {
        public var desk = ResponsibleAuthority()
        public var pairs = 0
        public var falsePositives = Rate()
        public var falseNegatives = Rate()
        public init() {}
        init(_ figures: DeskFigures) {
            (desk, pairs) = (figures.desk, figures.pairs)
            (falsePositives, falseNegatives) = (Rate(figures.falsePositives), Rate(figures.falseNegatives))
        }
        public static let wireName = "DeskFigures"
        public static let meaning = "How one desk decides on known pairs."
        public static let fields: [Field<Line>] = [
            .required("desk", \.desk, "The desk."), .required("pairs", \.pairs, "Known pairs planted."),
            .required("falsePositives", \.falsePositives, "Two persons taken for one."),
            .required("falseNegatives", \.falseNegatives, "One person taken for two."),
        ]
    }

    public struct Output: WireRecord, Hashable {
        public var desks: [Line] = []
        public init() {}
        public static let wireName = "DeskReport"
        public static let meaning = "How desks decide on known pairs."
        public static let fields: [Field<Output>] = [.list("desks", \.desks, "The desks.", count: 0...1_000)]
    }

    public func answer(_ input: Nothing, from reader: Reader, in context: DecisionContext) throws -> Answer<Output> {
        let caller = context.caller
        let isSupervisor = caller.kind == .supervisory
        let known = try reader.values(
            KnownPair.self, key: isSupervisor ? KnownPair.allKey : KnownPair.deskKey,
            value: isSupervisor ? "all" : KnownPair.key(caller.kind, caller.memberState))
        let pairs = known.map(\.value).filter {
            !isSupervisor || caller.memberState == nil || $0.desk.memberState == caller.memberState
        }
        var output = Output()
        output.desks = Dictionary(grouping: pairs, by: \.desk).map { Line(DeskFigures($0.key, $0.value)) }
            .sorted { $0.desk.reference < $1.desk.reference }
        return Answer(output)
    }
}

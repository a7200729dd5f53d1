import Access
import Identity
import Operations
import Registry
import Wire

/// Numbers of applications by status and nationality, with the grounds of refusal and the sources of hits: no person
/// (Article 84).
public struct ReportStatistics: Query {
    public init() {}

    public let about = OperationDescription.etias(
        "reportStatistics", "Report numbers", "Applications, decisions, grounds and hits in a period, by nationality; nothing personal.",
        article: "84", .read, .GET, "/statistics", data: .etiasStatistics, grants: [ETIASGrants.statistics])

    public struct Input: WireRecord, Hashable {
        public var from: Day?
        public var until: Day?
        public init() {}
        public static let wireName = "ReportStatistics"
        public static let meaning = "Which period, by day of submission."
        public static let fields: [Field<Input>] = [
            .optional("from", \.from, "First day."), .optional("until", \.until, "Last day."),
        ]
    }

    /// A number with its name.
    public struct Count: WireRecord, Hashable {
        public var name = ""
        public var count = 0
        public init() {}
        init(_ name: String, _ count: Int) { (self.name, self.count) = (name, count) }
        public static let wireName = "ETIASCount"
        public static let meaning = "How many."
        public static let fields: [Field<Count>] = [
            .required("name", \.name, "What is counted.", limits: .text(.init(length: 1...60))), .required("count", \.count, "How many."),
        ]
    }

    public struct Output: WireRecord, Hashable {
        public var applications = 0
        public var status: [Count] = []
        public var automatically = 0
        public var nationalities: [Count] = []
        public var grounds: [Count] = []
        public var hits: [Count] = []
        public var falseHits = 0
        public init() {}
        public static let wireName = "ETIASStatistics"
        public static let meaning = "Numbers of a period."
        public static let fields: [Field<Output>] = [
            .required("applications", \.applications, "Applications."), .list("status", \.status, "By status.", count: 0...20),
            .required("automatically", \.automatically, "Issued without a person."),
            .list("nationalities", \.nationalities, "By nationality, groups below five together.", count: 0...300),
            .list("grounds", \.grounds, "Grounds of refusal, annulment and revocation.", count: 0...20),
            .list("hits", \.hits, "Hits by check.", count: 0...20), .required("falseHits", \.falseHits, "Hits that were somebody else."),
        ]
    }

    public func answer(_ input: Input, from reader: Reader, in context: DecisionContext) throws -> Answer<Output> {
        var output = Output()
        var (status, nationalities, grounds, hits) = ([String: Int](), [String: Int](), [String: Int](), [String: Int]())
        var after: RecordID?
        while true {
            let page = try reader.page(ApplicationFile.kind, after: after, limit: 1000)
            for stored in page {
                let file = try ApplicationFile(stored: stored)
                let day = file.submitted.utcDay
                guard input.from.map({ $0 <= day }) ?? true, input.until.map({ day <= $0 }) ?? true else { continue }
                output.applications += 1
                status[file.status.rawValue, default: 0] += 1
                nationalities[file.form.identity.nationality.text, default: 0] += 1
                if file.decisions.first.map({ $0.kind == .issued && $0.unit == nil }) ?? false { output.automatically += 1 }
                for ground in Set(file.decisions.flatMap(\.grounds)) { grounds[ground.rawValue, default: 0] += 1 }
                for hit in file.hits {
                    hits[hit.check.rawValue, default: 0] += 1
                    if hit.confirmed == false { output.falseHits += 1 }
                }
            }
            guard page.count == 1000, let last = page.last else { break }
            after = last.id
        }
        output.status = ReportStatistics.lines(status, smallest: 0)
        output.nationalities = ReportStatistics.lines(nationalities, smallest: HitRateReport.smallestGroup)
        output.grounds = ReportStatistics.lines(grounds, smallest: 0)
        output.hits = ReportStatistics.lines(hits, smallest: 0)
        return Answer(output)
    }

    private static func lines(_ counts: [String: Int], smallest: Int) -> [Count] {
        var lines = counts.filter { $0.value >= smallest }.sorted { $0.key < $1.key }.map { Count($0.key, $0.value) }
        let rest = counts.values.filter { $0 < smallest }.reduce(0, +)
        if rest > 0 { lines.append(Count("other", rest)) }
        return lines
    }
}

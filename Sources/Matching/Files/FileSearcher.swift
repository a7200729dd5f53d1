import Synchronization

/// Searches the persons of one file in another: what `sextant search-file` does.
public struct FileSearcher: Sendable {
    public var people: String
    public var queries: String
    public var limit = 10
    public var minimumScore = 0.0
    public var peopleColumns = RegisterColumns.register
    public var queryColumns = RegisterColumns.queries

    public init(people: String, queries: String) {
        self.people = people
        self.queries = queries
    }

    /// What a run measured.
    public struct Statistics: Sendable {
        public var persons = 0
        public var loadSeconds = 0.0
        public var queries = 0
        public var searchSeconds = 0.0
        /// Milliseconds within which half, and 99 of 100 searches, were answered.
        public var median = 0.0
        public var percentile99 = 0.0
        public var indexBytes = 0
        public var parts: [(part: String, bytes: Int)] = []

        public var description: String {
            func round(_ value: Double, _ places: Int) -> String { value.rounded(places: places) }
            return """
                persons            \(persons)
                loaded in          \(round(loadSeconds, 2)) s (\(Int(Double(persons) / max(loadSeconds, 1e-9))) a second)
                queries            \(queries)
                queries a second   \(Int(Double(queries) / max(searchSeconds, 1e-9))) on one thread
                p50                \(round(median, 3)) ms
                p99                \(round(percentile99, 3)) ms
                index memory       \(indexBytes / 1_000_000) MB, \(round(Double(indexBytes) / Double(max(persons, 1)), 1)) bytes a person
                """
        }
    }

    public struct Result: Sendable {
        public var queryID: String
        public var rank: Int
        public var recordID: String
        public var score: Double
        public var probability: Double
    }

    /// Writes `qid,rank,rec_id,score,probability` for every result.
    public func run(to output: String) throws(FileRefusal) -> Statistics {
        let file = try OutputFile(output)
        try file.write("qid,rank,rec_id,score,probability\n")
        let statistics = try run { (result) throws(FileRefusal) in
            try file.write(
                OutputFile.field(result.queryID) + ",\(result.rank)," + OutputFile.field(result.recordID)
                    + ",\(result.score.rounded(places: 3)),\(result.probability.rounded(places: 6))\n")
        }
        try file.finish()
        return statistics
    }

    /// Loads the persons, asks the queries one after the other on one thread, and hands over each result.
    public func run(_ body: (Result) throws(FileRefusal) -> Void) throws(FileRefusal) -> Statistics {
        var statistics = Statistics()
        let loaded = try IdentityFile.load(people, columns: peopleColumns)
        statistics.persons = loaded.index.count
        statistics.loadSeconds = loaded.seconds
        statistics.indexBytes = loaded.index.byteCount
        statistics.parts = loaded.index.byteCounts
        let file = try CSVFile(path: queries)
        let reader = try RegisterReader(file, queryColumns)
        var asked: [(String, IdentityQuery)] = []
        file.forEachRecord { asked.append((reader.id($0), reader.query($0))) }
        let clock = ContinuousClock()
        var times: [Double] = []
        for (id, query) in asked {
            let begin = clock.now
            let candidates = loaded.index.search(query, limit: limit, minimumScore: minimumScore)
            times.append((clock.now - begin).seconds)
            for (rank, candidate) in candidates.enumerated() {
                try body(
                    Result(
                        queryID: id, rank: rank + 1, recordID: loaded.id(candidate.reference), score: candidate.score,
                        probability: candidate.probability))
            }
        }
        statistics.queries = times.count
        statistics.searchSeconds = times.reduce(0, +)
        times.sort()
        if !times.isEmpty {
            statistics.median = times[times.count / 2] * 1000
            statistics.percentile99 = times[min(times.count - 1, times.count * 99 / 100)] * 1000
        }
        return statistics
    }
}

/// A register from a file, in an index.
public struct IdentityFile: Sendable {
    public let index: IdentityIndex
    public let seconds: Double
    private let ids: IdentifierList

    public func id(_ reference: IndexReference) -> String { ids[Int(reference.number)] }

    public static func load(
        _ path: String, columns: RegisterColumns = .register, model: MatchModel = .standard
    ) throws(FileRefusal) -> IdentityFile {
        let clock = ContinuousClock()
        let begin = clock.now
        let file = try CSVFile(path: path)
        let reader = try RegisterReader(file, columns)
        let index = IdentityIndex(model: model)
        var ids = IdentifierList()
        var names = NameReader()
        var number: UInt64 = 0
        var batch: [PreparedPerson] = []
        file.forEachRecord { fields in
            ids.append(reader.id(fields))
            batch.append(reader.person(fields, reference: IndexReference(number), reader: &names))
            number += 1
            if batch.count == 256 {
                index.insert(batch)
                batch.removeAll(keepingCapacity: true)
            }
        }
        index.insert(batch)
        return IdentityFile(index: index, seconds: (clock.now - begin).seconds, ids: ids)
    }
}

/// Many short texts in one piece of memory.
struct IdentifierList: Sendable {
    private var bytes: [UInt8] = []
    private var ends: [UInt32] = []

    var count: Int { ends.count }
    mutating func append(_ text: String) {
        bytes.append(contentsOf: text.utf8)
        ends.append(UInt32(bytes.count))
    }
    subscript(index: Int) -> String {
        guard index >= 0, index < ends.count else { return "" }
        let from = index == 0 ? 0 : Int(ends[index - 1])
        return String(decoding: bytes[from..<Int(ends[index])], as: UTF8.self)
    }
}

extension Duration {
    var seconds: Double {
        let (seconds, attoseconds) = components
        return Double(seconds) + Double(attoseconds) * 1e-18
    }
}

extension Double {
    /// Decimal text with a fixed number of places.
    func rounded(places: Int) -> String {
        guard isFinite else { return "\(self)" }
        var factor = 1.0
        for _ in 0..<places { factor *= 10 }
        let scaled = (magnitude * factor).rounded()
        guard scaled < 9e15 else { return "\(self)" }
        let whole = Int(scaled)
        let digits = String(whole % Int(factor))
        let sign = self < 0 && whole > 0 ? "-" : ""
        guard places > 0 else { return sign + String(whole) }
        return sign + String(whole / Int(factor)) + "." + String(repeating: "0", count: places - digits.count) + digits
    }
}

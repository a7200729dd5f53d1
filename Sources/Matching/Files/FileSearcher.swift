import Synchronization

/// Searches the persons of one file in another: what `sextant search-file` does.
public struct FileSearcher: Sendable {
    public var people: String
    public var queries: String
    public var limit = 10
    public var minimumScore = 0.0
    public var minimumProbability = 0.0
    /// Adds a sixth column to the results: what met what, by which rule, and its bits.
    public var evidence = false
    public var peopleColumns = RegisterColumns.register
    public var queryColumns = RegisterColumns.queries
    /// By what to break the errors down, where the columns name the true persons.
    public var groups: [GroupErrors.Attribute] = []

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
        /// The same in time of the processor, which other programs do not lengthen.
        public var searchProcessorSeconds = 0.0
        /// Where the true persons were named.
        public var evaluation: SearchEvaluation?
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
                queries a second   \(Int(Double(queries) / max(searchSeconds, 1e-9))) on one thread (\(Int(Double(queries) / max(searchProcessorSeconds, 1e-9))) a second of processor time)
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
        /// Empty unless asked for.
        public var evidence: [Evidence]
    }

    /// Writes `qid,rank,rec_id,score,probability` for every result, with `evidence` behind where asked for; `-` is standard output.
    public func run(to output: String) throws(FileRefusal) -> Statistics {
        let file = try OutputFile(output)
        try file.write("qid,rank,rec_id,score,probability" + (evidence ? ",evidence" : "") + "\n")
        let statistics = try run { (result) throws(FileRefusal) in
            try file.write(
                OutputFile.field(result.queryID) + ",\(result.rank)," + OutputFile.field(result.recordID)
                    + ",\(result.score.rounded(places: 3)),\(result.probability.rounded(places: 6))"
                    + (evidence ? "," + OutputFile.field(result.evidence.map(\.summary).joined(separator: "; ")) : "") + "\n")
        }
        try file.finish()
        return statistics
    }

    /// Loads the persons, asks the queries one after the other on one thread, and hands over each result.
    public func run(_ body: (Result) throws(FileRefusal) -> Void) throws(FileRefusal) -> Statistics {
        var statistics = Statistics()
        let file = try CSVFile(path: queries)
        let reader = try RegisterReader(file, queryColumns)
        let loaded = try IdentityFile.load(people, columns: peopleColumns)
        statistics.persons = loaded.index.count
        statistics.loadSeconds = loaded.seconds
        statistics.indexBytes = loaded.index.byteCount
        statistics.parts = loaded.index.byteCounts
        var asked: [(id: String, query: IdentityQuery, person: String)] = []
        file.forEachRecord { asked.append((reader.id($0), reader.query($0), reader.person($0))) }
        let evaluates = queryColumns.person != nil && peopleColumns.person != nil
        let known: Set<String> = evaluates ? Set((0..<loaded.count).map { loaded.person($0) }) : []
        var answers: [SearchEvaluation.Answer] = []
        let clock = ContinuousClock()
        var times: [Double] = []
        times.reserveCapacity(asked.count)
        let processor = processorSeconds()
        var between = 0.0
        for (id, query, person) in asked {
            let begin = clock.now
            let candidates = loaded.index.search(
                query, limit: limit, minimumScore: minimumScore, minimumProbability: minimumProbability, explained: evidence)
            let end = clock.now
            times.append((end - begin).seconds)
            let before = processorSeconds()
            for (rank, candidate) in candidates.enumerated() {
                try body(
                    Result(
                        queryID: id, rank: rank + 1, recordID: loaded.id(candidate.reference), score: candidate.score,
                        probability: candidate.probability, evidence: candidate.evidence))
            }
            if evaluates {
                var answer = SearchEvaluation.Answer(isMated: !person.isEmpty && known.contains(person))
                if answer.isMated {
                    answer.rank = (candidates.firstIndex { loaded.person(Int($0.reference.number)) == person } ?? -1) + 1
                }
                if let top = candidates.first { (answer.score, answer.probability) = (top.score, top.probability) }
                for attribute in groups { answer.groups[attribute] = query.group(attribute) }
                answers.append(answer)
            }
            between += processorSeconds() - before
        }
        statistics.queries = times.count
        statistics.searchSeconds = times.reduce(0, +)
        statistics.searchProcessorSeconds = processorSeconds() - processor - between
        times.sort()
        if !times.isEmpty {
            statistics.median = times[times.count / 2] * 1000
            statistics.percentile99 = times[min(times.count - 1, times.count * 99 / 100)] * 1000
        }
        if evaluates { statistics.evaluation = SearchEvaluation(answers, limit: limit, by: groups) }
        return statistics
    }
}

extension IdentityQuery {
    /// The group of persons that this query's person belongs to.
    func group(_ attribute: GroupErrors.Attribute) -> String {
        switch attribute {
        case .nationality: return GroupErrors.group(nationality: nationalities.first.map(StateCode.code) ?? 0)
        case .sex: return GroupErrors.group(sex: SexCode.code(sex))
        case .script:
            let name = (surnames + givenNames + (wholeName.map { [$0] } ?? [])).first { !$0.isEmpty }
            return GroupErrors.group(script: name.flatMap { NameReader.read($0).first?.script })
        case .age: return GroupErrors.group(date: RecordDate(dateOfBirth))
        }
    }
}

/// A register from a file, in an index.
public struct IdentityFile: Sendable {
    public let index: IdentityIndex
    public let seconds: Double
    private let ids: IdentifierList
    /// Who each record truly is, where a column says so.
    private let persons: IdentifierList

    public var count: Int { ids.count }
    func person(_ record: Int) -> String { persons[record] }
    public func id(_ reference: IndexReference) -> String { ids[Int(reference.number)] }

    public static func load(
        _ path: String, columns: RegisterColumns = .register, model: MatchModel = .standard
    ) throws(FileRefusal) -> IdentityFile {
        let clock = ContinuousClock()
        let begin = clock.now
        let file = try CSVFile(path: path)
        let reader = try RegisterReader(file, columns)
        let index = IdentityIndex(model: model)
        var (ids, persons) = (IdentifierList(), IdentifierList())
        var names = NameReader()
        var number: UInt64 = 0
        var batch: [PreparedPerson] = []
        file.forEachRecord { fields in
            ids.append(reader.id(fields))
            if columns.person != nil { persons.append(reader.person(fields)) }
            batch.append(reader.person(fields, reference: IndexReference(number), reader: &names))
            number += 1
            if batch.count == 256 {
                index.insert(batch)
                batch.removeAll(keepingCapacity: true)
            }
        }
        index.insert(batch)
        return IdentityFile(index: index, seconds: (clock.now - begin).seconds, ids: ids, persons: persons)
    }
}

/// Many short texts in one piece of memory.
struct IdentifierList: Sendable {
    private var bytes: [UInt8] = []
    private var ends: [UInt64] = []

    var count: Int { ends.count }
    mutating func append(_ text: String) {
        bytes.append(contentsOf: text.utf8)
        ends.append(UInt64(bytes.count))
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

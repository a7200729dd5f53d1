import Dispatch
import Synchronization

/// Measures what an index does besides searching: changes from another thread while searches run, and a restart from a snapshot. Shows
/// too that afterwards every query is answered as before. What `sextant search-file --trial` does.
public struct IndexTrial: Sendable {
    public var people: String
    public var queries: String
    public var peopleColumns = RegisterColumns.register
    public var queryColumns = RegisterColumns.queries
    /// Persons that are erased and put in again, one after the other.
    public var replaced = 100_000

    public init(people: String, queries: String) {
        self.people = people
        self.queries = queries
    }

    public struct Report: Sendable {
        public var changes = 0
        public var changeSeconds = 0.0
        public var searchesMeanwhile = 0
        public var sameAfterChanges = false
        public var snapshotBytes = 0
        public var writeSeconds = 0.0
        public var restoreSeconds = 0.0
        public var sameAfterRestart = false

        public var description: String {
            """
            changes            \(changes), \(Int(Double(changes) / max(changeSeconds, 1e-9))) a second, while \(Int(Double(searchesMeanwhile) / max(changeSeconds, 1e-9))) searches a second ran
            answers after them \(sameAfterChanges ? "as before" : "DIFFER")
            snapshot           \(snapshotBytes / 1_000_000) MB, written in \(writeSeconds.rounded(places: 2)) s, read in \(restoreSeconds.rounded(places: 2)) s
            answers from it    \(sameAfterRestart ? "as before" : "DIFFER")
            """
        }
    }

    /// `snapshot`: where to put it meanwhile; removed afterwards.
    public func run(snapshot path: String) throws(FileRefusal) -> Report {
        let index = try IdentityFile.load(people, columns: peopleColumns).index
        let queryFile = try CSVFile(path: queries)
        let reader = try RegisterReader(queryFile, queryColumns)
        var asked: [IdentityQuery] = []
        queryFile.forEachRecord { asked.append(reader.query($0)) }
        let peopleFile = try CSVFile(path: people)
        let personReader = try RegisterReader(peopleFile, peopleColumns)
        var names = NameReader()
        var persons: [PreparedPerson] = []
        peopleFile.forEachRecord { fields in
            guard persons.count < replaced else { return }
            persons.append(personReader.person(fields, reference: IndexReference(UInt64(persons.count)), reader: &names))
        }
        var report = Report()
        let before = answers(index, asked)
        let clock = ContinuousClock()
        let isOver = Atomic<Bool>(false)
        let searches = Atomic<Int>(0)
        let (all, questions) = (persons, asked)
        let begin = clock.now
        DispatchQueue.concurrentPerform(iterations: 2) { thread in
            if thread == 0 {
                for person in all {
                    index.remove(person.reference)
                    index.insert(person)
                }
                isOver.store(true, ordering: .sequentiallyConsistent)
            } else {
                var at = 0
                while !questions.isEmpty, !isOver.load(ordering: .relaxed) {
                    _ = index.search(questions[at % questions.count], explained: false)
                    at += 1
                }
                searches.store(at, ordering: .sequentiallyConsistent)
            }
        }
        report.changeSeconds = (clock.now - begin).seconds
        report.changes = all.count * 2
        report.searchesMeanwhile = searches.load(ordering: .sequentiallyConsistent)
        report.sameAfterChanges = answers(index, asked) == before
        let write = clock.now
        try index.writeSnapshot(to: path, position: 1)
        report.writeSeconds = (clock.now - write).seconds
        defer { OutputFile.remove(path) }
        report.snapshotBytes = try MappedFile(path).bytes.count
        let restore = clock.now
        do throws(SnapshotRefusal) {
            let restored = try IdentityIndex.fromSnapshot(path).index
            report.restoreSeconds = (clock.now - restore).seconds
            report.sameAfterRestart = answers(restored, asked) == before
        } catch { throw .unreadable(path: path, reason: "\(error)") }
        return report
    }

    /// The best score of each query, and its person where no other reaches that score.
    private func answers(_ index: IdentityIndex, _ asked: [IdentityQuery]) -> [String] {
        asked.map { query in
            let found = index.search(query, limit: 2, explained: false)
            guard let best = found.first else { return "" }
            let isAlone = found.count < 2 || found[1].score < best.score
            return "\(best.score.rounded(places: 3)) \(isAlone ? "\(best.reference.number)" : "")"
        }
    }
}

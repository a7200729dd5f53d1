import Dispatch
import Synchronization

/// Measures what an index does besides searching: changes from another thread while searches run, and a restart from a snapshot. Shows
/// too that afterwards every query is answered as before. What `sextant search-file --trial` does.
public struct IndexTrial: Sendable {
    public var people: String
    public var queries: String
    public var peopleColumns = RegisterColumns.register
    public var queryColumns = RegisterColumns.queries
    /// Persons that are erased and put in again, one after the other, over and over.
    public var replaced = 100_000
    /// How long each part of the trial lasts.
    public var secondsEach = 5.0
    /// Changes a second in the part in which they come evenly.
    public var evenRate = 10_000.0

    public init(people: String, queries: String) {
        self.people = people
        self.queries = queries
    }

    /// What one thread of searches and one of changes did side by side. Times in milliseconds, of waiting too.
    public struct Course: Sendable {
        public var searches = 0.0
        public var searchMedian = 0.0
        public var searchPercentile99 = 0.0
        public var changes = 0.0
        public var changePercentile99 = 0.0
        /// Longest times of a search and of a change.
        public var searchLongest = 0.0
        public var changeLongest = 0.0

        var description: String {
            var parts: [String] = []
            if searches > 0 {
                let (median, tail) = (searchMedian.rounded(places: 3), searchPercentile99.rounded(places: 3))
                parts.append(
                    "\(Int(searches)) searches a second, p50 \(median) ms, p99 \(tail) ms, longest \(searchLongest.rounded(places: 1)) ms")
            }
            if changes > 0 {
                let tail = changePercentile99.rounded(places: 3)
                parts.append("\(Int(changes)) changes a second, p99 \(tail) ms, longest \(changeLongest.rounded(places: 1)) ms")
            }
            return parts.joined(separator: "; ")
        }
    }

    public struct Report: Sendable {
        public var searchesAlone = Course()
        public var changesAlone = Course()
        public var evenRate = 0.0
        public var evenChanges = Course()
        public var ceaselessChanges = Course()
        public var sameAfterChanges = false
        public var snapshotBytes = 0
        public var writeSeconds = 0.0
        public var restoreSeconds = 0.0
        public var sameAfterRestart = false

        public var description: String {
            """
            searches alone     \(searchesAlone.description)
            changes alone      \(changesAlone.description)
            \(Int(evenRate)) changes/s   \(evenChanges.description)
            ceaseless changes  \(ceaselessChanges.description)
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
        report.evenRate = evenRate
        report.searchesAlone = course(index, asked, [], rate: 0)
        report.changesAlone = course(index, [], persons, rate: .infinity)
        report.evenChanges = course(index, asked, persons, rate: evenRate)
        report.ceaselessChanges = course(index, asked, persons, rate: .infinity)
        report.sameAfterChanges = answers(index, asked) == before
        let clock = ContinuousClock()
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

    /// Searches from one thread and changes from another for `secondsEach`; changes come at `rate` a second or, where it is infinite,
    /// one upon the other. Every person erased is put in again.
    private func course(_ index: IdentityIndex, _ asked: [IdentityQuery], _ persons: [PreparedPerson], rate: Double) -> Course {
        let clock = ContinuousClock()
        let begin = clock.now
        let collected = Mutex(Course())
        DispatchQueue.concurrentPerform(iterations: 2) { thread in
            var times: [Double] = []
            var passed = 0.0
            while passed < secondsEach {
                if thread == 0 {
                    guard !asked.isEmpty else { return }
                    let from = clock.now
                    _ = index.search(asked[times.count % asked.count], explained: false)
                    let to = clock.now
                    times.append((to - from).seconds)
                    passed = (to - begin).seconds
                } else {
                    guard !persons.isEmpty else { return }
                    passed = (clock.now - begin).seconds
                    if rate.isFinite, Double(times.count) > passed * rate {
                        sleepBriefly()
                        continue
                    }
                    let person = persons[times.count / 2 % persons.count]
                    for isErasure in [true, false] {
                        let from = clock.now
                        if isErasure { index.remove(person.reference) } else { index.insert(person) }
                        times.append((clock.now - from).seconds)
                    }
                }
            }
            let seconds = max(passed, 1e-9)
            times.sort()
            let milliseconds = { (share: Double) in
                times.isEmpty ? 0 : times[min(times.count - 1, Int(Double(times.count) * share))] * 1000
            }
            collected.withLock { course in
                if thread == 0 {
                    course.searches = Double(times.count) / seconds
                    course.searchMedian = milliseconds(0.5)
                    (course.searchPercentile99, course.searchLongest) = (milliseconds(0.99), milliseconds(1))
                } else {
                    course.changes = Double(times.count) / seconds
                    (course.changePercentile99, course.changeLongest) = (milliseconds(0.99), milliseconds(1))
                }
            }
        }
        return collected.withLock { $0 }
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

/// Links the records of one register, or of two, that are of one person: what `sextant link` does.
///
/// Weights are estimated from the register itself, without labels: chances of agreement by chance are counted on random pairs and
/// on the frequency of each name; chances among records of one person by expectation-maximisation over the pairs found.
public struct RegisterLinker: Sendable {
    public var files: [(path: String, columns: LinkColumns)]
    public var threads = 2
    /// Pairs of at least this probability are reported.
    public var minimumProbability = 0.01
    /// Pairs of at least this probability join records into clusters.
    public var clusterProbability = 0.5
    public var iterations = 6
    /// Bytes of memory that the run may take, about; beyond, columns lie in files and keys are gone through in rounds. `nil`: three
    /// fifths of the machine's.
    public var memoryBytes: Int?
    /// A folder for those files, and for what a run that is broken off leaves to the next. `nil`: nothing is left, and files without
    /// names lie in `spillFolder`.
    public var workFolder: String?
    public var spillFolder = "."
    /// Weights to use instead of estimating them, as `writeModel` wrote them.
    public var modelFile: String?
    /// Records known to be of one person, or not, from which to estimate: a file as for an evaluation.
    public var labelFiles: [String] = []
    public var progress: @Sendable (String) -> Void = { _ in }

    public init(files: [(path: String, columns: LinkColumns)]) { self.files = files }

    public struct Pair: Sendable {
        public var left: String
        public var right: String
        public var probability: Double
        public var bits: Double
    }

    /// What a run found; holds the register, so that pairs can be explained.
    public final class Outcome: @unchecked Sendable {
        let table: LinkTable
        public let model: LinkModel
        var pairs: [LinkPair]
        var probabilities: [Float]
        public var seconds: [(phase: String, seconds: Double)] = []
        /// For each record the number of its cluster.
        var clusters: [UInt32] = []

        init(table: LinkTable, model: LinkModel, pairs: [LinkPair], probabilities: [Float]) {
            self.table = table
            self.model = model
            self.pairs = pairs
            self.probabilities = probabilities
        }

        public var recordCount: Int { table.count }
        public var pairCount: Int { pairs.count }
        public func pair(_ index: Int) -> Pair {
            Pair(
                left: table.id(Int(pairs[index].left)), right: table.id(Int(pairs[index].right)),
                probability: Double(probabilities[index]), bits: Double(pairs[index].bits))
        }
        /// Why two records are or are not one person; `nil` where an id is unknown. Of two registers, `left` is looked for in the first and
        /// `right` in the second, or the other way round where that finds both.
        public func explain(_ left: String, _ right: String) -> (evidence: [Evidence], bits: Double, probability: Double)? {
            guard let (a, b) = records(left, right) else { return nil }
            return explain(a, b)
        }
        /// Whether two records shared a key and were likely enough to be kept as a pair, and whether they ended in one cluster.
        public func standing(_ left: String, _ right: String) -> (isPair: Bool, sameCluster: Bool)? {
            guard let (a, b) = records(left, right) else { return nil }
            let key = UInt64(min(a, b)) << 32 | UInt64(max(a, b))
            var (low, high) = (0, pairs.count)
            while low < high {
                let middle = (low + high) / 2
                if pairs[middle].key < key { low = middle + 1 } else { high = middle }
            }
            return (low < pairs.count && pairs[low].key == key, clusters[a] == clusters[b])
        }
        /// Both records as their files have them.
        public func asRecorded(_ left: String, _ right: String) -> [[(column: String, value: String)]] {
            records(left, right).map { [table.asRecorded($0.0), table.asRecorded($0.1)] } ?? []
        }
        private func records(_ left: String, _ right: String) -> (Int, Int)? {
            let all = 0..<table.count
            let (first, second) = table.firstCount < table.count ? (0..<table.firstCount, table.firstCount..<table.count) : (all, all)
            for (one, other) in [(left, right), (right, left)] {
                if let a = table.record(named: one, in: first), let b = table.record(named: other, in: second) {
                    return one == left ? (a, b) : (b, a)
                }
            }
            guard let a = table.record(named: left, in: all), let b = table.record(named: right, in: all) else { return nil }
            return (a, b)
        }
        /// Records of the first register, and of both.
        public var firstCount: Int { table.firstCount }
        func explain(_ a: Int, _ b: Int) -> (evidence: [Evidence], bits: Double, probability: Double) {
            var evidence: [Evidence] = []
            let bits = withoutActuallyEscaping({ (piece: Evidence) in evidence.append(piece) }) { sink in
                LinkScorer(table, model).score(a, b, explain: sink)
            }
            return (evidence, Double(bits), MatchMath.probability(bits: Double(bits) + model.priorBits))
        }
        public func cluster(of record: Int) -> Int { Int(clusters[record]) }
        public func recordID(_ record: Int) -> String { table.id(record) }
    }

    public func run() throws(FileRefusal) -> Outcome {
        let clock = ContinuousClock()
        var begin = clock.now
        var seconds: [(phase: String, seconds: Double)] = []
        func lap(_ phase: String) {
            seconds.append((phase, (clock.now - begin).seconds))
            progress("\(phase): \((clock.now - begin).seconds.rounded(places: 2)) s")
            begin = clock.now
        }
        let budget = memoryBytes ?? MachineMemory.bytes / 5 * 3
        var text = 0
        for file in files { text += try CSVFile(path: file.path).file.bytes.count }
        let work = try workFolder.map { (folder) throws(FileRefusal) in try LinkWork(folder, job: job(), progress: progress) }
        // A record takes about twice its text once it is laid out.
        let spills = text * 2 > budget / 2
        if spills { progress("more than memory holds: columns lie in \(workFolder ?? spillFolder)") }
        let table = try LinkTable(files, threads: threads, place: spills ? .folder(workFolder ?? spillFolder) : .memory)
        guard table.count < Int(UInt32.max) else { throw .unreadable(path: files[0].path, reason: "more than 4,294,967,294 records") }
        lap("read \(table.count) records")
        var finder = LinkPairs(table: table, threads: threads, withinFirst: table.firstCount == table.count)
        // A key is held twice while it is sorted.
        finder.keysAtATime = max(1 << 10, budget / 4 / 16)
        let final: LinkModel
        if let modelFile {
            final = try LinkModel(readFrom: modelFile, for: table)
            progress("weights read from \(modelFile)")
        } else if let kept = try work?.model(for: table) {
            final = kept
            progress("weights of the run that was broken off")
        } else {
            var model = LinkModel(furtherColumns: table.further.count)
            LinkEstimation.countByChance(table, &model)
            lap("count agreement by chance")
            let labels = try labelFiles.isEmpty ? nil : LinkLabels(RecordTruth(table, files: labelFiles), table)
            final = try LinkEstimation.estimate(table, finder, model, iterations: iterations, labels: labels, progress: progress)
            try work?.keep(final, of: table)
            lap("estimate weights")
        }
        let floor = Float(-final.priorBits)
        let least = floor + Float(MatchMath.log2(minimumProbability / (1 - minimumProbability)))
        let pairs = try finder.gather(estimateFloor: floor - LinkRegister.estimateMargin, work: work, progress: progress) { _ in
            let scorer = LinkScorer(table, final)
            return { left, right in
                let bits = scorer.score(left, right)
                return bits >= least ? bits : nil
            }
        }
        lap("weigh pairs")
        let probabilities = pairs.map { Float(MatchMath.probability(bits: Double($0.bits) + final.priorBits)) }
        let outcome = Outcome(table: table, model: final, pairs: pairs, probabilities: probabilities)
        LinkClusters.build(outcome, threshold: clusterProbability)
        lap("cluster")
        outcome.seconds = seconds
        return outcome
    }

    /// Forgets what the run kept for another one, once its results are written.
    public func clearWork() throws(FileRefusal) { if let workFolder { try LinkWork.clear(workFolder) } }

    /// What a run that goes on must have in common with the one that was broken off.
    private func job() throws(FileRefusal) -> String {
        var lines = ["linking 3", "\(minimumProbability) \(iterations)"]
        for file in files + labelFiles.map({ ($0, LinkColumns()) }) + (modelFile.map { [($0, LinkColumns())] } ?? []) {
            lines.append("\(file.path) \(try MappedFile.state(file.path)) \(file.columns.description)")
        }
        return lines.joined(separator: "\n")
    }
}

enum LinkRegister {
    /// How far a glance may lie below the bits that a pair needs.
    static let estimateMargin: Float = 6
}

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
        /// Why two records are or are not one person; `nil` where an id is unknown.
        public func explain(_ left: String, _ right: String) -> (evidence: [Evidence], bits: Double, probability: Double)? {
            var (a, b): (Int?, Int?) = (nil, nil)
            for record in 0..<table.count {
                let id = table.id(record)
                if id == left { a = record }
                if id == right { b = record }
            }
            guard let a, let b else { return nil }
            return explain(a, b)
        }
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
        let table = try LinkTable(files, threads: threads)
        lap("read \(table.count) records")
        var model = LinkModel(furtherColumns: table.further.count)
        LinkEstimation.countByChance(table, &model)
        lap("count agreement by chance")
        let finder = LinkPairs(table: table, threads: threads, withinFirst: table.firstCount == table.count)
        model = LinkEstimation.estimate(table, finder, model, iterations: iterations, progress: progress)
        lap("estimate weights")
        let floor = Float(-model.priorBits)
        let least = floor + Float(MatchMath.log2(minimumProbability / (1 - minimumProbability)))
        let final = model
        let pairs = finder.gather(estimateFloor: floor - LinkRegister.estimateMargin) { _ in
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
}

enum LinkRegister {
    /// How far a glance may lie below the bits that a pair needs.
    static let estimateMargin: Float = 6
}

/// Scores every pair of names of a file: what `sextant names --pairs` does.
public struct NamePairFile: Sendable {
    public var path: String
    public var left = "name1"
    public var right = "name2"

    public init(path: String) { self.path = path }

    public struct Statistics: Sendable {
        public var pairs = 0
        public var seconds = 0.0
        /// The same in time of the processor.
        public var processorSeconds = 0.0
        public var description: String {
            "\(pairs) pairs, \(Int(Double(pairs) / max(seconds, 1e-9))) a second on one thread (\(Int(Double(pairs) / max(processorSeconds, 1e-9))) a second of processor time)"
        }
    }

    /// Writes `line,score` for each pair, in the file's order.
    public func run(to output: String) throws(FileRefusal) -> Statistics {
        var file = try CSVFile(path: path)
        // Tab-separated files quote nothing.
        if file.separator == 9 { file = try CSVFile(path: path, quotes: false) }
        let (a, b) = (try file.requiredColumn(left), try file.requiredColumn(right))
        let scorer = NamePairScorer()
        let clock = ContinuousClock()
        let (begin, processor) = (clock.now, processorSeconds())
        var scores: [Double] = []
        file.forEachRecord { scores.append(scorer.score($0.bytes(a), $0.bytes(b))) }
        let statistics = Statistics(
            pairs: scores.count, seconds: (clock.now - begin).seconds, processorSeconds: processorSeconds() - processor)
        let written = try OutputFile(output)
        try written.write("line,score\n")
        for (line, score) in scores.enumerated() { try written.write("\(line + 1),\(score)\n") }
        try written.finish()
        return statistics
    }
}

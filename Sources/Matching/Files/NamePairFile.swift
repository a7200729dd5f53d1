/// Scores every pair of names of a file: what `sextant names --pairs` does.
public struct NamePairFile: Sendable {
    public var path: String
    public var left = "name1"
    public var right = "name2"

    public init(path: String) { self.path = path }

    public struct Statistics: Sendable {
        public var pairs = 0
        public var seconds = 0.0
        public var description: String { "\(pairs) pairs, \(Int(Double(pairs) / max(seconds, 1e-9))) a second on one thread" }
    }

    /// Writes `line,score` for each pair, in the file's order.
    public func run(to output: String) throws(FileRefusal) -> Statistics {
        let file = try CSVFile(path: path, quotes: false)
        let (a, b) = (try file.requiredColumn(left), try file.requiredColumn(right))
        var pairs: [(String, String)] = []
        file.forEachRecord { pairs.append(($0.text(a), $0.text(b))) }
        let scorer = NamePairScorer()
        let clock = ContinuousClock()
        let begin = clock.now
        let scores = pairs.map { scorer.score($0.0, $0.1) }
        let seconds = (clock.now - begin).seconds
        let written = try OutputFile(output)
        try written.write("line,score\n")
        for (line, score) in scores.enumerated() { try written.write("\(line + 1),\(score)\n") }
        try written.finish()
        return Statistics(pairs: pairs.count, seconds: seconds)
    }
}

/// Holds an outcome of linking against the truth: what `--evaluate` prints.
public struct LinkEvaluation: Sendable {
    public struct Row: Sendable {
        public var probability: Double
        public var precision: Share
        public var recall: Share
        public var f1: Double { LinkEvaluation.f(precision.value, recall.value) }
    }

    /// True pairs among the records.
    public var truePairs: Int
    public var averagePrecision: Double
    /// 95 % interval, by resampling persons.
    public var averagePrecisionInterval: ClosedRange<Double>
    public var best: Row
    public var bestF1Interval: ClosedRange<Double> = 0...1
    public var thresholds: [Row]
    public var clusterPrecision: Share
    public var clusterRecall: Share
    public var clusterF1: Double { LinkEvaluation.f(clusterPrecision.value, clusterRecall.value) }
    /// Points of the precision–recall curve.
    public var curve: [(recall: Double, precision: Double)]
    /// For bins of probability: how many pairs, and how many of them true.
    public var calibration: [(from: Double, to: Double, mean: Double, share: Share)]
    /// Errors by group, where groups were asked for.
    public var groups: [GroupErrors] = []

    static func f(_ precision: Double, _ recall: Double) -> Double {
        precision + recall > 0 ? 2 * precision * recall / (precision + recall) : 0
    }

    /// `person` gives for each record a number of the person; unknown persons are negative and all different.
    public init(_ outcome: RegisterLinker.Outcome, person: [Int]) {
        let table = outcome.table
        let linked = table.firstCount < table.count
        func countPairs(_ keys: [Int]) -> Int {
            var sizes: [Int: (Int, Int)] = [:]
            for (record, key) in keys.enumerated() {
                if record < table.firstCount { sizes[key, default: (0, 0)].0 += 1 } else { sizes[key, default: (0, 0)].1 += 1 }
            }
            return sizes.values.reduce(0) { $0 + (linked ? $1.0 * $1.1 : $1.0 * ($1.0 - 1) / 2) }
        }
        truePairs = countPairs(person)
        var order = Array(outcome.pairs.indices)
        order.sort { outcome.pairs[$0].bits > outcome.pairs[$1].bits }
        let truth = order.map { person[Int(outcome.pairs[$0].left)] == person[Int(outcome.pairs[$0].right)] }
        let total = max(truePairs, 1)
        var hits = 0
        var area = 0.0
        var bestRow = Row(probability: 1, precision: Share(hits: 0, of: 0), recall: Share(hits: 0, of: total))
        curve = []
        let step = max(1, truth.count / 400)
        for (rank, isTrue) in truth.enumerated() {
            if isTrue {
                hits += 1
                area += Double(hits) / Double(rank + 1)
            }
            let row = Row(
                probability: Double(outcome.probabilities[order[rank]]), precision: Share(hits: hits, of: rank + 1),
                recall: Share(hits: hits, of: total))
            if row.f1 > bestRow.f1 { bestRow = row }
            if rank % step == 0 { curve.append((row.recall.value, row.precision.value)) }
        }
        averagePrecision = area / Double(total)
        best = bestRow
        thresholds = [0.01, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95, 0.99, 0.999].map { threshold in
            var (kept, right) = (0, 0)
            for (rank, index) in order.enumerated() where Double(outcome.probabilities[index]) >= threshold {
                kept += 1
                if truth[rank] { right += 1 }
            }
            return Row(probability: threshold, precision: Share(hits: right, of: kept), recall: Share(hits: right, of: total))
        }
        var pairsOfPerson: [(Int, Int)] = []
        do {
            var sizes: [Int: (Int, Int)] = [:]
            for (record, number) in person.enumerated() where number >= 0 {
                if record < table.firstCount { sizes[number, default: (0, 0)].0 += 1 } else { sizes[number, default: (0, 0)].1 += 1 }
            }
            for (number, size) in sizes {
                let pairs = linked ? size.0 * size.1 : size.0 * (size.0 - 1) / 2
                if pairs > 0 { pairsOfPerson.append((number, pairs)) }
            }
        }
        // Persons are resampled, not pairs: pairs of one person stand and fall together.
        var state: UInt64 = 7
        var (samples, bests): ([Double], [Double]) = ([], [])
        for _ in 0..<(order.count > 1_000_000 ? 40 : 200) {
            let salt = mix(state, 11)
            state = salt
            func weight(_ person: Int) -> Double {
                // A Poisson(1) count, from the person's number.
                let roll = Double(mix(salt, UInt64(bitPattern: Int64(person))) >> 11) / 9_007_199_254_740_992
                return roll < 0.3679 ? 0 : roll < 0.7358 ? 1 : roll < 0.9197 ? 2 : roll < 0.981 ? 3 : 4
            }
            var expected = 0.0
            for (number, pairs) in pairsOfPerson { expected += weight(number) * Double(pairs) }
            guard expected > 0 else { continue }
            var (right, all, sum, best) = (0.0, 0.0, 0.0, 0.0)
            for (rank, index) in order.enumerated() {
                let w = weight(person[Int(outcome.pairs[index].left)])
                guard w > 0 else { continue }
                all += w
                if truth[rank] {
                    right += w
                    sum += w * right / all
                    best = max(best, 2 * right / (all + expected))
                }
            }
            samples.append(sum / expected)
            bests.append(best)
        }
        func interval(_ samples: [Double]) -> ClosedRange<Double> {
            let ordered = samples.sorted()
            return ordered.isEmpty ? 0...1 : ordered[ordered.count / 40]...ordered[ordered.count - 1 - ordered.count / 40]
        }
        averagePrecisionInterval = interval(samples)
        bestF1Interval = interval(bests)
        let clusters = (0..<outcome.recordCount).map { outcome.cluster(of: $0) }
        let joint = zip(clusters, person).map { cluster, person in Int(truncatingIfNeeded: mix(UInt64(cluster), UInt64(bitPattern: Int64(person)))) }
        let shared = countPairs(joint)
        clusterPrecision = Share(hits: shared, of: countPairs(clusters))
        clusterRecall = Share(hits: shared, of: truePairs)
        calibration = stride(from: 0.0, to: 1.0, by: 0.1).map { from in
            var (count, right, sum) = (0, 0, 0.0)
            for (rank, index) in order.enumerated() {
                let p = Double(outcome.probabilities[index])
                guard p >= from, p < from + 0.1 || from >= 0.9 else { continue }
                count += 1
                sum += p
                if truth[rank] { right += 1 }
            }
            return (from, from + 0.1, count > 0 ? sum / Double(count) : from + 0.05, Share(hits: right, of: count))
        }
    }

    public var text: String {
        var lines = [
            "true pairs          \(truePairs)",
            "PR-AUC              \(averagePrecision.rounded(places: 4)) [\(averagePrecisionInterval.lowerBound.rounded(places: 4)), \(averagePrecisionInterval.upperBound.rounded(places: 4))] (average precision)",
            "best F1             \(best.f1.rounded(places: 4)) [\(bestF1Interval.lowerBound.rounded(places: 4)), \(bestF1Interval.upperBound.rounded(places: 4))] at probability \(best.probability.rounded(places: 4)): precision \(best.precision.text), recall \(best.recall.text)",
            "clusters            F1 \(clusterF1.rounded(places: 4)): precision \(clusterPrecision.text), recall \(clusterRecall.text)",
            "", "probability  precision                  recall                     F1",
        ]
        for row in thresholds {
            lines.append("\(row.probability.rounded(places: 3))        \(row.precision.text)  \(row.recall.text)  \(row.f1.rounded(places: 4))")
        }
        for group in groups {
            lines.append("")
            lines.append(group.text)
        }
        return lines.joined(separator: "\n")
    }
}

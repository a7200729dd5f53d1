/// Joins linked records into persons.
enum LinkClusters {
    /// Log-odds of a pair that no key brought together: evidence against, as most such pairs are of two persons.
    static let unseen: Float = -2.5
    /// One pair's log-odds count for at most this, so that no single pair outvotes the others.
    static let ceiling: Float = 10

    /// Edges strongest first; two groups join where the evidence between them, over all their pairs, speaks for it. So a chain of
    /// doubtful pairs does not join persons who have nothing else in common.
    static func build(_ outcome: RegisterLinker.Outcome, threshold: Double) {
        let count = outcome.table.count
        let pairs = outcome.pairs
        let prior = Float(outcome.model.priorBits)
        // Neighbours of each record, one after the other.
        var starts = [UInt32](repeating: 0, count: count + 1)
        for pair in pairs {
            starts[Int(pair.left) + 1] += 1
            starts[Int(pair.right) + 1] += 1
        }
        for index in 0..<count { starts[index + 1] += starts[index] }
        var filled = starts
        var neighbours = [(record: UInt32, odds: Float)](repeating: (0, 0), count: pairs.count * 2)
        for pair in pairs {
            let odds = max(min(pair.bits + prior, ceiling), -ceiling)
            neighbours[Int(filled[Int(pair.left)])] = (pair.right, odds)
            filled[Int(pair.left)] += 1
            neighbours[Int(filled[Int(pair.right)])] = (pair.left, odds)
            filled[Int(pair.right)] += 1
        }
        var group = Array(0..<UInt32(count))
        var members: [UInt32: [UInt32]] = [:]
        func list(_ number: UInt32) -> [UInt32] { members[number] ?? [number] }
        var order: [Int] = []
        for index in pairs.indices where Double(outcome.probabilities[index]) >= threshold { order.append(index) }
        order.sort { pairs[$0].bits != pairs[$1].bits ? pairs[$0].bits > pairs[$1].bits : pairs[$0].key < pairs[$1].key }
        // Groups that were refused may have grown since: a second round asks again.
        for _ in 0..<2 {
            for index in order {
                let (a, b) = (group[Int(pairs[index].left)], group[Int(pairs[index].right)])
                guard a != b else { continue }
                let (one, other) = (list(a), list(b))
                let (small, large) = one.count <= other.count ? (one, other) : (other, one)
                let target = small.count == one.count && one.count <= other.count ? b : a
                var sum: Float = 0
                var seen = 0
                for record in small {
                    for at in Int(starts[Int(record)])..<Int(starts[Int(record) + 1])
                    where group[Int(neighbours[at].record)] == target {
                        sum += neighbours[at].odds
                        seen += 1
                    }
                }
                sum += Float(small.count * large.count - seen) * unseen
                guard sum > 0 else { continue }
                let whole = min(a, b)
                for record in one + other { group[Int(record)] = whole }
                members[max(a, b)] = nil
                members[whole] = one + other
            }
        }
        var numbers: [UInt32: UInt32] = [:]
        outcome.clusters = group.map { top in
            if let known = numbers[top] { return known }
            let number = UInt32(numbers.count)
            numbers[top] = number
            return number
        }
    }
}

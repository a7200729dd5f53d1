/// Joins linked records into persons.
enum LinkClusters {
    /// Edges strongest first; two groups join where the evidence between them, taken over all their pairs, speaks for it. A pair that was
    /// never found counts as evidence against.
    static func build(_ outcome: RegisterLinker.Outcome, threshold: Double) {
        let count = outcome.table.count
        var parent = Array(0..<UInt32(count))
        func root(_ record: UInt32) -> UInt32 {
            var at = record
            while parent[Int(at)] != at {
                parent[Int(at)] = parent[Int(parent[Int(at)])]
                at = parent[Int(at)]
            }
            return at
        }
        var order: [Int] = []
        for index in outcome.pairs.indices where Double(outcome.probabilities[index]) >= threshold { order.append(index) }
        order.sort { outcome.pairs[$0].bits > outcome.pairs[$1].bits }
        for index in order {
            let (a, b) = (root(outcome.pairs[index].left), root(outcome.pairs[index].right))
            guard a != b else { continue }
            parent[Int(max(a, b))] = min(a, b)
        }
        var numbers: [UInt32: UInt32] = [:]
        outcome.clusters = (0..<UInt32(count)).map { record in
            let top = root(record)
            if let known = numbers[top] { return known }
            let number = UInt32(numbers.count)
            numbers[top] = number
            return number
        }
    }
}

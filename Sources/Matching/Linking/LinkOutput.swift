extension RegisterLinker.Outcome {
    /// Writes `left_id,right_id,probability,bits,evidence`, likeliest first. Evidence lists what met what, and the bits of each piece; it
    /// is left out where `evidence` is false, which is faster.
    public func writePairs(to path: String, evidence: Bool = true, minimumProbability: Double = 0.01) throws(FileRefusal) {
        let file = try OutputFile(path)
        try file.write("left_id,right_id,probability,bits,evidence\n")
        var order = pairs.indices.filter { Double(probabilities[$0]) >= minimumProbability }
        order.sort { pairs[$0].bits != pairs[$1].bits ? pairs[$0].bits > pairs[$1].bits : pairs[$0].key < pairs[$1].key }
        let scorer = LinkScorer(table, model)
        for index in order {
            let pair = pairs[index]
            var text = ""
            if evidence {
                withoutActuallyEscaping({ (piece: Evidence) in
                    if !text.isEmpty { text += "; " }
                    text += piece.summary
                }) { sink in
                    _ = scorer.score(Int(pair.left), Int(pair.right), explain: sink)
                }
            }
            try file.write(
                OutputFile.field(table.id(Int(pair.left))) + "," + OutputFile.field(table.id(Int(pair.right))) + ","
                    + Double(probabilities[index]).rounded(places: 6) + "," + Double(pair.bits).rounded(places: 2) + ","
                    + OutputFile.field(text) + "\n")
        }
        try file.finish()
    }

    /// Writes `rec_id,cluster` for every record.
    public func writeClusters(to path: String) throws(FileRefusal) {
        let file = try OutputFile(path)
        try file.write("rec_id,cluster\n")
        for record in 0..<table.count { try file.write(OutputFile.field(table.id(record)) + ",\(clusters[record])\n") }
        try file.finish()
    }
}

extension Evidence {
    /// `surname petrov = petrow: one letter differs (+9.1)`
    public var summary: String {
        let values = left.isEmpty && right.isEmpty ? "" : left == right ? " " + left : " \(left) / \(right)"
        return "\(kind.rawValue)\(values): \(rule) (\(bits >= 0 ? "+" : "")\(bits.rounded(places: 1)))"
    }
}

extension RegisterLinker.Outcome {
    /// One page without scripts or outside resources: the weights, the precision–recall curve where the truth is known, and pairs near
    /// the threshold with their evidence.
    public func writeReport(to path: String, evaluation: LinkEvaluation? = nil, threshold: Double = 0.5) throws(FileRefusal) {
        let file = try OutputFile(path)
        try file.write(
            """
            <!doctype html><html lang="en"><meta charset="utf-8"><title>Linking report</title>
            <style>body{font:15px/1.45 system-ui,sans-serif;max-width:62rem;margin:2rem auto;padding:0 1rem;color:#222}
            table{border-collapse:collapse;margin:.5rem 0}td,th{padding:.2rem .7rem;text-align:left;border-bottom:1px solid #ddd}
            td.n{text-align:right;font-variant-numeric:tabular-nums}.bar{display:inline-block;height:.8em;background:#2b6cb0}
            .neg{background:#c05621}</style>
            <h1>Linking report</h1><p>\(table.count) records, \(pairs.count) pairs weighed above the floor. Model \(Self.escape(model.version)), prior \
            \(model.priorBits.rounded(places: 2)) bits, \(Int(model.expectedPairs)) pairs expected.</p>

            """)
        try file.write("<h2>Weights</h2><table><tr><th>evidence<th>among one person<th>by chance<th>bits<th></tr>")
        func row(_ name: String, _ m: Double, _ u: Double?) -> String {
            let bits = u.map { MatchMath.log2(max(m, 1e-6) / max($0, 1e-9)) }
            let width = Int(min(abs(bits ?? 0), 25) * 8)
            return
                "<tr><td>\(Self.escape(name))<td class=n>\(m.rounded(places: 4))<td class=n>\(u?.rounded(places: 6) ?? "counted per name")<td class=n>\(bits?.rounded(places: 2) ?? "")<td><span class=\"bar\((bits ?? 0) < 0 ? " neg" : "")\" style=\"width:\(width)px\"></span></tr>"
        }
        for relation in NameRelation.allCases where relation != .none {
            try file.write(row("word: " + relation.rule, model.name[Int(relation.rawValue)], nil))
        }
        for (index, name) in ["surname", "given name"].enumerated() {
            try file.write(row(name + ": different words", model.conflict[index], 0.97))
            try file.write(row(name + ": a word only on one side", model.missing[index], model.missingByChance[index]))
        }
        for relation in DateRelation.allCases where relation != .unknown {
            let at = Int(relation.rawValue)
            try file.write(row("date of birth: " + relation.rule, model.date[at], model.dateByChance[at]))
        }
        for (index, level) in ["same", "different"].enumerated() {
            try file.write(row("sex: " + level, model.sex[index], model.sexByChance[index]))
            try file.write(row("nationality: " + level, model.state[index], model.stateByChance[index]))
        }
        for (column, further) in table.further.enumerated() {
            for (index, level) in ["same", "partly the same", "one character differs", "different"].enumerated() {
                try file.write(row(further.name + ": " + level, model.further[column][index], model.furtherByChance[column][index]))
            }
        }
        try file.write("</table>")
        if let evaluation {
            try file.write("<h2>Against the truth</h2><pre>\(Self.escape(evaluation.text))</pre>")
            let points = evaluation.curve.map { "\((40 + 440 * $0.recall).rounded(places: 1)),\((20 + 300 * (1 - $0.precision)).rounded(places: 1))" }
            try file.write(
                """
                <h2>Precision and recall</h2><svg viewBox="0 0 500 360" width="500" role="img" aria-label="precision–recall curve">
                <rect x="40" y="20" width="440" height="300" fill="none" stroke="#999"/><polyline fill="none" stroke="#2b6cb0" stroke-width="2" points="\(points.joined(separator: " "))"/>
                <text x="240" y="345">recall</text><text x="4" y="170">prec.</text></svg>

                """)
            try file.write("<h2>Calibration</h2><table><tr><th>probability<th>mean<th>share true<th>pairs</tr>")
            for bin in evaluation.calibration {
                try file.write(
                    "<tr><td>\(bin.from.rounded(places: 1))–\(bin.to.rounded(places: 1))<td class=n>\(bin.mean.rounded(places: 3))<td class=n>\(bin.share.text)<td class=n>\(bin.share.of)</tr>"
                )
            }
            try file.write("</table>")
        }
        try file.write("<h2>Pairs near the threshold</h2>")
        let border = MatchMath.log2(threshold / (1 - threshold)) - model.priorBits
        let near = pairs.indices.sorted { abs(Double(pairs[$0].bits) - border) < abs(Double(pairs[$1].bits) - border) }.prefix(40)
        for index in near {
            let (left, right) = (Int(pairs[index].left), Int(pairs[index].right))
            let why = explain(left, right)
            try file.write(
                "<h3>\(Self.escape(table.id(left))) and \(Self.escape(table.id(right))): \(why.probability.rounded(places: 3))</h3><table>")
            for piece in why.evidence {
                try file.write(
                    "<tr><td>\(Self.escape(piece.kind.rawValue))<td>\(Self.escape(piece.left))<td>\(Self.escape(piece.right))<td>\(Self.escape(piece.rule))<td class=n>\(piece.bits.rounded(places: 1))</tr>"
                )
            }
            try file.write("</table>")
        }
        try file.write("</html>\n")
        try file.finish()
    }

    static func escape(_ text: String) -> String {
        var out = ""
        for character in text {
            switch character {
            case "&": out += "&amp;"
            case "<": out += "&lt;"
            case ">": out += "&gt;"
            case "\"": out += "&quot;"
            default: out.append(character)
            }
        }
        return out
    }
}

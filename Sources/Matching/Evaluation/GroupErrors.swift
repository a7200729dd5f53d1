/// Error rates by group of persons, and which groups differ beyond chance: what `--by` prints.
public struct GroupErrors: Sendable {
    public enum Attribute: String, Sendable, CaseIterable { case nationality, sex, script, age }

    public struct Row: Sendable {
        public var group: String
        /// True pairs that were not linked.
        public var missed: Share
        /// Links that are wrong.
        public var wrong: Share
        /// Does this group's rate differ from that of all others beyond chance (two-sided z at 5 %, divided by the number of groups)?
        public var missedDiffers: Bool
        public var wrongDiffers: Bool
    }

    public var attribute: Attribute
    public var rows: [Row]
    /// What the two rates are, in words.
    public var meaning = "missed of true pairs, wrong of links"

    /// `person` as in `LinkEvaluation`; a link is a pair of at least `threshold`.
    public init(_ outcome: RegisterLinker.Outcome, person: [Int], by attribute: Attribute, threshold: Double = 0.5) {
        let table = outcome.table
        func group(_ record: Int) -> String {
            switch attribute {
            case .nationality: return GroupErrors.group(nationality: table.states[record])
            case .sex: return GroupErrors.group(sex: table.sexes[record])
            case .script:
                let range = table.nameRange(record)
                return GroupErrors.group(script: range.first.map { table.words[Int(table.names[$0] & LinkTable.wordMask)].script })
            case .age: return GroupErrors.group(date: table.dates[record])
            }
        }
        var members: [Int: [Int]] = [:]
        for (record, number) in person.enumerated() where number >= 0 { members[number, default: []].append(record) }
        var linked: Set<UInt64> = []
        var wrong: [String: (Int, Int)] = [:]
        for (index, pair) in outcome.pairs.enumerated() where Double(outcome.probabilities[index]) >= threshold {
            linked.insert(pair.key)
            let isWrong = person[Int(pair.left)] != person[Int(pair.right)]
            for name in Set([group(Int(pair.left)), group(Int(pair.right))]) {
                wrong[name, default: (0, 0)].1 += 1
                if isWrong { wrong[name, default: (0, 0)].0 += 1 }
            }
        }
        var missed: [String: (Int, Int)] = [:]
        for records in members.values where records.count > 1 {
            for (position, a) in records.enumerated() {
                for b in records[(position + 1)...] {
                    if table.firstCount < table.count, (a < table.firstCount) == (b < table.firstCount) { continue }
                    let isMissed = !linked.contains(UInt64(min(a, b)) << 32 | UInt64(max(a, b)))
                    for name in Set([group(a), group(b)]) {
                        missed[name, default: (0, 0)].1 += 1
                        if isMissed { missed[name, default: (0, 0)].0 += 1 }
                    }
                }
            }
        }
        self.init(attribute, missed: missed, wrong: wrong, of: "missed of true pairs, wrong of links")
    }

    static func group(nationality: UInt16) -> String { nationality == 0 ? "unknown" : StateCode.text(nationality) }
    static func group(sex: UInt8) -> String { sex == 0 ? "unknown" : SexCode.text(sex) }
    static func group(script: NameScript?) -> String { script.map { "\($0)" } ?? "none" }
    /// By the decade of birth: the same whenever it is asked.
    static func group(date: RecordDate) -> String { date.year == 0 ? "unknown" : "born \(date.year / 10 * 10)s" }

    /// For each group its errors and how many there could have been.
    init(_ attribute: Attribute, missed: [String: (Int, Int)], wrong: [String: (Int, Int)], of meaning: String) {
        self.attribute = attribute
        self.meaning = meaning
        let names = Set(missed.keys).union(wrong.keys).sorted()
        func total(_ counts: [String: (Int, Int)]) -> (Int, Int) { counts.values.reduce((0, 0)) { ($0.0 + $1.0, $0.1 + $1.1) } }
        let (allMissed, allWrong) = (total(missed), total(wrong))
        func differs(_ own: (Int, Int), _ all: (Int, Int)) -> Bool {
            let (n, m) = (Double(own.1), Double(all.1 - own.1))
            guard n >= 20, m >= 20 else { return false }
            let (p, q) = (Double(own.0) / n, Double(all.0 - own.0) / m)
            let pooled = Double(all.0) / Double(all.1)
            let error = (pooled * (1 - pooled) * (1 / n + 1 / m)).squareRoot()
            guard error > 0 else { return false }
            return abs(p - q) / error > GroupErrors.criticalValue(groups: names.count)
        }
        rows = names.map { name in
            let (m, w) = (missed[name] ?? (0, 0), wrong[name] ?? (0, 0))
            return Row(
                group: name, missed: Share(hits: m.0, of: m.1), wrong: Share(hits: w.0, of: w.1), missedDiffers: differs(m, allMissed),
                wrongDiffers: differs(w, allWrong))
        }
    }

    /// The z beyond which a two-sided test at 5 % / groups rejects: Acklam-free, by bisection on the normal tail.
    static func criticalValue(groups: Int) -> Double {
        let target = 0.05 / Double(max(groups, 1)) / 2
        var (low, high) = (0.0, 8.0)
        for _ in 0..<60 {
            let middle = (low + high) / 2
            if tail(middle) > target { low = middle } else { high = middle }
        }
        return low
    }

    /// P(Z > z) by the continued fraction for large z and a sum for small.
    private static func tail(_ z: Double) -> Double {
        // Simpson's rule over [z, z + 10]; the rest is below 1e-23.
        let steps = 400
        let width = 10.0 / Double(steps)
        func density(_ x: Double) -> Double { MatchMath.exp2(-x * x / 2 * 1.4426950408889634) * 0.3989422804014327 }
        var sum = density(z) + density(z + 10)
        for step in 1..<steps { sum += density(z + Double(step) * width) * (step % 2 == 1 ? 4 : 2) }
        return sum * width / 3
    }

    public var text: String {
        var lines = ["by \(attribute.rawValue): \(meaning) (* differs from the others beyond chance)"]
        for row in rows where row.missed.of + row.wrong.of > 0 {
            lines.append(
                "\(row.group)\(String(repeating: " ", count: max(1, 14 - row.group.count)))\(row.missed.text)\(row.missedDiffers ? "*" : " ")  \(row.wrong.text)\(row.wrongDiffers ? "*" : "")"
            )
        }
        let apart = rows.filter { $0.missedDiffers || $0.wrongDiffers }.map(\.group)
        lines.append(
            apart.isEmpty
                ? "no group differs from the others beyond chance (5 %, for all groups together)"
                : "beyond chance (5 %, for all groups together) differ: " + apart.joined(separator: ", "))
        return lines.joined(separator: "\n")
    }
}

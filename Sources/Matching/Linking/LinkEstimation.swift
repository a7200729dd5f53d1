/// Estimates a link model from the register itself.
enum LinkEstimation {
    /// u: how often levels of agreement occur between records taken at random.
    static func countByChance(_ table: LinkTable, _ model: inout LinkModel) {
        guard table.count > 1 else { return }
        var state: UInt64 = 1
        func random(_ bound: Int) -> Int {
            state = mix(state, 0x2545_F491_4F6C_DD1D)
            return Int(state % UInt64(bound))
        }
        let samples = 200_000
        let scorer = LinkScorer(table, model)
        var dates = [Double](repeating: 0.5, count: DateRelation.allCases.count)
        var sexes = [1.0, 1.0]
        var states = [1.0, 1.0]
        var further = Array(repeating: [0.5, 0.5, 0.5, 1.0], count: table.further.count)
        var findings = LinkScorer.Findings()
        for _ in 0..<samples {
            let (a, b) = (random(table.count), random(table.count))
            guard a != b else { continue }
            findings = LinkScorer.Findings()
            _ = scorer.score(a, b, findings: &findings)
            dates[Int(findings.date.rawValue)] += 1
            if let level = findings.sex { sexes[level] += 1 }
            if let level = findings.state { states[level] += 1 }
            for (column, level) in findings.further.enumerated() { if let level { further[column][level] += 1 } }
        }
        func share(_ counts: [Double]) -> [Double] {
            let sum = counts.reduce(0, +)
            return counts.map { $0 / sum }
        }
        var known = dates
        known[Int(DateRelation.unknown.rawValue)] = 0
        let sum = known.reduce(0, +)
        if sum > 100 {
            for index in known.indices where index != Int(DateRelation.unknown.rawValue) {
                model.dateByChance[index] = known[index] / sum
            }
            // Equal dates are counted, not sampled: Σ share².
            var seen: [UInt32: Double] = [:]
            var filled = 0.0
            for date in table.dates.elements where date.isComplete && !date.isFirstOfYear {
                seen[date.packed, default: 0] += 1
                filled += 1
            }
            if filled > 1 {
                let equal = seen.values.reduce(0) { $0 + $1 * $1 } / (filled * filled)
                let distinct = seen.values.filter { $0 > 0 }.count
                // Duplicates themselves make equal dates; a register of persons has at least one day in its span by chance.
                model.dateByChance[Int(DateRelation.exact.rawValue)] = max(min(equal, 1 / Double(max(distinct, 1)) * 2), 1e-5)
                let swapped = Int(DateRelation.dayMonthSwapped.rawValue)
                model.dateByChance[swapped] = max(min(model.dateByChance[swapped], 1e-3), 2e-5)
                // Too seldom to be met in a sample, but of any day among the some ten thousand of a register.
                let calendar = Int(DateRelation.calendar.rawValue)
                model.dateByChance[calendar] = max(min(model.dateByChance[calendar], 1e-3), 2e-5)
            }
        }
        model.sexByChance = share(sexes)
        model.stateByChance = share(states)
        for column in further.indices { model.furtherByChance[column] = share(further[column]) }
    }

    /// m and the prior: expectation-maximisation over a sample of the pairs that share a key.
    static func estimate(
        _ table: LinkTable, _ finder: LinkPairs, _ start: LinkModel, iterations: Int, labels: LinkLabels? = nil,
        progress: (String) -> Void
    ) throws(FileRefusal) -> LinkModel {
        var model = start
        let records = Double(table.count)
        let first = Double(table.firstCount)
        let possible = table.firstCount == table.count ? records * (records - 1) / 2 : first * (records - first)
        guard possible > 0 else { return model }
        model.priorBits = MatchMath.log2(0.2 * records / possible)
        // Blocks are sampled whole, so that the sample is one of keys.
        let every = max(1, table.count / 30_000)
        let sampleModel = model
        let floor = Float(-model.priorBits)
        var sample = try finder.gather(sampleEvery: every, estimateFloor: floor - LinkRegister.estimateMargin) { _ in
            let scorer = LinkScorer(table, sampleModel)
            return { left, right in
                let bits = scorer.score(left, right)
                return bits >= floor - 14 ? bits : nil
            }
        }
        if let labels {
            // Every labelled pair counts, whatever the keys and the sample made of it.
            let known = Set(labels.pairs.keys)
            sample =
                sample.filter { !known.contains($0.key) }
                + known.sorted().map { LinkPair(left: UInt32($0 >> 32), right: UInt32(truncatingIfNeeded: $0), bits: 0) }
        }
        guard sample.count >= 20 else { return model }
        for iteration in 0..<iterations {
            let scorer = LinkScorer(table, model)
            var relations = [Double](repeating: 0.2, count: NameRelation.allCases.count)
            var conflicts = [0.5, 0.5]
            var missing = [0.5, 0.5]
            var exchanged = 0.5
            var dates = [Double](repeating: 0.2, count: DateRelation.allCases.count)
            var sexes = [1.0, 0.2]
            var states = [1.0, 0.2]
            var documents = [0.5, 0.1, 0.1, 0.5]
            var further = Array(repeating: [0.5, 0.2, 0.2, 0.2], count: table.further.count)
            var (weights, labelled) = (0.0, 0.0)
            var (comparedSurname, comparedGiven, together) = (1.0, 1.0, 1.0)
            var co: [UInt64: Double] = [:]
            var findings = LinkScorer.Findings()
            for pair in sample {
                findings = LinkScorer.Findings()
                let bits = scorer.score(Int(pair.left), Int(pair.right), findings: &findings)
                let known = labels?.same(pair)
                let weight = known.map { $0 ? 1 : 0 } ?? MatchMath.probability(bits: Double(bits) + model.priorBits)
                // A sample of keys stands for them all; a labelled pair only for itself.
                if known == nil { weights += weight } else { labelled += weight }
                /// What the other fields say: a field must not confirm itself.
                func without(_ own: Float) -> Double {
                    if known != nil { return weight * LinkLabels.emphasis }
                    let probability = MatchMath.probability(bits: Double(bits - own) + model.priorBits)
                    return probability > 0.8 ? probability : 0
                }
                if findings.comparedNames {
                    let given = without(findings.givenBits)
                    let surname = without(findings.surnameBits)
                    comparedSurname += surname
                    comparedGiven += given
                    for index in relations.indices {
                        relations[index] += given * Double(findings.relations[index]) + surname * Double(findings.surnameRelations[index])
                    }
                    conflicts[0] += surname * Double(findings.conflicts[0])
                    missing[0] += surname * Double(findings.missing[0])
                    conflicts[1] += given * Double(findings.conflicts[1])
                    missing[1] += given * Double(findings.missing[1])
                    if findings.exchanged { exchanged += min(given, surname) }
                    if weight > 0.9 {
                        together += weight
                        for key in findings.learned { co[key, default: 0] += weight }
                        for a in findings.unmatchedLeft {
                            for b in findings.unmatchedRight {
                                co[UInt64(min(a, b)) << 32 | UInt64(max(a, b)), default: 0] += weight
                            }
                        }
                    }
                }
                if findings.date != .unknown { dates[Int(findings.date.rawValue)] += without(findings.dateBits) }
                if let level = findings.sex { sexes[level] += without(findings.sexBits) }
                if let level = findings.state { states[level] += without(findings.stateBits) }
                if let level = findings.document { documents[level] += without(findings.documentBits) }
                for (column, level) in findings.further.enumerated() {
                    if let level { further[column][level] += without(findings.furtherBits[column]) }
                }
            }
            guard weights + labelled > 5 else { break }
            func share(_ counts: [Double]) -> [Double] {
                let sum = counts.reduce(0, +)
                return counts.map { $0 / sum }
            }
            let slots = relations.reduce(0, +) + conflicts.reduce(0, +)
            for index in relations.indices { model.name[index] = max(relations[index] / slots, 1e-4) }
            for position in 0..<2 {
                let compared = position == 0 ? comparedSurname : comparedGiven
                model.conflict[position] = min(0.3, max(conflicts[position] / compared, 1e-3))
                model.missing[position] = min(0.5, max(missing[position] / compared, 1e-3))
            }
            model.exchanged = max(exchanged / comparedGiven, 1e-3) / 2
            dates[Int(DateRelation.unknown.rawValue)] = 0
            let dateShares = share(dates)
            for index in dateShares.indices where index != Int(DateRelation.unknown.rawValue) {
                model.date[index] = max(dateShares[index], 1e-4)
            }
            model.sex = share(sexes)
            model.state = share(states)
            model.document = share(documents)
            for column in further.indices { model.further[column] = share(further[column]) }
            model.expectedPairs = weights * Double(every) + labelled
            model.priorBits = MatchMath.log2(min(max(model.expectedPairs, 10), possible / 2) / possible)
            // Words that stand for each other more often than chance would have it.
            if iteration >= 1 {
                var learned: [UInt64: Float] = [:]
                for (key, often) in co where often >= 4 {
                    let a = Double(table.frequency[Int(key >> 32)]) / records
                    let b = Double(table.frequency[Int(key & 0xffff_ffff)]) / records
                    let lift = (often / together) / (2 * a * b)
                    let bits = MatchMath.log2(max(lift, 1e-9)) - 1
                    if bits > 0.5 { learned[key] = Float(min(bits, 8)) }
                }
                model.learned = learned
            }
            progress(
                "  round \(iteration + 1): \(Int(model.expectedPairs)) pairs expected, prior \(model.priorBits.rounded(places: 2)) bits, \(model.learned.count) words learned"
            )
        }
        return model
    }
}

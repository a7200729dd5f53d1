/// Weighs one pair of records of a link table. Each thread has its own.
final class LinkScorer {
    let table: LinkTable
    let model: LinkModel
    private let population: Double
    /// The table's columns, read for every pair: by address, as the table does not change any more.
    private let columns: LinkTable.Addresses

    /// What was found between the two records, for estimation and explanation.
    struct Findings {
        /// Words met, by relation.
        var relations = (0..<NameRelation.allCases.count).map { _ in 0 }
        var conflicts = [0, 0]
        var missing = [0, 0]
        var exchanged = false
        var comparedNames = false
        var date = DateRelation.unknown
        /// 0 same, 1 different, nil unknown; for documents and further columns 0–3.
        var sex: Int?
        var state: Int?
        var document: Int?
        var further: [Int?] = []
        /// Bits of each field, so that a field can be judged by what the others say.
        var surnameBits: Float = 0
        var givenBits: Float = 0
        var dateBits: Float = 0
        var sexBits: Float = 0
        var stateBits: Float = 0
        var documentBits: Float = 0
        var furtherBits: [Float] = []
        /// The same of words met in surnames and in other names.
        var surnameRelations = (0..<NameRelation.allCases.count).map { _ in 0 }
        /// Words without counterpart on both sides, for learning which words stand for one name.
        var unmatchedLeft: [UInt32] = []
        var unmatchedRight: [UInt32] = []
        /// Pairs of words met by what was learned before.
        var learned: [UInt64] = []
    }

    private struct Cached: BitwiseCopyable {
        var key: UInt64 = .max
        var bits: Float = 0
        var kind: NameRelation = .none
    }
    private static let cacheSize = 1 << 17
    private let cache = UnsafeMutablePointer<Cached>.allocate(capacity: LinkScorer.cacheSize)
    private let patternMemory = UnsafeMutablePointer<UInt64>.allocate(capacity: 32)
    private let cells = UnsafeMutablePointer<Cached>.allocate(capacity: 24 * 24)
    private let matched = UnsafeMutablePointer<Int8>.allocate(capacity: 24)
    private let taken = UnsafeMutablePointer<Int8>.allocate(capacity: 24)
    /// Bits of each level, from the model.
    private let dateBits: [Float]
    private let sexBits: [Float]
    private let stateBits: [Float]
    private let documentBits: [Float]
    private let conflictBits: [Float]
    private let missingBits: [Float]
    private let exchangedBits: Float
    private let furtherBits: [[Float]]
    private let furtherCount: Int
    private let hasDocuments: Bool
    private let hasLearned: Bool

    init(_ table: LinkTable, _ model: LinkModel) {
        self.table = table
        self.model = model
        population = Double(table.count) + 200
        columns = table.addresses
        cache.initialize(repeating: Cached(), count: LinkScorer.cacheSize)
        cells.initialize(repeating: Cached(), count: 24 * 24)
        matched.initialize(repeating: -1, count: 24)
        taken.initialize(repeating: -1, count: 24)
        func bits(_ m: [Double], _ u: [Double]) -> [Float] { zip(m, u).map { MatchModel.bits(max($0, 1e-6), max($1, 1e-9)) } }
        var dates = bits(model.date, model.dateByChance)
        dates[Int(DateRelation.unknown.rawValue)] = 0
        dateBits = dates
        sexBits = bits(model.sex, model.sexByChance)
        stateBits = bits(model.state, model.stateByChance)
        documentBits = bits(model.document, model.documentByChance)
        conflictBits = bits(model.conflict, [0.97, 0.97])
        missingBits = bits(model.missing, model.missingByChance)
        exchangedBits = MatchModel.bits(model.exchanged, 0.5)
        hasDocuments = table.hasDocuments
        hasLearned = !model.learned.isEmpty
        furtherCount = table.further.count
        furtherBits = zip(model.further, model.furtherByChance).map { bits($0, $1) }
    }

    deinit {
        cache.deallocate()
        patternMemory.deallocate()
        cells.deallocate()
        matched.deallocate()
        taken.deallocate()
    }

    /// How many words a name may have in a comparison.
    static let wordLimit = 16

    private func relation(_ a: UInt32, _ b: UInt32) -> Cached {
        let key = UInt64(min(a, b)) << 32 | UInt64(max(a, b))
        let at = Int(truncatingIfNeeded: (key &* 0x9E37_79B9_7F4A_7C15) >> 40) & (LinkScorer.cacheSize - 1)
        if cache[at].key == key { return cache[at] }
        var found = Cached(key: key)
        if a == b {
            found.kind = .exact
            found.bits = MatchModel.bits(model.name[1], (Double(columns.frequency[Int(a)]) + 0.2) / population)
        } else {
            let token = columns.words[Int(a)]
            let other = columns.words[Int(b)]
            let (sound, otherSound) = (columns.sounds[Int(a)], columns.sounds[Int(b)])
            let (letters, otherLetters) = (columns.letters[Int(a)], columns.letters[Int(b)])
            if token.script.leavesVowelsOut != other.script.leavesVowelsOut
                || NamePattern.mayRelate(letters, token.length, sound.fine, otherLetters, other.length, otherSound.fine)
            {
                let pattern = NamePattern(token, sound: sound, letterSet: letters, storage: patternMemory)
                found.kind = withUnsafeBytes(of: other) { raw in
                    guard let base = raw.baseAddress else { return .none }
                    return pattern.relation(
                        to: base.assumingMemoryBound(to: UInt8.self), count: other.length, fine: otherSound.fine,
                        fineCount: otherSound.fineCount, script: other.script.rawValue, letters: otherLetters, coarse: otherSound)
                }
            }
            if found.kind != .none {
                let common = Double(max(columns.frequency[Int(a)], columns.frequency[Int(b)]))
                var least = MatchModel.standard.leastName[Int(found.kind.rawValue)]
                let length = min(token.length, other.length)
                switch found.kind {
                case .twoEdits: least = [5: 2e-3, 6: 7e-4, 7: 3e-4][length] ?? (length < 5 ? 1e-2 : 1.2e-4)
                case .farSpelling: least = length <= 4 ? 1e-3 : length <= 5 ? 2e-4 : 4e-5
                case .oneEdit: least = length <= 3 ? 1e-3 : length <= 4 ? 1e-4 : 2e-5
                case .beginning: least = length <= 3 ? 3e-3 : 3e-4
                default: break
                }
                found.bits = max(
                    0.05, MatchModel.bits(model.name[Int(found.kind.rawValue)], max(least, (common + 0.2) / population)))
            }
            if hasLearned, let learned = model.learned[key], learned > found.bits {
                found.bits = learned
                found.kind = .learned
            }
        }
        cache[at] = found
        return found
    }

    /// Bits for the two records being of one person.
    func score(_ left: Int, _ right: Int, findings: UnsafeMutablePointer<Findings>? = nil, explain: ((Evidence) -> Void)? = nil) -> Float {
        var total = names(left, right, findings, explain)
        let (a, b) = (columns.dates[left], columns.dates[right])
        var date = DateRelation(a, b)
        if LinkCalendars.mayAgree(a, b), table.calendars.agree(a, b) { date = .calendar }
        if date == .exact, !a.isComplete {
            total += dateBits[Int(DateRelation.partial.rawValue)]
            findings?.pointee.date = .partial
            findings?.pointee.dateBits = dateBits[Int(DateRelation.partial.rawValue)]
        } else {
            var weight = dateBits[Int(date.rawValue)]
            // 1 January stands for any day of a year.
            if date == .exact, a.isFirstOfYear { weight = min(weight, 9) }
            total += weight
            findings?.pointee.date = date
            findings?.pointee.dateBits = weight
            if let explain, date != .unknown {
                explain(Evidence(kind: .dateOfBirth, left: a.text, right: b.text, rule: date.rule, bits: Double(weight)))
            }
        }
        let (sexLeft, sexRight) = (columns.sexes[left], columns.sexes[right])
        if sexLeft != 0, sexRight != 0 {
            let level = sexLeft == sexRight ? 0 : 1
            total += sexBits[level]
            findings?.pointee.sex = level
            findings?.pointee.sexBits = sexBits[level]
            explain?(
                Evidence(
                    kind: .sex, left: SexCode.text(sexLeft), right: SexCode.text(sexRight), rule: level == 0 ? "same" : "different",
                    bits: Double(sexBits[level])))
        }
        let (stateLeft, stateRight) = (columns.states[left], columns.states[right])
        if stateLeft != 0, stateRight != 0 {
            let level = stateLeft == stateRight ? 0 : 1
            total += stateBits[level]
            findings?.pointee.state = level
            findings?.pointee.stateBits = stateBits[level]
            explain?(
                Evidence(
                    kind: .nationality, left: StateCode.text(stateLeft), right: StateCode.text(stateRight),
                    rule: level == 0 ? "same" : "different", bits: Double(stateBits[level])))
        }
        if hasDocuments, columns.documents[left] != .none, columns.documents[right] != .none {
            let (x, y) = (columns.documents[left], columns.documents[right])
            let level = x.folded == y.folded ? (x.exact == y.exact ? 0 : 1) : 3
            total += documentBits[level]
            findings?.pointee.document = level
            findings?.pointee.documentBits = documentBits[level]
            explain?(
                Evidence(
                    kind: .document, left: table.documentText(left), right: table.documentText(right),
                    rule: ["same number", "number alike but for misread characters", "", "different number"][level],
                    bits: Double(documentBits[level])))
        }
        for column in 0..<furtherCount {
            guard let (level, weight) = further(column, left, right) else {
                findings?.pointee.further.append(nil)
                findings?.pointee.furtherBits.append(0)
                continue
            }
            total += weight
            findings?.pointee.further.append(level)
            findings?.pointee.furtherBits.append(weight)
            explain?(
                Evidence(
                    kind: .name, left: table.text(column, left), right: table.text(column, right),
                    rule: table.further[column].name + ": " + ["same", "partly the same", "one character differs", "different"][level],
                    bits: Double(weight)))
        }
        return total
    }

    private func further(_ column: Int, _ left: Int, _ right: Int) -> (Int, Float)? {
        let further = table.further[column]
        if further.kind == .text {
            let a = Int(further.start[left])..<Int(further.start[left + 1])
            let b = Int(further.start[right])..<Int(further.start[right + 1])
            guard !a.isEmpty, !b.isEmpty else { return nil }
            var rarest = UInt32.max
            var common = 0
            for x in a {
                for y in b where further.words[x] == further.words[y] {
                    common += 1
                    rarest = min(rarest, further.wordFrequency[Int(further.words[x])])
                }
            }
            let share = (Double(rarest) + 1) / (Double(further.filled) + 50)
            if common == max(a.count, b.count) {
                return (0, MatchModel.bits(model.further[column][0], max(share, 1e-5)))
            }
            if common > 0 { return (1, max(0, MatchModel.bits(model.further[column][1], max(share, 1e-4)))) }
            for x in a {
                for y in b {
                    let kind = relation(further.words[x], further.words[y]).kind
                    if kind == .spelling || kind == .oneEdit || kind == .farSpelling { return (2, furtherBits[column][2]) }
                }
            }
            return (3, furtherBits[column][3])
        }
        let (a, b) = (further.codes[left], further.codes[right])
        guard !a.isEmpty, !b.isEmpty else { return nil }
        if a == b {
            let share = (Double(further.codeCounts[a]) + 0.5) / (Double(further.filled) + 50)
            return (0, MatchModel.bits(model.further[column][0], max(share, 1e-5)))
        }
        if further.kind == .category { return (3, furtherBits[column][3]) }
        let (m, n) = (a.length, b.length)
        var front = 0
        while front < min(m, n), a.letter(front) == b.letter(front) { front += 1 }
        var back = 0
        while back < min(m, n) - front, a.letter(m - 1 - back) == b.letter(n - 1 - back) { back += 1 }
        if max(m, n) - front - back <= 1, min(m, n) >= 3 { return (2, furtherBits[column][2]) }
        // Two neighbours exchanged.
        if m == n, m - front - back == 2, a.letter(front) == b.letter(front + 1), a.letter(front + 1) == b.letter(front) {
            return (2, furtherBits[column][2])
        }
        if front >= 3 || front * 2 >= max(m, n) { return (1, furtherBits[column][1]) }
        return (3, furtherBits[column][3])
    }

    private func names(
        _ left: Int, _ right: Int, _ findings: UnsafeMutablePointer<Findings>?, _ explain: ((Evidence) -> Void)?
    ) -> Float {
        let a = columns.range(left)
        let b = columns.range(right)
        let (own, count) = (min(a.count, LinkScorer.wordLimit), min(b.count, LinkScorer.wordLimit))
        guard own > 0, count > 0 else { return 0 }
        findings?.pointee.comparedNames = true
        let names = columns.names
        for column in 0..<count { taken[column] = -1 }
        for row in 0..<own {
            matched[row] = -1
            let word = names[a.lowerBound + row] & LinkTable.wordMask
            for column in 0..<count {
                cells[row * 24 + column] = relation(word, names[b.lowerBound + column] & LinkTable.wordMask)
            }
        }
        var total: Float = 0
        var (same, crossed) = (0, 0)
        var (surnames, givens) = (0, 0)
        while true {
            var best: Float = 0
            var (bestRow, bestColumn) = (-1, -1)
            for row in 0..<own where matched[row] < 0 {
                let role = names[a.lowerBound + row] >> LinkTable.roleShift
                for column in 0..<count where taken[column] < 0 {
                    let cell = cells[row * 24 + column]
                    guard cell.kind != .none else { continue }
                    let strength = cell.bits + (role == names[b.lowerBound + column] >> LinkTable.roleShift ? 0.5 : 0)
                    if strength > best { (best, bestRow, bestColumn) = (strength, row, column) }
                }
            }
            guard bestRow >= 0 else { break }
            let cell = cells[bestRow * 24 + bestColumn]
            matched[bestRow] = Int8(bestColumn)
            taken[bestColumn] = Int8(bestRow)
            let word = names[a.lowerBound + bestRow] & LinkTable.wordMask
            let surname = names[a.lowerBound + bestRow] >> LinkTable.roleShift == 0
            // The further words of a compound come with its rarest one and add less.
            let weight = cell.bits * (surname ? (surnames > 0 ? 0.35 : 1) : (givens > 0 ? 0.75 : 1))
            if surname { surnames += 1 } else { givens += 1 }
            total += weight
            if surname {
                findings?.pointee.surnameBits += weight
                findings?.pointee.surnameRelations[Int(cell.kind.rawValue)] += 1
            } else {
                findings?.pointee.givenBits += weight
                findings?.pointee.relations[Int(cell.kind.rawValue)] += 1
            }
            if cell.kind == .learned { findings?.pointee.learned.append(cell.key) }
            let roleA = names[a.lowerBound + bestRow] >> LinkTable.roleShift
            let roleB = names[b.lowerBound + bestColumn] >> LinkTable.roleShift
            if !columns.particles[Int(word)] {
                if roleA == roleB { same += 1 } else if roleA < 2, roleB < 2 { crossed += 1 }
            }
            if let explain {
                let other = names[b.lowerBound + bestColumn] & LinkTable.wordMask
                explain(
                    Evidence(
                        kind: (NameRole(rawValue: roleA) ?? .whole).evidence, left: table.words[Int(word)].text,
                        right: table.words[Int(other)].text, rule: cell.kind.rule, bits: Double(weight)))
            }
        }
        // Two words of one that are one word of the other.
        total += joined(a, own, b, count, false, explain) + joined(b, count, a, own, true, explain)
        let swapped = crossed > 0 && same == 0
        if crossed > 0 {
            let weight = swapped ? exchangedBits : -1.5 * Float(crossed)
            total += weight
            findings?.pointee.exchanged = swapped
            explain?(
                Evidence(
                    kind: .nameOrder, left: "", right: "",
                    rule: swapped ? "surname and given name exchanged" : "a word stands in the other field", bits: Double(weight)))
        }
        var (surnameLeft, givenLeft, surnameRight, givenRight, particles) = (0, 0, 0, 0, 0)
        for row in 0..<own where matched[row] < 0 {
            let word = names[a.lowerBound + row] & LinkTable.wordMask
            if columns.particles[Int(word)] { particles += 1; continue }
            if names[a.lowerBound + row] >> LinkTable.roleShift == 0 { surnameLeft += 1 } else { givenLeft += 1 }
            findings?.pointee.unmatchedLeft.append(word)
        }
        for column in 0..<count where taken[column] < 0 {
            let word = names[b.lowerBound + column] & LinkTable.wordMask
            if columns.particles[Int(word)] { particles += 1; continue }
            if (names[b.lowerBound + column] >> LinkTable.roleShift == 0) != swapped { surnameRight += 1 } else { givenRight += 1 }
            findings?.pointee.unmatchedRight.append(word)
        }
        total -= 0.2 * Float(particles)
        for (position, (l, r)) in [(surnameLeft, surnameRight), (givenLeft, givenRight)].enumerated() {
            guard l + r > 0 else { continue }
            let conflicts = min(l, r)
            let missing = max(l, r) - conflicts
            findings?.pointee.conflicts[position] += conflicts
            findings?.pointee.missing[position] += missing
            let weight = Float(conflicts) * conflictBits[position] + Float(missing) * missingBits[position]
            total += weight
            if position == 0 { findings?.pointee.surnameBits += weight } else { findings?.pointee.givenBits += weight }
            explain?(
                Evidence(
                    kind: position == 0 ? .surname : .givenName, left: "", right: "",
                    rule: conflicts > 0 ? "different words" : "a word only on one side", bits: Double(weight)))
        }
        return total
    }

    private func joined(
        _ a: Range<Int>, _ own: Int, _ b: Range<Int>, _ count: Int, _ reversed: Bool, _ explain: ((Evidence) -> Void)?
    ) -> Float {
        let mine = reversed ? taken : matched
        let theirs = reversed ? matched : taken
        guard own >= 2 else { return 0 }
        var total: Float = 0
        for row in 0..<(own - 1) where mine[row] < 0 && mine[row + 1] < 0 {
            var whole: NameToken?
            for column in 0..<count where theirs[column] < 0 {
                let first = columns.names[a.lowerBound + row] & LinkTable.wordMask
                let second = columns.names[a.lowerBound + row + 1] & LinkTable.wordMask
                let together = whole ?? columns.words[Int(first)].joined(with: columns.words[Int(second)])
                whole = together
                let other = columns.words[Int(columns.names[b.lowerBound + column] & LinkTable.wordMask)]
                guard together.spelled(like: other) else { continue }
                mine[row] = Int8(column)
                mine[row + 1] = Int8(column)
                theirs[column] = Int8(row)
                let weight: Float = 10
                total += weight
                explain?(Evidence(kind: .name, left: together.text, right: other.text, rule: NameRelation.joined.rule, bits: Double(weight)))
                break
            }
        }
        return total
    }
}

extension LinkTable {
    /// A further column's value, as levelled.
    func text(_ column: Int, _ record: Int) -> String {
        let further = further[column]
        if further.kind == .text {
            return (Int(further.start[record])..<Int(further.start[record + 1])).map { words[Int(further.words[$0])].text }
                .joined(separator: " ")
        }
        return further.codes[record].text
    }
}

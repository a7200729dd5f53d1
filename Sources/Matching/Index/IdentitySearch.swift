import Identity

/// One search in an identity store: finds records that may be meant, then weighs the evidence of each.
///
/// Records are found by date of birth (equal, day and month exchanged, known in part, one digit off) and by the rarest words of the
/// name, in all spellings one edit away or of the same sound. Whatever is found is ranked by a rough estimate, and the
/// best are scored in full.
struct IdentitySearch {
    let store: IdentityStore
    let model: MatchModel
    let scratch: SearchScratch

    private var patterns: [NamePattern] = []
    private var joined: [NamePattern?] = []
    private var roles: [NameRole] = []
    private var particle: [Bool] = []
    private var ids: [UInt32?] = []
    private var bits: [[Float]] = []
    private var features: UInt64 = 0
    private var featureCount: Float = 0
    private var date = RecordDate(packed: 0)
    private var exactDateBits: Float = 0
    private var dateBits: [Float] = []
    private var dateIsComplete = false
    /// By the parts that both dates have, as `RecordDate.partsKnown` numbers them.
    private var partialBits: [Float] = []
    /// The date of birth read in other calendars, and as other calendars write it; found only when nothing better was.
    private var calendarDates: [UInt32] = []
    private var sex: UInt8 = 0
    private var nationalities: [UInt16] = []
    private var documents: [DocumentKey] = []
    private var documentText: [String] = []
    /// Records with one of the documents asked for, or one that is read like it.
    private var holders: [UInt32] = []
    private var population: Double

    /// Records read by date before a search stops reading further dates.
    private static let dateBudget = 40_000
    /// Records read by name.
    private static let nameBudget = 20_000
    private static let furtherNameBudget = 8000

    init(store: IdentityStore, model: MatchModel, scratch: SearchScratch, query: IdentityQuery) {
        self.store = store
        self.model = model
        self.scratch = scratch
        population = Double(store.recordCount) + 2000
        scratch.begin()
        var prepared = PreparedIdentity()
        var reader = NameReader()
        for name in query.surnames.prefix(8) { prepared.add(name, .surname, reader: &reader) }
        for name in query.givenNames.prefix(8) { prepared.add(name, .given, reader: &reader) }
        if let whole = query.wholeName { prepared.add(whole, .whole, reader: &reader) }
        for (index, token) in prepared.tokens.enumerated() where patterns.count < SearchScratch.queryTokens {
            // A repeated word asks nothing new.
            if patterns.contains(where: { $0.token == token }) { continue }
            let memory = scratch.patternMemory + 32 * patterns.count
            patterns.append(NamePattern(token, storage: memory))
            roles.append(prepared.roles[index])
            particle.append(NameParticles.contains(token))
            ids.append(store.dictionary.id(of: token))
            features |= NameSound(token).features
        }
        if patterns.count > 0, particle.allSatisfy({ $0 }) { particle = particle.map { _ in false } }
        featureCount = Float(features.nonzeroBitCount)
        joined = Array(repeating: nil, count: patterns.count)
        date = RecordDate(query.dateOfBirth)
        sex = SexCode.code(query.sex)
        nationalities = query.nationalities.map(StateCode.code)
        for document in query.documents.prefix(8) {
            let issuer = document.issuer == .unspecified ? 0 : StateCode.code(document.issuer)
            if let key = DocumentKey(number: document.number, issuer: issuer) {
                documents.append(key)
                documentText.append(document.key)
            }
        }
        for number in query.documentNumbers.prefix(8) {
            if let key = DocumentKey(number: number, issuer: 0) {
                documents.append(key)
                documentText.append(number)
            }
        }
        dateBits = (0..<DateRelation.allCases.count).map { MatchModel.bits(model.date[$0], model.dateByChance[$0]) }
        dateBits[Int(DateRelation.unknown.rawValue)] = 0
        dateIsComplete = date.isComplete
        partialBits = (0..<8).map { parts in
            let chance = (parts & 4 != 0 ? model.sameYear : 1) * (parts & 2 != 0 ? 1 / 12.0 : 1) * (parts & 1 != 0 ? 1 / 30.0 : 1)
            return parts == 0 ? 0 : MatchModel.bits(model.partialAgrees, chance)
        }
        if !date.isUnknown {
            let same = Double(store.recordsWithDate(date).count)
            exactDateBits = MatchModel.bits(
                model.date[Int(DateRelation.exact.rawValue)],
                (same + 2000 * model.dateByChance[Int(DateRelation.exact.rawValue)]) / population)
            dateBits[Int(DateRelation.exact.rawValue)] = exactDateBits
        }
    }

    // MARK: - Finding

    private struct Expansion {
        var token: Int
        var ids: [(id: UInt32, kind: NameRelation)] = []
        var records = 0
    }

    mutating func run(
        limit: Int, minimumScore: Double, minimumProbability: Double = 0, explained: Bool = true
    ) -> [Candidate] {
        guard limit > 0, store.recordCount > 0 else { return [] }
        let expansions = expand()
        findHolders()
        for slot in holders { scratch.offer(slot, 1000) }
        var results: [(slot: UInt32, score: Float)] = []
        results.reserveCapacity(3 * SearchScratch.keep)
        readByDate()
        var best = scorePool(into: &results)
        // Where name and date of birth agree already, the name is read for further records of the person only as far
        // as its rare words lead.
        scratch.beginPool()
        readByName(expansions, budget: best >= IdentitySearch.enough ? 1000 : IdentitySearch.nameBudget)
        best = max(best, scorePool(into: &results))
        if best < IdentitySearch.enough, date.isComplete {
            scratch.beginPool()
            calendarDates = OtherCalendar.dates(around: date).map(\.packed)
            for other in calendarDates { read(RecordDate(packed: other), least: -.infinity) }
            readByNeighbouringDates()
            _ = scorePool(into: &results)
        }
        return candidates(
            results, limit: limit, minimumScore: minimumScore, minimumProbability: minimumProbability, explained: explained)
    }

    /// Scores the records of one reference, whatever they have in common with the query.
    mutating func run(over reference: UInt64) -> Candidate? {
        _ = expand()
        findHolders()
        var results: [(slot: UInt32, score: Float)] = []
        store.forEachSlot(of: reference) { results.append(($0, score($0))) }
        return candidates(results, limit: 1, minimumScore: -.infinity).first
    }

    /// Scores every record there is.
    mutating func runOverAll() -> [Candidate] {
        _ = expand()
        findHolders()
        var results: [(slot: UInt32, score: Float)] = []
        for slot in 0..<UInt32(store.cores.count) where store.cores[Int(slot)].isLive {
            results.append((slot, score(slot)))
        }
        return candidates(results, limit: 10, minimumScore: -.infinity)
    }

    private mutating func findHolders() {
        var found: [UInt32] = []
        for key in documents {
            store.documents.forEach(key) { slot, _, _ in
                store.forEachSlot(of: store.references[Int(slot)]) { found.append($0) }
            }
        }
        holders = found
    }

    /// By how many bits an estimate may be wrong against another's.
    private static let estimateError: Float = 13

    /// Bits that only one person's record reaches among a hundred million.
    private static let enough: Float = 30

    /// For every word the words of the dictionary that may be the same, and from them the weights of its levels.
    private mutating func expand() -> [Expansion] {
        var expansions: [Expansion] = []
        for index in patterns.indices {
            let pattern = patterns[index]
            var expansion = Expansion(token: index)
            var sums = [Int](repeating: 0, count: NameRelation.allCases.count)
            let dictionary = store.dictionary
            // A constant, so that what follows does not copy the search for every word that it takes.
            let search = self
            func take(_ id: UInt32) {
                let (relation, isNew) = search.rawRelation(index, id)
                guard isNew, relation.kind != .none, relation.kind != .initial, relation.kind != .beginning else { return }
                let count = Int(dictionary[id].records.count)
                sums[Int(relation.kind.rawValue)] += count
                expansion.ids.append((id, relation.kind))
                expansion.records += count
            }
            if let id = ids[index] { take(id) }
            if !particle[index], pattern.token.length >= 2 {
                let found = scratch.words
                let count = dictionary.neighbours(of: pattern.token, found, limit: SearchScratch.wordLimit)
                for at in 0..<count { take(found[at]) }
                if pattern.sound.fineCount >= 3 { dictionary.forEachOfSound(pattern.sound.fine, limit: 200, take) }
            }
            weigh(sums, pattern.token)
            if !particle[index] { expansions.append(expansion) }
        }
        return expansions
    }

    private mutating func weigh(_ sums: [Int], _ token: NameToken) {
        var row = [Float](repeating: 0, count: NameRelation.allCases.count)
        var cumulated = 0.0
        for relation in NameRelation.allCases where relation != .none {
            let at = Int(relation.rawValue)
            var least = model.leastName[at]
            // Long words meet by chance less often.
            switch relation {
            case .twoEdits: least = [5: 2e-3, 6: 7e-4, 7: 3e-4][token.length] ?? (token.length < 5 ? 1e-2 : 1.2e-4)
            case .farSpelling: least = token.length <= 4 ? 1e-3 : token.length <= 5 ? 2e-4 : 4e-5
            case .oneEdit: least = token.length <= 3 ? 1e-3 : token.length <= 4 ? 1e-4 : least
            default: break
            }
            let counted = Double(sums[at])
            if relation == .exact {
                row[at] = MatchModel.bits(model.name[at], max((counted + 0.2) / population, least))
                cumulated = counted
            } else {
                if relation == .spelling || relation == .oneEdit { cumulated += counted }
                row[at] = MatchModel.bits(model.name[at], max((counted + 0.2) / population, least))
            }
        }
        _ = cumulated
        bits.append(row)
    }

    /// The weight of the date of birth, with a short way for the many that differ in everything.
    @inline(__always)
    private func dateWeight(_ other: RecordDate) -> Float {
        if !calendarDates.isEmpty, calendarDates.contains(other.packed) {
            return dateBits[Int(DateRelation.calendar.rawValue)]
        }
        let difference = date.packed ^ other.packed
        if difference == 0, other.packed != 0, !dateIsComplete { return partialBits[date.partsKnown(with: other)] }
        if difference >> 9 != 0, difference & 0x1ff != 0, other.isComplete, date.isComplete {
            return dateBits[Int(DateRelation.different.rawValue)]
        }
        return weight(of: DateRelation(date, other), other)
    }

    /// Dates known in part agree by chance the more often, the fewer parts both of them have.
    @inline(__always)
    private func weight(of relation: DateRelation, _ other: RecordDate) -> Float {
        if relation == .partial || relation == .exact && !dateIsComplete { return partialBits[date.partsKnown(with: other)] }
        return dateBits[Int(relation.rawValue)]
    }

    /// Offers the records of a list. `known` is what a word that they all have weighs, `expected` the sound features of the words that
    /// are still to be met.
    ///
    /// Records lie scattered in memory: a block of them is loaded first and judged then, so that the loads overlap.
    private func read(_ list: PostingLists.List, known: Float, expected: UInt64, least: Float) {
        let cores = store.cores.base
        let base = known - 0.8 * Float(expected.nonzeroBitCount)
        if list.count == 1 {
            let core = cores[Int(list.start)]
            let estimate = base + 2.0 * Float((core.features & expected).nonzeroBitCount) + dateWeight(core.date)
            if estimate > least { scratch.offer(list.start, estimate) }
            return
        }
        let slots = store.lists.run(list.start)
        let block = scratch.block
        var from = 0
        let count = Int(list.count)
        while from < count {
            let size = min(SearchScratch.blockSize, count - from)
            for index in 0..<size { block[index] = cores[Int(slots[from + index])] }
            for index in 0..<size {
                let estimate =
                    base + 2.0 * Float((block[index].features & expected).nonzeroBitCount)
                    + dateWeight(block[index].date)
                if estimate > least { scratch.offer(slots[from + index], estimate) }
            }
            from += size
        }
    }

    /// The same for the records of one date, which all weigh alike.
    private func read(_ other: RecordDate, least: Float) {
        let list = store.recordsWithDate(other)
        guard list.count > 0 else { return }
        let cores = store.cores.base
        let base = dateWeight(other) - 0.8 * Float(features.nonzeroBitCount)
        let features = features
        if list.count == 1 {
            let estimate = base + 2.0 * Float((cores[Int(list.start)].features & features).nonzeroBitCount)
            if estimate > least { scratch.offer(list.start, estimate) }
            return
        }
        let slots = store.lists.run(list.start)
        for index in 0..<Int(list.count) {
            let estimate = base + 2.0 * Float((cores[Int(slots[index])].features & features).nonzeroBitCount)
            if estimate > least { scratch.offer(slots[index], estimate) }
        }
    }

    private func readByDate() {
        guard !date.isUnknown else { return }
        var budget = IdentitySearch.dateBudget
        func visit(_ other: RecordDate) {
            let list = store.recordsWithDate(other)
            guard list.count > 0, Int(list.count) <= budget else { return }
            budget -= Int(list.count)
            read(other, least: -.infinity)
        }
        visit(date)
        let (year, month, day) = (date.year, date.month, date.day)
        if date.isComplete {
            if month != day, day <= 12 { visit(RecordDate(year: year, month: day, day: month)) }
            visit(RecordDate(year: year, month: month, day: 0))
            visit(RecordDate(year: 0, month: month, day: day))
        } else if year > 0 {
            if month > 0 { visit(RecordDate(year: year, month: 0, day: 0)) }
            if month > 0 { for day in 1...31 { visit(RecordDate(year: year, month: month, day: day)) } }
            if month == 0 { visit(RecordDate(year: year, month: 1, day: 1)) }
        }
    }

    /// One digit or the year wrong: many dates, read only when nothing better was found.
    private func readByNeighbouringDates() {
        let (year, month, day) = (date.year, date.month, date.day)
        func visit(_ year: Int, _ month: Int, _ day: Int) {
            guard (1...9999).contains(year), (0...13).contains(month), (0...31).contains(day) else { return }
            read(RecordDate(year: year, month: month, day: day), least: 4)
        }
        visit(year, 0, 0)
        visit(year, 1, 1)
        // Every register has many persons born, as far as it knows, on the first of a year: those are found by name.
        if date.isFirstOfYear { return }
        for digit in 0...9 {
            for place in [1, 10] {
                let other = year - year / place % 10 * place + digit * place
                if other != year { visit(other, month, day) }
            }
            for place in [1, 10] {
                let otherDay = day - day / place % 10 * place + digit * place
                if otherDay != day { visit(year, month, otherDay) }
                let otherMonth = month - month / place % 10 * place + digit * place
                if otherMonth != month { visit(year, otherMonth, day) }
            }
        }
        for gap in 1...2 {
            visit(year - gap, month, day)
            visit(year + gap, month, day)
        }
    }

    private func readByName(_ expansions: [Expansion], budget: Int) {
        let ordered = expansions.filter { $0.records > 0 }.sorted { $0.records < $1.records }
        var spent = 0
        for (position, expansion) in ordered.enumerated() {
            if position > 0, spent + expansion.records > min(budget, IdentitySearch.furtherNameBudget) { break }
            let expected = features & ~patterns[expansion.token].sound.features
            for (id, kind) in expansion.ids {
                let list = store.dictionary[id].records
                if spent + Int(list.count) > budget { continue }
                spent += Int(list.count)
                read(
                    list, known: bits[expansion.token][Int(kind.rawValue)], expected: expected,
                    least: -2)
            }
        }
    }

    // MARK: - Scoring

    /// Scores what the pool holds; the best score.
    private func scorePool(into results: inout [(slot: UInt32, score: Float)]) -> Float {
        scratch.trim()
        var best = -Float.infinity
        guard scratch.poolCount > 0 else { return best }
        touchPool()
        let top = scratch.pool[0].estimate
        for index in 0..<scratch.poolCount {
            let behind = top - scratch.pool[index].estimate
            if behind > (best >= IdentitySearch.enough ? IdentitySearch.estimateError / 2 : IdentitySearch.estimateError) { break }
            let slot = scratch.pool[index].slot
            let score = score(slot)
            best = max(best, score)
            results.append((slot, score))
        }
        return best
    }

    /// Records lie scattered in memory: what scoring reads of each is read beforehand, so that the loads overlap.
    private func touchPool() {
        var sum: UInt32 = 0
        for index in 0..<scratch.poolCount {
            let slot = scratch.pool[index].slot
            sum &+= UInt32(store.cores[Int(slot)].tokenCount) &+ store.names[Int(slot)]
            if !documents.isEmpty { sum &+= store.documentHead(of: slot) }
        }
        for index in 0..<scratch.poolCount {
            let slot = scratch.pool[index].slot
            if store.cores[Int(slot)].tokenCount > 0 { sum &+= store.tokens(of: slot).pointee }
        }
        scratch.note(touched: sum)
    }

    /// The relation with an upper bound of its weight: a common name met by a loose rule is met by chance.
    @inline(__always)
    private func rawRelation(_ query: Int, _ id: UInt32) -> (value: SearchScratch.Relation, isNew: Bool) {
        scratch.relation(query, id) {
            let entry = store.dictionary[id]
            if id == ids[query] { return SearchScratch.Relation(bits: 100, kind: .exact) }
            let kind = patterns[query].relation(
                to: store.dictionary.letters(of: entry), count: Int(entry.length), fine: entry.sound,
                fineCount: entry.fineCount, script: entry.script, letters: entry.letters)
            guard kind != .none else { return SearchScratch.Relation() }
            var bound: Float = 100
            if kind == .beginning || kind == .sound || kind == .twoEdits || kind == .initial {
                bound = MatchModel.bits(model.name[Int(kind.rawValue)], (Double(entry.records.count) + 0.2) / population)
            }
            return SearchScratch.Relation(bits: bound, kind: kind)
        }
    }

    @inline(__always)
    private func relation(_ query: Int, _ id: UInt32) -> SearchScratch.Relation {
        var relation = rawRelation(query, id).value
        if relation.kind != .none {
            relation.bits = max(min(relation.bits, bits[query][Int(relation.kind.rawValue)]), 0.05)
        }
        return relation
    }

    /// The sum of the evidence on one record, and with `explain` each piece of it.
    private func score(_ slot: UInt32, explain: ((Evidence) -> Void)? = nil) -> Float {
        let core = store.cores[Int(slot)]
        var total = nameScore(slot, core, explain)
        // Date of birth.
        var dateRelation = DateRelation(date, core.date)
        if dateRelation != .exact, calendarDates.contains(core.date.packed) { dateRelation = .calendar }
        let dateWeight = weight(of: dateRelation, core.date)
        total += dateWeight
        if let explain, !date.isUnknown, !core.date.isUnknown {
            explain(
                Evidence(
                    kind: .dateOfBirth, left: date.text, right: core.date.text, rule: dateRelation.rule,
                    bits: Double(dateWeight)))
        }
        // Sex.
        if sex != 0, core.sex != 0 {
            let weight = sex == core.sex ? model.sexSame : sex == 3 || core.sex == 3 ? model.sexUnspecified : model.sexDifferent
            total += Float(weight)
            if let explain {
                explain(
                    Evidence(
                        kind: .sex, left: SexCode.text(sex), right: SexCode.text(core.sex),
                        rule: sex == core.sex ? "same" : "different", bits: weight))
            }
        }
        // Nationality.
        if !nationalities.isEmpty, core.nationality != 0 {
            let same = nationalities.contains(core.nationality)
            let weight: Double =
                same ? 4.0 : core.hasMoreNationalities || nationalities.count > 1 ? -0.5 : model.nationalityDifferent
            total += Float(weight)
            if let explain {
                explain(
                    Evidence(
                        kind: .nationality, left: nationalities.map(StateCode.text).joined(separator: " "),
                        right: StateCode.text(core.nationality), rule: same ? "same" : "different", bits: weight))
            }
        }
        if !documents.isEmpty { total += documentScore(slot, explain) }
        return total
    }

    private func documentScore(_ slot: UInt32, _ explain: ((Evidence) -> Void)?) -> Float {
        guard store.documentHead(of: slot) != DocumentTable.none else { return 0 }
        // Who holds none of the documents asked for holds others, which need not be looked at.
        let best = holders.contains(slot) ? bestDocument(of: slot) : (weight: 0.0, at: 0, rule: "different number")
        let weight = best.weight == 0 ? model.documentDifferent : best.weight
        explain?(
            Evidence(
                kind: .document, left: documentText[best.at], right: weight > 0 ? documentText[best.at] : "", rule: best.rule,
                bits: weight))
        return Float(weight)
    }

    /// The document that speaks most for the record: its weight, its place among those asked for, and the rule in words.
    private func bestDocument(of slot: UInt32) -> (weight: Double, at: Int, rule: String) {
        var best = (weight: 0.0, at: 0, rule: "different number")
        store.forEachDocument(ofSlot: slot) { entry in
            for (index, key) in documents.enumerated() where entry.folded == key.folded {
                let sameIssuer = key.issuer == 0 || entry.issuer == 0 || entry.issuer == key.issuer
                let weight = (entry.exact == key.exact ? model.documentSame : model.documentConfusable) - (sameIssuer ? 0 : 9)
                if weight > best.weight {
                    let number = entry.exact == key.exact ? "same number" : "number alike but for characters that are misread"
                    best = (weight, index, number + (sameIssuer ? "" : ", another issuer"))
                }
            }
        }
        return best
    }

    private func nameScore(_ slot: UInt32, _ core: IdentityStore.Core, _ explain: ((Evidence) -> Void)?) -> Float {
        let count = Int(core.tokenCount)
        let own = patterns.count
        guard count > 0, own > 0 else { return 0 }
        let tokens = store.tokens(of: slot)
        let (matched, taken, cells) = (scratch.matched, scratch.taken, scratch.cells)
        for column in 0..<count { taken[column] = -1 }
        for row in 0..<own {
            matched[row] = -1
            for column in 0..<count {
                cells[row * 32 + column] = relation(row, tokens[column] & IdentityStore.tokenMask)
            }
        }
        func role(_ column: Int) -> NameRole { NameRole(rawValue: tokens[column] >> IdentityStore.roleShift) ?? .whole }
        // Greedy: the strongest pair first; where two are as strong, the one in the same field.
        var total: Float = 0
        var same = 0
        var crossed = 0
        var (surnames, givens) = (0, 0)
        while true {
            var best: Float = 0
            var (bestRow, bestColumn) = (-1, -1)
            for row in 0..<own where matched[row] < 0 {
                for column in 0..<count where taken[column] < 0 {
                    let cell = cells[row * 32 + column]
                    guard cell.kind != .none else { continue }
                    let strength = cell.bits + (roles[row] == role(column) ? 0.5 : 0)
                    if strength > best { (best, bestRow, bestColumn) = (strength, row, column) }
                }
            }
            guard bestRow >= 0 else { break }
            matched[bestRow] = Int8(bestColumn)
            taken[bestColumn] = Int8(bestRow)
            let (a, b) = (roles[bestRow], role(bestColumn))
            if a == .surname || a == .former {
                if surnames > 0 { cells[bestRow * 32 + bestColumn].bits *= Float(model.furtherSurname) }
                surnames += 1
            } else {
                if givens > 0 { cells[bestRow * 32 + bestColumn].bits *= Float(model.furtherGiven) }
                givens += 1
            }
            total += cells[bestRow * 32 + bestColumn].bits
            if !particle[bestRow] {
                if a == b { same += 1 } else if a != .whole, b != .whole, b != .former { crossed += 1 }
            }
        }
        if let explain {
            for row in 0..<own where matched[row] >= 0 {
                let cell = cells[row * 32 + Int(matched[row])]
                explain(
                    Evidence(
                        kind: roles[row].evidence, left: patterns[row].token.text,
                        right: store.dictionary.token(tokens[Int(matched[row])] & IdentityStore.tokenMask).text,
                        rule: cell.kind.rule, bits: Double(cell.bits)))
            }
        }
        total += joinScore(tokens, count, explain)
        // Order of surname and given name.
        if crossed > 0 {
            let weight = same == 0 ? model.exchanged : model.otherField * Double(crossed)
            total += Float(weight)
            explain?(
                Evidence(
                    kind: .nameOrder, left: "", right: "",
                    rule: same == 0 ? "surname and given name exchanged" : "a word stands in the other field", bits: weight))
        }
        // Words without a counterpart.
        let swapped = crossed > 0 && same == 0
        var left = (0, 0)  // surname, given
        var right = (0, 0)
        var particles = 0
        for row in 0..<own where matched[row] < 0 {
            if particle[row] { particles += 1; continue }
            if roles[row] == .given { left.1 += 1 } else if roles[row] == .whole { left.1 += 1 } else { left.0 += 1 }
        }
        for column in 0..<count where taken[column] < 0 {
            let kind = role(column)
            if kind == .former { continue }
            if store.dictionary[tokens[column] & IdentityStore.tokenMask].isParticle {
                particles += 1
                continue
            }
            let given = kind == .given || kind == .whole
            if given != swapped { right.1 += 1 } else { right.0 += 1 }
        }
        if particles > 0 {
            let weight = Double(particles) * model.particleMissing
            total += Float(weight)
            explain?(Evidence(kind: .name, left: "", right: "", rule: "a joining word only on one side", bits: weight))
        }
        func part(_ l: Int, _ r: Int, _ conflict: Double, _ missing: Double, _ kind: Evidence.Kind) {
            guard l + r > 0 else { return }
            let conflicts = min(l, r)
            let weight = Double(conflicts) * conflict + Double(max(l, r) - conflicts) * missing
            total += Float(weight)
            explain?(
                Evidence(
                    kind: kind, left: "", right: "", rule: conflicts > 0 ? "different words" : "a word only on one side",
                    bits: weight))
        }
        part(left.0, right.0, model.surnameConflict, model.surnameMissing, .surname)
        part(left.1, right.1, model.givenConflict, model.givenMissing, .givenName)
        return total
    }

    /// Two unmatched words of one side that are one word of the other.
    private func joinScore(_ tokens: UnsafePointer<UInt32>, _ count: Int, _ explain: ((Evidence) -> Void)?) -> Float {
        let (matched, taken) = (scratch.matched, scratch.taken)
        var total: Float = 0
        var (openRows, openColumns) = (0, 0)
        for row in patterns.indices where matched[row] < 0 { openRows += 1 }
        for column in 0..<count where taken[column] < 0 { openColumns += 1 }
        guard openRows > 0, openColumns > 0, openRows + openColumns > 2 else { return 0 }
        for row in patterns.indices.dropLast() where matched[row] < 0 && matched[row + 1] < 0 {
            let whole = patterns[row].token.joined(with: patterns[row + 1].token)
            for column in 0..<count where taken[column] < 0 {
                let other = store.dictionary.token(tokens[column] & IdentityStore.tokenMask)
                guard other.spelled(like: whole) else { continue }
                matched[row] = Int8(column)
                matched[row + 1] = Int8(column)
                taken[column] = Int8(row)
                let weight = bits[row][1] + 3
                total += weight
                explain?(
                    Evidence(
                        kind: roles[row].evidence, left: patterns[row].token.text + " " + patterns[row + 1].token.text,
                        right: other.text, rule: NameRelation.joined.rule, bits: Double(weight)))
                break
            }
        }
        for row in patterns.indices where matched[row] < 0 {
            for column in 0..<max(count - 1, 0) where taken[column] < 0 && taken[column + 1] < 0 {
                let first = store.dictionary.token(tokens[column] & IdentityStore.tokenMask)
                let second = store.dictionary.token(tokens[column + 1] & IdentityStore.tokenMask)
                guard first.joined(with: second).spelled(like: patterns[row].token) else { continue }
                matched[row] = Int8(column)
                taken[column] = Int8(row)
                taken[column + 1] = Int8(row)
                let weight = max(bits[row][1] - 4, 6)
                total += weight
                explain?(
                    Evidence(
                        kind: roles[row].evidence, left: patterns[row].token.text,
                        right: first.text + " " + second.text, rule: NameRelation.joined.rule, bits: Double(weight)))
                break
            }
        }
        return total
    }

    /// The chance that a record of so many bits is the person sought, among as many as there are.
    private func probability(_ score: Float) -> Double {
        MatchMath.probability(bits: Double(score) - MatchMath.log2(Double(store.recordCount) + 1))
    }

    private func candidates(
        _ results: [(slot: UInt32, score: Float)], limit: Int, minimumScore: Double, minimumProbability: Double = 0,
        explained: Bool = true
    ) -> [Candidate] {
        let ordered = results.filter { Double($0.score) >= minimumScore }
            .sorted { $0.score != $1.score ? $0.score > $1.score : $0.slot < $1.slot }
        var found: [Candidate] = []
        var seen: Set<UInt64> = []
        for result in ordered {
            // The likeliest come first: behind one that is too unlikely no other has to be explained.
            guard found.count < limit, probability(result.score) >= minimumProbability else { break }
            let reference = store.references[Int(result.slot)]
            guard seen.insert(reference).inserted else { continue }
            var evidence: [Evidence] = []
            var total = result.score
            if explained {
                total = withoutActuallyEscaping({ (piece: Evidence) in evidence.append(piece) }) { sink in
                    score(result.slot, explain: sink)
                }
            } else if !calendarDates.isEmpty {
                // Scored before the date was read in other calendars.
                total = score(result.slot)
            }
            found.append(
                Candidate(
                    reference: IndexReference(reference),
                    identityIndex: Int(store.cores[Int(result.slot)].identityIndex), score: Double(total),
                    probability: probability(total),
                    evidence: evidence))
        }
        return found
    }
}

extension NameRole {
    var evidence: Evidence.Kind {
        switch self {
        case .surname, .former: .surname
        case .given: .givenName
        case .whole: .name
        }
    }
}

extension NameRelation {
    /// The rule in words.
    public var rule: String {
        switch self {
        case .none: "different"
        case .exact: "same"
        case .spelling: "another spelling of the same sound"
        case .oneEdit: "one letter differs"
        case .farSpelling: "two letters differ, same sound"
        case .twoEdits: "two letters differ"
        case .sound: "same consonants"
        case .beginning: "one is the beginning of the other"
        case .initial: "an initial"
        case .script: "same consonants in another script"
        case .farScript: "nearly the same consonants in another script"
        case .joined: "two words written as one"
        case .learned: "forms of one name, or used for each other in this register"
        }
    }
}

extension DateRelation {
    var rule: String {
        switch self {
        case .unknown: "unknown on one side"
        case .exact: "same"
        case .partial: "known in part, compatible"
        case .firstOfYear: "1 January of the same year"
        case .dayMonthSwapped: "day and month exchanged"
        case .oneDigit: "one digit differs"
        case .dayDigits: "another day of the same month"
        case .yearOnlyDiffers: "another year, same day"
        case .calendar: "the same day in another calendar"
        case .sameYear: "another day of the same year"
        case .different: "different"
        }
    }
}

import Dispatch
import Synchronization

/// Two records that may be of one person, the smaller number first.
struct LinkPair: BitwiseCopyable {
    var left: UInt32
    var right: UInt32
    var bits: Float
    var key: UInt64 { UInt64(left) << 32 | UInt64(right) }
}

/// Finds the pairs worth weighing: records that share a key, and whose names and dates resemble each other at a glance.
///
/// Keys: document number; date of birth; the day that it names in another calendar; a name word's sound with the year, or with the day of the year; two sounds; a name word's
/// sound with a further value; a further code alone where it is rare.
struct LinkPairs {
    let table: LinkTable
    let threads: Int
    /// Whether both records of a pair may come from the first register.
    let withinFirst: Bool
    /// Keys held at a time: a pass with more is made in several rounds, each for its share of the keys.
    var keysAtATime = 1 << 28
    /// States in which dates are written in the Ethiopian calendar.
    private static let ethiopian = [StateCode.code("ETH".utf8), StateCode.code("ERI".utf8)]
    /// Records of one key beyond which a key says too little.
    static let blockLimit = 2500

    private struct Keyed: BitwiseCopyable {
        var key: UInt32
        var record: UInt32
    }

    enum Pass: String, CaseIterable { case document, date, calendar, soundYear, soundDay, soundPair, soundFurther, furtherCode }

    /// Calls `weigh` on each thread for every candidate pair, possibly more than once for a pair met by several keys; gathers what
    /// it keeps, each pair once. With `work`, each round's pairs are kept there, and rounds that are there already are not made again.
    func gather(
        sampleEvery: Int = 1, estimateFloor: Float, work: LinkWork? = nil, progress: (String) -> Void = { _ in },
        _ weigh: @Sendable @escaping (Int) -> ((Int, Int) -> Float?)
    ) throws(FileRefusal) -> [LinkPair] {
        let kept = Slots<[LinkPair]>(count: threads)
        let scorers = Slots<(Int, Int) -> Float?>(count: threads)
        for thread in 0..<threads { scorers[thread] = weigh(thread) }
        var all: [LinkPair] = []
        for pass in Pass.allCases {
            let rounds = max(1, (expectedKeys(pass) + keysAtATime - 1) / keysAtATime)
            for round in 0..<rounds {
                let name = "\(pass.rawValue)-\(round)-of-\(rounds)"
                if let known = try work?.pairs(name) {
                    all += known
                    continue
                }
                if rounds > 1 { progress("  \(pass.rawValue): round \(round + 1) of \(rounds)") }
                let keyed = sorted(keys(pass, round: round, of: rounds, sampleEvery: sampleEvery))
                for thread in 0..<threads { kept[thread] = [] }
                let next = Atomic<Int>(0)
                let chunk = max(1024, keyed.count / (threads * 64))
                if keyed.count > 1 {
                    DispatchQueue.concurrentPerform(iterations: threads) { thread in
                        guard let score = scorers[thread] else { return }
                        var pairs: [LinkPair] = []
                        keyed.withUnsafeBufferPointer { keyed in
                            while true {
                                let from = next.add(chunk, ordering: .relaxed).oldValue
                                guard from < keyed.count else { break }
                                walk(pass, keyed, from: from, to: min(from + chunk, keyed.count), estimateFloor, score, &pairs)
                            }
                        }
                        kept[thread] = pairs
                    }
                }
                let start = all.count
                for thread in 0..<threads { all += kept.take(thread) ?? [] }
                try work?.keep(name, all[start...])
            }
        }
        all.sort { $0.key < $1.key }
        var unique: [LinkPair] = []
        unique.reserveCapacity(all.count)
        for pair in all where unique.last.map({ $0.key != pair.key }) ?? true { unique.append(pair) }
        return unique
    }

    /// About how many keys a pass has.
    private func expectedKeys(_ pass: Pass) -> Int {
        let words = table.names.count / max(table.count, 1) + 1
        switch pass {
        case .document, .date, .calendar: return table.count
        case .soundYear, .soundDay: return table.count * words
        case .soundPair: return table.count * max(1, min(words, 6) * (min(words, 6) - 1) / 2)
        case .soundFurther:
            return table.further.reduce(0) { $0 + ($1.kind == .text ? $1.words.count : table.count) } * words
        case .furtherCode: return table.count * table.further.count
        }
    }

    private func walk(
        _ pass: Pass, _ keyed: UnsafeBufferPointer<Keyed>, from: Int, to: Int, _ floor: Float,
        _ score: (Int, Int) -> Float?, _ pairs: inout [LinkPair]
    ) {
        // A chunk owns the blocks that begin in it.
        var at = from
        if at > 0 { while at < to, keyed[at].key == keyed[at - 1].key { at += 1 } }
        while at < to {
            var end = at + 1
            while end < keyed.count, keyed[end].key == keyed[at].key { end += 1 }
            let size = end - at
            if size > 1, size <= (pass == .date || pass == .calendar || pass == .document ? 20_000 : LinkPairs.blockLimit) {
                block(pass, UnsafeBufferPointer(rebasing: keyed[at..<end]), floor, score, &pairs)
            }
            at = end
        }
    }

    private func block(
        _ pass: Pass, _ block: UnsafeBufferPointer<Keyed>, _ floor: Float, _ score: (Int, Int) -> Float?, _ pairs: inout [LinkPair]
    ) {
        // What sharing the key says: the fewer records hold it, the more. The features of the word in the key are among the shared ones.
        let share = Float(MatchMath.log2(Double(table.count) / Double(block.count)))
        let known: Float
        switch pass {
        case .document: known = 40
        case .date, .calendar: known = share
        case .soundYear, .soundDay, .soundFurther: known = share - 3
        case .soundPair: known = share - 6
        case .furtherCode: known = share
        }
        let (features, spellings, dates) = (table.features.base, table.spellings.base, table.dates.base)
        for i in 0..<(block.count - 1) {
            let first = block[i].record
            let mine = features[Int(first)]
            let size = Float(mine.nonzeroBitCount)
            let spelled = spellings[Int(first)]
            let spelledSize = Float(spelled.nonzeroBitCount)
            let date = dates[Int(first)]
            for j in (i + 1)..<block.count {
                let second = block[j].record
                if !withinFirst, (Int(first) < table.firstCount) == (Int(second) < table.firstCount) { continue }
                let theirs = features[Int(second)]
                let shared = Float((mine & theirs).nonzeroBitCount)
                // Of the shorter name's sounds, how many does the longer have?
                let least = min(size, Float(theirs.nonzeroBitCount))
                let otherDate = dates[Int(second)]
                let other = spellings[Int(second)]
                var estimate = known + 2.0 * shared - least
                if spelled != 0, other != 0 {
                    let common = Float((spelled & other).nonzeroBitCount)
                    estimate =
                        known + 0.5 * (2.0 * shared - least)
                        + 0.4 * (2.0 * common - min(spelledSize, Float(other.nonzeroBitCount)))
                }
                // A pair that another key brings together too is left to that key.
                switch pass {
                case .document, .date: break
                case .calendar: if date == otherDate || !table.calendars.agree(date, otherDate) { continue }
                default:
                    if date == otherDate, !date.isUnknown { continue }
                    if pass == .soundDay, date.year == otherDate.year { continue }
                    if pass == .soundPair, !date.isUnknown, !otherDate.isUnknown {
                        if date.year == otherDate.year { continue }
                        estimate += LinkCalendars.mayAgree(date, otherDate) && table.calendars.agree(date, otherDate) ? 8 : -5
                    }
                }
                guard estimate >= floor else { continue }
                let (left, right) = (min(first, second), max(first, second))
                if left != right, let bits = score(Int(left), Int(right)) {
                    pairs.append(LinkPair(left: left, right: right, bits: bits))
                }
            }
        }
    }

    /// The keys of a pass that belong to the round, or to the sample, in the records' order.
    private func keys(_ pass: Pass, round: Int, of rounds: Int, sampleEvery: Int) -> [Keyed] {
        let parts = Slots<[Keyed]>(count: threads)
        let share = (table.count + threads - 1) / threads
        DispatchQueue.concurrentPerform(iterations: threads) { thread in
            let from = min(thread * share, table.count)
            parts[thread] = keys(pass, records: from..<min(from + share, table.count), round: round, of: rounds, sampleEvery: sampleEvery)
        }
        var all: [Keyed] = []
        for thread in 0..<threads { all += parts.take(thread) ?? [] }
        return all
    }

    private func keys(_ pass: Pass, records: Range<Int>, round: Int, of rounds: Int, sampleEvery: Int) -> [Keyed] {
        var keyed: [Keyed] = []
        @inline(__always) func add(_ hash: UInt64, _ record: Int) {
            let key = UInt32(truncatingIfNeeded: hash >> 16)
            if rounds > 1, Int(hash >> 48) % rounds != round { return }
            if sampleEvery > 1, key % UInt32(sampleEvery) != 0 { return }
            keyed.append(Keyed(key: key, record: UInt32(record)))
        }
        /// Sounds of the words of a record that say something, each once.
        func sounds(_ record: Int, _ into: inout [UInt64]) {
            into.removeAll(keepingCapacity: true)
            for at in table.nameRange(record).prefix(LinkScorer.wordLimit) {
                let word = Int(table.names[at] & LinkTable.wordMask)
                if table.particles[word] || table.words[word].length < 2 { continue }
                // Scripts without vowels meet the others in the coarse sound.
                let sound = mix(table.sounds[word].fine, table.sounds[word].fineCount <= 1 ? table.words[word].spellingHash : 1)
                if !into.contains(sound) { into.append(sound) }
            }
        }
        var list: [UInt64] = []
        for record in records {
            let date = table.dates[record]
            switch pass {
            case .document:
                let document = table.documents[record]
                if document != .none { add(mix(1, document.folded), record) }
            case .date: if !date.isUnknown { add(mix(2, UInt64(date.packed)), record) }
            case .calendar:
                guard date.isComplete else { continue }
                let state = table.states[record]
                table.calendars.forEachPair(of: date) { pair, isFar in
                    // The Ethiopian calendar makes a date of nearly every date: without a word for it, names find those pairs.
                    if isFar || state == 0 || LinkPairs.ethiopian.contains(state) { add(mix(7, pair), record) }
                }
            case .soundYear:
                guard date.year > 0 else { continue }
                sounds(record, &list)
                for sound in list { add(mix(sound, UInt64(date.year)), record) }
            case .soundDay:
                guard date.isComplete, !date.isFirstOfYear else { continue }
                sounds(record, &list)
                for sound in list { add(mix(sound, UInt64(date.packed & 0x1ff) + 100_000), record) }
            case .soundPair:
                sounds(record, &list)
                for (position, one) in list.prefix(6).enumerated() {
                    for other in list.prefix(6).dropFirst(position + 1) { add(mix(min(one, other), max(one, other)), record) }
                }
                if list.count == 1 { add(mix(list[0], 5), record) }
            case .soundFurther:
                guard !table.further.isEmpty else { continue }
                sounds(record, &list)
                for (column, further) in table.further.enumerated() {
                    if further.kind == .text {
                        for at in Int(further.start[record])..<Int(further.start[record + 1]) {
                            for sound in list { add(mix(sound, UInt64(further.words[at]) << 8 | UInt64(column)), record) }
                        }
                    } else if !further.codes[record].isEmpty {
                        let code = mix(further.codes[record].first, further.codes[record].second)
                        for sound in list { add(mix(sound, code &+ UInt64(column)), record) }
                    }
                }
            case .furtherCode:
                for (column, further) in table.further.enumerated() where further.kind == .code && !further.codes[record].isEmpty {
                    guard further.codeCounts[further.codes[record]] <= 60 else { continue }
                    add(mix(further.codes[record].first, further.codes[record].second &+ UInt64(column)), record)
                }
            }
        }
        return keyed
    }

    /// By key, in four passes over the bytes of the key.
    private func sorted(_ keyed: [Keyed]) -> [Keyed] {
        var (source, target) = (keyed, keyed)
        for shift in stride(from: UInt32(0), to: 32, by: 11) {
            var counts = [Int](repeating: 0, count: 2049)
            for item in source { counts[Int(item.key >> shift & 2047) + 1] += 1 }
            for index in 1..<2049 { counts[index] += counts[index - 1] }
            source.withUnsafeBufferPointer { from in
                target.withUnsafeMutableBufferPointer { to in
                    counts.withUnsafeMutableBufferPointer { counts in
                        for item in from {
                            let bucket = Int(item.key >> shift & 2047)
                            to[counts[bucket]] = item
                            counts[bucket] += 1
                        }
                    }
                }
            }
            swap(&source, &target)
        }
        return source
    }
}

/// Judges two names alone, without a register: what `sextant names A B` shows.
///
/// A word's weight follows its length, as no register says how frequent it is. Not safe to share: each thread has its own.
public final class NamePairScorer {
    /// The words of a name, plain memory.
    private struct Words: BitwiseCopyable {
        let tokens = UnsafeMutablePointer<NameToken>.allocate(capacity: NamePairScorer.limit)
        let sounds = UnsafeMutablePointer<NameSound>.allocate(capacity: NamePairScorer.limit)
        let letters = UnsafeMutablePointer<UInt32>.allocate(capacity: NamePairScorer.limit)
        let weights = UnsafeMutablePointer<Float>.allocate(capacity: NamePairScorer.limit)
        let forms = UnsafeMutablePointer<NameForms.Entry>.allocate(capacity: NamePairScorer.limit)
        let matched = UnsafeMutablePointer<Bool>.allocate(capacity: NamePairScorer.limit)
        /// The most that each word weighs against a single word of the other name.
        let best = UnsafeMutablePointer<Float>.allocate(capacity: NamePairScorer.limit)
        /// Words read for their sound, where one of the names is in Hangul.
        let spoken = UnsafeMutablePointer<UInt8>.allocate(capacity: NamePairScorer.limit * SpokenWord.capacity)
        let spokenCounts = UnsafeMutablePointer<Int>.allocate(capacity: NamePairScorer.limit)
        var count = 0
        var total: Float = 0
        var hasHangul = false

        func release() {
            tokens.deallocate()
            sounds.deallocate()
            letters.deallocate()
            weights.deallocate()
            forms.deallocate()
            matched.deallocate()
            best.deallocate()
            spoken.deallocate()
            spokenCounts.deallocate()
        }
    }

    /// One of the two names, and what reads it.
    private struct Side {
        var reader = NameReader()
        var words = Words()
        private let forms = NameForms.table
        private let particles = NameParticles.table

        mutating func read(_ name: String) {
            reader.reset()
            reader.read(name, as: .whole)
            take()
        }

        mutating func read(_ name: UnsafeBufferPointer<UInt8>) {
            reader.reset()
            reader.read(name, as: .whole)
            take()
        }

        private mutating func take() {
            // Written back once: memory behind pointers could be the words themselves, for all that the compiler knows.
            var words = words
            words.count = min(reader.tokens.count, NamePairScorer.limit)
            words.total = 0
            words.hasHangul = false
            for index in 0..<words.count {
                let token = reader.tokens[index]
                let forms = forms.entry(token)
                var weight: Float = particles.contains(token) ? 0.5 : min(3 + 1.1 * Float(token.length), 11)
                if forms.isCommon { weight *= NamePairScorer.commonShare }
                words.tokens[index] = token
                words.sounds[index] = NameSound(token)
                words.letters[index] = token.letterSet
                words.forms[index] = forms
                words.weights[index] = weight
                words.total += weight
                words.matched[index] = false
                words.best[index] = 0
                if token.script == .hangul { words.hasHangul = true }
            }
            self.words = words
        }

        func speak() {
            for index in 0..<words.count {
                let memory = words.spoken + index * SpokenWord.capacity
                words.spokenCounts[index] =
                    words.tokens[index].script == .hangul
                    ? SpokenWord.read(korean: words.tokens[index], into: memory)
                    : SpokenWord.read(letters: words.tokens[index], into: memory)
            }
        }
    }

    private static func precedes(_ a: UnsafeMutablePointer<Side>, _ b: UnsafeMutablePointer<Side>) -> Bool {
        let (mine, theirs) = (a.pointee.words.tokens, b.pointee.words.tokens)
        let count = a.pointee.words.count
        if count != b.pointee.words.count { return count < b.pointee.words.count }
        for index in 0..<count where mine[index] != theirs[index] {
            let (x, y) = (mine[index], theirs[index])
            if x.first != y.first { return x.first < y.first }
            if x.second != y.second { return x.second < y.second }
            if x.third != y.third { return x.third < y.third }
            return x.script.rawValue < y.script.rawValue
        }
        return false
    }

    private static let limit = NameReader.tokenLimit
    /// By address: read and written for every word, they must not pay for access checks, nor for copies.
    private let left = UnsafeMutablePointer<Side>.allocate(capacity: 1)
    private let right = UnsafeMutablePointer<Side>.allocate(capacity: 1)
    private let patternMemory = UnsafeMutablePointer<UInt64>.allocate(capacity: 32)
    private let cells = UnsafeMutablePointer<SearchScratch.Relation>.allocate(capacity: NamePairScorer.limit * NamePairScorer.limit)
    /// Two and three words written as one.
    private let joinedWords = UnsafeMutablePointer<JoinedWords>.allocate(capacity: 2)
    private let joinedSpoken = UnsafeMutablePointer<UInt8>.allocate(capacity: 2 * SpokenWord.capacity)

    public init() {
        left.initialize(to: Side())
        right.initialize(to: Side())
        cells.initialize(repeating: SearchScratch.Relation(), count: NamePairScorer.limit * NamePairScorer.limit)
        joinedWords.initialize(repeating: JoinedWords(), count: 2)
        joinedSpoken.initialize(repeating: 0, count: 2 * SpokenWord.capacity)
    }

    deinit {
        for side in [left, right] {
            side.pointee.words.release()
            side.deinitialize(count: 1)
            side.deallocate()
        }
        patternMemory.deallocate()
        cells.deallocate()
        joinedWords.deallocate()
        joinedSpoken.deallocate()
    }

    /// What the last comparison summed up: weight met, weight against weight, weight on one side only, weight of either name.
    public private(set) var parts: (met: Float, conflict: Float, missing: Float, left: Float, right: Float) = (0, 0, 0, 0, 0)

    /// Bits for the two names being of one person; about zero where nothing is known.
    public func score(_ a: String, _ b: String, explain: ((Evidence) -> Void)? = nil) -> Double {
        left.pointee.read(a)
        right.pointee.read(b)
        return judge(explain)
    }

    /// The same of names in UTF-8.
    func score(_ a: UnsafeBufferPointer<UInt8>, _ b: UnsafeBufferPointer<UInt8>) -> Double {
        left.pointee.read(a)
        right.pointee.read(b)
        return judge(nil)
    }

    /// Always in one order, so that ties are broken alike whichever name comes first.
    private func judge(_ explain: ((Evidence) -> Void)?) -> Double {
        guard NamePairScorer.precedes(right, left) else { return Double(score(left, right, explain)) }
        guard let explain else { return Double(score(right, left, nil)) }
        return withoutActuallyEscaping(explain) { explain in
            Double(
                score(right, left) { piece in
                    var turned = piece
                    (turned.left, turned.right) = (piece.right, piece.left)
                    explain(turned)
                })
        }
    }

    /// How much words that contradict each other weigh against words that agree, and words that one name lacks.
    private static let conflictShare: Float = 4
    private static let missingShare: Float = 0.2
    /// What a word that everybody bears weighs against another of its length.
    private static let commonShare: Float = 0.7

    private func score(_ first: UnsafeMutablePointer<Side>, _ second: UnsafeMutablePointer<Side>, _ explain: ((Evidence) -> Void)?) -> Float {
        let (a, b) = (first.pointee.words, second.pointee.words)
        guard a.count > 0, b.count > 0 else { return -20 }
        let inHangul = a.hasHangul != b.hasHangul
        if inHangul {
            first.pointee.speak()
            second.pointee.speak()
        }
        for row in 0..<a.count {
            let pattern = NamePattern(a.tokens[row], sound: a.sounds[row], letterSet: a.letters[row], unfilled: patternMemory)
            var isFilled = false
            for column in 0..<b.count {
                let least = min(a.weights[row], b.weights[column])
                var cell = SearchScratch.Relation(bits: -1, kind: .none)
                if inHangul {
                    cell = spokenRelation(a, row, b, column, least)
                } else {
                    cell.kind = relation(pattern, &isFilled, b, column)
                    if cell.kind == .none || cell.kind == .beginning, a.forms[row].shares(with: b.forms[column]) { cell.kind = .learned }
                    if cell.kind != .none { cell.bits = least * NamePairScorer.share(cell.kind, a.tokens[row], b.tokens[column]) }
                }
                cells[row * NamePairScorer.limit + column] = cell
                a.best[row] = max(a.best[row], cell.bits)
                b.best[column] = max(b.best[column], cell.bits)
            }
        }
        // Long names have more to agree on by chance: evidence counts relative to the root of their length.
        let scale = 3 / max(max(a.total, b.total), 1).squareRoot()
        // Words written as one first, where they bring more than each by itself: else Abdul would be the beginning of Abdulrahman.
        var total = joined(a, b, inHangul, scale, explain) + joined(b, a, inHangul, scale, explain)
        while true {
            var best: Float = 0
            var (bestRow, bestColumn) = (-1, -1)
            for row in 0..<a.count where !a.matched[row] {
                for column in 0..<b.count where !b.matched[column] {
                    let cell = cells[row * NamePairScorer.limit + column]
                    if cell.kind != .none, cell.bits > best { (best, bestRow, bestColumn) = (cell.bits, row, column) }
                }
            }
            guard bestRow >= 0 else { break }
            a.matched[bestRow] = true
            b.matched[bestColumn] = true
            total += best
            explain?(
                Evidence(
                    kind: .name, left: a.tokens[bestRow].text, right: b.tokens[bestColumn].text,
                    rule: cells[bestRow * NamePairScorer.limit + bestColumn].kind.rule, bits: Double(best * scale)))
        }
        var (restA, restB): (Float, Float) = (0, 0)
        for index in 0..<a.count where !a.matched[index] { restA += a.weights[index] }
        for index in 0..<b.count where !b.matched[index] { restB += b.weights[index] }
        // Words on both sides without counterpart contradict each other; on one side only, they may have been left out.
        let conflict = min(restA, restB)
        let missing = max(restA, restB) - conflict
        parts = (total, conflict, missing, a.total, b.total)
        let penalty = (-NamePairScorer.conflictShare * conflict - NamePairScorer.missingShare * missing) * scale
        if penalty != 0 {
            explain?(
                Evidence(kind: .name, left: "", right: "", rule: conflict > 0 ? "different words" : "words on one side only", bits: Double(penalty)))
        }
        return total * scale + penalty
    }

    /// Most words cannot stand in any relation, as their letters show: the pattern is filled for the first that can.
    private func relation(_ pattern: NamePattern, _ isFilled: inout Bool, _ b: Words, _ column: Int) -> NameRelation {
        let token = b.tokens + column
        let (sound, letters) = (b.sounds[column], b.letters[column])
        let script = token.pointee.script
        if pattern.token.script.leavesVowelsOut == script.leavesVowelsOut,
            !NamePattern.mayRelate(pattern.letterSet, pattern.token.length, pattern.sound.fine, letters, token.pointee.length, sound.fine)
        {
            return .none
        }
        if !isFilled {
            pattern.fill()
            isFilled = true
        }
        // The letters lie first in the value, lowest byte first.
        return pattern.relation(
            to: UnsafeRawPointer(token).assumingMemoryBound(to: UInt8.self), count: token.pointee.length, fine: sound.fine,
            fineCount: sound.fineCount, script: script.rawValue, letters: letters, coarse: sound)
    }

    /// Two words of which one is in Hangul: the more they sound alike, the more they weigh.
    private func spokenRelation(_ a: Words, _ row: Int, _ b: Words, _ column: Int, _ least: Float) -> SearchScratch.Relation {
        let (x, y) = (a.spoken + row * SpokenWord.capacity, b.spoken + column * SpokenWord.capacity)
        let (m, n) = (a.spokenCounts[row], b.spokenCounts[column])
        let alike = a.hasHangul ? SpokenWord.similarity(x, m, y, n) : SpokenWord.similarity(y, n, x, m)
        return NamePairScorer.spokenRelation(alike, least)
    }

    private static func spokenRelation(_ alike: Float, _ weight: Float) -> SearchScratch.Relation {
        guard alike > SpokenWord.least else { return SearchScratch.Relation(bits: -1, kind: .none) }
        return SearchScratch.Relation(
            bits: weight * (alike - SpokenWord.least) / (1 - SpokenWord.least), kind: alike >= SpokenWord.same ? .script : .farScript)
    }

    /// What share of a word's weight a relation keeps.
    private static func share(_ kind: NameRelation, _ a: NameToken, _ b: NameToken) -> Float {
        let length = Float(min(a.length, b.length))
        switch kind {
        case .none: return 0
        case .exact: return 1
        case .spelling: return 0.85
        case .oneEdit: return length >= 5 ? 0.75 : 0.45
        case .farSpelling: return 0.6
        case .twoEdits: return length >= 7 ? 0.5 : 0.2
        case .sound: return 0.5
        case .beginning: return 0.4
        case .initial: return 0.3
        case .script: return 0.85
        case .farScript: return 0.5
        case .joined: return 0.9
        case .learned: return 0.6
        }
    }

    /// Neighbouring words of one that are one word of the other: two, or, against Hangul, which writes a given name as one, three. The
    /// strongest first, and only where they bring more than each by itself.
    private func joined(_ a: Words, _ b: Words, _ inHangul: Bool, _ scale: Float, _ explain: ((Evidence) -> Void)?) -> Float {
        guard a.count >= 2 else { return 0 }
        for size in 0..<2 { joinedWords[size].row = -1 }
        var total: Float = 0
        while true {
            var best: (bits: Float, row: Int, size: Int, column: Int) = (0, 0, 0, -1)
            for row in 0..<(a.count - 1) where !a.matched[row] && !a.matched[row + 1] {
                let vowelless = a.tokens[row].script.leavesVowelsOut
                let length = a.tokens[row].length + a.tokens[row + 1].length
                for column in 0..<b.count where !b.matched[column] {
                    let other = b.tokens[column].length
                    // Most words are too short to be two of the other's.
                    if !inHangul, other < 4 || abs(length - other) > 2, vowelless == b.tokens[column].script.leavesVowelsOut { continue }
                    for size in 2...(inHangul && row + 2 < a.count && !a.matched[row + 2] ? 3 : 2) {
                        let bits = weight(ofJoined: a, row..<(row + size), b, column, inHangul)
                        if bits > best.bits { best = (bits, row, size, column) }
                    }
                }
            }
            guard best.column >= 0 else { return total }
            let members = best.row..<(best.row + best.size)
            for index in members { a.matched[index] = true }
            b.matched[best.column] = true
            total += best.bits
            if let explain {
                explain(
                    Evidence(
                        kind: .name, left: NamePairScorer.whole(a, members).text, right: b.tokens[best.column].text,
                        rule: NameRelation.joined.rule, bits: Double(best.bits * scale)))
            }
        }
    }

    private static func whole(_ a: Words, _ members: Range<Int>) -> NameToken {
        var whole = a.tokens[members.lowerBound]
        for index in members.dropFirst() { whole = whole.joined(with: a.tokens[index]) }
        return whole
    }

    /// Neighbouring words written as one, and what they are by themselves.
    private struct JoinedWords: BitwiseCopyable {
        /// The first of them; -1 where this is none yet.
        var row = -1
        var token = NameToken()
        var sound = NameSound()
        var letters: UInt32 = 0
        /// Sum of what they weigh, and of the most that each weighs by itself.
        var weight: Float = 0
        var alone: Float = 0
        /// Sounds, where one of the names is in Hangul.
        var spokenCount = 0
    }

    /// The words as one, read once for all words of the other name.
    @inline(__always)
    private func joinedWords(_ a: Words, _ members: Range<Int>, _ inHangul: Bool) -> UnsafeMutablePointer<JoinedWords> {
        let known = joinedWords + (members.count - 2)
        if known.pointee.row == members.lowerBound { return known }
        var read = JoinedWords()
        read.row = members.lowerBound
        read.token = NamePairScorer.whole(a, members)
        for index in members {
            read.weight += a.weights[index]
            read.alone += a.best[index]
        }
        if inHangul {
            let spoken = joinedSpoken + (members.count - 2) * SpokenWord.capacity
            read.spokenCount =
                a.hasHangul
                ? SpokenWord.read(korean: read.token, into: spoken) : SpokenWord.read(letters: read.token, into: spoken)
        } else {
            read.sound = NameSound(read.token)
            read.letters = read.token.letterSet
        }
        known.pointee = read
        return known
    }

    /// What neighbouring words weigh as one against a word of the other; nothing where they weigh no more by themselves.
    private func weight(ofJoined a: Words, _ members: Range<Int>, _ b: Words, _ column: Int, _ inHangul: Bool) -> Float {
        let token = b.tokens[column]
        let whole = joinedWords(a, members, inHangul)
        let single = max(b.best[column], whole.pointee.alone)
        var bits: Float = 0
        if inHangul {
            guard members.count == 2 || token.script == .hangul else { return 0 }
            let spoken = joinedSpoken + (members.count - 2) * SpokenWord.capacity
            let (other, count) = (b.spoken + column * SpokenWord.capacity, b.spokenCounts[column])
            let alike =
                if a.hasHangul {
                    SpokenWord.similarity(spoken, whole.pointee.spokenCount, other, count)
                } else if token.script == .hangul {
                    SpokenWord.similarity(other, count, spoken, whole.pointee.spokenCount)
                } else {
                    // A word in letters beside one in Hangul is held against the joined ones as if it were in Hangul.
                    SpokenWord.similarity(korean: token, letters: whole.pointee.token)
                }
            bits = NamePairScorer.spokenRelation(alike, min(whole.pointee.weight, b.weights[column])).bits
        } else {
            let pattern = NamePattern(
                whole.pointee.token, sound: whole.pointee.sound, letterSet: whole.pointee.letters, unfilled: patternMemory)
            var isFilled = false
            let kind = relation(pattern, &isFilled, b, column)
            guard kind != .none, kind != .initial, kind != .beginning else { return 0 }
            bits = b.weights[column] * NamePairScorer.share(kind, whole.pointee.token, token) * 0.95
        }
        return bits > single ? bits : 0
    }
}

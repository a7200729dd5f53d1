/// Judges two names alone, without a register: what `sextant names A B` shows.
///
/// A word's weight follows its length, as no register says how frequent it is. Not safe to share: each thread has its own.
public final class NamePairScorer {
    private var left = NameReader()
    private var right = NameReader()
    private let patternMemory = UnsafeMutablePointer<UInt64>.allocate(capacity: 32 * NameReader.tokenLimit)
    private static let side = NameReader.tokenLimit * 2
    private let cells = UnsafeMutablePointer<SearchScratch.Relation>.allocate(capacity: NamePairScorer.side * NamePairScorer.side)

    public init() {
        cells.initialize(repeating: SearchScratch.Relation(), count: NamePairScorer.side * NamePairScorer.side)
    }

    deinit {
        patternMemory.deallocate()
        cells.deallocate()
    }

    /// What the last comparison summed up: weight met, weight against weight, weight on one side only, weight of either name.
    public private(set) var parts: (met: Float, conflict: Float, missing: Float, left: Float, right: Float) = (0, 0, 0, 0, 0)

    /// Bits for the two names being of one person; about zero where nothing is known.
    public func score(_ a: String, _ b: String, explain: ((Evidence) -> Void)? = nil) -> Double {
        left.reset()
        right.reset()
        left.read(a, as: .whole)
        right.read(b, as: .whole)
        // Always in one order, so that ties are broken alike whichever name comes first.
        guard NamePairScorer.precedes(right.tokens, left.tokens) else { return Double(score(left.tokens, right.tokens, explain)) }
        guard let explain else { return Double(score(right.tokens, left.tokens, nil)) }
        return withoutActuallyEscaping(explain) { explain in
            Double(
                score(right.tokens, left.tokens) { piece in
                    var turned = piece
                    (turned.left, turned.right) = (piece.right, piece.left)
                    explain(turned)
                })
        }
    }

    private static func precedes(_ a: [NameToken], _ b: [NameToken]) -> Bool {
        if a.count != b.count { return a.count < b.count }
        for (x, y) in zip(a, b) where x != y {
            let (p, q) = ([x.first, x.second, x.third, UInt64(x.script.rawValue)], [y.first, y.second, y.third, UInt64(y.script.rawValue)])
            return p.lexicographicallyPrecedes(q)
        }
        return false
    }

    private func weight(_ token: NameToken) -> Float {
        NameParticles.contains(token) ? 0.5 : min(3 + 1.1 * Float(token.length), 11)
    }

    private func score(_ a: [NameToken], _ b: [NameToken], _ explain: ((Evidence) -> Void)?) -> Float {
        guard !a.isEmpty, !b.isEmpty else { return -20 }
        var patterns: [NamePattern] = []
        patterns.reserveCapacity(a.count)
        for (index, token) in a.enumerated() { patterns.append(NamePattern(token, storage: patternMemory + 32 * index)) }
        let sounds = b.map { NameSound($0) }
        let letters = b.map(\.letterSet)
        let aWeights = a.map(weight)
        let bWeights = b.map(weight)
        var matchedA = [Bool](repeating: false, count: a.count)
        var matchedB = [Bool](repeating: false, count: b.count)
        for row in a.indices {
            for column in b.indices {
                let kind = relation(patterns[row], b[column], sounds[column], letters[column])
                cells[row * NamePairScorer.side + column] = SearchScratch.Relation(
                    bits: kind == .none ? -1 : min(aWeights[row], bWeights[column]) * NamePairScorer.share(kind, a[row], b[column]), kind: kind)
            }
        }
        var total: Float = 0
        while true {
            var best: Float = 0
            var (bestRow, bestColumn) = (-1, -1)
            for row in a.indices where !matchedA[row] {
                for column in b.indices where !matchedB[column] {
                    let cell = cells[row * NamePairScorer.side + column]
                    if cell.kind != .none, cell.bits > best { (best, bestRow, bestColumn) = (cell.bits, row, column) }
                }
            }
            guard bestRow >= 0 else { break }
            matchedA[bestRow] = true
            matchedB[bestColumn] = true
            total += best
            explain?(
                Evidence(
                    kind: .name, left: a[bestRow].text, right: b[bestColumn].text,
                    rule: cells[bestRow * NamePairScorer.side + bestColumn].kind.rule, bits: Double(best)))
        }
        total += joined(a, b, &matchedA, &matchedB, explain) + joined(b, a, &matchedB, &matchedA, explain)
        var (restA, restB): (Float, Float) = (0, 0)
        for index in a.indices where !matchedA[index] { restA += aWeights[index] }
        for index in b.indices where !matchedB[index] { restB += bWeights[index] }
        // Words on both sides without counterpart contradict each other; on one side only, they may have been left out.
        let conflict = min(restA, restB)
        let missing = max(restA, restB) - conflict
        parts = (total, conflict, missing, aWeights.reduce(0, +), bWeights.reduce(0, +))
        let penalty = -0.9 * conflict - 0.25 * missing
        if penalty != 0 {
            explain?(Evidence(kind: .name, left: "", right: "", rule: conflict > 0 ? "different words" : "words on one side only", bits: Double(penalty)))
        }
        // The same share of a long name and of a short one means more in the long one.
        return total + penalty
    }

    private func relation(_ pattern: NamePattern, _ token: NameToken, _ sound: NameSound, _ letters: UInt32) -> NameRelation {
        withUnsafeBytes(of: token) { raw in
            guard let base = raw.baseAddress else { return .none }
            return pattern.relation(
                to: base.assumingMemoryBound(to: UInt8.self), count: token.length, fine: sound.fine, fineCount: sound.fineCount,
                script: token.script.rawValue, letters: letters, coarse: sound)
        }
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

    private func joined(
        _ a: [NameToken], _ b: [NameToken], _ matchedA: inout [Bool], _ matchedB: inout [Bool], _ explain: ((Evidence) -> Void)?
    ) -> Float {
        guard a.count >= 2 else { return 0 }
        var total: Float = 0
        for row in 0..<(a.count - 1) where !matchedA[row] && !matchedA[row + 1] {
            for column in b.indices where !matchedB[column] {
                let whole = a[row].joined(with: a[row + 1])
                let kind: NameRelation = withUnsafeTemporaryAllocation(of: UInt64.self, capacity: 32) { memory in
                    guard let base = memory.baseAddress else { return .none }
                    return relation(NamePattern(whole, storage: base), b[column], NameSound(b[column]), b[column].letterSet)
                }
                guard kind != .none, kind != .initial, kind != .beginning else { continue }
                matchedA[row] = true
                matchedA[row + 1] = true
                matchedB[column] = true
                let bits = weight(b[column]) * NamePairScorer.share(kind, whole, b[column]) * 0.95
                total += bits
                explain?(Evidence(kind: .name, left: whole.text, right: b[column].text, rule: NameRelation.joined.rule, bits: Double(bits)))
                break
            }
        }
        return total
    }
}

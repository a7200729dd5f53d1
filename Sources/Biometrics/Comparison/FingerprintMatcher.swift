#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// The result of one comparison, with what it rests on.
public struct FingerprintComparison: Sendable {
    /// Comparison score: higher is more alike. `ScoreCalibration` gives it its meaning.
    public var score: Double
    /// Positions (in the first, in the second template's `PreparedTemplate.minutiae`) of minutiae found to be the same.
    public var pairs: [(first: Int, second: Int)]
    /// How the first lies on the second: rotation in radians (counter-clockwise), then shift in pixels.
    public var rotation: Float
    public var shift: (x: Float, y: Float)
    /// What the score was computed from, in the order of `FingerprintMatcher.featureNames`.
    public var features: [Float]
}

/// Compares two fingerprints by their minutiae.
///
/// Codes of neighbourhoods propose which minutiae correspond; proposals that agree on one movement of the finger are
/// gathered; the movement is refined and bent locally (skin is elastic); what then lies on each other is scored
/// against what should and does not.
public final class FingerprintMatcher {
    public static let featureNames = [
        "pairs", "share", "similarity", "distance", "turn", "support", "bestcodes", "overlap1", "overlap2", "sum", "strong",
    ]

    /// The score of a pair in which nothing corresponds.
    public static let floor = -12.0

    public var weights = ScoreWeights.standard

    // Working memory, kept between comparisons; a template has at most `PreparedTemplate.minutiaLimit` minutiae.
    private let similarity = UnsafeMutablePointer<Float>.allocate(
        capacity: PreparedTemplate.minutiaLimit * PreparedTemplate.minutiaLimit)
    private let floats = UnsafeMutablePointer<Float>.allocate(capacity: 5 * PreparedTemplate.minutiaLimit)
    private let partners = UnsafeMutablePointer<Int32>.allocate(capacity: 2 * PreparedTemplate.minutiaLimit)
    private var movedX: UnsafeMutablePointer<Float> { floats }
    private var movedY: UnsafeMutablePointer<Float> { floats + PreparedTemplate.minutiaLimit }
    private var movedAngle: UnsafeMutablePointer<Float> { floats + 2 * PreparedTemplate.minutiaLimit }
    private var bentX: UnsafeMutablePointer<Float> { floats + 3 * PreparedTemplate.minutiaLimit }
    private var bentY: UnsafeMutablePointer<Float> { floats + 4 * PreparedTemplate.minutiaLimit }
    private var pairOfFirst: UnsafeMutablePointer<Int32> { partners }
    private var pairOfSecond: UnsafeMutablePointer<Int32> { partners + PreparedTemplate.minutiaLimit }
    private var candidates: [Candidate] = []
    private var support: [Float] = []
    private var options: [Option] = []

    deinit {
        similarity.deallocate()
        floats.deallocate()
        partners.deallocate()
    }

    private struct Candidate {
        var first: Int32
        var second: Int32
        var similarity: Float
        var turn: Float
    }

    private struct Option {
        var cost: Float
        var first: Int32
        var second: Int32
    }

    struct Movement {
        var cosine: Float
        var sine: Float
        var dx: Float
        var dy: Float
    }

    public init() {}

    public func compare(_ a: FingerprintTemplate, _ b: FingerprintTemplate) -> FingerprintComparison {
        compare(PreparedTemplate(a), PreparedTemplate(b))
    }

    @inline(__always)
    private static func gap(_ a: Float) -> Float {
        var d = a
        if d > .pi { d -= 2 * .pi } else if d < -.pi { d += 2 * .pi }
        if d > .pi { d -= 2 * .pi } else if d < -.pi { d += 2 * .pi }
        return d
    }

    /// How well the best group of proposals agrees: a fast forecast of the score, for shortlists.
    func agreement(_ a: PreparedTemplate, _ b: PreparedTemplate) -> Float {
        guard a.minutiae.count >= 3, b.minutiae.count >= 3 else { return 0 }
        fillSimilarities(a, b)
        propose(a, b, limit: 40)
        gatherSupport(a, b)
        return support.max() ?? 0
    }

    public func compare(_ a: PreparedTemplate, _ b: PreparedTemplate, seeds: Int = 6) -> FingerprintComparison {
        let none = FingerprintComparison(
            score: Self.floor, pairs: [], rotation: 0, shift: (0, 0),
            features: [Float](repeating: 0, count: Self.featureNames.count))
        let n = a.minutiae.count, m = b.minutiae.count
        guard n >= 3, m >= 3 else { return none }
        fillSimilarities(a, b)
        propose(a, b, limit: 72)
        guard candidates.count >= 2 else { return none }
        gatherSupport(a, b)
        let count = candidates.count
        var best = none
        best.score = -.infinity
        var used = [Int]()
        for _ in 0..<seeds {
            var top = -1
            for s in 0..<count where support[s] > 0 && (top < 0 || support[s] > support[top]) {
                // A seed that says the same as one already tried brings nothing new.
                let same = used.contains { u in
                    let p = candidates[s], r = candidates[u]
                    if abs(Self.gap(p.turn - r.turn)) > 0.12 { return false }
                    let c = cos(r.turn), t = sin(r.turn)
                    let ux = a.x[Int(p.first)] - a.x[Int(r.first)], uy = a.y[Int(p.first)] - a.y[Int(r.first)]
                    let ex = c * ux + t * uy - (b.x[Int(p.second)] - b.x[Int(r.second)])
                    let ey = c * uy - t * ux - (b.y[Int(p.second)] - b.y[Int(r.second)])
                    return ex * ex + ey * ey < 15 * 15
                }
                if !same { top = s }
            }
            guard top >= 0 else { break }
            used.append(top)
            let result = align(a, b, seed: candidates[top], support: support[top])
            if result.score > best.score { best = result }
        }
        if best.score == -.infinity { return none }
        return best
    }

    /// Support of each candidate by the others, were it the true correspondence.
    private func gatherSupport(_ a: PreparedTemplate, _ b: PreparedTemplate) {
        let count = candidates.count
        support = [Float](repeating: 0, count: count)
        var spots: [SIMD8<Float>] = []
        spots.reserveCapacity(count)
        for c in candidates {
            spots.append(
                SIMD8(
                    a.x[Int(c.first)], a.y[Int(c.first)], b.x[Int(c.second)], b.y[Int(c.second)], cos(c.turn), sin(c.turn), c.turn,
                    c.similarity))
        }
        candidates.withUnsafeBufferPointer { list in
            spots.withUnsafeBufferPointer { spots in
                support.withUnsafeMutableBufferPointer { support in
                    for s in 0..<count {
                        let p = spots[s]
                        for o in (s + 1)..<max(count, s + 1) {
                            let r = spots[o]
                            if abs(Self.gap(r[6] - p[6])) > 0.45 { continue }
                            let ux = r[0] - p[0], uy = r[1] - p[1]
                            let ex = p[4] * ux + p[5] * uy - (r[2] - p[2]), ey = p[4] * uy - p[5] * ux - (r[3] - p[3])
                            let far = ux * ux + uy * uy
                            let limit = 12 + 0.16 * far.squareRoot()
                            let e = ex * ex + ey * ey
                            if e > limit * limit { continue }
                            if list[o].first == list[s].first || list[o].second == list[s].second { continue }
                            let w = 1 - e / (limit * limit)
                            support[s] += w * r[7]
                            support[o] += w * p[7]
                        }
                    }
                }
            }
        }
    }

    private func fillSimilarities(_ a: PreparedTemplate, _ b: PreparedTemplate) {
        let n = a.minutiae.count, m = b.minutiae.count
        let s = similarity
        do {
            a.codes.withUnsafeBufferPointer { ca in
                b.codes.withUnsafeBufferPointer { cb in
                    for i in 0..<n {
                        let code = ca[i].bits, population = a.populations[i]
                        for j in 0..<m {
                            let both = population + b.populations[j]
                            s[i * m + j] =
                                population > 3 && b.populations[j] > 3
                                ? NeighbourhoodCode.similarity(code, cb[j].bits, populations: both) : 0
                        }
                    }
                }
            }
        }
    }

    /// The most similar pairs, no minutia in more than a few of them.
    private func propose(_ a: PreparedTemplate, _ b: PreparedTemplate, limit: Int) {
        let n = a.minutiae.count, m = b.minutiae.count
        var list: [Candidate] = []
        swap(&list, &candidates)
        list.removeAll(keepingCapacity: true)
        let s = similarity
        do {
            for i in 0..<n {
                // The three best of the row.
                var b0: Float = 0.35, b1: Float = 0.35, b2: Float = 0.35
                var j0 = -1, j1 = -1, j2 = -1
                for j in 0..<m {
                    let v = s[i * m + j]
                    if v <= b2 { continue }
                    if v > b0 {
                        (b2, j2) = (b1, j1)
                        (b1, j1) = (b0, j0)
                        (b0, j0) = (v, j)
                    } else if v > b1 {
                        (b2, j2) = (b1, j1)
                        (b1, j1) = (v, j)
                    } else {
                        (b2, j2) = (v, j)
                    }
                }
                for (j, v) in [(j0, b0), (j1, b1), (j2, b2)] where j >= 0 {
                    list.append(
                        Candidate(first: Int32(i), second: Int32(j), similarity: v, turn: Self.gap(b.angle[j] - a.angle[i])))
                }
            }
        }
        list.sort { $0.similarity > $1.similarity }
        if list.count > limit { list.removeLast(list.count - limit) }
        swap(&list, &candidates)
    }

    /// Least-squares rotation and shift of the paired minutiae.
    private func fit(_ a: PreparedTemplate, _ b: PreparedTemplate) -> Movement? {
        var n: Float = 0, ax: Float = 0, ay: Float = 0, bx: Float = 0, by: Float = 0
        for i in a.minutiae.indices where pairOfFirst[i] >= 0 {
            let j = Int(pairOfFirst[i])
            n += 1
            ax += a.x[i]
            ay += a.y[i]
            bx += b.x[j]
            by += b.y[j]
        }
        guard n >= 2 else { return nil }
        ax /= n
        ay /= n
        bx /= n
        by /= n
        var dot: Float = 0, cross: Float = 0
        for i in a.minutiae.indices where pairOfFirst[i] >= 0 {
            let j = Int(pairOfFirst[i])
            let ux = a.x[i] - ax, uy = a.y[i] - ay, vx = b.x[j] - bx, vy = b.y[j] - by
            dot += ux * vx + uy * vy
            cross += uy * vx - ux * vy
        }
        let length = (dot * dot + cross * cross).squareRoot()
        guard length > 1e-3 else { return nil }
        let c = dot / length, s = cross / length
        return Movement(cosine: c, sine: s, dx: bx - (c * ax + s * ay), dy: by - (c * ay - s * ax))
    }

    private func move(_ a: PreparedTemplate, _ movement: Movement) {
        let n = a.minutiae.count
        let turn = atan2(movement.sine, movement.cosine)
        for i in 0..<n {
            movedX[i] = movement.cosine * a.x[i] + movement.sine * a.y[i] + movement.dx
            movedY[i] = movement.cosine * a.y[i] - movement.sine * a.x[i] + movement.dy
            movedAngle[i] = a.angle[i] + turn
        }
    }

    /// Pairs what lies close, cheapest first.
    private func pair(_ a: PreparedTemplate, _ b: PreparedTemplate, tolerance: Float, growth: Float, turn: Float, from: (Float, Float)) {
        let n = a.minutiae.count, m = b.minutiae.count
        var list: [Option] = []
        swap(&list, &options)
        list.removeAll(keepingCapacity: true)
        let similarity = similarity, movedX = movedX, movedY = movedY, movedAngle = movedAngle
        b.x.withUnsafeBufferPointer { bx in
            b.y.withUnsafeBufferPointer { by in
                b.angle.withUnsafeBufferPointer { ba in
                    for i in 0..<n {
                        let x = movedX[i], y = movedY[i], angle = movedAngle[i]
                        let fx = x - from.0, fy = y - from.1
                        let limit = tolerance + growth * (fx * fx + fy * fy).squareRoot()
                        let square = limit * limit
                        for j in 0..<m {
                            let ex = bx[j] - x, ey = by[j] - y
                            let e = ex * ex + ey * ey
                            if e > square { continue }
                            let g = abs(Self.gap(ba[j] - angle))
                            if g > turn { continue }
                            let cost = e / square + g / turn * 0.8 - 2.0 * similarity[i * m + j]
                            list.append(Option(cost: cost, first: Int32(i), second: Int32(j)))
                        }
                    }
                }
            }
        }
        list.sort { $0.cost < $1.cost }
        for i in 0..<n { pairOfFirst[i] = -1 }
        for j in 0..<m { pairOfSecond[j] = -1 }
        let pairOfFirst = pairOfFirst, pairOfSecond = pairOfSecond
        for o in list where pairOfFirst[Int(o.first)] < 0 && pairOfSecond[Int(o.second)] < 0 {
            pairOfFirst[Int(o.first)] = o.second
            pairOfSecond[Int(o.second)] = o.first
        }
        swap(&list, &options)
    }

    /// Moves each minutia on by the weighted mean of the residuals of the pairs near it.
    private func bend(_ a: PreparedTemplate, _ b: PreparedTemplate) {
        let n = a.minutiae.count
        var px: [Float] = [], py: [Float] = [], ex: [Float] = [], ey: [Float] = [], who: [Int] = []
        for i in 0..<n where pairOfFirst[i] >= 0 {
            let j = Int(pairOfFirst[i])
            px.append(movedX[i])
            py.append(movedY[i])
            ex.append(b.x[j] - movedX[i])
            ey.append(b.y[j] - movedY[i])
            who.append(i)
        }
        for i in 0..<n {
            var w: Float = 0.25, sx: Float = 0, sy: Float = 0
            for k in px.indices where who[k] != i {
                let dx = px[k] - movedX[i], dy = py[k] - movedY[i]
                let g = exp(-(dx * dx + dy * dy) / (2 * 45 * 45))
                w += g
                sx += g * ex[k]
                sy += g * ey[k]
            }
            bentX[i] = movedX[i] + sx / w
            bentY[i] = movedY[i] + sy / w
        }
        for i in 0..<n {
            movedX[i] = bentX[i]
            movedY[i] = bentY[i]
        }
    }

    private func align(_ a: PreparedTemplate, _ b: PreparedTemplate, seed: Candidate, support: Float) -> FingerprintComparison {
        let c = cos(seed.turn), s = sin(seed.turn)
        let i0 = Int(seed.first), j0 = Int(seed.second)
        var movement = Movement(
            cosine: c, sine: s, dx: b.x[j0] - (c * a.x[i0] + s * a.y[i0]), dy: b.y[j0] - (c * a.y[i0] - s * a.x[i0]))
        move(a, movement)
        pair(a, b, tolerance: 11, growth: 0.10, turn: 0.55, from: (b.x[j0], b.y[j0]))
        for round in 0..<2 {
            guard let better = fit(a, b) else { break }
            movement = better
            move(a, movement)
            let centre = centreOfPairs(b)
            pair(a, b, tolerance: round == 0 ? 14 : 12, growth: 0.05, turn: 0.50, from: centre)
        }
        bend(a, b)
        pair(a, b, tolerance: 10, growth: 0.02, turn: 0.45, from: centreOfPairs(b))
        return score(a, b, movement, support: support)
    }

    private func centreOfPairs(_ b: PreparedTemplate) -> (Float, Float) {
        var x: Float = 0, y: Float = 0, n: Float = 0
        for j in b.minutiae.indices where pairOfSecond[j] >= 0 {
            x += b.x[j]
            y += b.y[j]
            n += 1
        }
        return n > 0 ? (x / n, y / n) : (0, 0)
    }

    private func score(_ a: PreparedTemplate, _ b: PreparedTemplate, _ movement: Movement, support: Float) -> FingerprintComparison {
        let n = a.minutiae.count, m = b.minutiae.count
        var pairs: [(first: Int, second: Int)] = []
        var sumSimilarity: Float = 0, sumDistance: Float = 0, sumTurn: Float = 0, sum: Float = 0, strong: Float = 0
        for i in 0..<n where pairOfFirst[i] >= 0 {
            let j = Int(pairOfFirst[i])
            let ex = b.x[j] - movedX[i], ey = b.y[j] - movedY[i]
            let d = (ex * ex + ey * ey).squareRoot(), g = abs(Self.gap(b.angle[j] - movedAngle[i]))
            let s = similarity[i * m + j]
            pairs.append((i, j))
            sumSimilarity += s
            sumDistance += d
            sumTurn += g
            if s > 0.6 { strong += 1 }
            sum += max(0, 1 - d / 14) * max(0, 1 - g / 0.6) * max(0, s - 0.25)
        }
        let k = Float(pairs.count)
        let first = overlap(x: movedX, y: movedY, count: n, partnersX: b.x, partnersY: b.y, partners: m)
        let second = overlap(x: b.x, y: b.y, count: m, partnersX: movedX, partnersY: movedY, partners: n)
        let share = k / max(1, (first * second).squareRoot())
        // The mean of the best codes over all, whichever movement.
        var bestCodes: Float = 0
        for c in candidates.prefix(8) { bestCodes += c.similarity }
        bestCodes /= 8
        let features: [Float] = [
            k, share, k > 0 ? sumSimilarity / k : 0, k > 0 ? sumDistance / k : 14, k > 0 ? sumTurn / k : 0.5, support, bestCodes,
            first, second, sum, strong,
        ]
        return FingerprintComparison(
            score: max(Self.floor, weights.score(features)), pairs: pairs, rotation: atan2(movement.sine, movement.cosine),
            shift: (movement.dx, movement.dy), features: features)
    }

    /// How many of the points lie within the area that the partners cover: support of the partners in sixteen directions, a
    /// cheap convex hull.
    private func overlap(
        x: UnsafePointer<Float>, y: UnsafePointer<Float>, count: Int, partnersX: UnsafePointer<Float>,
        partnersY: UnsafePointer<Float>, partners: Int
    ) -> Float {
        let dx = Self.directionX, dy = Self.directionY
        var inside = count
        var limits = SIMD16<Float>(repeating: -.infinity)
        for j in 0..<partners {
            let v = partnersX[j] * dx + partnersY[j] * dy
            limits.replace(with: v, where: v .> limits)
        }
        limits += 6
        for i in 0..<count {
            let v = x[i] * dx + y[i] * dy
            let over = v .> limits
            var outside = SIMD16<Int32>.zero
            outside.replace(with: 1, where: over)
            if outside.wrappedSum() > 0 { inside -= 1 }
        }
        return Float(inside)
    }

    private static let directionX = SIMD16<Float>((0..<16).map { cos(Float($0) * .pi / 8) })
    private static let directionY = SIMD16<Float>((0..<16).map { sin(Float($0) * .pi / 8) })
}

/// How the features of an alignment become a score: a logistic model, fitted on mated and non-mated pairs of FVC2002
/// DB1_B and DB3_B only; its output is the log-odds of "same finger" up to a constant.
public struct ScoreWeights: Sendable {
    public var bias: Float
    /// Of log(1 + sum), share, similarity, distance, turn, log(1 + support), bestcodes.
    public var linear: [Float]

    static let standard = ScoreWeights(bias: -3.39, linear: [11.92, 9.13, -0.962, -0.254, -10.13, 0.109, -8.665])

    func score(_ f: [Float]) -> Double {
        let s =
            bias + linear[0] * log1p(f[9]) + linear[1] * f[1] + linear[2] * f[2] + linear[3] * f[3] + linear[4] * f[4]
            + linear[5] * log1p(f[5]) + linear[6] * f[6]
        return Double(s)
    }
}

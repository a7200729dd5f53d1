#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// A binary code of what surrounds a minutia, in the minutia's own frame, so that it does not change when the finger
/// is shifted or turned.
///
/// After the Minutia Cylinder-Code (Cappelli, Ferrara, Maltoni, IEEE TPAMI 2010): space around the minutia and the
/// difference of directions are divided into cells; a bit is set where neighbours, blurred by the distortion to be
/// expected, contribute enough. Here the cells lie on rings that widen outwards, as distortion does.
struct NeighbourhoodCode: Sendable, Equatable {
    /// 38 cells of 5 directions: 190 bits.
    static let words = 3
    /// The last word is 0.
    var bits: SIMD4<UInt64>

    var population: Int {
        bits.x.nonzeroBitCount + bits.y.nonzeroBitCount + bits.z.nonzeroBitCount
    }

    /// 1 for equal codes, about 0.5 for unrelated ones, from Hamming distance and populations.
    @inline(__always)
    static func similarity(_ a: SIMD4<UInt64>, _ b: SIMD4<UInt64>, populations: Float) -> Float {
        let d = a ^ b
        let distance = d.x.nonzeroBitCount + d.y.nonzeroBitCount + d.z.nonzeroBitCount
        return 1 - Float(distance) / max(populations, 1)
    }

    struct Layout: Sendable {
        /// Cells' centres in the minutia's frame, and how far a neighbour's contribution reaches there.
        var x: [Float] = []
        var y: [Float] = []
        var spread: [Float] = []
        var directions = 5
        var directionSpread: Float = 0.52
        var threshold: Float = 0.14
        var reach: Float = 0

        init(radii: [Float], counts: [Int], spreads: [Float]) {
            for (ring, radius) in radii.enumerated() {
                for k in 0..<counts[ring] {
                    let a = (Float(k) + (ring % 2 == 0 ? 0 : 0.5)) / Float(counts[ring]) * 2 * .pi
                    x.append(radius * cos(a))
                    y.append(radius * sin(a))
                    spread.append(spreads[ring])
                }
                reach = max(reach, radius + 2.5 * spreads[ring])
            }
        }

        static let standard = Layout(radii: [18, 36, 54, 72], counts: [5, 8, 11, 14], spreads: [8, 9, 10, 11])
    }

    /// The codes of all minutiae; empty (no bit) where a minutia has fewer than three neighbours in reach.
    static func codes(of minutiae: [Minutia], layout: Layout = .standard) -> [NeighbourhoodCode] {
        let n = minutiae.count
        let cells = layout.x.count, directions = layout.directions
        precondition(cells * directions <= 64 * words)
        var result = [NeighbourhoodCode](repeating: NeighbourhoodCode(bits: .zero), count: n)
        var value = [Float](repeating: 0, count: cells * directions)
        let inverse = layout.spread.map { -0.5 / ($0 * $0) }
        let cut = layout.spread.map { 9 * $0 * $0 }
        let directionInverse = -0.5 / (layout.directionSpread * layout.directionSpread)
        for i in 0..<n {
            let m = minutiae[i]
            let c = cos(m.angle), s = sin(m.angle)
            for k in value.indices { value[k] = 0 }
            var neighbours = 0
            for j in 0..<n where j != i {
                let dx = minutiae[j].x - m.x, dy = m.y - minutiae[j].y
                guard dx * dx + dy * dy < layout.reach * layout.reach else { continue }
                neighbours += 1
                let u = c * dx + s * dy, v = c * dy - s * dx
                var weights = SIMD8<Float>(repeating: 0)
                let turn = Minutia.turn(minutiae[j].angle - m.angle)
                for d in 0..<directions {
                    var gap = abs(turn - (Float(d) + 0.5) * 2 * .pi / Float(directions))
                    if gap > .pi { gap = 2 * .pi - gap }
                    weights[d] = exp(gap * gap * directionInverse)
                }
                for cell in 0..<cells {
                    let ex = u - layout.x[cell], ey = v - layout.y[cell]
                    let e = ex * ex + ey * ey
                    guard e < cut[cell] else { continue }
                    let g = exp(e * inverse[cell])
                    for d in 0..<directions { value[cell * directions + d] += g * weights[d] }
                }
            }
            guard neighbours >= 3 else { continue }
            var bits = SIMD4<UInt64>.zero
            for k in 0..<(cells * directions) where value[k] > layout.threshold { bits[k >> 6] |= 1 << UInt64(k & 63) }
            result[i].bits = bits
        }
        return result
    }
}

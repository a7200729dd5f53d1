#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// Even Gabor filters for each direction and ridge period, built once.
struct GaborBank: Sendable {
    static let directions = 48
    static let periods: [Float] = [5, 6, 7, 8, 9, 10, 11.5, 13.5, 16]
    static let margin = 20

    struct Kernel: Sendable {
        /// For each row of the filter: its vertical offset, first horizontal offset, and position of its weights.
        var rows: [(dy: Int, dx: Int, start: Int, count: Int)] = []
        var weights: [Float] = []
    }

    let kernels: [Kernel]
    static let standard = GaborBank(across: 0.42, along: 0.62)

    init(across: Float, along: Float) {
        var all: [Kernel] = []
        for period in Self.periods {
            for d in 0..<Self.directions {
                let a = Float(d) * .pi / Float(Self.directions)
                let tx = cos(a), ty = sin(a)
                let su = across * period, sv = along * period
                let radius = min(Self.margin, Int((2.1 * max(su, sv)).rounded(.up)))
                var rows: [[Float]] = []
                var sum: Float = 0, envelope: Float = 0
                for y in -radius...radius {
                    var row: [Float] = []
                    for x in -radius...radius {
                        let u = -ty * Float(x) + tx * Float(y), v = tx * Float(x) + ty * Float(y)
                        let e = exp(-0.5 * (u * u / (su * su) + v * v / (sv * sv)))
                        let inside = e > 0.02
                        row.append(inside ? e * cos(2 * .pi * u / period) : .nan)
                        if inside {
                            sum += e * cos(2 * .pi * u / period)
                            envelope += e
                        }
                    }
                    rows.append(row)
                }
                // No response to brightness: subtract the envelope's share; unit gain for the wave itself.
                var kernel = Kernel()
                var gain: Float = 0
                var flat: [[Float]] = rows
                for y in rows.indices {
                    for x in rows[y].indices where !rows[y][x].isNaN {
                        let ry = Float(y - radius), rx = Float(x - radius)
                        let u = -ty * rx + tx * ry, v = tx * rx + ty * ry
                        let e = exp(-0.5 * (u * u / (su * su) + v * v / (sv * sv)))
                        flat[y][x] = rows[y][x] - sum / envelope * e
                        gain += flat[y][x] * cos(2 * .pi * u / period)
                    }
                }
                for y in flat.indices {
                    guard let first = flat[y].firstIndex(where: { !$0.isNaN }), let last = flat[y].lastIndex(where: { !$0.isNaN })
                    else { continue }
                    kernel.rows.append((y - radius, first - radius, kernel.weights.count, last - first + 1))
                    kernel.weights += flat[y][first...last].map { $0.isNaN ? 0 : $0 / gain }
                }
                all.append(kernel)
            }
        }
        kernels = all
    }

    @inline(__always)
    static func index(cosine: Float, sine: Float, period: Float) -> Int {
        var a = 0.5 * atan2(sine, cosine)
        if a < 0 { a += .pi }
        let d = Int((a * Float(directions) / .pi).rounded()) % directions
        var best = 0
        for i in periods.indices where abs(periods[i] - period) < abs(periods[best] - period) { best = i }
        return best * directions + d
    }
}

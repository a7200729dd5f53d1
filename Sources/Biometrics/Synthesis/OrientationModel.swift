#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// Which way the ridges of a synthetic finger run: the zero-pole model of Sherlock and Monro (Pattern Recognition 1993),
/// each core adding half a turn and each delta taking one away. The turn around a core is not spread evenly (Vizcaya and
/// Gerhardt, Pattern Recognition 1996): ridges run nearly parallel on the side to which a loop opens, and turn above it.
public struct OrientationModel: Sendable {
    public enum Pattern: String, Sendable, CaseIterable {
        case arch, tentedArch, leftLoop, rightLoop, whorl, twinLoop
    }

    public let pattern: Pattern
    public let cores: [(x: Float, y: Float)]
    public let deltas: [(x: Float, y: Float)]
    let archHeight: Float
    /// How uneven the turn around a core is: 0 even, 1 all of it on the closed side.
    private let narrowness: Float
    private let bends: [(amplitude: Float, fx: Float, fy: Float, phase: Float)]
    let width: Float
    let height: Float

    /// Frequencies of patterns as in the population (Henry classes: whorls 28 %, left loops 34 %, right 32 %, arches 4 %,
    /// tented arches 3 %).
    init(width: Float, height: Float, using random: inout SeededGenerator) {
        self.width = width
        self.height = height
        let draw = random.unit()
        pattern =
            draw < 0.035
            ? .arch
            : draw < 0.065
                ? .tentedArch
                : draw < 0.40
                    ? .leftLoop
                    : draw < 0.72
                        ? .rightLoop
                        : draw < 0.92 ? .whorl : .twinLoop
        let cx = width / 2 + random.between(-18, 18), cy = height * 0.42 + random.between(-22, 22)
        var c: [(Float, Float)] = [], d: [(Float, Float)] = []
        switch pattern {
        case .arch: break
        case .tentedArch:
            c = [(cx, cy)]
            d = [(cx + random.between(-6, 6), cy + random.between(70, 120))]
        case .leftLoop:
            c = [(cx, cy)]
            d = [(cx + random.between(70, 125), cy + random.between(80, 150))]
        case .rightLoop:
            c = [(cx, cy)]
            d = [(cx - random.between(70, 125), cy + random.between(80, 150))]
        case .whorl:
            let gap = random.between(14, 55)
            let lean = random.between(-10, 10)
            c = [(cx + lean, cy - gap / 2), (cx - lean, cy + gap / 2)]
            d = [(cx - random.between(85, 140), cy + random.between(75, 150)), (cx + random.between(85, 140), cy + random.between(75, 150))]
        case .twinLoop:
            let gap = random.between(40, 80), side = random.between(18, 40) * (random.unit() < 0.5 ? 1 : -1)
            c = [(cx - side, cy - gap / 2), (cx + side, cy + gap / 2)]
            d = [(cx - random.between(90, 140), cy + random.between(85, 150)), (cx + random.between(90, 140), cy + random.between(85, 150))]
        }
        cores = c.map { (x: $0.0, y: $0.1) }
        deltas = d.map { (x: $0.0, y: $0.1) }
        archHeight = random.between(0.6, 1.1)
        bends = (0..<4).map { _ in
            (random.between(0.02, 0.10), random.between(-0.012, 0.012), random.between(-0.012, 0.012), random.between(0, 6.28))
        }
        narrowness = random.between(0.55, 0.85)
    }

    /// Direction of the ridge at a point, radians modulo π, y up.
    func direction(_ x: Float, _ y: Float) -> Float {
        var a: Float = 0
        if cores.isEmpty {
            // Ridges rise to a hump in the middle.
            let u = (x - width / 2) / (width * 0.5), v = y / height
            a = -atan(archHeight * 1.6 * sin(u * .pi) * max(0, 1.2 - abs(v - 0.5) * 1.4))
        } else {
            for (i, c) in cores.enumerated() {
                let around = atan2(c.y - y, x - c.x)
                // The upper core opens downwards, the lower one of a whorl upwards.
                a += 0.5 * (around - (i == 0 ? narrowness : -narrowness) * cos(around))
            }
            for d in deltas { a -= 0.5 * atan2(d.y - y, x - d.x) }
            // A loop whose singularities do not balance would twist the whole field by a half turn.
            if cores.count == deltas.count { a += 0 } else { a += .pi / 2 }
        }
        for b in bends { a += b.amplitude * sin(b.fx * x + b.fy * y + b.phase) }
        return a
    }
}

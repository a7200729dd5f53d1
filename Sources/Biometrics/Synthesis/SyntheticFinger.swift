#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// A finger that belongs to nobody: its flow, its ridge spacing and its minutiae, from a seed.
///
/// `template(impression:)` goes straight to minutiae (fast, for galleries of hundreds of thousands);
/// `SyntheticPrint` grows ridges and gives images.
public struct SyntheticFinger: Sendable {
    public let seed: UInt64
    public let orientation: OrientationModel
    /// Mean ridge period in pixels at 500 dpi.
    public let period: Float
    /// Minutiae of the whole finger.
    public let minutiae: [Minutia]

    public static let width = 388
    public static let height = 500

    public init(seed: UInt64) {
        self.seed = seed
        var random = SeededGenerator(seed: seed)
        orientation = OrientationModel(width: Float(Self.width), height: Float(Self.height), using: &random)
        period = random.between(8, 10.4)
        minutiae = Self.scatter(orientation, period: period, using: &random)
    }

    /// Minutiae along the flow: some seventy to a hundred over the whole finger, denser near core and delta, and no two within
    /// one and a half ridges (Stoney's and later counts: about 0.2 per mm²).
    private static func scatter(_ flow: OrientationModel, period: Float, using random: inout SeededGenerator) -> [Minutia] {
        let wanted = Int(random.between(62, 105))
        var result: [Minutia] = []
        var tries = 0
        let centre = flow.cores.first ?? (x: Float(width) / 2, y: Float(height) * 0.42)
        while result.count < wanted && tries < 4_000 {
            tries += 1
            var x = random.between(0, Float(width)), y = random.between(0, Float(height))
            let draw = random.unit()
            if draw < 0.22 {
                x = centre.x + random.normal() * 55
                y = centre.y + random.normal() * 55
            } else if draw < 0.34, let d = flow.deltas.randomElement(using: &random) {
                x = d.x + random.normal() * 40
                y = d.y + random.normal() * 40
            }
            // Within the finger's outline, an ellipse.
            let u = (x - Float(width) / 2) / (Float(width) * 0.50), v = (y - Float(height) / 2) / (Float(height) * 0.50)
            guard u * u + v * v < 1 else { continue }
            let near = 1.5 * period
            guard !result.contains(where: { ($0.x - x) * ($0.x - x) + ($0.y - y) * ($0.y - y) < near * near }) else { continue }
            var a = flow.direction(x, y) + random.normal() * 0.08
            // Neighbouring minutiae tend to point the same way: ridges are added on one side of a fan.
            if random.unit() < 0.5 { a += .pi }
            let kind: Minutia.Kind = random.unit() < 0.6 ? .ending : .bifurcation
            result.append(Minutia(x: x, y: y, angle: a, kind: kind, quality: UInt8(random.between(45, 95))))
        }
        return result
    }

    /// How one impression differs from the finger.
    public struct Impression: Sendable {
        /// Radians and pixels.
        public var rotation: Float
        public var shift: (x: Float, y: Float)
        /// Half-axes of the area that touched, and where its centre was, in pixels.
        public var area: (x: Float, y: Float)
        public var centre: (x: Float, y: Float)
        /// Elastic distortion: amplitude in pixels.
        public var distortion: Float
        /// 0 clean … 1 hardly legible.
        public var noise: Float

        /// An impression as a cooperative person gives it at a border.
        public static func drawn(using random: inout SeededGenerator) -> Impression {
            Impression(
                rotation: random.normal() * 0.12, shift: (random.normal() * 12, random.normal() * 14),
                area: (random.between(115, 165), random.between(145, 205)),
                centre: (random.normal() * 14, random.normal() * 18), distortion: random.between(1, 6),
                noise: min(1, abs(random.normal()) * 0.30))
        }
    }

    /// The minutiae that an extractor would give of one impression: missed, moved, turned, invented ones included.
    public func template(impression: Int, position: FingerPosition = .unknown) -> FingerprintTemplate {
        var random = SeededGenerator(seed: seed &* 1_000_003 &+ UInt64(bitPattern: Int64(impression)) &+ 77)
        let how = Impression.drawn(using: &random)
        return template(how, position: position, using: &random)
    }

    func template(_ how: Impression, position: FingerPosition, using random: inout SeededGenerator) -> FingerprintTemplate {
        let w = Float(Self.width), h = Float(Self.height)
        let bend = Distortion(amplitude: how.distortion, using: &random)
        var result: [Minutia] = []
        let c = cos(how.rotation), s = sin(how.rotation)
        func placed(_ x: Float, _ y: Float, _ angle: Float) -> (Float, Float, Float)? {
            let ex = (x - w / 2 - how.centre.x) / how.area.x, ey = (y - h * 0.45 - how.centre.y) / how.area.y
            guard ex * ex + ey * ey < 1 else { return nil }
            let d = bend.shift(x, y)
            let px = x + d.x - w / 2, py = y + d.y - h / 2
            return (w / 2 + c * px + s * py + how.shift.x, h / 2 + c * py - s * px + how.shift.y, angle + how.rotation)
        }
        let missed = 0.08 + 0.35 * how.noise, invented = 2 + 14 * how.noise
        for m in minutiae {
            guard let (x, y, a) = placed(m.x, m.y, m.angle), random.unit() > missed else { continue }
            result.append(
                Minutia(
                    x: x + random.normal() * (1.2 + how.noise), y: y + random.normal() * (1.2 + how.noise),
                    angle: a + random.normal() * (0.07 + 0.08 * how.noise),
                    kind: random.unit() < 0.85 ? m.kind : m.kind == .ending ? .bifurcation : .ending,
                    quality: UInt8(min(100, max(1, Float(m.quality) * (1 - 0.5 * how.noise) + random.normal() * 8)))))
        }
        for _ in 0..<Int(invented * random.between(0.4, 1.4)) {
            let x = random.between(0, w), y = random.between(0, h)
            let a = orientation.direction(x, y) + (random.unit() < 0.5 ? 0 : .pi)
            guard let (px, py, pa) = placed(x, y, a) else { continue }
            result.append(Minutia(x: px, y: py, angle: pa, kind: .ending, quality: UInt8(random.between(10, 55))))
        }
        result = result.filter { $0.x >= 0 && $0.y >= 0 && $0.x < w && $0.y < h }
        return FingerprintTemplate(
            width: Self.width, height: Self.height, minutiae: result, position: position,
            quality: Int(max(5, 90 - 75 * how.noise)))
    }
}

/// Skin pressed and dragged: a smooth field of shifts.
struct Distortion: Sendable {
    private let waves: [(ax: Float, ay: Float, fx: Float, fy: Float, phase: Float)]

    init(amplitude: Float, using random: inout SeededGenerator) {
        waves = (0..<5).map { _ in
            (
                amplitude * random.normal() * 0.6, amplitude * random.normal() * 0.6, random.between(-0.016, 0.016),
                random.between(-0.016, 0.016), random.between(0, 6.28)
            )
        }
    }

    func shift(_ x: Float, _ y: Float) -> (x: Float, y: Float) {
        var dx: Float = 0, dy: Float = 0
        for w in waves {
            let s = sin(w.fx * x + w.fy * y + w.phase)
            dx += w.ax * s
            dy += w.ay * s
        }
        return (dx, dy)
    }
}

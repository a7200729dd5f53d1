#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// Images of a synthetic finger: ridges grown from noise by filters that follow the finger's flow (after SFinGe, Cappelli
/// 2002), then impressions with distortion, pressure, dryness, scratches and noise.
///
/// The minutiae of these images arise where the growing ridges meet; they are not those of
/// `SyntheticFinger.template(impression:)`, which skips the image.
public struct SyntheticPrint: Sendable {
    public let finger: SyntheticFinger
    /// Height of the ridges over the whole finger: positive is ridge.
    private let master: [Float]
    private let stride: Int

    public init(seed: UInt64) {
        finger = SyntheticFinger(seed: seed)
        (master, stride) = Self.grow(finger)
    }

    private static func grow(_ finger: SyntheticFinger) -> ([Float], Int) {
        let width = SyntheticFinger.width, height = SyntheticFinger.height
        var random = SeededGenerator(seed: finger.seed ^ 0x5eed)
        let columns = (width + RidgeFlow.block - 1) / RidgeFlow.block, rows = (height + RidgeFlow.block - 1) / RidgeFlow.block
        var c = Plane(columns, rows, Float(0)), s = c, period = c
        let slow = random.between(-0.6, 0.6), fx = random.between(-0.008, 0.008), fy = random.between(0.004, 0.012)
        for y in 0..<rows {
            for x in 0..<columns {
                let px = Float(x * 8 + 4), py = Float(y * 8 + 4)
                let a = -finger.orientation.direction(px, py)  // y down
                c[x, y] = cos(2 * a)
                s[x, y] = sin(2 * a)
                // Ridges lie closer above the core than below it.
                period[x, y] = finger.period + slow * sin(fx * px + fy * py) + 0.6 * (py / Float(height) - 0.4)
            }
        }
        let flow = RidgeFlow(
            columns: columns, rows: rows, cosine: c, sine: s, mean: c, deviation: c, mask: Plane(columns, rows, 1), period: period)
        let margin = RidgeEnhancer.margin, step = width + 2 * margin + 8
        var field = [Float](repeating: 0, count: step * (height + 2 * margin))
        for i in field.indices { field[i] = random.normal() }
        for _ in 0..<7 {
            field = RidgeEnhancer.filter(field, stride: step, width: width, height: height, cosine: c, sine: s, flow: flow)
            for i in field.indices { field[i] = min(max(field[i] * 4, -1), 1) }
        }
        return (field, step)
    }

    /// One impression, 388 × 500 pixels at 500 dpi; the same number gives the same image.
    public func impression(_ number: Int) -> GrayImage {
        var random = SeededGenerator(seed: finger.seed &* 7_919 &+ UInt64(bitPattern: Int64(number)) &+ 3)
        var how = SyntheticFinger.Impression.drawn(using: &random)
        // The ground is a whole finger: place it well within the window.
        how.shift = (how.shift.x * 0.7, how.shift.y * 0.7)
        return render(how, using: &random)
    }

    func render(_ how: SyntheticFinger.Impression, using random: inout SeededGenerator) -> GrayImage {
        let width = SyntheticFinger.width, height = SyntheticFinger.height
        let w = Float(width), h = Float(height)
        let bend = Distortion(amplitude: how.distortion, using: &random)
        let margin = RidgeEnhancer.margin
        let c = cos(how.rotation), s = sin(how.rotation)
        // Wet fingers print broad ridges, dry ones thin and broken ones.
        let pressure = random.normal() * 0.22
        let grain = Self.cloud(width, height, cell: 3, using: &random), patches = Self.cloud(width, height, cell: 28, using: &random)
        var scratches: [(x: Float, y: Float, nx: Float, ny: Float, thick: Float)] = []
        for _ in 0..<Int(how.noise * 6 * random.unit()) {
            let a = random.between(0, 3.14)
            scratches.append((random.between(60, w - 60), random.between(60, h - 60), cos(a), sin(a), random.between(0.6, 2)))
        }
        var pixels = [UInt8](repeating: 255, count: width * height)
        master.withUnsafeBufferPointer { master in
            for y in 0..<height {
                for x in 0..<width {
                    // From the window back to the finger.
                    let ux = Float(x) - w / 2 - how.shift.x, uy = Float(y) - h / 2 - how.shift.y
                    var fx = c * ux - s * uy + w / 2, fy = s * ux + c * uy + h / 2
                    let d = bend.shift(fx, fy)
                    fx -= d.x
                    fy -= d.y
                    let ex = (fx - w / 2 - how.centre.x) / how.area.x, ey = (fy - h * 0.45 - how.centre.y) / how.area.y
                    let patch = patches[y * width + x], fine = grain[y * width + x]
                    let edge = 1 - (ex * ex + ey * ey) + 0.10 * patch
                    var value: Float = 238 + 5 * fine
                    if edge > 0, fx >= 1, fy >= 1, fx < w - 2, fy < h - 2 {
                        let x0 = Int(fx), y0 = Int(fy)
                        let ax = fx - Float(x0), ay = fy - Float(y0)
                        let i = (y0 + margin) * stride + x0 + margin
                        let top = master[i] * (1 - ax) + master[i + 1] * ax
                        let bottom = master[i + stride] * (1 - ax) + master[i + stride + 1] * ax
                        var ridge = top * (1 - ay) + bottom * ay
                        ridge += pressure + 0.35 * how.noise * patch + (0.18 + 0.55 * how.noise) * fine
                        for k in scratches where abs((Float(x) - k.x) * k.nx + (Float(y) - k.y) * k.ny) < k.thick { ridge -= 1.5 }
                        let dark = 1 / (1 + exp(-5 * ridge))
                        value -= dark * (175 + 20 * patch) * min(1, edge * 6)
                    }
                    pixels[y * width + x] = UInt8(min(max(value, 0), 255))
                }
            }
        }
        return GrayImage(unchecked: width, height, pixels, 500)
    }

    /// Smooth noise of about unit deviation: normal values on a coarse grid, bilinear between.
    private static func cloud(_ width: Int, _ height: Int, cell: Int, using random: inout SeededGenerator) -> [Float] {
        let columns = width / cell + 2, rows = height / cell + 2
        var grid = Plane(columns, rows, Float(0))
        for i in grid.values.indices { grid.values[i] = random.normal() }
        var result = [Float](repeating: 0, count: width * height)
        for y in 0..<height {
            for x in 0..<width { result[y * width + x] = 1.4 * grid.interpolated(Float(x) / Float(cell), Float(y) / Float(cell)) }
        }
        return result
    }
}

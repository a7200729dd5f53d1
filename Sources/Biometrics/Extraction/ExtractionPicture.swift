#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// Pictures of what the extractor saw, for `--show`: the print with flow, skeleton and minutiae, and the filtered ridges.
public enum ExtractionPicture {
    /// Four panels: the image with its flow and area; the filtered ridges; the skeleton; the image with its minutiae.
    public static func draw(_ trace: ExtractionTrace) -> [UInt8] {
        let w = trace.image.width, h = trace.image.height
        var canvas = Canvas(width: 2 * w, height: 2 * h)
        let image = trace.image.pixels
        canvas.gray(image, w, h, 0, 0)
        canvas.gray(trace.enhanced.map { UInt8(min(max(128 + 100 * $0, 0), 255)) }, w, h, w, 0)
        canvas.gray(trace.mended.map { $0 == 1 ? 0 : 255 }, w, h, 0, h)
        canvas.gray(image, w, h, w, h)
        for y in 0..<h {
            for x in 0..<w where trace.mask[y / 8 * trace.columns + x / 8] == 0 {
                canvas.tint(x, y, (90, 90, 160))
            }
        }
        for by in Swift.stride(from: 0, to: trace.rows, by: 2) {
            for bx in Swift.stride(from: 0, to: trace.columns, by: 2) where trace.mask[by * trace.columns + bx] == 1 {
                let a = trace.direction[by * trace.columns + bx], l = 7 * trace.coherence[by * trace.columns + bx]
                let cx = Float(bx * 8 + 4), cy = Float(by * 8 + 4)
                canvas.line(cx - l * cos(a), cy + l * sin(a), cx + l * cos(a), cy - l * sin(a), (220, 40, 40))
            }
        }
        for m in trace.minutiae {
            canvas.minutia(m, 0, Float(h))
            canvas.minutia(m, Float(w), Float(h))
        }
        for s in trace.singularities {
            let colour: (UInt8, UInt8, UInt8) = s.kind == .core ? (230, 160, 0) : (160, 0, 200)
            for r in 8...10 { canvas.circle(Float(w) + s.x, Float(h) + s.y, Float(r), colour) }
        }
        return PNG.encode(rgb: canvas.pixels, width: canvas.width, height: canvas.height)
    }

    /// Two prints beside each other, lines between the minutiae found to be the same.
    public static func draw(_ comparison: FingerprintComparison, _ a: (GrayImage, PreparedTemplate), _ b: (GrayImage, PreparedTemplate)) -> [UInt8] {
        let w = a.0.width + b.0.width, h = max(a.0.height, b.0.height)
        var canvas = Canvas(width: w, height: h)
        canvas.gray(a.0.pixels, a.0.width, a.0.height, 0, 0)
        canvas.gray(b.0.pixels, b.0.width, b.0.height, a.0.width, 0)
        for p in comparison.pairs {
            let m = a.1.minutiae[p.first], n = b.1.minutiae[p.second]
            canvas.line(m.x, m.y, n.x + Float(a.0.width), n.y, (60, 160, 60))
            canvas.minutia(m, 0, 0)
            canvas.minutia(n, Float(a.0.width), 0)
        }
        return PNG.encode(rgb: canvas.pixels, width: w, height: h)
    }
}

struct Canvas {
    typealias Colour = (UInt8, UInt8, UInt8)
    let width: Int
    let height: Int
    var pixels: [UInt8]

    init(width: Int, height: Int) {
        self.width = width
        self.height = height
        pixels = [UInt8](repeating: 255, count: width * height * 3)
    }

    mutating func set(_ x: Int, _ y: Int, _ c: Colour) {
        guard x >= 0, y >= 0, x < width, y < height else { return }
        let i = (y * width + x) * 3
        pixels[i] = c.0
        pixels[i + 1] = c.1
        pixels[i + 2] = c.2
    }

    mutating func tint(_ x: Int, _ y: Int, _ c: Colour) {
        let i = (y * width + x) * 3
        pixels[i] = UInt8((Int(pixels[i]) + Int(c.0)) / 2)
        pixels[i + 1] = UInt8((Int(pixels[i + 1]) + Int(c.1)) / 2)
        pixels[i + 2] = UInt8((Int(pixels[i + 2]) + Int(c.2)) / 2)
    }

    mutating func gray(_ v: [UInt8], _ w: Int, _ h: Int, _ x0: Int, _ y0: Int) {
        guard v.count == w * h else { return }
        for y in 0..<h { for x in 0..<w { set(x0 + x, y0 + y, (v[y * w + x], v[y * w + x], v[y * w + x])) } }
    }

    mutating func line(_ x0: Float, _ y0: Float, _ x1: Float, _ y1: Float, _ c: Colour) {
        guard x0.isFinite, y0.isFinite, x1.isFinite, y1.isFinite else { return }
        let n = min(4_096, max(1, Int(max(abs(x1 - x0), abs(y1 - y0)))))
        for k in 0...n {
            let t = Float(k) / Float(n)
            set(Int(x0 + t * (x1 - x0)), Int(y0 + t * (y1 - y0)), c)
        }
    }

    mutating func circle(_ x: Float, _ y: Float, _ r: Float, _ c: Colour) {
        for k in 0..<64 { set(Int(x + r * cos(Float(k) * .pi / 32)), Int(y + r * sin(Float(k) * .pi / 32)), c) }
    }

    /// A ring (ending) or a square (bifurcation) with a tail along its direction; green when good, red when poor.
    mutating func minutia(_ m: Minutia, _ dx: Float, _ dy: Float) {
        let q = Int(m.quality)
        let colour: Colour = (UInt8(min(255, 400 - 4 * min(q, 100))), UInt8(min(200, 2 * q)), 30)
        let x = m.x + dx, y = m.y + dy
        if m.kind == .bifurcation {
            for k in -3...3 {
                set(Int(x) + k, Int(y) - 3, colour)
                set(Int(x) + k, Int(y) + 3, colour)
                set(Int(x) - 3, Int(y) + k, colour)
                set(Int(x) + 3, Int(y) + k, colour)
            }
        } else {
            circle(x, y, 3.5, colour)
        }
        line(x + 3 * cos(m.angle), y - 3 * sin(m.angle), x + 13 * cos(m.angle), y - 13 * sin(m.angle), colour)
    }

    /// Rows of three bits, from the top, for what a plot needs to be read.
    private static let letters: [Character: [UInt8]] = [
        "0": [7, 5, 5, 5, 7], "1": [2, 6, 2, 2, 7], "2": [7, 1, 7, 4, 7], "3": [7, 1, 7, 1, 7], "4": [5, 5, 7, 1, 1],
        "5": [7, 4, 7, 1, 7], "6": [7, 4, 7, 5, 7], "7": [7, 1, 1, 2, 2], "8": [7, 5, 7, 5, 7], "9": [7, 5, 7, 1, 7],
        ".": [0, 0, 0, 0, 2], "%": [5, 1, 2, 4, 5], "F": [7, 4, 6, 4, 4], "M": [5, 7, 7, 5, 5], "R": [6, 5, 6, 5, 5],
        "N": [5, 7, 7, 7, 5],
    ]

    /// Digits and the few letters of error rates, 6 × 10 pixels each.
    mutating func text(_ text: String, _ x: Int, _ y: Int, _ colour: Colour = (70, 70, 70)) {
        for (i, c) in text.enumerated() {
            for (row, bits) in (Self.letters[c] ?? []).enumerated() {
                for column in 0..<3 where bits >> UInt8(2 - column) & 1 == 1 {
                    for dy in 0...1 { for dx in 0...1 { set(x + i * 8 + column * 2 + dx, y + row * 2 + dy, colour) } }
                }
            }
        }
    }
}

#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

/// Cuts a slap of four fingers (or two thumbs) into single fingers.
public enum SlapSegmenter {
    public struct Part: Sendable {
        public var position: FingerPosition
        /// Rectangle in the slap, in its own pixels.
        public var x: Int
        public var y: Int
        public var width: Int
        public var height: Int
        public var image: GrayImage
    }

    public enum Slap: Int, Sendable {
        case rightFour = 13
        case leftFour = 14
        case thumbs = 15

        /// From the left of the image to the right.
        var positions: [FingerPosition] {
            switch self {
            case .rightFour: [.rightIndex, .rightMiddle, .rightRing, .rightLittle]
            case .leftFour: [.leftLittle, .leftRing, .leftMiddle, .leftIndex]
            case .thumbs: [.leftThumb, .rightThumb]
            }
        }
    }

    /// The fingers found, from left to right. Refuses when fewer fingertips are found than the slap should have.
    public static func segment(_ slap: GrayImage, as kind: Slap, resolution: Double = 500) throws(ExtractionError) -> [Part] {
        guard resolution >= 100, resolution <= 2_000 else { throw .resolution(resolution) }
        // Work at about 62 dpi: one cell per millimetre and a half is enough to tell fingers apart.
        let cell = max(1, Int((resolution / 62.5).rounded()))
        let w = slap.width / cell, h = slap.height / cell
        guard w >= 16, h >= 16 else { throw .tooSmall(width: slap.width, height: slap.height) }
        var contrast = Plane(w, h, Float(0))
        for y in 0..<h {
            for x in 0..<w {
                var s = 0, q = 0
                for j in 0..<cell {
                    for i in 0..<cell {
                        let p = Int(slap.pixels[(y * cell + j) * slap.width + x * cell + i])
                        s += p
                        q += p * p
                    }
                }
                let n = Float(cell * cell), mean = Float(s) / n
                contrast[x, y] = max(0, Float(q) / n - mean * mean).squareRoot()
            }
        }
        contrast = contrast.smoothed(1.0)
        let sorted = contrast.values.sorted()
        let limit = max(8, 0.35 * sorted[sorted.count * 97 / 100])
        let wanted = kind.positions.count

        // Fingers are the islands of contrast; where two touch, the limit is raised until they part.
        var best: [(x0: Int, y0: Int, x1: Int, y1: Int, size: Int)] = []
        for raise in 0..<10 {
            let islands = islands(contrast, limit: limit * (1 + 0.12 * Float(raise)))
            let large = islands.filter { $0.size >= max(30, w * h / 400) && $0.y1 - $0.y0 >= 6 }
                .sorted { $0.size > $1.size }.prefix(wanted)
            if large.count > best.count { best = Array(large) }
            if best.count == wanted, !best.contains(where: { $0.x1 - $0.x0 > w * 6 / (5 * wanted) }) { break }
        }
        guard best.count == wanted else {
            throw .unavailable("\(best.count) fingers were found in the slap where \(wanted) should be")
        }
        best.sort { $0.x0 + $0.x1 < $1.x0 + $1.x1 }
        return best.enumerated().map { k, b in
            // The fingertip: of a long island the upper part, 45 cells are about 28 mm.
            let x0 = max(0, b.x0 - 2) * cell, x1 = min(w, b.x1 + 3) * cell
            let y0 = max(0, b.y0 - 2) * cell, y1 = min(min(h, b.y1 + 3), b.y0 + 62) * cell
            var pixels: [UInt8] = []
            for y in y0..<y1 { pixels += slap.pixels[(y * slap.width + x0)..<(y * slap.width + x1)] }
            return Part(
                position: kind.positions[k], x: x0, y: y0, width: x1 - x0, height: y1 - y0,
                image: GrayImage(unchecked: x1 - x0, y1 - y0, pixels, resolution))
        }
    }

    private static func islands(_ contrast: Plane<Float>, limit: Float) -> [(x0: Int, y0: Int, x1: Int, y1: Int, size: Int)] {
        let w = contrast.width, h = contrast.height
        var seen = [Bool](repeating: false, count: w * h)
        var result: [(x0: Int, y0: Int, x1: Int, y1: Int, size: Int)] = []
        var stack: [Int] = []
        for start in 0..<(w * h) where !seen[start] && contrast.values[start] > limit {
            var island = (x0: w, y0: h, x1: 0, y1: 0, size: 0)
            seen[start] = true
            stack.append(start)
            while let i = stack.popLast() {
                let x = i % w, y = i / w
                island = (min(island.x0, x), min(island.y0, y), max(island.x1, x), max(island.y1, y), island.size + 1)
                for (nx, ny) in [(x - 1, y), (x + 1, y), (x, y - 1), (x, y + 1)] where nx >= 0 && ny >= 0 && nx < w && ny < h {
                    let n = ny * w + nx
                    if !seen[n] && contrast.values[n] > limit {
                        seen[n] = true
                        stack.append(n)
                    }
                }
            }
            result.append(island)
        }
        return result
    }
}

/// Checks that the fingers of an enrolment are ten different fingers in the order claimed.
public enum SequenceCheck {
    public enum Finding: Sendable, Equatable, CustomStringConvertible {
        /// The same finger was given twice.
        case repeated(FingerPosition, FingerPosition)
        /// A finger of the slap answers to another finger's rolled or plain print.
        case swapped(claimed: FingerPosition, actual: FingerPosition)

        public var description: String {
            switch self {
            case .repeated(let a, let b): "\(FileInspector.words(a)) and \(FileInspector.words(b)) are the same finger: one was given twice"
            case .swapped(let a, let b): "what is called \(FileInspector.words(a)) is the \(FileInspector.words(b)): wrong finger order"
            }
        }
    }

    /// - Parameters:
    ///   - fingers: single impressions by claimed position.
    ///   - reference: a second set (from slaps) taken of the same person, or none.
    ///   - threshold: score above which two impressions are of the same finger (default: one false match in 10,000).
    public static func findings(
        _ fingers: [FingerprintTemplate], reference: [FingerprintTemplate] = [],
        threshold: Double = ScoreCalibration.threshold(falseMatchRate: 1e-4)
    ) -> [Finding] {
        let matcher = FingerprintMatcher()
        let a = fingers.map { PreparedTemplate($0) }, b = reference.map { PreparedTemplate($0) }
        var result: [Finding] = []
        for i in a.indices {
            for j in (i + 1)..<max(a.count, i + 1) where fingers[i].position != fingers[j].position {
                if matcher.compare(a[i], a[j]).score >= threshold {
                    result.append(.repeated(fingers[i].position, fingers[j].position))
                }
            }
            for j in b.indices where reference[j].position != fingers[i].position {
                if matcher.compare(a[i], b[j]).score >= threshold {
                    result.append(.swapped(claimed: fingers[i].position, actual: reference[j].position))
                }
            }
        }
        return result
    }
}

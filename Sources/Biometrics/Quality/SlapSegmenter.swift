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
        // Where the extractor sees ridges, in blocks of 8 × 8 pixels at 500 dpi: print, writing and dirt are not periodic.
        var extractor = ClassicalExtractor()
        // A little finger is small beside three that touch.
        extractor.islands = 60
        let (_, trace) = try extractor.trace(slap, resolution: resolution)
        var ridges = Plane(trace.columns, trace.rows, UInt8(0))
        ridges.values = trace.mask
        let wanted = kind.positions.count
        var best: [Island] = []
        // Lines of writing and touching fingers are cut off by opening; the wider, the more.
        for reach in 3...9 {
            let found = tips(islands(opened(ridges, reach)).filter(\.likeFinger)).prefix(wanted)
            if found.count > best.count { best = Array(found) }
            // One finger is never as broad as two.
            if best.count == wanted, !best.contains(where: { $0.x1 - $0.x0 > 62 }) { break }
        }
        guard best.count == wanted else {
            throw .unavailable("\(best.count) fingers were found in the slap where \(wanted) should be")
        }
        best.sort { $0.x0 + $0.x1 < $1.x0 + $1.x1 }
        let pixel = Double(RidgeFlow.block) * resolution / 500
        func place(_ block: Int, _ end: Int) -> Int { min(end, max(0, Int((Double(block) * pixel).rounded()))) }
        return best.enumerated().map { k, b in
            // The fingertip: of a long island the upper part, 62 blocks are 25 mm.
            let x0 = place(b.x0 - 2, slap.width), x1 = place(b.x1 + 3, slap.width)
            let y0 = place(b.y0 - 2, slap.height), y1 = place(min(b.y1 + 3, b.y0 + 62), slap.height)
            var pixels: [UInt8] = []
            for y in y0..<y1 { pixels += slap.pixels[(y * slap.width + x0)..<(y * slap.width + x1)] }
            return Part(
                position: kind.positions[k], x: x0, y: y0, width: x1 - x0, height: y1 - y0,
                image: GrayImage(unchecked: x1 - x0, y1 - y0, pixels, resolution))
        }
    }

    private struct Island {
        var x0: Int
        var y0: Int
        var x1: Int
        var y1: Int
        var size: Int

        /// At least 7 mm broad and high, and round enough: not a neighbour's edge nor what is left of handwriting.
        var likeFinger: Bool {
            let width = x1 - x0 + 1, height = y1 - y0 + 1
            return width >= 18 && height >= 18 && size * 2 >= width * height
        }
    }

    /// The largest islands first; of those above each other only the uppermost: what lies below a fingertip is the same
    /// finger's next joint.
    private static func tips(_ islands: [Island]) -> [Island] {
        islands.filter { b in
            !islands.contains { a in
                let shared = min(a.x1, b.x1) - max(a.x0, b.x0) + 1, narrower = min(a.x1 - a.x0, b.x1 - b.x0) + 1
                return a.y0 < b.y0 && a.y1 < b.y1 && 10 * a.size >= 6 * b.size && Double(shared) > 0.45 * Double(narrower)
            }
        }
        .sorted { $0.size > $1.size }
    }

    /// Erosion and dilation by a square of `2 × reach + 1` blocks; beyond the image nothing is eroded, since fingers reach over
    /// the edge of a card.
    private static func opened(_ mask: Plane<UInt8>, _ reach: Int) -> Plane<UInt8> {
        func pass(_ m: Plane<UInt8>, _ keep: UInt8) -> Plane<UInt8> {
            // A square is a row and then a column; a block takes the value `keep` where any in reach has it.
            var rows = m, result = m
            for y in 0..<m.height {
                for x in 0..<m.width {
                    rows[x, y] = (max(0, x - reach)...min(m.width - 1, x + reach)).contains { m[$0, y] == keep } ? keep : 1 - keep
                }
            }
            for y in 0..<m.height {
                for x in 0..<m.width {
                    result[x, y] = (max(0, y - reach)...min(m.height - 1, y + reach)).contains { rows[x, $0] == keep } ? keep : 1 - keep
                }
            }
            return result
        }
        return pass(pass(mask, 0), 1)
    }

    private static func islands(_ mask: Plane<UInt8>) -> [Island] {
        let w = mask.width, h = mask.height
        var seen = [Bool](repeating: false, count: w * h)
        var result: [Island] = [], stack: [Int] = []
        for start in 0..<(w * h) where !seen[start] && mask.values[start] == 1 {
            var island = Island(x0: w, y0: h, x1: 0, y1: 0, size: 0)
            seen[start] = true
            stack.append(start)
            while let i = stack.popLast() {
                let x = i % w, y = i / w
                island = Island(
                    x0: min(island.x0, x), y0: min(island.y0, y), x1: max(island.x1, x), y1: max(island.y1, y), size: island.size + 1)
                for (nx, ny) in [(x - 1, y), (x + 1, y), (x, y - 1), (x, y + 1)] where nx >= 0 && ny >= 0 && nx < w && ny < h {
                    let n = ny * w + nx
                    if !seen[n] && mask.values[n] == 1 {
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

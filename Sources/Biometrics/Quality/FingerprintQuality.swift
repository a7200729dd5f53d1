#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// How well an impression will match: 0 to 100, higher is better, oriented as NFIQ 2 (which it does not reproduce), with
/// reasons that an operator can act on.
public struct FingerprintQuality: Sendable, Equatable {
    public enum Reason: String, Sendable, CaseIterable {
        case tooLittleArea = "too little of the finger is on the sensor"
        case tooDry = "ridges are broken: the finger is too dry or presses too lightly"
        case tooWet = "ridges run together: the finger is too wet or presses too hard"
        case lowContrast = "low contrast: clean the sensor"
        case fewMinutiae = "too few minutiae were found"
        case noisyRidges = "the ridges are unclear"
        case offCentre = "the finger is not centred"
        case noFinger = "no finger was found"
    }

    /// 0…100.
    public var score: Int
    public var reasons: [Reason]
    /// What the score was computed from, each 0…1, for who wants to see why.
    public var area: Double
    public var clarity: Double
    public var coherence: Double
    public var minutiae: Double

    /// Assesses an image. Failure to enrol (`ExtractionError`) is thrown, a poor score is not.
    public static func assess(_ image: GrayImage, resolution: Double = 500) throws(ExtractionError) -> FingerprintQuality {
        let (template, trace) = try ClassicalExtractor().trace(image, resolution: resolution)
        return assess(template, trace)
    }

    static func assess(_ template: FingerprintTemplate, _ trace: ExtractionTrace) -> FingerprintQuality {
        let blocks = trace.mask.indices.filter { trace.mask[$0] == 1 }
        guard blocks.count >= 20 else {
            return FingerprintQuality(score: 0, reasons: [.noFinger], area: 0, clarity: 0, coherence: 0, minutiae: 0)
        }
        // A flat print of an adult covers about 1,100 blocks of 8 × 8 pixels.
        let area = min(1, Double(blocks.count) / 1_100)
        let coherence = Double(blocks.reduce(Float(0)) { $0 + trace.coherence[$1] }) / Double(blocks.count)
        // Mean filter response on the finger, and how black and white share the print.
        let width = trace.image.width, height = trace.image.height
        var response: Float = 0, black = 0, pixels = 0, strong = 0
        var contrastSum: Double = 0
        var sumX = 0, sumY = 0
        for b in blocks {
            let bx = b % trace.columns, by = b / trace.columns
            sumX += bx
            sumY += by
            var s = 0, q = 0, n = 0, blockResponse: Float = 0
            for y in (by * 8)..<min(height, by * 8 + 8) {
                for x in (bx * 8)..<min(width, bx * 8 + 8) {
                    let i = y * width + x
                    blockResponse += abs(trace.enhanced[i])
                    let p = Int(trace.image.pixels[i])
                    s += p
                    q += p * p
                    if p < 90 { black += 1 }
                    n += 1
                }
            }
            response += blockResponse
            if blockResponse > 0.32 * Float(n) { strong += 1 }
            pixels += n
            let mean = Double(s) / Double(n)
            contrastSum += max(0, Double(q) / Double(n) - mean * mean).squareRoot()
        }
        let clarity = min(1, Double(response) / Double(max(1, pixels)) / 0.62)
        let strongShare = Double(strong) / Double(blocks.count)
        let contrast = contrastSum / Double(blocks.count)
        let darkness = Double(black) / Double(max(1, pixels))
        let good = template.minutiae.count { $0.quality >= 30 }
        let minutiae = min(1, Double(good) / 38)

        let value = 0.30 * area + 0.22 * clarity + 0.13 * coherence + 0.23 * minutiae + 0.12 * strongShare
        let score = Int((min(1, max(0, (value - 0.25) / 0.70)) * 100).rounded())
        var reasons: [Reason] = []
        if area < 0.45 { reasons.append(.tooLittleArea) }
        if contrast < 14 { reasons.append(.lowContrast) }
        if clarity < 0.62 || strongShare < 0.5 {
            reasons.append(darkness > 0.62 ? .tooWet : darkness < 0.12 ? .tooDry : .noisyRidges)
        }
        if good < 14 { reasons.append(.fewMinutiae) }
        let cx = Double(sumX * 8) / Double(blocks.count) - Double(width) / 2
        let cy = Double(sumY * 8) / Double(blocks.count) - Double(height) / 2
        if abs(cx) > 0.22 * Double(width) || abs(cy) > 0.22 * Double(height) { reasons.append(.offCentre) }
        return FingerprintQuality(
            score: score, reasons: reasons, area: area, clarity: clarity, coherence: coherence, minutiae: minutiae)
    }
}

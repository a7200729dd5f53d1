#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// What turns an image into minutiae; the classical extractor and the learnt one stand behind it.
public protocol MinutiaExtractor: Sendable {
    var name: String { get }
    /// - Parameter resolution: pixels per inch of the image.
    func extract(_ image: GrayImage, resolution: Double) throws(ExtractionError) -> FingerprintTemplate
}

/// Failure to enrol: the image was read, but no template can be made of it.
public enum ExtractionError: Error, Equatable, Sendable, CustomStringConvertible {
    case tooSmall(width: Int, height: Int)
    case resolution(Double)
    case unavailable(String)
    case fewMinutiae(Int)

    public var description: String {
        switch self {
        case .tooSmall(let w, let h): "the image has \(w) × \(h) pixels at 500 dpi; at least 64 × 64 are needed"
        case .resolution(let r): "a resolution of \(r) dpi is outside 100…2,000"
        case .unavailable(let why): why
        case .fewMinutiae(let n): "\(n) minutiae were found, fewer than \(PreparedTemplate.least): nothing to compare"
        }
    }
}

/// What each stage made, for who wants to see why.
public struct ExtractionTrace: Sendable {
    public var image: GrayImage
    public var columns = 0
    public var rows = 0
    /// Per 8 × 8 block: radians along the ridge in 0..<π (y up), coherence 0…1, period in pixels, 1 on the finger.
    public var direction: [Float] = []
    public var coherence: [Float] = []
    public var period: [Float] = []
    public var mask: [UInt8] = []
    /// Per pixel: filter response, ridge or not, skeleton before and after mending.
    public var enhanced: [Float] = []
    public var binary: [UInt8] = []
    public var thinned: [UInt8] = []
    public var mended: [UInt8] = []
    public var minutiae: [Minutia] = []
    public var singularities: [Singularity] = []
}

/// Minutiae by classical means: ridge flow, Gabor filtering, thinning, mending.
public struct ClassicalExtractor: MinutiaExtractor {
    public let name = "classical"
    /// Areas of ridges smaller than this share of the largest are dirt: 1 in 5 with one finger on the sensor.
    var islands = 5

    public init() {}

    public func extract(_ image: GrayImage, resolution: Double = 500) throws(ExtractionError) -> FingerprintTemplate {
        var trace: ExtractionTrace?
        return try extract(image, resolution: resolution, trace: &trace)
    }

    /// As `extract`, and keeps what each stage made.
    public func trace(_ image: GrayImage, resolution: Double = 500) throws(ExtractionError) -> (FingerprintTemplate, ExtractionTrace) {
        var trace: ExtractionTrace? = ExtractionTrace(image: image)
        let template = try extract(image, resolution: resolution, trace: &trace)
        return (template, trace ?? ExtractionTrace(image: image))
    }

    func extract(
        _ original: GrayImage, resolution: Double, trace: inout ExtractionTrace?
    ) throws(ExtractionError) -> FingerprintTemplate {
        guard resolution >= 100, resolution <= 2_000 else { throw .resolution(resolution) }
        let image = original.resampled(from: resolution, to: 500)
        let width = image.width, height = image.height
        guard width >= 64, height >= 64 else { throw .tooSmall(width: width, height: height) }

        // Flow of the raw image.
        let raw = image.pixels.map(Float.init)
        let (mean, deviation) = RidgeFlow.statistics(of: raw, width: width, height: height, stride: width)
        let (normal, stride) = RidgeEnhancer.normalised(image, mean: mean, deviation: deviation)
        let margin = RidgeEnhancer.margin
        let origin = margin * stride + margin
        var flow: RidgeFlow = normal.withUnsafeBufferPointer { p in
            let base = p.baseAddress.map { $0 + origin }
            guard let base else { return RidgeFlow.empty }
            let tensor = RidgeFlow.tensor(of: base, width: width, height: height, stride: stride)
            let fine = RidgeFlow.direction(tensor, sigma: 1.4)
            let mask = RidgeFlow.segment(deviation: deviation, cosine: fine.cosine, sine: fine.sine, islands: islands)
            let period = RidgeFlow.periods(
                of: base, width: width, height: height, stride: stride, cosine: fine.cosine, sine: fine.sine, mask: mask)
            return RidgeFlow(
                columns: mask.width, rows: mask.height, cosine: fine.cosine, sine: fine.sine, mean: mean, deviation: deviation,
                mask: mask, period: period)
        }

        // A first filtering clears the flow, a second one the ridges.
        var enhanced = RidgeEnhancer.filter(
            normal, stride: stride, width: width, height: height, cosine: flow.cosine, sine: flow.sine, flow: flow)
        enhanced.withUnsafeBufferPointer { p in
            guard let base = p.baseAddress else { return }
            let tensor = RidgeFlow.tensor(of: base + origin, width: width, height: height, stride: stride)
            let clear = RidgeFlow.direction(tensor, sigma: 0.9)
            flow.cosine = clear.cosine
            flow.sine = clear.sine
            flow.narrow(response: base + origin, width: width, height: height, stride: stride, islands: islands)
        }
        enhanced = RidgeEnhancer.filter(
            normal, stride: stride, width: width, height: height, cosine: flow.cosine, sine: flow.sine, flow: flow)

        var bits = BitImage(width: width, height: height)
        var binary = bits
        for y in 0..<height {
            let row = origin + y * stride
            var x = 0
            while x < width {
                var word: UInt64 = 0
                let n = min(64, width - x)
                for k in 0..<n where enhanced[row + x + k] < 0 { word |= 1 << UInt64(k) }
                bits.words[(y + 1) * bits.stride + 1 + x >> 6] = word
                x += 64
            }
        }
        if trace != nil { binary = bits }
        bits.thin()
        var skeleton = RidgeSkeleton(bits)
        let thinned = trace != nil ? skeleton.pixels : []
        let f = flow
        skeleton.mend(flow: flow, cosine: flow.cosine, sine: flow.sine) { x, y in
            max(5, f.period[x / RidgeFlow.block, y / RidgeFlow.block])
        }
        let minutiae = MinutiaDetector.detect(skeleton, flow: flow, enhanced: enhanced, stride: stride, origin: origin)

        let singularities = SingularityFinder.find(cosine: flow.cosine, sine: flow.sine, mask: flow.mask)

        if trace != nil {
            trace?.singularities = singularities
            trace?.image = image
            trace?.columns = flow.columns
            trace?.rows = flow.rows
            var directions: [Float] = [], coherences: [Float] = []
            for (c, s) in zip(flow.cosine.values, flow.sine.values) {
                let a: Float = -0.5 * atan2(s, c)
                directions.append(a < 0 ? a + .pi : a)
                coherences.append((c * c + s * s).squareRoot())
            }
            trace?.direction = directions
            trace?.coherence = coherences
            trace?.period = flow.period.values
            trace?.mask = flow.mask.values
            func inner<T>(_ v: [T], _ from: Int, _ step: Int) -> [T] {
                var result: [T] = []
                for y in 0..<height { result += v[(from + y * step)..<(from + y * step + width)] }
                return result
            }
            var black = [UInt8](repeating: 0, count: width * height)
            for i in black.indices where binary[i % width, i / width] { black[i] = 1 }
            trace?.enhanced = inner(enhanced, origin, stride)
            trace?.binary = black
            trace?.thinned = inner(thinned, width + 3, width + 2)
            trace?.mended = inner(skeleton.pixels, width + 3, width + 2)
            trace?.minutiae = minutiae
        }
        return FingerprintTemplate(width: width, height: height, minutiae: minutiae, singularities: singularities)
    }
}

extension RidgeFlow {
    static var empty: RidgeFlow {
        let none = Plane(1, 1, Float(0))
        return RidgeFlow(
            columns: 1, rows: 1, cosine: none, sine: none, mean: none, deviation: none, mask: Plane(1, 1, 0), period: none)
    }
}

import CBiometrics
#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// Minutiae by the LEADER network (Cappelli, IEEE Access 2025), through ONNX Runtime.
///
/// Neither is part of Sextant: `Benchmarks/biometrics/install-models` fetches both. The network's channels are the
/// probability that a minutia is at the pixel, its direction, its type, and the first after non-maximum suppression.
public final class LearntExtractor: MinutiaExtractor, @unchecked Sendable {
    // Unchecked: the session is only read after `init`, and ONNX Runtime's `Run` may be called from several threads.
    public let name = "learnt"
    private let network: OpaquePointer
    private let threshold: Float

    /// Where models are looked for: `SEXTANT_MODELS`, else `.models` in the working directory.
    public static var standardFolder: String {
        if let folder = getenv("SEXTANT_MODELS") { return String(cString: folder) }
        return ".models"
    }

    /// - Parameters:
    ///   - folder: holds `LEADER.onnx` and `libonnxruntime.so`.
    ///   - threads: of ONNX Runtime for one image.
    ///   - threshold: least probability of a minutia.
    public init(folder: String = standardFolder, threads: Int = 1, threshold: Float = 0.5) throws(ExtractionError) {
        self.threshold = threshold
        let library = folder + "/libonnxruntime.so", model = folder + "/LEADER.onnx"
        for file in [library, model] where access(file, R_OK) != 0 {
            throw .unavailable("the learnt extractor is not installed: \(file) is missing (see install-models)")
        }
        var reason = [CChar](repeating: 0, count: 512)
        guard let opened = sextant_network_open(library, model, Int32(threads), &reason, reason.count) else {
            throw .unavailable("the learnt extractor cannot be loaded: \(Self.text(reason))")
        }
        network = opened
    }

    deinit { sextant_network_close(network) }

    private static func text(_ c: [CChar]) -> String {
        String(decoding: c.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    public func extract(_ original: GrayImage, resolution: Double = 500) throws(ExtractionError) -> FingerprintTemplate {
        guard resolution >= 100, resolution <= 2_000 else { throw .resolution(resolution) }
        let image = original.resampled(from: resolution, to: 500)
        let width = image.width, height = image.height
        guard width >= 64, height >= 64 else { throw .tooSmall(width: width, height: height) }
        // Sides in multiples of 32, the image in the middle.
        let paddedWidth = (width + 31) / 32 * 32, paddedHeight = (height + 31) / 32 * 32
        let left = (paddedWidth - width) / 2, top = (paddedHeight - height) / 2
        var pixels = [Float](repeating: Float(image.pixels[0]), count: paddedWidth * paddedHeight)
        for y in 0..<height {
            for x in 0..<width { pixels[(top + y) * paddedWidth + left + x] = Float(image.pixels[y * width + x]) }
        }
        var answer = [Float](repeating: 0, count: pixels.count * 4)
        var reason = [CChar](repeating: 0, count: 512)
        guard
            sextant_network_run(
                network, "input", &pixels, Int64(paddedHeight), Int64(paddedWidth), &answer, 4, &reason, reason.count) == 1
        else { throw .unavailable("the learnt extractor failed: \(Self.text(reason))") }
        var minutiae: [Minutia] = []
        for y in 0..<height {
            for x in 0..<width {
                let i = ((top + y) * paddedWidth + left + x) * 4
                guard answer[i + 3] >= threshold else { continue }
                minutiae.append(
                    Minutia(
                        x: Float(x), y: Float(y), angle: answer[i + 1], kind: answer[i + 2] >= 0.5 ? .ending : .bifurcation,
                        quality: UInt8(min(max(answer[i + 3] * 100, 1), 100))))
            }
        }
        return FingerprintTemplate(width: width, height: height, minutiae: minutiae)
    }
}

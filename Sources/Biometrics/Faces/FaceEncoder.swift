import CBiometrics
#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// What turns a face image into an embedding.
public protocol FaceEncoder: Sendable {
    var name: String { get }
    /// Dimensions of the embedding, at most 1,024.
    var dimensions: Int { get }
    /// Refuses images without a usable face.
    func encode(_ image: GrayImage) throws(FaceError) -> [Float]
}

public enum FaceError: Error, Equatable, Sendable, CustomStringConvertible {
    case dimensions(expected: Int, found: Int)
    case notFinite
    case zero
    case unavailable(String)
    case noFace
    case failed(String)

    public var description: String {
        switch self {
        case .dimensions(let e, let f): "the embedding has \(f) dimensions, not \(e)"
        case .notFinite: "the embedding has values that are no numbers"
        case .zero: "the embedding is zero"
        case .unavailable(let why): why
        case .noFace: "no face was found"
        case .failed(let why): why
        }
    }
}

/// dlib's residual network (128 dimensions), where `Benchmarks/biometrics/install-face-models` has built it; elsewhere a
/// clear refusal.
public final class DlibFaceEncoder: FaceEncoder, @unchecked Sendable {
    // Unchecked: the library serialises calls by a lock of its own.
    /// The cosine from which two of its embeddings are taken for one face: of the pairs of different people of the ORL faces
    /// about one in a thousand reaches it (Benchmarks/biometrics).
    public static let threshold: Float = 0.932
    /// Of who is sought among all faces more is asked: no pair of different people of either half of the ORL faces reaches it.
    public static let identificationThreshold: Float = 0.945
    public static let encoderName = "dlib"
    public let name = DlibFaceEncoder.encoderName
    public let dimensions = 128
    private let encoder: OpaquePointer

    /// - Parameter folder: holds `libsextant-dlib.so` and the two model files.
    public init(folder: String = LearntExtractor.standardFolder) throws(FaceError) {
        let files = ["libsextant-dlib.so", "shape_predictor_5_face_landmarks.dat", "dlib_face_recognition_resnet_model_v1.dat"]
            .map { folder + "/" + $0 }
        for file in files where access(file, R_OK) != 0 {
            throw .unavailable("the face encoder is not installed: \(file) is missing (see install-face-models)")
        }
        var reason = [CChar](repeating: 0, count: 512)
        // dlopen looks in the system's folders unless the path has a slash.
        let library = files[0].contains("/") ? files[0] : "./" + files[0]
        guard let opened = sextant_face_open(library, files[1], files[2], &reason, reason.count) else {
            let text = String(decoding: reason.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
            throw .unavailable("the face encoder cannot be loaded: \(text)")
        }
        encoder = opened
    }

    deinit { sextant_face_close(encoder) }

    public func encode(_ image: GrayImage) throws(FaceError) -> [Float] {
        guard image.width * image.height <= 16 << 20 else { throw .failed("the image has more than 16 megapixels") }
        var out = [Float](repeating: 0, count: dimensions)
        switch sextant_face_encode(encoder, image.pixels, Int32(image.width), Int32(image.height), &out) {
        case 1: return out
        case 0: throw .noFace
        default: throw .failed("the face encoder failed")
        }
    }
}

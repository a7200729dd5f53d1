import Biometrics
import Registry

/// A face made comparable.
struct FaceEmbedding: Hashable, Sendable {
    var space: FaceSpace
    var numbers: [Float]

    /// Begins the format of an embedding: 32-bit little-endian IEEE 754 numbers, as many as the encoder has dimensions. Behind it may
    /// stand a semicolon and the name of the encoder.
    static let format = "embedding-f32le"
    static let dimensionsMax = 1024

    init(space: FaceSpace, numbers: [Float]) { (self.space, self.numbers) = (space, numbers) }

    /// `nil` of what is no embedding, or one that can be compared with nothing.
    init?(_ stored: StoredTemplate) {
        let bytes = stored.bytes
        guard let encoder = FaceEmbedding.encoder(stored.format), bytes.count % 4 == 0,
            (1...FaceEmbedding.dimensionsMax).contains(bytes.count / 4)
        else { return nil }
        numbers = stride(from: 0, to: bytes.count, by: 4).map { at in
            Float(bitPattern: (0..<4).reduce(UInt32(0)) { $0 | UInt32(bytes[at + $1]) << (8 * UInt32($1)) })
        }
        guard numbers.allSatisfy(\.isFinite), numbers.contains(where: { $0 != 0 }) else { return nil }
        space = FaceSpace(encoder: encoder, dimensions: numbers.count)
    }

    /// Name of the encoder that a format names, empty where it names none; `nil` of a format that is no embedding's.
    static func encoder(_ format: String) -> String? {
        if format == FaceEmbedding.format { return "" }
        let named = FaceEmbedding.format + ";"
        return format.hasPrefix(named) ? String(format.dropFirst(named.count)) : nil
    }

    /// As it is stored under a kind of sample.
    func stored(as kind: String) -> StoredTemplate {
        StoredTemplate(
            kind: kind, format: space.encoder.isEmpty ? FaceEmbedding.format : "\(FaceEmbedding.format);\(space.encoder)",
            bytes: numbers.flatMap { number in (0..<4).map { UInt8(truncatingIfNeeded: number.bitPattern >> (8 * UInt32($0))) } })
    }
}

/// Embeddings that can be compared with one another: those of one encoder. Of senders who do not name theirs the number of dimensions
/// must do.
struct FaceSpace: Hashable, Sendable {
    var encoder: String
    var dimensions: Int
}

/// For what two faces are compared.
enum FaceClaim: Sendable {
    /// Whether it is the person that other data name.
    case verification
    /// Who among all it may be.
    case identification
}

/// Cosines from which two embeddings are taken for one face. They belong to the encoder, and are an installation's to measure
/// (Implementing Decision (EU) 2019/329 asks it to, monthly).
enum FaceThreshold {
    static func cosine(_ claim: FaceClaim, in space: FaceSpace) -> Float {
        switch (space.encoder, claim) {
        case (DlibFaceEncoder.encoderName, .verification): DlibFaceEncoder.threshold
        case (DlibFaceEncoder.encoderName, .identification): DlibFaceEncoder.identificationThreshold
        // These suit the usual networks.
        case (_, .verification): 0.5
        case (_, .identification): 0.6
        }
    }
}

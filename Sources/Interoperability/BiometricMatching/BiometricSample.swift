import Biometrics
import Registry

/// A sample or template as a system stores it, read for comparison. What cannot be read, or is too poor to be compared, is
/// a failure to enrol and no error: the record stands, and comparisons say that they could not be made.
enum BiometricSample: Sendable {
    case fingerprint(FingerprintTemplate)
    case face([Float])

    /// Format of a face embedding: 32-bit little-endian IEEE 754 numbers, as many as the encoder has dimensions.
    static let embeddingFormat = "embedding-f32le"
    /// Fewer minutiae say nothing about whose they are.
    static let minutiaeMin = 8
    static let dimensionsMax = 1024
    /// Pixels of an image, at 500 dpi four inches square: more than any print that is compared has. What takes templates in decodes
    /// them before the commit's reply leaves, so that one of a giant would hold up everybody's.
    static let pixelsMax = 4 << 20

    init?(_ stored: StoredTemplate) {
        let parts = stored.kind.split(separator: "/")
        switch parts.first {
        case let part? where BiometricSample.fingers.contains(part):
            let position = parts.dropFirst().first.flatMap { UInt8($0) }.flatMap { FingerPosition(rawValue: $0) }
            guard var template = BiometricSample.template(stored.bytes), template.minutiae.count >= BiometricSample.minutiaeMin else { return nil }
            template.position = position ?? template.position
            if parts.first != "fingerprint" { template.position = .unknown }
            self = .fingerprint(template)
        case "face", "facialImage":
            guard stored.format == BiometricSample.embeddingFormat, stored.bytes.count % 4 == 0,
                (1...BiometricSample.dimensionsMax).contains(stored.bytes.count / 4)
            else { return nil }
            let numbers = stride(from: 0, to: stored.bytes.count, by: 4).map { at in
                Float(bitPattern: (0..<4).reduce(UInt32(0)) { $0 | UInt32(stored.bytes[at + $1]) << (8 * UInt32($1)) })
            }
            guard numbers.allSatisfy(\.isFinite), numbers.contains(where: { $0 != 0 }) else { return nil }
            self = .face(numbers)
        default: return nil
        }
    }

    /// Format of templates that Sextant makes.
    static let templateFormat = "iso19794-2:2005"
    private static let fingers: Set<Substring> = ["fingerprint", "latent", "latentFingerprint", "latentPrint"]

    /// A print from a scene: nobody knows whose it is, nor which finger's.
    static func isLatent(_ stored: StoredTemplate) -> Bool { stored.kind.hasPrefix("latent") }

    /// An image of a finger, which comparing would first make a template of.
    static func isImage(_ stored: StoredTemplate) -> Bool {
        stored.kind.split(separator: "/").first.map(fingers.contains) ?? false && !MinutiaeRecord.isRecord(stored.bytes)
            && ImageFile.format(of: stored.bytes) != nil
    }

    /// The template of an image; `nil` where none can be made.
    static func enrolled(_ stored: StoredTemplate) -> StoredTemplate? {
        guard let template = template(stored.bytes), let bytes = try? MinutiaeRecord.encode(template) else { return nil }
        return StoredTemplate(kind: stored.kind, format: templateFormat, bytes: bytes)
    }

    /// A minutiae record of any of the standards, or an image of 500 dpi in any format that is read.
    private static func template(_ bytes: [UInt8]) -> FingerprintTemplate? {
        if MinutiaeRecord.isRecord(bytes) { return try? MinutiaeRecord.decode(bytes).templates.first }
        guard ImageFile.format(of: bytes) != nil, let image = try? ImageFile.decode(bytes, pixelLimit: pixelsMax) else { return nil }
        return try? ClassicalExtractor().extract(image)
    }
}

extension Sequence where Element == StoredTemplate {
    var fingerprints: [FingerprintTemplate] {
        compactMap { if case .fingerprint(let template)? = BiometricSample($0) { template } else { nil } }
    }
    var faces: [[Float]] {
        compactMap { if case .face(let embedding)? = BiometricSample($0) { embedding } else { nil } }
    }
}

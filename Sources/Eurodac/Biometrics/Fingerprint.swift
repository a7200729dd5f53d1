import Registry
import Wire

/// One fingerprint: position as in ISO/IEC 19794-4 (1 right thumb to 5 right little, 6 left thumb to 10 left little), plain or
/// rolled; or a latent one, whose position may be unknown.
public struct Fingerprint: WireRecord, Hashable {
    /// 0 is unknown, for latent prints only.
    public var position = 0
    public var format = ""
    public var quality: Int?
    public var data = BiometricBytes([])

    public init() {}
    public init(position: Int, format: String, quality: Int? = nil, data: [UInt8]) {
        self.position = position
        self.format = format
        self.quality = quality
        self.data = BiometricBytes(data)
    }

    public static let wireName = "EurodacFingerprint"
    public static let meaning = "One fingerprint, as an image or a template."
    public static let fields: [Field<Fingerprint>] = [
        .required(
            "position", \.position, "1 right thumb to 5 right little, 6 to 10 left; 0 unknown.",
            limits: .integer(0...10)),
        .required(
            "format", \.format, "Format of the data, for instance wsq or iso19794-2:2005.",
            limits: .text(.init(length: 1...60))),
        .optional("quality", \.quality, "NFIQ 2, 0 to 100, the higher the better.", limits: .integer(0...100)),
        .required("data", \.data, "The image or template."),
    ]

    public var template: StoredTemplate {
        StoredTemplate(kind: "fingerprint/\(position)", format: format, bytes: data.bytes)
    }
}

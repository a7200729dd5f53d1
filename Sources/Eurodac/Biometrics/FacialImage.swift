import Registry
import Wire

/// A facial image of a quality that allows automatic matching (1358 Article 2(1)(r)).
public struct FacialImage: WireRecord, Hashable {
    public var format = ""
    public var quality: Int?
    public var data = BiometricBytes([])

    public init() {}
    public init(format: String, quality: Int? = nil, data: [UInt8]) {
        self.format = format
        self.quality = quality
        self.data = BiometricBytes(data)
    }

    public static let wireName = "EurodacFacialImage"
    public static let meaning = "A facial image or face template."
    public static let fields: [Field<FacialImage>] = [
        .required(
            "format", \.format, "Format of the data, for instance iso39794-5:2019 or jpeg2000.",
            limits: .text(.init(length: 1...60))),
        .optional("quality", \.quality, "Quality, 0 to 100, the higher the better.", limits: .integer(0...100)),
        .required("data", \.data, "The image or template."),
    ]

    public var template: StoredTemplate { StoredTemplate(kind: "face", format: format, bytes: data.bytes) }
}

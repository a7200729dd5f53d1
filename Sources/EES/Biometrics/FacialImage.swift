import Identity
import Registry
import Wire

/// Where a facial image comes from (Article 15).
public enum FacialImageSource: String, CaseIterable, Hashable, Sendable, WireChoice {
    /// Taken live.
    case live
    /// Read from the chip of an electronic travel document, in exceptional cases.
    case chip
}

/// A facial image as it is enrolled.
public struct FacialImage: WireRecord, Hashable {
    public var source = FacialImageSource.live
    /// Whether the image in the chip was verified against the live face (Article 15(2)).
    public var verifiedAgainstLive = false
    public var format = ""
    public var quality: Int?
    public var data = BiometricBytes([])

    public init() {}
    public init(
        source: FacialImageSource, verifiedAgainstLive: Bool = false, format: String, quality: Int?, data: [UInt8]
    ) {
        self.source = source
        self.verifiedAgainstLive = verifiedAgainstLive
        self.format = format
        self.quality = quality
        self.data = BiometricBytes(data)
    }

    public static let meaning = "A facial image or face template (Article 15)."
    public static let fields: [Field<FacialImage>] = [
        .required("source", \.source, "Taken live, or read from the document's chip."),
        .defaulted(
            "verifiedAgainstLive", \.verifiedAgainstLive, to: false,
            "The image in the chip was verified electronically against the live face (Article 15(2))."),
        .required(
            "format", \.format, "Format of the data, for instance iso39794-5:2019 or jpeg2000.",
            limits: .text(.init(length: 1...60))),
        .optional("quality", \.quality, "Quality, 0 to 100, the higher the better.", limits: .integer(0...100)),
        .required("data", \.data, "The image or template."),
    ]

    public var template: StoredTemplate { StoredTemplate(kind: "face", format: format, bytes: data.bytes) }

    public func note(takenOn: Day) -> FacialImageNote {
        FacialImageNote(source: source, format: format, quality: quality, takenOn: takenOn)
    }
}

/// What the individual file says of its facial image.
public struct FacialImageNote: WireRecord, Hashable {
    public var source = FacialImageSource.live
    public var format = ""
    public var quality: Int?
    public var takenOn = Day(number: 0)
    /// Taken because the authenticity of the image in the VIS was doubted (Article 18(2), last subparagraph).
    public var irrespectiveOfVIS = false

    public init() {}
    public init(source: FacialImageSource, format: String, quality: Int?, takenOn: Day) {
        self.source = source
        self.format = format
        self.quality = quality
        self.takenOn = takenOn
    }

    public static let meaning = "That a facial image is held, and of what kind."
    public static let fields: [Field<FacialImageNote>] = [
        .required("source", \.source, "Taken live, or read from the document's chip."),
        .required("format", \.format, "Format of the data.", limits: .text(.init(length: 1...60))),
        .optional("quality", \.quality, "Quality, 0 to 100.", limits: .integer(0...100)),
        .required("takenOn", \.takenOn, "Day on which it was entered."),
        .defaulted(
            "irrespectiveOfVIS", \.irrespectiveOfVIS, to: false,
            "Taken because the image in the VIS was doubted when entry was refused (Article 18(2))."),
    ]
}

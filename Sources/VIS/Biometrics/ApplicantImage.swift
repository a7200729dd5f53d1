import Identity
import Registry
import Wire

/// A facial image of an applicant (Article 9(5); 22a(1)(j)).
public struct ApplicantImage: WireRecord, Hashable {
    public enum Source: String, CaseIterable, Hashable, Sendable, WireChoice {
        /// Taken live upon submission of the application.
        case live
        /// Read from the chip of the travel document in exceptional cases (Visa Code, Article 13(7b)).
        case chip
        /// A photograph handed in (original edition; exempted persons, Visa Code, Article 13(7a)).
        case photograph
    }

    public var source = Source.live
    /// Whether the image in the chip was compared electronically with the live face (Visa Code, Article 13(7b)).
    public var verifiedAgainstLive = false
    public var format = ""
    public var quality: Int?
    public var data = SampleBytes([])

    public init() {}
    public init(source: Source, verifiedAgainstLive: Bool = false, format: String, quality: Int?, data: [UInt8]) {
        self.source = source
        self.verifiedAgainstLive = verifiedAgainstLive
        self.format = format
        self.quality = quality
        self.data = SampleBytes(data)
    }

    public static let meaning = "A facial image of the applicant (Article 9(5))."
    public static let fields: [Field<ApplicantImage>] = [
        .required("source", \.source, "Taken live, read from the chip, or a photograph."),
        .defaulted("verifiedAgainstLive", \.verifiedAgainstLive, to: false, "The image in the chip was compared with the live face."),
        .required(
            "format", \.format, "Format of the data, for instance iso39794-5:2019 or jpeg2000.", limits: .text(.init(length: 1...60))),
        .optional("quality", \.quality, "Quality, 0 to 100, the higher the better.", limits: .integer(0...100)),
        .required("data", \.data, "The image."),
    ]

    public var template: StoredTemplate { StoredTemplate(kind: "face", format: format, bytes: data.bytes) }
}

/// What the file says of its facial image.
public struct ImageNote: WireRecord, Hashable {
    public var source = ApplicantImage.Source.live
    /// Only against such an image may anybody be verified or identified (Article 5(1b)).
    public var takenLive: Bool { source == .live }
    public var format = ""
    public var quality: Int?
    /// Day of the application for which it was taken.
    public var takenOn = Day(number: 0)

    public init() {}
    public init(_ image: ApplicantImage, takenOn: Day) {
        source = image.source
        format = image.format
        quality = image.quality
        self.takenOn = takenOn
    }

    public static let meaning = "That a facial image is held, and of what kind."
    public static let fields: [Field<ImageNote>] = [
        .required("source", \.source, "Taken live, read from the chip, or a photograph."),
        .required("format", \.format, "Format.", limits: .text(.init(length: 1...60))),
        .optional("quality", \.quality, "Quality, 0 to 100.", limits: .integer(0...100)),
        .required("takenOn", \.takenOn, "Date of the application for which it was taken."),
    ]
}

import Access
import Identity
import Operations
import Registry
import Wire

/// Bytes of a sample of ECRIS-TCN.
public typealias ConvictSampleBytes = Base64Sample<ECRISTCNSampleLimit>
public enum ECRISTCNSampleLimit: SampleLimit { public static let bytesMax = 1_500_000 }

/// One impression of one finger (Article 3(12)): plain or rolled.
public struct FingerprintImpression: WireRecord, Hashable {
    public enum Impression: String, CaseIterable, Hashable, Sendable, WireChoice { case plain, rolled }
    public var position = 0
    public var impression = Impression.rolled
    public var format = ""
    public var quality: Int?
    public var data = ConvictSampleBytes([])

    public init() {}
    public init(position: Int, impression: Impression = .rolled, format: String, quality: Int? = nil, data: [UInt8]) {
        self.position = position
        self.impression = impression
        self.format = format
        self.quality = quality
        self.data = ConvictSampleBytes(data)
    }
    public static let meaning = "A plain or rolled impression of one finger."
    public static let fields: [Field<FingerprintImpression>] = [
        .required(
            "position", \.position, "1 right thumb to 5 right little finger, 6 to 10 left.", limits: .integer(1...10)),
        .defaulted("impression", \.impression, to: .rolled, "Plain or rolled; rolled where absent."),
        .required(
            "format", \.format, "Format of the data, for instance iso19794-2:2005 or wsq.",
            limits: .text(.init(length: 1...60))),
        .optional("quality", \.quality, "NFIQ 2, 0 to 100, the higher the better.", limits: .integer(0...100)),
        .required("data", \.data, "The image or template."),
    ]
    var template: StoredTemplate { StoredTemplate(kind: "fingerprint/\(position)", format: format, bytes: data.bytes) }
}

/// A digital image of the face, held to confirm an identity and for nothing else (Articles 3(13), 5(3), 6(1)).
public struct FaceOfConvict: WireRecord, Hashable {
    public var format = ""
    public var quality: Int?
    public var data = ConvictSampleBytes([])

    public init() {}
    public init(format: String, quality: Int? = nil, data: [UInt8]) {
        self.format = format
        self.quality = quality
        self.data = ConvictSampleBytes(data)
    }
    public static let meaning = "A facial image."
    public static let fields: [Field<FaceOfConvict>] = [
        .required("format", \.format, "Format of the data.", limits: .text(.init(length: 1...60))),
        .optional("quality", \.quality, "Quality, 0 to 100, the higher the better.", limits: .integer(0...100)),
        .required("data", \.data, "The image or template."),
    ]
    var template: StoredTemplate { StoredTemplate(kind: "face", format: format, bytes: data.bytes) }
}

/// The samples of one data record. Kept apart from it, so that a search does not carry them along; they live and go with it.
public struct RecordSamples: RecordValue, Hashable {
    public static let kind = RecordKind(.ecrisTCN, "samples")
    public var record = RecordID(high: 0, low: 0)
    public var fingerprints: [FingerprintImpression] = []
    public var facialImage: FaceOfConvict?

    public init() {}
    init(record: RecordID, fingerprints: [FingerprintImpression], facialImage: FaceOfConvict?) {
        self.record = record
        self.fingerprints = fingerprints
        self.facialImage = facialImage
    }
    public static let wireName = "ConvictSamples"
    public static let meaning = "Samples of a data record."
    public static let fields: [Field<RecordSamples>] = [
        .required("record", \.record, "The data record."),
        .list("fingerprints", \.fingerprints, "Fingerprints.", count: 0...20),
        .optional("facialImage", \.facialImage, "Facial image."),
    ]
    var isEmpty: Bool { fingerprints.isEmpty && facialImage == nil }
    public var projection: Projection {
        Projection(
            keys: [RecordKey(ECRISTCNKey.record, record.description, unique: true)],
            templates: fingerprints.map(\.template) + (facialImage.map { [$0.template] } ?? []))
    }
}

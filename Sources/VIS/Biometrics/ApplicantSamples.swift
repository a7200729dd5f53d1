import Access
import Identity
import Operations
import Registry
import Wire

/// Samples and document scan of one application file, which live and are erased with it (Article 9(5)–(7)).
public struct ApplicantSamples: RecordValue, Hashable {
    public static let kind = RecordKind(.VIS, "applicantSamples")

    public var application = RecordID(high: 0, low: 0)
    public var facialImage: ApplicantImage?
    public var fingerprints: [ApplicantFingerprint] = []
    public var documentScan: DocumentScan?

    public init() {}
    public init(
        application: RecordID, facialImage: ApplicantImage?, fingerprints: [ApplicantFingerprint], documentScan: DocumentScan?
    ) {
        self.application = application
        self.facialImage = facialImage
        self.fingerprints = fingerprints
        self.documentScan = documentScan
    }

    public static let meaning = "Samples and document scan of an application file."
    public static let fields: [Field<ApplicantSamples>] = [
        .required("application", \.application, "The application file."),
        .optional("facialImage", \.facialImage, "Facial image."),
        .list("fingerprints", \.fingerprints, "Fingerprints.", count: 0...10),
        .optional("documentScan", \.documentScan, "Scan of the document's biographic data page."),
    ]

    public var isEmpty: Bool { facialImage == nil && fingerprints.isEmpty && documentScan == nil }

    /// The templates that somebody may be compared with: a facial image only where it was taken live (Article 5(1b)).
    public var faceTemplates: [StoredTemplate] {
        facialImage.flatMap { $0.source == .live ? [$0.template] : nil } ?? []
    }

    public var projection: Projection {
        Projection(
            keys: [RecordKey(VISKey.application, application.description, unique: true)],
            templates: faceTemplates + fingerprints.map(\.template))
    }
}

/// Scan of the biographic data page of a travel document (Article 9(7); 22a(1)(h)).
public struct DocumentScan: WireRecord, Hashable {
    public var format = ""
    public var data = SampleBytes([])
    public init() {}
    public init(format: String, data: [UInt8]) {
        self.format = format
        self.data = SampleBytes(data)
    }
    public static let meaning = "Scan of the biographic data page."
    public static let fields: [Field<DocumentScan>] = [
        .required("format", \.format, "Format, for instance jpeg.", limits: .text(.init(length: 1...60))),
        .required("data", \.data, "The image."),
    ]
}

import Access
import Identity
import Operations
import Registry
import Wire

/// Kinds of samples and copies in an alert (1862 Article 20(3)(w)–(z), 1861 Article 20(2)(v)–(x), 1860 Article 4(1)(u)–(w)).
public enum AlertSampleKind: String, CaseIterable, Hashable, Sendable, WireChoice {
    case photograph, facialImage
    case fingerprint, palmPrint
    /// Found at the scene of a serious crime or terrorist offence (1862 Article 40).
    case latentPrint
    case dnaProfile
    case documentCopy
    /// Copy of the European Arrest Warrant or of its translation (1862 Article 27).
    case arrestWarrant

    var isDactyloscopic: Bool { self == .fingerprint || self == .palmPrint || self == .latentPrint }
    /// Whether it is for comparing persons by.
    var isBiometric: Bool { self != .documentCopy && self != .arrestWarrant }
    /// What the shared matching service makes templates of: no palm prints and no DNA profiles (2019/817 and 2019/818 Article 13(1)).
    var isForMatching: Bool {
        switch self {
        case .photograph, .facialImage, .fingerprint, .latentPrint: true
        case .palmPrint, .dnaProfile, .documentCopy, .arrestWarrant: false
        }
    }
}

/// Bytes of a sample or copy of SIS.
public typealias SampleBytes = Base64Sample<SISSampleLimit>
public enum SISSampleLimit: SampleLimit { public static let bytesMax = 1_500_000 }

/// A sample or copy as it is entered; opaque here.
public struct AlertSample: WireRecord, Hashable {
    public var kind = AlertSampleKind.photograph
    public var position: Int?
    public var format = ""
    public var data = SampleBytes([])

    public init() {}
    public init(_ kind: AlertSampleKind, position: Int? = nil, format: String, data: [UInt8]) {
        self.kind = kind
        self.position = position
        self.format = format
        self.data = SampleBytes(data)
    }

    public static let meaning = "A sample or copy."
    public static let fields: [Field<AlertSample>] = [
        .required("kind", \.kind, "What it is."),
        .optional("position", \.position, "Finger or palm, by the numbers of ANSI/NIST-ITL.", limits: .integer(0...60)),
        .required("format", \.format, "Format of the data.", limits: .text(.init(length: 1...60))),
        .required("data", \.data, "The data."),
    ]

    var template: StoredTemplate {
        StoredTemplate(
            kind: position.map { "\(kind.rawValue)/\($0)" } ?? kind.rawValue, format: format, bytes: data.bytes)
    }
}

/// The samples and copies of one alert. Kept apart from it, so that a check, which reads the alert each time, does not
/// carry them along; they live and go with it.
public struct AlertSamples: RecordValue, Hashable {
    public static let kind = RecordKind(.SIS, "alertSamples")
    public static let countMax = 40

    public var schengenID = ""
    public var samples: [AlertSample] = []
    /// Of persons whose identity was misused. They serve to tell these apart and are never searched by (Article 62(2)).
    public var misused: [MisusedSample] = []

    public init() {}
    init(schengenID: String, samples: [AlertSample]) {
        self.schengenID = schengenID
        self.samples = samples
    }

    public static let meaning = "Samples and copies of an alert."
    public static let fields: [Field<AlertSamples>] = [
        .required("schengenId", \.schengenID, "The alert.", limits: Alert.schengenIDSchema),
        .list("samples", \.samples, "Samples and copies.", count: 0...countMax),
        .list("misused", \.misused, "Samples of persons whose identity was misused.", count: 0...countMax),
    ]

    /// A sample of a person whose identity was misused.
    public struct MisusedSample: WireRecord, Hashable {
        public var identity = 0
        public var sample = AlertSample()
        public init() {}
        init(_ identity: Int, _ sample: AlertSample) {
            self.identity = identity
            self.sample = sample
        }
        public static let meaning = "A sample of a person whose identity was misused."
        public static let fields: [Field<MisusedSample>] = [
            .required("identity", \.identity, "Number of the misused identity in the alert.", limits: .integer(1...1_000_000)),
            .required("sample", \.sample, "The sample."),
        ]
    }

    public var projection: Projection {
        Projection(
            keys: [RecordKey(SISKey.schengenID, schengenID, unique: true)],
            templates: samples.filter(\.kind.isForMatching).map(\.template))
    }
}

import Access
import Identity
import Operations
import Registry
import Wire

/// The biometric samples of one individual file, which lives and is erased with it. The samples are opaque here: the
/// projection hands them on as templates, and the payload keeps them so that the next version has them too.
public struct BiometricData: RecordValue, Hashable {
    public static let kind = RecordKind(.EES, "biometricData")

    public var file = RecordID(high: 0, low: 0)
    public var facialImage: FacialImage?
    public var fingerprints: [Fingerprint] = []

    public init() {}
    public init(file: RecordID, facialImage: FacialImage?, fingerprints: [Fingerprint]) {
        self.file = file
        self.facialImage = facialImage
        self.fingerprints = fingerprints
    }

    public static let meaning = "Biometric samples of an individual file."
    public static let fields: [Field<BiometricData>] = [
        .required("file", \.file, "The individual file."),
        .optional("facialImage", \.facialImage, "Facial image."),
        .list("fingerprints", \.fingerprints, "Fingerprints of one hand.", count: 0...4),
    ]

    public var isEmpty: Bool { facialImage == nil && fingerprints.isEmpty }

    public var projection: Projection {
        Projection(
            keys: [RecordKey(EESKey.file, file.description, unique: true)],
            templates: (facialImage.map { [$0.template] } ?? []) + fingerprints.map(\.template))
    }
}

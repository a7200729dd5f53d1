import Operations
import Registry
import Wire

/// The samples of one data set, which live and go with it. They are opaque here and never logged: the projection hands them
/// on as templates.
public struct DatasetBiometrics: RecordValue, Hashable {
    public static let kind = RecordKind(.Eurodac, "biometrics")

    public var dataset = RecordID(high: 0, low: 0)
    public var samples = BiometricSet()

    public init() {}
    public init(dataset: RecordID, samples: BiometricSet) {
        self.dataset = dataset
        self.samples = samples
    }

    public static let wireName = "EurodacDatasetBiometrics"
    public static let meaning = "Biometric samples of a data set."
    public static let fields: [Field<DatasetBiometrics>] = [
        .required("dataset", \.dataset, "The data set."),
        .required("samples", \.samples, "The samples."),
    ]

    public var projection: Projection {
        // Of a finger given plain and rolled both are kept; galleries take as many templates of a finger as there are.
        Projection(
            keys: [RecordKey(EurodacKey.dataset, dataset.description, unique: true)],
            templates: samples.fingerprints.map(\.template) + (samples.facialImage.map { [$0.template] } ?? []))
    }
}

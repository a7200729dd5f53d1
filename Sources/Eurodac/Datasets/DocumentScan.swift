import Operations
import Registry
import Wire

/// Scanned colour copy of an identity or travel document, or of another document that helps to identify, with an indication of
/// its authenticity (1358 Articles 17(1)(j), 19(1)(j), 21(1)(j), 22(2)(j), 23(2)(j), 24(3)(b), 26(2)(j)).
public struct DocumentScan: WireRecord, Hashable {
    public enum Authenticity: String, CaseIterable, Hashable, Sendable, WireChoice {
        case genuine, doubtful, counterfeit, notExamined
    }
    public var authenticity = Authenticity.notExamined
    /// Another document than one of identity or travel.
    public var otherDocument = false
    public var format = ""
    public var data = BiometricBytes([])

    public init() {}
    public init(authenticity: Authenticity, otherDocument: Bool = false, format: String, data: [UInt8]) {
        self.authenticity = authenticity
        self.otherDocument = otherDocument
        self.format = format
        self.data = BiometricBytes(data)
    }
    public static let wireName = "EurodacDocumentScan"
    public static let meaning = "A scanned colour copy of a document."
    public static let fields: [Field<DocumentScan>] = [
        .required("authenticity", \.authenticity, "Indication of its authenticity."),
        .defaulted("otherDocument", \.otherDocument, to: false, "Neither an identity nor a travel document."),
        .required("format", \.format, "Format of the copy, for instance jpeg.", limits: .text(.init(length: 1...60))),
        .required("data", \.data, "The copy."),
    ]
}

/// The scanned copy that belongs to a data set; it goes with it.
public struct DatasetScan: RecordValue, Hashable {
    public static let kind = RecordKind(.Eurodac, "documentScan")
    public var dataset = RecordID(high: 0, low: 0)
    public var scan = DocumentScan()
    public init() {}
    public init(dataset: RecordID, scan: DocumentScan) {
        self.dataset = dataset
        self.scan = scan
    }
    public static let wireName = "EurodacDatasetScan"
    public static let meaning = "Scanned document of a data set."
    public static let fields: [Field<DatasetScan>] = [
        .required("dataset", \.dataset, "The data set."), .required("scan", \.scan, "The copy."),
    ]
    public var projection: Projection {
        Projection(keys: [RecordKey(EurodacKey.dataset, dataset.description, unique: true)])
    }
}

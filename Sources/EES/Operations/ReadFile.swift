import Access
import Operations
import Registry
import Wire

/// Consults an individual file (Articles 23(3), 24(3), 25(3), 26(2), 27(2), 32(4)–(5), 33).
public struct ReadFile: Query {
    public init() {}
    public typealias Input = FileReference
    public typealias Output = FileReply

    public let about = OperationDescription.ees(
        "readFile", "Read an individual file", "Shows identities, documents and which biometric data are held.",
        article: "23(3), 24(3), 25(3), 26(2), 27(2)", .read, .GET, "/files/{file}", data: .individualFile,
        grants: EESGrants.readers, refusals: [.notFound])

    public func demand(_ input: FileReference, facts: FactReader) throws -> Demand { try eesDemand(facts) }

    public func answer(_ input: FileReference, from reader: Reader, in context: DecisionContext) throws -> Answer<FileReply> {
        let file = try reader.require(IndividualFile.self, input.file)
        var reply = FileReply(file)
        reply.processingRestricted = try reader.isRestricted(file.id, EESProcedures.self)
        return Answer(reply, version: file.version, log: LogDetails(records: [file.id], results: [.EES: 1]))
    }
}

/// Names an individual file.
public struct FileReference: WireRecord, Hashable {
    public var file = RecordID(high: 0, low: 0)
    public init() {}
    public init(_ file: RecordID) { self.file = file }
    public static let meaning = "An individual file."
    public static let fields: [Field<FileReference>] = [.required("file", \.file, "The individual file.")]
}

extension EESGrants {
    /// Whoever may consult files and records.
    static let readers = [
        borderRead, immigrationRead, identifiedRead, visaRead, facilitationRead, etiasRead, designatedHistoryRead,
        designatedIdentifiedRead, europolHistoryRead, europolIdentifiedRead, dataSubject,
    ]
}

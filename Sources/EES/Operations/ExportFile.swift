import Access
import Operations
import Registry
import Wire

/// Everything that is held on a person, for the person (Article 52(1); Regulation (EU) 2016/679, Article 15).
public struct ExportFile: Query {
    public init() {}
    public typealias Input = FileReference

    public let about = OperationDescription.ees(
        "exportFile", "Hand out a person's data",
        "File, records and samples, for the person whose data they are.", article: "52(1)", .read, .GET,
        "/files/{file}/export", data: .dataSubjectRequest, grants: [EESGrants.dataSubjectRequests, EESGrants.dataSubject],
        refusals: [.notFound])

    public struct Output: WireRecord, Hashable {
        public var file = FileReply()
        public var entryExits: [EntryExitReply] = []
        public var refusals: [RefusalReply] = []
        public var samples: BiometricData?
        public var listedAsOverstayer = false
        public init() {}
        public static let wireName = "FileExport"
        public static let meaning = "Everything that is held on a person."
        public static let fields: [Field<Output>] = [
            .required("file", \.file, "The individual file."),
            .list("entryExits", \.entryExits, "Entry/exit records.", count: 0...10_000),
            .list("refusals", \.refusals, "Refusal of entry records.", count: 0...10_000),
            .optional("samples", \.samples, "Biometric samples."),
            .required("listedAsOverstayer", \.listedAsOverstayer, "On the list of overstayers."),
        ]
    }

    public func answer(_ input: FileReference, from reader: Reader, in context: DecisionContext) throws -> Answer<Output> {
        let dossier = try FileDossier(input.file, from: reader, biometrics: true)
        var output = Output()
        output.file = FileReply(dossier.file)
        output.file.processingRestricted = try reader.isRestricted(dossier.file.id, EESProcedures.self)
        output.entryExits = dossier.entryExits.map { EntryExitReply($0) }
        output.refusals = dossier.refusals.map { RefusalReply($0) }
        output.samples = dossier.biometrics?.value
        output.listedAsOverstayer = !dossier.listed.isEmpty
        let records = [dossier.file.id] + dossier.entryExits.map(\.id) + dossier.refusals.map(\.id)
        return Answer(output, version: dossier.file.version, log: LogDetails(records: records, results: [.EES: 1]))
    }
}

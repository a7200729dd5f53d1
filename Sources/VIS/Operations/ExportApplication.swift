import Access
import Identity
import Operations
import Registry
import Wire

/// Everything that an application file holds on a person, for the person, and which Member State entered it (Article 38(1); Regulation (EU)
/// 2016/679, Article 15). Reasoned opinions and hits may be restricted (Article 38(7)) and are handed out by the Member State, not from here.
public struct ExportApplication: Query {
    public init() {}
    public typealias Input = ApplicationReference

    public let about = OperationDescription.vis(
        "exportApplication", "Hand out a person's data", "File and samples, for the person whose data they are.", article: "38(1)",
        .read, .GET, "/applications/{application}/export", data: .dataSubjectRequest, grants: [VISGrants.dataSubjectRequests],
        refusals: [.notFound])

    public struct Output: WireRecord, Hashable {
        public var file = VisaApplicationView()
        public var samples: ApplicantSamples?
        public init() {}
        public static let wireName = "ApplicationExport"
        public static let meaning = "Everything that is held on a person in an application file."
        public static let fields: [Field<Output>] = [
            .required("file", \.file, "The application file."),
            .optional("samples", \.samples, "Facial image, fingerprints, document scan."),
        ]
    }

    public func answer(_ input: ApplicationReference, from reader: Reader, in context: DecisionContext) throws -> Answer<Output> {
        let dossier = try ApplicationDossier(input.application, from: reader)
        var output = Output()
        output.file = VisaApplicationView(
            dossier.file, links: try ApplicationLinks(of: dossier.file.id, dossier.file.value, from: reader), visible: VISGrants.wholeFile,
            processing: false)
        output.file.processingRestricted = try reader.isRestricted(dossier.file.id, VISTasks.self)
        output.samples = dossier.samples?.value
        return Answer(output, version: dossier.file.version, log: LogDetails(records: [dossier.file.id], results: [.VIS: 1]))
    }
}

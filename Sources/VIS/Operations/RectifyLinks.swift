import Access
import Operations
import Registry
import Wire

/// Links between files are rectified by the Member State responsible; by the one that has doubted them, where that one has not answered
/// within three working days (Article 24(2)).
public struct RectifyLinks: Command {
    let ports: VISPorts
    public init(_ ports: VISPorts = .none) { self.ports = ports }
    public typealias Output = ApplicationReply

    public let about = OperationDescription.vis(
        "rectifyLinks", "Rectify links", "Sets the links of a file to earlier applications and to persons applying together.",
        article: "8(3)–(4), 22a(4), 24(2)", .update, .PUT, "/applications/{application}/links", data: .visaLinks,
        grants: [VISGrants.visaLinks],
        refusals: [.notFound, .preconditionRequired, .preconditionFailed, .conflict, .linkNotPossible, .linkNotYours])

    public struct Input: WireRecord, Hashable {
        public var application = RecordID(high: 0, low: 0)
        public var previous: [RecordID] = []
        public var together: [TravelLink] = []
        public init() {}
        public static let wireName = "RectifyLinks"
        public static let meaning = "All links that the file should have."
        public static let fields: [Field<Input>] = [
            .required("application", \.application, "The application file."),
            .list("previous", \.previous, "Earlier applications of the applicant.", count: 0...200),
            .list("together", \.together, "Files of persons applying together.", count: 0...200),
        ]
    }

    public struct Current: Sendable {
        var dossier: ApplicationDossier
        var missing: Bool
    }

    public func load(_ input: Input, from reader: Reader, in context: DecisionContext) throws -> Current {
        Current(
            dossier: try ApplicationDossier(input.application, from: reader),
            missing: try (input.previous + input.together.map(\.application)).contains { try reader.value(ApplicationFile.self, $0) == nil }
        )
    }

    public func decide(_ input: Input, _ current: Current, in context: DecisionContext) throws(Refusal) -> Decision<ApplicationReply> {
        let dossier = current.dossier
        try context.require(version: dossier.file.version)
        let isOwn = dossier.file.owner == context.owner
        let lapsed = dossier.tasks.contains {
            $0.value.step == VISTasks.Step.linkAnswer.rawValue && $0.value.state == .lapsed && $0.owner == context.owner
        }
        guard isOwn || lapsed else {
            throw Refusal(.linkNotYours, "the Member State responsible rectifies, or answers within three working days")
        }
        let named = input.previous + input.together.map(\.application)
        guard !current.missing, !named.contains(dossier.file.id), Set(named).count == named.count else {
            throw Refusal(.linkNotPossible, "a link leads to another existing file, once", pointer: "/previous")
        }
        var file = dossier.file.value
        (file.previous, file.together) = (input.previous, input.together)
        let notices =
            isOwn
            ? []
            : [
                VISMail(ports, context).message(
                    .link, to: dossier.file.owner, about: dossier.file.id,
                    "\(context.owner) rectified the links of application \(file.number), there being no answer in three working days.")
            ]
        return dossier.decided(file, notices: notices)
    }
}

extension RefusalKind {
    static let linkNotYours = RefusalKind(
        "vis/link-not-yours", 403, "Another Member State is responsible for the links", article: "VIS 24(2)")
}

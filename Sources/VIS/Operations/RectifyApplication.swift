import Access
import Identity
import Operations
import Registry
import Wire

/// The Member State responsible rectifies or completes what it has entered (Articles 24(1) and (3), 38(2)).
public struct RectifyApplication: Command {
    public init() {}
    public typealias Output = ApplicationReply

    public let about = OperationDescription.vis(
        "rectifyApplication", "Rectify an application file", "Replaces identity, documents or form data that are inaccurate or incomplete.",
        article: "24(1), 38(2)", .update, .PUT, "/applications/{application}",
        grants: [VISGrants.visaUpdate, VISGrants.longStayUpdate, VISGrants.permitUpdate],
        refusals: [
            .notFound, .preconditionRequired, .preconditionFailed, .conflict, .formIncomplete, .formContradiction, .notForeseenForKind,
            .nothingToRectify,
        ])

    public struct Input: WireRecord, Hashable {
        public var application = RecordID(high: 0, low: 0)
        public var identity: ApplicantIdentity?
        public var documents: [ApplicantDocument] = []
        public var form: VisaForm?
        public var evidence = ""
        public init() {}
        public static let wireName = "RectifyApplication"
        public static let meaning = "What the file should say; absent data stay as they are."
        public static let fields: [Field<Input>] = [
            .required("application", \.application, "The application file."),
            .optional("identity", \.identity, "Identity data."),
            .list("documents", \.documents, "All travel documents; none: as they are.", count: 0...10),
            .optional("form", \.form, "Data of the application form."),
            .required("evidence", \.evidence, "What shows it.", limits: .text(.init(length: 1...2000))),
        ]
    }

    public func demand(_ input: Input, facts: FactReader) throws -> Demand { try facts.changeDemand(of: input.application) }

    public func load(_ input: Input, from reader: Reader, in context: DecisionContext) throws -> ApplicationDossier {
        try ApplicationDossier(input.application, from: reader)
    }

    public func decide(
        _ input: Input, _ dossier: ApplicationDossier, in context: DecisionContext
    ) throws(Refusal) -> Decision<ApplicationReply> {
        try context.require(version: dossier.file.version)
        var file = dossier.file.value
        if let identity = input.identity { file.identity = identity }
        if !input.documents.isEmpty { file.documents = input.documents }
        if let form = input.form { file.form = form }
        try FormRule(kind: file.sort, dateOfBirth: file.identity.dateOfBirth, today: file.lodging.date).check(file.form)
        guard file != dossier.file.value else { throw Refusal(.nothingToRectify, "the file says this already") }
        return dossier.decided(file)
    }
}

extension RefusalKind {
    static let nothingToRectify = RefusalKind("vis/nothing-to-rectify", 422, "Nothing would change")
}

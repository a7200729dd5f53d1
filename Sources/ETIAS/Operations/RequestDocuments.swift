import Access
import Identity
import Operations
import Registry
import Wire

/// The National Unit asks the applicant for information or documents (Article 27(1)–(2)); ten days run.
public struct RequestDocuments: Command {
    public init() {}
    public typealias Output = StepReply

    public let about = OperationDescription.etias(
        "requestDocuments", "Ask for information or documents",
        "Asks the applicant once; the decision waits for the reply, ten days at most.", article: "27(1)–(2)", .update, .PUT,
        "/applications/{application}/document-request", data: .etiasApplicationFile, grants: [ETIASGrants.unitsUpdate],
        refusals: RefusalKind.step + [.alreadyAsked])

    public struct Input: WireRecord, Hashable {
        public var application = RecordID(high: 0, low: 0)
        public var items: [String] = []
        public var occupationDetails = false
        public init() {}
        public static let wireName = "RequestDocuments"
        public static let meaning = "What the applicant is asked for."
        public static let fields: [Field<Input>] = [
            .required("application", \.application, "The application file."),
            .list("items", \.items, "Information or documents.", count: 1...20, element: .text(.init(length: 1...300))),
            .defaulted(
                "occupationDetails", \.occupationDetails, to: false,
                "Job title and employer, or educational establishment (Article 17(2)(i))."),
        ]
    }

    public func load(_ input: Input, from reader: Reader, in context: DecisionContext) throws -> ApplicationDossier {
        try ApplicationDossier(input.application, from: reader)
    }

    public func decide(_ input: Input, _ dossier: ApplicationDossier, in context: DecisionContext) throws(Refusal) -> Decision<StepReply> {
        try context.require(version: dossier.file.version)
        var step = Proceeding(dossier, in: context)
        try step.requireManual()
        try step.requireResponsible()
        if let earlier = step.file.documents {
            throw Refusal(.alreadyAsked, earlier.submittedAt == nil ? "the reply is awaited" : "the applicant has replied")
        }
        guard step.file.interview == nil else {
            throw Refusal(.alreadyAsked, "after an invitation to an interview no documents are asked for", article: "ETIAS 27(4)")
        }
        var request = DocumentRequest()
        request.requestedAt = context.now
        request.items = input.items
        request.occupationDetails = input.occupationDetails
        step.file.documents = request
        // On the applicant's behalf the secure account service waits for the reply.
        step.setClock(.documents, .operator_, nil, until: request.asRule.deadline)
        step.tellApplicant(.documentsRequested)
        step.proceed()
        return step.decision
    }
}

/// The applicant replies through the secure account service (Articles 6(2)(g), 27(2)).
public struct SubmitDocuments: Command {
    public init() {}
    public typealias Output = StepReply

    public let about = OperationDescription.etias(
        "submitDocuments", "Send information or documents", "Records the applicant's reply; the decision is then due within 96 hours.",
        article: "27(2)–(3), 32(2)(a)", .update, .PUT, "/applications/{application}/documents", data: .etiasApplicantService,
        grants: [ETIASGrants.applicants], refusals: [.notFound, .nothingAsked, .tooLate, .wrongStage, .conflict], needsVersion: false,
        consequences: [.create])

    public struct Input: WireRecord, Hashable {
        public var application = RecordID(high: 0, low: 0)
        public var references: [String] = []
        public var statement: String?
        public init() {}
        public static let wireName = "SubmitDocuments"
        public static let meaning = "The applicant's reply."
        public static let fields: [Field<Input>] = [
            .required("application", \.application, "The application file."),
            .list(
                "references", \.references, "Documents, by reference at the account service.", count: 0...50,
                element: .text(.init(length: 1...120))),
            .optional("statement", \.statement, "Information.", limits: .text(.init(length: 1...4000))),
        ]
    }

    public func load(_ input: Input, from reader: Reader, in context: DecisionContext) throws -> ApplicationDossier {
        try ApplicationDossier(input.application, from: reader)
    }

    public func decide(_ input: Input, _ dossier: ApplicationDossier, in context: DecisionContext) throws(Refusal) -> Decision<StepReply> {
        var step = Proceeding(dossier, in: context)
        guard var request = step.file.documents, request.submittedAt == nil else {
            throw Refusal(.nothingAsked, "nothing is awaited from the applicant")
        }
        try step.requireManual()
        guard !request.asRule.isMissed(at: context.now) else {
            throw Refusal(.tooLate, "the time for a reply ended at \(request.asRule.deadline)")
        }
        guard !input.references.isEmpty || input.statement != nil else {
            throw Refusal(.nothingAsked, "the reply is empty", pointer: "/references", article: "ETIAS 27(2)")
        }
        request.submittedAt = context.now
        request.references = input.references
        request.statement = input.statement
        step.file.documents = request
        step.stopClock(.documents)
        step.tellUnit("etias.documentsSubmitted", "27(3)", "The applicant of \(step.file.number) has replied.")
        step.proceed()
        return step.decision
    }
}

extension RefusalKind {
    public static let alreadyAsked = RefusalKind("etias/already-asked", 409, "The applicant was asked already", article: "ETIAS 27")
    public static let nothingAsked = RefusalKind("etias/nothing-asked", 409, "Nothing was asked for", article: "ETIAS 27")
    public static let tooLate = RefusalKind("etias/too-late", 409, "The time limit has passed", article: "ETIAS 27(2)")
}

import Access
import Identity
import Operations
import Registry
import Wire

/// What an applicant may see: how the application stands, until when the authorisation is valid, and every notification
/// (Article 31). Nothing of hits, consultations or authorities at work.
public struct ApplicantView: WireRecord, Hashable {
    public enum State: String, CaseIterable, Hashable, Sendable, WireChoice {
        case beingProcessed, informationAwaited, valid, validInCertainStates, expired, refused, annulled, revoked

        init(_ file: ApplicationFile, on day: Day? = nil) {
            switch file.status {
            case .issued: self = day.map { $0 > (file.authorisation?.until ?? $0) } ?? false ? .expired : .valid
            case .refused: self = .refused
            case .annulled: self = .annulled
            case .revoked: self = .revoked
            case .requested, .verification, .manual:
                let awaited = file.documents.map { $0.submittedAt == nil } ?? false
                self = awaited || (file.interview.map { $0.attended == nil } ?? false) ? .informationAwaited : .beingProcessed
            }
            if file.status != .issued, let limited = file.limited, day.map({ $0 <= limited.until }) ?? true { self = .validInCertainStates }
        }
    }

    public var application = RecordID(high: 0, low: 0)
    public var number = ""
    public var state = State.beingProcessed
    public var validFrom: Day?
    public var validUntil: Day?
    public var territory: [CountryCode] = []
    public var notices: [String] = []
    public init() {}

    public static let meaning = "What the verification tool shows (Article 31)."
    public static let fields: [Field<ApplicantView>] = [
        .required("application", \.application, "The application file."), .required("number", \.number, "Application number."),
        .required("state", \.state, "How it stands."), .optional("validFrom", \.validFrom, "First day of validity."),
        .optional("validUntil", \.validUntil, "Last day of validity."),
        .list("territory", \.territory, "Member States for which it is valid; all where absent.", count: 0...40),
        .list("notices", \.notices, "Notifications, the first first.", count: 0...200, element: .text(.init(length: 1...10_000))),
    ]
}

/// The verification tool (Article 31).
public struct CheckStatus: Query {
    let ports: ETIASPorts
    public init(_ ports: ETIASPorts = .none) { self.ports = ports }
    public typealias Output = ApplicantView

    public let about = OperationDescription.etias(
        "checkStatus", "Show an applicant the status",
        "How the application stands and what was notified. The applicant gives application number and document number; both must fit.",
        article: "31", .read, .POST, "/status", data: .etiasApplicantService, grants: [ETIASGrants.applicants], refusals: [.notFound])

    public struct Input: WireRecord, Hashable {
        public var number = ""
        public var documentNumber = ""
        public init() {}
        public init(number: String, documentNumber: String) {
            self.number = number
            self.documentNumber = documentNumber
        }
        public static let wireName = "CheckStatus"
        public static let meaning = "What only the applicant has together."
        public static let fields: [Field<Input>] = [
            .required("number", \.number, "Application number.", limits: .text(.init(length: 1...40))),
            .required("documentNumber", \.documentNumber, "Number of the travel document.", limits: .text(.init(length: 1...40))),
        ]
    }

    public func answer(_ input: Input, from reader: Reader, in context: DecisionContext) throws -> Answer<ApplicantView> {
        let found = try reader.values(ApplicationFile.self, key: ETIASKey.number, value: input.number).first
        // One answer for both: whoever guesses a number learns nothing.
        guard let found, Levelled.text(found.value.form.document.number) == Levelled.text(input.documentNumber) else {
            throw Refusal(.notFound, "there is no application with this number and document")
        }
        let file = found.value
        var view = ApplicantView()
        (view.application, view.number) = (found.id, file.number)
        view.state = ApplicantView.State(file, on: context.now.utcDay)
        let held = file.status == .issued ? file.authorisation : file.limited
        (view.validFrom, view.validUntil, view.territory) = (held?.from, held?.until, held?.territory ?? [])
        view.notices = file.notices.map { NoticeContent.text($0.kind, of: file, contact: ports.contact) }
        return Answer(view, log: LogDetails(records: [found.id], keys: [.applicationNumber]))
    }
}

/// The applicant gives consent to three more years of storage, or withdraws it (Article 54(2)). With the withdrawal the
/// file goes, unless its authorisation is still valid.
public struct SetConsent: Command {
    public init() {}

    public let about = OperationDescription.etias(
        "setConsent", "Give or withdraw consent to storage", "Freely given, and withdrawn at any time.", article: "54(2)", .update, .PUT,
        "/applications/{application}/consent", data: .etiasApplicantService, grants: [ETIASGrants.applicants],
        refusals: [.notFound, .wrongStage, .conflict], needsVersion: false, consequences: [.delete])

    public struct Input: WireRecord, Hashable {
        public var application = RecordID(high: 0, low: 0)
        public var consent = false
        public init() {}
        public static let wireName = "SetConsent"
        public static let meaning = "The applicant's word, by electronic signature."
        public static let fields: [Field<Input>] = [
            .required("application", \.application, "The application file."),
            .required("consent", \.consent, "True: given. False: withdrawn."),
        ]
    }

    public struct Output: WireRecord, Hashable {
        public var keptUntil: Day?
        public init() {}
        public static let wireName = "ConsentReply"
        public static let meaning = "Until when the file is kept."
        public static let fields: [Field<Output>] = [.optional("keptUntil", \.keptUntil, "Last day; absent where the file is gone.")]
    }

    public func load(_ input: Input, from reader: Reader, in context: DecisionContext) throws -> ApplicationDossier {
        try ApplicationDossier(input.application, from: reader)
    }

    public func decide(_ input: Input, _ dossier: ApplicationDossier, in context: DecisionContext) throws(Refusal) -> Decision<Output> {
        var file = dossier.file
        guard file.value.status == .issued, let held = file.value.authorisation else {
            throw Refusal(.wrongStage, "consent is about a file whose authorisation ends or has ended", article: "ETIAS 54(2)")
        }
        var output = Output()
        if !input.consent, held.until < context.now.utcDay {
            return Decision(output, changes: dossier.erasure(article: "54(2)"))
        }
        file.value.consent = input.consent ? file.value.consent ?? ApplicationFile.Consent(given: context.now) : nil
        output.keptUntil = file.value.term?.keptUntil
        return Decision(output, changes: [file.update], version: file.version + 1)
    }
}

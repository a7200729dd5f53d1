import Access
import Identity
import Operations
import Registry
import Wire

/// An applicant submits a form (Articles 15, 17–20). An admissible one becomes an application file, is compared with
/// everything that Article 20 names, and is issued at once where nothing is found.
public struct SubmitApplication: Operation {
    let ports: ETIASPorts
    public init(_ ports: ETIASPorts = .none) { self.ports = ports }

    public let about = OperationDescription.etias(
        "submitApplication", "Submit an application",
        "Takes in a complete form with its fee, opens the application file and processes it automatically.",
        article: "17, 19, 20", .create, .POST, "/applications", data: .etiasApplicantService, grants: [ETIASGrants.applicants],
        refusals: RefusalKind.form + [.applicationPending, .authorisationStillValid, .paymentUsed])

    public struct Input: WireRecord, Hashable {
        public var form = ApplicationForm()
        public var ipAddress = ""
        public var account: String?
        public var payment: FeePayment?
        public init() {}
        public static let wireName = "SubmitApplication"
        public static let meaning = "A form as it was sent."
        public static let fields: [Field<Input>] = [
            .required("form", \.form, "The form."),
            .required("ipAddress", \.ipAddress, "IP address from which it was sent (Article 17(8)).", limits: .text(.init(length: 2...45))),
            .optional("account", \.account, "The applicant's account.", limits: .text(.init(length: 1...80))),
            .optional("payment", \.payment, "Payment of the fee; absent where none is due."),
        ]
    }

    /// One application at a time is one also where two come at the same moment, and so is one payment.
    public func claims(_ input: Input) -> [String] {
        ["etias.document/" + input.form.document.key] + (input.payment.map { ["etias.payment/" + $0.key] } ?? [])
    }

    public func perform(_ input: Input, at desk: Desk) async throws(Refusal) -> Outcome<ApplicationReceipt> {
        let data = about.data
        let mandate = try await desk.mandate(for: about) { _ in Demand(data: data) }
        let context = desk.context(under: mandate)
        let day = context.now.utcDay
        try FormCheck.check(input.form, payment: input.payment, on: day)
        guard IPAddress.isWellFormed(input.ipAddress) else {
            throw Refusal(.formIncomplete, "is no IP address", pointer: "/ipAddress", article: "ETIAS 17(8)")
        }
        let own = try await desk.read(under: mandate) { reader in
            let earlier = try reader.values(ApplicationFile.self, key: ETIASKey.document, value: input.form.document.key)
            try SubmitApplication.refuseSecond(earlier.map(\.value), input.form, on: day)
            if let payment = input.payment {
                let paid = try reader.values(ApplicationFile.self, key: ETIASKey.payment, value: payment.key)
                try payment.refuseSecondUse(paid.map(\.value))
            }
            return try OwnChecks.hits(input.form, ipAddress: input.ipAddress, on: day, from: reader)
        }
        let answers = await ports.sources.ask(SourceQuery(input.form, ipAddress: input.ipAddress))

        let id = context.ids.next()
        var file = ApplicationFile()
        file.number = SubmitApplication.number(from: context.ids.next())
        file.form = input.form
        file.ipAddress = input.ipAddress
        file.account = input.account
        file.payment = input.payment
        file.submitted = context.now
        file.hits = own + answers.hits
        file.unanswered = answers.unanswered
        var step = Proceeding(new: file, id: id, in: context)
        step.tellApplicant(.received)
        step.tellSIRENE(answers.alerts)
        step.proceed()
        return Outcome(
            ApplicationReceipt(id: id, step.file, contact: ports.contact), under: mandate, changes: step.allChanges, version: 1,
            notices: step.notices, log: LogDetails(records: [id]))
    }

    /// One application at a time; a new one from 120 days before the old authorisation ends (Article 15(2)).
    static func refuseSecond(_ earlier: [ApplicationFile], _ form: ApplicationForm, on day: Day) throws(Refusal) {
        for file in earlier where file.form.identity.isSame(as: form.identity) {
            if file.status.isOpen { throw Refusal(.applicationPending, "an application with this document is being processed") }
            if file.status == .issued, let held = file.authorisation, held.until - ApplicationFile.daysOfNotice > day {
                throw Refusal(.authorisationStillValid, "a new application is possible from \(held.until - ApplicationFile.daysOfNotice)")
            }
        }
    }

    /// Twelve letters and digits without those that are mistaken for each other.
    static func number(from id: RecordID) -> String {
        let letters = Array("ABCDEFGHJKLMNPQRSTUVWXYZ23456789")
        var bits = id.low ^ (id.high &* 0x9E37_79B9_7F4A_7C15)
        var text = "E"
        for _ in 0..<12 {
            text.append(letters[Int(bits & 31)])
            bits >>= 5
        }
        return text
    }
}

/// What the applicant gets back (Article 19(5)).
public struct ApplicationReceipt: WireRecord, Hashable {
    public var application = RecordID(high: 0, low: 0)
    public var number = ""
    public var state = ApplicantView.State.beingProcessed
    public var validUntil: Day?
    public var notices: [String] = []
    public init() {}
    init(id: RecordID, _ file: ApplicationFile, contact: (String) -> UnitContact) {
        application = id
        number = file.number
        state = ApplicantView.State(file)
        validUntil = file.authorisation?.until
        notices = file.notices.map { NoticeContent.text($0.kind, of: file, contact: contact) }
    }
    public static let meaning = "The application was taken in."
    public static let fields: [Field<ApplicationReceipt>] = [
        .required("application", \.application, "The application file."), .required("number", \.number, "Application number."),
        .required("state", \.state, "How it stands."), .optional("validUntil", \.validUntil, "Last day of validity, where issued at once."),
        .list("notices", \.notices, "What the applicant is told.", count: 0...10, element: .text(.init(length: 1...10_000))),
    ]
}

extension RefusalKind {
    public static let applicationPending = RefusalKind(
        "etias/application-pending", 409, "An application is being processed already", article: "ETIAS 15")
    public static let authorisationStillValid = RefusalKind(
        "etias/authorisation-still-valid", 409, "An authorisation is valid for longer", article: "ETIAS 15(2)")
}

import Access
import Identity
import Operations
import Registry
import Wire

/// How an application or its authorisation stands (Articles 19(3)(b), 39, 43).
public enum ApplicationStatus: String, CaseIterable, Hashable, Sendable, WireChoice {
    /// Admissible; automated processing waits for a source that did not answer.
    case requested
    /// Hits are with the Central Unit (Article 22).
    case verification
    /// With the National Unit of the Member State responsible (Article 26).
    case manual
    case issued, refused, annulled, revoked

    /// A decision is still to come.
    public var isOpen: Bool { self == .requested || self == .verification || self == .manual }
    /// After a negative decision (Article 54(1)(b)).
    public var isNegative: Bool { self == .refused || self == .annulled || self == .revoked }
}

/// The application file (Articles 19(3), 39, 43, 44(6)).
///
/// Opinions of consulted authorities are records of their own (`Consultation`), because others must not see them.
public struct ApplicationFile: RecordValue, Hashable {
    public static let kind = RecordKind(.ETIAS, "applicationFile")

    public var number = ""
    public var form = ApplicationForm()
    /// Address from which the form was sent (Article 17(8)).
    public var ipAddress = ""
    /// The applicant's account at the secure account service (Article 6(2)(g)).
    public var account: String?
    public var payment: FeePayment?
    public var submitted = Instant(milliseconds: 0)
    public var status = ApplicationStatus.requested
    public var hits: [ApplicationHit] = []
    /// Sources that have not answered yet.
    public var unanswered: [CheckedSystem] = []
    public var responsible: String?
    /// Consulted Member States, and Europol; what they said stands elsewhere.
    public var consulted: [String] = []
    public var documents: DocumentRequest?
    public var interview: Interview?
    public var decisions: [AuthorisationDecision] = []
    public var authorisation: TravelAuthorisation?
    public var limited: TravelAuthorisation?
    /// The holder has asked for revocation, which takes effect with the next exit (Article 41(8)).
    public var revocationRequested: Instant?
    public var consent: Consent?
    /// The data that gave rise to the last negative decision are gone, all of them (Article 54(1)(b)).
    public var sourceDeleted: Day?
    public var expiryAnnounced = false
    public var notices: [ApplicantNotice] = []

    public init() {}

    public static let wireName = "ETIASApplicationFile"
    public static let meaning = "Application file (Article 19(3))."
    public static let fields: [Field<ApplicationFile>] = [
        .required("number", \.number, "Application number.", limits: .text(.init(length: 1...40))),
        .required("form", \.form, "The form."),
        .required("ipAddress", \.ipAddress, "IP address from which the form was sent.", limits: .text(.init(length: 2...45))),
        .optional("account", \.account, "The applicant's account.", limits: .text(.init(length: 1...80))),
        .optional("payment", \.payment, "Payment of the fee."),
        .required("submitted", \.submitted, "When it was submitted and admissible."),
        .required("status", \.status, "How it stands."),
        .list("hits", \.hits, "Hits of automated processing.", count: 0...1000),
        .list("unanswered", \.unanswered, "Sources that have not answered yet.", count: 0...20),
        .optional("responsible", \.responsible, "Member State responsible.", limits: .text(.init(length: 3...3))),
        .list("consulted", \.consulted, "Member States consulted, and EUROPOL.", count: 0...50),
        .optional("documents", \.documents, "Request for information or documents."),
        .optional("interview", \.interview, "Interview."),
        .list("decisions", \.decisions, "Decisions, the first first.", count: 0...100),
        .optional("authorisation", \.authorisation, "The travel authorisation."),
        .optional("limited", \.limited, "The authorisation with limited territorial validity."),
        .optional("revocationRequested", \.revocationRequested, "The holder has asked for revocation."),
        .optional("consent", \.consent, "Consent to a longer storage."),
        .optional("sourceDeleted", \.sourceDeleted, "The data behind the last negative decision are gone."),
        .defaulted("expiryAnnounced", \.expiryAnnounced, to: false, "The holder was told that validity ends."),
        .list("notices", \.notices, "What the applicant was told.", count: 0...200),
    ]

    /// Consent to three more years of storage (Article 54(2)).
    public struct Consent: WireRecord, Hashable {
        public var given = Instant(milliseconds: 0)
        public init() {}
        public init(given: Instant) { self.given = given }
        public static let wireName = "RetentionConsent"
        public static let meaning = "Consent to a longer storage (Article 54(2))."
        public static let fields: [Field<Consent>] = [.required("given", \.given, "When it was given.")]
    }

    public var isFamilyMember: Bool { form.familyMember != nil }

    /// The decision in force.
    public var lastDecision: AuthorisationDecision? { decisions.last }

    /// The period of Article 54; `nil` while a decision is to come.
    public var term: ETIASRetention.Term? {
        var terms: [ETIASRetention.Term] = []
        if status == .issued, let authorisation {
            terms.append(ETIASRetention.term(for: .issued(validUntil: authorisation.until, consent: consent != nil)))
        } else if status.isNegative, let decided = decisions.last(where: { $0.kind.isNegative })?.at.utcDay {
            terms.append(ETIASRetention.term(for: .negative(decided: decided, sourceDeleted: sourceDeleted)))
        } else {
            return nil
        }
        if let limited { terms.append(ETIASRetention.term(for: .issued(validUntil: limited.until, consent: false))) }
        return terms.max { ($0.keptUntil ?? .lastOfCalendar) < ($1.keptUntil ?? .lastOfCalendar) }
    }

    /// The holder is told 120 days before validity ends (Article 15(3)).
    static let daysOfNotice = 120

    public var projection: Projection {
        var keys = [
            RecordKey(ETIASKey.number, number, unique: true), RecordKey(ETIASKey.document, form.document.key, unique: false),
            RecordKey(ETIASKey.documentNumber, Levelled.text(form.document.number), unique: false),
            RecordKey(ETIASKey.surname, Levelled.text(form.identity.surname), unique: false),
            RecordKey(ETIASKey.email, Levelled.email(form.email), unique: false),
            RecordKey(ETIASKey.ipAddress, ipAddress, unique: false),
        ]
        if let payment { keys.append(RecordKey(ETIASKey.payment, payment.key, unique: false)) }
        if let address = form.residence.address { keys.append(RecordKey(ETIASKey.homeAddress, Levelled.text(address), unique: false)) }
        let names = form.identity.otherNames + (form.identity.surnameAtBirth.map { [$0] } ?? [])
        keys += Set(names.map(Levelled.text)).sorted().map { RecordKey(ETIASKey.otherNames, $0, unique: false) }
        keys += Set(form.phones.map(Levelled.phone)).sorted().map { RecordKey(ETIASKey.phone, $0, unique: false) }
        keys += Set(hits.compactMap { hit in hit.reference.map { ETIASKey.source(hit.check.source, $0) } }).sorted()
            .map { RecordKey(ETIASKey.source, $0, unique: false) }
        var due: [DueDate] = []
        if let term, let day = term.eraseOn { due.append(DueDate(day, .erase, article: term.article)) }
        if status == .issued, let authorisation, !expiryAnnounced {
            due.append(DueDate(authorisation.until - ApplicationFile.daysOfNotice, .notice, article: "15(3), 54(2)"))
        }
        return Projection(identities: [form.identity.person], documents: [form.document], keys: keys.filter { !$0.value.isEmpty }, due: due)
    }
}

/// Names of the keys under which ETIAS records can be found.
public enum ETIASKey {
    /// Application number; of `applicationFile`.
    public static let number = "number"
    /// Issuer and levelled number of the travel document.
    public static let document = "document"
    public static let documentNumber = "documentNumber"
    public static let surname = "surname"
    public static let otherNames = "otherNames"
    public static let homeAddress = "homeAddress"
    public static let email = "email"
    public static let phone = "phone"
    public static let ipAddress = "ipAddress"
    /// Reference of the payment of the fee: one payment pays one application.
    public static let payment = "payment"
    /// Source and reference of the data behind a hit.
    public static let source = "source"
    public static func source(_ source: CheckedSystem, _ reference: String) -> String { source.rawValue + "/" + reference }
    /// The application file that a record belongs to; of `consultation`.
    public static let file = "file"
    /// Whether a screening rule is active; of `screeningRule`.
    public static let state = "state"
    /// An item of the watchlist.
    public static let item = "item"
}

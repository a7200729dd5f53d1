import Access
import Identity
import Operations
import Registry
import Wire

/// An application file (Articles 8, 9, 22a) with everything decided on it (Articles 10–14, 22c–22f).
///
/// Samples are kept apart in `ApplicantSamples`, so that a check that reads the file does not carry them along.
public struct ApplicationFile: RecordValue, Hashable {
    public static let kind = RecordKind(.VIS, "applicationFile")

    public var edition = VISEdition.revised
    public var sort = ApplicationKind.shortStayVisa
    public var number = ""
    public var lodging = Lodging()
    public var identity = ApplicantIdentity()
    public var documents: [ApplicantDocument] = []
    public var form = VisaForm()
    public var facialImage: ImageNote?
    public var fingerprints = FingerprintField()
    public var hasDocumentScan = false
    /// Earlier applications of the same applicant (Article 8(3)).
    public var previous: [RecordID] = []
    /// Files of persons applying or travelling together (Articles 8(4), 22a(4)).
    public var together: [TravelLink] = []
    /// In the order of time; none while the visa is requested.
    public var decisions: [VisaDecision] = []
    public var queries: AutomatedQueries?
    /// Member States that do not recognise the travel document (Article 9a(2)).
    public var notRecognisedBy: [CountryCode] = []
    /// Day of creation, local to the Member State.
    public var created = Day(number: 0)
    /// Later than Article 8(1) allows.
    public var createdLate = false
    /// Day on which the EES saw the child leave for the last time (Article 23(3)).
    public var lastExit: Day?

    public init() {}

    public static let meaning = "Application file."
    public static let fields: [Field<ApplicationFile>] = [
        .required("edition", \.edition, "Edition of the Regulation under which it was created."),
        .required("sort", \.sort, "What was applied for."),
        .required("number", \.number, "Application number.", limits: .text(.init(length: 1...60))),
        .required("lodging", \.lodging, "Where and when it was lodged."),
        .required("identity", \.identity, "Identity data."),
        .list("documents", \.documents, "Travel documents.", count: 1...10),
        .required("form", \.form, "Data of the application form."),
        .optional("facialImage", \.facialImage, "The facial image held."),
        .required("fingerprints", \.fingerprints, "The fingerprints held, or why there are none."),
        .defaulted("hasDocumentScan", \.hasDocumentScan, to: false, "A scan of the document is held."),
        .list("previous", \.previous, "Earlier applications of the applicant.", count: 0...200),
        .list("together", \.together, "Files of persons applying together.", count: 0...200),
        .list("decisions", \.decisions, "Decisions, the earliest first.", count: 0...100),
        .optional("queries", \.queries, "What the automated queries found."),
        .list("notRecognisedBy", \.notRecognisedBy, "Member States that do not recognise the document.", count: 0...60),
        .required("created", \.created, "Day of creation."),
        .defaulted("createdLate", \.createdLate, to: false, "Created later than three working days (Article 8(1))."),
        .optional("lastExit", \.lastExit, "Day on which the child left (Article 23(3))."),
    ]

    /// Status information (Article 9(2)).
    public var status: VisaStatus { decisions.last?.status ?? .requested }

    /// The visa or permit as it stands: of the latest decision that issued, extended or renewed it.
    public var document: IssuedDocument? { decisions.last { $0.document != nil }?.document }

    /// Every sticker, visa and permit that was given out on the file.
    public var documentNumbers: [DocumentNumber] { decisions.compactMap { $0.document?.number } }

    /// A visa or permit that is in force on a day.
    public func hasValidDocument(on day: Day) -> Bool { status.isInForce && (document?.isValid(on: day) ?? false) }

    /// The period of Article 23(1). A request that nobody has decided yet is counted from the file's creation.
    public var term: VISRetention.Term {
        let decided = decisions.last?.decided ?? created
        return switch status {
        case .requested, .closed, .discontinued: VISRetention.term(for: .closed(created: created))
        case .issued: VISRetention.term(for: .issued(validUntil: document?.validUntil ?? decided))
        case .extended, .renewed: VISRetention.term(for: .extended(validUntil: document?.validUntil ?? decided))
        case .refused, .annulled, .revoked, .withdrawn: VISRetention.term(for: .decided(decided))
        }
    }

    /// The day after which a child's samples go, once visa and journey are over (Article 23(3)). `nil`: not a child when
    /// the application was lodged, no samples, nothing issued, or, of a visa, no exit yet.
    public var childSamplesTerm: VISRetention.Term? {
        guard (identity.dateOfBirth?.greatestAge(on: lodging.date) ?? 199) < 12, let document,
            facialImage != nil || fingerprints.mark == .taken || fingerprints.mark == .copied
        else { return nil }
        guard sort.isVisa else { return VISRetention.term(for: .childBiometrics(validUntil: document.validUntil, exit: nil)) }
        guard let lastExit, lastExit >= document.validFrom else { return nil }
        return VISRetention.term(for: .childBiometrics(validUntil: document.validUntil, exit: lastExit))
    }

    public var projection: Projection {
        var keys = [RecordKey(VISKey.number, TravelDocument.level(number: number), unique: true)]
        keys += Set(documents.map(\.key)).sorted().map { RecordKey(VISKey.document, $0, unique: false) }
        keys += Set(documentNumbers.map(\.key)).sorted().map { RecordKey(VISKey.sticker, $0, unique: false) }
        if let inviter = form.inviter?.key { keys.append(RecordKey(VISKey.inviter, inviter, unique: false)) }
        keys += Set(previous + together.map(\.application)).sorted().map { RecordKey(VISKey.linked, $0.description, unique: false) }
        var due = [DueDate(term.eraseOn, .erase, article: "VIS " + term.article)]
        if let child = childSamplesTerm { due.append(DueDate(child.eraseOn, .act, article: "VIS " + child.article)) }
        return Projection(identities: [identity.person], documents: documents.map(\.document), keys: keys, due: due)
    }
}

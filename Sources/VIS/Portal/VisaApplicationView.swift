import Access
import Identity
import Operations
import Registry
import Wire

/// An application file as far as somebody may see it.
public struct VisaApplicationView: WireRecord, Hashable {
    public var application = RecordID(high: 0, low: 0)
    public var version = 0
    public var memberStateResponsible = ""
    public var sort = ApplicationKind.shortStayVisa
    public var status = VisaStatus.requested
    public var number: String?
    public var applied: Day?
    public var identity: ApplicantIdentity?
    public var documents: [ApplicantDocument] = []
    public var form: VisaForm?
    public var lodging: Lodging?
    public var decisions: [VisaDecision] = []
    /// The visa or permit as it stands.
    public var document: IssuedDocument?
    public var facialImage: ImageNote?
    public var fingerprints: FingerprintField?
    public var hasDocumentScan = false
    public var previous: [RecordID] = []
    public var together: [TravelLink] = []
    public var hits: [HitReference] = []
    public var furtherVerification = false
    public var pending: [QuerySource] = []
    public var riskIndicators: [RecordID] = []
    public var opinions: [ReasonedOpinion] = []
    public var notRecognisedBy: [CountryCode] = []
    public var keptUntil: Day?
    public var processingRestricted = false

    public init() {}
    public static let meaning = "An application file, as far as the asker's right goes."
    public static let fields: [Field<VisaApplicationView>] = [
        .required("application", \.application, "The application file."),
        .required("version", \.version, "Version, for If-Match."),
        .required(
            "memberStateResponsible", \.memberStateResponsible, "Member State that entered the data.", limits: .text(.init(length: 1...120))
        ),
        .required("sort", \.sort, "What was applied for."),
        .required("status", \.status, "Status information."),
        .optional("number", \.number, "Application number.", limits: .text(.init(length: 1...60))),
        .optional("applied", \.applied, "Date of the application."),
        .optional("identity", \.identity, "Identity data."),
        .list("documents", \.documents, "Travel documents.", count: 0...10),
        .optional("form", \.form, "Data of the application form."),
        .optional("lodging", \.lodging, "Where it was lodged."),
        .list("decisions", \.decisions, "Decisions, the earliest first.", count: 0...100),
        .optional("document", \.document, "Visa or permit as it stands."),
        .optional("facialImage", \.facialImage, "The facial image held."),
        .optional("fingerprints", \.fingerprints, "The fingerprints held, or why there are none."),
        .defaulted("hasDocumentScan", \.hasDocumentScan, to: false, "A scan of the document is held."),
        .list("previous", \.previous, "Other applications of the applicant.", count: 0...1000),
        .list("together", \.together, "Files of persons applying together.", count: 0...1000),
        .list("hits", \.hits, "Hits that the visa authority verifies.", count: 0...1000),
        .defaulted("furtherVerification", \.furtherVerification, to: false, "Further verification is needed (Article 9a(10))."),
        .list("pending", \.pending, "Sources that have not answered yet.", count: 0...20),
        .list("riskIndicators", \.riskIndicators, "Specific risk indicators that fit; a reason to look, never to decide.", count: 0...1000),
        .list("opinions", \.opinions, "Reasoned opinions.", count: 0...1000),
        .list("notRecognisedBy", \.notRecognisedBy, "Member States that do not recognise the document.", count: 0...60),
        .optional("keptUntil", \.keptUntil, "Last day of the period of Article 23, as things stand."),
        .defaulted(
            "processingRestricted", \.processingRestricted, to: false,
            "Processing is restricted at the request of the person concerned (Article 38; 2016/679 18)."),
    ]

    /// Puts the view together. Pure. `visible`: the groups of data that the asker's right covers; `processing`: the asker is of the
    /// Member State that processes the application, to which hits and opinions are confined (Articles 9c(2), 9e(6), 9g(6)).
    public init(
        _ recorded: Recorded<ApplicationFile>, links: ApplicationLinks = ApplicationLinks(), visible: Set<DataGroup>, processing: Bool
    ) {
        self.init()
        let file = recorded.value
        application = recorded.id
        version = recorded.version
        memberStateResponsible = recorded.owner
        sort = file.sort
        status = file.status
        if file.sort.isVisa { visaData(file, visible) } else { longStayData(file, visible) }
        if visible.contains(.visaFacialImage) {
            facialImage = file.facialImage
            fingerprints = file.fingerprints
        }
        if visible.contains(.documentScan) { hasDocumentScan = file.hasDocumentScan }
        if visible.contains(.previousApplications) { previous = links.previous }
        if visible.contains(.familyApplications) { together = links.together }
        guard processing, let queries = file.queries else { return }
        if visible.contains(.automatedHits) {
            hits = queries.references
            furtherVerification = !queries.furtherVerification.isEmpty
            pending = queries.pending
            riskIndicators = queries.riskIndicators
        }
        if visible.contains(.reasonedOpinion) { opinions = queries.opinions }
    }

    private mutating func visaData(_ file: ApplicationFile, _ visible: Set<DataGroup>) {
        if visible.contains(.applicationFile) {
            number = file.number
            applied = file.lodging.date
            identity = file.identity
            document = file.document
            notRecognisedBy = file.notRecognisedBy
            keptUntil = file.term.keptUntil
            decisions = file.decisions.filter { $0.status != .refused || visible.contains(.visaRefusals) }
            if !visible.contains(.visaAuthorities) {
                for index in decisions.indices { (decisions[index].authority, decisions[index].location) = ("withheld", "withheld") }
            }
        }
        if visible.contains(.travelDocuments) { documents = file.documents }
        if visible.contains(.visaAuthorities) { lodging = file.lodging }
        let occupation = visible.contains(.occupation)
        if visible.contains(.applicationForm) || occupation {
            form = file.form.shown(visible.contains(.applicationForm), occupation: occupation)
        }
    }

    /// At borders and in the territory of a long stay only status, type, number and validity are seen (Articles 22g(2), 22h(2)).
    private mutating func longStayData(_ file: ApplicationFile, _ visible: Set<DataGroup>) {
        if visible.contains(.longStayDocument) || visible.contains(.longStayFile) { document = file.document }
        guard visible.contains(.longStayFile) else { return }
        number = file.number
        applied = file.lodging.date
        identity = file.identity
        documents = file.documents
        lodging = file.lodging
        decisions = file.decisions
        form = file.form
        keptUntil = file.term.keptUntil
    }
}

extension VisaForm {
    /// The form without, or with nothing but, occupation and employer.
    func shown(_ rest: Bool, occupation: Bool) -> VisaForm {
        var form = rest ? self : VisaForm()
        (form.jobGroup, form.employer, form.educationalEstablishment) =
            occupation ? (jobGroup, employer, educationalEstablishment) : (nil, nil, nil)
        return form
    }
}

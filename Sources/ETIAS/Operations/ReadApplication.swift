import Access
import Identity
import Operations
import Registry
import Wire

/// Consults an application file: the units all of it (Article 13(1)); designated authorities and Europol the data of
/// Article 52(4), answers and occupation only on a reasoned request, education never.
public struct ReadApplication: Query {
    public init() {}
    public typealias Input = ApplicationReference
    public typealias Output = ApplicationReply

    public let about = OperationDescription.etias(
        "readApplication", "Read an application file", "Shows what the asker's right covers.", article: "13(1), 52(4), 53(6)", .read, .GET,
        "/applications/{application}", data: .etiasApplicationFile, grants: ETIASGrants.readers, refusals: [.notFound])

    public func demand(_ input: ApplicationReference, facts: FactReader) throws -> Demand {
        Demand(data: about.data, conditions: try facts.etiasConditions())
    }

    public func answer(_ input: ApplicationReference, from reader: Reader, in context: DecisionContext) throws -> Answer<ApplicationReply> {
        let file = try reader.require(ApplicationFile.self, input.application)
        var reply = ApplicationReply(file)
        reply.processingRestricted = try reader.isRestricted(file.id, ETIASTasks.self)
        return Answer(reply, version: file.version, log: LogDetails(records: [file.id], results: [.ETIAS: 1]))
    }
}

/// An application file as it is shown, each part under the right that covers it.
public struct ApplicationReply: WireRecord, Hashable {
    public var application = RecordID(high: 0, low: 0)
    public var version = 0
    public var number = ""
    public var submitted = Instant(milliseconds: 0)
    public var identity: ApplicantIdentity?
    public var document: TravelDocument?
    public var residence: ApplicationForm.Residence?
    public var email: String?
    public var phones: [String] = []
    public var ipAddress: String?
    public var firstIntendedStay: CountryCode?
    public var addressOfStay: String?
    public var guardian: ApplicationForm.Guardian?
    public var familyMember: ApplicationForm.FamilyMember?
    public var submitter: ApplicationForm.Submitter?
    public var education: EducationLevel?
    public var occupation: JobGroup?
    public var answers: BackgroundAnswers?
    public var status: ApplicationStatus?
    public var authorisation: AuthorisationReply?
    public var limited: AuthorisationReply?
    public var secondLine: SecondLineFlag?
    public var noGrounds: NoGroundsFlag?
    public var responsible: String?
    public var hits: [ApplicationHit] = []
    public var unanswered: [CheckedSystem] = []
    public var consulted: [String] = []
    public var documents: DocumentRequest?
    public var interview: Interview?
    public var decisions: [AuthorisationDecision] = []
    /// Processing is restricted at the request of the person concerned.
    public var processingRestricted = false

    public init() {}
    init(_ recorded: Recorded<ApplicationFile>) {
        let file = recorded.value
        (application, version, number, submitted) = (recorded.id, recorded.version, file.number, file.submitted)
        (identity, document, residence) = (file.form.identity, file.form.document, file.form.residence)
        (email, phones, ipAddress) = (file.form.email, file.form.phones, file.ipAddress)
        (firstIntendedStay, addressOfStay) = (file.form.firstIntendedStay, file.form.addressOfStay)
        (guardian, familyMember, submitter) = (file.form.guardian, file.form.familyMember, file.form.submitter)
        (education, occupation, answers) = (file.form.education, file.form.occupation, file.form.answers)
        status = file.status
        authorisation = file.authorisation.map(AuthorisationReply.init)
        limited = file.limited.map(AuthorisationReply.init)
        secondLine = file.authorisation?.secondLine ?? file.limited?.secondLine
        noGrounds = file.authorisation?.noGrounds ?? file.limited?.noGrounds
        (responsible, hits, unanswered, consulted) = (file.responsible, file.hits, file.unanswered, file.consulted)
        (documents, interview, decisions) = (file.documents, file.interview, file.decisions)
    }

    public static let wireName = "ETIASApplicationReply"
    public static let meaning = "An application file, as far as the asker may see it."
    public static let fields: [Field<ApplicationReply>] = [
        .required("application", \.application, "The application file."), .required("version", \.version, "Version, for If-Match."),
        .required("number", \.number, "Application number."), .required("submitted", \.submitted, "When it was submitted."),
        .optional("identity", \.identity, "Who applies.", group: file), .optional("document", \.document, "Travel document.", group: file),
        .optional("residence", \.residence, "Residence.", group: file),
        .optional("email", \.email, "Email address.", limits: .text(.init(length: 3...254)), group: file),
        .list("phones", \.phones, "Phone numbers.", count: 0...5, group: file),
        .optional("ipAddress", \.ipAddress, "IP address.", group: file),
        .optional("firstIntendedStay", \.firstIntendedStay, "Member State of first intended stay.", group: file),
        .optional("addressOfStay", \.addressOfStay, "Address there.", limits: .text(.init(length: 1...300)), group: file),
        .optional("guardian", \.guardian, "Guardian of a minor.", group: file),
        .optional("familyMember", \.familyMember, "Union citizen with family ties.", group: file),
        .optional("submitter", \.submitter, "Who filled in the form.", group: file),
        .optional("education", \.education, "Level of education.", group: "education"),
        .optional("occupation", \.occupation, "Job group.", group: "occupation"),
        .optional("answers", \.answers, "Answers to the questions.", group: "answers"),
        .optional("status", \.status, "How it stands.", group: "status"),
        .optional("authorisation", \.authorisation, "The authorisation.", group: "status"),
        .optional("limited", \.limited, "The authorisation with limited validity.", group: "status"),
        .optional("secondLine", \.secondLine, "Flag of Article 36(2).", group: "flag36(2)"),
        .optional("noGrounds", \.noGrounds, "Flag of Article 36(3).", group: "flag36(3)"),
        .optional("responsible", \.responsible, "Member State responsible.", group: processing),
        .list("hits", \.hits, "Hits.", count: 0...1000, group: processing),
        .list("unanswered", \.unanswered, "Sources without an answer yet.", count: 0...20, group: processing),
        .list("consulted", \.consulted, "Who was consulted.", count: 0...50, group: processing),
        .optional("documents", \.documents, "Request for information.", group: processing),
        .optional("interview", \.interview, "Interview.", group: processing),
        .list("decisions", \.decisions, "Decisions.", count: 0...100, group: processing),
        .defaulted(
            "processingRestricted", \.processingRestricted, to: false,
            "Processing is restricted at the request of the person concerned (Article 64; 2016/679 18)."),
    ]
    private static let file = "applicationFile"
    private static let processing = "processing"
}

/// An authorisation without its flags.
public struct AuthorisationReply: WireRecord, Hashable {
    public var from = Day(number: 0)
    public var until = Day(number: 0)
    public var territory: [CountryCode] = []
    public init() {}
    init(_ held: TravelAuthorisation) { (from, until, territory) = (held.from, held.until, held.territory) }
    public static let meaning = "Validity of an authorisation."
    public static let fields: [Field<AuthorisationReply>] = [
        .required("from", \.from, "First day."), .required("until", \.until, "Last day."),
        .list("territory", \.territory, "Member States for which it is valid; all where absent.", count: 0...40),
    ]
}

import Identity
import Operations
import Registry
import Wire

/// An application as it comes in (Articles 8(1), 9, 22a(1)).
public struct NewApplication: WireRecord, Hashable {
    public var sort = ApplicationKind.shortStayVisa
    public var number = ""
    public var location = ""
    public var onBehalfOf: CountryCode?
    public var place = ""
    public var date = Day(number: 0)
    public var admissible: Day?
    public var identity = ApplicantIdentity()
    public var documents: [ApplicantDocument] = []
    public var form = VisaForm()
    public var facialImage: ApplicantImage?
    public var fingerprints: ApplicantFingerprints?
    public var documentScan: DocumentScan?
    public var minorSafeguards: MinorSafeguards?
    public var identityDoubt = false
    public var previous: [RecordID] = []
    public var together: [TravelLink] = []

    public init() {}
    public static let meaning = "An application for a visa, long-stay visa or residence permit."
    public static let fields: [Field<NewApplication>] = [
        .required("sort", \.sort, "What is applied for."),
        .required("number", \.number, "Application number.", limits: .text(.init(length: 1...60))),
        .required("location", \.location, "Location of the authority.", limits: .text(.init(length: 1...120))),
        .optional("onBehalfOf", \.onBehalfOf, "Member State represented (Visa Code, Article 8)."),
        .required("place", \.place, "Place of the application."),
        .required("date", \.date, "Date of the application."),
        .optional("admissible", \.admissible, "Day on which it was found admissible (Visa Code, Article 19); the date where absent."),
        .required("identity", \.identity, "Identity data."),
        .list("documents", \.documents, "Travel documents.", count: 1...10),
        .defaulted("form", \.form, to: VisaForm(), "Data of the application form."),
        .optional("facialImage", \.facialImage, "Facial image."),
        .optional("fingerprints", \.fingerprints, "Fingerprints, or why there are none."),
        .optional("documentScan", \.documentScan, "Scan of the biographic data page."),
        .optional("minorSafeguards", \.minorSafeguards, "How a minor's biometric data were taken."),
        .defaulted("identityDoubt", \.identityDoubt, to: false, "Reasonable doubt as to the identity: biometric data are collected anew."),
        .list("previous", \.previous, "Earlier applications of the applicant (Article 8(3)).", count: 0...200),
        .list("together", \.together, "Files of persons applying together (Articles 8(4), 22a(4)).", count: 0...200),
    ]

    /// What other systems are asked about the applicant.
    func question(memberState: String, samples: [StoredTemplate]) -> SourceQuestion {
        SourceQuestion(
            identity: identity.person, documents: documents.map(\.document), templates: samples, memberState: memberState, sort: sort,
            arrival: form.arrival, departure: form.departure, stayDays: form.stayDays)
    }

    func check(today: Day) throws(Refusal) {
        guard number.contains(where: { $0.isLetter || $0.isNumber }) else {
            throw Refusal(.malformed, "/number has no letter and no digit", pointer: "/number")
        }
        guard onBehalfOf?.hasTakenPart ?? true else {
            throw Refusal(.malformed, "/onBehalfOf is the code of no Member State", pointer: "/onBehalfOf")
        }
        let admissible = admissible ?? date
        guard date <= admissible, admissible <= today else {
            throw Refusal(.dayNotPossible, "an application is lodged, found admissible and then entered", pointer: "/admissible")
        }
        guard !together.contains(where: { previous.contains($0.application) }) else {
            throw Refusal(.linkNotPossible, "an applicant does not apply together with the same applicant", pointer: "/together")
        }
    }
}

extension RefusalKind {
    static let dayNotPossible = RefusalKind("vis/day-not-possible", 422, "The day is not possible")
    static let linkNotPossible = RefusalKind("vis/link-not-possible", 422, "The link is not possible", article: "VIS 8(3)–(4)")
}

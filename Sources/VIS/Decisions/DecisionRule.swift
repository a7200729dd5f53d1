import Identity
import Operations
import Registry
import Wire

/// Where and when something was decided.
public struct DecisionTaken: WireRecord, Hashable {
    public var location = ""
    public var place = ""
    public var decided = Day(number: 0)
    public var onBehalfOf: CountryCode?

    public init() {}
    public init(location: String, place: String, decided: Day, onBehalfOf: CountryCode? = nil) {
        self.location = location
        self.place = place
        self.decided = decided
        self.onBehalfOf = onBehalfOf
    }
    public static let meaning = "Where and when it was decided."
    public static let fields: [Field<DecisionTaken>] = [
        .required("location", \.location, "Location of the authority.", limits: .text(.init(length: 1...120))),
        .required("place", \.place, "Place of the decision."),
        .required("decided", \.decided, "Date of the decision."),
        .optional("onBehalfOf", \.onBehalfOf, "Member State on whose behalf it was decided."),
    ]
}

/// Whether a decision may follow on what a file says (Articles 10–14, 22c–22f). Pure.
public struct DecisionRule: Sendable {
    public var file: ApplicationFile
    public var edition: VISEdition
    public var today: Day

    public init(file: ApplicationFile, edition: VISEdition, today: Day) {
        self.file = file
        self.edition = edition
        self.today = today
    }

    /// The file with one more decision.
    public func adding(_ decision: VisaDecision) throws(Refusal) -> ApplicationFile {
        guard file.status.next(for: file.sort, under: edition).contains(decision.status) else {
            throw Refusal(.statusDoesNotFollow, "\(decision.status.rawValue) does not follow on \(file.status.rawValue)")
        }
        guard decision.decided <= today, decision.decided >= file.decisions.last?.decided ?? file.lodging.date else {
            throw Refusal(
                .dayNotPossible, "a decision follows on the application and on earlier decisions, and is not of tomorrow",
                pointer: "/decision/decided")
        }
        guard file.decisions.count < 100 else { throw Refusal(.statusDoesNotFollow, "too many decisions on one file") }
        for ground in decision.refusalGrounds where !ground.isForeseen(for: file.sort, under: edition) {
            throw Refusal(.groundNotForeseen, "\(ground.rawValue) is no ground for this visa", pointer: "/grounds")
        }
        if let document = decision.document { try check(document, isExtended: decision.status == .extended) }
        var next = file
        next.decisions.append(decision)
        return next
    }

    /// Contents of what is issued, extended or renewed (Articles 10(1), 22c; Visa Code, Articles 1, 24, 25, 26).
    func check(_ document: IssuedDocument, isExtended: Bool = false) throws(Refusal) {
        func refuse(_ why: String, _ pointer: String) -> Refusal { Refusal(.documentUnclear, why, pointer: "/document/\(pointer)") }
        guard document.sort.suits(file.sort) else { throw refuse("this is not what was applied for", "sort") }
        guard document.validFrom <= document.validUntil else { throw refuse("it ends before it begins", "validUntil") }
        guard document.number.issuer.hasTakenPart else { throw refuse("a Member State issues it", "number/issuer") }
        guard file.sort.isVisa else {
            guard document.entries == nil, document.days == nil else { throw refuse("entries and days are data of visas", "entries") }
            return
        }
        guard document.entries != nil else { throw refuse("the number of entries is missing", "entries") }
        guard document.validUntil <= document.validFrom.adding(years: 5) else {
            throw refuse("a visa is valid for five years at most", "validUntil")
        }
        if file.sort == .shortStayVisa {
            guard let days = document.days, days >= 1 else { throw refuse("the duration of the stay is missing", "days") }
            guard days <= document.validUntil - document.validFrom + 1 else { throw refuse("the stay is longer than the validity", "days") }
            // Who cannot leave in time stays longer (Visa Code, Article 33).
            guard days <= 90 || isExtended || document.sort == .limitedTerritoryBeyondLimit else {
                throw refuse("a short stay has 90 days at most", "days")
            }
        }
        if document.sort.isLimited, document.territory.isEmpty { throw refuse("a limited visa says for which Member States", "territory") }
        guard Set(document.territory).isDisjoint(with: file.notRecognisedBy) || document.territory.count == 1 else {
            throw Refusal(
                .territoryNotRecognised, "a Member State of the territory does not recognise the travel document",
                pointer: "/document/territory")
        }
        if document.territory.isEmpty, !file.notRecognisedBy.isEmpty {
            throw Refusal(
                .territoryNotRecognised, "not every Member State recognises the travel document: limit the territory",
                pointer: "/document/territory")
        }
    }

    /// What stands in the way of issuing a visa for all Member States. A visa limited to the issuing State's territory may be issued for
    /// urgency all the same (Visa Code, Article 25(1)(a)(iii)–(iv)).
    public static func checkOpen(
        _ file: ApplicationFile, consultations: Int, sort: IssuedDocument.Sort, riskAssessed: Bool
    ) throws(Refusal) {
        if sort != .limitedTerritory {
            guard consultations == 0 else {
                throw Refusal(.consultationOpen, "\(consultations) consultations are not answered yet")
            }
            guard !(file.queries?.isOpen ?? false) else {
                throw Refusal(.verificationOpen, "hits or queries are not verified yet")
            }
        }
        guard riskAssessed || file.queries?.riskIndicators.isEmpty ?? true else {
            throw Refusal(.riskNotAssessed, "the risk that an indicator points to is assessed by a person", pointer: "/riskAssessed")
        }
    }
}

extension VisaDecision {
    init(_ status: VisaStatus, _ taken: DecisionTaken, in context: DecisionContext) {
        self.init()
        self.status = status
        authority = context.caller.authority
        memberState = context.owner
        (location, place, decided, onBehalfOf) = (taken.location, taken.place, taken.decided, taken.onBehalfOf)
    }
}

/// What a decision left behind.
public struct ApplicationReply: WireRecord, Hashable {
    public var application = RecordID(high: 0, low: 0)
    public var version = 0
    public var status = VisaStatus.requested
    public var keptUntil: Day?

    public init() {}
    init(_ id: RecordID, _ file: ApplicationFile, version: Int) {
        application = id
        self.version = version
        status = file.status
        keptUntil = file.term.keptUntil
    }
    public static let wireName = "VISApplicationReply"
    public static let meaning = "How an application file stands."
    public static let fields: [Field<ApplicationReply>] = [
        .required("application", \.application, "The application file."),
        .required("version", \.version, "Version, for If-Match."),
        .required("status", \.status, "Status information."),
        .optional("keptUntil", \.keptUntil, "Last day of the period of Article 23; absent where the file is gone."),
    ]
}

extension ApplicationDossier {
    /// Refuses where the file is of the other chapter: a visa is no long stay.
    func require(visa: Bool) throws(Refusal) {
        guard file.value.sort.isVisa == visa else {
            throw Refusal(.notForeseenForKind, visa ? "this file is of a long stay" : "this file is of a visa")
        }
    }

    /// The decision that is committed, with what else follows.
    func decided(
        _ file: ApplicationFile, _ others: [Change] = [], notices: [Notice] = []
    ) -> Decision<ApplicationReply> {
        var updated = self.file
        updated.value = file
        return Decision(
            ApplicationReply(updated.id, file, version: updated.version + 1), changes: [updated.update] + others,
            version: updated.version + 1, notices: notices)
    }
}

extension RefusalKind {
    static let statusDoesNotFollow = RefusalKind(
        "vis/status-does-not-follow", 409, "The decision does not follow on the file's status", article: "VIS 10–14, 22c–22f")
    static let groundNotForeseen = RefusalKind("vis/ground-not-foreseen", 422, "The ground is not foreseen", article: "VIS 12(2)")
    static let groundMissing = RefusalKind("vis/ground-missing", 422, "The decision states no ground", article: "VIS 12(2), 13(2), 14(2)")
    static let documentUnclear = RefusalKind(
        "vis/document-unclear", 422, "The visa or permit contradicts itself", article: "VIS 10(1), 22c")
    static let territoryNotRecognised = RefusalKind(
        "vis/territory-not-recognised", 422, "The travel document is not recognised in the territory", article: "VIS 9a(2), Visa Code 25(3)"
    )
    static let stickerTaken = RefusalKind("vis/sticker-taken", 409, "The number stands in another file", article: "VIS 10(1)(e)")
    static let consultationOpen = RefusalKind(
        "vis/consultation-open", 409, "A Member State consulted has not replied yet", article: "VIS 16, Visa Code 22")
    static let verificationOpen = RefusalKind("vis/verification-open", 409, "Automated queries are not verified yet", article: "VIS 9c–9g")
    static let riskNotAssessed = RefusalKind(
        "vis/risk-not-assessed", 422, "No decision follows from a risk indicator alone", article: "VIS 9c(6)")

    static let deciding: [RefusalKind] = [
        .notFound, .preconditionRequired, .preconditionFailed, .conflict, .notForeseenForKind, .statusDoesNotFollow, .dayNotPossible,
    ]
}

import Access
import Identity
import Wire

/// What the issuing Member State says in an alert: the data of Article 20 of the three Regulations.
public struct AlertContent: WireRecord, Hashable {
    public var category = AlertCategory.refusal
    /// Confirmed, not confirmed and assumed identities; misused ones are kept apart, with the consent they need.
    public var identities: [PersonIdentity] = []
    public var documents: [TravelDocument] = []
    public var object: SoughtObject?
    public var reason: String?
    public var action: AlertAction?
    public var decisionReference: String?
    public var legalBasis: String?
    public var physicalMarks: [String] = []
    public var warnings: [AlertWarning] = []
    public var offence: String?
    public var nationalRegisterNumber: String?
    public var caseType: MissingCaseType?
    public var judicialRole: JudicialRole?
    public var entryBan: Bool?
    public var voluntaryDepartureGranted = false
    public var voluntaryDepartureDate: Day?
    public var returnSuspended = false
    public var threat = false
    public var decisionLongerThanThreeYears = false
    public var reviewBy: Day?
    public var nationalReference: String?
    public var takesEffectOnDeparture = false
    public var nationalSecurity = false
    public var informationSought: [String] = []
    public var otherSamplesUnsuitable = false

    public init() {}

    public static let meaning = "What the issuing Member State says in an alert (Article 20)."
    static let line: Schema = .text(.init(length: 1...500))
    public static let fields: [Field<AlertContent>] = [
        .required("category", \.category, "Category of alert."),
        .list(
            "identities", \.identities,
            "Identities of the person, the best known first; misused ones are added by an operation of their own.",
            count: 0...200),
        .list("documents", \.documents, "The person's identification documents.", count: 0...100),
        .optional("object", \.object, "The object, where the alert is on one."),
        .optional("reason", \.reason, "Reason for the alert.", limits: .text(.init(length: 1...8000))),
        .optional("action", \.action, "Action to be taken; the one of the category."),
        .optional(
            "decisionReference", \.decisionReference, "Reference to the decision that gave rise to the alert.",
            limits: line),
        .optional("legalBasis", \.legalBasis, "Legal basis of the decision.", limits: line),
        .list(
            "physicalMarks", \.physicalMarks,
            "Specific, objective physical characteristics not subject to change, where strictly necessary.",
            count: 0...20,
            element: line),
        .list("warnings", \.warnings, "What an officer must know before coming near.", count: 0...6),
        .optional("offence", \.offence, "Type of offence.", limits: line),
        .optional(
            "nationalRegisterNumber", \.nationalRegisterNumber, "Registration number in a national register.",
            limits: .text(.init(length: 1...60))),
        .optional(
            "caseType", \.caseType, "Type of case, of missing persons and persons to be prevented from travelling."),
        .optional("judicialRole", \.judicialRole, "Whom an alert for a judicial procedure is on."),
        .optional("entryBan", \.entryBan, "Of a return decision: whether an entry ban comes with it."),
        .defaulted(
            "voluntaryDepartureGranted", \.voluntaryDepartureGranted, to: false,
            "A period for voluntary departure was granted."),
        .optional(
            "voluntaryDepartureDate", \.voluntaryDepartureDate, "Last day of the period for voluntary departure."),
        .defaulted(
            "returnSuspended", \.returnSuspended, to: false,
            "The return decision is suspended or its enforcement postponed."),
        .defaulted(
            "threat", \.threat, to: false,
            "The person poses a threat to public policy, public security or national security."),
        .defaulted(
            "decisionLongerThanThreeYears", \.decisionLongerThanThreeYears, to: false,
            "The decision behind the alert runs longer than three years (2018/1861 Article 39)."),
        .optional(
            "reviewBy", \.reviewBy, "Last day of a shorter period that the Member State sets (2018/1862 Article 53(5))."
        ),
        .optional(
            "nationalReference", \.nationalReference,
            "Number of the case in the Member State; unique among its alerts.",
            limits: .text(.init(length: 1...120))),
        .defaulted(
            "takesEffectOnDeparture", \.takesEffectOnDeparture, to: false,
            "Of an entry ban: the person is still in the territory; the alert takes effect on departure (2018/1861 Article 24(3))."
        ),
        .defaulted(
            "nationalSecurity", \.nationalSecurity, to: false,
            "Of a check: at the request of authorities responsible for national security (2018/1862 Article 36(4))."),
        .list(
            "informationSought", \.informationSought,
            "Of a check: information sought besides the usual, questions for an interview (2018/1862 Article 36(2)).",
            count: 0...20, element: line),
        .defaulted(
            "otherSamplesUnsuitable", \.otherSamplesUnsuitable, to: false,
            "Of a missing person: photographs and prints that are held do not suit for identification (2018/1862 Article 42(3))."
        ),
    ]

    public var isOnObject: Bool { object != nil }
    public var dataGroup: DataGroup { category.dataGroup(object: object?.kind) }

    /// An object that is sought because it leads to a person.
    public var leadsToPerson: Bool { isOnObject && category != .object && !category.isCheck }

    /// The action that goes with category and subject.
    public var laidDownAction: AlertAction {
        leadsToPerson ? .locate : AlertCategoryRule.rule(for: category).action
    }

    /// Act and article that the alert is entered under.
    public var article: String {
        category == .object ? object?.kind.article ?? "1862 38" : AlertCategoryRule.rule(for: category).article
    }

    /// The kinds of data that are given, by the names that the rules know.
    func data(samples: [AlertSampleKind]) -> Set<AlertDatum> {
        var data: Set<AlertDatum> = []
        func note(_ datum: AlertDatum, _ isGiven: Bool) { if isGiven { data.insert(datum) } }
        func note(_ name: String, _ isGiven: Bool) { note(AlertDatum(rawValue: name), isGiven) }
        // The person is identified by the first identity: minimum data must be in that one.
        if let first = identities.first {
            note(.surnames, !first.surnames.isEmpty)
            note(.dateOfBirth, first.dateOfBirth != nil)
            note(.forenames, !first.givenNames.isEmpty)
            note(.gender, first.sex != nil)
            note(.nationalities, !first.nationalities.isEmpty)
            note("identity", true)
        }
        note(.reason, reason != nil)
        note(.action, action != nil)
        note(.decisionReference, decisionReference != nil)
        note(.legalBasis, legalBasis != nil)
        note(.entryBan, entryBan != nil)
        note(.voluntaryDepartureDate, voluntaryDepartureDate != nil)
        note("documents", !documents.isEmpty)
        note("object", object != nil)
        note("physicalMarks", !physicalMarks.isEmpty)
        note("warnings", !warnings.isEmpty)
        note("offence", offence != nil)
        note("nationalRegisterNumber", nationalRegisterNumber != nil)
        note("caseType", caseType != nil)
        note("judicialRole", judicialRole != nil)
        note("informationSought", !informationSought.isEmpty)
        note(.dactyloscopicData, samples.contains(where: \.isDactyloscopic))
        note(.dnaProfile, samples.contains(.dnaProfile))
        note("photographs", samples.contains(.photograph) || samples.contains(.facialImage))
        note("documentCopies", samples.contains(.documentCopy))
        return data
    }
}

import Identity
import Operations

/// May this alert stand in SIS? The rules of `AlertRules` and `ObjectRules`, and what follows from the form of an alert.
enum AlertEntry {
    /// An alert that is already there on the same person or object.
    struct Existing: Hashable, Sendable {
        let schengenID: String
        let category: AlertCategory
        let memberState: CountryCode
    }

    /// The verdict on an alert that may stand, or the refusal with its article.
    static func judge(
        _ content: AlertContent, samples: [AlertSampleKind], issuingState: CountryCode, existing: [Existing],
        entered: Day, locatesPerson: Bool = false
    ) throws(Refusal) -> AlertVerdict {
        try checkForm(content, locatesPerson: locatesPerson)
        try checkFields(content, samples: samples)
        // An object for checks needs what an object for seizure needs; its article and action are those of the checks.
        let proposed = ProposedAlert(
            category: content.isOnObject ? .object : content.category, memberState: issuingState,
            data: content.data(samples: samples),
            existing: existing.map { .init(category: $0.category, memberState: $0.memberState) },
            decisionLongerThanThreeYears: content.decisionLongerThanThreeYears,
            voluntaryDeparture: content.voluntaryDepartureGranted)
        let verdict = AlertRules.judge(proposed)
        if let refusal = verdict.refusal {
            let own = existing.filter { $0.memberState == issuingState }.map(\.schengenID)
            throw Self.refusal(refusal, missing: verdict.missing, own: own)
        }
        let action = content.laidDownAction
        if let given = content.action, given != action {
            throw Refusal(.wrongAction, "the action of this category is \(action.rawValue)", pointer: "/alert/action")
        }
        if let own = content.reviewBy, own < entered {
            throw Refusal(.contradiction, "the period ends before the alert was entered", pointer: "/alert/reviewBy")
        }
        return verdict
    }

    private static func checkForm(_ content: AlertContent, locatesPerson: Bool) throws(Refusal) {
        if let place = content.identities.firstIndex(where: { $0.category == .misused }) {
            throw Refusal(
                .contradiction,
                "a misused identity is added with the consent of its holder, by an operation of its own",
                pointer: "/alert/identities/\(place)/category")
        }
        guard let object = content.object else {
            guard content.category != .object else {
                throw Refusal(.contradiction, "an alert on an object has an object", pointer: "/alert/object")
            }
            return
        }
        switch content.category {
        case let category where locatesPerson && category != .object:
            guard object.kind.mayLocatePerson(under: category) else {
                throw Refusal(
                    .contradiction, "such objects are not entered to locate a person of this category",
                    pointer: "/alert/object/kind", article: AlertCategoryRule.rule(for: category).article)
            }
        case .object where object.kind.maySeize && !locatesPerson: break
        case .discreetCheck, .inquiryCheck, .specificCheck:
            guard object.kind.mayCheck else {
                throw Refusal(
                    .contradiction, "such objects are not checked", pointer: "/alert/object/kind", article: "1862 36(1)"
                )
            }
        default:
            throw Refusal(
                .contradiction, "alerts of this category are not entered on such an object",
                pointer: "/alert/object/kind")
        }
        guard content.identities.isEmpty, content.documents.isEmpty else {
            throw Refusal(
                .contradiction, "an alert is on a person or on an object, not on both", pointer: "/alert/object")
        }
        try checkDescription(object)
    }

    /// An alert contains the data of its own act and category and no others (1860 Article 4(1), 1861 Article 20(2), 1862
    /// Articles 20(3) and 27).
    private static func checkFields(_ content: AlertContent, samples: [AlertSampleKind]) throws(Refusal) {
        let article = AlertCategoryRule.rule(for: content.category).article
        let isReturn = content.category == .return
        let fields: [(name: String, isGiven: Bool, isKnown: Bool)] = [
            ("caseType", content.caseType != nil, article.hasPrefix("1862 32")),
            ("judicialRole", content.judicialRole != nil, content.category == .judicial),
            ("nationalRegisterNumber", content.nationalRegisterNumber != nil, article.hasPrefix("1862")),
            ("entryBan", content.entryBan != nil, isReturn),
            ("voluntaryDepartureGranted", content.voluntaryDepartureGranted, isReturn),
            ("voluntaryDepartureDate", content.voluntaryDepartureDate != nil, isReturn),
            ("returnSuspended", content.returnSuspended, isReturn),
            ("threat", content.threat, isReturn),
            ("takesEffectOnDeparture", content.takesEffectOnDeparture, content.category == .entryBan),
            ("nationalSecurity", content.nationalSecurity, article == "1862 36"),
            ("informationSought", !content.informationSought.isEmpty, article == "1862 36"),
            ("otherSamplesUnsuitable", content.otherSamplesUnsuitable, content.category == .missingProtect),
            ("decisionLongerThanThreeYears", content.decisionLongerThanThreeYears, !article.hasPrefix("1862")),
        ]
        // Of an unknown person the refusal of Article 40 says more.
        for field in fields where field.isGiven && !field.isKnown && content.category != .unknownWanted {
            throw Refusal(
                .contradiction, "alerts under \(article) do not hold \(field.name)", pointer: "/alert/\(field.name)")
        }
        try checkSamples(content, samples)
        guard content.category == .arrest || !samples.contains(.arrestWarrant) else {
            throw Refusal(
                .contradiction, "an arrest warrant belongs to an alert for arrest", pointer: "/samples",
                article: "1862 27")
        }
    }

    /// Ten flat and ten rolled fingerprints and two palm prints at most; a DNA profile only where nothing else is there, or
    /// nothing that suits (1862 Article 42(2) and (3)). What is found at a scene of crime is incomplete anyway.
    private static func checkSamples(_ content: AlertContent, _ samples: [AlertSampleKind]) throws(Refusal) {
        guard content.category != .unknownWanted else { return }
        guard samples.count(where: { $0 == .fingerprint }) <= 20, samples.count(where: { $0 == .palmPrint }) <= 2 else {
            throw Refusal(
                .contradiction, "at most ten flat and ten rolled fingerprints, and two palm prints", pointer: "/samples",
                article: "1862 42(2)")
        }
        guard content.category == .missingProtect, samples.contains(.dnaProfile), !content.otherSamplesUnsuitable else { return }
        guard !samples.contains(where: { $0 == .photograph || $0 == .facialImage || $0.isDactyloscopic }) else {
            throw Refusal(
                .contradiction, "a DNA profile is held only where photographs and prints are not there, or do not suit",
                pointer: "/samples", article: "1862 42(3)")
        }
    }

    /// Children and persons of age have categories of their own (1862 Article 32(1)(c)–(e)). Looked at when somebody says
    /// the category; afterwards the notice of Article 32(7) sees to it.
    static func checkAge(_ content: AlertContent, today: Day) throws(Refusal) {
        guard let born = content.identities.first?.dateOfBirth else { return }
        switch content.category {
        case .childAbduction, .childRisk:
            guard born.certainAge(on: today).map({ $0 >= 18 }) ?? false else { return }
            throw Refusal(
                .contradiction, "the person is of age", pointer: "/alert/category", article: "1862 32(1)(c)–(d)")
        case .vulnerableAdult:
            guard born.greatestAge(on: today).map({ $0 < 18 }) ?? false else { return }
            throw Refusal(.contradiction, "the person is a child", pointer: "/alert/category", article: "1862 32(1)(e)")
        default: return
        }
    }

    /// Alerts that an alert is told apart from are standing ones of the same Member State.
    static func checkDistinct(_ named: [String], known: Set<String>) throws(Refusal) {
        guard let place = named.firstIndex(where: { !known.contains($0) }) else { return }
        throw Refusal(
            .contradiction, "the Member State has no other alert of this number", pointer: "/distinctFrom/\(place)",
            article: "1862 61")
    }

    private static func checkDescription(_ object: SoughtObject) throws(Refusal) {
        let description = SoughtObject.description(of: object.kind)
        guard object.given == [description] else {
            throw Refusal(
                .objectNotIdentifiable, "such an object is described by `\(description.rawValue)` alone",
                pointer: "/alert/object")
        }
        if let finding = object.findings.first(where: { $0.weight == .blocking }) {
            throw Refusal(
                finding.problem == .circumstance || finding.problem == .foreign
                    ? .contradiction : .objectNotIdentifiable,
                "the object is not readily identifiable: \(finding.field) \(finding.problem.rawValue)",
                pointer: "/alert/object", article: object.kind.article)
        }
    }

    private static func refusal(_ refusal: AlertRefusal, missing: [AlertDatum], own: [String]) -> Refusal {
        switch refusal {
        case .oneAlertPerMemberState:
            Refusal(
                .alertExists,
                "the Member State already has an alert on the same person or object (\(own.joined(separator: ", "))); name it in distinctFrom where it is on another"
            )
        case .dnaProfileNotAllowed:
            Refusal(
                .dnaNotAllowed, "a DNA profile belongs to missing persons under protection alone", pointer: "/samples")
        case .printsAlone:
            Refusal(
                .printsAlone, "an alert on an unknown wanted person holds prints and nothing else", pointer: "/alert")
        case .minimumReturnData, .minimumData:
            Refusal(
                .minimumData, "minimum data are missing: \(missing.map(\.rawValue).joined(separator: ", "))",
                pointer: "/alert",
                article: refusal.article)
        }
    }
}

extension RefusalKind {
    public static let alertExists = RefusalKind(
        "sis/alert-exists", 409, "The Member State has an alert on the same person or object", article: "23(2)")
    public static let minimumData = RefusalKind("sis/minimum-data", 422, "Minimum data are missing", article: "22(1)")
    public static let dnaNotAllowed = RefusalKind(
        "sis/dna-not-allowed", 422, "No DNA profile in this category", article: "1862 42(3)")
    public static let printsAlone = RefusalKind("sis/prints-alone", 422, "Prints and nothing else", article: "1862 40")
    public static let contradiction = RefusalKind(
        "sis/contradiction", 422, "The data of the alert contradict each other", article: "20")
    public static let wrongAction = RefusalKind("sis/wrong-action", 422, "Another action is laid down for the category")
    public static let objectNotIdentifiable = RefusalKind(
        "sis/object-not-identifiable", 422, "The object is not readily identifiable", article: "1862 38(2)")

    /// What entering or updating an alert can be refused with.
    static let ofEntry: [RefusalKind] = [
        .alertExists, .minimumData, .dnaNotAllowed, .printsAlone, .contradiction, .wrongAction, .objectNotIdentifiable,
        .notFound, .incompatible,
    ]
}

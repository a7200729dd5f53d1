import Identity
import Operations
import Registry
import Wire

/// What a Member State transmits on one person. Pure checks say what the category asks for and what it does not provide for.
public struct TransmittedData: WireRecord, Hashable {
    public var category = EurodacCategory.applicant
    public var reference = ReferenceNumber()
    public var biometrics = BiometricSet()
    public var taken = Day(number: 0)
    /// Of the person, where the category records no date of birth or it is not known.
    public var age: Int?
    public var identity: PersonIdentity?
    public var document: TravelDocument?
    public var scan: DocumentScan?
    public var place: String?
    public var event: Day?
    public var admission: AdmissionState?
    public var decided: Day?
    public var refusalGrounds: String?
    public var councilDecision: String?
    public var status = StatusInformation()
    public var security: SecurityFlag?

    public init() {}
    public static let wireName = "EurodacTransmission"
    public static let meaning = "Data on one person."
    public static let fields: [Field<TransmittedData>] = [
        .required("category", \.category, "Category of person."),
        .required(
            "reference", \.reference, "Reference number: letters of the Member State, digit of the category, number."),
        .required("biometrics", \.biometrics, "Biometric data."),
        .required("taken", \.taken, "Day on which they were taken."),
        .optional(
            "age", \.age, "Age in years, where no date of birth is given, or one that it agrees with; it is not recorded.",
            limits: .integer(0...150)),
        .optional(
            "identity", \.identity, "Names, nationalities, date and place of birth, sex; under 603 the sex alone."),
        .optional("document", \.document, "Identity or travel document, where available."),
        .optional("scan", \.scan, "Scanned colour copy of a document, where available."),
        .optional(
            "place", \.place, "Place of the application, registration, apprehension or disembarkation.",
            limits: .text(.init(length: 1...120))),
        .optional(
            "event", \.event,
            "Its day; after a take-charge transfer the one entered by the Member State that transferred."),
        .optional(
            "admission", \.admission, "How the admission procedure stands; registered asks only for a comparison."),
        .optional("decided", \.decided, "Day of the grant, refusal or discontinuation."),
        .optional(
            "refusalGrounds", \.refusalGrounds, "Grounds on which admission was refused.",
            limits: .text(.init(length: 1...500))),
        .optional(
            "councilDecision", \.councilDecision, "Reference of the Council Implementing Decision.",
            limits: .text(.init(length: 1...60))),
        .defaulted("status", \.status, to: StatusInformation(), "What is already known to have become of the person."),
        .optional("security", \.security, "Could pose a threat to internal security."),
    ]

    /// For the rule on comparisons. Whoever may still be under the age counts as under it (1358 Article 14(1)).
    func transmitted(by memberState: String, includeOwn: Bool) -> ComparisonRule.Transmitted {
        ComparisonRule.Transmitted(
            category: category, memberState: memberState, age: identity?.dateOfBirth?.certainAge(on: taken) ?? age,
            includeOwn: includeOwn, takeChargeTransfer: status.arrivedAfterTakeCharge != nil, admission: admission)
    }

    /// Refuses what is no transmission of its category. A set that is recorded already (`asTransmitted` false) keeps the reference
    /// number and the category that it was accepted with.
    func check(in regime: EurodacRegime, today: Day, memberState: String?, asTransmitted: Bool = true) throws(Refusal) {
        guard let digit = category.digit(in: regime), category != .lawEnforcement, category != .europol else {
            throw Refusal(
                .categoryUnknown, "\(category.rawValue) is no category of persons under \(regime.rawValue)",
                pointer: "/category")
        }
        if asTransmitted, category == .temporaryProtection, today < TransmittedData.temporaryProtectionApplies {
            throw Refusal(
                .categoryUnknown, "Article 26 applies from 12 June 2029", pointer: "/category", article: "Eurodac 63")
        }
        guard !asTransmitted || reference.digit == digit && reference.belongs(to: memberState) else {
            throw Refusal(
                .referenceWrong, "it begins with the letters of the Member State and the digit \(digit)",
                pointer: "/reference",
                article: regime.article("24(4)", "37(4)"))
        }
        for (day, pointer) in [
            (taken, "/taken"), (event ?? taken, "/event"), (decided ?? taken, "/decided"),
            (security?.on ?? taken, "/security/on"),
        ]
        where day > today {
            throw Refusal(.inTheFuture, "the day has not come yet", pointer: pointer)
        }
        try biometrics.check(category, in: regime, at: "/biometrics")
        guard agesAgree(on: today) else {
            throw Refusal(.ageContradicted, "by the date of birth the person was not of this age", pointer: "/age")
        }
        if ComparisonRule(regime: regime, asOf: today).isTaken(transmitted(by: memberState ?? "", includeOwn: false))
            == false
        {
            throw Refusal(
                .tooYoung, "no biometric data are taken below the age of \(regime.minimumAge)",
                article: category.article(in: regime))
        }
        try checkStatus(in: regime, today: today)
        try checkAdmission(in: regime)
        try checkData(in: regime)
    }

    /// Whether the age that is stated can be that of the date of birth, on the day of the taking or by the day of the transmission (1358
    /// Article 17(1)(e)). Where the year is unknown, or the calendar another, the date says nothing about an age.
    func agesAgree(on today: Day) -> Bool {
        guard let age, let born = identity?.dateOfBirth, let least = born.certainAge(on: taken),
            let greatest = born.greatestAge(on: max(taken, today))
        else { return true }
        return least <= age && age <= greatest
    }

    /// First day of application of Article 26 (1358 Article 63).
    static let temporaryProtectionApplies = Day(number: 21_712)

    private func checkStatus(in regime: EurodacRegime, today: Day) throws(Refusal) {
        try status.check(category, in: regime, today: today, at: "/status")
        if let security, !SecurityFlag.isForeseen(category, by: security.source, in: regime) {
            throw Refusal(
                .notForeseen, "a \(security.source.rawValue) flags no \(category.rawValue)", pointer: "/security",
                article: category.article(in: regime))
        }
    }

    private func checkAdmission(in regime: EurodacRegime) throws(Refusal) {
        switch category {
        case .admission:
            guard let admission else {
                throw Refusal(
                    .dataMissing, "how the admission procedure stands is not said", pointer: "/admission",
                    article: "Eurodac 18")
            }
            if admission != .registered, decided == nil {
                throw Refusal(
                    .dataMissing, "the day of the decision is missing", pointer: "/decided", article: "Eurodac 19(1)")
            }
            if (admission == .refused) != (refusalGrounds != nil) {
                throw Refusal(
                    .dataMissing, "grounds belong to a refusal of admission, and to nothing else",
                    pointer: "/refusalGrounds",
                    article: "Eurodac 19(1)(p)")
            }
        case .nationalResettlement where decided == nil:
            throw Refusal(
                .dataMissing, "the day on which protection was granted is missing", pointer: "/decided",
                article: "Eurodac 21(1)(o)")
        default:
            if admission != nil || refusalGrounds != nil {
                throw Refusal(
                    .notForeseen, "there is no admission procedure", pointer: "/admission", article: "Eurodac 18")
            }
        }
        if (category == .temporaryProtection) != (councilDecision != nil) {
            throw Refusal(
                category == .temporaryProtection ? .dataMissing : .notForeseen,
                "temporary protection rests on a Council decision, and nothing else does",
                pointer: "/councilDecision", article: "Eurodac 26(2)(p)")
        }
        if decided != nil, category != .admission, category != .nationalResettlement {
            throw Refusal(
                .notForeseen, "no decision is recorded for \(category.rawValue)", pointer: "/decided",
                article: category.article(in: regime))
        }
    }

    /// The alphanumeric data of a set that is kept; of one that is only compared none are needed, and none recorded.
    private func checkData(in regime: EurodacRegime) throws(Refusal) {
        let kept = ComparisonRule(regime: regime, asOf: taken).isStored(transmitted(by: "", includeOwn: false))
        let article = category.article(in: regime)
        guard kept else {
            if identity != nil || document != nil || scan != nil || security != nil || !status.facts.isEmpty {
                throw Refusal(
                    .notForeseen, "nothing but biometric data and the reference number is transmitted", article: article
                )
            }
            return
        }
        guard place != nil else {
            throw Refusal(.dataMissing, "the place is missing", pointer: "/place", article: article)
        }
        guard event != nil else {
            throw Refusal(.dataMissing, "the day is missing", pointer: "/event", article: article)
        }
        guard let identity else {
            throw Refusal(.dataMissing, "identity data are missing", pointer: "/identity", article: article)
        }
        guard identity.sex != nil else {
            throw Refusal(.dataMissing, "the sex is missing", pointer: "/identity/sex", article: article)
        }
        switch regime {
        case .regulation603:
            var sexAlone = PersonIdentity()
            sexAlone.sex = identity.sex
            if identity != sexAlone || document != nil || scan != nil {
                throw Refusal(
                    .notForeseen, "Regulation 603/2013 records the sex, and no other data of identity",
                    pointer: "/identity",
                    article: regime.article("11", "17"))
            }
        case .regulation1358:
            if identity.surnames.isEmpty {
                throw Refusal(
                    .dataMissing, "a surname is missing; a single name stands there", pointer: "/identity/surnames",
                    article: article)
            }
            if identity.nationalities.isEmpty {
                throw Refusal(
                    .dataMissing, "the nationality is missing; XXA is stateless, XXX unknown",
                    pointer: "/identity/nationalities",
                    article: article)
            }
            if identity.dateOfBirth == nil {
                throw Refusal(
                    .dataMissing, "the date of birth is missing; parts may be unknown",
                    pointer: "/identity/dateOfBirth", article: article)
            }
        }
    }

    /// The data set as it is kept.
    func dataset(
        in regime: EurodacRegime, at now: Instant, on today: Day, by user: String, decision: CouncilDecisionNote?
    ) -> EurodacDataset {
        var dataset = EurodacDataset()
        dataset.regime = regime
        dataset.category = category
        dataset.reference = reference
        dataset.identity = identity ?? PersonIdentity()
        dataset.document = document
        dataset.hasScan = scan != nil
        dataset.place = place ?? ""
        dataset.event = event ?? taken
        dataset.taken = taken
        dataset.transmitted = now
        dataset.transmittedOn = today
        dataset.operatorUser = user
        dataset.fingers = Set(biometrics.fingerprints.map(\.position)).sorted()
        dataset.face = biometrics.facialImage != nil
        dataset.admission = admission
        dataset.decided = decided
        dataset.refusalGrounds = refusalGrounds
        dataset.status = status
        dataset.security = security
        dataset.councilDecision = decision
        return dataset
    }
}

extension RefusalKind {
    public static let categoryUnknown = RefusalKind(
        "eurodac/category-unknown", 422, "The Regulation in force knows no such transmission", article: "Eurodac 37(4)")
    public static let referenceWrong = RefusalKind(
        "eurodac/reference-wrong", 422, "The reference number is not one of this Member State and category",
        article: "Eurodac 37(4)")
    public static let tooYoung = RefusalKind(
        "eurodac/too-young", 422, "Biometric data are not taken at this age", article: "Eurodac 13")
    public static let ageContradicted = RefusalKind(
        "eurodac/age-contradicted", 422, "The age is not that of the date of birth", article: "Eurodac 17(1)(e)")
    public static let dataMissing = RefusalKind(
        "eurodac/data-missing", 422, "Data that must be transmitted are missing", article: "Eurodac 17(1)")
}

import Identity
import Operations
import Wire

/// What becomes of the person, as the Member States add it to a data set (603 Article 10; 1358 Articles 16, 17(2), 22(3), 23(3),
/// 24(3), 25, 26(2)(o)).
public struct StatusInformation: WireRecord, Hashable {
    /// Member State responsible for examining the application (16(1), (3)).
    public var memberStateResponsible: CountryCode?
    public var memberStateOfRelocation: CountryCode?
    /// Arrival after a take-charge transfer; comes with the set that is then sent (16(2)(a)).
    public var arrivedAfterTakeCharge: Day?
    /// Arrival after a take-back transfer (16(2)(b)).
    public var arrivedAfterTakeBack: Day?
    /// Arrival after relocation; comes with the set that is then sent (25(2)).
    public var arrivedAfterRelocation: Day?
    public var leftTerritory: Day?
    /// Left or was removed in compliance with a return decision or removal order.
    public var removed: Day?
    public var visa: VisaFact?
    /// The application was rejected, without a right or leave to remain (17(2)(j)).
    public var rejected = false
    /// A decision in the border procedure has become final (17(2)(k)).
    public var borderProcedureFinal = false
    /// Assistance for voluntary return and reintegration was granted.
    public var assistedReturn = false
    /// Excluded from temporary protection (26(2)(o)).
    public var excluded = false
    /// The decision to examine the application was taken (603 Article 11(k)).
    public var decisionToExamine: Day?

    public init() {}
    public static let wireName = "EurodacStatus"
    public static let meaning = "What became of the person."
    public static let fields: [Field<StatusInformation>] = [
        .optional("memberStateResponsible", \.memberStateResponsible, "Member State responsible."),
        .optional("memberStateOfRelocation", \.memberStateOfRelocation, "Member State of relocation."),
        .optional("arrivedAfterTakeCharge", \.arrivedAfterTakeCharge, "Arrival after a take-charge transfer."),
        .optional("arrivedAfterTakeBack", \.arrivedAfterTakeBack, "Arrival after a take-back transfer."),
        .optional("arrivedAfterRelocation", \.arrivedAfterRelocation, "Arrival after relocation."),
        .optional("leftTerritory", \.leftTerritory, "Left the territory of the Member States."),
        .optional("removed", \.removed, "Left or was removed in compliance with a return decision or removal order."),
        .optional("visa", \.visa, "A visa was issued."),
        .defaulted("rejected", \.rejected, to: false, "Application rejected, without a right to remain."),
        .defaulted(
            "borderProcedureFinal", \.borderProcedureFinal, to: false, "A decision in the border procedure is final."),
        .defaulted("assistedReturn", \.assistedReturn, to: false, "Assistance for voluntary return was granted."),
        .defaulted("excluded", \.excluded, to: false, "Excluded from temporary protection."),
        .optional("decisionToExamine", \.decisionToExamine, "Decision to examine the application (603)."),
    ]

    /// One kind of fact.
    public enum Fact: String, CaseIterable, Hashable, Sendable {
        case memberStateResponsible, memberStateOfRelocation, arrivedAfterTakeCharge, arrivedAfterTakeBack,
            arrivedAfterRelocation
        case leftTerritory, removed, visa, rejected, borderProcedureFinal, assistedReturn, excluded, decisionToExamine
    }

    /// The facts that are given here.
    public var facts: Set<Fact> {
        var facts: Set<Fact> = []
        if memberStateResponsible != nil { facts.insert(.memberStateResponsible) }
        if memberStateOfRelocation != nil { facts.insert(.memberStateOfRelocation) }
        if arrivedAfterTakeCharge != nil { facts.insert(.arrivedAfterTakeCharge) }
        if arrivedAfterTakeBack != nil { facts.insert(.arrivedAfterTakeBack) }
        if arrivedAfterRelocation != nil { facts.insert(.arrivedAfterRelocation) }
        if leftTerritory != nil { facts.insert(.leftTerritory) }
        if removed != nil { facts.insert(.removed) }
        if visa != nil { facts.insert(.visa) }
        if rejected { facts.insert(.rejected) }
        if borderProcedureFinal { facts.insert(.borderProcedureFinal) }
        if assistedReturn { facts.insert(.assistedReturn) }
        if excluded { facts.insert(.excluded) }
        if decisionToExamine != nil { facts.insert(.decisionToExamine) }
        return facts
    }

    /// The facts that a set of a category may carry.
    public static func foreseen(_ category: EurodacCategory, in regime: EurodacRegime) -> Set<Fact> {
        switch (regime, category) {
        case (.regulation603, .applicant):
            [.arrivedAfterTakeBack, .arrivedAfterTakeCharge, .leftTerritory, .removed, .decisionToExamine]
        case (.regulation603, _): []
        case (.regulation1358, .applicant):
            [
                .memberStateResponsible, .memberStateOfRelocation, .arrivedAfterTakeCharge, .arrivedAfterTakeBack,
                .arrivedAfterRelocation, .leftTerritory, .removed, .visa, .rejected, .borderProcedureFinal,
                .assistedReturn,
            ]
        case (.regulation1358, .irregularCrossing), (.regulation1358, .disembarked):
            [.removed, .memberStateOfRelocation, .assistedReturn]
        case (.regulation1358, .illegalStay):
            [.removed, .memberStateOfRelocation, .arrivedAfterRelocation, .assistedReturn]
        case (.regulation1358, .temporaryProtection): [.excluded]
        case (.regulation1358, _): []
        }
    }

    /// The facts here, laid over those that are recorded.
    func added(to recorded: StatusInformation) -> StatusInformation {
        var all = recorded
        all.memberStateResponsible = memberStateResponsible ?? all.memberStateResponsible
        all.memberStateOfRelocation = memberStateOfRelocation ?? all.memberStateOfRelocation
        all.arrivedAfterTakeCharge = arrivedAfterTakeCharge ?? all.arrivedAfterTakeCharge
        all.arrivedAfterTakeBack = arrivedAfterTakeBack ?? all.arrivedAfterTakeBack
        all.arrivedAfterRelocation = arrivedAfterRelocation ?? all.arrivedAfterRelocation
        all.leftTerritory = leftTerritory ?? all.leftTerritory
        all.removed = removed ?? all.removed
        all.visa = visa ?? all.visa
        all.rejected = rejected || all.rejected
        all.borderProcedureFinal = borderProcedureFinal || all.borderProcedureFinal
        all.assistedReturn = assistedReturn || all.assistedReturn
        all.excluded = excluded || all.excluded
        all.decisionToExamine = decisionToExamine ?? all.decisionToExamine
        return all
    }

    /// Refuses facts that the category does not carry, and days to come.
    func check(_ category: EurodacCategory, in regime: EurodacRegime, today: Day, at pointer: String) throws(Refusal) {
        let foreign = facts.subtracting(StatusInformation.foreseen(category, in: regime)).map(\.rawValue).sorted()
        if let first = foreign.first {
            throw Refusal(
                .notForeseen, "\(first) is not recorded for \(category.rawValue)", pointer: "\(pointer)/\(first)",
                article: category.article(in: regime))
        }
        let days = [
            arrivedAfterTakeCharge, arrivedAfterTakeBack, arrivedAfterRelocation, leftTerritory, removed,
            decisionToExamine,
        ]
        if days.compactMap({ $0 }).contains(where: { $0 > today }) {
            throw Refusal(.inTheFuture, "a fact has not happened yet", pointer: pointer)
        }
    }
}

/// That a visa was issued, extended or issued on behalf of a Member State, and under which application (1358 Article 17(2)(h)).
public struct VisaFact: WireRecord, Hashable {
    public var memberState = CountryCode.unspecified
    public var applicationNumber = ""
    public init() {}
    public init(memberState: CountryCode, applicationNumber: String) {
        self.memberState = memberState
        self.applicationNumber = applicationNumber
    }
    public static let wireName = "EurodacVisaFact"
    public static let meaning = "A visa issued to the applicant."
    public static let fields: [Field<VisaFact>] = [
        .required("memberState", \.memberState, "Member State that issued or extended it, or on whose behalf."),
        .required(
            "applicationNumber", \.applicationNumber, "Visa application number.", limits: .text(.init(length: 1...40))),
    ]
}

extension RefusalKind {
    public static let inTheFuture = RefusalKind("eurodac/in-the-future", 422, "The moment has not come yet")
}

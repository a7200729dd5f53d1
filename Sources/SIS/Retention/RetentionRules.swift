import Identity

/// Until when SIS may keep what it holds (Regulation (EU) 2018/1862, Articles 18(4), 53, 54 and 64; Regulation (EU)
/// 2018/1861, Article 39).
public enum SISRetention {
    public enum Record: Hashable, Sendable {
        case alert(AlertCategory, AlertDates)
        /// An object for a discreet, inquiry or specific check (1862 Article 36).
        case objectCheck(AlertDates)
        case log(created: Day)
        case alertHistoryLog(alertDeleted: Day)
        /// What SIRENE bureaux exchanged on an alert.
        case supplementaryInformation(alertDeleted: Day)
    }

    public struct AlertDates: Hashable, Sendable {
        public var entered: Day
        /// The last decision to keep the alert longer.
        public var lastExtended: Day?
        public var decisionLongerThanThreeYears: Bool
        /// End of the alert on a person that an object is linked to.
        public var linkedAlertKeptUntil: Day?

        public init(
            entered: Day, lastExtended: Day? = nil, decisionLongerThanThreeYears: Bool = false,
            linkedAlertKeptUntil: Day? = nil
        ) {
            self.entered = entered
            self.lastExtended = lastExtended
            self.decisionLongerThanThreeYears = decisionLongerThanThreeYears
            self.linkedAlertKeptUntil = linkedAlertKeptUntil
        }
    }

    /// The period of one record.
    public struct Term: Hashable, Sendable {
        /// Last day of the period.
        public let keptUntil: Day
        /// The next day: the record must be gone.
        public let eraseOn: Day
        /// Last day on which the issuing Member State may decide to keep the alert longer.
        public let reviewBy: Day?
        /// Day on which it is warned of the erasure: four months before (1862 Article 53(7), persons alone).
        public let noticeOn: Day?
        /// Article, of 1862 where no other act is named.
        public let article: String
    }

    public static func term(for record: Record) -> Term {
        switch record {
        case .alert(let category, let dates):
            if category == .object { return objectTerm(dates) }
            let rule = AlertCategoryRule.rule(for: category)
            let years = dates.decisionLongerThanThreeYears ? rule.reviewYearsOfLongDecision : rule.reviewYears
            let end = (dates.lastExtended ?? dates.entered).after(years: years)
            return Term(
                keptUntil: end, eraseOn: end.next, reviewBy: end, noticeOn: end.next.adding(months: -4),
                article: article(of: category))
        case .objectCheck(let dates): return objectTerm(dates)
        case .log(let created): return plain(created.after(years: 3), "18(4)")
        case .alertHistoryLog(let deleted): return plain(deleted.after(years: 3), "18(4)")
        case .supplementaryInformation(let deleted): return plain(deleted.after(years: 1), "64")
        }
    }

    /// Ten years, or as long as the alert on the person that the object is linked to.
    private static func objectTerm(_ dates: AlertDates) -> Term {
        let own = (dates.lastExtended ?? dates.entered).after(years: 10)
        let end = dates.linkedAlertKeptUntil ?? own
        return Term(
            keptUntil: end, eraseOn: end.next, reviewBy: end, noticeOn: nil,
            article: dates.linkedAlertKeptUntil == nil ? "1862 54(2)" : "1862 54(3)")
    }

    private static func plain(_ keptUntil: Day, _ article: String) -> Term {
        Term(keptUntil: keptUntil, eraseOn: keptUntil.next, reviewBy: nil, noticeOn: nil, article: article)
    }

    private static func article(of category: AlertCategory) -> String {
        switch category {
        case .arrest, .missingProtect, .missing: "1862 53(2)"
        case .judicial, .unknownWanted: "1862 53(3)"
        case .childAbduction, .childRisk, .vulnerableAdult, .discreetCheck, .inquiryCheck, .specificCheck,
            .information:
            "1862 53(4)"
        case .object: "1862 54(2)"
        case .refusal, .entryBan, .restrictiveMeasure, .return: "1861 39(2)"
        }
    }
}

extension Day {
    private static let lastOfCalendar = Day(number: 2_932_896)  // 9999-12-31

    /// The last day of a period of years; the last day of the calendar where it would end beyond it.
    fileprivate func after(years: Int) -> Day {
        components.year + years > 9999 ? Self.lastOfCalendar : adding(years: years)
    }

    fileprivate var next: Day { number == .max ? self : self + 1 }
}

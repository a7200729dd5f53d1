import Identity

/// Until when the VIS may keep what it holds (Regulation (EC) 767/2008, Articles 23, 34(4) and 45c(8)).
public enum VISRetention {
    /// A kind of record with the date that its period runs from.
    public enum Record: Hashable, Sendable {
        /// Last day of validity of the visa, long-stay visa or residence permit.
        case issued(validUntil: Day)
        /// The new last day of validity.
        case extended(validUntil: Day)
        /// Withdrawn by the applicant, closed or discontinued: creation of the file.
        case closed(created: Day)
        /// Refused, withdrawn by the authority, annulled or revoked: day of the decision.
        case decided(Day)
        /// Fingerprints and facial image of a child below the age of 12; a permit knows no exit.
        case childBiometrics(validUntil: Day, exit: Day?)
        /// A log; `retentionEnd`: last day of the period of the data that it is about.
        case log(retentionEnd: Day)
        /// A log of the carrier gateway.
        case carrierLog(created: Day)
    }

    /// The period of one record.
    public struct Term: Hashable, Sendable {
        /// Last day of the period.
        public let keptUntil: Day
        /// The next day: the record must be gone.
        public let eraseOn: Day
        /// Article of Regulation (EC) 767/2008.
        public let article: String
    }

    public static func term(for record: Record) -> Term {
        switch record {
        case .issued(let validUntil): term(validUntil.after(years: 5), "23(1)(a)")
        case .extended(let validUntil): term(validUntil.after(years: 5), "23(1)(b)")
        case .closed(let created): term(created.after(years: 5), "23(1)(c)")
        case .decided(let day): term(day.after(years: 5), "23(1)(d)")
        case .childBiometrics(let validUntil, let exit): term(max(validUntil, exit ?? validUntil), "23(3)")
        case .log(let end): term(end.after(years: 1), "34")
        case .carrierLog(let created): term(created.after(years: 2), "45c(8)")
        }
    }

    private static func term(_ keptUntil: Day, _ article: String) -> Term {
        Term(keptUntil: keptUntil, eraseOn: keptUntil.number == .max ? keptUntil : keptUntil + 1, article: article)
    }
}

extension Day {
    /// The last day of a period of years; the last day of the calendar where it would end beyond it.
    fileprivate func after(years: Int) -> Day {
        components.year + years > 9999 ? Day(year: 9999, month: 12, day: 31) ?? self : adding(years: years)
    }
}

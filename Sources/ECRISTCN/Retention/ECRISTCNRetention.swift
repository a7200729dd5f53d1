import Identity

/// Until when ECRIS-TCN may keep what it holds (Regulation (EU) 2019/816, Articles 8 and 31).
public enum ECRISTCNRetention {
    public enum Record: Hashable, Sendable {
        /// The day on which the convictions went from the national criminal record.
        case record(nationalErasure: Day)
        case flag(FlagOffence, created: Day)
        case log(created: Day)
    }

    public struct Term: Hashable, Sendable {
        /// Last day of the period.
        public let keptUntil: Day
        /// The next day: the data must be gone.
        public let eraseOn: Day
        /// Article of Regulation (EU) 2019/816.
        public let article: String

        init(_ keptUntil: Day, _ article: String) {
            self.keptUntil = keptUntil
            eraseOn = keptUntil + 1
            self.article = article
        }
    }

    public static func term(for record: Record) -> Term {
        switch record {
        case .record(let erased): Term(erased.after(months: 1), "8")
        case .flag(let offence, let created): Term(created.after(months: 12 * offence.years), "8")
        case .log(let created): Term(created.after(months: 36), "31")
        }
    }
}

extension Day {
    /// The last day of a period of months; the last day of the calendar where it would end beyond it.
    fileprivate func after(months: Int) -> Day {
        let (year, month, _) = components
        return year * 12 + month - 1 + months >= 10_000 * 12 ? Day(number: 2_932_896) : adding(months: months)
    }
}

import Identity

/// Until when ETIAS may keep what it holds (Regulation (EU) 2018/1240, Articles 35, 45, 54 and 69).
public enum ETIASRetention {
    /// A kind of record with the dates that its period runs from.
    public enum Record: Hashable, Sendable {
        /// With a valid authorisation; `consent` to three years more for easier new applications (54(2)).
        case issued(validUntil: Day, consent: Bool)
        /// Refused, annulled or revoked; `sourceDeleted`: the day on which the last of the data that gave rise to it went.
        case negative(decided: Day, sourceDeleted: Day?)
        /// Until Europol or the Member State takes it out; looked at every year.
        case watchlist(entered: Day)
        /// A log of processing; `retentionEnd`: the last day of the data that it is about.
        case log(retentionEnd: Day)
        case carrierLog(created: Day)
    }

    public struct Term: Hashable, Sendable {
        /// Last day of the period; `nil` where there is no end.
        public let keptUntil: Day?
        public let reviewBy: Day?
        /// Article of Regulation (EU) 2018/1240.
        public let article: String
        /// The day after: the record must be gone.
        public var eraseOn: Day? { keptUntil.map { $0.number == .max ? $0 : $0 + 1 } }
    }

    public static func term(for record: Record) -> Term {
        switch record {
        case .issued(let validUntil, let consent):
            Term(
                keptUntil: consent ? validUntil.after(years: 3) : validUntil, reviewBy: nil,
                article: consent ? "54(2)" : "54(1)(a)")
        case .negative(let decided, let sourceDeleted):
            Term(
                keptUntil: min(decided.after(years: 5), sourceDeleted.map { $0 + 7 } ?? .lastOfCalendar), reviewBy: nil,
                article: "54(1)(b)")
        case .watchlist(let entered): Term(keptUntil: nil, reviewBy: entered.after(years: 1), article: "35")
        case .log(let end): Term(keptUntil: end.after(years: 1), reviewBy: nil, article: "69")
        case .carrierLog(let created): Term(keptUntil: created.after(years: 2), reviewBy: nil, article: "45")
        }
    }
}

extension Day {
    /// The last day of a period of years; the last day of the calendar where it would end beyond it.
    fileprivate func after(years: Int) -> Day { components.year + years > 9999 ? .lastOfCalendar : adding(years: years) }
}

extension Day {
    /// 31 December 9999, the last day that is written with four digits of the year.
    static let lastOfCalendar = Day(number: 2_932_896)
}

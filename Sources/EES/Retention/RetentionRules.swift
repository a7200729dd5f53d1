import Identity

/// Until when the EES may keep what it holds (Regulation (EU) 2017/2226, Articles 13(4), 34, 35(6) and 46).
public enum EESRetention {
    /// A kind of record with the date that its period runs from.
    public enum Record: Hashable, Sendable {
        case entryExit(exit: Day)
        case refusal(refused: Day)
        /// `lastRecord`: the last exit or refusal of the file.
        case individualFile(lastRecord: Day)
        /// No exit was recorded: the period runs from the end of the authorised stay.
        case noExit(authorisedEnd: Day)
        /// Family member of an EU citizen, to whom the calculator does not apply.
        case familyEntryExit(exit: Day)
        case familyNoExit(entry: Day)
        /// The person became a citizen of a Member State, or otherwise left the scope of the Regulation.
        case naturalised(acquired: Day)
        /// A log of processing; `dataErased`: the day on which the data that it is about were erased.
        case log(dataErased: Day)
        /// A log of the carriers' web service.
        case carrierLog(created: Day)
    }

    /// The period of one record.
    public struct Term: Hashable, Sendable {
        /// Last day of the period.
        public let keptUntil: Day
        /// The next day: the record must be gone.
        public let eraseOn: Day
        /// Day on which the Member State is warned of the erasure: three months before it (Article 34(3)).
        public let noticeOn: Day?
        /// Article of Regulation (EU) 2017/2226.
        public let article: String
    }

    public static func term(for record: Record) -> Term {
        switch record {
        case .entryExit(let exit): term(exit.after(years: 3), "34(1)")
        case .refusal(let refused): term(refused.after(years: 3), "34(1)")
        case .individualFile(let last): term(last.after(years: 3).next, "34(2)")
        case .noExit(let end): term(end.after(years: 5), "34(3)", noticeMonths: 3)
        case .familyEntryExit(let exit): term(exit.after(years: 1), "34(4)")
        case .familyNoExit(let entry): term(entry.after(years: 5), "34(4)")
        case .naturalised(let acquired): term(min(acquired, .lastOfCalendar).adding(workingDays: 5), "35(6)")
        case .log(let erased): term(erased.after(years: 1), "46")
        case .carrierLog(let created): term(created.after(years: 2), "13(4)")
        }
    }

    private static func term(_ keptUntil: Day, _ article: String, noticeMonths: Int? = nil) -> Term {
        let eraseOn = keptUntil.next
        return Term(
            keptUntil: keptUntil, eraseOn: eraseOn, noticeOn: noticeMonths.map { eraseOn.adding(months: -$0) },
            article: article)
    }
}

extension Day {
    /// The last day of a period of years; the last day of the calendar where it would end beyond it.
    fileprivate func after(years: Int) -> Day {
        components.year + years > 9999 ? .lastOfCalendar : adding(years: years)
    }

    fileprivate var next: Day { number == .max ? self : self + 1 }
}

import Identity

/// Until when Eurodac may keep what it holds (603 Articles 12, 16, 17; 1358 Articles 29, 41).
public enum EurodacRetention {
    /// A kind of record with the date that its period runs from.
    public enum Record: Hashable, Sendable {
        /// Under 603 the period runs from the taking of the fingerprints.
        case dataset603(EurodacCategory, taken: Day)
        /// Under the recast it runs from the transmission. Temporary protection has a clock of its own.
        case dataset1358(EurodacCategory, AdmissionState?, transmitted: Day)
        /// From the entry into force of the Council Implementing Decision, extended a year at a time.
        case temporaryProtection(councilDecision: Day, extensions: Int)
        /// A log of processing; `retentionEnd`: the last day on which the data that it is about were kept.
        case log(retentionEnd: Day)
    }

    /// The period of one record; no days where nothing may be stored.
    public struct Term: Hashable, Sendable {
        /// Last day of the period.
        public let keptUntil: Day?
        public let article: String
        /// The next day: the record must be gone.
        public var eraseOn: Day? { keptUntil.map { $0 + 1 } }
    }

    public static func term(for record: Record) -> Term {
        switch record {
        case .dataset603(.applicant, let taken): Term(keptUntil: taken.after(years: 10), article: "12(1)")
        case .dataset603(.irregularCrossing, let taken): Term(keptUntil: taken.after(months: 18), article: "16(1)")
        case .dataset603: Term(keptUntil: nil, article: "17(3)")
        case .dataset1358(.applicant, _, let sent): Term(keptUntil: sent.after(years: 10), article: "29(1)")
        case .dataset1358(.admission, .granted, let sent): Term(keptUntil: sent.after(years: 5), article: "29(3)")
        case .dataset1358(.admission, .refused, let sent), .dataset1358(.admission, .discontinued, let sent):
            Term(keptUntil: sent.after(years: 3), article: "29(4)")
        case .dataset1358(.nationalResettlement, _, let sent): Term(keptUntil: sent.after(years: 5), article: "29(5)")
        case .dataset1358(.irregularCrossing, _, let sent): Term(keptUntil: sent.after(years: 5), article: "29(6)")
        case .dataset1358(.illegalStay, _, let sent): Term(keptUntil: sent.after(years: 5), article: "29(7)")
        case .dataset1358(.disembarked, _, let sent): Term(keptUntil: sent.after(years: 5), article: "29(8)")
        case .dataset1358: Term(keptUntil: nil, article: "29(2)")
        case .temporaryProtection(let decision, let extensions):
            Term(keptUntil: decision.after(years: 1 + extensions), article: "29(9)")
        case .log(let end): Term(keptUntil: end.after(years: 1), article: "41")
        }
    }
}

extension Day {
    /// The last day of a period; the last but one of the calendar where it would end beyond it, so that there is a next one.
    fileprivate func after(months: Int) -> Day {
        components.year + months / 12 + 1 > 9999 ? Day(number: 2_932_895) : adding(months: months)
    }
    fileprivate func after(years: Int) -> Day { after(months: 12 * years) }
}

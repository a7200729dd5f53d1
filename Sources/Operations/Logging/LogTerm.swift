import Access
import Identity

/// How long the log keeps an entry of each system. The clocks differ (spec: "Traps", 29).
public enum LogTerm {
    /// - Parameters:
    ///   - kind: who asked; what carriers ask is kept for two years, whatever becomes of the data.
    ///   - concernsRecords: the entry names records of the system, whose own retention the term may follow.
    public static func retention(
        _ system: SystemName, askedBy kind: AuthorityKind, concernsRecords: Bool, created: Day
    ) -> LogRetention {
        func years(_ count: Int, _ article: String) -> LogRetention {
            LogRetention(article: article, term: .lastDay(created.adding(years: count)))
        }
        func afterErasure(_ article: String) -> LogRetention {
            // Without a record there is no retention period to follow: the year runs from the request.
            concernsRecords
                ? LogRetention(article: article, term: .monthsAfterErasure(12)) : years(1, article)
        }
        switch (kind, system) {
        case (.carrier, .EES): return years(2, "2017/2226 13(4)")
        case (.carrier, .VIS): return years(2, "767/2008 45c(8)")
        case (.carrier, .ETIAS): return years(2, "2018/1240 45")
        default: break
        }
        return switch system {
        case .SIS: years(3, "2018/1862 18(4)")
        case .EES: afterErasure("2017/2226 46(4)")
        case .VIS: afterErasure("767/2008 34(4)")
        case .Eurodac: afterErasure("2024/1358 41(3)")
        case .ETIAS: afterErasure("2018/1240 69(3)")
        case .ecrisTCN: years(3, "2019/816 31(6)")
        case .ESP: years(1, "2019/817 10(3)")
        case .sBMS: years(1, "2019/817 16(3)")
        case .CIR: years(1, "2019/817 24(8)")
        case .MID: years(1, "2019/817 36(3)")
        // The acts set no term for technical administration and for figures; the longest of the systems' own keeps it checkable.
        case .administration, .CRRS: years(3, "2018/1862 18(4)")
        }
    }
}

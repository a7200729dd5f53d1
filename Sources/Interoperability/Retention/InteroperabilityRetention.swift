import Identity

/// Until when the components of interoperability keep their records (2019/817 and 2019/818 Articles 10, 16, 24, 35, 36).
public enum InteroperabilityRetention {
    public enum Record: Hashable, Sendable {
        case portalLog(created: Day)
        case matchingLog(created: Day)
        case repositoryLog(created: Day)
        case detectorLog(created: Day)
        /// A link and its identity confirmation file; for each of the linked data the last day on which it is kept.
        case link(dataKeptUntil: [Day])
    }

    public struct Term: Hashable, Sendable {
        /// Last day; `nil` where there is nothing to keep a link for.
        public var keptUntil: Day?
        public var article: String
    }

    public static func term(for record: Record) -> Term {
        switch record {
        case .portalLog(let created): Term(keptUntil: created.adding(years: 1), article: "10")
        case .matchingLog(let created): Term(keptUntil: created.adding(years: 1), article: "16")
        case .repositoryLog(let created): Term(keptUntil: created.adding(years: 1), article: "24")
        case .detectorLog(let created): Term(keptUntil: created.adding(years: 1), article: "36")
        case .link(let days):
            // As long as two of the systems hold their data: until the last but one goes.
            Term(keptUntil: days.count < 2 ? nil : days.sorted()[days.count - 2], article: "35")
        }
    }
}

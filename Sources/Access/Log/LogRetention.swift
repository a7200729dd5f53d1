import Identity

/// Until when a log entry is kept, and by which article.
///
/// It is part of the entry and so of its hash: what the law asked for when the entry was written. A procedure that
/// begins later suspends the erasure by a record of its own.
public struct LogRetention: Hashable, Sendable {
    /// What the term runs from.
    public enum Term: Hashable, Sendable {
        /// A known last day, as for 2018/1862 Article 18 (three years after creation).
        case lastDay(Day)
        /// Months after the data that the entry is about is erased, as for 2017/2226 Article 46 (one year). 1 to 1200.
        case monthsAfterErasure(Int)
    }

    /// The article that sets the term, such as `2017/2226 46(2)`.
    public var article: String
    public var term: Term
    /// The monitoring procedure already under way for which the entry is kept beyond its term; its reference.
    public var suspension: String?

    public init(article: String, term: Term, suspension: String? = nil) {
        (self.article, self.term, self.suspension) = (article, term, suspension)
    }

    /// The last day of the term. `nil` while it is open because the data still exists; a term of months needs the
    /// day on which the data was erased.
    public func lastDay(dataErased: Day?) -> Day? {
        switch term {
        case .lastDay(let day): day
        case .monthsAfterErasure(let months): dataErased?.adding(months: months)
        }
    }

    /// Whether the entry may, and so must, be erased on `today`.
    public func mayBeErased(on today: Day, dataErased: Day?) -> Bool {
        guard suspension == nil, let lastDay = lastDay(dataErased: dataErased) else { return false }
        return today > lastDay
    }
}

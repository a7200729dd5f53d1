import Identity
import Registry

/// An application for a travel authorisation as it really went, kept by the simulation alone.
struct AuthorisationTruth {
    /// By the words of ETIAS.
    enum Status: String {
        case verification, manual, issued, refused, annulled, revoked
        var isOpen: Bool { self == .verification || self == .manual }
    }
    struct Event {
        var at: Instant
        var status: Status
        /// Last day of validity; of issue.
        var until: Day?
    }

    var person: Int
    var documentKey: String
    /// Last day of the passport.
    var expiry: Day?
    var events: [Event] = []

    var status: Status { events.last?.status ?? .verification }
    var until: Day? { events.last { $0.until != nil }?.until }
    var issued: Day? { events.first { $0.status == .issued }?.at.utcDay }

    /// As it stood before a moment.
    func before(_ moment: Instant) -> AuthorisationTruth {
        var earlier = self
        earlier.events.removeAll { $0.at >= moment }
        return earlier
    }

    /// Three years, or as long as the passport (2018/1240 Article 36(5)).
    func validity(from day: Day) -> Day {
        let three = day.adding(years: 3)
        return expiry.map { min($0, three) } ?? three
    }
}

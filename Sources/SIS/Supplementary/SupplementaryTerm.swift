import Identity
import Operations
import Registry

/// Time limits of the exchange of supplementary information.
enum SupplementaryTerm {
    /// A request is answered as soon as possible and not later than twelve hours after receipt (1861 and 1862 Article 8).
    static let hours: Int64 = 12
    /// What is to be dealt with at once is so within an hour, which makes it countable.
    static let urgentHours: Int64 = 1

    /// Terrorist offences (1861 and 1862 Article 8(3)), arrests, and children who may be abducted (1862 Article 8(3)) are dealt with at once,
    /// marked urgent or not.
    static func isUrgent(_ alert: Alert) -> Bool {
        alert.content.warnings.contains(.terrorism) || [.arrest, .childAbduction].contains(alert.content.category)
    }

    static func answer(to sent: Instant, urgent: Bool = false) -> Instant { sent.adding(hours: urgent ? urgentHours : hours) }

    /// The end of a period of calendar days after the day of receipt, in the time of whoever must act.
    static func end(ofDays days: Int, from received: Day, in state: String) -> Instant {
        Instant(endOf: received + days, in: state)
    }

    /// A period that ends with a day, longer by calendar days: it still ends with a day where the clocks change meanwhile.
    static func extended(_ end: Instant, byDays days: Int, in state: String) -> Instant {
        let lastMoment = Instant(milliseconds: end.milliseconds - 1)
        let last = lastMoment.day(minutesEastOfUTC: StateTime.minutesEastOfUTC(state, at: lastMoment))
        return self.end(ofDays: days, from: last, in: state)
    }

    /// What bureaux exchanged goes a year after the alert (1861 Article 49, 1862 Article 64).
    static func due(alertDeleted: Day?) -> [DueDate] {
        guard let alertDeleted else { return [] }
        let term = SISRetention.term(for: .supplementaryInformation(alertDeleted: alertDeleted))
        return [DueDate(term.eraseOn, .erase, article: "1862 " + term.article)]
    }
}

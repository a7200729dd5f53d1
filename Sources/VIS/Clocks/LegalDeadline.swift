import Identity

/// Ends of periods (Regulation 1182/71, Article 3): the day of the event is not counted, and a period of days ends with the
/// last hour of its last day, by the legal time of the Member State that must act.
public enum LegalDeadline {
    /// Calendar days after an event.
    public static func calendarDays(_ count: Int, after event: Instant, in state: String?) -> Instant {
        end(of: localDay(event, state) + count, in: state)
    }

    /// Working days after an event; Saturdays and Sundays are none.
    public static func workingDays(_ count: Int, after event: Instant, in state: String?) -> Instant {
        end(of: localDay(event, state).adding(workingDays: count), in: state)
    }

    /// The last second of a local day.
    public static func end(of day: Day, in state: String?) -> Instant {
        let midnight = Instant(day: day + 1)
        return midnight.adding(seconds: Int64(-60 * StateTime.minutesEastOfUTC(state, at: midnight)) - 1)
    }

    private static func localDay(_ instant: Instant, _ state: String?) -> Day {
        instant.day(minutesEastOfUTC: StateTime.minutesEastOfUTC(state, at: instant))
    }
}

import Identity

extension Instant {
    /// The end of a day in a Member State's time, or in an agency's: a term that is counted in days runs until then.
    public init(endOf day: Day, in memberState: String?) {
        let midnight = Instant(day: day + 1)
        let minutes = StateTime.minutesEastOfUTC(memberState, at: midnight)
        self = midnight.adding(seconds: Int64(-60 * minutes))
    }
}

import Identity
import Operations

/// When a carrier may ask: not earlier than 48 hours before the scheduled departure (1409 Article 3(4), 1380 Article 3(2)), so
/// that the answer is about data as they are.
public enum QueryWindow {
    public static let hoursBefore: Int64 = 48
    /// Clocks of the world stand between these, in minutes east of UTC.
    static let clocks = -720...840

    /// Where the offset of the place's clocks is not given, the carrier has the benefit of it: a query is too early only where it
    /// is so whatever the clocks, and too late likewise.
    public static func check(departure: LocalTime, minutesEastOfUTC offset: Int?, now: Instant) throws(Refusal) {
        let first = departure.instant(minutesEastOfUTC: offset ?? clocks.upperBound)
        let last = departure.instant(minutesEastOfUTC: offset ?? clocks.lowerBound)
        guard now >= first.adding(hours: -hoursBefore) else {
            throw Refusal(.queryTooEarly, "ask at the earliest 48 hours before departure", pointer: "/departure")
        }
        guard now <= last else { throw Refusal(.hasDeparted, "the departure lies in the past", pointer: "/departure") }
    }
}

extension RefusalKind {
    public static let queryTooEarly = RefusalKind(
        "carriers/query-too-early", 422, "The departure is more than 48 hours away",
        article: "2022/1409 3(4), 2022/1380 3(2)")
    public static let hasDeparted = RefusalKind(
        "carriers/has-departed", 422, "The departure lies in the past", article: "2022/1409 3(4)")
}

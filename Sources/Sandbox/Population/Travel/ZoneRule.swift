import Identity

/// The clock of a crossing point: minutes ahead of UTC in winter, and whether it keeps the summer time of the Union.
public struct ZoneRule: Hashable, Sendable {
    /// As in the IANA time zone database, for people; the rule below needs no database.
    public let identifier: String
    public let standardMinutes: Int
    public let keepsSummerTime: Bool

    /// Summer time runs from 01:00 UTC on the last Sunday of March to 01:00 UTC on the last Sunday of October
    /// (Directive 2000/84/EC, Articles 1 to 3).
    public static func isSummerTime(at instant: Instant) -> Bool {
        let year = instant.utcDay.components.year
        guard let march = Day(year: year, month: 3, day: 31), let october = Day(year: year, month: 10, day: 31) else {
            return false
        }
        let begin = Instant(day: lastSunday(upTo: march), secondOfDay: 3600)
        let end = Instant(day: lastSunday(upTo: october), secondOfDay: 3600)
        return instant >= begin && instant < end
    }

    static func lastSunday(upTo day: Day) -> Day {
        // Day 3 (1970-01-04) was a Sunday.
        day - ((Int(day.number) - 3) % 7 + 7) % 7
    }

    public func minutesEastOfUTC(at instant: Instant) -> Int {
        standardMinutes + (keepsSummerTime && ZoneRule.isSummerTime(at: instant) ? 60 : 0)
    }

    public func localDay(at instant: Instant) -> Day { instant.day(minutesEastOfUTC: minutesEastOfUTC(at: instant)) }

    /// The moment when clocks here show that second of that day. In the hour that spring leaves out the clock is read as
    /// winter time; in the one that autumn repeats, as the second of the two.
    public func instant(day: Day, secondOfDay: Int) -> Instant {
        let winter = Instant(day: day, secondOfDay: secondOfDay).adding(seconds: Int64(-standardMinutes * 60))
        guard keepsSummerTime else { return winter }
        let summer = winter.adding(seconds: -3600)
        return ZoneRule.isSummerTime(at: summer) && ZoneRule.isSummerTime(at: winter) ? summer : winter
    }
}

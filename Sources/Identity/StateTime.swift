/// The legal time of the states that operate the systems: minutes east of UTC at an instant.
///
/// Summer time in the Union runs from the last Sunday of March to the last Sunday of October, 01:00 UTC
/// (Directive 2000/84/EC); Iceland keeps UTC all year.
public enum StateTime {
    /// Agencies of the Union, and states not in the table, keep Central European Time.
    public static func minutesEastOfUTC(_ state: String?, at instant: Instant) -> Int {
        switch state {
        case "ISL": 0
        case "PRT", "IRL", "GBR": isSummer(instant) ? 60 : 0
        case "BGR", "CYP", "EST", "FIN", "GRC", "LTU", "LVA", "ROU": isSummer(instant) ? 180 : 120
        default: isSummer(instant) ? 120 : 60
        }
    }

    static func isSummer(_ instant: Instant) -> Bool {
        let year = instant.utcDay.components.year
        guard let start = lastSunday(year: year, month: 3), let end = lastSunday(year: year, month: 10) else { return false }
        return instant >= Instant(day: start, secondOfDay: 3600) && instant < Instant(day: end, secondOfDay: 3600)
    }

    /// Of a month with 31 days.
    private static func lastSunday(year: Int, month: Int) -> Day? {
        guard let last = Day(year: year, month: month, day: 31) else { return nil }
        let weekday = ((Int(last.number) + 3) % 7 + 7) % 7  // 0 = Monday
        return last - (weekday + 1) % 7
    }
}

/// A day of the Gregorian calendar, counted from 1970-01-01 = 0.
///
/// The law counts in days, months and years, never in seconds, so rules use this value and no clock,
/// time zone or locale. Which local day an event belongs to is fixed once, at the crossing point.
public struct Day: Hashable, Comparable, Sendable {
    /// Days since 1970-01-01; negative before it.
    public let number: Int32

    public init(number: Int32) { self.number = number }

    /// Years 1 to 9999. `nil` where the calendar has no such day.
    public init?(year: Int, month: Int, day: Int) {
        guard (1...9999).contains(year), (1...12).contains(month),
            day >= 1, day <= Day.length(ofMonth: month, year: year)
        else { return nil }
        // Howard Hinnant's "days_from_civil": years begin in March so that leap days come last.
        let shifted = month <= 2 ? year - 1 : year
        let era = shifted / 400
        let yearOfEra = shifted - era * 400
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        number = Int32(era * 146_097 + dayOfEra - 719_468)
    }

    public var components: (year: Int, month: Int, day: Int) {
        let shifted = Int(number) + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let monthIndex = (5 * dayOfYear + 2) / 153
        let month = monthIndex < 10 ? monthIndex + 3 : monthIndex - 9
        return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfYear - (153 * monthIndex + 2) / 5 + 1)
    }

    public static func isLeap(_ year: Int) -> Bool { year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) }

    public static func length(ofMonth month: Int, year: Int) -> Int {
        switch month {
        case 2: isLeap(year) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }

    public static func < (a: Day, b: Day) -> Bool { a.number < b.number }
    public static func + (day: Day, days: Int) -> Day { Day(number: day.number + Int32(days)) }
    public static func - (day: Day, days: Int) -> Day { Day(number: day.number - Int32(days)) }
    public static func - (a: Day, b: Day) -> Int { Int(a.number) - Int(b.number) }

    /// A period of months ends on the same date, or on the last day of the month where that date does not
    /// exist (Regulation 1182/71, Article 3(2)(c)).
    public func adding(months: Int) -> Day {
        let (year, month, day) = components
        let total = year * 12 + (month - 1) + months
        let (newYear, newMonth) = (total / 12, total % 12 + 1)
        let clamped = min(day, Day.length(ofMonth: newMonth, year: newYear))
        return Day(year: newYear, month: newMonth, day: clamped) ?? self
    }

    public func adding(years: Int) -> Day { adding(months: 12 * years) }

    /// Saturdays and Sundays; public holidays differ from state to state and are not known here.
    public var isWeekend: Bool {
        let weekday = ((Int(number) + 3) % 7 + 7) % 7  // 1970-01-01 was a Thursday; 0 = Monday
        return weekday >= 5
    }

    /// The day on which the last of `count` working days after this one falls.
    public func adding(workingDays count: Int) -> Day {
        var (day, left) = (self, count)
        while left > 0 {
            day = day + 1
            if !day.isWeekend { left -= 1 }
        }
        return day
    }
}

extension Day: CustomStringConvertible {
    /// `YYYY-MM-DD`; `nil` for anything else, and for days that do not exist.
    public init?(_ text: some StringProtocol) {
        var text = String(text)
        guard let day = text.withUTF8({ Day(utf8: $0[...]) }) else { return nil }
        self = day
    }

    init?(utf8 bytes: Slice<UnsafeBufferPointer<UInt8>>) {
        let start = bytes.startIndex
        guard bytes.count == 10, bytes[start + 4] == UInt8(ascii: "-"), bytes[start + 7] == UInt8(ascii: "-"),
            let year = decimal(bytes[start..<(start + 4)]), let month = decimal(bytes[(start + 5)..<(start + 7)]),
            let day = decimal(bytes[(start + 8)..<(start + 10)])
        else { return nil }
        self.init(year: year, month: month, day: day)
    }

    public var description: String {
        let (year, month, day) = components
        // No such day is ever read, but arithmetic can lead to one.
        guard (0...9999).contains(year) else { return "\(padded(year, 4))-\(padded(month, 2))-\(padded(day, 2))" }
        return String(unsafeUninitializedCapacity: 10) { buffer in
            put(year, 4, in: buffer, at: 0)
            buffer[4] = UInt8(ascii: "-")
            put(month, 2, in: buffer, at: 5)
            buffer[7] = UInt8(ascii: "-")
            put(day, 2, in: buffer, at: 8)
            return 10
        }
    }
}

/// Writes the last `width` digits of a number.
func put(_ value: Int, _ width: Int, in buffer: UnsafeMutableBufferPointer<UInt8>, at place: Int) {
    var rest = value
    for index in stride(from: place + width - 1, through: place, by: -1) {
        buffer[index] = 48 + UInt8(rest % 10)
        rest /= 10
    }
}

/// ASCII digits only; `nil` for anything else.
func decimal(_ bytes: some Collection<UInt8>) -> Int? {
    var value = 0
    guard !bytes.isEmpty, bytes.count <= 18 else { return nil }
    for byte in bytes {
        guard byte >= 48, byte <= 57 else { return nil }
        value = value * 10 + Int(byte - 48)
    }
    return value
}

func padded(_ value: Int, _ width: Int) -> String {
    let text = String(value)
    return text.count >= width ? text : String(repeating: "0", count: width - text.count) + text
}

import Identity

/// Calendars in which a date of birth may have been written down (Delegated Regulation (EU) 2023/333, Annex II, point 3(b)).
public enum OtherCalendar: String, CaseIterable, Sendable {
    case islamicCivil, ummAlQura, persian, ethiopian, julian, thaiBuddhist, minguo, hebrew

    /// Years in which a date is tried in this calendar.
    public var years: ClosedRange<Int> {
        switch self {
        case .islamicCivil, .ummAlQura, .persian: 1250...1500
        case .ethiopian, .julian: 1850...2100
        case .thaiBuddhist: 2400...2650
        case .minguo: 1...130
        case .hebrew: 5600...5900
        }
    }

    /// The day that the date names in this calendar; `nil` where the calendar has no such day or the year is not tried.
    public func day(year: Int, month: Int, day: Int) -> Day? {
        guard years.contains(year), month >= 1, day >= 1 else { return nil }
        switch self {
        case .islamicCivil:
            guard month <= 12, day <= IslamicCivil.length(year, month) else { return nil }
            return Day(number: Int32(IslamicCivil.number(year, month) + day - 1))
        case .ummAlQura:
            guard month <= 12, day <= UmmAlQura.length(year, month) else { return nil }
            return Day(number: Int32(UmmAlQura.number(year, month) + day - 1))
        case .persian:
            guard month <= 12, day <= Persian.length(year, month) else { return nil }
            return Day(number: Int32(Persian.number(year, month) + day - 1))
        case .ethiopian:
            guard month <= 13, day <= (month < 13 ? 30 : year % 4 == 3 ? 6 : 5) else { return nil }
            return Day(number: Int32(1_724_221 + 365 * (year - 1) + year / 4 + 30 * (month - 1) + day - 1 - epoch))
        case .julian:
            let length = month == 2 ? (year % 4 == 0 ? 29 : 28) : [4, 6, 9, 11].contains(month) ? 30 : 31
            guard month <= 12, day <= length else { return nil }
            let shifted = (14 - month) / 12
            let (y, m) = (year + 4800 - shifted, month + 12 * shifted - 3)
            return Day(number: Int32(day + (153 * m + 2) / 5 + 365 * y + y / 4 - 32_083 - epoch))
        case .thaiBuddhist: return Day(year: year - 543, month: month, day: day)
        case .minguo: return Day(year: year + 1911, month: month, day: day)
        case .hebrew:
            guard month <= Hebrew.months(year), day <= Hebrew.length(year, month) else { return nil }
            return Day(number: Int32(Hebrew.number(year, month) + day - 1))
        }
    }
}

extension OtherCalendar {
    /// The Gregorian dates that a date means if it was written in another calendar, and the dates that other calendars write for it.
    static func dates(around date: RecordDate) -> [RecordDate] {
        guard date.isComplete else { return [] }
        var found = days(date)
        guard (1900...2100).contains(date.year), let day = Day(year: date.year, month: date.month, day: date.day) else { return found }
        for calendar in [OtherCalendar.islamicCivil, .ummAlQura, .persian, .ethiopian, .thaiBuddhist, .minguo] {
            if let other = calendar.date(of: day) { found.append(other) }
        }
        return found
    }

    /// The Gregorian dates that a date means if it was written in another calendar.
    static func days(_ date: RecordDate) -> [RecordDate] {
        var found: [RecordDate] = []
        for calendar in OtherCalendar.allCases where calendar != .julian {
            if let day = calendar.day(year: date.year, month: date.month, day: date.day) {
                let parts = day.components
                found.append(RecordDate(year: parts.year, month: parts.month, day: parts.day))
            }
        }
        return found
    }

    /// How this calendar writes a day.
    func date(of day: Day) -> RecordDate? {
        let year = day.components.year
        let guess: Int
        switch self {
        case .islamicCivil, .ummAlQura: guess = (year - 622) * 33 / 32
        case .persian: guess = year - 621
        case .ethiopian: guess = year - 7
        case .thaiBuddhist: guess = year + 543
        case .minguo: guess = year - 1911
        case .julian: guess = year
        case .hebrew: guess = year + 3761
        }
        for year in (guess - 1)...(guess + 1) {
            guard let first = self.day(year: year, month: 1, day: 1) else { continue }
            let ahead = day - first
            // The Hebrew year does not begin with month 1; it is not asked for here.
            guard ahead >= 0, ahead < 390 else { continue }
            for month in 1...13 {
                guard let start = self.day(year: year, month: month, day: 1) else { break }
                let offset = day - start
                if offset >= 0, offset < 31, self.day(year: year, month: month, day: offset + 1) == day {
                    return RecordDate(year: year, month: month, day: offset + 1)
                }
            }
        }
        return nil
    }
}

/// Julian day number of 1970-01-01.
private let epoch = 2_440_588

/// The tabular Islamic calendar, civil epoch (16 July 622 Julian): eleven leap years in thirty.
private enum IslamicCivil {
    static func isLeap(_ year: Int) -> Bool { (14 + 11 * year) % 30 < 11 }
    static func length(_ year: Int, _ month: Int) -> Int { month % 2 == 1 || month == 12 && isLeap(year) ? 30 : 29 }
    static func number(_ year: Int, _ month: Int) -> Int {
        (59 * (month - 1) + 1) / 2 + (year - 1) * 354 + (3 + 11 * year) / 30 + 1_948_440 - epoch
    }
}

/// The calendar of Umm al-Qura of Saudi Arabia: month lengths as published, and before 1300 as the tabular calendar has them.
private enum UmmAlQura {
    /// For each year from 1250 one number: bit m − 1 says that month m has 30 days.
    private static let long: [Int] = """
        555 d55 555 555 d55 555 d55 555 555 d55 555 555 d55 555 555 d55 555 d55 555 555 d55 555 555 d55 555 \
        555 d55 555 d55 555 555 d55 555 555 d55 555 d55 555 555 d55 555 555 d55 555 555 d55 555 d55 555 555 \
        555 2ab 937 2b6 576 36c b55 aaa 956 49e 95d 2ba 5b5 3aa b4b a96 52e 2ad 56d b5a 752 f25 e8a d16 a56 \
        ab5 6b4 da9 b92 b25 64b a9b 35a 6d9 5d4 da5 d4a a95 536 975 2f4 6e9 6d4 6a9 535 25d 4bd 9ba 3b4 b69 \
        b2a a55 4ad a5d 2da 6d9 eaa e94 d2a c56 4ae a6d 56a d55 d4a a93 52b a5b 53a 6b5 ea9 d52 d29 a55 4ad \
        56d aea 6e4 ed1 da2 aaa 95a 2da 5b9 bb2 764 6c9 555 2ab 4db aba 5b4 da9 d52 aa5 92d 26d 8ed 2da ad5 \
        aa5 a4b 497 937 2b6 975 d69 d52 c95 92b 25b 4db 9d5 5d2 da5 d4a a95 54d aad 3aa bd2 bc4 b89 a95 52d \
        5ad b6a 6d4 dc9 d92 aa6 956 2ae 56d 36a b55 aaa 94d 49d 95d 2ba 5b5 5aa d55 a9a 92e 26e 55d ada 6d4 \
        6a5 b27 a4d 4ad 56d b5a 754 f49 e92 d26 a56 356 6b5 baa b92 b25 68b a9b 55a ada 5b4 da9 b52 a9a 536 \
        276 575 af2 6d4 6a9 555 2ad 4bd 9ba 574 b69 b52 a95 52d a5d 4da ad9 6b2 e95 e2a c96 92e aad 56a d65 \
        d4a
        """.split(separator: " ").compactMap { Int($0, radix: 16) }

    private static let firstDay = -49_544

    /// First day of each year.
    private static let starts: [Int] = long.reduce(into: [firstDay]) { starts, months in
        starts.append(starts[starts.count - 1] + 12 * 29 + months.nonzeroBitCount)
    }

    static func length(_ year: Int, _ month: Int) -> Int { 29 + (long[year - 1250] >> (month - 1) & 1) }
    static func number(_ year: Int, _ month: Int) -> Int {
        let before = long[year - 1250] & ((1 << (month - 1)) - 1)
        return starts[year - 1250] + 29 * (month - 1) + before.nonzeroBitCount
    }
}

/// The Solar Hijri calendar of Iran and Afghanistan, by the 33-year cycle that agrees with the equinox in all years tried here.
private enum Persian {
    /// Leap years of 1250 to 1500 follow a cycle of 33 years, eight of them leap.
    static func isLeap(_ year: Int) -> Bool { (25 * year + 11) % 33 < 8 }
    static func length(_ year: Int, _ month: Int) -> Int {
        month <= 6 ? 31 : month <= 11 ? 30 : isLeap(year) ? 30 : 29
    }
    static func number(_ year: Int, _ month: Int) -> Int {
        // 1 Farvardin 1370 was 21 March 1991.
        var days = Int(Day(year: 1991, month: 3, day: 21)?.number ?? 0) + (year - 1370) * 365
        if year > 1370 { for y in 1370..<year where isLeap(y) { days += 1 } }
        if year < 1370 { for y in year..<1370 where isLeap(y) { days -= 1 } }
        return days + (month <= 7 ? 31 * (month - 1) : 186 + 30 * (month - 7))
    }
}

/// The Hebrew calendar, months counted from Nisan: 7 is Tishri, with which the year begins; 12 is Adar, in leap years 12 and 13.
private enum Hebrew {
    static func isLeap(_ year: Int) -> Bool { (7 * year + 1) % 19 < 7 }
    static func months(_ year: Int) -> Int { isLeap(year) ? 13 : 12 }

    /// Days from the epoch to the new year, with the postponements.
    private static func elapsed(_ year: Int) -> Int {
        let months = (235 * year - 234) / 19
        let parts = 12_084 + 13_753 * months
        let day = 29 * months + parts / 25_920
        return 3 * (day + 1) % 7 < 3 ? day + 1 : day
    }
    private static func newYear(_ year: Int) -> Int {
        let (before, this, after) = (elapsed(year - 1), elapsed(year), elapsed(year + 1))
        let delay = after - this == 356 ? 2 : this - before == 382 ? 1 : 0
        // 1 Tishri of year 1 is Julian day 347 998.
        return 347_998 + this + delay - epoch
    }
    private static func yearLength(_ year: Int) -> Int { newYear(year + 1) - newYear(year) }

    static func length(_ year: Int, _ month: Int) -> Int {
        switch month {
        case 2, 4, 6, 10, 13: 29
        case 12: isLeap(year) ? 30 : 29
        case 8: yearLength(year) % 10 == 5 ? 30 : 29
        case 9: yearLength(year) % 10 == 3 ? 29 : 30
        default: 30
        }
    }
    static func number(_ year: Int, _ month: Int) -> Int {
        var days = newYear(year)
        if month < 7 {
            for m in 7...months(year) { days += length(year, m) }
            for m in 1..<month { days += length(year, m) }
        } else {
            for m in 7..<month { days += length(year, m) }
        }
        return days
    }
}

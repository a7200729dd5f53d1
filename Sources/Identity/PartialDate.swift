/// A date of birth as authorities know it: year, month and day, each of which may be unknown.
///
/// The three numbers need not be a day of the Gregorian calendar (`1366-02-31` is a Persian date that somebody
/// wrote down); they are kept as recorded. At least one part is known: a wholly unknown date is `nil`.
public struct PartialDate: Hashable, Sendable {
    /// 0 = unknown, else 1 to 9999.
    public let year: UInt16
    /// 0 = unknown, else 1 to 13 (the Ethiopian calendar has a thirteenth month).
    public let month: UInt8
    /// 0 = unknown, else 1 to 31.
    public let day: UInt8

    public init?(year: Int = 0, month: Int = 0, day: Int = 0) {
        guard (0...9999).contains(year), (0...13).contains(month), (0...31).contains(day),
            year + month + day > 0
        else { return nil }
        (self.year, self.month, self.day) = (UInt16(year), UInt8(month), UInt8(day))
    }

    public init(_ day: Day) {
        let parts = day.components
        (year, month, self.day) = (UInt16(parts.year), UInt8(parts.month), UInt8(parts.day))
    }

    public var isComplete: Bool { year > 0 && month > 0 && day > 0 }

    /// The day meant, where all parts are known and the Gregorian calendar has it.
    public var exactDay: Day? {
        isComplete ? Day(year: Int(year), month: Int(month), day: Int(day)) : nil
    }

    /// The first and the last day that this date can mean; `nil` where the year is unknown or nothing fits.
    public var range: ClosedRange<Day>? {
        guard year > 0, month <= 12 else { return nil }
        let (y, m) = (Int(year), Int(month))
        if day > 0, m > 0 { return exactDay.map { $0...$0 } }
        guard let first = Day(year: y, month: m > 0 ? m : 1, day: 1),
            let last = Day(year: y, month: m > 0 ? m : 12, day: m > 0 ? Day.length(ofMonth: m, year: y) : 31)
        else { return nil }
        return first...last
    }

    /// Full years on `today` if born on the latest possible day: the age that is certain to be reached.
    public func certainAge(on today: Day) -> Int? {
        range.map { PartialDate.age(born: $0.upperBound, on: today) }
    }

    /// Full years on `today` if born on the earliest possible day.
    public func greatestAge(on today: Day) -> Int? {
        range.map { PartialDate.age(born: $0.lowerBound, on: today) }
    }

    private static func age(born: Day, on today: Day) -> Int {
        let (by, bm, bd) = born.components
        let (ty, tm, td) = today.components
        return ty - by - ((tm, td) < (bm, bd) ? 1 : 0)
    }
}

extension PartialDate: CustomStringConvertible {
    /// `1974-08-12`, `1974-08`, `1974`; a part that is `00` (or a year `0000`) is unknown.
    public init?(_ text: some StringProtocol) {
        var text = String(text)
        guard let date = text.withUTF8({ PartialDate(utf8: $0) }) else { return nil }
        self = date
    }

    private init?(utf8 bytes: UnsafeBufferPointer<UInt8>) {
        guard bytes.count == 4 || bytes.count == 7 || bytes.count == 10, let year = decimal(bytes[0..<4]) else { return nil }
        var (month, day) = (0, 0)
        if bytes.count >= 7 {
            guard bytes[4] == UInt8(ascii: "-"), let number = decimal(bytes[5..<7]) else { return nil }
            month = number
        }
        if bytes.count == 10 {
            guard bytes[7] == UInt8(ascii: "-"), let number = decimal(bytes[8..<10]) else { return nil }
            day = number
        }
        self.init(year: year, month: month, day: day)
    }

    public var description: String {
        String(unsafeUninitializedCapacity: 10) { buffer in
            put(Int(year), 4, in: buffer, at: 0)
            guard month > 0 || day > 0 else { return 4 }
            buffer[4] = UInt8(ascii: "-")
            put(Int(month), 2, in: buffer, at: 5)
            guard day > 0 else { return 7 }
            buffer[7] = UInt8(ascii: "-")
            put(Int(day), 2, in: buffer, at: 8)
            return 10
        }
    }
}

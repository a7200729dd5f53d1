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
        let parts = Array(text.utf8).split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
        guard (1...3).contains(parts.count), parts[0].count == 4, parts.dropFirst().allSatisfy({ $0.count == 2 })
        else { return nil }
        let numbers = parts.compactMap { decimal($0) }
        guard numbers.count == parts.count else { return nil }
        self.init(year: numbers[0], month: numbers.count > 1 ? numbers[1] : 0, day: numbers.count > 2 ? numbers[2] : 0)
    }

    public var description: String {
        let text = "\(padded(Int(year), 4))-\(padded(Int(month), 2))-\(padded(Int(day), 2))"
        if day > 0 { return text }
        return String(text.prefix(month > 0 ? 7 : 4))
    }
}

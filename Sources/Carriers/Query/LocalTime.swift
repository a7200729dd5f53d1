import Identity
import Wire

/// A date and time by the clocks of a place that is not said, as timetables print it: `2027-05-09T14:30`.
public struct LocalTime: WireText, Hashable, Comparable {
    public let day: Day
    /// 0 to 1439.
    public let minuteOfDay: Int

    public init?(day: Day, minuteOfDay: Int) {
        guard (0..<1440).contains(minuteOfDay) else { return nil }
        self.day = day
        self.minuteOfDay = minuteOfDay
    }

    /// Blank, to be read into.
    static let epoch = LocalTime(midnightOf: Day(number: 0))
    public init(midnightOf day: Day) {
        self.day = day
        minuteOfDay = 0
    }

    public static var textRule: Schema.TextRule {
        .init(length: 16...16, pattern: #"^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$"#, example: "2027-05-09T14:30")
    }
    public static var noun: String { "a local date and time (YYYY-MM-DDThh:mm)" }
    public init?(wireText: String) {
        let bytes = Array(wireText.utf8)
        guard bytes.count == 16, bytes[10] == UInt8(ascii: "T"), bytes[13] == UInt8(ascii: ":"),
            let day = Day(wireText.prefix(10)),
            let hour = LocalTime.number(bytes[11...12]), let minute = LocalTime.number(bytes[14...15]), hour < 24,
            minute < 60
        else { return nil }
        self.init(day: day, minuteOfDay: hour * 60 + minute)
    }
    public var wireText: String { "\(day)T\(LocalTime.two(minuteOfDay / 60)):\(LocalTime.two(minuteOfDay % 60))" }

    public static func < (a: LocalTime, b: LocalTime) -> Bool { (a.day, a.minuteOfDay) < (b.day, b.minuteOfDay) }

    /// The instant, where the clocks stand `minutes` ahead of UTC.
    public func instant(minutesEastOfUTC minutes: Int) -> Instant {
        Instant(day: day, secondOfDay: (minuteOfDay - minutes) * 60)
    }

    static func number(_ digits: ArraySlice<UInt8>) -> Int? {
        var value = 0
        for digit in digits {
            guard (48...57).contains(digit) else { return nil }
            value = value * 10 + Int(digit) - 48
        }
        return value
    }
    static func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
}

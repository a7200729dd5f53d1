/// A moment in UTC, in milliseconds since 1970-01-01T00:00:00Z, without leap seconds.
public struct Instant: Hashable, Comparable, Sendable {
    public let milliseconds: Int64

    public init(milliseconds: Int64) { self.milliseconds = milliseconds }
    public init(day: Day, secondOfDay: Int = 0) {
        milliseconds = (Int64(day.number) * 86_400 + Int64(secondOfDay)) * 1000
    }

    public static func < (a: Instant, b: Instant) -> Bool { a.milliseconds < b.milliseconds }
    public func adding(seconds: Int64) -> Instant { Instant(milliseconds: milliseconds + seconds * 1000) }
    public func adding(hours: Int64) -> Instant { adding(seconds: hours * 3600) }

    /// The day in UTC.
    public var utcDay: Day { day(minutesEastOfUTC: 0) }

    /// The local day where clocks stand `minutesEastOfUTC` ahead of UTC.
    public func day(minutesEastOfUTC minutes: Int) -> Day {
        let seconds = (milliseconds + Int64(minutes) * 60_000).flooringDivision(by: 1000)
        return Day(number: Int32(clamping: seconds.flooringDivision(by: 86_400)))
    }
}

extension Instant: CustomStringConvertible {
    /// `YYYY-MM-DDThh:mm:ssZ` with an optional fraction of up to three digits. `nil` for anything else: an
    /// offset other than `Z` would leave open which local day is meant.
    public init?(_ text: some StringProtocol) {
        var text = String(text)
        guard let instant = text.withUTF8({ Instant(utf8: $0) }) else { return nil }
        self = instant
    }

    private init?(utf8 bytes: UnsafeBufferPointer<UInt8>) {
        guard bytes.count >= 20, bytes.count <= 24, bytes[10] == UInt8(ascii: "T"), bytes[13] == UInt8(ascii: ":"),
            bytes[16] == UInt8(ascii: ":"), bytes.last == UInt8(ascii: "Z"), let day = Day(utf8: bytes[0..<10]),
            let hour = decimal(bytes[11..<13]), let minute = decimal(bytes[14..<16]),
            let second = decimal(bytes[17..<19]), hour < 24, minute < 60, second < 60
        else { return nil }
        var fraction = 0
        if bytes.count > 20 {
            guard bytes[19] == UInt8(ascii: "."), bytes.count > 21,
                let digits = decimal(bytes[20..<(bytes.count - 1)])
            else { return nil }
            fraction = digits * [1, 100, 10, 1][bytes.count - 21]
        }
        let whole = Instant(day: day, secondOfDay: hour * 3600 + minute * 60 + second)
        self.init(milliseconds: whole.milliseconds + Int64(fraction))
    }

    public var description: String {
        let seconds = milliseconds.flooringDivision(by: 1000)
        let rest = Int(seconds - Int64(utcDay.number) * 86_400)
        let fraction = Int(milliseconds - seconds * 1000)
        return utcDay.description
            + String(unsafeUninitializedCapacity: 13) { buffer in
                buffer[0] = UInt8(ascii: "T")
                put(rest / 3600, 2, in: buffer, at: 1)
                buffer[3] = UInt8(ascii: ":")
                put(rest / 60 % 60, 2, in: buffer, at: 4)
                buffer[6] = UInt8(ascii: ":")
                put(rest % 60, 2, in: buffer, at: 7)
                if fraction != 0 {
                    buffer[9] = UInt8(ascii: ".")
                    put(fraction, 3, in: buffer, at: 10)
                }
                return fraction == 0 ? 9 : 13
            } + "Z"
    }
}

extension Int64 {
    func flooringDivision(by divisor: Int64) -> Int64 {
        let quotient = self / divisor
        return self % divisor < 0 ? quotient - 1 : quotient
    }
}

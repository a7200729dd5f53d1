import Wire

/// Identifies a record: 128 opaque bits from an injected generator. Carries no meaning and is never reused.
public struct RecordID: Hashable, Comparable, Sendable, CustomStringConvertible {
    public let high: UInt64
    public let low: UInt64

    public init(high: UInt64, low: UInt64) {
        self.high = high
        self.low = low
    }

    /// Big-endian. `nil` unless there are 16 bytes.
    public init?(bytes: some Collection<UInt8>) {
        guard bytes.count == 16 else { return nil }
        var (high, low): (UInt64, UInt64) = (0, 0)
        for (index, byte) in bytes.enumerated() {
            if index < 8 { high = high << 8 | UInt64(byte) } else { low = low << 8 | UInt64(byte) }
        }
        self.init(high: high, low: low)
    }

    public var bytes: [UInt8] {
        var out: [UInt8] = []
        out.reserveCapacity(16)
        for word in [high, low] {
            for shift in stride(from: 56, through: 0, by: -8) { out.append(UInt8(truncatingIfNeeded: word >> UInt64(shift))) }
        }
        return out
    }

    public static func < (a: RecordID, b: RecordID) -> Bool { (a.high, a.low) < (b.high, b.low) }

    /// 32 lower-case hexadecimal digits.
    public var description: String {
        var text = ""
        text.reserveCapacity(32)
        for byte in bytes {
            text.append(RecordID.digits[Int(byte >> 4)])
            text.append(RecordID.digits[Int(byte & 15)])
        }
        return text
    }

    public init?(_ text: some StringProtocol) {
        guard text.utf8.count == 32 else { return nil }
        var bytes: [UInt8] = []
        var half: UInt8?
        for character in text.utf8 {
            let digit: UInt8
            switch character {
            case 48...57: digit = character - 48
            case 97...102: digit = character - 87
            default: return nil
            }
            if let first = half {
                bytes.append(first << 4 | digit)
                half = nil
            } else {
                half = digit
            }
        }
        self.init(bytes: bytes)
    }

    private static let digits = Array("0123456789abcdef")
}

extension RecordID: WireText {
    public static var textRule: Schema.TextRule {
        .init(length: 32...32, pattern: "^[0-9a-f]{32}$", example: "0f3c9a7e5b1d4e2f8a6b7c8d9e0f1a2b")
    }
    public static var noun: String { "an identifier (32 hexadecimal digits)" }
    public init?(wireText: String) { self.init(wireText) }
    public var wireText: String { description }
}

/// Where new identifiers come from: random in a server, seeded in a simulation.
public struct IDGenerator: Sendable {
    public let next: @Sendable () -> RecordID
    public init(next: @escaping @Sendable () -> RecordID) { self.next = next }

    public static let random = IDGenerator {
        var generator = SystemRandomNumberGenerator()
        return RecordID(high: generator.next(), low: generator.next())
    }

    /// For entries of the log: the first 48 bits are milliseconds of the given clock, the other 80 random. Entries that are
    /// written together then lie together in a store's index, which writes a third of the pages. Not for records, whose
    /// identifiers must not tell when they were made.
    public static func ordered(by milliseconds: @escaping @Sendable () -> Int64) -> IDGenerator {
        IDGenerator {
            var generator = SystemRandomNumberGenerator()
            let time = UInt64(bitPattern: milliseconds()) << 16
            return RecordID(high: time | generator.next() & 0xFFFF, low: generator.next())
        }
    }
}

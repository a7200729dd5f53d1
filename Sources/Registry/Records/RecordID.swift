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
        var (high, low, index): (UInt64, UInt64, Int) = (0, 0, 0)
        for byte in bytes {
            if index < 8 { high = high << 8 | UInt64(byte) } else { low = low << 8 | UInt64(byte) }
            index += 1
        }
        self.init(high: high, low: low)
    }

    /// `nil` unless there are 16 bytes.
    public init?(bytes: UnsafeRawBufferPointer) {
        guard bytes.count == 16 else { return nil }
        self.init(
            high: UInt64(bigEndian: bytes.loadUnaligned(as: UInt64.self)),
            low: UInt64(bigEndian: bytes.loadUnaligned(fromByteOffset: 8, as: UInt64.self)))
    }

    public var bytes: [UInt8] {
        [UInt8](unsafeUninitializedCapacity: 16) { buffer, count in
            for place in 0..<8 {
                buffer[place] = UInt8(truncatingIfNeeded: high >> UInt64(56 - 8 * place))
                buffer[8 + place] = UInt8(truncatingIfNeeded: low >> UInt64(56 - 8 * place))
            }
            count = 16
        }
    }

    public static func < (a: RecordID, b: RecordID) -> Bool { (a.high, a.low) < (b.high, b.low) }

    /// 32 lower-case hexadecimal digits.
    public var description: String {
        String(unsafeUninitializedCapacity: 32) { buffer in
            for place in 0..<16 {
                buffer[place] = RecordID.digit(high >> UInt64(60 - 4 * place))
                buffer[16 + place] = RecordID.digit(low >> UInt64(60 - 4 * place))
            }
            return 32
        }
    }

    private static func digit(_ bits: UInt64) -> UInt8 {
        let value = UInt8(truncatingIfNeeded: bits & 15)
        return value < 10 ? 48 + value : 87 + value
    }

    public init?(_ text: some StringProtocol) {
        guard text.utf8.count == 32 else { return nil }
        var (high, low, place): (UInt64, UInt64, Int) = (0, 0, 0)
        for character in text.utf8 {
            let digit: UInt8
            switch character {
            case 48...57: digit = character - 48
            case 97...102: digit = character - 87
            default: return nil
            }
            if place < 16 { high = high << 4 | UInt64(digit) } else { low = low << 4 | UInt64(digit) }
            place += 1
        }
        self.init(high: high, low: low)
    }
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

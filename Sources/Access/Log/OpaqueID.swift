/// An opaque identifier of 128 bits: it says nothing about what it names. Values come from an injected generator.
public struct OpaqueID: Hashable, Sendable {
    public static let byteCount = 16
    public let high: UInt64
    public let low: UInt64

    public init(high: UInt64, low: UInt64) { (self.high, self.low) = (high, low) }

    /// `nil` unless there are exactly 16 bytes, the most significant first.
    public init?(_ bytes: some Collection<UInt8>) {
        guard bytes.count == OpaqueID.byteCount else { return nil }
        high = bytes.prefix(8).reduce(0) { $0 << 8 | UInt64($1) }
        low = bytes.dropFirst(8).reduce(0) { $0 << 8 | UInt64($1) }
    }

    public static func random(using generator: inout some RandomNumberGenerator) -> OpaqueID {
        OpaqueID(high: generator.next(), low: generator.next())
    }

    public var bytes: [UInt8] {
        [UInt8](unsafeUninitializedCapacity: OpaqueID.byteCount) { buffer, count in
            for place in 0..<8 {
                buffer[place] = UInt8(truncatingIfNeeded: high >> UInt64(56 - 8 * place))
                buffer[8 + place] = UInt8(truncatingIfNeeded: low >> UInt64(56 - 8 * place))
            }
            count = OpaqueID.byteCount
        }
    }
}

extension OpaqueID: CustomStringConvertible, Comparable {
    /// 32 lower-case hexadecimal digits.
    public var description: String { Hexadecimal.encode(bytes) }
    public init?(_ text: some StringProtocol) {
        guard text.utf8.count == 2 * OpaqueID.byteCount, let bytes = Hexadecimal.decode(text.utf8) else { return nil }
        self.init(bytes)
    }
    public static func < (a: OpaqueID, b: OpaqueID) -> Bool { (a.high, a.low) < (b.high, b.low) }
}

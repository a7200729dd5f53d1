import Wire

/// Bytes of a sample, template or scan, written as base64 (RFC 4648, section 4, with padding, canonical form only).
public struct SampleBytes: WireText, Hashable {
    public static let bytesMax = 600_000
    public let bytes: [UInt8]
    public init(_ bytes: [UInt8]) { self.bytes = bytes }

    public static var textRule: Schema.TextRule {
        .init(length: 4...(bytesMax / 3 * 4 + 4), pattern: "^[A-Za-z0-9+/]+={0,2}$", format: "byte", example: "Rk1SACAyMAA=")
    }
    public static var noun: String { "base64 with padding" }

    /// `nil` unless the text is the one canonical base64 form of its bytes.
    public init?(wireText: String) {
        let text = Array(wireText.utf8)
        guard !text.isEmpty, text.count.isMultiple(of: 4) else { return nil }
        let padding = text.suffix(2).reversed().prefix { $0 == UInt8(ascii: "=") }.count
        var out: [UInt8] = []
        out.reserveCapacity(text.count / 4 * 3)
        var (pending, bits): (UInt32, Int) = (0, 0)
        for character in text.dropLast(padding) {
            guard let digit = SampleBytes.digit(character) else { return nil }
            pending = pending << 6 | digit
            bits += 6
            guard bits >= 8 else { continue }
            bits -= 8
            out.append(UInt8(truncatingIfNeeded: pending >> UInt32(bits)))
        }
        // Left-over bits that are not zero would give one sample several texts.
        guard pending & (1 << UInt32(bits) - 1) == 0 else { return nil }
        bytes = out
    }

    public var wireText: String {
        var text: [UInt8] = []
        text.reserveCapacity((bytes.count + 2) / 3 * 4)
        for start in stride(from: 0, to: bytes.count, by: 3) {
            let group = bytes[start..<min(start + 3, bytes.count)]
            var word: UInt32 = 0
            for place in 0..<3 { word = word << 8 | (place < group.count ? UInt32(group[start + place]) : 0) }
            for place in 0..<4 {
                text.append(
                    place <= group.count ? SampleBytes.letters[Int(word >> UInt32(18 - 6 * place) & 63)] : UInt8(ascii: "="))
            }
        }
        return String(decoding: text, as: UTF8.self)
    }

    private static let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

    private static func digit(_ character: UInt8) -> UInt32? {
        switch character {
        case UInt8(ascii: "A")...UInt8(ascii: "Z"): UInt32(character) - 65
        case UInt8(ascii: "a")...UInt8(ascii: "z"): UInt32(character) - 71
        case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt32(character) + 4
        case UInt8(ascii: "+"): 62
        case UInt8(ascii: "/"): 63
        default: nil
        }
    }
}

import Wire

/// Bytes of a biometric sample or template, written as base64 (RFC 4648, section 4, with padding).
public struct BiometricBytes: WireText, Hashable {
    public static let bytesMax = 600_000
    public let bytes: [UInt8]

    public init(_ bytes: [UInt8]) { self.bytes = bytes }

    public static var textRule: Schema.TextRule {
        .init(
            length: 4...(bytesMax / 3 * 4 + 4), pattern: "^[A-Za-z0-9+/]+={0,2}$", format: "byte",
            example: "Rk1SACAyMAA=")
    }
    public static var noun: String { "base64 with padding" }

    /// `nil` unless the text is the one canonical base64 form of its bytes.
    public init?(wireText: String) {
        let text = Array(wireText.utf8)
        guard text.count % 4 == 0, !text.isEmpty else { return nil }
        let padding = text.last == UInt8(ascii: "=") ? (text[text.count - 2] == UInt8(ascii: "=") ? 2 : 1) : 0
        var out: [UInt8] = []
        out.reserveCapacity(text.count / 4 * 3)
        var (buffer, bits): (UInt32, Int) = (0, 0)
        for character in text.dropLast(padding) {
            guard let digit = BiometricBytes.value(of: character) else { return nil }
            buffer = buffer << 6 | UInt32(digit)
            bits += 6
            if bits >= 8 {
                bits -= 8
                out.append(UInt8(truncatingIfNeeded: buffer >> UInt32(bits)))
            }
        }
        // Bits that encode nothing must be zero, or one sample would have several texts.
        guard buffer & ((1 << UInt32(bits)) - 1) == 0 else { return nil }
        bytes = out
    }

    public var wireText: String {
        var text: [UInt8] = []
        text.reserveCapacity((bytes.count + 2) / 3 * 4)
        var index = 0
        while index < bytes.count {
            let rest = bytes.count - index
            let word =
                UInt32(bytes[index]) << 16 | (rest > 1 ? UInt32(bytes[index + 1]) << 8 : 0)
                | (rest > 2 ? UInt32(bytes[index + 2]) : 0)
            text.append(BiometricBytes.digits[Int(word >> 18 & 63)])
            text.append(BiometricBytes.digits[Int(word >> 12 & 63)])
            text.append(rest > 1 ? BiometricBytes.digits[Int(word >> 6 & 63)] : UInt8(ascii: "="))
            text.append(rest > 2 ? BiometricBytes.digits[Int(word & 63)] : UInt8(ascii: "="))
            index += 3
        }
        return String(decoding: text, as: UTF8.self)
    }

    private static let digits = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

    private static func value(of character: UInt8) -> UInt8? {
        switch character {
        case UInt8(ascii: "A")...UInt8(ascii: "Z"): character - 65
        case UInt8(ascii: "a")...UInt8(ascii: "z"): character - 71
        case UInt8(ascii: "0")...UInt8(ascii: "9"): character + 4
        case UInt8(ascii: "+"): 62
        case UInt8(ascii: "/"): 63
        default: nil
        }
    }
}

/// Standard base64 (RFC 4648, section 4), strict: padding is required, line breaks and unused bits are refused,
/// so that a value has exactly one text.
public enum Base64 {
    private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
    private static let values: [UInt8] = {
        var table = [UInt8](repeating: 0xFF, count: 256)
        for (value, letter) in alphabet.enumerated() { table[Int(letter)] = UInt8(value) }
        return table
    }()
    private static let pad = UInt8(ascii: "=")

    public static func encode(_ bytes: some Collection<UInt8>) -> String {
        var text: [UInt8] = []
        text.reserveCapacity((bytes.count + 2) / 3 * 4)
        var (group, held) = (UInt32(0), 0)
        for byte in bytes {
            group = group << 8 | UInt32(byte)
            held += 1
            if held == 3 {
                for shift in [18, 12, 6, 0] as [UInt32] { text.append(alphabet[Int(group >> shift & 63)]) }
                (group, held) = (0, 0)
            }
        }
        if held == 1 {
            text += [alphabet[Int(group >> 2)], alphabet[Int(group << 4 & 63)], pad, pad]
        } else if held == 2 {
            text += [alphabet[Int(group >> 10)], alphabet[Int(group >> 4 & 63)], alphabet[Int(group << 2 & 63)], pad]
        }
        return String(decoding: text, as: UTF8.self)
    }

    /// `nil` for anything but the one text of its bytes.
    public static func decode(_ text: some Collection<UInt8>) -> [UInt8]? {
        let letters = Array(text)
        guard letters.count % 4 == 0 else { return nil }
        guard let last = letters.last else { return [] }
        let padding = last != pad ? 0 : letters[letters.count - 2] == pad ? 2 : 1
        var bytes: [UInt8] = []
        bytes.reserveCapacity(letters.count / 4 * 3)
        var (group, held) = (UInt32(0), 0)
        for letter in letters.dropLast(padding) {
            let value = values[Int(letter)]
            guard value < 64 else { return nil }
            group = group << 6 | UInt32(value)
            held += 1
            if held == 4 {
                bytes += [UInt8(group >> 16 & 255), UInt8(group >> 8 & 255), UInt8(group & 255)]
                (group, held) = (0, 0)
            }
        }
        switch padding {
        case 1:
            guard held == 3, group & 3 == 0 else { return nil }
            bytes += [UInt8(group >> 10 & 255), UInt8(group >> 2 & 255)]
        case 2:
            guard held == 2, group & 15 == 0 else { return nil }
            bytes.append(UInt8(group >> 4 & 255))
        default:
            guard held == 0 else { return nil }
        }
        return bytes
    }
}

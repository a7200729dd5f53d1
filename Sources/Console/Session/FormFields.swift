import Foundation

/// Fields of an `application/x-www-form-urlencoded` body. Hostile bodies give empty fields, never an error.
struct FormFields: Sendable {
    static let bytesMax = 64 << 10
    static let fieldsMax = 64
    private var values: [String: String] = [:]

    init(_ body: [UInt8]) {
        guard body.count <= FormFields.bytesMax else { return }
        for pair in body.split(separator: UInt8(ascii: "&")).prefix(FormFields.fieldsMax) {
            let parts = pair.split(separator: UInt8(ascii: "="), maxSplits: 1, omittingEmptySubsequences: false)
            guard let name = FormFields.decoded(parts[0]), let value = FormFields.decoded(parts.count > 1 ? parts[1] : [])
            else { continue }
            if values[name] == nil { values[name] = value }
        }
    }

    /// The empty text where the field is absent.
    subscript(name: String) -> String { values[name] ?? "" }

    /// `nil` unless the bytes decode to UTF-8.
    private static func decoded(_ bytes: ArraySlice<UInt8>) -> String? {
        var out: [UInt8] = []
        out.reserveCapacity(bytes.count)
        var index = bytes.startIndex
        while index < bytes.endIndex {
            switch bytes[index] {
            case UInt8(ascii: "+"): out.append(UInt8(ascii: " "))
            case UInt8(ascii: "%"):
                guard index + 2 < bytes.endIndex, let high = nibble(bytes[index + 1]), let low = nibble(bytes[index + 2])
                else { return nil }
                out.append(high << 4 | low)
                index += 2
            case let byte: out.append(byte)
            }
            index += 1
        }
        return String(validating: out, as: UTF8.self)
    }

    private static func nibble(_ byte: UInt8) -> UInt8? {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - 48
        case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - 87
        case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - 55
        default: nil
        }
    }
}

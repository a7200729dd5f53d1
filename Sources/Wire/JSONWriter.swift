extension JSON {
    /// Compact UTF-8. The same value always gives the same bytes.
    public var bytes: [UInt8] {
        var out: [UInt8] = []
        out.reserveCapacity(512)
        write(into: &out)
        return out
    }

    public var compact: String { String(decoding: bytes, as: UTF8.self) }

    /// Two-space indentation, for people.
    public var pretty: String {
        var out: [UInt8] = []
        writePretty(into: &out, indent: 0)
        return String(decoding: out, as: UTF8.self)
    }

    public func write(into out: inout [UInt8]) {
        switch self {
        case .null, .bool, .integer, .number, .string: writeScalar(into: &out)
        case .array(let elements):
            out.append(UInt8(ascii: "["))
            for (index, element) in elements.enumerated() {
                if index > 0 { out.append(UInt8(ascii: ",")) }
                element.write(into: &out)
            }
            out.append(UInt8(ascii: "]"))
        case .object(let object):
            out.append(UInt8(ascii: "{"))
            for (index, member) in object.members.enumerated() {
                if index > 0 { out.append(UInt8(ascii: ",")) }
                JSON.write(text: member.name, into: &out)
                out.append(UInt8(ascii: ":"))
                member.value.write(into: &out)
            }
            out.append(UInt8(ascii: "}"))
        }
    }

    private func writeScalar(into out: inout [UInt8]) {
        switch self {
        case .bool(let value): JSON.write(value, into: &out)
        case .integer(let value): JSON.write(value, into: &out)
        case .number(let value): JSON.write(value, into: &out)
        case .string(let value): JSON.write(text: value, into: &out)
        default: JSON.write(word: "null", into: &out)
        }
    }

    private func writePretty(into out: inout [UInt8], indent: Int) {
        func newLine(_ depth: Int) {
            out.append(0x0A)
            out.append(contentsOf: repeatElement(0x20, count: depth * 2))
        }
        switch self {
        case .array(let elements) where !elements.isEmpty:
            out.append(UInt8(ascii: "["))
            for (index, element) in elements.enumerated() {
                if index > 0 { out.append(UInt8(ascii: ",")) }
                newLine(indent + 1)
                element.writePretty(into: &out, indent: indent + 1)
            }
            newLine(indent)
            out.append(UInt8(ascii: "]"))
        case .object(let object) where object.count > 0:
            out.append(UInt8(ascii: "{"))
            for (index, member) in object.members.enumerated() {
                if index > 0 { out.append(UInt8(ascii: ",")) }
                newLine(indent + 1)
                JSON.write(text: member.name, into: &out)
                out.append(contentsOf: ": ".utf8)
                member.value.writePretty(into: &out, indent: indent + 1)
            }
            newLine(indent)
            out.append(UInt8(ascii: "}"))
        default: write(into: &out)
        }
    }

    @usableFromInline
    static func write(word: StaticString, into out: inout [UInt8]) {
        out.append(contentsOf: UnsafeBufferPointer(start: word.utf8Start, count: word.utf8CodeUnitCount))
    }

    @usableFromInline
    static func write(_ value: Bool, into out: inout [UInt8]) { write(word: value ? "true" : "false", into: &out) }

    @usableFromInline
    static func write(_ value: Int64, into out: inout [UInt8]) {
        // Most numbers have few digits: the text of an integer is not worth a string.
        guard value >= 0, value < 10_000 else { return out.append(contentsOf: String(value).utf8) }
        let small = Int(value)
        if small >= 1000 { out.append(48 + UInt8(small / 1000)) }
        if small >= 100 { out.append(48 + UInt8(small / 100 % 10)) }
        if small >= 10 { out.append(48 + UInt8(small / 10 % 10)) }
        out.append(48 + UInt8(small % 10))
    }

    @usableFromInline
    static func write(_ value: Double, into out: inout [UInt8]) {
        guard value.isFinite else { return write(word: "null", into: &out) }
        out.append(contentsOf: "\(value)".utf8)
    }

    @usableFromInline
    static func write(text: String, into out: inout [UInt8]) {
        out.append(UInt8(ascii: "\""))
        var text = text
        text.withUTF8 { bytes in
            var from = 0
            for index in 0..<bytes.count {
                let byte = bytes[index]
                // Every byte from a blank on, but for the quotation mark, the backslash and delete, stands for itself.
                if byte >= 0x20, byte != 0x22, byte != 0x5C, byte != 0x7F { continue }
                out.append(contentsOf: UnsafeBufferPointer(rebasing: bytes[from..<index]))
                from = index + 1
                escape(byte, into: &out)
            }
            out.append(contentsOf: UnsafeBufferPointer(rebasing: bytes[from..<bytes.count]))
        }
        out.append(UInt8(ascii: "\""))
    }

    private static func escape(_ byte: UInt8, into out: inout [UInt8]) {
        out.append(UInt8(ascii: "\\"))
        switch byte {
        case 0x22, 0x5C: out.append(byte)
        case 0x0A: out.append(UInt8(ascii: "n"))
        case 0x0D: out.append(UInt8(ascii: "r"))
        case 0x09: out.append(UInt8(ascii: "t"))
        default:
            write(word: "u00", into: &out)
            for half in [byte >> 4, byte & 15] { out.append(half < 10 ? 48 + half : 87 + half) }
        }
    }
}

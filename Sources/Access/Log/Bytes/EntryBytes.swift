/// Writes the fields of a log entry one after the other into one array.
struct EntryWriter {
    private(set) var bytes: [UInt8] = []

    init() { bytes.reserveCapacity(512) }

    /// A tag, the length of what `body` writes, and what it writes.
    mutating func field(_ tag: UInt8, _ body: (inout EntryWriter) -> Void) {
        bytes.append(tag)
        let start = bytes.count
        bytes.append(0)
        body(&self)
        var length = bytes.count - start - 1
        // Nearly every value is shorter than 128 bytes, for which one byte was left; else make room.
        if length < 0x80 {
            bytes[start] = UInt8(length)
        } else {
            bytes[start] = UInt8(length & 0x7F) | 0x80
            var place = start + 1
            length >>= 7
            while length > 0 {
                bytes.insert(UInt8(length & 0x7F) | (length >= 0x80 ? 0x80 : 0), at: place)
                place += 1
                length >>= 7
            }
        }
    }

    mutating func byte(_ value: UInt8) { bytes.append(value) }

    mutating func varint(_ value: UInt64) {
        var rest = value
        while rest >= 0x80 {
            bytes.append(UInt8(rest & 0x7F) | 0x80)
            rest >>= 7
        }
        bytes.append(UInt8(rest))
    }

    mutating func signed(_ value: Int64) { varint(UInt64(bitPattern: value << 1 ^ value >> 63)) }
    mutating func text(_ value: String) { bytes.append(contentsOf: value.utf8) }

    mutating func id(_ value: OpaqueID) {
        withUnsafeBytes(of: value.high.bigEndian) { bytes.append(contentsOf: $0) }
        withUnsafeBytes(of: value.low.bigEndian) { bytes.append(contentsOf: $0) }
    }
}

/// Reads what ``EntryWriter`` writes. Every function answers `nil` where the bytes end early or are not in their only
/// form.
struct EntryReader {
    private var rest: ArraySlice<UInt8>

    init(_ bytes: ArraySlice<UInt8>) { rest = bytes }

    var isAtEnd: Bool { rest.isEmpty }

    mutating func byte() -> UInt8? { rest.popFirst() }

    mutating func take(_ count: UInt64) -> ArraySlice<UInt8>? {
        guard count <= UInt64(rest.count) else { return nil }
        let taken = rest.prefix(Int(count))
        rest = rest.dropFirst(Int(count))
        return taken
    }

    mutating func varint() -> UInt64? {
        var value: UInt64 = 0
        for shift in stride(from: UInt64(0), to: 70, by: 7) {
            guard let byte = byte() else { return nil }
            // The tenth byte has room for one bit; a last byte of zero means that a shorter form exists.
            guard shift < 63 || byte <= 1, shift == 0 || byte != 0 else { return nil }
            value |= UInt64(byte & 0x7F) << shift
            if byte < 0x80 { return value }
        }
        return nil
    }

    mutating func signed() -> Int64? {
        varint().map { Int64(bitPattern: $0 >> 1) ^ -Int64($0 & 1) }
    }

    mutating func id() -> OpaqueID? { take(16).flatMap { OpaqueID($0) } }

    /// All that is left, as a text of the log.
    mutating func text(_ maximumByteCount: Int) -> String? {
        guard rest.count <= maximumByteCount, let text = String(validating: rest, as: UTF8.self),
            isLogText(text, maximumByteCount: maximumByteCount)
        else { return nil }
        rest = rest[rest.endIndex...]
        return text
    }
}

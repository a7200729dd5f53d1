/// A cursor over bytes that came from outside: every read is bounds-checked and fails with the name of what was read.
struct ByteReader {
    let bytes: [UInt8]
    let format: String
    private(set) var offset: Int
    let end: Int

    init(_ bytes: [UInt8], format: String, from offset: Int = 0, to end: Int? = nil) {
        self.bytes = bytes
        self.format = format
        self.end = min(end ?? bytes.count, bytes.count)
        self.offset = min(max(offset, 0), self.end)
    }

    var remaining: Int { end - offset }

    func short(_ name: String) -> FormatError {
        FormatError(format, at: "\(name) (byte \(offset))", "the file ends here")
    }

    mutating func u8(_ name: String) throws(FormatError) -> Int {
        guard offset < end else { throw short(name) }
        offset += 1
        return Int(bytes[offset - 1])
    }

    mutating func u16(_ name: String) throws(FormatError) -> Int {
        guard remaining >= 2 else { throw short(name) }
        offset += 2
        return Int(bytes[offset - 2]) << 8 | Int(bytes[offset - 1])
    }

    mutating func u32(_ name: String) throws(FormatError) -> Int {
        let high = try u16(name)
        return try high << 16 | u16(name)
    }

    mutating func u16LittleEndian(_ name: String) throws(FormatError) -> Int {
        let v = try u16(name)
        return (v & 0xff) << 8 | v >> 8
    }

    mutating func u32LittleEndian(_ name: String) throws(FormatError) -> Int {
        let low = try u16LittleEndian(name)
        return try low | u16LittleEndian(name) << 16
    }

    mutating func take(_ count: Int, _ name: String) throws(FormatError) -> ArraySlice<UInt8> {
        guard count >= 0, count <= remaining else { throw short(name) }
        offset += count
        return bytes[(offset - count)..<offset]
    }

    mutating func skip(_ count: Int, _ name: String) throws(FormatError) {
        _ = try take(count, name)
    }

    mutating func move(to position: Int, _ name: String) throws(FormatError) {
        guard position >= 0, position <= end else { throw short(name) }
        offset = position
    }
}

/// Bytes being written, most significant byte first.
struct ByteWriter {
    var bytes: [UInt8] = []
    mutating func u8(_ v: Int) { bytes.append(UInt8(truncatingIfNeeded: v)) }
    mutating func u16(_ v: Int) {
        u8(v >> 8)
        u8(v)
    }
    mutating func u32(_ v: Int) {
        u16(v >> 16)
        u16(v)
    }
    mutating func put(_ more: some Sequence<UInt8>) { bytes.append(contentsOf: more) }
    mutating func put(_ text: String) { bytes.append(contentsOf: text.utf8) }
}

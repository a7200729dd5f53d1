/// Why a text is not JSON that Sextant reads; `offset` counts bytes from its beginning.
public struct JSONSyntaxError: Error, Hashable, Sendable, CustomStringConvertible {
    public enum Reason: String, Sendable {
        case unexpected = "unexpected character"
        case end = "the text ends too early"
        case trailing = "something follows the value"
        case depth = "nested too deeply"
        case size = "too large"
        case repeatedName = "a name occurs twice in one object"
        case number = "not a number that can be kept exactly"
        case escape = "not an escape sequence"
        case utf8 = "not UTF-8"
    }
    public let reason: Reason
    public let offset: Int
    public var description: String { "\(reason.rawValue) at byte \(offset)" }
}

extension JSON {
    public struct Limits: Sendable {
        public var bytesMax: Int
        public var depthMax: Int
        public init(bytesMax: Int = 1 << 20, depthMax: Int = 24) {
            self.bytesMax = bytesMax
            self.depthMax = depthMax
        }
        public static let standard = Limits()
    }

    /// Reads exactly one value. Stricter than most readers, because what two readers understand differently is
    /// a hole: names in an object are unique, numbers are 64-bit integers or finite doubles, depth and size are bounded.
    public init(parsing bytes: some Sequence<UInt8>, limits: Limits = .standard) throws(JSONSyntaxError) {
        let read = bytes.withContiguousStorageIfAvailable { JSON.read(UnsafeRawBufferPointer($0), limits) }
        self = try (read ?? Array(bytes).withUnsafeBytes { JSON.read($0, limits) }).get()
    }

    private static func read(_ bytes: UnsafeRawBufferPointer, _ limits: Limits) -> Result<JSON, JSONSyntaxError> {
        guard bytes.count <= limits.bytesMax else { return .failure(JSONSyntaxError(reason: .size, offset: limits.bytesMax)) }
        var reader = JSONReader(bytes: bytes, depthMax: limits.depthMax)
        do throws(JSONSyntaxError) { return .success(try reader.document()) } catch { return .failure(error) }
    }

    public init(parsing text: String, limits: Limits = .standard) throws(JSONSyntaxError) {
        try self.init(parsing: text.utf8, limits: limits)
    }
}

private struct JSONReader {
    /// Valid as long as the reader is used.
    let bytes: UnsafeRawBufferPointer
    let depthMax: Int
    var position = 0

    init(bytes: UnsafeRawBufferPointer, depthMax: Int) {
        self.bytes = bytes
        self.depthMax = depthMax
    }

    mutating func document() throws(JSONSyntaxError) -> JSON {
        skipBlanks()
        let value = try value(depth: 0)
        skipBlanks()
        guard position == bytes.count else { throw failure(.trailing) }
        return value
    }

    func failure(_ reason: JSONSyntaxError.Reason) -> JSONSyntaxError {
        JSONSyntaxError(reason: position >= bytes.count && reason == .unexpected ? .end : reason, offset: position)
    }

    @inline(__always) func peek() -> UInt8 { position < bytes.count ? bytes[position] : 0 }

    @inline(__always) mutating func skipBlanks() {
        while position < bytes.count, bytes[position] <= 0x20,
            bytes[position] == 0x20 || bytes[position] == 0x0A || bytes[position] == 0x0D || bytes[position] == 0x09
        { position += 1 }
    }

    mutating func expect(_ word: StaticString, _ value: JSON) throws(JSONSyntaxError) -> JSON {
        let count = word.utf8CodeUnitCount
        guard position + count <= bytes.count else { throw failure(.end) }
        for offset in 0..<count where bytes[position + offset] != word.utf8Start[offset] { throw failure(.unexpected) }
        position += count
        return value
    }

    mutating func value(depth: Int) throws(JSONSyntaxError) -> JSON {
        guard depth <= depthMax else { throw failure(.depth) }
        switch peek() {
        case UInt8(ascii: "{"): return try object(depth: depth)
        case UInt8(ascii: "["): return try array(depth: depth)
        case UInt8(ascii: "\""): return .string(try string())
        case UInt8(ascii: "t"): return try expect("true", .bool(true))
        case UInt8(ascii: "f"): return try expect("false", .bool(false))
        case UInt8(ascii: "n"): return try expect("null", .null)
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return try number()
        default: throw failure(.unexpected)
        }
    }

    mutating func object(depth: Int) throws(JSONSyntaxError) -> JSON {
        position += 1
        var members: [(name: String, value: JSON)] = []
        var names: Set<String> = []
        skipBlanks()
        if peek() == UInt8(ascii: "}") {
            position += 1
            return .object(JSONObject())
        }
        while true {
            skipBlanks()
            guard peek() == UInt8(ascii: "\"") else { throw failure(.unexpected) }
            let start = position
            let name = try string()
            // Linear while small: most objects have a handful of members.
            let repeated =
                members.count < 16
                ? members.contains { $0.name == name }
                : {
                    if names.isEmpty { names = Set(members.map(\.name)) }
                    return !names.insert(name).inserted
                }()
            guard !repeated else { throw JSONSyntaxError(reason: .repeatedName, offset: start) }
            skipBlanks()
            guard peek() == UInt8(ascii: ":") else { throw failure(.unexpected) }
            position += 1
            skipBlanks()
            if members.isEmpty { members.reserveCapacity(8) }
            members.append((name, try value(depth: depth + 1)))
            skipBlanks()
            switch peek() {
            case UInt8(ascii: ","): position += 1
            case UInt8(ascii: "}"):
                position += 1
                return .object(JSONObject(members: members))
            default: throw failure(.unexpected)
            }
        }
    }

    mutating func array(depth: Int) throws(JSONSyntaxError) -> JSON {
        position += 1
        var elements: [JSON] = []
        skipBlanks()
        if peek() == UInt8(ascii: "]") {
            position += 1
            return .array([])
        }
        while true {
            skipBlanks()
            elements.append(try value(depth: depth + 1))
            skipBlanks()
            switch peek() {
            case UInt8(ascii: ","): position += 1
            case UInt8(ascii: "]"):
                position += 1
                return .array(elements)
            default: throw failure(.unexpected)
            }
        }
    }

    mutating func number() throws(JSONSyntaxError) -> JSON {
        let start = position
        var whole = true
        func digits(_ position: inout Int) -> Int {
            let first = position
            while position < bytes.count, bytes[position] >= 48, bytes[position] <= 57 { position += 1 }
            return position - first
        }
        if peek() == UInt8(ascii: "-") { position += 1 }
        let leadingZero = peek() == UInt8(ascii: "0")
        let integerDigits = digits(&position)
        guard integerDigits > 0, !(leadingZero && integerDigits > 1) else { throw failure(.unexpected) }
        if peek() == UInt8(ascii: ".") {
            whole = false
            position += 1
            guard digits(&position) > 0 else { throw failure(.unexpected) }
        }
        if peek() | 0x20 == UInt8(ascii: "e") {
            whole = false
            position += 1
            if peek() == UInt8(ascii: "+") || peek() == UInt8(ascii: "-") { position += 1 }
            guard digits(&position) > 0 else { throw failure(.unexpected) }
        }
        guard position - start <= 40 else { throw JSONSyntaxError(reason: .number, offset: start) }
        if whole, integerDigits <= 18 {
            var value: Int64 = 0
            for byte in bytes[start..<position] where byte != UInt8(ascii: "-") { value = value * 10 + Int64(byte - 48) }
            return .integer(bytes[start] == UInt8(ascii: "-") ? -value : value)
        }
        let text = String(decoding: bytes[start..<position], as: UTF8.self)
        if whole, let value = Int64(text) { return .integer(value) }
        guard !whole, let value = Double(text), value.isFinite else {
            throw JSONSyntaxError(reason: .number, offset: start)
        }
        if value == value.rounded(), abs(value) < 1e15 { return .integer(Int64(value)) }
        return .number(value)
    }

    mutating func string() throws(JSONSyntaxError) -> String {
        position += 1
        let start = position
        while position < bytes.count, bytes[position] != UInt8(ascii: "\""), bytes[position] != UInt8(ascii: "\\"),
            bytes[position] >= 0x20
        { position += 1 }
        guard position < bytes.count else { throw failure(.end) }
        if bytes[position] == UInt8(ascii: "\"") {
            defer { position += 1 }
            return try text(UnsafeRawBufferPointer(rebasing: bytes[start..<position]), at: start)
        }
        var buffer = Array(bytes[start..<position])
        while true {
            guard position < bytes.count else { throw failure(.end) }
            let byte = bytes[position]
            switch byte {
            case UInt8(ascii: "\""):
                position += 1
                guard let text = String(validating: buffer, as: UTF8.self) else {
                    throw JSONSyntaxError(reason: .utf8, offset: start)
                }
                return text
            case UInt8(ascii: "\\"): try escape(into: &buffer)
            case 0..<0x20: throw failure(.unexpected)
            default:
                buffer.append(byte)
                position += 1
            }
        }
    }

    func text(_ slice: UnsafeRawBufferPointer, at offset: Int) throws(JSONSyntaxError) -> String {
        guard let text = String(checkedUTF8: slice) else {
            throw JSONSyntaxError(reason: .utf8, offset: offset)
        }
        return text
    }

    mutating func escape(into buffer: inout [UInt8]) throws(JSONSyntaxError) {
        position += 1
        let byte = peek()
        position += 1
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): buffer.append(byte)
        case UInt8(ascii: "b"): buffer.append(0x08)
        case UInt8(ascii: "f"): buffer.append(0x0C)
        case UInt8(ascii: "n"): buffer.append(0x0A)
        case UInt8(ascii: "r"): buffer.append(0x0D)
        case UInt8(ascii: "t"): buffer.append(0x09)
        case UInt8(ascii: "u"):
            var code = UInt32(try hex())
            if code & 0xFC00 == 0xD800 {
                guard position + 1 < bytes.count, bytes[position] == UInt8(ascii: "\\"),
                    bytes[position + 1] == UInt8(ascii: "u")
                else { throw failure(.escape) }
                position += 2
                let low = UInt32(try hex())
                guard low & 0xFC00 == 0xDC00 else { throw failure(.escape) }
                code = 0x10000 + ((code & 0x3FF) << 10) + (low & 0x3FF)
            }
            guard let scalar = Unicode.Scalar(code) else { throw failure(.escape) }
            buffer.append(contentsOf: String(Character(scalar)).utf8)
        default:
            position -= 1
            throw failure(.escape)
        }
    }

    mutating func hex() throws(JSONSyntaxError) -> UInt16 {
        guard position + 4 <= bytes.count else { throw failure(.end) }
        var value: UInt16 = 0
        for _ in 0..<4 {
            let byte = bytes[position]
            let digit: UInt8
            switch byte {
            case 48...57: digit = byte - 48
            case 65...70: digit = byte - 55
            case 97...102: digit = byte - 87
            default: throw failure(.escape)
            }
            value = value << 4 | UInt16(digit)
            position += 1
        }
        return value
    }
}

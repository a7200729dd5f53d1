/// A value that goes over the wire as JSON, with one definition of its shape for reading, writing and describing.
public protocol WireValue: Sendable {
    static var schema: Schema { get }
    /// Called only with a value that fits `schema` (or a narrower one of the field).
    init(wire: JSON, at path: WirePath) throws(WireError)
    var wire: JSON { get }
    /// Appends the same text as `wire` gives, without the tree between: replies and stored records are written with it.
    func write(into out: inout [UInt8])
    /// Checks shape and limits as `schema` states them. Most types do it without building their schema, which would cost
    /// more than reading the value.
    static func check(_ value: JSON, at path: WirePath) throws(WireError)
}

extension WireValue {
    @inlinable
    public static func check(_ value: JSON, at path: WirePath) throws(WireError) { try schema.check(value, at: path) }
    @inlinable
    public func write(into out: inout [UInt8]) { wire.write(into: &out) }

    /// The bytes of `wire`.
    @inlinable
    public var wireBytes: [UInt8] {
        var out: [UInt8] = []
        out.reserveCapacity(1024)
        write(into: &out)
        return out
    }

    /// Checks the shape, then reads.
    @inlinable
    public init(reading value: JSON, as schema: Schema? = nil, at path: WirePath = .root) throws(WireError) {
        if let schema { try schema.check(value, at: path) } else { try Self.check(value, at: path) }
        try self.init(wire: value, at: path)
    }
}

/// A value that is written as one text and read back from it.
public protocol WireText: WireValue {
    static var textRule: Schema.TextRule { get }
    /// What a reader would call it, for the refusal: "a day (YYYY-MM-DD)".
    static var noun: String { get }
    init?(wireText: String)
    var wireText: String { get }
}

extension WireText {
    public static var schema: Schema { .text(textRule) }
    @inlinable
    public static func check(_ value: JSON, at path: WirePath) throws(WireError) {
        let rule = textRule
        guard case .string(let text) = value else { return try Schema.text(rule).check(value, at: path) }
        if rule.admits(text) { return }
        // Of a short form, such as a day, who sends another wants to know what it is, not how long it is.
        guard rule.length.upperBound > 64 else { throw WireError(path, .notAValue, "is not \(Self.noun)") }
        try Schema.text(rule).check(value, at: path)
    }
    @inlinable
    public func write(into out: inout [UInt8]) { JSON.write(text: wireText, into: &out) }
    @inlinable
    public init(wire: JSON, at path: WirePath) throws(WireError) {
        guard let text = wire.text, let value = Self(wireText: text) else {
            throw WireError(path, .notAValue, "is not \(Self.noun)")
        }
        self = value
    }
    public var wire: JSON { .string(wireText) }
}

/// An enumeration whose raw values are the wire's words.
public protocol WireChoice: WireValue, CaseIterable, RawRepresentable where RawValue == String {}

extension WireChoice {
    public static var schema: Schema { .choice(allCases.map(\.rawValue)) }
    @inlinable
    public static func check(_ value: JSON, at path: WirePath) throws(WireError) {
        // Reading refuses words that are no choice, with the same error.
        if case .string = value { return }
        try schema.check(value, at: path)
    }
    @inlinable
    public func write(into out: inout [UInt8]) { JSON.write(text: rawValue, into: &out) }
    @inlinable
    public init(wire: JSON, at path: WirePath) throws(WireError) {
        guard let text = wire.text, let value = Self(rawValue: text) else {
            throw WireError(path, .notAChoice, "is none of \(Self.allCases.map(\.rawValue).joined(separator: ", "))")
        }
        self = value
    }
    public var wire: JSON { .string(rawValue) }
}

extension String: WireValue {
    /// One line of text without control characters; the limit can be changed per field.
    public static var schema: Schema { .text(Schema.TextRule()) }
    @inlinable
    public static func check(_ value: JSON, at path: WirePath) throws(WireError) {
        let rule = Schema.TextRule()
        if case .string(let text) = value, rule.admits(text) { return }
        try Schema.text(rule).check(value, at: path)
    }
    @inlinable
    public func write(into out: inout [UInt8]) { JSON.write(text: self, into: &out) }
    public init(wire: JSON, at path: WirePath) throws(WireError) {
        guard let text = wire.text else { throw WireError(path, .wrongType, "is not a text") }
        // Control characters are single bytes in UTF-8.
        let forbidden = text.utf8.contains { $0 < 0x20 && $0 != 0x0A && $0 != 0x09 || $0 == 0x7F }
        guard !forbidden else { throw WireError(path, .notAValue, "has control characters") }
        self = text
    }
    public var wire: JSON { .string(self) }
}

extension Bool: WireValue {
    public static var schema: Schema { .boolean }
    @inlinable
    public static func check(_ value: JSON, at path: WirePath) throws(WireError) {
        if case .bool = value { return }
        try schema.check(value, at: path)
    }
    @inlinable
    public func write(into out: inout [UInt8]) { JSON.write(self, into: &out) }
    public init(wire: JSON, at path: WirePath) throws(WireError) {
        guard case .bool(let value) = wire else { throw WireError(path, .wrongType, "is not a boolean") }
        self = value
    }
    public var wire: JSON { .bool(self) }
}

extension Int: WireValue {
    @usableFromInline static let exact: ClosedRange<Int64> = -9_007_199_254_740_991...9_007_199_254_740_991
    public static var schema: Schema { .integer(exact) }
    @inlinable
    public static func check(_ value: JSON, at path: WirePath) throws(WireError) {
        if case .integer(let number) = value, exact.contains(number) { return }
        try schema.check(value, at: path)
    }
    @inlinable
    public func write(into out: inout [UInt8]) { JSON.write(Int64(self), into: &out) }
    public init(wire: JSON, at path: WirePath) throws(WireError) {
        guard case .integer(let value) = wire else { throw WireError(path, .wrongType, "is not a whole number") }
        self = Int(value)
    }
    public var wire: JSON { .integer(Int64(self)) }
}

extension Double: WireValue {
    public static var schema: Schema { .number }
    @inlinable
    public func write(into out: inout [UInt8]) {
        if self == rounded() && abs(self) < 1e15 { JSON.write(Int64(self), into: &out) } else { JSON.write(self, into: &out) }
    }
    public init(wire: JSON, at path: WirePath) throws(WireError) {
        switch wire {
        case .integer(let value): self = Double(value)
        case .number(let value): self = value
        default: throw WireError(path, .wrongType, "is not a number")
        }
    }
    public var wire: JSON { self == rounded() && abs(self) < 1e15 ? .integer(Int64(self)) : .number(self) }
}

extension Array: WireValue where Element: WireValue {
    public static var schema: Schema { .list(Element.schema, 0...100) }
    @inlinable
    public static func check(_ value: JSON, at path: WirePath) throws(WireError) {
        try Schema.check(list: value, count: 0...100, at: path)
    }
    @inlinable
    public init(wire: JSON, at path: WirePath) throws(WireError) {
        guard let elements = wire.elements else { throw WireError(path, .wrongType, "is not a list") }
        var values: [Element] = []
        values.reserveCapacity(elements.count)
        for (index, element) in elements.enumerated() {
            do throws(WireError) { values.append(try Element(reading: element)) } catch { throw error.inside(path.appending(index)) }
        }
        self = values
    }
    @inlinable
    public func write(into out: inout [UInt8]) {
        out.append(UInt8(ascii: "["))
        for index in indices {
            if index > 0 { out.append(UInt8(ascii: ",")) }
            self[index].write(into: &out)
        }
        out.append(UInt8(ascii: "]"))
    }
    @inlinable
    public var wire: JSON { .array(map(\.wire)) }
}

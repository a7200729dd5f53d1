/// A value that goes over the wire as JSON, with one definition of its shape for reading, writing and describing.
public protocol WireValue: Sendable {
    static var schema: Schema { get }
    /// Called only with a value that fits `schema` (or a narrower one of the field).
    init(wire: JSON, at path: WirePath) throws(WireError)
    var wire: JSON { get }
    /// Checks shape and limits as `schema` states them. Records and lists do it without building their whole schema,
    /// which would cost more than reading them.
    static func check(_ value: JSON, at path: WirePath) throws(WireError)
}

extension WireValue {
    public static func check(_ value: JSON, at path: WirePath) throws(WireError) { try schema.check(value, at: path) }

    /// Checks the shape, then reads.
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
    public init(wire: JSON, at path: WirePath) throws(WireError) {
        guard let text = wire.text else { throw WireError(path, .wrongType, "is not a text") }
        let forbidden = text.unicodeScalars.contains { $0.value < 0x20 && $0 != "\n" && $0 != "\t" || $0.value == 0x7F }
        guard !forbidden else { throw WireError(path, .notAValue, "has control characters") }
        self = text
    }
    public var wire: JSON { .string(self) }
}

extension Bool: WireValue {
    public static var schema: Schema { .boolean }
    public init(wire: JSON, at path: WirePath) throws(WireError) {
        guard case .bool(let value) = wire else { throw WireError(path, .wrongType, "is not a boolean") }
        self = value
    }
    public var wire: JSON { .bool(self) }
}

extension Int: WireValue {
    public static var schema: Schema { .integer(-9_007_199_254_740_991...9_007_199_254_740_991) }
    public init(wire: JSON, at path: WirePath) throws(WireError) {
        guard case .integer(let value) = wire else { throw WireError(path, .wrongType, "is not a whole number") }
        self = Int(value)
    }
    public var wire: JSON { .integer(Int64(self)) }
}

extension Double: WireValue {
    public static var schema: Schema { .number }
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
    public static func check(_ value: JSON, at path: WirePath) throws(WireError) {
        try Schema.check(list: value, count: 0...100, at: path)
    }
    public init(wire: JSON, at path: WirePath) throws(WireError) {
        guard let elements = wire.elements else { throw WireError(path, .wrongType, "is not a list") }
        var values: [Element] = []
        values.reserveCapacity(elements.count)
        for (index, element) in elements.enumerated() {
            values.append(try Element(reading: element, at: path.appending(index)))
        }
        self = values
    }
    public var wire: JSON { .array(map(\.wire)) }
}

/// The shape of a wire value: what is checked on the way in, and what the API description says of it.
public indirect enum Schema: Hashable, Sendable {
    case text(TextRule)
    case integer(ClosedRange<Int64>)
    case number
    case boolean
    /// One of the listed texts.
    case choice([String])
    case list(Schema, ClosedRange<Int>)
    /// A named object; its definition stands once in the API description.
    case record(RecordSchema)
    case nullable(Schema)
    /// A value of any of these shapes.
    case either([Schema])

    public struct TextRule: Hashable, Sendable {
        /// In Unicode scalars, as JSON Schema counts.
        public var length: ClosedRange<Int>
        /// An ECMA-262 pattern for the API description; the type's own reading is what enforces it.
        public var pattern: String?
        /// A JSON Schema format name.
        public var format: String?
        public var example: String?
        public init(
            length: ClosedRange<Int> = 1...200, pattern: String? = nil, format: String? = nil, example: String? = nil
        ) {
            self.length = length
            self.pattern = pattern
            self.format = format
            self.example = example
        }

        /// Whether the length is within the bounds. A text has at most as many scalars as bytes, and where it is not empty
        /// at least one: most texts need no counting.
        @usableFromInline
        func admits(_ text: String) -> Bool {
            let bytes = text.utf8.count
            if length.lowerBound <= 1, bytes >= length.lowerBound, bytes <= length.upperBound { return true }
            return length.contains(text.unicodeScalars.count)
        }
    }

    public struct RecordSchema: Hashable, Sendable {
        public var name: String
        public var meaning: String
        public var fields: [FieldSchema]
        public init(name: String, meaning: String, fields: [FieldSchema]) {
            self.name = name
            self.meaning = meaning
            self.fields = fields
        }
    }

    public struct FieldSchema: Hashable, Sendable {
        public var name: String
        public var meaning: String
        public var required: Bool
        public var schema: Schema
    }

    /// Checks shape and limits; what a text must mean is for the type that reads it.
    @usableFromInline
    func check(_ value: JSON, at path: WirePath) throws(WireError) {
        switch (self, value) {
        case (.nullable, .null): return
        case (.either(let shapes), _):
            for shape in shapes { if (try? shape.check(value, at: path)) != nil { return } }
            throw WireError(path, .wrongType, "is \(value.kind), not \(noun)")
        case (.nullable(let inner), _): try inner.check(value, at: path)
        case (.text(let rule), .string(let text)):
            if rule.admits(text) { return }
            let count = text.unicodeScalars.count
            guard count >= rule.length.lowerBound else {
                throw WireError(path, .tooShort, "has \(count) characters, at least \(rule.length.lowerBound) are needed")
            }
            guard count <= rule.length.upperBound else {
                throw WireError(path, .tooLong, "has \(count) characters, at most \(rule.length.upperBound) are allowed")
            }
        case (.integer(let range), .integer(let number)):
            guard range.contains(number) else {
                throw WireError(path, .outOfRange, "lies outside \(range.lowerBound) to \(range.upperBound)")
            }
        case (.number, .integer), (.number, .number), (.boolean, .bool), (.record, .object): return
        case (.choice(let words), .string(let text)):
            guard words.contains(text) else {
                throw WireError(path, .notAChoice, "is none of \(words.joined(separator: ", "))")
            }
        case (.list(_, let counts), .array): try Schema.check(list: value, count: counts, at: path)
        default:
            throw WireError(path, .wrongType, "is \(value.kind), not \(noun)")
        }
    }

    /// That it is a list, and of how many elements.
    @usableFromInline
    static func check(list value: JSON, count: ClosedRange<Int>, at path: WirePath) throws(WireError) {
        guard case .array(let elements) = value else {
            throw WireError(path, .wrongType, "is \(value.kind), not a list")
        }
        guard count.contains(elements.count) else {
            throw WireError(
                path, elements.count < count.lowerBound ? .tooShort : .tooLong,
                "has \(elements.count) elements, \(count.lowerBound) to \(count.upperBound) are allowed")
        }
    }

    private var noun: String {
        switch self {
        case .text, .choice: "a text"
        case .integer: "a whole number"
        case .number: "a number"
        case .boolean: "a boolean"
        case .list: "a list"
        case .record: "an object"
        case .nullable(let inner): inner.noun + " or null"
        case .either(let shapes): shapes.map(\.noun).joined(separator: " or ")
        }
    }
}

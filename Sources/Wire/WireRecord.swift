/// A structure with named fields. Its one list of fields reads it, refuses what is unknown, writes it, and yields
/// the API's schema and the console's form.
public protocol WireRecord: WireValue {
    /// A blank value that the fields are read into. Required fields are always overwritten.
    init()
    /// Name of the schema in the API description.
    static var wireName: String { get }
    static var meaning: String { get }
    static var fields: [Field<Self>] { get }
}

extension WireRecord {
    public static var wireName: String { String(describing: Self.self) }

    public static var schema: Schema {
        .record(
            Schema.RecordSchema(name: wireName, meaning: meaning, fields: fields.map(\.description)))
    }

    public static func check(_ value: JSON, at path: WirePath) throws(WireError) {
        guard case .object = value else { throw WireError(path, .wrongType, "is \(value.kind), not an object") }
    }

    public init(wire: JSON, at path: WirePath) throws(WireError) {
        guard case .object(let object) = wire else { throw WireError(path, .wrongType, "is not an object") }
        self.init()
        let fields = Self.fields
        for member in object where !fields.contains(where: { $0.name == member.name }) {
            throw WireError(path.appending(member.name), .unknownField, "is no field of \(Self.wireName)")
        }
        for field in fields { try field.read(object[field.name], path.appending(field.name), &self) }
    }

    public var wire: JSON { wire(visible: nil) }

    /// Writes the record, leaving out the fields whose group of data is not in `visible`; `nil` writes all.
    public func wire(visible: Set<String>?) -> JSON {
        let fields = Self.fields
        var object = JSONObject()
        for field in fields {
            if let group = field.group, let visible, !visible.contains(group) { continue }
            if let value = field.write(self) { object.append(field.name, value) }
        }
        return .object(object)
    }
}

/// One field of a record: key path, wire name, meaning and limits.
public struct Field<Root: Sendable>: Sendable {
    public typealias Path<Value> = any WritableKeyPath<Root, Value> & Sendable

    public let name: String
    public let meaning: String
    public let required: Bool
    /// The group of data that a right of access must cover for this field to be shown; `nil`: no right of its own.
    public let group: String?
    let schema: @Sendable () -> Schema
    let read: @Sendable (JSON?, WirePath, inout Root) throws(WireError) -> Void
    let write: @Sendable (Root) -> JSON?

    public var description: Schema.FieldSchema {
        Schema.FieldSchema(name: name, meaning: meaning, required: required, schema: schema())
    }

    /// A field that must be there.
    public static func required<Value: WireValue>(
        _ name: String, _ path: Path<Value>, _ meaning: String, limits: Schema? = nil, group: String? = nil
    ) -> Field {
        Field(
            name: name, meaning: meaning, required: true, group: group, schema: { limits ?? Value.schema },
            read: { (value, at, root) throws(WireError) in
                guard let value else { throw WireError(at, .missingField, "is missing") }
                root[keyPath: path] = try Value(reading: value, as: limits, at: at)
            },
            write: { $0[keyPath: path].wire })
    }

    /// A field that may be absent; absent means unknown or none.
    public static func optional<Value: WireValue>(
        _ name: String, _ path: Path<Value?>, _ meaning: String, limits: Schema? = nil, group: String? = nil
    ) -> Field {
        Field(
            name: name, meaning: meaning, required: false, group: group, schema: { limits ?? Value.schema },
            read: { (value, at, root) throws(WireError) in
                root[keyPath: path] = nil
                if let value { root[keyPath: path] = try Value(reading: value, as: limits, at: at) }
            },
            write: { $0[keyPath: path]?.wire })
    }

    /// A field that is always written, as `null` where there is no value.
    public static func nullable<Value: WireValue>(
        _ name: String, _ path: Path<Value?>, _ meaning: String, group: String? = nil
    ) -> Field {
        Field(
            name: name, meaning: meaning, required: true, group: group, schema: { .nullable(Value.schema) },
            read: { (value, at, root) throws(WireError) in
                guard let value else { throw WireError(at, .missingField, "is missing") }
                root[keyPath: path] = nil
                if value != .null { root[keyPath: path] = try Value(reading: value, at: at) }
            },
            write: { $0[keyPath: path]?.wire ?? .null })
    }

    /// A field with a value that stands for absence, which is not written.
    public static func defaulted<Value: WireValue & Equatable>(
        _ name: String, _ path: Path<Value>, to standard: Value, _ meaning: String, limits: Schema? = nil,
        group: String? = nil
    ) -> Field {
        Field(
            name: name, meaning: meaning, required: false, group: group, schema: { limits ?? Value.schema },
            read: { (value, at, root) throws(WireError) in
                root[keyPath: path] = standard
                if let value { root[keyPath: path] = try Value(reading: value, as: limits, at: at) }
            },
            write: { $0[keyPath: path] == standard ? nil : $0[keyPath: path].wire })
    }

    /// A list; absent means empty, and an empty one is not written, unless at least one element is asked for.
    public static func list<Element: WireValue>(
        _ name: String, _ path: Path<[Element]>, _ meaning: String, count: ClosedRange<Int> = 0...100,
        element: Schema? = nil, group: String? = nil
    ) -> Field {
        Field(
            name: name, meaning: meaning, required: count.lowerBound > 0, group: group,
            schema: { .list(element ?? Element.schema, count) },
            read: { (value, at, root) throws(WireError) in
                guard let value else {
                    guard count.lowerBound == 0 else { throw WireError(at, .missingField, "is missing") }
                    root[keyPath: path] = []
                    return
                }
                try Schema.check(list: value, count: count, at: at)
                var elements: [Element] = []
                for (index, item) in (value.elements ?? []).enumerated() {
                    elements.append(try Element(reading: item, as: element, at: at.appending(index)))
                }
                root[keyPath: path] = elements
            },
            write: { root in
                let elements = root[keyPath: path]
                return elements.isEmpty && count.lowerBound == 0 ? nil : elements.wire
            })
    }
}

/// No input, or no output.
public struct Nothing: WireRecord, Hashable {
    public init() {}
    public static let meaning = "Nothing."
    public static let fields: [Field<Nothing>] = []
}

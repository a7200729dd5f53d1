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

    @inlinable
    public static func check(_ value: JSON, at path: WirePath) throws(WireError) {
        guard case .object = value else { throw WireError(path, .wrongType, "is \(value.kind), not an object") }
    }

    @inlinable
    public init(wire: JSON, at path: WirePath) throws(WireError) {
        guard case .object(let object) = wire else { throw WireError(path, .wrongType, "is not an object") }
        self.init()
        let fields = Self.fields
        // Records are written in the order of their fields: then one look at each field finds its member or none.
        var place = 0
        for field in fields where object.hasName(field.name, at: place) { place += 1 }
        let inOrder = place == object.count
        if !inOrder {
            for member in object where !fields.contains(where: { $0.name == member.name }) {
                throw WireError(path.appending(member.name), .unknownField, "is no field of \(Self.wireName)")
            }
        }
        place = 0
        for field in fields {
            var value: JSON?
            if !inOrder {
                value = object[field.name]
            } else if object.hasName(field.name, at: place) {
                value = object.members[place].value
                place += 1
            }
            do throws(WireError) { try field.read(value, &self) } catch { throw error.inside(path.appending(field.name)) }
        }
    }

    @inlinable
    public var wire: JSON { wire(visible: nil) }

    /// Writes the record, leaving out the fields whose group of data is not in `visible`; `nil` writes all.
    public func wire(visible: Set<String>?) -> JSON {
        var object = JSONObject()
        withUnsafePointer(to: self) { record in
            for field in Self.fields {
                if let group = field.group, let visible, !visible.contains(group) { continue }
                if let value = field.wire(record) { object.append(field.name, value) }
            }
        }
        return .object(object)
    }

    @inlinable
    public func write(into out: inout [UInt8]) { write(visible: nil, into: &out) }

    /// Appends the text of `wire(visible:)`, without the tree between.
    @inlinable
    public func write(visible: Set<String>?, into out: inout [UInt8]) {
        out.append(UInt8(ascii: "{"))
        let start = out.count
        withUnsafePointer(to: self) { record in
            for field in Self.fields {
                if let group = field.group, let visible, !visible.contains(group) { continue }
                let end = out.count
                if end > start { out.append(UInt8(ascii: ",")) }
                out.append(contentsOf: field.label)
                if !field.write(record, &out) { out.removeLast(out.count - end) }
            }
        }
        out.append(UInt8(ascii: "}"))
    }
}

/// One field of a record: key path, wire name, meaning and limits.
///
/// What makes a field can be inlined into the systems' own modules: there it becomes code for the very types of its record,
/// which costs a small part of what code for any types does, and fields are read and written thousands of times a check.
public final class Field<Root: Sendable>: Sendable {
    public typealias Path<Value> = any WritableKeyPath<Root, Value> & Sendable

    public let name: String
    public let meaning: String
    public let required: Bool
    /// The group of data that a right of access must cover for this field to be shown; `nil`: no right of its own.
    public let group: String?
    @usableFromInline let schema: @Sendable () -> Schema
    /// Errors point to the field itself; the record adds where it stands.
    @usableFromInline let read: @Sendable (JSON?, inout Root) throws(WireError) -> Void
    @usableFromInline let wire: @Sendable (UnsafePointer<Root>) -> JSON?
    /// Appends the value; false, and nothing that counts, where the field is not written.
    @usableFromInline let write: @Sendable (UnsafePointer<Root>, inout [UInt8]) -> Bool
    /// The name as it is written, with its colon.
    @usableFromInline let label: [UInt8]

    @usableFromInline
    init(
        _ name: String, _ meaning: String, required: Bool, group: String?, schema: @escaping @Sendable () -> Schema,
        read: @escaping @Sendable (JSON?, inout Root) throws(WireError) -> Void,
        wire: @escaping @Sendable (UnsafePointer<Root>) -> JSON?,
        write: @escaping @Sendable (UnsafePointer<Root>, inout [UInt8]) -> Bool
    ) {
        self.name = name
        self.meaning = meaning
        self.required = required
        self.group = group
        self.schema = schema
        self.read = read
        self.wire = wire
        self.write = write
        var label: [UInt8] = []
        JSON.write(text: name, into: &label)
        self.label = label + [UInt8(ascii: ":")]
    }

    public var description: Schema.FieldSchema {
        Schema.FieldSchema(name: name, meaning: meaning, required: required, schema: schema())
    }

    /// A field that must be there.
    @inlinable
    public static func required<Value: WireValue>(
        _ name: String, _ path: Path<Value>, _ meaning: String, limits: Schema? = nil, group: String? = nil
    ) -> Field {
        let member = Member(path)
        return Field(
            name, meaning, required: true, group: group, schema: { limits ?? Value.schema },
            read: { (value, root) throws(WireError) in
                guard let value else { throw WireError(.root, .missingField, "is missing") }
                member.set(try Value(reading: value, as: limits), in: &root)
            },
            wire: { root in member.with(root) { $0.wire } },
            write: { root, out in
                member.with(root) { $0.write(into: &out) }
                return true
            })
    }

    /// A field that may be absent; absent means unknown or none.
    @inlinable
    public static func optional<Value: WireValue>(
        _ name: String, _ path: Path<Value?>, _ meaning: String, limits: Schema? = nil, group: String? = nil
    ) -> Field {
        let member = Member(path)
        return Field(
            name, meaning, required: false, group: group, schema: { limits ?? Value.schema },
            read: { (value, root) throws(WireError) in
                guard let value else { return member.set(nil, in: &root) }
                member.set(try Value(reading: value, as: limits), in: &root)
            },
            wire: { root in member.with(root) { $0?.wire } },
            write: { root, out in
                member.with(root) { value in
                    guard let value else { return false }
                    value.write(into: &out)
                    return true
                }
            })
    }

    /// A field that is always written, as `null` where there is no value.
    @inlinable
    public static func nullable<Value: WireValue>(
        _ name: String, _ path: Path<Value?>, _ meaning: String, group: String? = nil
    ) -> Field {
        let member = Member(path)
        return Field(
            name, meaning, required: true, group: group, schema: { .nullable(Value.schema) },
            read: { (value, root) throws(WireError) in
                guard let value else { throw WireError(.root, .missingField, "is missing") }
                guard value != .null else { return member.set(nil, in: &root) }
                member.set(try Value(reading: value), in: &root)
            },
            wire: { root in member.with(root) { $0?.wire ?? .null } },
            write: { root, out in
                member.with(root) { value in
                    if let value { value.write(into: &out) } else { JSON.write(word: "null", into: &out) }
                }
                return true
            })
    }

    /// A field with a value that stands for absence, which is not written.
    @inlinable
    public static func defaulted<Value: WireValue & Equatable>(
        _ name: String, _ path: Path<Value>, to standard: Value, _ meaning: String, limits: Schema? = nil,
        group: String? = nil
    ) -> Field {
        let member = Member(path)
        return Field(
            name, meaning, required: false, group: group, schema: { limits ?? Value.schema },
            read: { (value, root) throws(WireError) in
                guard let value else { return member.set(standard, in: &root) }
                member.set(try Value(reading: value, as: limits), in: &root)
            },
            wire: { root in member.with(root) { $0 == standard ? nil : $0.wire } },
            write: { root, out in
                member.with(root) { value in
                    guard value != standard else { return false }
                    value.write(into: &out)
                    return true
                }
            })
    }

    /// A list; absent means empty, and an empty one is not written, unless at least one element is asked for.
    @inlinable
    public static func list<Element: WireValue>(
        _ name: String, _ path: Path<[Element]>, _ meaning: String, count: ClosedRange<Int> = 0...100,
        element: Schema? = nil, group: String? = nil
    ) -> Field {
        let member = Member(path)
        return Field(
            name, meaning, required: count.lowerBound > 0, group: group,
            schema: { .list(element ?? Element.schema, count) },
            read: { (value, root) throws(WireError) in
                guard let value else {
                    guard count.lowerBound == 0 else { throw WireError(.root, .missingField, "is missing") }
                    return member.set([], in: &root)
                }
                try Schema.check(list: value, count: count, at: .root)
                let items = value.elements ?? []
                var elements: [Element] = []
                elements.reserveCapacity(items.count)
                for (index, item) in items.enumerated() {
                    do throws(WireError) { elements.append(try Element(reading: item, as: element)) } catch {
                        throw error.inside(WirePath.root.appending(index))
                    }
                }
                member.set(elements, in: &root)
            },
            wire: { root in
                member.with(root) { $0.isEmpty && count.lowerBound == 0 ? nil : $0.wire }
            },
            write: { root, out in
                member.with(root) { elements in
                    if elements.isEmpty && count.lowerBound == 0 { return false }
                    elements.write(into: &out)
                    return true
                }
            })
    }
}

/// One property of a record, reached where it lies in memory. A key path would find it too, but asks for its way anew each
/// time; it is kept for properties that are not stored.
@usableFromInline
struct Member<Root, Value>: Sendable {
    @usableFromInline let offset: Int?
    @usableFromInline let path: any WritableKeyPath<Root, Value> & Sendable

    @inlinable
    init(_ path: any WritableKeyPath<Root, Value> & Sendable) {
        self.path = path
        offset = MemoryLayout<Root>.offset(of: path)
    }

    @inlinable @inline(__always)
    func with<Result>(_ root: UnsafePointer<Root>, _ body: (Value) -> Result) -> Result {
        guard let offset else { return body(root.pointee[keyPath: path]) }
        return body((UnsafeRawPointer(root) + offset).assumingMemoryBound(to: Value.self).pointee)
    }

    @inlinable @inline(__always)
    func set(_ value: Value, in root: inout Root) {
        guard let offset else { return root[keyPath: path] = value }
        withUnsafeMutablePointer(to: &root) {
            (UnsafeMutableRawPointer($0) + offset).assumingMemoryBound(to: Value.self).pointee = value
        }
    }
}

/// No input, or no output.
public struct Nothing: WireRecord, Hashable {
    public init() {}
    public static let meaning = "Nothing."
    public static let fields: [Field<Nothing>] = []
}

/// A JSON value (RFC 8259) whose objects keep the order of their members.
public enum JSON: Hashable, Sendable {
    case null
    case bool(Bool)
    case integer(Int64)
    case number(Double)
    case string(String)
    case array([JSON])
    case object(JSONObject)

    public static func object(_ members: KeyValuePairs<String, JSON>) -> JSON {
        .object(JSONObject(members.map { ($0.key, $0.value) }))
    }

    public subscript(name: String) -> JSON? {
        if case .object(let object) = self { object[name] } else { nil }
    }

    public var text: String? { if case .string(let text) = self { text } else { nil } }
    public var elements: [JSON]? { if case .array(let elements) = self { elements } else { nil } }

    /// What a reader would call the value.
    @usableFromInline
    var kind: String {
        switch self {
        case .null: "null"
        case .bool: "a boolean"
        case .integer: "a whole number"
        case .number: "a number"
        case .string: "a text"
        case .array: "a list"
        case .object: "an object"
        }
    }
}

/// Members in the order written. Names are unique: the parser refuses a repeated one.
public struct JSONObject: Hashable, Sendable, Sequence {
    @usableFromInline var members: [(name: String, value: JSON)]

    public init(_ members: [(String, JSON)] = []) { self.members = members.map { (name: $0.0, value: $0.1) } }
    init(members: [(name: String, value: JSON)]) { self.members = members }

    public subscript(name: String) -> JSON? {
        get { members.first { $0.name == name }?.value }
        set {
            let place = members.firstIndex { $0.name == name }
            switch (place, newValue) {
            case (let place?, let value?): members[place].value = value
            case (let place?, nil): members.remove(at: place)
            case (nil, let value?): members.append((name, value))
            case (nil, nil): break
            }
        }
    }

    @usableFromInline
    func hasName(_ name: String, at place: Int) -> Bool { place < members.count && members[place].name == name }

    /// Adds a member whose name is known to be new.
    public mutating func append(_ name: String, _ value: JSON) { members.append((name, value)) }
    public var count: Int { members.count }
    public var names: [String] { members.map(\.name) }
    public func makeIterator() -> IndexingIterator<[(name: String, value: JSON)]> { members.makeIterator() }

    public static func == (a: JSONObject, b: JSONObject) -> Bool {
        a.count == b.count && a.members.allSatisfy { b[$0.name] == $0.value }
    }
    public func hash(into hasher: inout Hasher) {
        hasher.combine(Set(members.map(\.name)))
    }
}

extension JSON: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral, ExpressibleByBooleanLiteral,
    ExpressibleByArrayLiteral
{
    public init(stringLiteral value: String) { self = .string(value) }
    public init(integerLiteral value: Int64) { self = .integer(value) }
    public init(booleanLiteral value: Bool) { self = .bool(value) }
    public init(arrayLiteral elements: JSON...) { self = .array(elements) }
}

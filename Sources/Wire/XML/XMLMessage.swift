/// The same message as JSON and as XML: an element for each field, named as the field; a list is its element repeated; the root is
/// named as the record. The one list of fields says which element is a number, a truth value or a list.
public enum XMLMessage {
    /// - Throws: where the element is no message of this shape; what its values must be is for the fields to say.
    public static func json(_ root: XMLElement, as schema: Schema) throws(XMLError) -> JSON {
        guard case .record(let record) = schema, root.name == record.name else {
            throw XMLError(at: 0, reason: "the root element has another name than the message")
        }
        return try value(root, schema)
    }

    private static func value(_ element: XMLElement, _ schema: Schema?) throws(XMLError) -> JSON {
        switch schema {
        case .record(let record):
            guard element.text.allSatisfy(\.isWhitespace) else {
                throw XMLError(at: 0, reason: "\(element.name) has text, and elements are expected")
            }
            var object = JSONObject()
            var seen: [String] = []
            for child in element.children where !seen.contains(child.name) {
                // No message has so many fields; what is no field is refused by its name later.
                guard seen.count < 100 else { throw XMLError(at: 0, reason: "\(element.name) has too many kinds of element") }
                seen.append(child.name)
                let same = element.children.filter { $0.name == child.name }
                let field = record.fields.first { $0.name == child.name }?.schema
                if case .list(let inner, _)? = field {
                    var values: [JSON] = []
                    values.reserveCapacity(same.count)
                    for item in same { values.append(try value(item, inner)) }
                    object.append(child.name, .array(values))
                } else {
                    guard same.count == 1 else { throw XMLError(at: 0, reason: "\(child.name) stands there twice") }
                    object.append(child.name, try value(child, field))
                }
            }
            return .object(object)
        case .nullable(let inner): return try value(element, inner)
        case .integer, .number:
            guard element.children.isEmpty, let number = Int64(collapsed(element.text)) else {
                throw XMLError(at: 0, reason: "\(element.name) is not a whole number")
            }
            return .integer(number)
        case .boolean:
            switch element.children.isEmpty ? collapsed(element.text) : "" {
            case "true", "1": return .bool(true)
            case "false", "0": return .bool(false)
            default: throw XMLError(at: 0, reason: "\(element.name) is neither true nor false")
            }
        default:
            guard element.children.isEmpty else {
                throw XMLError(at: 0, reason: "\(element.name) has elements, and text is expected")
            }
            return .string(element.text)
        }
    }

    /// Blanks around a number or truth value say nothing (XML Schema 1.0, part 2, 4.3.6).
    private static func collapsed(_ text: String) -> String {
        let blank: Set<Unicode.Scalar> = [" ", "\t", "\n", "\r"]
        let scalars = text.unicodeScalars
        guard let first = scalars.firstIndex(where: { !blank.contains($0) }), let last = scalars.lastIndex(where: { !blank.contains($0) }) else {
            return ""
        }
        return String(scalars[first...last])
    }

    /// A message as elements.
    public static func element(_ name: String, _ json: JSON) -> XMLElement {
        var element = XMLElement(name: name)
        switch json {
        case .object(let object):
            for member in object {
                if case .array(let items) = member.value {
                    element.children += items.map { XMLMessage.element(member.name, $0) }
                } else if member.value != .null {
                    element.children.append(XMLMessage.element(member.name, member.value))
                }
            }
        case .string(let text): element.text = text
        default: element.text = json.compact
        }
        return element
    }
}

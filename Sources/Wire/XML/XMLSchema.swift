/// An XML schema (W3C XML Schema 1.0) of messages, made from their one list of fields: elements in the order of the fields, lists
/// as repeated elements, limits as facets.
public struct XMLSchema {
    public let text: String

    /// - Parameter roots: the records that are messages; their elements have the records' names.
    public init(namespace: String, title: String, roots: [Schema]) {
        var types = Types()
        var elements = ""
        for case .record(let record) in roots {
            elements += "  <xs:element name=\"\(record.name)\" type=\"\(types.name(of: record))\"/>\n"
        }
        text = """
            <?xml version="1.0" encoding="UTF-8"?>
            <xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns="\(XMLSchema.escaped(namespace))"
                targetNamespace="\(XMLSchema.escaped(namespace))" elementFormDefault="qualified" attributeFormDefault="unqualified">
              <xs:annotation><xs:documentation xml:lang="en">\(XMLSchema.escaped(title)).</xs:documentation></xs:annotation>

            """ + elements + types.definitions.joined() + "</xs:schema>\n"
    }

    static func escaped(_ text: String) -> String {
        text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;").replacing("\"", with: "&quot;")
    }

    /// The named types, each defined once.
    private struct Types {
        private var names: [Schema.RecordSchema: String] = [:]
        private var used: Set<String> = []
        private(set) var definitions: [String] = []

        mutating func name(of record: Schema.RecordSchema) -> String {
            if let name = names[record] { return name }
            var name = record.name
            // Two records of one name and other fields, of two systems: the second gets a number.
            var number = 2
            while !used.insert(name).inserted {
                name = "\(record.name)\(number)"
                number += 1
            }
            names[record] = name
            // Its place first, so that what it is made of comes after it.
            let place = definitions.count
            definitions.append("")
            var fields = ""
            for field in record.fields { fields += element(field) }
            definitions[place] = """
                  <xs:complexType name="\(name)">
                    <xs:annotation><xs:documentation xml:lang="en">\(XMLSchema.escaped(record.meaning))</xs:documentation></xs:annotation>
                    <xs:sequence>
                \(fields)    </xs:sequence>
                  </xs:complexType>

                """
            return name
        }

        private mutating func element(_ field: Schema.FieldSchema) -> String {
            var schema = field.schema
            var (least, most) = (field.required ? 1 : 0, "1")
            if case .nullable(let inner) = schema { (schema, least) = (inner, 0) }
            if case .list(let inner, let count) = schema {
                (schema, least, most) = (inner, field.required ? count.lowerBound : 0, String(count.upperBound))
            }
            let occurs = (least == 1 ? "" : " minOccurs=\"\(least)\"") + (most == "1" ? "" : " maxOccurs=\"\(most)\"")
            let note = "<xs:annotation><xs:documentation xml:lang=\"en\">\(XMLSchema.escaped(field.meaning))</xs:documentation></xs:annotation>"
            let head = "      <xs:element name=\"\(field.name)\"\(occurs)"
            if case .record(let record) = schema { return "\(head) type=\"\(name(of: record))\">\(note)</xs:element>\n" }
            if let simple = XMLSchema.simple(schema) { return "\(head)>\(note)\(simple)</xs:element>\n" }
            return "\(head) type=\"xs:string\">\(note)</xs:element>\n"
        }
    }

    private static func simple(_ schema: Schema) -> String? {
        func restriction(_ base: String, _ facets: String) -> String {
            "<xs:simpleType><xs:restriction base=\"xs:\(base)\">\(facets)</xs:restriction></xs:simpleType>"
        }
        switch schema {
        case .text(let rule):
            var facets = "<xs:minLength value=\"\(rule.length.lowerBound)\"/><xs:maxLength value=\"\(rule.length.upperBound)\"/>"
            if let pattern = rule.pattern.flatMap(XMLSchema.pattern) { facets = "<xs:pattern value=\"\(escaped(pattern))\"/>" + facets }
            return restriction("string", facets)
        case .choice(let words): return restriction("string", words.map { "<xs:enumeration value=\"\(escaped($0))\"/>" }.joined())
        case .integer(let range):
            return restriction("long", "<xs:minInclusive value=\"\(range.lowerBound)\"/><xs:maxInclusive value=\"\(range.upperBound)\"/>")
        case .number: return restriction("double", "")
        case .boolean: return restriction("boolean", "")
        case .nullable(let inner): return simple(inner)
        default: return nil
        }
    }

    /// XML Schema's patterns are anchored by themselves, and know neither anchors nor groups that look around.
    private static func pattern(_ pattern: String) -> String? {
        guard pattern.hasPrefix("^"), pattern.hasSuffix("$"), !pattern.contains("(?") else { return nil }
        return String(pattern.dropFirst().dropLast())
    }
}

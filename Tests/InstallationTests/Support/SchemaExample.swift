import Operations
import Wire

/// The smallest message that fits a schema: what is required, and no more.
enum SchemaExample {
    /// For an operation: where everything is optional and something is needed, something is there.
    static func input(_ operation: AnyOperation) -> JSON {
        switch operation.about.id {
        case "ees.search": json(#"{"document":{"number":"X1","issuer":"UTO"}}"#)
        case "vis.search": json(#"{"visaSticker":{"number":"X1","issuer":"FRA"}}"#)
        case "ecris-tcn.search": json(#"{"document":{"kind":"passport","number":"X1"}}"#)
        case "etias.searchApplications", "etias.searchForReturn": json(#"{"documentNumber":"X1"}"#)
        case "eurodac.compareForLawEnforcement":
            with("document", json(#"{"kind":"passport","number":"X1","issuer":"UTO"}"#), in: value(operation.input))
        case "sis.searchObjects": json(#"{"vin":"WVWZZZ1JZXW000001"}"#)
        case "portal.search": question("Nobody", "Nil", born: "1999-01-01")
        default: value(operation.input)
        }
    }

    private static func with(_ name: String, _ member: JSON, in message: JSON) -> JSON {
        guard case .object(var object) = message else { return message }
        object[name] = member
        return .object(object)
    }

    static func value(_ schema: Schema) -> JSON {
        switch schema {
        case .text(let rule): .string(rule.example ?? text(rule))
        case .integer(let range): .integer(range.contains(1) ? 1 : range.lowerBound)
        case .number: .integer(1)
        case .boolean: .bool(true)
        case .choice(let words): .string(words.first ?? "")
        case .list(let element, let count): .array((0..<count.lowerBound).map { _ in value(element) })
        case .record(let record):
            .object(JSONObject(record.fields.filter(\.required).map { ($0.name, value($0.schema)) }))
        case .nullable: .null
        case .either(let shapes): shapes.first.map { value($0) } ?? .null
        }
    }

    private static func text(_ rule: Schema.TextRule) -> String {
        switch rule.format {
        case "date": return "2026-03-02"
        case "date-time": return "2026-03-02T09:00:00Z"
        case "byte": return "AQID"
        default: break
        }
        let letters = rule.pattern?.contains("[A-Z]") == true && rule.pattern?.contains("a-z") == false ? "FRA" : "example"
        var text = String(letters.prefix(max(rule.length.upperBound, 1)))
        while text.unicodeScalars.count < rule.length.lowerBound { text += rule.pattern?.contains("0-9a-f") == true ? "0" : "x" }
        return rule.pattern?.contains("0-9a-f") == true ? String(repeating: "0", count: max(1, rule.length.lowerBound)) : text
    }
}

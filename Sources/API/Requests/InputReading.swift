import Foundation
import Hummingbird
import Operations
import Wire

/// Puts the parts of a request together to the one input that the operation's fields read: path, query and body.
enum InputReading {
    /// Parts of one query; each is looked for among those before it.
    static let queryPartsMax = 1000

    static func input(
        _ operation: AnyOperation, parameters: [String: String], query: Substring?, body: [UInt8], bytesMax: Int
    ) throws(Refusal) -> JSON {
        var object = JSONObject()
        if operation.about.method == .GET {
            guard body.isEmpty else { throw Refusal(.malformed, "a GET request has no body") }
        } else if !body.isEmpty {
            do {
                guard case .object(let sent) = try JSON(parsing: body, limits: .init(bytesMax: bytesMax)) else {
                    throw Refusal(.malformed, "the message is not an object", pointer: "")
                }
                object = sent
            } catch let error as JSONSyntaxError {
                throw Refusal(.notJSON, "\(error)")
            } catch let refusal as Refusal {
                throw refusal
            } catch {
                throw Refusal(.notJSON, "the body cannot be read")
            }
        }
        let fields = operation.input.fieldSchemas
        for name in operation.about.pathFields where object[name] != nil {
            throw Refusal(.malformed, "stands in the path and must not stand in the body", pointer: "/" + name)
        }
        for (name, value) in parameters {
            object[name] = try typed(value, as: fields.first { $0.name == name }?.schema, name: name)
        }
        // Addresses end up in the logs of proxies, so what a change says, its evidence above all, goes into its body.
        if operation.about.method == .DELETE, query?.isEmpty == false {
            throw Refusal(.malformed, "what a DELETE request says goes into its body, not into the address")
        }
        try add(query: query, to: &object, fields: fields)
        return .object(object)
    }

    private static func add(
        query: Substring?, to object: inout JSONObject, fields: [Schema.FieldSchema]
    ) throws(Refusal) {
        guard let query, !query.isEmpty else { return }
        let pairs = query.split(separator: "&")
        guard pairs.count <= queryPartsMax else { throw Refusal(.malformed, "the query has more than \(queryPartsMax) parts") }
        for pair in pairs {
            let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard let name = decoded(parts[0]), let value = decoded(parts.count > 1 ? parts[1] : "") else {
                throw Refusal(.malformed, "the query is not percent-encoded UTF-8")
            }
            let schema = fields.first { $0.name == name }?.schema
            if case .list(let element, _)? = schema {
                let earlier = object[name]?.elements ?? []
                object[name] = .array(earlier + [try typed(value, as: element, name: name)])
            } else {
                guard object[name] == nil else { throw Refusal(.malformed, "/\(name) is given twice", pointer: "/" + name) }
                object[name] = try typed(value, as: schema, name: name)
            }
        }
    }

    private static func decoded(_ text: Substring) -> String? {
        text.replacing("+", with: " ").removingPercentEncoding
    }

    /// Texts of the address become the values that the field's schema asks for.
    private static func typed(_ text: String, as schema: Schema?, name: String) throws(Refusal) -> JSON {
        switch schema {
        case .integer, .number:
            guard let number = Int64(text) else { throw Refusal(.malformed, "/\(name) is not a whole number", pointer: "/" + name) }
            return .integer(number)
        case .boolean:
            guard let value = Bool(text) else { throw Refusal(.malformed, "/\(name) is neither true nor false", pointer: "/" + name) }
            return .bool(value)
        default: return .string(text)
        }
    }
}

extension Schema {
    var fieldSchemas: [FieldSchema] { if case .record(let record) = self { record.fields } else { [] } }
}

import Access
import Operations
import Wire

/// The API description (OpenAPI 3.1), made from the very values that route, read and refuse.
public struct OpenAPIDocument: Sendable {
    public let json: JSON

    public init(title: String, version: String, operations: [AnyOperation], isSandbox: Bool) {
        var builder = Builder()
        let document = builder.document(title: title, version: version, operations: operations, isSandbox: isSandbox)
        json = document
    }
}

private struct Builder {
    var components: [String: JSON] = [:]

    mutating func document(title: String, version: String, operations: [AnyOperation], isSandbox: Bool) -> JSON {
        var paths = JSONObject()
        for operation in operations {
            var path = paths[operation.about.path].flatMap { if case .object(let object) = $0 { object } else { nil } } ?? JSONObject()
            path[operation.about.method.rawValue.lowercased()] = describe(operation)
            paths[operation.about.path] = .object(path)
        }
        let systems = Set(operations.map(\.about.system.rawValue)).sorted()
        _ = reference(Problem.schema)
        return .object([
            "openapi": "3.1.0",
            "info": .object([
                "title": .string(title), "version": .string(version),
                "description": .string(
                    "Border, migration, police and justice systems of the Union."
                        + (isSandbox ? " This is a sandbox: every person in it is SYNTHETIC." : "")),
                "license": .object(["name": "Apache-2.0", "identifier": "Apache-2.0"]),
            ]),
            "tags": .array(systems.map { .object(["name": .string($0)]) }),
            "security": .array([.object(["token": .array([])])]),
            "paths": .object(paths),
            "components": .object([
                "schemas": .object(JSONObject(components.sorted { $0.key < $1.key }.map { ($0.key, $0.value) })),
                "securitySchemes": .object([
                    "token": .object(["type": "http", "scheme": "bearer", "bearerFormat": "JWT"])
                ]),
            ]),
        ])
    }

    private mutating func describe(_ operation: AnyOperation) -> JSON {
        let about = operation.about
        let fields = operation.input.fieldSchemas
        let pathFields = Set(about.pathFields)
        let hasBody = about.method != .GET && fields.contains { !pathFields.contains($0.name) }
        var parameters: [JSON] = fields.filter { pathFields.contains($0.name) || !hasBody }.map { field in
            parameter(
                field.name, in: pathFields.contains(field.name) ? "path" : "query", field.meaning,
                required: pathFields.contains(field.name) || field.required, schema: shape(field.schema))
        }
        parameters += headers(about)
        var object = JSONObject([
            ("operationId", .string(about.id)), ("summary", .string(about.title)),
            ("description", .string("\(about.meaning) (\(about.article))")),
            ("tags", .array([.string(about.system.rawValue)])), ("parameters", .array(parameters)),
        ])
        if hasBody {
            let body = fields.filter { !pathFields.contains($0.name) }
            let message = JSON.object(["schema": self.object(body, meaning: about.title)])
            object["requestBody"] = .object([
                "required": .bool(body.contains(where: \.required)),
                "content": content(operation, message),
            ])
        }
        object["responses"] = responses(operation)
        object["x-sextant-rights"] = rights(about)
        return .object(object)
    }

    /// Who may ask for it, for which purposes, under which article; `when` has the facts that must be established first, one list for each
    /// combination that is enough. The whole table is at `/docs/rights`.
    private func rights(_ about: OperationDescription) -> JSON {
        func words(_ words: some Sequence<String>) -> JSON { .array(words.sorted().map { .string($0) }) }
        return .array(
            about.grants.map { (grant: Grant) -> JSON in
                var right = JSONObject([
                    ("authorities", words(grant.authorities.map(\.rawValue))), ("purposes", words(grant.purposes.map(\.rawValue))),
                    ("article", .string(grant.article)),
                ])
                let conditions = grant.conditions.filter { !$0.isEmpty }
                if conditions.count == grant.conditions.count, !conditions.isEmpty {
                    right["when"] = .array(conditions.map { words($0.map(\.rawValue)) })
                }
                if !grant.unless.isEmpty { right["unless"] = words(grant.unless.map(\.rawValue)) }
                return .object(right)
            })
    }

    private func parameter(_ name: String, in place: String, _ meaning: String, required: Bool, schema: JSON) -> JSON {
        .object([
            "name": .string(name), "in": .string(place), "description": .string(meaning), "required": .bool(required),
            "schema": schema,
        ])
    }

    private func headers(_ about: OperationDescription) -> [JSON] {
        let purposes = Set(about.grants.flatMap(\.purposes)).map(\.rawValue).sorted()
        var headers = [
            parameter(
                "Sextant-Purpose", in: "header", "What the request is for.", required: true,
                schema: .object(["type": "string", "enum": .array(purposes.map { .string($0) })])),
            parameter(
                "Sextant-Case", in: "header", "The authority's own file or case number; kept in the log.",
                required: false, schema: .object(["type": "string", "maxLength": 100])),
            parameter(
                "Sextant-Ordered-By", in: "header",
                "The official who ordered the request, where that is not who makes it; kept in the log.",
                required: false, schema: .object(["type": "string", "maxLength": 100])),
        ]
        if about.needsIdempotencyKey {
            headers.append(
                parameter(
                    "Idempotency-Key", in: "header", "The same key makes a repeated request do nothing twice.",
                    required: true, schema: .object(["type": "string", "minLength": 1, "maxLength": 200])))
        }
        if about.needsVersion {
            headers.append(
                parameter(
                    "If-Match", in: "header", "The version that the caller saw, as its ETag.", required: true,
                    schema: .object(["type": "string", "pattern": #"^"[1-9][0-9]{0,8}"$"#])))
        }
        return headers
    }

    /// The message in each form that the operation knows; what a form looks like in detail is not OpenAPI's to say.
    private func content(_ operation: AnyOperation, _ json: JSON) -> JSON {
        var content = JSONObject([("application/json", json)])
        for format in operation.formats {
            content.append(format.mediaType, format.mediaType.hasSuffix("xml") ? json : .object(["schema": .object(["type": "string"])]))
        }
        return .object(content)
    }

    private mutating func responses(_ operation: AnyOperation) -> JSON {
        let about = operation.about
        let answer = JSON.object(["schema": reference(operation.output)])
        let success = about.action == .create && about.method != .GET ? "201" : "200"
        func header(_ meaning: String) -> JSON {
            .object(["description": .string(meaning), "schema": .object(["type": "string"])])
        }
        var headers = JSONObject([("ETag", header("Version of the record, where there is one."))])
        if about.changesRecords { headers.append("Sextant-Sequence", header("Who asks again sees at least this.")) }
        headers.append("Sextant-Log-Entry", header("Entry in the provable log."))
        headers.append(
            "Sextant-Detection", header("`pending` where multiple-identity detection follows; `mid.readDetection` tells when it is done."))
        var responses = JSONObject([
            (
                success,
                .object([
                    "description": .string(about.title),
                    "headers": .object(headers),
                    "content": content(operation, answer),
                ])
            )
        ])
        var kinds = RefusalKind.common + about.refusals + [.notFound]
        if about.needsIdempotencyKey { kinds += [.keyMissing, .keyReused, .alreadyExists] }
        if about.needsVersion { kinds += [.preconditionRequired, .preconditionFailed] }
        if about.changesRecords { kinds += [.conflict, .alreadyExists] }
        for (status, kinds) in Dictionary(grouping: Set(kinds), by: \.status).sorted(by: { $0.key < $1.key }) {
            let titles = kinds.sorted { $0.code < $1.code }.map { "`\($0.code)`: \($0.title)" }
            responses[String(status)] = .object([
                "description": .string(titles.joined(separator: "; ")),
                "content": .object(["application/problem+json": .object(["schema": .object(["$ref": "#/components/schemas/Problem"])])]),
            ])
        }
        return .object(responses)
    }

    /// A reference to a named record; the record itself goes to the components.
    private mutating func reference(_ schema: Schema) -> JSON { shape(schema) }

    private mutating func object(_ fields: [Schema.FieldSchema], meaning: String) -> JSON {
        var properties = JSONObject()
        for field in fields {
            var shape = shape(field.schema)
            if case .object(var described) = shape {
                // JSON Schema 2020-12 allows a description beside `$ref`.
                described["description"] = .string(field.meaning)
                shape = .object(described)
            }
            properties[field.name] = shape
        }
        return .object([
            "type": "object", "description": .string(meaning), "properties": .object(properties),
            "required": .array(fields.filter(\.required).map { .string($0.name) }), "additionalProperties": false,
        ])
    }

    private mutating func shape(_ schema: Schema) -> JSON {
        switch schema {
        case .text(let rule):
            var object = JSONObject([("type", "string")])
            object["minLength"] = .integer(Int64(rule.length.lowerBound))
            object["maxLength"] = .integer(Int64(rule.length.upperBound))
            if let pattern = rule.pattern { object["pattern"] = .string(pattern) }
            if let format = rule.format { object["format"] = .string(format) }
            if let example = rule.example { object["examples"] = .array([.string(example)]) }
            return .object(object)
        case .integer(let range):
            return .object([
                "type": "integer", "minimum": .integer(range.lowerBound), "maximum": .integer(range.upperBound),
            ])
        case .number: return .object(["type": "number"])
        case .boolean: return .object(["type": "boolean"])
        case .choice(let words): return .object(["type": "string", "enum": .array(words.map { .string($0) })])
        case .list(let element, let count):
            return .object([
                "type": "array", "items": shape(element), "minItems": .integer(Int64(count.lowerBound)),
                "maxItems": .integer(Int64(count.upperBound)),
            ])
        case .record(let record):
            if components[record.name] == nil {
                components[record.name] = .null  // stops at records that hold themselves
                components[record.name] = object(record.fields, meaning: record.meaning)
            }
            return .object(["$ref": .string("#/components/schemas/\(record.name)")])
        case .either(let shapes): return .object(["anyOf": .array(shapes.map { shape($0) })])
        case .nullable(let inner): return .object(["anyOf": .array([shape(inner), .object(["type": "null"])])])
        }
    }
}

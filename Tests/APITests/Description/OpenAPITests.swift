import HTTPTypes
import Operations
import Testing
import Wire

@testable import API

@Suite("The API description (OpenAPI 3.1)")
struct OpenAPITests {
    /// Every value under a name, wherever it stands.
    static func all(_ name: String, in json: JSON) -> [JSON] {
        switch json {
        case .object(let object): object.flatMap { ($0.name == name ? [$0.value] : []) + all(name, in: $0.value) }
        case .array(let items): items.flatMap { all(name, in: $0) }
        default: []
        }
    }

    @Test("It is JSON, names every operation once, and every reference leads somewhere")
    func whole() async throws {
        try await APIBench().serve { ask in
            let reply = try await ask(.get, "/openapi.json", nil, ["Authorization": ""])
            #expect(reply.status == 200)
            let document = try reply.json
            #expect(document["openapi"]?.text == "3.1.0")
            let ids = Self.all("operationId", in: document).compactMap(\.text)
            #expect(ids.sorted() == Notebook.operations.map(\.about.id).sorted())
            for reference in Self.all("$ref", in: document).compactMap(\.text) {
                var place: JSON? = document
                for part in reference.dropFirst(2).split(separator: "/") { place = place?[String(part)] }
                #expect(place != nil && reference.hasPrefix("#/"), "\(reference)")
            }
        }
    }

    @Test("What stands in a path is a parameter, what a change says is a body, and headers are named where they are needed")
    func parts() async throws {
        try await APIBench().serve { ask in
            let paths = try await ask(.get, "/openapi.json").json["paths"]
            for operation in Notebook.operations {
                let about = operation.about
                let described = try #require(paths?[about.path]?[about.method.rawValue.lowercased()], "\(about.id)")
                let parameters = described["parameters"]?.elements ?? []
                func names(_ place: String) -> Set<String> {
                    Set(parameters.filter { $0["in"]?.text == place }.compactMap { $0["name"]?.text })
                }
                #expect(names("path") == Set(about.pathFields))
                #expect(names("header").isSuperset(of: ["Sextant-Purpose", "Sextant-Case", "Sextant-Ordered-By"]))
                #expect(names("header").contains("Idempotency-Key") == about.needsIdempotencyKey)
                #expect(names("header").contains("If-Match") == about.needsVersion)
                #expect(about.method == .GET || names("query").isEmpty, "\(about.id) says something in its address")
                if about.method == .GET { #expect(described["requestBody"] == nil) }
                var statuses: Set<String> = []
                if case .object(let object)? = described["responses"] { statuses = Set(object.map(\.name)) }
                let rights = described["x-sextant-rights"]?.elements ?? []
                #expect(rights.compactMap { $0["article"]?.text } == about.grants.map(\.article))
                let purposes = Set(rights.flatMap { $0["purposes"]?.elements ?? [] }.compactMap(\.text))
                #expect(purposes == Set(about.grants.flatMap(\.purposes).map(\.rawValue)), "\(about.id)")
                #expect(statuses.isSuperset(of: [about.action == .create ? "201" : "200", "401", "403", "422", "503"]), "\(about.id)")
            }
            let erasing = paths?["/v1/notes/{note}"]?["delete"]?["requestBody"]
            #expect(erasing?["content"]?["application/json"]?["schema"]?["properties"]?["evidence"] != nil)
        }
    }

    @Test("Every operation can be reached at its address")
    func reachable() async throws {
        try await APIBench().serve { ask in
            let id = try await ask.make("reached")
            for operation in Notebook.operations {
                let about = operation.about
                let path = about.path.replacing("{note}", with: id)
                let body = about.method == .GET ? nil : "{}"
                let reply = try await ask(
                    HTTPRequest.Method(about.method.rawValue)!, path, body, ["Idempotency-Key": "k-\(about.id)", "If-Match": "\"1\""])
                #expect(!["no-such-route", "wrong-method"].contains(reply.code), "\(about.id): \(reply.text)")
            }
        }
    }
}

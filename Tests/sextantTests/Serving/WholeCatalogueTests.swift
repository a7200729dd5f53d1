import Access
import Foundation
import HTTPTypes
import Identity
import Installation
import Operations
import Registry
import Testing
import Wire

@testable import API

/// The operations of a whole installation as the API shows them.
@Suite("Every operation of an installation")
struct WholeCatalogueTests {
    static func catalogue() async throws -> [AnyOperation] {
        let folder = try Folder()
        let keys = try InstallationKeys(folder: folder.path, logName: "test.example/log")
        let settings = Installation.Settings(clock: Clock { Instant(day: Day("2027-03-01")!, secondOfDay: 0) })
        return try await Installation(store: MemoryStore(), keys: keys, settings: settings).catalogue.operations
    }

    @Test("Each has an address of its own and is found there")
    func addresses() async throws {
        let operations = try await Self.catalogue()
        #expect(operations.count > 60)
        #expect(Set(operations.map(\.about.id)).count == operations.count)
        #expect(Set(operations.map { "\($0.about.method.rawValue) \($0.about.path)" }).count == operations.count)
        var table = RouteTable()
        for operation in operations { table.add(operation) }
        for operation in operations {
            let about = operation.about
            let path = about.path.split(separator: "/").map { $0.hasPrefix("{") ? "value" : String($0) }.joined(separator: "/")
            guard case .found(.operation(let found), let parameters) = table.find(about.method.rawValue, "/" + path) else {
                Issue.record("\(about.id) is not found at \(about.path)")
                continue
            }
            #expect(found.about.id == about.id)
            #expect(Set(parameters.keys) == Set(about.pathFields), "\(about.id)")
            let fields = Set(operation.input.fieldSchemas.map(\.name))
            #expect(fields.isSuperset(of: about.pathFields), "\(about.id) has no field for its path")
            #expect(about.path.hasPrefix("/v1/"))
        }
    }

    @Test("In the description every reference leads somewhere, and a name means one shape")
    func description() async throws {
        let operations = try await Self.catalogue()
        let document = OpenAPIDocument(title: "t", version: "1", operations: operations, isSandbox: false).json
        func references(_ json: JSON) -> [String] {
            switch json {
            case .object(let object): object.flatMap { $0.name == "$ref" ? [$0.value.text ?? ""] : references($0.value) }
            case .array(let items): items.flatMap(references)
            default: []
            }
        }
        for reference in Set(references(document)) {
            var place: JSON? = document
            for part in reference.dropFirst(2).split(separator: "/") { place = place?[String(part)] }
            #expect(place != nil, "\(reference)")
        }
        // Two records of one name would silently be shown as the first.
        var shapes: [String: Set<String>] = [:]
        func collect(_ schema: Schema) {
            switch schema {
            case .record(let record):
                let shape = record.fields.map { "\($0.name)\($0.required ? "!" : "") \(Self.word($0.schema))" }.joined(separator: "\n")
                if shapes[record.name, default: []].insert(shape).inserted { for field in record.fields { collect(field.schema) } }
            case .list(let element, _): collect(element)
            case .nullable(let inner): collect(inner)
            case .either(let all): all.forEach(collect)
            default: break
            }
        }
        for operation in operations {
            // A message stands in its operation; its parts and every reply are shared by name.
            for field in operation.input.fieldSchemas { collect(field.schema) }
            collect(operation.output)
        }
        for (name, found) in shapes where found.count > 1 { Issue.record("\(name) means \(found.count) shapes: \(found.sorted())") }
    }

    private static func word(_ schema: Schema) -> String {
        switch schema {
        case .record(let record): record.name
        case .list(let element, let count): "[\(word(element))] \(count)"
        case .nullable(let inner): word(inner) + "?"
        case .either(let all): all.map(word).joined(separator: " | ")
        default: "\(schema)"
        }
    }
}

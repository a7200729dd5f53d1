import Operations
import Testing
import Wire

@testable import Installation

/// The API description has one place for each named object: two of the same name would hide one of them.
@Suite struct SchemaNamesTests {
    @Test("no two different objects of the API have one name")
    func namesAreUnique() async throws {
        let world = try await World(bootstrap: false)
        var known: [String: (schema: Schema.RecordSchema, operation: String)] = [:]
        var clashes: Set<String> = []
        func visit(_ schema: Schema, _ operation: String) {
            switch schema {
            case .record(let record):
                if let first = known[record.name] {
                    if first.schema != record { clashes.insert("\(record.name): \(first.operation), \(operation)") }
                    return
                }
                known[record.name] = (record, operation)
                for field in record.fields { visit(field.schema, operation) }
            case .list(let element, _): visit(element, operation)
            case .nullable(let inner): visit(inner, operation)
            case .either(let shapes): for shape in shapes { visit(shape, operation) }
            case .text, .integer, .number, .boolean, .choice: break
            }
        }
        for operation in world.installation.catalogue.operations {
            visit(operation.input, operation.about.id)
            visit(operation.output, operation.about.id)
        }
        #expect(clashes.sorted() == [])
    }

    @Test("no two operations share a name or a route")
    func operationsAreUnique() async throws {
        let all = try await World(bootstrap: false).installation.catalogue.operations.map(\.about)
        #expect(Set(all.map(\.id)).count == all.count)
        #expect(Set(all.map { "\($0.method.rawValue) \($0.path)" }).count == all.count)
    }

    @Test("the next page is asked for by one word everywhere; where the log is read, by the position in it")
    func pages() async throws {
        func names(_ schema: Schema) -> Set<String> {
            if case .record(let record) = schema { Set(record.fields.map(\.name)) } else { [] }
        }
        let lists = try await World(bootstrap: false).installation.catalogue.operations.filter {
            names($0.input).contains("limit") && names($0.output).contains("next")
        }
        for operation in lists {
            let asked = names(operation.input).intersection(["cursor", "from", "after", "page", "offset", "start"])
            #expect(asked == ["cursor"] || asked == ["from"], "\(operation.about.id): \(asked.sorted())")
        }
    }
}

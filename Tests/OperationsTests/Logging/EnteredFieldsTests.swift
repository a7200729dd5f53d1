import Access
import Testing
import Wire

@testable import Operations

@Suite struct EnteredFieldsTests {
    @Test("2017/2226 46(1)(c): names of what was entered, each once and in order, and no value")
    func names() throws {
        let message = try JSON(
            parsing: Array(
                #"""
                {"identity":{"surnames":["DOE","ROE"],"dateOfBirth":"1980-01-02","sex":null},"documents":[{"number":"P1"},{"number":"P2","issuer":"UTO"}],
                 "notes":[],"refused":false,"empty":{}}
                """#.utf8))
        #expect(
            EnteredFields.names(in: message)
                == ["identity.surnames", "identity.dateOfBirth", "documents.number", "documents.issuer", "notes", "refused", "empty"])
        #expect(EnteredFields.names(in: .object([:])).isEmpty && EnteredFields.names(in: "DOE").isEmpty && EnteredFields.names(in: .null).isEmpty)
    }

    @Test("as many as an entry may hold, and none that it cannot")
    func bounded() throws {
        var many = JSONObject([(String(repeating: "x", count: AccessLogEntry.Limit.name + 1), JSON.integer(1))])
        for number in 0..<400 { many.append("n\(number)", .integer(1)) }
        #expect(EnteredFields.names(in: .object(many)) == (0..<EnteredFields.limit).map { "n\($0)" })
        #expect(EnteredFields.limit <= AccessLogEntry.Limit.fields)
    }
}

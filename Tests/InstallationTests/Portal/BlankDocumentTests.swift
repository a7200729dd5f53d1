import Access
import Operations
import Testing
import Wire

@testable import Installation

/// Blank documents that were stolen and filled in (2018/1862 Article 38(2)(k)), as checks of documents meet them.
@Suite struct BlankDocumentTests {
    @Test("2018/1862 Art. 38(2)(k): a document out of a stolen block of blank ones is a hit at the border, the numbers around it are none")
    func block() async throws {
        let world = try await World()
        try await world.run(
            "sis.enterAlert",
            json(
                #"{"alert":{"category":"object","object":{"kind":"blankDocument","circumstance":"stolen","item":{"numbers":[{"kind":"documentNumber","value":"YA0012300","last":"YA0012899","issuer":"UTO"}]}}}}"#
            ), as: .policeFRA, for: .policeCheck)
        func found(_ number: String, issuer: String = "UTO") async throws -> [String] {
            let asked = json(#"{"document":{"number":"\#(number)","issuer":"\#(issuer)"}}"#)
            let systems = try await world.run("portal.search", asked).body["systems"]?.elements ?? []
            let hits = systems.first { $0["system"]?.text == "SIS" }?["sis"]?.elements ?? []
            return hits.compactMap { $0["alert"]?["object"]?["kind"]?.text }
        }
        for number in ["YA0012300", "ya 0012555", "YA0012899"] { #expect(try await found(number) == ["blankDocument"], "\(number)") }
        for number in ["YA0012299", "YA0012900", "YB0012555"] { #expect(try await found(number) == [], "\(number)") }
        #expect(try await found("YA0012555", issuer: "FRA") == [])
    }
}

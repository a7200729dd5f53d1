import Access
import Administration
import Identity
import Interoperability
import Operations
import Registry
import Sandbox
import Testing
import Wire

@testable import Installation
@testable import Simulation

/// Whose a yellow link is where several authorities have changed the data (2019/817 and 2019/818 Article 29(1), (4)).
@Suite struct ResponsibilityTests {
    private let ada = PersonIdentity.named("TRAVELLER", "ADA")
    private let eva = PersonIdentity.named("SOMEBODY", "EVA", born: "1990-09-09")

    private func world() async throws -> DetectionWorld {
        let world = try await DetectionWorld()
        for (name, kind, state) in [
            ("DEU-BORDER", AuthorityKind.border, "DEU"), ("ITA-BORDER", .border, "ITA"), ("FRA-BORDER", .border, "FRA"),
            ("DEU-IMMIGRATION", .immigration, "DEU"), ("FRA-VISA", .visa, "FRA"),
        ] {
            try await world.installation.register(Authority(name: name, title: "SYNTHETIC", kind: kind, memberState: state))
        }
        return world
    }

    /// A version of the file that leaves what is compared as it was.
    private func cross(_ world: DetectionWorld, _ file: HeldRecord, by authority: String) async throws {
        let draft = try #require(file.drafts.first).draft
        let version = try #require(try await world.installation.store.read { try $0.record(file.id)?.version })
        try await world.commit([.update(file.id, expected: version, draft)], by: authority)
    }

    private func tasks(_ world: DetectionWorld, of state: String) async throws -> Int {
        try await world.run("mid.listTasks", .object([:]), as: .of(.border, state), for: .borderCheck).body["tasks"]?.elements?.count ?? 0
    }

    @Test("Art. 29(1)(a), 29(4): of an individual file that another Member State's guard updates, that guard verifies, whoever created it")
    func updatedElsewhere() async throws {
        let world = try await world()
        let file = DetectionWorld.record(.EES, 1, ada, document: "D1", body: 5, state: "DEU")
        try await world.put(file, by: "DEU-BORDER")
        try await world.put(DetectionWorld.record(.VIS, 2, eva, document: "D9"), by: "FRA-VISA")
        try await world.detect()
        #expect(try await world.links().isEmpty)
        var updated = file
        updated.document?.number = "D9"
        try await world.change(updated, by: "ITA-BORDER")
        // A crossing of the border before the detector has come to it: the file changes and the person does not.
        try await cross(world, updated, by: "FRA-BORDER")
        try await world.detect()
        let link = try #require(try await world.links().first)
        #expect(link.value.articles == ["30(1)(b)"] && link.value.launching.owner == "DEU")
        #expect(link.value.responsible == ResponsibleAuthority(kind: .border, memberState: "ITA"))
        #expect(try await tasks(world, of: "ITA") == 1)
        #expect(try await tasks(world, of: "DEU") == 0)
        let decision = JSON.object([
            "link": .string(link.id.description), "conclusion": "twoPersons", "reasons": ["documentOfAnotherPerson"], "personPresent": true,
        ])
        #expect(await world.refusal("mid.verifyLink", decision, as: .of(.border, "DEU"), for: .borderCheck, version: 1) == .notFound)
        let reply = try await world.run("mid.verifyLink", decision, as: .of(.border, "ITA"), for: .borderCheck, version: 1)
        #expect(reply.body["colour"]?.text == "green")
    }

    @Test("Art. 29(1): the match occurred at the record whose compared data changed last, and not at a later crossing of the border")
    func laterCrossing() async throws {
        let world = try await world()
        let file = DetectionWorld.record(.EES, 1, ada, document: "D1", body: 5, state: "DEU")
        try await world.put(file, by: "DEU-BORDER")
        try await world.put(DetectionWorld.record(.VIS, 2, eva, document: "D2", body: 5), by: "FRA-VISA")
        try await cross(world, file, by: "ITA-BORDER")
        try await world.detect()
        let link = try #require(try await world.links().first?.value)
        #expect(link.launching.system == .VIS && link.other.system == .EES)
        #expect(link.responsible == ResponsibleAuthority(kind: .visa, memberState: "FRA"))
    }

    @Test("Art. 29(1)(a): an authority that has been withdrawn since is still of its kind")
    func withdrawn() async throws {
        let world = try await world()
        try await world.put(DetectionWorld.record(.VIS, 1, eva, document: "D2", body: 5), by: "FRA-VISA")
        try await world.put(DetectionWorld.record(.EES, 2, ada, document: "D1", body: 5, state: "DEU"), by: "DEU-IMMIGRATION")
        var authority = try #require(try await world.all(Authority.self).first { $0.value.name == "DEU-IMMIGRATION" })
        authority.value.withdrawn = true
        try await world.commit([authority.update])
        #expect(world.installation.directory.authority("DEU-IMMIGRATION") == nil)
        try await world.detect()
        let link = try #require(try await world.links().first?.value)
        #expect(link.responsible == ResponsibleAuthority(kind: .immigration, memberState: "DEU"))
    }
}

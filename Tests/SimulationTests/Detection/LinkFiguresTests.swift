import Access
import Identity
import Operations
import Registry
import Testing
import Wire

@testable import Installation
@testable import Interoperability
@testable import Simulation

/// What is counted of links (2019/817 Article 66(3), 2019/818 Article 62(3); 2019/817 Article 39).
@Suite struct LinkFiguresTests {
    private let ada = PersonIdentity.named("TRAVELLER", "ADA")
    private let eva = PersonIdentity.named("SOMEBODY", "EVA", born: "1990-09-09")

    private func counted(_ world: DetectionWorld) async throws -> [Cell: Int] {
        try await world.installation.statistics.catchUp()
        let mandate = world.installation.policy.mandate(
            forTask: "recount", systems: [.CRRS], actions: [.read], article: "817 39", requestID: "counted")
        return try await world.installation.registry.read(mandate) { reader in try reader.counts() }.filter { $0.key.figure.hasPrefix("mid.") }
    }

    private func verify(_ world: DetectionWorld, _ conclusion: LinkRule.Conclusion) async throws {
        let link = try #require(
            try await world.links().first { $0.value.responsible == ResponsibleAuthority(kind: .border, memberState: "DEU") })
        let input = JSON.object([
            "link": .string(link.id.description), "conclusion": .string(conclusion.rawValue), "reasons": ["samePersonByComparison"],
            "explanation": "What the person said was checked.", "personPresent": true,
        ])
        _ = try await world.run("mid.verifyLink", input, as: .of(.border, "DEU"), for: .borderCheck, version: link.version)
    }

    private func sum(_ cells: [Cell: Int], _ figure: String, _ category: String) -> Int {
        cells.filter { $0.key.figure == figure && $0.key.category == category }.values.reduce(0, +)
    }

    @Test("Art. 66(3)(b)–(c): each colour that a link gets is counted once, with its systems; a yellow one that is verified with how long it waited")
    func colours() async throws {
        let world = try await DetectionWorld()
        try await world.put(
            DetectionWorld.record(.EES, 1, ada, document: "D1", body: 5), DetectionWorld.record(.VIS, 2, ada, document: "D2", body: 5))
        try await world.put(DetectionWorld.record(.VIS, 3, ada, document: "D3", body: 6))
        try await world.put(DetectionWorld.record(.EES, 4, eva, document: "D4", body: 6, state: "DEU"))
        try await world.detect()
        let colours = try await world.links().map(\.value.colour.rawValue).sorted()
        #expect(colours == ["white", "yellow", "yellow"])
        var cells = try await counted(world)
        #expect(sum(cells, "mid.links.colour", "white") == 1)
        #expect(sum(cells, "mid.links.colour", "yellow") == 2)
        #expect(sum(cells, "mid.links.systems", "EES – VIS") == 3)
        #expect(!cells.contains { $0.key.figure == "mid.yellow.duration" })
        // Fourteen hours later somebody has looked.
        world.clock.now = world.clock.now.adding(hours: 14)
        try await verify(world, .samePersonUnjustified)
        cells = try await counted(world)
        #expect(sum(cells, "mid.links.colour", "red") == 1)
        #expect(sum(cells, "mid.links.colour", "yellow") == 2)
        #expect(sum(cells, "mid.yellow.duration", "12–24 hours") == 1)
        // Nothing new: nothing is counted twice.
        #expect(try await counted(world) == cells)
    }

    @Test("Art. 66(3)(c): a yellow link that goes because no point gives a colour is counted with how long it waited")
    func settled() async throws {
        let world = try await DetectionWorld()
        try await world.put(DetectionWorld.record(.VIS, 3, ada, document: "D3", body: 6))
        try await world.put(DetectionWorld.record(.EES, 4, eva, document: "D4", body: 6, state: "DEU"))
        try await world.detect()
        _ = try await counted(world)
        world.clock.now = world.clock.now.adding(hours: 3)
        try await verify(world, .twoPersons)
        #expect(try await world.links().isEmpty)
        let cells = try await counted(world)
        #expect(sum(cells, "mid.yellow.duration", "under 12 hours") == 1)
        #expect(sum(cells, "mid.links.colour", "yellow") == 1)
    }
}

import Access
import EES
import Identity
import Interoperability
import Operations
import Registry
import Testing
import Wire

@testable import Installation
@testable import Simulation

/// Links beside what the search portal shows, and that detection follows a change (2019/817 and 2019/818 Articles 26–28, 32, 33).
@Suite struct PortalLinksTests {
    private let ada = PersonIdentity.named("TRAVELLER", "ADA")
    private let eva = PersonIdentity.named("SOMEBODY", "EVA", born: "1990-09-09")

    private func links(
        _ world: DetectionWorld, _ surname: String, _ given: String, born: String, as caller: Caller, for purpose: Purpose
    ) async throws -> [JSON] {
        let question = JSON.object([
            "surnames": [.string(surname)], "givenNames": [.string(given)], "dateOfBirth": .string(born),
        ])
        return try await world.run("portal.search", question, as: caller, for: purpose).body["links"]?.elements ?? []
    }

    @Test("Art. 26(3), 33(2): a white link stands beside what is found where both systems are open to the asker, and nowhere else")
    func white() async throws {
        let world = try await DetectionWorld()
        try await world.put(
            DetectionWorld.record(.EES, 1, ada, document: "D1", body: 5), DetectionWorld.record(.VIS, 2, ada, document: "D2", body: 5))
        try await world.detect()
        let seen = try await links(world, "TRAVELLER", "ADA", born: "1985-04-12", as: .of(.border, "ITA"), for: .borderCheck)
        #expect(seen.map { $0["link"]?["colour"]?.text } == ["white"])
        #expect(seen.first?["shown"]?.elements?.contains(.string(DetectionWorld.id(1).description)) == true)
        // Police in the territory have no access to the EES: neither its file nor the link is there.
        #expect(try await links(world, "TRAVELLER", "ADA", born: "1985-04-12", as: .of(.police, "ITA"), for: .policeCheck).isEmpty)
        // Somebody without a link is shown none.
        try await world.put(DetectionWorld.record(.EES, 3, .named("OTHER", "LINA", born: "1971-01-02"), document: "D9", body: 9))
        try await world.detect()
        #expect(try await links(world, "OTHER", "LINA", born: "1971-01-02", as: .of(.border, "ITA"), for: .borderCheck).isEmpty)
    }

    @Test("Art. 33(2): a white link triggers a match against the linked data, whatever name they bear; a yellow one, or no right, does not")
    func whiteShowsAll() async throws {
        let world = try await DetectionWorld()
        try await world.put(DetectionWorld.record(.VIS, 1, ada, document: "D1", body: 5))
        try await world.put(DetectionWorld.record(.EES, 2, eva, document: "D2", body: 5, state: "DEU"))
        try await world.detect()
        let question = JSON.object([
            "surnames": ["SOMEBODY"], "givenNames": ["EVA"], "dateOfBirth": "1990-09-09",
            "document": .object(["number": "D2", "issuer": "UTO"]),
        ])
        func applications(_ caller: Caller, _ purpose: Purpose) async throws -> [RecordID]? {
            let body = try await world.run("portal.search", question, as: caller, for: purpose).body
            guard let answer = body["systems"]?.elements?.first(where: { $0["system"]?.text == "VIS" }) else { return nil }
            let shown = (answer["vis"]?.elements ?? []).compactMap { $0.at("record", "file")?.id("application") }
            #expect((answer["state"]?.text == "hit") == !shown.isEmpty)
            return shown
        }
        #expect(try await applications(.of(.border, "ITA"), .borderCheck) == [], "yellow: nothing follows from it")
        let link = try #require(try await world.links().first)
        _ = try await world.run(
            "mid.verifyLink",
            .object([
                "link": .string(link.id.description), "conclusion": "samePersonJustified", "reasons": ["nameChanged"], "personPresent": true,
            ]), as: .of(.border, "DEU"), for: .borderCheck, version: 1)
        #expect(try await applications(.of(.border, "ITA"), .borderCheck) == [DetectionWorld.id(1)])
        let match = try await world.run("portal.search", question, as: .of(.border, "ITA"), for: .borderCheck).body["systems"]?.elements?
            .first { $0["system"]?.text == "VIS" }?["vis"]?.elements?.first?["match"]
        #expect(match?["evidence"]?.elements?.compactMap { $0["kind"]?.text } == ["link"])
        // Whoever may not ask the VIS is told of none of it.
        #expect(try await applications(.of(.police, "ITA"), .policeCheck) == nil)
        // Nor does a link whose processing is restricted trigger anything (2016/679 Article 18(2)), as long as it is.
        let officer = Caller.of(.border, "DEU")
        let wish = try await world.run(
            "mid.submitDataSubjectRequest",
            .object(["link": .string(link.id.description), "right": "restriction", "statement": "That is not me."]), as: officer,
            for: .dataSubjectRequest
        ).body
        let request = wish["id"] ?? .null
        _ = try await world.run(
            "mid.decideDataSubjectRequest", .object(["request": request, "state": "granted"]), as: officer, for: .dataSubjectRequest, version: 1)
        #expect(try await applications(.of(.border, "ITA"), .borderCheck) == [])
        _ = try await world.run(
            "mid.liftRestriction", .object(["request": request, "reasons": "The link was checked."]), as: officer, for: .dataSubjectRequest,
            version: 2)
        #expect(try await applications(.of(.border, "ITA"), .borderCheck) == [DetectionWorld.id(1)])
        // What goes is gone here too.
        try await world.erase(DetectionWorld.record(.VIS, 1, ada, document: "D1", body: 5))
        #expect(try await applications(.of(.border, "ITA"), .borderCheck) == [])
    }

    @Test("Art. 26(1)–(2), 32(2): a yellow link is shown to who verifies it alone; a red one to every user, with its systems and nothing more")
    func yellowAndRed() async throws {
        let world = try await DetectionWorld()
        try await world.put(DetectionWorld.record(.VIS, 1, ada, document: "D1", body: 5))
        try await world.put(DetectionWorld.record(.EES, 2, eva, document: "D2", body: 5, state: "DEU"))
        try await world.detect()
        let found = try #require(try await world.links().first)
        #expect(found.value.colour == .yellow)
        func shown(_ state: String) async throws -> [JSON] {
            try await links(world, "SOMEBODY", "EVA", born: "1990-09-09", as: .of(.border, state), for: .borderCheck)
        }
        #expect(try await shown("DEU").map { $0["link"]?["colour"]?.text } == ["yellow"])
        #expect(try await shown("FRA").isEmpty)
        _ = try await world.run(
            "mid.verifyLink",
            .object([
                "link": .string(found.id.description), "conclusion": "samePersonUnjustified", "reasons": ["samePersonByComparison"],
                "explanation": "The person used a name that is not theirs.", "personPresent": true,
            ]), as: .of(.border, "DEU"), for: .borderCheck, version: 1)
        let red = try #require(try await shown("FRA").first?["link"])
        #expect(red["colour"]?.text == "red")
        #expect(red["systems"]?.elements?.compactMap(\.text) == ["EES", "VIS"])
        #expect(red["launching"] == nil && red["other"] == nil && red["number"] == nil && red["responsible"] == nil)
    }

    @Test("Art. 27(1), 28(1): the reply to what launches detection says that it is pending, and no other reply does")
    func pending() async throws {
        let world = try await DetectionWorld()
        let file = JSON.object([
            "file": .object([
                "traveller": "visaExempt",
                "identity": .object([
                    "surnames": ["NOVAK"], "givenNames": ["ANA"], "dateOfBirth": "1985-04-12", "nationalities": ["UTO"], "sex": "F",
                ]),
                "document": .object(["kind": "passport", "number": "D0017", "issuer": "UTO", "expiry": "2031-01-01"]),
            ]), "fallback": "localElectronic",
        ])
        let created = try await world.run("ees.createFile", file, as: .of(.border, "FRA"), for: .borderCheck)
        #expect(created.isDetectionPending)
        let asked = JSON.object(["sequence": .integer(created.sequence)])
        func state() async throws -> String? {
            try await world.run("mid.readDetection", asked, as: .of(.border, "FRA"), for: .borderCheck).body["state"]?.text
        }
        #expect(try await state() == "pending")
        try await world.detect()
        #expect(try await state() == "done")
        let search = JSON.object(["surnames": ["NOVAK"], "givenNames": ["ANA"], "dateOfBirth": "1985-04-12"])
        #expect(try await world.run("portal.search", search, as: .of(.border, "FRA"), for: .borderCheck).isDetectionPending == false)
    }
}

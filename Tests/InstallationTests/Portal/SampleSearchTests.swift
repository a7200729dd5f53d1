import Access
import Administration
import Biometrics
import Identity
import Operations
import Registry
import SIS
import Testing
import Wire

@testable import Installation

/// The portal asked with fingerprints (2019/817 Article 7): each system by its own right, and nobody found who is not the person.
@Suite struct SampleSearchTests {
    private static let fingers: [FingerPosition] = [.rightIndex, .rightMiddle, .rightRing, .rightLittle]

    /// Invented fingers of a person as minutiae records.
    private static func prints(_ person: Int, impression: Int) throws -> [JSON] {
        try fingers.enumerated().map { offset, position in
            let template = SyntheticFinger(seed: UInt64(person) * 16 + UInt64(offset)).template(impression: impression, position: position)
            return .object([
                "kind": "fingerprint", "position": .integer(Int64(position.rawValue)), "format": "iso19794-2:2005",
                "data": .string(Base64.encode(try MinutiaeRecord.encode(template))),
            ])
        }
    }

    /// An alert for arrest of each person of `people`, with fingerprints.
    private static func world(_ people: [Int]) async throws -> World {
        let world = try await World()
        for person in people {
            guard case .object(var alert) = arrest("Sought\(person)", born: "1970-02-03") else { return world }
            alert["samples"] = .array(try prints(person, impression: 0))
            try await world.run("sis.enterAlert", .object(alert), as: .policeFRA, for: .policeCheck)
        }
        return world
    }

    private static func system(_ name: String, in body: JSON) -> JSON? {
        body["systems"]?.elements?.first { $0["system"]?.text == name }
    }

    @Test("2019/817 Article 7: a person without a name is found by the fingers, with the evidence")
    func foundByFingers() async throws {
        let world = try await Self.world([1, 2, 3])
        let reply = try await world.run(
            "portal.search", .object(["samples": .array(try Self.prints(2, impression: 1))]), as: .policeFRA, for: .policeCheck)
        let hits = try #require(Self.system("SIS", in: reply.body)?["sis"]?.elements)
        #expect(hits.count == 1)
        #expect(hits.first?["match"]?["evidence"]?.elements?.map { $0["kind"]?.text ?? "" } == ["fingerprints"])
        #expect((hits.first?["match"]?["bits"]?.number ?? 20) > 10)
        let stranger = try await world.run(
            "portal.search", .object(["samples": .array(try Self.prints(9, impression: 1))]), as: .policeFRA, for: .policeCheck)
        #expect(Self.system("SIS", in: stranger.body)?["state"]?.text == "noHit")
    }

    @Test("found by name and by fingers is one hit with both kinds of evidence")
    func foundBothWays() async throws {
        let world = try await Self.world([1, 2])
        guard case .object(var asked) = question("Sought1", "Viktor", born: "1970-02-03") else { return }
        asked["samples"] = .array(try Self.prints(1, impression: 1))
        let reply = try await world.run("portal.search", .object(asked), as: .policeFRA, for: .policeCheck)
        // The other's name is alike, so both are hits; alerts come by what is to be done first, not by likeness.
        let hits = try #require(Self.system("SIS", in: reply.body)?["sis"]?.elements)
        for hit in hits {
            let kinds = Set(hit["match"]?["evidence"]?.elements?.compactMap { $0["kind"]?.text } ?? [])
            let sought = hit["alert"]?["identities"]?.elements?.first?["identity"]?["surnames"]?.elements?.first?.text == "Sought1"
            #expect(kinds.contains("fingerprints") == sought)
            #expect(kinds.isSuperset(of: ["surname", "dateOfBirth"]))
        }
        #expect(hits.count == 2)
    }

    @Test("2017/2226 Articles 23, 27: at a border check the EES is not searched by fingers, and they do not reach it")
    func byTheRightOfEachSystem() async throws {
        let world = try await Self.world([1])
        try await world.file("Sought1", "Viktor", born: "1970-02-03", number: "B1")
        let samples: JSON = .array(try Self.prints(1, impression: 1))
        let alone = try await world.run("portal.search", .object(["samples": samples]))
        #expect(Self.system("EES", in: alone.body) == nil)
        #expect(Self.system("SIS", in: alone.body)?["state"]?.text == "hit")
        guard case .object(var named) = question("Sought1", "Viktor", born: "1970-02-03") else { return }
        named["samples"] = samples
        let both = try await world.run("portal.search", .object(named))
        #expect(Self.system("EES", in: both.body)?["state"]?.text == "hit")
        // The log says by what each system was asked, and holds no sample.
        let entries = try await world.logged().filter { $0.event.hasPrefix("portal.search.") }.suffix(4)
        let asked = Dictionary(entries.map { ($0.event, $0.searched) }, uniquingKeysWith: { first, _ in first })
        #expect(asked["portal.search.SIS"]?.contains(.biometric(.fingerprints)) == true)
        #expect(asked["portal.search.EES"]?.contains(.biometric(.fingerprints)) == false)
    }

    @Test("2018/1862 Art. 40, 43(2)–(3): an unknown wanted person is found by live fingers, and whoever is sought by prints from a scene")
    func scenesOfCrime() async throws {
        let world = try await Self.world([1, 2])
        func scene(_ person: Int, impression: Int, kind: JSON?) throws -> JSON {
            .array(
                try Self.prints(person, impression: impression).map { print -> JSON in
                    var sample = JSONObject([("format", print["format"] ?? .null), ("data", print["data"] ?? .null)])
                    if let kind { sample["kind"] = kind }
                    return .object(sample)
                })
        }
        let unknown = JSON.object([
            "alert": .object(["category": "unknownWanted"]), "samples": try scene(5, impression: 0, kind: "latentPrint"),
        ])
        try await world.run("sis.enterAlert", unknown, as: .policeFRA, for: .policeCheck)
        let live = JSON.object(["samples": .array(try Self.prints(5, impression: 1))])
        let reply = try await world.run("portal.search", live, as: .policeFRA, for: .policeCheck)
        let hits = try #require(Self.system("SIS", in: reply.body)?["sis"]?.elements)
        #expect(hits.count == 1)
        #expect(hits.first?["alert"]?["category"]?.text == "unknownWanted")

        let asked = JSON.object([
            "prints": try scene(2, impression: 1, kind: nil), "offence": "robbery with firearms", "ofPerpetrator": true,
            "searchedNationally": true,
        ])
        let found = try await world.run("sis.searchScenePrints", asked, as: .policeFRA, for: .lawEnforcement).body
        let names = (found["alerts"]?.elements ?? []).map { alert in
            alert["identities"]?.elements?.first?["identity"]?["surnames"]?.elements?.first?.text ?? ""
        }
        #expect(names == ["Sought2"])
        #expect(found["available"] == .bool(true))
        #expect(await world.refusal("sis.searchScenePrints", asked, as: .policeFRA, for: .policeCheck) == .forbidden)
    }

    @Test("2018/1862 Art. 26(4), 44: however few are asked for, an alert that is unavailable keeps no other from being found")
    func unavailable() async throws {
        let world = try await World()
        // Of the hidden one the prints are the very ones that are asked with: it is likest.
        for (name, impression) in [("Hidden", 1), ("Shown", 0)] {
            guard case .object(var alert) = arrest(name, born: "1970-02-03") else { return }
            alert["samples"] = .array(try Self.prints(1, impression: impression))
            try await world.run("sis.enterAlert", .object(alert), as: .policeFRA, for: .policeCheck)
        }
        let alerts = try await world.installation.store.read { view in
            try view.page(Alert.kind, after: nil, limit: 10).map { try Recorded<Alert>($0) }
        }
        var hidden = try #require(alerts.first { $0.value.content.identities.first?.surnames == ["Hidden"] })
        var unavailability = Unavailability()
        (unavailability.until, unavailability.memberStates) = (world.now.adding(hours: 10), [CountryCode("DEU")!])
        (unavailability.authorisation, unavailability.necessity) = ("A-1", "an operation")
        hidden.value.unavailability = unavailability
        _ = try await world.installation.store.commit(Commit(changes: [hidden.update], at: world.now, by: "FRA-police"))
        func shown(_ state: String, limit: Int64) async throws -> (names: [String], more: Bool) {
            let asked = JSON.object(["samples": .array(try Self.prints(1, impression: 1)), "limit": .integer(limit)])
            let reply = try await world.run("portal.search", asked, as: .of(.police, state), for: .policeCheck)
            let system = try #require(Self.system("SIS", in: reply.body))
            let names = system["sis"]?.elements?.compactMap { hit in
                hit["alert"]?["identities"]?.elements?.first?["identity"]?["surnames"]?.elements?.first?.text
            }
            return (names ?? [], system["more"] == .bool(true))
        }
        for limit in [Int64(1), 2] {
            let found = try await shown("DEU", limit: limit)
            #expect(found.names == ["Shown"] && !found.more, "\(limit)")
        }
        let elsewhere = try await shown("FRA", limit: 1)
        #expect(elsewhere.names.count == 1 && elsewhere.more)
    }

    @Test("2018/1862 Art. 44(1)(c): police that investigate serious crime search SIS by the portal, and no other system")
    func seriousCrime() async throws {
        let world = try await Self.world([1])
        try await world.file("Sought1", "Viktor", born: "1970-02-03", number: "B1")
        let asked = question("Sought1", "Viktor", born: "1970-02-03")
        let reply = try await world.run("portal.search", asked, as: .policeFRA, for: .lawEnforcement)
        #expect(reply.body["systems"]?.elements?.map { $0["system"]?.text ?? "" } == ["SIS"])
        #expect(Self.system("SIS", in: reply.body)?["state"]?.text == "hit")
    }

    @Test("2019/817 Article 13(3): what cannot be compared is refused before any system is asked")
    func unusable() async throws {
        let world = try await Self.world([])
        let sample = JSON.object(["kind": "fingerprint", "format": "png", "data": "AAAA"])
        #expect(
            await world.refusal("portal.search", .object(["samples": [sample]]), as: .policeFRA, for: .policeCheck)?.code
                == "portal/sample-unusable")
    }

    @Test("a gallery that is out of service makes its system unavailable, and no other")
    func outOfService() async throws {
        let world = try await Self.world([1])
        world.installation.gates[.SIS]?.condition = .outOfService
        let reply = try await world.run(
            "portal.search", .object(["samples": .array(try Self.prints(1, impression: 1))]), as: .policeFRA, for: .policeCheck)
        #expect(Self.system("SIS", in: reply.body)?["state"]?.text == "unavailable")
    }
}

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

/// The screening of (EU) 2024/1356: identification in the repository (2019/817 Article 20a), and the security check through the portal.
@Suite struct ScreeningTests {
    private let ada = PersonIdentity.named("TRAVELLER", "ADA")
    private let screening = Caller.of(.screening, "ITA")

    private func samples(_ person: Int, taking: Int = 50) -> JSON {
        let samples = SyntheticSamples(person: person, taking: taking)
        return .array(
            SyntheticSamples.positions.map { position in
                ProbeSample(.fingerprint, position: position, format: "iso19794-2:2005", data: samples.fingerprint(position)).wire
            })
    }

    @Test("Art. 20a: in the presence of the person, by biometric data or what the person says; one person's data, and never which systems")
    func identification() async throws {
        let world = try await DetectionWorld()
        let child = PersonIdentity.named("CHILD", "TOM", born: "2018-05-05", sex: .male)
        try await world.put(
            DetectionWorld.record(.EES, 1, ada, document: "D1", body: 5), DetectionWorld.record(.VIS, 2, ada, document: "D2", body: 5))
        try await world.put(DetectionWorld.record(.Eurodac, 3, child, body: 9, state: "ITA"))
        try await world.detect()
        let probe = JSON.object(["samples": samples(5)])
        func refusal(
            _ operation: String, _ input: JSON, as caller: Caller, for purpose: Purpose = .identification, case reference: String = "case-1"
        ) async -> RefusalKind? {
            await world.refusal(operation, input, as: caller, for: purpose, case: reference)
        }
        #expect(await refusal("cir.identifyInScreening", probe, as: screening) == .forbidden)
        let absent = await refusal("cir.openScreening", .object(["ground": "externalBorder"]), as: screening)
        #expect(absent?.code == "cir/check-not-lawful")
        let opened = JSON.object(["ground": "externalBorder", "personPresent": true])
        #expect(await refusal("cir.openScreening", opened, as: .of(.border)) == .forbidden)
        #expect(await refusal("cir.openScreening", opened, as: screening, for: .securityCheck) == .forbidden)
        _ = try await world.run("cir.openScreening", opened, as: screening, for: .identification)

        let reply = try await world.run("cir.identifyInScreening", probe, as: screening, for: .identification).body
        #expect(reply["result"]?.text == "found")
        #expect(reply["persons"]?.elements?.count == 1)
        #expect(reply["persons"]?.elements?.first?["documents"]?.elements?.count == 2)
        let text = reply.compact
        for word in ["EES", "VIS", "Eurodac", DetectionWorld.id(1).description, DetectionWorld.id(2).description] {
            #expect(!text.contains(word), "\(word)")
        }
        // Children are screened like everybody.
        let named = try await world.run(
            "cir.identifyInScreening", .object(["identity": child.wire]), as: screening, for: .identification
        ).body
        #expect(named["persons"]?.elements?.count == 1)
        // The way of the police is another, with conditions of its own; so is another case.
        let police = Caller(authority: "FRA-POLICE", kind: .police, memberState: "FRA", user: "user-7", standing: [.nationalLaw])
        #expect(await refusal("cir.identifyInScreening", probe, as: police, for: .policeIdentification) == .forbidden)
        #expect(await refusal("cir.identifyPerson", .object(["samples": samples(5)]), as: screening) == .forbidden)
        #expect(await refusal("cir.searchPresence", probe, as: screening) == .forbidden)
        #expect(await refusal("cir.identifyInScreening", probe, as: screening, case: "case-2") == .forbidden)
        world.clock.now = world.clock.now.adding(hours: 5)
        #expect(await refusal("cir.identifyInScreening", probe, as: screening) == .forbidden)
    }

    @Test("2024/1356 15(2)-(3), 2017/2226 24a: through the portal, a file is a hit by a refusal on grounds of security alone")
    func securityCheck() async throws {
        let world = try await DetectionWorld()
        try await world.put(DetectionWorld.record(.EES, 1, ada, document: "D1", body: 5))
        let question = JSON.object(
            ["surnames": .array(["TRAVELLER"]), "givenNames": .array(["ADA"]), "dateOfBirth": "1985-04-12"])
        func ees() async throws -> JSON? {
            let reply = try await world.run("portal.search", question, as: screening, for: .securityCheck).body
            return reply["systems"]?.elements?.first { $0["system"]?.text == "EES" }
        }
        func refuse(_ reason: RefusalReason, _ number: Int) async throws {
            var refusal = RefusalRecord()
            (refusal.file, refusal.reasons) = (DetectionWorld.id(1), [reason])
            refusal.refused = BorderCrossing(
                time: world.clock.now, day: DetectionWorld.today, crossingPoint: "ITFCO", memberState: "ITA", authority: "ITA-BORDER")
            try await world.commit([.create(DetectionWorld.id(number), refusal.draft(owner: "ITA"))])
        }
        #expect(try await ees()?["state"]?.text == "noHit")
        try await refuse(.E, 11)
        #expect(try await ees()?["state"]?.text == "noHit")
        try await refuse(.I, 12)
        let answer = try #require(try await ees())
        #expect(answer["state"]?.text == "hit")
        let file = try #require(answer["ees"]?.elements?.first?["file"])
        #expect(file["identity"] != nil && file["lastRefusal"] != nil && file["present"] == nil && file["stay"] == nil)
        // For another purpose there is no profile.
        #expect(await world.refusal("portal.search", question, as: screening, for: .policeCheck)?.code == "portal/no-profile")
    }
}

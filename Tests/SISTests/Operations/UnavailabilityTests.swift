import Access
import Identity
import Operations
import Testing
import Wire

@testable import SIS

@Suite("1862 26(4): an alert for arrest made unavailable during an operation") struct UnavailabilityTests {
    let issuer = caller(.judicial, "FRA")

    private func input(_ id: String, _ hours: Int = 48, _ states: [String] = ["DEU", "FRA"]) -> MakeUnavailable.Input {
        .init(
            id, hours: hours, memberStates: states.map { CountryCode($0)! }, authorisation: "court 7",
            necessity: "controlled delivery")
    }

    @Test("hidden from end-users of the Member States involved, for the period; others and SIRENE see it")
    func hidden() async throws {
        let world = SISWorld()
        let id = try await world.run(EnterAlert(), .init(content(.arrest)), as: issuer).output.schengenID
        _ = try await world.run(MakeUnavailable(), input(id), as: issuer, version: 1)
        func sees(_ caller: Caller) async -> Bool {
            await world.refusal(ReadAlert(), AlertReference(id), as: caller) == nil
        }
        #expect(await sees(caller(.border, "DEU")) == false)
        #expect(await sees(caller(.police, "FRA")) == false)
        #expect(await world.refusal(ReadAlert(), AlertReference(id), as: caller(.border, "DEU"))?.kind == .notFound)
        #expect(await sees(caller(.sirene, "DEU")))
        #expect(await sees(caller(.border, "ITA")))
        #expect(try await world.run(ListOwnAlerts(), .init(), as: caller(.police, "FRA")).output.alerts.isEmpty)
        #expect(try await world.run(ListOwnAlerts(), .init(), as: caller(.sirene, "FRA")).output.alerts.count == 1)
        // 26(4)(c): those involved are told; the issuer knows.
        #expect(try await world.inbox("DEU").map(\.article) == ["1862 26(4)(c)"])
        #expect(try await world.inbox("FRA").isEmpty)

        world.now = world.now.adding(hours: 48).adding(seconds: -1)
        #expect(await sees(caller(.border, "DEU")) == false)
        world.now = world.now.adding(seconds: 1)
        #expect(await sees(caller(.border, "DEU")))
    }

    @Test("at most 48 hours, renewable; ended early where nothing stands in the way any more")
    func periods() async throws {
        let world = SISWorld()
        let id = try await world.run(EnterAlert(), .init(content(.arrest)), as: issuer).output.schengenID
        #expect(await world.refusal(MakeUnavailable(), input(id, 49), as: issuer, version: 1)?.kind == .malformed)
        #expect(await world.refusal(MakeUnavailable(), input(id, 0), as: issuer, version: 1)?.kind == .malformed)
        #expect(await world.refusal(MakeUnavailable(), input(id, 1, []), as: issuer, version: 1)?.kind == .malformed)
        #expect(
            await world.refusal(MakeUnavailable(), input(id, 1, ["DEU", "DEU"]), as: issuer, version: 1)?.kind
                == .contradiction)
        #expect(
            await world.refusal(EndUnavailability(), AlertReference(id), as: issuer, version: 1)?.kind == .nothingToDo)
        _ = try await world.run(MakeUnavailable(), input(id), as: issuer, version: 1)
        let begun = world.now.day(minutesEastOfUTC: StateTime.minutesEastOfUTC("FRA", at: world.now))
        world.now = world.now.adding(hours: 40)
        let sirene = caller(.sirene, "FRA")
        let again = try await world.run(MakeUnavailable(), input(id), as: sirene, version: 2)
        #expect(again.output.alert.unavailability?.periods == 2)
        #expect(again.output.alert.unavailability?.begun == begun)
        #expect(again.output.alert.unavailability?.until == world.now.adding(hours: 48))
        _ = try await world.run(EndUnavailability(), AlertReference(id), as: sirene, version: 3)
        #expect(await world.refusal(ReadAlert(), AlertReference(id), as: caller(.border, "DEU")) == nil)
    }

    @Test("for arrest alone", arguments: AlertCategory.withoutProposal)
    func arrestAlone(category: AlertCategory) async throws {
        let world = SISWorld()
        let id = try await world.run(
            EnterAlert(), .init(content(category), samples: category == .unknownWanted ? prints : []), as: issuer
        ).output.schengenID
        let refusal = await world.refusal(MakeUnavailable(), input(id), as: issuer, version: 1)
        #expect(refusal?.kind == (category == .arrest ? nil : .notForArrest))
    }
}

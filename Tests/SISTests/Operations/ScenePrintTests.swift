import Access
import Operations
import Testing

@testable import SIS

@Suite("1862 43(3): prints from a scene of crime") struct ScenePrintTests {
    @Test("found among the alerts of Articles 26, 32, 36 and 40, by whoever investigates the crime, and by nobody else")
    func found() async throws {
        let world = SISWorld()
        let issuer = caller(.police, "FRA")
        var named: Set<String> = []
        for (category, surname) in [
            (AlertCategory.arrest, "Alpha"), (.missing, "Beta"), (.discreetCheck, "Gamma"), (.unknownWanted, "Delta"),
            (.judicial, "Epsilon"), (.refusal, "Zeta"),
        ] {
            let id = try await world.enter(content(category, surname), as: issuer, samples: prints)
            // Articles 34 of 1862 and 24 of 1861 are not among those that 43(3) names.
            if category != .judicial, category != .refusal { named.insert(id) }
        }
        let held = try await world.records(AlertSamples.self).map(\.id)
        #expect(held.count == 6)
        let search = SearchScenePrints { _, _ in held }
        let input = SearchScenePrints.Input([.init(format: "wsq", data: [1, 2, 3])], offence: "robbery")
        for (kind, purpose) in [(AuthorityKind.police, Purpose.lawEnforcement), (.judicial, .criminalProceedings)] {
            let output = try await world.run(search, input, as: caller(kind, "DEU"), for: purpose).output
            #expect(output.available && Set(output.alerts.map(\.schengenID)) == named)
            #expect(output.alerts.first?.category == .arrest)
        }
        for (kind, purpose) in [
            (AuthorityKind.police, Purpose.policeCheck), (.border, .borderCheck), (.sirene, .supplementaryInformation), (.europol, .mandate),
        ] {
            let refusal = await world.refusal(search, input, as: caller(kind, kind == .europol ? nil : "DEU"), for: purpose)
            #expect(refusal?.kind == .forbidden, "\(kind)")
        }
    }

    @Test("only prints of a perpetrator, and only at the same time as nationally; without an engine nothing is known")
    func conditions() async throws {
        let world = SISWorld()
        let police = caller(.police, "DEU")
        let print = SearchScenePrints.ScenePrint(format: "wsq", data: [1, 2, 3])
        for (perpetrator, national) in [(false, true), (true, false)] {
            let input = SearchScenePrints.Input([print], offence: "robbery", ofPerpetrator: perpetrator, searchedNationally: national)
            let refusal = await world.refusal(SearchScenePrints(), input, as: police, for: .lawEnforcement)
            #expect(refusal?.kind == .sceneConditions)
        }
        let output = try await world.run(SearchScenePrints(), .init([print], offence: "robbery"), as: police, for: .lawEnforcement).output
        #expect(!output.available && output.alerts.isEmpty)
    }

    @Test("818 13(1): of the samples of an alert neither palm prints nor DNA profiles are made templates of")
    func matching() {
        let samples = AlertSampleKind.allCases.map { AlertSample($0, format: "x", data: [1]) }
        let held = AlertSamples(schengenID: "FRA0000000000000", samples: samples)
        #expect(held.projection.templates.map(\.kind) == ["photograph", "facialImage", "fingerprint", "latentPrint"])
    }
}

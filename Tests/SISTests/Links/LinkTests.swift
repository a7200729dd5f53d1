import Access
import Identity
import Operations
import Registry
import Testing

@testable import SIS

@Suite("1861 48, 1862 63: links") struct LinkTests {
    let issuer = caller(.police, "FRA")

    private func links(_ world: SISWorld, _ id: String, _ caller: Caller) async throws -> [String] {
        try await world.run(ReadLinks(), .init(id), as: caller).output.linked.map(\.schengenID).sorted()
    }

    @Test("63(1), (3): between one's own alerts; seen by whoever has a right to the other end, and by nobody else")
    func seen() async throws {
        let world = SISWorld()
        let arrest = try await world.enter(content(.arrest, "A"), as: issuer)
        let refusal = try await world.enter(content(.refusal, "B"), as: issuer)
        let passport = try await world.enter(content(.object, "C"), as: issuer)
        let foreign = try await world.enter(content(.refusal, "D"), as: caller(.police, "DEU"))
        let before = try await world.alert(arrest)!.value
        let mixed = await world.refusal(LinkAlerts(), .init(arrest, to: [foreign], need: "n"), as: issuer)
        #expect(mixed?.kind == .contradiction && mixed?.pointer == "/others/0")
        #expect(await world.refusal(LinkAlerts(), .init(arrest, to: [arrest], need: "n"), as: issuer)?.kind == .contradiction)
        #expect(await world.refusal(LinkAlerts(), .init(arrest, to: [refusal], need: "n"), as: caller(.police, "DEU"))?.kind == .forbidden)
        _ = try await world.run(LinkAlerts(), .init(arrest, to: [refusal, passport], need: "one gang"), as: issuer)
        #expect(try await links(world, arrest, caller(.border, "ITA")) == [refusal, passport].sorted())
        // Immigration authorities may see refusals alone: for them there is no link.
        #expect(try await links(world, refusal, caller(.immigration, "ITA")) == [])
        // Visa authorities may see refusals and documents.
        #expect(try await links(world, refusal, caller(.visa, "ITA")) == [passport])
        #expect(await world.refusal(ReadLinks(), .init(arrest), as: caller(.visa, "ITA"))?.kind == .notFound)
        // 63(2): neither action nor period has changed.
        let after = try await world.alert(arrest)!.value
        #expect(after.content == before.content && after.term == before.term)
        // The alert itself does not tell of the link.
        #expect(try await world.run(ReadAlert(), .init(refusal), as: caller(.immigration, "ITA")).output.alert.links.isEmpty)
        let views = try await world.store.read { view in try view.page(Alert.kind, after: nil, limit: 100).map { try Recorded<Alert>($0) } }
        #expect(views.filter { !$0.value.links.isEmpty }.count == 3)
    }

    @Test("26(4): a link to an alert made unavailable is not there meanwhile")
    func unavailable() async throws {
        let world = SISWorld()
        let arrest = try await world.enter(content(.arrest, "A"), as: issuer)
        let other = try await world.enter(content(.missing, "B"), as: issuer)
        _ = try await world.run(LinkAlerts(), .init(other, to: [arrest], need: "n"), as: issuer)
        _ = try await world.run(
            MakeUnavailable(),
            .init(arrest, hours: 10, memberStates: [CountryCode("DEU")!], authorisation: "court", necessity: "n"), as: issuer,
            version: 2)
        #expect(try await links(world, other, caller(.border, "DEU")) == [])
        #expect(try await links(world, other, caller(.border, "ITA")) == [arrest])
        #expect(try await links(world, other, caller(.sirene, "DEU")) == [arrest])
    }

    @Test("63(5): a Member State keeps a link of another out of its territory, and lets it in again")
    func hidden() async throws {
        let world = SISWorld()
        let a = try await world.enter(content(.arrest, "A"), as: issuer)
        let b = try await world.enter(content(.missing, "B"), as: issuer)
        let link = try await world.run(LinkAlerts(), .init(a, to: [b], need: "n"), as: issuer).output.link
        #expect(await world.refusal(HideLink(), .init(a, link), as: caller(.police, "DEU"))?.kind == .forbidden)
        #expect(await world.refusal(HideLink(), .init(a, link), as: caller(.sirene, "FRA"))?.kind == .contradiction)
        _ = try await world.run(HideLink(), .init(a, link), as: caller(.sirene, "DEU"))
        #expect(try await links(world, a, caller(.border, "DEU")) == [])
        #expect(try await links(world, a, caller(.border, "ITA")) == [b])
        _ = try await world.run(HideLink(), .init(a, link, hidden: false), as: caller(.sirene, "DEU"))
        #expect(try await links(world, a, caller(.border, "DEU")) == [b])
    }

    @Test("a link goes when it is removed, and when one of two ends goes; of three ends two stay linked")
    func ends() async throws {
        let world = SISWorld()
        let ids = [
            try await world.enter(content(.arrest, "A"), as: issuer), try await world.enter(content(.missing, "B"), as: issuer),
            try await world.enter(content(.judicial, "C"), as: issuer),
        ]
        _ = try await world.run(LinkAlerts(), .init(ids[0], to: [ids[1], ids[2]], need: "n"), as: issuer)
        _ = try await world.run(DeleteAlert(), .init(ids[2], ground: .unlawful), as: issuer)
        #expect(try await links(world, ids[0], issuer) == [ids[1]])
        _ = try await world.run(DeleteAlert(), .init(ids[1], ground: .unlawful), as: issuer)
        #expect(try await links(world, ids[0], issuer) == [])
        #expect(try await world.count(AlertLink.kind) == 0)
        #expect(try await world.alert(ids[0])!.value.links.isEmpty)

        let more = try await world.enter(content(.missing, "D"), as: issuer)
        let link = try await world.run(LinkAlerts(), .init(ids[0], to: [more], need: "n"), as: issuer).output.link
        #expect(await world.refusal(UnlinkAlerts(), .init(ids[0], link), as: caller(.police, "DEU"))?.kind == .forbidden)
        _ = try await world.run(UnlinkAlerts(), .init(ids[0], link), as: issuer)
        #expect(try await world.count(AlertLink.kind) == 0)
        #expect(try await world.alert(more)!.value.links.isEmpty)
    }
}

@Suite("1862 26(5), 32(8), 34(2), 36(5): objects that lead to a person") struct LocatingObjectTests {
    let issuer = caller(.police, "FRA")

    @Test("which objects, for which categories", arguments: AlertCategory.withoutProposal)
    func kinds(category: AlertCategory) async throws {
        guard category != .object, category != .unknownWanted else { return }
        let points: String =
            switch category {
            case .arrest: "abceghjk"
            case .missingProtect, .missing, .childAbduction, .childRisk, .vulnerableAdult, .judicial: "abceghk"
            case .discreetCheck, .inquiryCheck, .specificCheck: "abceghjkl-"
            default: ""
            }
        for kind in ObjectKind.allCases {
            let world = SISWorld()
            let person = try await world.enter(content(category), as: issuer)
            var input = EnterAlert.Input(alert(on: object(kind), category))
            input.locates = person
            let refusal = await world.refusal(EnterAlert(), input, as: issuer)
            #expect((refusal == nil) == points.contains(kind.point ?? "-"), "\(category) \(kind): \(String(describing: refusal))")
        }
    }

    @Test("54(3), 55(7): it is linked, kept exactly as long, and goes in the same moment")
    func bound() async throws {
        let world = SISWorld()
        let person = try await world.enter(content(.arrest), as: issuer)
        let car = try await world.enter(alert(on: object(.motorVehicle), .arrest), as: issuer, locates: person)
        func term(_ id: String) async throws -> Day? { try await world.alert(id)?.value.term.keptUntil }
        #expect(try await term(car) == day("2031-03-02"))
        #expect(try await world.run(ReadLinks(), .init(car), as: issuer).output.linked.map(\.schengenID) == [person])
        #expect(try await world.alert(car)?.value.action(in: "DEU") == .locate)
        let found = SearchObjects.Input([ObjectNumber(.registrationMark, "AB 1001")])
        #expect(try await world.run(SearchObjects(), found, as: caller(.border, "DEU")).output.alerts.map(\.linked.count) == [1])
        // The object follows the person's period, and cannot leave it.
        #expect(await world.refusal(ExtendAlert(), .init(car, assessment: "x"), as: issuer, version: 1)?.kind == .bound)
        world.go(to: "2026-09-01")
        _ = try await world.run(
            ExtendAlert(), .init(person, assessment: "x", reviewBy: day("2027-01-31")), as: issuer, version: 2)
        #expect(try await term(car) == day("2027-01-31"))
        let link = try await world.alert(car)!.value.links[0]
        #expect(await world.refusal(UnlinkAlerts(), .init(person, link), as: issuer)?.kind == .bound)
        _ = try await world.run(DeleteAlert(), .init(person, ground: .purposeAchieved), as: issuer)
        #expect(try await world.count(Alert.kind) == 0)
        #expect(try await world.count(AlertLink.kind) == 0)
    }

    @Test("the person's alert ends in silence: the object goes with it, whichever the sweeper meets first")
    func swept() async throws {
        for seed in [1, 2, 3, 4] as [UInt64] {
            let world = SISWorld(seed: seed)
            let person = try await world.enter(content(.childAbduction), as: issuer)
            _ = try await world.enter(alert(on: object(.boat), .childAbduction), as: issuer, locates: person)
            world.go(to: "2027-03-03")
            let swept = await world.sweep()
            #expect(swept.failed.isEmpty)
            #expect(try await world.count(Alert.kind) == 0)
            #expect(try await world.count(AlertLink.kind) == 0)
        }
    }

    @Test("only to a person of the same Member State and category; without a person no such object")
    func refused() async throws {
        let world = SISWorld()
        let person = try await world.enter(content(.arrest), as: issuer)
        for (category, state, locates) in [
            (AlertCategory.missing, "FRA", person), (.arrest, "DEU", person), (.arrest, "FRA", "FRA0000000000000"),
        ] {
            var input = EnterAlert.Input(alert(on: object(.boat), category))
            input.locates = locates
            #expect(await world.refusal(EnterAlert(), input, as: caller(.police, state))?.kind == .noSuchPerson)
        }
        let alone = await world.refusal(EnterAlert(), .init(alert(on: object(.boat), .arrest)), as: issuer)
        #expect(alone?.kind == .contradiction)
    }
}

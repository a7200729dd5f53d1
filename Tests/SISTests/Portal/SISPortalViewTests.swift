import Access
import Identity
import Operations
import Registry
import Testing
import Wire

@testable import SIS

@Suite struct SISPortalViewTests {
    /// Alerts of several states on one person, as the registry holds them.
    private func recorded(_ world: SISWorld) async throws -> [Recorded<Alert>] {
        try await world.store.read { view in
            try view.page(Alert.kind, after: nil, limit: 1000).map { try Recorded<Alert>($0) }
        }
    }

    private func mandate(_ caller: Caller) throws -> Mandate {
        try SISAccessTests.policy.mandate(
            for: AccessQuestion(
                authority: caller.kind, purpose: caller.kind.usualPurpose, system: .SIS, action: .search,
                keys: [.identity],
                conditions: caller.standing), caller: caller,
            case: CaseReference(purpose: caller.kind.usualPurpose, requestID: "r"))
    }

    private func views(_ world: SISWorld, _ caller: Caller, matched: [RecordID: Int] = [:]) async throws
        -> [SISPortalView]
    {
        SISPortalView.views(
            for: try await recorded(world), under: try mandate(caller), at: world.now, today: world.today,
            matched: matched
        ).map(\.view)
    }

    static let states = [
        "FRA", "DEU", "ITA", "ESP", "BEL", "NLD", "POL", "SWE", "FIN", "EST", "LVA", "LTU", "CZE", "SVK", "HUN", "AUT",
    ]

    @Test(
        "23(4): arrest is executed first; every category is shown in the order of the manual, whatever order it was found in"
    )
    func order() async throws {
        let world = SISWorld()
        let persons = AlertCategory.allCases.filter { $0 != .object && $0 != .unknownWanted }
        for (category, state) in zip(persons.shuffled(), Self.states) { _ = try await world.place(content(category), of: state) }
        let views = try await views(world, caller(.border, "PRT"))
        #expect(views.count == persons.count)
        #expect(views.first?.category == .arrest)
        #expect(views.map(\.executeFirst) == [true] + views.dropFirst().map { _ in false })
        #expect(views.map { AlertPriority.rank($0.category) } == views.map { AlertPriority.rank($0.category) }.sorted())
        for view in views {
            #expect(view.action == AlertCategoryRule.rule(for: view.category).action)
            #expect(!view.instruction.isEmpty)
            #expect(view.discreet == (view.category == .discreetCheck || view.category == .information))
            // What leaves fits its own schema.
            #expect(throws: Never.self) { try SISPortalView(reading: view.wire) }
        }
    }

    @Test("each authority sees the alerts of its groups and no trace of the others", arguments: AuthorityKind.allCases)
    func filtered(kind: AuthorityKind) async throws {
        let world = SISWorld()
        let persons = AlertCategory.allCases.filter { $0 != .object && $0 != .unknownWanted }
        for (category, state) in zip(persons, Self.states) { _ = try await world.place(content(category), of: state) }
        let asker = caller(kind, "PRT")
        let readable = SISAccessTests.groups(SISAccessTests.byHand["\(kind.rawValue) \(kind.usualPurpose.rawValue)"])
        guard let mandate = try? mandate(asker) else {
            let searches: Set<AuthorityKind> = [.vehicleRegistration, .vesselRegistration]
            #expect(readable.isEmpty || searches.contains(kind))
            return
        }
        let views = SISPortalView.views(
            for: try await recorded(world), under: mandate, at: world.now, today: world.today
        ).map(\.view)
        #expect(Set(views.map(\.category)) == Set(persons.filter { readable.contains($0.dataGroup(object: nil)) }))
    }

    @Test("62: the identity found is marked; where it is a victim's, the officer is told")
    func misused() async throws {
        let world = SISWorld()
        let issuer = caller(.police, "FRA")
        var sought = content(.arrest)
        sought.identities.append(person("Alias", "Anna", category: .alias))
        let id = try await world.run(EnterAlert(), .init(sought), as: issuer).output.schengenID
        let victim = MisusedIdentity(
            person("Victim", "Vera", category: .misused), consented: world.today, to: MisusedIdentity.Datum.allCases)
        _ = try await world.run(AddIdentity(), .init(id, misused: victim), as: issuer, version: 1)
        let record = try #require(try await world.alert(id)).id
        let border = caller(.border, "DEU")
        for place in 0..<3 {
            let view = try #require(try await views(world, border, matched: [record: place]).first)
            #expect(view.identities.map(\.matched) == (0..<3).map { $0 == place })
            #expect(view.misusedIdentity)
            #expect(view.identities[2].identity.category == .misused)
            #expect(view.advice.contains { $0.contains("victim") } == (place == 2))
            #expect(view.advice.contains { $0.contains("not a confirmed one") } == (place == 1))
        }
        // The projection that searches work on has the same order.
        let projection = try #require(try await world.store.read { try $0.projection(record) })
        #expect(projection.identities.map(\.category) == [.confirmed, .alias, .misused])
    }

    @Test("53(7): an alert whose period is over is not shown, swept or not")
    func expired() async throws {
        let world = SISWorld()
        _ = try await world.run(EnterAlert(), .init(content(.discreetCheck)), as: caller(.police, "FRA"))
        world.go(to: "2027-03-02")
        #expect(try await views(world, caller(.border, "DEU")).count == 1)
        world.go(to: "2027-03-03")
        #expect(try await views(world, caller(.border, "DEU")).isEmpty)
    }

    @Test("26(4): an unavailable alert is not shown in the Member States involved, except to SIRENE")
    func unavailable() async throws {
        let world = SISWorld()
        let issuer = caller(.judicial, "FRA")
        let id = try await world.run(EnterAlert(), .init(content(.arrest)), as: issuer).output.schengenID
        let input = MakeUnavailable.Input(
            id, hours: 2, memberStates: [CountryCode("DEU")!], authorisation: "a", necessity: "b")
        _ = try await world.run(MakeUnavailable(), input, as: issuer, version: 1)
        #expect(try await views(world, caller(.border, "DEU")).isEmpty)
        #expect(try await views(world, caller(.border, "ITA")).count == 1)
        #expect(try await views(world, caller(.sirene, "DEU")).count == 1)
        world.now = world.now.adding(hours: 2)
        #expect(try await views(world, caller(.border, "DEU")).count == 1)
    }
}

import Access
import Administration
import EES
import Identity
import Operations
import Registry
import Testing
import Wire

@testable import Installation

/// What is administered is in force from the reply on, and withdrawn the same way.
@Suite struct AdministeredTests {
    static let authority = json(#"{"name":"ITA-FRONTIERA","title":"Polizia di frontiera","kind":"border","memberState":"ITA"}"#)

    func administer(_ world: World, _ operation: String, _ input: JSON, version: Int? = nil) async -> Refusal? {
        do throws(Refusal) {
            try await world.run(operation, input, as: .operator_, for: .administration, version: version)
            return nil
        } catch { return error }
    }

    @Test("EES 16(2)(b): a crossing point is its Member State's, and closed from the reply on")
    func crossingPoints() async throws {
        let world = try await World()
        func point(_ code: String, _ state: String, closed: Bool = false) -> JSON {
            .object(["name": .string(code), "title": .string(code), "memberState": .string(state), "border": "air", "withdrawn": .bool(closed)])
        }
        let file = try await world.file(number: "P0000001")
        func enter(_ code: String) -> JSON { .object(["file": .string(file.description), "crossingPoint": .string(code)]) }
        #expect(await administer(world, "administration.register.crossingPoint", point("ESMAD", "ESP")) == nil)
        #expect(await administer(world, "administration.register.crossingPoint", point("FRCDG", "FRA")) == nil)
        #expect(await world.refusal("ees.recordEntry", enter("ESMAD")) == .crossingPointNotPossible)
        #expect(await world.refusal("ees.recordEntry", enter("FRCDG")) == nil)
        world.now = world.now.adding(hours: 30)
        let closing = JSON.object(["addressed": "FRCDG", "entry": point("FRCDG", "FRA", closed: true)])
        #expect(await administer(world, "administration.amend.crossingPoint", closing, version: 1) == nil)
        #expect(await world.refusal("ees.recordExit", enter("FRCDG")) == .crossingPointNotPossible)
        #expect(await world.refusal("ees.recordExit", enter("FRXXX")) == nil)
    }

    @Test func aWithdrawnAuthorityIsOutAtOnce() async throws {
        let world = try await World()
        let directory = world.installation.directory
        #expect(directory.authority("ITA-FRONTIERA") == nil)
        #expect(await administer(world, "administration.register.authority", Self.authority) == nil)
        #expect(directory.authority("ITA-FRONTIERA")?.authorityKind == .border)
        guard case .object(var entry) = Self.authority else { return }
        entry["withdrawn"] = true
        let amendment = JSON.object(["addressed": "ITA-FRONTIERA", "entry": .object(entry)])
        #expect(await administer(world, "administration.amend.authority", amendment)?.kind == .preconditionRequired)
        #expect(await administer(world, "administration.amend.authority", amendment, version: 9)?.kind == .preconditionFailed)
        #expect(directory.authority("ITA-FRONTIERA") != nil)
        #expect(await administer(world, "administration.amend.authority", amendment, version: 1) == nil)
        #expect(directory.authority("ITA-FRONTIERA") == nil)
        // It stays for the history.
        let read = try await world.run(
            "administration.read.authority", .object(["addressed": "ITA-FRONTIERA"]), as: .of(.supervisory, nil), for: .supervision)
        #expect(read.body["withdrawn"] == .bool(true))
        // And stays withdrawn after a new start.
        let again = try await World(store: world.installation.store, keys: world.installation.keys)
        #expect(again.installation.directory.authority("ITA-FRONTIERA") == nil)
    }

    @Test func namesAreTakenOnce() async throws {
        let world = try await World()
        #expect(await administer(world, "administration.register.authority", Self.authority) == nil)
        #expect(await administer(world, "administration.register.authority", Self.authority)?.kind == .alreadyExists)
        let renamed = JSON.object([
            "addressed": "ITA-FRONTIERA", "entry": json(#"{"name":"ITA-OTHER","title":"x","kind":"border","memberState":"ITA"}"#),
        ])
        #expect(await administer(world, "administration.amend.authority", renamed, version: 1)?.kind.code == "administration/contradiction")
        #expect(
            await administer(world, "administration.amend.authority", .object(["addressed": "NOBODY", "entry": Self.authority]), version: 1)?.kind
                == .notFound)
        // An authority of a Member State has one.
        #expect(
            await administer(world, "administration.register.authority", json(#"{"name":"X-1","title":"x","kind":"police"}"#))?.kind.code
                == "administration/contradiction")
        // And it is one, by its code: of the Union, or associated with Schengen.
        for (state, isOne) in [("USA", false), ("ZZZ", false), ("fra", false), ("FRA", true), ("CHE", true), ("IRL", true)] {
            let authority = json(#"{"name":"\#(state)-TEST","title":"x","kind":"police","memberState":"\#(state)"}"#)
            let point = json(#"{"name":"X\#(state)","title":"x","border":"air","memberState":"\#(state)"}"#)
            #expect((await administer(world, "administration.register.authority", authority) == nil) == isOne, "\(state)")
            #expect((await administer(world, "administration.register.crossingPoint", point) == nil) == isOne, "\(state)")
        }
    }

    /// Nobody but the operator administers, and the operator sees nothing of the systems.
    @Test func operatorsAndOthers() async throws {
        let world = try await World()
        for authority in AuthorityKind.allCases where authority != .operator_ {
            for purpose in [Purpose.administration, .supervision, .borderCheck] {
                let kind = await world.refusal(
                    "administration.register.authority", Self.authority, as: .of(authority, authority.usualState), for: purpose)
                #expect(kind == .forbidden, "\(authority.rawValue)")
            }
        }
        let file = try await world.file(number: "O1")
        for purpose in Purpose.allCases {
            #expect(await world.refusal("ees.readFile", .object(["file": .string(file.description)]), as: .operator_, for: purpose) == .forbidden)
            #expect(
                await world.refusal("portal.search", question("Traveller", "Ada", born: "1985-04-12"), as: .operator_, for: purpose) == .forbidden)
        }
    }

    /// 2019/817 Article 8: a profile narrows what the portal asks; it gives no right.
    @Test func aProfileNarrowsThePortal() async throws {
        let world = try await World()
        try await world.file("Profiled", "Viktor", born: "1970-02-03", number: "P1")
        try await world.alert("Profiled", "Viktor", born: "1970-02-03")
        let asked = question("Profiled", "Viktor", born: "1970-02-03")
        #expect(PartialReplyTests.states(try await world.run("portal.search", asked).body) == ["EES": "hit", "SIS": "hit"])
        func set(_ systems: String, withdrawn: Bool = false) async throws {
            let name = "border.borderCheck"
            let read = try await world.run("administration.read.profile", .object(["addressed": .string(name)]), as: .operator_, for: .administration)
            let entry = json(#"{"kind":"border","purpose":"borderCheck","systems":\#(systems),"withdrawn":\#(withdrawn)}"#)
            #expect(
                await administer(world, "administration.amend.profile", .object(["addressed": .string(name), "entry": entry]), version: read.version)
                    == nil)
        }
        try await set(#"["SIS"]"#)
        #expect(PartialReplyTests.states(try await world.run("portal.search", asked).body) == ["SIS": "hit"])
        try await set(#"["EES"]"#)
        #expect(PartialReplyTests.states(try await world.run("portal.search", asked).body) == ["EES": "hit"])
        try await set(#"["EES","SIS"]"#, withdrawn: true)
        #expect(await world.refusal("portal.search", asked)?.code == "portal/no-profile")
        // A profile that asks for more than the rights give: police still see no EES.
        let police = try await world.run("portal.search", asked, as: .policeFRA, for: .policeCheck)
        #expect(PartialReplyTests.states(police.body) == ["SIS": "hit"])
    }

    /// 2018/1862 Article 45(2): what an authority's entry says of it decides.
    @Test func standingComesFromTheAdministration() async throws {
        let world = try await World()
        let government = Caller.of(.vehicleRegistration)
        let company = Caller.of(.vehicleRegistration, standing: [.nonGovernment])
        let input = json(#"{"vin":"WVWZZZ1JZXW000001"}"#)
        #expect(await world.refusal("sis.searchObjects", input, as: government, for: .registration) == nil)
        #expect(await world.refusal("sis.searchObjects", input, as: company, for: .registration) == .forbidden)
        var entry = Authority(name: "FRA-GARAGE", title: "x", kind: .vehicleRegistration, memberState: "FRA")
        entry.nonGovernment = true
        #expect(entry.standing == [.nonGovernment])
    }

    @Test func everythingRegisteredIsListed() async throws {
        let world = try await World()
        var seen: Set<String> = []
        for number in 0..<7 {
            #expect(
                await administer(
                    world, "administration.register.crossingPoint",
                    json(#"{"name":"FR\#(number)","title":"Point \#(number)","memberState":"FRA","border":"air"}"#)) == nil)
        }
        var cursor: String?
        repeat {
            var input = JSONObject([("limit", 2)])
            if let cursor { input["cursor"] = .string(cursor) }
            let page = try await world.run("administration.list.crossingPoint", .object(input), as: .operator_, for: .administration).body
            let names = (page["items"]?.elements ?? []).compactMap { $0["name"]?.text }
            #expect(names.count <= 2)
            #expect(seen.isDisjoint(with: names))
            seen.formUnion(names)
            cursor = page["next"]?.text
        } while cursor != nil
        #expect(seen == Set((0..<7).map { "FR\($0)" }))
    }
}

import Access
import Administration
import Eurodac
import Operations
import Registry
import Testing
import Wire

@testable import Installation

/// What a question to the log can be about (2017/2226 Articles 46, 49, 2019/817 Articles 10, 44).
@Suite struct LogSearchTests {
    private let supervisor = Caller.of(.supervisory, nil)

    private func refusal(_ world: World, _ question: JSON, as caller: Caller) async -> RefusalKind? {
        await world.refusal("log.search", question, as: caller, for: .supervision)
    }

    /// 2017/2226 46: every event that was written, and every operation, can be asked for; a misspelt one is no empty page.
    @Test func whatIsLoggedCanBeAskedFor() async throws {
        let world = try await World()
        let file = try await world.file(number: "L0000001")
        try await world.enter(file)
        _ = try await world.alert()
        try await world.run("portal.search", question("Nobody", "Nil", born: "1999-01-01"))
        var written = Set(try await world.logged().map(\.event))
        let found = try await world.run("log.search", .object(["event": "ees.recordEntry"]), as: supervisor, for: .supervision)
        #expect(found.body["items"]?.elements?.count == 1)
        // Years later the contents of those entries are erased, and there are the sweeper's.
        _ = await world.installation.sweeper.sweep(today: day("2031-06-01"))
        _ = await world.installation.following.catchUp()
        written.formUnion(try await world.logged().map(\.event))
        #expect(written.isSuperset(of: ["ees.createFile", "ees.recordEntry", "sis.enterAlert", "portal.search", "portal.search.EES"]))
        // Behind the end, where nothing is to be opened.
        let from = JSON.integer(1_000_000)
        for event in written.union(world.installation.catalogue.operations.map(\.about.id)) {
            #expect(await refusal(world, .object(["event": .string(event), "from": from]), as: supervisor) == nil, "\(event)")
        }
        for event in ["ees.recordEntri", "EES.recordEntry", "recordEntry", "portal.search.Nowhere"] {
            #expect(await refusal(world, .object(["event": .string(event)]), as: supervisor) == .unknownEvent, "\(event)")
        }
    }

    /// What was logged under the other edition of Eurodac is still there, and can be asked for.
    @Test func eventsOfTheOtherEditionCanBeAskedFor() async throws {
        for regime in [EurodacRegime.regulation603, .regulation1358] {
            let world = try await World(eurodac: regime)
            for event in ["eurodac.flagSecurity", "eurodac.transmitDataset", "eurodac.readProcessing"] {
                #expect(await refusal(world, .object(["event": .string(event)]), as: supervisor) == nil, "\(regime) \(event)")
            }
        }
    }

    /// 2017/2226 49, 2019/817 44: who sees its own entries can name itself and nobody else. The supervisor is told that nobody of the name is
    /// registered, and sees what there is all the same: the log outlives the directory.
    @Test func authorities() async throws {
        let world = try await World()
        _ = try await world.file(number: "L0000002")
        _ = try await world.logged()
        func page(_ authority: String, as caller: Caller) async throws -> JSON {
            try await world.run("log.search", .object(["authority": .string(authority)]), as: caller, for: .supervision).body
        }
        #expect(try await page("FRA-border", as: .guardFRA)["items"]?.elements?.isEmpty == false)
        for other in ["DEU-border", "FRA-Border", "FRA-bordr"] {
            #expect(await refusal(world, .object(["authority": .string(other)]), as: .guardFRA) == .forbidden, "\(other)")
        }
        // Callers of these tests stand in no directory.
        let gone = try await page("FRA-border", as: supervisor)
        #expect(gone["authorityNotRegistered"] == .bool(true) && gone["items"]?.elements?.isEmpty == false)
        let misspelt = try await page("FRA-bordr", as: supervisor)
        #expect(misspelt["authorityNotRegistered"] == .bool(true) && misspelt["items"] == nil)
        let authority = json(#"{"name":"ITA-FRONTIERA","title":"Polizia di frontiera","kind":"border","memberState":"ITA"}"#)
        try await world.run("administration.register.authority", authority, as: .operator_, for: .administration)
        #expect(try await page("ITA-FRONTIERA", as: supervisor)["authorityNotRegistered"] != .bool(true))
        #expect(try await page("SEXTANT", as: supervisor)["authorityNotRegistered"] != .bool(true))
    }

    /// 2017/2226 59(2)(h), 2024/1358 51(2), 2019/817 24(5): the auditor sees who made the request and who ordered it, also with what each
    /// system was asked by way of the portal, whose entry theirs name.
    @Test func whoOrdered() async throws {
        let world = try await World()
        var asked = world.request("portal.search", question("Nobody", "Nil", born: "1999-01-01"), as: .guardFRA, for: .borderCheck)
        asked.case.orderedBy = "chief\r\n-3"
        let whole = try await world.installation.run("portal.search", asked).logEntry
        _ = try await world.logged()
        func items(_ event: String) async throws -> [JSON] {
            try await world.run("log.search", .object(["event": .string(event)]), as: supervisor, for: .supervision)
                .body["items"]?.elements ?? []
        }
        let entries = try await items("portal.search")
        let entry = try #require(entries.last)
        #expect(entry["id"]?.text == whole.description && entry["request"] == nil)
        // One line, whatever was sent.
        #expect(entry["user"]?.text == "user-7" && entry["orderedBy"]?.text == "chief-3")
        for part in try await items("portal.search.EES") {
            #expect(part["orderedBy"]?.text == "chief-3" && part["request"]?.text == whole.description)
        }
        #expect(try await !items("portal.search.EES").isEmpty)
        // The auditor's own question was ordered by nobody.
        _ = try await world.logged()
        let own = try await items("log.search")
        #expect(!own.isEmpty && own.allSatisfy { $0["orderedBy"] == nil })
    }
}

import Access
import EES
import Foundation
import Identity
import Operations
import Quality
import Registry
import RegistrySQLite
import Testing
import Wire

@testable import Installation
@testable import Interoperability

/// Data quality in a whole Sextant: what is refused on entry, flagged behind it, worked off, and reported.
@Suite struct DataQualityTests {
    private func issues(_ world: World, _ system: String = "ees", as caller: Caller = .guardFRA, for purpose: Purpose = .borderCheck) async throws
        -> [JSON]
    {
        try await world.run("\(system).listQualityIssues", .object([:]), as: caller, for: purpose).body["issues"]?.elements ?? []
    }

    private func rules(_ issue: JSON) -> Set<String> { Set((issue["findings"]?.elements ?? []).compactMap { $0["rule"]?.text }) }

    private func rectify(_ world: World, _ file: RecordID, surname: String, born: String = "1985-04-12") async throws {
        let version = try await world.installation.store.read { try $0.record(file)?.version ?? 0 }
        try await world.run(
            "ees.rectifyFile",
            json(
                """
                {"file":"\(file)","identities":[{"surnames":["\(surname)"],"givenNames":["Ada"],"dateOfBirth":"\(born)",
                "nationalities":["NGA"],"sex":"F"}],"documents":[{"kind":"passport","number":"A05312447","issuer":"NGA","expiry":"2031-01-01"}],
                "evidence":"the passport"}
                """), version: version)
    }

    /// 2021/2224 2(d): a name of digits, a birth to come and a number without a sign are refused, and nothing has changed.
    @Test func blockingRulesRefuseOnEntry() async throws {
        let world = try await World()
        let before = try await world.sequence()
        for (input, why) in [
            (newFile("1234", number: "P1"), "name"), (newFile(born: "2027-01-01", number: "P22222"), "birth"), (newFile(number: "--"), "number"),
        ] {
            let refused = await world.refusal("ees.createFile", input)
            // The EES itself may have been quicker; what matters is that it does not come in.
            #expect(refused == .lowQuality || refused?.status == 422, "\(why)")
        }
        #expect(await world.refusal("ees.createFile", newFile("1234", number: "P33333")) == .lowQuality)
        #expect(try await world.sequence() == before)
    }

    /// 2021/2224 2(e): what a soft rule finds is entered and flagged; a later version that complies settles the flag.
    @Test func softRulesFlagAndALaterVersionSettles() async throws {
        let world = try await World()
        let file = try await world.file("Unknown", number: "A05312447")
        #expect(try await issues(world).isEmpty, "no commit waits for the rules")
        #expect(await world.installation.following.catchUp().failed.isEmpty)
        let found = try await issues(world)
        #expect(found.count == 1)
        #expect(found.first?["about"]?.text == file.description)
        #expect(rules(found[0]).isSuperset(of: ["name.placeholder", "nationality.specimen"]))
        // Another State does not see it, and cannot mark it.
        #expect(try await issues(world, as: .guardDEU).isEmpty)
        let id = try #require(found[0]["id"]?.text)
        let mark = json(#"{"issue":"\#(id)","rule":"name.placeholder","field":"identities/0/surnames","standing":"inHand"}"#)
        #expect(await world.refusal("ees.markQualityIssue", mark, as: .guardDEU, version: 1) == .notFound)

        try await rectify(world, file, surname: "Okonkwo")
        #expect(await world.installation.following.catchUp().failed.isEmpty)
        #expect(try await issues(world).isEmpty)
        // Following once more, from the very beginning, changes nothing.
        let last = try await world.sequence()
        _ = await world.installation.following.catchUp()
        #expect(try await world.sequence() == last)
    }

    /// 2021/2224 3(6): a crossing is late by when it was recorded first, whatever changes in its record later; entry and exit are both judged.
    @Test func aCrossingIsLateByItsFirstRecording() async throws {
        let world = try await World()
        func leave(_ file: RecordID) async throws {
            try await world.run("ees.recordExit", .object(["file": .string(file.description), "crossingPoint": "FRCDG"]))
        }
        // In time both ways, and rectified weeks later.
        let timely = try await world.file("Okonkwo", number: "A05312447")
        let record = try await world.enter(timely)
        // The entry ten days late, the exit in time.
        let late = try await world.file("Haddad", number: "A05312448")
        let reply = try await world.run(
            "ees.recordEntry",
            .object(["file": .string(late.description), "crossingPoint": "FRCDG", "time": "2026-02-20T08:00:00Z"]))
        let lateRecord = try #require(reply.body["record"]?.text)
        world.now = Instant(day: day("2026-03-05"), secondOfDay: 32_400)
        try await leave(timely)
        try await leave(late)
        world.now = Instant(day: day("2026-03-20"), secondOfDay: 32_400)
        let version = try await world.installation.store.read { try $0.record(record)?.version }
        try await world.run(
            "ees.rectifyEntryExit",
            .object([
                "record": .string(record.description), "exit": .object(["time": "2026-03-05T09:00:00Z", "crossingPoint": "FRORY"]),
                "evidence": "the carrier's list",
            ]), version: version)
        _ = await world.installation.following.catchUp()
        let found = try await issues(world).filter { rules($0).contains("record.late") }.compactMap { $0["about"]?.text }
        #expect(found == [lateRecord])
    }

    /// 817 37(3): whoever answers for the data confirms them with a ground, and the rule is silent as long as they stay.
    @Test func aConfirmedFindingStaysConfirmedUntilTheFieldChanges() async throws {
        let world = try await World()
        let file = try await world.file("Okonkwo", number: "A05312447")
        try await rectify(world, file, surname: "Dr Okonkwo")
        _ = await world.installation.following.catchUp()
        let issue = try #require(try await issues(world).first)
        #expect(rules(issue) == ["name.title"])
        let id = try #require(issue["id"]?.text)
        func mark(_ rest: String) -> JSON { json(#"{"issue":"\#(id)","rule":"name.title","field":"identities/0/surnames",\#(rest)}"#) }
        let version = issue["version"]?.number
        #expect(
            await world.refusal("ees.markQualityIssue", mark(#""standing":"confirmed""#), version: version)
                == RefusalKind(
                    "quality/ground-missing", 422, "A confirmation says why the data are right, and nothing else does", article: "817 37(3)"))
        try await world.run("ees.markQualityIssue", mark(#""standing":"confirmed","ground":"asInDocument""#), version: version)
        #expect(try await issues(world).isEmpty)
        // Another version with the same name says nothing new.
        try await rectify(world, file, surname: "Dr Okonkwo", born: "1985-04-13")
        _ = await world.installation.following.catchUp()
        #expect(try await issues(world).isEmpty)
        // Another name is another finding, of which nobody has said anything.
        world.now = Instant(day: day("2026-03-04"))
        try await rectify(world, file, surname: "Mr Dr Schmidt", born: "1985-04-13")
        _ = await world.installation.following.catchUp()
        func finding() async throws -> JSON {
            let found = try #require(try await issues(world).first)
            #expect(rules(found) == ["name.title"])
            return try #require(found["findings"]?.elements?.first)
        }
        let again = try await finding()
        #expect(again["standing"]?.text == "open" && again["ground"] == nil && again["since"]?.text == "2026-03-04")
        // So it is where the weekly look is quicker than the follower.
        let open = try #require(try await issues(world).first)
        try await world.run("ees.markQualityIssue", mark(#""standing":"confirmed","ground":"asInDocument""#), version: open["version"]?.number)
        world.now = Instant(day: day("2026-03-10"))
        try await rectify(world, file, surname: "Mrs Dr Schmidt", born: "1985-04-13")
        #expect(try await world.installation.quality.runIfDue())
        #expect(try await finding()["standing"]?.text == "open")
    }

    /// 817 37(3): the list goes on where it stopped, also where the last issue shown was settled or erased meanwhile.
    @Test func pagesGoOnWhereTheyStopped() async throws {
        let world = try await World()
        for place in 0..<6 { try await world.file("Unknown", number: "A0531244\(place)9") }
        _ = await world.installation.following.catchUp()
        func page(_ cursor: JSON?) async throws -> (about: [String], next: JSON?) {
            var question = JSONObject([("limit", 2)])
            if let cursor { question.append("cursor", cursor) }
            let body = try await world.run("ees.listQualityIssues", .object(question)).body
            return ((body["issues"]?.elements ?? []).compactMap { $0["about"]?.text }, body["next"])
        }
        let whole = try await issues(world).compactMap { $0["about"]?.text }
        #expect(whole.count == 6)
        let first = try await page(nil)
        #expect(first.about == Array(whole[0..<2]) && first.next != nil)
        // The issue at which the page ended is settled…
        let settled = try #require(first.about.last.flatMap { RecordID($0) })
        try await rectify(world, settled, surname: "Okonkwo")
        _ = await world.installation.following.catchUp()
        try #require(try await issues(world).count == 5)
        let second = try await page(first.next)
        #expect(second.about == Array(whole[2..<4]))
        // …and is erased a month later.
        world.now = Instant(day: day("2026-04-10"))
        _ = await world.installation.sweeper.sweep(today: day("2026-04-10"))
        #expect(try await world.installation.store.read { try $0.count(RecordKind(.EES, "qualityIssue")) } == 5)
        #expect(try await page(first.next).about == Array(whole[2..<4]))
        let third = try await page(second.next)
        #expect(third.about == Array(whole[4..<6]) && third.next == nil)
        let id = settled.description
        for cursor in ["", "x", id, "101-" + id, "-85-" + id, "085-" + id + "0", "085_" + id, "085-" + String(repeating: "g", count: 32)] {
            #expect(await world.refusal("ees.listQualityIssues", .object(["cursor": .string(cursor)])) == .malformed, "\(cursor)")
        }
    }

    /// Erased means gone, its flag too.
    @Test func theFlagGoesWithItsRecord() async throws {
        let world = try await World()
        try await world.file("Unknown", number: "A05312447")
        _ = await world.installation.following.catchUp()
        world.now = Instant(day: day("2036-01-01"))
        _ = await world.installation.sweeper.sweep(today: day("2036-01-01"))
        _ = await world.installation.following.catchUp()
        let left = try await world.installation.store.read { try $0.count(RecordKind(.EES, "qualityIssue")) }
        #expect(left == 0)
    }

    /// 2021/2224 6: the weekly report counts what a recount counts, holds no personal data, and is made once.
    @Test func weeklyReports() async throws {
        let world = try await World()
        let token = "Zqxjtoken"
        for place in 0..<12 {
            try await world.file(place % 3 == 0 ? "Unknown" : "\(token)\(["Abe", "Bode", "Cole"][place % 3])", token, number: "A0531244\(place)9")
        }
        // Nobody asked the followers: the run finds the same.
        #expect(try await world.installation.quality.runIfDue())
        #expect(try await !world.installation.quality.runIfDue())
        let reply = try await world.run("quality.readReport", .object([:]), as: .of(.supervisory, nil), for: .supervision)
        #expect(!String(decoding: reply.bytes, as: UTF8.self).lowercased().contains("zqxj"))
        let stored = try await world.installation.store.read { try $0.page(QualityReport.kind, after: nil, limit: 100) }
        #expect(stored.count == CheckedRegister.allCases.count)
        #expect(stored.allSatisfy { !String(decoding: $0.payload, as: UTF8.self).lowercased().contains("zqxj") })
        let ees = try #require(reply.body["reports"]?.elements?.first { $0["system"]?.text == "EES" })
        let lines = try #require(ees["lines"]?.elements)
        #expect(lines.first?["memberState"]?.text == "ALL")
        // Twelve, as statistics of what is held are told.
        #expect(lines.contains { $0["memberState"]?.text == "FRA" && $0["records"]?.number == 10 })
        let listed = try await issues(world)
        #expect(lines.first?["openIssues"]?.number == listed.count)
        let placeholders = listed.filter { rules($0).contains("name.placeholder") }.count
        #expect(placeholders == 4)
        let top = try #require(ees["top"]?.elements)
        #expect(
            top.contains {
                $0["subject"]?.text == "name.placeholder" && $0["records"]?.number == 4 && $0["memberStates"]?.elements?.first?.text == "FRA"
            })
        // The next week is another report.
        world.now = Instant(day: day("2026-03-10"))
        #expect(try await world.installation.quality.runIfDue())
    }

    /// 2021/2224 6(2)(e): records past the day of their erasure, each once, whatever else is due and comes before them.
    @Test func whatIsOverdueIsCountedWhole() async throws {
        let world = try await World()
        let file = try await world.file("Okonkwo", number: "A05312447")
        let stored = try #require(try await world.installation.store.read { try $0.record(file) })
        // One that should be gone by two provisions, behind much of another system.
        let dates = [DueDate(day("2026-02-01"), .erase, article: "34(3)"), DueDate(day("2026-02-02"), .erase, article: "35(6)")]
        let twice = RecordDraft(
            kind: stored.kind, owner: stored.owner, payload: stored.payload, schema: stored.schema, projection: Projection(due: dates))
        var changes: [Change] = [.create(RecordID(high: 78, low: 1), twice)]
        for number in 1...9 {
            let due = DueDate(day("2020-01-01"), .erase, article: "53")
            let other = RecordDraft(
                kind: RecordKind(.SIS, "test"), owner: "FRA", payload: Array("{}".utf8), schema: 1, projection: Projection(due: [due]))
            changes.append(.create(RecordID(high: 77, low: UInt64(number)), other))
        }
        let mandate = world.installation.policy.mandate(
            forTask: "test", systems: [.EES, .SIS], actions: [.read, .create], article: "EES 34", requestID: "overdue")
        _ = try await world.installation.runner.registry.commit(Commit(changes: changes, at: world.now, by: "FRA-border"), under: mandate)
        let run = QualityRun(runner: world.installation.runner, pageSize: 2)
        #expect(try await run.runIfDue())
        let report = try #require(try await run.reports().first { $0.system == .EES })
        #expect(report.lines.first?.overdueErasures == 1)
    }

    /// Kills at any point lose and double nothing: the followers are stopped at every commit, by a store that goes away.
    @Test func followingAfterKillsComesToTheSame() async throws {
        let steady = try await World()
        let shaken = try await World()
        for world in [steady, shaken] {
            for place in 0..<8 { try await world.file(place % 2 == 0 ? "Unknown" : "Okonkwo", number: "A0531244\(place)9") }
        }
        _ = await steady.installation.following.catchUp()
        // A second installation on the same store is what comes up after a kill: it starts from the stored positions.
        for follower in shaken.installation.following.followers.reversed() {
            let single = FeedFollowing(runner: shaken.installation.runner, followers: [follower])
            _ = await single.catchUp()
        }
        let again = FeedFollowing(runner: shaken.installation.runner, followers: shaken.installation.following.followers)
        _ = await again.catchUp()
        func summary(_ world: World) async throws -> [[String]] {
            try await issues(world).map { rules($0).sorted() }.sorted { $0.joined() < $1.joined() }
        }
        #expect(try await summary(steady) == summary(shaken))
        #expect(try await summary(steady).count == 8)
    }

    /// 2021/2224 4(2): data are checked before they are entered, with the zone of the document.
    @Test func dataAreCheckedBeforeEntry() async throws {
        let world = try await World()
        let before = try await world.sequence()
        let reply = try await world.run(
            "quality.check",
            json(
                """
                {"register":"EES","identities":[{"surnames":["Eriksson"],"givenNames":["Anna Maria"],"dateOfBirth":"1974-12-08","sex":"F",
                "nationalities":["UTO"]}],"documents":[{"kind":"passport","number":"L898902C3","issuer":"UTO","expiry":"2012-04-15"}],
                "machineReadableZone":["P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<","L898902C36UTO7408122F1204159ZE184226B<<<<<10"]}
                """))
        let found = Set((reply.body["findings"]?.elements ?? []).compactMap { $0["rule"]?.text })
        #expect(found.contains("zone.dateOfBirth"))
        #expect(!found.contains("zone.surname") && !found.contains("zone.documentNumber"))
        #expect(try await world.sequence() == before)
        let table = try await world.run("quality.listRules", .object(["register": "SIS"]))
        #expect((table.body["rules"]?.elements ?? []).count > 40)
    }
}

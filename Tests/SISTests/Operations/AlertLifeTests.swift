import Access
import Identity
import Operations
import Registry
import Testing

@testable import SIS

@Suite("1862 53(9), 1861 39: purpose achieved") struct PurposeTests {
    let issuer = caller(.judicial, "FRA")
    let bureau = caller(.sirene, "FRA")

    @Test("fifteen calendar days for the authority that created the alert; then it is deleted")
    func silence() async throws {
        let world = SISWorld()
        let id = try await world.enter(content(.arrest), as: issuer)
        #expect(await world.refusal(ReportPurposeAchieved(), .init(id, grounds: "x"), as: caller(.sirene, "DEU"))?.kind == .forbidden)
        #expect(await world.refusal(ReportPurposeAchieved(), .init(id, grounds: "x"), as: issuer)?.kind == .forbidden)
        let told = try await world.run(ReportPurposeAchieved(), .init(id, grounds: "Surrendered."), as: bureau).output
        #expect(told.replyBy == Instant(endOf: day("2026-03-17"), in: "FRA"))
        #expect(await world.refusal(ReportPurposeAchieved(), .init(id, grounds: "x"), as: bureau)?.kind == .alreadyRequested)
        #expect(try await world.inbox("FRA-judicial").map(\.kind) == ["sis.purposeAchieved"])
        let task = try #require(try await world.openTasks(.replyOnPurpose).first)
        #expect(task.authority == .judicial && task.memberState == "FRA")
        let queue = try await world.run(ListTasks<SISTasks>(), .init(), as: issuer).output.tasks
        #expect(queue.map(\.step) == ["replyOnPurpose"])
        world.go(to: "2026-03-17")
        _ = await world.sweep()
        #expect(try await world.count(Alert.kind) == 1)
        world.go(to: "2026-03-18")
        let swept = await world.sweep()
        #expect(swept.failed.isEmpty)
        #expect(try await world.count(Alert.kind) == 0)
        #expect(try await world.count(SISTask.kind) == 0)
        #expect(try await world.records(AlertHistory.self).map(\.value.article) == ["1862 53(9)"])
        #expect(try await world.inbox("FRA").map(\.kind) == ["sis.deletedAfterPurpose"])
    }

    @Test("reasons for keeping it stop the clock")
    func retained() async throws {
        let world = SISWorld()
        let id = try await world.enter(content(.arrest), as: issuer)
        #expect(await world.refusal(RetainAlert(), .init(id, reasons: "x"), as: issuer, version: 1)?.kind == .nothingToDo)
        _ = try await world.run(ReportPurposeAchieved(), .init(id, grounds: "x"), as: bureau)
        let reply = try await world.run(RetainAlert(), .init(id, reasons: "second warrant"), as: issuer, version: 1).output
        #expect(reply.alert.retentionReasons.map(\.assessment) == ["second warrant"])
        world.go(to: "2026-06-01")
        _ = await world.sweep()
        #expect(try await world.count(Alert.kind) == 1)
    }
}

@Suite("1860 6-8, 1861 24(3): from return to refusal") struct ReturnTests {
    let issuer = caller(.immigration, "FRA")

    private func report(_ world: SISWorld, _ outcome: HitOutcome, _ direction: HitDirection?) -> HitReport {
        var report = HitReport()
        (report.place, report.time, report.outcome, report.direction) = ("Zenda", world.now, outcome, direction)
        report.why = outcome == .notPossible ? "x" : nil
        return report
    }

    @Test("6(2), 8: what the issuing Member State must do after a hit, at once")
    func duties() async throws {
        for (outcome, direction, ban, expected) in [
            (HitOutcome.returnConfirmed, HitDirection?.some(.exit), false, SISStep?.some(.deleteAlert)),
            (.returnConfirmed, .exit, true, .enterRefusalAlert), (.taken, .entry, true, .enterRefusalAlert),
            (.taken, .entry, false, .deleteAlert), (.taken, nil, true, nil), (.notTheSamePerson, .entry, true, nil),
        ] {
            let world = SISWorld()
            var alert = content(.return)
            alert.entryBan = ban
            let id = try await world.enter(alert, as: issuer)
            _ = try await world.run(ReportHit(), .init(id, report(world, outcome, direction)), as: caller(.border, "DEU"))
            for step in [SISStep.deleteAlert, .enterRefusalAlert] {
                #expect(try await world.openTasks(step).map(\.memberState) == (step == expected ? ["FRA"] : []))
            }
            #expect(
                await world.refusal(ReportHit(), .init(id, report(world, .returnConfirmed, .entry)), as: caller(.border, "DEU"))?.kind
                    == .contradiction)
            // With an entry ban the alert is replaced, not deleted, so that there is no gap.
            let deleted = await world.refusal(DeleteAlert(), .init(id, ground: .purposeAchieved), as: issuer)
            #expect(deleted?.kind == (ban ? .entryBanStands : nil))
            if ban {
                _ = try await world.run(ReplaceReturnAlert(), .init(id, content(.entryBan)), as: issuer)
                #expect(try await world.records(Alert.self).map(\.value.content.category) == [.entryBan])
                #expect(try await world.openTasks(.enterRefusalAlert).isEmpty)
            }
        }
    }

    @Test("7(1): told once when the period for voluntary departure is over, again when another was set")
    func departurePeriod() async throws {
        let world = SISWorld()
        var alert = content(.return)
        alert.voluntaryDepartureGranted = true
        alert.voluntaryDepartureDate = day("2026-03-31")
        let id = try await world.enter(alert, as: issuer)
        for (date, count) in [("2026-03-31", 0), ("2026-04-01", 1), ("2026-04-02", 1)] {
            world.go(to: date)
            _ = await world.sweep()
            #expect(try await world.inbox("FRA").map(\.article) == Array(repeating: "1860 7(1)", count: count))
        }
        alert.voluntaryDepartureDate = day("2026-04-20")
        _ = try await world.run(UpdateAlert(), .init(id, alert), as: issuer, version: 2)
        world.go(to: "2026-04-21")
        _ = await world.sweep()
        #expect(try await world.inbox("FRA").count == 2)
    }

    @Test("1861 24(3): an entry ban takes effect when the person has left; until then it is found by nobody else")
    func effect() async throws {
        let world = SISWorld()
        var ban = content(.entryBan)
        ban.takesEffectOnDeparture = true
        let id = try await world.enter(ban, as: issuer)
        let border = caller(.border, "DEU")
        #expect(await world.refusal(ReadAlert(), .init(id), as: border)?.kind == .notFound)
        #expect(await world.refusal(ReadAlert(), .init(id), as: caller(.border, "FRA")) == nil)
        #expect(await world.refusal(ReadAlert(), .init(id), as: caller(.sirene, "DEU")) == nil)
        #expect(await world.refusal(ConfirmDeparture(), .init(id), as: border, version: 1)?.kind == .notFound)
        _ = try await world.run(ConfirmDeparture(), .init(id), as: issuer, version: 1)
        #expect(await world.refusal(ReadAlert(), .init(id), as: border) == nil)
        #expect(await world.refusal(ConfirmDeparture(), .init(id), as: issuer, version: 2)?.kind == .nothingToDo)
        var other = content(.refusal, "Other")
        other.takesEffectOnDeparture = true
        #expect(await world.refusal(EnterAlert(), .init(other), as: issuer)?.kind == .contradiction)
    }
}

@Suite("1862 33, 41, 55: what follows a hit") struct FollowUpTests {
    let issuer = caller(.police, "FRA")

    private func hit(_ world: SISWorld, _ id: String, _ match: HitMatch = .document, account: String? = nil) async throws -> RecordID {
        var report = HitReport()
        (report.place, report.time, report.match, report.account) = ("Zenda", world.now, match, account)
        return try await world.run(ReportHit(), .init(id, report), as: caller(.border, "DEU")).output.hit
    }

    @Test("33(3): measures for a child are decided within twelve hours of finding it, and told")
    func child() async throws {
        for (category, born, isChild) in [
            (AlertCategory.childAbduction, "1980-05-17", true), (.missing, "2015-05-17", true), (.missing, "1980-05-17", false),
            (.missingProtect, "2010", true), (.arrest, "2010-01-01", false),
        ] {
            let world = SISWorld()
            let id = try await world.enter(content(category, born: born), as: issuer)
            let hit = try await hit(world, id)
            let tasks = try await world.openTasks(.decideOnChild)
            #expect(tasks.map(\.memberState) == (isChild ? ["DEU"] : []), "\(category) \(born)")
            #expect(tasks.allSatisfy { $0.deadline == world.now.adding(hours: 12) })
            var decision = ChildDecision()
            (decision.measures, decision.taken) = ("youth office", world.now)
            let bureau = caller(.sirene, "DEU")
            let refusal = await world.refusal(RecordChildDecision(), .init(hit, decision), as: bureau)
            #expect(refusal?.kind == (isChild ? nil : .nothingToDo))
            #expect(try await world.openTasks(.decideOnChild).isEmpty)
            #expect(try await world.inbox("FRA").contains { $0.article == "1862 33(3)" } == isChild)
            #expect(await world.refusal(RecordChildDecision(), .init(hit, decision), as: caller(.sirene, "ITA"))?.kind == .notFound)
        }
    }

    @Test("41, 55(6): an expert verifies the prints before an unknown person is known", arguments: [true, false])
    func expert(belongs: Bool) async throws {
        let world = SISWorld()
        let id = try await world.enter(content(.unknownWanted), as: issuer, samples: prints)
        var report = HitReport()
        (report.place, report.time, report.match) = ("Zenda", world.now, .identity)
        #expect(await world.refusal(ReportHit(), .init(id, report), as: caller(.border, "DEU"))?.article == "1862 41")
        let hit = try await hit(world, id, .dactyloscopic)
        #expect(try await world.openTasks(.expertVerification).map(\.memberState) == ["DEU"])
        var verification = ExpertVerification()
        (verification.belongs, verification.expert) = (true, "laboratory 3")
        let bureau = caller(.sirene, "DEU")
        #expect(await world.refusal(RecordExpertVerification(), .init(hit, verification), as: bureau)?.kind == .contradiction)
        verification.belongs = belongs
        verification.identity = belongs ? person("Specimen", "Anna") : nil
        _ = try await world.run(RecordExpertVerification(), .init(hit, verification), as: bureau)
        #expect(try await world.openTasks(.deleteAlert).map(\.article) == (belongs ? ["1862 55(6)(a)"] : []))
        #expect(await world.refusal(RecordExpertVerification(), .init(hit, verification), as: bureau)?.kind == .nothingToDo)
    }

    @Test("55(3): the same address is not sent twice; the alert is to be assessed")
    func repeatedAddress() async throws {
        let world = SISWorld()
        let id = try await world.enter(content(.judicial), as: issuer)
        _ = try await hit(world, id, account: "Castle 1, Zenda")
        _ = try await hit(world, id, account: "Castle 1, Zenda")
        _ = try await hit(world, id, account: "Castle 2, Zenda")
        #expect(try await world.inbox("FRA").map(\.kind).sorted() == ["sis.hit", "sis.hit", "sis.repeatedHit"])
        #expect(try await world.records(SupplementaryMessage.self).count == 2)
        #expect(try await world.count(Hit.kind) == 3)
    }

    @Test("36(4): every Member State is told of a check for national security; 36(2): what is sought reaches the officer")
    func security() async throws {
        let world = SISWorld()
        var check = content(.inquiryCheck)
        check.nationalSecurity = true
        check.informationSought = ["with whom?"]
        let id = try await world.enter(check, as: issuer)
        #expect(try await world.inbox("DEU").map(\.kind) == ["sis.newAlertForSecurity"])
        #expect(SISPortalView(try #require(try await world.alert(id))).informationSought == ["with whom?"])
        var arrest = content(.arrest, "Other")
        arrest.nationalSecurity = true
        #expect(await world.refusal(EnterAlert(), .init(arrest), as: issuer)?.kind == .contradiction)
    }
}

@Suite("1862 42, 62: samples, and whose identity was misused") struct SampleTests {
    let police = caller(.police, "FRA")

    private func samples(_ kinds: [AlertSampleKind]) -> [AlertSample] { kinds.map { AlertSample($0, format: "x", data: [1]) } }

    @Test("42(2), (3): how many prints, and a DNA profile only where nothing else suits")
    func counts() async throws {
        for (category, kinds, unsuitable, accepted) in [
            (AlertCategory.arrest, Array(repeating: AlertSampleKind.fingerprint, count: 20), false, true),
            (.arrest, Array(repeating: .fingerprint, count: 21), false, false),
            (.arrest, [.palmPrint, .palmPrint], false, true), (.arrest, [.palmPrint, .palmPrint, .palmPrint], false, false),
            (.missingProtect, [.dnaProfile], false, true), (.missingProtect, [.dnaProfile, .photograph], false, false),
            (.missingProtect, [.dnaProfile, .photograph], true, true), (.arrest, [.photograph], true, false),
        ] {
            var content = content(category)
            content.otherSamplesUnsuitable = unsuitable
            let refusal = await SISWorld().refusal(EnterAlert(), .init(content, samples: samples(kinds)), as: police)
            #expect((refusal == nil) == accepted, "\(category) \(kinds.count)")
        }
    }

    @Test("62(3): consent for each category of data, samples among them; they are never searched by, and go with the identity")
    func misused() async throws {
        let world = SISWorld()
        let id = try await world.enter(content(.arrest), as: police, samples: samples([.photograph]))
        var victim = MisusedIdentity(person("Victim", "Vera", category: .misused), consented: world.today, to: [])
        victim.documents = [TravelDocument(kind: .passport, number: "V1234567", issuer: CountryCode("UTO")!)]
        (victim.address, victim.mothersName) = ("Castle 1", "Flavia")
        var input = AddIdentity.Input(id, misused: victim)
        input.samples = samples([.photograph, .fingerprint])
        let needed: [MisusedIdentity.Datum] = [
            .surnames, .forenames, .dateOfBirth, .gender, .nationalities, .documentCategory, .documentIssuer, .documentNumber,
            .address, .mothersName, .photographs, .prints,
        ]
        for left in needed {
            input.misused?.consentTo = needed.filter { $0 != left }
            let refusal = await world.refusal(AddIdentity(), input, as: police, version: 1)
            #expect(refusal?.kind == .consentMissing && refusal?.detail.hasSuffix(left.rawValue) == true, "\(left)")
        }
        input.misused?.consentTo = needed
        let reply = try await world.run(AddIdentity(), input, as: police, version: 1).output
        #expect(reply.alert.misused.map(\.number) == [1])
        let held = try await world.run(ReadSamples(), .init(id), as: caller(.border, "DEU")).output
        #expect(held.samples.count == 1 && held.misused.count == 2)
        #expect(try await world.records(AlertSamples.self).first?.value.projection.templates.count == 1)
        #expect(await world.refusal(ReadSamples(), .init(id), as: caller(.visa, "DEU"))?.kind == .notFound)
        // 62(1), (5): the consent is withdrawn.
        _ = try await world.run(RemoveIdentity(), .init(id, position: 1), as: police, version: 2)
        #expect(try await world.run(ReadSamples(), .init(id), as: police).output.misused.isEmpty)
        input.samples = samples([.dnaProfile])
        #expect(await world.refusal(AddIdentity(), input, as: police, version: 3)?.kind == .contradiction)
    }
}

@Suite("1861 18, 1862 18: the history of an alert") struct HistoryTests {
    let issuer = caller(.police, "FRA")

    @Test("18(2), (4): versions and deletion without a word on the person, for three years after the deletion")
    func kept() async throws {
        let world = SISWorld()
        let id = try await world.enter(content(.arrest), as: issuer)
        _ = try await world.run(ExtendAlert(), .init(id, assessment: "x"), as: caller(.judicial, "FRA"), version: 1)
        let bureau = caller(.sirene, "FRA")
        #expect(try await world.run(ReadAlertHistory(), .init(id), as: bureau).output.events.map(\.version) == [1, 2])
        _ = try await world.run(DeleteAlert(), .init(id, ground: .purposeAchieved), as: issuer)
        let history = try await world.run(ReadAlertHistory(), .init(id), as: caller(.supervisory, "FRA")).output
        #expect(history.events.map(\.by) == ["FRA-police", "FRA-judicial"])
        #expect(history.article == "1862 53(9), 55" && history.deleted == world.now)
        let stored = try await world.store.read { try $0.page(AlertHistory.kind, after: nil, limit: 10) }
        #expect(!String(decoding: stored[0].payload, as: UTF8.self).contains("Specimen"))
        for stranger in [caller(.sirene, "DEU"), caller(.supervisory, "DEU")] {
            #expect(await world.refusal(ReadAlertHistory(), .init(id), as: stranger)?.kind == .notFound)
        }
        #expect(await world.refusal(ReadAlertHistory(), .init(id), as: issuer)?.kind == .forbidden)
        #expect(await world.refusal(ReadAlertHistory(), .init(id), as: caller(.supervisory, nil)) == nil)
        world.go(to: "2029-03-02")
        _ = await world.sweep()
        #expect(try await world.records(AlertHistory.self).count == 1)
        world.go(to: "2029-03-03")
        #expect(await world.sweep().erased["1862 18(4)"] == 1)
        #expect(try await world.records(AlertHistory.self).isEmpty)
    }

    @Test("what the feed says of an alert, for systems that hang on it")
    func feed() async throws {
        let world = SISWorld()
        let id = try await world.enter(content(.refusal), as: issuer)
        _ = try await world.run(ExtendAlert(), .init(id, assessment: "x"), as: issuer, version: 1)
        func changes() async throws -> [AlertChange.Event] {
            let mandate = world.runner.policy.mandate(
                forTask: "t", systems: [.SIS], actions: [.read], article: "x", requestID: "r")
            return try await world.runner.registry.read(mandate) { reader in
                try reader.wholeFeed(after: 0, limit: 100).compactMap { try reader.alertChange($0)?.event }
            }
        }
        #expect(try await changes() == [.entered, .changed])
        _ = try await world.run(DeleteAlert(), .init(id, ground: .decisionWithdrawn), as: issuer)
        #expect(try await changes().last == .deleted(article: "1861 40"))
    }
}

@Suite("1862 64: what comes in the moment in which its alert goes") struct ExchangeFollowerTests {
    @Test("it gets its date of erasure, and a clock about nothing goes; nothing else is touched")
    func followed() async throws {
        let world = SISWorld()
        let issuer = caller(.police, "FRA")
        let standing = try await world.enter(content(.arrest, "A"), as: issuer)
        let gone = try await world.enter(content(.arrest, "B"), as: issuer)
        _ = try await world.run(DeleteAlert(), .init(gone, ground: .unlawful), as: issuer)
        world.now = world.now.adding(hours: 48)
        let ids = world.runner.ids
        var changes: [Change] = []
        for number in [standing, gone] {
            var hit = Hit()
            (hit.schengenID, hit.issuingState, hit.reporter, hit.authority, hit.group) = (number, "FRA", "DEU", "DEU-POLICE", "arrest")
            hit.report.place = "Kehl"
            changes.append(.create(ids.next(), hit.draft(owner: "DEU")))
        }
        let task = SISTask(
            about: ids.next(), step: "addFlag", article: "x", authority: .sirene, memberState: "FRA", begun: world.now,
            deadline: world.now)
        changes.append(.create(ids.next(), task.draft(owner: "FRA")))
        _ = try await world.store.commit(Commit(changes: changes, at: world.now, by: "test"))
        let following = FeedFollowing(runner: world.runner, followers: SISOperations.followers)
        #expect(await following.catchUp().followed == 2)
        #expect(await following.catchUp().followed == 0)
        let hits = try await world.records(Hit.self)
        #expect(hits.first { $0.value.schengenID == standing }?.value.alertDeleted == nil)
        #expect(hits.first { $0.value.schengenID == gone }?.value.alertDeleted == day("2026-03-02"))
        #expect(try await world.count(SISTask.kind) == 0)
    }
}

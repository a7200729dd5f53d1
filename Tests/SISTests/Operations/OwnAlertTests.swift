import Access
import Identity
import Operations
import Registry
import Testing
import Wire

@testable import SIS

@Suite struct OwnAlertTests {
    let issuer = caller(.police, "FRA")

    private func entered(_ category: AlertCategory = .arrest, in world: SISWorld) async throws -> String {
        try await world.run(EnterAlert(), .init(content(category)), as: issuer).output.schengenID
    }

    @Test("1862 59(3), 1861 44(3): only the issuing Member State changes its alert", arguments: AuthorityKind.allCases)
    func others(kind: AuthorityKind) async throws {
        let world = SISWorld()
        let id = try await entered(.refusal, in: world)
        let before = try #require(try await world.alert(id))
        var changed = content(.refusal)
        changed.reason = "another"
        for state in ["DEU", nil] {
            let stranger = caller(kind, state)
            let kinds = [
                await world.refusal(UpdateAlert(), .init(id, changed), as: stranger, version: 1)?.kind,
                await world.refusal(ExtendAlert(), .init(id, assessment: "x"), as: stranger, version: 1)?.kind,
                await world.refusal(AddIdentity(), .init(id, person("X", "Y")), as: stranger, version: 1)?.kind,
                await world.refusal(RemoveIdentity(), .init(id, position: 0), as: stranger, version: 1)?.kind,
                await world.refusal(DeleteAlert(), .init(id, ground: .decisionWithdrawn), as: stranger)?.kind,
                await world.refusal(ReplaceReturnAlert(), .init(id, content(.entryBan)), as: stranger)?.kind,
            ]
            // Who may not even read the alert learns nothing of it.
            #expect(kinds.allSatisfy { $0 == .forbidden || $0 == .notFound })
        }
        #expect(try await world.alert(id)?.value == before.value)
    }

    @Test("59(3): the issuing Member State updates; every version is kept; If-Match is asked for and obeyed")
    func update() async throws {
        let world = SISWorld()
        let id = try await entered(in: world)
        var changed = content(.arrest)
        changed.warnings = [.armed, .violent]
        #expect(await world.refusal(UpdateAlert(), .init(id, changed), as: issuer)?.kind == .preconditionRequired)
        #expect(
            await world.refusal(UpdateAlert(), .init(id, changed), as: issuer, version: 2)?.kind == .preconditionFailed)
        // Another authority of the same Member State may, too.
        let updated = try await world.run(UpdateAlert(), .init(id, changed), as: caller(.sirene, "FRA"), version: 1)
        #expect(updated.version == 2)
        #expect(updated.output.alert.content.warnings == [.armed, .violent])
        #expect(await world.refusal(UpdateAlert(), .init(id, changed), as: issuer, version: 2)?.kind == .nothingToDo)
        let record = try #require(try await world.alert(id))
        let versions = try await world.store.read { try $0.history(record.id) }
        #expect(versions.map(\.version) == [1, 2])
        var poor = changed
        poor.reason = nil
        #expect(await world.refusal(UpdateAlert(), .init(id, poor), as: issuer, version: 2)?.kind == .minimumData)
        #expect(
            await world.refusal(UpdateAlert(), .init(id, content(.missing)), as: issuer, version: 2)?.kind
                == .categoryFixed)
    }

    @Test("32(7): an alert on a child becomes one on an adult once the child has come of age; the chapter stays")
    func withinTheChapter() async throws {
        let world = SISWorld()
        var child = content(.childRisk)
        child.identities[0].dateOfBirth = PartialDate("2008-09-01")!
        let id = try await world.run(EnterAlert(), .init(child), as: issuer).output.schengenID
        var adult = child
        adult.category = .vulnerableAdult
        #expect(await world.refusal(UpdateAlert(), .init(id, adult), as: issuer, version: 1)?.kind == .contradiction)
        world.go(to: "2026-09-01")
        let updated = try await world.run(UpdateAlert(), .init(id, adult), as: issuer, version: 1)
        #expect(updated.output.alert.content.category == .vulnerableAdult)
        #expect(await world.refusal(UpdateAlert(), .init(id, child), as: issuer, version: 2)?.kind == .contradiction)
    }

    @Test("23(2): an update does not make two alerts on one person")
    func updateOntoAnother() async throws {
        let world = SISWorld()
        let id = try await entered(in: world)
        _ = try await world.run(EnterAlert(), .init(content(.missing, "Other", "Person")), as: issuer)
        var changed = content(.arrest)
        changed.identities.append(person("Other", "Person", category: .alias))
        #expect(await world.refusal(UpdateAlert(), .init(id, changed), as: issuer, version: 1)?.kind == .alertExists)
        let added = person("Other", "Person", category: .alias)
        #expect(await world.refusal(AddIdentity(), .init(id, added), as: issuer, version: 1)?.kind == .alertExists)
    }

    @Test("20(3)(d): aliases are added and taken out; the minimum data stay")
    func identities() async throws {
        let world = SISWorld()
        let id = try await entered(in: world)
        let alias = person("Alias", "Anna", "1981-01-01", category: .alias)
        let added = try await world.run(AddIdentity(), .init(id, alias), as: issuer, version: 1)
        #expect(added.output.alert.content.identities.last == alias)
        #expect(await world.refusal(AddIdentity(), .init(id, alias), as: issuer, version: 2)?.kind == .nothingToDo)
        #expect(
            await world.refusal(RemoveIdentity(), .init(id, position: 2), as: issuer, version: 2)?.kind == .notFound)
        _ = try await world.run(RemoveIdentity(), .init(id, position: 1), as: issuer, version: 2)
        #expect(
            await world.refusal(RemoveIdentity(), .init(id, position: 0), as: issuer, version: 3)?.kind == .minimumData)
    }

    @Test(
        "62, 47: a misused identity needs consent for each category of data",
        arguments: MisusedIdentity.Datum.allCases.filter { $0 != .photographs && $0 != .prints })
    func consent(missing: MisusedIdentity.Datum) async throws {
        let world = SISWorld()
        let id = try await entered(in: world)
        var victim = person("Victim", "Vera", "1980-05-17", category: .misused)
        victim.surnamesAtBirth = ["Born"]
        victim.otherNames = ["V"]
        victim.placeOfBirth = "Zenda"
        let everything = MisusedIdentity.Datum.allCases
        func claim(_ consented: String, _ to: [MisusedIdentity.Datum]) -> MisusedIdentity {
            var claim = MisusedIdentity(victim, consented: day(consented), to: to)
            claim.physicalMarks = ["a scar on the left hand"]
            claim.documents = [
                TravelDocument(kind: .passport, number: "V1", issuer: CountryCode("UTO")!, issued: day("2020-01-01"), expiry: nil)
            ]
            (claim.address, claim.fathersName, claim.mothersName) = ("1 Castle Road", "Viktor", "Valeria")
            return claim
        }
        let without = claim("2026-03-01", everything.filter { $0 != missing })
        #expect(
            await world.refusal(AddIdentity(), .init(id, misused: without), as: issuer, version: 1)?.kind
                == .consentMissing)
        #expect(await world.refusal(AddIdentity(), .init(id, victim), as: issuer, version: 1)?.kind == .consentMissing)
        let future = claim("2026-03-03", everything)
        #expect(
            await world.refusal(AddIdentity(), .init(id, misused: future), as: issuer, version: 1)?.kind
                == .consentMissing)
        var whole = claim("2026-03-02", everything)
        let added = try await world.run(AddIdentity(), .init(id, misused: whole), as: issuer, version: 1)
        // SIS gives it its number.
        whole.number = try #require(added.output.alert.misused.first).number
        #expect(added.output.alert.misused == [whole])
        // The victim withdraws.
        let removed = try await world.run(RemoveIdentity(), .init(id, position: 1), as: issuer, version: 2)
        #expect(removed.output.alert.misused.isEmpty)
    }

    @Test("a victim of misuse may have an alert of their own: a misused identity is not the subject")
    func victimWithAlert() async throws {
        let world = SISWorld()
        let id = try await entered(in: world)
        let victim = person("Victim", "Vera", category: .misused)
        let misused = MisusedIdentity(victim, consented: world.today, to: MisusedIdentity.Datum.allCases)
        _ = try await world.run(AddIdentity(), .init(id, misused: misused), as: issuer, version: 1)
        #expect(await world.refusal(EnterAlert(), .init(content(.missing, "Victim", "Vera")), as: issuer) == nil)
    }

    @Test("1862 55, 1861 40, 1860 14: a deleted alert is gone with its samples; the grounds are those of the act")
    func delete() async throws {
        let world = SISWorld()
        let sample = [AlertSample(.photograph, format: "jpeg", data: [1, 2])]
        let id = try await world.run(EnterAlert(), .init(content(.arrest), samples: sample), as: issuer).output
            .schengenID
        #expect(try await world.count(AlertSamples.kind) == 1)
        for ground in [DeletionGround.consultation, .citizenship, .decisionOfAuthority] {
            #expect(await world.refusal(DeleteAlert(), .init(id, ground: ground), as: issuer)?.kind == .noSuchGround)
        }
        _ = try await world.run(DeleteAlert(), .init(id, ground: .purposeAchieved), as: issuer)
        #expect(try await world.count(Alert.kind) == 0)
        #expect(try await world.count(AlertSamples.kind) == 0)
        #expect(await world.refusal(ReadAlert(), AlertReference(id), as: issuer)?.kind == .notFound)
        // The subject may have an alert again.
        _ = try await entered(in: world)
    }

    @Test("every category can be deleted on some ground, and every ground deletes some category")
    func grounds() {
        for category in AlertCategory.withoutProposal {
            #expect(DeletionGround.allCases.contains { $0.article(of: category) != nil })
            #expect(DeletionGround.unlawful.article(of: category) != nil)
        }
        for ground in DeletionGround.allCases {
            #expect(AlertCategory.withoutProposal.contains { ground.article(of: $0) != nil })
        }
        #expect(DeletionGround.consultation.article(of: .arrest) == nil)
    }

    @Test("1860 8(a): return gives way to refusal in one step, without a gap and without two alerts")
    func handover() async throws {
        let world = SISWorld()
        let border = caller(.immigration, "FRA")
        var decision = content(.return)
        decision.entryBan = true
        let photo = [AlertSample(.photograph, format: "jpeg", data: [9])]
        let old = try await world.run(EnterAlert(), .init(decision, samples: photo), as: border).output.schengenID
        // Not as two steps: 23(2) stands in the way.
        #expect(await world.refusal(EnterAlert(), .init(content(.entryBan)), as: border)?.kind == .alertExists)
        #expect(
            await world.refusal(ReplaceReturnAlert(), .init(old, content(.arrest)), as: border)?.kind == .contradiction)
        let new = try await world.run(ReplaceReturnAlert(), .init(old, content(.entryBan)), as: border).output
        #expect(try await world.alert(old) == nil)
        let standing = try #require(try await world.alert(new.schengenID))
        #expect(standing.value.content.category == .entryBan)
        #expect(standing.value.samples == [.photograph])
        #expect(try await world.count(AlertSamples.kind) == 1)
        // Without an entry ban there is nothing to enter.
        let plain = try await world.run(EnterAlert(), .init(content(.return, "Other", "One")), as: border).output
            .schengenID
        #expect(
            await world.refusal(ReplaceReturnAlert(), .init(plain, content(.entryBan, "Other", "One")), as: border)?
                .kind == .noEntryBan)
    }

    @Test("the list of own alerts: pages, all of them once, none of others', none without a right")
    func list() async throws {
        let world = SISWorld()
        var own: Set<String> = []
        for number in 0..<17 {
            let category: AlertCategory = number % 3 == 0 ? .refusal : number % 3 == 1 ? .arrest : .return
            let id = try await world.run(EnterAlert(), .init(content(category, "Name\(number)")), as: issuer).output
                .schengenID
            own.insert(id)
            _ = try await world.run(EnterAlert(), .init(content(category, "Name\(number)")), as: caller(.police, "DEU"))
        }
        func listed(_ caller: Caller, _ category: AlertCategory? = nil) async throws -> [String] {
            var ids: [String] = []
            var cursor: RecordID?
            repeat {
                let page = try await world.run(
                    ListOwnAlerts(), .init(category: category, cursor: cursor, limit: 5), as: caller)
                ids += page.output.alerts.map(\.alert.schengenID)
                cursor = page.output.next
            } while cursor != nil
            return ids
        }
        let all = try await listed(issuer)
        #expect(all.count == 17 && Set(all) == own)
        #expect(try await listed(issuer, .arrest).count == 6)
        // Immigration authorities see returns and refusals.
        #expect(try await listed(caller(.immigration, "FRA")).count == 11)
        #expect(await world.refusal(ListOwnAlerts(), .init(), as: caller(.europol, nil))?.kind == .forbidden)
        #expect(await world.refusal(ListOwnAlerts(), .init(), as: caller(.visa, "FRA"))?.kind == .forbidden)
    }
}

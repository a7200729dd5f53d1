import Access
import Identity
import Operations
import Registry
import Testing
import Wire

@testable import SIS

@Suite struct HitTests {
    let issuer = caller(.police, "FRA")

    private func report(_ world: SISWorld, _ outcome: HitOutcome = .taken, why: String? = nil) -> HitReport {
        var report = HitReport()
        report.place = "Zenda airport"
        report.time = world.now.adding(seconds: -600)
        report.match = .document
        report.outcome = outcome
        report.why = why
        return report
    }

    @Test("8, 58, 43: a hit waits in the inbox of the issuing Member State; both sides can read it, nobody else")
    func reported() async throws {
        let world = SISWorld()
        let id = try await world.run(EnterAlert(), .init(content(.arrest)), as: issuer).output.schengenID
        let german = caller(.border, "DEU")
        let hit = try await world.run(ReportHit(), .init(id, report(world)), as: german).output.hit
        let inbox = try await world.inbox("FRA")
        #expect(inbox.map(\.kind) == ["sis.hit"])
        #expect(inbox.first?.record == hit)
        // The SIRENE Bureau and the authority of the alert read of it; the other authorities of the Member State do not.
        let others = try await world.store.read { try $0.inbox(recipient: "FRA", after: nil, limit: 10) }
        #expect(others.isEmpty && inbox.map(\.recipient) == ["sirene/FRA"])
        let own = try await world.store.read { [issuer] in try $0.inbox(recipient: issuer.authority, after: nil, limit: 10) }
        #expect(own.map(\.record) == [hit])
        #expect(inbox.first?.text.contains(id) == true && inbox.first?.text.contains("Specimen") == false)
        #expect(try await world.inbox("DEU").isEmpty)

        func read(_ caller: Caller) async throws -> [RecordID] {
            try await world.run(ReadHits(), .init(id), as: caller).output.hits.map(\.id)
        }
        #expect(try await read(issuer) == [hit])
        #expect(try await read(german) == [hit])
        #expect(try await read(caller(.border, "ITA")) == [])
        #expect(try await world.run(ListHits(), .init(.received), as: issuer).output.hits.map(\.id) == [hit])
        #expect(try await world.run(ListHits(), .init(.made), as: issuer).output.hits.isEmpty)
        #expect(try await world.run(ListHits(), .init(.made), as: german).output.hits.map(\.id) == [hit])
        // An authority of the same state without a right to alerts for arrest does not see it.
        #expect(try await world.run(ListHits(), .init(.received), as: caller(.immigration, "FRA")).output.hits.isEmpty)
        #expect(await world.refusal(ListHits(), .init(.made), as: caller(.carrier, "DEU"))?.kind == .forbidden)
    }

    @Test("58, 43: an action that could not be taken is reported with its reason")
    func notPossible() async throws {
        let world = SISWorld()
        let id = try await world.run(EnterAlert(), .init(content(.refusal)), as: issuer).output.schengenID
        let border = caller(.border, "DEU")
        let without = await world.refusal(ReportHit(), .init(id, report(world, .notPossible)), as: border)
        #expect(without?.kind == .whyMissing)
        _ = try await world.run(
            ReportHit(), .init(id, report(world, .notPossible, why: "holds a residence permit")), as: border)
        let notice = try #require(try await world.inbox("FRA").first)
        #expect(notice.kind == "sis.hitWithoutAction" && notice.article == "1861 43")
        var future = report(world)
        future.time = world.now.adding(seconds: 1)
        #expect(await world.refusal(ReportHit(), .init(id, future), as: border)?.kind == .contradiction)
    }

    @Test("1860 6: a return is confirmed on an alert on return and on no other", arguments: AlertCategory.withoutProposal)
    func returns(category: AlertCategory) async throws {
        let world = SISWorld()
        let id = try await world.run(
            EnterAlert(), .init(content(category), samples: category == .unknownWanted ? prints : []), as: issuer
        ).output.schengenID
        var leaving = report(world, .returnConfirmed)
        leaving.match = .dactyloscopic
        let refusal = await world.refusal(ReportHit(), .init(id, leaving), as: caller(.border, "DEU"))
        #expect(refusal?.kind == (category == .return ? nil : .contradiction))
        #expect(try await world.inbox("FRA").map(\.article) == (category == .return ? ["1860 6"] : []))
    }

    @Test("48(2), 49(2), 50(3): agencies report what they find, and what they may not find they cannot report")
    func agencies() async throws {
        let world = SISWorld()
        let arrest = try await world.run(EnterAlert(), .init(content(.arrest)), as: issuer).output.schengenID
        let refusal = try await world.run(EnterAlert(), .init(content(.refusal, "Other")), as: issuer).output.schengenID
        for kind in [AuthorityKind.europol, .eurojust, .ebcgTeam] {
            #expect(await world.refusal(ReportHit(), .init(arrest, report(world)), as: caller(kind, nil)) == nil)
        }
        let eurojust = await world.refusal(ReportHit(), .init(refusal, report(world)), as: caller(.eurojust, nil))
        #expect(eurojust?.kind == .notFound)
        #expect(try await world.inbox("FRA").count == 3)
    }

    @Test("64: reports go one year after the alert, and not before")
    func kept() async throws {
        let world = SISWorld()
        let id = try await world.run(EnterAlert(), .init(content(.arrest)), as: issuer).output.schengenID
        let border = caller(.border, "DEU")
        let hit = try await world.run(ReportHit(), .init(id, report(world)), as: border).output.hit
        world.go(to: "2026-06-10")
        _ = try await world.run(DeleteAlert(), .init(id, ground: .purposeAchieved), as: issuer)
        #expect(try await world.run(ListHits(), .init(.received), as: issuer).output.hits.map(\.id) == [hit])
        world.go(to: "2027-06-10")
        _ = await world.sweep()
        #expect(try await world.count(Hit.kind) == 1)
        world.go(to: "2027-06-11")
        let swept = await world.sweep()
        // The report, the form G that it opened, and the clock of the answer.
        #expect(swept.erased == ["1862 64": 3])
        #expect(try await world.count(SupplementaryMessage.kind) == 0)
        #expect(try await world.count(Hit.kind) == 0)
        #expect(try await world.inbox("FRA").isEmpty)
    }
}

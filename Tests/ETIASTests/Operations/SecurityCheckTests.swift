import Access
import Identity
import Operations
import Registry
import Testing

@testable import ETIAS

@Suite("ETIAS 13(4b), 35a: the security check of a screening")
struct SecurityCheckTests {
    let screening = Caller(authority: "IT-HOTSPOT", kind: .screening, memberState: "ITA", user: "agente")

    func input(_ change: (inout SearchApplications.Input) -> Void = { _ in }) -> SearchApplications.Input {
        var input = SearchApplications.Input()
        input.surname = "SILVA"
        input.dateOfBirth = Day("1990-05-04")
        change(&input)
        return input
    }

    func search(_ bench: Bench) async throws -> [RecordID] {
        try await bench.run(SearchApplications(), input(), as: screening, for: .securityCheck).files.map(\.application)
    }

    @Test("13(4b): refused, annulled or revoked under Article 28(7) or 37(1)(a), (b) or (e), and on no other ground")
    func grounds() {
        for kind: AuthorisationDecision.Kind in [.issued, .issuedLimited, .refused, .annulled, .revoked, .revokedOnRequest] {
            for ground in RefusalGround.allCases {
                var file = ApplicationFile()
                file.decisions = [AuthorisationDecision(kind, at: Instant(milliseconds: 0), unit: "FRA", grounds: [ground])]
                let counts =
                    [.refused, .annulled, .revoked].contains(kind) && ["28(7)", "37(1)(a)", "37(1)(b)", "37(1)(e)"].contains(ground.article)
                #expect(file.isSecurityHit == counts, "\(kind) \(ground)")
            }
        }
    }

    @Test("13(4b): a file without such a decision is no hit, and of a hit no answer, flag or opinion is seen") func hits() async throws {
        let bench = Bench()
        let id = try await bench.manual()
        #expect(try await search(bench).isEmpty)
        _ = try await bench.decide(id, issue: false)
        #expect(try await search(bench).isEmpty)
        let other = try await bench.manual(.complete(number: "AB999999"))
        _ = try await bench.decide(other, issue: false) { $0.grounds = [.securityRisk] }
        #expect(try await search(bench) == [other])
        #expect(await bench.refusal(ReadApplication(), ApplicationReference(other), as: screening, for: .securityCheck) == .forbidden)
        // The check in the territory is no way around the watchlist.
        let passport = MachineReadable(number: "AB999999", issuer: CountryCode("BRA")!, dateOfBirth: Day("1990-05-04")!)
        #expect(await bench.refusal(CheckInTerritory(), CheckAtBorder.Input(passport), as: screening, for: .securityCheck) == .forbidden)
        // By documents and what the person says alone.
        var byEmail = SearchApplications.Input()
        byEmail.email = "ana@example.org"
        #expect(await bench.refusal(SearchApplications(), byEmail, as: screening, for: .securityCheck) == .forbidden)

        let file = try await bench.file(other)
        let mandate = bench.runner.policy.mandate(
            forTask: "t", systems: [.ETIAS], actions: [.read], article: "ETIAS 13(4b)", requestID: "r")
        let views = try await bench.runner.registry.read(mandate) { reader in
            try [id, other].map {
                try ETIASPortalView.read($0, from: reader, asOf: Day("2027-03-02")!, in: nil, visible: [.etiasSecurityHit])
            }
        }
        #expect(views[0] == nil)
        let view = try #require(views[1])
        #expect(view.number == file.value.number && view.status == .refused && view.secondLine == nil && view.guardian == nil)
    }

    @Test("35a: who entered the data is told and may give an opinion; the screening authority learns nothing of the entry")
    func watchlist() async throws {
        let bench = Bench()
        var entry = EnterWatchlist.Input()
        entry.items.surname = "SILVA"
        entry.items.dateOfBirth = Day("1990-05-04")
        entry.justification = "Reliable information of March 2027."
        let entered = try await bench.run(EnterWatchlist(bench.ports), entry, as: .germany).id
        entry.items.surname = "SOUZA"
        _ = try await bench.run(EnterWatchlist(bench.ports), entry, as: .europol)

        // A unit that searches tells nobody.
        _ = try await bench.run(SearchApplications(), input(), as: .france)
        #expect(try await bench.inbox("etiasNational/DEU").isEmpty)
        #expect(try await search(bench).isEmpty)
        let notice = try #require(try await bench.inbox("etiasNational/DEU").last)
        #expect(notice.kind == "etias.screeningMeetsWatchlist" && notice.record == entered)
        #expect(notice.text.contains("IT-HOTSPOT") && notice.text.contains("SILVA") && notice.text.contains("2027-03-03"))
        #expect(try await bench.inbox("europol/-").isEmpty)
        #expect(try await bench.inbox("IT-HOTSPOT").isEmpty)
        // Another person of the name is none.
        _ = try await bench.run(
            SearchApplications(), input { $0.dateOfBirth = Day("1991-05-04") }, as: screening, for: .securityCheck)
        #expect(try await bench.inbox("etiasNational/DEU").count == 1)

        var opinion = GiveScreeningOpinion.Input()
        (opinion.entry, opinion.authority, opinion.caseReference) = (entered, "IT-HOTSPOT", "case-1")
        opinion.reasons = "Known to have fought in a conflict zone."
        for caller in [Caller.france, .europol] {
            #expect(await bench.refusal(GiveScreeningOpinion(), opinion, as: caller) == .notFound)
        }
        #expect(await bench.refusal(GiveScreeningOpinion(), opinion, as: screening, for: .securityCheck) == .forbidden)
        _ = try await bench.run(GiveScreeningOpinion(), opinion, as: .germany)
        let told = try #require(try await bench.inbox("IT-HOTSPOT").first)
        #expect(told.kind == "etias.screeningOpinion" && told.text.contains("case-1") && !told.text.contains(entered.description))
    }

    private func entered(_ bench: Bench, by caller: Caller = .germany) async throws -> RecordID {
        var entry = EnterWatchlist.Input()
        entry.items.surname = "SILVA"
        entry.items.dateOfBirth = Day("1990-05-04")
        entry.justification = "Reliable information of March 2027."
        return try await bench.run(EnterWatchlist(bench.ports), entry, as: caller).id
    }

    private func opinion(_ entry: RecordID, to authority: String = "IT-HOTSPOT", case reference: String = "case-1") -> GiveScreeningOpinion.Input {
        var opinion = GiveScreeningOpinion.Input()
        (opinion.entry, opinion.authority, opinion.caseReference) = (entry, authority, reference)
        opinion.reasons = "Known to have fought in a conflict zone."
        return opinion
    }

    private func clocks(_ bench: Bench) async throws -> [ETIASTask] {
        try await bench.values(ETIASTask.self).map(\.value).filter { $0.step == ETIASStep.screeningOpinion.rawValue }
    }

    @Test("35a(1): two days for an opinion, in the queue of who entered the data; the opinion ends the clock")
    func clock() async throws {
        let bench = Bench()
        let entry = try await entered(bench)
        _ = try await search(bench)
        // Asking again in the same case starts no second clock and tells nobody anew.
        _ = try await search(bench)
        let running = try await clocks(bench)
        #expect(running.count == 1 && running[0].state == .open && running[0].silence == .proceeds && running[0].article == "ETIAS 35a(1)")
        #expect(running[0].authority == .etiasNational && running[0].memberState == "DEU" && running[0].deadline == Instant("2027-03-03T23:00:00Z"))
        #expect(try await bench.inbox("etiasNational/DEU").count == 1)
        let queue = try await bench.run(ListTasks<ETIASTasks>(), .init(), as: .germany).tasks
        #expect(queue.contains { $0.step == "screeningOpinion" && $0.silence == "proceeds" })
        bench.pass(hours: 30)
        _ = try await bench.run(GiveScreeningOpinion(), opinion(entry), as: .germany)
        #expect(try await clocks(bench).map(\.state) == [.done])
        #expect(try await bench.values(ScreeningQuestion.self).isEmpty)
        // What is answered is not answered twice.
        #expect(await bench.refusal(GiveScreeningOpinion(), opinion(entry), as: .germany) == .noScreeningMet)
        #expect(try await bench.inbox("IT-HOTSPOT").count == 1)
    }

    @Test("35a(1): no opinion goes to an authority, or in a case, that did not meet the entry")
    func onlyWhoAsked() async throws {
        let bench = Bench()
        let entry = try await entered(bench)
        #expect(await bench.refusal(GiveScreeningOpinion(), opinion(entry), as: .germany) == .noScreeningMet)
        _ = try await search(bench)
        for wrong in [opinion(entry, to: "GR-HOTSPOT"), opinion(entry, case: "case-2")] {
            #expect(await bench.refusal(GiveScreeningOpinion(), wrong, as: .germany) == .noScreeningMet)
        }
        #expect(try await bench.inbox("GR-HOTSPOT").isEmpty)
        #expect(await bench.refusal(GiveScreeningOpinion(), opinion(entry), as: .germany) == nil)
    }

    @Test("35a(1): silence means that there is no security risk; then nothing is left to be answered")
    func silence() async throws {
        let bench = Bench()
        let entry = try await entered(bench, by: .europol)
        _ = try await search(bench)
        #expect(try await clocks(bench).map(\.authority) == [.europol])
        bench.set("2027-03-04T08:00:00Z")
        // Too late even before anybody has looked at the clocks.
        #expect(await bench.refusal(GiveScreeningOpinion(), opinion(entry), as: .europol) == .noScreeningMet)
        await bench.sweep()
        #expect(try await clocks(bench).map(\.state) == [.lapsed])
        #expect(try await bench.values(ScreeningQuestion.self).isEmpty)
        #expect(try await bench.inbox("IT-HOTSPOT").isEmpty)
        // A later screening in the same case is told of anew.
        _ = try await search(bench)
        #expect(try await bench.inbox("europol/-").count == 2)
    }

    @Test("35(6), 35a(1): an entry that is taken out takes its questions and their clocks along")
    func removed() async throws {
        let bench = Bench()
        let entry = try await entered(bench)
        _ = try await search(bench)
        _ = try await bench.run(RemoveWatchlist(), .init(entry), as: .germany)
        #expect(try await bench.values(ScreeningQuestion.self).isEmpty)
        #expect(try await clocks(bench).isEmpty)
    }
}

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
}

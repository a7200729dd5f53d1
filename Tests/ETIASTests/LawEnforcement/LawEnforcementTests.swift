import Access
import Identity
import Operations
import Registry
import Testing

@testable import ETIAS

@Suite("Access for law enforcement")
struct LawEnforcementTests {
    let point = Caller(authority: "FR-CAP", kind: .centralAccessPoint, memberState: "FRA", user: "cap")

    func request(_ bench: Bench, reasoned: String? = nil) async throws {
        var input = RequestLawEnforcementAccess<ETIASTasks>.Input()
        input.aim = .lawEnforcement
        input.necessity = "Only ETIAS knows the address."
        input.specificCase = "Case 7"
        input.reasonableGrounds = "The suspect applied from abroad."
        input.reasonedRequest = reasoned
        let asked = try await bench.run(RequestLawEnforcementAccess<ETIASTasks>(), input, as: .police, for: .lawEnforcement)
        var verdict = VerifyLawEnforcementAccess<ETIASTasks>.Input()
        verdict.request = asked.id
        verdict.verdict = .verify
        verdict.reasons = "All conditions are met."
        _ = try await bench.run(VerifyLawEnforcementAccess<ETIASTasks>(), verdict, as: point, for: .lawEnforcement, version: 1)
    }

    @Test("Art. 51–52: nothing without the central access point; then search and file, without education, answers, occupation")
    func procedure() async throws {
        let bench = Bench()
        let id = try await bench.submit().application
        var search = SearchApplications.Input()
        search.email = "ana@example.org"
        #expect(await bench.refusal(SearchApplications(), search, as: .police, for: .lawEnforcement) == .forbidden)
        try await request(bench)
        #expect(try await bench.run(SearchApplications(), search, as: .police, for: .lawEnforcement).files.map(\.application) == [id])
        #expect(await bench.refusal(SearchApplications(), search, as: .police, for: .lawEnforcement, reference: "other") == .forbidden)
        let file = try await bench.run(ReadApplication(), ApplicationReference(id), as: .police, for: .lawEnforcement)
        #expect(file.identity != nil && file.email != nil && file.status == .issued)
        #expect(file.education == nil && file.answers == nil && file.occupation == nil && file.hits.isEmpty && file.decisions.isEmpty)
        // Nationality alone is no key (Article 52(3)).
        var narrow = SearchApplications.Input()
        narrow.nationality = CountryCode("BRA")
        #expect(await bench.refusal(SearchApplications(), narrow, as: .police, for: .lawEnforcement) == .forbidden)
        bench.pass(hours: 8 * 24)
        #expect(await bench.refusal(SearchApplications(), search, as: .police, for: .lawEnforcement) == .forbidden)
    }

    @Test("Art. 52(4): occupation and answers where the request asks for them with reasons, education never") func reasoned() async throws {
        let bench = Bench()
        let id = try await bench.submit().application
        try await request(bench, reasoned: "The trade matters for the investigation.")
        let file = try await bench.run(ReadApplication(), ApplicationReference(id), as: .police, for: .lawEnforcement)
        #expect(file.occupation == .professionals && file.answers != nil && file.education == nil)
    }
}

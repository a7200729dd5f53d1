import Access
import Identity
import Operations
import Registry
import Testing

@testable import ETIAS

@Suite("ETIAS 65(3): who is to be returned")
struct SearchForReturnTests {
    private func input(_ change: (inout SearchForReturn.Input) -> Void = { _ in }) -> SearchForReturn.Input {
        var input = SearchForReturn.Input()
        input.surname = "SILVA"
        change(&input)
        return input
    }

    /// As a search in the EES leaves it behind.
    private func establish(_ bench: Bench, _ conditions: [Condition]) async throws {
        try await bench.store.commit(
            Commit(
                facts: conditions.map {
                    EstablishedFact(
                        condition: $0, authority: "DE-ABH", caseReference: "case-1", system: .EES, at: bench.now,
                        expires: bench.now.adding(hours: 24))
                }, at: bench.now, by: "SEXTANT"))
    }

    private func refusal(_ bench: Bench, _ input: SearchForReturn.Input, purpose: Purpose = .identification, reference: String = "case-1")
        async -> RefusalKind?
    {
        await bench.refusal(SearchForReturn(), input, as: .immigration, for: purpose, reference: reference)
    }

    @Test("65(3)(a)–(b): only after a search in the EES in the same case that found no data, and only for the purpose of return")
    func condition() async throws {
        let bench = Bench()
        _ = try await bench.submit()
        #expect(await refusal(bench, input()) == .forbidden)
        // That nobody has entered is less than that nothing is known.
        try await establish(bench, [.eesSearchedNoEntry])
        #expect(await refusal(bench, input()) == .forbidden)
        try await establish(bench, [.eesSearchedNoData])
        #expect(await refusal(bench, input()) == nil)
        #expect(await refusal(bench, input(), reference: "case-2") == .forbidden)
        #expect(await refusal(bench, input(), purpose: .verification) == .forbidden)
        for caller in [Caller.border, .police, .france] {
            #expect(await bench.refusal(SearchForReturn(), input(), as: caller, for: .identification) == .forbidden)
        }
        // The check in the territory has a purpose of its own.
        let passport = MachineReadable(number: "AB123456", issuer: CountryCode("BRA")!, dateOfBirth: Day("1990-05-04")!)
        #expect(
            await bench.refusal(CheckInTerritory(), CheckAtBorder.Input(passport), as: .immigration, for: .identification) == .forbidden)
    }

    @Test("65(3), third subparagraph: points (a) to (g) of Article 17(2), and nothing besides")
    func shown() async throws {
        let bench = Bench()
        let id = try await bench.submit().application
        try await establish(bench, [.eesSearchedNoData])
        let reply = try await bench.send(
            SearchForReturn(), input { $0.documentNumber = "AB123456" }.wire, as: .immigration, for: .identification)
        let applicants = try #require(reply.body["applicants"]?.elements)
        #expect(applicants.compactMap { $0["application"]?.text } == [id.description])
        let applicant = try #require(applicants.first)
        for field in ["identity", "document", "residence", "email", "phones"] { #expect(applicant[field] != nil, "\(field)") }
        for field in ["education", "occupation", "answers", "status", "guardian", "familyMember", "ipAddress", "hits"] {
            #expect(applicant[field] == nil, "\(field)")
        }
        for other in [
            input { $0.dateOfBirth = Day("1991-05-04") }, input { $0.firstNames = ["EVA"] }, input { $0.documentNumber = "ZZ1" },
            input { $0.nationality = CountryCode("ARG") },
        ] {
            #expect(try await bench.run(SearchForReturn(), other, as: .immigration, for: .identification).applicants.isEmpty)
        }
        #expect(await refusal(bench, SearchForReturn.Input()) == .noKey)
    }

    @Test("65(3), 17(2)(k): of minors the guardian, and of nobody who is of age by now") func minors() async throws {
        let bench = Bench()
        let id = try await bench.submit(.minor()).application
        let file = try await bench.file(id)
        #expect(SearchForReturn.Applicant(file, on: Day("2027-03-01")!).guardian != nil)
        #expect(SearchForReturn.Applicant(file, on: Day("2040-03-01")!).guardian == nil)
    }
}

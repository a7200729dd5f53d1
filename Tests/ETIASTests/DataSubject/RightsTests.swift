import Access
import Identity
import Operations
import Registry
import Testing

@testable import ETIAS

@Suite("Rights of applicants")
struct RightsTests {
    func amend(_ bench: Bench, _ id: RecordID, as caller: Caller = .spain, _ change: (inout AmendApplication.Input) -> Void) async throws -> StepReply
    {
        var input = AmendApplication.Input()
        input.application = id
        input.reason = "Request of the applicant of March."
        change(&input)
        return try await bench.run(
            AmendApplication(bench.ports), input, as: caller, for: .dataSubjectRequest, version: try await bench.file(id).version)
    }

    @Test("Art. 64(3): amended, compared anew; nothing found keeps the validity, a hit is assessed") func amendment() async throws {
        let bench = Bench()
        let id = try await bench.submit().application
        await #expect(throws: Refusal.self) { try await amend(bench, id) { _ in } }
        await #expect(throws: Refusal.self) { try await amend(bench, id, as: .germany) { $0.email = "new@example.org" } }
        let same = try await amend(bench, id) { $0.email = "new@example.org" }
        #expect(same.status == .issued && same.validUntil == Day("2030-03-01"))
        #expect(try await bench.file(id).value.notices.map(\.kind) == [.received, .issued, .issued])
        bench.sources.set { $0.down = [.VIS] }
        await #expect(throws: Refusal.self) { try await amend(bench, id) { $0.email = "third@example.org" } }
        bench.sources.set {
            $0.down = []; $0.hits = [.VIS: [ApplicationHit(.i, memberState: "FRA", reference: "v1")]]
        }
        let hit = try await amend(bench, id) { $0.email = "third@example.org" }
        #expect(hit.status == .issued)
        #expect(try await bench.inbox("etiasNational/FRA").map(\.kind) == ["etias.assessAmended"])
        // The same correspondence is nothing new the next time.
        _ = try await amend(bench, id) { $0.email = "fourth@example.org" }
        #expect(try await bench.inbox("etiasNational/FRA").count == 1)
    }

    @Test("Art. 64: a request is answered by the State of first stay, or of the decision") func responsible() async throws {
        let bench = Bench()
        let automatic = try await bench.submit().application
        let manual = try await bench.manual(.complete("B", number: "B1"))
        for (id, state) in [(automatic, "ESP"), (manual, "FRA")] {
            let record = try #require(try await bench.store.read { try $0.record(id) })
            #expect(ETIASTasks.responsible(for: record) == state)
        }
        var input = SubmitRightsRequest<ETIASTasks>.Input()
        input.subject = automatic
        input.right = .restriction
        input.statement = "The data are wrong."
        let asked = try await bench.run(SubmitRightsRequest<ETIASTasks>(), input, as: .spain, for: .dataSubjectRequest)
        #expect(try await bench.run(ReadApplication(), ApplicationReference(automatic), as: .spain).processingRestricted == false)
        var decide = DecideRightsRequest<ETIASTasks>.Input()
        decide.request = asked.id
        decide.state = .granted
        _ = try await bench.run(DecideRightsRequest<ETIASTasks>(), decide, as: .spain, for: .dataSubjectRequest, version: 1)
        #expect(try await bench.run(ReadApplication(), ApplicationReference(automatic), as: .spain).processingRestricted)
    }
}

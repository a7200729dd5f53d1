import Access
import Identity
import Operations
import Registry
import Testing

@testable import SIS

@Suite("1861 53, 1862 67: rights of persons concerned") struct RightsTests {
    @Test("asked of another Member State: the issuing one states its position first; a month, reasons, and what is withheld")
    func request() async throws {
        let world = SISWorld()
        let id = try await world.enter(content(.discreetCheck), as: caller(.police, "FRA"))
        let alert = try #require(try await world.alert(id))
        var input = SubmitRightsRequest<SISTasks>.Input()
        (input.subject, input.statement) = (alert.id, "what do you hold?")
        let german = caller(.sirene, "DEU")
        let taken = try await world.run(SubmitRightsRequest<SISTasks>(), input, as: german, for: .dataSubjectRequest).output
        #expect(taken.answerBy == day("2026-04-02") && taken.request.responsible == "FRA")
        #expect(try await world.inbox("FRA").map(\.kind) == ["sis.dataSubjectRequest"])
        var answer = DecideRightsRequest<SISTasks>.Input()
        (answer.request, answer.state) = (taken.id, .refused)
        let bare = await world.refusal(DecideRightsRequest<SISTasks>(), answer, as: german, for: .dataSubjectRequest, version: 1)
        #expect(bare?.kind == SISTasks.reasonsMissing)
        (answer.reasons, answer.withheld) = ("67(3)(b)", true)
        let decided = try await world.run(
            DecideRightsRequest<SISTasks>(), answer, as: german, for: .dataSubjectRequest, version: 1
        ).output
        #expect(decided.request.withheld && decided.request.state == .refused)
        // The request outlives the alert, for supervision, and goes a year after its decision.
        _ = try await world.run(DeleteAlert(), .init(id, ground: .unlawful), as: caller(.police, "FRA"))
        world.go(to: "2027-03-02")
        _ = await world.sweep()
        #expect(try await world.count(RightsRequest<SISTasks>.kind) == 1)
        world.go(to: "2027-03-03")
        #expect(await world.sweep().failed.isEmpty)
        #expect(try await world.count(RightsRequest<SISTasks>.kind) == 0)
        #expect(try await world.count(SISTask.kind) == 0)
    }
}

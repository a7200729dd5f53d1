import Access
import Identity
import Operations
import Registry
import Testing

@testable import SIS

@Suite("1862 37a, 37b (2022/1190): information alerts") struct InformationAlertTests {
    let europol = caller(.europol, nil)

    private func proposal(_ surname: String = "Specimen", nationality: String = "UTO") -> ProposeInformationAlert.Input {
        var input = ProposeInformationAlert.Input()
        input.identities = [person(surname, "Anna", nationality: nationality)]
        input.proposedCase.offence = "terrorist offence"
        input.proposedCase.source = "a third country"
        input.proposedCase.reliability = "assessed as reliable"
        input.proposedCase.necessity = "no other means"
        input.memberStates = [CountryCode("FRA")!, CountryCode("DEU")!]
        return input
    }

    private func entry(_ proposal: RecordID?, _ surname: String = "Specimen") -> EnterAlert.Input {
        var input = EnterAlert.Input(content(.information, surname))
        input.proposal = proposal
        return input
    }

    @Test("proposed by Europol, examined by each Member State within twelve months, told to all concerned")
    func proposed() async throws {
        let world = SISWorld()
        #expect(await world.refusal(ProposeInformationAlert(), proposal(), as: caller(.sirene, "FRA"))?.kind == .forbidden)
        let made = try await world.run(ProposeInformationAlert(), proposal(), as: europol).output
        #expect(made.answerBy == Instant(endOf: day("2027-03-02"), in: nil))
        #expect(Set(try await world.openTasks(.answerProposal).map(\.memberState)) == ["FRA", "DEU"])
        #expect(try await world.inbox("FRA").map(\.kind) == ["sis.informationAlertProposed"])
        let french = caller(.sirene, "FRA")
        let entered = try await world.run(EnterAlert(), entry(made.proposal), as: french).output
        #expect(entered.keptUntil == day("2027-03-02"))
        #expect(try await world.openTasks(.answerProposal).map(\.memberState) == ["DEU"])
        #expect(await world.refusal(AnswerInformationProposal(), .init(made.proposal, reason: "r"), as: french)?.kind == .nothingToDo)
        #expect(await world.refusal(AnswerInformationProposal(), .init(made.proposal, reason: "r"), as: caller(.sirene, "ITA"))?.kind == .notFound)
        let answer = try await world.run(
            AnswerInformationProposal(), .init(made.proposal, reason: "not necessary"), as: caller(.sirene, "DEU")
        ).output
        #expect(answer.proposal.memberStates.map(\.schengenID) == [entered.schengenID, nil])
        #expect(try await world.inbox("EU-europol").count == 2)
        #expect(try await world.run(ListInformationProposals(), .init(), as: europol).output.proposals.map(\.id) == [made.proposal])
        #expect(try await world.run(ListInformationProposals(), .init(), as: caller(.sirene, "ITA")).output.proposals.isEmpty)
    }

    @Test("37a: no alert without a proposal that is open, to this Member State, on this person")
    func withoutProposal() async throws {
        let world = SISWorld()
        let french = caller(.sirene, "FRA")
        #expect(await world.refusal(EnterAlert(), entry(nil), as: french)?.kind == .proposalMissing)
        let made = try await world.run(ProposeInformationAlert(), proposal(), as: europol).output.proposal
        #expect(await world.refusal(EnterAlert(), entry(made), as: caller(.sirene, "ITA"))?.kind == .proposalMissing)
        #expect(await world.refusal(EnterAlert(), entry(made, "Other"), as: french)?.kind == .proposalMissing)
        var arrest = EnterAlert.Input(content(.arrest))
        arrest.proposal = made
        #expect(await world.refusal(EnterAlert(), arrest, as: french)?.kind == .contradiction)
        _ = try await world.run(AnswerInformationProposal(), .init(made, reason: "r"), as: french)
        #expect(await world.refusal(EnterAlert(), entry(made), as: french)?.kind == .proposalMissing)
    }

    @Test("37a(1), (4): on third-country nationals on whom SIS holds no alert")
    func conditions() async throws {
        let world = SISWorld()
        #expect(await world.refusal(ProposeInformationAlert(), proposal(nationality: "ITA"), as: europol)?.kind == .contradiction)
        _ = try await world.enter(content(.arrest), as: caller(.police, "ESP"))
        #expect(await world.refusal(ProposeInformationAlert(), proposal(), as: europol)?.kind == .alertStands)
        #expect(await world.refusal(ProposeInformationAlert(), proposal("Other"), as: europol) == nil)
        var twice = proposal("Third")
        twice.memberStates = [CountryCode("FRA")!, CountryCode("FRA")!]
        #expect(await world.refusal(ProposeInformationAlert(), twice, as: europol)?.kind == .contradiction)
    }

    @Test("37b, 24(1), 53(4): collected discreetly, flaggable, one year")
    func action() async throws {
        let world = SISWorld()
        let made = try await world.run(ProposeInformationAlert(), proposal(), as: europol).output.proposal
        let id = try await world.run(EnterAlert(), entry(made), as: caller(.sirene, "FRA")).output.schengenID
        let view = SISPortalView(try #require(try await world.alert(id)))
        #expect(view.action == .discreetCollection && view.discreet && view.article == "1862 37a")
        #expect(await world.refusal(RequestFlag(), .init(id, .nationalLaw, reason: "r"), as: caller(.sirene, "DEU")) == nil)
        #expect(await world.refusal(ReadAlert(), .init(id), as: caller(.eurojust, nil))?.kind == .notFound)
        #expect(await world.refusal(ReadAlert(), .init(id), as: europol) == nil)
    }
}

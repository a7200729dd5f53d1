import Access
import Identity
import Operations
import Registry
import Testing
import Wire

@testable import VIS

@Suite("VIS 45e–45f: border and coast guard teams")
struct TeamAccessTests {
    static let team = Caller(authority: "EBCG-TEAM-7", kind: .ebcgTeam, memberState: nil, user: "member-1")
    static let unit = Caller(
        authority: "EBCG-UNIT", kind: .centralAccessPoint, memberState: nil, user: "officer-1", standing: [.servesBorderGuardAgency])

    func plan(until day: String = "2027-06-30") -> RequestTeamAccess.Input {
        var input = RequestTeamAccess.Input()
        (input.hostState, input.operationalPlan, input.planEnds) = ("GRC", "JO Poseidon 2027", Day(day)!)
        input.authorisation = "Annex 4 of the operational plan"
        input.necessity = "first-line checks of visa holders"
        return input
    }

    func verdict(_ id: RecordID, authorises: Bool = true, necessary: Bool = true) -> VerifyTeamAccess.Input {
        var input = VerifyTeamAccess.Input()
        (input.request, input.hostStateAuthorises, input.isNecessary) = (id, authorises, necessary)
        input.reasons = "as the plan says"
        return input
    }

    /// A bench with an issued visa, and the question for its sticker.
    func world() async throws -> (Bench, RecordID, SearchVisaApplications.Input) {
        let bench = Bench()
        let file = try await bench.lodge().application
        try await bench.issue(file)
        var question = SearchVisaApplications.Input()
        question.visaSticker = DocumentNumber(number: "F0001", issuer: CountryCode("FRA")!)
        return (bench, file, question)
    }

    @Test("Art. 45f(1)–(2), (5): a search is open once both conditions are verified, for that task and case, until the plan ends")
    func verification() async throws {
        let (bench, file, question) = try await world()
        let search = SearchVisaApplications(bench.ports)
        #expect(await bench.refusal(search, question, as: Self.team, for: .borderCheck) == "forbidden")
        let asked = try await bench.run(RequestTeamAccess(), plan(), as: Self.team, for: .borderCheck)
        #expect(await bench.refusal(search, question, as: Self.team, for: .borderCheck) == "forbidden")
        let verified = try await bench.run(
            VerifyTeamAccess(), verdict(asked.id), as: Self.unit, for: .borderCheck, version: asked.version)
        #expect(verified.request.state == .verified)
        #expect(try await bench.run(search, question, as: Self.team, for: .borderCheck).hits.map(\.application) == [file])
        // Another task, another case, another team.
        #expect(await bench.refusal(search, question, as: Self.team, for: .verification) == "forbidden")
        #expect(await bench.refusal(search, question, as: Self.team, for: .borderCheck, reference: "case-2") == "forbidden")
        #expect(await bench.refusal(search, question, as: Self.team, for: .borderCheck, reference: nil) == "forbidden")
        let others = Caller(authority: "EBCG-TEAM-8", kind: .ebcgTeam, memberState: nil, user: "member-1")
        #expect(await bench.refusal(search, question, as: others, for: .borderCheck) == "forbidden")
        // Midnight in the host Member State ends the plan.
        bench.set("2027-06-30T20:00:00Z")
        #expect(try await bench.run(search, question, as: Self.team, for: .borderCheck).hits.count == 1)
        bench.set("2027-06-30T21:00:00Z")
        #expect(await bench.refusal(search, question, as: Self.team, for: .borderCheck) == "forbidden")
    }

    @Test("Art. 45f(2): one condition that is not fulfilled rejects", arguments: [(true, false), (false, true), (false, false)])
    func rejection(_ authorises: Bool, _ necessary: Bool) async throws {
        let (bench, _, question) = try await world()
        let asked = try await bench.run(RequestTeamAccess(), plan(), as: Self.team, for: .borderCheck)
        let decided = try await bench.run(
            VerifyTeamAccess(), verdict(asked.id, authorises: authorises, necessary: necessary), as: Self.unit, for: .borderCheck, version: 1)
        #expect(decided.request.state == .rejected)
        #expect(await bench.refusal(SearchVisaApplications(bench.ports), question, as: Self.team, for: .borderCheck) == "forbidden")
        #expect(
            await bench.refusal(VerifyTeamAccess(), verdict(asked.id), as: Self.unit, for: .borderCheck, version: decided.version)
                == "vis/team-request-unclear")
        #expect(try await bench.inbox("EBCG-TEAM-7").map(\.kind) == ["vis.teamAccessVerified"])
    }

    @Test("Art. 45e(2), 22m(2): the Agency's central access point verifies, no Member State's, not Europol's and no team")
    func whoVerifies() async throws {
        let (bench, _, _) = try await world()
        let asked = try await bench.run(RequestTeamAccess(), plan(), as: Self.team, for: .borderCheck)
        let national = Caller(authority: "GRC-CAP", kind: .centralAccessPoint, memberState: "GRC", user: "officer-1")
        let europols = Caller(
            authority: "EUROPOL-CAP", kind: .centralAccessPoint, memberState: nil, user: "officer-1", standing: [.servesEuropol])
        for other in [national, europols] {
            #expect(await bench.refusal(VerifyTeamAccess(), verdict(asked.id), as: other, for: .borderCheck, version: 1) == "not-found")
            #expect(try await bench.run(ListTeamAccessRequests(), .init(), as: other, for: .borderCheck).requests.isEmpty)
        }
        #expect(await bench.refusal(VerifyTeamAccess(), verdict(asked.id), as: Self.team, for: .borderCheck, version: 1) == "forbidden")
        #expect(
            await bench.refusal(VerifyTeamAccess(), verdict(asked.id), as: Self.unit, for: .verification, version: 1)
                == "vis/team-request-unclear")
        #expect(try await bench.run(ListTeamAccessRequests(), .init(), as: Self.unit, for: .borderCheck).requests.map(\.id) == [asked.id])
        #expect(try await bench.run(ListTeamAccessRequests(), .init(), as: Self.team, for: .borderCheck).requests.map(\.id) == [asked.id])
    }

    @Test("Art. 45f(1): a request names its case and a plan that still runs")
    func unclear() async throws {
        let (bench, _, _) = try await world()
        #expect(await bench.refusal(RequestTeamAccess(), plan(), as: Self.team, for: .borderCheck, reference: nil) == "vis/case-missing")
        for day in ["2027-02-28", "2028-03-02"] {
            #expect(await bench.refusal(RequestTeamAccess(), plan(until: day), as: Self.team, for: .borderCheck) == "vis/team-request-unclear")
        }
        #expect(await bench.refusal(RequestTeamAccess(), plan(), as: .consulate, for: .visaExamination) == "forbidden")
    }

    @Test("Art. 45f(6): the host Member State is informed of data that a search reveals, and of none where there are none")
    func hostIsInformed() async throws {
        let (bench, file, question) = try await world()
        let asked = try await bench.run(RequestTeamAccess(), plan(), as: Self.team, for: .borderCheck)
        try await bench.run(VerifyTeamAccess(), verdict(asked.id), as: Self.unit, for: .borderCheck, version: 1)
        var other = question
        other.visaSticker = DocumentNumber(number: "F9999", issuer: CountryCode("FRA")!)
        try await bench.run(SearchVisaApplications(bench.ports), other, as: Self.team, for: .borderCheck)
        #expect(try await bench.inbox("border/GRC").isEmpty)
        try await bench.run(SearchVisaApplications(bench.ports), question, as: Self.team, for: .borderCheck)
        let told = try await bench.inbox("border/GRC")
        #expect(told.map(\.kind) == ["vis.teamFoundData"])
        #expect(told.first?.record == file)
    }

    @Test("Art. 34, 45f(7): a request goes a year after access ended, or was refused")
    func retention() async throws {
        let (bench, _, _) = try await world()
        let granted = try await bench.run(RequestTeamAccess(), plan(), as: Self.team, for: .borderCheck)
        let refused = try await bench.run(RequestTeamAccess(), plan(), as: Self.team, for: .borderCheck)
        try await bench.run(VerifyTeamAccess(), verdict(granted.id), as: Self.unit, for: .borderCheck, version: 1)
        try await bench.run(VerifyTeamAccess(), verdict(refused.id, necessary: false), as: Self.unit, for: .borderCheck, version: 1)
        await bench.sweep("2028-03-01")
        #expect(try await bench.value(TeamAccessRequest.self, refused.id) != nil)
        await bench.sweep("2028-03-02")
        #expect(try await bench.value(TeamAccessRequest.self, refused.id) == nil)
        await bench.sweep("2028-06-30")
        #expect(try await bench.value(TeamAccessRequest.self, granted.id) != nil)
        await bench.sweep("2028-07-01")
        #expect(try await bench.value(TeamAccessRequest.self, granted.id) == nil)
    }
}

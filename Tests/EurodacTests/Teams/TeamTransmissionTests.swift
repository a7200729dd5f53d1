import Access
import Identity
import Operations
import Registry
import Testing
import Wire

@testable import Eurodac

@Suite("15(3), 22, 24, 26: teams that transmit on behalf of a Member State")
struct TeamTransmissionTests {
    private static let experts = Caller(authority: "EUAA-TEAM-1", kind: .asylumSupportTeam, memberState: nil, user: "expert")
    private static let guards = Caller(authority: "EBCGA-TEAM-1", kind: .ebcgTeam, memberState: nil, user: "guard")

    private func request(
        _ team: Caller, _ categories: [EurodacCategory], until: String = "2027-06-30", by caller: Caller = .asylum,
        for purpose: Purpose = .asylumResponsibility, on bench: Bench
    ) async throws(Refusal) -> TeamRequestReply {
        var input = RequestTeam.Input()
        (input.team, input.categories, input.until) = (team.authority, categories, Day(until)!)
        input.operationalPlan = "Plan 2027/1"
        return try await bench.run(RequestTeam(), input, as: caller, for: purpose)
    }

    private func refusal(_ data: TransmittedData, as caller: Caller, on bench: Bench) async -> RefusalKind? {
        await bench.refusal(data, as: caller, for: .registration)
    }

    @Test("15(3): where the Member State has requested it, the set is the Member State's, the operator the expert, and the log names the team")
    func onBehalf() async throws {
        let bench = Bench()
        #expect(await refusal(.of("amal", .applicant, "FR1A"), as: Self.experts, on: bench) == .forbidden)
        _ = try await request(Self.experts, [.applicant], on: bench)
        #expect(try await bench.inbox(Self.experts.authority).map(\.kind) == ["eurodac.teamRequested"])
        let reply = try await bench.transmit(.of("amal", .applicant, "FR1A"), as: Self.experts, for: .registration)
        let id = try #require(reply.dataset)
        let set = try #require(try await bench.value(EurodacDataset.self, id))
        #expect(set.owner == "FRA" && set.value.operatorUser == "expert" && set.value.reference.wireText == "FR1A")
        let draft = try #require(bench.log.drafts.last)
        #expect(draft.caller.authority == "EUAA-TEAM-1" && draft.details.records.first == id)
        // The Member State of origin has it like any other set of its own.
        let read = try await bench.run(ReadDataset(), DatasetReference(id))
        #expect(read.memberState == "FRA")
    }

    @Test("2(1)(e), 38(3): the result is told to the Member State, not to the team")
    func results() async throws {
        let bench = Bench()
        try await bench.transmit(.of("amal", .applicant, "DE1A"), as: .germanAsylum)
        _ = try await request(Self.experts, [.applicant], on: bench)
        let reply = try await bench.transmit(.of("amal", .applicant, "FR1B"), as: Self.experts, for: .registration)
        #expect(reply.compared && reply.comparison == nil)
        let inbox = try await bench.inbox(Caller.asylum.authority)
        let notice = try #require(inbox.first { $0.kind == "eurodac.comparisonAnswered" })
        var reference = ReadComparison.Input()
        reference.comparison = try #require(notice.record)
        let comparison = try await bench.run(ReadComparison(), reference)
        #expect(comparison.hits.map(\.memberState) == ["DEU"])
        #expect(await bench.refusal(ReadComparison(), reference, as: Self.experts, for: .registration) == .forbidden)
        // Whoever must look at the hits is the authority that requested the team.
        let tasks = try await bench.values(EurodacTask.self).map(\.value).filter { $0.step == EurodacClocks.checkHits }
        #expect(tasks.last?.authority == .asylum && tasks.last?.memberState == "FRA")
    }

    @Test("38(2): a comparison that waits is answered to the authority that requested the team")
    func waiting() async throws {
        let bench = Bench()
        _ = try await request(Self.experts, [.applicant], on: bench)
        bench.engine.state = .notAvailable
        let reply = try await bench.transmit(.of("amal", .applicant, "FR1A"), as: Self.experts, for: .registration)
        #expect(reply.comparison?.state == .waiting)
        bench.engine.state = .available
        _ = try await bench.run(
            CarryOutComparisons(bench.ports), CarryOutComparisons.Input(), as: .centralUnit, for: .administration)
        let (host, team) = (try await bench.inbox(Caller.asylum.authority), try await bench.inbox(Self.experts.authority))
        #expect(host.map(\.kind).contains("eurodac.comparisonAnswered"))
        #expect(!team.map(\.kind).contains("eurodac.comparisonAnswered"))
    }

    @Test("22, 24: the request opens its own categories, its own Member State, its own team and its own days, and nothing else")
    func bounds() async throws {
        let bench = Bench()
        let made = try await request(
            Self.guards, [.irregularCrossing, .disembarked], until: "2027-03-31", by: .greekBorder, for: .registration, on: bench)
        func tries(_ category: EurodacCategory, _ reference: String, as caller: Caller = Self.guards) async -> RefusalKind? {
            await refusal(.of("omar", category, reference), as: caller, on: bench)
        }
        #expect(await tries(.irregularCrossing, "GR2A") == nil)
        #expect(await tries(.disembarked, "EL9B") == nil)
        #expect(await tries(.applicant, "GR1C") == .forbidden)
        #expect(await tries(.irregularCrossing, "FR2D") == .forbidden)
        #expect(await tries(.irregularCrossing, "GR2E", as: Self.experts) == .forbidden)
        let asBorder = Caller(authority: Self.guards.authority, kind: .police, memberState: "GRC", user: "guard")
        #expect(await tries(.irregularCrossing, "GR2F", as: asBorder) == .forbidden)
        bench.set("2027-03-31T20:00:00Z")
        #expect(await tries(.irregularCrossing, "GR2G") == nil)
        bench.set("2027-03-31T21:30:00Z")
        #expect(await tries(.irregularCrossing, "GR2H") == .forbidden, "the day is over in Greece")
        #expect(made.request.ended == nil)
    }

    @Test("15(3): a request that is ended opens nothing more, and only the Member State that made it ends it")
    func ended() async throws {
        let bench = Bench()
        let made = try await request(Self.experts, [.applicant], on: bench)
        var end = EndTeamRequest.Input()
        end.request = made.id
        #expect(await bench.refusal(EndTeamRequest(), end, as: .germanAsylum, version: 1) == .notFound)
        #expect(await refusal(.of("amal", .applicant, "FR1A"), as: Self.experts, on: bench) == nil)
        let reply = try await bench.run(EndTeamRequest(), end, version: 1)
        #expect(reply.request.ended == bench.now)
        #expect(await refusal(.of("amal", .applicant, "FR1B"), as: Self.experts, on: bench) == .forbidden)
        #expect(await bench.refusal(EndTeamRequest(), end, version: 2) == .nothingToDo)
        // What was transmitted stays.
        #expect(try await bench.values(EurodacDataset.self).count == 1)
    }

    @Test("18, 20, 23: of other persons no team transmits data, and an authority requests teams for its own categories alone")
    func categories() async throws {
        let bench = Bench()
        func refused(_ categories: [EurodacCategory], until: String = "2027-06-30", by caller: Caller, for purpose: Purpose) async -> RefusalKind? {
            do throws(Refusal) {
                _ = try await request(Self.experts, categories, until: until, by: caller, for: purpose, on: bench)
                return nil
            } catch { return error.kind }
        }
        for category in EurodacCategory.allCases where !EurodacGrants.teamCategories.contains(category) {
            #expect(await refused([category], by: .asylum, for: .registration) == .teamRequestUnclear, "\(category.rawValue)")
        }
        #expect(await refused([.irregularCrossing], by: .asylum, for: .registration) == .forbidden)
        #expect(await refused([.applicant], by: .border, for: .registration) == .forbidden)
        #expect(await refused([.applicant], by: .immigration, for: .registration) == .forbidden)
        #expect(await refused([.applicant, .applicant], by: .asylum, for: .registration) == .teamRequestUnclear)
        #expect(await refused([.applicant], until: "2027-02-28", by: .asylum, for: .registration) == .teamRequestUnclear)
        #expect(await refused([.applicant], until: "2028-03-10", by: .asylum, for: .registration) == .teamRequestUnclear)
        #expect(await refused([.applicant], by: .asylum, for: .registration) == nil)
    }

    @Test("15(3): a Member State sees its own requests, a team those that name it")
    func lists() async throws {
        let bench = Bench()
        _ = try await request(Self.experts, [.applicant], on: bench)
        _ = try await request(Self.experts, [.applicant], by: .germanAsylum, on: bench)
        _ = try await request(Self.guards, [.disembarked], by: .greekBorder, for: .registration, on: bench)
        func seen(_ caller: Caller) async throws -> [String] {
            try await bench.run(ListTeamRequests(), ListTeamRequests.Input(), as: caller, for: .registration).requests
                .map(\.request.memberState)
        }
        #expect(try await seen(.asylum) == ["FRA"])
        #expect(try await seen(Self.experts).sorted() == ["DEU", "FRA"])
        #expect(try await seen(Self.guards) == ["GRC"])
    }

    @Test("40(1), (3): a team reads, rectifies and erases nothing")
    func nothingElse() {
        for team in EurodacGrants.teams {
            for purpose in Purpose.allCases {
                for group in EurodacGrants(.regulation1358).persons.union([.eurodacComparison, .eurodacCollection]) {
                    for action in [AccessAction.read, .update, .delete] {
                        let word = EurodacAccessTests.ask(
                            .regulation1358, team, purpose, action, data: group, [.requestedByMemberState, .owner])
                        #expect(word == "refused", "\(team.rawValue) \(purpose.rawValue) \(action.rawValue) \(group.rawValue)")
                    }
                }
                #expect(
                    EurodacAccessTests.ask(.regulation603, team, purpose, .create, data: .eurodacApplicant, [.requestedByMemberState])
                        == "refused")
            }
        }
    }

    @Test("41: a request goes a year after it ends")
    func erasure() async throws {
        let bench = Bench()
        _ = try await request(Self.experts, [.applicant], until: "2027-06-30", on: bench)
        _ = await bench.sweep("2028-06-30")
        #expect(try await bench.values(TeamRequest.self).count == 1)
        _ = await bench.sweep("2028-07-01")
        #expect(try await bench.values(TeamRequest.self).isEmpty)
    }
}

import Access
import Identity
import Operations
import Registry
import Testing

@testable import SIS

@Suite("1862 24, 25: flags") struct FlagTests {
    let issuer = caller(.police, "FRA")
    let french = caller(.sirene, "FRA")
    let german = caller(.sirene, "DEU")

    @Test("24(1), 25: on which categories and grounds", arguments: AlertCategory.allCases)
    func grounds(category: AlertCategory) {
        let flaggable = category == .arrest || category.isMissing || category.isCheck
        for ground in FlagGround.allCases {
            let judicial: Set<FlagGround> = [.executionRefused, .releasedDuringSurrender, .refusalObvious]
            let open = flaggable && (!judicial.contains(ground) || category == .arrest)
            #expect((ground.article(for: category) != nil) == open)
        }
    }

    @Test("24(1): asked for by another bureau, added by the issuing one alone, and only when asked for")
    func added() async throws {
        let world = SISWorld()
        let id = try await world.enter(content(.arrest), as: issuer)
        #expect(await world.refusal(AddFlag(), .init(id, "DEU"), as: french, version: 1)?.kind == .noSuchRequest)
        // A judicial ground rests on a decision.
        let bare = await world.refusal(RequestFlag(), .init(id, .executionRefused, reason: "r"), as: german)
        #expect(bare?.kind == .contradiction && bare?.article == "1862 25(1)")
        let asked = try await world.run(
            RequestFlag(), .init(id, .executionRefused, decision: "OLG 7", reason: "ground for non-execution"), as: german
        ).output
        #expect(asked.addBy == world.now.adding(hours: 24))
        #expect(try await world.openTasks(.addFlag).map(\.memberState) == ["FRA"])
        #expect(try await world.inbox("FRA").map(\.kind) == ["sis.flagRequested"])
        #expect(
            await world.refusal(RequestFlag(), .init(id, .nationalLaw, reason: "r"), as: german)?.kind == .alreadyRequested)
        // Not the requesting bureau, not the police of the issuing Member State, and not for itself.
        #expect(await world.refusal(AddFlag(), .init(id, "DEU"), as: german, version: 1)?.kind == .forbidden)
        #expect(await world.refusal(AddFlag(), .init(id, "DEU"), as: issuer, version: 1)?.kind == .forbidden)
        #expect(await world.refusal(RequestFlag(), .init(id, .nationalLaw, reason: "r"), as: french)?.kind == .contradiction)
        #expect(await world.refusal(RequestFlag(), .init(id, .nationalLaw, reason: "r"), as: caller(.police, "DEU"))?.kind == .forbidden)
        let reply = try await world.run(AddFlag(), .init(id, "DEU"), as: french, version: 1).output
        #expect(reply.alert.flags.map(\.memberState) == ["DEU"])
        #expect(try await world.openTasks(.addFlag).isEmpty)
        #expect(try await world.inbox("DEU").map(\.kind) == ["sis.flagAdded"])
        #expect(await world.refusal(AddFlag(), .init(id, "DEU"), as: french, version: 2)?.kind == .noSuchRequest)
    }

    @Test("24(1), 30: what is left to be done in the Member State of the flag; nothing changes elsewhere", arguments: AlertCategory.withoutProposal)
    func effect(category: AlertCategory) async throws {
        let world = SISWorld()
        let id = try await world.enter(content(category), as: issuer, samples: category == .unknownWanted ? prints : [])
        let asked = await world.refusal(RequestFlag(), .init(id, .nationalLaw, reason: "r"), as: german)
        guard category == .arrest || category.isMissing || category.isCheck else {
            #expect(asked?.kind == .notFlaggable)
            return
        }
        _ = try await world.run(AddFlag(), .init(id, "DEU"), as: french, version: 1)
        let alert = try #require(try await world.alert(id))
        let rule = AlertCategoryRule.rule(for: category)
        #expect(alert.value.action(in: "ITA") == rule.action && alert.value.action(in: nil) == rule.action)
        #expect(alert.value.action(in: "DEU") == (category == .arrest ? .reportWhereabouts : .noAction))
        for (state, flagged) in [("DEU", true), ("ITA", false)] {
            let view = SISPortalView(alert, in: state)
            #expect(view.flagged == flagged)
            #expect(view.action == alert.value.action(in: state) && !view.instruction.isEmpty)
            #expect(view.discreet == rule.action.isDiscreet)
        }
    }

    @Test("24(3): urgent cases, maintained or withdrawn; the flag goes when it is no longer wanted, and not before")
    func withdrawn() async throws {
        let world = SISWorld()
        let id = try await world.enter(content(.specificCheck), as: issuer)
        _ = try await world.run(RequestFlag(), .init(id, .nationalLaw, reason: "r"), as: german)
        #expect(try await world.openTasks(.addFlag).map(\.deadline) == [world.now.adding(hours: 12)])
        _ = try await world.run(AddFlag(), .init(id, "DEU"), as: french, version: 1)
        #expect(await world.refusal(RemoveFlag(), .init(id, "DEU"), as: french, version: 2)?.kind == .noSuchRequest)
        #expect(
            await world.refusal(AnswerFlagWithdrawal(), .init(id, maintained: "x"), as: german)?.kind == .nothingToDo)
        _ = try await world.run(AskFlagWithdrawal(), .init(id, "DEU", urgency: "attack planned"), as: french)
        #expect(try await world.openTasks(.examineFlag).map(\.memberState) == ["DEU"])
        _ = try await world.run(AnswerFlagWithdrawal(), .init(id, maintained: "the law"), as: german)
        #expect(try await world.openTasks(.examineFlag).isEmpty)
        #expect(await world.refusal(RemoveFlag(), .init(id, "DEU"), as: french, version: 2)?.kind == .noSuchRequest)
        _ = try await world.run(AnswerFlagWithdrawal(), .init(id), as: german)
        #expect(try await world.openTasks(.removeFlag).map(\.memberState) == ["FRA"])
        let reply = try await world.run(RemoveFlag(), .init(id, "DEU"), as: french, version: 2).output
        #expect(reply.alert.flags.isEmpty)
        #expect(try await world.openTasks(.removeFlag).isEmpty)
        // And anew, where the reason comes back.
        #expect(await world.refusal(RequestFlag(), .init(id, .nationalLaw, reason: "r"), as: german) == nil)
    }

    @Test("a bureau reads its own requests, the issuing one all of them")
    func reading() async throws {
        let world = SISWorld()
        let id = try await world.enter(content(.arrest), as: issuer)
        for state in ["DEU", "ITA"] {
            _ = try await world.run(RequestFlag(), .init(id, .essentialInterests, reason: "r"), as: caller(.sirene, state))
        }
        for (state, seen) in [("FRA", ["DEU", "ITA"]), ("DEU", ["DEU"]), ("ESP", [])] {
            let requests = try await world.run(ReadFlagRequests(), .init(id), as: caller(.sirene, state)).output.requests
            #expect(requests.map(\.memberState) == seen)
        }
    }

    @Test("64: requests go a year after the alert, their clocks with them")
    func kept() async throws {
        let world = SISWorld()
        let id = try await world.enter(content(.arrest), as: issuer)
        _ = try await world.run(RequestFlag(), .init(id, .nationalLaw, reason: "r"), as: german)
        _ = try await world.run(DeleteAlert(), .init(id, ground: .unlawful), as: issuer)
        #expect(try await world.openTasks(.addFlag).isEmpty)
        world.go(to: "2027-03-03")
        _ = await world.sweep()
        #expect(try await world.count(FlagRequest.kind) == 0)
        #expect(try await world.count(SISTask.kind) == 0)
    }
}

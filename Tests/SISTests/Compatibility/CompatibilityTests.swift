import Access
import Identity
import Operations
import Registry
import Testing

@testable import SIS

@Suite("23(3): alerts of several Member States") struct CompatibilityTests {
    static let pairs: [(AlertCategory, AlertCategory)] = AlertCategory.allCases.flatMap { one in
        AlertCategory.allCases.map { (one, $0) }
    }

    @Test("compatibility is mutual, and each category is compatible with itself")
    func symmetric() {
        for (one, other) in Self.pairs {
            for onObject in [false, true] {
                #expect(
                    AlertCompatibility.areCompatible(one, other, onObject: onObject)
                        == AlertCompatibility.areCompatible(other, one, onObject: onObject))
            }
            if one == other { #expect(AlertCompatibility.areCompatible(one, one)) }
        }
        // Written from the manual's table: what stands beside an arrest, and what beside a check.
        let arrest = AlertCategory.allCases.filter { AlertCompatibility.areCompatible(.arrest, $0) }
        #expect(Set(AlertCategory.allCases).subtracting(arrest) == [.discreetCheck, .inquiryCheck, .specificCheck, .information])
        let specific = AlertCategory.allCases.filter { AlertCompatibility.areCompatible(.specificCheck, $0) }
        #expect(Set(specific) == [.specificCheck, .object, .unknownWanted])
        #expect(!AlertCompatibility.areCompatible(.object, .discreetCheck, onObject: true))
        #expect(AlertCompatibility.areCompatible(.object, .arrest, onObject: true))
    }

    @Test("an incompatible alert waits for the agreement of the Member State that was first")
    func agreed() async throws {
        let world = SISWorld()
        let first = try await world.enter(content(.discreetCheck), as: caller(.police, "FRA"))
        let german = caller(.police, "DEU")
        let refused = await world.refusal(EnterAlert(), .init(content(.arrest)), as: german)
        #expect(refused?.kind == .incompatible && refused?.kind.status == 409)
        #expect(refused?.detail.contains(first) == true)
        var input = StartConsultation.Input(.multipleAlerts, on: first, reasons: "essential national interests")
        input.category = .arrest
        let asked = try await world.run(StartConsultation(), input, as: caller(.sirene, "DEU")).output
        #expect(asked.article == "1862 23(3)" && asked.consultation.consulted == "FRA")
        #expect(asked.consultation.answerBy == world.now.adding(hours: 12))
        #expect(await world.refusal(StartConsultation(), input, as: caller(.sirene, "DEU"))?.kind == .alreadyRequested)
        #expect(await world.refusal(EnterAlert(), .init(content(.arrest)), as: german)?.kind == .incompatible)
        _ = try await world.run(
            AnswerConsultation(), .init(asked.id, .agrees, reasons: "r"), as: caller(.sirene, "FRA"), version: 1)
        // The agreement is for the category that was asked for.
        #expect(await world.refusal(EnterAlert(), .init(content(.missing)), as: german)?.kind == .incompatible)
        #expect(await world.refusal(EnterAlert(), .init(content(.arrest)), as: german) == nil)
    }

    @Test("who may not see the other alert is not told what it is")
    func discreet() async throws {
        let world = SISWorld()
        let first = try await world.enter(content(.discreetCheck), as: caller(.police, "FRA"))
        let refused = await world.refusal(EnterAlert(), .init(content(.refusal)), as: caller(.immigration, "DEU"))
        #expect(refused?.kind == .incompatible)
        #expect(refused?.detail.contains(first) == false && refused?.detail.contains("discreet") == false)
        #expect(refused?.detail.contains("FRA") == false)
    }

    @Test("a change of category or a new name must be compatible, too")
    func changed() async throws {
        let world = SISWorld()
        _ = try await world.enter(content(.missing), as: caller(.police, "FRA"))
        let german = caller(.police, "DEU")
        let id = try await world.enter(content(.discreetCheck, "Other"), as: german)
        let alias = person("Specimen", "Anna", category: .alias)
        #expect(await world.refusal(AddIdentity(), .init(id, alias), as: german, version: 1)?.kind == .incompatible)
        #expect(
            await world.refusal(UpdateAlert(), .init(id, content(.specificCheck)), as: german, version: 1)?.kind == .incompatible)
    }
}

@Suite("1861 46, 1862 61: persons of the same description") struct CrossCheckTests {
    @Test("a new alert on the same description is cross-checked within twelve hours, and the other is told")
    func crossCheck() async throws {
        let world = SISWorld()
        let first = try await world.enter(content(.refusal), as: caller(.police, "FRA"))
        let entered = try await world.run(EnterAlert(), .init(content(.arrest)), as: caller(.police, "DEU")).output
        #expect(entered.crossCheckBy == world.now.adding(hours: 12))
        #expect(try await world.openTasks(.crossCheck).map(\.memberState) == ["DEU"])
        let own = entered.schengenID
        #expect(await world.refusal(CrossCheck(), .init(own, with: first, samePerson: true), as: caller(.sirene, "FRA"))?.kind == .contradiction)
        #expect(await world.refusal(CrossCheck(), .init(own, with: first, samePerson: false), as: caller(.sirene, "DEU"))?.kind == .contradiction)
        let reply = try await world.run(
            CrossCheck(), .init(own, with: first, samePerson: false, distinguishing: "a scar"), as: caller(.sirene, "DEU")
        ).output
        #expect(reply.alert.differsFrom == [first])
        #expect(try await world.openTasks(.crossCheck).isEmpty)
        #expect(try await world.inbox("FRA").map(\.kind) == ["sis.crossCheck"])
        let conversation = try await world.run(ReadConversation(), .init(first), as: caller(.sirene, "FRA")).output.messages
        #expect(conversation.map(\.message.form) == [.L])
        #expect(conversation.first?.message.content.sameDescription?.distinguishing == "a scar")
        let alert = try #require(try await world.alert(own))
        #expect(SISPortalView(alert).advice.contains { $0.contains("1862 61") })
        // Nobody else's description: no cross-check.
        #expect(try await world.run(EnterAlert(), .init(content(.arrest, "Unlike")), as: caller(.police, "DEU")).output.crossCheckBy == nil)
    }
}

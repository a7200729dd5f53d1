import Access
import Identity
import Operations
import Registry
import Testing
import Wire

@testable import SIS

/// A random history of several Member States, checked after every step against what the acts promise.
@Suite("SIS: links, objects and flags in whatever order") struct BoundModelTests {
    static let states = ["FRA", "DEU", "ITA"]

    @Test("one alert of a Member State per person; no link without a right; no object without its person", arguments: [1, 2, 3, 4] as [UInt64])
    func sequence(seed: UInt64) async throws {
        var random = Seeded(state: seed)
        let world = SISWorld(seed: seed)
        var done: [String: Int] = [:]
        var serial = 0
        for step in 0..<220 {
            let state = Self.states.randomElement(using: &random)!
            let bureau = caller(.sirene, state)
            let alerts = try await world.records(Alert.self)
            let target = alerts.randomElement(using: &random)
            let other = alerts.randomElement(using: &random)
            let number = target?.value.schengenID ?? "FRA0000000000000"
            let second = other?.value.schengenID ?? "FRA0000000000000"
            let action = Int.random(in: 0..<13, using: &random)
            do throws(Refusal) {
                switch action {
                case 0, 1, 2:
                    let category = [AlertCategory.arrest, .missing, .discreetCheck, .refusal, .judicial].randomElement(using: &random)!
                    _ = try await world.run(
                        EnterAlert(), .init(content(category, "Name\(Int.random(in: 0..<6, using: &random))")), as: bureau)
                case 3, 4:
                    serial += 1
                    var input = EnterAlert.Input(
                        alert(on: object(.motorVehicle, serial), target?.value.content.category ?? .arrest))
                    input.locates = number
                    _ = try await world.run(EnterAlert(), input, as: bureau)
                case 5: _ = try await world.run(LinkAlerts(), .init(number, to: [second], need: "n"), as: bureau)
                case 6:
                    let link = target?.value.links.randomElement(using: &random) ?? RecordID(high: 0, low: 0)
                    _ = try await world.run(UnlinkAlerts(), .init(number, link), as: bureau)
                case 7: _ = try await world.run(DeleteAlert(), .init(number, ground: .unlawful), as: bureau)
                case 8:
                    _ = try await world.run(ExtendAlert(), .init(number, assessment: "x"), as: bureau, version: target?.version)
                case 9: _ = try await world.run(RequestFlag(), .init(number, .nationalLaw, reason: "r"), as: bureau)
                case 10:
                    _ = try await world.run(
                        AddFlag(), .init(number, Self.states.randomElement(using: &random)!), as: bureau, version: target?.version)
                case 11: _ = try await world.run(ReportPurposeAchieved(), .init(number, grounds: "g"), as: bureau)
                default:
                    world.now = world.now.adding(hours: 24 * Int64.random(in: 1...25, using: &random))
                    #expect(await world.sweep().failed.isEmpty)
                }
                done["\(action)", default: 0] += 1
            } catch {
                #expect(error.kind.status < 500, "\(error)")
            }
            try await check(world, step)
        }
        #expect(done.count >= 10, "too tame: \(done)")
    }

    private func check(_ world: SISWorld, _ step: Int) async throws {
        let alerts = try await world.records(Alert.self)
        let links = try await world.records(AlertLink.self)
        let byNumber = Dictionary(uniqueKeysWithValues: alerts.map { ($0.value.schengenID, $0) })
        // 23(2): one alert per person and Member State.
        for (place, one) in alerts.enumerated() where !one.value.content.isOnObject {
            for two in alerts.dropFirst(place + 1) where one.owner == two.owner && !two.value.content.isOnObject {
                #expect(one.value.content.identities[0].surnames != two.value.content.identities[0].surnames, "step \(step)")
            }
        }
        // 63: links have their ends, all of one Member State, and each end knows of its links.
        for link in links {
            #expect(link.value.alerts.count >= 2)
            for number in link.value.alerts {
                let end = try #require(byNumber[number], "step \(step): a link to nothing")
                #expect(end.owner == link.owner && end.value.links.contains(link.id))
            }
        }
        let known = Set(links.map(\.id))
        for alert in alerts { #expect(alert.value.links.allSatisfy(known.contains), "step \(step)") }
        // 54(3): an object stands with its person, exactly as long.
        for alert in alerts where alert.value.boundUntil != nil {
            let person = links.first { $0.value.locates && $0.value.alerts.contains(alert.value.schengenID) }?.value.alerts.first
                .flatMap { byNumber[$0] }
            #expect(person?.value.content.isOnObject == false, "step \(step): an object without its person")
            #expect(alert.value.term.keptUntil == person?.value.term.keptUntil, "step \(step)")
        }
        // 24: a flag is on what can be flagged, once for each Member State, never for the issuing one.
        for alert in alerts {
            let flags = alert.value.flags.map(\.memberState)
            #expect(Set(flags).count == flags.count && !flags.contains(alert.owner))
            #expect(flags.isEmpty || AlertCategoryRule.rule(for: alert.value.content.category).flaggable)
        }
        // Clocks are about something that stands.
        let ids = Set(alerts.map(\.id)).union(try await world.records(FlagRequest.self).map(\.id))
        for task in try await world.records(SISTask.self) { #expect(ids.contains(task.value.about), "step \(step)") }
        // 63(3): whoever may see refusals alone sees links between refusals alone.
        let visitor = caller(.immigration, "ESP")
        for alert in alerts where alert.value.content.category == .refusal && !alert.value.content.isOnObject {
            let seen = try await world.run(ReadLinks(), .init(alert.value.schengenID), as: visitor).output.linked
            #expect(seen.allSatisfy { $0.category == .refusal && byNumber[$0.schengenID] != nil })
        }
    }
}

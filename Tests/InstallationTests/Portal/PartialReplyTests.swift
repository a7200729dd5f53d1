import Access
import Administration
import EES
import Foundation
import Identity
import Interoperability
import Operations
import Registry
import Testing
import Wire

@testable import Installation

/// One reply whatever the systems do (2019/817 Articles 6 to 9): what answers is in it, what does not is `unavailable`, and
/// what the asker has no right to is not there.
@Suite(.serialized) struct PartialReplyTests {
    static func world(milliseconds: Int64 = 2_000) async throws -> World {
        let world = try await World(portalMilliseconds: milliseconds)
        try await world.file("Both", "Viktor", born: "1970-02-03", number: "B1")
        try await world.alert("Both", "Viktor", born: "1970-02-03")
        return world
    }

    static let asked = question("Both", "Viktor", born: "1970-02-03")

    /// What EES and SIS are said to be: these tests put them out of order, whichever others are asked beside them.
    static func states(_ body: JSON) -> [String: String] {
        let states = (body["systems"]?.elements ?? []).map { ($0["system"]?.text ?? "?", $0["state"]?.text ?? "?") }
        return Dictionary(states.filter { ["EES", "SIS", "?"].contains($0.0) }, uniquingKeysWith: { "\($0) and \($1)" })
    }

    @Test func bothAnswer() async throws {
        let world = try await Self.world()
        let reply = try await world.run("portal.search", Self.asked)
        #expect(Self.states(reply.body) == ["EES": "hit", "SIS": "hit"])
    }

    @Test(arguments: [SystemName.EES, .SIS]) func aSystemOutOfServiceIsSaidToBe(system: SystemName) async throws {
        let world = try await Self.world()
        let other = system == .EES ? "SIS" : "EES"
        let whole = try await world.run("portal.search", Self.asked).body
        world.installation.gates[system]?.condition = .outOfService
        let reply = try await world.run("portal.search", Self.asked)
        #expect(Self.states(reply.body) == [system.rawValue: "unavailable", other: "hit"])
        // The answer of the other one is the same to the byte.
        func part(_ body: JSON) -> JSON? { body["systems"]?.elements?.first { $0["system"]?.text == other } }
        #expect(part(reply.body) == part(whole))
        world.installation.gates[system]?.condition = .inService
        #expect(try await world.run("portal.search", Self.asked).body == whole)
    }

    /// "Unavailable" is never said where "no hit" is meant, nor the other way round: the log knows as well.
    @Test func unavailableIsNotNoHit() async throws {
        let world = try await Self.world()
        world.installation.gates[.EES]?.condition = .outOfService
        let reply = try await world.run("portal.search", question("Nobody", "Nil", born: "1999-01-01"))
        #expect(Self.states(reply.body) == ["EES": "unavailable", "SIS": "noHit"])
        let entry = try #require(try await world.logged().last { $0.event == "portal.search" })
        let results = entry.results.filter { ["EES", "SIS"].contains($0.system) }
        #expect(results.map(\.system) == ["EES", "SIS"])
        #expect(results.map(\.outcome) == [.unavailable, .answered(hits: 0)])
        // No fact that there is no record was established by a system that was not asked.
        let facts = try await world.installation.store.read {
            try $0.facts(authority: "FRA-border", caseReference: "case-1", at: world.now)
        }
        #expect(facts.isEmpty)
    }

    /// A real system stalled under load: everybody gets the other's answer within the limit, and nothing piles up.
    @Test func stalledUnderLoad() async throws {
        // Long enough for fifty real answers on a busy machine, in a build without optimisation.
        let limit: Int64 = 2_500
        let world = try await Self.world(milliseconds: limit)
        let gate = try #require(world.installation.gates[.EES])
        gate.condition = .stalled
        for round in 0..<3 {
            let replies = await withTaskGroup(of: (Duration, JSON?).self) { group in
                for _ in 0..<50 {
                    group.addTask {
                        let begun = ContinuousClock.now
                        let reply = try? await world.run("portal.search", Self.asked)
                        return (ContinuousClock.now - begun, reply?.body)
                    }
                }
                var all: [(Duration, JSON?)] = []
                for await reply in group { all.append(reply) }
                return all
            }
            #expect(replies.count == 50)
            for (duration, body) in replies {
                #expect(Self.states(try #require(body, "no reply at all")) == ["EES": "unavailable", "SIS": "hit"])
                // The limit, and what writing fifty log entries may take.
                #expect(duration < .milliseconds(limit) + .seconds(5), "round \(round)")
            }
            // The gate has closed by itself: who comes now does not wait at all.
            if round == 0 { #expect(!gate.isOpen) }
        }
        // Back in service, it answers at once.
        gate.condition = .inService
        #expect(Self.states(try await world.run("portal.search", Self.asked).body) == ["EES": "hit", "SIS": "hit"])
    }

    /// A stalled system holds at most so many questions: the rest are turned away, and memory stays bounded.
    @Test func stalledQuestionsDoNotPileUp() async throws {
        let world = try await Self.world(milliseconds: 150)
        world.installation.gates[.EES]?.condition = .stalled
        _ = try await world.run("portal.search", Self.asked)
        let before = residentBytes()
        for _ in 0..<6 {
            await withTaskGroup(of: Void.self) { group in
                for _ in 0..<100 { group.addTask { _ = try? await world.run("portal.search", Self.asked) } }
            }
        }
        let grown = residentBytes() - before
        #expect(grown < 64 << 20, "\(grown >> 20) MiB more after 600 questions to a stalled system")
    }

    /// Without a right a system is not refused but absent, and the reply has the shape of one where it never existed.
    @Test func withoutARightASystemLooksAbsent() async throws {
        let world = try await Self.world()
        // Police have SIS and no EES.
        let reply = try await world.run("portal.search", Self.asked, as: .policeFRA, for: .policeCheck)
        #expect(Self.states(reply.body) == ["SIS": "hit"])
        #expect(!reply.body.compact.contains("EES"))
        // The same for somebody on whom the EES holds nothing.
        let other = try await world.run("portal.search", question("Nobody", "Nil", born: "1999-01-01"), as: .policeFRA, for: .policeCheck)
        #expect(Self.states(other.body) == ["SIS": "noHit"])
        // And while the EES is out of service: its state is nobody's business who may not ask it.
        world.installation.gates[.EES]?.condition = .outOfService
        let during = try await world.run("portal.search", Self.asked, as: .policeFRA, for: .policeCheck)
        #expect(during.body == reply.body)
    }

    /// An alert hidden for 48 hours leaves no trace in the reply (2018/1862 Article 26(4)).
    @Test func aHiddenAlertLooksAbsent() async throws {
        let world = try await World()
        let never = try await world.run("portal.search", question("Hidden", "Viktor", born: "1970-02-03"), as: .of(.border, "DEU"))
        let id = try await world.alert("Hidden", "Viktor", born: "1970-02-03")
        let input = json(
            #"{"schengenId":"\#(id)","hours":48,"memberStates":["DEU"],"authorisation":"a judge","necessity":"an operation"}"#)
        let version = try await world.run("sis.readAlert", .object(["schengenId": .string(id)]), as: .policeFRA, for: .policeCheck).version
        do throws(Refusal) {
            try await world.run("sis.makeUnavailable", input, as: .policeFRA, for: .policeCheck, version: version)
        } catch {
            Issue.record("\(error.kind.code) \(error.detail) \(error.pointer ?? "") \(input.compact)")
        }
        let german = try await world.run("portal.search", question("Hidden", "Viktor", born: "1970-02-03"), as: .of(.border, "DEU"))
        #expect(german.body == never.body)
        let french = try await world.run("portal.search", question("Hidden", "Viktor", born: "1970-02-03"))
        #expect(Self.states(french.body)["SIS"] == "hit")
    }

    /// A reply reads back through its own schema: nothing in it that the API does not describe.
    @Test func repliesFitTheirSchema() async throws {
        let world = try await Self.world()
        for condition in SystemGate.Condition.allCases where condition != .stalled {
            world.installation.gates[.SIS]?.condition = condition
            let body = try await world.run("portal.search", Self.asked).body
            _ = try PortalReply(reading: body)
        }
    }
}

extension Schema {
    var fieldNames: [String] {
        if case .record(let record) = self { record.fields.map(\.name) } else { [] }
    }
}

/// Resident memory of this process, in bytes.
func residentBytes() -> Int {
    let status = (try? String(contentsOfFile: "/proc/self/statm", encoding: .utf8)) ?? ""
    return (Int(status.split(separator: " ").dropFirst().first ?? "0") ?? 0) * 4096
}

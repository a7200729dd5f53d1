import Access
import Operations
import Registry
import Testing
import Wire

@testable import Installation

/// The legal clocks of all systems as one queue, and one report of what is overdue.
@Suite struct WorkQueueTests {
    /// A world in which a person has asked French border guards about data in two systems.
    private static func world() async throws -> World {
        let world = try await World()
        let file = try await world.file("Asking", number: "W0000001")
        let number = try await world.alert("Asking")
        let alert = try await world.run("sis.readAlert", .object(["schengenId": .string(number)]), as: .policeFRA, for: .policeCheck)
        let record = try #require(alert.body["record"]?.text)
        try await world.run(
            "ees.submitDataSubjectRequest", json(#"{"file":"\#(file)","right":"erasure","statement":"please"}"#), for: .dataSubjectRequest)
        try await world.run(
            "sis.submitDataSubjectRequest", json(#"{"alert":"\#(record)","right":"access","statement":"please"}"#), for: .dataSubjectRequest)
        return world
    }

    @Test("2019/817 44: an authority sees its tasks of every system in one list, the most urgent first, and nobody else's")
    func oneQueue() async throws {
        let world = try await Self.world()
        let body = try await world.run("work.list", .object([:]), for: .dataSubjectRequest).body
        let tasks = try #require(body["tasks"]?.elements)
        #expect(Set(tasks.compactMap { $0["system"]?.text }) == ["EES", "SIS"])
        let deadlines = tasks.compactMap { $0["deadline"]?.text }
        #expect(deadlines.count == tasks.count && deadlines == deadlines.sorted())
        for task in tasks {
            #expect(task["authority"]?.text == "border" && task["memberState"]?.text == "FRA")
            #expect(task["silence"]?.text == "overdue" && task["article"]?.text?.isEmpty == false)
        }
        // A month for SIS, 45 days for the EES.
        #expect(tasks.first?["system"]?.text == "SIS")
        let one = try await world.run("work.list", json(#"{"limit":1}"#), for: .dataSubjectRequest).body
        #expect(one["tasks"]?.elements?.count == 1 && one["more"] == .bool(true))

        let others = try await world.run("work.list", .object([:]), as: .of(.border, "DEU"), for: .dataSubjectRequest).body
        #expect(others["tasks"]?.elements ?? [] == [])
        let police = try await world.run("work.list", .object([:]), as: .policeFRA, for: .policeCheck).body
        #expect(police["asked"]?.elements == ["SIS"])
        #expect(await world.refusal("work.list", .object([:]), as: .of(.carrier, nil), for: .boarding) == .forbidden)
    }

    @Test("2019/817 51: what is overdue anywhere, in numbers, for whoever supervises")
    func overdue() async throws {
        let world = try await Self.world()
        func report() async throws -> [JSON] {
            try await world.run("work.reportOverdue", .object([:]), as: .of(.supervisory), for: .supervision).body["lines"]?.elements ?? []
        }
        let before = try await report()
        let systems = Set(before.compactMap { $0["system"]?.text })
        #expect(systems.isSuperset(of: ["EES", "SIS"]))
        #expect(before.allSatisfy { $0["overdue"] == 0 })
        world.now = world.now.adding(hours: 24 * 60)
        let after = try await report()
        for system in ["EES", "SIS"] {
            #expect(after.contains { $0["system"]?.text == system && ($0["overdue"]?.number ?? 0) > 0 }, "\(system)")
        }
        #expect(await world.refusal("work.reportOverdue", .object([:]), as: .guardFRA, for: .borderCheck) == .forbidden)
    }
}

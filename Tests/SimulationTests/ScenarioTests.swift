import Foundation
import Testing

@testable import Simulation

/// Every scenario comes out as the law has it.
@Suite struct ScenarioTests {
    static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appendingPathComponent("Examples/scenarios").path
    static let book = try! ScenarioBook(folder: folder)

    @Test(arguments: book.scenarios.map(\.name)) func comesOutAsItMust(name: String) async throws {
        let scenario = try #require(Self.book[name])
        let player = try await ScenarioPlayer.inMemory()
        let outcomes = await player.play(scenario)
        for outcome in outcomes where !outcome.wrong.isEmpty {
            Issue.record("step \(outcome.number), \(outcome.say): \(outcome.wrong.joined(separator: "; "))")
        }
        #expect(ScenarioPlayer.isGood(outcomes, of: scenario))
    }

    @Test func thereAreThirtyAndTheyCheckSomething() {
        #expect(Self.book.scenarios.count >= 30)
        for scenario in Self.book.scenarios {
            #expect(
                scenario.steps.contains { $0.expect != nil || $0.refused != nil }, "\(scenario.name) expects nothing")
        }
    }

    /// A player that cannot fail proves nothing: another expectation than what comes is noticed.
    @Test func anotherOutcomeIsNoticed() async throws {
        var scenario = try #require(Self.book["both-border-days-count"])
        scenario.steps[1].expect = WireJSON(.object(["/stay/authorisedEnd": "2026-04-01"]))
        let player = try await ScenarioPlayer.inMemory()
        let outcomes = await player.play(scenario)
        #expect(outcomes.last?.wrong.count == 1)
        #expect(!ScenarioPlayer.isGood(outcomes, of: scenario))
        scenario.steps[1].expect = nil
        scenario.steps[1].refused = "forbidden"
        let other = try await ScenarioPlayer.inMemory()
        let refused = await other.play(scenario)
        #expect(!ScenarioPlayer.isGood(refused, of: scenario))
    }
}

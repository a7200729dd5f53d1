import Access
import Foundation
import Identity
import Testing

@testable import Simulation

/// A simulated Schengen, with every invariant looked at.
@Suite struct SimulationTests {
    static let table = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appendingPathComponent("Conformance/access-table.tsv")

    static func simulation(seed: UInt64, persons: Int, days: Int) throws -> Simulation {
        Simulation(
            Simulation.Settings(seed: seed, persons: persons, days: days),
            table: try RightsTable(String(contentsOf: table, encoding: .utf8)))
    }

    @Test func aSmallWorldIsSound() async throws {
        let begun = ContinuousClock.now
        let report = try await Self.simulation(seed: 1, persons: 200, days: 200).run()
        print(report.text)
        print(ContinuousClock.now - begun)
        #expect(report.isSound, "\(report.findings.told.prefix(20).map(\.description).joined(separator: "\n"))")
    }
}

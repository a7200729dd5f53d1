import Foundation
import Identity
import Testing

@testable import Sandbox

/// Run in release mode: `SEXTANT_BENCH=1 swift test -c release -Xswiftc -enable-testing --filter SpeedTests`.
@Suite("Speed of the population", .enabled(if: ProcessInfo.processInfo.environment["SEXTANT_BENCH"] != nil), .serialized)
struct SpeedTests {
    private func rate(_ count: Int, _ work: () -> Void) -> Double {
        let time = ContinuousClock().measure(work)
        return Double(count) / (Double(time.components.seconds) + Double(time.components.attoseconds) / 1e18)
    }

    /// Resident memory in kibibytes.
    private func resident() -> Int {
        let status = (try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)) ?? ""
        let line = status.split(separator: "\n").first { $0.hasPrefix("VmRSS") } ?? ""
        return Int(line.split(separator: " ").dropLast().last ?? "") ?? 0
    }

    @Test("at least 50,000 persons a second with histories, and a million stream through without being held")
    func million() {
        let population = Population(seed: 1, count: 1_000_000, reference: World.today)
        _ = population[0]
        let persons = rate(200_000) { for index in 0..<200_000 { _ = population[index] } }
        let before = resident()
        var stays = 0
        let travellers = rate(1_000_000) {
            for traveller in population.travellers(0..<1_000_000, until: World.today) { stays += traveller.history.stays.count }
        }
        let grown = resident() - before
        let alerts = rate(50_000) {
            for alert in population.alerts(on: 0..<50_000, permille: 1000, today: World.today) { stays += alert.identities.count }
        }
        let shift = BorderShift(population: population, day: World.today, count: 10_000, seed: 1)
        let checks = rate(10_000) { for check in shift { stays += check.lines.count } }
        print(
            "persons/s \(Int(persons)), with histories/s \(Int(travellers)), alerts/s \(Int(alerts)), checks/s \(Int(checks)), grown by \(grown) KiB (\(stays))"
        )
        #expect(travellers >= 50_000)
        #expect(grown < 20_000)
    }
}

import Access
import Foundation
import Identity
import RegistrySQLite
import Synchronization
import Testing
import Wire

@testable import Simulation

/// A small simulated Schengen through more than a year, with every invariant looked at. Larger ones are played by an
/// optimised build (`scripts/test-simulation.sh`).
@Suite struct SimulatedYearTests {
    @Test func everyInvariantHoldsThroughAYear() async throws {
        let report = try await SimulationTests.simulation(seed: 7, persons: 200, days: 400).run()
        #expect(report.isSound, SimulationTests.told(report))
        // A world in which nothing happens proves nothing.
        #expect(report.requests > 3_000)
        #expect(report.witnessed == report.requests)
        // 2021/2224 Article 6(3): the quality of the data is reported; in a world of this size every fourth week.
        #expect(report.qualityWeeks == 15)
        for operation in SimulationTests.everyDay + ["ees.listQualityIssues", "vis.listQualityIssues"] {
            #expect(report.tally.lines[operation]?.replies ?? 0 > 0, "\(operation) was never answered")
        }
    }

    @Test("2021/2224 Art. 6(3): a small world is looked at every week, desks work issues off, and the reports hold")
    func qualityEveryWeek() async throws {
        let report = try await SimulationTests.simulation(seed: 3, persons: 30, days: 45).run()
        #expect(report.qualityWeeks == 6)
        #expect(report.findings.counts["quality"] == nil, SimulationTests.told(report))
        #expect(report.tally.lines["ees.listQualityIssues"]?.replies ?? 0 > 0)
    }

    /// The cheapest of the planted mistakes; the others are in the long tests.
    @Test func aCrossingOnAnotherDayIsNoticed() async throws {
        var simulation = try SimulationTests.simulation(seed: 8, persons: 60, days: 60)
        simulation.sabotage = .wrongDay
        let report = try await simulation.run()
        #expect(report.findings.counts["days"] ?? 0 > 0, "\(report.findings.counts)")
    }
}

/// Larger worlds, and the proof that each invariant can fail. It takes many minutes in a debug build, so it runs where
/// `SEXTANT_LONG` is set.
@Suite(.enabled(if: ProcessInfo.processInfo.environment["SEXTANT_LONG"] != nil, "takes many minutes: SEXTANT_LONG=1"))
struct SimulationTests {
    /// What happens in every world of some size.
    static let everyDay = [
        "ees.createFile", "ees.recordEntry", "ees.recordExit", "ees.listOverstayers", "portal.search", "sis.enterAlert",
        "etias.submitApplication", "vis.createApplication", "vis.issueVisa", "vis.refuseVisa", "vis.search", "carriers.verify",
    ]

    static let table = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appendingPathComponent("Conformance/access-table.tsv")

    static func simulation(seed: UInt64, persons: Int, days: Int) throws -> Simulation {
        Simulation(
            Simulation.Settings(seed: seed, persons: persons, days: days),
            table: try RightsTable(String(contentsOf: table, encoding: .utf8)))
    }

    static func told(_ report: SimulationReport) -> Comment {
        Comment(rawValue: report.findings.told.prefix(30).map(\.description).joined(separator: "\n"))
    }

    /// Three worlds of many people through more than a year; `sextant simulate` runs larger ones.
    @Test(arguments: [1, 2, 3] as [UInt64]) func everyInvariantHolds(seed: UInt64) async throws {
        let begun = ContinuousClock.now
        let report = try await Self.simulation(seed: seed, persons: 700, days: 400).run()
        print("seed \(seed): \(report.requests) requests in \(ContinuousClock.now - begun)")
        if seed == 1 { print(report.text) }
        #expect(report.isSound, Self.told(report))
        // A world in which nothing happens proves nothing.
        #expect(report.requests > 3_000)
        #expect(report.witnessed > report.requests / 2)
        #expect(report.tally.states.count >= 28)
        #expect(report.tally.authorities.count >= 12)
        for operation in [
            "ees.createFile", "ees.recordEntry", "ees.recordExit", "ees.recordRefusal", "ees.listOverstayers",
            "ees.search",
            "ees.requestAccess", "ees.verifyAccess", "sis.enterAlert", "sis.readAlert",
            "portal.search",
            "vis.createApplication", "vis.issueVisa", "vis.refuseVisa", "vis.closeApplication", "vis.revokeVisa", "vis.extendVisa",
            "vis.answerConsultation", "vis.listVerifications", "carriers.verify", "etias.endAuthorisation",
            "eurodac.transmitDataset", "etias.submitApplication", "etias.decideApplication", "ecris-tcn.enterRecord",
            "ecris-tcn.search",
        ] {
            #expect(report.tally.lines[operation]?.replies ?? 0 > 0, "\(operation) was never answered")
        }
        #expect(report.acted > 0)
    }

    /// Time goes on until the last term is over: nothing is left, and the log still proves itself.
    @Test func inTheEndNothingIsLeft() async throws {
        var settings = Simulation.Settings(seed: 4, persons: 120, days: 120)
        settings.toTheEnd = true
        let simulation = Simulation(settings, table: try RightsTable(String(contentsOf: Self.table, encoding: .utf8)))
        let report = try await simulation.run()
        #expect(report.isSound, Self.told(report))
        #expect(report.erased > 100)
    }

    @Test func theSameSeedGivesTheSameDigest() async throws {
        let one = try await Self.simulation(seed: 5, persons: 60, days: 90).run()
        let two = try await Self.simulation(seed: 5, persons: 60, days: 90).run()
        let other = try await Self.simulation(seed: 6, persons: 60, days: 90).run()
        #expect(one.digest == two.digest)
        #expect(one.digests == two.digests)
        #expect(one.digest != other.digest)
    }

    /// The store's two homes are one to whoever asks: not a byte of a reply or of a record differs.
    @Test func inMemoryAndOnDiskAreTheSame() async throws {
        let folder = NSTemporaryDirectory() + "sextant-simulation-" + UUID().uuidString
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let memory = try await Self.simulation(seed: 9, persons: 40, days: 70).run()
        let store = try SQLiteStore(directory: folder)
        let disk = try await Self.simulation(seed: 9, persons: 40, days: 70).run(on: store)
        await store.close()
        #expect(disk.isSound, Self.told(disk))
        #expect(memory.digests == disk.digests)
        #expect(memory.digest == disk.digest)
    }

    /// Chances belong to an actor, a person and a day: without one of the actors the others do and are told the same.
    @Test func anActorLessShiftsNobodyElse() async throws {
        let (before, after) = (Trace(), Trace())
        var whole = try Self.simulation(seed: 7, persons: 80, days: 90)
        whole.trace = before.note
        let all = try await whole.run()
        var fewer = try Self.simulation(seed: 7, persons: 80, days: 90)
        fewer.actors.removeAll { $0.name == CarriersAtWork.name || $0.name == Intrusion.name }
        fewer.trace = after.note
        let without = try await fewer.run()
        #expect(without.digests["carriers"] == nil)
        for actor in ["alerts", "border", "immigration"] {
            #expect(all.digests[actor] == without.digests[actor], "\(actor): \(before.parts(from: after, in: actor))")
        }
    }

    /// What the actors were told, so that a difference can be seen.
    private final class Trace: Sendable {
        private let lines = Mutex<[String: [String]]>([:])
        @Sendable func note(_ actor: String, _ line: String) { lines.withLock { $0[actor, default: []].append(line) } }
        func parts(from other: Trace, in actor: String) -> String {
            let (mine, others) = (lines.withLock { $0[actor] ?? [] }, other.lines.withLock { $0[actor] ?? [] })
            guard
                let place = (0..<max(mine.count, others.count)).first(where: { place in
                    !mine.indices.contains(place) || !others.indices.contains(place) || mine[place] != others[place]
                })
            else { return "the same" }
            func line(_ lines: [String]) -> String { lines.indices.contains(place) ? lines[place] : "nothing" }
            return "at \(place): \(line(mine)) and \(line(others))"
        }
    }

    /// Each mistake that Sextant could make is noticed by the invariant that is there for it.
    @Test(arguments: [
        (Simulation.Sabotage.sweeperSkips, "erasure"), (.replyTellsMore, "rights"), (.clocksStandStill, "deadlines"),
        (.wrongDay, "days"), (.logLosesRow, "log"), (.indexForgets, "indexes"), (.linkTurnsGreen, "links"),
    ]) func aMistakeIsNoticed(sabotage: Simulation.Sabotage, invariant: String) async throws {
        var settings = Simulation.Settings(seed: 8, persons: 150, days: 150)
        settings.dataSubjectPermille = 150
        settings.intrusionsPerDay = 6
        settings.alertPermille = 60
        // What is to be erased takes years to come.
        if sabotage == .sweeperSkips { (settings.days, settings.toTheEnd) = (40, true) }
        var simulation = Simulation(settings, table: try RightsTable(String(contentsOf: Self.table, encoding: .utf8)))
        simulation.sabotage = sabotage
        let report = try await simulation.run()
        #expect(report.findings.counts[invariant] ?? 0 > 0, "\(sabotage) was not noticed: \(report.findings.counts)")
    }

    /// The same worlds without the mistake are sound, so that it is the mistake which is noticed.
    @Test func withoutAMistakeNothingIsFound() async throws {
        var settings = Simulation.Settings(seed: 8, persons: 150, days: 150)
        settings.dataSubjectPermille = 150
        settings.intrusionsPerDay = 6
        settings.alertPermille = 60
        let simulation = Simulation(settings, table: try RightsTable(String(contentsOf: Self.table, encoding: .utf8)))
        let report = try await simulation.run()
        #expect(report.isSound, Self.told(report))
    }
}

import ArgumentParser
import Foundation
import Identity
import Registry
import RegistrySQLite
import Sandbox
import Simulation

/// `simulate`: of `sextant`, and by itself as `simulated-year`, which builds without the server.
public struct Simulate: AsyncParsableCommand {
    public init() {}
    public static let configuration = CommandConfiguration(
        abstract: "Runs a small synthetic Schengen through a year and checks every invariant at its end.",
        discussion: """
            Thirty states and all their authorities act through operations alone. At the end: nothing past its erasure day, no \
            reply without a right, no deadline lost, every log proof valid, every person's days equal to an independent recount, \
            indexes equal to a rebuild, registers equal to what happened. The same seed gives the same digest. Exit status 1 \
            where something does not hold.
            """)

    @Option(help: "Seed: the same gives the same replies, bit for bit.")
    var seed: UInt64 = 2026
    @Option(help: "Persons.")
    var persons = 5_000
    @Option(help: "Days.")
    var days = 400
    @Option(help: "Table of rights to hold replies against.")
    var rights = "Conformance/access-table.tsv"
    @Flag(help: "Go on with sweeps alone until the last term is over, and check that nothing is left.")
    var toTheEnd = false
    @Flag(help: "On a SQLite file in a temporary folder instead of memory.")
    var onDisk = false

    public func validate() throws {
        guard (1...Population.countMaximum).contains(persons) else { throw ValidationError("--persons is 1 to \(Population.countMaximum)") }
        guard (1...36_525).contains(days) else { throw ValidationError("--days is 1 to 36525") }
    }

    public func run() async throws {
        guard let text = try? String(contentsOfFile: rights, encoding: .utf8) else {
            throw ValidationError("\(rights) cannot be read; name the table of rights with --rights")
        }
        var settings = Simulation.Settings(seed: seed, persons: persons, days: days)
        settings.toTheEnd = toTheEnd
        let simulation = Simulation(settings, table: try RightsTable(text))
        let total = days
        let begun = ContinuousClock.now
        let report: SimulationReport
        if onDisk {
            let folder = NSTemporaryDirectory() + "sextant-simulation-" + UUID().uuidString
            defer { try? FileManager.default.removeItem(atPath: folder) }
            let store = try SQLiteStore(directory: folder)
            report = try await simulation.run(on: store) { Simulate.show($0, of: total) }
            await store.close()
        } else {
            report = try await simulation.run { Simulate.show($0, of: total) }
        }
        let parts = (ContinuousClock.now - begun).components
        let taken = (Double(parts.seconds) * 10 + Double(parts.attoseconds) / 1e17).rounded() / 10
        Simulate.write("\(isatty(2) == 1 ? "\r" : "")simulating  \(report.requests) requests in \(taken) s\n")
        print(report.text)
        if !report.isSound { throw ExitCode(1) }
    }

    /// One line on standard error that is written over; a file or a pipe gets the last line alone.
    private static func show(_ done: Int, of total: Int) {
        if isatty(2) == 1 { write("\rsimulating  day \(done) of \(total)") }
    }

    private static func write(_ text: String) { FileHandle.standardError.write(Data(text.utf8)) }
}

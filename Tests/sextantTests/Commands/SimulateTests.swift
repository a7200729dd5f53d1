import Foundation
import Testing

/// The simulated year as a command: the same seed gives the same digest in whichever process, in memory or on disk, and another
/// seed another one.
@Suite struct SimulateTests {
    private func digest(_ arguments: [String]) throws -> String {
        let end = try Program.run(["simulate", "--persons", "60", "--days", "80"] + arguments, in: Program.root)
        #expect(end.status == 0, "\(end.output.prefix(2000)) \(end.errors.prefix(500))")
        let line = try #require(end.lines.first { $0.hasPrefix("digest") })
        return String(try #require(line.split(separator: " ").last))
    }

    @Test func theSameSeedGivesTheSameDigestInTwoProcesses() throws {
        let one = try digest(["--seed", "5"])
        #expect(one.count == 64)
        #expect(try digest(["--seed", "5"]) == one)
        #expect(try digest(["--seed", "5", "--on-disk"]) == one)
        #expect(try digest(["--seed", "6"]) != one)
    }
}

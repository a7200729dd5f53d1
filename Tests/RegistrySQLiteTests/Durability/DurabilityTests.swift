import Foundation
import Testing

/// Nothing acknowledged is ever lost, and nothing is ever half there. One after another: each keeps the machine busy.
@Suite(.serialized) struct DurabilityTests {
    /// A process that commits under load is killed at a random moment, over and over in one store; each time the store must
    /// hold all that was acknowledged, whole commits alone, and derived tables that equal a rebuild.
    @Test func killedAtRandomMoments() async throws {
        var random = Seeded(UInt64.random(in: 0 ... .max))
        var acknowledged = 0
        var cycle = 0
        for _ in 0..<5 {
            let scratch = Scratch()
            let (store, words) = (scratch.path + "/store", scratch.path + "/words")
            for _ in 0..<6 {
                cycle += 1
                let load = try Torture(["load", store, "--run", "\(cycle)"], words: words)
                let before = try Torture.words(in: words).count
                while try Torture.words(in: words).count == before, load.process.isRunning { try await Task.sleep(for: .milliseconds(2)) }
                try await Task.sleep(for: .milliseconds(Int.random(in: 0...120, using: &random)))
                load.kill()
                #expect(await load.end() == -9)
                let (status, findings) = try await Torture.run(["verify", store, words])
                #expect(status == 0, "cycle \(cycle): \(findings)")
            }
            acknowledged += try Torture.words(in: words).count { $0.hasPrefix("ack ") }
        }
        #expect(cycle == 30)
        #expect(acknowledged > 500, "the load must be one")
    }

    /// The machine's power goes: what was not synced is lost, or reaches the disk in part and in any order.
    @Test(arguments: [0, 30, 90]) func thePowerGoes(_ percent: Int) async throws {
        let (losses, acknowledged) = try await cutPower(cycles: 8, percent: percent, synchronous: "FULL")
        #expect(losses == [])
        #expect(acknowledged > 100, "the load must be one")
    }

    /// The same without fsync must fail, or the test above would show nothing.
    @Test func withoutSyncingThePowerTakesAcknowledgedCommits() async throws {
        let (losses, acknowledged) = try await cutPower(cycles: 4, percent: 30, synchronous: "OFF")
        #expect(acknowledged > 100)
        #expect(!losses.isEmpty)
    }

    private func cutPower(cycles: Int, percent: Int, synchronous: String) async throws -> (losses: [String], acknowledged: Int) {
        var random = Seeded(UInt64.random(in: 0 ... .max))
        let scratch = Scratch()
        var (store, words) = ("", "")
        var losses: [String] = []
        var acknowledged = 0
        for cycle in 1...cycles {
            if cycle % 4 == 1 || !losses.isEmpty { (store, words) = (scratch.path + "/store\(cycle)", scratch.path + "/words\(cycle)") }
            let load = try Torture(
                [
                    "load", store, "--run", "\(cycle)", "--cut-after", "\(Int.random(in: 30...250, using: &random))", "--percent", "\(percent)",
                    "--synchronous", synchronous,
                ],
                words: words)
            #expect(await load.end() == 86)
            acknowledged += try Torture.words(in: words).count { $0.hasPrefix("ack ") }
            let (status, findings) = try await Torture.run(["verify", store, words])
            if status != 0 { losses.append("cycle \(cycle): \(findings.prefix(2000))") }
        }
        return (losses, acknowledged)
    }

    /// Each file call of a scripted session fails once: a typed error, and a store that verifies when it is opened again.
    @Test(arguments: ["io", "full"]) func eachFileCallFailsOnce(_ kind: String) async throws {
        let scratch = Scratch()
        let lanes = 4
        let step = kind == "io" ? lanes : 4 * lanes
        let answers = try await withThrowingTaskGroup(of: (status: Int32, text: String).self) { group in
            for lane in 1...lanes {
                group.addTask { try await Torture.run(["faults", scratch.path + "/\(lane)", kind, "\(lane)", "\(step)"]) }
            }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        var failed = 0
        for (status, text) in answers {
            #expect(status == 0, "\(text)")
            let summary = try #require(text.split(separator: "\n").last { $0.hasPrefix("failed calls: ") })
            failed += try #require(Int(summary.dropFirst(14).prefix { $0.isNumber }))
            if kind == "io" {
                for name in ["read", "write", "sync", "shm lock"] { #expect(summary.contains(name + " "), "\(summary)") }
            }
        }
        #expect(failed > (kind == "io" ? 500 : 100))
    }
}

import Foundation
import RegistrySQLite

/// Helps the store's tests: a process that may be killed, lose its power or meet failing files; and a benchmark.
@main enum Main {
    static func main() async throws {
        let arguments = Array(CommandLine.arguments.dropFirst())
        let rest = Array(arguments.dropFirst())
        switch arguments.first {
        case "load": try await Load.run(Load.Options(rest))
        case "verify" where rest.count == 2: exit(try await verify(rest[0], told: rest[1]) ? 0 : 1)
        case "faults" where rest.count == 4:
            let isWell = try await Faults.run(
                directory: rest[0], full: rest[1] == "full", first: Int64(rest[2]) ?? 1, step: Int64(rest[3]) ?? 1)
            exit(isWell ? 0 : 1)
        case "bench": try await Bench.run(rest)
        default:
            print(
                """
                usage: store-torture load DIRECTORY [--run N] [--workers N] [--cut-after MS --percent P] [--synchronous MODE]
                       store-torture verify DIRECTORY WORDS-OF-LOADS
                       store-torture faults DIRECTORY full|io FIRST STEP
                       store-torture bench [--seconds N] [--records N] [--sync-delay-us N]
                """)
            exit(2)
        }
    }

    /// Compares a store with what processes told of it; prints what is wrong.
    private static func verify(_ directory: String, told: String) async throws -> Bool {
        var ledger = Ledger()
        for line in try String(contentsOfFile: told, encoding: .utf8).split(separator: "\n") { ledger.read(line) }
        do {
            let store = try SQLiteStore(directory: directory)
            let findings = try await ledger.findings(in: store)
            await store.close()
            for finding in findings { say(finding) }
            return findings.isEmpty
        } catch {
            say("cannot be opened: \(error)")
            return false
        }
    }
}

/// One line, in one write and at once, so that lines of several threads do not mix.
func say(_ line: String) {
    let bytes = Array((line + "\n").utf8)
    _ = write(1, bytes, bytes.count)
}

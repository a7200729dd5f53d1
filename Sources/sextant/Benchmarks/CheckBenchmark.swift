import API
import ArgumentParser
import Foundation
import Identity
import Installation
import Operations
import Registry
import RegistrySQLite
import Sandbox
import Wire

/// Fills a register, serves it from a process of its own, and asks it.
struct CheckBenchmark: Sendable {
    let folder: String
    let persons: Int
    let seconds: Double
    let checks: Int
    let today: Day

    /// 5 % of the persons have an alert in SIS.
    private static let alertPermille = 50
    private static let objectAlerts = 20_000

    func run() async throws {
        try await fill()
        try await settle()
        print("data set      \(persons) SYNTHETIC persons, travel histories in the EES, alerts in SIS on 5 %; seed 1; \(checks) different checks")
        print("disk          \(CheckBenchmark.bytes(folder + "/store") / max(1, persons)) bytes per person")
        if let allocator = ProcessInfo.processInfo.environment["LD_PRELOAD"], !allocator.isEmpty {
            print("loaded first  \(allocator)")
        }
        let requests = try await requests()

        print("                                                                                       processor µs a check")
        print("                                   per second    p50 ms    p95 ms    p99 ms  failures    server    client")
        let bare = try measureBare(requests)
        let commits = try await measureCommits(addedDelay: nil)
        var lines: [(Int, LoadClient.Result)] = []
        try served(added: nil) { port, process, started in
            print(
                String(
                    format: "start-up      %.1f s until the first reply; %d bytes of memory per person (resident %d MiB)",
                    started, CheckBenchmark.resident(process) / max(1, persons), CheckBenchmark.resident(process) >> 20))
            let client = LoadClient(port: port, requests: requests)
            _ = client.run(clients: 8, seconds: min(3, seconds))
            for clients in [1, 8, 64] {
                let before = CheckBenchmark.processorSeconds(process)
                let result = client.run(clients: clients, seconds: seconds)
                CheckBenchmark.line(
                    "border checks, \(clients) clients", result, server: CheckBenchmark.processorSeconds(process) - before)
                lines.append((clients, result))
            }
        }
        try served(added: 3) { port, process, _ in
            let client = LoadClient(port: port, requests: requests)
            _ = client.run(clients: 64, seconds: min(3, seconds))
            let before = CheckBenchmark.processorSeconds(process)
            let result = client.run(clients: 64, seconds: seconds)
            CheckBenchmark.line("64 clients, fsync + 3 ms", result, server: CheckBenchmark.processorSeconds(process) - before)
        }
        if let best = lines.map(\.1.perSecond).max() {
            print(String(format: "\nratio to a bare Hummingbird reply (64 clients)     %.3f", best / max(1, bare.perSecond)))
            print(String(format: "ratio to bare commits of one log row (64 at once)   %.3f", best / max(1, commits)))
            print(String(format: "against 475 SIS searches a second (mean of 2024)    %.1f ×", best / 475))
        }
    }

    // MARK: - The register

    /// Stands in a folder that was made here.
    private static let sign = ".sextant-bench"

    private func fill() async throws {
        let mark = folder + "/filled-\(persons)"
        if FileManager.default.fileExists(atPath: mark) { return }
        // Only what a run made before is taken away.
        if FileManager.default.fileExists(atPath: folder) {
            let names = try FileManager.default.contentsOfDirectory(atPath: folder)
            guard names.isEmpty || names.contains(where: { $0 == CheckBenchmark.sign || $0.hasPrefix("filled-") }) else {
                throw ValidationError("\(folder) exists and is no register of `sextant bench`; name another --folder")
            }
            try FileManager.default.removeItem(atPath: folder)
        }
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        FileManager.default.createFile(atPath: folder + "/" + CheckBenchmark.sign, contents: nil)
        var options = try Options.parse([])
        options.data = folder
        var store = SQLiteStore.Configuration()
        store.writerCacheKiB = 1 << 19
        let installation = try await Opening.installation(InstallationSettings(try await options.reader()), store: store)
        for authority in AuthoritySeed.authorities where authority.memberState == "FRA" { try await installation.register(authority) }
        let progress = Progress("filling")
        let began = ContinuousClock.now
        let total = persons
        let counts = try await RegisterSeeder(
            registry: installation.registry, policy: installation.policy, log: installation.runner.log,
            clock: installation.runner.clock
        ).seed(
            Population(seed: 1, count: persons, reference: today), today: today,
            alertPermille: CheckBenchmark.alertPermille, objectAlerts: CheckBenchmark.objectAlerts,
            progress: { done in progress.show(done, of: total) })
        progress.done("\(counts.eesRecords) EES records, \(counts.alerts) alerts in \(sextant.seconds(since: began)) s")
        _ = try await installation.sequencer.advance()
        await installation.store.close()
        FileManager.default.createFile(atPath: mark, contents: nil)
    }

    /// Brings the register to where a server in service is: nothing of the filling is left to be followed, counted or looked
    /// through, so that the figures show what checks cost and what goes on beside them every day.
    private func settle() async throws {
        var options = try Options.parse([])
        options.data = folder
        let installation = try await Opening.installation(InstallationSettings(try await options.reader()))
        let began = ContinuousClock.now
        try await installation.following.beginHere()
        try await installation.detector.beginHere()
        try await installation.statistics.beginHere()
        try await installation.report()
        _ = try await installation.quality.runIfDue()
        _ = try await installation.sequencer.advance()
        await installation.store.close()
        print("settled in    \(sextant.seconds(since: began)) s")
    }

    /// Complete HTTP requests, one for each check.
    private func requests() async throws -> [[UInt8]] {
        var options = try Options.parse([])
        options.data = folder
        let keys = try Opening.keys(InstallationSettings(try await options.reader()))
        let tokens = try await TokenService(privateKey: keys.tokenSeed, directory: NobodyDirectory(), lifetimeSeconds: 86_400)
        let token = try await tokens.token(user: "bench", authority: "FRA-BORDER")
        let shift = BorderShift(
            population: Population(seed: 1, count: persons, reference: today), day: today, count: checks, seed: 3,
            alertPermille: CheckBenchmark.alertPermille, objectAlertCount: 2_000)
        return shift.map { check in
            let body = JSON.object(["machineReadableZone": .array(check.lines.map { .string($0) })]).compact
            let head = """
                POST /v1/portal/search HTTP/1.1\r
                Host: 127.0.0.1\r
                Authorization: Bearer \(token)\r
                Content-Type: application/json\r
                Sextant-Purpose: borderCheck\r
                Sextant-Case: bench-\(check.number)\r
                Content-Length: \(body.utf8.count)\r
                \r

                """
            return Array((head + body).utf8)
        }
    }

    // MARK: - Measuring

    private func measureBare(_ requests: [[UInt8]]) throws -> LoadClient.Result {
        let port = 18_000 + Int(getpid() % 1000)
        let process = try start(["bench", "bare", "--port", "\(port)"], environment: [:])
        defer { process.terminate() }
        guard CheckBenchmark.wait(port: port, path: "/", seconds: 30) != nil else { throw ExitCode(1) }
        let client = LoadClient(port: port, requests: requests)
        _ = client.run(clients: 8, seconds: min(2, seconds))
        let before = CheckBenchmark.processorSeconds(process.processIdentifier)
        let result = client.run(clients: 64, seconds: seconds)
        CheckBenchmark.line(
            "bare Hummingbird, 64 clients", result,
            server: CheckBenchmark.processorSeconds(process.processIdentifier) - before)
        return result
    }

    /// Commits of one log row, 64 at once, on the same disk.
    private func measureCommits(addedDelay: Duration?) async throws -> Double {
        let path = folder + "/commits"
        try? FileManager.default.removeItem(atPath: path)
        var configuration = SQLiteStore.Configuration()
        configuration.addedSyncDelay = addedDelay
        let store = try SQLiteStore(directory: path, configuration: configuration)
        let end = ContinuousClock.now + .seconds(seconds)
        let began = ContinuousClock.now
        let count = try await withThrowingTaskGroup(of: Int.self) { group in
            for task in 0..<64 {
                group.addTask {
                    var done = 0
                    while ContinuousClock.now < end {
                        let id = RecordID(high: UInt64(task), low: UInt64(done))
                        let row = LogRow(
                            id: id, at: Instant(milliseconds: 0), leafData: [UInt8](repeating: 7, count: 32),
                            sealed: [UInt8](repeating: 7, count: 400), eraseOn: Day(number: 40_000), follows: [],
                            system: .ESP, event: "bench")
                        _ = try await store.commit(Commit(log: [row], at: Instant(milliseconds: 0), by: "bench"))
                        done += 1
                    }
                    return done
                }
            }
            return try await group.reduce(0, +)
        }
        let parts = (ContinuousClock.now - began).components
        await store.close()
        try? FileManager.default.removeItem(atPath: path)
        let rate = Double(count) / (Double(parts.seconds) + Double(parts.attoseconds) / 1e18)
        print(String(format: "%@ %10.0f", "bare commits, 64 at once".padding(toLength: 34, withPad: " ", startingAt: 0), rate))
        return rate
    }

    private func served(
        added milliseconds: Int?, _ body: (_ port: Int, _ process: Int32, _ seconds: Double) throws -> Void
    ) throws {
        let port = 19_000 + Int(getpid() % 1000)
        var environment = ["SEXTANT_HTTP_REQUESTS_PER_SECOND": "1000000", "SEXTANT_HTTP_REQUESTS_AT_ONCE": "1000000"]
        if let milliseconds { environment["SEXTANT_STORE_ADDED_SYNC_MILLISECONDS"] = "\(milliseconds)" }
        let process = try start(["serve", "--data", folder, "--port", "\(port)"], environment: environment)
        defer {
            process.terminate()
            process.waitUntilExit()
        }
        guard let started = CheckBenchmark.wait(port: port, path: "/readyz", seconds: 600) else {
            complain("the server did not start")
            throw ExitCode(1)
        }
        CheckBenchmark.waitUntilQuiet(process.processIdentifier, seconds: 900)
        try body(port, process.processIdentifier, started)
    }

    private func start(_ arguments: [String], environment: [String: String]) throws -> Process {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
        process.arguments = arguments
        process.environment = ProcessInfo.processInfo.environment.merging(environment) { _, new in new }
        process.standardError = FileHandle.nullDevice
        try process.run()
        return process
    }

    /// Seconds until the address answers 200 (404 of the bare server counts too); `nil` where it does not in time.
    private static func wait(port: Int, path: String, seconds: Double) -> Double? {
        let began = ContinuousClock.now
        let request = Array("GET \(path) HTTP/1.1\r\nHost: x\r\n\r\n".utf8)
        while (ContinuousClock.now - began) < .seconds(seconds) {
            let result = LoadClient(port: port, requests: [request]).run(clients: 1, seconds: 0.001)
            if !result.latencies.isEmpty {
                let parts = (ContinuousClock.now - began).components
                return Double(parts.seconds) + Double(parts.attoseconds) / 1e18
            }
            Thread.sleep(forTimeInterval: 0.02)
        }
        return nil
    }

    /// After its start a server makes the daily extract for carriers and catches up with what it had left: a day's work, which
    /// is not what a check costs. Waits until the process needs less than a twentieth of a processor for two seconds.
    private static func waitUntilQuiet(_ process: Int32, seconds: Double) {
        let began = ContinuousClock.now
        var quiet = 0
        while quiet < 2, ContinuousClock.now - began < .seconds(seconds) {
            let before = processorSeconds(process)
            Thread.sleep(forTimeInterval: 1)
            quiet = processorSeconds(process) - before < 0.05 ? quiet + 1 : 0
        }
        let parts = (ContinuousClock.now - began).components
        print("in service    \(parts.seconds) s later nothing of the start is left to do (the carriers' extract above all)")
    }

    private static func line(_ name: String, _ result: LoadClient.Result, server: Double) {
        let count = Double(max(1, result.latencies.count))
        print(
            String(
                format: "%@ %10.0f %9.2f %9.2f %9.2f %9d %9.0f %9.0f",
                name.padding(toLength: 34, withPad: " ", startingAt: 0), result.perSecond, result.quantile(0.5),
                result.quantile(0.95), result.quantile(0.99), result.failures, server / count * 1e6,
                result.processorSeconds / count * 1e6))
    }

    /// Processor time of a process so far, in seconds, kernel included.
    private static func processorSeconds(_ process: Int32) -> Double {
        let text = (try? String(contentsOfFile: "/proc/\(process)/stat", encoding: .utf8)) ?? ""
        // The name in parentheses may hold blanks; user and system time are the 12th and 13th fields behind it.
        let fields = text.split(separator: ")").last?.split(separator: " ") ?? []
        guard fields.count > 12, let user = Double(fields[11]), let system = Double(fields[12]) else { return 0 }
        return (user + system) / Double(sysconf(Int32(_SC_CLK_TCK)))
    }

    private static func resident(_ process: Int32) -> Int {
        let status = (try? String(contentsOfFile: "/proc/\(process)/status", encoding: .utf8)) ?? ""
        let line = status.split(separator: "\n").first { $0.hasPrefix("VmRSS:") } ?? ""
        return (Int(line.filter(\.isNumber)) ?? 0) * 1024
    }

    private static func bytes(_ folder: String) -> Int {
        let files = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        return files.reduce(0) { sum, file in
            let size = try? FileManager.default.attributesOfItem(atPath: folder + "/" + file)[.size] as? NSNumber
            return sum + (size?.intValue ?? 0)
        }
    }
}

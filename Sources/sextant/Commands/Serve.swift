import API
import Access
import Administration
import ArgumentParser
import Configuration
import Console
import Foundation
import Identity
import Installation
import Interoperability
import Logging
import Operations
import Registry
import RegistrySQLite
import ServiceLifecycle

struct Serve: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Serves the API and the console.",
        discussion: """
            Configuration keys (environment: SEXTANT_ and the key in capitals with underscores):
              data.folder                   folder of store and keys (var)
              http.host, http.port          where to listen (127.0.0.1, 8080)
              http.bodyBytesMax             largest request body (1048576)
              http.replyMillisecondsMax     longest time for a reply (10000)
              http.requestsPerSecond        mean rate of one authority (5000); http.requestsAtOnce its burst (10000)
              http.unauthenticatedPerSecond rate of one address without a credential, and of forms (50)
              http.connectionsMax           connections held at once (4096)
              http.tasksOnEventLoops        work on requests on the threads that read and write them (false)
              log.level                     trace, debug, info, notice, warning, error or critical (warning)
              tls.certificate, tls.key      PEM files; without them plain HTTP, which is for one machine only
              tls.clientCA                  PEM file; then every client needs a certificate signed by it
              portal.answerMillisecondsMax  how long the systems may take for the portal (2000)
              log.name                      name of the log in its checkpoints (sextant.local/log)
              log.checkpointMilliseconds    how often checkpoints are signed (500)
              store.addedSyncMilliseconds   added to every fsync, to measure what a slower disk would do (0)
              sweep.seconds                 how often time limits are carried out (3600)
              clocks.seconds                how often deadlines that run by the hour are looked at (30)
              follow.milliseconds           how often systems follow each other's changes (250)
              faces.models                  folder of the face encoder (make models FACES=1); without it faces are compared as
                                            embeddings alone
              detect.milliseconds           how often changed records are looked for other identities (250)
              carriers.revisedVIS, .etias, .etiasGrace, .etiasFull
                                            day from which a rule applies to carriers, or "never" (all apply)
              vis.revisedFrom               day from which the VIS is the revised one, or "never" (it is)
              eurodac.regulation            Regulation that Eurodac works under: 1358, or 603 (1358)
              statistics.seconds            how often what is new is counted (60)
              sandbox                       true: synthetic persons, settable clock, outages, reset; a folder that was served
                                            without it is refused
            """)

    @OptionGroup var options: Options
    @Option(help: "Port to listen on.")
    var port: Int?
    @Option(help: "Address to listen on.")
    var host: String?
    @Flag(help: "Settable clock, reset, outages; every reply is marked SYNTHETIC.")
    var sandbox = false

    func validate() throws { if let port { try check("port", port, 0...65_535) } }

    func run() async throws {
        var flags: [String: ConfigValue] = [:]
        if let port { flags["http.port"] = .init(.int(port), isSecret: false) }
        if let host { flags["http.host"] = .init(.string(host), isSecret: false) }
        if sandbox { flags["sandbox"] = .init(.bool(true), isSecret: false) }
        let reader = try await options.reader(flags: flags)
        if reader.bool(forKey: "http.tasksOnEventLoops", default: false) { Server.runTasksOnEventLoops() }
        let settings = InstallationSettings(reader)
        let clock = SandboxClock()
        var store = SQLiteStore.Configuration()
        let added = reader.int(forKey: "store.addedSyncMilliseconds", default: 0)
        if added > 0 { store.addedSyncDelay = .milliseconds(added) }
        let installation = try await Opening.installation(
            settings, clock: settings.isSandbox ? clock.clock : .machine, store: store)
        do {
            try await ServedInEarnest.settle(installation, isSandbox: settings.isSandbox, folder: settings.folder)
        } catch {
            await installation.store.close()
            throw error
        }
        complain(
            "\(installation.started.records) records indexed in \(String(format: "%.1f", installation.started.seconds)) s")
        let service = try await Service(
            installation: installation, reader: reader, isSandbox: settings.isSandbox, clock: clock)
        try await service.run { port in
            complain("sextant listens on \(service.settings.tls == nil ? "http" : "https")://\(service.settings.host):\(port)")
        }
        await installation.store.close()
    }
}

/// A served installation: HTTP, sequencer, sweeper.
struct Service: Sendable {
    let settings: ServerSettings
    private let server: Server
    private let logger: Logger

    init(
        installation: Installation, reader: ConfigReader, isSandbox: Bool, clock: SandboxClock,
        demoOfficer: Caller? = nil, examples: [ConsoleExample] = []
    ) async throws {
        var logger = Logger(label: "sextant")
        logger.logLevel = Logger.Level(rawValue: reader.string(forKey: "log.level", default: "warning")) ?? .warning
        self.logger = logger
        settings = ServerSettings(reader, isSandbox: isSandbox)
        guard (0...65_535).contains(settings.port) else { throw Failure("http.port lies from 0 to 65535") }
        // What goes on beside the requests rests between its rounds, whatever is configured.
        func period(_ key: ConfigKey, _ usual: Int) -> Int { max(1, reader.int(forKey: key, default: usual)) }
        let tokens = try await TokenService(
            privateKey: installation.keys.tokenSeed, directory: AdministeredDirectory(directory: installation.directory))
        let metrics = Metrics()
        Service.measure(installation, metrics)
        let book = installation.logBook
        let sequencing = Sequencing(
            sequencer: installation.sequencer,
            milliseconds: period("log.checkpointMilliseconds", 500))
        let sweeping = Rounds(every: .seconds(period("sweep.seconds", 3600))) { await Service.sweep(installation) }
        let following = RoundsBehindCommits(store: installation.store, every: .milliseconds(period("follow.milliseconds", 250))) {
            let report = await installation.following.catchUp()
            for (follower, why) in report.failed { complain("\(follower) stands still: \(why)") }
            return report.failed.isEmpty
        }
        let detecting = RoundsBehindCommits(store: installation.store, every: .milliseconds(period("detect.milliseconds", 250))) {
            let report = await installation.detector.catchUp()
            if let failure = report.failure { complain("detection stands still: \(failure)") }
            for (record, why) in report.aside.sorted(by: { $0.key < $1.key }) {
                complain("\(record) could not be compared with the other systems and is tried again: \(why)")
            }
            return report.failure == nil && report.waiting.isEmpty
        }
        let clocks = Rounds(every: .seconds(period("clocks.seconds", 30))) {
            // What passes in silence has its effect within seconds, not with the daily sweep; and comparisons that wait for an
            // engine are carried out as soon as one answers.
            _ = await installation.keepClocks()
            _ = await installation.carryOutComparisons()
        }
        let reporting = Rounds(every: .seconds(period("statistics.seconds", 60))) {
            do throws(Refusal) { try await installation.report() } catch {
                complain("the statistics cannot be brought up to date: \(error.detail)")
            }
        }
        var pages = LogRoutes.all(book, store: installation.store)
        if isSandbox { pages += SandboxRoutes.all(installation, clock: clock, tokens: tokens) }
        pages += try ConsoleAssembly.routes(
            installation, book: book, tokens: tokens, isSandbox: isSandbox, isSecure: settings.tls != nil,
            demoOfficer: demoOfficer, examples: examples)
        server = Server(
            settings: settings, catalogue: installation.catalogue, runner: installation.runner, authenticator: tokens,
            health: InstallationHealth(installation: installation), metrics: metrics, pages: pages,
            services: [sequencing, sweeping, following, detecting, clocks, reporting], version: SextantCommand.version, logger: logger)
    }

    /// Serves until SIGTERM or SIGINT, or until `stop` says so; requests under way are finished first.
    func run(until stop: AsyncStream<Void>? = nil, onServerRunning: @escaping @Sendable (Int) async -> Void) async throws {
        let group = ServiceGroup(
            configuration: .init(
                services: [try server.application(onServerRunning: onServerRunning)], gracefulShutdownSignals: [.sigterm, .sigint],
                logger: logger))
        try await withThrowingTaskGroup(of: Void.self) { tasks in
            tasks.addTask { try await group.run() }
            if let stop {
                tasks.addTask {
                    for await _ in stop { break }
                    await group.triggerGracefulShutdown()
                }
            }
            try await tasks.next()
            if stop != nil { try await tasks.next() }
        }
    }

    /// Carries out what is due, and what is done once a day or week beside it.
    private static func sweep(_ installation: Installation) async {
        _ = await installation.sweeper.sweep(today: installation.runner.clock.now().utcDay)
        // Carriers are told that nothing can be verified where this fails for longer than a day.
        _ = try? await installation.extractForCarriers()
        do throws(Refusal) { _ = try await installation.quality.runIfDue() } catch {
            complain("the weekly reports on data quality cannot be made: \(error.detail)")
        }
    }

    private static func measure(_ installation: Installation, _ metrics: Metrics) {
        for (system, index) in installation.indexes {
            metrics.gauge("sextant_index_records{system=\"\(system.rawValue)\"}", help: "Records in the identity index.") {
                Double(index.count)
            }
            metrics.gauge("sextant_index_bytes{system=\"\(system.rawValue)\"}", help: "Memory of the identity index.") {
                Double(index.byteCount)
            }
        }
        let store = installation.store
        metrics.gauge("sextant_log_entries", help: "Entries of the provable log that have a position.") {
            Double((try? await store.logSize()) ?? -1)
        }
        metrics.gauge("sextant_detection_waiting", help: "Changes that multiple-identity detection has not come to yet.") {
            (try? await store.read { view in
                Double(try view.lastSequence() - (try view.position(MultipleIdentityDetector.follower)))
            }) ?? -1
        }
        metrics.gauge("sextant_detection_aside", help: "Records that could not be compared and are tried again.") {
            (try? await store.read { view in
                Double(try view.find(WaitingDetection.kind, key: WaitingDetection.waitingKey, value: WaitingDetection.everyone).count)
            }) ?? -1
        }
        metrics.gauge("sextant_log_waiting", help: "Committed entries of the log that have no position yet.") {
            Double((try? await store.unsequenced()) ?? -1)
        }
    }
}

extension ServerSettings {
    init(_ reader: ConfigReader, isSandbox: Bool) {
        self.init()
        host = reader.string(forKey: "http.host", default: host)
        port = reader.int(forKey: "http.port", default: port)
        bodyBytesMax = reader.int(forKey: "http.bodyBytesMax", default: bodyBytesMax)
        replyMillisecondsMax = Int64(reader.int(forKey: "http.replyMillisecondsMax", default: Int(replyMillisecondsMax)))
        requestsPerSecond = reader.double(forKey: "http.requestsPerSecond", default: requestsPerSecond)
        requestsAtOnce = reader.double(forKey: "http.requestsAtOnce", default: requestsAtOnce)
        unauthenticatedPerSecond = reader.double(forKey: "http.unauthenticatedPerSecond", default: unauthenticatedPerSecond)
        connectionsMax = max(1, reader.int(forKey: "http.connectionsMax", default: connectionsMax))
        self.isSandbox = isSandbox
        if let certificate = reader.string(forKey: "tls.certificate"), let key = reader.string(forKey: "tls.key") {
            tls = TLSSettings(
                certificateChainFile: certificate, privateKeyFile: key, clientCAFile: reader.string(forKey: "tls.clientCA"))
        }
    }
}

/// Gives entries of the log their place, and checkpoints their signature, while the server runs.
private struct Sequencing: ServiceLifecycle.Service {
    let sequencer: LogSequencer
    let milliseconds: Int
    func run() async throws {
        await cancelWhenGracefulShutdown { await sequencer.run(everyMilliseconds: milliseconds) }
        _ = try? await sequencer.advance()
    }
}

/// What goes on beside the requests in rounds, the first when starting.
private struct Rounds: ServiceLifecycle.Service {
    let rest: Duration
    let work: @Sendable () async -> Void

    init(every rest: Duration, _ work: @escaping @Sendable () async -> Void) { (self.rest, self.work) = (rest, work) }

    func run() async throws {
        await cancelWhenGracefulShutdown {
            while !Task.isCancelled {
                await work()
                try? await Task.sleep(for: rest)
            }
        }
    }
}

/// What follows the commits and never holds one up: a round whenever there are new ones.
private struct RoundsBehindCommits: ServiceLifecycle.Service {
    let store: any Store
    let rest: Duration
    /// False where it did not come to its end, and is tried again with the next round.
    let work: @Sendable () async -> Bool

    init(store: any Store, every rest: Duration, _ work: @escaping @Sendable () async -> Bool) {
        (self.store, self.rest, self.work) = (store, rest, work)
    }

    func run() async throws {
        await cancelWhenGracefulShutdown {
            var seen: Int64 = -1
            while !Task.isCancelled {
                let last = (try? await store.read { view in try view.lastSequence() }) ?? seen
                if last != seen, await work() { seen = last }
                try? await Task.sleep(for: rest)
            }
        }
    }
}

/// The administration's directory as tokens and certificates look it up.
struct AdministeredDirectory: AuthorityDirectory {
    let directory: Directory

    func authority(_ id: String) -> DirectoryEntry? {
        directory.authority(id).map {
            DirectoryEntry(id: $0.name, kind: $0.authorityKind, memberState: $0.memberState, standing: $0.standing)
        }
    }

    func client(_ id: String) -> ClientEntry? {
        directory.client(id).map {
            ClientEntry(id: $0.name, authority: $0.authority, user: $0.user, secretDigest: bytes(hexadecimal: $0.secretDigest))
        }
    }

    func certificate(fingerprint: String) -> ClientEntry? {
        directory.certificate(fingerprint).map {
            ClientEntry(id: $0.name, authority: $0.authority, user: $0.user, secretDigest: [])
        }
    }

    private func bytes(hexadecimal text: String) -> [UInt8] {
        var digits = text.utf8.compactMap { Character(UnicodeScalar($0)).hexDigitValue }[...]
        var bytes: [UInt8] = []
        while digits.count >= 2 { bytes.append(UInt8(digits.removeFirst() << 4 | digits.removeFirst())) }
        return bytes
    }
}

/// What a border check needs to work.
struct InstallationHealth: HealthSource {
    let installation: Installation

    func checks() async -> [HealthCheck] {
        var checks: [HealthCheck] = []
        do {
            _ = try await installation.store.read { view in try view.lastSequence() }
            checks.append(HealthCheck("store", problem: nil, isEssential: true))
        } catch {
            checks.append(HealthCheck("store", problem: "it cannot be read", isEssential: true))
        }
        if let store = installation.store as? SQLiteStore {
            checks.append(
                HealthCheck("commits", problem: store.failure.map { _ in "the store takes no more commits" }, isEssential: true))
        }
        let waiting = (try? await installation.store.unsequenced()) ?? -1
        // Proofs that lag far behind mean that the sequencer has stopped.
        checks.append(
            HealthCheck(
                "log", problem: waiting < 0 || waiting > 1_000_000 ? "its sequencer does not keep up" : nil, isEssential: true))
        for (system, gate) in installation.gates.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
            checks.append(HealthCheck(system.rawValue, problem: gate.isOpen ? nil : "out of service", isEssential: false))
        }
        return checks
    }
}

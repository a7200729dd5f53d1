import API
import Access
import Administration
import ArgumentParser
import Configuration
import Console
import Foundation
import Identity
import Installation
import Operations
import Registry
import RegistrySQLite
import Sandbox
import Simulation
import Wire

struct Demo: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Fills a sandbox with a synthetic population, works a shift of border checks over HTTP, and serves the page.",
        discussion: "Everything is SYNTHETIC and lies in a folder of its own, which is emptied first.")

    @Option(help: "Folder of the sandbox; it is emptied first.")
    var folder = "var/demo"
    @Option(help: "Persons in the population.")
    var persons = 50_000
    @Option(help: "Border checks in the shift.")
    var checks = 1_000
    @Option(help: "Officers who check at the same time.")
    var officers = 8
    @Option(help: "Yellow links that wait for the demo officer to verify them.")
    var links = 24
    @Option(help: "Further persons, of whom all six systems hold what authorities enter.")
    var everywhere = 400
    @Option(help: "Seed: the same gives the same world.")
    var seed: UInt64 = 2026
    @Option(name: .customLong("un-list"), help: "UN Security Council consolidated list (XML); a small synthetic one where absent.")
    var unList: String?
    @Option(help: "Port of the page.")
    var port = 8080
    @Flag(help: "Stop after the shift; exit status 0 if all went as it should, else 1.")
    var check = false

    func validate() throws {
        try sextant.check("persons", persons, 1...Population.countMaximum)
        try sextant.check("checks", checks, 0...10_000_000)
        try sextant.check("officers", officers, 1...1_000)
        try sextant.check("links", links, 0...10_000)
        try sextant.check("everywhere", everywhere, 0...1_000_000)
        try sextant.check("port", port, 0...65_535)
    }

    static let officer = Caller(authority: "FRA-BORDER", kind: .border, memberState: "FRA", user: "demo-officer")

    func run() async throws {
        // Only what a demo made before is emptied.
        if FileManager.default.fileExists(atPath: folder) {
            guard FileManager.default.fileExists(atPath: folder + "/.sextant-demo") else {
                throw ValidationError("\(folder) exists and is no demo of Sextant; name another --folder")
            }
            try FileManager.default.removeItem(atPath: folder)
        }
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        FileManager.default.createFile(atPath: folder + "/.sextant-demo", contents: nil)

        let reader = try await Options.parse([]).reader(
            flags: [
                "data.folder": .init(.string(folder), isSecret: false), "http.port": .init(.int(check ? 0 : port), isSecret: false),
                "sandbox": .init(.bool(true), isSecret: false),
            ])
        let clock = SandboxClock()
        let installation = try await Opening.installation(InstallationSettings(reader), clock: clock.clock)
        let today = clock.now.day(minutesEastOfUTC: StateTime.minutesEastOfUTC("FRA", at: clock.now))
        try await fill(installation, today: today)
        let service = try await Service(
            installation: installation, reader: reader, isSandbox: true, clock: clock, demoOfficer: Demo.officer,
            examples: examples(today: today))
        let outcome = Outcome()
        let settings = (persons, checks, officers, seed)
        let stop = check
        try await withThrowingTaskGroup(of: Void.self) { group in
            let (ports, found) = AsyncStream<Int>.makeStream()
            let (stops, stopping) = AsyncStream<Void>.makeStream()
            group.addTask {
                try await service.run(until: stop ? stops : nil) { port in
                    found.yield(port)
                    found.finish()
                }
            }
            group.addTask {
                var port = 0
                for await bound in ports { port = bound }
                let shift = ShiftOverHTTP(
                    address: "http://127.0.0.1:\(port)", installation: installation,
                    population: Population(seed: settings.3, count: settings.0, reference: today), today: today,
                    checks: settings.1, officers: settings.2)
                // Whatever becomes of the shift, the server ends.
                defer { if stop { stopping.finish() } }
                outcome.isGood = try await shift.work()
                if stop { return }
                print("\nThe border-check page is at http://127.0.0.1:\(port)/ (API: /docs). Stop with Ctrl-C.\n")
            }
            for try await _ in group {}
        }
        await installation.store.close()
        if check, !outcome.isGood { throw ExitCode(1) }
    }

    /// One traveller of each kind that is worth seeing, for the page.
    private func examples(today: Day) -> [ConsoleExample] {
        let shift = BorderShift(
            population: Population(seed: seed, count: persons, reference: today), day: today, count: 400, seed: 7,
            alertPermille: ShiftOverHTTP.alertPermille, objectAlertCount: ShiftOverHTTP.objectAlerts,
            compose: ShiftOverHTTP.compose)
        let titles: [(BorderCheck.Kind, String)] = [
            (.returning, "Has been here before"), (.firstTime, "Comes for the first time"), (.leaving, "Leaves"),
            (.overstayer, "Has stayed too long"), (.alertSameData, "Is on alert"), (.alertOtherData, "Is on alert under other data"),
            (.reportedDocument, "Shows a reported document"), (.misreadZone, "The scanner misread a digit"),
            (.specimen, "ICAO's specimen"),
        ]
        let checks = Array(shift)
        var examples: [ConsoleExample] = []
        for (kind, title) in titles {
            guard let check = checks.first(where: { $0.kind == kind }) else { continue }
            let place: CheckPlace = check.direction == .exit ? .exit : .entry
            examples.append(ConsoleExample(title, zone: check.lines, place: place))
        }
        return examples + examplesEverywhere(today: today)
    }

    /// One traveller's way through the systems, told step by step; played beside the demo's own registers.
    private func tellALife() async {
        guard let scenario = (try? ScenarioBook(folder: "Examples/scenarios"))?["a-life-across-the-systems"],
            let player = try? await ScenarioPlayer.inMemory()
        else { return }
        print("\n\(scenario.title) (SYNTHETIC)")
        let outcomes = await player.play(scenario) { outcome in print("  \(outcome.wrong.isEmpty ? "·" : "✗") \(outcome.say)") }
        if !ScenarioPlayer.isGood(outcomes, of: scenario) { print("  the story came out otherwise than the law has it") }
        print("")
    }

    /// Set by one task, read after it has ended.
    private final class Outcome: @unchecked Sendable { var isGood = false }

    private func fill(_ installation: Installation, today: Day) async throws {
        let authorities = AuthoritySeed.authorities
        let points = AuthoritySeed.crossingPoints
        for var authority in authorities {
            if authority.name == Demo.officer.authority {
                (authority.shufflesLinks, authority.asksOpinionFirst, authority.knownPairsPercent) = (true, true, 10)
            }
            try await installation.register(authority)
            guard [.border, .visa, .asylum, .immigration, .sirene].contains(authority.authorityKind) else { continue }
            try await installation.register(
                ContactPoint(
                    authority: authority.name, title: authority.title, address: ["Synthetic Street 1", authority.memberState ?? ""],
                    email: "rights@\(authority.name.lowercased()).example"))
        }
        for point in points { try await installation.register(point) }
        print("registered  \(authorities.count) authorities, \(points.count) crossing points")

        let population = Population(seed: seed, count: persons, reference: today)
        let progress = Progress("seeding   ")
        let total = persons
        let began = ContinuousClock.now
        let seeder = RegisterSeeder(
            registry: installation.registry, policy: installation.policy, log: installation.runner.log,
            clock: installation.runner.clock)
        let counts = try await seeder.seed(
            population, today: today, alertPermille: ShiftOverHTTP.alertPermille, objectAlerts: ShiftOverHTTP.objectAlerts,
            progress: { done in progress.show(done, of: total) })
        progress.done(
            "\(counts.persons) SYNTHETIC persons: \(counts.eesRecords) EES records, \(counts.alerts) SIS alerts, in \(seconds(since: began)) s")

        // What was filled in at once is compared by `detect-all`; the detector follows what changes from now on.
        try await installation.detector.beginHere()
        try await fillDesk(installation, population: population, today: today)
        try await fillEverywhere(installation, today: today)
        await tellALife()
        let list = unList ?? "Examples/un-list-synthetic.xml"
        if FileManager.default.fileExists(atPath: list) {
            let report = try await UNListLoading.load(list, into: installation, authority: "FRA-SIRENE", dryRun: false)
            print("UN list     \(report.description.split(separator: "\n").first ?? "")" + (unList == nil ? " (SYNTHETIC list)" : ""))
        }
        let swept = await installation.sweeper.sweep(today: today)
        // Carriers are answered from it from the first minute on.
        try await installation.extractForCarriers()
        print("swept       \(swept.acted.values.reduce(0, +)) overstays and notices, \(swept.erased.values.reduce(0, +)) erasures")
    }
}

extension Demo {
    /// Puts work on the desk of the demo officer: records of which the detector makes yellow links.
    private func fillDesk(_ installation: Installation, population: Population, today: Day) async throws {
        let desk = DeskPairs(population: population, today: today, state: "FRA")
        let pairs = desk.pairs(links)
        let now = installation.runner.clock.now()
        // The match occurs when the later of two records is made: the individual files are, and their authority verifies.
        for (records, hours) in [(pairs.map(\.earlier), 30 as Int64), (pairs.map(\.launching), 1)] {
            _ = try await installation.store.commit(
                Commit(changes: records.flatMap(\.creations), at: now.adding(hours: -hours), by: "FRA-BORDER"))
        }
        let detected = await installation.detector.catchUp()
        if let failure = detected.trouble { throw Failure("detection failed: \(failure)") }
        for (number, pair) in desk.pairs(12, skipping: links).enumerated() {
            _ = try await installation.run(
                "mid.plantKnownPair",
                OperationRequest(
                    caller: Demo.officer, case: CaseReference(purpose: .borderCheck, requestID: "demo-desk-\(number)"),
                    input: desk.known(pair, created: (now.adding(hours: -1), now.adding(hours: -30))).wire,
                    idempotencyKey: "demo-desk-\(number)"))
        }
        print("desk        \(pairs.count) SYNTHETIC pairs of records in two systems that wait to be verified at /adjudication")
    }

    // MARK: - Persons whom all systems know

    private func world(today: Day) -> LabelledWorld {
        LabelledWorld(population: Population(seed: seed, count: persons, reference: today), firstDay: today - 399, days: 400)
    }

    /// Of the same world, and beyond those who travel in it. Whoever shows a paper of somebody else's is left out: the shift knows the
    /// truth of its own travellers alone.
    private func personsEverywhere(_ world: LabelledWorld) -> [Int] {
        let first = 10_000_000
        return (first..<first + everywhere).filter { !(world[$0].second?.kind.isFraud ?? false) }
    }

    /// Authorities of all Member States enter persons into all systems today; the detector links them.
    private func fillEverywhere(_ installation: Installation, today: Day) async throws {
        guard everywhere > 0 else { return }
        let world = world(today: today)
        let progress = Progress("entering  ")
        let entered = try await LabelledEntries(world, persons: personsEverywhere(world), in: installation).enter { what, done, total in
            if what == "entering" { progress.show(done, of: total) }
        }
        let counts = Dictionary(grouping: entered.records, by: \.held.system).map { ($0.key.rawValue, $0.value.count) }.sorted { $0.0 < $1.0 }
        progress.done(
            "\(everywhere) further SYNTHETIC persons through operations: " + counts.map { "\($0.0) \($0.1)" }.joined(separator: ", "))
    }

    /// Two who are worth seeing, for the page.
    private func examplesEverywhere(today: Day) -> [ConsoleExample] {
        let world = world(today: today)
        var examples: [ConsoleExample] = []
        for (system, title) in [(SystemName.VIS, "Has applied for a visa"), (.ETIAS, "Has applied for a travel authorisation")] {
            for person in personsEverywhere(world) {
                let labelled = world[person]
                guard labelled.second == nil, labelled.holdings.contains(where: { $0.system == .EES }),
                    let document = labelled.holdings.last(where: { $0.system == system })?.document, document.expiry.map({ $0 > today }) ?? false
                else { continue }
                let zone = ShiftOverHTTP.compose(ZoneContents(format: .td3, identity: labelled.person.identity, document: document))
                examples.append(ConsoleExample(title, zone: zone, place: .entry))
                break
            }
        }
        return examples
    }
}

func seconds(since start: ContinuousClock.Instant) -> String {
    let parts = (ContinuousClock.now - start).components
    return String(format: "%.1f", Double(parts.seconds) + Double(parts.attoseconds) / 1e18)
}

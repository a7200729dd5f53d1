import Access
import Crypto
import Identity
import Installation
import Operations
import Registry
import Sandbox
import Wire

/// A small Schengen at work: thirty states, all their authorities, people who travel, alerts, requests and those who try
/// what they may not, over a whole installation and through operations alone. At the end every invariant is checked
/// against what really happened. The same seed gives the same replies, bit for bit.
public struct Simulation {
    public struct Settings: Sendable {
        public var seed: Seed
        public var persons: Int
        public var firstDay: Day
        public var days: Int
        /// Persons of whom there is an alert, in thousandths.
        public var alertPermille = 8
        public var objectAlerts = 40
        /// Exits that are checked in the portal before they are recorded, in thousandths.
        public var exitCheckPermille = 300
        /// Entries before which a carrier asks, in thousandths, on the days on which it does.
        public var carrierPermille = 200
        /// Carriers ask, and the extract for them is made, every so many days: it reads all registers whole.
        public var carrierEveryDays = 4
        public var lawEnforcementPermille = 6
        public var dataSubjectPermille = 12
        public var asylumPermille = 8
        public var convictedPermille = 5
        public var intrusionsPerDay = 2
        /// The weekly look at the quality of all data is taken every so many weeks: it reads all registers whole.
        public var qualityEveryWeeks: Int
        /// Whether time goes on afterwards, with sweeps alone, until the last term is over and nothing may be left.
        public var toTheEnd = false

        public init(seed: UInt64, persons: Int, days: Int, firstDay: Day = Settings.fullApplication) {
            self.seed = Seed(seed)
            self.persons = persons
            self.days = max(1, days)
            self.firstDay = firstDay
            qualityEveryWeeks = persons > 100 ? 4 : 1
        }

        /// The day on which the EES is in full operation (Regulation (EU) 2025/1534 Article 5).
        public static let fullApplication = Day(number: 20_553)  // 2026-04-10

        public var lastDay: Day { firstDay + (days - 1) }
        func isCarrierDay(_ day: Day) -> Bool { (day - firstDay) % max(1, carrierEveryDays) == 0 }
        /// The first Monday of the epoch is its day 4.
        func isQualityDay(_ day: Day) -> Bool { (Int(day.number) - 4) % (7 * max(1, qualityEveryWeeks)) == 0 }
        /// Who is who in it.
        public var world: LabelledWorld {
            LabelledWorld(population: population, firstDay: firstDay, days: days, alertPermille: alertPermille)
        }
        var population: Population {
            Population(seed: seed.value, count: persons, reference: firstDay + days / 2)
        }
    }

    /// Mistakes that Sextant could make, one at a time: with each of them the invariants must fail.
    enum Sabotage: Sendable, Hashable {
        case none
        /// The sweeper overlooks one record that is due.
        case sweeperSkips
        /// A reply shows a field more than it may.
        case replyTellsMore
        /// The clocks of the law are not looked at.
        case clocksStandStill
        /// A crossing is recorded on another day than it happened.
        case wrongDay
        /// A log row is lost.
        case logLosesRow
        /// The index forgets a record.
        case indexForgets
        /// A link that nobody has verified is green.
        case linkTurnsGreen
    }

    public let settings: Settings
    let table: RightsTable
    var sabotage = Sabotage.none
    /// Gets every request of an actor with what came of it, in words.
    var trace: (@Sendable (String, String) -> Void)?
    var actors: [any SimulatedActor]

    public init(_ settings: Settings, table: RightsTable) {
        self.settings = settings
        self.table = table
        actors = [
            AlertKeeping(), Asylum(), AuthorisationUnits(), BorderTraffic(), CarriersAtWork(), CriminalRecords(),
            DataSubjects(),
            Immigration(), Impostors(), Inboxes(), Intrusion(), LawEnforcement(), LinkVerifiers(), QualityDesks(), ResidenceAuthorities(),
            VisaAuthorities(),
        ]
    }

    /// Runs in memory. `progress` gets the days done.
    public func run(progress: @Sendable (Int) -> Void = { _ in }) async throws -> SimulationReport {
        try await run(on: MemoryStore(), progress: progress)
    }

    /// Runs on a store, which must be empty.
    public func run(
        on store: any Store, progress: @Sendable (Int) -> Void = { _ in }
    ) async throws -> SimulationReport {
        let clock = SimulatedClock(Instant(day: settings.firstDay))
        let ids = SimulatedIDs(settings.seed.stream(for: "simulation ids", 0))
        var assembled = Installation.Settings(clock: clock.clock)
        // Time stands still while a question is asked; only a machine that hangs may run into the limit.
        assembled.portalMillisecondsMax = 600_000
        assembled.ids = ids.ids
        assembled.logIDs = SimulatedIDs.inOrder()
        let store: any Store = sabotage == .none ? store : SabotagedStore(store, sabotage)
        let installation = try await Installation(
            store: store, keys: try InstallationKeys(seed: settings.seed.value, logName: "simulation.sextant/log"),
            settings: assembled)
        try await installation.bootstrap()
        for authority in AuthoritySeed.authorities { try await installation.register(authority) }
        for point in AuthoritySeed.crossingPoints { try await installation.register(point) }

        let world = SimulatedWorld(settings: settings, installation: installation, clock: clock, ids: ids, table: table)
        world.trace = trace
        if sabotage == .replyTellsMore { world.tamper = Simulation.tellMore }
        let actors = actors.sorted { $0.name < $1.name }
        for (place, actor) in actors.enumerated() { world.actorNumbers[actor.name] = UInt8(clamping: place) }
        for actor in actors { actor.begin(in: world) }
        for person in 0..<settings.persons { for actor in actors { actor.plan(person, in: world) } }

        var sweeps = SweepLedger()
        var checkpoints: [SignedCheckpoint] = []
        var nextRound = Instant(day: settings.firstDay)
        for number in 0..<settings.days {
            let day = settings.firstDay + number
            await night(day, in: world, &sweeps)
            if number % 30 == 29, let checkpoint = try await installation.logBook.checkpoint() {
                checkpoints.append(checkpoint)
            }
            world.agenda.open(day)
            while let appointment = world.agenda.next() {
                // At fixed hours, whoever has appointments: what follows must not depend on who is there.
                while appointment.at >= nextRound {
                    if nextRound > world.clock.now { await round(at: nextRound, in: world) }
                    nextRound = nextRound.adding(hours: 6)
                }
                let actor = actors[Int(appointment.actor)]
                world.begin(actor.name, appointment)
                await actor.keep(appointment, in: world)
            }
            progress(number + 1)
        }
        world.clock.now = max(world.clock.now, Instant(day: settings.lastDay, secondOfDay: 86_000))
        _ = try await installation.sequencer.advance()
        world.begin("rounds", Appointment(at: world.clock.now, actor: 0, person: 0, step: 1))
        await world.detect()
        // What is asked now is nobody's appointment any more.
        world.begin("inspection", Appointment(at: world.clock.now, actor: 0, person: 0, step: 0))
        let invariants = Invariants(world: world, sweeps: sweeps, checkpoints: checkpoints)
        try await invariants.check()
        if settings.toTheEnd { try await Afterlife(world: world).run(&sweeps) }
        return try await SimulationReport(world, sweeps: sweeps, actors: actors.map(\.name))
    }

    /// What happens after midnight: time limits are carried out, entries get their places in the log.
    private func night(_ day: Day, in world: SimulatedWorld, _ sweeps: inout SweepLedger) async {
        world.clock.now = max(world.clock.now, Instant(day: day, secondOfDay: 300))
        world.begin("sweeper", Appointment(at: world.clock.now, actor: 0, person: 0, step: Int32(day.number)))
        let report = await world.installation.sweeper.sweep(today: day)
        sweeps.note(report, in: world)
        await round(at: world.clock.now, in: world)
        if world.settings.isCarrierDay(day) {
            do { try await world.installation.extractForCarriers() } catch {
                world.complain("conduct", "the extraction for carriers failed on \(day)")
            }
        }
        if world.settings.isQualityDay(day) { await lookAtQuality(day, in: world) }
        _ = try? await world.installation.sequencer.advance()
    }

    /// The weekly look at the quality of what is stored, and its reports.
    private func lookAtQuality(_ day: Day, in world: SimulatedWorld) async {
        world.begin("qualityRun", Appointment(at: world.clock.now, actor: 0, person: 0, step: Int32(day.number)))
        do throws(Refusal) {
            if try await world.installation.quality.runIfDue() { world.qualityWeeks += 1 }
        } catch {
            world.complain("quality", "the look on \(day) failed: \(error.detail)")
        }
        world.digest("qualityRun", "\(day) \(world.qualityWeeks)")
    }

    /// Several times a day: clocks that run by the hour, and what follows in one system from what happened in another.
    private func round(at now: Instant, in world: SimulatedWorld) async {
        world.clock.now = max(world.clock.now, now)
        world.begin("rounds", Appointment(at: world.clock.now, actor: 0, person: 0, step: 0))
        var passed = 0
        if sabotage != .clocksStandStill { passed = await world.installation.keepClocks() }
        passed += await world.installation.carryOutComparisons()
        let report = await world.installation.following.catchUp()
        for (follower, why) in report.failed.sorted(by: { $0.key < $1.key }) { world.complain("followers", "\(follower): \(why)") }
        if passed + report.followed > 0 { world.digest("rounds", "\(world.clock.now.milliseconds) \(passed) \(report.followed)") }
        await world.detect()
    }

    /// A field that the asker has no right to.
    private static func tellMore(_ operation: String, _ body: JSON) -> JSON {
        guard operation == "ees.search" || operation == "portal.search", case .object(var object) = body else {
            return body
        }
        guard operation == "portal.search" else { return body }
        let secret: JSON = .object(["schengenId": "FRA0000000000000", "category": "arrest"])
        object["systems"] = .array(
            (body["systems"]?.elements ?? []).map { system -> JSON in
                guard case .object(var answer) = system, system["system"]?.text == "SIS" else { return system }
                answer["sis"] = .array((system["sis"]?.elements ?? []) + [.object(["alert": secret])])
                return .object(answer)
            })
        return .object(object)
    }
}

/// What the sweeps of the simulated time did.
struct SweepLedger {
    var sweeps = 0
    var erased: [String: Int] = [:]
    var acted: [String: Int] = [:]
    var logContentsErased = 0

    mutating func note(_ report: Sweeper.Report, in world: SimulatedWorld) {
        sweeps += 1
        erased.merge(report.erased, uniquingKeysWith: +)
        acted.merge(report.acted, uniquingKeysWith: +)
        logContentsErased += report.logContentsErased
        for (id, why) in report.failed.sorted(by: { $0.key < $1.key }) {
            world.complain("sweeps", "\(report.day) \(id): \(why)")
        }
        let line = (report.erased.sorted { $0.key < $1.key } + report.acted.sorted { $0.key < $1.key })
            .map { "\($0.key) \($0.value)" }.joined(separator: ",")
        world.digest("sweeper", "\(report.day) \(line)")
    }
}

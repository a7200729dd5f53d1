import Access
import Administration
import Biometrics
import Carriers
import EES
import ETIAS
import Eurodac
import Foundation
import Identity
import Interoperability
import Operations
import Registry
import SIS
import Synchronization
import VIS
import Wire

/// A whole Sextant, put together: store, directory, indexes, policy, operations, log and time limits. What serves it over
/// HTTP, the command line, the tests and the simulation all start from this one value.
public final class Installation: Sendable {
    public let store: any Store
    public let registry: Registry
    public let directory: Directory
    public let indexes: [SystemName: SystemIndex]
    public let gates: [SystemName: SystemGate]
    public let catalogue: OperationCatalogue
    public let policy: AccessPolicy
    public let runner: Runner
    public let sequencer: LogSequencer
    public let sweeper: Sweeper
    /// What follows in one system from what happens in another.
    public let following: FeedFollowing
    /// Multiple-identity detection, in the background of the commits.
    public let detector: MultipleIdentityDetector
    /// The weekly look at the quality of what is stored.
    public let quality: QualityRun
    /// What the central repository for reporting and statistics counts.
    public let statistics: StatisticsGathering
    public let heldRecords: HeldRecords
    public let publishing: StatisticsPublishing
    public let matching: BiometricMatching
    /// What carriers are answered from; empty until `extractForCarriers()` was called.
    public let carriers: ReadOnlyDatabase
    public let keys: InstallationKeys
    /// The provable log, for auditors, witnesses and proofs.
    public let logBook: LogBook
    /// Persons and documents that were indexed when starting, and how long it took.
    public let started: (records: Int, seconds: Double)

    public struct Settings: Sendable {
        /// How long the portal waits for its systems, in milliseconds.
        public var portalMillisecondsMax: Int64 = 2_000
        public var clock: Clock
        /// From when which rules apply to carriers (revised VIS, ETIAS); by default all of them, as in the systems themselves.
        public var carrierCalendar = CarrierCalendar.inFull
        /// From when the VIS is the revised one; by default it is.
        public var visTimetable = VISTimetable.revised
        /// The Regulation on Eurodac that what comes in is dealt with under; records keep the one that they were made under.
        public var eurodacRegime = EurodacRegime.regulation1358
        public var ids = IDGenerator.random
        /// Sources of 2018/1240 Article 20(2) that are not Sextant's own: Europol's data and Interpol's databases, where the
        /// installation is connected to them.
        public var etiasSources: [CheckedSystem: ETIASSourceChecks.Ask] = [:]
        /// The same of the VIS (767/2008 Article 9a(3)).
        public var visSources: [QuerySource: VISChecks.Ask] = [:]
        /// Makes embeddings of portraits; without one faces are compared as embeddings alone.
        public var faceEncoder: (any FaceEncoder)?
        /// What verifiers of links work by.
        public var mid = MIDSettings()
        /// Records whose detection shares a commit.
        public var detectionBatch = 32
        /// For entries of the log; by default ordered by the clock, which keeps those written together together on disk.
        public var logIDs: IDGenerator?
        public init(clock: Clock) { self.clock = clock }
    }

    /// Builds the indexes from the store, then follows every commit.
    public init(store: any Store, keys: InstallationKeys, settings: Settings) async throws {
        self.store = store
        self.keys = keys
        let directory = Directory()
        let systems = Installation.systems
        let indexes = Dictionary(uniqueKeysWithValues: systems.map { ($0, SystemIndex(system: $0)) })
        let gates = Dictionary(uniqueKeysWithValues: systems.map { ($0, SystemGate(system: $0)) })
        let matching = BiometricMatching(
            systems: systems + [.sBMS], processors: ProcessInfo.processInfo.activeProcessorCount,
            faceEncoder: settings.faceEncoder)
        self.matching = matching
        registry = Registry(store: store) { samples in await matching.templates(of: samples) }
        self.directory = directory
        self.indexes = indexes
        self.gates = gates

        let begun = ContinuousClock.now
        let count = try await store.read { view in
            var count = 0
            try view.forEachProjection { id, kind, projection in
                count += 1
                directory.apply(id, kind, projection)
                indexes[kind.system]?.apply(id, kind, projection)
                matching.apply(id, kind, projection)
            }
            return count
        }
        let elapsed = (ContinuousClock.now - begun).components
        started = (count, Double(elapsed.seconds) + Double(elapsed.attoseconds) / 1e18)
        store.observe { changes in
            directory.apply(changes)
            for index in indexes.values { index.apply(changes) }
            for change in changes { matching.apply(change.feed.id, change.feed.kind, change.projection) }
        }

        let book = LogBook(
            store: store, keys: LogKeyRing(current: keys.logSealing), verifierKey: keys.logSigning.verifierKey)
        logBook = book
        let carriers = ReadOnlyDatabase()
        self.carriers = carriers
        let assembly = Assembly(
            directory: directory, indexes: indexes, gates: gates, matching: matching, registry: registry, settings: settings,
            book: book, carriers: carriers)
        catalogue = assembly.catalogue
        policy = assembly.policy
        runner = Runner(
            policy: policy, registry: registry, clock: settings.clock, ids: settings.ids,
            log: SealingLogWriter(key: keys.logSealing, ids: settings.logIDs ?? .ordered(by: { settings.clock.now().milliseconds })),
            detectedKinds: Set(PersonRecords.kinds + PersonRecords.sampleKinds))
        sequencer = try await LogSequencer(store: store, key: keys.logSigning)
        sweeper = Sweeper(store: store, runner: runner, rules: assembly.dueRules)
        following = FeedFollowing(runner: runner, followers: assembly.followers)
        detector = MultipleIdentityDetector(
            runner: runner, search: CandidateSearch(indexes: indexes, matching: matching), batch: settings.detectionBatch,
            authorityNamed: { directory.registeredAuthority($0).map { ($0.authorityKind, $0.memberState) } })
        quality = QualityRun(runner: runner)
        statistics = StatisticsGathering(
            runner: runner, book: book,
            uses: UseOfSystems(authority: { directory.authority($0).map { ($0.authorityKind, $0.memberState) } }))
        heldRecords = HeldRecords(runner: runner)
        publishing = StatisticsPublishing(runner: runner)
    }

    /// The registers, each with an index, a gate and galleries of its own.
    public static let systems: [SystemName] = [.EES, .SIS, .VIS, .Eurodac, .ETIAS, .ecrisTCN]

    /// Deadlines that run by the hour. Returns how many passed in silence and had an effect.
    public func keepClocks() async -> Int {
        await sweeper.keepClocks(
            Set((Installation.systems + [.MID, .CIR]).map { RecordKind($0, "legalTask") }), today: runner.clock.now().utcDay)
    }

    /// What is published of a figure, for everybody; `nil` where there is no such figure.
    public func published(_ figure: String, year: Int?) async throws(Refusal) -> ReadFigure.Output? {
        try await Reporting.published(figure, year: year, by: runner)
    }

    /// Brings the statistics up to date: counts what is new, and publishes the periods that are over.
    public func report() async throws(Refusal) {
        try await statistics.catchUp()
        if try await heldRecords.countIfDue() { try await statistics.catchUp() }
        try await publishing.publishIfDue()
    }

    /// Runs an operation by name, as the API would.
    public func run(_ operation: String, _ request: OperationRequest) async throws(Refusal) -> OperationReply {
        guard let operation = catalogue[operation] else {
            throw Refusal(.noSuchRoute, "there is no operation \(operation)")
        }
        return try await operation.run(request, runner)
    }
}

extension Installation {
    /// Erases every record but the administration's, for a sandbox. Logged like any other erasure.
    public func reset() async throws -> Int {
        let mandate = policy.mandate(
            forTask: "sandbox-reset", systems: Set(SystemName.allCases), actions: [.read, .delete], article: "sandbox",
            requestID: "sandbox-reset")
        let ids = try await store.read { view in
            var ids: [RecordID] = []
            try view.forEachProjection { id, kind, _ in if kind.system != .administration { ids.append(id) } }
            return ids
        }
        for start in stride(from: 0, to: ids.count, by: 500) {
            let batch = ids[start..<min(start + 500, ids.count)]
            let now = runner.clock.now()
            let row = try runner.log.row(
                LogDraft(
                    event: "sandbox.reset", system: .administration, action: .delete, article: "sandbox", at: now,
                    caller: mandate.caller, case: mandate.case, policyRevision: policy.revision, verdict: .allowed,
                    details: LogDetails(), erased: []))
            _ = try await registry.commit(
                Commit(
                    changes: batch.map { .erase($0, expected: nil, article: "sandbox") }, log: [row], at: now,
                    by: mandate.caller.authority), under: mandate)
        }
        try await store.purge()
        return ids.count
    }
}

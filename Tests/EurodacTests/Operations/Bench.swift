import Access
import Identity
import Operations
import Registry
import Synchronization
import Testing
import Wire

@testable import Eurodac

/// A whole Eurodac on a store in memory: clock that is set by hand, identifiers that count, an engine that finds equal templates and
/// can be switched off, and a log that can be looked at.
final class Bench: Sendable {
    let store = MemoryStore()
    let runner: Runner
    let sweeper: Sweeper
    let log = LogTap()
    let engine = Engine()
    let regime: EurodacRegime
    let ports: EurodacPorts
    private let time: SetClock

    final class SetClock: Sendable {
        private let value = Mutex(Instant(milliseconds: 0))
        var now: Instant { value.withLock { $0 } }
        func set(_ instant: Instant) { value.withLock { $0 = instant } }
    }

    /// Finds the records whose templates are the probe's, byte for byte, in the order of their commit.
    final class Engine: Sendable {
        enum State { case available, notAvailable, notComparable }
        private let templates = Mutex<[(id: RecordID, templates: Set<StoredTemplate>)]>([])
        private let identities = Mutex<[RecordID: [PersonIdentity]]>([:])
        private let mode = Mutex(State.available)
        var state: State {
            get { mode.withLock { $0 } }
            set { mode.withLock { $0 = newValue } }
        }

        func follow(_ changes: [CommittedChange]) {
            for change in changes {
                identities.withLock { $0[change.feed.id] = change.projection?.identities }
                templates.withLock { all in
                    all.removeAll { $0.id == change.feed.id }
                    if let held = change.projection?.templates, !held.isEmpty {
                        all.append((change.feed.id, Set(held)))
                    }
                }
            }
        }

        func search(_ probe: EurodacBiometricSearch.Probe) -> EurodacBiometricSearch.Reply {
            switch state {
            case .notAvailable: return .notAvailable
            case .notComparable: return .notComparable
            case .available:
                let latent = Set(probe.latentFingerprints.map(\.bytes))
                return .candidates(
                    templates.withLock { all in
                        all.compactMap { record in
                            let prints =
                                probe.fingerprints.contains(where: record.templates.contains)
                                || record.templates.contains {
                                    $0.kind.hasPrefix("finger") && latent.contains($0.bytes)
                                }
                            let face = probe.face.map(record.templates.contains) ?? false
                            return prints || face ? .init(record: record.id, fingerprints: prints, face: face) : nil
                        }
                    })
            }
        }

        func datasets(_ identity: PersonIdentity, _ limit: Int) -> [RecordID]? {
            guard state == .available else { return nil }
            return identities.withLock { all in
                all.filter { $0.value.contains { !Set($0.surnames).isDisjoint(with: identity.surnames) } }.keys.sorted()
            }
        }
    }

    /// Keeps what would be sealed.
    final class LogTap: LogWriter {
        private let kept = Mutex<[LogDraft]>([])
        private let next = Mutex<UInt64>(1 << 40)
        var drafts: [LogDraft] { kept.withLock { $0 } }
        func row(_ draft: LogDraft) throws(Refusal) -> LogRow {
            kept.withLock { $0.append(draft) }
            let id = next.withLock { value in
                value += 1
                return RecordID(high: 7, low: value)
            }
            return LogRow(
                id: id, at: draft.at, leafData: [UInt8](repeating: 1, count: 32), sealed: [1], eraseOn: nil,
                follows: [],
                system: draft.system, event: draft.event)
        }
    }

    init(_ regime: EurodacRegime = .regulation1358, now: String = "2027-03-01T08:00:00Z") {
        let time = SetClock()
        time.set(Instant(now)!)
        self.time = time
        self.regime = regime
        let engine = engine
        store.observe { engine.follow($0) }
        ports = EurodacPorts(
            biometricSearch: EurodacBiometricSearch { engine.search($0) },
            identitySearch: EurodacIdentitySearch { engine.datasets($0, $1) })
        let counter = Counter()
        let catalogue = OperationCatalogue(EurodacOperations.all(ports, regime: regime))
        runner = Runner(
            policy: catalogue.policy(concealments: EurodacOperations.concealments(regime)),
            registry: Registry(store: store),
            clock: Clock { time.now }, ids: IDGenerator { counter.next }, log: log)
        sweeper = Sweeper(store: store, runner: runner, rules: EurodacOperations.dueRules(regime))
    }

    private final class Counter: Sendable {
        private let value = Mutex<UInt64>(0)
        var next: RecordID {
            value.withLock { value in
                value += 1
                return RecordID(high: 1, low: value)
            }
        }
    }

    var now: Instant { time.now }
    func set(_ instant: String) { time.set(Instant(instant)!) }

    /// Runs an operation; the reply is read back as the operation's own output.
    func run<Op: Operation>(
        _ operation: Op, _ input: Op.Input, as caller: Caller = .asylum, for purpose: Purpose = .asylumResponsibility,
        reference: String? = "case-1", version: Int? = nil
    ) async throws(Refusal) -> Op.Output {
        let reply = try await runner.run(
            operation,
            OperationRequest(
                caller: caller, case: CaseReference(purpose: purpose, reference: reference, requestID: "r"),
                input: input.wire,
                idempotencyKey: operation.about.needsIdempotencyKey
                    ? keys.withLock {
                        $0 += 1
                        return "key-\($0)"
                    } : nil,
                expectedVersion: version))
        do { return try Op.Output(reading: reply.body) } catch { throw Refusal(error) }
    }
    private let keys = Mutex(0)

    /// The refusal that an operation gives; `nil` where it gives none.
    func refusal<Op: Operation>(
        _ operation: Op, _ input: Op.Input, as caller: Caller = .asylum, for purpose: Purpose = .asylumResponsibility,
        reference: String? = "case-1", version: Int? = nil
    ) async -> RefusalKind? {
        do {
            _ = try await run(operation, input, as: caller, for: purpose, reference: reference, version: version)
            return nil
        } catch { return error.kind }
    }

    func sweep(_ day: String) async -> Sweeper.Report {
        set(day + "T03:00:00Z")
        return await sweeper.sweep(today: Day(day)!)
    }

    func values<Value: RecordValue>(_ type: Value.Type) async throws -> [Recorded<Value>] {
        try await store.read { view in
            try view.page(Value.kind, after: nil, limit: 10_000).map { try Recorded<Value>($0) }
        }
    }
    func value<Value: RecordValue>(_ type: Value.Type, _ id: RecordID) async throws -> Recorded<Value>? {
        try await store.read { view in try view.record(id).map { try Recorded<Value>($0) } }
    }
    func inbox(_ recipient: String) async throws -> [Notice] {
        try await store.read { view in try view.inbox(recipient: recipient, after: nil, limit: 1000) }
    }
    /// Number of records of any kind of Eurodac but the counts, which say nothing of a person.
    func recordsOfPersons() async throws -> Int {
        try await store.read { view in
            try [
                EurodacDataset.kind, DatasetBiometrics.kind, DatasetScan.kind, DatasetLink.kind, EurodacComparison.kind,
                CollectionDuty.kind, EurodacTask.kind,
            ]
            .reduce(0) { try $0 + view.count($1) }
        }
    }
}

extension Caller {
    static let asylum = Caller(authority: "FR-OFPRA", kind: .asylum, memberState: "FRA", user: "agent")
    static let germanAsylum = Caller(authority: "DE-BAMF", kind: .asylum, memberState: "DEU", user: "amt")
    static let italianAsylum = Caller(authority: "IT-CNDA", kind: .asylum, memberState: "ITA", user: "agente")
    static let border = Caller(authority: "FR-PAF", kind: .border, memberState: "FRA", user: "garde")
    static let greekBorder = Caller(authority: "GR-HP", kind: .border, memberState: "GRC", user: "fylakas")
    static let immigration = Caller(authority: "DE-ABH", kind: .immigration, memberState: "DEU", user: "amt")
    static let visa = Caller(authority: "FR-VISA", kind: .visa, memberState: "FRA", user: "visa")
    static let etias = Caller(authority: "FR-ENU", kind: .etiasNational, memberState: "FRA", user: "unit")
    static let police = Caller(authority: "FR-DGSI", kind: .designated, memberState: "FRA", user: "agent")
    static let verifying = Caller(authority: "FR-CAP", kind: .centralAccessPoint, memberState: "FRA", user: "cap")
    static let europol = Caller(authority: "EUROPOL", kind: .europol, memberState: nil, user: "agent")
    static let europolVerifying = Caller(
        authority: "EUROPOL-CAP", kind: .centralAccessPoint, memberState: nil, user: "cap")
    static let centralUnit = Caller(authority: "EURODAC-CU", kind: .operator_, memberState: nil, user: "unit")
    static let supervisor = Caller(authority: "EDPS", kind: .supervisory, memberState: nil, user: "edps")
}

// MARK: - Persons

extension BiometricSet {
    /// All ten fingers, and the face, of a person who is told by a word.
    static func of(_ person: String, fingers: [Int] = Array(1...10), face: Bool = true) -> BiometricSet {
        BiometricSet(
            fingerprints: fingers.map {
                Fingerprint(position: $0, format: "iso19794-2:2005", quality: 70, data: Array("\(person)\($0)".utf8))
            },
            fingersAbsent: fingers.isEmpty ? [] : Array(1...10).filter { !fingers.contains($0) },
            facialImage: face ? FacialImage(format: "jpeg2000", quality: 80, data: Array("\(person)-face".utf8)) : nil,
            fingerprintsUnusable: fingers.isEmpty ? "scarred" : nil)
    }
}

extension TransmittedData {
    /// A complete transmission of a category, of a person told by a word.
    static func of(
        _ person: String, _ category: EurodacCategory = .applicant, _ reference: String,
        in regime: EurodacRegime = .regulation1358,
        born: String = "1990-05-04", taken: String = "2027-02-28"
    ) -> TransmittedData {
        var data = TransmittedData()
        data.category = category
        data.reference = ReferenceNumber(wireText: reference)!
        data.biometrics = .of(person, face: regime == .regulation1358)
        data.taken = Day(taken)!
        if category == .dataSubject { return data }
        if regime == .regulation603 {
            if category == .illegalStay { return data }
            var identity = PersonIdentity()
            identity.sex = .female
            data.identity = identity
        } else {
            data.identity = PersonIdentity(
                surnames: [person.uppercased()], givenNames: ["JANE"], dateOfBirth: PartialDate(born), sex: .female,
                nationalities: [CountryCode("SYR")!], placeOfBirth: "Aleppo")
        }
        data.place = "Calais"
        data.event = Day(taken)
        if category == .admission {
            data.admission = .granted
            data.decided = Day(taken)
        }
        if category == .nationalResettlement { data.decided = Day(taken) }
        if category == .temporaryProtection { data.councilDecision = "(EU) 2029/1" }
        return data
    }
}

extension Bench {
    @discardableResult
    func transmit(
        _ data: TransmittedData, as caller: Caller = .asylum, for purpose: Purpose? = nil,
        _ change: (inout TransmitDataset.Input) -> Void = { _ in }
    ) async throws(Refusal) -> TransmitDataset.Output {
        var input = TransmitDataset.Input()
        input.data = data
        change(&input)
        return try await run(
            TransmitDataset(ports, regime: regime), input, as: caller, for: purpose ?? caller.transmitting)
    }

    func refusal(_ data: TransmittedData, as caller: Caller = .asylum, for purpose: Purpose? = nil) async
        -> RefusalKind?
    {
        var input = TransmitDataset.Input()
        input.data = data
        return await refusal(
            TransmitDataset(ports, regime: regime), input, as: caller, for: purpose ?? caller.transmitting)
    }

    /// Marks a set with protection granted.
    func mark(_ dataset: RecordID, _ granted: String, as caller: Caller = .asylum, version: Int = 1)
        async throws(Refusal) -> DatasetReply
    {
        var input = MarkDataset.Input()
        input.dataset = dataset
        input.granted = Day(granted)!
        return try await run(MarkDataset(regime: regime), input, as: caller, version: version)
    }
}

extension Caller {
    var transmitting: Purpose {
        switch kind {
        case .border: .borderCheck
        case .immigration: .verification
        default: .asylumResponsibility
        }
    }
}

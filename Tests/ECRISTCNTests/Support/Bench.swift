import Access
import Identity
import Operations
import Registry
import Synchronization
import Testing
import Wire

@testable import ECRISTCN

/// A whole ECRIS-TCN on a store in memory: clock that is set by hand, identifiers that count, and a log that can be looked at.
final class Bench: Sendable {
    let store = MemoryStore()
    let runner: Runner
    let sweeper: Sweeper
    let log = LogTap()
    let ports: ECRISTCNPorts
    private let keys = Mutex(0)

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

    private final class Counter: Sendable {
        private let value = Mutex<UInt64>(0)
        var next: RecordID {
            value.withLock { value in
                value += 1
                return RecordID(high: 1, low: value)
            }
        }
    }
    private final class SetClock: Sendable {
        let value: Mutex<Instant>
        init(_ now: Instant) { value = Mutex(now) }
        var now: Instant { value.withLock { $0 } }
    }
    private let clock: SetClock

    init(_ ports: ECRISTCNPorts? = nil, now: String = "2027-03-01T08:00:00Z") {
        let clock = SetClock(Instant(now)!)
        self.clock = clock
        let counter = Counter()
        // The engines of the bench: equal surnames, equal prints, equal faces.
        let store = store
        let wired =
            ports
            ?? ECRISTCNPorts(
                identitySearch: { identity, _ in
                    try? await store.read { view in
                        try view.page(DataRecord.kind, after: nil, limit: 1000).filter {
                            let person = try DataRecord(stored: $0).person
                            let nationalities = Set(identity.nationalities)
                            return person.surnames == identity.surnames
                                && (nationalities.isEmpty || !nationalities.isDisjoint(with: person.nationalities))
                        }.map(\.id)
                    }
                },
                identification: { prints, _ in
                    try? await store.read { view in
                        try view.page(RecordSamples.kind, after: nil, limit: 1000).filter {
                            let held = try RecordSamples(stored: $0).fingerprints.map(\.template)
                            return prints.contains(where: held.contains)
                        }.map(\.id)
                    }
                }, comparison: { $0.bytes == $1.bytes ? .match : .nonMatch },
                mayStoreFacialImages: { $0 != "DEU" }, startOfOperations: Day("2027-01-01"))
        self.ports = wired
        let catalogue = OperationCatalogue(ECRISTCNOperations.all(wired))
        runner = Runner(
            policy: catalogue.policy(concealments: ECRISTCNOperations.concealments), registry: Registry(store: store),
            clock: Clock { clock.now }, ids: IDGenerator { counter.next }, log: log)
        sweeper = Sweeper(store: store, runner: runner, rules: ECRISTCNOperations.dueRules)
    }

    func set(_ instant: String) { clock.value.withLock { $0 = Instant(instant)! } }

    func run<Op: Operation>(
        _ operation: Op, _ input: Op.Input, as caller: Caller = .france, for purpose: Purpose = .criminalProceedings,
        reference: String? = "case-1", version: Int? = nil
    ) async throws(Refusal) -> Op.Output {
        let reply = try await send(
            operation, input.wire, as: caller, for: purpose, reference: reference, version: version)
        do { return try Op.Output(reading: reply.body) } catch { throw Refusal(error) }
    }

    func send<Op: Operation>(
        _ operation: Op, _ input: JSON, as caller: Caller = .france, for purpose: Purpose = .criminalProceedings,
        reference: String? = "case-1", version: Int? = nil
    ) async throws(Refusal) -> OperationReply {
        try await runner.run(
            operation,
            OperationRequest(
                caller: caller, case: CaseReference(purpose: purpose, reference: reference, requestID: "r"),
                input: input,
                idempotencyKey: operation.about.needsIdempotencyKey
                    ? keys.withLock {
                        $0 += 1
                        return "key-\($0)"
                    } : nil,
                expectedVersion: version))
    }

    /// The kind of refusal that an operation gives; `nil` where it gives none.
    func refusal<Op: Operation>(
        _ operation: Op, _ input: Op.Input, as caller: Caller = .france, for purpose: Purpose = .criminalProceedings,
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
    /// Every record of the system that is left, by kind.
    func everything() async throws -> [String: Int] {
        var counts: [String: Int] = [:]
        for kind in [
            DataRecord.kind, RecordSamples.kind, InaccuracyReport.kind, ConsentQuestion.kind, ThirdCountryRequest.kind,
            Identification.kind,
            LegalTask<ECRISTCNTasks>.kind,
        ] {
            let count = try await store.read { view in try view.count(kind) }
            if count > 0 { counts[kind.name] = count }
        }
        return counts
    }

    // MARK: - Convicted persons

    func enter(
        _ surname: String = "KHAN", reference: String = "FR-1", as caller: Caller = .france,
        _ change: (inout EnterRecord.Input) -> Void = { _ in }
    ) async throws(Refusal) -> RecordReply {
        var input = EnterRecord.Input()
        input.reference = reference
        input.person = .person(surname)
        change(&input)
        return try await run(EnterRecord(ports), input, as: caller)
    }

    func search(
        _ surname: String? = "KHAN", nationality: String? = "PAK", as caller: Caller = .italy,
        for purpose: Purpose = .criminalProceedings,
        reference: String? = "case-1", _ change: (inout SearchRecords.Input) -> Void = { _ in }
    ) async throws(Refusal) -> SearchRecords.Output {
        var input = SearchRecords.Input()
        if let surname {
            input.identity = PersonIdentity(
                surnames: [surname], nationalities: nationality.map { [CountryCode($0)!] } ?? [])
        }
        change(&input)
        return try await run(SearchRecords(ports), input, as: caller, for: purpose, reference: reference)
    }
}

extension Caller {
    static let france = Caller(authority: "FR-CJN", kind: .criminalRecords, memberState: "FRA", user: "greffe")
    static let italy = Caller(authority: "IT-CDA", kind: .criminalRecords, memberState: "ITA", user: "casellario")
    static let germany = Caller(authority: "DE-BZR", kind: .criminalRecords, memberState: "DEU", user: "amt")
    static let eurojust = Caller(authority: "EUROJUST", kind: .eurojust, memberState: nil, user: "desk")
    static let europol = Caller(authority: "EUROPOL", kind: .europol, memberState: nil, user: "desk")
    static let etias = Caller(authority: "ETIAS-CU", kind: .etiasCentral, memberState: nil, user: "unit")
    static let visDesignated = Caller(authority: "ES-SIRENE", kind: .sirene, memberState: "ESP", user: "agente")
    static let screening = Caller(authority: "IT-HOTSPOT", kind: .screening, memberState: "ITA", user: "agente")
    static let nationalUnit = Caller(authority: "ES-ETIAS", kind: .etiasNational, memberState: "ESP", user: "unidad")
    static let otherUnit = Caller(authority: "DE-ETIAS", kind: .etiasNational, memberState: "DEU", user: "stelle")
    static let border = Caller(authority: "FR-PAF", kind: .border, memberState: "FRA", user: "garde")
    static let supervisor = Caller(authority: "EDPS", kind: .supervisory, memberState: nil, user: "auditor")
}

extension ConvictedPerson {
    static func person(_ surname: String = "KHAN", nationalities: [String] = ["PAK"]) -> ConvictedPerson {
        var person = ConvictedPerson()
        person.surnames = [surname]
        person.givenNames = ["IMRAN"]
        person.dateOfBirth = PartialDate("1985-06-07")
        person.townOfBirth = "Lahore"
        person.countryOfBirth = CountryCode("PAK")
        person.nationalities = nationalities.map { CountryCode($0)! }
        person.gender = .male
        return person
    }
}

extension FingerprintImpression {
    static func ten(_ seed: String) -> [FingerprintImpression] {
        (1...10).map {
            FingerprintImpression(
                position: $0, format: "iso19794-2:2005", quality: 60, data: Array("\(seed)\($0)".utf8))
        }
    }
}
extension FaceOfConvict {
    static func face(_ seed: String) -> FaceOfConvict {
        FaceOfConvict(format: "jpeg2000", quality: 70, data: Array(seed.utf8))
    }
}

import Access
import Identity
import Operations
import Registry
import Synchronization
import Testing
import Wire

@testable import EES

/// A whole EES on a store in memory: clock that is set by hand, identifiers that count, and a log that can be looked at.
final class Bench: Sendable {
    let store = MemoryStore()
    let runner: Runner
    let sweeper: Sweeper
    let log = LogTap()
    private let time: SetClock

    final class SetClock: Sendable {
        private let value = Mutex(Instant(milliseconds: 0))
        var now: Instant { value.withLock { $0 } }
        func set(_ instant: Instant) { value.withLock { $0 = instant } }
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
                id: id, at: draft.at, leafData: [UInt8](repeating: 1, count: 32), sealed: [1], eraseOn: nil, follows: [],
                system: draft.system, event: draft.event)
        }
    }

    init(_ ports: EESPorts = .none, now: String = "2027-03-01T08:00:00Z") {
        let time = SetClock()
        time.set(Instant(now)!)
        self.time = time
        let counter = Counter()
        let catalogue = OperationCatalogue(EESOperations.all(ports))
        runner = Runner(
            policy: catalogue.policy(concealments: EESOperations.concealments), registry: Registry(store: store),
            clock: Clock { time.now }, ids: IDGenerator { counter.next }, log: log)
        sweeper = Sweeper(store: store, runner: runner, rules: EESOperations.dueRules)
    }

    private final class Counter: Sendable {
        private let value = Mutex<UInt64>(0)
        var next: RecordID {
            value.withLock { value in
                value += 1; return RecordID(high: 1, low: value)
            }
        }
    }

    var now: Instant { time.now }
    func set(_ instant: String) { time.set(Instant(instant)!) }
    func set(_ instant: Instant) { time.set(instant) }

    /// Runs an operation; the reply is read back as the operation's own output.
    func run<Op: Operation>(
        _ operation: Op, _ input: Op.Input, as caller: Caller = .border, for purpose: Purpose = .borderCheck,
        reference: String? = "case-1", version: Int? = nil, key: String? = nil
    ) async throws(Refusal) -> Op.Output {
        let reply = try await send(operation, input.wire, as: caller, for: purpose, reference: reference, version: version, key: key)
        do { return try Op.Output(reading: reply.body) } catch { throw Refusal(error) }
    }

    func send<Op: Operation>(
        _ operation: Op, _ input: JSON, as caller: Caller = .border, for purpose: Purpose = .borderCheck,
        reference: String? = "case-1", version: Int? = nil, key: String? = nil
    ) async throws(Refusal) -> OperationReply {
        try await runner.run(
            operation,
            OperationRequest(
                caller: caller, case: CaseReference(purpose: purpose, reference: reference, requestID: "r"), input: input,
                idempotencyKey: operation.about.needsIdempotencyKey
                    ? key
                        ?? keys.withLock {
                            $0 += 1; return "key-\($0)"
                        } : nil,
                expectedVersion: version))
    }
    private let keys = Mutex(0)

    /// The kind of refusal that an operation gives; `nil` where it gives none.
    func refusal<Op: Operation>(
        _ operation: Op, _ input: Op.Input, as caller: Caller = .border, for purpose: Purpose = .borderCheck,
        reference: String? = "case-1", version: Int? = nil
    ) async -> RefusalKind? {
        do {
            _ = try await run(operation, input, as: caller, for: purpose, reference: reference, version: version)
            return nil
        } catch { return error.kind }
    }

    func sweep(_ day: String) async -> Sweeper.Report { await sweeper.sweep(today: Day(day)!) }

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
}

extension Caller {
    static let border = Caller(authority: "FR-PAF-CDG", kind: .border, memberState: "FRA", user: "garde")
    static let spanishBorder = Caller(authority: "ES-PN-MAD", kind: .border, memberState: "ESP", user: "guardia")
    static let immigration = Caller(authority: "DE-ABH", kind: .immigration, memberState: "DEU", user: "amt")
    static let visa = Caller(authority: "FR-VISA", kind: .visa, memberState: "FRA", user: "visa")
    static let facilitation = Caller(authority: "NL-FAC", kind: .facilitation, memberState: "NLD", user: "fac")
    static let carrier = Caller(authority: "AF", kind: .carrier, memberState: nil, user: "agent")
    static let webService = Caller(authority: "WEB", kind: .operator_, memberState: nil, user: "web")
    static let police = Caller(authority: "FR-DGSI", kind: .designated, memberState: "FRA", user: "agent")
    static let accessPoint = Caller(authority: "FR-CAP", kind: .centralAccessPoint, memberState: "FRA", user: "cap")
    static let germanAccessPoint = Caller(authority: "DE-CAP", kind: .centralAccessPoint, memberState: "DEU", user: "cap")
    static let europol = Caller(authority: "EUROPOL", kind: .europol, memberState: nil, user: "agent")
    static let europolAccessPoint = Caller(authority: "EUROPOL-CAP", kind: .centralAccessPoint, memberState: nil, user: "cap")
    static let etias = Caller(authority: "ETIAS-CU", kind: .etiasCentral, memberState: nil, user: "unit")
}

// MARK: - Travellers

extension RegisteredIdentity {
    static func person(_ surname: String = "DOE", born: String = "1990-05-04", nationality: String = "BRA") -> RegisteredIdentity {
        RegisteredIdentity(
            surnames: [surname], givenNames: ["JANE"], dateOfBirth: PartialDate(born),
            nationalities: [CountryCode(nationality)!], sex: .female)
    }
}

extension RegisteredDocument {
    static func passport(_ number: String = "AB123456", issuer: String = "BRA", expiry: String = "2035-01-01") -> RegisteredDocument {
        RegisteredDocument(kind: .passport, number: number, issuer: CountryCode(issuer)!, expiry: Day(expiry))
    }
}

extension FacialImage {
    static let live = FacialImage(source: .live, format: "jpeg2000", quality: 80, data: Array("LIVEFACE".utf8))
}

extension FingerprintEnrolment {
    static let right = FingerprintEnrolment(prints: prints([2, 3, 4, 5]))
    static func prints(_ positions: [Int]) -> [Fingerprint] {
        positions.map { Fingerprint(position: $0, format: "iso19794-2:2005", quality: 70, data: Array("PRINT\($0)".utf8)) }
    }
}

extension VisaUse {
    static func sticker(
        _ number: String = "F0001", entries: Entries? = .multiple, days: Int? = 90, from: String = "2027-01-01",
        until: String = "2027-12-31", kind: Kind = .uniform
    ) -> VisaUse {
        VisaUse(
            sticker: NumberOfIssuer(number: number, issuer: CountryCode("FRA")!), kind: kind, validFrom: Day(from),
            validUntil: Day(until)!, entries: entries, days: days)
    }
}

extension Bench {
    /// Creates a file as a border guard would.
    func register(
        _ traveller: TravellerCategory = .visaExempt, document: String = "AB123456", born: String = "1990-05-04",
        as caller: Caller = .border
    ) async throws -> RecordID {
        var input = CreateFile.Input()
        input.file = NewFile(traveller: traveller, identity: .person(born: born), document: .passport(document))
        input.facialImage = .live
        if traveller.storesFingerprints { input.fingerprints = .right }
        return try await run(CreateFile(), input, as: caller).file
    }

    func enter(
        _ file: RecordID, at time: String? = nil, as caller: Caller = .border, _ change: (inout RecordEntry.Input) -> Void = { _ in }
    ) async throws(Refusal) -> CrossingReply {
        var input = RecordEntry.Input()
        input.file = file
        input.time = time.map { Instant($0)! }
        input.crossingPoint = "FRCDG"
        change(&input)
        return try await run(RecordEntry(), input, as: caller)
    }

    func leave(
        _ file: RecordID, at time: String? = nil, as caller: Caller = .border, _ change: (inout RecordExit.Input) -> Void = { _ in }
    ) async throws(Refusal) -> CrossingReply {
        var input = RecordExit.Input()
        input.file = file
        input.time = time.map { Instant($0)! }
        input.crossingPoint = "FRCDG"
        change(&input)
        return try await run(RecordExit(), input, as: caller)
    }
}

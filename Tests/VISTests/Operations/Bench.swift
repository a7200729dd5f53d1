import Access
import Identity
import Operations
import Registry
import Synchronization
import Testing
import Wire

@testable import VIS

/// A whole VIS on a store in memory: clock that is set by hand, identifiers that count, and a log that can be looked at.
final class Bench: Sendable {
    let store = MemoryStore()
    let runner: Runner
    let sweeper: Sweeper
    let log = LogTap()
    let ports: VISPorts
    private let time: SetClock
    private let keys = Mutex(0)

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

    init(_ ports: VISPorts = VISPorts(sources: .quiet), now: String = "2027-03-01T08:00:00Z") {
        let time = SetClock()
        time.set(Instant(now)!)
        self.time = time
        self.ports = ports
        let counter = Counter()
        let catalogue = OperationCatalogue(VISOperations.all(ports))
        runner = Runner(
            policy: catalogue.policy(concealments: VISOperations.concealments), registry: Registry(store: store),
            clock: Clock { time.now }, ids: IDGenerator { counter.next }, log: log)
        sweeper = Sweeper(store: store, runner: runner, rules: VISOperations.dueRules(ports))
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
    @discardableResult
    func run<Op: Operation>(
        _ operation: Op, _ input: Op.Input, as caller: Caller = .consulate, for purpose: Purpose = .visaExamination,
        reference: String? = "case-1", version: Int? = nil
    ) async throws(Refusal) -> Op.Output {
        let reply = try await send(operation, input.wire, as: caller, for: purpose, reference: reference, version: version)
        do { return try Op.Output(reading: reply.body) } catch { throw Refusal(error) }
    }

    func send<Op: Operation>(
        _ operation: Op, _ input: JSON, as caller: Caller = .consulate, for purpose: Purpose = .visaExamination,
        reference: String? = "case-1", version: Int? = nil
    ) async throws(Refusal) -> OperationReply {
        let key = keys.withLock {
            $0 += 1
            return "key-\($0)"
        }
        return try await runner.run(
            operation,
            OperationRequest(
                caller: caller, case: CaseReference(purpose: purpose, reference: reference, requestID: "r"), input: input,
                idempotencyKey: operation.about.needsIdempotencyKey ? key : nil, expectedVersion: version))
    }

    /// The code of the refusal that an operation gives; `nil` where it gives none.
    func refusal<Op: Operation>(
        _ operation: Op, _ input: Op.Input, as caller: Caller = .consulate, for purpose: Purpose = .visaExamination,
        reference: String? = "case-1", version: Int? = nil
    ) async -> String? {
        do {
            _ = try await run(operation, input, as: caller, for: purpose, reference: reference, version: version)
            return nil
        } catch { return error.kind.code }
    }

    @discardableResult func sweep(_ day: String, at time: String = "T12:00:00Z") async -> Sweeper.Report {
        set(day + time)
        return await sweeper.sweep(today: Day(day)!)
    }

    func values<Value: RecordValue>(_ type: Value.Type) async throws -> [Recorded<Value>] {
        try await store.read { view in try view.page(Value.kind, after: nil, limit: 10_000).map { try Recorded<Value>($0) } }
    }
    func value<Value: RecordValue>(_ type: Value.Type, _ id: RecordID) async throws -> Recorded<Value>? {
        try await store.read { view in try view.record(id).map { try Recorded<Value>($0) } }
    }
    func file(_ id: RecordID) async throws -> Recorded<ApplicationFile> {
        try #require(try await value(ApplicationFile.self, id))
    }
    func inbox(_ recipient: String) async throws -> [Notice] {
        try await store.read { view in try view.inbox(recipient: recipient, after: nil, limit: 1000) }
    }
    func openTasks(_ step: VISTasks.Step) async throws -> [Recorded<LegalTask<VISTasks>>] {
        try await values(LegalTask<VISTasks>.self).filter { $0.value.isOpen(step) }
    }
}

extension VISSourceChecks {
    /// Every source answers that it has nothing.
    static let quiet = VISSourceChecks { _, _ in [] }
    /// The sources of these hits have them, the others nothing.
    static func finding(_ hits: [SourceHit]) -> VISSourceChecks {
        VISSourceChecks { source, _ in hits.filter { $0.point.source == source } }
    }
}

extension Caller {
    static let consulate = Caller(authority: "FR-CONS-ABJ", kind: .visa, memberState: "FRA", user: "consul")
    static let german = Caller(authority: "DE-CONS-LOS", kind: .visa, memberState: "DEU", user: "konsul")
    static let spanish = Caller(authority: "ES-CONS-RAB", kind: .visa, memberState: "ESP", user: "cónsul")
    static let border = Caller(authority: "FR-PAF-CDG", kind: .border, memberState: "FRA", user: "garde")
    static let immigration = Caller(authority: "DE-ABH", kind: .immigration, memberState: "DEU", user: "amt")
    static let prefecture = Caller(authority: "FR-PREF", kind: .immigration, memberState: "FRA", user: "pref")
    static let asylum = Caller(authority: "FR-OFPRA", kind: .asylum, memberState: "FRA", user: "ofpra")
    static let sirene = Caller(authority: "FR-SIRENE", kind: .sirene, memberState: "FRA", user: "sirene")
    static let germanSirene = Caller(authority: "DE-SIRENE", kind: .sirene, memberState: "DEU", user: "sirene")
    static let nationalUnit = Caller(authority: "DE-ENU", kind: .etiasNational, memberState: "DEU", user: "enu")
    static let centralUnit = Caller(authority: "ETIAS-CU", kind: .etiasCentral, memberState: nil, user: "ecu")
    static let europol = Caller(authority: "EUROPOL", kind: .europol, memberState: nil, user: "agent")
    static let police = Caller(authority: "FR-DGSI", kind: .designated, memberState: "FRA", user: "agent")
    static let accessPoint = Caller(authority: "FR-CAP", kind: .centralAccessPoint, memberState: "FRA", user: "cap")
}

// MARK: - Applicants

extension ApplicantIdentity {
    static func person(_ surname: String = "KONE", born: String = "1990-05-04", nationality: String = "CIV") -> ApplicantIdentity {
        ApplicantIdentity(
            surnames: [surname], givenNames: ["AWA"], dateOfBirth: PartialDate(born), sex: .female,
            nationalities: [CountryCode(nationality)!], placeOfBirth: "ABIDJAN", countryOfBirth: CountryCode("CIV")!)
    }
}

extension ApplicantDocument {
    static func passport(_ number: String = "AB123456") -> ApplicantDocument {
        ApplicantDocument(
            kind: .passport, number: number, issuer: CountryCode("CIV")!, issued: Day("2024-01-01"), expiry: Day("2034-01-01"))
    }
}

extension VisaForm {
    static let full: VisaForm = {
        var form = VisaForm()
        form.destinations = [CountryCode("FRA")!]
        form.stayDays = 30
        form.purposes = [.tourism]
        form.arrival = Day("2027-04-01")
        form.departure = Day("2027-04-30")
        form.firstEntry = CountryCode("FRA")!
        form.homeAddress = Address(lines: "1 RUE DES LACS", city: "ABIDJAN", country: CountryCode("CIV")!)
        form.jobGroup = "TEACHERS"
        form.employer = "ECOLE DU PLATEAU"
        form.inviter = Inviter(surname: "DUPONT", givenNames: "MARIE", address: "2 RUE X, PARIS")
        return form
    }()
}

extension ApplicantImage {
    static let live = ApplicantImage(source: .live, format: "jpeg2000", quality: 80, data: Array("LIVEFACE".utf8))
}

extension ApplicantFingerprints {
    static let ten: ApplicantFingerprints = {
        var given = ApplicantFingerprints()
        given.prints = prints(1...10)
        return given
    }()
    static func prints(_ positions: ClosedRange<Int>) -> [ApplicantFingerprint] {
        positions.map { ApplicantFingerprint(position: $0, format: "iso19794-2:2005", quality: 70, data: Array("PRINT\($0)".utf8)) }
    }
    static func absent(_ reason: FingerprintAbsence) -> ApplicantFingerprints {
        var given = ApplicantFingerprints()
        given.absence = reason
        return given
    }
}

extension NewApplication {
    static func visa(_ number: String = "FRA-1", document: String = "AB123456", born: String = "1990-05-04") -> NewApplication {
        var new = NewApplication()
        new.number = number
        new.location = "ABIDJAN"
        new.place = "ABIDJAN"
        new.date = Day("2027-03-01")!
        new.identity = .person(born: born)
        new.documents = [.passport(document)]
        new.form = .full
        new.facialImage = .live
        new.fingerprints = .ten
        return new
    }

    static func longStay(_ sort: ApplicationKind = .longStayVisa, _ number: String = "LS-1", document: String = "AB123456")
        -> NewApplication
    {
        var new = visa(number, document: document)
        new.sort = sort
        new.form = VisaForm()
        return new
    }
}

extension DecisionTaken {
    static func on(_ day: String) -> DecisionTaken { DecisionTaken(location: "ABIDJAN", place: "ABIDJAN", decided: Day(day)!) }
}

extension IssuedDocument {
    static func uniform(
        _ number: String = "F0001", from: String = "2027-04-01", until: String = "2027-09-30", days: Int = 30,
        sort: Sort = .uniform, territory: [String] = []
    ) -> IssuedDocument {
        IssuedDocument(
            sort: sort, number: DocumentNumber(number: number, issuer: CountryCode("FRA")!), territory: territory.map { CountryCode($0)! },
            validFrom: Day(from)!, validUntil: Day(until)!, entries: .multiple, days: days)
    }
    static func longStay(
        _ sort: Sort = .longStayVisa, _ number: String = "D0001", from: String = "2027-04-01", until: String = "2028-03-31"
    ) -> IssuedDocument {
        IssuedDocument(
            sort: sort, number: DocumentNumber(number: number, issuer: CountryCode("FRA")!), validFrom: Day(from)!, validUntil: Day(until)!)
    }
}

extension Bench {
    @discardableResult func lodge(
        _ new: NewApplication = .visa(), as caller: Caller = .consulate
    ) async throws(Refusal) -> ApplicationCreated {
        try await run(CreateVisaApplication(ports), new, as: caller)
    }

    @discardableResult func lodgeLongStay(
        _ new: NewApplication = .longStay(), as caller: Caller = .consulate, for purpose: Purpose = .visaExamination
    ) async throws(Refusal) -> ApplicationCreated {
        try await run(CreateLongStayApplication(ports), new, as: caller, for: purpose)
    }

    @discardableResult func issue(
        _ id: RecordID, _ document: IssuedDocument = .uniform(), on day: String = "2027-03-01", as caller: Caller = .consulate
    ) async throws -> ApplicationReply {
        var input = IssueVisa.Input()
        (input.application, input.decision, input.document) = (id, .on(day), document)
        return try await run(IssueVisa(ports), input, as: caller, version: try await file(id).version)
    }

    func end(
        _ operation: String, _ id: RecordID, grounds: [RefusalGround], holder: Bool = false, on day: String, as caller: Caller = .consulate
    ) async throws -> ApplicationReply {
        var input = EndedVisa()
        (input.application, input.decision, input.grounds, input.atHoldersRequest) = (id, .on(day), grounds, holder)
        let version = try await file(id).version
        return operation == "annul"
            ? try await run(AnnulVisa(ports), input, as: caller, version: version)
            : try await run(RevokeVisa(ports), input, as: caller, version: version)
    }
}

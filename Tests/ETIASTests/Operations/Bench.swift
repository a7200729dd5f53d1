import Access
import Identity
import Operations
import Registry
import Synchronization
import Testing
import Wire

@testable import ETIAS

/// A whole ETIAS on a store in memory: a clock that is set by hand, identifiers that count, sources that answer as told.
final class Bench: Sendable {
    let store = MemoryStore()
    let runner: Runner
    let sweeper: Sweeper
    let ports: ETIASPorts
    let sources = Answers()
    private let time = SetClock()

    final class SetClock: Sendable {
        private let value = Mutex(Instant("2027-03-01T08:00:00Z")!)
        var now: Instant { value.withLock { $0 } }
        func set(_ instant: Instant) { value.withLock { $0 = instant } }
    }

    /// What the other systems say.
    final class Answers: Sendable {
        struct Told: Sendable {
            var hits: [CheckedSystem: [ApplicationHit]] = [:]
            var down: Set<CheckedSystem> = []
            var alerts: [SupportedAlert] = []
            var sisAlert: Bool? = false
            var inside: Bool? = false
            var asked: [CheckedSystem: [SourceQuery]] = [:]
        }
        private let value = Mutex(Told())
        func set(_ change: (inout Told) -> Void) { value.withLock { change(&$0) } }
        var told: Told { value.withLock { $0 } }

        func ask(_ source: CheckedSystem, _ query: SourceQuery) -> [ApplicationHit]? {
            value.withLock { told in
                told.asked[source, default: []].append(query)
                return told.down.contains(source) ? nil : told.hits[source] ?? []
            }
        }
    }

    final class NoLog: LogWriter {
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
    let log = NoLog()

    init() {
        let (sources, time) = (sources, time)
        var asks: [CheckedSystem: ETIASSourceChecks.Ask] = [:]
        for source in CheckedSystem.outside { asks[source] = { query in sources.ask(source, query) } }
        ports = ETIASPorts(
            sources: ETIASSourceChecks(asks, supportedAlerts: { _ in sources.told.alerts }),
            sisAlert: { _, _ in sources.told.sisAlert }, isInside: { _ in sources.told.inside })
        let counter = Counter()
        let catalogue = OperationCatalogue(ETIASOperations.all(ports))
        runner = Runner(
            policy: catalogue.policy(concealments: ETIASOperations.concealments), registry: Registry(store: store),
            clock: Clock { time.now }, ids: IDGenerator { counter.next }, log: log)
        sweeper = Sweeper(store: store, runner: runner, rules: ETIASOperations.dueRules)
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
    func set(_ instant: Instant) { time.set(instant) }
    func pass(hours: Int64) { time.set(now.adding(hours: hours)) }

    func run<Op: Operation>(
        _ operation: Op, _ input: Op.Input, as caller: Caller, for purpose: Purpose = .etiasProcessing, reference: String? = "case-1",
        version: Int? = nil
    ) async throws(Refusal) -> Op.Output {
        let reply = try await send(operation, input.wire, as: caller, for: purpose, reference: reference, version: version)
        do { return try Op.Output(reading: reply.body) } catch { throw Refusal(error) }
    }

    func send<Op: Operation>(
        _ operation: Op, _ input: JSON, as caller: Caller, for purpose: Purpose = .etiasProcessing, reference: String? = "case-1",
        version: Int? = nil
    ) async throws(Refusal) -> OperationReply {
        try await runner.run(
            operation,
            OperationRequest(
                caller: caller, case: CaseReference(purpose: purpose, reference: reference, requestID: "r"), input: input,
                idempotencyKey: operation.about.needsIdempotencyKey
                    ? keys.withLock {
                        $0 += 1
                        return "key-\($0)"
                    } : nil,
                expectedVersion: version))
    }
    private let keys = Mutex(0)
    private let payments = Mutex(0)
    /// A payment of its own for each application.
    var nextPayment: String {
        payments.withLock {
            $0 += 1
            return "PAY-\($0)"
        }
    }

    func refusal<Op: Operation>(
        _ operation: Op, _ input: Op.Input, as caller: Caller, for purpose: Purpose = .etiasProcessing, reference: String? = "case-1",
        version: Int? = nil
    ) async -> RefusalKind? {
        do {
            _ = try await run(operation, input, as: caller, for: purpose, reference: reference, version: version)
            return nil
        } catch { return error.kind }
    }

    @discardableResult func sweep() async -> Sweeper.Report { await sweeper.sweep(today: now.utcDay) }

    func values<Value: RecordValue>(_ type: Value.Type) async throws -> [Recorded<Value>] {
        try await store.read { view in try view.page(Value.kind, after: nil, limit: 10_000).map { try Recorded<Value>($0) } }
    }
    func value<Value: RecordValue>(_ type: Value.Type, _ id: RecordID) async throws -> Recorded<Value>? {
        try await store.read { view in try view.record(id).map { try Recorded<Value>($0) } }
    }
    func file(_ id: RecordID) async throws -> Recorded<ApplicationFile> { try #require(try await value(ApplicationFile.self, id)) }
    func openSteps() async throws -> [String] {
        try await values(ETIASTask.self).filter { $0.value.state == .open }.map(\.value.step).sorted()
    }
    func inbox(_ recipient: String) async throws -> [Notice] {
        try await store.read { view in try view.inbox(recipient: recipient, after: nil, limit: 1000) }
    }
}

extension Caller {
    static let website = Caller(authority: "ETIAS-WEB", kind: .operator_, memberState: nil, user: "web")
    static let central = Caller(authority: "ETIAS-CU", kind: .etiasCentral, memberState: nil, user: "central")
    static let france = Caller(authority: "FR-ETIAS", kind: .etiasNational, memberState: "FRA", user: "unite")
    static let germany = Caller(authority: "DE-ETIAS", kind: .etiasNational, memberState: "DEU", user: "stelle")
    static let spain = Caller(authority: "ES-ETIAS", kind: .etiasNational, memberState: "ESP", user: "unidad")
    static let europol = Caller(authority: "EUROPOL", kind: .europol, memberState: nil, user: "agent")
    static let border = Caller(authority: "ES-PN-MAD", kind: .border, memberState: "ESP", user: "guardia")
    static let frenchBorder = Caller(authority: "FR-PAF-CDG", kind: .border, memberState: "FRA", user: "garde")
    static let immigration = Caller(authority: "DE-ABH", kind: .immigration, memberState: "DEU", user: "amt")
    static let police = Caller(authority: "FR-DGSI", kind: .designated, memberState: "FRA", user: "agent")
    static let supervisor = Caller(authority: "EDPS", kind: .supervisory, memberState: nil, user: "s")
}

// MARK: - Applicants

extension ApplicationForm {
    /// A complete form of an adult who answers no to everything.
    static func complete(
        _ surname: String = "SILVA", born: String = "1990-05-04", nationality: String = "BRA", number: String = "AB123456",
        stay: String = "ESP", expiry: String = "2035-01-01"
    ) -> ApplicationForm {
        var form = ApplicationForm()
        form.identity.surname = surname
        form.identity.firstNames = ["ANA"]
        form.identity.dateOfBirth = Day(born)!
        form.identity.placeOfBirth = "Recife"
        form.identity.countryOfBirth = CountryCode("BRA")!
        form.identity.sex = .female
        form.identity.nationality = CountryCode(nationality)!
        form.document = TravelDocument(
            kind: .passport, number: number, issuer: CountryCode(nationality)!, issued: Day("2025-01-01"), expiry: Day(expiry))
        form.residence.address = "Rua Um 1"
        form.residence.city = "Recife"
        form.residence.country = CountryCode("BRA")!
        form.email = "ana@example.org"
        form.phones = ["+55 81 5555 0101"]
        form.education = .higher
        form.occupation = .professionals
        form.firstIntendedStay = CountryCode(stay)!
        form.answers.returnDecision = BackgroundAnswer(yes: false)
        form.declaration.authentic = true
        form.declaration.truthful = true
        form.declaration.entryConditionsUnderstood = true
        return form
    }

    static func minor() -> ApplicationForm {
        var form = complete(born: "2015-06-01")
        var guardian = Guardian()
        guardian.surname = "SILVA"
        guardian.address = "Rua Um 1"
        guardian.email = "mae@example.org"
        guardian.signed = true
        form.guardian = guardian
        return form
    }

    static func family() -> ApplicationForm {
        var form = complete()
        var member = FamilyMember()
        member.surname = "LOPEZ"
        member.dateOfBirth = Day("1988-01-01")!
        member.placeOfBirth = "Vigo"
        member.countryOfBirth = CountryCode("ESP")!
        member.nationality = CountryCode("ESP")!
        member.address = "Calle 1, Vigo"
        member.email = "l@example.org"
        form.familyMember = member
        form.answers.returnDecision = nil
        return form
    }
}

extension Bench {
    func submit(_ form: ApplicationForm = .complete(), ip: String = "203.0.113.7", payment: String? = nil) async throws(Refusal)
        -> ApplicationReceipt
    {
        var input = SubmitApplication.Input()
        input.form = form
        input.ipAddress = ip
        if Fee.exemption(form, on: now.utcDay) == nil { input.payment = FeePayment(cents: 2000, reference: payment ?? nextPayment) }
        return try await run(SubmitApplication(ports), input, as: .website)
    }

    /// An application that came to manual processing by confirmed hits.
    func manual(
        _ form: ApplicationForm = .complete(),
        _ hits: [ApplicationHit] = [ApplicationHit(.h, memberState: "FRA", entered: Day("2026-01-01")!, reference: "r1")]
    )
        async throws -> RecordID
    {
        sources.set { told in for hit in hits { told.hits[hit.check.source, default: []].append(hit) } }
        let id = try await submit(form).application
        sources.set { $0.hits = [:] }
        try await verify(id, corresponds: true)
        return id
    }

    @discardableResult
    func verify(_ id: RecordID, corresponds: Bool) async throws -> StepReply {
        let file = try await file(id)
        var input = VerifyHits.Input()
        input.application = id
        input.verdicts = file.value.hits.indices.filter { file.value.hits[$0].confirmed == nil }.map {
            .init(hit: $0, corresponds: corresponds)
        }
        return try await run(VerifyHits(), input, as: .central, version: file.version)
    }

    func decide(_ id: RecordID, issue: Bool, as caller: Caller = .france, _ change: (inout DecideApplication.Input) -> Void = { _ in })
        async throws -> StepReply
    {
        var input = DecideApplication.Input()
        input.application = id
        input.issue = issue
        input.justification = "Examined file and answers."
        if !issue { input.grounds = [.illegalImmigrationRisk] }
        change(&input)
        return try await run(DecideApplication(), input, as: caller, version: try await file(id).version)
    }

    func consult(_ id: RecordID, _ states: [String] = ["DEU"], europol: Bool = false, as caller: Caller = .france) async throws {
        var input = Consult.Input()
        input.application = id
        input.memberStates = states.map { CountryCode($0)! }
        input.europol = europol
        _ = try await run(Consult(), input, as: caller)
    }

    /// A party gives an opinion that nobody asked of it.
    struct NotConsulted: Error {}

    func opinion(_ party: String, _ opinion: Consultation.Opinion, as caller: Caller) async throws -> ConsultationReply {
        guard let consultation = try await values(Consultation.self).first(where: { $0.value.party == party }) else { throw NotConsulted() }
        var input = GiveOpinion.Input()
        input.consultation = consultation.id
        input.opinion = opinion
        input.reasons = "As far as we know the person."
        return try await run(GiveOpinion(), input, as: caller, version: consultation.version)
    }

    func askForDocuments(_ id: RecordID, as caller: Caller = .france) async throws {
        var input = RequestDocuments.Input()
        input.application = id
        input.items = ["Return ticket"]
        _ = try await run(RequestDocuments(), input, as: caller, version: try await file(id).version)
    }

    func sendDocuments(_ id: RecordID) async throws {
        var input = SubmitDocuments.Input()
        input.application = id
        input.references = ["doc-1"]
        _ = try await run(SubmitDocuments(), input, as: .website)
    }
}

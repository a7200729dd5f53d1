import Access
import Identity
import Registry
import Synchronization
import Testing
import Wire

@testable import Operations

/// A record that a person could ask about.
struct Dossier: RecordValue, Hashable {
    static let kind = RecordKind(.VIS, "dossier")
    var title = "d"
    static let meaning = "A dossier."
    static let fields: [Field<Dossier>] = [.required("title", \.title, "Title.")]
    var projection: Projection { Projection() }
}

/// An act that knows everything that the shared procedures can do: extension, withholding, agencies that take requests.
enum SampleAct: TaskOwner {
    static let system = SystemName.VIS
    static let grants = Grant.tasks(
        .VIS, [(.visa, [.dataSubjectRequest]), (.etiasCentral, [.dataSubjectRequest]), (.centralAccessPoint, [.lawEnforcement])],
        article: "X 9")
}

extension SampleAct: RightsOwner {
    static let handleRequests = Grant.data(
        .VIS, [.create, .read, .update], [.dataSubjectRequest], [.visa, .etiasCentral], for: [.dataSubjectRequest], article: "X 1")
    static let subjectKinds: Set<RecordKind> = [Dossier.kind]
    static let subjectField = (name: "dossier", meaning: "The dossier.")
    static let rightsArticles = RightsArticles(
        rights: "1", addressee: "2", submission: "3", decision: "4", answer: "5", forward: "6", reasons: "7", supervision: "8",
        retention: "9")
    static func rightsTerms(_ right: PersonsRight) -> RightsTerms {
        RightsTerms(
            answer: right == .access ? .days(60) : .months(3), forward: .workingDays(10), check: .days(14), postponement: .months(2))
    }
    static let agenciesTakeRequests = true
    static let knowsWithholding = true
}

extension SampleAct: AccessRequestOwner {
    enum Aim: String, CaseIterable, AccessAim {
        case consultation, history
        var purpose: Purpose { self == .consultation ? .lawEnforcement : .visaHistory }
        static let usual = Aim.consultation
    }
    static let requestAccess = Grant.data(
        .VIS, [.create, .read], [.accessRequest], [.designated, .europol], for: [.lawEnforcement, .visaHistory], article: "X 10")
    static let verifyAccess = Grant.data(
        .VIS, [.read, .update], [.accessRequest], [.centralAccessPoint], for: [.lawEnforcement], article: "X 11")
    static let accessArticles = AccessRequestArticles(
        request: "10", verification: "11", procedure: "10", conditions: "12", europol: "13", urgency: "14", unjustified: "15",
        independence: "16", retention: "17")
    static let earlierSearches: [EarlierSearchKind] = [.national, .vis]
    static let waivedInUrgency: Set<EarlierSearchKind> = [.vis]
    static let europolKnowsUrgency = true
    static let knowsReasonedRequest = true
    static func conditionsNeeded(for aim: Aim, askedByEuropol europol: Bool) -> Set<Condition> {
        aim == .consultation ? [.necessary, .specificCase, .reasonableGrounds, .priorVisSearch] : [.necessary]
    }
    /// Data that only a reasoned request opens, and others that a verified one does.
    static let reasonedRead = Grant.data(
        .VIS, [.read], ["occupation"], [.designated], for: [.lawEnforcement], when: [[.verified, .reasonedRequest]], article: "X 18")
    static let verifiedRead = Grant.data(
        .VIS, [.read], ["dossier"], [.designated], for: [.lawEnforcement], when: [[.verified, .priorVisSearch], [.urgent]],
        article: "X 19")
}

/// Reads a dossier, or its occupation, on the conditions that the records establish.
struct ReadDossier: Query {
    var group: DataGroup = "dossier"
    typealias Output = Nothing
    struct Input: WireRecord {
        var dossier = RecordID(high: 0, low: 0)
        static let meaning = "Which."
        static let fields: [Field<Input>] = [.required("dossier", \.dossier, "Which.")]
    }
    var about: OperationDescription {
        OperationDescription(
            id: "vis.readDossier", title: "Read", meaning: "Reads.", article: "X 19", system: .VIS, action: .read, .GET, "/d",
            data: group, grants: [SampleAct.reasonedRead, SampleAct.verifiedRead, Self.office])
    }
    static let office = Grant.data(.VIS, [.read], ["dossier"], [.visa], for: [.visaExamination], article: "X 20")
    func demand(_ input: Input, facts: FactReader) throws -> Demand {
        Demand(data: group, conditions: try facts.conditions(of: SampleAct.self))
    }
    func answer(_ input: Input, from reader: Reader, in context: DecisionContext) throws -> Answer<Nothing> {
        Answer(Nothing(), log: LogDetails(records: [input.dossier]))
    }
}

/// The shared procedures on a store in memory, with a real log.
final class ProcedureBench: Sendable {
    let store = MemoryStore()
    let runner: Runner
    let sweeper: Sweeper
    let book: LogBook
    private let sequencer: LogSequencer
    private let counter = Mutex<UInt64>(0)

    private final class SetClock: Sendable {
        let value = Mutex(Instant("2027-03-01T08:00:00Z")!)
    }
    private let clock: SetClock

    init() async throws {
        let clock = SetClock()
        self.clock = clock
        let key = LogKey(id: 1, bytes: [UInt8](repeating: 3, count: 32))!
        let signing = try SigningKey(name: NoteName("test.example/log")!, algorithm: .ed25519, seed: [UInt8](repeating: 5, count: 32))
        let book = LogBook(store: store, keys: LogKeyRing(current: key), verifierKey: signing.verifierKey)
        self.book = book
        sequencer = try await LogSequencer(store: store, key: signing)
        let operations =
            AccessRequestOperations<SampleAct>.all + RightsOperations<SampleAct>.all
            + [
                AnyOperation(ListTasks<SampleAct>()), AnyOperation(ReportOverdue<SampleAct>()), AnyOperation(ReadDossier()),
                AnyOperation(ReadProcessing<SampleAct>(book: book, kindOfAuthority: { Self.kinds[$0] })),
            ]
        runner = Runner(
            policy: OperationCatalogue(operations).policy(concealments: []), registry: Registry(store: store),
            clock: Clock { clock.value.withLock { $0 } }, log: SealingLogWriter(key: key))
        sweeper = Sweeper(
            store: store, runner: runner,
            rules: [RightsRequestClock<SampleAct>(), ReasonedRequestClock<SampleAct>(), TaskClock<SampleAct>()])
    }

    static let kinds: [String: AuthorityKind] = Dictionary(
        uniqueKeysWithValues: [Caller.visaOffice, .otherOffice, .unit, .police, .accessPoint, .supervisor].map { ($0.authority, $0.kind) })

    func set(_ instant: String) { clock.value.withLock { $0 = Instant(instant)! } }
    func sequence() async throws { _ = try await sequencer.advance() }
    func sweep(_ day: String) async -> Sweeper.Report { await sweeper.sweep(today: Day(day)!) }

    /// A dossier of a Member State, stored without an operation of its own.
    func dossier(of owner: String) async throws -> RecordID {
        let id = RecordID(
            high: 9,
            low: counter.withLock {
                $0 += 1; return $0
            })
        let mandate = runner.policy.mandate(
            forTask: "test", systems: [.VIS], actions: [.create], article: "X", requestID: "t")
        let row = try runner.log.row(
            LogDraft(
                event: "vis.createDossier", system: .VIS, action: .create, article: "X", at: runner.clock.now(),
                caller: Caller(authority: "DE-VISA", kind: .visa, memberState: "DEU", user: "u"),
                case: CaseReference(purpose: .visaExamination, requestID: "t"), policyRevision: "1", verdict: .allowed,
                details: LogDetails(records: [id])))
        _ = try await runner.registry.commit(
            Commit(changes: [.create(id, Dossier().draft(owner: owner))], log: [row], at: runner.clock.now(), by: "DE-VISA"),
            under: mandate)
        return id
    }

    func run<Op: Operation>(
        _ operation: Op, _ input: Op.Input, as caller: Caller, for purpose: Purpose = .dataSubjectRequest,
        reference: String? = "case-1", version: Int? = nil
    ) async throws(Refusal) -> Op.Output {
        let key = operation.about.needsIdempotencyKey ? "key-\(counter.withLock { $0 += 1; return $0 })" : nil
        let reply = try await runner.run(
            operation,
            OperationRequest(
                caller: caller, case: CaseReference(purpose: purpose, reference: reference, requestID: "r"), input: input.wire,
                idempotencyKey: key, expectedVersion: version))
        do { return try Op.Output(reading: reply.body) } catch { throw Refusal(error) }
    }

    func refusal<Op: Operation>(
        _ operation: Op, _ input: Op.Input, as caller: Caller, for purpose: Purpose = .dataSubjectRequest,
        reference: String? = "case-1", version: Int? = nil
    ) async -> String? {
        do {
            _ = try await run(operation, input, as: caller, for: purpose, reference: reference, version: version)
            return nil
        } catch { return error.kind.code }
    }

    func steps(_ caller: Caller, for purpose: Purpose = .dataSubjectRequest) async throws -> [String] {
        try await run(ListTasks<SampleAct>(), .init(), as: caller, for: purpose).tasks.map { "\($0.step) \($0.deadline)" }
    }

    func inbox(_ recipient: String) async throws -> [String] {
        try await store.read { view in try view.inbox(recipient: recipient, after: nil, limit: 100).map(\.kind) }
    }

    func count(_ kind: RecordKind) async throws -> Int {
        try await store.read { view in try view.page(kind, after: nil, limit: 1000).count }
    }
}

extension Caller {
    static let visaOffice = Caller(authority: "FR-VISA", kind: .visa, memberState: "FRA", user: "agent")
    static let otherOffice = Caller(authority: "DE-VISA", kind: .visa, memberState: "DEU", user: "amt")
    static let unit = Caller(authority: "ETIAS-CU", kind: .etiasCentral, memberState: nil, user: "unit")
    static let police = Caller(authority: "FR-DGSI", kind: .designated, memberState: "FRA", user: "agent")
    static let europol = Caller(authority: "EUROPOL", kind: .europol, memberState: nil, user: "agent")
    static let accessPoint = Caller(authority: "FR-CAP", kind: .centralAccessPoint, memberState: "FRA", user: "cap")
    static let europolAccessPoint = Caller(
        authority: "EUROPOL-CAP", kind: .centralAccessPoint, memberState: nil, user: "cap", standing: [.servesEuropol])
    static let borderGuardAccessPoint = Caller(
        authority: "EBCGA-CAP", kind: .centralAccessPoint, memberState: nil, user: "cap", standing: [.servesBorderGuardAgency])
    static let supervisor = Caller(authority: "FR-CNIL", kind: .supervisory, memberState: "FRA", user: "auditor")
}

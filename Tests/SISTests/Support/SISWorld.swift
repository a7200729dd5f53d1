import Access
import Identity
import Operations
import Registry
import Synchronization
import Wire

@testable import SIS

/// A small installation: store in memory, policy of the operations, clock that the test sets.
final class SISWorld: Sendable {
    let store = MemoryStore()
    let runner: Runner
    private let keys = Mutex(0)
    let rows: Rows

    final class Rows: LogWriter {
        let drafts = Mutex<[LogDraft]>([])
        private let ids: IDGenerator
        init(_ ids: IDGenerator) { self.ids = ids }
        func row(_ draft: LogDraft) throws(Refusal) -> LogRow {
            drafts.withLock { $0.append(draft) }
            return LogRow(
                id: ids.next(), at: draft.at, leafData: [UInt8](repeating: 7, count: 32), sealed: [1], eraseOn: nil,
                follows: [], system: draft.system, event: draft.event)
        }
    }

    init(now: Instant = Instant(day: day("2026-03-02"), secondOfDay: 43_200), seed: UInt64 = 1) {
        let counter = Mutex(seed)
        let ids = IDGenerator {
            counter.withLock { state in
                func next() -> UInt64 {
                    state &+= 0x9E37_79B9_7F4A_7C15
                    var z = state
                    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
                    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
                    return z ^ (z >> 31)
                }
                return RecordID(high: next(), low: next())
            }
        }
        rows = Rows(ids)
        let clockTime = Box(now)
        box = clockTime
        runner = Runner(
            policy: OperationCatalogue(SISOperations.all).policy(concealments: SISOperations.concealments),
            registry: Registry(store: store), clock: Clock { clockTime.value.withLock { $0 } }, ids: ids, log: rows)
    }

    private let box: Box
    final class Box: Sendable {
        let value: Mutex<Instant>
        init(_ now: Instant) { value = Mutex(now) }
    }

    var now: Instant {
        get { box.value.withLock { $0 } }
        set { box.value.withLock { $0 = newValue } }
    }
    var today: Day { now.day(minutesEastOfUTC: 60) }
    func go(to text: String) { now = Instant(day: day(text), secondOfDay: 43_200) }

    /// Runs an operation as the API would: over the wire.
    func run<Op: Operation>(
        _ operation: Op, _ input: Op.Input, as caller: Caller, for purpose: Purpose? = nil, version: Int? = nil,
        key: String? = nil
    ) async throws(Refusal) -> (output: Op.Output, version: Int?, reply: OperationReply) {
        let number = keys.withLock { number in
            number += 1
            return number
        }
        let reply = try await runner.run(
            operation,
            OperationRequest(
                caller: caller,
                case: CaseReference(
                    purpose: purpose ?? caller.kind.usualPurpose, reference: "case", requestID: "r\(number)"),
                input: input.wire, idempotencyKey: operation.about.needsIdempotencyKey ? key ?? "key-\(number)" : nil,
                expectedVersion: version))
        do {
            return (try Op.Output(reading: reply.body), reply.version, reply)
        } catch {
            throw Refusal(.internalError, "the reply does not fit its own schema: \(error)")
        }
    }

    /// The refusal that running gives, or `nil`.
    func refusal<Op: Operation>(
        _ operation: Op, _ input: Op.Input, as caller: Caller, for purpose: Purpose? = nil, version: Int? = nil
    ) async -> Refusal? {
        do {
            _ = try await run(operation, input, as: caller, for: purpose, version: version)
            return nil
        } catch {
            return error
        }
    }

    /// The standing alert, read past every right.
    func alert(_ schengenID: String) async throws -> Recorded<Alert>? {
        try await store.read { view in
            try view.find(Alert.kind, key: SISKey.schengenID, value: schengenID).first.flatMap { try view.record($0) }
                .map { try Recorded<Alert>($0) }
        }
    }

    func count(_ kind: RecordKind) async throws -> Int { try await store.read { try $0.count(kind) } }

    /// What waits for a Member State and its SIRENE Bureau, without the announcements of alerts for arrest, which are many.
    func inbox(_ recipient: String) async throws -> [Notice] {
        try await everything(for: recipient).filter { $0.kind != "sis.newAlertForArrest" }
    }

    func everything(for recipient: String) async throws -> [Notice] {
        try await store.read { view in
            try [recipient, Notice.recipient(.sirene, of: recipient)].flatMap { try view.inbox(recipient: $0, after: nil, limit: 1000) }
        }
    }

    func sweep() async -> Sweeper.Report {
        await Sweeper(store: store, runner: runner, rules: SISOperations.dueRules).sweep(today: today)
    }
}

extension AuthorityKind {
    /// A purpose for which this kind of authority may ask SIS.
    var usualPurpose: Purpose {
        switch self {
        case .border, .ebcgTeam: .borderCheck
        case .police: .policeCheck
        case .judicial: .criminalProceedings
        case .immigration: .residenceDecision
        case .visa: .visaExamination
        case .asylum, .screening: .securityCheck
        case .naturalisation: .naturalisation
        case .sirene: .supplementaryInformation
        case .etiasNational, .etiasCentral: .etiasProcessing
        case .vehicleRegistration, .vesselRegistration, .firearmsRegistration: .registration
        case .carrier: .boarding
        case .supervisory: .supervision
        default: .mandate
        }
    }
}

func caller(_ kind: AuthorityKind, _ state: String?, standing: Set<Condition> = []) -> Caller {
    Caller(
        authority: "\(state ?? "EU")-\(kind.rawValue)", kind: kind, memberState: state, user: "user", standing: standing
    )
}

func day(_ text: String) -> Day { Day(text)! }

/// A person with complete data.
func person(
    _ surname: String, _ given: String, _ born: String = "1980-05-17", category: IdentityCategory = .confirmed,
    nationality: String = "UTO", sex: Sex = .male
) -> PersonIdentity {
    PersonIdentity(
        category: category, surnames: [surname], givenNames: [given], dateOfBirth: PartialDate(born)!, sex: sex,
        nationalities: [CountryCode(nationality)!])
}

/// An alert on a person that has the minimum data of its category, or on a document where the category is `object`.
func content(
    _ category: AlertCategory, _ surname: String = "Specimen", _ given: String = "Anna", born: String = "1980-05-17"
) -> AlertContent {
    var content = AlertContent()
    content.category = category
    if category == .unknownWanted { return content }
    if category == .object {
        content.object = SoughtObject(
            document: TravelDocument(kind: .passport, number: "X\(surname)\(born)", issuer: CountryCode("UTO")!),
            circumstance: .stolen)
        return content
    }
    let isChild = category == .childAbduction || category == .childRisk
    content.identities = [person(surname, given, isChild ? born.replacing("1980", with: "2015") : born)]
    content.reason = "a reason"
    content.action = AlertCategoryRule.rule(for: category).action
    switch category {
    case .return:
        content.decisionReference = "D-1"
        content.entryBan = false
    case .refusal, .entryBan, .restrictiveMeasure:
        content.decisionReference = "D-1"
        content.legalBasis = "an act"
    default: break
    }
    return content
}

extension AlertCategory {
    /// Those that a Member State enters of its own accord; an information alert follows a proposal of Europol.
    static let withoutProposal = allCases.filter { $0 != .information }
}

extension SISWorld {
    /// Enters an alert on a person, or on an object, and gives its number.
    func enter(
        _ content: AlertContent, as caller: Caller, locates: String? = nil, samples: [AlertSample] = []
    ) async throws -> String {
        var input = EnterAlert.Input(content, samples: samples)
        input.locates = locates
        return try await run(EnterAlert(), input, as: caller).output.schengenID
    }

    /// Puts an alert into the store past every rule, as an older installation may hold it.
    func place(_ content: AlertContent, of state: String) async throws -> Recorded<Alert> {
        var alert = Alert()
        let id = runner.ids.next()
        alert.schengenID = SchengenID.make(CountryCode(state)!, runner.ids.next())
        alert.issuingState = state
        alert.authority = "\(state)-police"
        alert.entered = today
        alert.content = content
        _ = try await store.commit(
            Commit(changes: [.create(id, alert.draft(owner: state))], at: now, by: alert.authority))
        return try await store.read { view in try Recorded<Alert>(view.record(id)!) }
    }

    /// Open tasks of a step.
    func openTasks(_ step: SISStep) async throws -> [SISTask] {
        try await store.read { view in
            try view.page(SISTask.kind, after: nil, limit: 10_000).map { try Recorded<SISTask>($0).value }
        }.filter { $0.step == step.rawValue && $0.state == .open }
    }

    func records<Value: RecordValue>(_ type: Value.Type) async throws -> [Recorded<Value>] {
        try await store.read { view in try view.page(Value.kind, after: nil, limit: 10_000).map { try Recorded<Value>($0) } }
    }
}

let prints = [AlertSample(.latentPrint, position: 1, format: "iso19794-2:2005", data: [1, 2, 3])]

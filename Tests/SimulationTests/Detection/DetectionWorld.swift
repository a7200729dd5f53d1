import Access
import Administration
import Identity
import Interoperability
import Operations
import Registry
import SIS
import Sandbox
import Synchronization
import Testing
import Wire

@testable import Installation
@testable import Simulation

/// A whole installation in memory whose registers are filled by hand, for what the detector and the repository do with them.
final class DetectionWorld: Sendable {
    let installation: Installation
    let clock: SimulatedClock
    private let counter = Mutex(0)

    static let today = Day("2026-03-02")!
    static let morning = Instant(day: today, secondOfDay: 32_400)

    init(
        store: any Store = MemoryStore(), mid: MIDSettings = MIDSettings(), seed: UInt64 = 1, batch: Int = 32,
        bootstrap: Bool = true
    ) async throws {
        clock = SimulatedClock(Self.morning)
        var settings = Installation.Settings(clock: clock.clock)
        settings.mid = mid
        settings.detectionBatch = batch
        let generator = Mutex(SeededGenerator(seed: seed))
        settings.ids = IDGenerator { generator.withLock { RecordID(high: $0.next(), low: $0.next()) } }
        installation = try await Installation(
            store: store, keys: try InstallationKeys(seed: 7, logName: "test.example/log"), settings: settings)
        if bootstrap { try await installation.bootstrap() }
    }

    static func id(_ number: Int) -> RecordID { RecordID(high: 77, low: UInt64(number)) }

    /// A record of a system; its number is its identity in the test.
    static func record(
        _ system: SystemName, _ number: Int, _ identity: PersonIdentity, document: String? = nil, body: Int? = nil,
        taking: Int? = nil,
        state: String = "FRA"
    ) -> HeldRecord {
        HeldRecord(
            system, id: id(number), samplesID: id(number + 1_000_000), number: number, state: state, day: today - 30,
            identity: identity,
            document: document.map {
                TravelDocument(kind: .passport, number: $0, issuer: CountryCode("UTO")!, expiry: today + 900)
            },
            samples: body.map { SyntheticSamples(person: $0, taking: taking ?? number) })
    }

    func put(_ records: HeldRecord..., by authority: String = "FRA-BORDER") async throws {
        for record in records { try await commit(record.creations, by: authority) }
    }

    @discardableResult
    func commit(_ changes: [Change], by authority: String = "FRA-BORDER") async throws -> Int64 {
        clock.now = clock.now.adding(seconds: 1)
        return try await installation.store.commit(Commit(changes: changes, at: clock.now, by: authority)).sequence
    }

    /// Puts another version of a record, and of its samples, in place of what stands.
    func change(_ record: HeldRecord, by authority: String = "FRA-BORDER") async throws {
        var changes: [Change] = []
        for (id, draft) in record.drafts {
            let version = try await installation.store.read { try $0.record(id)?.version }
            changes.append(version.map { .update(id, expected: $0, draft) } ?? .create(id, draft))
        }
        try await commit(changes, by: authority)
    }

    func erase(_ record: HeldRecord) async throws {
        var changes: [Change] = []
        for (id, _) in record.drafts where try await installation.store.read({ try $0.record(id) }) != nil {
            changes.append(.erase(id, expected: nil, article: "test"))
        }
        try await commit(changes)
    }

    @discardableResult
    func detect() async throws -> MultipleIdentityDetector.Report {
        let report = await installation.detector.catchUp()
        try #require(report.trouble == nil, "\(report.trouble ?? "")")
        return report
    }

    // MARK: - What stands

    func links() async throws -> [Recorded<IdentityLink>] {
        try await all(IdentityLink.self).sorted { $0.value.pair < $1.value.pair }
    }
    func files() async throws -> [Recorded<ConfirmationFile>] { try await all(ConfirmationFile.self) }
    func tasks() async throws -> [Recorded<LegalTask<MIDTasks>>] { try await all(LegalTask<MIDTasks>.self) }

    func all<Value: RecordValue>(_ type: Value.Type) async throws -> [Recorded<Value>] {
        try await installation.store.read { view in
            try view.page(Value.kind, after: nil, limit: 100_000).map { try Recorded<Value>($0) }
        }
    }

    /// Pairs with their colours: what is compared between two ways of detecting.
    func pairs() async throws -> [String: LinkRule.Colour] {
        Dictionary(uniqueKeysWithValues: try await links().map { ($0.value.pair, $0.value.colour) })
    }

    func inbox(_ recipient: String) async throws -> [Notice] {
        try await installation.store.read { try $0.inbox(recipient: recipient, after: nil, limit: 100) }
    }

    // MARK: - Asking

    func run(
        _ operation: String, _ input: JSON, as caller: Caller, for purpose: Purpose, version: Int? = nil,
        case reference: String? = "case-1"
    ) async throws(Refusal) -> OperationReply {
        let number = counter.withLock { number in
            number += 1
            return number
        }
        let creates = installation.catalogue[operation]?.about.needsIdempotencyKey ?? false
        return try await installation.run(
            operation,
            OperationRequest(
                caller: caller,
                case: CaseReference(purpose: purpose, reference: reference, requestID: "request-\(number)"),
                input: input,
                idempotencyKey: creates ? "key-\(number)" : nil, expectedVersion: version))
    }

    func refusal(
        _ operation: String, _ input: JSON, as caller: Caller, for purpose: Purpose, version: Int? = nil,
        case reference: String? = "case-1"
    ) async -> RefusalKind? {
        do throws(Refusal) {
            _ = try await run(operation, input, as: caller, for: purpose, version: version, case: reference)
            return nil
        } catch { return error.kind }
    }
}

extension Caller {
    static func of(_ kind: AuthorityKind, _ state: String? = "FRA", user: String = "user-7") -> Caller {
        Caller(authority: "\(state ?? "EU")-\(kind.rawValue.uppercased())", kind: kind, memberState: state, user: user)
    }
}

extension PersonIdentity {
    static func named(
        _ surname: String, _ given: String, born: String = "1985-04-12", sex: Sex = .female,
        _ nationality: String = "UTO"
    ) -> PersonIdentity {
        PersonIdentity(
            surnames: [surname], givenNames: [given], dateOfBirth: PartialDate(born), sex: sex,
            nationalities: [CountryCode(nationality)!])
    }
}

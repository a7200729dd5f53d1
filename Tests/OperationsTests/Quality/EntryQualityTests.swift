import Access
import Identity
import Registry
import Testing

@testable import Operations

/// Blocking rules on entry (2021/2224 Articles 2(d), 4(2)).
@Suite struct EntryQualityTests {
    private let store = MemoryStore()
    private let now = Instant("2027-03-01T08:00:00Z")!

    private func draft(_ document: TravelDocument) -> RecordDraft {
        RecordDraft(
            kind: RecordKind(.EES, "paper"), owner: "FRA", payload: Array("{}".utf8), schema: 1,
            projection: Projection(documents: [document]))
    }

    /// What stood there before does not refuse a change, and is not what the refusal names.
    @Test func aChangeIsRefusedForWhatItBringsIn() async throws {
        let runner = Runner(
            policy: AccessPolicy(grants: []), registry: Registry(store: store), clock: Clock { [now] in now },
            log: SealingLogWriter(key: .random(id: 1)))
        let mandate = runner.policy.mandate(forTask: "test", systems: [.EES], actions: [.read, .update], article: "1", requestID: "t")
        let id = RecordID(high: 1, low: 1)
        let stood = TravelDocument(kind: .passport, number: "- -", issuer: CountryCode("PAK")!)
        try await store.commit(Commit(changes: [.create(id, draft(stood))], at: now, by: "t"))

        var later = stood
        later.expiry = Day("2030-01-01")!
        try await runner.refuseLowQuality([.update(id, expected: 1, draft(later))], under: mandate, at: now)
        later.issued = Day("2031-01-01")!
        do {
            try await runner.refuseLowQuality([.update(id, expected: 1, draft(later))], under: mandate, at: now)
            Issue.record("a document that expires before it was issued came in")
        } catch {
            #expect(error.kind == .lowQuality)
            #expect(!error.detail.hasPrefix("document.numberEmpty"), "\(error.detail)")
        }
    }
}

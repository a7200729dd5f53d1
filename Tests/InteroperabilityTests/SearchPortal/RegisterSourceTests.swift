import Access
import ETIAS
import Identity
import Operations
import Registry
import Testing
import VIS

@testable import Interoperability

/// Registers as the portal asks them: what may not be seen leaves no trace in the answer, whatever is asked for, nor in the evidence.
@Suite struct RegisterSourceTests {
    private static let ada = PersonIdentity(
        surnames: ["Quillfeather"], givenNames: ["Zenobia"], dateOfBirth: PartialDate("1985-04-12"), sex: .female,
        nationalities: [CountryCode("UTO")!])

    private static func id(_ number: Int) -> RecordID { RecordID(high: 4, low: UInt64(number)) }

    /// The answer of a register with ten records of the same data, of which some may be seen, and what was read for it.
    private func answer(seeing visible: Set<Int>, limit: Int) async throws -> (shown: [RecordID], more: Bool, logged: [RecordID]) {
        let index = SystemIndex(system: .VIS)
        let kind = VIS.ApplicationFile.kind
        for number in 0..<10 { index.apply(Self.id(number), kind, Projection(identities: [Self.ada])) }
        let seen = Set(visible.map(Self.id))
        let source = RegisterSource<VISPortalView>(
            system: .VIS, kind: kind, index: index, gate: SystemGate(system: .VIS), place: { $0.vis = $1 }, tellsIdentity: { _, _ in true }
        ) { id, _, _, _, _ in
            guard seen.contains(id) else { return nil }
            var view = VISPortalView()
            view.file.application = id
            return view
        }
        var asked = PortalQuestion()
        (asked.surnames, asked.givenNames, asked.dateOfBirth) = (Self.ada.surnames, Self.ada.givenNames, Self.ada.dateOfBirth)
        (asked.sex, asked.nationalities, asked.limit) = (Self.ada.sex, Self.ada.nationalities, limit)
        let today = Day("2026-03-02")!
        let registry = Registry(store: MemoryStore())
        let policy = AccessPolicy(grants: [])
        let mandate = policy.mandate(forTask: "test", systems: [.VIS], actions: [.read], article: "2019/817 9(4)", requestID: "r")
        let desk = Desk(
            caller: mandate.caller, case: mandate.case, now: Instant(day: today, secondOfDay: 32_400), ids: .random, expectedVersion: nil,
            policy: policy, registry: registry)
        let found = try await source.answer(try ReadQuestion(asked, today: today), under: mandate, at: desk)
        #expect(found.answer.state == (found.answer.hits > 0 ? .hit : .noHit))
        return (found.answer.vis.map(\.record.file.application), found.answer.more, found.details.records)
    }

    /// Why a refused application in ETIAS was found, as it is told to an authority.
    private func match(_ asked: PortalQuestion, as authority: AuthorityKind, for purpose: Purpose) async throws -> PortalMatch {
        let today = Day("2026-03-02")!
        var file = ETIAS.ApplicationFile()
        (file.number, file.ipAddress, file.status) = ("ETIAS1", "192.0.2.1", .refused)
        file.submitted = Instant(day: today, secondOfDay: 0)
        file.form.identity.surname = "Quillfeather"
        file.form.identity.firstNames = ["Zenobia"]
        file.form.identity.dateOfBirth = Day("1985-04-12")!
        file.form.identity.placeOfBirth = "Nowhere"
        file.form.identity.sex = .female
        file.form.identity.nationality = CountryCode("UTO")!
        file.form.document = TravelDocument(kind: .passport, number: "D1", issuer: CountryCode("UTO")!, expiry: today + 900)
        file.form.email = "nobody@example.org"
        file.form.residence.city = "Nowhere"
        let draft = file.draft(owner: "FRA")
        let store = MemoryStore()
        _ = try await store.commit(Commit(changes: [.create(Self.id(1), draft)], at: Instant(day: today, secondOfDay: 0), by: "FRA-ETIAS"))
        let index = SystemIndex(system: .ETIAS)
        index.apply(Self.id(1), draft.kind, draft.projection)
        let policy = OperationCatalogue(ETIASOperations.all).policy(concealments: [])
        let caller = Caller(authority: "FRA-1", kind: authority, memberState: "FRA", user: "u")
        let mandate = try policy.mandate(
            for: AccessQuestion(authority: authority, purpose: purpose, system: .ETIAS, action: .search, keys: [.identity]), caller: caller,
            case: CaseReference(purpose: purpose, reference: "c", requestID: "r"))
        let desk = Desk(
            caller: caller, case: mandate.case, now: Instant(day: today, secondOfDay: 32_400), ids: .random, expectedVersion: nil, policy: policy,
            registry: Registry(store: store))
        let source = RegisterSources.etias(index, SystemGate(system: .ETIAS))
        let found = try await source.answer(try ReadQuestion(asked, today: today), under: mandate, at: desk)
        return try #require(found.answer.etias.first).match
    }

    @Test("2018/1240 Art. 47(2): a border is told how the authorisation stands, and by no evidence what the application says of the person")
    func evidence() async throws {
        var asked = PortalQuestion()
        (asked.surnames, asked.givenNames) = (["Quillfeather"], ["Zenobia"])
        (asked.dateOfBirth, asked.nationalities) = (PartialDate("1985"), [CountryCode("USA")!])
        let border = try await match(asked, as: .border, for: .borderCheck)
        let unit = try await match(asked, as: .etiasNational, for: .etiasProcessing)
        #expect(border.evidence.map(\.kind) == unit.evidence.map(\.kind) && border.evidence.map(\.rule) == unit.evidence.map(\.rule))
        #expect(border.evidence.map(\.asked) == unit.evidence.map(\.asked) && border.probability == unit.probability)
        #expect(border.evidence.allSatisfy { $0.found.isEmpty && $0.bits == 0 } && border.bits == 0)
        // Who may see the application sees what was found in it.
        #expect(unit.evidence.contains { $0.kind == "dateOfBirth" && $0.found.contains("1985") })
        #expect(unit.evidence.contains { $0.kind == "nationality" && $0.found == "UTO" } && unit.bits > 0)
    }

    @Test("2019/817 Art. 12: what samples say of a hit is no data of the record, and stays")
    func samples() {
        let found = SystemGallery.Found(record: Self.id(1), byFingerprints: true, byFace: false, score: 40, cosine: nil)
        var both = PortalMatch(samples: found)
        let bits = both.bits
        both.evidence += PortalMatch(document: TravelDocument(kind: .passport, number: "D1", issuer: .unspecified)).evidence
        #expect(bits > 0 && both.withoutRecordedValues.bits == bits)
        #expect(both.withoutRecordedValues.evidence.map(\.found) == ["", ""])
        #expect(both.evidence.last?.found.isEmpty == false)
    }

    @Test("2019/817 Art. 9(4): that there is more is said of what may be seen, and of nothing else")
    func more() async throws {
        for limit in 1...10 {
            for visible in [[], [9], [0, 9], [2, 3, 4], Array(0..<10)] {
                let found = try await answer(seeing: Set(visible), limit: limit)
                #expect(found.shown.count == min(limit, visible.count), "\(visible) \(limit)")
                #expect(found.more == (visible.count > limit), "\(visible) \(limit)")
                #expect(found.logged == found.shown)
                #expect(Set(found.shown).isSubset(of: Set(visible.map(Self.id))))
            }
        }
    }

    @Test("2019/817 Art. 9(4): what may be seen is shown however few are asked for, behind however many that may not be seen")
    func behindOthers() async throws {
        for visible in 0..<10 {
            for limit in [1, 2, 50] {
                let found = try await answer(seeing: [visible], limit: limit)
                #expect(found.shown == [Self.id(visible)] && !found.more, "\(visible) \(limit)")
            }
        }
    }
}

import Access
import Identity
import Operations
import Registry
import Testing
import VIS

@testable import Interoperability

/// Registers as the portal asks them: what may not be seen leaves no trace in the answer, whatever is asked for.
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
            system: .VIS, kind: kind, index: index, gate: SystemGate(system: .VIS), place: { $0.vis = $1 }
        ) { id, _, _, _, _ in
            guard seen.contains(id) else { return nil }
            var view = VISPortalView()
            view.file.application = id
            return view
        }
        var asked = PortalQuestion()
        (asked.surnames, asked.givenNames, asked.dateOfBirth) = (Self.ada.surnames, Self.ada.givenNames, Self.ada.dateOfBirth)
        (asked.sex, asked.nationalities, asked.limit) = (Self.ada.sex, Self.ada.nationalities, limit)
        let today = try #require(Day("2026-03-02"))
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

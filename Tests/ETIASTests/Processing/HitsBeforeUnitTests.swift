import Access
import Identity
import Operations
import Registry
import Testing

@testable import ETIAS

@Suite("Hits that stand before a National Unit")
struct HitsBeforeUnitTests {
    func isBefore(_ state: String, _ reference: String = "REC-1", _ source: CheckedSystem = .ecrisTCN, in bench: Bench) async throws -> Bool {
        let mandate = bench.runner.policy.mandate(
            forTask: "t", systems: [.ETIAS], actions: [.read], article: "ETIAS 25a(2)", requestID: "r")
        return try await bench.runner.registry.read(mandate) { reader in
            try ApplicationFile.isBeforeUnit(of: state, hitOn: reference, in: source, from: reader)
        }
    }

    @Test("Art. 25a(2), 816 7b: before the unit responsible and those consulted, of that record, while the application is examined by hand")
    func beforeUnits() async throws {
        let bench = Bench()
        let hit = ApplicationHit(.n, memberState: "FRA", entered: Day("2026-01-01")!, reference: "REC-1")
        let id = try await bench.manual(.complete(), [hit])
        #expect(try await bench.file(id).value.responsible == "FRA")
        #expect(try await isBefore("FRA", in: bench))
        #expect(try await isBefore("DEU", in: bench) == false)
        #expect(try await isBefore("FRA", "REC-2", in: bench) == false)
        #expect(try await isBefore("FRA", "REC-1", .VIS, in: bench) == false)
        try await bench.consult(id, ["DEU"])
        #expect(try await isBefore("DEU", in: bench))
        _ = try await bench.decide(id, issue: false) { $0.grounds = [.securityRisk] }
        for state in ["FRA", "DEU"] { #expect(try await isBefore(state, in: bench) == false) }
    }

    @Test("Art. 22(4)–(5): what the Central Unit found to be no correspondence is no hit") func falseHit() async throws {
        let bench = Bench()
        bench.sources.set { told in
            told.hits[.ecrisTCN] = [ApplicationHit(.n, memberState: "FRA", entered: Day("2026-01-01")!, reference: "REC-1")]
        }
        let id = try await bench.submit().application
        // With the Central Unit it is before no National Unit yet.
        #expect(try await isBefore("FRA", in: bench) == false)
        try await bench.verify(id, corresponds: false)
        #expect(try await isBefore("FRA", in: bench) == false)
    }
}

import Access
import Identity
import Operations
import Registry
import Testing

@testable import Eurodac

@Suite("8–11, 40: what the portal shows of a data set")
struct EurodacPortalViewTests {
    @Test("A view shows the set, whichever of its records was found, and nothing to whom its category is not open")
    func view() async throws {
        let bench = Bench()
        let id = try #require(
            try await bench.transmit(.of("amal", .irregularCrossing, "GR2A"), as: .greekBorder).dataset)
        var status = RecordStatus.Input()
        status.dataset = id
        status.status.removed = Day("2027-02-28")
        _ = try await bench.run(RecordStatus(), status, as: .greekBorder, for: .registration, version: 1)
        let samples = try #require(try await bench.values(DatasetBiometrics.self).first).id
        let mandate = bench.runner.policy.mandate(
            forTask: "test", systems: [.Eurodac], actions: [.read], article: "10", requestID: "r")
        for record in [id, samples] {
            let view = try #require(
                try await bench.runner.registry.read(mandate) {
                    try EurodacPortalView.read(record, from: $0, visible: [.eurodacIrregularCrossing])
                })
            #expect(view.dataset == id && view.memberState == "GRC" && view.identity?.surnames == ["AMAL"])
            #expect(view.returned && view.fingerprints && view.face && view.keptUntil == Day("2032-03-01"))
        }
        #expect(
            try await bench.runner.registry.read(mandate) {
                try EurodacPortalView.read(id, from: $0, visible: [.eurodacApplicant])
            } == nil)
    }

    @Test("818 18(1)(a): the repository gets identity, document and templates through the projections")
    func projections() async throws {
        let bench = Bench()
        var data = TransmittedData.of("amal", .applicant, "FR1A")
        data.document = TravelDocument(kind: .passport, number: "N1", issuer: CountryCode("SYR")!)
        let id = try #require(try await bench.transmit(data).dataset)
        let set = try #require(try await bench.store.read { try $0.projection(id) })
        #expect(
            set.identities.map(\.surnames) == [["AMAL"]] && set.documents.map(\.number) == ["N1"]
                && set.templates.isEmpty)
        let samples = try #require(try await bench.values(DatasetBiometrics.self).first)
        let held = try #require(try await bench.store.read { try $0.projection(samples.id) })
        #expect(held.templates.count == 11 && held.templates.last?.kind == "face")
    }
}

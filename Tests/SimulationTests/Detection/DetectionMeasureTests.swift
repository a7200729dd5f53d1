import Registry
import Testing

@testable import Interoperability
@testable import Simulation

/// The measure of detection on a labelled population, with registers filled past the operations and through them.
@Suite struct DetectionMeasureTests {
    private func measured(_ filling: DetectionMeasure.Filling, persons: Int = 150) async throws -> DetectionMeasure.Report {
        var measure = DetectionMeasure(Simulation.Settings(seed: 5, persons: persons, days: 120).world)
        measure.filling = filling
        return try await measure.run()
    }

    @Test(
        "Art. 27, 30, 33: every pair that the table asks for is linked and no other, whichever way the records came in",
        arguments: [
            DetectionMeasure.Filling.atOnce(thenCompared: false), .atOnce(thenCompared: true), .throughOperations,
        ])
    func everyPair(_ filling: DetectionMeasure.Filling) async throws {
        let report = try await measured(filling)
        let white = try #require(report.recall[.white])
        #expect(white.of > 50 && white.hits == white.of)
        #expect(report.precision[.white]?.value == 1)
        #expect(report.recall[.yellow].map { $0.hits == $0.of } ?? false)
        #expect(report.missed.isEmpty, "\(report.missed)")
        #expect(report.notAsked.isEmpty, "\(report.notAsked)")
    }

    @Test("What authorities enter is what the world holds, but for what an operation refuses, by its code")
    func entered() async throws {
        let (filled, entered) = (try await measured(.atOnce(thenCompared: false)), try await measured(.throughOperations))
        #expect(entered.records + entered.refused.values.reduce(0, +) == filled.records)
        #expect(entered.records > filled.records * 9 / 10)
        #expect(
            Set(entered.refused.keys).isSubset(of: [
                "etias/authorisation-still-valid", "etias/application-pending", "etias/document-expired", "etias/out-of-scope",
                "sis/incompatible",
            ]), "\(entered.refused)")
    }
}

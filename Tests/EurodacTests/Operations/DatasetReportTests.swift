import Access
import Identity
import Operations
import Registry
import Testing

@testable import Eurodac

@Suite("40(5), 603 27(4)–(5): reports of inaccurate or unlawful data")
struct DatasetReportTests {
    /// A French set that Germany was shown by its own comparison.
    private func shown(_ bench: Bench) async throws -> RecordID {
        let set = try await bench.transmit(.of("amal", .applicant, "FR1A", in: bench.regime))
        try await bench.transmit(.of("amal", .applicant, "DE1B", in: bench.regime), as: .germanAsylum)
        return try #require(set.dataset)
    }

    private func report(
        _ dataset: RecordID, _ doubts: [DoubtedData] = [.identity], as caller: Caller = .germanAsylum, on bench: Bench
    ) async throws(Refusal) -> DatasetReportReply {
        var input = ReportDataset.Input()
        (input.dataset, input.doubts) = (dataset, doubts)
        return try await bench.run(ReportDataset(regime: bench.regime), input, as: caller)
    }

    private func refused(
        _ dataset: RecordID, _ doubts: [DoubtedData] = [.identity], as caller: Caller, on bench: Bench
    ) async -> RefusalKind? {
        do throws(Refusal) {
            _ = try await report(dataset, doubts, as: caller, on: bench)
            return nil
        } catch { return error.kind }
    }

    @Test("whoever was shown the data reports them once; to others the set is not there, and one's own is put right")
    func whoReports() async throws {
        for regime in EurodacRegime.allCases {
            let bench = Bench(regime)
            let set = try await shown(bench)
            #expect(await refused(set, as: .italianAsylum, on: bench) == .notFound)
            #expect(await refused(set, as: .asylum, on: bench) == .ownDataset)
            let made = try await report(set, [.unlawful, .identity, .unlawful], on: bench)
            #expect(made.report.doubts == [.identity, .unlawful] && made.report.memberState == "FRA" && made.report.reporter == "DEU")
            #expect(await refused(set, as: .germanAsylum, on: bench) == .nothingToDo)
            #expect(try await bench.inbox("FRA").map(\.kind).contains("eurodac.dataReported"))
            #expect(try await bench.inbox("EURODAC-CU").map(\.kind).contains("eurodac.dataReported"), "of a breach")
            let tasks = try await bench.values(EurodacTask.self).map(\.value)
            let task = try #require(tasks.last { $0.step == EurodacClocks.checkData })
            #expect(task.authority == .asylum && task.memberState == "FRA" && task.state == .open)
        }
    }

    @Test("the Member State of origin answers: amended must be true, unchanged has a reason, and the reporter is told")
    func answers() async throws {
        let bench = Bench()
        let set = try await shown(bench)
        let made = try await report(set, on: bench)
        var answer = AnswerDatasetReport.Input()
        answer.report = made.id
        #expect(await bench.refusal(AnswerDatasetReport(), answer, as: .germanAsylum, version: 1) == .notFound)
        #expect(await bench.refusal(AnswerDatasetReport(), answer, version: 1) == .notAmended)
        bench.set("2027-03-02T08:00:00Z")
        let stored = try #require(try await bench.value(EurodacDataset.self, set))
        var rectified = RectifyDataset.Input()
        rectified.dataset = set
        rectified.place = "Lille"
        _ = try await bench.run(RectifyDataset(bench.ports), rectified, version: stored.version)
        let reply = try await bench.run(AnswerDatasetReport(), answer, version: 1)
        #expect(reply.report.state == .amended && reply.report.answered == bench.now)
        #expect(try await bench.inbox("DEU").map(\.kind).contains("eurodac.reportAnswered"))
        let tasks = try await bench.values(EurodacTask.self).map(\.value)
        let task = try #require(tasks.last { $0.step == EurodacClocks.checkData })
        #expect(task.state == .done)
        var read = ReadDatasetReport.Input()
        read.report = made.id
        #expect(try await bench.run(ReadDatasetReport(), read, as: .germanAsylum).report.state == .amended)
        #expect(await bench.refusal(ReadDatasetReport(), read, as: .italianAsylum) == .notFound)
        // A second doubt, answered with a reason.
        let second = try await report(set, [.document], on: bench)
        answer.report = second.id
        answer.unchangedBecause = .accurate
        #expect(try await bench.run(AnswerDatasetReport(), answer, version: 1).report.reason == .accurate)
        #expect(await bench.refusal(AnswerDatasetReport(), answer, version: 2) == .nothingToDo)
    }

    @Test("40(3), (5): an erasure answers what is open, and takes reports and tasks along")
    func erasure() async throws {
        let bench = Bench()
        let set = try await shown(bench)
        _ = try await report(set, [.unlawful], on: bench)
        var input = EraseDataset.Input()
        input.dataset = set
        input.ground = .unlawful
        _ = try await bench.run(EraseDataset(), input)
        #expect(try await bench.values(DatasetReport.self).isEmpty)
        let steps = try await bench.values(EurodacTask.self).map(\.value.step)
        #expect(!steps.contains(EurodacClocks.checkData))
        #expect(try await bench.inbox("DEU").map(\.kind).contains("eurodac.reportAnswered"))
    }

    @Test("41: an answered report goes after a year")
    func term() async throws {
        let bench = Bench()
        let set = try await shown(bench)
        var answer = AnswerDatasetReport.Input()
        answer.report = try await report(set, on: bench).id
        answer.unchangedBecause = .otherPerson
        _ = try await bench.run(AnswerDatasetReport(), answer, version: 1)
        _ = await bench.sweep("2028-02-29")
        #expect(try await bench.values(DatasetReport.self).count == 1)
        _ = await bench.sweep("2028-03-01")
        #expect(try await bench.values(DatasetReport.self).isEmpty)
    }
}

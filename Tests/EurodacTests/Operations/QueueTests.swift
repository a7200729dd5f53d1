import Access
import Identity
import Operations
import Registry
import Testing
import Wire

@testable import Eurodac

@Suite("38: the queue of comparisons and the check of hits")
struct QueueTests {
    func work(_ bench: Bench, limit: Int = 20) async throws(Refusal) -> CarryOutComparisons.Output {
        var input = CarryOutComparisons.Input()
        input.limit = limit
        return try await bench.run(
            CarryOutComparisons(bench.ports, regime: bench.regime), input, as: .centralUnit, for: .administration)
    }

    @Test(
        "38(2): urgent ones first, the others as they arrived; 24 hours and one hour run as tasks of the Central Unit")
    func order() async throws {
        let bench = Bench()
        bench.engine.state = .notAvailable
        var waiting: [String: RecordID] = [:]
        for (minute, reference) in [(0, "FR1A"), (1, "FR1B"), (2, "FR1C")] {
            bench.set("2027-03-01T08:0\(minute):00Z")
            let reply = try await bench.transmit(.of(reference, .applicant, reference)) {
                $0.urgent = reference == "FR1C"
            }
            #expect(reply.comparison?.state == .waiting)
            waiting[reference] = reply.comparison?.id
        }
        let tasks = try await bench.values(EurodacTask.self)
        #expect(
            Set(tasks.map(\.value.deadline)) == [
                Instant("2027-03-02T08:00:00Z")!, Instant("2027-03-02T08:01:00Z")!, Instant("2027-03-01T09:02:00Z")!,
            ])
        #expect(tasks.allSatisfy { $0.value.authority == .operator_ && $0.value.step == EurodacClocks.compare })
        #expect(try await work(bench).available == false)
        bench.engine.state = .available
        for reference in ["FR1C", "FR1A", "FR1B"] {
            let done = try await work(bench, limit: 1)
            #expect(done.carriedOut == 1)
            #expect(
                try await bench.value(EurodacComparison.self, waiting[reference]!)?.value.state == .answered,
                "\(reference)")
        }
        #expect(try await work(bench).carriedOut == 0)
        #expect(try await bench.values(EurodacTask.self).allSatisfy { $0.value.state == .done })
        #expect(try await bench.inbox("FR-OFPRA").filter { $0.kind == "eurodac.comparisonAnswered" }.count == 3)
    }

    @Test("38(2): late comparisons are carried out all the same, and counted as late; overdue ones are reported")
    func late() async throws {
        let bench = Bench()
        bench.engine.state = .notAvailable
        try await bench.transmit(.of("amal", .applicant, "FR1A"))
        bench.set("2027-03-02T08:00:01Z")
        let idle = try await work(bench)
        #expect(idle.overdue == 1 && idle.waiting == 1)
        let report = try await bench.run(ReportOverdue<EurodacClocks>(), Nothing(), as: .supervisor, for: .supervision)
        #expect(report.lines.map(\.overdue) == [1])
        bench.engine.state = .available
        let done = try await work(bench)
        #expect(done.late == 1 && done.waiting == 0)
    }

    @Test("What waited finds what came before it, and is linked")
    func waitingFinds() async throws {
        let bench = Bench()
        try await bench.transmit(.of("amal", .applicant, "DE1A"), as: .germanAsylum)
        bench.engine.state = .notAvailable
        let id = try #require(try await bench.transmit(.of("amal", .applicant, "FR1B")).comparison?.id)
        bench.engine.state = .available
        _ = try await work(bench)
        var input = ReadComparison.Input()
        input.comparison = id
        let reply = try await bench.run(ReadComparison(), input)
        #expect(reply.hits.map(\.memberState) == ["DEU"])
        #expect(try await bench.values(DatasetLink.self).count == 1)
        // 40(1): nobody else reads it.
        #expect(await bench.refusal(ReadComparison(), input, as: .germanAsylum) == .notFound)
        let page = try await bench.run(ListComparisons(), ListComparisons.Input())
        #expect(page.comparisons.map(\.unchecked) == [1])
    }

    func check(
        _ bench: Bench, _ comparison: ComparisonReply, _ verdict: CheckHit.Verdict, expert: Bool, version: Int = 1,
        as caller: Caller = .asylum
    ) async throws(Refusal) -> ComparisonReply {
        var input = CheckHit.Input()
        input.comparison = comparison.id
        input.dataset = comparison.hits[0].dataset
        input.verdict = verdict
        input.byExpert = expert
        return try await bench.run(CheckHit(regime: bench.regime), input, as: caller, version: version)
    }

    @Test("38(5): a hit by the face alone is checked by an expert; 603 25(4): every hit is")
    func expert() async throws {
        for regime in EurodacRegime.allCases {
            let bench = Bench(regime)
            try await bench.transmit(.of("amal", .applicant, "DE1A", in: regime), as: .germanAsylum)
            var data = TransmittedData.of("amal", .applicant, "FR1B", in: regime)
            if regime == .regulation1358 { data.biometrics = .of("amal", fingers: []) }
            let comparison = try #require(try await bench.transmit(data).comparison)
            #expect(comparison.hits.first?.expertCheck == true)
            do {
                _ = try await check(bench, comparison, .samePerson, expert: false)
                Issue.record("an expert is needed")
            } catch { #expect(error.kind == .expertNeeded) }
            let reply = try await check(bench, comparison, .samePerson, expert: true)
            #expect(reply.hits.first?.verdict == .confirmed)
            #expect(try await bench.values(DatasetLink.self).map(\.value.confirmed) == [true])
        }
    }

    @Test(
        "38(6): a false hit goes at once with its link, is reported to the Central Unit, and ends the clock of three working days"
    )
    func falseHit() async throws {
        let bench = Bench(now: "2027-03-04T10:00:00Z")  // a Thursday
        let german = try await bench.transmit(.of("amal", .applicant, "DE1A"), as: .germanAsylum)
        let comparison = try #require(try await bench.transmit(.of("amal", .applicant, "FR1B")).comparison)
        let task = try #require(try await bench.values(EurodacTask.self).first)
        #expect(task.value.step == EurodacClocks.checkHits && task.value.deadline == Instant("2027-03-09T23:00:00Z")!)
        let reply = try await check(bench, comparison, .otherPerson, expert: true)
        #expect(reply.hits.isEmpty && reply.falseHits == 1)
        #expect(try await bench.values(DatasetLink.self).isEmpty)
        #expect(try await bench.values(EurodacTask.self).map(\.value.state) == [.done])
        let notice = try #require(try await bench.inbox("EURODAC-CU").first)
        #expect(notice.kind == "eurodac.falseHit" && notice.text.contains("FR1B") && notice.text.contains("DE1A"))
        // Marks no longer reach the other Member State.
        _ = try await bench.mark(try #require(german.dataset), "2027-03-01", as: .germanAsylum)
        #expect(try await bench.inbox("FRA").isEmpty)
    }

    @Test("Only who asked says whether a hit is right")
    func notOthers() async throws {
        let bench = Bench()
        try await bench.transmit(.of("amal", .applicant, "DE1A"), as: .germanAsylum)
        let comparison = try #require(try await bench.transmit(.of("amal", .applicant, "FR1B")).comparison)
        do {
            _ = try await check(bench, comparison, .samePerson, expert: true, as: .germanAsylum)
            Issue.record("not the asker")
        } catch { #expect(error.kind == .notFound) }
    }

    /// Lets two who compare wait for each other, so that both are answered before either is recorded.
    private actor Meeting {
        private var waiting: CheckedContinuation<Void, Never>?
        private var isOver = false
        func meet() async {
            if isOver { return }
            if let first = waiting {
                (waiting, isOver) = (nil, true)
                first.resume()
                return
            }
            await withCheckedContinuation { waiting = $0 }
        }
    }

    @Test("38(2): two sets of one person that arrive at the same moment do not miss each other")
    func together() async throws {
        let bench = Bench()
        try await bench.transmit(.of("somebody", .applicant, "FR1Z"))
        let (engine, meeting) = (bench.engine, Meeting())
        let ports = EurodacPorts(
            biometricSearch: EurodacBiometricSearch { probe in
                let reply = engine.search(probe)
                await meeting.meet()
                return reply
            }, identitySearch: bench.ports.identitySearch)
        let operation = TransmitDataset(ports, regime: bench.regime)
        var (french, german) = (TransmitDataset.Input(), TransmitDataset.Input())
        (french.data, german.data) = (.of("amal", .applicant, "FR1A"), .of("amal", .applicant, "DE1A"))
        async let first = bench.run(operation, french, as: .asylum, for: .asylumResponsibility)
        async let second = bench.run(operation, german, as: .germanAsylum, for: .asylumResponsibility)
        let replies = try await [first, second]
        let sets = replies.compactMap(\.dataset)
        let hits = replies.flatMap { $0.comparison?.hits.map(\.dataset) ?? [] }
        // Whichever was recorded second names the first, and nothing was recorded twice.
        #expect(hits.count == 1 && hits.allSatisfy(sets.contains))
        #expect(try await bench.values(EurodacDataset.self).count == 3)
        #expect(try await bench.values(DatasetLink.self).count == 1)
    }
}

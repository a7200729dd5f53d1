import Access
import Identity
import Operations
import Registry
import Testing
import Wire

@testable import Eurodac

@Suite("29, 12, 15: time limits, temporary protection, statistics, deadlines")
struct TimeLimitTests {
    @Test(
        "29: every category goes the day after its period, with samples, scans, links and comparisons, and not a day before"
    )
    func erasure() async throws {
        let sets: [(EurodacCategory, String, Caller, String)] = [
            (.applicant, "FR1A", .asylum, "2037-03-01"), (.irregularCrossing, "GR2A", .greekBorder, "2032-03-01"),
            (.illegalStay, "DE3A", .immigration, "2032-03-01"), (.admission, "FR7A", .asylum, "2032-03-01"),
            (.nationalResettlement, "FR8A", .asylum, "2032-03-01"), (.disembarked, "GR9A", .greekBorder, "2032-03-01"),
        ]
        for (category, reference, caller, last) in sets {
            let bench = Bench()
            var data = TransmittedData.of("amal", category, reference)
            data.scan = DocumentScan(authenticity: .doubtful, format: "jpeg", data: [1])
            let id = try #require(try await bench.transmit(data, as: caller).dataset)
            #expect(await bench.sweep(last).erased.isEmpty, "\(category)")
            #expect(try await bench.value(EurodacDataset.self, id) != nil)
            let report = await bench.sweep((Day(last)! + 1).description)
            #expect(report.failed.isEmpty && !report.erased.isEmpty, "\(category)")
            #expect(try await bench.recordsOfPersons() == 0, "\(category)")
        }
    }

    @Test(
        "26, 29(9): beneficiaries' data are kept a year from the Council decision, and follow its extensions when their day comes"
    )
    func temporaryProtection() async throws {
        let bench = Bench(now: "2029-08-01T08:00:00Z")
        var record = RecordCouncilDecision.Input()
        record.reference = "(EU) 2029/1"
        record.entryIntoForce = Day("2029-07-01")!
        var data = TransmittedData.of("amal", .temporaryProtection, "FR0A", taken: "2029-07-31")
        #expect(await bench.refusal(data) == .councilDecisionUnknown)
        let decision = try await bench.run(RecordCouncilDecision(), record, as: .centralUnit, for: .administration)
        #expect(decision.keptUntil == Day("2030-07-01"))
        let sent = try await bench.transmit(data)
        #expect(sent.keptUntil == Day("2030-07-01"))
        let id = try #require(sent.dataset)
        bench.set("2030-06-01T08:00:00Z")
        var extend = ExtendTemporaryProtection.Input()
        extend.decision = decision.id
        #expect(
            try await bench.run(ExtendTemporaryProtection(), extend, as: .centralUnit, for: .administration, version: 1)
                .keptUntil == Day("2031-07-01"))
        #expect(try await bench.run(ReadDataset(), DatasetReference(id)).keptUntil == Day("2031-07-01"))
        #expect(await bench.sweep("2030-07-02").erased.isEmpty)
        #expect(try await bench.value(EurodacDataset.self, id)?.value.councilDecision?.extensions == 1)
        #expect(await bench.sweep("2031-07-01").erased.isEmpty)
        #expect(await bench.sweep("2031-07-02").failed.isEmpty)
        #expect(try await bench.value(EurodacDataset.self, id) == nil)
        #expect(
            await bench.refusal(ExtendTemporaryProtection(), extend, as: .centralUnit, for: .administration, version: 2)
                == .councilDecisionUnknown)
        data.reference = ReferenceNumber(wireText: "FR0B")!
        #expect(await bench.refusal(data) == .councilDecisionUnknown)
    }

    func begin(_ bench: Bench, _ category: EurodacCategory, _ reference: String, _ begun: String, as caller: Caller)
        async throws(Refusal) -> CollectionReply
    {
        var input = BeginCollection.Input()
        input.category = category
        input.reference = ReferenceNumber(wireText: reference)!
        input.begun = Instant(begun)!
        return try await bench.run(BeginCollection(regime: bench.regime), input, as: caller, for: caller.transmitting)
    }

    @Test("15(1)–(2): 72 hours, 48 more for technical problems once; the transmission ends the clock, late or not")
    func deadlines() async throws {
        let bench = Bench()
        let duty = try await begin(bench, .applicant, "FR1A", "2027-03-01T06:00:00Z", as: .asylum)
        #expect(duty.duty.deadline == Instant("2027-03-04T06:00:00Z")!)
        var extend = ExtendCollection.Input()
        extend.collection = duty.id
        let extended = try await bench.run(ExtendCollection(), extend, version: 1)
        #expect(extended.duty.deadline == Instant("2027-03-06T06:00:00Z")!)
        #expect(try await bench.values(EurodacTask.self).map(\.value.deadline) == [Instant("2027-03-06T06:00:00Z")!])
        #expect(await bench.refusal(ExtendCollection(), extend, version: 2) == .notForeseen)
        extend.ground = .suddenInflux
        #expect(await bench.refusal(ExtendCollection(), extend, version: 2) == .notForeseen)
        #expect(await bench.refusal(ExtendCollection(), extend, as: .germanAsylum, version: 2) == .notFound)
        let queue = try await bench.run(ListTasks<EurodacClocks>(), ListTasks<EurodacClocks>.Input())
        #expect(queue.tasks.map(\.step) == [EurodacClocks.transmit])
        bench.set("2027-03-07T06:00:00Z")
        #expect(try await bench.transmit(.of("amal", .applicant, "FR1A")).late)
        #expect(try await bench.values(EurodacTask.self).map(\.value.state) == [.done])
        #expect(try await bench.values(CollectionDuty.self).first?.value.transmitted == bench.now)
    }

    @Test("22, 24, 26: custody, sudden influx and the ten days of temporary protection")
    func otherDeadlines() throws {
        var duty = CollectionDuty()
        duty.begun = Instant("2027-03-01T00:00:00Z")!
        duty.category = .irregularCrossing
        duty.deadline = duty.begun.adding(hours: 72)
        #expect(duty.extended(by: .custody, from: Instant("2027-03-03T00:00:00Z")!) == nil)
        #expect(
            duty.extended(by: .custody, from: Instant("2027-03-20T00:00:00Z")!)?.deadline == Instant(
                "2027-03-20T00:00:00Z")!)
        #expect(
            duty.extended(by: .healthGroundsEnded, from: Instant("2027-03-10T00:00:00Z")!)?.deadline == Instant(
                "2027-03-12T00:00:00Z")!)
        #expect(duty.extended(by: .suddenInflux, from: duty.begun) == nil)
        duty.category = .disembarked
        #expect(duty.extended(by: .suddenInflux, from: duty.begun)?.deadline == Instant("2027-03-06T00:00:00Z")!)
        #expect(CollectionDuty.period(.temporaryProtection) == 240 && CollectionDuty.period(.applicant) == 72)
        duty.transmitted = duty.begun
        #expect(duty.extended(by: .technicalProblems, from: duty.begun) == nil)
    }

    @Test("15, 22: a clock starts for the authority's own category, once, and not for what is to come")
    func beginning() async throws {
        let bench = Bench()
        func kind(_ category: EurodacCategory, _ reference: String, _ begun: String, as caller: Caller) async
            -> RefusalKind?
        {
            do {
                _ = try await begin(bench, category, reference, begun, as: caller)
                return nil
            } catch { return error.kind }
        }
        #expect(await kind(.irregularCrossing, "FR2A", "2027-03-01T06:00:00Z", as: .asylum) == .forbidden)
        #expect(await kind(.applicant, "DE1A", "2027-03-01T06:00:00Z", as: .asylum) == .referenceWrong)
        #expect(await kind(.applicant, "FR1A", "2027-03-01T09:00:00Z", as: .asylum) == .inTheFuture)
        #expect(await kind(.applicant, "FR1A", "2027-03-01T06:00:00Z", as: .asylum) == nil)
        #expect(await kind(.applicant, "FR1A", "2027-03-01T06:00:00Z", as: .asylum) == .alreadyExists)
        try await bench.transmit(.of("amal", .applicant, "FR1B"))
        #expect(await kind(.applicant, "FR1B", "2027-03-01T06:00:00Z", as: .asylum) == .alreadyExists)
    }

    @Test("12(1): the month's numbers, by what searched and what was found; nothing of another month, no person")
    func statistics() async throws {
        let bench = Bench()
        let german = try await bench.transmit(.of("amal", .applicant, "DE1A"), as: .germanAsylum)
        _ = try await bench.mark(try #require(german.dataset), "2027-02-15", as: .germanAsylum)
        try await bench.transmit(.of("amal", .irregularCrossing, "GR2A"), as: .greekBorder)
        try await bench.transmit(.of("amal", .applicant, "FR1A"))
        try await bench.transmit(.of("child", .disembarked, "GR9A", born: "2015-01-01"), as: .greekBorder)
        bench.set("2027-04-01T00:00:01Z")
        try await bench.transmit(.of("other", .applicant, "FR1B"))
        func numbers(_ month: String, _ state: String? = nil) async throws -> [String: Int] {
            var input = ReportStatistics.Input()
            input.month = month
            input.memberState = state.flatMap { CountryCode($0) }
            let report = try await bench.run(ReportStatistics(), input, as: .supervisor, for: .supervision)
            return Dictionary(uniqueKeysWithValues: report.lines.map { ("\($0.point) \($0.subject)", $0.number) })
        }
        let march = try await numbers("2027-03")
        #expect(march["12(1)(a) applicants"] == 2 && march["12(1)(a) firstTimeApplicants"] == 1)
        #expect(
            march["12(1)(c) persons"] == 1 && march["12(1)(f) minors"] == 1 && march["12(1)(e) protectionGranted"] == 1)
        #expect(
            march["12(1)(i) applicant"] == 2 && march["12(1)(i) irregularCrossing"] == 1
                && march["12(1)(i) disembarked"] == 1)
        #expect(march["12(1)(k) protectionGranted"] == 1 && march["12(1)(k) irregularCrossing"] == 1)
        #expect(march["12(1)(m) protectionGranted"] == 1 && march["12(1)(r) marked"] == 1)
        #expect(march["12(1)(s) applicant"] == 1 && march["12(1)(s) irregularCrossing"] == 1)
        #expect(march["12(1)(p) applicationRegistered"] == 0)
        #expect(try await numbers("2027-03", "DEU")["12(1)(i) applicant"] == 1)
        #expect(try await numbers("2027-04")["12(1)(a) applicants"] == 1)
        #expect(try await numbers("2027-02").values.allSatisfy { $0 == 0 })
        var wrong = ReportStatistics.Input()
        wrong.month = "2027-13"
        #expect(await bench.refusal(ReportStatistics(), wrong, as: .supervisor, for: .supervision) == .notAMonth)
        // The matrix of points (k) to (p) is whole: five categories by ten targets, and five for admissions.
        #expect(march.keys.filter { key in "klmnop".contains { key.hasPrefix("12(1)(\($0))") } }.count == 55)
    }
}

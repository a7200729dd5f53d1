import Access
import Identity
import Operations
import Registry
import Testing
import Wire

@testable import EES

@Suite("EES 13: the web service")
struct WebServiceTests {
    @Test("13(5): the extraction gives a document its visa, the entries made by it, and the days that remain, as of midnight")
    func extraction() async throws {
        let bench = Bench()
        let file = try await bench.register(.visaRequired)
        func lines(_ asOf: String) async throws -> [CarrierExtractLine] {
            let mandate = bench.runner.policy.mandate(
                forTask: "carrierExtraction", systems: [.EES], actions: [.read], article: "EES 13(5)", requestID: "r")
            let instant = Instant(asOf)!
            return try await bench.runner.registry.read(mandate) { reader in
                let first = try CarrierExtraction.page(after: nil, limit: 1, asOf: instant, from: reader)
                let rest = try CarrierExtraction.page(after: first.next, limit: 1, asOf: instant, from: reader)
                #expect(first.next == file && rest.lines.isEmpty && rest.next == nil)
                return first.lines
            }
        }
        #expect(try await lines("2027-03-01T08:00:00Z").map(\.visa) == [nil])
        _ = try await bench.enter(file) { $0.visa = .sticker(entries: .two, days: 30) }
        // What happened today is not extracted yet.
        #expect(try await lines("2027-03-01T09:00:00Z").map(\.entriesUsed) == [0])
        bench.set("2027-03-10T08:00:00Z")
        _ = try await bench.leave(file)
        let line = try #require(try await lines("2027-03-11T08:00:00Z").first)
        #expect(line.documentKey == "BRA/AB123456" && line.dateOfBirth == PartialDate("1990-05-04"))
        #expect(line.entriesUsed == 1 && line.visa?.entries == .two && line.lastEntry == Day("2027-03-01"))
        #expect(line.remainingDays == [Int](repeating: 20, count: 8))
    }

    @Test("13(4): what carriers ask is logged for two years; what authorities ask follows the data")
    func carrierLog() {
        let day = Day("2027-03-01")!
        let carrier = LogTerm.retention(.EES, askedBy: .carrier, concernsRecords: true, created: day)
        #expect(carrier.term == .lastDay(EESRetention.term(for: .carrierLog(created: day)).keptUntil))
        #expect(LogTerm.retention(.EES, askedBy: .border, concernsRecords: true, created: day).term == .monthsAfterErasure(12))
    }

    @Test("13(1): travellers learn the days that remain")
    func traveller() async throws {
        let bench = Bench()
        let file = try await bench.register()
        _ = try await bench.enter(file, at: "2027-02-01T08:00:00Z")
        _ = try await bench.leave(file, at: "2027-02-20T08:00:00Z")
        var input = CheckForTraveller.Input()
        input.document = NumberOfIssuer(number: "AB123456", issuer: CountryCode("BRA")!)
        input.entry = Day("2027-04-01")
        let reply = try await bench.run(CheckForTraveller(), input, as: .webService, for: .dataSubjectRequest)
        #expect(reply.answer == .ok && reply.remainingDays == 70 && reply.lastDay == Day("2027-06-09"))
        input.exit = Day("2027-06-10")
        #expect(try await bench.run(CheckForTraveller(), input, as: .webService, for: .dataSubjectRequest).answer == .notOK)
        input.exit = Day("2027-03-01")
        #expect(await bench.refusal(CheckForTraveller(), input, as: .webService, for: .dataSubjectRequest) == .stayNotPossible)
        input.exit = nil
        input.document.number = "UNKNOWN"
        #expect(try await bench.run(CheckForTraveller(), input, as: .webService, for: .dataSubjectRequest).answer == .notApplicable)
    }
}

@Suite("EES 52: rights of persons concerned")
struct DataSubjectTests {
    @Test("52(1): everything that is held is handed out, to whoever deals with requests")
    func export() async throws {
        let bench = Bench()
        let file = try await bench.register()
        _ = try await bench.enter(file)
        let export = try await bench.run(ExportFile(), FileReference(file), as: .visa, for: .dataSubjectRequest)
        #expect(export.entryExits.count == 1 && export.samples?.fingerprints.count == 4 && !export.listedAsOverstayer)
        #expect(await bench.refusal(ExportFile(), FileReference(file)) == .forbidden)
    }

    @Test("52(1)–(3): 45 days to answer, 7 to contact the Member State responsible, 30 for its check")
    func terms() async throws {
        let bench = Bench()
        let file = try await bench.register()
        var input = SubmitDataSubjectRequest.Input()
        (input.file, input.right, input.statement) = (file, .rectification, "I left on 3 March.")
        let reply = try await bench.run(SubmitDataSubjectRequest(), input, as: .immigration, for: .dataSubjectRequest)
        #expect(reply.answerBy == Day("2027-04-15") && reply.forwardBy == Day("2027-03-08") && reply.checkBy == Day("2027-04-07"))
        #expect(try await bench.inbox("FRA").map(\.kind) == ["ees.dataSubjectRequest"])
        bench.set("2027-03-09T08:00:00Z")
        _ = await bench.sweep("2027-03-09")
        _ = await bench.sweep("2027-03-10")
        #expect(try await bench.inbox("DEU").map(\.kind) == ["ees.dataSubjectRequestDue"])

        var decide = DecideDataSubjectRequest.Input()
        (decide.request, decide.state) = (reply.id, .refused)
        #expect(await bench.refusal(DecideDataSubjectRequest(), decide, as: .immigration, for: .dataSubjectRequest, version: 2) == .reasonsMissing)
        #expect(await bench.refusal(DecideDataSubjectRequest(), decide, as: .spanishBorder, for: .dataSubjectRequest, version: 2) == .notFound)
        decide.reasons = "The record is right; appeal within a month."
        let decided = try await bench.run(DecideDataSubjectRequest(), decide, as: .border, for: .dataSubjectRequest, version: 2)
        #expect(decided.request.state == .refused && decided.request.decided == Day("2027-03-09"))
        #expect(await bench.refusal(DecideDataSubjectRequest(), decide, as: .border, for: .dataSubjectRequest, version: 3) == .requestDecided)
        _ = await bench.sweep("2028-03-10")
        #expect(try await bench.values(DataSubjectRequest.self).isEmpty)
    }

    @Test("52(3): a granted restriction of processing is shown to whoever reads the file, until it is lifted")
    func restriction() async throws {
        let bench = Bench()
        let file = try await bench.register()
        var input = SubmitDataSubjectRequest.Input()
        (input.file, input.right, input.statement) = (file, .restriction, "Not while you look into it.")
        let id = try await bench.run(SubmitDataSubjectRequest(), input, for: .dataSubjectRequest).id
        var decide = DecideDataSubjectRequest.Input()
        (decide.request, decide.state) = (id, .granted)
        _ = try await bench.run(DecideDataSubjectRequest(), decide, for: .dataSubjectRequest, version: 1)
        #expect(try await bench.run(ReadFile(), FileReference(file)).processingRestricted)
        #expect(try await bench.run(ExportFile(), FileReference(file), for: .dataSubjectRequest).file.processingRestricted)
        var lift = RightsReasons()
        (lift.request, lift.reasons) = (id, "We looked.")
        _ = try await bench.run(LiftRestriction<EESProcedures>(), lift, for: .dataSubjectRequest, version: 2)
        #expect(try await !bench.run(ReadFile(), FileReference(file)).processingRestricted)
    }

    @Test("52(1)–(2): the terms wait in the queue of whoever must keep them, and end with the answer")
    func queue() async throws {
        let bench = Bench()
        let file = try await bench.register()
        var input = SubmitDataSubjectRequest.Input()
        (input.file, input.right, input.statement) = (file, .access, "What do you hold?")
        let id = try await bench.run(SubmitDataSubjectRequest(), input, as: .immigration, for: .dataSubjectRequest).id
        let tasks = ListTasks<EESProcedures>()
        let waiting = try await bench.run(tasks, .init(), as: .immigration, for: .dataSubjectRequest).tasks
        #expect(waiting.map(\.step) == [RightsStep.forward, RightsStep.answer] && waiting.allSatisfy { $0.about == id && !$0.overdue })
        #expect(try await bench.run(tasks, .init(), as: .border, for: .dataSubjectRequest).tasks.isEmpty)
        var decide = DecideDataSubjectRequest.Input()
        (decide.request, decide.state) = (id, .granted)
        _ = try await bench.run(DecideDataSubjectRequest(), decide, as: .immigration, for: .dataSubjectRequest, version: 1)
        #expect(try await bench.run(tasks, .init(), as: .immigration, for: .dataSubjectRequest).tasks.isEmpty)
    }
}

import Access
import Identity
import Operations
import Registry
import Testing
import Wire

@testable import EES

@Suite("EES 13: the web service")
struct WebServiceTests {
    func carrier(_ arrival: String? = nil, document: String = "AB123456") -> CheckForCarrier.Input {
        var input = CheckForCarrier.Input()
        input.identity = .person()
        input.document = .passport(document)
        input.entryState = CountryCode("FRA")!
        input.arrival = arrival.flatMap { Day($0) }
        return input
    }

    @Test("13(3), (5): OK until the entries are used, from data of the last midnight")
    func entries() async throws {
        let bench = Bench()
        let file = try await bench.register(.visaRequired)
        #expect(try await bench.run(CheckForCarrier(), carrier(), as: .carrier, for: .boarding).answer == .notApplicable)
        _ = try await bench.enter(file) { $0.visa = .sticker(entries: .two, days: 30) }
        // What happened today is not extracted yet.
        #expect(try await bench.run(CheckForCarrier(), carrier(), as: .carrier, for: .boarding).answer == .notApplicable)
        bench.set("2027-03-02T08:00:00Z")
        let one = try await bench.run(CheckForCarrier(), carrier(), as: .carrier, for: .boarding)
        #expect(one.answer == .ok && one.dataOf == Instant("2027-03-02T00:00:00Z"))
        _ = try await bench.leave(file)
        bench.set("2027-03-05T08:00:00Z")
        _ = try await bench.enter(file) { $0.visa = .sticker(entries: nil, days: nil) }
        bench.set("2027-03-06T08:00:00Z")
        #expect(try await bench.run(CheckForCarrier(), carrier(), as: .carrier, for: .boarding).answer == .notOK)
        #expect(await bench.refusal(CheckForCarrier(), carrier()) == .forbidden)
        #expect(await bench.refusal(ReadFile(), FileReference(file), as: .carrier, for: .boarding) == .forbidden)
    }

    @Test("13(4): what carriers ask is logged for two years; what authorities ask follows the data")
    func carrierLog() {
        let day = Day("2027-03-01")!
        let carrier = LogTerm.retention(.EES, askedBy: .carrier, concernsRecords: true, created: day)
        #expect(carrier.term == .lastDay(EESRetention.term(for: .carrierLog(created: day)).keptUntil))
        #expect(LogTerm.retention(.EES, askedBy: .border, concernsRecords: true, created: day).term == .monthsAfterErasure(12))
    }

    @Test("13(6): national short-stay visas are none of the carriers' business")
    func national() async throws {
        let bench = Bench()
        let file = try await bench.register(.visaRequired)
        _ = try await bench.enter(file) { $0.visa = .sticker(entries: .one, kind: .nationalShortStay) }
        bench.set("2027-03-02T08:00:00Z")
        #expect(try await bench.run(CheckForCarrier(), carrier(), as: .carrier, for: .boarding).answer == .notApplicable)
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

    @Test("1409 6, 1380 6: the vectors", arguments: Vector.all("carrier"))
    func vectors(_ vector: Vector) throws {
        let input = vector.input
        func document(_ value: [String: Any]) -> CarrierRule.Document {
            CarrierRule.Document(
                kind: CarrierRule.DocumentKind(rawValue: value["type"] as! String)!,
                status: CarrierRule.Status(rawValue: value["status"] as! String)!, validFrom: value.day("validFrom")!,
                validUntil: value.day("validUntil")!, entries: value["entries"] as? Int,
                entriesUsed: value["entriesUsed"] as? Int ?? 0, territory: (value["territory"] as? [String]).map(Set.init))
        }
        let traveller: CarrierRule.Traveller
        if input["traveller"] as? String == "visaExempt" {
            let held = input["authorisation"] as? [String: Any]
            traveller = .visaExempt(
                CarrierRule.ETIASRegime(rawValue: input["etias"] as! String)!,
                held.map {
                    CarrierRule.Authorisation(
                        status: CarrierRule.Status(rawValue: $0["status"] as! String)!, validFrom: $0.day("validFrom")!,
                        validUntil: $0.day("validUntil")!, territory: ($0["territory"] as? [String]).map(Set.init))
                }, firstEntrySinceTransition: input.flag("firstEntrySinceTransition"))
        } else {
            traveller = .visaRequired(
                CarrierRule.VISRegime(rawValue: input["vis"] as! String)!,
                document: (input["document"] as? [String: Any]).map(document), entriesNeeded: input["entriesNeeded"] as? Int ?? 1,
                remainingDays: input["remainingDays"] as? Int, transitVisaRequired: input.flag("transitVisaRequired"))
        }
        let reply = CarrierRule.reply(
            CarrierRule.Question(
                arrival: input.day("arrival")!, entryState: input["entryState"] as! String, traveller: traveller,
                exempt: input.flag("exempt"), airportTransit: input.flag("airportTransit")))
        #expect(reply.reply.rawValue == vector.expected["reply"] as? String)
        #expect(reply.source?.rawValue == vector.expected["source"] as? String)
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

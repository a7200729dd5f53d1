import Access
import Identity
import Operations
import Registry
import Testing

@testable import ECRISTCN

@Suite("Wrong data, third countries, statistics")
struct AccuracyTests {
    @Test("Art. 9(4): a report starts the owner's clock; its answer must be true, and reaches whoever reported")
    func reports() async throws {
        let bench = Bench()
        let record = try await bench.enter()
        var input = ReportInaccuracy.Input()
        input.record = record.id
        input.doubts = [.nationalities, .identity]
        #expect(await bench.refusal(ReportInaccuracy(), input, as: .italy) == .notIdentified)
        _ = try await bench.search()
        _ = try await bench.search(as: .france)
        #expect(await bench.refusal(ReportInaccuracy(), input, as: .france) == .ownRecord)
        let report = try await bench.run(ReportInaccuracy(), input, as: .italy)
        #expect(report.report.doubts == [.identity, .nationalities])
        let queue = try await bench.run(ListTasks<ECRISTCNTasks>(), .init())
        #expect(queue.tasks.map(\.step) == ["checkAccuracy"] && queue.tasks[0].about == report.id)
        #expect(try await bench.run(ListTasks<ECRISTCNTasks>(), .init(), as: .italy).tasks.isEmpty)

        var answer = AnswerReport.Input()
        answer.report = report.id
        #expect(await bench.refusal(AnswerReport(), answer, version: 1) == .notRectified)
        #expect(await bench.refusal(AnswerReport(), answer, as: .italy, version: 1) == .notYours)
        bench.set("2027-03-02T08:00:00Z")
        var update = UpdateRecord.Input()
        update.record = record.id
        update.person = .person(nationalities: ["AFG"])
        _ = try await bench.run(UpdateRecord(), update, version: 1)
        #expect(try await bench.run(AnswerReport(), answer, version: 1).report.state == .rectified)
        #expect(await bench.refusal(AnswerReport(), answer, version: 2) == .alreadyAnswered)
        #expect(try await bench.inbox("ITA").map(\.kind) == ["ecris-tcn.accuracyAnswered"])
        #expect(try await bench.run(ListTasks<ECRISTCNTasks>(), .init()).tasks.isEmpty)
        #expect(try await bench.run(ReadReport(), .init(report.id), as: .italy).report.state == .rectified)
        #expect(await bench.refusal(ReadReport(), .init(report.id), as: .germany) == .notFound)
        _ = await bench.sweep("2028-03-02")
        #expect(try await bench.everything() == ["dataRecord": 1])
    }

    @Test("Art. 9(4): silence is reported as overdue, and ends nothing")
    func overdue() async throws {
        let bench = Bench()
        let record = try await bench.enter()
        _ = try await bench.search()
        var input = ReportInaccuracy.Input()
        input.record = record.id
        input.doubts = [.identity]
        _ = try await bench.run(ReportInaccuracy(), input, as: .italy)
        _ = await bench.sweep("2027-03-16")
        let report = try await bench.run(ReportOverdue<ECRISTCNTasks>(), .init(), as: .supervisor, for: .supervision)
        #expect(report.lines.map(\.overdue) == [1] && report.lines[0].memberState == "FRA")
    }

    @Test(
        "Art. 17: a third country learns the names of Member States that consent, and otherwise not even whether there was a hit"
    )
    func thirdCountry() async throws {
        let bench = Bench()
        let french = try await bench.enter(reference: "F")
        let italian = try await bench.enter(reference: "I", as: .italy)
        let german = try await bench.enter(reference: "D", as: .germany)
        var receive = ReceiveThirdCountryRequest.Input()
        receive.requester = "Canada"
        #expect(await bench.refusal(ReceiveThirdCountryRequest(), receive, as: .europol, for: .mandate) == .forbidden)
        let request = try await bench.run(
            ReceiveThirdCountryRequest(), receive, as: .eurojust, for: .mandate, reference: "EJ-1")
        func ask(_ record: RecordID) async -> RefusalKind? {
            var input = AskForConsent.Input()
            (input.request, input.record) = (request.id, record)
            return await bench.refusal(AskForConsent(), input, as: .eurojust, for: .mandate, reference: "EJ-1")
        }
        #expect(await ask(french.id) == .notIdentified)
        _ = try await bench.search(as: .eurojust, for: .mandate, reference: "EJ-1")
        for record in [french, italian, german] { #expect(await ask(record.id) == nil) }
        #expect(await ask(french.id) == .alreadyAsked)
        let questions = try await bench.values(ConsentQuestion.self)
        func answer(_ state: String, _ consents: Bool, as caller: Caller) async -> RefusalKind? {
            var input = AnswerConsent.Input()
            input.question = questions.first { $0.value.memberState == state }!.id
            input.consents = consents
            return await bench.refusal(AnswerConsent(), input, as: caller)
        }
        #expect(await answer("FRA", true, as: .italy) == .notFound)
        #expect(await answer("FRA", true, as: .france) == nil)
        #expect(await answer("FRA", false, as: .france) == .alreadyAnswered)
        #expect(await answer("ITA", false, as: .italy) == nil)
        #expect(await bench.refusal(ReadThirdCountryRequest(), .init(request.id), as: .france) == .notFound)
        let closed = try await bench.run(AnswerThirdCountry(), .init(request.id), as: .eurojust, for: .mandate)
        #expect(closed.request.indicated == ["FRA"] && closed.request.state == .answered)
        #expect(await answer("DEU", true, as: .germany) == .alreadyAnswered)
        #expect(await ask(german.id) == .alreadyAnswered)
        #expect(try await bench.values(LegalTask<ECRISTCNTasks>.self).map(\.value.state).filter { $0 == .open }.isEmpty)
        _ = await bench.sweep("2030-03-02")
        #expect(try await bench.everything() == ["dataRecord": 3])
    }

    @Test("Art. 32: numbers add up, and too few flags to hide among are not shown")
    func statistics() async throws {
        let bench = Bench()
        for number in 0..<6 {
            _ = try await bench.enter(reference: "F\(number)") { input in
                input.flags =
                    number < 5
                    ? [NewFlag(.listed, convicted: Day("2026-01-01")!)]
                    : [NewFlag(.terrorist, convicted: Day("2026-01-01")!)]
                if number % 2 == 0 { input.fingerprints = FingerprintImpression.ten("\(number)") }
            }
        }
        _ = try await bench.enter(reference: "I", as: .italy) { $0.facialImage = .face("I") }
        let lines = try await bench.run(ReportStatistics(), .init(), as: .supervisor, for: .supervision).lines
        #expect(lines.map(\.memberState) == ["FRA", "ITA"] && lines.map(\.records) == [6, 1])
        #expect(lines[0].withFingerprints == 3 && lines[0].flaggedListed == 5 && lines[0].flaggedTerrorist == 0)
        #expect(lines[1].withFacialImage == 1)
        #expect(await bench.refusal(ReportStatistics(), .init()) == .forbidden)
    }

    @Test(
        "Art. 25: any Member State takes a request, passes it on in ten working days, and a restriction is shown to whoever finds the record"
    )
    func rights() async throws {
        let bench = Bench()
        let record = try await bench.enter()
        var submit = SubmitRightsRequest<ECRISTCNTasks>.Input()
        (submit.subject, submit.right, submit.statement) = (record.id, .restriction, "It is not me.")
        let request = try await bench.run(
            SubmitRightsRequest<ECRISTCNTasks>(), submit, as: .italy, for: .dataSubjectRequest)
        #expect(request.forwardBy == Day("2027-03-15") && request.answerBy == Day("2027-04-01"))
        #expect(request.request.responsible == "FRA")
        #expect(try await bench.inbox("FRA").map(\.kind) == ["ecris-tcn.dataSubjectRequest"])
        #expect(try await bench.search().hits.map(\.restricted) == [false])
        var decide = DecideRightsRequest<ECRISTCNTasks>.Input()
        (decide.request, decide.state) = (request.id, .granted)
        _ = try await bench.run(
            DecideRightsRequest<ECRISTCNTasks>(), decide, as: .france, for: .dataSubjectRequest, version: 1)
        #expect(try await bench.search().hits.map(\.restricted) == [true])
        #expect(try await bench.run(ReadRecord(), .init(record.id)).restricted)
        #expect(
            await bench.refusal(SubmitRightsRequest<ECRISTCNTasks>(), submit, as: .eurojust, for: .dataSubjectRequest)
                == .forbidden)
    }
}

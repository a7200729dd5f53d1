import Access
import Identity
import Operations
import Registry
import Testing
import Wire

@testable import VIS

@Suite("VIS 16, 24(2); Visa Code 22, 31: consultation and messages between Member States")
struct ConsultationTests {
    func makeBench(_ mode: ConsultationRequirement.Mode = .prior, documents: [TravelDocument.Kind] = []) async throws -> Bench {
        let bench = Bench()
        var input = SetConsultationRequirement.Input()
        (input.nationality, input.mode, input.documents) = (CountryCode("CIV")!, mode, documents)
        for caller in [Caller.german, .spanish] { _ = try await bench.run(SetConsultationRequirement(), input, as: caller) }
        return bench
    }

    func issue(_ bench: Bench, _ id: RecordID, _ document: IssuedDocument = .uniform()) async -> String? {
        var input = IssueVisa.Input()
        (input.application, input.decision, input.document) = (id, .on("2027-03-01"), document)
        return await bench.refusal(IssueVisa(bench.ports), input, version: try? await bench.file(id).version)
    }

    @Test("Art. 16(2): the States on the list are consulted when the file is created, each once, and no visa is issued before")
    func consulted() async throws {
        let bench = try await makeBench()
        let created = try await bench.lodge()
        #expect(created.consulted == ["DEU", "ESP"])
        #expect(try await bench.inbox("DEU").map(\.kind) == ["vis.consultation"])
        #expect(try await bench.openTasks(.consultationOpinion).map(\.value.deadline).allSatisfy { $0 == Instant("2027-03-08T22:59:59Z") })
        #expect(await issue(bench, created.application) == "vis/consultation-open")

        var answer = AnswerConsultation.Input()
        answer.application = created.application
        _ = try await bench.run(AnswerConsultation(bench.ports), answer, as: .german)
        #expect(await bench.refusal(AnswerConsultation(bench.ports), answer, as: .german) == "vis/no-opinion-asked")
        #expect(await bench.refusal(AnswerConsultation(bench.ports), answer) == "vis/no-opinion-asked")
        answer.objection = .internationalRelations
        _ = try await bench.run(AnswerConsultation(bench.ports), answer, as: .spanish)
        let replies = try await bench.inbox("FRA").filter { $0.kind == "vis.consultationReply" }
        #expect(replies.count == 2)
        #expect(replies.contains { $0.text.contains("international relations") })
        #expect(await issue(bench, created.application) == nil)
    }

    @Test("Art. 5(2): of a reply nothing is recorded but that its clock has stopped")
    func notRecorded() async throws {
        let bench = try await makeBench()
        let id = try await bench.lodge().application
        var answer = AnswerConsultation.Input()
        (answer.application, answer.objection) = (id, .internalSecurity)
        _ = try await bench.run(AnswerConsultation(bench.ports), answer, as: .german)
        let payloads = try await bench.store.read { view in
            var texts: [String] = []
            for kind in ["applicationFile", "legalTask", "hitVerification", "applicantSamples"] {
                for record in try view.page(RecordKind(.VIS, kind), after: nil, limit: 1000) {
                    texts.append(contentsOf: try view.history(record.id).map { String(decoding: $0.payload, as: UTF8.self) })
                }
            }
            return texts
        }
        #expect(!payloads.isEmpty)
        #expect(payloads.allSatisfy { !$0.contains("internalSecurity") && !$0.contains("internal security") && !$0.contains("objection") })
    }

    @Test("Visa Code 22(2): seven calendar days; silence is no objection, said once")
    func silence() async throws {
        let bench = try await makeBench()
        let id = try await bench.lodge().application
        await bench.sweep("2027-03-08", at: "T20:00:00Z")
        #expect(try await bench.openTasks(.consultationOpinion).count == 2)
        await bench.sweep("2027-03-09", at: "T01:00:00Z")
        #expect(try await bench.openTasks(.consultationOpinion).isEmpty)
        await bench.sweep("2027-03-10")
        #expect(try await bench.inbox("FRA").filter { $0.kind == "vis.expired" }.count == 2)
        var answer = AnswerConsultation.Input()
        answer.application = id
        #expect(await bench.refusal(AnswerConsultation(bench.ports), answer, as: .german) == "vis/no-opinion-asked")
        #expect(await issue(bench, id) == nil)
    }

    @Test("Visa Code 25(1)(a)(iii): for urgency a limited visa before the replies, which are then needed no more")
    func urgency() async throws {
        let bench = try await makeBench()
        let id = try await bench.lodge().application
        #expect(await issue(bench, id, .uniform(sort: .limitedTerritory, territory: ["FRA"])) == nil)
        #expect(try await bench.openTasks(.consultationOpinion).isEmpty)
    }

    @Test("Art. 16(3)(a), Visa Code 31: who wishes to be informed of issued visas is, after the decision and not before")
    func informed() async throws {
        let bench = try await makeBench(.exPost)
        let created = try await bench.lodge()
        #expect(created.consulted.isEmpty)
        #expect(try await bench.inbox("DEU").isEmpty)
        #expect(await issue(bench, created.application) == nil)
        #expect(try await bench.inbox("DEU").map(\.kind) == ["vis.visaIssued"])
    }

    @Test("Art. 16(2): a category is a kind of document; a wish that has ended consults nobody; one's own is no consultation")
    func categories() async throws {
        let bench = try await makeBench(.prior, documents: [.diplomaticPassport])
        #expect(try await bench.lodge().consulted.isEmpty)
        var new = NewApplication.visa("FRA-2", document: "D1")
        new.documents[0].kind = .diplomaticPassport
        #expect(try await bench.lodge(new).consulted == ["DEU", "ESP"])
        new.number = "DEU-1"
        #expect(try await bench.lodge(new, as: .german).consulted == ["ESP"])
        var end = SetConsultationRequirement.Input()
        (end.nationality, end.required) = (CountryCode("CIV")!, false)
        _ = try await bench.run(SetConsultationRequirement(), end, as: .spanish)
        new.number = "FRA-3"
        #expect(try await bench.lodge(new).consulted == ["DEU"])
        #expect(try await bench.run(ListConsultationRequirements(), .init()).requirements.map(\.memberState) == ["DEU"])
    }

    @Test("Art. 16(3)(e), (3c): documents are asked for and answered within three working days")
    func documents() async throws {
        let bench = Bench(now: "2027-03-04T09:00:00Z")
        let id = try await bench.lodge().application
        var message = SendVisaMessage.Input()
        (message.application, message.sort, message.text) = (id, .documents, "please send the invitation")
        #expect(await bench.refusal(SendVisaMessage(bench.ports), message) == "vis/message-to-nobody")
        let sent = try await bench.run(SendVisaMessage(bench.ports), message, as: .german)
        #expect(sent.answerBy == Instant("2027-03-09T22:59:59Z"))
        #expect(try await bench.inbox("FRA").map(\.kind) == ["vis.documents"])
        var answer = AnswerVisaMessage.Input()
        (answer.task, answer.text) = (try #require(sent.task), "attached")
        #expect(await bench.refusal(AnswerVisaMessage(bench.ports), answer, as: .spanish) == "vis/no-opinion-asked")
        _ = try await bench.run(AnswerVisaMessage(bench.ports), answer)
        #expect(try await bench.inbox("DEU").map(\.kind) == ["vis.reply"])
        #expect(await bench.refusal(AnswerVisaMessage(bench.ports), answer) == "vis/no-opinion-asked")
    }

    @Test("Art. 24(2): who doubts a link rectifies it only where no answer came in three working days")
    func links() async throws {
        let bench = Bench()
        let first = try await bench.lodge().application
        let second = try await bench.lodge(.visa("FRA-2")).application
        var rectify = RectifyLinks.Input()
        (rectify.application, rectify.previous) = (second, [first])
        #expect(await bench.refusal(RectifyLinks(bench.ports), rectify, as: .german, version: 1) == "vis/link-not-yours")
        var message = SendVisaMessage.Input()
        (message.application, message.sort, message.text) = (second, .link, "the same person applied before")
        _ = try await bench.run(SendVisaMessage(bench.ports), message, as: .german)
        #expect(await bench.refusal(RectifyLinks(bench.ports), rectify, as: .german, version: 1) == "vis/link-not-yours")
        await bench.sweep("2027-03-05")
        #expect(await bench.refusal(RectifyLinks(bench.ports), rectify, as: .spanish, version: 1) == "vis/link-not-yours")
        _ = try await bench.run(RectifyLinks(bench.ports), rectify, as: .german, version: 1)
        #expect(try await bench.file(second).value.previous == [first])
        #expect(try await bench.file(second).owner == "FRA")
        #expect(try await bench.inbox("FRA").filter { $0.kind == "vis.link" }.count == 2)
        rectify.previous = [second]
        #expect(await bench.refusal(RectifyLinks(bench.ports), rectify, version: 2) == "vis/link-not-possible")
        rectify.previous = []
        _ = try await bench.run(RectifyLinks(bench.ports), rectify, version: 2)
    }
}

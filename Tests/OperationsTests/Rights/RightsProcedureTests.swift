import Access
import Identity
import Registry
import Testing
import Wire

@testable import Operations

@Suite("Requests of persons concerned, whatever the act")
struct RightsProcedureTests {
    typealias Submit = SubmitRightsRequest<SampleAct>
    typealias Decide = DecideRightsRequest<SampleAct>
    typealias Extend = ExtendRightsRequest<SampleAct>

    func submission(_ dossier: RecordID, _ right: PersonsRight, received: String? = nil) -> Submit.Input {
        var input = Submit.Input()
        (input.subject, input.right, input.statement) = (dossier, right, "please")
        input.received = received.flatMap { Day($0) }
        return input
    }
    func decision(_ id: RecordID, _ state: RightsRequestState, _ reasons: String? = nil, withheld: Bool = false) -> Decide.Input {
        var input = Decide.Input()
        (input.request, input.state, input.reasons, input.withheld) = (id, state, reasons, withheld)
        return input
    }
    func reasons(_ id: RecordID, _ text: String = "because") -> RightsReasons {
        var input = RightsReasons()
        (input.request, input.reasons) = (id, text)
        return input
    }

    @Test("Terms run from receipt, in days, working days or months as the act counts them, and wait in the queue")
    func terms() async throws {
        let bench = try await ProcedureBench()
        let dossier = try await bench.dossier(of: "DEU")
        let reply = try await bench.run(Submit(), submission(dossier, .erasure, received: "2027-02-26"), as: .visaOffice)
        // 26 February 2027 is a Friday: ten working days end on Friday, 12 March; three months on 26 May.
        #expect(reply.answerBy == Day("2027-05-26") && reply.forwardBy == Day("2027-03-12") && reply.checkBy == Day("2027-03-26"))
        // Paris is an hour east of UTC in March and two in May.
        #expect(
            try await bench.steps(.visaOffice) == [
                "forwardPersonsRequest 2027-03-12T23:00:00Z", "answerPersonsRequest 2027-05-26T22:00:00Z",
            ])
        #expect(try await bench.inbox("DEU") == ["vis.dataSubjectRequest"])
        #expect(await bench.refusal(Submit(), submission(dossier, .access, received: "2027-03-02"), as: .visaOffice) == "vis/time-not-possible")
        #expect(await bench.refusal(Submit(), submission(RecordID(high: 1, low: 1), .access), as: .visaOffice) == "not-found")
    }

    @Test("Forwarding ends its clock and starts the other's; the answer ends all; what is over is erased with its tasks")
    func forwarding() async throws {
        let bench = try await ProcedureBench()
        let dossier = try await bench.dossier(of: "DEU")
        let id = try await bench.run(Submit(), submission(dossier, .access), as: .visaOffice).id
        bench.set("2027-03-03T08:00:00Z")
        let forwarded = try await bench.run(Decide(), decision(id, .forwarded), as: .visaOffice, version: 1)
        #expect(forwarded.checkBy == Day("2027-03-17"))
        #expect(try await bench.steps(.visaOffice) == ["answerPersonsRequest 2027-04-30T22:00:00Z"])
        #expect(try await bench.steps(.otherOffice) == ["checkPersonsRequest 2027-03-17T23:00:00Z"])
        #expect(await bench.refusal(Decide(), decision(id, .forwarded), as: .visaOffice, version: 2) == "vis/request-decided")
        #expect(await bench.refusal(Decide(), decision(id, .refused), as: .otherOffice, version: 2) == "vis/reasons-missing")
        #expect(await bench.refusal(Decide(), decision(id, .granted, withheld: true), as: .otherOffice, version: 2) == "vis/reasons-missing")
        #expect(await bench.refusal(Decide(), decision(id, .granted), as: .unit, version: 2) == "not-found")
        let decided = try await bench.run(Decide(), decision(id, .refused, "an investigation", withheld: true), as: .otherOffice, version: 2)
        #expect(decided.request.withheld && decided.request.decided == Day("2027-03-03"))
        #expect(try await bench.steps(.visaOffice).isEmpty)
        #expect(try await bench.steps(.otherOffice).isEmpty)
        #expect(try await bench.count(LegalTask<SampleAct>.kind) == 3)
        _ = await bench.sweep("2028-03-04")
        #expect(try await bench.count(LegalTask<SampleAct>.kind) == 0)
        #expect(try await bench.count(RightsRequest<SampleAct>.kind) == 0)
    }

    @Test("Nobody to forward to where the Member State asked is responsible; an agency asks for itself")
    func responsible() async throws {
        let bench = try await ProcedureBench()
        let dossier = try await bench.dossier(of: "FRA")
        let own = try await bench.run(Submit(), submission(dossier, .access), as: .visaOffice)
        #expect(own.forwardBy == nil && own.checkBy == nil)
        #expect(try await bench.inbox("FRA").isEmpty)
        #expect(await bench.refusal(Decide(), decision(own.id, .forwarded), as: .visaOffice, version: 1) == "vis/nothing-to-forward")
        let agency = try await bench.run(Submit(), submission(dossier, .access), as: .unit)
        #expect(agency.request.memberState == "ETIAS-CU" && agency.forwardBy != nil)
    }

    @Test("An answer is put off once, in time and with reasons, and its clock with it")
    func extending() async throws {
        let bench = try await ProcedureBench()
        let id = try await bench.run(Submit(), submission(try await bench.dossier(of: "FRA"), .access), as: .visaOffice).id
        let later = try await bench.run(Extend(), reasons(id), as: .visaOffice, version: 1)
        #expect(later.answerBy == Day("2027-06-30"))  // 60 days are 30 April, and two months
        #expect(try await bench.steps(.visaOffice) == ["answerPersonsRequest 2027-06-30T22:00:00Z"])
        #expect(await bench.refusal(Extend(), reasons(id), as: .visaOffice, version: 2) == "vis/no-extension")
        _ = try await bench.run(Decide(), decision(id, .granted), as: .visaOffice, version: 2)
        #expect(await bench.refusal(Extend(), reasons(id), as: .visaOffice, version: 3) == "vis/request-decided")
        let late = try await bench.run(Submit(), submission(try await bench.dossier(of: "FRA"), .access, received: "2026-12-01"), as: .visaOffice).id
        #expect(await bench.refusal(Extend(), reasons(late), as: .visaOffice, version: 1) == "vis/no-extension")
    }

    @Test("A restriction of processing holds from its grant until it is lifted, however long that is")
    func restriction() async throws {
        let bench = try await ProcedureBench()
        let dossier = try await bench.dossier(of: "FRA")
        func restricted() async throws -> Bool {
            let mandate = bench.runner.policy.mandate(
                forTask: "test", systems: [.VIS], actions: [.read], article: "X", requestID: "t")
            return try await bench.runner.registry.read(mandate) { try $0.isRestricted(dossier, SampleAct.self) }
        }
        let id = try await bench.run(Submit(), submission(dossier, .restriction), as: .visaOffice).id
        #expect(try await !restricted())
        #expect(await bench.refusal(LiftRestriction<SampleAct>(), reasons(id), as: .visaOffice, version: 1) == "vis/not-restricted")
        _ = try await bench.run(Decide(), decision(id, .granted), as: .visaOffice, version: 1)
        #expect(try await restricted())
        bench.set("2030-01-01T08:00:00Z")
        _ = await bench.sweep("2030-01-01")
        #expect(try await restricted())
        _ = try await bench.run(LiftRestriction<SampleAct>(), reasons(id), as: .visaOffice, version: 2)
        #expect(try await !restricted())
        _ = await bench.sweep("2031-01-02")
        #expect(try await bench.count(RightsRequest<SampleAct>.kind) == 0)
    }

    @Test("Supervision sees how requests were dealt with in its Member State, and cannot deal with any")
    func supervision() async throws {
        let bench = try await ProcedureBench()
        let id = try await bench.run(Submit(), submission(try await bench.dossier(of: "FRA"), .access), as: .visaOffice).id
        let foreign = try await bench.run(Submit(), submission(try await bench.dossier(of: "DEU"), .access), as: .otherOffice).id
        let operation = ReadRequestDocumentation<SampleAct>()
        var lines = try await bench.run(operation, .init(), as: .supervisor, for: .supervision).requests
        #expect(lines.map(\.request) == [id] && !lines[0].late && lines[0].state == .received)
        bench.set("2027-05-01T08:00:00Z")
        lines = try await bench.run(operation, .init(), as: .supervisor, for: .supervision).requests
        #expect(lines[0].late)
        for request in [id, foreign] {
            var reference = RightsRequestReference()
            reference.request = request
            #expect(await bench.refusal(ReadRightsRequest<SampleAct>(), reference, as: .supervisor, for: .supervision) == "forbidden")
        }
        #expect(await bench.refusal(ListRightsRequests<SampleAct>(), .init(), as: .supervisor, for: .supervision) == "forbidden")
        #expect(await bench.refusal(operation, .init(), as: .visaOffice) == "forbidden")
        #expect(await bench.refusal(Decide(), decision(id, .granted), as: .supervisor, for: .supervision, version: 1) == "forbidden")
    }

    @Test("2016/679 15(1): the person learns which authorities processed the data, but nothing of criminal investigations")
    func processing() async throws {
        let bench = try await ProcedureBench()
        let dossier = try await bench.dossier(of: "FRA")
        var read = ReadDossier.Input()
        read.dossier = dossier
        _ = try await bench.run(ReadDossier(), read, as: .visaOffice, for: .visaExamination)
        var other = ReadDossier.Input()
        other.dossier = RecordID(high: 4, low: 4)
        _ = try await bench.run(ReadDossier(), other, as: .otherOffice, for: .visaExamination)
        // A designated authority reads the same dossier, as a verified request allows.
        var asked = RequestLawEnforcementAccess<SampleAct>.Input()
        (asked.necessity, asked.specificCase, asked.reasonableGrounds, asked.visSearch) = ("a", "b", "c", .done)
        let access = try await bench.run(RequestLawEnforcementAccess<SampleAct>(), asked, as: .police, for: .lawEnforcement).id
        var verdict = VerifyLawEnforcementAccess<SampleAct>.Input()
        (verdict.request, verdict.verdict, verdict.reasons) = (access, .verify, "all there")
        _ = try await bench.run(VerifyLawEnforcementAccess<SampleAct>(), verdict, as: .accessPoint, for: .lawEnforcement, version: 1)
        _ = try await bench.run(ReadDossier(), read, as: .police, for: .lawEnforcement)

        let request = try await bench.run(Submit(), submission(dossier, .access), as: .visaOffice).id
        try await bench.sequence()
        var question = ReadProcessing<SampleAct>.Input()
        question.request = request
        let operation = ReadProcessing<SampleAct>(book: bench.book, kindOfAuthority: { ProcedureBench.kinds[$0] })
        let extract = try await bench.run(operation, question, as: .visaOffice)
        #expect(extract.processing.map(\.event) == ["vis.createDossier", "vis.readDossier"])
        #expect(extract.processing.map(\.authority) == ["DE-VISA", "FR-VISA"])
        #expect(extract.next == nil)
        // Page by page it is the same.
        question.limit = 1
        let first = try await bench.run(operation, question, as: .visaOffice)
        question.from = first.next ?? -1
        #expect(try await bench.run(operation, question, as: .visaOffice).processing == [extract.processing[1]])
        // Only for a request for access, and only by who deals with it.
        #expect(await bench.refusal(operation, question, as: .otherOffice) == "not-found")
        question.request = try await bench.run(Submit(), submission(dossier, .erasure), as: .visaOffice).id
        #expect(await bench.refusal(operation, question, as: .visaOffice) == "vis/not-an-access-request")
    }
}

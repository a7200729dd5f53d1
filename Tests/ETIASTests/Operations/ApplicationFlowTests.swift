import Access
import Identity
import Operations
import Registry
import Testing

@testable import ETIAS

@Suite("An application from form to decision")
struct ApplicationFlowTests {
    @Test("Art. 21(1), 36(5): nothing found, issued at once, for three years or as long as the document") func automatic() async throws {
        let bench = Bench()
        let receipt = try await bench.submit()
        #expect(receipt.state == .valid && receipt.validUntil == Day("2030-03-01"))
        #expect(receipt.notices.count == 2)
        #expect(try await bench.submit(.complete("KURZ", number: "K1", expiry: "2028-05-06")).validUntil == Day("2028-05-06"))
        #expect(try await bench.openSteps().isEmpty)
        #expect(
            try await bench.inbox("ETIAS-EMAIL").map(\.kind) == [
                "etias.notify.received", "etias.notify.issued", "etias.notify.received", "etias.notify.issued",
            ])
    }

    @Test("Art. 20(2): who is not heard has not said no: the application waits for the source") func sourceDown() async throws {
        let bench = Bench()
        bench.sources.set { $0.down = [.SIS, .Europol] }
        let id = try await bench.submit().application
        #expect(try await bench.file(id).value.unanswered == [.SIS, .Europol])
        #expect(try await bench.openSteps() == ["automatedProcessing"])
        bench.sources.set {
            $0.down = [.SIS]
            $0.asked = [:]
        }
        _ = try await bench.run(ResumeProcessing(bench.ports), ApplicationReference(id), as: .central)
        #expect(bench.sources.told.asked.keys.sorted { $0.rawValue < $1.rawValue } == [.Europol, .SIS])
        #expect(try await bench.file(id).value.status == .requested)
        bench.sources.set { $0.down = [] }
        let done = try await bench.run(ResumeProcessing(bench.ports), ApplicationReference(id), as: .central)
        #expect(done.status == .issued)
        #expect(try await bench.openSteps().isEmpty)
        #expect(await bench.refusal(ResumeProcessing(bench.ports), ApplicationReference(id), as: .central) == .wrongStage)
    }

    @Test("nothing wired, nothing issued") func unwired() async throws {
        let bench = Bench()
        var input = SubmitApplication.Input()
        input.form = .complete()
        input.ipAddress = "::1"
        input.payment = FeePayment(cents: 2000, reference: "P")
        #expect(try await bench.run(SubmitApplication(), input, as: .website).state == .beingProcessed)
    }

    @Test("Art. 20(2)(m), 24(6): which checks are asked for") func checks() {
        #expect(SourceQuery(.complete(), ipAddress: "::1").checks == Set(Check.allCases).subtracting([.m]))
        #expect(SourceQuery(.minor(), ipAddress: "::1").checks == Set(Check.allCases))
        #expect(SourceQuery(.family(), ipAddress: "::1").checks == Set(Check.allCases).subtracting([.m, .g, .k]))
    }

    @Test("Art. 22: a source speaks for its own checks, and cannot confirm its hit") func foreignHits() async throws {
        let bench = Bench()
        bench.sources.set {
            $0.hits = [.VIS: [ApplicationHit(.c, confirmed: true), ApplicationHit(.i, memberState: "FRA", confirmed: true)]]
        }
        let file = try await bench.file(try await bench.submit().application).value
        #expect(file.hits.map(\.check) == [.i])
        #expect(file.hits[0].confirmed == nil && file.status == .verification)
    }

    @Test("Art. 22: false hits, and the authorisation is issued; one that corresponds, and the National Unit has it") func verification()
        async throws
    {
        let bench = Bench()
        bench.sources.set {
            $0.hits = [
                .SIS: [ApplicationHit(.d, memberState: "DEU", entered: Day("2026-01-01")!, reference: "s1")],
                .EES: [ApplicationHit(.h, memberState: "FRA", reference: "e1")],
            ]
        }
        let first = try await bench.submit().application
        #expect(try await bench.openSteps() == ["verification"])
        #expect(try await bench.values(ETIASTask.self)[0].value.deadline == bench.now.adding(hours: 12))
        #expect(await bench.refusal(VerifyHits(), .init(), as: .central) != nil)
        #expect(try await bench.verify(first, corresponds: false).status == .issued)
        let second = try await bench.submit(.complete("OUTRA", number: "X2")).application
        let reply = try await bench.verify(second, corresponds: true)
        #expect(reply.status == .manual && reply.responsible == "DEU" && reply.decideBy == bench.now.adding(hours: 96))
        // The alert's SIRENE Bureau is told (Article 23(2)), of the EES hit nobody is.
        #expect(try await bench.inbox("sirene/DEU").map(\.kind) == ["etias.alertHit"])
        #expect(try await bench.inbox("sirene/FRA").isEmpty)
        var input = VerifyHits.Input()
        input.application = second
        input.verdicts = [.init(hit: 0, corresponds: false)]
        #expect(await bench.refusal(VerifyHits(), input, as: .central, version: 2) == .wrongStage)
    }

    @Test("Art. 22: only open hits, only by the Central Unit, only on the version seen") func verificationRefused() async throws {
        let bench = Bench()
        bench.sources.set { $0.hits = [.EES: [ApplicationHit(.h, memberState: "FRA", reference: "e1")]] }
        let id = try await bench.submit().application
        var input = VerifyHits.Input()
        input.application = id
        input.verdicts = [.init(hit: 3, corresponds: true)]
        #expect(await bench.refusal(VerifyHits(), input, as: .central, version: 1) == .hitUnknown)
        input.verdicts = [.init(hit: 0, corresponds: true)]
        #expect(await bench.refusal(VerifyHits(), input, as: .france, version: 1) == .notResponsible)
        #expect(await bench.refusal(VerifyHits(), input, as: .central, version: 9) == .preconditionFailed)
        #expect(await bench.refusal(VerifyHits(), input, as: .border, version: 1) == .forbidden)
        #expect(try await bench.file(id).value.status == .verification)
    }

    @Test("Art. 23: a missing person, a witness, somebody to be checked: SIRENE is told, the file is silent") func supportedAlerts()
        async throws
    {
        let bench = Bench()
        bench.sources.set { $0.alerts = [SupportedAlert(.check, memberState: "ITA", reference: "IT-9")] }
        let receipt = try await bench.submit()
        #expect(receipt.state == .valid)
        let told = try await bench.inbox("sirene/ITA")
        #expect(told.count == 1 && told[0].text.contains("IT-9") && told[0].text.contains("SILVA"))
        let file = try await bench.file(receipt.application).value
        #expect(!String(decoding: file.wire.bytes, as: UTF8.self).contains("IT-9"))
        #expect(!receipt.notices.contains { $0.contains("IT-9") || $0.contains("alert") })
        let seen = try await bench.send(ReadApplication(), ApplicationReference(receipt.application).wire, as: .france)
        #expect(!seen.body.compact.contains("IT-9"))
    }

    @Test("Art. 21(4): a yes alone, or no home address, goes to the National Unit of the first stay") func yes() async throws {
        let bench = Bench()
        var form = ApplicationForm.complete()
        form.answers.conflictZone = BackgroundAnswer(yes: true, from: Day("2024-01-01"), country: CountryCode("SYR"), particulars: "Aid")
        let id = try await bench.submit(form).application
        let file = try await bench.file(id).value
        #expect(file.status == .manual && file.responsible == "ESP")
        var homeless = ApplicationForm.complete("SEMCASA", number: "X3")
        homeless.residence.address = nil
        #expect(try await bench.file(bench.submit(homeless).application).value.status == .manual)
        #expect(try await bench.inbox("etiasNational/ESP").map(\.kind) == ["etias.manualProcessing", "etias.manualProcessing"])
    }

    @Test("Art. 15(2): one application at a time; a new one 120 days before the end") func second() async throws {
        let bench = Bench()
        _ = try await bench.submit()
        await #expect(throws: Refusal.self) { try await bench.submit() }
        bench.set("2029-10-31T08:00:00Z")
        await #expect(throws: Refusal.self) { try await bench.submit() }
        bench.set("2029-11-01T08:00:00Z")
        #expect(try await bench.submit().state == .valid)
    }

    @Test("Art. 20(2)(e), (f): an earlier refusal of the same person, and another person on the same document") func ownFiles() async throws {
        let bench = Bench()
        let refused = try await bench.manual()
        _ = try await bench.decide(refused, issue: false)
        let again = try await bench.file(bench.submit().application).value
        #expect(again.hits.map(\.check) == [.e] && again.hits[0].memberState == "FRA")
        let other = try await bench.file(bench.submit(.complete("OUTRA")).application).value
        #expect(Set(other.hits.map(\.check)) == [.f])
    }

    @Test("Art. 26(3)(a): what must be refused cannot be issued") func mustRefuse() async throws {
        for check in [Check.a, .c] {
            let bench = Bench()
            let id = try await bench.manual(
                .complete(), [ApplicationHit(check, memberState: "FRA", entered: Day("2026-01-01")!, reference: "s")])
            await #expect(throws: Refusal.self) { try await bench.decide(id, issue: true) }
            let done = try await bench.decide(id, issue: false) { $0.grounds = [] }
            #expect(done.status == .refused)
            #expect(try await bench.file(id).value.lastDecision?.grounds == [check == .a ? .documentReported : .refusalAlert])
        }
    }

    @Test("Art. 23(2), 26(4): a return alert that became a refusal alert forces refusal, by the word of its own State") func returnAlert()
        async throws
    {
        let bench = Bench()
        let id = try await bench.manual(.complete(), [ApplicationHit(.o, memberState: "FRA", entered: Day("2026-01-01")!, reference: "s")])
        #expect(try await bench.inbox("sirene/FRA").map(\.kind) == ["etias.returnAlertHit"])
        var input = StateReturnAlert.Input()
        input.application = id
        input.replaced = true
        #expect(await bench.refusal(StateReturnAlert(), input, as: .germany, version: 2) == .hitUnknown)
        let sirene = Caller(authority: "FR-SIRENE", kind: .sirene, memberState: "FRA", user: "s")
        _ = try await bench.run(StateReturnAlert(), input, as: sirene, for: .supplementaryInformation, version: 2)
        await #expect(throws: Refusal.self) { try await bench.decide(id, issue: true) }
        #expect(try await bench.decide(id, issue: false) { $0.grounds = [] }.status == .refused)
    }

    @Test("Art. 28: a negative opinion binds, a positive one and silence do not; while it is awaited nothing is issued") func consultation()
        async throws
    {
        let bench = Bench()
        let id = try await bench.manual()
        try await bench.consult(id, ["DEU", "ESP"])
        #expect(try await bench.openSteps() == ["consultation", "consultation", "decision"])
        do {
            _ = try await bench.decide(id, issue: true)
            Issue.record("issued while opinions are awaited")
        } catch { #expect((error as? Refusal)?.kind == .opinionAwaited) }
        _ = try await bench.opinion("DEU", .negative, as: .germany)
        do {
            _ = try await bench.decide(id, issue: true)
            Issue.record("issued against a negative opinion")
        } catch { #expect((error as? Refusal)?.kind == .mustRefuse) }
        // The other's opinion alone is no ground that can be appealed against.
        do {
            _ = try await bench.decide(id, issue: false) { $0.grounds = [] }
            Issue.record("refused without a ground")
        } catch { #expect((error as? Refusal)?.kind == .groundMissing) }
        _ = try await bench.decide(id, issue: false) { $0.grounds = [.securityRisk] }
        let decision = try #require(try await bench.file(id).value.lastDecision)
        #expect(decision.grounds == [.securityRisk, .negativeOpinion])
        let status = try await bench.run(
            CheckStatus(), .init(number: bench.file(id).value.number, documentNumber: "AB123456"), as: .website)
        #expect(status.state == .refused && !(status.notices.last ?? "").contains("objects"))
        #expect((status.notices.last ?? "").contains("37(1)(b)"))
        #expect(try await bench.openSteps().isEmpty)
    }

    @Test("Art. 28(5): sixty hours of silence are a positive opinion, and a late one does not count") func silence() async throws {
        let bench = Bench()
        let id = try await bench.manual()
        try await bench.consult(id)
        bench.pass(hours: 60)
        await bench.sweep()
        #expect(try await bench.values(Consultation.self)[0].value.silent == false)
        bench.set(bench.now.adding(seconds: 1))
        // The rule knows it before the sweeper does.
        await #expect(throws: Refusal.self) { try await bench.opinion("DEU", .negative, as: .germany) }
        await bench.sweep()
        #expect(try await bench.values(Consultation.self)[0].value.silent)
        #expect(try await bench.inbox("etiasNational/FRA").map(\.kind).contains("etias.opinionBySilence"))
        #expect(try await bench.decide(id, issue: true).status == .issued)
    }

    @Test("Art. 28: an opinion is seen by whoever gave it and by the Member State responsible; to others it is not there") func hidden()
        async throws
    {
        let bench = Bench()
        let id = try await bench.manual()
        try await bench.consult(id, ["DEU", "ESP"])
        let reply = try await bench.opinion("DEU", .positive, as: .germany)
        #expect(try await bench.run(ReadOpinion(), .init(reply.id), as: .germany).consultation.opinion == .positive)
        #expect(try await bench.run(ReadOpinion(), .init(reply.id), as: .france).consultation.opinion == .positive)
        #expect(await bench.refusal(ReadOpinion(), .init(reply.id), as: .spain) == .notFound)
        #expect(await bench.refusal(ReadOpinion(), .init(reply.id), as: .europol) == .notFound)
        #expect(await bench.refusal(ReadOpinion(), .init(RecordID(high: 3, low: 3)), as: .spain) == .notFound)
        #expect(
            try await bench.run(ListConsultations(), ApplicationReference(id), as: .spain).consultations.map(\.consultation.party) == [
                "ESP"
            ])
        #expect(try await bench.run(ListConsultations(), ApplicationReference(id), as: .france).consultations.count == 2)
    }

    @Test("Art. 29: Europol's opinion does not bind, but not to follow it needs a reason") func europol() async throws {
        let bench = Bench()
        let id = try await bench.manual(.complete(stay: "FRA"), [ApplicationHit(.j, reference: "e")])
        try await bench.consult(id, [], europol: true)
        _ = try await bench.opinion("EUROPOL", .negative, as: .europol)
        do {
            _ = try await bench.decide(id, issue: true)
            Issue.record("issued without a word on Europol")
        } catch { #expect((error as? Refusal)?.kind == .notFollowedWithoutReason) }
        let done = try await bench.decide(id, issue: true) { $0.europolNotFollowed = "The person meant is another." }
        #expect(done.status == .issued)

        let other = try await bench.manual(.complete("B", number: "B1"))
        await #expect(throws: Refusal.self) { try await bench.consult(other, [], europol: true) }
        await #expect(throws: Refusal.self) { try await bench.consult(other, ["FRA"]) }
        await #expect(throws: Refusal.self) { try await bench.consult(other, ["USA"]) }
        await #expect(throws: Refusal.self) { try await bench.consult(other, ["DEU"], as: .germany) }
    }

    @Test("Art. 27, 32(2): ten days for documents, then 96 hours; the clock of the decision stands still between") func documents()
        async throws
    {
        let bench = Bench()
        let id = try await bench.manual()
        try await bench.askForDocuments(id)
        #expect(try await bench.openSteps() == ["documents"])
        await #expect(throws: Refusal.self) { try await bench.askForDocuments(id) }
        do {
            _ = try await bench.decide(id, issue: true)
            Issue.record("issued while a reply is awaited")
        } catch { #expect((error as? Refusal)?.kind == .replyAwaited) }
        bench.pass(hours: 240)
        try await bench.sendDocuments(id)
        #expect(try await bench.openSteps() == ["decision"])
        let decision = try #require(try await bench.values(ETIASTask.self).last { $0.value.state == .open })
        #expect(decision.value.deadline == bench.now.adding(hours: 96))
        await #expect(throws: Refusal.self) { try await bench.sendDocuments(id) }
        #expect(try await bench.decide(id, issue: true).status == .issued)
    }

    @Test("Art. 37(1)(f): no reply in ten days, and the application is refused, with a notice of how to appeal") func noReply() async throws {
        let bench = Bench()
        let id = try await bench.manual()
        try await bench.askForDocuments(id)
        bench.pass(hours: 241)
        await #expect(throws: Refusal.self) { try await bench.sendDocuments(id) }
        await bench.sweep()
        let file = try await bench.file(id).value
        #expect(file.status == .refused && file.lastDecision?.grounds == [.noReply] && file.lastDecision?.unit == "FRA")
        #expect(try await bench.openSteps().isEmpty)
        #expect(try await bench.values(ETIASTask.self).filter { $0.value.state == .lapsed }.map(\.value.step) == ["documents"])
        let status = try await bench.run(CheckStatus(), .init(number: file.number, documentNumber: "ab-123456"), as: .website)
        #expect(status.notices.last?.contains("37(1)(f)") ?? false)
        #expect(status.notices.last?.contains("appeal") ?? false)
        #expect(await bench.sweep().failed.isEmpty)
    }

    @Test(
        "Art. 27(4)–(8): the interview comes after the documents, within 72 hours, is offered remotely when far, and is decided in 48 hours"
    )
    func interview() async throws {
        let bench = Bench()
        let id = try await bench.manual()
        func invite(_ change: (inout InviteToInterview.Input) -> Void = { _ in }) async throws -> RefusalKind? {
            var input = InviteToInterview.Input()
            input.application = id
            input.reason = "Serious doubts about the purpose."
            change(&input)
            return await bench.refusal(InviteToInterview(), input, as: .france, version: try await bench.file(id).version)
        }
        #expect(try await invite() == .interviewNotPossible)
        try await bench.askForDocuments(id)
        #expect(try await invite() == .interviewNotPossible)
        try await bench.sendDocuments(id)
        #expect(try await invite { $0.kilometresToConsulate = 501 } == .interviewNotPossible)
        bench.pass(hours: 72)
        #expect(
            try await invite {
                $0.kilometresToConsulate = 501
                $0.mode = .remote
            } == nil)
        #expect(try await invite() == .alreadyAsked)
        #expect(try await bench.openSteps() == ["decision", "interview"])
        bench.pass(hours: 100)
        var record = RecordInterview.Input()
        record.application = id
        record.attended = true
        #expect(
            await bench.refusal(RecordInterview(), record, as: .france, version: try await bench.file(id).version) == .interviewNotPossible)
        record.opinion = "Answers were coherent; issue."
        let reply = try await bench.run(RecordInterview(), record, as: .france, version: try await bench.file(id).version)
        #expect(reply.decideBy == bench.now.adding(hours: 48))
        #expect(try await bench.decide(id, issue: true).status == .issued)
    }

    @Test("Art. 37(1)(g): who does not come to the interview is refused") func missedInterview() async throws {
        let bench = Bench()
        let id = try await bench.manual()
        try await bench.askForDocuments(id)
        try await bench.sendDocuments(id)
        var invite = InviteToInterview.Input()
        invite.application = id
        invite.reason = "Serious doubts about the purpose."
        _ = try await bench.run(InviteToInterview(), invite, as: .france, version: try await bench.file(id).version)
        var record = RecordInterview.Input()
        record.application = id
        record.attended = false
        _ = try await bench.run(RecordInterview(), record, as: .france, version: try await bench.file(id).version)
        await #expect(throws: Refusal.self) { try await bench.decide(id, issue: true) }
        _ = try await bench.decide(id, issue: false) { $0.grounds = [] }
        #expect(try await bench.file(id).value.lastDecision?.grounds == [.interviewMissed])
    }

    @Test("Art. 26: only the Member State responsible decides; a ground that is a fact is in the file or is none") func responsible()
        async throws
    {
        let bench = Bench()
        let id = try await bench.manual()
        await #expect(throws: Refusal.self) { try await bench.decide(id, issue: true, as: .germany) }
        await #expect(throws: Refusal.self) { try await bench.decide(id, issue: false) { $0.grounds = [.documentReported] } }
        await #expect(throws: Refusal.self) { try await bench.decide(id, issue: true) { $0.grounds = [.doubts] } }
        #expect(try await bench.decide(id, issue: true).status == .issued)
        await #expect(throws: Refusal.self) { try await bench.decide(id, issue: false) }
    }
}

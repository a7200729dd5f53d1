import Access
import Identity
import Operations
import Registry
import Testing
import Wire

@testable import VIS

@Suite("VIS 10–14, 22c–22f: decisions")
struct DecisionTests {
    @Test("Art. 10(1): a visa is issued, and the period of Article 23 runs from its end")
    func issued() async throws {
        let bench = Bench()
        let id = try await bench.lodge().application
        let reply = try await bench.issue(id)
        #expect(reply.status == .issued)
        #expect(reply.keptUntil == Day("2032-09-30"))
        #expect(try await bench.file(id).value.document?.number.number == "F0001")
    }

    @Test("Art. 10(1), Visa Code 24–25: what a visa cannot say")
    func unclear() async throws {
        let bench = Bench()
        let id = try await bench.lodge().application
        func code(_ change: (inout IssueVisa.Input) -> Void) async -> String? {
            var input = IssueVisa.Input()
            (input.application, input.decision, input.document) = (id, .on("2027-03-01"), .uniform())
            change(&input)
            return await bench.refusal(IssueVisa(bench.ports), input, version: 1)
        }
        #expect(await code { $0.document.validUntil = Day("2027-03-31")! } == "vis/document-unclear")
        #expect(await code { $0.document.entries = nil } == "vis/document-unclear")
        #expect(await code { $0.document.days = nil } == "vis/document-unclear")
        #expect(await code { $0.document.validUntil = Day("2032-04-02")! } == "vis/document-unclear")
        // A sticker is a Member State's, and more than 90 days go beyond a short stay.
        #expect(await code { $0.document.number.issuer = CountryCode("USA")! } == "vis/document-unclear")
        #expect(await code { $0.document.days = 91 } == "vis/document-unclear")
        #expect(await code { $0.document.sort = .airportTransit } == "vis/document-unclear")
        #expect(await code { $0.document.sort = .longStayVisa } == "vis/document-unclear")
        #expect(await code { $0.document.sort = .limitedTerritory } == "vis/document-unclear")
        #expect(await code { $0.decision = .on("2027-03-02") } == "vis/day-not-possible")
        #expect(await code { $0.decision = .on("2027-02-28") } == "vis/day-not-possible")
        #expect(try await bench.file(id).version == 1)
    }

    @Test("Art. 9(1), Visa Code 8: an application has a number, and is lodged for a Member State")
    func numbered() async throws {
        let bench = Bench()
        func code(_ change: (inout NewApplication) -> Void) async -> String? {
            var new = NewApplication.visa()
            change(&new)
            return await bench.refusal(CreateVisaApplication(bench.ports), new)
        }
        #expect(await code { $0.number = " - " } == "malformed")
        #expect(await code { $0.onBehalfOf = CountryCode("USA") } == "malformed")
        #expect(await code { $0.onBehalfOf = CountryCode("DEU") } == nil)
    }

    @Test("Art. 10(1)(e): a sticker number stands in one file")
    func sticker() async throws {
        let bench = Bench()
        try await bench.issue(try await bench.lodge().application)
        let second = try await bench.lodge(.visa("FRA-2")).application
        var input = IssueVisa.Input()
        (input.application, input.decision, input.document) = (second, .on("2027-03-01"), .uniform("f 0001"))
        #expect(await bench.refusal(IssueVisa(bench.ports), input, version: 1) == "vis/sticker-taken")
    }

    @Test("Art. 12(2): a refusal states its grounds; the airport transit ground is of airport transits")
    func refused() async throws {
        let bench = Bench()
        let id = try await bench.lodge().application
        var input = RefuseVisa.Input()
        (input.application, input.decision) = (id, .on("2027-03-01"))
        #expect(await bench.refusal(RefuseVisa(bench.ports), input, version: 1) == "vis/ground-missing")
        input.grounds = [.transitNotJustified]
        #expect(await bench.refusal(RefuseVisa(bench.ports), input, version: 1) == "vis/ground-not-foreseen")
        input.grounds = [.meansNotProven, .intentionToLeaveNotEstablished]
        let reply = try await bench.run(RefuseVisa(bench.ports), input, version: 1)
        #expect(reply.status == .refused)
        #expect(reply.keptUntil == Day("2032-03-01"))
        #expect(await bench.refusal(RefuseVisa(bench.ports), input, version: 2) == "vis/status-does-not-follow")
        #expect(Set(RefusalGround.allCases.map(\.point)).count == RefusalGround.allCases.count)
    }

    @Test("Art. 10(2): closed, whether withdrawn or not pursued; kept from the file's creation")
    func closed() async throws {
        let bench = Bench()
        let id = try await bench.lodge().application
        bench.set("2027-03-20T08:00:00Z")
        var input = CloseApplication.Input()
        (input.application, input.decision, input.reason) = (id, .on("2027-03-20"), .notPursued)
        let reply = try await bench.run(CloseApplication(bench.ports), input, version: 1)
        #expect(reply.status == .closed)
        #expect(reply.keptUntil == Day("2032-03-01"))
    }

    @Test("Art. 13: another Member State annuls; the one that issued the visa is told the grounds, once")
    func annulled() async throws {
        let bench = Bench()
        let id = try await bench.lodge().application
        try await bench.issue(id)
        bench.set("2027-04-10T08:00:00Z")
        let reply = try await bench.end("annul", id, grounds: [.falseDocument], on: "2027-04-10", as: .german)
        #expect(reply.status == .annulled)
        #expect(reply.keptUntil == Day("2032-04-10"))
        let notices = try await bench.inbox("FRA").filter { $0.kind == "vis.decision" }
        #expect(notices.count == 1)
        #expect(notices.first?.text.contains("(a)(i)") == true)
        #expect(try await bench.file(id).owner == "FRA")
    }

    @Test("Art. 13(2)(b): the holder may ask for revocation, not for annulment; without any ground neither")
    func holder() async throws {
        let bench = Bench()
        let id = try await bench.lodge().application
        try await bench.issue(id)
        await #expect(throws: Refusal.self) { try await bench.end("annul", id, grounds: [], holder: true, on: "2027-03-01") }
        await #expect(throws: Refusal.self) { try await bench.end("revoke", id, grounds: [], on: "2027-03-01") }
        #expect(try await bench.end("revoke", id, grounds: [], holder: true, on: "2027-03-01").status == .revoked)
    }

    @Test("Art. 14: an extension has a sticker of its own, grounds, and prolongs something")
    func extended() async throws {
        let bench = Bench()
        let id = try await bench.lodge().application
        try await bench.issue(id)
        var input = ExtendVisa.Input()
        (input.application, input.decision) = (id, .on("2027-03-01"))
        (input.number, input.validFrom) = (DocumentNumber(number: "F0002", issuer: CountryCode("DEU")!), Day("2027-10-01")!)
        (input.validUntil, input.extensionDays) = (Day("2027-10-20")!, 20)
        #expect(await bench.refusal(ExtendVisa(bench.ports), input, as: .german, version: 2) == "vis/ground-missing")
        input.grounds = [.forceMajeure]
        var wrong = input
        (wrong.validUntil, wrong.extensionDays) = (Day("2027-09-30")!, 0)
        #expect(await bench.refusal(ExtendVisa(bench.ports), wrong, as: .german, version: 2) == "vis/document-unclear")
        wrong = input
        wrong.number = DocumentNumber(number: "F0001", issuer: CountryCode("FRA")!)
        #expect(await bench.refusal(ExtendVisa(bench.ports), wrong, as: .german, version: 2) == "vis/sticker-taken")
        let reply = try await bench.run(ExtendVisa(bench.ports), input, as: .german, version: 2)
        #expect(reply.status == .extended)
        #expect(reply.keptUntil == Day("2032-10-20"))
        let file = try await bench.file(id).value
        #expect(file.document?.days == 50)
        // Both stickers lead to the file (Article 18(1)(b)).
        for number in ["F0001", "F0002"] {
            var search = SearchVisaApplications.Input()
            search.visaSticker = DocumentNumber(number: number, issuer: CountryCode(number == "F0001" ? "FRA" : "DEU")!)
            #expect(
                try await bench.run(SearchVisaApplications(bench.ports), search, as: .border, for: .borderCheck).hits.map(\.application)
                    == [id])
        }
        let told = try #require(DecisionForEES(file))
        #expect(told.status == .extended)
        #expect(told.ground == .forceMajeure)
        #expect(told.newExpiry == Day("2027-10-20"))
        #expect(told.stickers.map(\.number) == ["F0001", "F0002"])
    }

    @Test("Art. 17a(3)(b): what the EES is told, and of what nothing is told")
    func toldToTheEES() async throws {
        let bench = Bench()
        let id = try await bench.lodge().application
        #expect(DecisionForEES(try await bench.file(id).value) == nil)
        try await bench.issue(id)
        #expect(DecisionForEES(try await bench.file(id).value) == nil)
        _ = try await bench.end("revoke", id, grounds: [.threat], on: "2027-03-01", as: .german)
        let told = try #require(DecisionForEES(try await bench.file(id).value))
        #expect(told.status == .revoked)
        #expect(told.ground == .visaDecision)
        #expect(told.memberState == "DEU")
        #expect(told.newSticker == nil)
    }

    @Test("Art. 9a(2), Visa Code 25(3): a document that some do not recognise limits the territory")
    func recognition() async throws {
        let bench = Bench()
        var notify = NotifyRecognition.Input()
        (notify.issuer, notify.document, notify.recognised) = (CountryCode("CIV")!, .passport, false)
        #expect(
            try await bench.run(NotifyRecognition(), notify, as: .german, for: .visaExamination).notRecognisedBy == [CountryCode("DEU")!])
        let created = try await bench.lodge()
        #expect(created.notRecognisedBy == [CountryCode("DEU")!])
        var input = IssueVisa.Input()
        (input.application, input.decision, input.document) = (created.application, .on("2027-03-01"), .uniform())
        #expect(await bench.refusal(IssueVisa(bench.ports), input, version: 1) == "vis/territory-not-recognised")
        input.document = .uniform(sort: .limitedTerritory, territory: ["FRA", "DEU"])
        #expect(await bench.refusal(IssueVisa(bench.ports), input, version: 1) == "vis/territory-not-recognised")
        input.document = .uniform(sort: .limitedTerritory, territory: ["FRA", "ESP"])
        #expect(try await bench.run(IssueVisa(bench.ports), input, version: 1).status == .issued)
        notify.recognised = true
        #expect(try await bench.run(NotifyRecognition(), notify, as: .german).notRecognisedBy.isEmpty)
    }

    @Test("Art. 22c–22f: a residence permit is issued, renewed and withdrawn")
    func permit() async throws {
        let bench = Bench()
        let id = try await bench.lodgeLongStay(.longStay(.residencePermit), as: .prefecture, for: .residenceDecision).application
        var issue = IssueLongStay.Input()
        (issue.application, issue.decision, issue.document) = (id, .on("2027-03-01"), .longStay(.residencePermit))
        #expect(
            await bench.refusal(IssueLongStay(bench.ports), issue, as: .immigration, for: .residenceDecision, version: 1) == "forbidden")
        #expect(
            try await bench.run(IssueLongStay(bench.ports), issue, as: .prefecture, for: .residenceDecision, version: 1).status == .issued)
        issue.document = .longStay(.residencePermit, "D0002", from: "2028-04-01", until: "2028-03-31")
        #expect(
            await bench.refusal(ProlongLongStay(bench.ports), issue, as: .prefecture, for: .residenceDecision, version: 2)
                == "vis/document-unclear")
        issue.document.validUntil = Day("2029-03-31")!
        #expect(
            try await bench.run(ProlongLongStay(bench.ports), issue, as: .prefecture, for: .residenceDecision, version: 2).status
                == .renewed)
        var end = EndLongStay.Input()
        (end.application, end.decision, end.ending) = (id, .on("2027-03-01"), .withdrawn)
        let reply = try await bench.run(EndLongStay(bench.ports), end, as: .prefecture, for: .residenceDecision, version: 3)
        #expect(reply.status == .withdrawn)
        #expect(reply.keptUntil == Day("2032-03-01"))
        // A visa's decision is none of a permit.
        var annul = EndedVisa()
        (annul.application, annul.decision, annul.grounds) = (id, .on("2027-03-01"), [.threat])
        #expect(await bench.refusal(AnnulVisa(bench.ports), annul, version: 4) == "vis/not-foreseen")
    }

    @Test("Art. 22d: a refusal for a threat is recorded, one on other grounds deletes the file")
    func longStayRefused() async throws {
        let bench = Bench()
        let first = try await bench.lodgeLongStay().application
        let second = try await bench.lodgeLongStay(.longStay(.longStayVisa, "LS-2")).application
        var input = RefuseLongStay.Input()
        (input.application, input.decision) = (first, .on("2027-03-01"))
        #expect(await bench.refusal(RefuseLongStay(bench.ports), input, version: 1) == "vis/ground-missing")
        input.grounds = [.other]
        #expect(try await bench.run(RefuseLongStay(bench.ports), input, version: 1).keptUntil == nil)
        #expect(try await bench.value(ApplicationFile.self, first) == nil)
        (input.application, input.grounds) = (second, [.threat])
        #expect(try await bench.run(RefuseLongStay(bench.ports), input, version: 1).status == .refused)
        #expect(try await bench.values(ApplicantSamples.self).map(\.value.application) == [second])
        // Article 22b(3)(d): the next application is told.
        let third = try await bench.lodgeLongStay(.longStay(.longStayVisa, "LS-3"))
        #expect(third.hits.map(\.point) == [.visDecision])
        #expect(third.hits.first?.reference == "LS-2")
    }
}

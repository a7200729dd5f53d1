import Access
import Identity
import Operations
import Registry
import Testing
import Wire

@testable import VIS

@Suite("VIS 9a–9j: automated queries and what follows")
struct QueryTests {
    static let silentHits = [
        SourceHit(.sisMissing, memberState: "DEU", reference: "M1"), SourceHit(.sisJudicial, memberState: "DEU", reference: "J1"),
        SourceHit(.sisCheck, memberState: "DEU", reference: "C1"),
    ]

    func verification(_ bench: Bench, _ point: QueryPoint) async throws -> Recorded<HitVerification> {
        try #require(try await bench.values(HitVerification.self).first { $0.value.point == point })
    }

    @Test("Art. 9a(11): hits that must leave no trace change nothing that the consulate sees, not a single byte")
    func silent() async throws {
        let with = Bench(VISPorts(sources: .finding(Self.silentHits)))
        let without = Bench()
        let (a, b) = (try await with.lodge(), try await without.lodge())
        #expect(try await with.file(a.application).value.queries?.furtherVerification.isEmpty == true)
        #expect(a.wire.bytes == b.wire.bytes)
        let seen = try await with.send(ReadVisaApplication(), ApplicationReference(a.application).wire)
        let plain = try await without.send(ReadVisaApplication(), ApplicationReference(b.application).wire)
        #expect(seen.body.bytes == plain.body.bytes)
        // Nor does an inbox or a queue of anybody but the verifying authority's.
        #expect(try await with.inbox("FRA").isEmpty)
        #expect(try await with.run(ListTasks<VISTasks>(), .init()).tasks.isEmpty)
        #expect(try await with.run(ListTasks<VISTasks>(), .init(), as: .sirene, for: .supplementaryInformation).tasks.count == 3)
        #expect(try await with.run(ListHitVerifications(), Nothing(), as: .sirene, for: .supplementaryInformation).verifications.count == 3)
        #expect(
            try await with.run(ListHitVerifications(), Nothing(), as: .germanSirene, for: .supplementaryInformation).verifications.isEmpty)
        // They do not keep a visa from being issued.
        _ = try await with.issue(a.application)
    }

    @Test("Art. 9d, 9f: a silent hit that is verified leaves nothing behind but the reference for SIRENE")
    func silentVerified() async throws {
        let bench = Bench(VISPorts(sources: .finding(Self.silentHits)))
        let id = try await bench.lodge().application
        for corresponds in [true, false] {
            let held = try #require(try await bench.values(HitVerification.self).first)
            var input = VerifyHit.Input()
            (input.verification, input.corresponds) = (held.id, corresponds)
            #expect(await bench.refusal(VerifyHit(bench.ports), input) == "forbidden")
            #expect(await bench.refusal(VerifyHit(bench.ports), input, as: .germanSirene, for: .supplementaryInformation) == "forbidden")
            let reply = try await bench.run(VerifyHit(bench.ports), input, as: .sirene, for: .supplementaryInformation)
            #expect(reply.next == (corresponds ? .sireneFollowUp : .done))
            #expect((reply.reference != nil) == corresponds)
            #expect(try await bench.value(HitVerification.self, held.id) == nil)
        }
        #expect(try await bench.values(LegalTask<VISTasks>.self).count == 1)
        #expect(try await bench.file(id).version == 1)
    }

    @Test("Art. 9a(10), 9d(3), 9g(7): further verification: two working days, an opinion in seven days, ten for convictions")
    func clocks() async throws {
        let hits = [SourceHit(.sisArrest, memberState: "DEU", reference: "A"), SourceHit(.ecrisTCN, memberState: "ESP", reference: "E")]
        // 4 March 2027 is a Thursday.
        let bench = Bench(VISPorts(sources: .finding(hits)), now: "2027-03-04T09:00:00Z")
        let created = try await bench.lodge()
        #expect(created.furtherVerification)
        #expect(created.hits.isEmpty)
        let tasks = try await bench.values(LegalTask<VISTasks>.self)
        let ends = Set(tasks.map { "\($0.value.step) \($0.value.deadline)" })
        #expect(
            ends == [
                "verifyHit 2027-03-08T22:59:59Z", "reasonedOpinion 2027-03-11T22:59:59Z", "reasonedOpinion 2027-03-14T22:59:59Z",
            ])
        #expect(tasks.allSatisfy { $0.value.authority == .sirene && $0.value.memberState == "FRA" })
    }

    @Test("Art. 9c–9g: no visa for all Member States until everything is verified; a limited one for urgency; then it is issued")
    func issuedAfterwards() async throws {
        let hits = [SourceHit(.sisArrest, memberState: "DEU", reference: "A"), SourceHit(.sisRefusal, memberState: "ESP", reference: "R")]
        let bench = Bench(VISPorts(sources: .finding(hits)))
        let created = try await bench.lodge()
        let id = created.application
        var issue = IssueVisa.Input()
        (issue.application, issue.decision, issue.document) = (id, .on("2027-03-01"), .uniform())
        #expect(await bench.refusal(IssueVisa(bench.ports), issue, version: 1) == "vis/verification-open")

        // The visa authority verifies what is referenced; a false hit goes.
        var reference = VerifyReference.Input()
        (reference.application, reference.hit) = (id, RecordID(high: 5, low: 5))
        #expect(await bench.refusal(VerifyReference(), reference, version: 1) == "vis/no-such-hit")
        reference.hit = try #require(created.hits.first).id
        #expect(await bench.refusal(VerifyReference(), reference, as: .german, version: 1) == "forbidden")
        _ = try await bench.run(VerifyReference(), reference, version: 1)
        #expect(try await bench.file(id).value.queries?.references.isEmpty == true)

        // The designated authority verifies, then gives its opinion.
        let held = try await verification(bench, .sisArrest)
        var opinion = GiveOpinion.Input()
        (opinion.verification, opinion.threat, opinion.reasons) = (held.id, true, "wanted for a serious offence")
        #expect(
            await bench.refusal(GiveOpinion(bench.ports), opinion, as: .sirene, for: .supplementaryInformation) == "vis/hit-not-verified")
        var verify = VerifyHit.Input()
        (verify.verification, verify.corresponds) = (held.id, true)
        #expect(try await bench.run(VerifyHit(bench.ports), verify, as: .sirene, for: .supplementaryInformation).next == .reasonedOpinion)
        #expect(try await verification(bench, .sisArrest).value.confirmedOn != nil)
        #expect(await bench.refusal(VerifyHit(bench.ports), verify, as: .sirene, for: .supplementaryInformation) == "vis/hit-verified")
        _ = try await bench.run(GiveOpinion(bench.ports), opinion, as: .sirene, for: .supplementaryInformation)

        let seen = try await bench.run(ReadVisaApplication(), ApplicationReference(id))
        #expect(seen.opinions.map(\.threat) == [true])
        #expect(!seen.furtherVerification)
        // Article 9g(6): nobody else sees the opinion.
        #expect(try await bench.run(ReadVisaApplication(), ApplicationReference(id), as: .german).opinions.isEmpty)
        #expect(try await bench.values(HitVerification.self).isEmpty)
        #expect(try await bench.values(LegalTask<VISTasks>.self).isEmpty)
        // An opinion binds nobody: the authority decides.
        #expect(try await bench.issue(id).status == .issued)
    }

    @Test("Visa Code 25(1)(a)(iv): for urgency a visa with limited territorial validity, although nothing is verified")
    func urgency() async throws {
        let bench = Bench(VISPorts(sources: .finding([SourceHit(.europol, reference: "E")])))
        let id = try await bench.lodge().application
        _ = try await bench.issue(id, .uniform(sort: .limitedTerritory, territory: ["FRA"]))
        // Visa Code 25(4): all other States are told.
        #expect(try await bench.inbox("DEU").map(\.kind) == ["vis.limitedVisaIssued"])
        #expect(try await bench.inbox("FRA").isEmpty)
    }

    @Test("Art. 9g(4), 9e(4): Europol has sixty hours; its silence is no objection, and the opinion waits for it")
    func europol() async throws {
        let bench = Bench(VISPorts(sources: .finding([SourceHit(.europol, reference: "E")])))
        let id = try await bench.lodge().application
        let held = try await verification(bench, .europol)
        #expect(await bench.refusal(ReadHitVerification(), VerificationReference(held.id), as: .europol) == "not-found")
        var verify = VerifyHit.Input()
        (verify.verification, verify.corresponds) = (held.id, true)
        #expect(try await bench.run(VerifyHit(bench.ports), verify, as: .sirene, for: .supplementaryInformation).next == .europolOpinion)
        let task = try #require(try await bench.openTasks(.europolOpinion).first)
        #expect(task.value.deadline == Instant("2027-03-03T20:00:00Z"))
        #expect(try await bench.run(ReadHitVerification(), VerificationReference(held.id), as: .europol).samples != nil)
        var opinion = GiveOpinion.Input()
        (opinion.verification, opinion.reasons) = (held.id, "no threat was found")
        #expect(
            await bench.refusal(GiveOpinion(bench.ports), opinion, as: .sirene, for: .supplementaryInformation) == "vis/europol-awaited")

        await bench.sweep("2027-03-03", at: "T19:00:00Z")
        #expect(try await verification(bench, .europol).value.europol == nil)
        await bench.sweep("2027-03-03", at: "T21:00:00Z")
        #expect(try await verification(bench, .europol).value.europol?.bySilence == true)
        var late = GiveEuropolOpinion.Input()
        (late.verification, late.objection, late.reasons) = (held.id, true, "too late")
        #expect(await bench.refusal(GiveEuropolOpinion(), late, as: .europol) == "vis/no-opinion-asked")
        _ = try await bench.run(GiveOpinion(bench.ports), opinion, as: .sirene, for: .supplementaryInformation)
        #expect(try await bench.file(id).value.queries?.opinions.count == 1)
    }

    @Test("Art. 9g(4): Europol answers in time")
    func europolAnswers() async throws {
        let bench = Bench(VISPorts(sources: .finding([SourceHit(.europol, reference: "E")])))
        _ = try await bench.lodge()
        let held = try await verification(bench, .europol)
        var input = GiveEuropolOpinion.Input()
        (input.verification, input.objection, input.reasons) = (held.id, true, "a known network")
        #expect(await bench.refusal(GiveEuropolOpinion(), input, as: .europol) == "vis/no-opinion-asked")
        var verify = VerifyHit.Input()
        (verify.verification, verify.corresponds) = (held.id, true)
        _ = try await bench.run(VerifyHit(bench.ports), verify, as: .sirene, for: .supplementaryInformation)
        _ = try await bench.run(GiveEuropolOpinion(), input, as: .europol)
        #expect(try await verification(bench, .europol).value.europol?.objection == true)
        #expect(try await bench.openTasks(.europolOpinion).isEmpty)
    }

    @Test("Art. 9e: the watchlist is verified by the ETIAS National Unit of the State that entered the data, and by nobody else")
    func watchlist() async throws {
        let bench = Bench(VISPorts(sources: .finding([SourceHit(.etiasWatchlist, memberState: "DEU", reference: "W")])))
        let id = try await bench.lodge().application
        let held = try await verification(bench, .etiasWatchlist)
        #expect(held.owner == "DEU")
        #expect(
            await bench.refusal(ReadHitVerification(), VerificationReference(held.id), as: .germanSirene, for: .supplementaryInformation)
                == "not-found")
        let shown = try await bench.run(ReadHitVerification(), VerificationReference(held.id), as: .nationalUnit, for: .etiasProcessing)
        // Article 9a(10): data of Article 9(4) alone.
        #expect(shown.samples == nil)
        #expect(shown.identity.surnames == ["KONE"])
        var verify = VerifyHit.Input()
        verify.verification = held.id
        #expect(try await bench.run(VerifyHit(bench.ports), verify, as: .nationalUnit, for: .etiasProcessing).next == .done)
        #expect(try await bench.file(id).value.queries?.furtherVerification.isEmpty == true)
        #expect(try await bench.inbox("FRA").map(\.kind) == ["vis.opinion"])
    }

    @Test("Art. 9g(7): no opinion in seven days is no objection")
    func silence() async throws {
        let bench = Bench(VISPorts(sources: .finding([SourceHit(.sisArrest, memberState: "DEU", reference: "A")])))
        let id = try await bench.lodge().application
        await bench.sweep("2027-03-08")
        #expect(try await bench.file(id).value.queries?.isOpen == true)
        await bench.sweep("2027-03-09")
        #expect(try await bench.file(id).value.queries?.isOpen == false)
        #expect(try await bench.values(HitVerification.self).isEmpty)
        #expect(try await bench.values(LegalTask<VISTasks>.self).isEmpty)
        #expect(try await bench.inbox("FRA").count == 1)
        await bench.sweep("2027-03-10")
        #expect(try await bench.inbox("FRA").count == 1)
    }

    @Test("Art. 9b(3): of a family member, a refusal alert for an illegal immigration risk does not count")
    func family() async throws {
        for (risk, state) in [(true, HitReference.State.disregarded), (false, .confirmed)] {
            let bench = Bench(
                VISPorts(sources: .finding([SourceHit(.sisRefusal, memberState: "DEU", reference: "R", immigrationRisk: risk)])))
            var new = NewApplication.visa()
            new.form.euFamily = true
            let created = try await bench.lodge(new)
            var input = VerifyReference.Input()
            (input.application, input.hit, input.corresponds) = (created.application, created.hits[0].id, true)
            _ = try await bench.run(VerifyReference(), input, version: 1)
            #expect(try await bench.file(created.application).value.queries?.references.first?.state == state)
        }
    }

    @Test("Art. 9f(2): a confirmed alert on return goes on to the SIRENE Bureau")
    func returnAlert() async throws {
        let bench = Bench(VISPorts(sources: .finding([SourceHit(.sisReturn, memberState: "DEU", reference: "RET")])))
        let created = try await bench.lodge()
        var input = VerifyReference.Input()
        (input.application, input.hit, input.corresponds) = (created.application, created.hits[0].id, true)
        _ = try await bench.run(VerifyReference(), input, version: 1)
        let line = try #require(
            try await bench.run(ListHitVerifications(), Nothing(), as: .sirene, for: .supplementaryInformation).verifications.first)
        #expect(line.point == .sisReturn)
        var verify = VerifyHit.Input()
        (verify.verification, verify.corresponds) = (line.verification, true)
        let reply = try await bench.run(VerifyHit(bench.ports), verify, as: .sirene, for: .supplementaryInformation)
        #expect(reply.reference == "RET")
        #expect(try await bench.values(HitVerification.self).isEmpty)
    }

    @Test("A source that does not answer holds nothing up, is asked again, and until then no visa is issued")
    func pending() async throws {
        let down = VISPorts(sources: VISSourceChecks { source, _ in source == .SIS ? nil : [] })
        let bench = Bench(down)
        let created = try await bench.lodge()
        #expect(created.pending == [.SIS])
        var issue = IssueVisa.Input()
        (issue.application, issue.decision, issue.document) = (created.application, .on("2027-03-01"), .uniform())
        #expect(await bench.refusal(IssueVisa(down), issue, version: 1) == "vis/verification-open")
        let up = VISPorts(sources: .finding([SourceHit(.sisRefusal, memberState: "DEU", reference: "R")]))
        let again = try await bench.run(RepeatQueries(up), ApplicationReference(created.application))
        #expect(again.pending.isEmpty)
        #expect(again.hits.count == 1)
        #expect(await bench.refusal(RepeatQueries(up), ApplicationReference(created.application)) == "vis/nothing-pending")
    }

    @Test("Art. 9c(6), 9j: an indicator never decides; a person assesses first")
    func indicators() async throws {
        let bench = Bench()
        var enter = EnterRiskIndicator.Input()
        enter.indicator.sex = .female
        #expect(
            await bench.refusal(EnterRiskIndicator(), enter, as: .centralUnit, for: .etiasProcessing) == "vis/indicator-not-proportionate")
        enter.indicator.nationalities = [CountryCode("CIV")!]
        #expect(await bench.refusal(EnterRiskIndicator(), enter) == "forbidden")
        let entered = try await bench.run(EnterRiskIndicator(), enter, as: .centralUnit, for: .etiasProcessing)
        #expect(entered.reviewBy == Day("2027-09-01"))
        let id = try await bench.lodge().application
        #expect(try await bench.run(ReadVisaApplication(), ApplicationReference(id)).riskIndicators == [entered.indicator])
        var issue = IssueVisa.Input()
        (issue.application, issue.decision, issue.document) = (id, .on("2027-03-01"), .uniform())
        #expect(await bench.refusal(IssueVisa(bench.ports), issue, version: 1) == "vis/risk-not-assessed")
        var refuse = RefuseVisa.Input()
        (refuse.application, refuse.decision, refuse.grounds) = (id, .on("2027-03-01"), [.threat])
        #expect(await bench.refusal(RefuseVisa(bench.ports), refuse, version: 1) == "vis/risk-not-assessed")
        issue.riskAssessed = true
        #expect(try await bench.run(IssueVisa(bench.ports), issue, version: 1).status == .issued)
        // Article 9j(3): every six months.
        var review = ReviewRiskIndicator.Input()
        review.indicator = entered.indicator
        bench.set("2027-08-01T08:00:00Z")
        #expect(try await bench.run(ReviewRiskIndicator(), review, as: .centralUnit, for: .etiasProcessing).reviewBy == Day("2028-02-01"))
        #expect(try await bench.openTasks(.reviewIndicator).count == 1)
        review.keep = false
        _ = try await bench.run(ReviewRiskIndicator(), review, as: .centralUnit, for: .etiasProcessing)
        #expect(try await bench.run(ListRiskIndicators(), Nothing(), as: .centralUnit, for: .etiasProcessing).indicators.isEmpty)
        #expect(try await bench.openTasks(.reviewIndicator).isEmpty)
    }

    @Test("A refusal ends what waits for nothing any more; the follow-up of silent hits goes on")
    func endedWithTheApplication() async throws {
        let bench = Bench(VISPorts(sources: .finding(Self.silentHits + [SourceHit(.sisArrest, memberState: "DEU", reference: "A")])))
        let id = try await bench.lodge().application
        var refuse = RefuseVisa.Input()
        (refuse.application, refuse.decision, refuse.grounds) = (id, .on("2027-03-01"), [.threat])
        _ = try await bench.run(RefuseVisa(bench.ports), refuse, version: 1)
        #expect(Set(try await bench.values(HitVerification.self).map(\.value.point)) == [.sisMissing, .sisJudicial, .sisCheck])
        #expect(try await bench.openTasks(.reasonedOpinion).isEmpty)
        #expect(try await bench.openTasks(.verifyHit).count == 3)
    }
}

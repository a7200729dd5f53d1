import Access
import Identity
import Operations
import Registry
import Testing

@testable import SIS

@Suite("1860 9-12, 1861 26-30: consultations") struct ConsultationTests {
    let issuer = caller(.sirene, "FRA")
    let german = caller(.sirene, "DEU")

    private func returnWithBan() -> AlertContent {
        var content = content(.return)
        content.entryBan = true
        return content
    }

    @Test("1860 9, 1861 27: ten calendar days, silence is no objection, a permit granted makes the alert go", arguments: [true, false])
    func beforeGranting(silent: Bool) async throws {
        for (alert, article) in [(returnWithBan(), "1860 9"), (content(.refusal), "1861 27")] {
            let world = SISWorld()
            let id = try await world.enter(alert, as: issuer)
            let asked = try await world.run(StartConsultation(), .init(.beforeGranting, on: id, reasons: "family"), as: german).output
            #expect(asked.article == article)
            #expect(asked.consultation.answerBy == Instant(endOf: day("2026-03-12"), in: "FRA"))
            #expect(try await world.inbox("FRA").map(\.kind) == ["sis.consultation"])
            let early = await world.refusal(ConcludeConsultation(), .init(asked.id, granted: true), as: german, version: 1)
            #expect(early?.kind == .tooEarly)
            var version = 1
            if silent {
                world.go(to: "2026-03-12")
                _ = await world.sweep()
                #expect(try await world.records(Consultation.self).first?.value.answer == nil)
                world.go(to: "2026-03-13")
                _ = await world.sweep()
                let answered = try #require(try await world.records(Consultation.self).first)
                #expect(answered.value.answer == .noObjection && answered.value.bySilence)
                #expect(try await world.openTasks(.answerConsultation).isEmpty)
                version = answered.version
                #expect(
                    await world.refusal(AnswerConsultation(), .init(asked.id, .objection, reasons: "late"), as: issuer, version: version)?
                        .kind == .nothingToDo)
            } else {
                _ = try await world.run(AnswerConsultation(), .init(asked.id, .objection, reasons: "threat"), as: issuer, version: 1)
                version = 2
            }
            #expect(try await world.inbox("DEU").map(\.kind) == ["sis.consultationAnswered"])
            // The decision rests with the granting Member State, whatever the answer.
            _ = try await world.run(ConcludeConsultation(), .init(asked.id, granted: true), as: german, version: version)
            #expect(try await world.openTasks(.deleteAlert).map(\.memberState) == ["FRA"])
            _ = try await world.run(DeleteAlert(), .init(id, ground: .consultation), as: issuer)
            #expect(try await world.openTasks(.deleteAlert).isEmpty)
        }
    }

    @Test("silence counts from the deadline on, whether or not the sweeper was there")
    func unswept() async throws {
        let world = SISWorld()
        let id = try await world.enter(content(.refusal), as: issuer)
        let asked = try await world.run(StartConsultation(), .init(.beforeGranting, on: id, reasons: "r"), as: german).output
        world.go(to: "2026-03-13")
        #expect(await world.refusal(AnswerConsultation(), .init(asked.id, .objection, reasons: "r"), as: issuer, version: 1)?.kind == .nothingToDo)
        #expect(await world.refusal(ConcludeConsultation(), .init(asked.id, granted: false), as: german, version: 1) == nil)
    }

    @Test("1860 10, 1861 28: before an entry; fourteen days and twelve more; a permit maintained stands in the way")
    func beforeEntering() async throws {
        for category in [AlertCategory.return, .refusal, .entryBan] {
            let world = SISWorld()
            var input = StartConsultation.Input(.beforeEntering, reasons: "decision of 1 March")
            input.category = category
            input.person = person("Specimen", "Anna")
            input.grantingState = CountryCode("DEU")
            let asked = try await world.run(StartConsultation(), input, as: issuer).output
            #expect(asked.consultation.answerBy.utcDay == day("2026-03-16"))
            let open = await world.refusal(EnterAlert(), .init(content(category)), as: caller(.police, "FRA"))
            #expect(open?.kind == .permitMaintained)
            #expect(open?.article == (category == .return ? "1860 10" : "1861 28"))
            // Another person, another Member State, another act: nothing stands in the way.
            #expect(await world.refusal(EnterAlert(), .init(content(category, "Other")), as: caller(.police, "FRA")) == nil)
            _ = try await world.run(ExtendConsultation(), .init(asked.id, days: 12, reasons: "court"), as: german, version: 1)
            #expect(await world.refusal(ExtendConsultation(), .init(asked.id, days: 1, reasons: "x"), as: german, version: 2)?.kind == .contradiction)
            #expect(try await world.openTasks(.answerConsultation).map(\.deadline.utcDay) == [day("2026-03-28")])
            _ = try await world.run(AnswerConsultation(), .init(asked.id, .maintainsPermit, reasons: "family"), as: german, version: 2)
            #expect(await world.refusal(EnterAlert(), .init(content(category)), as: caller(.police, "FRA"))?.kind == .permitMaintained)
            world.go(to: "2026-05-01")
            let again = try await world.run(StartConsultation(), input, as: issuer).output
            _ = try await world.run(AnswerConsultation(), .init(again.id, .withdrawsPermit, reasons: "fraud"), as: german, version: 1)
            #expect(await world.refusal(EnterAlert(), .init(content(category)), as: caller(.police, "FRA")) == nil)
            // A year after the answer was due it is gone.
            world.go(to: "2027-06-01")
            _ = await world.sweep()
            #expect(try await world.records(Consultation.self).isEmpty)
        }
    }

    @Test("1861 28(e): days more end with a day, although the clocks of the Member State consulted change meanwhile")
    func extensionOverSummerTime() async throws {
        let world = SISWorld()
        world.go(to: "2026-03-10")
        var input = StartConsultation.Input(.beforeEntering, reasons: "decision of 1 March")
        input.category = .refusal
        input.person = person("Specimen", "Anna")
        input.grantingState = CountryCode("DEU")
        let asked = try await world.run(StartConsultation(), input, as: issuer).output
        #expect(asked.consultation.answerBy == Instant("2026-03-24T23:00:00Z"))
        _ = try await world.run(ExtendConsultation(), .init(asked.id, days: 12, reasons: "court"), as: german, version: 1)
        #expect(try await world.openTasks(.answerConsultation).map(\.deadline) == [Instant("2026-04-05T22:00:00Z")])
    }

    @Test("1860 11, 12, 1861 29, 30: a hit on a permit holder, the consultation that follows, and who is told of its outcome")
    func afterEntering() async throws {
        for (alert, articles) in [(content(.return), ["1860 12", "1860 11"]), (content(.refusal), ["1861 30", "1861 29"])] {
            let world = SISWorld()
            let id = try await world.enter(alert, as: issuer)
            var onHit = StartConsultation.Input(.onHit, on: id, reasons: "holds a permit")
            #expect(await world.refusal(StartConsultation(), onHit, as: caller(.sirene, "ITA"))?.kind == .contradiction)
            onHit.grantingState = CountryCode("DEU")
            #expect(await world.refusal(StartConsultation(), onHit, as: issuer)?.kind == .contradiction)
            let hit = try await world.run(StartConsultation(), onHit, as: caller(.sirene, "ITA")).output
            #expect(hit.article == articles[0])
            #expect(try await world.openTasks(.startConsultation).map(\.memberState) == ["FRA"])
            var after = StartConsultation.Input(.afterEntering, on: id, reasons: "the decision stands")
            after.grantingState = CountryCode("DEU")
            #expect(await world.refusal(StartConsultation(), after, as: german)?.kind == .contradiction)
            let asked = try await world.run(StartConsultation(), after, as: issuer).output
            #expect(asked.article == articles[1] && asked.consultation.informed == "ITA")
            #expect(try await world.openTasks(.startConsultation).isEmpty)
            // Those without a part in it do not find it.
            #expect(
                await world.refusal(AnswerConsultation(), .init(asked.id, .maintainsPermit, reasons: "r"), as: caller(.sirene, "ESP"), version: 1)?
                    .kind == .notFound)
            #expect(await world.refusal(AnswerConsultation(), .init(asked.id, .agrees, reasons: "r"), as: german, version: 1)?.kind == .contradiction)
            _ = try await world.run(AnswerConsultation(), .init(asked.id, .maintainsPermit, reasons: "r"), as: german, version: 1)
            #expect(try await world.inbox("ITA").map(\.kind) == ["sis.consultationAnswered"])
            #expect(try await world.openTasks(.deleteAlert).map(\.article) == [articles[1]])
            let lists = try await world.run(ListConsultations(), .init(), as: german).output.consultations
            #expect(lists.map(\.id) == [asked.id])
        }
    }

    @Test("which consultation is open on which alert", arguments: AlertCategory.withoutProposal)
    func concerns(category: AlertCategory) async throws {
        let world = SISWorld()
        let id = try await world.enter(content(category), as: issuer, samples: category == .unknownWanted ? prints : [])
        for kind in [ConsultationKind.beforeGranting, .onHit, .freeMovement] {
            var input = StartConsultation.Input(kind, on: id, reasons: "r")
            input.grantingState = CountryCode("ITA")
            let refusal = await world.refusal(StartConsultation(), input, as: german)
            let refuses = category.isRefusal
            let open = kind == .onHit ? refuses || category == .return : refuses
            #expect((refusal == nil) == open, "\(category) \(kind)")
        }
    }

    @Test("64: a consultation goes a year after its alert; what nobody answered needs no answer any more")
    func kept() async throws {
        let world = SISWorld()
        let id = try await world.enter(content(.refusal), as: issuer)
        _ = try await world.run(StartConsultation(), .init(.beforeGranting, on: id, reasons: "r"), as: german)
        _ = try await world.run(DeleteAlert(), .init(id, ground: .decisionWithdrawn), as: issuer)
        #expect(try await world.openTasks(.answerConsultation).isEmpty)
        world.go(to: "2027-03-02")
        _ = await world.sweep()
        #expect(try await world.records(Consultation.self).count == 1)
        world.go(to: "2027-03-03")
        _ = await world.sweep()
        #expect(try await world.records(Consultation.self).isEmpty)
        #expect(try await world.count(SISTask.kind) == 0)
    }
}

import Access
import Identity
import Operations
import Registry
import Testing
import Wire

@testable import SIS

/// A form of each letter, filled in.
func filled(_ form: SIRENEForm, seen: Day = day("2026-03-02"), corrected: Bool? = nil) -> SupplementaryContent {
    var content = SupplementaryContent()
    func make<Form: WireRecord>(_ type: Form.Type, _ fields: [String: String]) -> Form {
        try! Form(reading: .object(JSONObject(fields.map { ($0.key, JSON.string($0.value)) })))
    }
    switch form {
    case .A: content.arrestInformation = make(ArrestInformation.self, ["warrantAuthority": "c", "offence": "o", "circumstances": "x"])
    case .E: content.multipleAlerts = make(MultipleAlerts.self, ["proposedCategory": "arrest", "interest": "i"])
    case .F: content.flagging = make(Flagging.self, ["ground": "nationalLaw", "explanation": "e"])
    case .G: content.hitInformation = make(HitInformation.self, ["place": "p", "time": "2026-03-02T10:00:00Z", "match": "document"])
    case .H: content.actionNotPossible = make(ActionNotPossible.self, ["why": "w"])
    case .I: content.otherPurpose = make(OtherPurpose.self, ["purpose": "seriousCrime", "caseReference": "c", "justification": "j"])
    case .J:
        var form = WrongData()
        (form.datum, form.evidence, form.evidenceSeen, form.corrected) = ("d", "e", seen, corrected)
        content.wrongData = form
    case .K: content.dataSubjectRights = make(DataSubjectRights.self, ["request": "access", "summary": "s"])
    case .L: content.sameDescription = make(SameDescription.self, ["otherAlert": "FRA0000000000000"])
    case .M: content.otherInformation = make(OtherInformation.self, ["subject": "s", "text": "t"])
    case .N: content.permitConsultation = make(PermitConsultation.self, ["reasons": "r"])
    case .O: content.permitHit = make(PermitHit.self, ["grantingState": "DEU"])
    case .P: content.objectDetails = make(ObjectDetails.self, ["description": "d"])
    case .Q: content.misusedIdentityInformation = make(MisusedIdentityInformation.self, ["how": "h"])
    }
    return content
}

@Suite("1860 5, 1861 8, 1862 8: what SIRENE Bureaux exchange") struct FormTests {
    let issuer = caller(.sirene, "FRA")
    let german = caller(.sirene, "DEU")

    @Test("each form is told by what is filled in; none, or two, are no form", arguments: SIRENEForm.allCases)
    func form(_ form: SIRENEForm) async throws {
        let content = filled(form)
        #expect(content.form == form)
        #expect(try SupplementaryContent(reading: content.wire) == content)
        #expect(SupplementaryContent().form == nil)
        var two = content
        if form == .M { two.permitHit = filled(.O).permitHit } else { two.otherInformation = filled(.M).otherInformation }
        #expect(two.form == nil)
        let world = SISWorld()
        let id = try await world.enter(SISTests.content(.refusal), as: issuer)
        #expect(await world.refusal(SendForm(), .init(id, two), as: german)?.kind == .wrongForm)
    }

    @Test("who may open an exchange with which form, on which alert", arguments: SIRENEForm.allCases)
    func openers(_ form: SIRENEForm) async throws {
        for category in [AlertCategory.arrest, .refusal, .missing, .object] {
            let world = SISWorld()
            let id = try await world.enter(content(category), as: issuer)
            let byIssuer = await world.refusal(SendForm(), .init(id, to: ["DEU"], filled(form)), as: issuer) == nil
            let byOther = await world.refusal(SendForm(), .init(id, filled(form)), as: german) == nil
            let expected: (Bool, Bool) =
                switch form {
                case .A: (category == .arrest, false)
                case .E, .F, .G, .H, .N, .O: (false, false)
                case .I: (false, category != .refusal)
                case .J, .K: (false, true)
                case .L, .M, .Q: (true, true)
                case .P: (category == .object, false)
                }
            #expect(byIssuer == expected.0 && byOther == expected.1, "\(form) \(category)")
        }
        let world = SISWorld()
        let id = try await world.enter(content(.arrest), as: issuer)
        #expect(await world.refusal(SendForm(), .init(id, filled(form)), as: caller(.police, "DEU"))?.kind == .forbidden)
        #expect(await world.refusal(SendForm(), .init("FRA0000000000000", filled(form)), as: german)?.kind == .notFound)
    }

    @Test("delivered once to each bureau, in the commit that sends it; a repeated request sends nothing again")
    func delivered() async throws {
        let world = SISWorld()
        let id = try await world.enter(content(.arrest), as: issuer)
        let first = try await world.run(SendForm(), .init(id, filled(.A)), as: issuer, key: "k")
        let again = try await world.run(SendForm(), .init(id, filled(.A)), as: issuer, key: "k")
        #expect(again.reply.isReplay && first.output.message == again.output.message)
        #expect(try await world.records(SupplementaryMessage.self).count == 1)
        for state in ["DEU", "ITA", "IRL", "NOR"] {
            let forms = try await world.inbox(state).filter { $0.kind == "sis.form" }
            #expect(forms.map(\.record) == [first.output.message], "\(state)")
            #expect(forms.first?.text.contains("Specimen") == false)
        }
        #expect(try await world.inbox("FRA").isEmpty)
    }

    @Test(
        "8(3): twelve hours for an answer; at once where it is urgent, about terrorism, an arrest or a child's abduction; answered, the clock stops")
    func answered() async throws {
        let cases: [(AlertCategory, urgent: Bool, terrorism: Bool)] = [
            (.judicial, false, false), (.judicial, true, false), (.judicial, false, true), (.arrest, false, false), (.childAbduction, false, false),
            (.missing, false, false),
        ]
        for (category, urgent, terrorism) in cases {
            let world = SISWorld()
            var alert = content(category)
            if terrorism { alert.warnings = [.terrorism] }
            let id = try await world.enter(alert, as: issuer)
            let sent = try await world.run(SendForm(), .init(id, filled(.K), urgent: urgent), as: german).output
            let atOnce = urgent || terrorism || category == .arrest || category == .childAbduction
            #expect(sent.answerBy == world.now.adding(hours: atOnce ? 1 : 12))
            #expect(try await world.openTasks(.answerForm).map(\.memberState) == ["FRA"])
            let queue = try await world.run(ListForms(), .init(), as: issuer).output.messages
            #expect(queue.map(\.id) == [sent.message])
            _ = try await world.run(AcknowledgeForm(), .init(sent.message), as: issuer)
            #expect(await world.refusal(AcknowledgeForm(), .init(sent.message), as: issuer)?.kind == .nothingToDo)
            #expect(await world.refusal(AcknowledgeForm(), .init(sent.message), as: german)?.kind == .notFound)
            // Acknowledged is not answered.
            #expect(try await world.run(ListForms(), .init(), as: issuer).output.messages.count == 1)
            #expect(await world.refusal(SendForm(), .init(id, filled(.J), inReplyTo: sent.message), as: issuer)?.kind == .wrongForm)
            #expect(await world.refusal(SendForm(), .init(id, filled(.K), inReplyTo: sent.message), as: caller(.sirene, "ITA"))?.kind == .notFound)
            let reply = try await world.run(SendForm(), .init(id, filled(.K), inReplyTo: sent.message), as: issuer).output
            #expect(try await world.openTasks(.answerForm).isEmpty)
            #expect(try await world.run(ListForms(), .init(), as: issuer).output.messages.isEmpty)
            #expect(try await world.inbox("DEU").map(\.record) == [reply.message])
            let talk = try await world.run(ReadConversation(), .init(id), as: german).output.messages.map(\.id)
            #expect(Set(talk) == [sent.message, reply.message])
            #expect(try await world.run(ReadConversation(), .init(id), as: caller(.sirene, "ITA")).output.messages.isEmpty)
        }
    }

    @Test("8, 58: the report of a hit opens form G, or H where the action was impossible, to be answered")
    func hits() async throws {
        for outcome in [HitOutcome.taken, .notPossible, .notTheSamePerson] {
            let world = SISWorld()
            let id = try await world.enter(content(.arrest), as: issuer)
            var report = HitReport()
            (report.place, report.time, report.outcome) = ("Zenda", world.now, outcome)
            report.why = outcome == .notPossible ? "no power" : nil
            let hit = try await world.run(ReportHit(), .init(id, report), as: caller(.border, "DEU")).output.hit
            let queue = try await world.run(ListForms(), .init(), as: issuer).output.messages
            #expect(queue.map(\.message.form) == [outcome == .notPossible ? .H : .G])
            #expect(queue.map(\.message.hit) == [hit])
            // One notice tells of both.
            #expect(try await world.inbox("FRA").count == 1)
            _ = try await world.run(SendForm(), .init(id, filled(.M), inReplyTo: queue[0].id), as: issuer)
            #expect(try await world.openTasks(.answerForm).isEmpty)
        }
    }

    @Test("38, 39: details of an object answer the report of a hit on it, and on no person; what is known of a missing person is form M")
    func details() async throws {
        let world = SISWorld()
        func reported(_ category: AlertCategory) async throws -> (alert: String, message: RecordID) {
            let id = try await world.enter(content(category), as: issuer)
            var report = HitReport()
            (report.place, report.time, report.outcome) = ("Zenda", world.now, .taken)
            _ = try await world.run(ReportHit(), .init(id, report), as: caller(.border, "DEU"))
            let forms = try await world.run(ListForms(), .init(), as: issuer).output.messages
            return (id, try #require(forms.first(where: { $0.message.schengenID == id })).id)
        }
        let object = try await reported(.object)
        _ = try await world.run(SendForm(), .init(object.alert, filled(.P), inReplyTo: object.message), as: issuer)
        #expect(try await world.openTasks(.answerForm).isEmpty)
        let person = try await reported(.judicial)
        let wrong = SendForm.Input(person.alert, filled(.P), inReplyTo: person.message)
        #expect(await world.refusal(SendForm(), wrong, as: issuer)?.kind == .wrongForm)

        var known = SupplementaryContent()
        known.missingPerson = MissingPerson()
        known.missingPerson?.circumstances = "left home"
        #expect(known.form == .M)
        let missing = try await world.enter(content(.missing, "Lost"), as: issuer)
        #expect(await world.refusal(SendForm(), .init(missing, to: ["DEU"], known), as: issuer) == nil)
        #expect(await world.refusal(SendForm(), .init(person.alert, to: ["DEU"], known), as: issuer)?.kind == .wrongForm)
    }

    @Test("59(5), (6): two working days to report wrong data, two months to agree, settled by a correction")
    func wrongData() async throws {
        // 2026-03-02 is a Monday.
        for (seen, late) in [("2026-03-02", false), ("2026-02-26", false), ("2026-02-25", true), ("2026-02-20", true)] {
            let world = SISWorld()
            let id = try await world.enter(content(.arrest), as: issuer)
            let sent = try await world.run(SendForm(), .init(id, filled(.J, seen: day(seen))), as: german).output
            #expect(sent.late == late, "\(seen)")
            #expect(try await world.openTasks(.submitDispute).map(\.deadline.utcDay) == [day(seen).adding(months: 2)])
            #expect(try await world.openTasks(.submitDispute).map(\.memberState) == ["DEU"])
            _ = try await world.run(SendForm(), .init(id, filled(.J, corrected: false), inReplyTo: sent.message), as: issuer)
            #expect(try await world.openTasks(.submitDispute).count == 1)
            _ = try await world.run(SendForm(), .init(id, filled(.J, corrected: true), inReplyTo: sent.message), as: issuer)
            #expect(try await world.openTasks(.submitDispute).isEmpty)
        }
        let world = SISWorld()
        let id = try await world.enter(content(.arrest), as: issuer)
        #expect(await world.refusal(SendForm(), .init(id, filled(.J, seen: day("2026-03-09"))), as: german)?.kind == .contradiction)
    }

    @Test("64: exchanges go on after the alert, between those who had a part in them, and go a year later")
    func kept() async throws {
        let world = SISWorld()
        let id = try await world.enter(content(.arrest), as: issuer)
        _ = try await world.run(SendForm(), .init(id, filled(.M)), as: german)
        _ = try await world.run(DeleteAlert(), .init(id, ground: .purposeAchieved), as: issuer)
        #expect(await world.refusal(SendForm(), .init(id, filled(.M)), as: german) == nil)
        #expect(await world.refusal(SendForm(), .init(id, to: ["DEU"], filled(.M)), as: issuer) == nil)
        #expect(await world.refusal(SendForm(), .init(id, filled(.M)), as: caller(.sirene, "ITA"))?.kind == .notFound)
        world.go(to: "2027-03-02")
        _ = await world.sweep()
        #expect(try await world.run(ReadConversation(), .init(id), as: german).output.messages.count == 3)
        world.go(to: "2027-03-03")
        _ = await world.sweep()
        #expect(try await world.records(SupplementaryMessage.self).isEmpty)
        #expect(await world.refusal(SendForm(), .init(id, filled(.M)), as: german)?.kind == .notFound)
    }
}

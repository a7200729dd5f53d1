import Access
import Identity
import Operations
import Registry
import Testing

@testable import ETIAS

@Suite("What becomes of an authorisation")
struct AuthorisationTests {
    let passport = MachineReadable(number: "AB123456", issuer: CountryCode("BRA")!, dateOfBirth: Day("1990-05-04")!)

    /// Whether an authorisation is in force for a State: what the carriers' gateway is told, a day later.
    func isHeld(_ bench: Bench, _ state: String = "ESP") async throws -> Bool {
        let (day, number) = (bench.now.utcDay, passport.number)
        return try await bench.values(ApplicationFile.self).contains {
            $0.value.form.document.number == number && $0.value.held(on: day, in: CountryCode(state)) != nil
        }
    }

    func border(_ bench: Bench, as caller: Caller = .border) async throws -> StatusReply {
        try await bench.run(CheckAtBorder(), .init(passport), as: caller, for: .borderCheck)
    }

    func limited(_ bench: Bench, _ id: RecordID, as caller: Caller = .spain, _ change: (inout IssueLimited.Input) -> Void = { _ in })
        async throws -> StepReply
    {
        var input = IssueLimited.Input()
        input.application = id
        input.until = Day("2028-01-01")!
        input.justification = "Funeral of the mother."
        change(&input)
        return try await bench.run(IssueLimited(), input, as: caller, version: try await bench.file(id).version)
    }

    func end(
        _ bench: Bench, _ id: RecordID, _ manner: EndAuthorisation.Manner, _ grounds: [RefusalGround] = [.securityRisk],
        _ change: (inout EndAuthorisation.Input) -> Void = { _ in }
    )
        async throws -> StepReply
    {
        var input = EndAuthorisation.Input()
        input.application = id
        input.manner = manner
        input.grounds = grounds
        input.justification = "New evidence of May 2027."
        change(&input)
        return try await bench.run(EndAuthorisation(), input, as: .germany, version: try await bench.file(id).version)
    }

    @Test("Art. 36(5), 45, 47: valid for carrier and border from the first to the last day") func validity() async throws {
        let bench = Bench()
        #expect(try await isHeld(bench) == false)
        #expect(try await border(bench).view == nil)
        _ = try await bench.submit()
        #expect(try await isHeld(bench))
        var view = try #require(try await border(bench).view)
        #expect(view.valid == true && view.daysLeft == nil && view.secondLine == false)
        bench.set("2029-12-02T08:00:00Z")
        view = try #require(try await border(bench).view)
        #expect(view.daysLeft == 89)
        bench.set("2030-03-01T12:00:00Z")
        #expect(try await isHeld(bench))
        bench.set("2030-03-02T12:00:00Z")
        #expect(try await isHeld(bench) == false)
        #expect(try await border(bench).valid == false)
    }

    @Test("Art. 45(2), 47(2): an application under way is nothing that a carrier or a border learns of") func underWay() async throws {
        let bench = Bench()
        _ = try await bench.manual()
        #expect(try await isHeld(bench) == false)
        #expect(try await border(bench).view == nil)
    }

    @Test("Art. 36(2)–(3), 47: flags are shown at the border; the second line check ends its flag") func flags() async throws {
        let bench = Bench()
        let id = try await bench.manual()
        _ = try await bench.decide(id, issue: true) { input in
            var flag = SecondLineFlag()
            flag.reason = "Purpose of the stay"
            input.secondLine = flag
            var other = NoGroundsFlag()
            other.reason = "Hit (h) was of 2026"
            input.noGrounds = other
        }
        let number = try await bench.file(id).value.number
        var view = try #require(try await border(bench).view)
        #expect(view.secondLine == true && view.noGrounds == true)
        var reference = ReadFlagInformation.Input()
        reference.number = number
        let information = try await bench.run(ReadFlagInformation(), reference, as: .border, for: .borderCheck)
        #expect(information.secondLine?.reason == "Purpose of the stay" && information.noGrounds != nil)
        var use = RecordUse.Input()
        use.number = number
        use.use = .entry
        _ = try await bench.run(RecordUse(), use, as: .border, for: .borderCheck)
        _ = try await bench.run(RecordUse(), use, as: .border, for: .borderCheck)
        view = try #require(try await border(bench).view)
        #expect(view.secondLine == false && view.noGrounds == true)
    }

    @Test("Art. 36(2): a consulted State's flag comes with the authorisation, and only if it asked") func flagOnRequest() async throws {
        let bench = Bench()
        let id = try await bench.manual()
        try await bench.consult(id)
        let consultation = try #require(try await bench.values(Consultation.self).first)
        var opinion = GiveOpinion.Input()
        opinion.consultation = consultation.id
        opinion.reasons = "Known, and harmless so far."
        opinion.flagRequested = "Look at the luggage"
        _ = try await bench.run(GiveOpinion(), opinion, as: .germany, version: 1)
        await #expect(throws: Refusal.self) {
            try await bench.decide(id, issue: true) { input in
                input.secondLine = SecondLineFlag()
                input.secondLine?.reason = "x"
                input.secondLine?.atRequestOf = "ESP"
            }
        }
        _ = try await bench.decide(id, issue: true)
        #expect(try await bench.file(id).value.authorisation?.secondLine?.atRequestOf == "DEU")
    }

    @Test("Art. 44: limited validity does not interrupt manual processing, holds where it says, and ends 90 days after the first entry")
    func limitedValidity() async throws {
        let bench = Bench()
        let id = try await bench.manual()
        _ = try await limited(bench, id)
        #expect(try await bench.file(id).value.status == .manual)
        #expect(try await bench.openSteps() == ["decision"])
        #expect(try await isHeld(bench, "ESP"))
        #expect(try await isHeld(bench, "FRA") == false)
        #expect(try await border(bench).valid)
        #expect(try await border(bench, as: .frenchBorder).valid == false)
        bench.set("2027-06-01T10:00:00Z")
        var use = RecordUse.Input()
        use.number = try await bench.file(id).value.number
        _ = try await bench.run(RecordUse(), use, as: .border, for: .borderCheck)
        let held = try #require(try await bench.file(id).value.limited)
        #expect(held.firstEntry == Day("2027-06-01") && held.until == Day("2027-08-29"))
        bench.set("2027-06-20T10:00:00Z")
        _ = try await bench.run(RecordUse(), use, as: .border, for: .borderCheck)
        #expect(try await bench.file(id).value.limited?.until == Day("2027-08-29"))
    }

    @Test("Art. 44(2): further States must have agreed, and the document must last") func limitedRefused() async throws {
        let bench = Bench()
        let id = try await bench.manual()
        let two = [CountryCode("ESP")!, CountryCode("PRT")!]
        await #expect(throws: Refusal.self) { try await limited(bench, id) { $0.territory = two } }
        await #expect(throws: Refusal.self) {
            try await limited(bench, id) {
                $0.territory = [two[1]]
                $0.consents = [two[1]]
            }
        }
        await #expect(throws: Refusal.self) { try await limited(bench, id) { $0.until = Day("2036-01-01")! } }
        await #expect(throws: Refusal.self) { try await limited(bench, id) { $0.from = Day("2027-02-01") } }
        _ = try await limited(bench, id) {
            $0.territory = two
            $0.consents = [two[1]]
        }
        #expect(try await bench.inbox("etiasNational/PRT").map(\.kind) == ["etias.limitedValidity"])
        let issued = try await bench.submit(.complete("B", number: "B1")).application
        await #expect(throws: Refusal.self) { try await limited(bench, issued) }
    }

    @Test("Art. 40–42: annulled or revoked on lasting grounds, told with the way to appeal") func endings() async throws {
        for manner in EndAuthorisation.Manner.allCases {
            let bench = Bench()
            let id = try await bench.submit().application
            await #expect(throws: Refusal.self) { try await end(bench, id, manner, [.noReply]) }
            let done = try await end(bench, id, manner)
            #expect(done.status == (manner == .annul ? .annulled : .revoked))
            #expect(try await isHeld(bench) == false)
            let file = try await bench.file(id).value
            let status = try await bench.run(CheckStatus(), .init(number: file.number, documentNumber: "AB123456"), as: .website)
            #expect(status.notices.last?.contains("appeal") ?? false)
            await #expect(throws: Refusal.self) { try await end(bench, id, manner) }
        }
    }

    @Test("Art. 54(1)(b): what a revocation rested on is gone: so is the file, seven days later") func basis() async throws {
        let bench = Bench()
        let id = try await bench.submit().application
        _ = try await end(bench, id, .revoke, [.refusalAlert]) { input in
            var basis = EndAuthorisation.Basis()
            basis.check = .c
            basis.memberState = CountryCode("DEU")
            basis.reference = "DE-1"
            input.basis = [basis]
        }
        #expect(try await bench.store.read { try $0.find(ApplicationFile.kind, key: ETIASKey.source, value: "SIS/DE-1") } == [id])
        let day = bench.now.utcDay
        try await follow(bench, id, .sourceDeleted(.SIS, reference: "DE-2", on: day))
        #expect(try await bench.file(id).value.sourceDeleted == nil)
        try await follow(bench, id, .sourceDeleted(.SIS, reference: "DE-1", on: day))
        #expect(try await bench.file(id).value.term?.keptUntil == day + 7)
    }

    /// Carries an event out as a follower of a feed would.
    func follow(_ bench: Bench, _ id: RecordID, _ event: SourceEvent) async throws {
        let mandate = bench.runner.policy.mandate(
            forTask: "test", systems: [.ETIAS], actions: [.read, .create, .update, .delete], article: "54", requestID: "r")
        let context = DecisionContext(
            caller: mandate.caller, case: mandate.case, now: bench.now, today: bench.now.utcDay, ids: bench.runner.ids,
            expectedVersion: nil,
            visible: [])
        let decision = try await bench.runner.registry.read(mandate) { reader in
            event.follow(try ApplicationDossier(id, from: reader), in: context)
        }
        guard !decision.changes.isEmpty || !decision.notices.isEmpty else { return }
        _ = try await bench.runner.registry.commit(
            Commit(changes: decision.changes, notices: decision.notices, at: bench.now, by: "SEXTANT"), under: mandate)
    }

    @Test("Art. 41(3)–(5): new alerts and refusals of entry are told to the State that revokes or assesses") func events() async throws {
        let bench = Bench()
        let id = try await bench.submit().application
        try await follow(bench, id, .alertEntered(.refusalAlert, memberState: "ITA"))
        try await follow(bench, id, .entryRefused(memberState: "DEU"))
        // A reported document is looked at by hand; nothing says that the authorisation must go.
        try await follow(bench, id, .alertEntered(.documentReported, memberState: "ESP"))
        #expect(try await bench.inbox("etiasNational/ITA").map(\.kind) == ["etias.revoke"])
        #expect(try await bench.inbox("etiasNational/ESP").map(\.kind) == ["etias.assessRevocation"])
        #expect(try await bench.inbox("etiasNational/DEU").map(\.kind) == ["etias.assessRevocation"])
        #expect(try await bench.file(id).version == 1)
    }

    @Test("Art. 41(8): revoked at the holder's request, while inside only with the exit; and no mark against a new application")
    func onRequest() async throws {
        let bench = Bench()
        let id = try await bench.submit().application
        bench.sources.set { $0.inside = true }
        _ = try await bench.run(RequestRevocation(bench.ports), ApplicationReference(id), as: .website)
        #expect(try await isHeld(bench))
        var use = RecordUse.Input()
        use.number = try await bench.file(id).value.number
        use.use = .exit
        _ = try await bench.run(RecordUse(), use, as: .border, for: .borderCheck)
        #expect(try await bench.file(id).value.lastDecision?.kind == .revokedOnRequest)
        #expect(try await isHeld(bench) == false)
        #expect(try await bench.submit().state == .valid)

        let other = try await bench.submit(.complete("B", number: "B1")).application
        bench.sources.set { $0.inside = false }
        #expect(try await bench.run(RequestRevocation(bench.ports), ApplicationReference(other), as: .website).status == .revoked)
        let third = try await bench.submit(.complete("C", number: "C1")).application
        bench.sources.set { $0.inside = nil }
        #expect(try await bench.run(RequestRevocation(bench.ports), ApplicationReference(third), as: .website).status == .issued)
    }

    @Test("Art. 15(3), 54: told 120 days before the end, erased after it, or three years later with consent") func retention() async throws {
        for consent in [false, true] {
            let bench = Bench()
            let receipt = try await bench.submit()
            bench.set("2029-11-01T08:00:00Z")
            await bench.sweep()
            await bench.sweep()
            #expect(try await bench.inbox("ETIAS-EMAIL").filter { $0.kind == "etias.notify.expiring" }.count == 1)
            var input = SetConsent.Input()
            input.application = receipt.application
            input.consent = consent
            let kept = try await bench.run(SetConsent(), input, as: .website)
            #expect(kept.keptUntil == Day(consent ? "2033-03-01" : "2030-03-01"))
            bench.set("2030-03-01T08:00:00Z")
            await bench.sweep()
            #expect(try await bench.values(ApplicationFile.self).count == 1)
            bench.set("2030-03-02T08:00:00Z")
            await bench.sweep()
            #expect(try await bench.values(ApplicationFile.self).count == (consent ? 1 : 0))
            if consent {
                let status = try await bench.run(CheckStatus(), .init(number: receipt.number, documentNumber: "AB123456"), as: .website)
                #expect(status.state == .expired)
                input.consent = false
                #expect(try await bench.run(SetConsent(), input, as: .website).keptUntil == nil)
                #expect(try await bench.values(ApplicationFile.self).isEmpty)
            }
        }
    }

    @Test("Art. 55: erased in advance, with everything that belongs to it") func advance() async throws {
        let bench = Bench()
        let id = try await bench.manual()
        try await bench.consult(id)
        var input = EraseApplication.Input()
        input.application = id
        input.ground = .unlawful
        #expect(await bench.refusal(EraseApplication(), input, as: .germany, for: .dataSubjectRequest) == .notResponsible)
        input.ground = .leftScope
        _ = try await bench.run(EraseApplication(), input, as: .germany, for: .dataSubjectRequest)
        #expect(try await bench.values(ApplicationFile.self).isEmpty)
        #expect(try await bench.values(Consultation.self).isEmpty)
        #expect(try await bench.values(ETIASTask.self).isEmpty)
    }

    @Test("Art. 31: number and document together, or nothing") func verificationTool() async throws {
        let bench = Bench()
        let receipt = try await bench.submit()
        #expect(await bench.refusal(CheckStatus(), .init(number: receipt.number, documentNumber: "ZZ"), as: .website) == .notFound)
        #expect(await bench.refusal(CheckStatus(), .init(number: "EAAA", documentNumber: "AB123456"), as: .website) == .notFound)
        let status = try await bench.run(CheckStatus(), .init(number: receipt.number, documentNumber: "AB123456"), as: .website)
        #expect(status.state == .valid && status.notices.count == 2)
    }
}

import Access
import Identity
import Operations
import Registry
import Sandbox
import VIS
import Wire

/// Those who want to stay for longer, and the authorities that decide on long-stay visas and residence permits (767/2008 Chapter
/// IIIa): consulates and immigration authorities take in applications, look at the hits, issue, refuse, prolong and end.
final class ResidenceAuthorities: SimulatedActor {
    static let name = "residence"

    private enum Act: Int { case lodge, decide, later }
    /// Decisions that had to wait for hits of others.
    private var attempts: [Int: Int] = [:]

    /// What somebody applies for, and what comes of it.
    private struct Case {
        var state: String
        var isPermit: Bool
        var lodged: Day
        var outcome: Outcome
        var months: Int
        var authority: Caller { Officers.of(isPermit ? .immigration : .visa, state) }
        var purpose: Purpose { isPermit ? .residenceDecision : .visaExamination }
    }
    private enum Outcome { case issued, prolonged, ended, refusedForThreat, refused, closed }

    /// Of those who do not travel for short stays: whoever holds a permit crosses the border without being recorded in the EES.
    private func application(_ person: Int, in world: SimulatedWorld) -> Case? {
        let traveller = world.traveller(person)
        guard traveller.history.stays.isEmpty, traveller.history.refusals.isEmpty, traveller.history.visas.isEmpty else { return nil }
        var g = chance(person, in: world)
        guard g.chance(permille: 250), traveller.person.age(on: world.settings.firstDay) >= 18 else { return nil }
        let ticket = g.below(100)
        return Case(
            state: Officers.states[g.below(Officers.states.count)], isPermit: g.chance(permille: 600),
            lodged: world.settings.firstDay + g.below(max(1, world.settings.days)),
            outcome: ticket < 50
                ? .issued
                : ticket < 65
                    ? .prolonged
                    : ticket < 77
                        ? .ended
                        : ticket < 84
                            ? .refusedForThreat
                            : ticket < 94 ? .refused : .closed,
            months: 3 + g.below(20))
    }

    func plan(_ person: Int, in world: SimulatedWorld) {
        guard let application = application(person, in: world) else { return }
        appoint(Instant(day: application.lodged, secondOfDay: 33_000 + person % 20_000), person, Act.lodge.rawValue, in: world)
    }

    func keep(_ appointment: Appointment, in world: SimulatedWorld) async {
        let person = Int(appointment.person)
        guard let application = application(person, in: world) else { return }
        switch Act(rawValue: Int(appointment.step)) {
        case .lodge: await lodge(person, application, in: world)
        case .decide: await decide(person, application, in: world)
        case .later: await later(person, application, in: world)
        case nil: break
        }
    }

    private func reference(_ person: Int) -> String { "L-\(person)" }
    private var files: [Int: RecordID] = [:]

    private func lodge(_ person: Int, _ application: Case, in world: SimulatedWorld) async {
        let somebody = world.traveller(person).person
        let (identity, officer) = (somebody.identity, application.authority)
        let today = world.today(officer)
        // Whoever has no passport yet applies for nothing.
        guard let document = somebody.documents.first(where: { $0.issued.map { $0 <= today } ?? true && $0.expiry.map { $0 > today } ?? true })
        else { return }
        var input = NewApplication()
        input.sort = application.isPermit ? .residencePermit : .longStayVisa
        input.number = "\(application.state)-L\(person)"
        (input.location, input.place, input.date) = ("Office in \(application.state)", somebody.homeTown, today)
        input.identity = ApplicantIdentity(
            surnames: identity.surnames.isEmpty ? identity.givenNames : identity.surnames,
            givenNames: identity.surnames.isEmpty ? [] : identity.givenNames, dateOfBirth: identity.dateOfBirth,
            sex: identity.sex ?? .unspecified, nationalities: identity.nationalities.isEmpty ? [document.issuer] : identity.nationalities,
            surnamesAtBirth: identity.surnamesAtBirth, placeOfBirth: identity.placeOfBirth, countryOfBirth: identity.countryOfBirth)
        input.documents = [
            ApplicantDocument(
                kind: document.kind, number: document.number, issuer: document.issuer, issued: document.issued, expiry: document.expiry)
        ]
        input.facialImage = ApplicantImage(
            source: .live, format: EESForms.faceFormat, quality: 80, data: EESForms.sample(somebody, position: 0, taking: .consulate))
        var prints = ApplicantFingerprints()
        prints.prints = (1...10).map {
            ApplicantFingerprint(
                position: $0, format: EESForms.fingerprintFormat, quality: 70, data: EESForms.sample(somebody, position: $0, taking: .consulate))
        }
        input.fingerprints = prints
        // Permits are not the consulate's, and long-stay visas not the immigration authority's.
        await world.ask(
            "vis.createLongStayApplication", input.wire, as: Officers.of(.police, application.state), for: .policeCheck, case: reference(person),
            expecting: .refusal(["forbidden"]))
        guard
            let id = await world.ask(
                "vis.createLongStayApplication", input.wire, as: officer, for: application.purpose, case: reference(person)
            ).reply?.body.id("application")
        else { return }
        files[person] = id
        let truth = VisaTruth(
            person: person, number: input.number, owner: application.state, issuer: application.state, lodged: today, created: today,
            documentKey: input.documents.first?.key ?? "", isChild: false, hasSamples: true, previous: [], together: [], isLongStay: true)
        keep(id, truth, in: world)
        let at = world.clock.now.adding(hours: Int64(24 * (3 + person % 25)))
        appoint(at, person, Act.decide.rawValue, in: world)
    }

    private func keep(_ id: RecordID, _ truth: VisaTruth, in world: SimulatedWorld) {
        world.truth.visas[id] = truth
        world.truth.records[id] = Truth.RecordTruth(kind: VIS.ApplicationFile.kind, person: truth.person, lastDay: truth.lastDay)
    }

    /// The file as its authority reads it, its hits looked at; `nil` while somebody else's verification is awaited.
    private func ready(_ person: Int, _ id: RecordID, _ application: Case, in world: SimulatedWorld) async -> Int? {
        for _ in 0..<100 {
            guard
                let reply = await world.ask(
                    "vis.readApplication", .object(["application": .string(id.description)]), as: application.authority,
                    for: application.purpose, case: reference(person)
                ).reply
            else { return nil }
            guard let hit = (reply.body["hits"]?.elements ?? []).first(where: { $0["state"]?.text == "open" }), let place = hit.id("id") else {
                return reply.version
            }
            var input = VerifyReference.Input()
            (input.application, input.hit) = (id, place)
            let about = hit["reference"]?.text ?? ""
            input.corresponds = world.truth.alerts[about]?.person == person || RecordID(about).flatMap { world.truth.records[$0]?.person } == person
            let outcome = await world.ask(
                "vis.verifyReference", input.wire, as: application.authority, for: application.purpose, case: reference(person),
                version: reply.version)
            guard outcome.reply != nil else { return nil }
        }
        return nil
    }

    private func taken(_ application: Case, in world: SimulatedWorld) -> DecisionTaken {
        DecisionTaken(location: "Office in \(application.state)", place: "Capital", decided: world.today(application.authority))
    }

    private func document(_ person: Int, _ application: Case, number: Int, until: Day, in world: SimulatedWorld) -> IssuedDocument? {
        guard let issuer = CountryCode(application.state) else { return nil }
        return IssuedDocument(
            sort: application.isPermit ? .residencePermit : .longStayVisa, number: DocumentNumber(number: "L\(person)X\(number)", issuer: issuer),
            validFrom: world.today(application.authority), validUntil: until)
    }

    private func decide(_ person: Int, _ application: Case, in world: SimulatedWorld) async {
        guard let id = files[person], world.truth.visas[id]?.status == .requested,
            let version = await ready(person, id, application, in: world)
        else { return }
        let decision = taken(application, in: world)
        func run(_ operation: String, _ input: JSON, expecting expectation: SimulatedWorld.Expectation = .reply) async -> JSON? {
            await world.ask(
                operation, input, as: application.authority, for: application.purpose, case: reference(person), version: version,
                expecting: expectation
            ).reply?.body
        }
        switch application.outcome {
        case .issued, .prolonged, .ended:
            var input = IssueLongStay.Input()
            (input.application, input.decision) = (id, decision)
            guard let document = document(person, application, number: 1, until: decision.decided + application.months * 30, in: world) else {
                return
            }
            input.document = document
            guard await run("vis.issueLongStay", input.wire, expecting: .replyOr(["vis/verification-open"])) != nil else {
                // Another authority still looks at a hit (Article 22b(12)).
                attempts[person, default: 0] += 1
                if attempts[person, default: 0] < 30 { appoint(world.clock.now.adding(hours: 48), person, Act.decide.rawValue, in: world) }
                return
            }
            note(id, .issued, decision.decided, document, in: world)
            if application.outcome != .issued {
                appoint(world.clock.now.adding(hours: Int64(24 * (10 + person % 60))), person, Act.later.rawValue, in: world)
            }
        case .refusedForThreat, .refused:
            var input = RefuseLongStay.Input()
            (input.application, input.decision) = (id, decision)
            input.grounds = application.outcome == .refused ? [.other] : [.threat]
            guard await run("vis.refuseLongStay", input.wire) != nil else { return }
            if application.outcome == .refused {
                // After a refusal on other grounds nothing is left (Article 22d(2)).
                world.truth.visas[id] = nil
                world.truth.records[id] = nil
                files[person] = nil
            } else {
                note(id, .refused, decision.decided, nil, in: world)
            }
        case .closed:
            var input = CloseApplication.Input()
            (input.application, input.decision) = (id, decision)
            guard await run("vis.closeApplication", input.wire) != nil else { return }
            note(id, .closed, decision.decided, nil, in: world)
        }
    }

    /// Prolonged, or ended before its time.
    private func later(_ person: Int, _ application: Case, in world: SimulatedWorld) async {
        guard let id = files[person], let truth = world.truth.visas[id], truth.status == .issued, let held = truth.document,
            let version = await world.version(of: id)
        else { return }
        let decision = taken(application, in: world)
        if application.outcome == .prolonged {
            var input = IssueLongStay.Input()
            (input.application, input.decision) = (id, decision)
            let until = max(held.validUntil, decision.decided) + 180
            guard let document = document(person, application, number: 2, until: until, in: world) else { return }
            input.document = document
            // One that ends no later is none (Article 22f).
            var shorter = input
            shorter.document.validUntil = held.validUntil
            if held.validUntil >= shorter.document.validFrom {
                await world.ask(
                    "vis.prolongLongStay", shorter.wire, as: application.authority, for: application.purpose, case: reference(person),
                    version: version, expecting: .refusal(["vis/document-unclear"]))
            }
            let outcome = await world.ask(
                "vis.prolongLongStay", input.wire, as: application.authority, for: application.purpose, case: reference(person), version: version)
            guard outcome.reply != nil else { return }
            note(id, application.isPermit ? .renewed : .extended, decision.decided, document, in: world)
        } else {
            var input = EndLongStay.Input()
            (input.application, input.decision) = (id, decision)
            var g = chance(person, 2, in: world)
            let status: VisaTruth.Status
            switch g.below(3) {
            case 0: (input.ending, status) = (.withdrawn, .withdrawn)
            case 1: (input.ending, status) = (.revoked, .revoked)
            default: (input.ending, status) = (.annulled, .annulled)
            }
            input.grounds = [g.chance(permille: 500) ? .threat : .fraudulentDocuments]
            // Another Member State ends nothing.
            let stranger = Officers.of(application.isPermit ? .immigration : .visa, application.state == "FRA" ? "DEU" : "FRA")
            await world.ask(
                "vis.endLongStay", input.wire, as: stranger, for: application.purpose, case: reference(person), version: version,
                expecting: .refusal(["forbidden", "not-found"]))
            let outcome = await world.ask(
                "vis.endLongStay", input.wire, as: application.authority, for: application.purpose, case: reference(person), version: version)
            guard outcome.reply != nil else { return }
            note(id, status, decision.decided, nil, in: world)
        }
    }

    private func note(_ id: RecordID, _ status: VisaTruth.Status, _ decided: Day, _ document: IssuedDocument?, in world: SimulatedWorld) {
        guard var truth = world.truth.visas[id] else { return }
        truth.events.append(
            VisaTruth.Event(
                at: world.clock.now, status: status, decided: decided,
                document: document.map {
                    VisaTruth.Document(sticker: $0.number.number, validFrom: $0.validFrom, validUntil: $0.validUntil, entries: nil)
                }))
        keep(id, truth, in: world)
    }
}

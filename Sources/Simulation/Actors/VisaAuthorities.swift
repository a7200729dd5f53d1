import Access
import EES
import Identity
import Operations
import Registry
import Sandbox
import VIS
import Wire

/// Consulates that take in applications, alone and in groups, look at the hits of the automated queries and decide; Member
/// States that are consulted and answer or stay silent; authorities that verify hits; and those that annul, revoke and extend
/// what was issued (767/2008).
final class VisaAuthorities: SimulatedActor {
    static let name = "visas"

    private enum Act: Int { case lodge, verify, decide, annul }
    /// Steps from here on belong to these acts: those on a stay by its number, those of a consulted state by its place.
    private static let revoking = 10_000, extending = 20_000, answering = 30_000, wishing = 9_999

    /// Member States that ask to be consulted on, or informed of, visas for nationals of a country.
    private static let wishes: [(state: String, nationality: String, mode: ConsultationRequirement.Mode)] = [
        ("FRA", "DZA", .prior), ("DEU", "IND", .prior), ("DEU", "TUR", .exPost), ("BEL", "MAR", .prior),
        ("ITA", "CHN", .exPost), ("POL", "RUS", .prior), ("NLD", "IND", .prior), ("AUT", "IND", .exPost),
    ]
    /// Whoever wishes so says it a month after the beginning, when what was lodged before is decided.
    private static let wishesAfter = 30

    private func wished(_ mode: ConsultationRequirement.Mode, for nationalities: [CountryCode], besides owner: String) -> [String] {
        Set(
            Self.wishes.filter { wish in
                wish.mode == mode && wish.state != owner && nationalities.contains { $0.text == wish.nationality }
            }.map(\.state)
        ).sorted()
    }

    private func isWished(in world: SimulatedWorld) -> Bool {
        world.clock.now > Instant(day: world.settings.firstDay + Self.wishesAfter, secondOfDay: 500)
    }

    /// Decisions that had to wait, by file.
    private var attempts: [RecordID: Int] = [:]

    // MARK: - Appointments

    func begin(in world: SimulatedWorld) {
        for place in Self.wishes.indices {
            appoint(
                Instant(day: world.settings.firstDay + Self.wishesAfter, secondOfDay: 400 + place), place, Self.wishing,
                in: world)
        }
    }

    func plan(_ person: Int, in world: SimulatedWorld) {
        let traveller = world.traveller(person)
        guard traveller.person.visaRequirement == .required else { return }
        for (number, application) in world.visaApplications(person).enumerated() {
            let day = lodged(application, traveller, in: world)
            // What is older than the simulated time is entered at its beginning.
            let second = day == world.settings.firstDay ? 10 : 30_000 + traveller.person.household.id % 20_000
            appoint(Instant(day: day, secondOfDay: second), person, number * 4 + Act.lodge.rawValue, in: world)
        }
        for (number, stay) in traveller.history.stays.enumerated() {
            guard let visa = stay.visa else { continue }
            var g = chance(person, 500 + number, in: world)
            let length = (stay.exit?.day ?? world.settings.lastDay) - stay.entry.day
            guard length > 8, !traveller.history.visas[visa].hasLimitedTerritory else { continue }
            let day = stay.entry.day + 2 + g.below(length - 5)
            let ticket = g.below(1000)
            if ticket < 15 {
                appoint(Instant(day: day, secondOfDay: 41_000), person, Self.revoking + number, in: world)
            } else if ticket < 30 {
                appoint(Instant(day: day, secondOfDay: 41_000), person, Self.extending + number, in: world)
            }
        }
    }

    /// The day on which an application comes in: not before the simulated time, the passport or the applicant.
    private func lodged(_ application: VisaApplication, _ traveller: Traveller, in world: SimulatedWorld) -> Day {
        let document = traveller.person.documents[application.document]
        return max(
            application.applied, world.settings.firstDay, document.issued ?? application.applied, traveller.person.born + 1)
    }

    func keep(_ appointment: Appointment, in world: SimulatedWorld) async {
        let (person, step) = (Int(appointment.person), Int(appointment.step))
        switch step {
        case Self.wishing: await wish(person, in: world)
        case Self.answering...:
            let place = step - Self.answering
            await answer(person, place / 64, Officers.states[place % 64], in: world)
        case Self.extending...: await extend(person, stay: step - Self.extending, in: world)
        case Self.revoking...: await revoke(person, stay: step - Self.revoking, in: world)
        default:
            let number = step / 4
            switch Act(rawValue: step % 4) {
            case .lodge: await lodge(person, number, in: world)
            case .verify: await verify(person, number, in: world)
            case .decide: await decide(person, number, in: world)
            case .annul: await annul(person, number, in: world)
            case nil: break
            }
        }
    }

    private func wish(_ place: Int, in world: SimulatedWorld) async {
        let wish = Self.wishes[place]
        guard let nationality = CountryCode(wish.nationality) else { return }
        var input = SetConsultationRequirement.Input()
        (input.nationality, input.mode) = (nationality, wish.mode)
        await world.ask(
            "vis.setConsultationRequirement", input.wire, as: Officers.of(.visa, wish.state), for: .visaExamination)
    }

    // MARK: - Applications

    private func file(_ person: Int, _ number: Int, in world: SimulatedWorld) -> (id: RecordID, truth: VisaTruth)? {
        let applications = world.visaApplications(person)
        guard applications.indices.contains(number) else { return nil }
        for id in world.truth.visaFiles[person] ?? [] {
            if let truth = world.truth.visas[id], truth.number == applications[number].number { return (id, truth) }
        }
        return nil
    }

    private func lodge(_ person: Int, _ number: Int, in world: SimulatedWorld) async {
        let applications = world.visaApplications(person)
        guard applications.indices.contains(number) else { return }
        let (application, traveller) = (applications[number], world.traveller(person))
        let consulate = Officers.of(.visa, application.state.text)
        let input = form(application, traveller, in: world)
        var g = chance(person, number, in: world)
        if g.chance(permille: 60) {
            // Whoever guards a border takes in no application.
            await world.ask(
                "vis.createApplication", input.wire, as: Officers.of(.border, application.state.text), for: .borderCheck,
                case: reference(person, number), expecting: .refusal(["forbidden"]))
        }
        guard
            let body = await world.ask(
                "vis.createApplication", input.wire, as: consulate, for: .visaExamination, case: reference(person, number)
            ).reply?.body, let id = body.id("application")
        else { return }
        let truth = VisaTruth(
            person: person, number: application.number, owner: application.state.text, issuer: application.state.text,
            lodged: input.date, created: world.today(consulate), documentKey: input.documents.first?.key ?? "",
            isChild: (input.identity.dateOfBirth?.greatestAge(on: input.date) ?? 199) < 12,
            hasSamples: true, previous: Set(input.previous), together: Set(input.together.map(\.application)))
        world.truth.visas[id] = truth
        world.truth.visaFiles[person, default: []].append(id)
        for other in truth.together { world.truth.visaLinks[other, default: []].insert(id) }
        world.truth.records[id] = Truth.RecordTruth(
            kind: VIS.ApplicationFile.kind, person: person, lastDay: truth.lastDay)
        compare(body, input, id, truth, by: consulate, in: world)
        await consult(body, input, id, person, number, by: consulate, in: world)
        let decided = max(application.decided, world.clock.now.utcDay)
        let at = decided == world.clock.now.utcDay ? world.clock.now : Instant(day: decided, secondOfDay: 30_000 + person % 20_000)
        // One authority in eight leaves its hits lying, until their terms are over.
        if g.chance(permille: 875) {
            let soon = at.milliseconds - world.clock.now.milliseconds > 86_400_000
            appoint(world.clock.now.adding(hours: soon ? 20 : 0), person, number * 4 + Act.verify.rawValue, in: world)
        }
        appoint(at, person, number * 4 + Act.decide.rawValue, in: world)
    }

    private func reference(_ person: Int, _ number: Int) -> String { "V-\(person)-\(number)" }

    private func form(_ application: VisaApplication, _ traveller: Traveller, in world: SimulatedWorld) -> NewApplication {
        let (person, identity) = (traveller.person, traveller.person.identity)
        let document = person.documents[application.document]
        var input = NewApplication()
        input.number = application.number
        (input.location, input.place) = ("Consulate in \(person.homeTown)", person.homeTown)
        input.date = min(
            lodged(application, traveller, in: world),
            max(application.applied, document.issued ?? application.applied, person.born + 1))
        input.identity = ApplicantIdentity(
            surnames: identity.surnames.isEmpty ? identity.givenNames : identity.surnames,
            givenNames: identity.surnames.isEmpty ? [] : identity.givenNames, dateOfBirth: identity.dateOfBirth,
            sex: identity.sex ?? .unspecified,
            nationalities: identity.nationalities.isEmpty ? [document.issuer] : identity.nationalities,
            surnamesAtBirth: identity.surnamesAtBirth, placeOfBirth: identity.placeOfBirth,
            countryOfBirth: identity.countryOfBirth)
        input.documents = [
            ApplicantDocument(
                kind: document.kind, number: document.number, issuer: document.issuer, issued: document.issued,
                expiry: document.expiry)
        ]
        let visa = visa(of: application, traveller)
        input.form.destinations = [application.state]
        input.form.stayDays = visa?.days ?? (application.intended.upperBound - application.intended.lowerBound + 1)
        input.form.purposes = [.tourism]
        (input.form.arrival, input.form.departure) = (application.intended.lowerBound, application.intended.upperBound)
        input.form.firstEntry = application.state
        input.form.homeAddress = Address(lines: "1 Main Street", city: person.homeTown, country: document.issuer)
        input.form.notApplicable = [.jobGroup]
        input.form.euFamily = traveller.history.isFamilyMember
        let age = input.identity.dateOfBirth?.greatestAge(on: input.date) ?? 199
        if age < 18 {
            input.form.guardian = Guardian(surname: identity.surnames.first ?? "Parent", givenNames: "Guardian")
            var safeguards = MinorSafeguards()
            (safeguards.trainedStaff, safeguards.accompanied, safeguards.withoutForce) = (true, true, true)
            input.minorSafeguards = safeguards
        }
        input.facialImage = ApplicantImage(
            source: .live, format: EESForms.faceFormat, quality: 80, data: EESForms.sample(person, position: 0, taking: .consulate))
        let known = (world.truth.visaFiles[person.index] ?? []).filter { world.truth.visas[$0] != nil }
        input.previous = known
        if age >= 6 { input.fingerprints = fingerprints(person, age, known.last, on: input.date, in: world) }
        let others = application.group.filter { $0 != person.index }
        input.together = others.compactMap { other in
            (world.truth.visaFiles[other] ?? []).last { id in
                world.truth.visas[id].map { $0.lodged == input.date && $0.owner == application.state.text } ?? false
            }.map { TravelLink($0, .groupMember) }
        }
        return input
    }

    /// Ten fingers, or those of the application before where they are not too old (Visa Code, Article 13).
    private func fingerprints(
        _ person: Person, _ age: Int, _ earlier: RecordID?, on day: Day, in world: SimulatedWorld
    ) -> ApplicantFingerprints {
        var given = ApplicantFingerprints()
        if age > 75 {
            given.absence = .aboveAge
        } else if let earlier, age >= 30 {
            given.copyFrom = earlier
        } else {
            given.prints = (1...10).map {
                ApplicantFingerprint(
                    position: $0, format: EESForms.fingerprintFormat, quality: 70, data: EESForms.sample(person, position: $0, taking: .consulate))
            }
        }
        return given
    }

    private func visa(of application: VisaApplication, _ traveller: Traveller) -> SyntheticVisa? {
        guard case .issued(let place) = application.outcome else { return nil }
        return traveller.history.visas[place]
    }

    /// What the consulate is told of other systems, held against the alerts that stand: a refusal of entry is named, an arrest
    /// is further verification without a name, and of the rest there is no trace (Article 9a(9)–(11)).
    private func compare(
        _ body: JSON, _ input: NewApplication, _ id: RecordID, _ truth: VisaTruth, by consulate: Caller, in world: SimulatedWorld
    ) {
        let references = Set((body["hits"]?.elements ?? []).compactMap { $0["reference"]?.text })
        let today = world.today(consulate)
        for number in world.truth.alertNumbers[truth.person] ?? [] {
            guard let alert = world.truth.alerts[number], alert.documents.contains(where: { $0.key == truth.documentKey }),
                alert.isLive(on: today), alert.hidden == nil
            else { continue }
            switch alert.category {
            case "refusal", "entryBan", "restrictiveMeasure", "return":
                if !references.contains(number) { world.complain("truth", "the VIS did not find the alert \(number)") }
            case "arrest":
                if references.contains(number) { world.complain("rights", "the consulate is told of an arrest (VIS 9a(10))") }
                if body["furtherVerification"] != .bool(true) {
                    world.complain("truth", "the VIS did not find the alert \(number)")
                }
            default:
                if references.contains(number) {
                    world.complain("rights", "the file tells of a \(alert.category) alert (VIS 9a(11))")
                }
            }
        }
        let late = world.today(consulate) > input.date.adding(workingDays: 3)
        if (body["createdLate"] == .bool(true)) != late {
            world.complain("truth", "application \(truth.number) of \(input.date) was created late or not (VIS 8(1))")
        }
    }

    // MARK: - Consultation

    private func consult(
        _ body: JSON, _ input: NewApplication, _ id: RecordID, _ person: Int, _ number: Int, by consulate: Caller,
        in world: SimulatedWorld
    ) async {
        let owner = consulate.memberState ?? ""
        let said = (body["consulted"]?.elements ?? []).compactMap(\.text)
        let wished = isWished(in: world) ? wished(.prior, for: input.identity.nationalities, besides: owner) : []
        if said != wished { world.complain("truth", "\(said) were consulted and \(wished) wish so") }
        for state in said {
            expect("vis.consultation", to: state, about: id, in: world)
            // The last hour of the seventh day after, where the State consulted is (Visa Code, Article 22(2)).
            let local = world.clock.now.day(minutesEastOfUTC: StateTime.minutesEastOfUTC(state, at: world.clock.now)) + 7
            world.truth.clocks[id, default: []].append(
                Truth.ClockTruth(notice: "vis.expired", recipient: owner, dueOn: local, grace: 1))
            guard let place = Officers.states.firstIndex(of: state) else { continue }
            var g = chance(person, 700 + number * 64 + place, in: world)
            // One in five stays silent.
            if g.chance(permille: 800) {
                appoint(
                    world.clock.now.adding(hours: Int64(10 + g.below(110))), person, Self.answering + number * 64 + place,
                    in: world)
            }
        }
    }

    private func expect(_ kind: String, to state: String, about id: RecordID, in world: SimulatedWorld) {
        world.truth.visaMessages[.init(kind: kind, recipient: state, application: id), default: 0] += 1
    }

    private func answer(_ person: Int, _ number: Int, _ state: String, in world: SimulatedWorld) async {
        guard let (id, truth) = file(person, number, in: world) else { return }
        var input = AnswerConsultation.Input()
        input.application = id
        var g = chance(person, 800 + number, in: world)
        if g.chance(permille: 100) { input.objection = .internalSecurity }
        let stranger = Officers.states.first { $0 != state && $0 != truth.owner && !Self.wishes.map(\.state).contains($0) } ?? "MLT"
        // Nobody else's reply is awaited.
        await world.ask(
            "vis.answerConsultation", input.wire, as: Officers.of(.visa, stranger), for: .visaExamination,
            case: reference(person, number), expecting: .refusal(["vis/no-opinion-asked"]))
        let waits = truth.status == .requested
        let outcome = await world.ask(
            "vis.answerConsultation", input.wire, as: Officers.of(.visa, state), for: .visaExamination,
            case: reference(person, number), expecting: waits ? .reply : .refusal(["vis/no-opinion-asked"]))
        guard outcome.reply != nil else { return }
        expect("vis.consultationReply", to: truth.owner, about: id, in: world)
        ended(id, of: state, in: world)
    }

    /// The clock of a consultation has stopped: by an answer, or because nobody needs one any more.
    private func ended(_ id: RecordID, of state: String?, in world: SimulatedWorld) {
        let today = world.clock.now.utcDay
        guard var clocks = world.truth.clocks[id] else { return }
        // All clocks of a file end on the same day and tell the same authority: the first that runs is the one.
        if state == nil {
            for place in clocks.indices where clocks[place].done == nil && clocks[place].dueOn >= today { clocks[place].done = today }
        } else if let place = clocks.firstIndex(where: { $0.done == nil }) {
            clocks[place].done = today
        }
        world.truth.clocks[id] = clocks
    }

    // MARK: - Hits

    /// Whether what another system holds is about the applicant: looked up in what really happened.
    private func isAbout(_ person: Int, _ reference: String, in world: SimulatedWorld) -> Bool {
        if let alert = world.truth.alerts[reference] { return alert.person == person }
        guard let id = RecordID(reference) else { return false }
        if let owner = world.truth.persons[id] { return owner == person }
        if let record = world.truth.records[id] { return record.person == person }
        if let authorisation = world.truth.authorisations[id] { return authorisation.person == person }
        return world.truth.files[person]?.stays.contains { $0.record == id } ?? false
    }

    private func verify(_ person: Int, _ number: Int, in world: SimulatedWorld) async {
        guard let (id, truth) = file(person, number, in: world) else { return }
        let bureau = Officers.of(.sirene, truth.owner)
        guard
            let lines = await world.ask(
                "vis.listVerifications", .object([:]), as: bureau, for: .supplementaryInformation,
                case: reference(person, number)
            ).reply?.body["verifications"]?.elements
        else { return }
        for line in lines {
            guard let verification = line.id("verification"), line["confirmed"] != .bool(true) else { continue }
            let named = JSON.object(["verification": .string(verification.description)])
            guard
                let body = await world.ask(
                    "vis.readVerification", named, as: bureau, for: .supplementaryInformation, case: reference(person, number)
                ).reply?.body, body.at("hit", "application")?.text == id.description
            else { continue }
            // The bureau of another Member State sees nothing of it.
            let stranger = Officers.of(.sirene, truth.owner == "FRA" ? "DEU" : "FRA")
            await world.ask(
                "vis.readVerification", named, as: stranger, for: .supplementaryInformation, case: reference(person, number),
                expecting: .refusal(["forbidden", "not-found"]))
            var input = VerifyHit.Input()
            input.verification = verification
            input.corresponds = isAbout(person, body.at("hit", "reference")?.text ?? "", in: world)
            let next = await world.ask(
                "vis.verifyHit", input.wire, as: bureau, for: .supplementaryInformation, case: reference(person, number)
            ).reply?.body["next"]?.text
            if next == nil { continue }
            if next == "reasonedOpinion" {
                var g = chance(person, 900 + number, in: world)
                var opinion = GiveOpinion.Input()
                opinion.verification = verification
                opinion.threat = g.chance(permille: 300)
                opinion.reasons = "Looked at individually; see the file of the bureau."
                await world.ask(
                    "vis.giveOpinion", opinion.wire, as: bureau, for: .supplementaryInformation, case: reference(person, number))
            }
        }
    }

    // MARK: - Decisions

    private func taken(_ by: Caller, in world: SimulatedWorld) -> DecisionTaken {
        DecisionTaken(location: "Office of \(by.authority)", place: "Capital", decided: world.today(by))
    }

    /// The file as the visa authority reads it now, with what it says of other systems.
    private func read(_ id: RecordID, by authority: Caller, case reference: String, in world: SimulatedWorld) async -> OperationReply? {
        await world.ask(
            "vis.readApplication", JSON.object(["application": .string(id.description)]), as: authority, for: .visaExamination,
            case: reference
        ).reply
    }

    private func decide(_ person: Int, _ number: Int, in world: SimulatedWorld) async {
        guard let (id, truth) = file(person, number, in: world), truth.status == .requested else { return }
        let application = world.visaApplications(person)[number]
        let consulate = Officers.of(.visa, truth.owner)
        let refused = await verifyReferences(person, number, id, by: consulate, in: world)
        guard let reply = await read(id, by: consulate, case: reference(person, number), in: world) else { return }
        let threat = (reply.body["opinions"]?.elements ?? []).contains { $0["threat"] == .bool(true) }
        compareLinks(reply.body, id, in: world)
        if refused || threat {
            await refuse(person, number, id, reply.version, [refused ? .alertForRefusal : .threat], by: consulate, in: world)
            return
        }
        switch application.outcome {
        case .withdrawn:
            var input = CloseApplication.Input()
            input.application = id
            input.decision = taken(consulate, in: world)
            let outcome = await world.ask(
                "vis.closeApplication", input.wire, as: consulate, for: .visaExamination, case: reference(person, number),
                version: reply.version)
            note(outcome.reply?.body, id, .closed, input.decision.decided, in: world)
            if outcome.reply != nil { ended(id, of: nil, in: world) }
        case .refused(let grounds):
            await refuse(person, number, id, reply.version, grounds.compactMap { Self.grounds[$0] }, by: consulate, in: world)
        case .issued(let place):
            await issue(person, number, id, reply.version, world.traveller(person), place, by: consulate, in: world)
        }
    }

    private static let grounds: [String: VIS.RefusalGround] = [
        "ai": .falseDocument, "aii": .purposeNotJustified, "aiii": .meansNotProven, "avi": .threat,
        "b": .informationNotReliable,
    ]

    /// The consulate looks at what its file names. Returns whether there is an alert for which a visa must be refused
    /// (Visa Code, Article 32(1)(a)(v)).
    private func verifyReferences(
        _ person: Int, _ number: Int, _ id: RecordID, by consulate: Caller, in world: SimulatedWorld
    ) async -> Bool {
        var mustRefuse = false
        for _ in 0..<100 {
            guard let reply = await read(id, by: consulate, case: reference(person, number), in: world) else { return mustRefuse }
            let hits = reply.body["hits"]?.elements ?? []
            if hits.contains(where: { $0["point"]?.text == "sisRefusal" && $0["state"]?.text == "confirmed" }) { mustRefuse = true }
            guard let hit = hits.first(where: { $0["state"]?.text == "open" }), let place = hit.id("id") else { return mustRefuse }
            var input = VerifyReference.Input()
            (input.application, input.hit) = (id, place)
            input.corresponds = isAbout(person, hit["reference"]?.text ?? "", in: world)
            let outcome = await world.ask(
                "vis.verifyReference", input.wire, as: consulate, for: .visaExamination, case: reference(person, number),
                version: reply.version)
            guard outcome.reply != nil else { return mustRefuse }
        }
        return mustRefuse
    }

    private func refuse(
        _ person: Int, _ number: Int, _ id: RecordID, _ version: Int?, _ grounds: [VIS.RefusalGround], by consulate: Caller,
        in world: SimulatedWorld
    ) async {
        var input = RefuseVisa.Input()
        input.application = id
        input.decision = taken(consulate, in: world)
        input.grounds = grounds.isEmpty ? [.informationNotReliable] : grounds
        let outcome = await world.ask(
            "vis.refuseVisa", input.wire, as: consulate, for: .visaExamination, case: reference(person, number), version: version)
        note(outcome.reply?.body, id, .refused, input.decision.decided, in: world)
        if outcome.reply != nil { ended(id, of: nil, in: world) }
    }

    private func issue(
        _ person: Int, _ number: Int, _ id: RecordID, _ version: Int?, _ traveller: Traveller, _ place: Int,
        by consulate: Caller, in world: SimulatedWorld
    ) async {
        let visa = traveller.history.visas[place]
        var input = IssueVisa.Input()
        input.application = id
        input.decision = taken(consulate, in: world)
        let issuer = visa.issuer
        var territory: [CountryCode] = []
        if visa.hasLimitedTerritory {
            territory = Set([issuer] + traveller.history.stays.filter { $0.visa == place }.map(\.entry.point.state)).sorted()
        }
        input.document = IssuedDocument(
            sort: visa.hasLimitedTerritory ? .limitedTerritoryBeyondLimit : .uniform,
            number: DocumentNumber(number: visa.stickerNumber, issuer: issuer), territory: territory, validFrom: visa.validFrom,
            validUntil: visa.validUntil,
            entries: visa.entries == .one ? .one : visa.entries == .two ? .two : .multiple,
            days: min(visa.days, visa.validUntil - visa.validFrom + 1))
        input.document.euFamily = traveller.history.isFamilyMember
        let outcome = await world.ask(
            "vis.issueVisa", input.wire, as: consulate, for: .visaExamination, case: reference(person, number), version: version,
            expecting: .replyOr(["vis/consultation-open", "vis/verification-open"]))
        guard let reply = outcome.reply else {
            // Others are awaited: again in two days, until the journey would have begun.
            attempts[id, default: 0] += 1
            if attempts[id, default: 0] < 8 {
                appoint(world.clock.now.adding(hours: 48), person, number * 4 + Act.decide.rawValue, in: world)
            } else {
                await refuse(person, number, id, version, [.informationNotReliable], by: consulate, in: world)
            }
            return
        }
        if world.truth.clocks[id]?.contains(where: { $0.done == nil && $0.dueOn > world.clock.now.utcDay }) ?? false {
            world.complain("deadlines", "a visa was issued before a consulted Member State has answered (Visa Code 22)")
        }
        let document = VisaTruth.Document(
            sticker: visa.stickerNumber, validFrom: visa.validFrom, validUntil: visa.validUntil, entries: input.document.entries?.limit,
            territory: Set(territory.map(\.text)))
        note(reply.body, id, .issued, input.decision.decided, document, in: world)
        world.truth.stickers[VisaTruth.key(issuer.text, visa.stickerNumber)] = id
        if isWished(in: world) {
            for state in wished(.exPost, for: traveller.person.identity.nationalities, besides: consulate.memberState ?? "") {
                expect("vis.visaIssued", to: state, about: id, in: world)
            }
        }
        await tooLate(person, number, id, in: world)
        // A few are annulled before anybody has travelled.
        var g = chance(person, 950 + number, in: world)
        let use = traveller.history.stays.first { $0.visa == place }?.entry.day ?? visa.validFrom
        let gap = use - world.clock.now.utcDay
        if g.chance(permille: 8), gap > 3 {
            appoint(
                Instant(day: world.clock.now.utcDay + 1 + g.below(gap - 2), secondOfDay: 42_000), person,
                number * 4 + Act.annul.rawValue, in: world)
        }
    }

    /// Nothing follows twice on an application.
    private func tooLate(_ person: Int, _ number: Int, _ id: RecordID, in world: SimulatedWorld) async {
        var g = chance(person, 960 + number, in: world)
        guard g.chance(permille: 40), let truth = world.truth.visas[id] else { return }
        let consulate = Officers.of(.visa, truth.owner)
        var input = RefuseVisa.Input()
        input.application = id
        input.decision = taken(consulate, in: world)
        input.grounds = [.threat]
        await world.ask(
            "vis.refuseVisa", input.wire, as: consulate, for: .visaExamination, case: reference(person, number),
            version: await world.version(of: id), expecting: .refusal(["vis/status-does-not-follow"]))
    }

    private func note(
        _ body: JSON?, _ id: RecordID, _ status: VisaTruth.Status, _ decided: Day, _ document: VisaTruth.Document? = nil,
        in world: SimulatedWorld
    ) {
        guard let body, var truth = world.truth.visas[id] else { return }
        truth.events.append(VisaTruth.Event(at: world.clock.now, status: status, decided: decided, document: document))
        world.truth.visas[id] = truth
        world.truth.records[id]?.lastDay = truth.lastDay
        if body["status"]?.text != status.rawValue {
            world.complain("truth", "application \(truth.number) is \(body["status"]?.text ?? "-") and not \(status.rawValue)")
        }
        if body.day("keptUntil") != truth.lastDay {
            world.complain(
                "erasure",
                "application \(truth.number) is kept until \(body.day("keptUntil")?.description ?? "-") and not \(truth.lastDay)")
        }
    }

    /// Links stand in both files, whichever was created later (Article 8(3)–(4)).
    private func compareLinks(_ body: JSON, _ id: RecordID, in world: SimulatedWorld) {
        guard let truth = world.truth.visas[id] else { return }
        let together = Set((body["together"]?.elements ?? []).compactMap { $0.id("application") })
        let previous = Set((body["previous"]?.elements ?? []).compactMap { $0.text.flatMap { RecordID($0) } })
        let naming = truth.together.union(world.truth.visaLinks[id] ?? [])
        if together != naming {
            world.complain("truth", "application \(truth.number) shows \(together.count) who apply together and not \(naming.count)")
        }
        if !truth.previous.isSubset(of: previous) {
            world.complain("truth", "application \(truth.number) does not show those before it")
        }
    }

    // MARK: - After the visa

    private func annul(_ person: Int, _ number: Int, in world: SimulatedWorld) async {
        guard let (id, truth) = file(person, number, in: world), truth.status.isInForce else { return }
        await end(id, truth, .annulled, case: reference(person, number), in: world)
        await world.follow()
    }

    private func revoke(_ person: Int, stay number: Int, in world: SimulatedWorld) async {
        guard let found = inside(person, stay: number, in: world) else { return }
        let before = found.end
        guard await end(found.id, found.truth, .revoked, case: "V-\(person)-s\(number)", in: world) else { return }
        await world.follow()
        // The stay ends with the decision, or has ended before it (2017/2226 Article 19(1)).
        guard let decided = world.truth.visas[found.id]?.events.last?.decided,
            let stay = world.truth.files[person]?.stays[found.place]
        else { return }
        world.truth.files[person]?.stays[found.place].decidedEnd =
            before.map { min($0, decided) } ?? (stay.isFamilyMember ? decided : stay.entry.map { $0 - 1 })
    }

    /// A stay that lasts, on a visa in force, on which nothing was decided yet.
    private func inside(
        _ person: Int, stay number: Int, in world: SimulatedWorld
    ) -> (id: RecordID, truth: VisaTruth, place: Int, end: Day?)? {
        guard let file = world.truth.files[person], let place = file.stays.firstIndex(where: { $0.number == number }),
            file.stays[place].record != nil, file.stays[place].exit == nil, let entry = file.stays[place].entry,
            file.stays[place].decidedEnd == nil, let visa = file.stays[place].visa,
            let id = world.truth.stickers[VisaTruth.key(visa.sticker.issuer.text, visa.sticker.number)],
            let truth = world.truth.visas[id], truth.status.isInForce
        else { return nil }
        return (id, truth, place, Recount(file.stays, on: entry)?.authorisedEnd)
    }

    @discardableResult
    private func end(
        _ id: RecordID, _ truth: VisaTruth, _ status: VisaTruth.Status, case reference: String, in world: SimulatedWorld
    ) async -> Bool {
        var g = chance(truth.person, 970 + truth.events.count, in: world)
        // The authority of whichever Member State.
        let authority = Officers.of(.visa, g.chance(permille: 500) ? truth.owner : Officers.states[g.below(Officers.states.count)])
        guard let version = await read(id, by: authority, case: reference, in: world)?.version else { return false }
        var input = EndedVisa()
        input.application = id
        input.decision = taken(authority, in: world)
        input.grounds = [status == .annulled ? .falseDocument : .purposeNotJustified]
        let operation = status == .annulled ? "vis.annulVisa" : "vis.revokeVisa"
        await world.ask(
            operation, input.wire, as: Officers.of(.police, authority.memberState), for: .policeCheck, case: reference,
            version: version, expecting: .refusal(["forbidden"]))
        let outcome = await world.ask(
            operation, input.wire, as: authority, for: .visaExamination, case: reference, version: version)
        guard let body = outcome.reply?.body else { return false }
        note(body, id, status, input.decision.decided, in: world)
        // Whoever issued it is told (Article 13(4)).
        expect("vis.decision", to: truth.owner, about: id, in: world)
        return true
    }

    private func extend(_ person: Int, stay number: Int, in world: SimulatedWorld) async {
        guard let found = inside(person, stay: number, in: world), var document = found.truth.document, let end = found.end else { return }
        var g = chance(person, 980 + number, in: world)
        let days = 3 + g.below(20)
        let state = world.truth.files[person]?.stays[found.place].state ?? found.truth.owner
        let authority = Officers.of(.visa, state)
        guard end >= world.today(authority),
            let version = await read(found.id, by: authority, case: "V-\(person)-s\(number)", in: world)?.version
        else { return }
        var input = ExtendVisa.Input()
        input.application = found.id
        input.decision = taken(authority, in: world)
        input.grounds = [.seriousPersonal]
        input.number = DocumentNumber(number: "X\(document.sticker)", issuer: CountryCode(state) ?? .unspecified)
        input.validFrom = document.validFrom
        input.validUntil = max(document.validUntil, end + days)
        input.extensionDays = days
        let outcome = await world.ask(
            "vis.extendVisa", input.wire, as: authority, for: .visaExamination, case: "V-\(person)-s\(number)", version: version)
        guard let body = outcome.reply?.body else { return }
        document.validUntil = input.validUntil
        document.sticker = input.number.number
        note(body, found.id, .extended, input.decision.decided, document, in: world)
        world.truth.stickers[VisaTruth.key(state, document.sticker)] = found.id
        await world.follow()
        if world.truth.files[person]?.stays[found.place].isFamilyMember == false {
            world.truth.files[person]?.stays[found.place].decidedEnd = end + days
        }
    }
}

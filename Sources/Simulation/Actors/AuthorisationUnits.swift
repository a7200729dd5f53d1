import Access
import ETIAS
import Identity
import Operations
import Registry
import Sandbox
import Wire

/// Applicants for a travel authorisation, the Central Unit that verifies hits, the National Units that decide, some of which
/// stay silent, and the border guards who look whether somebody has one (2018/1240).
final class AuthorisationUnits: SimulatedActor {
    static let name = "authorisations"

    private enum Act: Int { case submit, verify, decide, check, end, withdraw }
    private static let acts = 8

    private struct Case {
        var id: RecordID
        var state: String?
    }
    private var cases: [Int: [Int: Case]] = [:]

    func plan(_ person: Int, in world: SimulatedWorld) {
        for (number, application) in world.population.authorisationApplications(of: world.traveller(person))
            .enumerated()
        {
            // Not before the simulated time, the document or the applicant.
            let traveller = world.traveller(person).person
            let issued = traveller.documents[application.document].issued ?? world.settings.firstDay
            let day = max(application.applied, world.settings.firstDay, issued, traveller.born + 1)
            appoint(Instant(day: day, secondOfDay: 20_000 + person % 40_000), person, number * Self.acts, in: world)
        }
    }

    func keep(_ appointment: Appointment, in world: SimulatedWorld) async {
        let (person, number) = (Int(appointment.person), Int(appointment.step) / Self.acts)
        let applications = world.population.authorisationApplications(of: world.traveller(person))
        guard applications.indices.contains(number) else { return }
        switch Act(rawValue: Int(appointment.step) % Self.acts) {
        case .submit: await submit(person, number, applications[number], in: world)
        case .verify: await verify(person, number, in: world)
        case .decide: await decide(person, number, in: world)
        case .check: await check(person, applications[number], in: world)
        case .end: await end(person, number, in: world)
        case .withdraw: await withdraw(person, number, in: world)
        case nil: break
        }
    }

    private let applicantService = Officers.of(.operator_, nil)

    private func submit(_ person: Int, _ number: Int, _ application: AuthorisationApplication, in world: SimulatedWorld)
        async
    {
        let today = world.clock.now.utcDay
        guard let form = form(person, application, on: today, in: world) else { return }
        var input = SubmitApplication.Input()
        input.form = form
        input.ipAddress = "192.0.2.\(person % 250 + 1)"
        if Fee.exemption(form, on: today) == nil {
            input.payment = FeePayment(cents: Fee.cents, reference: "PAY-\(person)-\(number)")
        }
        let reply = await world.ask(
            "etias.submitApplication", input.wire, as: applicantService, for: .etiasProcessing, case: "E-\(person)",
            expecting: .replyOr([
                "etias/out-of-scope", "etias/document-expired", "etias/application-pending",
                "etias/authorisation-still-valid",
            ])
        ).reply
        guard let body = reply?.body, let id = body.id("application") else { return }
        cases[person, default: [:]][number] = Case(id: id)
        world.truth.authorisations[id] = AuthorisationTruth(
            person: person, documentKey: form.document.key, expiry: form.document.expiry)
        world.truth.authorisationFiles[person, default: []].append(id)
        note(
            id, body["state"]?.text == "valid" ? .issued : .verification, until: body.day("validUntil"), in: world)
        var g = chance(person, number, in: world)
        if body["state"]?.text == "beingProcessed" {
            // One unit in seven stays silent, so that its clock runs out.
            if g.chance(permille: 860) {
                appoint(
                    world.clock.now.adding(hours: Int64(1 + g.below(10))), person, number * Self.acts + Act.verify.rawValue,
                    in: world)
            }
        }
        appoint(world.clock.now.adding(hours: 200), person, number * Self.acts + Act.check.rawValue, in: world)
    }

    /// Puts down how an application stands from now on, and looks at the validity of what was issued.
    private func note(_ id: RecordID, _ status: AuthorisationTruth.Status, until: Day? = nil, in world: SimulatedWorld) {
        guard var truth = world.truth.authorisations[id] else { return }
        let isIssued = status == .issued && truth.status != .issued
        truth.events.append(
            AuthorisationTruth.Event(at: world.clock.now, status: status, until: isIssued ? until : nil))
        world.truth.authorisations[id] = truth
        guard isIssued else { return }
        let today = world.clock.now.utcDay
        if until != truth.validity(from: today) {
            world.complain("truth", "an authorisation of \(today) is valid until \(until?.description ?? "-") (ETIAS 36(5))")
        }
        // A few are ended by a National Unit, or at the holder's own wish.
        var g = chance(truth.person, 30 + (world.truth.authorisationFiles[truth.person]?.count ?? 0), in: world)
        let ticket = g.below(1000)
        guard ticket < 24, let number = cases[truth.person]?.first(where: { $0.value.id == id })?.key else { return }
        appoint(
            world.clock.now.adding(hours: Int64(24 * (2 + g.below(150)))), truth.person,
            number * Self.acts + (ticket < 12 ? Act.end : Act.withdraw).rawValue, in: world)
    }

    private func noteStep(_ id: RecordID, _ body: JSON?, in world: SimulatedWorld) {
        guard let body, let status = body["status"]?.text.flatMap({ AuthorisationTruth.Status(rawValue: $0) }) else { return }
        note(id, status, until: body.day("validUntil"), in: world)
    }

    /// A National Unit annuls or revokes (2018/1240 Articles 40, 41).
    private func end(_ person: Int, _ number: Int, in world: SimulatedWorld) async {
        guard let known = cases[person]?[number], world.truth.authorisations[known.id]?.status == .issued,
            let version = await world.version(of: known.id)
        else { return }
        var g = chance(person, 40 + number, in: world)
        let unit = Officers.of(.etiasNational, Officers.states[g.below(Officers.states.count)])
        var input = EndAuthorisation.Input()
        input.application = known.id
        input.manner = g.chance(permille: 400) ? .annul : .revoke
        input.grounds = [.doubts]
        input.justification = "The statements were not true; see the file."
        await world.ask(
            "etias.endAuthorisation", input.wire, as: Officers.of(.border, unit.memberState), for: .borderCheck, case: "E-\(person)",
            version: version, expecting: .refusal(["forbidden"]))
        let reply = await world.ask(
            "etias.endAuthorisation", input.wire, as: unit, for: .etiasProcessing, case: "E-\(person)", version: version
        ).reply
        noteStep(known.id, reply?.body, in: world)
    }

    /// The holder asks for revocation: at once, or with the next exit (Article 41(8)).
    private func withdraw(_ person: Int, _ number: Int, in world: SimulatedWorld) async {
        guard let known = cases[person]?[number], world.truth.authorisations[known.id]?.status == .issued else { return }
        let reply = await world.ask(
            "etias.requestRevocation", ApplicationReference(known.id).wire, as: applicantService, for: .etiasProcessing,
            case: "E-\(person)"
        ).reply
        if reply?.body["status"]?.text == "issued" { world.truth.revocationsAwaited.insert(person) }
        noteStep(known.id, reply?.body, in: world)
    }

    private func form(
        _ person: Int, _ application: AuthorisationApplication, on today: Day, in world: SimulatedWorld
    ) -> ApplicationForm? {
        let traveller = world.traveller(person).person
        let document = traveller.documents[application.document]
        guard let surname = traveller.identity.surnames.first else { return nil }
        var form = ApplicationForm()
        form.identity.surname = surname
        form.identity.firstNames = Array(traveller.identity.givenNames.prefix(10))
        form.identity.dateOfBirth = traveller.born
        form.identity.placeOfBirth = traveller.identity.placeOfBirth ?? traveller.homeTown
        form.identity.countryOfBirth = traveller.identity.countryOfBirth ?? document.issuer
        form.identity.sex = traveller.identity.sex ?? .unspecified
        form.identity.nationality = traveller.identity.nationalities.first ?? document.issuer
        form.document = document
        form.residence.address = "1 Main Street, \(traveller.homeTown)"
        form.residence.city = traveller.homeTown
        form.residence.country = document.issuer
        form.email = "person\(person)@example.org"
        form.education = .secondary
        form.occupation = .technicians
        form.firstIntendedStay = application.state
        form.declaration.authentic = true
        form.declaration.truthful = true
        form.declaration.entryConditionsUnderstood = true
        form.answers.returnDecision = BackgroundAnswer()
        // Those whose application ends badly at first say that they were in a war zone.
        if application.course != .automatic {
            form.answers.conflictZone.yes = true
            form.answers.conflictZone.from = today.adding(years: -2)
            form.answers.conflictZone.country = CountryCode("SYR")
            form.answers.conflictZone.particulars = "Journalist"
        }
        if form.identity.isMinor(on: today) {
            var guardian = ApplicationForm.Guardian()
            guardian.surname = surname
            guardian.address = "1 Main Street, \(traveller.homeTown)"
            guardian.email = "guardian\(person)@example.org"
            guardian.signed = true
            form.guardian = guardian
        }
        return form
    }

    /// The Central Unit looks at the hits: in doubt they correspond (Article 22).
    private func verify(_ person: Int, _ number: Int, in world: SimulatedWorld) async {
        guard let known = cases[person]?[number] else { return }
        let central = Officers.of(.etiasCentral, nil)
        guard
            let reply = await world.ask(
                "etias.readApplication", ApplicationReference(known.id).wire, as: central, for: .etiasProcessing,
                case: "E-\(person)"
            ).reply
        else { return }
        var g = chance(person, 10 + number, in: world)
        if reply.body["status"]?.text == "verification" {
            var input = VerifyHits.Input()
            input.application = known.id
            let corresponds = g.chance(permille: 500)
            let hits = reply.body["hits"]?.elements ?? []
            input.verdicts = hits.indices.filter { hits[$0]["confirmed"] == nil }.map {
                .init(hit: $0, corresponds: corresponds)
            }
            // A carrier verifies nothing.
            await world.ask(
                "etias.verifyHits", input.wire, as: Officers.of(.carrier, nil), for: .boarding, version: reply.version,
                expecting: .refusal(["forbidden"]))
            let verified = await world.ask(
                "etias.verifyHits", input.wire, as: central, for: .etiasProcessing, case: "E-\(person)",
                version: reply.version
            ).reply
            noteStep(known.id, verified?.body, in: world)
            cases[person]?[number]?.state = verified?.body["responsible"]?.text
            guard verified?.body["status"]?.text == "manual" else { return }
        } else {
            noteStep(known.id, reply.body, in: world)
            cases[person]?[number]?.state = reply.body["responsible"]?.text
        }
        if g.chance(permille: 860) {
            appoint(
                world.clock.now.adding(hours: Int64(5 + g.below(80))), person, number * Self.acts + Act.decide.rawValue,
                in: world)
        }
    }

    /// The National Unit of the Member State responsible decides; nobody else can.
    private func decide(_ person: Int, _ number: Int, in world: SimulatedWorld) async {
        guard let known = cases[person]?[number], let state = known.state else { return }
        let unit = Officers.of(.etiasNational, state)
        guard
            let reply = await world.ask(
                "etias.readApplication", ApplicationReference(known.id).wire, as: unit, for: .etiasProcessing,
                case: "E-\(person)"
            ).reply, reply.body["status"]?.text == "manual"
        else { return }
        var g = chance(person, 20 + number, in: world)
        var input = DecideApplication.Input()
        input.application = known.id
        input.justification = "Assessed individually; see the file."
        input.issue = g.chance(permille: 700)
        if !input.issue { input.grounds = [.illegalImmigrationRisk] }
        let other = Officers.of(.etiasNational, state == "FRA" ? "DEU" : "FRA")
        await world.ask(
            "etias.decideApplication", input.wire, as: other, for: .etiasProcessing, case: "E-\(person)",
            version: reply.version,
            expecting: .refusal(["etias/not-responsible"]))
        let outcome = await world.ask(
            "etias.decideApplication", input.wire, as: unit, for: .etiasProcessing, case: "E-\(person)",
            version: reply.version,
            expecting: input.issue ? .replyOr(["etias/must-refuse"]) : .reply)
        noteStep(known.id, outcome.reply?.body, in: world)
        guard outcome.reply == nil, input.issue else { return }
        // What must be refused is refused.
        (input.issue, input.grounds) = (false, [.illegalImmigrationRisk])
        let refused = await world.ask(
            "etias.decideApplication", input.wire, as: unit, for: .etiasProcessing, case: "E-\(person)", version: reply.version)
        noteStep(known.id, refused.reply?.body, in: world)
    }

    private func check(_ person: Int, _ application: AuthorisationApplication, in world: SimulatedWorld) async {
        let traveller = world.traveller(person).person
        let document = traveller.documents[application.document]
        let input = CheckAtBorder.Input(
            MachineReadable(number: document.number, issuer: document.issuer, dateOfBirth: traveller.born))
        let officer = Officers.of(.border, application.state.text)
        let body = await world.ask(
            "etias.checkAtBorder", input.wire, as: officer, for: .borderCheck, case: "E-\(person)"
        ).reply?.body
        let today = world.today(officer)
        let isHeld = (world.truth.authorisationFiles[person] ?? []).compactMap { world.truth.authorisations[$0] }.contains {
            $0.documentKey == document.key && $0.status == .issued && ($0.issued.map { $0 <= today } ?? false)
                && ($0.until.map { today <= $0 } ?? false)
        }
        if let body, !world.truth.revocationsAwaited.contains(person), (body["valid"] == .bool(true)) != isHeld {
            world.complain("truth", "an authorisation of person \(person) is \(isHeld ? "" : "not ")held and shown otherwise")
        }
        await world.ask(
            "etias.checkAtBorder", input.wire, as: Officers.of(.police, application.state.text), for: .policeCheck,
            case: "E-\(person)",
            expecting: .refusal(["forbidden"]))
    }
}

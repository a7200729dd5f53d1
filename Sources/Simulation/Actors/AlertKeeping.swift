import Access
import Identity
import Operations
import Registry
import SIS
import Sandbox
import Wire

/// Authorities that enter alerts, keep them up to date, keep them longer, hide them for an operation and delete them when
/// their purpose is achieved; and the police officers who look for the objects.
final class AlertKeeping: SimulatedActor {
    static let name = "alerts"

    private enum Act: Int { case enter, update, extend, delete, hide, enterObject, searchObject }
    static let deletionStep = Act.delete.rawValue

    private var seed: SISSeed?
    private var objects: [Int: String] = [:]

    func begin(in world: SimulatedWorld) {
        for object in 0..<world.settings.objectAlerts {
            var g = chance(object, 7, in: world)
            let day = world.settings.firstDay + g.below(max(1, world.settings.days - 10))
            appoint(
                Instant(day: day, secondOfDay: 28_800 + g.below(36_000)), object, Act.enterObject.rawValue, in: world)
            appoint(
                Instant(day: day + 1 + g.below(60), secondOfDay: 28_800 + g.below(36_000)), object,
                Act.searchObject.rawValue, in: world)
        }
    }

    func plan(_ person: Int, in world: SimulatedWorld) {
        guard world.population.hasAlert(person, permille: world.settings.alertPermille) else { return }
        var g = chance(person, in: world)
        // Most stand before the year has passed its middle, so that something can happen with them.
        let day = world.settings.firstDay + g.below(max(1, world.settings.days * 2 / 3))
        appoint(Instant(day: day, secondOfDay: 21_600 + g.below(50_000)), person, Act.enter.rawValue, in: world)
    }

    func keep(_ appointment: Appointment, in world: SimulatedWorld) async {
        let number = Int(appointment.person)
        switch Act(rawValue: Int(appointment.step)) {
        case .enter: await enter(number, in: world)
        case .update: await update(number, in: world)
        case .extend: await extend(number, in: world)
        case .delete: await delete(number, in: world)
        case .hide: await hide(number, in: world)
        case .enterObject: await enterObject(number, in: world)
        case .searchObject: await searchObject(number, in: world)
        case nil: break
        }
    }

    // MARK: - Entering

    private func sis(_ world: SimulatedWorld) -> SISSeed {
        let made =
            seed
            ?? SISSeed(
                population: world.population, today: world.settings.lastDay, alertPermille: world.settings.alertPermille
            )
        seed = made
        return made
    }

    private func enter(_ person: Int, in world: SimulatedWorld) async {
        let planned = world.population.alert(on: world.traveller(person).person, today: world.clock.now.utcDay)
        var content = sis(world).content(planned)
        var g = chance(person, 1, in: world)
        if ["return", "refusal", "entryBan"].contains(content.category.rawValue), g.chance(permille: 300) {
            content.decisionLongerThanThreeYears = true
        }
        if let left = content.voluntaryDepartureDate {
            content.voluntaryDepartureDate = world.clock.now.utcDay + max(7, left - planned.entered)
        }
        let officer = AlertKeeping.officer(content.category.rawValue, planned.issuer.text, user: person % 60 + 1)
        let samples = Self.samples(world.traveller(person).person, content.category, ticket: g.below(1000))
        guard let number = await enter(content, samples: samples, by: officer, case: "A-\(person)", in: world) else { return }
        world.truth.enter(
            number,
            Truth.AlertTruth(
                person: person, category: content.category.rawValue, issuer: planned.issuer.text,
                entered: world.today(officer.caller), longDecision: content.decisionLongerThanThreeYears,
                hasEntryBan: content.category == .return && content.entryBan == true, documents: content.documents))
        follow(person, isArrest: content.category == .arrest, &g, in: world)
    }

    /// What becomes of the alert.
    private func follow(_ person: Int, isArrest: Bool, _ g: inout SeededGenerator, in world: SimulatedWorld) {
        let today = world.clock.now
        func after(_ days: Int, _ act: Act) {
            appoint(today.adding(hours: Int64(days * 24 + 1)), person, act.rawValue, in: world)
        }
        if g.chance(permille: 120) { after(1 + g.below(60), .update) }
        if g.chance(permille: 120) { after(20 + g.below(250), .extend) }
        if g.chance(permille: 220) { after(10 + g.below(300), .delete) }
        if isArrest, g.chance(permille: 400) { after(2 + g.below(90), .hide) }
    }

    /// What the issuing State has of the person: prints and a face of most who were there when it decided, of some a face alone
    /// (1861 Article 22, 1862 Article 22); of the others nothing. The shares are invented.
    private static func samples(_ person: Person, _ category: AlertCategory, ticket: Int) -> [AlertSample] {
        let (prints, faces) =
            switch category {
            case .return, .refusal, .entryBan: (600, 750)
            case .arrest: (450, 800)
            default: (150, 500)
            }
        guard ticket < faces else { return [] }
        let face = AlertSample(
            .facialImage, format: EESForms.faceFormat, data: EESForms.sample(person, position: 0, taking: .bureau))
        guard ticket < prints else { return [face] }
        return (1...10).map {
            AlertSample(
                .fingerprint, position: $0, format: EESForms.fingerprintFormat, data: EESForms.sample(person, position: $0, taking: .bureau))
        } + [face]
    }

    /// Enters; where alerts of the same Member State are on namesakes, looks at them and tells them apart (1862 Article 61).
    private func enter(
        _ content: AlertContent, samples: [AlertSample] = [], by officer: (caller: Caller, purpose: Purpose), case reference: String,
        in world: SimulatedWorld
    ) async -> String? {
        let first = await world.ask(
            "sis.enterAlert", EnterAlert.Input(content, samples: samples).wire, as: officer.caller, for: officer.purpose, case: reference,
            expecting: .replyOr(["sis/alert-exists", "sis/incompatible"]))
        switch first {
        case .success(let reply): return reply.body["schengenId"]?.text
        case .failure(let refusal):
            guard refusal.kind.code == "sis/alert-exists" else { return nil }
            let others = refusal.detail.split(whereSeparator: { !$0.isLetter && !$0.isNumber }).map(String.init)
                .filter { world.truth.alerts[$0] != nil }
            guard !others.isEmpty else {
                world.complain("truth", "an alert is said to exist that nobody entered: \(refusal.detail)")
                return nil
            }
            let second = await world.ask(
                "sis.enterAlert", EnterAlert.Input(content, samples: samples, distinctFrom: others).wire, as: officer.caller,
                for: officer.purpose,
                case: reference, expecting: .replyOr(["sis/incompatible"]))
            return second.reply?.body["schengenId"]?.text
        }
    }

    /// Who enters alerts of a category.
    static func officer(_ category: String, _ state: String, user: Int) -> (caller: Caller, purpose: Purpose) {
        switch category {
        case "return", "entryBan", "refusal": (Officers.of(.immigration, state, user: user), .residenceDecision)
        case "judicial": (Officers.of(.judicial, state, user: user), .criminalProceedings)
        case "arrest", "restrictiveMeasure": (Officers.of(.sirene, state, user: user), .supplementaryInformation)
        default: (Officers.of(.police, state, user: user), .policeCheck)
        }
    }

    // MARK: - Keeping

    /// The person's alert, if it still stands, and who may change it.
    private func standing(
        _ person: Int, in world: SimulatedWorld
    ) -> (number: String, truth: Truth.AlertTruth, caller: Caller, purpose: Purpose)? {
        for number in world.truth.alertNumbers[person] ?? [] {
            guard let alert = world.truth.alerts[number] else { continue }
            let officer = AlertKeeping.officer(alert.category, alert.issuer, user: person % 60 + 1)
            guard alert.isLive(on: world.today(officer.caller)) else { continue }
            return (number, alert, officer.caller, officer.purpose)
        }
        return nil
    }

    private func update(_ person: Int, in world: SimulatedWorld) async {
        guard let alert = standing(person, in: world) else { return }
        let read = await world.ask(
            "sis.readAlert", AlertReference(alert.number).wire, as: alert.caller, for: alert.purpose,
            case: "A-\(person)",
            expecting: isHidden(alert.truth, from: alert.caller, in: world) ? .refusal(["not-found"]) : .reply)
        guard let reply = read.reply, let json = reply.body.at("alert", "content"),
            var content = try? AlertContent(reading: json)
        else { return }
        // A child's alert cannot be updated as one once the child is of age (1862 Article 32(7)).
        guard content.category != .childAbduction, content.category != .childRisk else { return }
        content.physicalMarks.append("Scar on the left hand")
        let input = UpdateAlert.Input(alert.number, content)
        await world.ask(
            "sis.updateAlert", input.wire, as: alert.caller, for: alert.purpose, case: "A-\(person)",
            version: reply.version)
        // Whoever saw an older version changes nothing.
        await world.ask(
            "sis.updateAlert", input.wire, as: alert.caller, for: alert.purpose, case: "A-\(person)",
            version: reply.version,
            expecting: .refusal(["precondition-failed"]))
    }

    private func isHidden(_ alert: Truth.AlertTruth, from caller: Caller, in world: SimulatedWorld) -> Bool {
        guard let hidden = alert.hidden, caller.kind != .sirene else { return false }
        return world.clock.now < hidden.until && hidden.states.contains(caller.memberState ?? "")
    }

    private func extend(_ person: Int, in world: SimulatedWorld) async {
        guard let alert = standing(person, in: world) else { return }
        let read = await world.ask(
            "sis.readAlert", AlertReference(alert.number).wire, as: alert.caller, for: alert.purpose,
            case: "A-\(person)",
            expecting: isHidden(alert.truth, from: alert.caller, in: world) ? .refusal(["not-found"]) : .reply)
        guard let version = read.reply?.version else { return }
        let input = ExtendAlert.Input(alert.number, assessment: "Still needed")
        let reply = await world.ask(
            "sis.extendAlert", input.wire, as: alert.caller, for: alert.purpose, case: "A-\(person)", version: version)
        if reply.reply != nil { world.truth.alerts[alert.number]?.lastExtended = world.today(alert.caller) }
    }

    private func delete(_ person: Int, in world: SimulatedWorld) async {
        guard let alert = standing(person, in: world) else { return }
        // Another Member State cannot.
        let other = Officers.of(.sirene, alert.truth.issuer == "FRA" ? "DEU" : "FRA")
        let input = DeleteAlert.Input(
            alert.number, ground: alert.truth.hasEntryBan ? .decisionWithdrawn : .purposeAchieved)
        await world.ask(
            "sis.deleteAlert", input.wire, as: other, for: .supplementaryInformation, case: "A-\(person)",
            expecting: .refusal(["forbidden"]))
        let hidden = isHidden(alert.truth, from: alert.caller, in: world)
        let reply = await world.ask(
            "sis.deleteAlert", input.wire, as: alert.caller, for: alert.purpose, case: "A-\(person)",
            expecting: hidden ? .refusal(["not-found"]) : .reply)
        guard reply.reply != nil else { return }
        world.truth.alerts[alert.number]?.isDeleted = true
        await world.ask(
            "sis.readAlert", AlertReference(alert.number).wire, as: alert.caller, for: alert.purpose,
            case: "A-\(person)",
            expecting: .refusal(["not-found"]))
    }

    /// For 48 hours nobody but SIRENE bureaux finds the alert in two states (1862 Article 26(4)).
    private func hide(_ person: Int, in world: SimulatedWorld) async {
        guard let alert = standing(person, in: world), alert.truth.category == "arrest" else { return }
        let states = Set([alert.truth.issuer, "DEU", "ITA"])
        let read = await world.ask(
            "sis.readAlert", AlertReference(alert.number).wire, as: alert.caller, for: alert.purpose,
            case: "A-\(person)")
        guard let version = read.reply?.version else { return }
        let input = MakeUnavailable.Input(
            alert.number, hours: 48, memberStates: states.sorted().compactMap { CountryCode($0) },
            authorisation: "Order 12/34",
            necessity: "Controlled delivery")
        let reply = await world.ask(
            "sis.makeUnavailable", input.wire, as: alert.caller, for: alert.purpose, case: "A-\(person)",
            version: version)
        guard reply.reply != nil else { return }
        world.truth.alerts[alert.number]?.hidden = (world.clock.now.adding(hours: 48), states)
        let reference = AlertReference(alert.number).wire
        await world.ask(
            "sis.readAlert", reference, as: Officers.of(.police, "DEU"), for: .policeCheck, case: "A-\(person)",
            expecting: .refusal(["not-found"]))
        await world.ask(
            "sis.readAlert", reference, as: Officers.of(.sirene, "DEU"), for: .supplementaryInformation,
            case: "A-\(person)")
        await world.ask(
            "sis.readAlert", reference, as: Officers.of(.police, "ESP"), for: .policeCheck, case: "A-\(person)")
    }

    // MARK: - Objects

    private func enterObject(_ object: Int, in world: SimulatedWorld) async {
        let planned = world.population.objectAlert(object, today: world.clock.now.utcDay)
        let content = sis(world).content(planned)
        let officer = (caller: Officers.of(.police, planned.issuer.text), purpose: Purpose.policeCheck)
        guard let number = await enter(content, by: officer, case: "O-\(object)", in: world) else { return }
        world.truth.enter(
            number,
            Truth.AlertTruth(
                object: object, category: "object", objectKind: content.object?.kind.rawValue,
                issuer: planned.issuer.text,
                entered: world.today(officer.caller), longDecision: false))
        objects[object] = number
    }

    private func searchObject(_ object: Int, in world: SimulatedWorld) async {
        let planned = world.population.objectAlert(object, today: world.clock.now.utcDay)
        var input = SearchObjects.Input()
        switch planned.object {
        case .vehicle(let vehicle): input.vin = vehicle.identificationNumber
        case .issuedDocument(let document, _):
            input.documentNumber = document.number
            input.documentIssuer = document.issuer
        }
        var g = chance(object, 8, in: world)
        let officer = Officers.of(.police, Officers.states[g.below(Officers.states.count)])
        let body = await world.ask("sis.searchObjects", input.wire, as: officer, for: .policeCheck, case: "O-\(object)")
            .reply?.body
        let found = (body?["alerts"]?.elements ?? []).compactMap { $0["schengenId"]?.text }
        if let number = objects[object], !found.contains(number) {
            world.complain("truth", "the alert \(number) on an object was not found by its number")
        }
        // A registration service sees vehicles, and of other objects nothing.
        let service = Officers.of(.vehicleRegistration, officer.memberState)
        let seen = await world.ask(
            "sis.searchObjects", input.wire, as: service, for: .registration, case: "O-\(object)"
        ).reply?.body
        let shown = (seen?["alerts"]?.elements ?? []).compactMap { $0["schengenId"]?.text }
        if input.documentNumber != nil, !shown.isEmpty {
            world.complain("rights", "a vehicle registration service saw an alert on a document")
        }
    }
}

import Access
import EES
import Identity
import Interoperability
import Operations
import Registry
import SIS
import Sandbox
import VIS
import Wire

/// Travellers and the border guards before whom they stand: files, entries, exits, refusals of entry, data that come late
/// after a failure, and the hits that a check brings up.
final class BorderTraffic: SimulatedActor {
    static let name = "border"

    private enum Act: Int { case entry, exit, refusal, lateEntry }

    /// Stays that did not come about: entry was refused, or the person arrested.
    private var cancelled: Set<Int64> = []

    func plan(_ person: Int, in world: SimulatedWorld) {
        let history = world.traveller(person).history
        for (number, stay) in history.stays.enumerated() {
            if stay.isFallback {
                var g = chance(person, number, in: world)
                appoint(
                    stay.entry.instant.adding(seconds: Int64(6 * 3600 + g.below(24 * 3600))), person,
                    step(number, .lateEntry), in: world)
            } else {
                appoint(stay.entry.instant, person, step(number, .entry), in: world)
            }
            if let exit = stay.exit { appoint(exit.instant, person, step(number, .exit), in: world) }
        }
        for (number, refusal) in history.refusals.enumerated() {
            appoint(refusal.crossing.instant, person, step(number, .refusal), in: world)
        }
    }

    private func step(_ number: Int, _ act: Act) -> Int { number * 4 + act.rawValue }

    func keep(_ appointment: Appointment, in world: SimulatedWorld) async {
        let (person, number) = (Int(appointment.person), Int(appointment.step) / 4)
        let traveller = world.traveller(person)
        guard let act = Act(rawValue: Int(appointment.step) % 4) else { return }
        let visit = Visit(
            person: person, number: number, traveller: traveller, reference: "B-\(person)-\(number)",
            user: Int(appointment.person) % 90 + 1)
        switch act {
        case .entry, .lateEntry: await enter(visit, late: act == .lateEntry, in: world)
        case .exit: await leave(visit, in: world)
        case .refusal: await refuse(visit, in: world)
        }
    }

    private struct Visit {
        var person: Int
        /// Of the stay or refusal in the history.
        var number: Int
        var traveller: Traveller
        var reference: String
        var user: Int
        var key: Int64 { Int64(person) << 16 | Int64(number) }
        func officer(at point: Sandbox.CrossingPoint) -> Caller { Officers.of(.border, point.state.text, user: user) }
    }

    /// Looks a visa up by its sticker (767/2008 Article 18(1)(b)), and holds the reply against what was issued.
    private func isInForce(
        _ visa: SyntheticVisa, _ visit: Visit, on day: Day, by officer: Caller, in world: SimulatedWorld
    ) async -> Bool {
        var question = SearchVisaApplications.Input()
        question.visaSticker = DocumentNumber(number: visa.stickerNumber, issuer: visa.issuer)
        guard
            let body = await world.ask(
                "vis.search", question.wire, as: officer, for: .borderCheck, case: visit.reference
            ).reply?.body
        else { return false }
        let hits = body["hits"]?.elements ?? []
        let issued = world.truth.stickers[VisaTruth.key(visa.issuer.text, visa.stickerNumber)]
        let truth = issued.flatMap { world.truth.visas[$0] }
        if Set(hits.compactMap { $0.id("application") }) != Set([issued].compactMap { $0 }) {
            world.complain("truth", "\(hits.count) files were found by the sticker \(visa.stickerNumber)")
        }
        if let hit = hits.first, let truth {
            let until = hit["document"]?.day("validUntil")
            if hit["status"]?.text != truth.status.rawValue || until != truth.document?.validUntil {
                world.complain(
                    "truth", "the visa \(visa.stickerNumber) is \(truth.status.rawValue), shown as \(hit["status"]?.text ?? "-")")
            }
        }
        guard let truth, truth.status.isInForce, let document = truth.document else { return false }
        return document.validFrom <= day && day <= document.validUntil
    }

    // MARK: - Entry

    private func enter(_ visit: Visit, late: Bool, in world: SimulatedWorld) async {
        let stay = visit.traveller.history.stays[visit.number]
        let officer = visit.officer(at: stay.entry.point)
        // Data of a failure are entered afterwards, when nobody stands there any more.
        if !late {
            let hits = await check(visit, document: stay.document, by: officer, in: world)
            if await act(on: hits, visit, entering: stay, by: officer, in: world) {
                cancelled.insert(visit.key)
                return
            }
        }
        // Who has no visa in force does not come in; of data that come late the visa is looked up by whoever enters them.
        if let visa = stay.visa.map({ visit.traveller.history.visas[$0] }),
            await !isInForce(visa, visit, on: stay.entry.day, by: officer, in: world)
        {
            if !late {
                await refuse(visit, document: stay.document, at: stay.entry, reasons: [.C], by: officer, in: world)
            }
            cancelled.insert(visit.key)
            return
        }
        guard
            let file = await file(
                visit, document: stay.document, on: stay.entry.day, by: officer, late: late, in: world)
        else { return }
        var input = RecordEntry.Input()
        input.file = file
        input.crossingPoint = stay.entry.point.code
        input.day = stay.entry.day
        input.euFamily = visit.traveller.history.isFamilyMember
        input.visa = stay.visa.map { VisaUse(visit.traveller.history.visas[$0]) }
        if late {
            input.time = stay.entry.instant
            input.fallback = .localElectronic
        }
        guard
            let reply = await world.ask(
                "ees.recordEntry", input.wire, as: officer, for: .borderCheck, case: visit.reference
            ).reply
        else { return }
        note(reply.body.id("record"), visit, in: world) { truth in
            truth.entry = stay.entry.day
            truth.visa = input.visa
            truth.isFamilyMember = input.euFamily
            truth.state = stay.entry.point.state.text
        }
        if !late { await complete(reply.body, visit, on: stay.entry.day, by: officer, in: world) }
        world.appoint(Immigration.name, stay.entry.instant.adding(seconds: 60), visit.person, visit.number)
    }

    /// Puts down what is known of a stay; the first that is heard of it opens it.
    private func note(
        _ record: RecordID?, _ visit: Visit, in world: SimulatedWorld, _ change: (inout Truth.StayTruth) -> Void
    ) {
        guard var file = world.truth.files[visit.person] else { return }
        let place = file.stays.firstIndex { $0.number == visit.number }
        var stay =
            place.map { file.stays[$0] } ?? Truth.StayTruth(isFamilyMember: false, state: "", number: visit.number)
        if let known = stay.record, let record, known != record {
            world.complain("truth", "person \(visit.person), stay \(visit.number): two records for one stay")
        }
        stay.record = record ?? stay.record
        change(&stay)
        if let place { file.stays[place] = stay } else { file.stays.append(stay) }
        world.truth.files[visit.person] = file
        // The EES tells the VIS when the holder leaves and comes again (767/2008 Article 23(3)).
        let last = file.stays.filter { $0.visa != nil && $0.visa?.sticker.key == stay.visa?.sticker.key }
            .max { ($0.entry ?? $0.exit ?? file.opened) < ($1.entry ?? $1.exit ?? file.opened) }
        if let sticker = stay.visa?.sticker,
            let id = world.truth.stickers[VisaTruth.key(sticker.issuer.text, sticker.number)]
        {
            world.truth.visas[id]?.lastExit = last?.exit
        }
    }

    /// The person's file: known, or created now.
    private func file(
        _ visit: Visit, document: Int, on day: Day, by officer: Caller, late: Bool, in world: SimulatedWorld
    ) async -> RecordID? {
        let person = visit.traveller.person
        if let known = world.truth.files[visit.person] {
            if !known.documents.contains(document) { await add(document, to: known.id, visit, by: officer, in: world) }
            return known.id
        }
        var input = CreateFile.Input()
        input.file = EESForms.newFile(person, document: document)
        if late {
            input.fallback = .localElectronic
        } else {
            input.facialImage = EESForms.face(person)
            input.fingerprints = EESForms.fingerprints(person, on: day)
        }
        guard
            let reply = await world.ask(
                "ees.createFile", input.wire, as: officer, for: .borderCheck, case: visit.reference
            ).reply,
            let id = reply.body.id("file")
        else { return nil }
        world.truth.files[visit.person] = Truth.FileTruth(
            id: id, opened: world.today(officer), visaRequired: person.visaRequirement == .required,
            documents: [document],
            samples: !late)
        world.truth.persons[id] = visit.person
        return id
    }

    private func add(_ document: Int, to file: RecordID, _ visit: Visit, by officer: Caller, in world: SimulatedWorld)
        async
    {
        let read = await world.ask(
            "ees.readFile", FileReference(file).wire, as: officer, for: .borderCheck, case: visit.reference)
        guard let version = read.reply?.version else { return }
        var input = UpdateFile.Input()
        input.file = file
        input.document = EESForms.document(visit.traveller.person, document)
        await world.ask(
            "ees.updateFile", input.wire, as: officer, for: .borderCheck, case: visit.reference, version: version)
        world.truth.files[visit.person]?.documents.insert(document)
    }

    /// Samples that were missing are taken when the person stands there (Articles 17(3)–(4), 21(3)).
    private func complete(_ reply: JSON, _ visit: Visit, on day: Day, by officer: Caller, in world: SimulatedWorld)
        async
    {
        let warnings = Set((reply["warnings"]?.elements ?? []).compactMap(\.text))
        let (face, prints) = (warnings.contains("facialImageDue"), warnings.contains("fingerprintsDue"))
        guard face || prints, let file = world.truth.files[visit.person]?.id else { return }
        let read = await world.ask(
            "ees.readFile", FileReference(file).wire, as: officer, for: .borderCheck, case: visit.reference)
        guard let version = read.reply?.version else { return }
        var input = UpdateFile.Input()
        input.file = file
        if face { input.facialImage = EESForms.face(visit.traveller.person) }
        if prints { input.fingerprints = EESForms.fingerprints(visit.traveller.person, on: day) }
        guard input.facialImage != nil || input.fingerprints != nil else { return }
        await world.ask(
            "ees.updateFile", input.wire, as: officer, for: .borderCheck, case: visit.reference, version: version)
        world.truth.files[visit.person]?.samples = true
    }

    // MARK: - Exit

    private func leave(_ visit: Visit, in world: SimulatedWorld) async {
        let stay = visit.traveller.history.stays[visit.number]
        guard let exit = stay.exit, !cancelled.contains(visit.key) else { return }
        let officer = visit.officer(at: exit.point)
        var g = chance(visit.person, 1000 + visit.number, in: world)
        if g.chance(permille: world.settings.exitCheckPermille) {
            let hits = await check(visit, document: stay.document, by: officer, in: world)
            await confirmReturn(hits, visit, at: exit, by: officer, in: world)
        }
        guard let file = await file(visit, document: stay.document, on: exit.day, by: officer, late: false, in: world)
        else { return }
        var input = RecordExit.Input()
        input.file = file
        input.crossingPoint = exit.point.code
        input.day = exit.day
        input.euFamily = visit.traveller.history.isFamilyMember
        guard
            let reply = await world.ask(
                "ees.recordExit", input.wire, as: officer, for: .borderCheck, case: visit.reference
            ).reply
        else { return }
        note(reply.body.id("record"), visit, in: world) { truth in
            truth.exit = exit.day
            if truth.entry == nil { truth.isFamilyMember = input.euFamily }
        }
        await complete(reply.body, visit, on: exit.day, by: officer, in: world)
    }

    // MARK: - Refusal

    private func refuse(_ visit: Visit, in world: SimulatedWorld) async {
        let refusal = visit.traveller.history.refusals[visit.number]
        let officer = visit.officer(at: refusal.crossing.point)
        _ = await check(visit, document: refusal.document, by: officer, in: world)
        await refuse(
            visit, document: refusal.document, at: refusal.crossing,
            reasons: refusal.reasons.compactMap { RefusalReason(rawValue: String($0)) },
            by: officer, in: world)
    }

    private func refuse(
        _ visit: Visit, document: Int, at crossing: Crossing, reasons: [RefusalReason], by officer: Caller,
        in world: SimulatedWorld
    ) async {
        let person = visit.traveller.person
        var input = RecordRefusal.Input()
        input.crossingPoint = crossing.point.code
        input.day = crossing.day
        input.reasons = reasons
        let known = world.truth.files[visit.person]
        if let known { input.file = known.id } else { input.newFile = EESForms.newFile(person, document: document) }
        // Article 18(2): biometric data where the document is false or there is an alert, unless they are held already.
        var wanted = !Set(reasons).isDisjoint(with: [.B, .D, .H]) && !reasons.contains(.J)
        if wanted, let known { wanted = !(await world.holdsSamples(known, as: officer, case: visit.reference)) }
        if wanted {
            input.facialImage = EESForms.face(person)
            input.fingerprints = EESForms.fingerprints(person, on: crossing.day)
        }
        guard
            let reply = await world.ask(
                "ees.recordRefusal", input.wire, as: officer, for: .borderCheck, case: visit.reference
            ).reply,
            let file = reply.body.id("file")
        else { return }
        if known == nil {
            world.truth.files[visit.person] = Truth.FileTruth(
                id: file, opened: world.today(officer), visaRequired: person.visaRequirement == .required,
                documents: [document],
                samples: wanted)
            world.truth.persons[file] = visit.person
        } else if wanted {
            world.truth.files[visit.person]?.samples = true
        }
        world.truth.files[visit.person]?.refusals.append(crossing.day)
    }

    // MARK: - The check

    /// Asks the portal by document and name, and holds the reply against what must be found. Returns the alerts found.
    private func check(_ visit: Visit, document place: Int, by officer: Caller, in world: SimulatedWorld) async
        -> [String]
    {
        let person = visit.traveller.person
        let document = person.documents[place]
        var question = PortalQuestion()
        question.document = .init(number: document.number, issuer: document.issuer)
        question.surnames = Array(person.identity.surnames.prefix(10))
        question.givenNames = Array(person.identity.givenNames.prefix(10))
        question.dateOfBirth = person.identity.dateOfBirth
        question.limit = 20
        guard
            let body = await world.ask(
                "portal.search", question.wire, as: officer, for: .borderCheck, case: visit.reference
            ).reply?.body
        else { return [] }
        let answers = body["systems"]?.elements ?? []
        for system in ["EES", "SIS"]
        where !answers.contains(where: { $0["system"]?.text == system && $0["state"]?.text != "unavailable" }) {
            world.complain("truth", "\(system) did not answer a border check")
        }
        let files = answers.flatMap { $0["ees"]?.elements ?? [] }.compactMap { $0.at("file", "file")?.text }
        if let known = world.truth.files[visit.person], known.documents.contains(place),
            !files.contains(known.id.description)
        {
            world.complain("truth", "the file \(known.id) of person \(visit.person) was not found by its document")
        }
        for file in files where world.truth.persons[RecordID(file) ?? RecordID(high: 0, low: 0)] == nil {
            world.complain("truth", "the portal shows the file \(file), which nobody has")
        }
        let alerts = answers.flatMap { $0["sis"]?.elements ?? [] }.compactMap { $0.at("alert", "schengenId")?.text }
        let today = world.today(officer)
        for alert in alerts where !(world.truth.alerts[alert]?.isLive(on: today) ?? false) {
            world.complain("truth", "the portal shows the alert \(alert), which is over")
        }
        let applications = answers.flatMap { $0["vis"]?.elements ?? [] }
            .reduce(into: [RecordID: Bool]()) { found, hit in
                if let id = hit.at("record", "file")?.id("application") { found[id] = hit["record"]?["valid"] == .bool(true) }
            }
        for id in world.truth.visaFiles[visit.person] ?? [] {
            guard let visa = world.truth.visas[id], visa.documentKey == document.key else { continue }
            let inForce =
                visa.status.isInForce && visa.document.map { $0.validFrom <= today && today <= $0.validUntil } ?? false
            if applications[id] != inForce {
                world.complain("truth", "the visa of application \(visa.number) is shown otherwise than it stands")
            }
        }
        for number in world.truth.alertNumbers[visit.person] ?? [] where !alerts.contains(number) {
            guard let alert = world.truth.alerts[number], alert.documents.contains(where: { $0.key == document.key }),
                alert.isVisible(in: officer.memberState ?? "", at: world.clock.now, on: today)
            else { continue }
            world.complain("truth", "the alert \(number) on person \(visit.person) was not found by its document")
        }
        return alerts
    }

    /// What an officer does about the alerts found. Returns whether the person does not come in.
    private func act(
        on alerts: [String], _ visit: Visit, entering stay: Sandbox.Stay, by officer: Caller, in world: SimulatedWorld
    ) async -> Bool {
        var stopped = false
        for number in alerts {
            guard let alert = world.truth.alerts[number] else { continue }
            guard alert.person == visit.person else {
                // Somebody who looks alike on paper: told apart, and now and then reported.
                var g = chance(visit.person, 2000 + visit.number, in: world)
                if g.chance(permille: 40) {
                    await report(number, .notTheSamePerson, visit, at: stay.entry, by: officer, in: world)
                }
                continue
            }
            await report(number, .taken, visit, at: stay.entry, by: officer, in: world)
            switch alert.category {
            case "refusal", "entryBan", "restrictiveMeasure":
                if !stopped {
                    await refuse(visit, document: stay.document, at: stay.entry, reasons: [.H], by: officer, in: world)
                }
                stopped = true
            case "arrest": stopped = true
            default: break
            }
        }
        return stopped
    }

    /// On exit, an alert on return is confirmed, and its Member State deletes it (2018/1860 Article 6).
    private func confirmReturn(
        _ alerts: [String], _ visit: Visit, at exit: Crossing, by officer: Caller, in world: SimulatedWorld
    ) async {
        for number in alerts
        where world.truth.alerts[number]?.person == visit.person && world.truth.alerts[number]?.category == "return" {
            await report(number, .returnConfirmed, visit, at: exit, by: officer, in: world)
            world.appoint(AlertKeeping.name, world.clock.now.adding(hours: 20), visit.person, AlertKeeping.deletionStep)
        }
    }

    private func report(
        _ number: String, _ outcome: HitOutcome, _ visit: Visit, at crossing: Crossing, by officer: Caller,
        in world: SimulatedWorld
    ) async {
        var report = HitReport()
        report.place = crossing.point.code
        report.time = world.clock.now
        report.match = .document
        report.outcome = outcome
        let input = ReportHit.Input(number, report)
        if await world.ask("sis.reportHit", input.wire, as: officer, for: .borderCheck, case: visit.reference).reply
            != nil
        {
            world.truth.alerts[number]?.hits += 1
        }
    }
}

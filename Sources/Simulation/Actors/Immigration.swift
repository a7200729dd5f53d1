import Access
import EES
import Identity
import Operations
import Registry
import Sandbox
import Wire

/// Immigration authorities: extensions and revocations of stays (Article 19), checks inside (26), and the weekly look at
/// the list of overstayers, from which some are taken (12(3), 35(5)).
final class Immigration: SimulatedActor {
    static let name = "immigration"

    /// Steps from here on belong to these acts; below, a stay that has begun is looked at.
    private static let extending = 1_000, revoking = 2_000, checking = 3_000, listing = 4_000

    func begin(in world: SimulatedWorld) {
        // Every state on another day of the week.
        for place in Officers.states.indices {
            appoint(
                Instant(day: world.settings.firstDay + 7 + place % 7, secondOfDay: 32_400 + place), place, Self.listing,
                in: world)
        }
    }

    func plan(_ person: Int, in world: SimulatedWorld) {
        var g = chance(person, in: world)
        guard g.chance(permille: 40) else { return }
        let day = world.settings.firstDay + g.below(world.settings.days)
        appoint(Instant(day: day, secondOfDay: 30_000 + g.below(30_000)), person, Self.checking, in: world)
    }

    func keep(_ appointment: Appointment, in world: SimulatedWorld) async {
        let (person, step) = (Int(appointment.person), Int(appointment.step))
        switch step {
        case Self.listing: await list(Officers.states[person], place: person, in: world)
        case Self.checking: await checkInside(person, in: world)
        case Self.revoking...: await revoke(person, stay: step - Self.revoking, in: world)
        case Self.extending...: await extend(person, stay: step - Self.extending, in: world)
        default: begun(person, stay: step, in: world)
        }
    }

    // MARK: - Decisions on a stay

    /// A stay has begun: what will be decided on it follows from the person's history and from chance.
    private func begun(_ person: Int, stay number: Int, in world: SimulatedWorld) {
        let stay = world.traveller(person).history.stays[number]
        let length = (stay.exit?.day ?? world.settings.lastDay) - stay.entry.day
        var g = chance(person, 10 + number, in: world)
        if let until = stay.extendedUntil, until > stay.entry.day + 2 {
            let day = stay.entry.day + 1 + g.below(max(1, min(length, 40)))
            appoint(Instant(day: day, secondOfDay: 36_000), person, Self.extending + number, in: world)
        } else if length > 6, g.chance(permille: 6) {
            appoint(
                Instant(day: stay.entry.day + 2 + g.below(length - 4), secondOfDay: 39_600), person,
                Self.revoking + number, in: world)
        }
    }

    private func record(
        _ person: Int, _ number: Int, in world: SimulatedWorld
    ) async -> (id: RecordID, version: Int, body: JSON, officer: Caller, place: Int)? {
        guard let file = world.truth.files[person], let place = file.stays.firstIndex(where: { $0.number == number }),
            let id = file.stays[place].record, file.stays[place].exit == nil, file.stays[place].entry != nil
        else { return nil }
        let officer = Officers.of(.immigration, file.stays[place].state, user: person % 40 + 1)
        var input = ReadEntryExit.Input()
        input.record = id
        guard
            let reply = await world.ask(
                "ees.readEntryExit", input.wire, as: officer, for: .verification, case: "I-\(person)"
            ).reply,
            let version = reply.version
        else { return nil }
        return (id, version, reply.body, officer, place)
    }

    private func extend(_ person: Int, stay number: Int, in world: SimulatedWorld) async {
        guard let until = world.traveller(person).history.stays[number].extendedUntil,
            let found = await record(person, number, in: world)
        else { return }
        // An extension ends later than what it extends; of a family member no end is calculated.
        guard let end = found.body["record"]?.day("authorisedEnd"), until > end else { return }
        var input = ChangeStatus.Input()
        input.record = found.id
        input.status = .extended
        input.place = "Office of \(found.officer.authority)"
        input.decided = world.today(found.officer)
        input.ground = .humanitarian
        input.newExpiry = until
        let reply = await world.ask(
            "ees.changeStatus", input.wire, as: found.officer, for: .verification, case: "I-\(person)",
            version: found.version)
        if reply.reply != nil { world.truth.files[person]?.stays[found.place].decidedEnd = until }
    }

    private func revoke(_ person: Int, stay number: Int, in world: SimulatedWorld) async {
        guard let found = await record(person, number, in: world) else { return }
        var input = ChangeStatus.Input()
        input.record = found.id
        input.status = .revoked
        input.place = "Office of \(found.officer.authority)"
        input.decided = world.today(found.officer)
        input.ground = .returnDecision
        let reply = await world.ask(
            "ees.changeStatus", input.wire, as: found.officer, for: .verification, case: "I-\(person)",
            version: found.version)
        guard reply.reply != nil, let stay = world.truth.files[person]?.stays[found.place] else { return }
        // The stay ends with the decision, or has ended before it.
        let before = found.body["record"]?.day("authorisedEnd")
        world.truth.files[person]?.stays[found.place].decidedEnd =
            before.map { min($0, input.decided) } ?? (stay.isFamilyMember ? input.decided : stay.entry.map { $0 - 1 })
    }

    // MARK: - Inside

    private func checkInside(_ person: Int, in world: SimulatedWorld) async {
        let traveller = world.traveller(person).person
        var g = chance(person, 5, in: world)
        let officer = Officers.of(.immigration, Officers.states[g.below(Officers.states.count)], user: person % 40 + 1)
        var input = SearchFiles.Input()
        input.document = NumberOfIssuer(number: traveller.document.number, issuer: traveller.document.issuer)
        guard
            let body = await world.ask("ees.search", input.wire, as: officer, for: .verification, case: "K-\(person)")
                .reply?.body
        else { return }
        let hits = (body["hits"]?.elements ?? []).compactMap { $0.id("file") }
        let known = world.truth.files[person].flatMap { $0.documents.contains(0) ? $0.id : nil }
        if let known {
            if !hits.contains(known) { world.complain("truth", "a check inside did not find the file \(known)") }
            let stay = CalculateStay.Input.of(known)
            await world.ask("ees.calculateStay", stay.wire, as: officer, for: .verification, case: "K-\(person)")
        } else if hits.isEmpty {
            // Nothing is recorded: identification is open in this case, and in no other.
            var names = SearchFiles.Input()
            names.identity = EESForms.identity(traveller)
            await world.ask(
                "ees.search", names.wire, as: officer, for: .identification, case: "K-\(person)",
                expecting: .refusal(["forbidden"]))
            var doubt = StateDoubt.Input()
            doubt.ground = .fingerprintsUnusable
            doubt.reason = "Fingertips injured"
            await world.ask("ees.stateDoubt", doubt.wire, as: officer, for: .identification, case: "K-\(person)")
            await world.ask("ees.search", names.wire, as: officer, for: .identification, case: "K-\(person)")
            await world.ask(
                "ees.search", names.wire, as: officer, for: .identification, case: "another case",
                expecting: .refusal(["forbidden"]))
        }
    }

    // MARK: - The list of overstayers

    private func list(_ state: String, place: Int, in world: SimulatedWorld) async {
        let officer = Officers.of(.immigration, state)
        var input = ListOverstayers.Input()
        input.memberState = CountryCode(state)
        input.limit = 100
        var lines: [JSON] = []
        while true {
            guard
                let body = await world.ask("ees.listOverstayers", input.wire, as: officer, for: .verification).reply?
                    .body
            else { break }
            lines += body["overstayers"]?.elements ?? []
            guard let next = body.id("next") else { break }
            input.after = next
        }
        for line in lines { await consider(line, by: officer, in: world) }
        appoint(world.clock.now.adding(hours: 7 * 24), place, Self.listing, in: world)
    }

    private func consider(_ line: JSON, by officer: Caller, in world: SimulatedWorld) async {
        guard let entry = line.id("entry"), let file = line["file"]?.id("id"), let record = line["record"]?.id("id"),
            let person = world.truth.persons[file]
        else { return }
        var g = chance(person, 100 + Int(world.clock.now.utcDay.number), in: world)
        guard g.chance(permille: 25) else { return }
        var input = Delist.Input()
        input.entry = entry
        input.ground = g.chance(permille: 500) ? .error : .forcedToExceed
        input.evidence = "Hospital papers"
        guard
            await world.ask("ees.delist", input.wire, as: officer, for: .verification, case: "L-\(person)").reply != nil
        else { return }
        if let place = world.truth.files[person]?.stays.firstIndex(where: { $0.record == record }) {
            world.truth.files[person]?.stays[place].isDelisted = true
        }
    }
}

extension CalculateStay.Input {
    static func of(_ file: RecordID, asOf: Day? = nil) -> Self {
        var input = Self()
        input.file = file
        input.asOf = asOf
        return input
    }
}

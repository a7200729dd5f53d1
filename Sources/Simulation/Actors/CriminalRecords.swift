import Access
import ECRISTCN
import Identity
import Operations
import Registry
import Sandbox
import Wire

/// Central authorities that enter convicted third-country nationals, those of other Member States who ask where to ask, and
/// the end of the national records (2019/816).
final class CriminalRecords: SimulatedActor {
    static let name = "criminalRecords"

    private enum Act: Int { case enter, search, end }

    func plan(_ person: Int, in world: SimulatedWorld) {
        let convictions = world.labels.population.convictions(
            of: world.traveller(person).person, from: world.settings.firstDay, days: world.settings.days,
            permille: world.settings.convictedPermille)
        for (number, conviction) in convictions.enumerated() {
            appoint(
                Instant(day: conviction.convicted, secondOfDay: 36_000), person, number * 4 + Act.enter.rawValue,
                in: world)
        }
    }

    func keep(_ appointment: Appointment, in world: SimulatedWorld) async {
        let (person, number) = (Int(appointment.person), Int(appointment.step) / 4)
        let convictions = world.labels.population.convictions(
            of: world.traveller(person).person, from: world.settings.firstDay, days: world.settings.days,
            permille: world.settings.convictedPermille)
        guard convictions.indices.contains(number) else { return }
        switch Act(rawValue: Int(appointment.step) % 4) {
        case .enter: await enter(person, number, convictions[number], in: world)
        case .search: await search(person, number, convictions[number], in: world)
        case .end: await end(person, number, convictions[number], in: world)
        case nil: break
        }
    }

    private var entered: [Int: [Int: RecordID]] = [:]

    private func enter(_ person: Int, _ number: Int, _ conviction: Conviction, in world: SimulatedWorld) async {
        let traveller = world.traveller(person).person
        let state = conviction.state.text
        let authority = Officers.of(.criminalRecords, state)
        var input = EnterRecord.Input()
        input.reference = "\(state)-\(person)-\(number)"
        input.person = CriminalRecords.form(traveller.identity)
        if conviction.hasFingerprints {
            input.fingerprintDuty = .custodialSentence
            input.fingerprints = (1...10).map {
                FingerprintImpression(
                    position: $0, format: EESForms.fingerprintFormat, data: EESForms.sample(traveller, position: $0, taking: .court))
            }
        }
        if conviction.isTerrorist { input.flags = [NewFlag(.terrorist, convicted: conviction.convicted)] }
        input.nationalRecordKeptUntil = conviction.convicted.adding(years: 5)
        // Another kind of authority of the same Member State enters nothing.
        await world.ask(
            "ecris-tcn.enterRecord", input.wire, as: Officers.of(.police, state), for: .criminalProceedings,
            case: "C-\(person)",
            expecting: .refusal(["forbidden"]))
        let reply = await world.ask(
            "ecris-tcn.enterRecord", input.wire, as: authority, for: .criminalProceedings, case: "C-\(person)"
        ).reply
        guard let id = reply?.body.id("id") else { return }
        entered[person, default: [:]][number] = id
        // A month after the national record (2019/816 Article 8(2)).
        world.truth.records[id] = Truth.RecordTruth(
            kind: DataRecord.kind, person: person, lastDay: conviction.convicted.adding(years: 5).adding(months: 1))
        var g = chance(person, number, in: world)
        appoint(
            world.clock.now.adding(hours: Int64(24 * (3 + g.below(60)))), person, number * 4 + Act.search.rawValue,
            in: world)
        if g.chance(permille: 150) {
            appoint(
                world.clock.now.adding(hours: Int64(24 * (70 + g.below(150)))), person, number * 4 + Act.end.rawValue,
                in: world)
        }
    }

    static func form(_ identity: PersonIdentity) -> ConvictedPerson {
        var form = ConvictedPerson()
        form.surnames = identity.surnames
        form.givenNames = identity.givenNames
        form.dateOfBirth = identity.dateOfBirth
        form.townOfBirth = identity.placeOfBirth
        form.countryOfBirth = identity.countryOfBirth
        form.nationalities = identity.nationalities
        form.gender = identity.sex
        if identity.surnames.isEmpty { form.notKnown.append(.surnames) }
        if identity.givenNames.isEmpty { form.notKnown.append(.givenNames) }
        if identity.dateOfBirth == nil { form.notKnown.append(.dateOfBirth) }
        if identity.placeOfBirth == nil { form.notKnown.append(.townOfBirth) }
        if identity.countryOfBirth == nil { form.notKnown.append(.countryOfBirth) }
        if identity.nationalities.isEmpty { form.notKnown.append(.nationalities) }
        if identity.sex == nil { form.notKnown.append(.gender) }
        return form
    }

    /// Another Member State asks where; the answer says where and never what.
    private func search(_ person: Int, _ number: Int, _ conviction: Conviction, in world: SimulatedWorld) async {
        guard let id = entered[person]?[number], world.truth.records[id] != nil else { return }
        let traveller = world.traveller(person).person
        let other = Officers.of(.criminalRecords, conviction.state.text == "FRA" ? "DEU" : "FRA")
        var input = SearchRecords.Input()
        input.identity = traveller.identity
        let body = await world.ask(
            "ecris-tcn.search", input.wire, as: other, for: .criminalProceedings, case: "C-\(person)-\(number)"
        ).reply?.body
        let states = (body?["memberStates"]?.elements ?? []).compactMap(\.text)
        if body != nil, !states.contains(conviction.state.text) {
            world.complain("truth", "ECRIS-TCN did not name \(conviction.state.text) for person \(person)")
        }
        if let hits = body?["hits"]?.elements, hits.contains(where: { !($0["flags"]?.elements ?? []).isEmpty }) {
            world.complain("rights", "a flag was shown to a central authority (2019/816 5(7))")
        }
        // What was identified may be read in this case, and in no other.
        let read = JSON.object(["record": .string(id.description)])
        await world.ask(
            "ecris-tcn.readRecord", read, as: other, for: .criminalProceedings, case: "C-\(person)-\(number)")
        await world.ask(
            "ecris-tcn.readRecord", read, as: other, for: .criminalProceedings, case: "another case",
            expecting: .refusal(["ecris-tcn/not-identified"]))
    }

    private func end(_ person: Int, _ number: Int, _ conviction: Conviction, in world: SimulatedWorld) async {
        guard let id = entered[person]?[number] else { return }
        let authority = Officers.of(.criminalRecords, conviction.state.text)
        var input = RecordNationalErasure.Input()
        input.record = id
        input.erased = world.today(authority)
        let reply = await world.ask(
            "ecris-tcn.recordNationalErasure", input.wire, as: authority, for: .criminalProceedings, case: "C-\(person)")
        if reply.reply?.body["erased"] == .bool(true) { world.truth.records[id] = nil }
    }
}

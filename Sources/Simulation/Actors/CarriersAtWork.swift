import Access
import Carriers
import EES
import Identity
import Installation
import Operations
import Sandbox
import Wire

/// Travellers who ask for their remaining days, and a carrier who may not ask in their place; which asks the gateway before
/// boarding instead, and gets what the extract of last midnight has (2017/2226 Article 13, 767/2008 Article 45c, 2018/1240 Article 45).
final class CarriersAtWork: SimulatedActor {
    static let name = "carriers"

    private static let registering = 100_000

    func begin(in world: SimulatedWorld) {
        appoint(Instant(day: world.settings.firstDay, secondOfDay: 5), 0, Self.registering, in: world)
    }

    func plan(_ person: Int, in world: SimulatedWorld) {
        for (number, stay) in world.traveller(person).history.stays.enumerated() {
            var g = chance(person, number, in: world)
            guard g.chance(permille: world.settings.carrierPermille) else { continue }
            let at = stay.entry.instant.adding(hours: -Int64(3 + g.below(40)))
            if world.settings.isCarrierDay(at.utcDay) { appoint(at, person, number, in: world) }
        }
    }

    func keep(_ appointment: Appointment, in world: SimulatedWorld) async {
        let (person, number) = (Int(appointment.person), Int(appointment.step))
        if number == Self.registering { return await register(in: world) }
        let traveller = world.traveller(person)
        let stay = traveller.history.stays[number]
        let document = EESForms.document(traveller.person, stay.document)
        let carrier = Officers.of(.carrier, nil)
        var question = CheckForTraveller.Input()
        question.document = NumberOfIssuer(number: document.number, issuer: document.issuer)
        question.entry = stay.entry.day
        await world.ask(
            "ees.checkForTraveller", question.wire, as: Officers.of(.operator_, nil), for: .dataSubjectRequest)
        await world.ask(
            "ees.checkForTraveller", question.wire, as: carrier, for: .boarding, expecting: .refusal(["forbidden"]))
        await verify(person, stay, traveller, by: carrier, in: world)
    }

    /// The carrier registers and is connected after its tests (2022/1409 Articles 10, 12).
    private func register(in world: SimulatedWorld) async {
        let carrier = Officers.of(.carrier, nil)
        let operator_ = Installation.operatorCaller
        var input = RegisterCarrier.Input()
        input.authority = carrier.authority
        input.form.legalName = "SYNTHETIC Airways"
        (input.form.email, input.form.telephone) = ("gateway@airways.example", "+000000000")
        (input.form.postalAddress, input.form.representative) = ("1 Runway", "A Representative")
        input.form.representativeEmail = "representative@airways.example"
        input.form.registeredIn = CountryCode("FRA") ?? .unspecified
        (input.form.operatesIntoMemberStates, input.form.meetsSecurityRequirements) = (true, true)
        (input.form.authorisedStaffOnly, input.form.constitutionAttached) = (true, true)
        await world.ask("carriers.register", input.wire, as: operator_, for: .administration)
        // Before it is connected it gets no answer.
        await world.ask(
            "carriers.verify", query(nil, arrival: world.clock.now.utcDay, in: world).wire, as: carrier, for: .boarding,
            expecting: .refusal(["carriers/not-connected"]))
        var step = ChangeRegistration.Input()
        (step.authority, step.step) = (carrier.authority, .connect)
        await world.ask("carriers.changeRegistration", step.wire, as: operator_, for: .administration)
    }

    private func query(_ passenger: Passenger?, arrival: Day, in world: SimulatedWorld) -> CarrierQuery {
        var query = CarrierQuery()
        query.transport = "SX 1"
        query.departure = LocalTime(day: world.clock.now.utcDay + 1, minuteOfDay: 720) ?? query.departure
        query.departureMinutesEastOfUTC = 0
        query.arrival = arrival
        query.entryState = CountryCode("FRA")
        query.passengers = [passenger ?? Passenger()]
        return query
    }

    private func verify(_ person: Int, _ stay: Sandbox.Stay, _ traveller: Traveller, by carrier: Caller, in world: SimulatedWorld) async {
        let (identity, document) = (traveller.person.identity, traveller.person.documents[stay.document])
        let isExempt = traveller.person.visaRequirement == .exempt
        let nationality = identity.nationalities.first ?? document.issuer
        // Those whom the law and the population see alike.
        guard TravelScope.needsVisa(nationality, on: stay.entry.day) != isExempt, !TravelScope.isOutside(nationality, on: stay.entry.day),
            let born = isExempt ? PartialDate(traveller.person.born) : identity.dateOfBirth
        else { return }
        var passenger = Passenger()
        (passenger.surname, passenger.givenNames) = (identity.surnames.first ?? "X", identity.givenNames.first ?? "X")
        (passenger.dateOfBirth, passenger.sex, passenger.nationality) = (born, identity.sex ?? .unspecified, nationality)
        passenger.document = PassengerDocument(
            kind: document.kind, number: document.number, issuer: document.issuer, expiry: document.expiry)
        var query = query(passenger, arrival: max(stay.entry.day, world.clock.now.utcDay), in: world)
        query.entryState = stay.entry.point.state
        guard
            let body = await world.ask("carriers.verify", query.wire, as: carrier, for: .boarding).reply?.body,
            let said = body["passengers"]?.elements?.first?["answer"]?.text
        else { return }
        let expected =
            isExempt
            ? authorised(person, document.key, query, in: world) : visa(person, document.key, query, in: world)
        if let expected, said != expected {
            world.complain("truth", "a carrier was told \(said) of person \(person), not \(expected)")
        }
    }

    /// Whether an authorisation stood at midnight that covers the arrival.
    private func authorised(_ person: Int, _ key: String, _ query: CarrierQuery, in world: SimulatedWorld) -> String? {
        let midnight = Instant(day: world.clock.now.utcDay)
        let held = (world.truth.authorisationFiles[person] ?? []).compactMap { world.truth.authorisations[$0]?.before(midnight) }
        // Whether a revocation that was asked for has taken effect depends on the exit.
        if world.truth.revocationsAwaited.contains(person) { return nil }
        return held.contains {
            $0.documentKey == key && $0.status == .issued && ($0.issued.map { $0 <= query.arrival } ?? false)
                && ($0.until.map { query.arrival <= $0 } ?? false)
        } ? "OK" : "NOT OK"
    }

    /// Whether a visa stood at midnight that covers the arrival; `nil` where it turns on days that are nearly used up.
    private func visa(_ person: Int, _ key: String, _ query: CarrierQuery, in world: SimulatedWorld) -> String? {
        let midnight = Instant(day: world.clock.now.utcDay)
        let files = (world.truth.visaFiles[person] ?? []).compactMap { world.truth.visas[$0]?.before(midnight) }
        let state = query.entryState?.text ?? ""
        let valid = files.filter { file in
            guard file.documentKey == key, file.status.isInForce, let document = file.document else { return false }
            return document.validFrom <= query.arrival && query.arrival <= document.validUntil
                && (document.territory.isEmpty || document.territory.contains(state))
        }
        let stays = world.truth.files[person]?.stays ?? []
        // A visa that only the EES has seen counts too, unless the VIS knows it; here the VIS knows all.
        guard !valid.isEmpty else { return "NOT OK" }
        guard let file = valid.last, let document = file.document else { return nil }
        let used = stays.filter {
            $0.visa?.sticker.number == document.sticker || file.events.contains { $0.document?.sticker == document.sticker } && $0.visa != nil
        }
        if document.entries != nil { return used.isEmpty && stays.isEmpty ? "OK" : nil }
        let recount = Recount(Recount.standing(stays, on: query.arrival), on: query.arrival)
        guard let recount, !recount.present, recount.usedDays < 60 else { return stays.isEmpty ? "OK" : nil }
        return stays.allSatisfy { $0.visa?.days ?? 90 >= 90 } ? "OK" : nil
    }
}

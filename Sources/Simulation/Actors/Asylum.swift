import Access
import Eurodac
import Identity
import Operations
import Registry
import Sandbox
import Wire

/// Asylum, border and immigration authorities that take fingerprints and transmit them to Eurodac, several of them of one
/// person on the way through the Union (2024/1358).
final class Asylum: SimulatedActor {
    static let name = "asylum"

    private func history(_ person: Int, in world: SimulatedWorld) -> AsylumHistory? {
        world.labels.population.asylumHistory(
            of: world.traveller(person).person, from: world.settings.firstDay, days: world.settings.days,
            permille: world.settings.asylumPermille)
    }

    func plan(_ person: Int, in world: SimulatedWorld) {
        for (number, taking) in (history(person, in: world)?.takings ?? []).enumerated() {
            var g = chance(person, number, in: world)
            appoint(Instant(day: taking.day, secondOfDay: 30_000 + g.below(30_000)), person, number, in: world)
        }
    }

    func keep(_ appointment: Appointment, in world: SimulatedWorld) async {
        let (person, number) = (Int(appointment.person), Int(appointment.step))
        guard let takings = history(person, in: world)?.takings, takings.indices.contains(number) else { return }
        let taking = takings[number]
        let officer = Asylum.officer(taking.category, taking.state.text)
        let today = world.today(officer.caller)
        guard let input = form(person, number, taking, on: today, in: world) else { return }
        // The police collects nothing for Eurodac.
        await world.ask(
            "eurodac.transmitDataset", input.wire, as: Officers.of(.police, taking.state.text), for: .policeCheck,
            case: "Y-\(person)", expecting: .refusal(["forbidden"]))
        let reply = await world.ask(
            "eurodac.transmitDataset", input.wire, as: officer.caller, for: officer.purpose, case: "Y-\(person)"
        ).reply
        guard let id = reply?.body.id("dataset") else { return }
        // Ten years from the transmission for applicants, five for the others (2024/1358 Article 29).
        let years = taking.category == .applicant ? 10 : 5
        world.truth.records[id] = Truth.RecordTruth(
            kind: EurodacDataset.kind, person: person, lastDay: today.adding(years: years))
        if let kept = reply?.body.day("keptUntil"), kept != today.adding(years: years) {
            world.complain(
                "erasure",
                "a \(taking.category.rawValue) of Eurodac is kept until \(kept) and not \(today.adding(years: years))")
        }
        // Nobody but the Member State of origin reads the set.
        let read = JSON.object(["dataset": .string(id.description)])
        let stranger = Officers.of(.asylum, taking.state.text == "FRA" ? "DEU" : "FRA")
        await world.ask(
            "eurodac.readDataset", read, as: stranger, for: .asylumExamination, case: "Y-\(person)",
            expecting: .refusal(["forbidden", "not-found"]))
    }

    /// Who takes the prints of a category.
    static func officer(_ category: AsylumHistory.Category, _ state: String) -> (caller: Caller, purpose: Purpose) {
        switch category {
        case .applicant: (Officers.of(.asylum, state), .asylumExamination)
        case .irregularCrossing: (Officers.of(.border, state), .borderCheck)
        case .illegalStay: (Officers.of(.immigration, state), .verification)
        }
    }

    static func category(_ category: AsylumHistory.Category) -> EurodacCategory {
        switch category {
        case .applicant: .applicant
        case .irregularCrossing: .irregularCrossing
        case .illegalStay: .illegalStay
        }
    }

    /// The Member State's reference number of a set, its digit that of the category.
    static func reference(_ category: AsylumHistory.Category, _ state: CountryCode, _ number: String) -> ReferenceNumber? {
        let digit =
            switch category {
            case .applicant: 1
            case .irregularCrossing: 2
            case .illegalStay: 3
            }
        return state.alpha2.flatMap { ReferenceNumber(wireText: "\($0)\(digit)\(number)") }
    }

    private func form(
        _ person: Int, _ number: Int, _ taking: AsylumHistory.Taking, on today: Day, in world: SimulatedWorld
    ) -> TransmitDataset.Input? {
        let traveller = world.traveller(person).person
        guard let reference = Asylum.reference(taking.category, taking.state, "\(person)-\(number)") else { return nil }
        var identity = taking.alias ?? traveller.identity
        identity.category = .confirmed
        identity.sex = identity.sex ?? .unspecified
        if identity.dateOfBirth == nil { identity.dateOfBirth = PartialDate(traveller.born) }
        var input = TransmitDataset.Input()
        input.data.category = Asylum.category(taking.category)
        input.data.reference = reference
        input.data.biometrics = BiometricSet(
            fingerprints: (1...10).map {
                Fingerprint(position: $0, format: EESForms.fingerprintFormat, data: EESForms.sample(traveller, position: $0, taking: .asylum))
            },
            facialImage: FacialImage(format: EESForms.faceFormat, data: EESForms.sample(traveller, position: 0, taking: .asylum)))
        input.data.taken = today
        input.data.identity = identity
        input.data.place = "Reception centre"
        input.data.event = today
        return input
    }
}

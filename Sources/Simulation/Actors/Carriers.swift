import Access
import EES
import Identity
import Operations
import Sandbox
import Wire

/// Travellers who ask for their remaining days, and carriers who may not ask in their place (Article 13).
final class Carriers: SimulatedActor {
    static let name = "carriers"

    func plan(_ person: Int, in world: SimulatedWorld) {
        for (number, stay) in world.traveller(person).history.stays.enumerated() {
            var g = chance(person, number, in: world)
            guard g.chance(permille: world.settings.carrierPermille) else { continue }
            appoint(stay.entry.instant.adding(hours: -Int64(3 + g.below(40))), person, number, in: world)
        }
    }

    func keep(_ appointment: Appointment, in world: SimulatedWorld) async {
        let (person, number) = (Int(appointment.person), Int(appointment.step))
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
    }
}

import Access
import EES
import Identity
import Operations
import Sandbox
import Wire

/// Carriers before boarding, and travellers who ask for their remaining days (Article 13).
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
        var input = CheckForCarrier.Input()
        input.identity = EESForms.identity(traveller.person)
        input.document = EESForms.document(traveller.person, stay.document)
        input.arrival = stay.entry.day
        input.entryState = stay.entry.point.state
        let carrier = Officers.of(.carrier, nil)
        let body = await world.ask("ees.checkForCarrier", input.wire, as: carrier, for: .boarding).reply?.body
        // The reply says a word and when the data are of; a carrier learns nothing else.
        if let body, case .object(let object) = body, Set(object.names) != ["answer", "dataOf"] {
            world.complain("rights", "a carrier was told \(object.names.joined(separator: ", "))")
        }
        if traveller.person.visaRequirement == .exempt, let answer = body?["answer"]?.text, answer != "NOT APPLICABLE" {
            world.complain("truth", "a carrier got \(answer) of a visa-exempt traveller from the entries of visas")
        }
        var question = CheckForTraveller.Input()
        question.document = NumberOfIssuer(number: input.document.number, issuer: input.document.issuer)
        question.entry = stay.entry.day
        await world.ask(
            "ees.checkForTraveller", question.wire, as: Officers.of(.operator_, nil), for: .dataSubjectRequest)
        await world.ask(
            "ees.checkForTraveller", question.wire, as: carrier, for: .boarding, expecting: .refusal(["forbidden"]))
    }
}

import Access
import EES
import Identity
import Interoperability
import Operations
import Registry
import Sandbox
import Wire

/// Those of the labelled world who show a document that is not theirs, forged or altered, and the guards who look at it: the one
/// whose document it is must be found by it, and nobody who is not there.
final class Impostors: SimulatedActor {
    static let name = "impostors"

    /// Files under an identity that nobody has are kept in the truth from this number on.
    static let invented = 1_000_000_000

    func plan(_ person: Int, in world: SimulatedWorld) {
        guard let second = second(person, in: world), second.kind.isFraud else { return }
        var g = chance(person, in: world)
        let day = world.settings.firstDay + 20 + g.below(max(1, world.settings.days - 20))
        appoint(Instant(day: day, secondOfDay: 26_000 + g.below(40_000)), person, 0, in: world)
    }

    private func second(_ person: Int, in world: SimulatedWorld) -> SecondIdentity? {
        world.population.secondIdentity(of: world.traveller(person).person)
    }

    func keep(_ appointment: Appointment, in world: SimulatedWorld) async {
        let person = Int(appointment.person)
        guard let second = second(person, in: world) else { return }
        let traveller = world.traveller(person).person
        var g = chance(person, 1, in: world)
        let point = CrossingPoint.all[g.below(CrossingPoint.all.count)]
        let officer = Officers.of(.border, point.state.text, user: person % 90 + 1)
        var question = PortalQuestion()
        question.document = .init(number: second.document.number, issuer: second.document.issuer)
        question.surnames = Array(second.identity.surnames.prefix(10))
        question.givenNames = Array(second.identity.givenNames.prefix(10))
        question.dateOfBirth = second.identity.dateOfBirth
        question.limit = 20
        guard
            let body = await world.ask(
                "portal.search", question.wire, as: officer, for: .borderCheck, case: "F-\(person)"
            ).reply?.body
        else { return }
        let found = Set(
            (body["systems"]?.elements ?? []).flatMap { $0["ees"]?.elements ?? [] }.compactMap { $0["file"]?.id("file") })
        let holder = second.victimTruth ?? (second.kind == .alteredData ? person : nil)
        if let holder, let file = world.truth.files[holder], file.documents.contains(0), !found.contains(file.id) {
            world.complain("truth", "the holder of the document that person \(person) shows was not found")
        }
        for file in found where world.truth.persons[file] == nil {
            world.complain("truth", "the portal shows the file \(file), which nobody has")
        }
        // Whoever is inside does not stand at the border. Of a genuine document of somebody else's nothing is recorded: the file
        // would be its holder's.
        let isInside = world.truth.files[person]?.stays.contains { $0.exit == nil } ?? false
        guard second.kind != .impostor, !isInside else { return }
        await refuse(person, traveller, second, at: point, by: officer, in: world)
    }

    /// Entry is refused on a false, counterfeit or forged document (Schengen Borders Code, Annex V Part B, reason B).
    private func refuse(
        _ person: Int, _ traveller: Person, _ second: SecondIdentity, at point: Sandbox.CrossingPoint, by officer: Caller,
        in world: SimulatedWorld
    ) async {
        let key = second.kind == .forgedDocument ? Self.invented + person : person
        let known = world.truth.files[key]
        let today = world.today(officer)
        var input = RecordRefusal.Input()
        (input.crossingPoint, input.day, input.reasons) = (point.code, today, [.B])
        if let known {
            input.file = known.id
        } else {
            input.newFile = NewFile(
                traveller: traveller.visaRequirement == .required ? .visaRequired : .visaExempt,
                identity: RegisteredIdentity(
                    surnames: second.identity.surnames, givenNames: second.identity.givenNames,
                    dateOfBirth: second.identity.dateOfBirth, nationalities: second.identity.nationalities,
                    sex: second.identity.sex),
                document: RegisteredDocument(
                    kind: second.document.kind, number: second.document.number, issuer: second.document.issuer,
                    expiry: second.document.expiry))
        }
        var wanted = true
        if let known { wanted = !(await world.holdsSamples(known, as: officer, case: "F-\(person)")) }
        if wanted {
            input.facialImage = EESForms.face(traveller)
            // Of a new file the age is the one that the document says.
            let born = known == nil ? second.identity.dateOfBirth : traveller.identity.dateOfBirth
            input.fingerprints = EESForms.fingerprints(traveller, born: born, on: today)
        }
        guard
            let file = await world.ask(
                "ees.recordRefusal", input.wire, as: officer, for: .borderCheck, case: "F-\(person)"
            ).reply?.body.id("file")
        else { return }
        if known == nil {
            world.truth.files[key] = Truth.FileTruth(
                id: file, opened: today, visaRequired: traveller.visaRequirement == .required,
                documents: second.kind == .alteredData ? [0] : [], samples: wanted)
            world.truth.persons[file] = key
        } else if wanted {
            world.truth.files[key]?.samples = true
        }
        world.truth.files[key]?.refusals.append(today)
    }
}

import Access
import EES
import Identity
import Interoperability
import Operations
import Registry
import SIS
import Sandbox
import Wire

/// Whoever tries what comes to mind: every kind of authority, every purpose, on people and alerts that are there and on
/// some that are not. What they get is what the table of rights written by hand gives them, and nothing else.
final class Intrusion: SimulatedActor {
    static let name = "intrusion"

    func begin(in world: SimulatedWorld) {
        for day in 0..<world.settings.days {
            for number in 0..<world.settings.intrusionsPerDay {
                var g = chance(day, number, in: world)
                appoint(
                    Instant(day: world.settings.firstDay + day, secondOfDay: 4_000 + g.below(80_000)), day, number,
                    in: world)
            }
        }
    }

    func keep(_ appointment: Appointment, in world: SimulatedWorld) async {
        var g = chance(Int(appointment.person), 1000 + Int(appointment.step), in: world)
        let kind = AuthorityKind.allCases[g.below(AuthorityKind.allCases.count)]
        let purpose = Purpose.allCases[g.below(Purpose.allCases.count)]
        let isAgency = [
            .europol, .eurojust, .eppo, .etiasCentral, .ebcgTeam, .asylumSupportTeam, .carrier, .supervisory, .operator_,
        ].contains(kind)
        let state = Officers.states[g.below(Officers.states.count)]
        let caller = Officers.of(kind, isAgency ? nil : state, user: 99)
        let person = g.below(max(1, world.population.count))
        let attempt = g.below(12)
        await look(attempt, person, as: caller, for: purpose, in: world)
        // Every second one asks once more, with a purpose that their kind of authority really has.
        if g.chance(permille: 500), let usual = Intrusion.usual[kind] {
            await look(attempt, person, as: caller, for: usual, in: world)
        }
        await change(g.below(5), person, as: caller, for: purpose, in: world)
    }

    private static let usual: [AuthorityKind: Purpose] = [
        .border: .borderCheck, .immigration: .verification, .visa: .visaExamination, .asylum: .securityCheck,
        .screening: .securityCheck, .police: .policeCheck,
        .judicial: .criminalProceedings, .designated: .travelHistory, .europol: .mandate, .eurojust: .mandate,
        .etiasCentral: .etiasProcessing, .etiasNational: .etiasProcessing, .sirene: .supplementaryInformation,
        .ebcgTeam: .borderCheck,
        .vehicleRegistration: .registration, .naturalisation: .naturalisation, .facilitation: .facilitationProgramme,
        .carrier: .boarding, .supervisory: .supervision, .centralAccessPoint: .lawEnforcement,
    ]

    /// Reads and searches: the witness says whether the outcome is right.
    private func look(_ attempt: Int, _ person: Int, as caller: Caller, for purpose: Purpose, in world: SimulatedWorld)
        async
    {
        let traveller = world.traveller(person).person
        let file = world.truth.files[person]?.id ?? RecordID(high: 1, low: UInt64(person))
        let entered = world.truth.alertsEntered
        let alert = entered.isEmpty ? "FRA0000000000000" : entered[person % entered.count]
        var page = FilePage()
        page.file = file
        var search = SearchFiles.Input()
        search.document = NumberOfIssuer(number: traveller.document.number, issuer: traveller.document.issuer)
        var question = PortalQuestion()
        question.document = .init(number: traveller.document.number, issuer: traveller.document.issuer)
        question.surnames = Array(traveller.identity.surnames.prefix(10))
        question.dateOfBirth = traveller.identity.dateOfBirth
        var list = ListOverstayers.Input()
        list.limit = 5
        var objects = SearchObjects.Input()
        objects.documentNumber = traveller.document.number
        let asked: (String, JSON) =
            switch attempt {
            case 0: ("ees.readFile", FileReference(file).wire)
            case 1: ("ees.listEntryExits", page.wire)
            case 2: ("ees.listRefusals", page.wire)
            case 3: ("ees.calculateStay", CalculateStay.Input.of(file).wire)
            case 4: ("ees.search", search.wire)
            case 5: ("ees.listOverstayers", list.wire)
            case 6: ("ees.exportFile", FileReference(file).wire)
            case 7, 8: ("sis.readAlert", AlertReference(alert).wire)
            case 9: ("sis.searchObjects", objects.wire)
            case 10: ("sis.listOwnAlerts", ListOwnAlerts.Input(limit: 5).wire)
            default: ("portal.search", question.wire)
            }
        await world.ask(
            asked.0, asked.1, as: caller, for: purpose, case: "X-\(person)",
            expecting: .whateverIsRight)
    }

    /// Changes, only where no line of the table gives the right under whatever facts: they must fail.
    private func change(
        _ attempt: Int, _ person: Int, as caller: Caller, for purpose: Purpose, in world: SimulatedWorld
    ) async {
        guard let file = world.truth.files[person] else { return }
        let alert = world.truth.alertNumbers[person]?.first
        var erase = EraseFile.Input()
        erase.file = file.id
        erase.evidence = "None"
        var exit = RecordExit.Input()
        exit.file = file.id
        exit.crossingPoint = "FRCDG"
        var delist = Delist.Input()
        delist.entry = file.id
        delist.evidence = "None"
        var status = ChangeStatus.Input()
        status.record = file.stays.last?.record ?? file.id
        status.place = "Nowhere"
        status.decided = world.clock.now.utcDay
        status.newExpiry = world.clock.now.utcDay + 300
        let asked: (String, JSON, AccessAction, SystemName, DataGroup, Int?) =
            switch attempt {
            case 0: ("ees.eraseFile", erase.wire, .delete, .EES, "individualFile", nil)
            case 1: ("ees.recordExit", exit.wire, .create, .EES, "entryExitRecords", nil)
            case 2: ("ees.delist", delist.wire, .delete, .EES, "overstayerList", nil)
            case 3: ("ees.changeStatus", status.wire, .update, .EES, "authorisationStatus", 1)
            default:
                (
                    "sis.deleteAlert", DeleteAlert.Input(alert ?? "FRA0000000000000", ground: .purposeAchieved).wire,
                    .delete, .SIS,
                    DataGroup(rawValue: world.truth.alerts[alert ?? ""]?.group ?? "arrest"), nil
                )
            }
        let everything = Set(Condition.allCases).subtracting([
            .nonGovernment, .temporarilyUnavailable, .noRightToLinkedAlert,
        ])
        let question = AccessQuestion(
            authority: caller.kind, purpose: purpose, system: asked.3, action: asked.2, data: asked.4,
            conditions: everything)
        guard !world.witness.table.allows(question) else { return }
        await world.ask(
            asked.0, asked.1, as: caller, for: purpose, case: "X-\(person)", version: asked.5,
            expecting: .refusal(["forbidden", "not-found"]))
    }
}

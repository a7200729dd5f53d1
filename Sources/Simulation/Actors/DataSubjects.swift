import Access
import EES
import Identity
import Operations
import Registry
import Sandbox
import Wire

/// Persons who ask what is held on them, or that it go, and the Member States that answer in time, late or not at all
/// (Article 52).
final class DataSubjects: SimulatedActor {
    static let name = "dataSubjects"

    private enum Act: Int { case submit, forward, decide }

    private struct Asked {
        var id: RecordID
        var officer: Caller
        var right: DataSubjectRequest.Right
        var version: Int
    }
    private var asked: [Int: Asked] = [:]

    func plan(_ person: Int, in world: SimulatedWorld) {
        var g = chance(person, in: world)
        guard g.chance(permille: world.settings.dataSubjectPermille) else { return }
        let day = world.settings.firstDay + 30 + g.below(max(1, world.settings.days - 30))
        appoint(Instant(day: day, secondOfDay: 28_800 + g.below(30_000)), person, Act.submit.rawValue, in: world)
    }

    func keep(_ appointment: Appointment, in world: SimulatedWorld) async {
        let person = Int(appointment.person)
        switch Act(rawValue: Int(appointment.step)) {
        case .submit: await submit(person, in: world)
        case .forward: await forward(person, in: world)
        case .decide: await decide(person, in: world)
        case nil: break
        }
    }

    private func submit(_ person: Int, in world: SimulatedWorld) async {
        guard let file = world.truth.files[person]?.id else { return }
        var g = chance(person, 1, in: world)
        let officer = Officers.of(
            g.chance(permille: 500) ? .immigration : .border, Officers.states[g.below(Officers.states.count)])
        let right: DataSubjectRequest.Right = g.chance(permille: 600) ? .access : .erasure
        var input = SubmitDataSubjectRequest.Input()
        input.file = file
        input.right = right
        input.statement = "I want to know, or to be forgotten"
        let reply = await world.ask(
            "ees.submitDataSubjectRequest", input.wire, as: officer, for: .dataSubjectRequest, case: "D-\(person)"
        ).reply
        guard let reply, let id = reply.body.id("id") else { return }
        asked[person] = Asked(id: id, officer: officer, right: right, version: 1)
        let today = world.today(officer)
        let responsible = reply.body["request"]?["responsible"]?.text
        let elsewhere = responsible != officer.memberState
        world.truth.clocks[id] = [
            Truth.ClockTruth(
                notice: "ees.dataSubjectRequestDue", recipient: officer.memberState ?? "",
                dueOn: today + (elsewhere ? 7 : 45))
        ]
        // Four in ten answer in time, some late, some never.
        let course = g.below(10)
        if elsewhere, course < 7 {
            appoint(world.clock.now.adding(hours: Int64(20 + g.below(130))), person, Act.forward.rawValue, in: world)
        }
        if course < 8 {
            let days = course < 6 ? 8 + g.below(30) : 50 + g.below(40)
            appoint(world.clock.now.adding(hours: Int64(days * 24)), person, Act.decide.rawValue, in: world)
        }
    }

    private func forward(_ person: Int, in world: SimulatedWorld) async {
        guard let known = asked[person], let version = await world.version(of: known.id) else { return }
        var input = DecideDataSubjectRequest.Input()
        input.request = known.id
        input.state = .forwarded
        let reply = await world.ask(
            "ees.decideDataSubjectRequest", input.wire, as: known.officer, for: .dataSubjectRequest,
            case: "D-\(person)", version: version)
        guard let body = reply.reply?.body, let answerBy = body.day("answerBy") else { return }
        let today = world.clock.now.utcDay
        world.truth.clocks[known.id]?[0].done = today
        world.truth.clocks[known.id]?.append(
            Truth.ClockTruth(
                notice: "ees.dataSubjectRequestDue", recipient: known.officer.memberState ?? "", dueOn: answerBy))
    }

    private func decide(_ person: Int, in world: SimulatedWorld) async {
        guard let known = asked[person], let version = await world.version(of: known.id) else { return }
        // A Member State that has nothing to do with it sees no such request.
        let request = world.truth.clocks[known.id]?.first
        var read = ReadDataSubjectRequest.Input()
        read.request = known.id
        if let body = await world.ask(
            "ees.readDataSubjectRequest", read.wire, as: known.officer, for: .dataSubjectRequest
        ).reply?.body,
            let responsible = body["request"]?["responsible"]?.text, request != nil
        {
            let stranger = Officers.states.first { $0 != responsible && $0 != known.officer.memberState } ?? "FRA"
            await world.ask(
                "ees.readDataSubjectRequest", read.wire, as: Officers.of(.immigration, stranger),
                for: .dataSubjectRequest,
                expecting: .refusal(["not-found"]))
        }
        var g = chance(person, 2, in: world)
        let granted = g.chance(permille: 600)
        var input = DecideDataSubjectRequest.Input()
        input.request = known.id
        input.state = granted ? .granted : .refused
        if !granted {
            await world.ask(
                "ees.decideDataSubjectRequest", input.wire, as: known.officer, for: .dataSubjectRequest,
                version: version,
                expecting: .refusal(["ees/reasons-missing"]))
            input.reasons = "The data are right; a court may be asked."
        }
        let reply = await world.ask(
            "ees.decideDataSubjectRequest", input.wire, as: known.officer, for: .dataSubjectRequest,
            case: "D-\(person)", version: version)
        guard reply.reply != nil else { return }
        let today = world.clock.now.utcDay
        if let last = world.truth.clocks[known.id]?.indices.last { world.truth.clocks[known.id]?[last].done = today }
        if granted { await carryOut(person, known, in: world) }
    }

    private func carryOut(_ person: Int, _ known: Asked, in world: SimulatedWorld) async {
        guard let file = world.truth.files[person] else { return }
        switch known.right {
        case .access:
            let body = await world.ask(
                "ees.exportFile", FileReference(file.id).wire, as: known.officer, for: .dataSubjectRequest,
                case: "D-\(person)"
            ).reply?.body
            let shown = body?["entryExits"]?.elements?.count ?? 0
            let real = Recount.standing(file.stays, on: world.clock.now.utcDay).count
            if body != nil, shown != real {
                world.complain("truth", "person \(person) was shown \(shown) stays and has \(real)")
            }
        default:
            var input = EraseFile.Input()
            input.file = file.id
            input.ground = .unlawful
            input.evidence = "A decision of the authority"
            let reply = await world.ask(
                "ees.eraseFile", input.wire, as: known.officer, for: .dataSubjectRequest, case: "D-\(person)")
            guard reply.reply != nil else { return }
            world.truth.files[person] = nil
            world.truth.persons[file.id] = nil
            await world.ask(
                "ees.readFile", FileReference(file.id).wire, as: known.officer, for: .dataSubjectRequest,
                case: "D-\(person)",
                expecting: .refusal(["not-found"]))
        }
    }
}

import Access
import EES
import Identity
import Operations
import Registry
import Sandbox
import Wire

/// Designated authorities and Europol who ask for access to the EES, and the central access points that verify, reject,
/// or act at once and look afterwards (Articles 29 to 33). Some requests nobody ever decides.
final class LawEnforcement: SimulatedActor {
    static let name = "lawEnforcement"

    private enum Act: Int { case request, decide, search, lookAfterwards, searchTooLate }
    private enum Course { case verified, rejected, urgent, silent }

    private struct Case {
        var id: RecordID
        var version: Int
        var course: Course
        var verifyBy: Day?
    }
    private var cases: [Int: Case] = [:]

    func plan(_ person: Int, in world: SimulatedWorld) {
        var g = chance(person, in: world)
        guard g.chance(permille: world.settings.lawEnforcementPermille) else { return }
        let day = world.settings.firstDay + 20 + g.below(max(1, world.settings.days - 40))
        appoint(Instant(day: day, secondOfDay: 25_200 + g.below(40_000)), person, Act.request.rawValue, in: world)
    }

    func keep(_ appointment: Appointment, in world: SimulatedWorld) async {
        let person = Int(appointment.person)
        switch Act(rawValue: Int(appointment.step)) {
        case .request: await request(person, in: world)
        case .decide: await decide(person, in: world)
        case .search: await search(person, in: world)
        case .lookAfterwards: await lookAfterwards(person, in: world)
        case .searchTooLate: await attempt(person, expecting: .refusal(["forbidden"]), in: world)
        case nil: break
        }
    }

    // MARK: - Who

    private func course(_ person: Int, in world: SimulatedWorld) -> Course {
        var g = chance(person, 1, in: world)
        return switch g.below(100) {
        case 0..<45: .verified
        case 45..<65: .rejected
        case 65..<85: isEuropol(person, in: world) ? .verified : .urgent
        default: .silent
        }
    }

    private func isEuropol(_ person: Int, in world: SimulatedWorld) -> Bool {
        var g = chance(person, 2, in: world)
        return g.chance(permille: 120)
    }

    private func aim(_ person: Int, in world: SimulatedWorld) -> AccessRequest.Aim {
        var g = chance(person, 3, in: world)
        return g.chance(permille: 300) ? .identification : .travelHistory
    }

    private func state(_ person: Int, in world: SimulatedWorld) -> String {
        var g = chance(person, 4, in: world)
        return Officers.states[g.below(Officers.states.count)]
    }

    private func investigator(_ person: Int, in world: SimulatedWorld) -> Caller {
        isEuropol(person, in: world) ? Officers.of(.europol, nil) : Officers.of(.designated, state(person, in: world))
    }

    private func accessPoint(_ person: Int, in world: SimulatedWorld) -> Caller {
        Officers.of(.centralAccessPoint, isEuropol(person, in: world) ? nil : state(person, in: world))
    }

    private func purpose(_ person: Int, in world: SimulatedWorld) -> Purpose {
        aim(person, in: world) == .identification ? .identification : .travelHistory
    }

    // MARK: - The course of a case

    private func request(_ person: Int, in world: SimulatedWorld) async {
        let course = course(person, in: world)
        var input = RequestAccess.Input()
        input.aim = aim(person, in: world)
        input.offence = .terroristOffence
        input.necessity = "Needed to find out where the suspect travelled"
        input.specificCase = "Case \(person)"
        input.reasonableGrounds = "A ticket was found"
        input.nationalSearch = .done
        input.prumSearch = .notAnsweredInTwoDays
        if isEuropol(person, in: world) { input.ownSearch = .done }
        if course == .urgent { input.urgency = "An attack is expected today" }
        // Before anything is verified nothing is open.
        await attempt(person, expecting: .refusal(["forbidden"]), in: world)
        let reply = await world.ask(
            "ees.requestAccess", input.wire, as: investigator(person, in: world), for: purpose(person, in: world),
            case: reference(person)
        ).reply
        guard let reply, let id = reply.body.id("id") else { return }
        cases[person] = Case(id: id, version: 1, course: course)
        await attempt(person, expecting: .refusal(["forbidden"]), in: world)
        guard course != .silent else { return }
        var g = chance(person, 5, in: world)
        let hours = course == .urgent ? 1 : 2 + g.below(40)
        appoint(world.clock.now.adding(hours: Int64(hours)), person, Act.decide.rawValue, in: world)
    }

    private func decide(_ person: Int, in world: SimulatedWorld) async {
        guard let known = cases[person] else { return }
        // The access point of another Member State knows no such request.
        let stranger = Officers.of(.centralAccessPoint, state(person, in: world) == "FRA" ? "ITA" : "FRA")
        var input = VerifyAccess.Input()
        input.request = known.id
        input.reasons = "Looked at all conditions"
        input.verdict = known.course == .verified ? .verify : known.course == .urgent ? .processUrgently : .reject
        await world.ask(
            "ees.verifyAccess", input.wire, as: stranger, for: .lawEnforcement, version: known.version,
            expecting: .refusal(["not-found"]))
        let reply = await world.ask(
            "ees.verifyAccess", input.wire, as: accessPoint(person, in: world), for: .lawEnforcement,
            version: known.version
        ).reply
        guard let reply else { return }
        cases[person]?.version = reply.version ?? known.version + 1
        let now = world.clock.now
        appoint(now.adding(hours: 3), person, Act.search.rawValue, in: world)
        guard known.course == .urgent else {
            if known.course == .verified {
                appoint(now.adding(hours: 7 * 24 + 1), person, Act.searchTooLate.rawValue, in: world)
            }
            return
        }
        appoint(now.adding(hours: 25), person, Act.searchTooLate.rawValue, in: world)
        var g = chance(person, 6, in: world)
        // Seven working days (Article 31(2)), counted here a second time.
        var (last, left) = (world.today(accessPoint(person, in: world)), 7)
        while left > 0 {
            last = last + 1
            if !last.isWeekend { left -= 1 }
        }
        world.truth.clocks[known.id, default: []].append(
            Truth.ClockTruth(
                notice: "ees.verificationOverdue", recipient: accessPoint(person, in: world).authority, dueOn: last + 1)
        )
        if g.chance(permille: 750) {
            appoint(now.adding(hours: Int64(20 + g.below(300))), person, Act.lookAfterwards.rawValue, in: world)
        }
    }

    private func search(_ person: Int, in world: SimulatedWorld) async {
        guard let known = cases[person] else { return }
        let open = known.course == .verified || known.course == .urgent
        await attempt(person, expecting: open ? .reply : .refusal(["forbidden"]), in: world)
        guard let file = world.truth.files[person]?.id else { return }
        let officer = investigator(person, in: world)
        await world.ask(
            "ees.readFile", FileReference(file).wire, as: officer, for: purpose(person, in: world),
            case: reference(person),
            expecting: open ? .reply : .refusal(["forbidden"]))
        // After an identification the file alone may be looked at (Article 32(4)).
        var page = FilePage()
        page.file = file
        await world.ask(
            "ees.listEntryExits", page.wire, as: officer, for: purpose(person, in: world), case: reference(person),
            expecting: open && aim(person, in: world) == .travelHistory ? .reply : .refusal(["forbidden"]))
        // The right is for this case and for no other.
        await world.ask(
            "ees.readFile", FileReference(file).wire, as: officer, for: purpose(person, in: world),
            case: "another case",
            expecting: .refusal(["forbidden"]))
    }

    private func lookAfterwards(_ person: Int, in world: SimulatedWorld) async {
        guard let known = cases[person] else { return }
        var g = chance(person, 7, in: world)
        var input = VerifyAccess.Input()
        input.request = known.id
        input.verdict = g.chance(permille: 700) ? .justified : .unjustified
        input.reasons = "Looked at afterwards"
        // The sweeper may have told of the delay and so made another version: the newest is read first.
        let version = await world.version(of: known.id) ?? known.version
        let reply = await world.ask(
            "ees.verifyAccess", input.wire, as: accessPoint(person, in: world), for: .lawEnforcement, version: version)
        guard reply.reply != nil else { return }
        let today = world.clock.now.utcDay
        if let last = world.truth.clocks[known.id]?.indices.last { world.truth.clocks[known.id]?[last].done = today }
    }

    /// A search by document, or by face where somebody is to be identified.
    private func attempt(_ person: Int, expecting expectation: SimulatedWorld.Expectation, in world: SimulatedWorld)
        async
    {
        let traveller = world.traveller(person).person
        var input = SearchFiles.Input()
        if aim(person, in: world) == .identification {
            input.facialImage = EESForms.face(traveller, taking: .police)
        } else {
            input.document = NumberOfIssuer(number: traveller.document.number, issuer: traveller.document.issuer)
        }
        await world.ask(
            "ees.search", input.wire, as: investigator(person, in: world), for: purpose(person, in: world),
            case: reference(person),
            expecting: expectation)
    }

    private func reference(_ person: Int) -> String { "LE-\(person)" }
}

import Access
import Crypto
import Identity
import Installation
import Interoperability
import Operations
import Registry
import Sandbox
import Wire

/// Everything that actors share: the installation, the clock, their agenda, the truth, and the ways to ask. Used by one
/// task alone.
final class SimulatedWorld {
    let settings: Simulation.Settings
    let installation: Installation
    let population: Population
    let labels: LabelledWorld
    let clock: SimulatedClock
    var agenda = Agenda()
    var truth = Truth()
    var findings = Findings()
    var tally = Tally()
    var witness: RightsWitness
    /// Links at the end, by colour.
    var links: [LinkRule.Colour: Int] = [:]
    var linkAccuracy: [LinkRule.Colour: LinkAccuracy] = [:]
    /// Weeks of which the quality of the data was reported.
    var qualityWeeks = 0
    /// Places of the actors in the order of their names.
    var actorNumbers: [String: UInt8] = [:]
    /// What a mistake of Sextant would do to a reply; for the tests of the invariants.
    var tamper: (@Sendable (String, JSON) -> JSON)?

    /// Where it is set, every request of an actor with what came of it is given to it, in words; for tests that look for where two
    /// worlds part.
    var trace: (@Sendable (String, String) -> Void)?

    private let ids: SimulatedIDs
    private var digests: [String: SHA256] = [:]
    private var current = Current()
    private var travellers: [Int: Traveller] = [:]
    private var visaApplications: [Int: [VisaApplication]] = [:]

    /// What is being done right now.
    private struct Current {
        var actor = ""
        var name = ""
        var requests = 0
    }

    init(
        settings: Simulation.Settings, installation: Installation, clock: SimulatedClock, ids: SimulatedIDs,
        table: RightsTable
    ) {
        self.settings = settings
        self.installation = installation
        self.clock = clock
        self.ids = ids
        population = settings.population
        labels = settings.world
        witness = RightsWitness(table: table)
    }

    // MARK: - Chance

    /// Chance for an actor, a person and a number of the actor's own; nobody else draws from it.
    func chance(_ actor: String, _ person: Int, _ number: Int = 0) -> SeededGenerator {
        settings.seed.stream(for: "simulation \(actor) \(number)", person)
    }

    /// Begins what `actor` does in an appointment; time stands at its moment.
    func begin(_ actor: String, _ appointment: Appointment) {
        if appointment.at > clock.now { clock.now = appointment.at }
        current = Current(
            actor: actor,
            name: "\(actor)-\(appointment.person)-\(appointment.step)-\(appointment.at.milliseconds / 1000)",
            requests: 0)
        ids.begin(settings.seed.stream(for: "simulation ids " + current.name, 0))
    }

    // MARK: - People

    /// A person with what they do in the simulated time.
    func traveller(_ index: Int) -> Traveller {
        if let known = travellers[index] { return known }
        if travellers.count >= 4096 { travellers.removeAll(keepingCapacity: true) }
        let made = population.traveller(index, until: settings.lastDay, since: settings.firstDay)
        travellers[index] = made
        return made
    }

    /// A person's applications for visas, with those who applied together.
    func visaApplications(_ index: Int) -> [VisaApplication] {
        if let known = visaApplications[index] { return known }
        if visaApplications.count >= 16_384 { visaApplications.removeAll(keepingCapacity: true) }
        let made = population.groupedVisaApplications(
            of: traveller(index), until: settings.lastDay, since: settings.firstDay)
        visaApplications[index] = made
        return made
    }

    /// Systems follow each other at once, as they do within a second where an installation is served.
    func follow() async {
        let report = await installation.following.catchUp()
        for (follower, why) in report.failed.sorted(by: { $0.key < $1.key }) { complain("followers", "\(follower): \(why)") }
    }

    /// The day at the desk of an officer.
    func today(_ officer: Caller) -> Day {
        clock.now.day(minutesEastOfUTC: StateTime.minutesEastOfUTC(officer.memberState, at: clock.now))
    }

    /// The version that stands, read past all operations: an officer would read the record first.
    func version(of id: RecordID) async -> Int? {
        let version = try? await installation.store.read { view in try view.record(id)?.version }
        return version ?? nil
    }

    // MARK: - Asking

    enum Expectation {
        /// A reply, or something is wrong.
        case reply
        /// A refusal with one of these codes.
        case refusal(Set<String>)
        /// A reply, or a refusal with one of these codes.
        case replyOr(Set<String>)
        /// The witness alone judges.
        case whateverIsRight
    }

    /// Runs an operation as the API would, counts it, digests it, and has the witness look at it.
    @discardableResult
    func ask(
        _ operation: String, _ input: JSON, as caller: Caller, for purpose: Purpose, case reference: String? = nil,
        version: Int? = nil, expecting expectation: Expectation = .reply
    ) async -> Result<OperationReply, Refusal> {
        let now = clock.now
        current.requests += 1
        let name = "\(current.name)-\(current.requests)"
        let about = installation.catalogue[operation]?.about
        let (owner, group) = await standing(of: input)
        let request = OperationRequest(
            caller: caller, case: CaseReference(purpose: purpose, reference: reference, requestID: name), input: input,
            idempotencyKey: about?.needsIdempotencyKey ?? false ? name : nil, expectedVersion: version)
        var outcome: Result<OperationReply, Refusal>
        let begun = ContinuousClock.now
        do throws(Refusal) { outcome = .success(try await installation.run(operation, request)) } catch {
            outcome = .failure(error)
        }
        let taken = ContinuousClock.now - begun
        if let tamper, case .success(var reply) = outcome {
            reply.bytes = tamper(operation, reply.body).bytes
            outcome = .success(reply)
        }
        let asked = Request(
            operation: operation, input: input, caller: caller, purpose: purpose, reference: reference, at: now)
        digest(asked, outcome)
        for wrong in witness.judge(asked, outcome, owner: owner, alertGroup: group, declared: about) {
            findings.add("rights", wrong)
        }
        tally.count(asked, outcome, taking: taken)
        check(asked, outcome, expectation)
        return outcome
    }

    /// Whose the record is that a request is about, and the group of data of an alert or a long stay: read past all operations.
    private func standing(of input: JSON) async -> (owner: String?, group: String?) {
        if let number = input["schengenId"]?.text {
            return (truth.alerts[number]?.issuer, truth.alerts[number]?.group)
        }
        let named = input["file"] ?? input["record"] ?? input["application"] ?? input["verification"] ?? input["dataset"]
        guard let id = named?.text.flatMap({ RecordID($0) }) else { return (nil, nil) }
        let owner = try? await installation.store.read { view in try view.record(id)?.owner }
        return (owner ?? nil, truth.visas[id]?.isLongStay == true ? "longStayFile" : nil)
    }

    private func check(_ request: Request, _ outcome: Result<OperationReply, Refusal>, _ expectation: Expectation) {
        switch (outcome, expectation) {
        case (.failure(let refusal), _) where refusal.kind.status >= 500:
            findings.add("conduct", "\(request) failed: \(refusal.kind.code) \(refusal.detail)")
        case (.failure(let refusal), .reply):
            findings.add("conduct", "\(request) was refused: \(refusal.kind.code) \(refusal.detail)")
        case (.failure(let refusal), .refusal(let codes)) where !codes.contains(refusal.kind.code),
            (.failure(let refusal), .replyOr(let codes)) where !codes.contains(refusal.kind.code):
            findings.add("conduct", "\(request) was refused otherwise: \(refusal.kind.code) \(refusal.detail)")
        case (.success, .refusal(let codes)):
            findings.add("conduct", "\(request) got a reply and not \(codes.sorted().joined(separator: ", "))")
        default: break
        }
    }

    /// Notes what an actor saw that must not be.
    func complain(_ invariant: String, _ detail: String) { findings.add(invariant, "\(current.name): \(detail)") }

    // MARK: - Digest

    private func digest(_ request: Request, _ outcome: Result<OperationReply, Refusal>) {
        var bytes = Array(
            "\(request.operation)|\(request.caller.authority)|\(request.purpose.rawValue)|\(request.at.milliseconds)|"
                .utf8)
        switch outcome {
        case .success(let reply): bytes += reply.body.bytes
        case .failure(let refusal): bytes += Array("\(refusal.kind.code) \(refusal.detail)".utf8)
        }
        digests[current.actor, default: SHA256()].update(data: bytes)
        trace?(current.actor, String(decoding: bytes, as: UTF8.self))
    }

    func digest(_ actor: String, _ text: String) { digests[actor, default: SHA256()].update(data: Array(text.utf8)) }

    /// One digest for each actor: what others do beside them changes theirs only where it changes what they were told.
    var digestsByActor: [String: String] {
        digests.mapValues { $0.finalize().map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined() }
    }
}

/// How often what was asked, and what came of it.
public struct Tally: Sendable {
    public struct Line: Sendable, Hashable {
        public var replies = 0
        /// By code.
        public var refusals: [String: Int] = [:]
        /// Time that the installation took; of the machine, and in no digest.
        public var taken = Duration.zero
        public var count: Int { replies + refusals.values.reduce(0, +) }
    }
    public private(set) var lines: [String: Line] = [:]
    /// Kinds of authority that asked.
    public private(set) var authorities: Set<AuthorityKind> = []
    public private(set) var states: Set<String> = []

    public var requests: Int { lines.values.reduce(0) { $0 + $1.replies + $1.refusals.values.reduce(0, +) } }

    mutating func count(_ request: Request, _ outcome: Result<OperationReply, Refusal>, taking taken: Duration) {
        lines[request.operation, default: Line()].taken += taken
        switch outcome {
        case .success: lines[request.operation, default: Line()].replies += 1
        case .failure(let refusal):
            lines[request.operation, default: Line()].refusals[refusal.kind.code, default: 0] += 1
        }
        authorities.insert(request.caller.kind)
        if let state = request.caller.memberState { states.insert(state) }
    }
}

import Access
import Foundation
import Identity
import Installation
import Interoperability
import Operations
import Registry
import Sandbox
import Wire

/// Plays scenarios on an installation and says where something else came than must.
public struct ScenarioPlayer: Sendable {
    let installation: Installation
    let setClock: @Sendable (Instant) -> Void

    /// - Parameter setClock: sets the clock that the installation was made with.
    public init(installation: Installation, setClock: @escaping @Sendable (Instant) -> Void) {
        self.installation = installation
        self.setClock = setClock
    }

    /// A player on an empty installation in memory.
    public static func inMemory() async throws -> ScenarioPlayer {
        let clock = SimulatedClock(Instant(day: Simulation.Settings.fullApplication))
        var settings = Installation.Settings(clock: clock.clock)
        settings.portalMillisecondsMax = 60_000
        let installation = try await Installation(
            store: MemoryStore(), keys: try InstallationKeys(seed: 1, logName: "scenarios.sextant/log"),
            settings: settings)
        try await installation.bootstrap()
        return ScenarioPlayer(installation: installation) { clock.now = $0 }
    }

    /// What one step came to.
    public struct Outcome: Sendable {
        public var number: Int
        public var say: String
        /// Empty: as it must be.
        public var wrong: [String]
    }

    /// Plays the steps in order; after one that goes wrong the rest is not played.
    public func play(_ scenario: Scenario, told: (Outcome) -> Void = { _ in }) async -> [Outcome] {
        setClock(scenario.starts)
        var kept = ScenarioPlayer.givens
        var outcomes: [Outcome] = []
        for (number, step) in scenario.steps.enumerated() {
            if let at = step.at {
                setClock(at)
                await followUp()
            }
            // What carriers are answered from is made in the night; a step that needs it says so where it fails.
            _ = try? await installation.extractForCarriers()
            let wrong = await carryOut(step, number: number, of: scenario, &kept)
            await followUp()
            let outcome = Outcome(number: number + 1, say: step.say ?? ScenarioPlayer.say(step), wrong: wrong)
            outcomes.append(outcome)
            told(outcome)
            if !wrong.isEmpty { break }
        }
        for gate in installation.gates.values where gate.condition != .inService { gate.condition = .inService }
        return outcomes
    }

    /// What a server does by itself while time passes: deadlines that have passed have their effect, comparisons that wait are
    /// carried out, and what follows elsewhere has followed before the next step.
    private func followUp() async {
        _ = await installation.keepClocks()
        _ = await installation.carryOutComparisons()
        _ = await installation.following.catchUp()
    }

    /// Whether all steps were played and came as they must.
    public static func isGood(_ outcomes: [Outcome], of scenario: Scenario) -> Bool {
        outcomes.count == scenario.steps.count && outcomes.allSatisfy(\.wrong.isEmpty)
    }

    // MARK: - Steps

    private func carryOut(_ step: Scenario.Step, number: Int, of scenario: Scenario, _ kept: inout [String: JSON]) async
        -> [String]
    {
        if let system = step.outage { installation.gates[system]?.condition = .outOfService }
        if let system = step.restored { installation.gates[system]?.condition = .inService }
        if let day = step.sweep {
            setClock(max(Instant(day: day, secondOfDay: 300), installation.runner.clock.now()))
            let report = await installation.sweeper.sweep(today: day)
            if !report.failed.isEmpty { return report.failed.map { "sweep: \($0.value)" }.sorted() }
        }
        guard let operation = step.ask else { return [] }
        guard let caller = ScenarioPlayer.caller(step.by ?? "") else { return ["nobody is called \(step.by ?? "")"] }
        let unknown = ScenarioPlayer.unknown(step.input?.value, kept)
        guard unknown.isEmpty else { return ["nothing was kept as \(unknown.joined(separator: ", "))"] }
        let input = ScenarioPlayer.fill(step.input?.value ?? .object([:]), kept)
        var version: Int?
        if let given = step.version, case .integer(let number) = ScenarioPlayer.fill(given.value, kept) {
            version = Int(number)
        }
        let about = installation.catalogue[operation]?.about
        let name = "\(scenario.name)-\(number)-\(installation.runner.ids.next())"
        let request = OperationRequest(
            caller: caller,
            case: CaseReference(
                purpose: step.purpose ?? .borderCheck, reference: step.reference ?? scenario.name, requestID: name),
            input: input, idempotencyKey: about?.needsIdempotencyKey ?? false ? name : nil, expectedVersion: version)
        do throws(Refusal) {
            let reply = try await installation.run(operation, request)
            if let code = step.refused {
                return ["\(operation) was to be refused with \(code) and was not: \(reply.body.compact.prefix(300))"]
            }
            return check(step, reply, &kept)
        } catch {
            guard let code = step.refused else {
                return ["\(operation) was refused: \(error.kind.code), \(error.detail)"]
            }
            return error.kind.code == code
                ? [] : ["\(operation) was to be refused with \(code), not \(error.kind.code): \(error.detail)"]
        }
    }

    private func check(_ step: Scenario.Step, _ reply: OperationReply, _ kept: inout [String: JSON]) -> [String] {
        if case .object(let names)? = step.keep?.value {
            for (name, path) in names {
                let path = path.text ?? ""
                guard
                    let value = path == "@version"
                        ? reply.version.map({ JSON.integer(Int64($0)) }) : reply.body.value(at: path)
                else {
                    return ["there is nothing at \(path) to keep: \(reply.body.compact.prefix(400))"]
                }
                kept["$" + name] = value
            }
        }
        var wrong: [String] = []
        if case .object(let expected)? = step.expect?.value {
            for (path, value) in expected {
                let found = reply.body.value(at: path)
                let wanted = ScenarioPlayer.fill(value, kept)
                if wanted == .null ? found != nil : found != wanted {
                    wrong.append(
                        "\(path) is \(found?.compact ?? "absent"), not \(wanted == .null ? "absent" : wanted.compact)")
                }
            }
        }
        return wrong
    }

    // MARK: - Parts

    private static func say(_ step: Scenario.Step) -> String {
        if let ask = step.ask {
            return "\(step.by ?? "") asks \(ask)" + (step.refused.map { " and is refused: \($0)" } ?? "")
        }
        if let day = step.sweep { return "time limits of \(day)" }
        if let system = step.outage { return "\(system.rawValue) is out of service" }
        return step.restored.map { "\($0.rawValue) is back" } ?? "time passes"
    }

    /// `FRA-BORDER`, `EUROPOL`, or a state and a kind of authority: `FRA-designated`.
    static func caller(_ name: String) -> Caller? {
        if let known = AuthoritySeed.authorities.first(where: { $0.name == name }) {
            return Caller(
                authority: known.name, kind: known.authorityKind, memberState: known.memberState, user: "trainee",
                standing: known.standing)
        }
        let parts = name.split(separator: "-", maxSplits: 1).map(String.init)
        guard parts.count == 2, let kind = AuthorityKind(rawValue: parts[1]) else { return nil }
        return Caller(authority: name, kind: kind, memberState: parts[0] == "EU" ? nil : parts[0], user: "trainee")
    }

    /// What every scenario may use: a live facial image and four fingerprints of the right hand.
    static let givens: [String: JSON] = [
        "$face": .object(["source": "live", "format": "synthetic", "quality": 80, "data": "RkFDRQ=="]),
        "$prints": .object([
            "prints": .array(
                (2...5).map {
                    .object(["position": .integer($0), "format": "synthetic", "quality": 70, "data": "UFJJTlQ="])
                })
        ]),
    ]

    static func fill(_ value: JSON, _ kept: [String: JSON]) -> JSON {
        switch value {
        case .string(let text) where text.hasPrefix("$"): kept[text] ?? value
        case .array(let elements): .array(elements.map { fill($0, kept) })
        case .object(let object): .object(JSONObject(object.map { ($0.name, fill($0.value, kept)) }))
        default: value
        }
    }

    private static func unknown(_ value: JSON?, _ kept: [String: JSON]) -> [String] {
        switch value {
        case .string(let text)? where text.hasPrefix("$"): kept[text] == nil ? [text] : []
        case .array(let elements)?: elements.flatMap { unknown($0, kept) }
        case .object(let object)?: object.flatMap { unknown($0.value, kept) }
        default: []
        }
    }
}

extension JSON {
    /// The value at a path: names, places in lists, `name=value` for the first element of a list that has it, and `#` for the
    /// number of elements. `nil` where there is none.
    func value(at path: String) -> JSON? {
        var here: JSON? = self
        for part in path.split(separator: "/").map(String.init) {
            guard let now = here else { return nil }
            if part == "#" {
                here = now.elements.map { .integer(Int64($0.count)) }
            } else if let place = Int(part) {
                here = now.elements.flatMap { $0.indices.contains(place) ? $0[place] : nil }
            } else if let split = part.firstIndex(of: "=") {
                let (name, wanted) = (String(part[..<split]), String(part[part.index(after: split)...]))
                here = now.elements?.first { $0.value(at: name.replacing(".", with: "/"))?.text == wanted }
            } else {
                here = now[part]
            }
        }
        return here
    }
}

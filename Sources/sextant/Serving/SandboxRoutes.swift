import API
import Access
import Foundation
import Hummingbird
import Identity
import Installation
import Interoperability
import Operations
import Registry
import Simulation
import Wire

/// What a trainer or an integrator may do to a sandbox: set its clock, take a system out, empty it, and ask in anybody's name.
/// These routes exist only with `--sandbox`.
enum SandboxRoutes {
    /// Folder of scenarios, a file for each.
    private static let scenarios = "Examples/scenarios"

    /// They ask for no credential, so a page of another site that the trainer's browser shows must not reach them.
    static func all(_ installation: Installation, clock: SandboxClock, tokens: TokenService) -> [PlainRoute] {
        routes(installation, clock, tokens).map { route in
            PlainRoute(route.method, route.path) { request in
                guard route.method == .get || !request.isOfAnotherSite else {
                    throw Refusal(.forbidden, "a sandbox is not changed from another site's pages")
                }
                return try await route.respond(request)
            }
        }
    }

    private static func routes(_ installation: Installation, _ clock: SandboxClock, _ tokens: TokenService) -> [PlainRoute] {
        [
            PlainRoute(.get, "/sandbox") { _ in json(state(installation, clock)) },
            PlainRoute(.put, "/sandbox/clock") { request in
                // Time goes on from there, and every term of the acts must end before the calendar does.
                guard let text = try body(request)["now"]?.text, let instant = Instant(text),
                    (1970...2999).contains(instant.utcDay.components.year)
                else {
                    throw refused("send {\"now\": \"2027-03-01T08:00:00Z\"}, a year from 1970 to 2999")
                }
                clock.set(instant)
                await passTime(installation)
                return json(state(installation, clock))
            },
            PlainRoute(.put, "/sandbox/systems/{system}") { request in
                guard let system = request.parameters["system"].flatMap({ SystemName(rawValue: $0) }),
                    let gate = installation.gates[system],
                    let condition = try body(request)["condition"]?.text.flatMap({ SystemGate.Condition(rawValue: $0) })
                else {
                    throw refused(
                        "name one of \(installation.gates.keys.map(\.rawValue).sorted().joined(separator: ", ")) and a condition: \(SystemGate.Condition.allCases.map(\.rawValue).joined(separator: ", "))"
                    )
                }
                gate.condition = condition
                return json(state(installation, clock))
            },
            PlainRoute(.post, "/sandbox/sweep") { _ in
                let report = await installation.sweeper.sweep(today: clock.now.utcDay)
                await passTime(installation)
                return json(
                    .object([
                        "day": report.day.wire,
                        "erased": .integer(Int64(report.erased.values.reduce(0, +))),
                        "acted": .integer(Int64(report.acted.values.reduce(0, +))),
                        "failed": .integer(Int64(report.failed.count)),
                    ]))
            },
            PlainRoute(.post, "/sandbox/reset") { _ in
                let count = try await installation.reset()
                return json(.object(["erased": .integer(Int64(count))]))
            },
            PlainRoute(.get, "/sandbox/scenarios") { _ in
                json(.array(try book().scenarios.map(\.wire)))
            },
            // Played beside the sandbox, on an empty installation in memory: what is in here stays as it is.
            PlainRoute(.post, "/sandbox/scenarios/{name}") { request in
                let stories = try book()
                guard let scenario = request.parameters["name"].flatMap({ stories[$0] }) else {
                    throw Refusal(.noSuchRoute, "no such scenario; GET /sandbox/scenarios lists them")
                }
                let player = try await ScenarioPlayer.inMemory()
                let outcomes = await player.play(scenario)
                return json(
                    .object([
                        "scenario": .string(scenario.name), "good": .bool(ScenarioPlayer.isGood(outcomes, of: scenario)),
                        "steps": .array(
                            outcomes.map { outcome in
                                .object([
                                    "number": .integer(Int64(outcome.number)), "say": .string(outcome.say),
                                    "wrong": .array(outcome.wrong.map { .string($0) }),
                                ])
                            }),
                    ]))
            },
            PlainRoute(.post, "/sandbox/token") { request in
                guard let authority = try body(request)["authority"]?.text, installation.directory.authority(authority) != nil
                else { throw refused("name a registered authority") }
                let token = try await tokens.token(user: "sandbox", authority: authority)
                return json(.object(["access_token": .string(token), "token_type": "Bearer"]))
            },
        ]
    }

    /// What a server does by itself as time goes by: deadlines of hours, comparisons that wait, and the extract of last midnight
    /// for carriers.
    private static func passTime(_ installation: Installation) async {
        _ = await installation.keepClocks()
        _ = await installation.carryOutComparisons()
        // Where it fails carriers are told that nothing can be verified.
        _ = try? await installation.extractForCarriers()
    }

    private static func state(_ installation: Installation, _ clock: SandboxClock) -> JSON {
        .object([
            "data": "SYNTHETIC", "now": clock.now.wire,
            "systems": .object(
                JSONObject(
                    installation.gates.sorted { $0.key.rawValue < $1.key.rawValue }
                        .map { ($0.key.rawValue, .string($0.value.condition.rawValue)) })),
        ])
    }

    private static func body(_ request: PlainRequest) throws -> JSON {
        do { return try JSON(parsing: request.body) } catch { throw Refusal(.notJSON, "\(error)") }
    }

    private static func json(_ value: JSON) -> Response { Response.text(value.compact, type: "application/json") }

    private static func refused(_ text: String) -> Refusal { Refusal(.malformed, text) }

    /// - Throws: a refusal where the server was started elsewhere than beside its scenarios: none at all would be an empty list.
    private static func book() throws -> ScenarioBook {
        guard FileManager.default.fileExists(atPath: scenarios) else {
            throw Refusal(.noSuchRoute, "scenarios are read from \(scenarios), and there is no such folder where the server was started")
        }
        return try ScenarioBook(folder: scenarios)
    }
}

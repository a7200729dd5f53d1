import ArgumentParser
import Identity
import Sandbox
import Simulation

struct Truth: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Prints who is who in a synthetic world: one JSON object a person.",
        discussion: """
            For each person: what each of the six systems holds, under which name and document, whose face and fingers it is, \
            and second identities by error or fraud. Searching and linking are measured against it.
            """)

    @Option(help: "Seed: the same gives the same world.")
    var seed: UInt64 = 2026
    @Option(help: "Persons.")
    var persons = 5_000
    @Option(help: "Days of the world.")
    var days = 400

    func validate() throws {
        try check("persons", persons, 1...Population.countMaximum)
        try check("days", days, 1...36_525)
    }

    func run() throws {
        let settings = Simulation.Settings(seed: seed, persons: persons, days: days)
        for line in GroundTruth.lines(of: settings.world) { Swift.print(line) }
    }
}

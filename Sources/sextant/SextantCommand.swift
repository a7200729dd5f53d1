import ArgumentParser
import Foundation
import SimulationCommand

@main
struct SextantCommand: AsyncParsableCommand {
    static let version = "0.1.0"
    static let configuration = CommandConfiguration(
        commandName: "sextant",
        abstract: "The Union's systems for borders, migration, police and justice, open.",
        discussion: """
            Configuration comes from flags, then from the environment (SEXTANT_HTTP_PORT), then from the file named by
            --config or SEXTANT_CONFIG. `sextant serve --help` lists the keys.
            """,
        version: version,
        subcommands: [
            Serve.self, Demo.self, Import.self, Search.self, Rules.self, Conformance.self, Log.self, Token.self,
            Backup.self, Restore.self, Doctor.self, Sweep.self, Bench.self, Link.self, SearchFile.self, Names.self,
            Fingerprint.self, Face.self, Simulate.self, Truth.self, ScenarioCommand.self, DetectAll.self,
            QualityCommand.self, Statistics.self, UMF.self, FacesCommand.self,
        ])
}

/// Prints, and writes at once: whoever follows a long run through a pipe sees each line when it is said.
func print(_ item: Any, terminator: String = "\n") {
    Swift.print(item, terminator: terminator)
    fflush(nil)
}

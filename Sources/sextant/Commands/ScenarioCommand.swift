import ArgumentParser
import Foundation
import Simulation

struct ScenarioCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "scenario",
        abstract: "Plays the traps of the law as stories, and says whether they come out as they must.",
        subcommands: [List.self, Play.self])

    struct Book: ParsableArguments {
        @Option(help: "Folder of scenarios, a file NAME.json for each.")
        var folder = "Examples/scenarios"

        func open() throws -> ScenarioBook {
            guard FileManager.default.fileExists(atPath: folder) else {
                throw Failure("there is no folder \(folder) here; name it with --folder: it comes with the sources as Examples/scenarios")
            }
            do { return try ScenarioBook(folder: folder) } catch {
                throw Failure("no scenarios in \(folder): \(error)")
            }
        }
    }

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Names and titles.")
        @OptionGroup var book: Book

        func run() async throws {
            for scenario in try book.open().scenarios {
                print("\(scenario.name)\n    \(scenario.title) (\(scenario.articles))")
            }
        }
    }

    struct Play: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract:
                "Plays scenarios, each on an empty installation in memory; exit status 1 where one comes out otherwise."
        )
        @OptionGroup var book: Book
        @Argument(help: "Names; all where none is given.")
        var names: [String] = []
        @Flag(help: "Say only which ones come out otherwise.")
        var quiet = false

        func run() async throws {
            let book = try book.open()
            let unknown = names.filter { book[$0] == nil }
            guard unknown.isEmpty else {
                throw ValidationError("there is no scenario \(unknown.joined(separator: ", "))")
            }
            var wrong = 0
            for scenario in names.isEmpty ? book.scenarios : names.compactMap({ book[$0] }) {
                if !quiet { print("\n\(scenario.title)\n\(scenario.articles)\n\(scenario.story)\n") }
                let player = try await ScenarioPlayer.inMemory()
                let outcomes = await player.play(scenario) { outcome in
                    if !quiet { print("  \(outcome.wrong.isEmpty ? "✓" : "✗") \(outcome.number). \(outcome.say)") }
                }
                let good = ScenarioPlayer.isGood(outcomes, of: scenario)
                if !good {
                    wrong += 1
                    for outcome in outcomes where !outcome.wrong.isEmpty {
                        print("\(scenario.name), step \(outcome.number): \(outcome.wrong.joined(separator: "; "))")
                    }
                }
            }
            print("\n\(names.isEmpty ? book.scenarios.count : names.count) scenarios, \(wrong) come out otherwise")
            if wrong > 0 { throw ExitCode(1) }
        }
    }
}

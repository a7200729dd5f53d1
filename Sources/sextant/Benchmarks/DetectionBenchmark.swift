import ArgumentParser
import Foundation
import Registry
import RegistrySQLite
import Simulation

extension Bench {
    struct Detect: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract:
                "Recall and precision of multiple-identity detection on a labelled population, and what a record costs.",
            discussion: """
                Fills the six registers of a synthetic world with samples, past the operations or through them, lets the detector follow, \
                and holds its links against who is who: \
                three persons in a hundred are known under a second identity by error, five in a thousand by fraud.
                """)

        @Option(help: "Seed: the same gives the same world.")
        var seed: UInt64 = 2026
        @Option(help: "Persons.")
        var persons = 5_000
        @Option(help: "Days of the world.")
        var days = 400
        @Option(help: "Folder of a store on disk, which is made, or that of a run that was stopped; in memory where absent.")
        var folder: String?
        @Flag(help: "Compare everything at once instead of following record by record.")
        var atOnce = false
        @Flag(help: "Enter every record through the operation of its authority, day by day, the detector following.")
        var throughOperations = false
        @Flag(help: "Print every link that the truth does not ask for, every one that is missing, with both sides, and every refusal.")
        var mistakes = false

        func validate() throws {
            guard (1...2_000_000).contains(persons) else { throw ValidationError("--persons is 1 to 2000000") }
            guard !(atOnce && throughOperations) else { throw ValidationError("--at-once and --through-operations exclude each other") }
            try check("days", days, 1...36_525)
        }

        func run() async throws {
            var measure = DetectionMeasure(Simulation.Settings(seed: seed, persons: persons, days: days).world)
            measure.filling = throughOperations ? .throughOperations : .atOnce(thenCompared: atOnce)
            let store: any Store
            if let folder {
                // A store of anything else is left alone: the measure would count what is in it as wrong links.
                let mark = folder + "/.sextant-measure"
                let world = Data("seed \(seed) persons \(persons) days \(days)".utf8)
                if FileManager.default.fileExists(atPath: folder) {
                    guard FileManager.default.contents(atPath: mark) == world, !throughOperations else {
                        throw ValidationError("\(folder) exists and is not that of the same measure; name a new folder")
                    }
                }
                try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
                FileManager.default.createFile(atPath: mark, contents: world)
                store = try SQLiteStore(directory: folder, configuration: .init())
            } else {
                store = MemoryStore()
            }
            let progress = Progress("detection")
            let report = try await measure.run(in: store) { what, done, total in progress.show(done, of: total) }
            progress.done("filled in \(String(format: "%.1f", report.fillSeconds)) s")
            print(report.text)
            if mistakes { for line in report.refusals + report.notAsked + report.missed { print(line) } }
        }
    }
}

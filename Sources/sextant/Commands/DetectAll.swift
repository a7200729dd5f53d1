import ArgumentParser
import Foundation
import Installation
import Interoperability
import Operations

struct DetectAll: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "detect-all",
        abstract: "Compares everything that is stored with everything else, across systems, and records the links.",
        discussion: """
            The transitional run of Regulations (EU) 2019/817 and 2019/818 (Articles 69 and 65): records with biometric data first. How far \
            it has come is committed with every step: a run that was stopped or killed goes on where it was. What it links is what \
            detection record by record would have linked; `serve` goes on behind it.
            """)

    @OptionGroup var options: Options
    @Option(help: "Records looked at for one commit.")
    var batch = 200
    @Flag(help: "Begin anew although a run has ended.")
    var again = false

    func validate() throws {
        guard (1...5000).contains(batch) else { throw ValidationError("--batch is 1 to 5000") }
    }

    func run() async throws {
        let installation = try await Opening.installation(Opening.existing(InstallationSettings(try await options.reader())))
        let progress = Progress("comparing")
        let began = ContinuousClock.now
        let before = Counter()
        do {
            let run = try await TransitionalRun(installation.detector, batch: batch).run(again: again) { run, total in
                before.begin(run.detected)
                progress.show(run.looked, of: total)
            }
            _ = try await installation.sequencer.advance()
            let elapsed = (ContinuousClock.now - began).components
            let seconds = Double(elapsed.seconds) + Double(elapsed.attoseconds) / 1e18
            let compared = run.detected - (before.first ?? run.detected)
            progress.done("\(run.detected) records compared, \(run.links) links recorded")
            for (record, why) in try await installation.detector.waiting().sorted(by: { $0.key < $1.key }) {
                complain("\(record) could not be compared with the other systems; `serve` tries it again: \(why)")
            }
            if compared > 0, seconds > 0 {
                let cores = ProcessInfo.processInfo.activeProcessorCount
                print(
                    String(
                        format: "rate        %.0f records a second on %d cores, %.0f a core",
                        Double(compared) / seconds, cores,
                        Double(compared) / seconds / Double(cores)))
            }
        } catch let refusal as Refusal {
            await installation.store.close()
            throw Failure("it stopped and goes on from there when started again: \(refusal.detail)")
        }
        await installation.store.close()
    }

    /// Records that had been compared when this run began to count.
    private final class Counter: @unchecked Sendable {
        // Written by the one task that is told of progress.
        private(set) var first: Int?
        func begin(_ count: Int) { if first == nil { first = count } }
    }
}

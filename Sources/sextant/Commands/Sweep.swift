import ArgumentParser
import Identity
import Operations

struct Sweep: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Carries out the time limits that are due, and reports them by article. `serve` does so every hour.")
    @OptionGroup var options: Options

    func run() async throws {
        let installation = try await Opening.installation(Opening.existing(InstallationSettings(try await options.reader())))
        let report = await installation.sweeper.sweep(today: Clock.machine.now().utcDay)
        print("day \(report.day)")
        for (article, count) in report.erased.sorted(by: { $0.key < $1.key }) { print("erased \(count) under \(article)") }
        for (article, count) in report.acted.sorted(by: { $0.key < $1.key }) { print("acted on \(count) under \(article)") }
        print("log entries whose contents went: \(report.logContentsErased)")
        for (id, why) in report.failed { print("FAILED \(id): \(why)") }
        await installation.store.close()
        if !report.failed.isEmpty { throw ExitCode(1) }
    }
}

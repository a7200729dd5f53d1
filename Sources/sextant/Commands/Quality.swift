import ArgumentParser
import Foundation
import Identity
import Installation
import Interoperability
import Operations
import Quality
import Wire

struct QualityCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "quality", abstract: "Data quality: its rules, a check of data, and the weekly reports.",
        subcommands: [RuleTable.self, Check.self, Report.self])

    struct RuleTable: ParsableCommand {
        static let configuration = CommandConfiguration(commandName: "rules", abstract: "Prints the rules, tab-separated.")
        func run() throws {
            print("rule\tindicator\tweight\tregisters\tblocking in\tarticle\tmeaning")
            for rule in QualityRules.all {
                let registers = CheckedRegister.allCases.filter(rule.registers.contains).map(\.rawValue)
                let blocking = CheckedRegister.allCases.filter(rule.blockingIn.contains).map(\.rawValue)
                print(
                    [
                        rule.id, rule.indicator.rawValue, "\(rule.weight)",
                        registers.count == CheckedRegister.allCases.count ? "all" : registers.joined(separator: " "),
                        blocking.joined(separator: " "), rule.article, rule.meaning,
                    ].joined(separator: "\t"))
            }
        }
    }

    struct Check: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Holds data against the rules: one JSON line in, as of the operation quality.check, one line of findings out.")
        @Option(help: "The day on which they are checked (YYYY-MM-DD); today where absent.") var on: String?

        func run() throws {
            let today: Day
            if let on {
                guard let day = Day(on) else { throw ValidationError("a day is written YYYY-MM-DD") }
                today = day
            } else {
                today = Clock.machine.now().utcDay
            }
            while let line = readLine() {
                guard !line.isEmpty else { continue }
                let input: CheckData.Input
                do { input = try CheckData.Input(reading: JSON(parsing: Array(line.utf8))) } catch { throw Failure("\(error)") }
                print(CheckData.check(input, today: today).wire.compact)
            }
        }
    }

    struct Report: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Looks at everything that is stored and prints the reports of the last whole week. `serve` makes them by itself.")
        @OptionGroup var options: Options

        func run() async throws {
            let installation = try await Opening.installation(Opening.existing(InstallationSettings(try await options.reader())))
            do throws(Refusal) {
                _ = try await installation.quality.runIfDue()
                for report in try await installation.quality.reports() { print(report.wire.compact) }
            } catch { throw Failure(error.detail) }
            await installation.store.close()
        }
    }
}

struct Statistics: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Counts what is new, publishes the periods that are over, and prints a figure as comma-separated values.")
    @OptionGroup var options: Options
    @Argument(help: "The figure, for instance ees.entries.nationality; without one, the list of figures.") var figure: String?
    @Option(help: "The year; the last one with anything published where absent.") var year: Int?

    func run() async throws {
        guard let figure else {
            for figure in Figures.all {
                print([figure.id, figure.period.rawValue, figure.title, figure.category, figure.article].joined(separator: "\t"))
            }
            return
        }
        let installation = try await Opening.installation(Opening.existing(InstallationSettings(try await options.reader())))
        do throws(Refusal) {
            _ = try? await installation.sequencer.advance()
            try await installation.report()
            guard let output = try await installation.published(figure, year: year) else { throw Refusal(.notFound, "there is no such figure") }
            print(StatisticsCSV.text(figure, output.published), terminator: "")
        } catch { throw Failure(error.detail) }
        await installation.store.close()
    }
}

struct UMF: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "umf", abstract: "Prints the XML schema of the search portal's messages.")
    func run() throws { print(UniversalMessageFormat.portalSchema, terminator: "") }
}

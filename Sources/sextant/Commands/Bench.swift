import ArgumentParser
import Foundation
import Hummingbird
import Identity
import Installation
import Logging
import Operations
import Registry
import RegistrySQLite
import Sandbox
import Wire

struct Bench: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Measures: border checks over HTTP beside a bare server and a bare store; detection on a labelled population.",
        subcommands: [Check.self, Bare.self, Detect.self])

    struct Check: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Border checks a second with each logged on disk before its reply.",
            discussion: """
                Fills a register once (kept for the next run), then asks it over HTTP with 1, 8 and 64 clients, and with 64 and 3 ms \
                added to every fsync. In the same run: a bare Hummingbird reply of the same size, and commits of one log row each.
                """)
        @Option(help: "Folder of the register; made where it does not exist.")
        var folder = "var/bench"
        @Option(help: "Persons.")
        var persons = 1_000_000
        @Option(help: "Seconds for each measurement.")
        var seconds = 10.0
        @Option(help: "Different checks asked.")
        var checks = 20_000

        func validate() throws {
            try sextant.check("persons", persons, 1...Population.countMaximum)
            try sextant.check("seconds", seconds, 0.01...86_400)
            try sextant.check("checks", checks, 1...10_000_000)
        }

        func run() async throws {
            let today = Day(year: 2026, month: 11, day: 20) ?? Day(number: 0)
            try await CheckBenchmark(folder: folder, persons: persons, seconds: seconds, checks: checks, today: today).run()
        }
    }

    /// The smallest server that Hummingbird can be: what HTTP alone costs.
    struct Bare: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Serves one constant reply.", shouldDisplay: false)
        @Option var port: Int
        @Option var bytes = 2048

        func validate() throws {
            try sextant.check("port", port, 0...65_535)
            try sextant.check("bytes", bytes, 0...1 << 30)
        }

        func run() async throws {
            let body = ByteBuffer(repeating: UInt8(ascii: "x"), count: bytes)
            var logger = Logger(label: "bare")
            logger.logLevel = .critical
            let responder = CallbackResponder<BasicRequestContext> { request, _ in
                // The body is read, as every server of POST requests must.
                _ = try await request.body.collect(upTo: 1 << 20)
                return Response(status: .ok, headers: [.contentType: "application/json"], body: .init(byteBuffer: body))
            }
            try await Application(
                responder: responder, configuration: .init(address: .hostname("127.0.0.1", port: port)), logger: logger
            ).runService()
        }
    }
}

import API
import Access
import Administration
import Console
import Hummingbird
import Installation
import Interoperability
import Operations

/// Puts the console on an installation: what its pages ask is an operation like any other.
enum ConsoleAssembly {
    static func routes(
        _ installation: Installation, book: LogBook, tokens: TokenService, isSandbox: Bool, isSecure: Bool,
        demoOfficer: Caller?, examples: [ConsoleExample]
    ) throws -> [PlainRoute] {
        let ports = ConsolePorts(
            search: { (request) async throws(Refusal) in try await installation.run("portal.search", request) },
            proof: { (entry) async throws(LogBook.Failure) in
                // A page asks right after its question: give the entry its place first.
                _ = try? await installation.sequencer.advance()
                return try await book.proof(of: entry)
            },
            logKey: book.verifierKey,
            caller: { (token) async throws(Refusal) in try await tokens.caller(token: token, certificate: nil) },
            token: { (client, secret) async throws(Refusal) in try await tokens.token(client: client, secret: secret) },
            now: installation.runner.clock.now)
        let statistics = try StatisticsPages(isSandbox: isSandbox) { (figure, year) async throws(Refusal) in
            try await installation.published(figure, year: year)
        }
        let rights = try RightsPages(isSandbox: isSandbox) { installation.directory.contact($0) }
        return try Console(
            ports, isSandbox: isSandbox, demoOfficer: demoOfficer, isSecure: isSecure, examples: examples
        ).routes + statistics.routes + rights.routes + [
            PlainRoute(.get, "/umf/portal-1.xsd") { _ in Response.text(UniversalMessageFormat.portalSchema, type: "application/xml") }
        ]
    }
}

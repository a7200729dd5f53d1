import API
import Access
import Administration
import Console
import Installation
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
            now: installation.runner.clock.now,
            run: { (operation, request) async throws(Refusal) in try await installation.run(operation, request) })
        return try Console(
            ports, isSandbox: isSandbox, demoOfficer: demoOfficer, isSecure: isSecure, examples: examples
        ).routes
    }
}

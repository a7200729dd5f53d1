import Access
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Identity
import Logging
import NIOCore
import Operations
import Registry
import Synchronization
import Testing
import Wire

@testable import API

/// A server in this process, with the notebook behind it and everything else as it is in earnest: routes, tokens, limits,
/// problems, runner and log.
struct APIBench: Sendable {
    let store = MemoryStore()
    let directory = SetDirectory()
    let health = SetHealth()
    let tokens: TokenService
    let server: Server
    static let seed = [UInt8](repeating: 42, count: 32)

    init(operations: [AnyOperation] = Notebook.operations, _ change: (inout ServerSettings) -> Void = { _ in }) async throws {
        var settings = ServerSettings()
        settings.bodyBytesMax = 4096
        change(&settings)
        let catalogue = OperationCatalogue(operations)
        let log = SealingLogWriter(key: LogKey(id: 1, bytes: [UInt8](repeating: 9, count: 32))!)
        let runner = Runner(
            policy: catalogue.policy(concealments: []), registry: Registry(store: store),
            clock: Clock { Instant("2027-03-01T08:00:00Z")! }, log: log)
        tokens = try await TokenService(privateKey: APIBench.seed, directory: directory)
        var logger = Logger(label: "test")
        logger.logLevel = .critical
        server = Server(
            settings: settings, catalogue: catalogue, runner: runner, authenticator: tokens, health: health, version: "test",
            logger: logger)
    }

    /// Serves while `body` asks.
    func serve(_ body: @escaping @Sendable (Asker) async throws -> Void) async throws {
        let token = try await tokens.token(user: "officer", authority: "FR-PAF")
        try await server.application().test(.live) { client in
            try await body(Asker(client: client, token: token))
        }
    }

    var logged: Int { get async throws { try await Int(store.logSize()) + store.unsequenced() } }
}

/// Asks as an officer of a border authority would.
struct Asker: Sendable {
    let client: any TestClientProtocol
    let token: String

    struct Reply: Sendable {
        var status: Int
        var headers: HTTPFields
        var text: String
        var json: JSON { get throws { try JSON(parsing: Array(text.utf8), limits: .init(bytesMax: 1 << 24, depthMax: 64)) } }
        var code: String? { (try? json)?["code"]?.text }
        func header(_ name: String) -> String? { HTTPField.Name(name).flatMap { headers[$0] } }
    }

    /// - Parameters:
    ///   - headers: added to those of an officer; an empty value takes a header away.
    func callAsFunction(
        _ method: HTTPRequest.Method, _ path: String, _ body: String? = nil, _ headers: [String: String] = [:]
    ) async throws -> Reply {
        var fields: [String: String] = ["Authorization": "Bearer " + token, "Sextant-Purpose": "borderCheck", "Sextant-Case": "case-1"]
        if body != nil { fields["Content-Type"] = "application/json" }
        fields.merge(headers) { $1 }
        var sent = HTTPFields()
        for (name, value) in fields where !value.isEmpty { sent[try #require(HTTPField.Name(name))] = value }
        return try await client.execute(uri: path, method: method, headers: sent, body: body.map { ByteBuffer(string: $0) }) {
            Reply(status: $0.status.code, headers: $0.headers, text: String(buffer: $0.body))
        }
    }

    /// Makes a note; its identifier.
    func make(_ title: String, key: String? = nil) async throws -> String {
        let reply = try await self(.post, "/v1/notes", #"{"title":"\#(title)"}"#, ["Idempotency-Key": key ?? title])
        #expect(reply.status == 201, "\(reply.text)")
        return try #require(try reply.json["id"]?.text)
    }
}

/// A directory that the test sets.
final class SetDirectory: AuthorityDirectory {
    private struct Entries {
        var authorities: [String: DirectoryEntry] = [
            "FR-PAF": DirectoryEntry(id: "FR-PAF", kind: .border, memberState: "FRA", standing: []),
            "ES-PN": DirectoryEntry(id: "ES-PN", kind: .border, memberState: "ESP", standing: []),
            "FR-VISA": DirectoryEntry(id: "FR-VISA", kind: .visa, memberState: "FRA", standing: []),
        ]
        var clients: [String: ClientEntry] = [:]
    }
    private let entries = Mutex(Entries())

    func authority(_ id: String) -> DirectoryEntry? { entries.withLock { $0.authorities[id] } }
    func client(_ id: String) -> ClientEntry? { entries.withLock { $0.clients[id] } }
    func certificate(fingerprint: String) -> ClientEntry? { nil }
    func withdraw(authority id: String) { entries.withLock { $0.authorities[id] = nil } }
    func set(_ client: ClientEntry?, for id: String) { entries.withLock { $0.clients[id] = client } }
}

/// A health that the test sets.
final class SetHealth: HealthSource {
    private let state = Mutex<[HealthCheck]>([
        HealthCheck("store", problem: nil, isEssential: true), HealthCheck("EES", problem: nil, isEssential: false),
    ])
    func checks() async -> [HealthCheck] { state.withLock { $0 } }
    func set(_ checks: [HealthCheck]) { state.withLock { $0 = checks } }
}

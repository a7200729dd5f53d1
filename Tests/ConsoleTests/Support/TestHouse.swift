@testable import API
import Access
import Foundation
import HTTPTypes
import Hummingbird
import Identity
import Interoperability
import Registry
import Wire

@testable import Console
@testable import Operations

/// A console over a real log in memory. The portal's replies are given; that they are logged is not.
final class TestHouse: Sendable {
    static let officer = Caller(authority: "FR-PAF-CDG", kind: .border, memberState: "FRA", user: "officer-7")
    let console: Console
    let store: MemoryStore
    let sequencer: LogSequencer
    static let now = Instant(day: Samples.today, secondOfDay: 9 * 3600)

    init(
        _ reply: PortalReply = Samples.reply(), isDemo: Bool = true, isSandbox: Bool = true, examples: [ConsoleExample] = [],
        run: ConsoleOperation? = nil
    ) async throws {
        let store = MemoryStore()
        self.store = store
        let signing = try SigningKey(name: NoteName("test.local/log")!, algorithm: .ed25519, seed: [UInt8](repeating: 7, count: 32))
        let sealing = LogKey(id: 1, bytes: [UInt8](repeating: 9, count: 32))!
        sequencer = try await LogSequencer(store: store, key: signing)
        let writer = SealingLogWriter(key: sealing)
        let registry = Registry(store: store)
        let book = LogBook(store: store, keys: LogKeyRing(current: sealing), verifierKey: signing.verifierKey)
        let ports = ConsolePorts(
            search: { request throws(Refusal) in
                let question: PortalQuestion
                do throws(WireError) { question = try PortalQuestion(reading: request.input) } catch { throw Refusal(error) }
                guard request.caller.kind == .border else { throw Refusal(.forbidden, "no provision", article: "2019/817 7") }
                let row = try writer.row(
                    LogDraft(
                        event: "portal.search", system: .ESP, action: .search, article: "2019/817 6", at: TestHouse.now,
                        caller: request.caller, case: request.case, policyRevision: "r1", verdict: .allowed,
                        details: LogDetails(keys: [.document], query: question.machineReadableZone.joined(separator: "|"))))
                do { _ = try await registry.log([row], at: TestHouse.now, by: request.caller.authority) } catch {
                    throw Refusal(.unavailable, "the log cannot be kept")
                }
                return OperationReply(bytes: reply.wireBytes, version: nil, sequence: 1, logEntry: row.id, isReplay: false)
            }, proof: { id throws(LogBook.Failure) in try await book.proof(of: id) }, logKey: signing.verifierKey,
            caller: { token throws(Refusal) in
                switch token {
                case "good": TestHouse.officer
                case "other": Caller(authority: "FR-PAF-CDG", kind: .border, memberState: "FRA", user: "officer-8")
                case "visa": Caller(authority: "FR-VISA", kind: .visa, memberState: "FRA", user: "clerk")
                default: throw Refusal(.unauthenticated, "no")
                }
            },
            token: { client, secret throws(Refusal) in
                guard client == "client", secret == "secret" else { throw Refusal(.unauthenticated, "no") }
                return "good"
            }, now: { TestHouse.now }, run: run)
        console = try Console(
            ports, isSandbox: isSandbox, demoOfficer: isDemo ? TestHouse.officer : nil, examples: examples)
    }

    struct Reply {
        var status: Int
        var headers: HTTPFields
        var bytes: [UInt8]
        var text: String { String(decoding: bytes, as: UTF8.self) }

        func cookie(_ name: String) -> String? {
            headers[values: .setCookie].compactMap { header -> String? in
                guard header.hasPrefix(name + "=") else { return nil }
                return String(header.dropFirst(name.count + 1).prefix { $0 != ";" })
            }.first
        }

        /// The value that the page's forms carry.
        var formToken: String? {
            text.firstMatch(of: /name="form" value="([0-9a-f]+)"/).map { String($0.1) }
        }

        var logEntry: String? { text.firstMatch(of: /data-proof="\/proof\/([0-9a-f]{32})"/).map { String($0.1) } }
    }

    func get(_ path: String, query: String = "", cookies: [String: String] = [:]) async throws -> Reply {
        try await call(.get, path, cookies, [:], "", query: query)
    }

    func post(
        _ path: String, _ form: [(String, String)], cookies: [String: String] = [:], headers: [String: String] = [:]
    ) async throws -> Reply {
        let body = form.map { "\($0)=\($1.addingPercentEncoding(withAllowedCharacters: .alphanumerics)!)" }.joined(separator: "&")
        return try await call(.post, path, cookies, headers, body)
    }

    /// Opens the first page and posts a check with its cookie and form value.
    func check(_ form: [(String, String)], cookies: [String: String] = [:]) async throws -> Reply {
        let first = try await get("/", cookies: cookies)
        var cookies = cookies
        cookies[ConsoleCookies.form] = cookies[ConsoleCookies.form] ?? first.cookie(ConsoleCookies.form)
        return try await post("/check", form + [("form", first.formToken ?? "")], cookies: cookies)
    }

    private func call(
        _ method: HTTPRequest.Method, _ path: String, _ cookies: [String: String], _ headers: [String: String], _ body: String,
        query: String = ""
    ) async throws -> Reply {
        var fields = HTTPFields()
        if !cookies.isEmpty { fields[.cookie] = cookies.map { "\($0)=\($1)" }.joined(separator: "; ") }
        for (name, value) in headers { fields[HTTPField.Name(name)!] = value }
        let parts = path.split(separator: "/").map(String.init)
        for route in console.routes where route.method == method {
            let names = route.path.split(separator: "/").map(String.init)
            guard names.count == parts.count else { continue }
            var parameters: [String: String] = [:]
            let fits = zip(names, parts).allSatisfy { name, part in
                if name.hasPrefix("{") { parameters[String(name.dropFirst().dropLast())] = part }
                return name.hasPrefix("{") || name == part
            }
            guard fits else { continue }
            let request = PlainRequest(
                request: Request(
                    head: HTTPRequest(
                        method: method, scheme: "http", authority: "localhost", path: query.isEmpty ? path : "\(path)?\(query)", headerFields: fields),
                    body: .init(buffer: .init())), parameters: parameters, body: Array(body.utf8), requestID: "request-1234")
            let response = try await route.respond(request)
            let collector = Collector()
            try await response.body.write(collector)
            return Reply(status: response.status.code, headers: response.headers, bytes: collector.bytes)
        }
        return Reply(status: 404, headers: [:], bytes: [])
    }
}

private final class Collector: ResponseBodyWriter, @unchecked Sendable {
    private(set) var bytes: [UInt8] = []
    func write(_ buffer: ByteBuffer) async throws { bytes += buffer.readableBytesView }
    func finish(_ trailingHeaders: HTTPFields?) async throws {}
}

import Access
import Foundation
import HTTPTypes
import Hummingbird
import Identity
import Logging
import NIOCore
import NIOSSL
import Operations
import Registry
import Wire

/// What the server knows of a connection besides the request.
public struct ConnectionContext: RequestContext {
    public var coreContext: CoreRequestContextStorage
    let channel: any Channel

    public init(source: ApplicationRequestContextSource) {
        coreContext = CoreRequestContextStorage(source: source)
        channel = source.channel
    }

    /// The client's certificate, verified by the TLS layer; `nil` without mutual TLS.
    func peerCertificate() async -> NIOSSLCertificate? {
        // On HTTP/2 the request has a stream's channel; TLS sits on its parent.
        for candidate in [channel, channel.parent].compactMap({ $0 }) {
            if let certificate = try? await candidate.nioSSL_peerCertificate().get() { return certificate }
        }
        return nil
    }

    var address: String { (channel.remoteAddress ?? channel.parent?.remoteAddress)?.ipAddress ?? "local" }
}

extension HTTPField.Name {
    static let purpose = HTTPField.Name("Sextant-Purpose")
    static let caseReference = HTTPField.Name("Sextant-Case")
    static let orderedBy = HTTPField.Name("Sextant-Ordered-By")
    static let sequence = HTTPField.Name("Sextant-Sequence")
    static let logEntry = HTTPField.Name("Sextant-Log-Entry")
    static let detection = HTTPField.Name("Sextant-Detection")
    static let replayed = HTTPField.Name("Idempotency-Replayed")
    static let idempotencyKey = HTTPField.Name("Idempotency-Key")
    static let requestID = HTTPField.Name("X-Request-Id")
    static let synthetic = HTTPField.Name("Sextant-Data")
}

/// Takes every request: finds its operation, who asks, reads the input, lets the runner work, and writes the reply or the problem.
struct SextantResponder: HTTPResponder {
    typealias Context = ConnectionContext

    let settings: ServerSettings
    let table: RouteTable
    let runner: Runner
    let authenticator: any Authenticator
    let metrics: Metrics
    let limiter: RateLimiter
    let strangers: RateLimiter

    func respond(to request: Request, context: ConnectionContext) async throws -> Response {
        let started = ContinuousClock.now
        let requestID = SextantResponder.requestID(request)
        var event = "unknown"
        var response: Response
        do {
            response = try await dispatch(request, context, requestID, &event)
        } catch let refusal as Refusal {
            response = Problem(refusal, requestID: requestID).response
        } catch {
            context.logger.error("request failed", metadata: ["error": "\(type(of: error))", "request": "\(requestID)"])
            response = Problem(Refusal(.internalError, "a mistake in Sextant"), requestID: requestID).response
        }
        // Whatever is answered to HEAD, a body after it would be read as the next answer. Its length stays in the header.
        if request.method == .head { response = Response(status: response.status, headers: response.headers) }
        if let name = HTTPField.Name.requestID { response.headers[name] = requestID }
        if settings.isSandbox, let name = HTTPField.Name.synthetic { response.headers[name] = "SYNTHETIC" }
        response.headers[.xContentTypeOptions] = "nosniff"
        if response.headers[.cacheControl] == nil { response.headers[.cacheControl] = "no-store" }
        metrics.record(event: event, status: response.status.code, duration: ContinuousClock.now - started)
        context.logger.info(
            "request", metadata: ["request": "\(requestID)", "event": "\(event)", "status": "\(response.status.code)"])
        return response
    }

    private func dispatch(
        _ request: Request, _ context: ConnectionContext, _ requestID: String, _ event: inout String
    ) async throws -> Response {
        // The event is known before the answer: what is refused counts for its operation too.
        switch table.find(request.method.rawValue, request.uri.path) {
        case .nothing:
            throw Refusal(.noSuchRoute, "there is nothing at this address")
        case .otherMethods(let methods):
            if request.method == .head, let head = try await head(of: request, requestID) {
                event = head.0
                return head.1
            }
            var response = Problem(
                Refusal(.wrongMethod, "this address knows \(methods.joined(separator: ", "))"), requestID: requestID
            ).response
            response.headers[.allow] = methods.joined(separator: ", ")
            return response
        case .found(.page(let page), let parameters):
            // Secrets are tried out on forms and on the token endpoint.
            guard request.method != .post || strangers.admit(context.address) else {
                throw Refusal(.rateLimited, "too many requests from this address")
            }
            event = page.path
            let body = try await body(of: request)
            return try await page.respond(
                PlainRequest(request: request, parameters: parameters, body: body, requestID: requestID))
        case .found(.operation(let operation), let parameters):
            event = operation.about.id
            return try await answer(operation, parameters, request, context, requestID)
        }
    }

    /// The head of a page, for monitors; `nil` where the address is an operation's. A reading without its answer would be
    /// logged like any other, so operations know no HEAD.
    private func head(of request: Request, _ requestID: String) async throws -> (String, Response)? {
        guard case .found(.page(let page), let parameters) = table.find("GET", request.uri.path) else { return nil }
        return (
            page.path,
            try await page.respond(PlainRequest(request: request, parameters: parameters, body: [], requestID: requestID))
        )
    }

    private func answer(
        _ operation: AnyOperation, _ parameters: [String: String], _ request: Request, _ context: ConnectionContext,
        _ requestID: String
    ) async throws -> Response {
        let caller = try await caller(of: request, context)
        guard limiter.admit(caller.authority) else {
            throw Refusal(.rateLimited, "this authority sends more requests than it may")
        }
        // From here on somebody known is asking: whatever goes wrong is logged before it is answered.
        var asked = OperationRequest(caller: caller, case: SextantResponder.stated(request, requestID), input: .object([:]))
        var form: (format: MessageFormat, body: [UInt8])?
        do {
            (asked, form) = try await read(request, operation, parameters, caller: caller, requestID: requestID)
        } catch let refusal as Refusal {
            try await runner.logRefusal(operation.about, asked, refusal, at: runner.clock.now())
            throw refusal
        }
        let ready = asked
        let reply = try await withDeadline(milliseconds: settings.replyMillisecondsMax) {
            try await operation.run(ready, runner)
        }
        return try SextantResponder.response(
            reply, operation, form, as: SextantResponder.wanted(request.headers[.accept], of: operation.formats, sent: form?.format))
    }

    /// The form of the reply (RFC 9110, 12.5.1): what `Accept` names first by its weights; where it names none that there is, or
    /// anything, the form of the request. `nil` is JSON.
    static func wanted(_ accept: String?, of formats: [MessageFormat], sent: MessageFormat?) -> MessageFormat? {
        guard let accept, !formats.isEmpty, accept.utf8.count <= 1000 else { return sent }
        var best: (weight: Double, format: MessageFormat?)?
        for item in accept.split(separator: ",") {
            let parts = item.split(separator: ";").map { $0.trimmingCharacters(in: .whitespaces).lowercased() }
            guard let type = parts.first else { continue }
            let weight = parts.dropFirst().first { $0.hasPrefix("q=") }.flatMap { Double($0.dropFirst(2)) } ?? 1
            guard weight > 0, best.map({ weight > $0.weight }) ?? true else { continue }
            if type == "application/json" {
                best = (weight, nil)
            } else if type == "*/*" {
                best = (weight, sent)
            } else if let format = formats.first(where: { $0.mediaType == type }) {
                best = (weight, format)
            }
        }
        return best.map(\.format) ?? sent
    }

    private func read(
        _ request: Request, _ operation: AnyOperation, _ parameters: [String: String], caller: Caller, requestID: String
    ) async throws -> (OperationRequest, (format: MessageFormat, body: [UInt8])?) {
        guard let purposeText = HTTPField.Name.purpose.flatMap({ request.headers[$0] }) else {
            throw Refusal(.purposeMissing, "say in Sextant-Purpose what the request is for")
        }
        guard let purpose = Purpose(rawValue: purposeText) else {
            let known = Set(operation.about.grants.flatMap(\.purposes)).map(\.rawValue).sorted().joined(separator: ", ")
            throw Refusal(.malformed, "Sextant-Purpose is no purpose that the acts know; this operation has: \(known)")
        }
        // An empty header names no case. What is established for a case is kept under its bytes, for which there is room for 256.
        let reference = HTTPField.Name.caseReference.flatMap { request.headers[$0] }.flatMap { $0.isEmpty ? nil : $0 }
        guard (reference?.unicodeScalars.count ?? 0) <= 100, (reference?.utf8.count ?? 0) <= 256 else {
            throw Refusal(.malformed, "Sextant-Case has more than 100 characters, or more than 256 bytes")
        }
        // The log has room for 256 bytes.
        let orderedBy = HTTPField.Name.orderedBy.flatMap { request.headers[$0] }.flatMap { $0.isEmpty ? nil : $0 }
        guard (orderedBy?.unicodeScalars.count ?? 0) <= 100, (orderedBy?.utf8.count ?? 0) <= 256 else {
            throw Refusal(.malformed, "Sextant-Ordered-By has more than 100 characters, or more than 256 bytes")
        }
        let bytes = try await body(of: request)
        var form: (format: MessageFormat, body: [UInt8])?
        var json = bytes
        if !bytes.isEmpty {
            if !SextantResponder.isJSON(request.headers[.contentType]) {
                let type = request.headers[.contentType]?.split(separator: ";").first.map { $0.trimmingCharacters(in: .whitespaces) }
                    .map { $0.lowercased() }
                guard let format = operation.formats.first(where: { $0.mediaType == type }) else {
                    let known = ["application/json"] + operation.formats.map(\.mediaType)
                    throw Refusal(.wrongMediaType, "send \(known.joined(separator: " or "))")
                }
                form = (format, bytes)
                json = try format.read(bytes).bytes
            }
        }
        let input = try InputReading.input(
            operation, parameters: parameters, query: request.uri.query.map { $0[...] }, body: json,
            bytesMax: max(settings.bodyBytesMax, json.count))
        let key = HTTPField.Name.idempotencyKey.flatMap { request.headers[$0] }
        if let key, !(1...200).contains(key.utf8.count) {
            throw Refusal(.malformed, "Idempotency-Key has 1 to 200 characters")
        }
        let asked = OperationRequest(
            caller: caller,
            case: CaseReference(purpose: purpose, reference: reference, orderedBy: orderedBy, requestID: requestID),
            input: input, idempotencyKey: key, expectedVersion: try SextantResponder.version(request.headers[.ifMatch]))
        return (asked, form)
    }

    /// The case as far as the request states one, for the log of a request that cannot be read.
    private static func stated(_ request: Request, _ requestID: String) -> CaseReference {
        let purpose = HTTPField.Name.purpose.flatMap { request.headers[$0] }.flatMap { Purpose(rawValue: $0) }
        var stated = CaseReference(purpose: purpose ?? .administration, requestID: requestID)
        stated.isPurposeStated = purpose != nil
        return stated
    }

    private func caller(of request: Request, _ context: ConnectionContext) async throws -> Caller {
        let bearer = request.headers[.authorization].flatMap { header -> String? in
            header.prefix(7).lowercased() == "bearer " ? String(header.dropFirst(7)) : nil
        }
        let certificate = settings.tls?.clientCAFile == nil ? nil : await context.peerCertificate()
        do {
            return try await authenticator.caller(
                token: bearer, certificate: try certificate?.toDERBytes())
        } catch {
            guard strangers.admit(context.address) else { throw Refusal(.rateLimited, "too many requests without a credential") }
            throw error
        }
    }

    private func body(of request: Request) async throws -> [UInt8] {
        if let length = request.headers[.contentLength].flatMap({ Int($0) }), length > settings.bodyBytesMax {
            throw Refusal(.tooLarge, "the body has more than \(settings.bodyBytesMax) bytes")
        }
        do {
            let buffer = try await request.body.collect(upTo: settings.bodyBytesMax)
            return Array(buffer.readableBytesView)
        } catch is NIOTooManyBytesError {
            throw Refusal(.tooLarge, "the body has more than \(settings.bodyBytesMax) bytes")
        }
    }

    private static func response(
        _ reply: OperationReply, _ operation: AnyOperation, _ form: (format: MessageFormat, body: [UInt8])?, as wanted: MessageFormat?
    ) throws(Refusal) -> Response {
        let buffer = ByteBuffer(bytes: try wanted.map { (format) throws(Refusal) in try format.write(reply.body, form?.body ?? []) } ?? reply.bytes)
        let status: HTTPResponse.Status = operation.about.action == .create && operation.about.method != .GET ? .created : .ok
        var response = Response(status: status, headers: [.contentType: wanted?.mediaType ?? "application/json"], body: .init(byteBuffer: buffer))
        if let version = reply.version { response.headers[.eTag] = "\"\(version)\"" }
        // Of who changes nothing the number would tell whether something was recorded because of the question, such as a hit on the
        // watchlist that a screening authority must not learn of (2018/1240 Article 35a).
        if operation.about.changesRecords, let name = HTTPField.Name.sequence { response.headers[name] = String(reply.sequence) }
        if let name = HTTPField.Name.logEntry { response.headers[name] = reply.logEntry.description }
        if reply.isDetectionPending, let name = HTTPField.Name.detection { response.headers[name] = "pending" }
        if reply.isReplay, let name = HTTPField.Name.replayed { response.headers[name] = "true" }
        return response
    }

    private static func isJSON(_ contentType: String?) -> Bool {
        if contentType == "application/json" { return true }
        let type = contentType?.split(separator: ";").first.map { $0.trimmingCharacters(in: .whitespaces) }
        return type?.lowercased() == "application/json"
    }

    /// `If-Match: "3"`. Lists and `*` are refused: the caller must say which version it saw.
    private static func version(_ header: String?) throws(Refusal) -> Int? {
        guard let header else { return nil }
        let text = header.hasPrefix("\"") && header.hasSuffix("\"") && header.count > 2 ? header.dropFirst().dropLast() : "?"
        guard let version = Int(text), version > 0 else {
            throw Refusal(.malformed, "If-Match is one version as the ETag showed it, for instance \"3\"")
        }
        return version
    }

    /// The caller's own request id where it is harmless, else a new one.
    private static func requestID(_ request: Request) -> String {
        if let sent = HTTPField.Name.requestID.flatMap({ request.headers[$0] }), (8...64).contains(sent.utf8.count),
            sent.utf8.allSatisfy({ $0 == 45 || $0 == 95 || (48...57).contains($0) || (65...90).contains($0) || (97...122).contains($0) })
        {
            return sent
        }
        return String(RecordID(high: .random(in: .min ... .max), low: .random(in: .min ... .max)).description.prefix(24))
    }
}

/// Ends `body` with `timed-out` when it takes longer. What it has already handed to the store stays valid.
func withDeadline<Value: Sendable>(
    milliseconds: Int64, _ body: @escaping @Sendable () async throws -> Value
) async throws -> Value {
    guard let result = await within(.milliseconds(milliseconds), body) else {
        throw Refusal(.timedOut, "no answer within \(milliseconds) ms")
    }
    return try result.get()
}

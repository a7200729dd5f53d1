import API
import Access
import Crypto
import Foundation
import HTTPTypes
import Hummingbird
import Identity
import Interoperability
import Operations
import Registry
import Wire

/// What the console needs from the installation.
public struct ConsolePorts: Sendable {
    /// Runs the operation `portal.search`.
    public var search: @Sendable (OperationRequest) async throws(Refusal) -> OperationReply
    /// `LogBook.proof(of:)`.
    public var proof: @Sendable (RecordID) async throws(LogBook.Failure) -> (proof: EntryProof, entry: [UInt8]?)
    /// The key that checkpoints are checked with.
    public var logKey: VerifierKey
    /// Who holds an access token, looked up with every request.
    public var caller: @Sendable (_ token: String) async throws(Refusal) -> Caller
    /// The access token of a client; `unauthenticated` where the secret is not its own.
    public var token: @Sendable (_ client: String, _ secret: String) async throws(Refusal) -> String
    public var now: @Sendable () -> Instant
    /// Runs any operation in the officer's name; `nil`: the console has the border check alone.
    public var run: ConsoleOperation?

    public init(
        search: @escaping @Sendable (OperationRequest) async throws(Refusal) -> OperationReply,
        proof: @escaping @Sendable (RecordID) async throws(LogBook.Failure) -> (proof: EntryProof, entry: [UInt8]?),
        logKey: VerifierKey, caller: @escaping @Sendable (_ token: String) async throws(Refusal) -> Caller,
        token: @escaping @Sendable (_ client: String, _ secret: String) async throws(Refusal) -> String,
        now: @escaping @Sendable () -> Instant, run: ConsoleOperation? = nil
    ) {
        self.search = search
        self.proof = proof
        self.logKey = logKey
        self.caller = caller
        self.token = token
        self.now = now
        self.run = run
    }
}

/// A traveller that a sandbox offers to try.
public struct ConsoleExample: Sendable {
    public var title: String
    /// Lines of the machine-readable zone.
    public var zone: [String]
    public var place: CheckPlace
    public init(_ title: String, zone: [String], place: CheckPlace = .entry) {
        self.title = title
        self.zone = zone
        self.place = place
    }
}

/// The pages for officers: the border check, the adjudication of links, and the proof of what was asked.
public struct Console: Sendable {
    let ports: ConsolePorts
    let isSandbox: Bool
    let demoOfficer: Caller?
    let isSecure: Bool
    let examples: [ConsoleExample]
    let pages: PageRenderer
    let formKey: SymmetricKey

    /// - Parameters:
    ///   - demoOfficer: asks without signing in; for demonstrations only.
    ///   - isSecure: served over TLS, so that cookies leave the browser over TLS alone.
    ///   - examples: offered on the first page.
    ///   - formKey: binds forms to browsers; the same on all nodes of one service. `nil`: made anew.
    /// - Throws: the template parser's error.
    public init(
        _ ports: ConsolePorts, isSandbox: Bool, demoOfficer: Caller? = nil, isSecure: Bool = false,
        examples: [ConsoleExample] = [], formKey: [UInt8]? = nil
    ) throws {
        self.ports = ports
        self.isSandbox = isSandbox
        self.demoOfficer = demoOfficer
        self.isSecure = isSecure
        self.examples = examples
        self.formKey = formKey.map { SymmetricKey(data: $0) } ?? SymmetricKey(size: .bits256)
        pages = try PageRenderer()
    }

    public var routes: [PlainRoute] {
        [
            PlainRoute(.get, "/") { request in try await self.start(request) },
            PlainRoute(.get, "/check") { _ in Console.redirect("/") },
            PlainRoute(.post, "/check") { request in try await self.check(request) },
            PlainRoute(.get, "/proof/{entry}") { request in try await self.proofPage(request) },
            PlainRoute(.get, "/proof/{entry}/tlog-proof") { request in try await self.proofFile(request) },
            PlainRoute(.get, "/proof/{entry}/entry") { request in try await self.entryFile(request) },
            PlainRoute(.get, "/session") { request in self.signInPage(ConsoleCookies(request.request)) },
            PlainRoute(.post, "/session") { request in try await self.signIn(request) },
            PlainRoute(.post, "/session/end") { request in self.signOut(request) },
            PlainRoute(.get, "/static/console.css") { _ in Console.file(Stylesheet.text, "text/css; charset=utf-8") },
            PlainRoute(.get, "/static/console.js") { _ in Console.file(Script.text, "text/javascript; charset=utf-8") },
            PlainRoute(.get, "/static/icon.svg") { _ in Console.file(Script.icon, "image/svg+xml") },
        ] + (ports.run.map { Adjudication(console: self, run: $0).routes } ?? [])
    }

    // MARK: - The check

    private func start(_ request: PlainRequest) async throws -> Response {
        let cookies = ConsoleCookies(request.request)
        guard let session = try await session(cookies) else { return Console.redirect("/session") }
        let page = StartPage(
            frame: frame("Border check", session, cookies, isCheck: true), form: FormView(CheckForm(), focusZone: true),
            examples: examples.map {
                .init(
                    title: $0.title, zone: $0.zone.joined(separator: "\n"), firstLine: $0.zone.first ?? "",
                    place: $0.place.rawValue)
            })
        return respond(pages.render(page, "start"), cookies)
    }

    private func check(_ request: PlainRequest) async throws -> Response {
        let cookies = ConsoleCookies(request.request)
        guard let session = try await session(cookies) else { return Console.redirect("/session") }
        let fields = FormFields(request.body)
        guard isOwnForm(request, fields, cookies) else { return foreignForm(session, cookies) }
        let form = CheckForm(fields)
        let question: PortalQuestion
        do {
            question = try form.question()
        } catch {
            let page = MessagePage(
                frame: frame("Not asked", session, cookies, isCheck: true), headline: "Not asked", detail: error.message,
                form: FormView(form, mistake: error), hasForm: true)
            return respond(pages.render(page, "message"), cookies, status: .unprocessableContent)
        }
        let reference = trimmed(form.reference)
        do {
            let reply = try await ports.search(
                OperationRequest(
                    caller: session.caller,
                    case: CaseReference(
                        purpose: form.place.purpose, reference: reference.isEmpty ? nil : reference,
                        requestID: request.requestID), input: question.wire))
            return try answer(reply, form, session, cookies)
        } catch let refusal as Refusal {
            let page = MessagePage(
                frame: frame("Refused", session, cookies, isCheck: true), headline: "The question was refused: \(refusal.kind.title)",
                detail: refusal.detail, article: refusal.article, requestID: request.requestID, form: FormView(form),
                hasForm: true)
            return respond(pages.render(page, "message"), cookies, status: .init(code: refusal.kind.status))
        }
    }

    private func answer(
        _ reply: OperationReply, _ form: CheckForm, _ session: OfficerSession, _ cookies: ConsoleCookies
    ) throws -> Response {
        let said: PortalReply
        do { said = try PortalReply(reading: reply.body) } catch {
            throw Refusal(.internalError, "the portal's reply cannot be read")
        }
        let now = ports.now()
        let today = now.day(minutesEastOfUTC: StateTime.minutesEastOfUTC(session.caller.memberState, at: now))
        let findings = CheckFindings(said, today: today)
        let verdict = BorderVerdict.of(findings, at: form.place)
        var next = CheckForm()
        // The next traveller is checked at the same place, from an empty form.
        next.place = form.place
        let page = ResultPage(
            findings, verdict, logEntry: reply.logEntry.description, form: FormView(next),
            frame: frame("\(verdict.level.word): \(verdict.headline)", session, cookies, isCheck: true))
        return respond(pages.render(page, "result"), cookies)
    }

    // MARK: - The proof

    private func proved(_ request: PlainRequest, _ session: OfficerSession) async throws(ProvedEntry.Refused) -> ProvedEntry {
        guard let text = request.parameters["entry"], let id = RecordID(text) else { throw .none }
        let found: (proof: EntryProof, entry: [UInt8]?)
        do throws(LogBook.Failure) {
            found = try await ports.proof(id)
        } catch {
            switch error {
            case .notYetPublished: throw .notYet
            case .unknownEntry, .contentsErased: throw .none
            case .store, .damaged: throw .unreadable
            }
        }
        return try ProvedEntry(id.description, found.proof, entry: found.entry, for: session.caller, key: ports.logKey)
    }

    private func proofPage(_ request: PlainRequest) async throws -> Response {
        let cookies = ConsoleCookies(request.request)
        guard let session = try await session(cookies) else { return Console.redirect("/session") }
        let frame = frame("Log proof", session, cookies)
        do {
            let entry = try await proved(request, session)
            return respond(pages.render(ProofPage(frame: frame, proof: ProofView(entry)), "proofPage"), cookies)
        } catch {
            switch error {
            case .notYet:
                let page = ProofPage(frame: frame, proof: ProofView(waitingFor: request.parameters["entry"] ?? ""))
                return respond(pages.render(page, "proofPage"), cookies, status: .accepted)
            case .none: return message(frame, cookies, "No such entry", "You asked no question with this log entry.", .notFound)
            case .unreadable:
                return message(frame, cookies, "The log cannot be read", "Tell those who run this installation.", .serviceUnavailable)
            }
        }
    }

    private func proofFile(_ request: PlainRequest) async throws -> Response {
        try await download(request, "tlog-proof") { $0.proofFile }
    }

    private func entryFile(_ request: PlainRequest) async throws -> Response {
        try await download(request, "entry") { $0.entryFile }
    }

    private func download(
        _ request: PlainRequest, _ kind: String, _ bytes: (ProvedEntry) -> [UInt8]
    ) async throws -> Response {
        let cookies = ConsoleCookies(request.request)
        guard let session = try await session(cookies) else { return Console.redirect("/session") }
        do {
            let entry = try await proved(request, session)
            var response = Response(
                status: .ok, headers: [.contentType: "application/octet-stream"],
                body: .init(byteBuffer: .init(bytes: bytes(entry))))
            response.headers[.contentDisposition] = "attachment; filename=\"\(entry.id).\(kind)\""
            return response
        } catch {
            let status: HTTPResponse.Status = error == .none ? .notFound : .serviceUnavailable
            return message(frame("Log proof", session, cookies), cookies, "No proof yet", "Ask again in a moment.", status)
        }
    }

    // MARK: - Session

    /// `nil` where nobody known is there.
    func session(_ cookies: ConsoleCookies) async throws -> OfficerSession? {
        if let token = cookies.token, let caller = try? await ports.caller(token) {
            return OfficerSession(caller: caller, isDemo: false)
        }
        return demoOfficer.map { OfficerSession(caller: $0, isDemo: true) }
    }

    private func signInPage(_ cookies: ConsoleCookies, mistake: String? = nil) -> Response {
        let page = SignInPage(frame: frame("Sign in", nil, cookies), mistake: mistake)
        return respond(pages.render(page, "signIn"), cookies, status: mistake == nil ? .ok : .unauthorized)
    }

    private func signIn(_ request: PlainRequest) async throws -> Response {
        let cookies = ConsoleCookies(request.request)
        let fields = FormFields(request.body)
        guard isOwnForm(request, fields, cookies) else { return foreignForm(nil, cookies) }
        let pasted = trimmed(fields["token"])
        let token: String
        do {
            token = pasted.isEmpty ? try await ports.token(trimmed(fields["client"]), fields["secret"]) : pasted
            guard Console.isCookieValue(token) else { throw Refusal(.unauthenticated, "the token cannot be read") }
            _ = try await ports.caller(token)
        } catch let refusal as Refusal {
            guard refusal.kind == .unauthenticated else { throw refusal }
            return signInPage(
                cookies, mistake: "Not signed in: \(pasted.isEmpty ? "client and secret do not fit" : "the token is not valid or has expired").")
        }
        var response = Console.redirect("/")
        Console.add(ConsoleCookies.header(ConsoleCookies.session, token, isSecure: isSecure), to: &response)
        return response
    }

    private func signOut(_ request: PlainRequest) -> Response {
        let cookies = ConsoleCookies(request.request)
        guard isOwnForm(request, FormFields(request.body), cookies) else { return foreignForm(nil, cookies) }
        var response = Console.redirect("/session")
        Console.add(ConsoleCookies.header(ConsoleCookies.session, "", isSecure: isSecure, isOver: true), to: &response)
        return response
    }

    /// The form was made for this browser, and the browser does not say that another site sent it.
    func isOwnForm(_ request: PlainRequest, _ fields: FormFields, _ cookies: ConsoleCookies) -> Bool {
        !request.isOfAnotherSite && !cookies.isFresh && cookies.accepts(formToken: fields["form"], formKey)
    }

    func foreignForm(_ session: OfficerSession?, _ cookies: ConsoleCookies) -> Response {
        message(
            frame("Not accepted", session, cookies), cookies, "The form was not accepted",
            "It was sent from elsewhere, or before you signed in. Nothing was asked; begin again.", .forbidden)
    }

    /// Characters of a JSON Web Token: none can end the cookie or the header.
    private static func isCookieValue(_ text: String) -> Bool {
        (1...4096).contains(text.utf8.count)
            && text.utf8.allSatisfy { (48...57).contains($0) || (65...90).contains($0) || (97...122).contains($0) || [45, 46, 95].contains($0) }
    }

    // MARK: - Answers

    func frame(
        _ title: String, _ session: OfficerSession?, _ cookies: ConsoleCookies, isCheck: Bool = false, isLinks: Bool = false
    ) -> PageFrame {
        PageFrame(
            title: "\(title) · Sextant", stylesheet: pages.stylesheet, script: pages.script, icon: pages.icon,
            isSandbox: isSandbox, isCheck: isCheck, isLinks: isLinks,
            hasLinks: ports.run != nil && (session.map { AdjudicationWords.purpose(of: $0.caller.kind) != nil } ?? false),
            officer: session.map {
                .init(user: $0.caller.user, authority: $0.caller.authority, isDemo: $0.isDemo)
            }, formToken: cookies.formToken(formKey))
    }

    func message(
        _ frame: PageFrame, _ cookies: ConsoleCookies, _ headline: String, _ detail: String, _ status: HTTPResponse.Status
    ) -> Response {
        let page = MessagePage(frame: frame, headline: headline, detail: detail, hasForm: false)
        return respond(pages.render(page, "message"), cookies, status: status)
    }

    func respond(_ html: String, _ cookies: ConsoleCookies, status: HTTPResponse.Status = .ok) -> Response {
        var response = Response.page(html, status: status)
        if let name = HTTPField.Name("Referrer-Policy") { response.headers[name] = "same-origin" }
        if cookies.isFresh {
            Console.add(ConsoleCookies.header(ConsoleCookies.form, cookies.nonce, isSecure: isSecure), to: &response)
        }
        return response
    }

    private static func add(_ cookie: String, to response: inout Response) {
        response.headers.append(HTTPField(name: .setCookie, value: cookie))
    }

    /// After a POST the browser asks anew with GET.
    static func redirect(_ path: String) -> Response {
        Response(status: .seeOther, headers: [.location: path, .cacheControl: "no-store"])
    }

    private static func file(_ text: String, _ type: String) -> Response {
        var response = Response.text(text, type: type)
        // The address changes with the content.
        response.headers[.cacheControl] = "public, max-age=31536000, immutable"
        return response
    }
}

import API
import Access
import Hummingbird
import Identity
import Interoperability
import Operations
import Registry
import Wire

/// Runs an operation by name, as the API would: whoever sits at the screen has the rights of their authority, and no others.
public typealias ConsoleOperation =
    @Sendable (_ operation: String, OperationRequest) async throws(Refusal) -> OperationReply

/// The pages on which yellow links are verified (2019/817 and 2019/818 Article 29).
struct Adjudication: Sendable {
    let console: Console
    let run: ConsoleOperation

    var routes: [PlainRoute] {
        [
            PlainRoute(.get, "/adjudication") { request in try await self.queue(request) },
            PlainRoute(.get, "/adjudication/{link}") { request in try await self.page(request) },
            PlainRoute(.post, "/adjudication/{link}") { request in try await self.decide(request) },
        ]
    }

    private func queue(_ request: PlainRequest) async throws -> Response {
        let cookies = ConsoleCookies(request.request)
        guard let session = try await console.session(cookies) else { return Console.redirect("/session") }
        let frame = console.frame("Links to verify", session, cookies, isLinks: true)
        do throws(Refusal) {
            let reply = try await run("mid.listTasks", self.request(request, session, .object(["limit": 200])))
            return console.respond(console.pages.render(QueuePage(frame: frame, tasks: reply.body), "queue"), cookies)
        } catch {
            return refused(error, frame, cookies)
        }
    }

    private func page(_ request: PlainRequest) async throws -> Response {
        let cookies = ConsoleCookies(request.request)
        guard let session = try await console.session(cookies) else { return Console.redirect("/session") }
        return try await show(request, session, cookies, DecisionForm())
    }

    private func show(
        _ request: PlainRequest, _ session: OfficerSession, _ cookies: ConsoleCookies, _ form: DecisionForm,
        mistake: String? = nil
    ) async throws -> Response {
        let frame = console.frame("A link", session, cookies, isLinks: true)
        do throws(Refusal) {
            let input = JSON.object(["link": .string(try link(request).description)])
            let data = try await run("cir.readLinkedData", self.request(request, session, input))
            let link = try await run("mid.readLink", self.request(request, session, input))
            guard let page = LinkPage(frame: frame, data: data.body, link: link.body, form: form, mistake: mistake)
            else {
                throw Refusal(.internalError, "the reply cannot be read")
            }
            return console.respond(
                console.pages.render(page, "link"), cookies, status: mistake == nil ? .ok : .unprocessableContent)
        } catch {
            return refused(error, frame, cookies)
        }
    }

    private func decide(_ request: PlainRequest) async throws -> Response {
        let cookies = ConsoleCookies(request.request)
        guard let session = try await console.session(cookies) else { return Console.redirect("/session") }
        let fields = FormFields(request.body)
        guard console.isOwnForm(request, fields, cookies) else { return console.foreignForm(session, cookies) }
        let form = DecisionForm(fields)
        // Undone: the choices stand as they were, and nothing has happened.
        if fields["step"] == "undo" { return try await show(request, session, cookies, form) }
        if let mistake = form.mistake { return try await show(request, session, cookies, form, mistake: mistake) }
        do throws(Refusal) {
            let link = try link(request)
            guard fields["step"] == "commit" else {
                let page = ReviewPage(
                    frame: console.frame("Review", session, cookies, isLinks: true), address: "/adjudication/\(link)",
                    form: form)
                return console.respond(console.pages.render(page, "review"), cookies)
            }
            var asked = self.request(request, session, form.input(link))
            asked.expectedVersion = Int(form.version)
            let reply = try await run("mid.verifyLink", asked)
            let page = DecidedPage(frame: console.frame("Decided", session, cookies, isLinks: true), reply: reply.body)
            return console.respond(console.pages.render(page, "decided"), cookies)
        } catch {
            if error.kind.status == 422 {
                return try await show(request, session, cookies, form, mistake: error.detail)
            }
            return refused(error, console.frame("Not decided", session, cookies, isLinks: true), cookies)
        }
    }

    // MARK: -

    private func link(_ request: PlainRequest) throws(Refusal) -> RecordID {
        guard let id = request.parameters["link"].flatMap({ RecordID($0) }) else {
            throw Refusal(.notFound, "there is no such link")
        }
        return id
    }

    private func request(_ request: PlainRequest, _ session: OfficerSession, _ input: JSON) -> OperationRequest {
        OperationRequest(
            caller: session.caller,
            case: CaseReference(
                purpose: AdjudicationWords.purpose(of: session.caller.kind) ?? .verification, reference: nil,
                requestID: request.requestID),
            input: input)
    }

    private func refused(_ refusal: Refusal, _ frame: PageFrame, _ cookies: ConsoleCookies) -> Response {
        console.message(frame, cookies, refusal.kind.title, refusal.detail, .init(code: refusal.kind.status))
    }
}

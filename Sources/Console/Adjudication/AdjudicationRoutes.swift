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
            PlainRoute(.get, "/adjudication/{link}/rectification") { request in try await self.rectification(request) },
            PlainRoute(.post, "/adjudication/{link}/rectification") { request in try await self.rectify(request) },
        ]
    }

    private func queue(_ request: PlainRequest) async throws -> Response {
        let cookies = ConsoleCookies(request.request)
        guard let session = try await console.session(cookies) else { return Console.redirect("/session") }
        let frame = console.frame("Links to verify", session, cookies, isLinks: true)
        do throws(Refusal) {
            let reply = try await run("mid.listDesk", self.request(request, session, .object(["limit": 200])))
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
            let link = try await run("mid.readLink", self.request(request, session, input))
            guard let view = try? LinkView(reading: link.body) else { throw Refusal(.internalError, "the reply cannot be read") }
            var (data, samples): (ReadLinkedData.Output?, ReadLinkedSamples.Output?)
            // Data of both sides are there for verifying, and for nothing else (Article 21(1)).
            if view.colour == .yellow {
                let sides = try await run("cir.readLinkedData", self.request(request, session, input))
                let shown = try await run("cir.readLinkedSamples", self.request(request, session, input))
                (data, samples) = (try? .init(reading: sides.body), try? .init(reading: shown.body))
                guard data?.sides.count == 2, samples != nil else { throw Refusal(.internalError, "the reply cannot be read") }
            }
            let page = LinkPage(
                frame: frame, view: view, data: data, samples: samples, form: form, isLatin: isLatin(request), mistake: mistake)
            var response = console.respond(
                console.pages.render(page, "link"), cookies, status: mistake == nil ? .ok : .unprocessableContent)
            // Facial images stand in the page itself, so that they are asked for, and logged, once.
            response.headers[.contentSecurityPolicy]?.replace("img-src 'self'", with: "img-src 'self' data:")
            return response
        } catch {
            return refused(error, frame, cookies)
        }
    }

    private func isLatin(_ request: PlainRequest) -> Bool { request.request.uri.queryParameters["script"] == "latin" }

    private func decide(_ request: PlainRequest) async throws -> Response {
        let cookies = ConsoleCookies(request.request)
        guard let session = try await console.session(cookies) else { return Console.redirect("/session") }
        let fields = FormFields(request.body)
        guard console.isOwnForm(request, fields, cookies) else { return console.foreignForm(session, cookies) }
        let form = DecisionForm(fields)
        // Undone: the choices stand as they were, and nothing has happened.
        if fields["step"] == "undo" { return try await show(request, session, cookies, form) }
        do throws(Refusal) {
            switch fields["step"] {
            case "opinion": return try await noteOpinion(request, session, cookies, fields)
            case "inform": return try await inform(request, session, cookies, fields)
            default: break
            }
            if let mistake = form.mistake { return try await again(request, session, cookies, form, mistake) }
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
            if error.kind.status == 422 { return try await show(request, session, cookies, form, mistake: error.detail) }
            return refused(error, console.frame("Not decided", session, cookies, isLinks: true), cookies)
        }
    }

    /// The page once more, with what is wrong with what was sent.
    private func again(
        _ request: PlainRequest, _ session: OfficerSession, _ cookies: ConsoleCookies, _ form: DecisionForm, _ mistake: String
    ) async throws(Refusal) -> Response {
        do { return try await show(request, session, cookies, form, mistake: mistake) } catch {
            throw Refusal(.internalError, "the page cannot be made")
        }
    }

    private func noteOpinion(
        _ request: PlainRequest, _ session: OfficerSession, _ cookies: ConsoleCookies, _ fields: FormFields
    ) async throws(Refusal) -> Response {
        guard let leaning = UnaidedOpinion.Leaning(rawValue: fields["leaning"]) else {
            return try await again(request, session, cookies, DecisionForm(), "Choose what you think by the data alone.")
        }
        let link = try link(request)
        _ = try await run(
            "mid.noteOpinion",
            self.request(request, session, .object(["link": .string(link.description), "leaning": .string(leaning.rawValue)])))
        return Console.redirect("/adjudication/\(link)" + (isLatin(request) ? "?script=latin" : ""))
    }

    private func inform(
        _ request: PlainRequest, _ session: OfficerSession, _ cookies: ConsoleCookies, _ fields: FormFields
    ) async throws(Refusal) -> Response {
        let ground = trimmed(fields["ground"])
        let outcome = PersonInformation.Outcome(rawValue: fields["outcome"]) ?? .informed
        if outcome == .limited, ground.count < 10 {
            return try await again(
                request, session, cookies, DecisionForm(), "Say why the person is not informed: at least ten characters.")
        }
        var object = JSONObject([
            ("link", .string(try link(request).description)), ("outcome", .string(outcome.rawValue)),
        ])
        if outcome == .limited { object.append("ground", .string(ground)) }
        if let language = PortalLanguage(rawValue: fields["language"]) { object.append("language", .string(language.rawValue)) }
        let reply = try await run("mid.recordInformation", self.request(request, session, .object(object)))
        let page = InformedPage(frame: console.frame("Recorded", session, cookies, isLinks: true), reply: reply.body)
        return console.respond(console.pages.render(page, "informed"), cookies)
    }

    // MARK: -

    func link(_ request: PlainRequest) throws(Refusal) -> RecordID {
        guard let id = request.parameters["link"].flatMap({ RecordID($0) }) else {
            throw Refusal(.notFound, "there is no such link")
        }
        return id
    }

    func request(_ request: PlainRequest, _ session: OfficerSession, _ input: JSON) -> OperationRequest {
        OperationRequest(
            caller: session.caller,
            case: CaseReference(
                purpose: AdjudicationWords.purpose(of: session.caller.kind) ?? .verification, reference: nil,
                requestID: request.requestID),
            input: input)
    }

    func refused(_ refusal: Refusal, _ frame: PageFrame, _ cookies: ConsoleCookies) -> Response {
        console.message(frame, cookies, refusal.kind.title, refusal.detail, .init(code: refusal.kind.status))
    }
}

import API
import Access
import Hummingbird
import Identity
import Interoperability
import Operations
import Registry
import Wire

/// The page on which a link that may be wrong is reopened or erased, or upheld against the evidence (2019/817 and 2019/818 Articles 31(3),
/// 32(7), 33(5), 48(5)): in the same steps as a decision, so that nothing is committed before it was reviewed.
extension Adjudication {
    func rectification(_ request: PlainRequest) async throws -> Response {
        let cookies = ConsoleCookies(request.request)
        guard let session = try await console.session(cookies) else { return Console.redirect("/session") }
        return try await show(request, session, cookies, RectificationForm())
    }

    private func show(
        _ request: PlainRequest, _ session: OfficerSession, _ cookies: ConsoleCookies, _ form: RectificationForm, mistake: String? = nil
    ) async throws -> Response {
        let frame = console.frame("Put a link right", session, cookies, isLinks: true)
        do throws(Refusal) {
            let page = RectifyPage(frame: frame, view: try await view(request, session), form: form, mistake: mistake)
            return console.respond(
                console.pages.render(page, "rectify"), cookies, status: mistake == nil ? .ok : .unprocessableContent)
        } catch {
            return refused(error, frame, cookies)
        }
    }

    private func view(_ request: PlainRequest, _ session: OfficerSession) async throws(Refusal) -> LinkView {
        let input = JSON.object(["link": .string(try link(request).description)])
        let reply = try await run("mid.readLink", self.request(request, session, input))
        guard let view = try? LinkView(reading: reply.body) else { throw Refusal(.internalError, "the reply cannot be read") }
        return view
    }

    func rectify(_ request: PlainRequest) async throws -> Response {
        let cookies = ConsoleCookies(request.request)
        guard let session = try await console.session(cookies) else { return Console.redirect("/session") }
        let fields = FormFields(request.body)
        guard console.isOwnForm(request, fields, cookies) else { return console.foreignForm(session, cookies) }
        let form = RectificationForm(fields)
        // Undone: the choices stand as they were, and nothing has happened.
        if fields["step"] == "undo" { return try await show(request, session, cookies, form) }
        if let mistake = form.mistake { return try await show(request, session, cookies, form, mistake: mistake) }
        do throws(Refusal) {
            let link = try link(request)
            guard fields["step"] == "commit" else {
                let page = ReviewPage(
                    frame: console.frame("Review", session, cookies, isLinks: true), address: "/adjudication/\(link)/rectification",
                    rectification: form, colour: try await view(request, session).colour)
                return console.respond(console.pages.render(page, "review"), cookies)
            }
            var asked = self.request(request, session, form.input(link))
            asked.expectedVersion = Int(form.version)
            let reply = try await run("mid.rectifyLink", asked)
            let page = DecidedPage(
                frame: console.frame("Decided", session, cookies, isLinks: true),
                rectified: RectifyLink.Step(rawValue: form.step) ?? .uphold, reply: reply.body)
            return console.respond(console.pages.render(page, "decided"), cookies)
        } catch {
            if error.kind.status == 422 { return try await show(request, session, cookies, form, mistake: error.detail) }
            return refused(error, console.frame("Not decided", session, cookies, isLinks: true), cookies)
        }
    }
}

/// What an adjudicator chose to do with a link that may be wrong, as the form carries it from step to step.
struct RectificationForm: Sendable {
    var step = ""
    var reasons: [String] = []
    var explanation = ""
    var version = ""

    init() {}
    init(_ fields: FormFields) {
        step = fields["rectification"]
        reasons = VerificationReason.allCases.map(\.rawValue).filter { fields["reason.\($0)"] == "1" }
        explanation = trimmed(fields["explanation"])
        version = fields["version"]
    }

    /// What is still to be chosen; `nil` where nothing is.
    var mistake: String? {
        if RectifyLink.Step(rawValue: step) == nil { return "Choose what is done with the link." }
        if reasons.isEmpty { return "Choose at least one reason." }
        if explanation.count < 10 { return "Say why in words: at least ten characters." }
        return nil
    }

    func input(_ link: RecordID) -> JSON {
        .object(
            JSONObject([
                ("link", .string(link.description)), ("step", .string(step)), ("reasons", .array(reasons.map { .string($0) })),
                ("explanation", .string(explanation)),
            ]))
    }

    /// For the step in which nothing is committed yet.
    var hidden: [ReviewPage.Hidden] {
        [
            ReviewPage.Hidden(name: "rectification", value: step), .init(name: "explanation", value: explanation),
            .init(name: "version", value: version),
        ] + reasons.map { .init(name: "reason.\($0)", value: "1") }
    }
}

/// A link with what speaks against it, and what may be done.
struct RectifyPage: Sendable {
    var frame: PageFrame
    var address: String
    var linkAddress: String
    var colour: String
    var effect: String
    var number: String?
    var responsible: String
    var opinion: String?
    var isReviewed: Bool
    var isGranted: Bool
    var against: [LinkPage.Event]
    let hasAgainst: Bool
    var history: [LinkPage.Event]
    var steps: [LinkPage.Choice]
    let hasSteps: Bool
    var reasons: [LinkPage.Choice]
    var explanation: String
    var version: String
    var mistake: String?

    init(frame: PageFrame, view: LinkView, form: RectificationForm, mistake: String?) {
        self.frame = frame
        linkAddress = "/adjudication/\(view.link)"
        address = linkAddress + "/rectification"
        (colour, effect, number) = (view.colour.rawValue, view.effect, view.number)
        responsible = view.responsible?.reference ?? "the authority that verified"
        opinion = view.opinion.map {
            "\($0.authority) · \($0.user) concluded: \(AdjudicationWords.conclusion($0.conclusion)). A second official must share it."
        }
        (isReviewed, isGranted) = (view.reviewed, view.granted)
        against = view.evidence.map {
            LinkPage.Event(at: AdjudicationWords.moment($0.at.wireText), words: $0.text, by: $0.authority)
        }
        hasAgainst = !against.isEmpty
        history = LinkPage.events(view)
        steps = RectifyPage.steps(view).enumerated().map { place, step in
            let words = AdjudicationWords.rectification(step, view.colour)
            return LinkPage.Choice(
                name: "rectification", value: step.rawValue, label: words.label, hint: words.hint, key: String(place + 1),
                isChosen: form.step == step.rawValue)
        }
        hasSteps = !steps.isEmpty
        reasons = zip(VerificationReason.allCases, AdjudicationWords.reasonKeys).map { reason, key in
            LinkPage.Choice(
                name: "reason.\(reason.rawValue)", value: "1", label: AdjudicationWords.reason(reason), hint: "", key: key,
                isChosen: form.reasons.contains(reason.rawValue))
        }
        (explanation, version) = (form.explanation, view.version.map(String.init) ?? "")
        self.mistake = mistake
    }

    /// What the operation would take of whoever answers for the link: a yellow link is verified, and goes without that only where
    /// somebody had decided on it before, or something speaks against it. What was granted to a person is not upheld against.
    static func steps(_ view: LinkView) -> [RectifyLink.Step] {
        guard view.version != nil, view.responsible != nil else { return [] }
        let isYellow = view.colour == .yellow
        let wasVerified = view.history.contains { $0.kind == .verified || $0.kind == .rectified }
        return RectifyLink.Step.allCases.filter { step in
            switch step {
            case .reopen: !isYellow
            case .erase: !isYellow || wasVerified || view.reviewed || view.granted
            case .uphold: view.reviewed && !view.granted
            }
        }
    }
}

import Access
import Identity
import Interoperability
import Operations
import Registry
import Wire

/// The queue of an authority.
struct QueuePage: Sendable {
    struct Line: Sendable {
        var address: String
        var step: String
        var deadline: String
        var begun: String
        var article: String
        var isOverdue: Bool
    }
    var frame: PageFrame
    var lines: [Line]
    let isEmpty: Bool
    var more: Bool

    init(frame: PageFrame, tasks: JSON) {
        self.frame = frame
        lines = (tasks["tasks"]?.elements ?? []).map { task in
            Line(
                address: "/adjudication/\(task["about"]?.text ?? "")",
                step: AdjudicationWords.step(task["step"]?.text ?? ""),
                deadline: AdjudicationWords.moment(task["deadline"]?.text),
                begun: AdjudicationWords.moment(task["begun"]?.text),
                article: task["article"]?.text ?? "", isOverdue: task["overdue"] == .bool(true))
        }
        isEmpty = lines.isEmpty
        more = tasks["more"] == .bool(true)
    }
}

/// One link with both sides' data.
struct LinkPage: Sendable {
    struct Head: Sendable {
        var system: String
        var owner: String
        var created: String
        var isLaunching: Bool
        var samples: String
        /// Further identities, in words.
        var others: [String]
        let hasOthers: Bool
    }
    struct Run: Sendable {
        var text: String
        var isOther: Bool
    }
    struct Row: Sendable {
        var name: String
        var left: [Run]
        var right: [Run]
        var verdict: String
        var isSame: Bool
    }
    struct EvidenceLine: Sendable {
        var kind: String
        var asked: String
        var found: String
        var rule: String
        var bits: String
        var isAgainst: Bool
    }
    struct Choice: Sendable {
        var name: String
        var value: String
        var label: String
        var hint: String
        var key: String
        var isChosen: Bool
    }
    struct Event: Sendable {
        var at: String
        var words: String
        var by: String
    }

    var frame: PageFrame
    var address: String
    var colour: String
    var effect: String
    var number: String
    var responsible: String
    var isYellow: Bool
    var version: String
    var left: Head
    var right: Head
    var rows: [Row]
    var biometrics: String
    var fingers: [EvidenceLine]
    let hasFingers: Bool
    var evidence: [EvidenceLine]
    let hasEvidence: Bool
    var bits: String
    var history: [Event]
    var conclusions: [Choice]
    var reasons: [Choice]
    var explanation: String
    var personSaid: String
    var isPersonPresent: Bool
    var mistake: String?
    var opinion: String?

    /// - Returns: `nil` where the replies have not the shape that they should have.
    init?(frame: PageFrame, data: JSON, link: JSON, form: DecisionForm, mistake: String? = nil) {
        guard let data = try? ReadLinkedData.Output(reading: data), let view = try? LinkView(reading: link),
            data.sides.count == 2
        else { return nil }
        self.frame = frame
        address = "/adjudication/\(data.link)"
        (colour, effect) = (data.colour.rawValue, view.effect)
        number = view.number ?? ""
        responsible = view.responsible?.reference ?? ""
        isYellow = data.colour == .yellow
        version = String(data.version)
        // The newer record on the right, as one reads.
        let sides = data.sides[0].launching ? [data.sides[1], data.sides[0]] : data.sides
        left = LinkPage.head(sides[0])
        right = LinkPage.head(sides[1])
        rows = LinkPage.rows(sides[0], sides[1], data)
        biometrics = AdjudicationWords.biometrics(data)
        fingers = data.fingers.map {
            EvidenceLine(
                kind: AdjudicationWords.finger($0.position), asked: "", found: "", rule: "",
                bits: AdjudicationWords.decimal($0.score), isAgainst: $0.score < 0)
        }
        hasFingers = !fingers.isEmpty
        evidence = data.evidence.map {
            EvidenceLine(
                kind: $0.kind, asked: $0.asked, found: $0.found, rule: $0.rule, bits: AdjudicationWords.signed($0.bits),
                isAgainst: $0.bits < 0)
        }
        hasEvidence = !evidence.isEmpty
        bits = data.bits.map { "\(AdjudicationWords.signed($0)) bits" } ?? ""
        history = view.history.map { event in
            Event(
                at: AdjudicationWords.moment(event.at.wireText),
                words: AdjudicationWords.event(event),
                by: [event.authority, event.user].compactMap { $0 }.joined(separator: " · "))
        }
        conclusions = AdjudicationWords.conclusions(data.comparison).enumerated().map { place, choice in
            Choice(
                name: "conclusion", value: choice.value.rawValue, label: choice.label, hint: choice.hint,
                key: String(place + 1),
                isChosen: form.conclusion == choice.value.rawValue)
        }
        reasons = zip(VerificationReason.allCases, AdjudicationWords.reasonKeys).map { reason, key in
            Choice(
                name: "reason.\(reason.rawValue)", value: "1", label: AdjudicationWords.reason(reason), hint: "",
                key: key,
                isChosen: form.reasons.contains(reason.rawValue))
        }
        (explanation, personSaid, isPersonPresent) = (form.explanation, form.personSaid, form.isPersonPresent)
        self.mistake = mistake
        opinion = view.opinion.map {
            "\($0.authority) · \($0.user) concluded: \(AdjudicationWords.conclusion($0.conclusion)). A second official must share it."
        }
    }

    private static func head(_ side: ReadLinkedData.Side) -> Head {
        let others = side.identities.dropFirst().map { identity in
            "\((identity.surnames + identity.givenNames).joined(separator: " ")), \(identity.dateOfBirth?.description ?? "date of birth unknown") (\(AdjudicationWords.category(identity.category)))"
        }
        let samples = [side.fingers.isEmpty ? nil : "fingerprints", side.face ? "facial image" : nil].compactMap { $0 }
            .joined(separator: ", ")
        return Head(
            system: side.side.system.rawValue, owner: side.side.owner,
            created: AdjudicationWords.moment(side.created.wireText),
            isLaunching: side.launching, samples: samples.isEmpty ? "no biometric data" : samples, others: others,
            hasOthers: !others.isEmpty)
    }

    private static func rows(_ a: ReadLinkedData.Side, _ b: ReadLinkedData.Side, _ data: ReadLinkedData.Output) -> [Row]
    {
        let (x, y) = (a.identities.first ?? PersonIdentity(), b.identities.first ?? PersonIdentity())
        let results = Dictionary(data.categories.map { ($0.category, $0) }, uniquingKeysWith: { first, _ in first })
        func row(_ name: String, _ left: String, _ right: String, _ category: String? = nil, always: Bool = false)
            -> Row?
        {
            guard always || !left.isEmpty || !right.isEmpty else { return nil }
            let runs = CharacterDifference.runs(left, right)
            let found = category.flatMap { results[$0] }
            let verdict =
                found.map {
                    $0.rules.isEmpty
                        ? $0.result.rawValue : "\($0.result.rawValue) (\($0.rules.joined(separator: ", ")))"
                }
                ?? (left == right ? "same" : left.isEmpty || right.isEmpty ? "one side only" : "different")
            return Row(
                name: name, left: runs.left.map { Run(text: $0.text, isOther: $0.isOther) },
                right: runs.right.map { Run(text: $0.text, isOther: $0.isOther) },
                verdict: verdict, isSame: verdict == "same")
        }
        func list(_ texts: [String]) -> String { texts.joined(separator: ", ") }
        let documents = (a.documents.map(words), b.documents.map(words))
        return [
            row("Surnames", list(x.surnames), list(y.surnames), "names", always: true),
            row("Given names", list(x.givenNames), list(y.givenNames), "names", always: true),
            row(
                "Surnames at birth, former names", list(x.surnamesAtBirth + x.previousSurnames),
                list(y.surnamesAtBirth + y.previousSurnames)),
            row("Other names", list(x.otherNames), list(y.otherNames)),
            row(
                "Date of birth", x.dateOfBirth?.description ?? "", y.dateOfBirth?.description ?? "", "dateOfBirth",
                always: true),
            row("Sex", x.sex?.rawValue ?? "", y.sex?.rawValue ?? "", "sex", always: true),
            row(
                "Nationalities", list(x.nationalities.map(\.text)), list(y.nationalities.map(\.text)), "nationality",
                always: true),
            row("Place of birth", place(x), place(y)),
            row("Travel documents", list(documents.0), list(documents.1)),
        ].compactMap { $0 }
    }

    private static func place(_ identity: PersonIdentity) -> String {
        [identity.placeOfBirth, identity.countryOfBirth?.text].compactMap { $0 }.joined(separator: ", ")
    }
    private static func words(_ document: TravelDocument) -> String { "\(document.issuer.text) \(document.number)" }
}

/// What an adjudicator chose, as the form carries it from step to step.
struct DecisionForm: Sendable {
    var conclusion = ""
    var reasons: [String] = []
    var explanation = ""
    var personSaid = ""
    var isPersonPresent = false
    var version = ""

    init() {}
    init(_ fields: FormFields) {
        conclusion = fields["conclusion"]
        reasons = VerificationReason.allCases.map(\.rawValue).filter { fields["reason.\($0)"] == "1" }
        (explanation, personSaid) = (trimmed(fields["explanation"]), trimmed(fields["personSaid"]))
        isPersonPresent = fields["personPresent"] == "1"
        version = fields["version"]
    }

    /// What is still to be chosen; `nil` where nothing is.
    var mistake: String? {
        if LinkRule.Conclusion(rawValue: conclusion) == nil { return "Choose what you conclude." }
        if reasons.isEmpty { return "Choose at least one reason." }
        if (conclusion == "samePersonUnjustified" || conclusion == "twoPersonsUnjustified") && explanation.count < 10 {
            return "Say in words what is unjustified: at least ten characters."
        }
        if !explanation.isEmpty, explanation.count < 10 { return "An explanation has at least ten characters." }
        return nil
    }

    func input(_ link: RecordID) -> JSON {
        var object = JSONObject([
            ("link", .string(link.description)), ("conclusion", .string(conclusion)),
            ("reasons", .array(reasons.map { .string($0) })),
        ])
        if !explanation.isEmpty { object.append("explanation", .string(explanation)) }
        if isPersonPresent { object.append("personPresent", true) }
        if !personSaid.isEmpty { object.append("personSaid", .string(personSaid)) }
        return .object(object)
    }

    /// For the step in which nothing is committed yet.
    var hidden: [ReviewPage.Hidden] {
        var hidden = [
            ReviewPage.Hidden(name: "conclusion", value: conclusion), .init(name: "explanation", value: explanation),
            .init(name: "personSaid", value: personSaid), .init(name: "version", value: version),
        ]
        if isPersonPresent { hidden.append(.init(name: "personPresent", value: "1")) }
        return hidden + reasons.map { .init(name: "reason.\($0)", value: "1") }
    }
}

/// The decision before it is committed: it can be undone until then.
struct ReviewPage: Sendable {
    struct Hidden: Sendable {
        var name: String
        var value: String
    }
    var frame: PageFrame
    var address: String
    var conclusion: String
    var consequence: String
    var reasons: [String]
    var explanation: String
    let hasExplanation: Bool
    var hidden: [Hidden]

    init(frame: PageFrame, address: String, form: DecisionForm) {
        (self.frame, self.address, hidden) = (frame, address, form.hidden)
        let chosen = LinkRule.Conclusion(rawValue: form.conclusion) ?? .twoPersons
        (conclusion, consequence) = (AdjudicationWords.conclusion(chosen), AdjudicationWords.consequence(chosen))
        reasons = form.reasons.compactMap { VerificationReason(rawValue: $0) }.map(AdjudicationWords.reason)
        explanation = form.explanation
        hasExplanation = !form.explanation.isEmpty
    }
}

/// What became of a decision.
struct DecidedPage: Sendable {
    var frame: PageFrame
    var headline: String
    var detail: String
    var number: String
    let hasNumber: Bool
    init(frame: PageFrame, reply: JSON) {
        self.frame = frame
        number = reply["number"]?.text ?? ""
        hasNumber = !number.isEmpty
        switch reply["result"]?.text {
        case "secondOpinionNeeded":
            (headline, detail) = (
                "A second official must share it",
                "Your opinion is noted. The link stays yellow until another official concludes the same."
            )
        case "noLink":
            (headline, detail) = (
                "There is no link any more",
                "No point of Articles 31 to 33 gives this conclusion a colour. Where data are wrong, have them corrected."
            )
        default:
            let colour = reply["colour"]?.text ?? ""
            headline = "The link is \(colour)"
            detail =
                colour == "green"
                ? "The linked data are of two persons."
                : "The person is to be informed in writing; that is in your queue now."
        }
    }
}

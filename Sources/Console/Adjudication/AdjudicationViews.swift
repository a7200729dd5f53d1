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
        /// The beginning of the record's identifier, so that two lines can be told apart when speaking of them.
        var short: String
        var isOverdue: Bool
    }
    var frame: PageFrame
    var lines: [Line]
    let isEmpty: Bool
    let isShuffled: Bool
    var more: Bool

    init(frame: PageFrame, tasks: JSON) {
        self.frame = frame
        lines = (tasks["tasks"]?.elements ?? []).map { task in
            Line(
                address: "/adjudication/\(task["about"]?.text ?? "")",
                step: AdjudicationWords.step(task["step"]?.text ?? ""),
                deadline: AdjudicationWords.moment(task["deadline"]?.text),
                begun: AdjudicationWords.moment(task["begun"]?.text),
                article: task["article"]?.text ?? "", short: String((task["about"]?.text ?? "").suffix(6)),
                isOverdue: task["overdue"] == .bool(true))
        }
        let order = lines.map(\.deadline)
        isShuffled = zip(order, order.dropFirst()).contains { $0 > $1 }
        isEmpty = lines.isEmpty
        more = tasks["more"] == .bool(true)
    }
}

/// One link with both sides' data.
struct LinkPage: Sendable {
    struct Head: Sendable {
        var system = ""
        var owner = ""
        var created = ""
        var isLaunching = false
        var samples = ""
        /// Further identities, in words.
        var others: [String] = []
        var hasOthers = false
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

    /// A finger on both sides, drawn.
    struct Print: Sendable {
        var finger: String
        var words: String
        var label: String
        var left: String
        var right: String
        /// One finger is looked at at a time.
        var isOpen: Bool
    }
    struct Language: Sendable {
        var code: String
        var name: String
        var isChosen: Bool
    }
    struct Face: Sendable {
        var system: String
        var format: String
        var data: String
    }

    var frame: PageFrame
    var address: String
    var scriptAddress: String
    var isLatin: Bool
    var colour: String
    var effect: String
    var number: String?
    var responsible: String
    var isWithheld: Bool
    var isDecidable: Bool
    var isVerified: Bool
    var mustInform: Bool
    /// The letter that the person holds, in words.
    var held: String?
    var languages: [Language]
    var mayRectify: Bool
    var isReviewed: Bool
    var isGranted: Bool
    var isRestricted: Bool
    var rectifyAddress: String
    var version: String
    var hasSides: Bool
    var left = Head()
    var right = Head()
    var rows: [Row] = []
    var documents: [Row] = []
    var hasPrints: Bool
    var faces: [Face] = []
    var hasFaces = false
    var facesMissing = ""
    var prints: [Print] = []
    var hasPrintFigures = false
    var hasManyPrints = false
    var printsMeaning = ""
    /// Links that the data have already.
    var existing: [Event] = []
    var hasExisting = false
    var hasEvidenceCard = false
    var biometrics = ""
    var fingers: [EvidenceLine] = []
    var hasFingers = false
    var evidence: [EvidenceLine] = []
    var hasEvidence = false
    var bits = ""
    var history: [Event]
    var unaided: String?
    var leanings: [Choice] = []
    var conclusions: [Choice] = []
    var reasons: [Choice]
    var explanation: String
    var personSaid: String
    var isPersonPresent: Bool
    var mistake: String?
    var opinion: String?

    /// - Parameters:
    ///   - data: with both sides, of a link that is to be verified; `nil` of any other.
    ///   - isLatin: names in letters A to Z instead of as recorded.
    init(
        frame: PageFrame, view: LinkView, data: ReadLinkedData.Output?, samples: ReadLinkedSamples.Output?, form: DecisionForm,
        isLatin: Bool = false, mistake: String? = nil
    ) {
        self.frame = frame
        self.isLatin = isLatin
        let plain = "/adjudication/\(view.link)"
        address = plain + (isLatin ? "?script=latin" : "")
        scriptAddress = plain + (isLatin ? "" : "?script=latin")
        (colour, effect) = (view.colour.rawValue, view.effect)
        number = view.number
        responsible = view.responsible?.reference ?? "the authority that verified"
        isWithheld = view.colour == .yellow && view.withheld
        isDecidable = view.colour == .yellow && !view.withheld
        isVerified = view.colour != .yellow
        mustInform = view.toInform
        let letter = view.earlierInformation.last { $0.outcome == .informed }
        held = letter.map { letter in
            "The person holds a letter of \(letter.at.utcDay)\(letter.colour.map { " that says the link is \($0.rawValue)" } ?? "")."
        }
        languages = PortalLanguage.allCases.map { language in
            Language(code: language.rawValue, name: language.name, isChosen: language == letter?.language ?? .en)
        }
        mayRectify = !RectifyPage.steps(view).isEmpty
        (isReviewed, isGranted, isRestricted) = (view.reviewed, view.granted, view.restricted)
        rectifyAddress = plain + "/rectification"
        version = view.version.map(String.init) ?? ""
        history = LinkPage.events(view)
        unaided = view.unaided.map {
            "Before the comparison you thought: \(AdjudicationWords.leaning($0.leaning).lowercased())."
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
        (hasSides, hasPrints) = (data != nil, samples != nil)
        if let data { show(data, form) }
        if let data, let samples { show(samples, of: data) }
    }

    static func events(_ view: LinkView) -> [Event] {
        view.history.map { event in
            Event(
                at: AdjudicationWords.moment(event.at.wireText), words: AdjudicationWords.event(event),
                by: [event.authority, event.user].compactMap { $0 }.joined(separator: " · "))
        }
    }

    private mutating func show(_ data: ReadLinkedData.Output, _ form: DecisionForm) {
        // The newer record on the right, as one reads.
        let sides = data.sides[0].launching ? [data.sides[1], data.sides[0]] : data.sides
        left = LinkPage.head(sides[0])
        right = LinkPage.head(sides[1])
        rows = LinkPage.rows(sides[0], sides[1], data, isLatin: isLatin)
        documents = LinkPage.documents(sides[0], sides[1])
        if isWithheld {
            leanings = UnaidedOpinion.Leaning.allCases.enumerated().map { place, leaning in
                Choice(
                    name: "leaning", value: leaning.rawValue, label: AdjudicationWords.leaning(leaning), hint: "",
                    key: String(place + 1), isChosen: false)
            }
        }
        guard let comparison = data.comparison else { return }
        hasEvidenceCard = true
        existing = data.existing.map {
            Event(
                at: AdjudicationWords.moment($0.since.wireText), words: $0.systems.map(\.rawValue).joined(separator: " and "),
                by: $0.colour.rawValue)
        }
        hasExisting = !existing.isEmpty
        biometrics = AdjudicationWords.biometrics(data)
        fingers = data.fingers.map {
            EvidenceLine(
                kind: AdjudicationWords.finger($0.position), asked: "", found: "", rule: "",
                bits: AdjudicationWords.decimal($0.score), isAgainst: $0.score < 0)
        }
        hasFingers = !fingers.isEmpty
        evidence = data.evidence.map {
            EvidenceLine(
                kind: Words.spaced($0.kind), asked: $0.asked, found: $0.found, rule: $0.rule,
                bits: AdjudicationWords.signed($0.bits), isAgainst: $0.bits < 0)
        }
        hasEvidence = !evidence.isEmpty
        bits = data.bits.map { "\(AdjudicationWords.signed($0)) bits" } ?? ""
        conclusions = AdjudicationWords.conclusions(comparison).enumerated().map { place, choice in
            Choice(
                name: "conclusion", value: choice.value.rawValue, label: choice.label, hint: choice.hint,
                key: String(place + 1),
                isChosen: form.conclusion == choice.value.rawValue)
        }
    }

    private mutating func show(_ samples: ReadLinkedSamples.Output, of data: ReadLinkedData.Output) {
        let (launching, other) = data.sides[0].launching ? (data.sides[0], data.sides[1]) : (data.sides[1], data.sides[0])
        faces = samples.faces.sorted { !$0.launching && $1.launching }.map {
            Face(
                system: ($0.launching ? launching : other).side.system.rawValue, format: $0.format, data: $0.data.wireText)
        }
        hasFaces = !faces.isEmpty
        facesMissing =
            launching.face && other.face
            ? "Both systems hold the face as a template alone, which is no picture to look at."
            : launching.face || other.face
                ? "One system alone holds a face, as a template." : "Neither system holds a face."
        prints = samples.fingers.enumerated().map { place, finger in
            let drawing = PrintDrawing(finger)
            let (paired, other, launching) = (finger.pairs.count, finger.other.minutiae.count, finger.launching.minutiae.count)
            let minutiae =
                finger.score.map { "score \(AdjudicationWords.decimal($0)) · \(paired) of \(other) and \(launching) minutiae paired" }
                ?? "\(other) and \(launching) minutiae"
            let hasViews = finger.other.views > 1 || finger.launching.views > 1
            return Print(
                finger: AdjudicationWords.fingerTitle(finger.position),
                words: minutiae + (hasViews ? " · the likest of \(finger.other.views) and \(finger.launching.views) views" : ""),
                label: "\(AdjudicationWords.finger(finger.position)): \(finger.pairs.count) minutiae paired",
                left: drawing.other, right: drawing.launching, isOpen: place == 0)
        }
        hasPrintFigures = !prints.isEmpty
        hasManyPrints = prints.count > 1
        printsMeaning =
            "\(other.side.system.rawValue) on the left, \(launching.side.system.rawValue) on the right, at one scale. "
            + (samples.withheld
                ? "Circles are minutiae, lines their direction."
                : "Filled minutiae with one number are the same to the matcher; hollow ones have no partner.")
    }

    private static func head(_ side: ReadLinkedData.Side) -> Head {
        let others = side.identities.dropFirst().map { identity in
            "\((identity.surnames + identity.givenNames).joined(separator: " ")), \(identity.dateOfBirth?.description ?? "date of birth unknown") (\(AdjudicationWords.category(identity.category)))"
        }
        let fingers = side.fingers.map(AdjudicationWords.finger).joined(separator: ", ")
        let samples = [side.fingers.isEmpty ? nil : "fingerprints: \(fingers)", side.face ? "facial image" : nil].compactMap { $0 }
            .joined(separator: "; ")
        return Head(
            system: side.side.system.rawValue, owner: side.side.owner,
            created: AdjudicationWords.moment(side.created.wireText),
            isLaunching: side.launching, samples: samples.isEmpty ? "no biometric data" : samples, others: others,
            hasOthers: !others.isEmpty)
    }

    private static func row(_ name: String, _ left: String, _ right: String, _ found: ReadLinkedData.Category? = nil) -> Row {
        let runs = CharacterDifference.runs(left, right)
        let verdict =
            found.map {
                $0.rules.isEmpty ? $0.result.rawValue : "\($0.result.rawValue) (\($0.rules.joined(separator: ", ")))"
            }
            ?? (left == right ? "same" : left.isEmpty || right.isEmpty ? "one side only" : "different")
        return Row(
            name: name, left: runs.left.map { Run(text: $0.text, isOther: $0.isOther) },
            right: runs.right.map { Run(text: $0.text, isOther: $0.isOther) },
            verdict: verdict, isSame: verdict == "same")
    }

    /// Documents of one number and issuer face each other; the others follow in the order recorded.
    private static func documents(_ a: ReadLinkedData.Side, _ b: ReadLinkedData.Side) -> [Row] {
        var rest = b.documents
        var pairs: [(left: TravelDocument?, right: TravelDocument?)] = a.documents.map { document in
            guard let place = rest.firstIndex(where: { $0.key == document.key }) else { return (document, nil) }
            return (document, rest.remove(at: place))
        }
        for place in pairs.indices where pairs[place].right == nil && !rest.isEmpty { pairs[place].right = rest.removeFirst() }
        pairs += rest.map { (nil, $0) }
        return pairs.enumerated().map { place, pair in
            row(
                pairs.count == 1 ? "Travel document" : "Travel document \(place + 1)", pair.left?.words ?? "",
                pair.right?.words ?? "")
        }
    }

    private static func rows(
        _ a: ReadLinkedData.Side, _ b: ReadLinkedData.Side, _ data: ReadLinkedData.Output, isLatin: Bool
    ) -> [Row] {
        let (x, y) = (a.identities.first ?? PersonIdentity(), b.identities.first ?? PersonIdentity())
        let results = Dictionary(data.categories.map { ($0.category, $0) }, uniquingKeysWith: { first, _ in first })
        func row(_ name: String, _ left: String, _ right: String, _ category: String? = nil, always: Bool = false)
            -> Row?
        {
            guard always || !left.isEmpty || !right.isEmpty else { return nil }
            return LinkPage.row(name, left, right, category.flatMap { results[$0] })
        }
        func latin(_ text: String) -> String { isLatin ? Transliteration.searchKey(text) : text }
        func list(_ texts: [String]) -> String { texts.map(latin).joined(separator: ", ") }
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
            row("Sex", Words.sex(x.sex) ?? "", Words.sex(y.sex) ?? "", "sex", always: true),
            row(
                "Nationalities", x.nationalities.map(\.name).joined(separator: ", "),
                y.nationalities.map(\.name).joined(separator: ", "), "nationality",
                always: true),
            row("Place of birth", latin(place(x)), latin(place(y))),
        ].compactMap { $0 }
    }

    private static func place(_ identity: PersonIdentity) -> String {
        [identity.placeOfBirth, identity.countryOfBirth?.text].compactMap { $0 }.joined(separator: ", ")
    }
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

    init(frame: PageFrame, address: String, rectification form: RectificationForm, colour: LinkRule.Colour) {
        (self.frame, self.address, hidden) = (frame, address, form.hidden)
        let words = AdjudicationWords.rectification(RectifyLink.Step(rawValue: form.step) ?? .uphold, colour)
        (conclusion, consequence) = ("The link is to be \(words.label.lowercased())", words.consequence)
        reasons = form.reasons.compactMap { VerificationReason(rawValue: $0) }.map(AdjudicationWords.reason)
        explanation = form.explanation
        hasExplanation = !form.explanation.isEmpty
    }

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
    var number = ""
    let hasNumber: Bool
    /// Of a link that is gone: what takes the place of the letter that the person holds.
    var letter: String
    var language: String
    let hasLetter: Bool
    let letterHint = "The person holds a letter about the link. Hand out this form in its place:"

    /// A link that was put right.
    init(frame: PageFrame, rectified step: RectifyLink.Step, reply: JSON) {
        self.frame = frame
        hasNumber = false
        (letter, language) = DecidedPage.form(reply)
        hasLetter = !letter.isEmpty
        let colour = reply["colour"]?.text ?? ""
        switch step {
        case .reopen: (headline, detail) = ("The link is yellow again", "It waits to be verified. Whoever knew it as red has been told.")
        case .erase:
            (headline, detail) = ("The link is erased", "Whoever knew it as red has been told. Where data are wrong, have them corrected.")
        case .uphold: (headline, detail) = ("The link stays \(colour)", "The history says that the evidence was looked at.")
        }
    }

    private static func form(_ reply: JSON) -> (letter: String, language: String) {
        (reply["form"]?["letter"]?.text ?? "", reply["form"]?["language"]?.text ?? "en")
    }

    init(frame: PageFrame, reply: JSON) {
        self.frame = frame
        number = reply["number"]?.text ?? ""
        hasNumber = !number.isEmpty
        (letter, language) = DecidedPage.form(reply)
        hasLetter = !letter.isEmpty
        switch reply["result"]?.text {
        case "knownPair":
            let isRight = reply["right"] == .bool(true)
            (headline, detail) = (
                isRight ? "A known pair, and you were right" : "A known pair, and the truth is the other",
                "It was put into the queue to measure how this desk decides. Nothing was decided about anybody, and no link exists."
            )
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

/// What was recorded of informing the person, with the contents of the standard form.
struct InformedPage: Sendable {
    var frame: PageFrame
    var headline: String
    var hasLetter: Bool
    var letter: String
    var language: String
    let letterHint = "The standard form says:"
    var number: String?
    var authority: String
    var portal: String
    init(frame: PageFrame, reply: JSON) {
        self.frame = frame
        letter = reply["letter"]?.text ?? reply["says"]?.text ?? ""
        language = reply["language"]?.text ?? "en"
        hasLetter = !letter.isEmpty
        headline = hasLetter ? "The person is informed" : "It is recorded why the person is not informed"
        number = reply["number"]?.text
        authority = reply["authority"]?.text ?? ""
        portal = reply["portal"]?.text ?? ""
    }
}

import Access

/// What every page has around its content. Mustache looks names up by field, so the names here are those of the templates.
struct PageFrame: Sendable {
    struct Officer: Sendable {
        var user: String
        var authority: String
        var isDemo: Bool
    }
    var title: String
    /// Language of the title and the content; what stands around them is in English.
    var language = "en"
    var stylesheet: String
    var script: String
    var icon: String
    var isSandbox: Bool
    /// The page is the border check itself.
    var isCheck: Bool
    /// The page is one of the adjudication.
    var isLinks: Bool
    /// The officer's authority verifies links.
    var hasLinks: Bool
    var officer: Officer?
    var formToken: String
}

/// The form with what was typed into it.
struct FormView: Sendable {
    struct Choice: Sendable {
        var value: String
        var label: String
        var isChosen: Bool
    }
    var zone: String
    var surnames: String
    var givenNames: String
    var birthDay: String
    var birthMonth: String
    var birthYear: String
    var nationality: String
    var documentNumber: String
    var documentIssuer: String
    var reference: String
    var sexes: [Choice]
    var isEntry: Bool
    var isExit: Bool
    var isInside: Bool
    var isByData: Bool
    var focusZone: Bool
    var zoneMistake: String?
    var dataMistake: String?
    /// Names of the fields that a mistake is about.
    var bad: [String: Bool]

    init(_ form: CheckForm, mistake: CheckForm.Mistake? = nil, focusZone: Bool = false) {
        zone = form.zone
        surnames = form.surnames
        givenNames = form.givenNames
        birthDay = form.birthDay
        birthMonth = form.birthMonth
        birthYear = form.birthYear
        nationality = form.nationality
        documentNumber = form.documentNumber
        documentIssuer = form.documentIssuer
        reference = form.reference
        sexes = [("F", "female"), ("M", "male"), ("X", "unspecified")].map {
            Choice(value: $0.0, label: $0.1, isChosen: form.sex == $0.0)
        }
        isEntry = form.place == .entry
        isExit = form.place == .exit
        isInside = form.place == .inside
        isByData = form.isByData || (mistake.map { $0.field != "zone" } ?? false)
        self.focusZone = focusZone
        zoneMistake = mistake?.field == "zone" ? mistake?.message : nil
        bad = mistake.map { [$0.field: true] } ?? [:]
        dataMistake = mistake.flatMap { $0.field == "zone" ? nil : $0.message }
    }
}

struct StartPage: Sendable {
    struct Example: Sendable {
        var title: String
        var zone: String
        var firstLine: String
        var place: String
    }
    var frame: PageFrame
    var form: FormView
    var examples: [Example]
    // Stored, because templates see stored values alone.
    let hasExamples: Bool

    init(frame: PageFrame, form: FormView, examples: [Example]) {
        self.frame = frame
        self.form = form
        self.examples = examples
        hasExamples = !examples.isEmpty
    }
}

import Identity
import Wire

/// The answers to the questions of Article 17(4), with the particulars of 17(6) where one is yes.
public struct BackgroundAnswers: WireRecord, Hashable {
    public var terroristOffence = BackgroundAnswer()
    public var criminalOffence = BackgroundAnswer()
    public var conflictZone = BackgroundAnswer()
    /// Not put to family members of Union citizens (Article 24(2)(a)).
    public var returnDecision: BackgroundAnswer?

    public init() {}

    public static let meaning = "Answers to the questions of Article 17(4)."
    public static let fields: [Field<BackgroundAnswers>] = [
        .required("terroristOffence", \.terroristOffence, "Convicted of a terrorist offence in the last 25 years."),
        .required("criminalOffence", \.criminalOffence, "Convicted of another listed offence in the last 15 years."),
        .required("conflictZone", \.conflictZone, "Stay in a war or conflict zone in the last 10 years."),
        .optional("returnDecision", \.returnDecision, "Decision to leave a territory, or return decision, in the last 10 years."),
    ]

    /// The questions, with the years that each looks back.
    public enum Question: String, CaseIterable, Sendable {
        case terroristOffence, criminalOffence, conflictZone, returnDecision
        public var years: Int {
            switch self {
            case .terroristOffence: 25
            case .criminalOffence: 15
            case .conflictZone, .returnDecision: 10
            }
        }
        public var article: String {
            switch self {
            case .terroristOffence, .criminalOffence: "ETIAS 17(4)(a)"
            case .conflictZone: "ETIAS 17(4)(b)"
            case .returnDecision: "ETIAS 17(4)(c)"
            }
        }
    }

    public subscript(question: Question) -> BackgroundAnswer? {
        switch question {
        case .terroristOffence: terroristOffence
        case .criminalOffence: criminalOffence
        case .conflictZone: conflictZone
        case .returnDecision: returnDecision
        }
    }

    /// Whether any answer is yes (Article 20(3)).
    public var isAffirmative: Bool { Question.allCases.contains { self[$0]?.yes ?? false } }
}

/// One answer. A yes says when, in which country, and what it was about (Article 17(4)(a), (6)).
public struct BackgroundAnswer: WireRecord, Hashable {
    public var yes = false
    public var from: Day?
    public var until: Day?
    public var country: CountryCode?
    public var particulars: String?

    public init() {}
    public init(yes: Bool, from: Day? = nil, until: Day? = nil, country: CountryCode? = nil, particulars: String? = nil) {
        self.yes = yes
        self.from = from
        self.until = until
        self.country = country
        self.particulars = particulars
    }

    public static let meaning = "An answer; a yes says when, in which country, and why."
    public static let fields: [Field<BackgroundAnswer>] = [
        .required("yes", \.yes, "Yes or no."),
        .optional("from", \.from, "Day of the event, or first day of the stay."),
        .optional("until", \.until, "Last day of the stay; absent for an event of one day."),
        .optional("country", \.country, "In which country."),
        .optional(
            "particulars", \.particulars, "Offence, reasons for the stay, or who took the decision.", limits: .text(.init(length: 1...1000))
        ),
    ]
}

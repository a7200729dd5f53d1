import Identity
import Operations
import Registry
import Wire

/// One Member State consults another before or after something is done (2018/1860 Articles 9-12, 2018/1861 Articles 26-30,
/// Article 23(3)).
public struct Consultation: RecordValue, Hashable {
    public static let kind = RecordKind(.SIS, "consultation")

    public var about = ConsultationKind.beforeGranting
    public var schengenID: String?
    /// Of the alert concerned, or of the alert that the asking Member State wants to enter.
    public var category = AlertCategory.refusal
    /// Before there is an alert: who it would be on.
    public var person: PersonIdentity?
    public var asker = ""
    public var consulted = ""
    /// Member State that met the alert and is told of the outcome (1860 Article 12(c), 1861 Article 30(c)).
    public var informed: String?
    /// Of a hit: Member State that granted the permit or visa.
    public var grantingState: String?
    public var permit: Permit?
    public var reasons = ""
    public var asked = Instant(milliseconds: 0)
    public var answerBy = Instant(milliseconds: 0)
    public var extensionReason: String?
    public var answer: ConsultationAnswer?
    public var answerReasons: String?
    public var answered: Instant?
    public var bySilence = false
    public var permitGranted: Bool?
    public var concluded: Instant?
    public var alertDeleted: Day?

    /// A residence permit or long-stay visa.
    public struct Permit: WireRecord, Hashable {
        public var isVisa = false
        public var number: String?
        public var validUntil: Day?
        public init() {}
        public static let wireName = "PermitOrVisa"
        public static let meaning = "A residence permit or long-stay visa."
        public static let fields: [Field<Permit>] = [
            .defaulted("isVisa", \.isVisa, to: false, "A long-stay visa and no residence permit."),
            .optional("number", \.number, "Its number.", limits: .text(.init(length: 1...60))),
            .optional("validUntil", \.validUntil, "Until when it is valid."),
        ]
    }

    public init() {}

    static let state: Schema = .text(.init(length: 3...3, pattern: "^[A-Z]{3}$"))
    static let prose: Schema = .text(.init(length: 1...4000))
    public static let meaning = "A consultation between two Member States."
    public static let fields: [Field<Consultation>] = [
        .required("about", \.about, "What it is about."),
        .optional("schengenId", \.schengenID, "The alert concerned.", limits: Alert.schengenIDSchema),
        .required("category", \.category, "Category of the alert concerned, or of the one to be entered."),
        .optional("person", \.person, "Before there is an alert: the person."),
        .required("asker", \.asker, "Member State that asks.", limits: state),
        .required("consulted", \.consulted, "Member State that is asked.", limits: state),
        .optional("informed", \.informed, "Member State that is told of the outcome.", limits: state),
        .optional("grantingState", \.grantingState, "Of a hit: Member State that granted the permit or visa.", limits: state),
        .optional("permit", \.permit, "The residence permit or long-stay visa."),
        .required("reasons", \.reasons, "Reasons, in sufficient detail.", limits: prose),
        .required("asked", \.asked, "When the request was received."),
        .required("answerBy", \.answerBy, "Until when it is to be answered."),
        .optional("extensionReason", \.extensionReason, "Why the time for the answer was extended.", limits: prose),
        .optional("answer", \.answer, "The answer."), .optional("answerReasons", \.answerReasons, "Its reasons.", limits: prose),
        .optional("answered", \.answered, "When it was answered."),
        .defaulted("bySilence", \.bySilence, to: false, "No reply came: there is no objection."),
        .optional("permitGranted", \.permitGranted, "Whether the permit or visa is granted or extended."),
        .optional("concluded", \.concluded, "When that was notified."),
        .optional("alertDeleted", \.alertDeleted, "Day on which the alert went."),
    ]

    public var rule: ConsultationRule { about.rule(for: category) }

    /// The answer as it counts at a moment: silence can be one, whether or not the sweeper has come by.
    func answer(at now: Instant) -> ConsultationAnswer? { answer ?? (now > answerBy ? rule.silence : nil) }

    static let person = "person"

    public var projection: Projection {
        var keys = [RecordKey(SISKey.party, asker, unique: false), RecordKey(SISKey.party, consulted, unique: false)]
        if let schengenID { keys.append(RecordKey(SISKey.schengenID, schengenID, unique: false)) }
        if let person {
            for mark in AlertSubject(identities: [person]).marks { keys.append(RecordKey(Self.person, mark.value, unique: false)) }
        }
        var due = SupplementaryTerm.due(alertDeleted: alertDeleted)
        // Where no alert came of it there is none to follow: a year after the answer was due.
        if schengenID == nil { due.append(DueDate(answerBy.utcDay.adding(years: 1) + 1, .erase, article: "1861 49, 1862 64")) }
        return Projection(keys: keys, due: due)
    }
}

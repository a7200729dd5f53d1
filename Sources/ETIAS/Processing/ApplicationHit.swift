import Identity
import Wire

/// A correspondence that automated processing reported, and what the Central Unit made of it (Articles 3(14), 20–22).
public struct ApplicationHit: WireRecord, Hashable {
    public var check = Check.a
    /// Member State that entered or supplied the data; absent of Europol's, Interpol's and Sextant's own.
    public var memberState: String?
    /// Day on which the data were entered or supplied.
    public var entered: Day?
    /// The record in its source, so that its deletion can be followed (Article 54(1)(b)).
    public var reference: String?
    /// The Central Unit's verdict; absent while it is to come.
    public var confirmed: Bool?
    /// The alert on return gave way to a refusal of entry (Articles 23(2) and 26(3a)).
    public var replacedByRefusalAlert = false
    /// For the Central Unit: what corresponds.
    public var evidence: String?
    /// The source still holds the data; false once its deletion was reported.
    public var sourceDeleted: Day?

    public init() {}
    public init(
        _ check: Check, memberState: String? = nil, entered: Day? = nil, reference: String? = nil, confirmed: Bool? = nil,
        replacedByRefusalAlert: Bool = false, evidence: String? = nil
    ) {
        self.check = check
        self.memberState = memberState
        self.entered = entered
        self.reference = reference
        self.confirmed = confirmed
        self.replacedByRefusalAlert = replacedByRefusalAlert
        self.evidence = evidence
    }

    public static let wireName = "ETIASHit"
    public static let meaning = "A hit of automated processing."
    public static let fields: [Field<ApplicationHit>] = [
        .required("check", \.check, "Point of Article 20(2), or watchlist or rules."),
        .optional("memberState", \.memberState, "Member State that supplied the data.", limits: .text(.init(length: 3...3))),
        .optional("entered", \.entered, "Day on which the data were supplied."),
        .optional("reference", \.reference, "The record in its source.", limits: .text(.init(length: 1...80))),
        .optional("confirmed", \.confirmed, "The Central Unit's verdict; absent while it is to come."),
        .defaulted(
            "replacedByRefusalAlert", \.replacedByRefusalAlert, to: false, "The alert on return was replaced by one for refusal of entry."),
        .optional("evidence", \.evidence, "What corresponds.", limits: .text(.init(length: 1...400))),
        .optional("sourceDeleted", \.sourceDeleted, "Day on which the data went in their source."),
    ]

    /// The data behind the hit; data without a reference are there as long as nobody can say that they are gone.
    var basis: String { ETIASKey.source(check.source, reference ?? "?") }
}

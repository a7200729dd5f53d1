import Access
import Identity
import Operations
import Registry
import Wire

/// How an alert was met.
public enum HitMatch: String, CaseIterable, Hashable, Sendable, WireChoice {
    case document, identity, dactyloscopic, facialImage, objectNumber
}

/// Whether the action was taken.
public enum HitOutcome: String, CaseIterable, Hashable, Sendable, WireChoice {
    case taken
    /// The procedure cannot be followed; the issuing Member State is told at once.
    case notPossible
    /// On an alert on return: the person has left through the external border (1860 Article 6).
    case returnConfirmed
    /// Somebody else, who was mistaken for the subject of the alert.
    case notTheSamePerson
}

/// Which way somebody was going across an external border.
public enum HitDirection: String, CaseIterable, Hashable, Sendable, WireChoice { case entry, exit }

/// Report of a hit: what the executing Member State or agency tells the issuing one (1860 Articles 6 and 8; 1861 Articles
/// 8 and 43; 1862 Articles 8, 37, 48(2), 49(2), 50(3) and 58).
public struct HitReport: WireRecord, Hashable {
    public var place = ""
    public var time = Instant(milliseconds: 0)
    public var match = HitMatch.document
    public var identityVerified = false
    public var outcome = HitOutcome.taken
    public var why: String?
    public var actionTaken: AlertAction?
    public var account: String?
    public var removed = false
    public var direction: HitDirection?

    public init() {}

    public static let meaning = "Report of a hit."
    public static let fields: [Field<HitReport>] = [
        .required("place", \.place, "Place of the check."),
        .required("time", \.time, "Time of the check."),
        .required("match", \.match, "What met the alert."),
        .defaulted(
            "identityVerified", \.identityVerified, to: false,
            "The identity was verified, by biometrics where the alert has any."),
        .required("outcome", \.outcome, "Whether the action was taken."),
        .optional("why", \.why, "Why the action could not be taken.", limits: .text(.init(length: 1...2000))),
        .optional("actionTaken", \.actionTaken, "The action taken, where it was another than the one asked for."),
        .optional(
            "account", \.account, "What was found: whereabouts, company, vehicle, route, answers.",
            limits: .text(.init(length: 1...8000))),
        .defaulted("removed", \.removed, to: false, "On return: the person was removed."),
        .optional("direction", \.direction, "At an external border: whether the person was entering or leaving."),
    ]
}

/// A report of a hit as SIS holds it, until one year after the alert.
public struct Hit: RecordValue, Hashable {
    public static let kind = RecordKind(.SIS, "hit")

    public var schengenID = ""
    public var category = AlertCategory.refusal
    /// The group of data that the alert belongs to.
    public var group = ""
    public var issuingState = ""
    /// Member State or agency that reports.
    public var reporter = ""
    public var authority = ""
    public var received = Instant(milliseconds: 0)
    public var report = HitReport()
    public var childDecision: ChildDecision?
    public var expertVerification: ExpertVerification?
    public var alertDeleted: Day?

    public init() {}

    public static let meaning = "Report of a hit, as SIS holds it."
    public static let fields: [Field<Hit>] = [
        .required("schengenId", \.schengenID, "The alert.", limits: Alert.schengenIDSchema),
        .required("category", \.category, "Category of the alert at the time of the hit."),
        .required("group", \.group, "Group of data that a right must cover."),
        .required("issuingState", \.issuingState, "Member State that entered the alert."),
        .required("reporter", \.reporter, "Member State or agency that reports."),
        .required("authority", \.authority, "Authority that reports."),
        .required("received", \.received, "Time of the report."),
        .required("report", \.report, "The report."),
        .optional("childDecision", \.childDecision, "The measures for a child that was found (2018/1862 Article 33(3))."),
        .optional(
            "expertVerification", \.expertVerification, "Of an unknown wanted person: what the expert says (2018/1862 Article 41)."
        ),
        .optional("alertDeleted", \.alertDeleted, "Day on which the alert went."),
    ]

    public var projection: Projection {
        Projection(
            keys: [
                RecordKey(SISKey.schengenID, schengenID, unique: false),
                RecordKey(SISKey.issuer, issuingState, unique: false),
                RecordKey(SISKey.reporter, reporter, unique: false),
            ],
            due: alertDeleted.map { deleted in
                let term = SISRetention.term(for: .supplementaryInformation(alertDeleted: deleted))
                return [DueDate(term.eraseOn, .erase, article: "1862 " + term.article)]
            } ?? [])
    }
}

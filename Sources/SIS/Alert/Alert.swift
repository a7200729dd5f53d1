import Access
import Identity
import Operations
import Registry
import Wire

/// An alert on a person or an object as SIS holds it. Its owner is the issuing Member State; every version is kept.
public struct Alert: RecordValue, Hashable {
    public static let kind = RecordKind(.SIS, "alert")

    /// Unique number of the alert, given on entry.
    public var schengenID = ""
    public var issuingState = ""
    /// Authority that created the alert.
    public var authority = ""
    public var entered = Day(number: 0)
    public var content = AlertContent()
    public var misused: [MisusedIdentity] = []
    public var extensions: [Extension] = []
    public var unavailability: Unavailability?
    /// What samples and copies are held, which stand in a record of their own.
    public var samples: [AlertSampleKind] = []
    /// Alerts of the same Member State that were looked at and are on other persons or objects (1862 Article 61).
    public var distinctFrom: [String] = []
    /// Alerts of other Member States on persons of the same description who are somebody else (1862 Article 61(3)).
    public var differsFrom: [String] = []
    /// Flags of other Member States (1862 Articles 24 and 25).
    public var flags: [Flag] = []
    /// Links in which the alert stands (1862 Article 63).
    public var links: [RecordID] = []
    /// Of an object entered to locate a person: the last day of that person's alert (1862 Article 54(3)).
    public var boundUntil: Day?
    /// Europol's proposal that an information alert follows (1862 Article 37a).
    public var proposal: RecordID?
    /// Kind of the authority that created the alert, for what must be asked of it (1862 Article 53(9)).
    public var authorityKind: AuthorityKind?
    /// Of an entry ban entered before departure: the day on which the person was known to have left (1861 Article 24(3)).
    public var departed: Day?
    /// Reasons for keeping an alert whose purpose seemed achieved (1862 Article 53(9)).
    public var retentionReasons: [Extension] = []
    /// The issuing Member State has been told that the period for voluntary departure is over (1860 Article 7(1)).
    public var toldOfDeparture: Day?
    /// The day of erasure that the issuing Member State has been told of.
    public var warnedOf: Day?
    /// The issuing Member State has been told of the child's coming of age (1862 Article 32(7)).
    public var toldOfMajority = false

    public init() {}

    public static let schengenIDSchema = Schema.text(
        .init(length: 16...16, pattern: "^[A-Z]{3}[0-9A-HJKMNP-TV-Z]{13}$", example: "FRA0G7K2M9QXT4B1"))

    public static let meaning = "An alert as SIS holds it."
    public static let fields: [Field<Alert>] = [
        .required("schengenId", \.schengenID, "Schengen ID: the unique number of the alert.", limits: schengenIDSchema),
        .required(
            "issuingState", \.issuingState, "Member State that entered the alert.",
            limits: .text(.init(length: 3...3, pattern: "^[A-Z]{3}$"))),
        .required("authority", \.authority, "Authority that created the alert.", limits: .text(.init(length: 1...120))),
        .required("entered", \.entered, "Day of entry."),
        .required("content", \.content, "What the issuing Member State says."),
        .list("misused", \.misused, "Identities of others that were misused.", count: 0...20),
        .list("extensions", \.extensions, "Decisions to keep the alert longer.", count: 0...200),
        .optional(
            "unavailability", \.unavailability, "Made unavailable during an operation (2018/1862 Article 26(4))."),
        .list("samples", \.samples, "What samples and copies are held.", count: 0...AlertSamples.countMax),
        .list(
            "distinctFrom", \.distinctFrom, "Alerts on others that look alike.", count: 0...50,
            element: schengenIDSchema),
        .list(
            "differsFrom", \.differsFrom, "Alerts of other Member States on somebody else of the same description.",
            count: 0...50, element: schengenIDSchema),
        .list("flags", \.flags, "Flags of other Member States.", count: 0...40),
        .list("links", \.links, "Links in which the alert stands.", count: 0...AlertLink.perAlertMax),
        .optional("boundUntil", \.boundUntil, "Of an object that leads to a person: the last day of the person's alert."),
        .optional("proposal", \.proposal, "Europol's proposal that the alert follows."),
        .optional("authorityKind", \.authorityKind, "Kind of the authority that created the alert."),
        .optional("departed", \.departed, "Day on which the person was known to have left (2018/1861 Article 24(3))."),
        .list("retentionReasons", \.retentionReasons, "Why it was kept (2018/1862 Article 53(9)).", count: 0...50),
        .optional("toldOfDeparture", \.toldOfDeparture, "End of the period for voluntary departure that was told."),
        .optional("warnedOf", \.warnedOf, "Day of erasure that the issuing Member State has been told of."),
        .defaulted("toldOfMajority", \.toldOfMajority, to: false, "It has been told of the child's coming of age."),
    ]

    /// A decision to keep the alert longer, with the assessment that it rests on (1862 Article 53(6)).
    public struct Extension: WireRecord, Hashable {
        public var decided = Day(number: 0)
        public var assessment = ""
        public init() {}
        init(decided: Day, assessment: String) {
            self.decided = decided
            self.assessment = assessment
        }
        public static let wireName = "AlertExtension"
        public static let meaning = "A decision to keep an alert longer."
        public static let fields: [Field<Extension>] = [
            .required("decided", \.decided, "Day on which SIS was told of it."),
            .required(
                "assessment", \.assessment, "The individual assessment, in short.",
                limits: .text(.init(length: 1...2000))),
        ]
    }

    public var dataGroup: DataGroup { content.dataGroup }
    public var isChild: Bool { content.category == .childAbduction || content.category == .childRisk }

    /// Period, erasure and notice. A shorter period that the Member State set itself goes before (1862 Article 53(5)).
    public var term: SISRetention.Term {
        let dates = SISRetention.AlertDates(
            entered: entered, lastExtended: extensions.last?.decided,
            decisionLongerThanThreeYears: content.decisionLongerThanThreeYears, linkedAlertKeptUntil: boundUntil)
        let full = SISRetention.term(
            for: content.isOnObject && content.category != .object
                ? .objectCheck(dates) : .alert(content.category, dates))
        // Kept exactly as long as the person's alert, however long the period of the object alone would be.
        if boundUntil != nil { return full }
        guard let own = content.reviewBy, own < full.keptUntil else { return full }
        return SISRetention.Term(
            keptUntil: own, eraseOn: own + 1, reviewBy: own,
            noticeOn: content.isOnObject ? nil : (own + 1).adding(months: -4), article: full.article)
    }

    /// The provision by which the issuing Member State is told of an erasure four months ahead.
    public var noticeArticle: String { term.article.hasPrefix("1861") ? "1861 39" : "1862 53(7)" }

    /// Four months before the person comes of age, of alerts under 1862 Article 32; `nil` where the date of birth does
    /// not say when that is. Majority is at eighteen in every Member State.
    public var majorityNotice: Day? {
        guard AlertCategoryRule.rule(for: content.category).article.hasPrefix("1862 32"), !toldOfMajority,
            let born = content.identities.first?.dateOfBirth?.range?.lowerBound, born.components.year + 18 <= 9999
        else { return nil }
        let majority = born.adding(years: 18)
        // Whoever was of age on entry is an adult who is missing.
        return majority > entered ? majority.adding(months: -4) : nil
    }

    /// The day after the period for voluntary departure, while the issuing Member State has not been told (1860 Article 7(1)).
    public var departureNotice: Day? {
        guard content.category == .return, let end = content.voluntaryDepartureDate, toldOfDeparture != end else { return nil }
        return end + 1
    }

    /// An entry ban takes effect when the person has left (1861 Article 24(3)).
    public var isInEffect: Bool { !content.takesEffectOnDeparture || departed != nil }

    public func isUnavailable(in state: String, at now: Instant) -> Bool {
        guard let unavailability, now < unavailability.until else { return false }
        return unavailability.memberStates.contains { $0.text == state }
    }

    /// The identities that searches find the alert by: a victim of misuse must be found too, to be told apart.
    public var identities: [PersonIdentity] { content.identities + misused.map(\.identity) }

    public var projection: Projection {
        let term = term
        var due = [DueDate(term.eraseOn, .erase, article: term.article)]
        if let notice = term.noticeOn, warnedOf != term.eraseOn {
            due.append(DueDate(notice, .notice, article: noticeArticle))
        }
        if let notice = departureNotice { due.append(DueDate(notice, .act, article: "1860 7(1)")) }
        if let notice = majorityNotice { due.append(DueDate(notice, .act, article: "1862 32(7)")) }
        return Projection(
            identities: identities, documents: content.documents + (content.object?.searchedDocuments ?? []),
            keys: keys, due: due)
    }
}

/// Names of the keys under which SIS records can be found.
public enum SISKey {
    /// Of `alert` and of what hangs on one.
    public static let schengenID = "schengenId"
    /// Issuing Member State; of `alert`, `hit` and `flagRequest`.
    public static let issuer = "issuer"
    /// Member State or agency that reported; of `hit`.
    public static let reporter = "reporter"
    /// Member State or agency that has a part in it; of what bureaux exchange.
    public static let party = "party"
    /// Issuing Member State and national reference, unique.
    public static let nationalReference = "nationalReference"
    /// A person's names and complete date of birth, levelled.
    public static let identity = "identity"
    /// A person's document.
    public static let document = "document"
    /// A levelled identifier of an object.
    public static let object = "object"
    /// What an object is searched by.
    public static let objectNumber = "objectNumber"
    /// Issuing Member State and subject, unique: one alert per person or object and Member State (Article 23(2)).
    public static let subject = "subject"
}

import Access
import Identity
import Operations
import Registry
import Wire

/// One stay: its entry and, once there is one, its exit (Articles 16(2)–(4), 17(2), 19).
public struct EntryExitRecord: RecordValue, Hashable {
    public static let kind = RecordKind(.EES, "entryExit")

    public var file = RecordID(high: 0, low: 0)
    /// `nil`: an exit was recorded for which no entry is known (Article 20).
    public var entry: BorderCrossing?
    public var exit: BorderCrossing?
    /// Family member of a Union citizen without residence card (Articles 2(1)(b), 16(2)(c)).
    public var euFamily = false
    public var visa: VisaUse?
    public var transit: TransitUse?
    public var authorisation: AuthorisationUse?
    /// Into a Member State that operates the EES but is not fully in Schengen (Article 11(4)–(5)).
    public var partialSchengen = false
    public var fallback: FallbackProcedure?
    /// Another entry followed without this stay's exit being recorded.
    public var exitMissed = false
    public var changes: [StatusChange] = []
    /// Last lawful day of the stay, as the calculator said on entry or a decision changed it (Articles 11, 16(2)(d), 19).
    public var authorisedEnd: Day?
    /// Last lawful moment of a facilitated transit (Article 12(2)).
    public var authorisedUntil: Instant?
    public var overstay: OverstayMark?
    /// Whether the Member States were told of the erasure to come (Article 34(3)).
    public var erasureAnnounced = false

    public init() {}

    public static let meaning = "Entry/exit record of one stay."
    public static let fields: [Field<EntryExitRecord>] = [
        .required("file", \.file, "The individual file."),
        .optional("entry", \.entry, "The entry; absent where none is known."),
        .optional("exit", \.exit, "The exit."),
        .defaulted("euFamily", \.euFamily, to: false, "Family member of a Union citizen (Article 2(1)(b))."),
        .optional("visa", \.visa, "The visa used."),
        .optional("transit", \.transit, "The facilitated transit document used."),
        .optional("authorisation", \.authorisation, "The travel authorisation used."),
        .defaulted("partialSchengen", \.partialSchengen, to: false, "Entry that is not counted (Article 11(5))."),
        .optional("fallback", \.fallback, "The fall-back procedure by which data came in (Article 21(3))."),
        .defaulted("exitMissed", \.exitMissed, to: false, "Another entry followed without an exit being recorded."),
        .list("changes", \.changes, "Decisions of Article 19, oldest first.", count: 0...100),
        .optional("authorisedEnd", \.authorisedEnd, "Last day of the authorised stay; absent where no day is lawful."),
        .optional("authorisedUntil", \.authorisedUntil, "Last moment of a facilitated transit."),
        .optional("overstay", \.overstay, "Set where the authorised stay was exceeded (Articles 12, 16(4))."),
        .defaulted("erasureAnnounced", \.erasureAnnounced, to: false, "The erasure to come was announced (Article 34(3))."),
    ]

    public var isOpen: Bool { entry != nil && exit == nil }

    /// The period of this record (Article 34(1), (3), (4)).
    public var term: EESRetention.Term {
        if let exit { return EESRetention.term(for: euFamily ? .familyEntryExit(exit: exit.day) : .entryExit(exit: exit.day)) }
        let entered = entry?.day ?? Day(number: 0)
        return EESRetention.term(
            for: euFamily ? .familyNoExit(entry: entered) : .noExit(authorisedEnd: authorisedEnd ?? entered))
    }

    /// The day from which the stay is an overstay unless an exit comes (Articles 12(1)–(2), 16(4)); `nil` where the
    /// calculator does not apply or the question is settled.
    var overstayCheck: DueDate? {
        guard isOpen, !euFamily, overstay == nil, let entry else { return nil }
        if let authorisedUntil {
            let zone = StateTime.minutesEastOfUTC(entry.memberState, at: authorisedUntil)
            return DueDate(authorisedUntil.day(minutesEastOfUTC: zone), .act, article: "12(2)")
        }
        return DueDate(max(authorisedEnd.map { $0 + 1 } ?? entry.day, entry.day), .act, article: "16(4)")
    }

    public var projection: Projection {
        var keys = [RecordKey(EESKey.file, file.description, unique: false)]
        let stickers = [visa?.sticker.key].compactMap { $0 } + changes.compactMap { $0.newSticker?.key }
        keys += Set(stickers).sorted().map { RecordKey(EESKey.visaSticker, $0, unique: false) }
        keys += Set([entry?.key, exit?.key].compactMap { $0 }).sorted().map { RecordKey(EESKey.crossing, $0, unique: false) }
        let term = term
        var due = [DueDate(term.eraseOn, .erase, article: term.article)]
        if let check = overstayCheck { due.append(check) }
        if exit == nil, !erasureAnnounced, let notice = term.noticeOn { due.append(DueDate(notice, .notice, article: term.article)) }
        return Projection(keys: keys, due: due)
    }
}

/// That the authorised stay was exceeded, and what became of it (Articles 12(1), 16(4), 20, 35(5)).
public struct OverstayMark: WireRecord, Hashable {
    /// First unlawful day.
    public var since = Day(number: 0)
    public var foundOn = Day(number: 0)
    public var delisted: Delisting?

    public init() {}
    public init(since: Day, foundOn: Day, delisted: Delisting? = nil) {
        self.since = since
        self.foundOn = foundOn
        self.delisted = delisted
    }

    public static let meaning = "The authorised stay was exceeded."
    public static let fields: [Field<OverstayMark>] = [
        .required("since", \.since, "First day after the authorised stay."),
        .required("foundOn", \.foundOn, "Day on which it was found."),
        .optional("delisted", \.delisted, "Why the person is no longer listed."),
    ]
}

/// Erasure from the list of overstayers (Articles 20, 35(5)).
public struct Delisting: WireRecord, Hashable {
    public enum Ground: String, CaseIterable, Hashable, Sendable, WireChoice {
        /// Forced to exceed the stay by unforeseeable and serious events.
        case forcedToExceed
        /// A legal right to stay was acquired.
        case rightToStay
        case error
        /// The presumption was rebutted (Article 20; Schengen Borders Code 12(3)).
        case presumptionRebutted
    }
    public var ground = Ground.error
    public var evidence = ""
    public var authority = ""
    public var decided = Day(number: 0)

    public init() {}
    public init(ground: Ground, evidence: String, authority: String, decided: Day) {
        self.ground = ground
        self.evidence = evidence
        self.authority = authority
        self.decided = decided
    }

    public static let meaning = "Why and by whom a person was taken off the list of overstayers."
    public static let fields: [Field<Delisting>] = [
        .required("ground", \.ground, "Ground (Article 35(5))."),
        .required("evidence", \.evidence, "What was shown.", limits: .text(.init(length: 1...1000))),
        .required("authority", \.authority, "Authority that decided.", limits: .text(.init(length: 1...120))),
        .required("decided", \.decided, "Day of the decision."),
    ]
}

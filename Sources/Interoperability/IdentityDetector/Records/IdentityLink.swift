import Access
import Identity
import Operations
import Registry
import Wire

/// A link between the data of two systems (2019/817 and 2019/818 Articles 28, 30–33). Each is assessed by itself (Article
/// 29(5)); those that hang together stand in one identity confirmation file.
public struct IdentityLink: RecordValue, Hashable {
    public static let kind = RecordKind(.MID, "link")

    /// The identity confirmation file.
    public var file = RecordID(high: 0, low: 0)
    /// The record whose creation or change started the detection: its authority verifies (Article 29(1)).
    public var launching = LinkSide()
    public var other = LinkSide()
    public var comparison = LinkComparison()
    /// The versions of both sides that were compared last; empty of links from before this was kept, until they are compared again.
    public var compared: [ComparedVersion] = []
    public var colour = LinkRule.Colour.yellow
    /// Every point of the Regulations that gives the colour.
    public var articles: [String] = []
    /// Who verifies, or verified, different identities (Articles 29, 34(d)).
    public var responsible: ResponsibleAuthority?
    /// What the verifying authority concluded; `nil` while nobody had to look.
    public var conclusion: LinkRule.Conclusion?
    /// A first opinion that a second person must share (four eyes).
    public var opinion: FirstOpinion?
    /// What officials thought before they saw the comparison, where their authorities want that.
    public var opinions: [UnaidedOpinion] = []
    public var information: PersonInformation?
    /// What the person was told while the link had another colour, the earliest first: whoever holds a letter is told when it no longer holds.
    public var earlierInformation: [PersonInformation] = []
    /// References of the authorities that know the link as red, until they are told what became of it (Article 32(6)–(7)).
    public var knownAsRedTo: [String] = []
    /// What speaks against it, the earliest first, for whoever looks at it (Articles 31(3), 32(7), 33(5)).
    public var evidence: [LinkEvidence] = []
    public var created = Instant(milliseconds: 0)
    public var updated = Instant(milliseconds: 0)
    /// What became of the link, the earliest first (Article 36(1)(f)).
    public var history: [LinkEvent] = []

    public init() {}

    public static let meaning = "A link between the data of two systems."
    static let historyMax = 200
    static let informationMax = 20
    static let evidenceMax = 50
    public static let fields: [Field<IdentityLink>] = [
        .required("file", \.file, "The identity confirmation file."),
        .required("launching", \.launching, "The record whose creation or change started the detection."),
        .required("other", \.other, "The record that was found."),
        .required("comparison", \.comparison, "What comparing came to."),
        .list("compared", \.compared, "The versions of both sides that were compared last.", count: 0...2),
        .required("colour", \.colour, "Colour."),
        .list("articles", \.articles, "Points that give the colour.", count: 1...8),
        .optional("responsible", \.responsible, "Who verifies different identities."),
        .optional("conclusion", \.conclusion, "What the verifying authority concluded."),
        .optional("opinion", \.opinion, "A first opinion that waits for a second person."),
        .list("opinions", \.opinions, "Opinions before the comparison was seen.", count: 0...opinionsMax),
        .optional("information", \.information, "The person concerned was informed, or why not."),
        .list(
            "earlierInformation", \.earlierInformation, "What the person was told while the link had another colour.", count: 0...informationMax),
        .list(
            "knownAsRedTo", \.knownAsRedTo, "Authorities that know the link as red.", count: 0...100, element: .text(.init(length: 1...120))),
        .list("evidence", \.evidence, "What speaks against it.", count: 0...evidenceMax),
        .required("created", \.created, "When the link was created."),
        .required("updated", \.updated, "When it was last updated."),
        .list("history", \.history, "What became of it.", count: 0...historyMax),
    ]

    public var sides: [LinkSide] { [launching, other] }
    public func other(than key: String) -> LinkSide { launching.key == key ? other : launching }

    /// The same for the two records whichever was there first; at most one link has it.
    public static func pair(_ a: LinkSide, _ b: LinkSide) -> String {
        a < b ? "\(a.key)|\(b.key)" : "\(b.key)|\(a.key)"
    }
    public var pair: String { IdentityLink.pair(launching, other) }

    public static let sideKey = "side"
    public static let pairKey = "pair"
    /// Links that nobody has verified yet; of yellow ones.
    public static let openKey = "open"

    public var projection: Projection {
        var keys = [RecordKey(IdentityLink.pairKey, pair, unique: true)]
        keys += sides.map { RecordKey(IdentityLink.sideKey, $0.key, unique: false) }
        if colour == .yellow { keys.append(RecordKey(IdentityLink.openKey, colour.rawValue, unique: false)) }
        return Projection(keys: keys)
    }

    /// Adds to the history; of a link with a very long one the middle goes, never how it began.
    mutating func note(_ event: LinkEvent) {
        if history.count >= IdentityLink.historyMax { history.remove(at: 1) }
        history.append(event)
        updated = event.at
    }

    /// Adds what speaks against it; of very much the oldest goes, which was looked at long ago.
    mutating func note(_ piece: LinkEvidence) {
        if evidence.count >= IdentityLink.evidenceMax { evidence.removeFirst() }
        evidence.append(piece)
        updated = piece.at
    }

    /// Whether an authority has ever decided on it.
    var wasVerified: Bool { history.contains { $0.kind == .verified || $0.kind == .rectified } }

    /// Whether an authority has reopened it since then.
    func wasReopened(since moment: Instant) -> Bool { history.contains { $0.kind == .rectified && $0.at >= moment } }

    /// Whether the person was there at a verification of the data as they were compared last (Article 29(4)).
    var wasBegunInPresence: Bool {
        let compared = history.lastIndex { $0.kind == .detected || $0.kind == .detectedAgain } ?? history.startIndex
        return history[compared...].contains { $0.personPresent }
    }

    /// Who looks at evidence that it is wrong (Articles 31(3), 32(7), 33(5)): SIRENE where one of its alerts is linked, else who verified; of a
    /// link that nobody had to verify the authority whose record launched the detection.
    var reviewer: ResponsibleAuthority {
        sides.first { $0.alert?.isSIRENEs == true }.map { ResponsibleAuthority(kind: .sirene, memberState: Responsibility.state($0.owner)) }
            ?? responsible ?? Responsibility.owner(of: launching)
    }

    /// Since when it has had its colour.
    var colouredSince: Instant {
        var since = created
        var standing: LinkRule.Colour?
        for event in history where event.colour != standing { (since, standing) = (event.at, event.colour) }
        return since
    }

    /// Whether the data of both sides are in one individual file of the repository (Articles 19(2), 32(3), 33(3)).
    public var merges: Bool { colour == .white || colour == .red }
}

/// The authority responsible for verifying a link (Article 29): a kind of authority and its Member State.
public struct ResponsibleAuthority: WireRecord, Hashable {
    public var kind = AuthorityKind.border
    /// `nil` for the ETIAS Central Unit.
    public var memberState: String?
    public init() {}
    public init(kind: AuthorityKind, memberState: String?) { (self.kind, self.memberState) = (kind, memberState) }
    public static let meaning = "The authority responsible for the manual verification of different identities."
    public static let fields: [Field<ResponsibleAuthority>] = [
        .required("kind", \.kind, "Kind of authority."),
        .optional(
            "memberState", \.memberState, "Its Member State; absent for a unit of the Union.",
            limits: .text(.init(length: 3...3))),
    ]
    /// As the web portal and a person's letter name it (Articles 32(4), 34(d), 49).
    public var reference: String { Notice.recipient(kind, of: memberState) }

    public func isCaller(_ caller: Caller) -> Bool { caller.kind == kind && caller.memberState == memberState }
}

/// Something that happened to a link.
public struct LinkEvent: WireRecord, Hashable {
    public enum Kind: String, CaseIterable, Sendable, WireChoice {
        case detected
        /// The data of a side changed and were compared again.
        case detectedAgain
        case firstOpinion, verified, rectified, personInformed
        /// Evidence against it was looked at, and the link is right.
        case upheld
    }
    public var kind = Kind.detected
    public var at = Instant(milliseconds: 0)
    public var colour = LinkRule.Colour.yellow
    public var authority = ""
    public var user: String?
    public var conclusion: LinkRule.Conclusion?
    public var reasons: [VerificationReason] = []
    public var explanation: String?
    /// Of a verification at which the person was there to explain (Article 29(4)).
    public var personPresent = false
    public init() {}
    public static let meaning = "Something that happened to a link."
    public static let fields: [Field<LinkEvent>] = [
        .required("kind", \.kind, "What happened."), .required("at", \.at, "When."),
        .required("colour", \.colour, "Colour afterwards."),
        .required("authority", \.authority, "Who did it.", limits: .text(.init(length: 1...120))),
        .optional("user", \.user, "The official.", limits: .text(.init(length: 1...200))),
        .optional("conclusion", \.conclusion, "What was concluded."),
        .list("reasons", \.reasons, "Why.", count: 0...20),
        .optional("explanation", \.explanation, "Why, in words.", limits: .text(.init(length: 1...2000))),
        .defaulted("personPresent", \.personPresent, to: false, "The person was present and could explain."),
    ]
}

/// Evidence that a link is wrong, or that data were processed in breach of the Regulations (Articles 31(3), 32(7), 33(5)).
public struct LinkEvidence: WireRecord, Hashable {
    public var at = Instant(milliseconds: 0)
    public var authority = ""
    public var text = ""
    public init() {}
    public static let meaning = "Evidence that a link is wrong."
    public static let fields: [Field<LinkEvidence>] = [
        .required("at", \.at, "When it was given."),
        .required("authority", \.authority, "By whom.", limits: .text(.init(length: 1...120))),
        .required("text", \.text, "What suggests that the link is wrong.", limits: .text(.init(length: 1...2000))),
    ]
}

/// What a conclusion is drawn from; chosen, so that decisions can be counted and compared.
public enum VerificationReason: String, CaseIterable, Hashable, Sendable, WireChoice {
    case spellingOrTransliteration, clericalError, nameChanged, severalNationalities, newDocument
    case documentGenuine, documentForged, documentOfAnotherPerson, identityInvented, identityOfAnotherPerson
    case samePersonByComparison, twoPersonsByComparison, twins, poorBiometricQuality, personExplained, otherEvidence
}

/// A conclusion that a second official must share before it is in force.
public struct FirstOpinion: WireRecord, Hashable {
    public var conclusion = LinkRule.Conclusion.samePersonUnjustified
    public var authority = ""
    public var user = ""
    public var at = Instant(milliseconds: 0)
    public init() {}
    public static let meaning = "A first opinion that waits for a second person."
    public static let fields: [Field<FirstOpinion>] = [
        .required("conclusion", \.conclusion, "The conclusion."),
        .required("authority", \.authority, "Whose.", limits: .text(.init(length: 1...120))),
        .required("user", \.user, "The official.", limits: .text(.init(length: 1...200))),
        .required("at", \.at, "When."),
    ]
}

/// How the person concerned was told of a link (Articles 32(4)–(5), 33(4)).
public struct PersonInformation: WireRecord, Hashable {
    public enum Outcome: String, CaseIterable, Sendable, WireChoice {
        /// In writing, by the standard form.
        case informed
        /// Provisions on SIS alerts, security, public order, or a national investigation stand against it.
        case limited
    }
    public var outcome = Outcome.informed
    public var at = Instant(milliseconds: 0)
    public var authority = ""
    /// Why the person was not informed.
    public var ground: String?
    /// What the link was when the person was told.
    public var colour: LinkRule.Colour?
    /// Language of the standard form.
    public var language: PortalLanguage?
    public init() {}
    public static let meaning = "How the person concerned was told of a link."
    public static let fields: [Field<PersonInformation>] = [
        .required("outcome", \.outcome, "Informed, or limited."), .required("at", \.at, "When."),
        .required("authority", \.authority, "By whom.", limits: .text(.init(length: 1...120))),
        .optional("ground", \.ground, "Why the person was not informed.", limits: .text(.init(length: 1...1000))),
        .optional("colour", \.colour, "Colour of the link when the person was told."),
        .optional("language", \.language, "Language of the standard form."),
    ]
}

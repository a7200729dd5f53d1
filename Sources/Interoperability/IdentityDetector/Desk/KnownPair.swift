import Access
import Identity
import Operations
import Registry
import Wire

/// Bytes of a sample of a known pair.
public enum KnownSampleLimit: SampleLimit { public static let bytesMax = 1 << 20 }

/// Two sets of data of which it is known whether they are of one person, put before a desk as links are, to measure how it decides
/// (2019/817 and 2019/818 Article 44). It is no link and joins no records: nothing of it is in an index, a gallery, the repository
/// or a confirmation file, and no decision on it has an effect.
public struct KnownPair: RecordValue, Hashable {
    public static let kind = RecordKind(.MID, "knownPair")

    public enum Truth: String, CaseIterable, Sendable, WireChoice { case onePerson, twoPersons }

    /// What an official concluded. No more is kept than is needed to count it once.
    public struct Answer: WireRecord, Hashable {
        public var authority = ""
        public var user = ""
        public var conclusion = LinkRule.Conclusion.twoPersons
        public var at = Instant(milliseconds: 0)
        public init() {}
        public static let wireName = "KnownPairAnswer"
        public static let meaning = "What an official concluded about a known pair."
        public static let fields: [Field<Answer>] = [
            .required("authority", \.authority, "Whose.", limits: .text(.init(length: 1...120))),
            .required("user", \.user, "The official.", limits: .text(.init(length: 1...200))),
            .required("conclusion", \.conclusion, "The conclusion."), .required("at", \.at, "When."),
        ]
    }

    /// The desk: a kind of authority and its Member State.
    public var desk = ResponsibleAuthority()
    public var truth = Truth.twoPersons
    public var launching = Side()
    public var other = Side()
    public var comparison = LinkComparison()
    public var articles: [String] = []
    public var planted = Instant(milliseconds: 0)
    public var plantedBy = ""
    public var opinions: [UnaidedOpinion] = []
    public var answers: [Answer] = []

    public init() {}
    static let answersMax = 2_000
    public static let meaning = "Two sets of data of which it is known whether they are of one person, to measure a desk."
    public static let fields: [Field<KnownPair>] = [
        .required("desk", \.desk, "The desk that is measured."), .required("truth", \.truth, "One person or two."),
        .required("launching", \.launching, "The set in the place of the record that started the detection."),
        .required("other", \.other, "The set in the place of the record that was found."),
        .required("comparison", \.comparison, "What comparing them comes to."),
        .list("articles", \.articles, "Points that would give a link its colour.", count: 1...8),
        .required("planted", \.planted, "When it was planted."),
        .required("plantedBy", \.plantedBy, "By which authority.", limits: .text(.init(length: 1...120))),
        .list("opinions", \.opinions, "Opinions before the comparison was seen.", count: 0...IdentityLink.opinionsMax),
        .list("answers", \.answers, "What officials concluded.", count: 0...answersMax),
    ]

    public static let deskKey = "desk"
    static let allKey = "planted"
    static func key(_ kind: AuthorityKind, _ memberState: String?) -> String { "\(kind.rawValue)/\(memberState ?? "-")" }

    /// Found by its desk and by nothing else; it goes with the logs of who answered (Article 36(3)).
    public var projection: Projection {
        Projection(
            keys: [
                RecordKey(KnownPair.deskKey, KnownPair.key(desk.kind, desk.memberState), unique: false),
                RecordKey(KnownPair.allKey, "all", unique: false),
            ],
            due: [DueDate(planted.utcDay.adding(years: 1), .erase, article: "817 36(3), 44")])
    }

    public func isAnswered(by caller: Caller) -> Bool {
        answers.contains { $0.authority == caller.authority && $0.user == caller.user }
    }

    /// Whether a conclusion says what is true.
    public func isRight(_ conclusion: LinkRule.Conclusion) -> Bool {
        (conclusion.saysOnePerson ? Truth.onePerson : .twoPersons) == truth
    }

    /// As the history of links names what detected them: the task of no authority.
    private static let detector = "SEXTANT"

    /// What it would be if it were a link.
    func likeness() -> IdentityLink {
        var link = IdentityLink()
        (link.launching, link.other, link.comparison) = (launching.side, other.side, comparison)
        (link.articles, link.responsible, link.opinions) = (articles, desk, opinions)
        (link.created, link.updated) = (planted, planted)
        var event = LinkEvent()
        (event.at, event.authority) = (planted, KnownPair.detector)
        link.history = [event]
        return link
    }
}

extension LinkRule.Conclusion {
    var saysOnePerson: Bool { self == .samePersonJustified || self == .samePersonUnjustified }
}

extension KnownPair {
    public struct Sample: WireRecord, Hashable {
        /// `fingerprint/2` … or `face`, as galleries name them.
        public var kind = ""
        public var format = ""
        public var data = Base64Sample<KnownSampleLimit>([])
        public init() {}
        public init(_ stored: StoredTemplate) { (kind, format, data) = (stored.kind, stored.format, .init(stored.bytes)) }
        public static let wireName = "KnownSample"
        public static let meaning = "A sample of a known pair."
        public static let fields: [Field<Sample>] = [
            .required("kind", \.kind, "fingerprint/1 to fingerprint/10, or face.", limits: .text(.init(length: 4...20))),
            .required("format", \.format, "Format.", limits: .text(.init(length: 1...60))),
            .required("data", \.data, "The bytes."),
        ]
    }

    /// One set of data.
    public struct Side: WireRecord, Hashable {
        /// System in whose place the set stands, and a record that there is not.
        public var side = LinkSide()
        public var identities: [PersonIdentity] = []
        public var documents: [TravelDocument] = []
        public var samples: [Sample] = []
        public var created = Instant(milliseconds: 0)
        public init() {}
        public static let wireName = "KnownSide"
        public static let meaning = "One set of data of a known pair."
        public static let fields: [Field<Side>] = [
            .required("side", \.side, "System in whose place it stands."),
            .list("identities", \.identities, "Identity data.", count: 1...20),
            .list("documents", \.documents, "Travel document data.", count: 0...20),
            .list("samples", \.samples, "Samples.", count: 0...11),
            .required("created", \.created, "When it is said to have been recorded."),
        ]

        var person: PersonRecord {
            PersonRecord(
                side: side, kind: KnownPair.kind, version: 1, identities: identities, documents: documents,
                templates: samples.map { StoredTemplate(kind: $0.kind, format: $0.format, bytes: $0.data.bytes) }, samples: nil,
                changedBy: "", created: created, changed: created, isLaunching: true)
        }
    }
}

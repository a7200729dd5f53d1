import Access
import EES
import Identity
import SIS

/// What one question to the search portal brought, in the terms of a border check: the one input of the verdict and
/// of the page.
public struct CheckFindings: Sendable {
    /// Whom the question was understood to be about.
    public var person: PersonIdentity
    public var documents: [TravelDocument]
    /// What the reading of the zone repaired or could not believe.
    public var remarks: [String]
    /// One for each system of the profile, in the order of the reply.
    public var systems: [SystemState]
    /// Individual files of the EES, likeliest first.
    public var files: [FileFinding]
    /// Alerts of SIS, those to execute first at the front.
    public var alerts: [AlertFinding]
    /// Local day of the check.
    public var today: Day

    public init(
        person: PersonIdentity = .init(), documents: [TravelDocument] = [], remarks: [String] = [],
        systems: [SystemState] = [], files: [FileFinding] = [], alerts: [AlertFinding] = [], today: Day
    ) {
        self.person = person
        self.documents = documents
        self.remarks = remarks
        self.systems = systems
        self.files = files
        self.alerts = alerts
        self.today = today
    }
}

/// How one system answered.
public struct SystemState: Sendable, Hashable {
    public enum State: Sendable, Hashable { case hit, noHit, unavailable }
    public var system: SystemName
    public var state: State
    /// More records fit than are shown.
    public var more: Bool
    public init(_ system: SystemName, _ state: State, more: Bool = false) {
        self.system = system
        self.state = state
        self.more = more
    }
}

/// Why a record was found.
public struct MatchFinding: Sendable, Hashable {
    /// Everything that was compared is the same.
    public var exact: Bool
    /// Chance that it is the person asked about, 0 to 1.
    public var probability: Double
    public var bits: Double
    public var evidence: [Evidence]

    public struct Evidence: Sendable, Hashable {
        public var kind: String
        public var asked: String
        public var found: String
        public var rule: String
        public var bits: Double
        public init(kind: String, asked: String, found: String, rule: String, bits: Double) {
            self.kind = kind
            self.asked = asked
            self.found = found
            self.rule = rule
            self.bits = bits
        }
    }

    public init(exact: Bool, probability: Double, bits: Double, evidence: [Evidence] = []) {
        self.exact = exact
        self.probability = probability
        self.bits = bits
        self.evidence = evidence
    }

    /// Below this a record is shown as possible and decides nothing before the identity is verified.
    public static let likelyFrom = 0.9
    public var isLikely: Bool { probability >= MatchFinding.likelyFrom }
    /// Nothing but the document met: its holder's data are others, or there are none to compare.
    public var isByDocumentAlone: Bool { !evidence.isEmpty && evidence.allSatisfy { $0.kind == "document" } }
}

/// An individual file of the EES. What the asker may not see is absent.
public struct FileFinding: Sendable {
    public var file: String
    public var match: MatchFinding
    public var identity: PersonIdentity
    public var document: TravelDocument?
    public var traveller: TravellerCategory?
    public var present: Bool?
    public var stay: StayReply?
    public var strip: StripFinding?
    public var stays: [StayLine]
    public var isListed: Bool
    public var refusals: Int
    public var lastRefusal: RefusalLine?
    public var warnings: [CrossingWarning]

    /// One mark a day, the oldest first.
    public struct StripFinding: Sendable, Hashable {
        public var firstDay: Day
        public var marks: [StayStrip.Mark]
        public init(firstDay: Day, marks: [StayStrip.Mark]) {
            self.firstDay = firstDay
            self.marks = marks
        }
    }

    public struct StayLine: Sendable, Hashable {
        public var entry: Day?
        public var entryPoint: String?
        public var exit: Day?
        public var exitPoint: String?
        public var authorisedEnd: Day?
        public var overstay: Bool
        public init(
            entry: Day?, entryPoint: String? = nil, exit: Day?, exitPoint: String? = nil, authorisedEnd: Day? = nil,
            overstay: Bool = false
        ) {
            self.entry = entry
            self.entryPoint = entryPoint
            self.exit = exit
            self.exitPoint = exitPoint
            self.authorisedEnd = authorisedEnd
            self.overstay = overstay
        }
    }

    public struct RefusalLine: Sendable, Hashable {
        public var day: Day
        public var memberState: String
        public var reasons: [RefusalReason]
        public init(day: Day, memberState: String, reasons: [RefusalReason]) {
            self.day = day
            self.memberState = memberState
            self.reasons = reasons
        }
    }

    public init(
        file: String, match: MatchFinding, identity: PersonIdentity = .init(), document: TravelDocument? = nil,
        traveller: TravellerCategory? = nil, present: Bool? = nil, stay: StayReply? = nil, strip: StripFinding? = nil,
        stays: [StayLine] = [], isListed: Bool = false, refusals: Int = 0, lastRefusal: RefusalLine? = nil,
        warnings: [CrossingWarning] = []
    ) {
        self.file = file
        self.match = match
        self.identity = identity
        self.document = document
        self.traveller = traveller
        self.present = present
        self.stay = stay
        self.strip = strip
        self.stays = stays
        self.isListed = isListed
        self.refusals = refusals
        self.lastRefusal = lastRefusal
        self.warnings = warnings
    }
}

/// An alert of SIS.
public struct AlertFinding: Sendable {
    public var schengenID: String
    public var match: MatchFinding
    public var action: AlertAction
    /// Act and article, for instance `1861 24(1)(a)`.
    public var article: String
    /// ISO 3166-1 alpha-3.
    public var issuingState: String
    /// The action in words.
    public var instruction: String
    /// The person must not learn of the alert.
    public var isDiscreet: Bool
    public var executeFirst: Bool
    /// Somebody else's identity was misused.
    public var isMisusedIdentity: Bool
    /// Warnings in words.
    public var warnings: [String]
    public var advice: [String]
    public var identities: [Identity]
    /// On a document or other object, not on a person.
    public var isOnObject: Bool
    /// A return decision whose effects are suspended.
    public var isSuspended: Bool
    /// What else the alert says, by name and value.
    public var facts: [Fact]
    public var validUntil: Day?

    public struct Fact: Sendable, Hashable {
        public var name: String
        public var value: String
        public init(_ name: String, _ value: String) {
            self.name = name
            self.value = value
        }
    }

    public struct Identity: Sendable, Hashable {
        public var identity: PersonIdentity
        /// The one that was found.
        public var isMatched: Bool
        public init(_ identity: PersonIdentity, isMatched: Bool = false) {
            self.identity = identity
            self.isMatched = isMatched
        }
    }

    public init(
        schengenID: String, match: MatchFinding, action: AlertAction, article: String, issuingState: String,
        instruction: String, isDiscreet: Bool = false, executeFirst: Bool = false, isMisusedIdentity: Bool = false,
        warnings: [String] = [], advice: [String] = [], identities: [Identity] = [],
        isOnObject: Bool = false, isSuspended: Bool = false, facts: [Fact] = [], validUntil: Day? = nil
    ) {
        self.schengenID = schengenID
        self.match = match
        self.action = action
        self.article = article
        self.issuingState = issuingState
        self.instruction = instruction
        self.isDiscreet = isDiscreet
        self.executeFirst = executeFirst
        self.isMisusedIdentity = isMisusedIdentity
        self.warnings = warnings
        self.advice = advice
        self.identities = identities
        self.isOnObject = isOnObject
        self.isSuspended = isSuspended
        self.facts = facts
        self.validUntil = validUntil
    }
}

/// Where the person is checked.
public enum CheckPlace: String, CaseIterable, Sendable, Hashable {
    case entry, exit
    /// Within the territory of the Member States (EES Article 26).
    case inside

    public var purpose: Purpose { self == .inside ? .verification : .borderCheck }
}

import Access
import Identity
import Operations
import Registry
import Wire

/// A reasoned request of a designated authority or of Europol for access to EES data, and its verification by the
/// central access point (Articles 31–33).
///
/// The conditions on which the right to search rests are read from here and from nowhere else: what the central access
/// point has confirmed, for the case that it was asked for, as long as the confirmation runs.
public struct AccessRequest: RecordValue, Hashable {
    public static let kind = RecordKind(.EES, "accessRequest")

    public enum Aim: String, CaseIterable, Hashable, Sendable, WireChoice {
        /// Of an unknown suspect, perpetrator or victim (Article 32(2)).
        case identification
        /// Of a known one (Article 32(3)).
        case travelHistory

        var purpose: Purpose { self == .identification ? .identification : .travelHistory }
    }
    public enum Offence: String, CaseIterable, Hashable, Sendable, WireChoice {
        case terroristOffence, seriousCriminalOffence
    }
    public enum State: String, CaseIterable, Hashable, Sendable, WireChoice {
        case submitted
        /// All conditions were confirmed before access.
        case verified
        case rejected
        /// Processed at once; to be verified within seven working days (Article 31(2)).
        case urgent
        /// The verification afterwards found the access justified.
        case justified
        /// It did not: what was accessed must be erased (Article 31(3)).
        case unjustified
    }
    /// An earlier search, as the request states it.
    public enum EarlierSearch: String, CaseIterable, Hashable, Sendable, WireChoice {
        case notDone
        /// Carried out without identifying the person.
        case done
        /// Launched, and not carried out within two days (Article 32(2)(b)).
        case notAnsweredInTwoDays
        /// Reasonable grounds, given in the request, that it would not lead to an identification.
        case groundsAgainst
    }

    public var authority = ""
    public var memberState: String?
    public var europol = false
    public var caseReference = ""
    public var aim = Aim.travelHistory
    public var offence = Offence.seriousCriminalOffence
    public var necessity = ""
    public var specificCase = ""
    public var reasonableGrounds = ""
    public var nationalSearch = EarlierSearch.notDone
    public var prumSearch = EarlierSearch.notDone
    /// Europol's own databases (Article 33(2)).
    public var ownSearch = EarlierSearch.notDone
    /// The imminent danger to life that makes it urgent.
    public var urgency: String?
    public var submitted = Instant(milliseconds: 0)
    public var state = State.submitted
    public var accessPoint: String?
    public var confirmed: [Condition] = []
    public var decided: Instant?
    public var reasons: String?
    /// Until when access runs.
    public var validUntil: Instant?
    /// Last day of the verification afterwards.
    public var verifyBy: Day?
    /// Whether the central access point was told that this day has passed.
    public var overdueAnnounced = false

    public init() {}

    public static let meaning = "Request for access to EES data for law-enforcement purposes."
    public static let fields: [Field<AccessRequest>] = [
        .required("authority", \.authority, "Authority that asks.", limits: .text(.init(length: 1...120))),
        .optional("memberState", \.memberState, "Its Member State.", limits: .text(.init(length: 1...60))),
        .defaulted("europol", \.europol, to: false, "Europol asks."),
        .required("caseReference", \.caseReference, "Its case."),
        .required("aim", \.aim, "What access is for."),
        .required("offence", \.offence, "Kind of offence."),
        .required("necessity", \.necessity, "Why access is necessary (Article 32(1)(a)).", limits: reason),
        .required("specificCase", \.specificCase, "The specific case (Article 32(1)(b)).", limits: reason),
        .required("reasonableGrounds", \.reasonableGrounds, "Evidence or grounds (Article 32(1)(c)).", limits: reason),
        .required("nationalSearch", \.nationalSearch, "Search in national databases (Article 32(2)(a))."),
        .required("prumSearch", \.prumSearch, "Search under Decision 2008/615/JHA (Article 32(2)(b))."),
        .required("ownSearch", \.ownSearch, "Search in Europol's databases (Article 33(2))."),
        .optional("urgency", \.urgency, "The imminent danger to the life of a person (Article 31(2)).", limits: reason),
        .required("submitted", \.submitted, "When it was submitted."),
        .required("state", \.state, "What became of it."),
        .optional("accessPoint", \.accessPoint, "Central access point.", limits: .text(.init(length: 1...120))),
        .list("confirmed", \.confirmed, "Conditions that the central access point confirmed.", count: 0...20),
        .optional("decided", \.decided, "When it decided."),
        .optional("reasons", \.reasons, "Why.", limits: reason),
        .optional("validUntil", \.validUntil, "Until when access runs."),
        .optional("verifyBy", \.verifyBy, "Last day of the verification afterwards."),
        .defaulted("overdueAnnounced", \.overdueAnnounced, to: false, "The central access point was told that it has passed."),
    ]
    static let reason = Schema.text(.init(length: 1...2000))

    static func caseKey(authority: String, reference: String) -> String { "\(authority)\u{1F}\(reference)" }

    /// A year from the decision, or from the last day of the verification afterwards: as long as supervision can look at
    /// the log of what was accessed (Article 46(4)).
    var eraseOn: Day { (verifyBy ?? decided?.utcDay ?? submitted.utcDay).adding(years: 1) + 1 }

    public var projection: Projection {
        var due = [DueDate(eraseOn, .erase, article: "46(4)")]
        if state == .urgent, !overdueAnnounced, let verifyBy { due.append(DueDate(verifyBy + 1, .act, article: "31(2)")) }
        return Projection(
            keys: [RecordKey(EESKey.requestCase, AccessRequest.caseKey(authority: authority, reference: caseReference), unique: false)]
                + [RecordKey(EESKey.state, memberState ?? "EU", unique: false)],
            due: due)
    }

    /// The conditions that hold for access on a moment.
    public func conditions(for purpose: Purpose, at now: Instant) -> Set<Condition> {
        guard aim.purpose == purpose, let validUntil, now <= validUntil else { return [] }
        switch state {
        case .verified, .justified, .urgent: return Set(confirmed)
        case .submitted, .rejected, .unjustified: return []
        }
    }

    /// Which of the conditions the request itself can carry; the central access point confirms or denies each.
    var claimed: Set<Condition> {
        var claimed: Set<Condition> = [.necessary, .specificCase, .reasonableGrounds]
        // In a case of urgency the searches of Article 32(2) need not come before (second subparagraph).
        if nationalSearch != .notDone || urgency != nil { claimed.insert(.priorNationalSearch) }
        if prumSearch != .notDone || urgency != nil { claimed.insert(.priorPrumSearch) }
        if ownSearch == .done { claimed.insert(.priorOwnSearch) }
        return claimed
    }
}

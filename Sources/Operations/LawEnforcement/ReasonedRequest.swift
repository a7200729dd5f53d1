import Access
import Identity
import Registry
import Wire

extension DataGroup {
    /// Requests for law-enforcement access and their verification.
    public static let accessRequest: DataGroup = "accessRequest"
}

/// The two kinds of offence that open access.
public enum ListedOffence: String, CaseIterable, Hashable, Sendable, WireChoice {
    case terroristOffence, seriousCriminalOffence
}

/// An earlier search, as a request states it.
public enum EarlierSearch: String, CaseIterable, Hashable, Sendable, WireChoice {
    case notDone
    /// Carried out without identifying the person.
    case done
    /// Launched, and not answered in two days.
    case notAnsweredInTwoDays
    /// Reasonable grounds, given in the request, that it would not lead to an identification.
    case groundsAgainst
}

/// What became of a request.
public enum ReasonedRequestState: String, CaseIterable, Hashable, Sendable, WireChoice {
    case submitted
    /// All conditions were confirmed before access.
    case verified
    case rejected
    /// Processed at once; to be verified afterwards.
    case urgent
    /// The verification afterwards found the access justified.
    case justified
    /// It did not: what was accessed must be erased.
    case unjustified
}

/// A reasoned request of a designated authority or of Europol for access to a system, and its verification by the
/// central access point.
///
/// The conditions on which the right to search rests are read from here and from nowhere else: what the central access
/// point has confirmed, for the case that it was asked for, as long as the confirmation runs.
public struct ReasonedRequest<Owner: AccessRequestOwner>: RecordValue, Hashable {
    public static var kind: RecordKind { RecordKind(Owner.system, "accessRequest") }

    public typealias Aim = Owner.Aim
    public typealias Offence = ListedOffence
    public typealias State = ReasonedRequestState
    public typealias EarlierSearch = Operations.EarlierSearch

    public var authority = ""
    public var memberState: String?
    public var europol = false
    public var caseReference = ""
    public var aim = Owner.Aim.usual
    public var offence = ListedOffence.seriousCriminalOffence
    public var necessity = ""
    public var specificCase = ""
    public var reasonableGrounds = ""
    public var nationalSearch = EarlierSearch.notDone
    public var prumSearch = EarlierSearch.notDone
    public var ownSearch = EarlierSearch.notDone
    public var visSearch = EarlierSearch.notDone
    /// Why data are needed that are shown on a reasoned request only.
    public var reasonedRequest: String?
    /// The imminent danger that makes it urgent.
    public var urgency: String?
    public var submitted = Instant(milliseconds: 0)
    public var state = ReasonedRequestState.submitted
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

    public static var wireName: String { Owner.accessSchemaPrefix + "AccessRequest" }
    public static var meaning: String { "Request for access to \(Owner.word) data for law-enforcement purposes." }
    public static var fields: [Field<Self>] {
        let asked: [Field<Self>] = [
            .required("authority", \.authority, "Authority that asks.", limits: .text(.init(length: 1...120))),
            .optional("memberState", \.memberState, "Its Member State.", limits: .text(.init(length: 1...60))),
            .defaulted("europol", \.europol, to: false, "Europol asks."),
            .required("caseReference", \.caseReference, "Its case."),
            .required("aim", \.aim, "What access is for."),
            .required("offence", \.offence, "Kind of offence."),
            .required("necessity", \.necessity, "Why access is necessary.", limits: ReasonedRequestLimits.reason),
            .required("specificCase", \.specificCase, "The specific case.", limits: ReasonedRequestLimits.reason),
            .required("reasonableGrounds", \.reasonableGrounds, "Evidence or grounds.", limits: ReasonedRequestLimits.reason),
        ]
        var searches: [Field<Self>] = Owner.earlierSearches.map { search in
            switch search {
            case .national: .required("nationalSearch", \.nationalSearch, "Search in national databases.")
            case .prum: .required("prumSearch", \.prumSearch, "Search under Decision 2008/615/JHA.")
            case .own: .required("ownSearch", \.ownSearch, "Search in Europol's databases.")
            case .vis: .required("visSearch", \.visSearch, "Search in the VIS.")
            }
        }
        if Owner.knowsReasonedRequest {
            searches.append(
                .optional(
                    "reasonedRequest", \.reasonedRequest, "Why data are needed that only a reasoned request opens.",
                    limits: ReasonedRequestLimits.reason))
        }
        let became: [Field<Self>] = [
            .optional("urgency", \.urgency, "The imminent danger.", limits: ReasonedRequestLimits.reason),
            .required("submitted", \.submitted, "When it was submitted."),
            .required("state", \.state, "What became of it."),
            .optional("accessPoint", \.accessPoint, "Central access point.", limits: .text(.init(length: 1...120))),
            .list("confirmed", \.confirmed, "Conditions that the central access point confirmed.", count: 0...20),
            .optional("decided", \.decided, "When it decided."),
            .optional("reasons", \.reasons, "Why.", limits: ReasonedRequestLimits.reason),
            .optional("validUntil", \.validUntil, "Until when access runs."),
            .optional("verifyBy", \.verifyBy, "Last day of the verification afterwards."),
            .defaulted("overdueAnnounced", \.overdueAnnounced, to: false, "The central access point was told that it has passed."),
        ]
        return asked + searches + became
    }

    /// Authority and case.
    public static var caseKey: String { "case" }
    public static func caseValue(authority: String, reference: String) -> String { "\(authority)\u{1F}\(reference)" }
    /// Whose access point it waits for.
    public static var stateKey: String { "state" }
    static func queue(_ memberState: String?) -> String { memberState ?? "EU" }

    /// A year from the decision, or from the last day of the verification afterwards: as long as supervision can look at
    /// the log of what was accessed.
    var eraseOn: Day { (verifyBy ?? decided?.utcDay ?? submitted.utcDay).adding(years: Owner.accessTerms.yearsKept) + 1 }

    public var projection: Projection {
        var due = [DueDate(eraseOn, .erase, article: Owner.accessArticles.retention)]
        if state == .urgent, !overdueAnnounced, let verifyBy {
            due.append(DueDate(verifyBy + 1, .act, article: Owner.accessArticles.urgency))
        }
        return Projection(
            keys: [
                RecordKey(Self.caseKey, Self.caseValue(authority: authority, reference: caseReference), unique: false),
                RecordKey(Self.stateKey, Self.queue(memberState), unique: false),
            ], due: due)
    }

    /// The conditions that hold for access on a moment.
    public func conditions(for purpose: Purpose, at now: Instant) -> Set<Condition> {
        guard aim.purpose == purpose, let validUntil, now <= validUntil else { return [] }
        switch state {
        case .verified, .justified, .urgent: return Set(confirmed)
        case .submitted, .rejected, .unjustified: return []
        }
    }

    /// What the request says of an earlier search.
    public subscript(search: EarlierSearchKind) -> Operations.EarlierSearch {
        switch search {
        case .national: nationalSearch
        case .prum: prumSearch
        case .own: ownSearch
        case .vis: visSearch
        }
    }

    /// Which of the conditions the request itself can carry; the central access point confirms or denies each.
    var claimed: Set<Condition> {
        var claimed: Set<Condition> = [.necessary, .specificCase, .reasonableGrounds]
        for search in Owner.earlierSearches {
            let waived = urgency != nil && Owner.waivedInUrgency.contains(search)
            if waived || Owner.admits(self[search], for: search) { claimed.insert(search.condition) }
        }
        if reasonedRequest != nil { claimed.insert(.reasonedRequest) }
        return claimed
    }
}

enum ReasonedRequestLimits {
    static let reason = Schema.text(.init(length: 1...2000))
}

extension FactReader {
    /// What Sextant's own records establish for the caller in this case: failed verifications, searches and replies of the
    /// common repository, and for law enforcement what the central access point confirmed.
    public func conditions<Owner: AccessRequestOwner>(of owner: Owner.Type) throws -> Set<Condition> {
        var conditions = try established(in: Owner.system)
        guard caller.kind == .designated || caller.kind == .europol, let reference = `case`.reference else { return conditions }
        let value = ReasonedRequest<Owner>.caseValue(authority: caller.authority, reference: reference)
        for record in try find(ReasonedRequest<Owner>.kind, key: ReasonedRequest<Owner>.caseKey, value: value) {
            conditions.formUnion(try ReasonedRequest<Owner>(stored: record).conditions(for: `case`.purpose, at: now))
        }
        return conditions
    }
}

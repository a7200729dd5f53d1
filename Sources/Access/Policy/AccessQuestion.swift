import Wire

/// What is done to data.
public enum AccessAction: String, CaseIterable, Hashable, Sendable, WireChoice {
    case search, read, create, update, delete
}

/// The kinds of data that a search may start from.
public enum SearchKey: String, CaseIterable, Hashable, Sendable, Comparable, WireChoice {
    /// Names, birth date, nationality, sex.
    case identity
    case document, visaSticker, applicationNumber, inviter
    case fingerprints, latentFingerprints, face, entryCrossingPoint
    /// What identifies an object: identification number, registration mark, serial number.
    case objectNumber
    case surname, otherNames, documentNumber, homeAddress, email, phone, ipAddress, nationality, sex, dateOfBirth
    case occupation, education, answers
    public static func < (a: SearchKey, b: SearchKey) -> Bool { a.rawValue < b.rawValue }
}

/// A group of data that rights are given on, for instance `entryExitRecords` or the alerts `arrest`.
public struct DataGroup: RawRepresentable, Hashable, Sendable, Comparable, ExpressibleByStringLiteral {
    public let rawValue: String
    public init(rawValue: String) { self.rawValue = rawValue }
    public init(stringLiteral value: String) { rawValue = value }
    public static func < (a: DataGroup, b: DataGroup) -> Bool { a.rawValue < b.rawValue }
}

/// Facts that a right depends on. Sextant establishes them from its own records; a caller cannot claim them.
public enum Condition: String, CaseIterable, Hashable, Sendable, Comparable, WireChoice {
    case necessary, specificCase, reasonableGrounds
    /// By the central access point or verifying authority.
    case verified
    /// Verified afterwards; takes the place of `verified`.
    case urgent
    case priorNationalSearch, priorPrumSearch, priorVisSearch
    /// Europol's own databases.
    case priorOwnSearch
    /// A CIR reply names the system.
    case cirHit
    case reasonedRequest, blocked
    /// A 1:1 verification failed, found no record, or left a doubt.
    case verificationFailed
    /// Or the search by them failed.
    case fingerprintsUnusable
    /// The Member State that entered the data.
    case owner
    /// A registration service that is not a government service.
    case nonGovernment
    case notDeterminingAuthority, temporarilyUnavailable, noRightToLinkedAlert, notConsultedNorResponsible
    case eesSearchedNoEntry
    /// A search in the EES in this case found no data on the person (2018/1240 Article 65(3)).
    case eesSearchedNoData
    case nationalLaw, personPresent, noDocument, doubtfulIdentity, doubtfulDocument, doubtfulHolder, refusesToCooperate
    case under12, bestInterests
    /// The authority responsible for verifying this very link (817 Article 29).
    case responsible
    /// Both systems that a link joins are open to the authority for this purpose.
    case bothSystemsOpen
    /// A query of the authority has found both records that a link joins.
    case bothRecordsFound
    /// The data asked for are joined by a red link.
    case redLink
    /// An application for travel authorisation has a hit on the record, and is the caller's Member State's to examine or to give an
    /// opinion on (2018/1240 Articles 20(2)(n), 26, 28).
    case applicationHit
    /// Somebody who cannot identify themselves, or human remains, after a disaster, an accident or an attack (817 Article 20(4)).
    case unidentifiedAfterDisaster
    /// A Member State has requested that a team transmit data on its behalf, and names this team and this category of persons (2024/1358
    /// Articles 15(3), 22, 24, 26).
    case requestedByMemberState
    /// Of a screening authority: the unit is designated to carry out tasks of Eurodac (2024/1358 Article 40(2)).
    case designatedForEurodac
    /// Of central access points that belong to no Member State: whose they are (767/2008 Articles 22m(2), 45e(2)).
    case servesEuropol, servesBorderGuardAgency
    public static func < (a: Condition, b: Condition) -> Bool { a.rawValue < b.rawValue }
}

/// One question to the access policy: may this authority do this, for this purpose, with these data?
public struct AccessQuestion: Hashable, Sendable {
    public var authority: AuthorityKind
    public var purpose: Purpose
    public var system: SystemName
    public var action: AccessAction
    /// All keys of a search, used together; empty for the other actions.
    public var keys: Set<SearchKey>
    /// The group of data; `nil` for a search.
    public var data: DataGroup?
    public var conditions: Set<Condition>
    /// Asked through the search portal, where a system without a right must look absent (817 Art 9(4)).
    public var viaPortal: Bool

    public init(
        authority: AuthorityKind, purpose: Purpose, system: SystemName, action: AccessAction,
        keys: Set<SearchKey> = [], data: DataGroup? = nil, conditions: Set<Condition> = [], viaPortal: Bool = false
    ) {
        self.authority = authority
        self.purpose = purpose
        self.system = system
        self.action = action
        self.keys = keys
        self.data = data
        self.conditions = conditions
        self.viaPortal = viaPortal
    }
}

public enum AccessDecision: Hashable, Sendable {
    /// With the article that grants it.
    case allowed(article: String)
    /// No provision grants it; what would have been asked for, where a provision comes near.
    case refused(why: String)
    /// Answered as though there were nothing.
    case hidden(article: String)

    public var word: String {
        switch self {
        case .allowed: "allowed"
        case .refused: "refused"
        case .hidden: "hidden"
        }
    }
}

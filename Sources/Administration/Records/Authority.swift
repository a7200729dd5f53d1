import Access
import Operations
import Registry
import Wire

/// An authority that may ask: designated by a Member State under each act, or an agency of the Union.
public struct Authority: AdministrationRecord {
    public typealias Agency = UnionAgency
    public static let kind = RecordKind(.administration, "authority")
    public static let collection = "authorities"
    public static let noun = "authority"

    public var name = ""
    public var title = ""
    public var authorityKind = AuthorityKind.border
    public var memberState: String?
    /// Of a central access point that belongs to no Member State: whose it is.
    public var agency: Agency?
    public var nonGovernment = false
    public var notDeterminingAuthority = false
    /// National legislative measures empower it to identify persons in the repository.
    public var mayIdentify = false
    /// Of a screening authority: the Member State has designated it for Eurodac.
    public var transmitsToEurodac = false
    /// Of authorities that verify links: how their officials work through them.
    public var shufflesLinks = false
    public var asksOpinionFirst = false
    public var knownPairsPercent = 0
    public var withdrawn = false

    public init() {}
    public init(name: String, title: String, kind: AuthorityKind, memberState: String?) {
        self.name = name
        self.title = title
        authorityKind = kind
        self.memberState = memberState
    }

    public static let meaning = "An authority that may ask, and what kind it is."
    public static let fields: [Field<Authority>] = [
        .required(
            "name", \.name, "Identifier, for instance FR-PAF-CDG.", limits: .text(.init(length: 2...40, pattern: "^[A-Za-z0-9][A-Za-z0-9-]{1,39}$"))),
        .required("title", \.title, "Its name in words."),
        .required("kind", \.authorityKind, "Kind of authority."),
        .optional(
            "memberState", \.memberState, "ISO 3166-1 alpha-3 code; absent for an agency of the Union.",
            limits: .text(.init(length: 3...3, pattern: "^[A-Z]{3}$"))),
        .optional(
            "agency", \.agency,
            "Of a central access point without a Member State: the agency of the Union that it serves (767/2008 Art 22m(2), 45e(2))."),
        .defaulted(
            "nonGovernment", \.nonGovernment, to: false,
            "A registration service that is not a government service (2018/1862 Art 45(3), 46(3), 47(4))."),
        .defaulted(
            "notDeterminingAuthority", \.notDeterminingAuthority, to: false,
            "An asylum authority that is not a determining authority (2018/1862 Art 44(1)(e))."),
        .defaulted(
            "mayIdentify", \.mayIdentify, to: false,
            "National legislative measures empower it to identify persons in the repository (2019/817 Art 20(5)-(6))."),
        .defaulted(
            "transmitsToEurodac", \.transmitsToEurodac, to: false,
            "Of a screening authority: designated to transmit what it registers to Eurodac (2024/1356 Art 8(5)(d), 2024/1358 Art 40(2))."),
        .defaulted(
            "shufflesLinks", \.shufflesLinks, to: false, "Links due at about the same time stand before each official in an order of their own."),
        .defaulted(
            "asksOpinionFirst", \.asksOpinionFirst, to: false,
            "Officials see what comparing two records came to after an opinion of their own (2019/817 Art 29(3))."),
        .defaulted(
            "knownPairsPercent", \.knownPairsPercent, to: 0,
            "How many of a hundred links in the queue are known pairs that measure the desk (2019/817 Art 44).", limits: .integer(0...50)),
        .defaulted("withdrawn", \.withdrawn, to: false, "Out of service."),
    ]

    public var contradiction: Refusal? {
        // Europol and the European Border and Coast Guard Agency have central access points of their own (767/2008 Articles 22m(2), 45e(2)).
        let agencies: Set<AuthorityKind> = [
            .europol, .eurojust, .eppo, .etiasCentral, .ebcgTeam, .asylumSupportTeam, .centralAccessPoint, .supervisory, .operator_, .carrier,
        ]
        if memberState == nil, !agencies.contains(authorityKind) {
            return Refusal(.contradiction, "an authority of this kind belongs to a Member State", pointer: "/memberState")
        }
        if let memberState, !MemberStateCode.isOne(memberState) { return MemberStateCode.refusal }
        let servesAgency = authorityKind == .centralAccessPoint && memberState == nil
        guard (agency != nil) == servesAgency else {
            return Refusal(
                .contradiction, "a central access point belongs to a Member State or serves an agency, and no other authority names one",
                pointer: "/agency")
        }
        guard name.utf8.allSatisfy({ $0 == 45 || (48...57).contains($0) || (65...90).contains($0) || (97...122).contains($0) }) else {
            return Refusal(.contradiction, "a name has letters, digits and hyphens", pointer: "/name")
        }
        return nil
    }

    public var standing: Set<Condition> {
        var standing: Set<Condition> = []
        if nonGovernment { standing.insert(.nonGovernment) }
        if notDeterminingAuthority { standing.insert(.notDeterminingAuthority) }
        if mayIdentify { standing.insert(.nationalLaw) }
        if transmitsToEurodac { standing.insert(.designatedForEurodac) }
        if let agency { standing.insert(agency.condition) }
        return standing
    }
}

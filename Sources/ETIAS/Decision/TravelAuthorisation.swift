import Identity
import Wire

/// A travel authorisation in force or once in force (Articles 36, 39(1), 44).
public struct TravelAuthorisation: WireRecord, Hashable {
    public var from = Day(number: 0)
    /// Last day of validity.
    public var until = Day(number: 0)
    /// Member States for which it is valid; empty: all (Article 44(2)).
    public var territory: [CountryCode] = []
    /// The National Unit that issued it; absent where the Central System did.
    public var unit: String?
    public var secondLine: SecondLineFlag?
    public var noGrounds: NoGroundsFlag?
    public var limitedFor: LimitedGround?
    /// Day of the first entry on an authorisation with limited validity, from which its 90 days run.
    public var firstEntry: Day?

    public init() {}
    public init(from: Day, until: Day, unit: String?) {
        self.from = from
        self.until = until
        self.unit = unit
    }

    public static let meaning = "Travel authorisation (Articles 36 and 44)."
    public static let fields: [Field<TravelAuthorisation>] = [
        .required("from", \.from, "First day of validity."), .required("until", \.until, "Last day of validity."),
        .list("territory", \.territory, "Member States for which it is valid; all where absent.", count: 0...40),
        .optional("unit", \.unit, "National Unit that issued it; absent where issued automatically.", limits: .text(.init(length: 3...3))),
        .optional("secondLine", \.secondLine, "Flag recommending a second line check.", group: "flag36(2)"),
        .optional("noGrounds", \.noGrounds, "Flag that a hit was false or gave no ground.", group: "flag36(3)"),
        .optional("limitedFor", \.limitedFor, "Why it was issued with limited validity."),
        .optional("firstEntry", \.firstEntry, "Day of the first entry; of limited ones."),
    ]

    /// Three years, or to the end of the travel document where that is earlier (Article 36(5)).
    public static func validity(from day: Day, documentExpiry: Day?) -> Day {
        let three = day.adding(years: 3)
        return documentExpiry.map { min($0, three) } ?? three
    }

    /// 90 days, the day of the first entry being the first (Article 44(1)).
    public static let daysOfLimited = 90

    public func isValid(on day: Day, in state: CountryCode? = nil) -> Bool {
        from <= day && day <= until && (territory.isEmpty || state.map(territory.contains) ?? true)
    }

    /// Grounds of Article 44(1).
    public enum LimitedGround: String, CaseIterable, Hashable, Sendable, WireChoice {
        case humanitarian, nationalInterest, internationalObligation
    }
}

/// The flag that recommends a second line check (Article 36(2)); for border authorities alone.
public struct SecondLineFlag: WireRecord, Hashable {
    public var reason = ""
    public var information: String?
    /// The consulted Member State that asked for it.
    public var atRequestOf: String?
    public init() {}
    public static let meaning = "Flag of Article 36(2): a second line check is recommended."
    public static let fields: [Field<SecondLineFlag>] = [
        .required("reason", \.reason, "Why.", limits: .text(.init(length: 1...1000))),
        .optional("information", \.information, "What matters for the check.", limits: .text(.init(length: 1...2000))),
        .optional("atRequestOf", \.atRequestOf, "Consulted Member State that asked for it.", limits: .text(.init(length: 3...3))),
    ]
}

/// The flag that a hit was false or gave no ground for refusal (Article 36(3)).
public struct NoGroundsFlag: WireRecord, Hashable {
    public var reason = ""
    public var information: String?
    public init() {}
    public static let meaning = "Flag of Article 36(3): a hit was false, or gave no ground for refusal."
    public static let fields: [Field<NoGroundsFlag>] = [
        .required("reason", \.reason, "Which hit, and why it does not count.", limits: .text(.init(length: 1...1000))),
        .optional("information", \.information, "Where verification at the border needs more.", limits: .text(.init(length: 1...2000))),
    ]
}

/// A decision as the file keeps it (Articles 39, 43, 44(6)).
public struct AuthorisationDecision: WireRecord, Hashable {
    public enum Kind: String, CaseIterable, Hashable, Sendable, WireChoice {
        case issued, issuedLimited, refused, annulled, revoked
        /// Revoked because the holder asked (Article 41(8)); no appeal.
        case revokedOnRequest
        public var isNegative: Bool { self != .issued && self != .issuedLimited }
    }
    public var kind = Kind.issued
    public var at = Instant(milliseconds: 0)
    /// National Unit; absent where the Central System decided.
    public var unit: String?
    public var grounds: [RefusalGround] = []
    /// Results of the assessment and their justification, by whom they were made (Article 26(7)).
    public var justification: String?
    /// Why a negative opinion of Europol was not followed (Article 29(9)).
    public var europolNotFollowed: String?
    public var official: String?
    /// The data that gave rise to a negative decision: source and reference of each (Article 54(1)(b)).
    public var basis: [String] = []

    public init() {}
    public init(
        _ kind: Kind, at: Instant, unit: String?, grounds: [RefusalGround] = [], justification: String? = nil, official: String? = nil
    ) {
        self.kind = kind
        self.at = at
        self.unit = unit
        self.grounds = grounds
        self.justification = justification
        self.official = official
    }

    public static let meaning = "A decision on an application or authorisation."
    public static let fields: [Field<AuthorisationDecision>] = [
        .required("kind", \.kind, "What was decided."), .required("at", \.at, "When."),
        .optional("unit", \.unit, "National Unit; absent where decided automatically.", limits: .text(.init(length: 3...3))),
        .list("grounds", \.grounds, "Grounds of Articles 28(7) and 37.", count: 0...20),
        .optional("justification", \.justification, "Assessment and justification.", limits: .text(.init(length: 1...4000))),
        .optional(
            "europolNotFollowed", \.europolNotFollowed, "Why Europol's opinion was not followed.", limits: .text(.init(length: 1...4000))),
        .optional("official", \.official, "Who assessed.", limits: .text(.init(length: 1...120))),
        .list(
            "basis", \.basis, "Data that gave rise to it, by source and reference.", count: 0...1000, element: .text(.init(length: 1...120))
        ),
    ]
}

import Identity
import Wire

/// The visa on which a person entered or was refused (Article 16(2)(d)–(g)).
public struct VisaUse: WireRecord, Hashable {
    public enum Kind: String, CaseIterable, Hashable, Sendable, WireChoice {
        /// Uniform short-stay visa.
        case uniform
        /// Limited territorial validity under Visa Code Article 25(1)(a), (2) or (3).
        case limitedTerritory
        /// Limited territorial validity under Visa Code Article 25(1)(b): past 90 days in 180 (Article 16(2)(f)).
        case limitedTerritoryBeyondLimit
        /// National short-stay visa of a Member State not fully in Schengen (Article 16(2)(g)).
        case nationalShortStay
    }
    public enum Entries: String, CaseIterable, Hashable, Sendable, WireChoice {
        case one = "1"
        case two = "2"
        case multiple

        public var stay: ShortStayVisa.Entries {
            switch self {
            case .one: .one
            case .two: .two
            case .multiple: .multiple
            }
        }
    }

    public var sticker = NumberOfIssuer()
    public var kind = Kind.uniform
    public var validFrom: Day?
    public var validUntil = Day(number: 0)
    /// On the first entry by this visa; taken over from there later (Article 16(2)(e)).
    public var entries: Entries?
    /// Days of stay, likewise.
    public var days: Int?

    public init() {}
    public init(
        sticker: NumberOfIssuer, kind: Kind = .uniform, validFrom: Day? = nil, validUntil: Day, entries: Entries?, days: Int?
    ) {
        self.sticker = sticker
        self.kind = kind
        self.validFrom = validFrom
        self.validUntil = validUntil
        self.entries = entries
        self.days = days
    }

    public static let meaning = "The short-stay visa used (Article 16(2)(d)–(g))."
    public static let fields: [Field<VisaUse>] = [
        .required("sticker", \.sticker, "Number of the visa sticker and issuing Member State."),
        .defaulted("kind", \.kind, to: .uniform, "Type of visa."),
        .optional("validFrom", \.validFrom, "First day of validity; the first entry by this visa where it is not known."),
        .required("validUntil", \.validUntil, "Last day of validity."),
        .optional("entries", \.entries, "Entries allowed; needed on the first entry by this visa."),
        .optional("days", \.days, "Days of stay allowed; needed on the first entry by this visa.", limits: .integer(0...366)),
    ]

    /// For the calculator. Without a first day of validity, `firstUsed` stands for it. `nil` for a national short-stay
    /// visa, which the calculator does not look at (Article 11(4)), and where the dates contradict each other.
    func shortStay(firstUsed: Day) -> ShortStayVisa? {
        guard kind != .nationalShortStay else { return nil }
        return try? ShortStayVisa(
            validFrom: validFrom ?? min(firstUsed, validUntil), validUntil: validUntil, days: days ?? 90,
            entries: entries?.stay ?? .multiple, limitedTerritorialValidity: kind == .limitedTerritoryBeyondLimit)
    }
}

/// The facilitated transit document used (Annex II).
public struct TransitUse: WireRecord, Hashable {
    public enum Kind: String, CaseIterable, Hashable, Sendable, WireChoice {
        case transitDocument, railTransitDocument
        public var stay: FacilitatedTransit { self == .transitDocument ? .transitDocument : .railTransitDocument }
    }
    public var document = NumberOfIssuer()
    public var kind = Kind.transitDocument
    public var validUntil = Day(number: 0)

    public init() {}
    public init(document: NumberOfIssuer, kind: Kind, validUntil: Day) {
        self.document = document
        self.kind = kind
        self.validUntil = validUntil
    }

    public static let meaning = "The facilitated transit document used; its stay ends with a time (Article 12(2))."
    public static let fields: [Field<TransitUse>] = [
        .required("document", \.document, "Number and issuing Member State."),
        .required("kind", \.kind, "Transit (24 hours) or rail transit (6 hours)."),
        .required("validUntil", \.validUntil, "Last day of validity."),
    ]
}

/// The travel authorisation of a visa-exempt person (Article 17(2)).
public struct AuthorisationUse: WireRecord, Hashable {
    public var applicationNumber = ""
    public var validUntil = Day(number: 0)
    /// Member States for which a limited one is valid.
    public var territory: [CountryCode] = []

    public init() {}
    public init(applicationNumber: String, validUntil: Day, territory: [CountryCode] = []) {
        self.applicationNumber = applicationNumber
        self.validUntil = validUntil
        self.territory = territory
    }

    public static let meaning = "The ETIAS travel authorisation used (Article 17(2))."
    public static let fields: [Field<AuthorisationUse>] = [
        .required("applicationNumber", \.applicationNumber, "ETIAS application number.", limits: .text(.init(length: 1...40))),
        .required("validUntil", \.validUntil, "Last day of validity."),
        .list("territory", \.territory, "Member States for which it is valid, where limited.", count: 0...40),
    ]
}

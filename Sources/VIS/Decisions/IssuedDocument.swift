import Identity
import Wire

/// The visa, long-stay visa or residence permit as it was issued, extended or renewed (Articles 10(1), 14(1), 22c, 22f).
public struct IssuedDocument: WireRecord, Hashable {
    public enum Sort: String, CaseIterable, Hashable, Sendable, WireChoice {
        case uniform
        /// Visa Code, Article 25(1)(a): exceptionally, or for urgency.
        case limitedTerritory
        /// Visa Code, Article 25(1)(b): a further stay in the same 180 days.
        case limitedTerritoryBeyondLimit
        case airportTransit
        case longStayVisa, residencePermit

        public var isLimited: Bool { self == .limitedTerritory || self == .limitedTerritoryBeyondLimit }

        func suits(_ kind: ApplicationKind) -> Bool {
            switch self {
            case .uniform, .limitedTerritory, .limitedTerritoryBeyondLimit: kind == .shortStayVisa
            case .airportTransit: kind == .airportTransitVisa
            case .longStayVisa: kind == .longStayVisa
            case .residencePermit: kind == .residencePermit
            }
        }
    }
    public enum Entries: String, CaseIterable, Hashable, Sendable, WireChoice {
        case one = "1"
        case two = "2"
        case multiple
        public var limit: Int? { self == .one ? 1 : self == .two ? 2 : nil }
    }

    public var sort = Sort.uniform
    /// Number of the sticker, long-stay visa or permit.
    public var number = DocumentNumber()
    /// Member States for which it is valid; empty where not limited.
    public var territory: [CountryCode] = []
    public var validFrom = Day(number: 0)
    public var validUntil = Day(number: 0)
    public var entries: Entries?
    /// Days of stay that it authorises.
    public var days: Int?
    public var separateSheet = false
    public var filledInManually = false
    public var euFamily = false

    public init() {}
    public init(
        sort: Sort, number: DocumentNumber, territory: [CountryCode] = [], validFrom: Day, validUntil: Day,
        entries: Entries? = nil, days: Int? = nil
    ) {
        self.sort = sort
        self.number = number
        self.territory = territory
        self.validFrom = validFrom
        self.validUntil = validUntil
        self.entries = entries
        self.days = days
    }

    public static let meaning = "A visa, long-stay visa or residence permit (Articles 10(1), 22c)."
    public static let fields: [Field<IssuedDocument>] = [
        .required("sort", \.sort, "Type."),
        .required("number", \.number, "Number of the sticker, long-stay visa or permit."),
        .list("territory", \.territory, "Member States in which the holder may travel, where limited.", count: 0...40),
        .required("validFrom", \.validFrom, "First day of validity."),
        .required("validUntil", \.validUntil, "Last day of validity."),
        .optional("entries", \.entries, "Entries authorised; of visas."),
        .optional("days", \.days, "Duration of stay in days; of short-stay visas.", limits: .integer(1...3660)),
        .defaulted("separateSheet", \.separateSheet, to: false, "Issued on a separate sheet (Article 10(1)(j))."),
        .defaulted("filledInManually", \.filledInManually, to: false, "The sticker was filled in manually (Article 10(1)(k))."),
        .defaulted("euFamily", \.euFamily, to: false, "The holder is a family member of a Union citizen (Article 10(1)(l))."),
    ]

    public func isValid(on day: Day) -> Bool { validFrom <= day && day <= validUntil }
    public func covers(_ state: CountryCode) -> Bool { territory.isEmpty || territory.contains(state) }
}

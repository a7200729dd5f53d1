import Identity

/// One stay in the territory of the Member States: the days from an entry to the exit that ends it, both counted
/// (Schengen Borders Code, Article 6(2)).
public struct Stay: Hashable, Sendable {
    public let entry: Day
    /// `nil` = no exit is recorded: the person is still inside.
    public let exit: Day?
    /// Last day of an extension of this stay, lawful whatever the calculator says (EES Article 19).
    public let extendedUntil: Day?
    /// Entered a Member State that operates the EES but is not fully in Schengen: the entry is not counted, its days
    /// are (EES Article 11(4)–(5)).
    public let partialSchengen: Bool

    /// - Throws: `StayRefusal.exitBeforeEntry`.
    public init(
        entry: Day, exit: Day? = nil, extendedUntil: Day? = nil, partialSchengen: Bool = false
    ) throws(StayRefusal) {
        if let exit, exit < entry { throw .exitBeforeEntry(entry: entry, exit: exit) }
        self.entry = entry
        self.exit = exit
        self.extendedUntil = extendedUntil
        self.partialSchengen = partialSchengen
    }
}

/// Days under a residence permit or a long-stay visa, both ends included: never counted, always lawful (Schengen
/// Borders Code, Article 6(2)).
public struct ExcludedPeriod: Hashable, Sendable {
    public let from: Day
    public let to: Day

    /// - Throws: `StayRefusal.periodEndsBeforeItBegins`.
    public init(from: Day, to: Day) throws(StayRefusal) {
        guard from <= to else { throw .periodEndsBeforeItBegins(from: from, to: to) }
        self.from = from
        self.to = to
    }
}

/// What a short-stay visa allows.
public struct ShortStayVisa: Hashable, Sendable {
    public enum Entries: Hashable, Sendable {
        case one, two, multiple

        /// `nil` = any number.
        public var limit: Int? {
            switch self {
            case .one: 1
            case .two: 2
            case .multiple: nil
            }
        }
    }

    public let validFrom: Day
    public let validUntil: Day
    /// Days of stay allowed within the validity.
    public let days: Int
    public let entries: Entries
    /// Limited territorial validity under Visa Code Article 25(1)(b): it may lead past 90 days in 180, and the stay is
    /// bounded by the visa alone (EES Article 11(6)).
    public let limitedTerritorialValidity: Bool

    /// - Throws: `StayRefusal.periodEndsBeforeItBegins`, `StayRefusal.negativeDays`.
    public init(
        validFrom: Day, validUntil: Day, days: Int, entries: Entries, limitedTerritorialValidity: Bool = false
    ) throws(StayRefusal) {
        guard validFrom <= validUntil else { throw .periodEndsBeforeItBegins(from: validFrom, to: validUntil) }
        guard days >= 0 else { throw .negativeDays(days) }
        self.validFrom = validFrom
        self.validUntil = validUntil
        self.days = days
        self.entries = entries
        self.limitedTerritorialValidity = limitedTerritorialValidity
    }
}

/// Why something cannot be a stay, a period or a visa.
public enum StayRefusal: Error, Hashable, Sendable {
    case exitBeforeEntry(entry: Day, exit: Day)
    case periodEndsBeforeItBegins(from: Day, to: Day)
    case negativeDays(Int)
}

/// A question to the short-stay calculator.
public struct StayQuestion: Hashable, Sendable {
    /// The day asked about: the local day at the crossing point, fixed by the caller.
    public var asOf: Day
    /// In any order; stays may overlap.
    public var stays: [Stay]
    /// In any order; periods may overlap and may lie in the future.
    public var excluded: [ExcludedPeriod]
    public var visa: ShortStayVisa?
    /// Family member of an EU citizen without a residence card: the calculator does not apply (EES Article 11(1)).
    public var euFamily: Bool
    /// Asked by a Member State that operates the EES but is not fully in Schengen.
    public var partialSchengen: Bool

    public init(
        asOf: Day, stays: [Stay] = [], excluded: [ExcludedPeriod] = [], visa: ShortStayVisa? = nil,
        euFamily: Bool = false, partialSchengen: Bool = false
    ) {
        self.asOf = asOf
        self.stays = stays
        self.excluded = excluded
        self.visa = visa
        self.euFamily = euFamily
        self.partialSchengen = partialSchengen
    }
}

/// What the calculator says of one person on one day.
public struct StayAnswer: Hashable, Sendable {
    /// Some stay covers the day asked about, its exit day included.
    public var present: Bool
    /// Counted days among the last 180, the day asked about included.
    public var usedDays: Int
    /// Last day of the stay by 90 days in 180 alone; `nil` where its first day already exceeds them.
    public var limitEnd: Day?
    /// Last lawful day, all in all; `nil` where no day is.
    public var authorisedEnd: Day?
    /// Inside: lawful days after the day asked about. Outside: days of a stay that begins on it, that day included.
    public var remainingDays: Int
    /// Inside: days of the current stay after the authorised end; outside 0.
    public var overstayDays: Int
    /// Entries that the visa still allows; `nil` for any number, without a visa, and where a Member State asks that is
    /// not fully in Schengen.
    public var entriesLeft: Int?

    public init(
        present: Bool, usedDays: Int, limitEnd: Day?, authorisedEnd: Day?, remainingDays: Int, overstayDays: Int,
        entriesLeft: Int?
    ) {
        self.present = present
        self.usedDays = usedDays
        self.limitEnd = limitEnd
        self.authorisedEnd = authorisedEnd
        self.remainingDays = remainingDays
        self.overstayDays = overstayDays
        self.entriesLeft = entriesLeft
    }
}

import Identity

/// One crossing of the border: the moment, and the day on the clock of the place.
public struct Crossing: Hashable, Sendable {
    public var instant: Instant
    public var day: Day
    public var point: CrossingPoint
}

public struct Stay: Hashable, Sendable {
    public var entry: Crossing
    /// `nil` while they are inside, and where they left unseen.
    public var exit: Crossing?
    /// Index into the person's documents.
    public var document: Int
    /// Index into the history's visas; `nil` for the visa-exempt.
    public var visa: Int?
    /// An authority extended the stay to this day (EES Article 19).
    public var extendedUntil: Day?
    /// Recorded after a failure of the system, without biometrics (EES Article 21).
    public var isFallback: Bool
}

public struct RefusalOfEntry: Hashable, Sendable {
    public var crossing: Crossing
    /// Letters of the standard form (Schengen Borders Code, Annex V Part B).
    public var reasons: [Character]
    public var document: Int
}

public struct Overstay: Hashable, Sendable {
    /// Index into the history's stays.
    public var stay: Int
    public var lastLawfulDay: Day
    /// Days beyond it, up to the exit or the end of the history.
    public var days: Int
}

/// What a person did at the borders up to a day: the truth behind their file in the Entry/Exit System.
public struct TravelHistory: Hashable, Sendable {
    public var visas: [SyntheticVisa] = []
    /// In order of entry; no two overlap.
    public var stays: [Stay] = []
    public var refusals: [RefusalOfEntry] = []
    /// Family member of a citizen of the Union without a residence card: their days are not counted (EES Article 11(1)).
    public var isFamilyMember = false
    /// Every stay that is not this one was lawful.
    public var overstay: Overstay?

    /// Whether the system has an individual file on them.
    public var hasFile: Bool { !stays.isEmpty || !refusals.isEmpty }
    public var isPresent: Bool { stays.last.map { $0.exit == nil } ?? false }

    /// The day on which the Entry/Exit System started (Implementing Decision of the Commission under Article 66(1)).
    public static let systemStart = Day(number: 20_373)  // 2025-10-12

    /// The first day of histories that end on `until`: the start of the system, at most three years back (Article 34) and
    /// at least 400 days, so that an early day has histories too.
    public static func firstDay(until: Day) -> Day {
        min(max(systemStart, until.adding(years: -3)), until - 400)
    }
}

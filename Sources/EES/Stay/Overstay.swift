import Identity

/// When an entry/exit record shows an overstay (EES Articles 12 and 16(4)).
///
/// An authorised stay ends with a day; that of the holder of a facilitated transit document with a time (Article
/// 12(2)), because a transit is allowed hours, not days.
public enum AuthorisedStay: Hashable, Sendable {
    /// Lawful up to the end of this local day.
    case through(Day)
    /// Lawful up to this moment.
    case until(Instant)
    /// No day of the stay is lawful: 90 days in 180 or the visa were used up on entry.
    case none

    /// The stay that the calculator allows.
    public init(_ answer: StayAnswer) { self = answer.authorisedEnd.map(AuthorisedStay.through) ?? .none }

    /// The stay under a facilitated transit document, from the moment of entry.
    public init(transit: FacilitatedTransit, entered: Instant) {
        self = .until(entered.adding(hours: Int64(transit.hours)))
    }
}

/// The two transit documents of Regulation (EC) No 693/2003 and the hours that one transit may last.
public enum FacilitatedTransit: String, CaseIterable, Hashable, Sendable {
    case transitDocument
    case railTransitDocument

    public var hours: Int {
        switch self {
        case .transitDocument: 24
        case .railTransitDocument: 6
        }
    }
}

/// What is known of one stay on the moment that it is looked at.
public struct OverstayRule: Sendable {
    /// The two ways in which Article 12(1) finds a record.
    public enum Finding: Hashable, Sendable {
        /// No exit followed the end of the authorised stay: the file is flagged and the person is listed (Article
        /// 16(4)). `days` counts the days begun since.
        case noExit(days: Int)
        /// The exit came late: the longest authorised stay was exceeded by so many days begun.
        case lateExit(days: Int)
    }

    /// The finding for a stay entered on `entry`. `asOf` and `now` are the same moment, as a local day and in UTC;
    /// `exit` likewise, where an exit up to that moment is recorded. `nil`: no overstay.
    public static func finding(
        entry: Day, authorised: AuthorisedStay, exit: (day: Day, time: Instant)?, asOf: Day, now: Instant
    ) -> Finding? {
        // An exit after the moment looked at is not known yet.
        let exit = exit.flatMap { $0.time <= now ? $0 : nil }
        let (lastDay, lastTime) = (exit?.day ?? asOf, exit?.time ?? now)
        let days: Int
        switch authorised {
        case .through(let end): days = lastDay - max(end, entry - 1)
        case .none: days = lastDay - entry + 1
        case .until(let end):
            let late = lastTime.milliseconds - end.milliseconds
            let dayLength: Int64 = 86_400_000
            days = late > 0 ? Int((late + dayLength - 1) / dayLength) : 0
        }
        guard days > 0 else { return nil }
        return exit == nil ? .noExit(days: days) : .lateExit(days: days)
    }
}

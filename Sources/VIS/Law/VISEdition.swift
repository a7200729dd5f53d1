import Identity
import Wire

/// The two editions of the VIS Regulation: Regulation (EC) 767/2008 as it began, and as revised by (EU) 2021/1134.
///
/// The revision applies from the start of operations that the Commission decides on (2021/1134, Article 11). A file keeps
/// the edition under which it was created; a decision is taken under the edition of its own day.
public enum VISEdition: String, CaseIterable, Hashable, Sendable, WireChoice {
    case original, revised

    /// Fingerprints are taken from this age on (Visa Code, Article 13(7)(a); VIS 22a(2)).
    public var fingerprintAgeMin: Int { self == .original ? 12 : 6 }
    /// Nobody older must give them; `nil`: no upper bound.
    public var fingerprintAgeMax: Int? { self == .original ? nil : 75 }
    /// The facial image is taken live upon submission (Visa Code, Article 13(2)(a)).
    public var asksForLiveImage: Bool { self == .revised }
    /// The examination in representation may be discontinued (Article 11, deleted by the revision).
    public var knowsDiscontinuance: Bool { self == .original }
    /// The creation of a file launches queries of other systems (Articles 8(6), 9a, 22b).
    public var launchesQueries: Bool { self == .revised }
    /// Long-stay visas and residence permits are registered (Chapter IIIa).
    public var coversLongStay: Bool { self == .revised }
    /// Working days between admissibility and creation of the file (Article 8(1)); `nil`: without delay.
    public var creationWorkingDays: Int? { self == .original ? nil : 3 }
}

/// From when on which edition applies.
public struct VISTimetable: Hashable, Sendable {
    /// Start of operations of the revised VIS.
    public let revisedFrom: Day
    public init(revisedFrom: Day) { self.revisedFrom = revisedFrom }

    /// The revised VIS has started.
    public static let revised = VISTimetable(revisedFrom: Day(number: .min))
    /// The revised VIS has not started.
    public static let original = VISTimetable(revisedFrom: Day(number: .max))

    public func edition(on day: Day) -> VISEdition { day < revisedFrom ? .original : .revised }
}

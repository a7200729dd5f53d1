import Wire

/// Under which rules a third-country national is registered.
public enum TravellerCategory: String, CaseIterable, Hashable, Sendable, WireChoice {
    /// Subject to a visa requirement: the VIS holds the fingerprints (Article 16).
    case visaRequired
    /// Article 17.
    case visaExempt
    /// Holder of a facilitated transit document (Article 16(7), Annex II).
    case facilitatedTransit

    /// Whether the EES itself stores fingerprints of this category (Articles 17(1)(c), 32(4)(a)).
    public var storesFingerprints: Bool { self != .visaRequired }
}

import Wire

/// What was applied for.
public enum ApplicationKind: String, CaseIterable, Hashable, Sendable, WireChoice {
    case shortStayVisa, airportTransitVisa
    /// Since the revision (Article 22a).
    case longStayVisa, residencePermit

    /// Chapter II applies; otherwise Chapter IIIa.
    public var isVisa: Bool { self == .shortStayVisa || self == .airportTransitVisa }
}

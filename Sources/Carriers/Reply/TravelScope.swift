import Identity

/// Which rules somebody comes under by nationality, as far as it decides what a carrier must verify.
public enum TravelScope {
    /// No third-country national in the sense of the acts: citizens of the Union, and of the states whose nationals move freely
    /// under agreements (EES 2(1), (3); ETIAS 2(2)). Andorra, Monaco and San Marino are outside the EES (2(3)(e)) and ETIAS (2(2)(i)).
    public static func isOutside(_ nationality: CountryCode, on day: Day) -> Bool {
        nationality.isEUMemberState(on: day)
            || ["ISL", "NOR", "LIE", "CHE", "AND", "MCO", "SMR", "VAT"].contains(nationality.text)
    }

    /// By the list of the day. What the list asks of the document, such as a biometric passport, is taken as fulfilled: the border guard
    /// looks at it.
    public static func needsVisa(_ nationality: CountryCode, on day: Day) -> Bool { VisaExemption.of(nationality, on: day) == nil }
}

/// From when which rules apply to carriers. Days that are not set have not come.
public struct CarrierCalendar: Hashable, Sendable {
    /// Start of operations of the revised VIS (2021/1134 Article 11).
    public var revisedVIS: Day?
    /// Start of operations of ETIAS, and with it of the transitional period (ETIAS 83(1)).
    public var etias: Day?
    /// End of the transitional period, start of the period of grace (ETIAS 83(3)).
    public var etiasGrace: Day?
    /// End of the period of grace.
    public var etiasFull: Day?

    public init(revisedVIS: Day? = nil, etias: Day? = nil, etiasGrace: Day? = nil, etiasFull: Day? = nil) {
        self.revisedVIS = revisedVIS
        self.etias = etias
        self.etiasGrace = etiasGrace
        self.etiasFull = etiasFull
    }

    /// All of it in force, as the other rules of an installation are by default.
    public static let inFull = CarrierCalendar(
        revisedVIS: Day(number: .min), etias: Day(number: .min), etiasGrace: Day(number: .min), etiasFull: Day(number: .min))

    public func vis(on day: Day) -> CarrierRule.VISRegime { revisedVIS.map { $0 <= day } ?? false ? .after : .before }

    /// `nil`: ETIAS has not started, and nothing is to be verified in it.
    public func etias(on day: Day) -> CarrierRule.ETIASRegime? {
        guard let etias, etias <= day else { return nil }
        if let etiasFull, etiasFull <= day { return .full }
        if let etiasGrace, etiasGrace <= day { return .grace }
        return .transitional
    }
}

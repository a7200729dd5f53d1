import Wire

/// Status information of an application file (Articles 9(2), 10–14, 22a, 22c–22f).
public enum VisaStatus: String, CaseIterable, Hashable, Sendable, WireChoice {
    case requested
    /// Withdrawn or not pursued by the applicant before a decision (Article 10(2)).
    case closed
    /// The examination in representation was discontinued (Article 11; original edition).
    case discontinued
    case refused, issued, extended
    /// Of a residence permit (Article 22f(2)).
    case renewed
    case annulled, revoked
    /// Of a long-stay visa or residence permit (Article 22e); an application that is withdrawn is `closed`.
    case withdrawn

    /// There is a visa or permit, whatever its dates.
    public var isInForce: Bool { self == .issued || self == .extended || self == .renewed }

    /// Nothing can follow.
    public func isFinal(for kind: ApplicationKind) -> Bool {
        VISEdition.allCases.allSatisfy { next(for: kind, under: $0).isEmpty }
    }

    /// What may follow, by the edition of the day on which it is decided.
    public func next(for kind: ApplicationKind, under edition: VISEdition) -> Set<VisaStatus> {
        guard kind.isVisa || edition.coversLongStay else { return [] }
        switch (self, kind) {
        case (.requested, _):
            var next: Set<VisaStatus> = [.closed, .refused, .issued]
            if kind.isVisa, edition.knowsDiscontinuance { next.insert(.discontinued) }
            return next
        case (.issued, .shortStayVisa), (.issued, .airportTransitVisa), (.extended, .shortStayVisa), (.extended, .airportTransitVisa):
            return [.extended, .annulled, .revoked]
        case (.issued, .longStayVisa), (.extended, .longStayVisa): return [.extended, .annulled, .revoked, .withdrawn]
        case (.issued, .residencePermit), (.renewed, .residencePermit): return [.renewed, .annulled, .revoked, .withdrawn]
        default: return []
        }
    }
}

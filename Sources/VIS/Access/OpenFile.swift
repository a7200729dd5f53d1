import Access
import Identity

extension ApplicationFile {
    /// Whether the act gives access to this file for the purpose, whatever right there is to search: a file that is not open looks as though
    /// it were not there, by whatever it was found. Pure.
    /// - Parameters:
    ///   - visible: groups of data that the right covers.
    ///   - usesSamples: fingerprints or a face are searched with.
    ///   - protectionApplied: day of the application for international protection (Article 21(2)); `nil`: the day itself.
    public func isOpen(
        to authority: AuthorityKind, for purpose: Purpose, visible: Set<DataGroup>, usesSamples: Bool, protectionApplied: Day? = nil, on day: Day
    ) -> Bool {
        // A security check finds decisions on grounds of security, and nothing else (Article 6(2-a)).
        if visible.contains(.visaSecurityHit), !isSecurityHit { return false }
        if LongResidence.closes(self, to: authority, for: purpose, on: day) { return false }
        if usesSamples, EnforcementRule.protects(self, from: authority, for: purpose, on: day) { return false }
        // Chapter IIIa gives ETIAS units no access.
        if authority == .etiasCentral || authority == .etiasNational { return sort.isVisa }
        guard purpose == .asylumResponsibility else { return true }
        return AsylumResponsibility.concerns(self, appliedOn: protectionApplied ?? day)
    }
}

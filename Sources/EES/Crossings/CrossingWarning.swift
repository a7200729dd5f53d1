import Wire

/// What an officer is told with the reply. The EES records what happened and decides nothing: whoever enters although
/// nothing is left is entered, and seen.
public enum CrossingWarning: String, CaseIterable, Hashable, Sendable, WireChoice {
    /// The stay before has no exit.
    case previousExitMissing
    /// No entry is recorded to which this exit belongs (Article 20).
    case entryMissing
    /// The visa's one or two entries are used up (Article 11(2)(a)).
    case entriesExhausted
    /// No day of stay is left (Article 11(2)(a)).
    case noAuthorisedStay
    /// Outside the validity of the visa.
    case visaNotValid
    /// Subject to a visa requirement and no visa recorded.
    case noVisa
    /// All recorded documents have expired.
    case documentExpired
    /// The stay was exceeded (Article 11(2)(c)).
    case overstay
    /// The authorisation for this stay was revoked or annulled (Article 19).
    case revokedOrAnnulled
    /// Fingerprints are to be given now (Articles 17(3)–(4), 21(3)).
    case fingerprintsDue
    /// A facial image is to be taken now (Article 21(3)).
    case facialImageDue
    /// Data of fall-back procedures arrived after later crossings were recorded.
    case outOfOrder
}

extension RefusalGround {
    /// The grounds that a security check for a screening looks for (Article 13(4b)): Article 28(7) and points (a), (b) and (e) of
    /// Article 37(1).
    public static let ofSecurity: Set<RefusalGround> = [.negativeOpinion, .documentReported, .securityRisk, .refusalAlert]
}

extension ApplicationFile {
    /// Whether the file is a hit of a security check for a screening (Article 13(4b)). An authorisation that was revoked because its holder
    /// asked is none.
    public var isSecurityHit: Bool {
        decisions.contains {
            [.refused, .annulled, .revoked].contains($0.kind) && !RefusalGround.ofSecurity.isDisjoint(with: $0.grounds)
        }
    }
}

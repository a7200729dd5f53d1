import Wire

/// Why data are erased before their term (Article 35).
public enum ErasureGround: String, CaseIterable, Hashable, Sendable, WireChoice {
    /// Nationality of a Member State acquired (Article 35(6)).
    case naturalised
    /// Residence permit or card, long-stay visa, or otherwise out of scope (Articles 2(3), 35(6)).
    case outOfScope
    /// Nationality of Andorra, Monaco or San Marino, or a passport of the Vatican City State or Holy See (Article 35(6)).
    case microstate
    /// Factually inaccurate (Article 35(2)–(4)).
    case inaccurate
    /// Processed in breach of the Regulation (Article 35(2)–(4)).
    case unlawful

    public var article: String {
        switch self {
        case .naturalised, .outOfScope, .microstate: "35(6)"
        case .inaccurate, .unlawful: "35(2)"
        }
    }
}

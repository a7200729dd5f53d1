import Wire

/// What an application is compared with: the points of Article 20(2), the watchlist (20(4)) and the screening rules (20(5)).
public enum Check: String, CaseIterable, Hashable, Sendable, WireChoice {
    /// Document lost, stolen, misappropriated or invalidated (SIS).
    case a
    /// The same in Interpol's SLTD.
    case b
    /// Alert for refusal of entry and stay (SIS).
    case c
    /// Alert for arrest (SIS).
    case d
    /// Refused, revoked or annulled authorisation of the same person and document (ETIAS).
    case e
    /// Application with the same document and another identity (ETIAS).
    case f
    /// Overstayer, now or in the past (EES).
    case g
    /// Refused entry (EES).
    case h
    /// Short-stay visa refused, annulled or revoked (VIS).
    case i
    /// Europol data.
    case j
    /// Eurodac.
    case k
    /// Document in a file of Interpol's TDAWN.
    case l
    /// A minor's guardian under an alert for arrest or refusal (SIS).
    case m
    /// Flagged record of convictions (ECRIS-TCN).
    case n
    /// Alert on return (SIS).
    case o
    /// ETIAS watchlist (20(4)).
    case watchlist
    /// Specific risk indicators (20(5)).
    case rules

    public var article: String {
        switch self {
        case .watchlist: "20(4)"
        case .rules: "20(5)"
        default: "20(2)(\(rawValue))"
        }
    }

    /// Not made of family members of Union citizens (Article 24(6), in the consolidated numbering 24(3)).
    public var isWaivedForFamilyMembers: Bool { self == .g || self == .k }

    /// A confirmed hit leaves no choice (Article 26(3)(a)).
    public var forcesRefusal: Bool { self == .a || self == .c }

    /// Whose data it is.
    public var source: CheckedSystem {
        switch self {
        case .a, .c, .d, .m, .o: .SIS
        case .b: .SLTD
        case .e, .f, .watchlist, .rules: .ETIAS
        case .g, .h: .EES
        case .i: .VIS
        case .j: .Europol
        case .k: .Eurodac
        case .l: .TDAWN
        case .n: .ecrisTCN
        }
    }
}

/// What the Central System asks (Article 20(2), first subparagraph).
public enum CheckedSystem: String, CaseIterable, Hashable, Sendable, WireChoice {
    case SIS, SLTD, TDAWN, EES, VIS, Eurodac, Europol
    case ecrisTCN = "ECRIS-TCN"
    /// ETIAS's own files, watchlist and screening rules.
    case ETIAS

    /// Everything that has to answer from outside before an application can be decided.
    public static let outside: Set<CheckedSystem> = Set(allCases).subtracting([.ETIAS])
}

import Wire

/// A system or database that the automated queries ask (Articles 9a(3), 22b(2)).
public enum QuerySource: String, CaseIterable, Hashable, Sendable, Comparable, WireChoice {
    case SIS, EES, ETIAS, Eurodac
    case ecrisTCN = "ECRIS-TCN"
    case europol = "Europol"
    case SLTD, TDAWN
    /// Earlier visas and permits, for a long stay (Article 22b(2)(d)).
    case VIS
    public static func < (a: QuerySource, b: QuerySource) -> Bool { a.rawValue < b.rawValue }
}

/// What the automated queries look for: the points of Articles 9a(4) and 22b(3).
public enum QueryPoint: String, CaseIterable, Hashable, Sendable, WireChoice {
    case sisDocument, sisRefusal, sisReturn, sisArrest, sisMissing, sisJudicial, sisCheck
    case eesOverstayer, eesRefusedEntry, eesStayExceeded
    case etiasAuthorisation, etiasWatchlist
    case eurodac, ecrisTCN, europol
    case interpolSLTD, interpolTDAWN
    /// A visa or permit refused, annulled, revoked or withdrawn (Article 22b(3)(d)).
    case visDecision

    public var source: QuerySource {
        switch self {
        case .sisDocument, .sisRefusal, .sisReturn, .sisArrest, .sisMissing, .sisJudicial, .sisCheck: .SIS
        case .eesOverstayer, .eesRefusedEntry, .eesStayExceeded: .EES
        case .etiasAuthorisation, .etiasWatchlist: .ETIAS
        case .eurodac: .Eurodac
        case .ecrisTCN: .ecrisTCN
        case .europol: .europol
        case .interpolSLTD: .SLTD
        case .interpolTDAWN: .TDAWN
        case .visDecision: .VIS
        }
    }

    /// Point of Article 9a(4), or of Article 22b(3) for `visDecision`.
    public var point: String {
        switch self {
        case .sisDocument: "(a)(i)"
        case .sisRefusal: "(a)(ii)"
        case .sisReturn: "(a)(iii)"
        case .sisArrest: "(a)(iv)"
        case .sisMissing: "(a)(v)"
        case .sisJudicial: "(a)(vi)"
        case .sisCheck: "(a)(vii)"
        case .eesOverstayer: "(b)(i)"
        case .eesRefusedEntry: "(b)(ii)"
        case .eesStayExceeded: "(b)(iii)"
        case .etiasAuthorisation: "(c)(i)"
        case .etiasWatchlist: "(c)(ii)"
        case .eurodac, .visDecision: "(d)"
        case .ecrisTCN: "(e)"
        case .europol: "(f)"
        case .interpolSLTD: "(g)(i)"
        case .interpolTDAWN: "(g)(ii)"
        }
    }

    /// What becomes of a hit (Articles 9a(9)–(11), 22b(8)–(10)).
    public enum Treatment: Hashable, Sendable {
        /// Referenced in the file, verified by the visa authority.
        case reference
        /// The file says only that further verification is needed; others verify.
        case furtherVerification
        /// The file says nothing.
        case silent
    }

    public var treatment: Treatment {
        switch self {
        case .sisMissing, .sisJudicial, .sisCheck: .silent
        case .sisArrest, .etiasWatchlist, .ecrisTCN, .europol, .interpolTDAWN: .furtherVerification
        default: .reference
        }
    }

    /// Whether it is looked for at all.
    func isAsked(for kind: ApplicationKind, euFamily: Bool) -> Bool {
        switch self {
        case .eesOverstayer: kind.isVisa && !euFamily
        case .eurodac: kind.isVisa && !euFamily
        case .eesStayExceeded: kind.isVisa
        case .visDecision: !kind.isVisa
        default: true
        }
    }
}

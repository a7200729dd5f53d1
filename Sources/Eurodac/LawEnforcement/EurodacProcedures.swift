import Access
import Operations
import Registry

/// The procedures of Eurodac that other systems have too: reasoned requests of law enforcement with their verification (Articles 6, 7,
/// 32–34), and requests of persons concerned (Article 43). This is the recast.
public enum EurodacProcedures: AccessRequestOwner, RightsOwner {
    public static let system = SystemName.Eurodac
    public static let grants = EurodacClocks.grants

    public typealias Aim = EurodacAccessAim
    public static let requestAccess = EurodacGrants.requestAccess(.regulation1358)
    public static let verifyAccess = EurodacGrants.verifyAccess(.regulation1358)
    public static let accessArticles = AccessRequestArticles(
        request: "32(1)", verification: "32(1)–(2)", procedure: "32", conditions: "33(1)", europol: "34(1)",
        urgency: "32(4)",
        unjustified: "32(5)", independence: "6(1), 7(1)", retention: "51")
    /// The VIS may be searched as well (33(1), second subparagraph); no right depends on it.
    public static let earlierSearches: [EarlierSearchKind] = [.national, .prum, .vis, .own]
    /// Of the national search only its result counts; Prüm may be left out on reasonable grounds (33(1)(a)(ii)).
    public static func admits(_ answer: EarlierSearch, for search: EarlierSearchKind) -> Bool {
        search == .prum ? answer != .notDone : answer == .done
    }
    public static func conditionsNeeded(for aim: EurodacAccessAim, askedByEuropol europol: Bool) -> Set<Condition> {
        // Without earlier searches a reply of the CIR that names Eurodac opens the way (33(2)); the right to search asks
        // for one of the two.
        europol ? EurodacAccessAim.always.union([.priorOwnSearch]) : EurodacAccessAim.always
    }
    public static let europolKnowsUrgency = true

    public static let handleRequests = EurodacGrants.rightsRequests(.regulation1358)
    public static let subjectKinds: Set<RecordKind> = [EurodacDataset.kind]
    public static let subjectField = (name: "dataset", meaning: "The data set.")
    public static let rightsArticles = RightsArticles(
        rights: "43", addressee: "43(1)", submission: "43(1)–(3)", decision: "43(3)–(5)", answer: "43(1)",
        forward: "43(3)", reasons: "43(5)",
        supervision: "43(7), 44", retention: "41")
    /// Within a month, as Article 12(3) of Regulation (EU) 2016/679 has it, which Article 43(1) refers to; it can be put off by two.
    public static func rightsTerms(_ right: PersonsRight) -> RightsTerms {
        RightsTerms(answer: .months(1), forward: .days(7), check: .days(14), postponement: .months(2))
    }
}

/// The same under Regulation (EU) No 603/2013 (Articles 6, 7, 19–21, 29).
public enum EurodacProcedures603: AccessRequestOwner, RightsOwner {
    public static let system = SystemName.Eurodac
    public static let grants = EurodacClocks.grants

    public typealias Aim = EurodacAccessAim
    public static let requestAccess = EurodacGrants.requestAccess(.regulation603)
    public static let verifyAccess = EurodacGrants.verifyAccess(.regulation603)
    public static let accessArticles = AccessRequestArticles(
        request: "603 19(1)", verification: "603 19(1)–(2)", procedure: "603 19", conditions: "603 20(1)",
        europol: "603 21(1)",
        urgency: "603 19(3)", unjustified: "603 19(4)", independence: "603 6(1), 7(1)", retention: "603 36")
    /// The VIS comes before Eurodac (20(1)).
    public static let earlierSearches: [EarlierSearchKind] = [.national, .prum, .vis, .own]
    public static func admits(_ answer: EarlierSearch, for search: EarlierSearchKind) -> Bool {
        search == .prum ? answer != .notDone : answer == .done
    }
    public static func conditionsNeeded(for aim: EurodacAccessAim, askedByEuropol europol: Bool) -> Set<Condition> {
        EurodacAccessAim.always.union(
            europol ? [.priorOwnSearch] : [.priorNationalSearch, .priorPrumSearch, .priorVisSearch])
    }
    public static let europolKnowsUrgency = true

    public static let handleRequests = EurodacGrants.rightsRequests(.regulation603)
    public static let subjectKinds: Set<RecordKind> = [EurodacDataset.kind]
    public static let subjectField = (name: "dataset", meaning: "The data set.")
    public static let rightsArticles = RightsArticles(
        rights: "603 29", addressee: "603 29(4)", submission: "603 29(4)–(6)", decision: "603 29(7)–(8)",
        answer: "603 29(4)", forward: "603 29(6)",
        reasons: "603 29(8)", supervision: "603 29(11), 30", retention: "603 28")
    /// "Without excessive delay" (29(4) with Directive 95/46/EC, Article 12): the recast's month is taken.
    public static func rightsTerms(_ right: PersonsRight) -> RightsTerms {
        RightsTerms(answer: .months(1), forward: .days(7), check: .days(14), postponement: .months(2))
    }
}

/// What law enforcement asks Eurodac for: there is one aim, the identity of a suspect, perpetrator or victim.
public enum EurodacAccessAim: String, CaseIterable, AccessAim {
    case identification
    public var purpose: Purpose { .lawEnforcement }
    public static let usual = EurodacAccessAim.identification
    static let always: Set<Condition> = [.necessary, .specificCase, .reasonableGrounds]
}

extension FactReader {
    /// What Sextant's own records establish for the caller in this case: what the verifying authority confirmed, and a reply of the CIR.
    func eurodacConditions(_ regime: EurodacRegime) throws -> Set<Condition> {
        switch regime {
        case .regulation603: try conditions(of: EurodacProcedures603.self)
        case .regulation1358:
            try conditions(of: EurodacProcedures.self).union(established(in: .CIR).intersection([.cirHit]))
        }
    }
}

extension EurodacGrants {
    static func requestAccess(_ regime: EurodacRegime) -> Grant {
        .data(
            .Eurodac, [.create, .read], [.accessRequest], [.designated, .europol], for: [.lawEnforcement],
            article: regime.article("19(1)", "32(1)"))
    }
    /// The verifying authorities of Member States and of Europol.
    static func verifyAccess(_ regime: EurodacRegime) -> Grant {
        .data(
            .Eurodac, [.read, .update], [.accessRequest], [.centralAccessPoint], for: [.lawEnforcement],
            article: regime.article("6, 7, 19", "6, 7, 32"))
    }
    static func rightsRequests(_ regime: EurodacRegime) -> Grant {
        .data(
            .Eurodac, [.create, .read, .update], [.dataSubjectRequest], [.asylum, .border, .immigration],
            for: [.dataSubjectRequest],
            article: regime.article("29", "43"))
    }
}

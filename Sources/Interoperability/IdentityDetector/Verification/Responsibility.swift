import Access
import Identity
import Registry

/// Who verifies a link: the kind of authority by Article 29, and whose.
struct Responsibility: Sendable {
    /// Kind and Member State of an authority in the administration's directory, also of one that is withdrawn by now.
    var authorityNamed: @Sendable (String) -> (kind: AuthorityKind, memberState: String?)?
    /// During the transitional period the ETIAS Central Unit verifies, and SIRENE where an alert asks for it (Article 69(1)–(3)).
    var isTransitional = false

    /// - Parameter launching: its `changedBy` is the authority at which the match occurred.
    func authority(launching: PersonRecord, other: LinkSide) -> ResponsibleAuthority {
        let verifier = LinkRule.verifier(launching.side.rule, other.rule)
        if verifier == .sirene {
            // SIRENE of the Member State that created the alert (Article 29(2)).
            let alert = other.alert?.isSIRENEs == true ? other : launching.side.alert != nil ? launching.side : other
            if !isTransitional || alert.alert?.isTransitionalSIRENEs == true {
                return ResponsibleAuthority(kind: .sirene, memberState: Responsibility.state(alert.owner))
            }
        }
        if isTransitional { return ResponsibleAuthority(kind: .etiasCentral, memberState: nil) }
        let author = authorityNamed(launching.changedBy)
        let kind = author?.kind
        let state = Responsibility.state(launching.side.owner)
        func known(_ kinds: Set<AuthorityKind>, else usual: AuthorityKind) -> AuthorityKind {
            kind.flatMap { kinds.contains($0) ? $0 : nil } ?? usual
        }
        return switch verifier {
        case .eesAuthority:
            // Any Member State's authority updates an individual file (2017/2226 Article 14(2)): the one that has the person before it
            // verifies (Article 29(4)), and not the one that once created the file.
            ResponsibleAuthority(
                kind: known(Responsibility.ofFiles, else: .border),
                memberState: kind.map { Responsibility.ofFiles.contains($0) } == true ? author?.memberState ?? state : state)
        case .visaAuthority: ResponsibleAuthority(kind: .visa, memberState: state)
        case .etiasUnits:
            state == nil || kind == .etiasCentral
                ? ResponsibleAuthority(kind: .etiasCentral, memberState: nil)
                : ResponsibleAuthority(kind: .etiasNational, memberState: state)
        case .sirene: ResponsibleAuthority(kind: .sirene, memberState: state)
        case .ecrisCentralAuthority: ResponsibleAuthority(kind: .criminalRecords, memberState: state)
        case .eurodacAuthority:
            // The authority that is competent to collect the data, category by category (818 Article 29(1)(c)–(h)); also where a team or a
            // screening authority has transmitted them.
            ResponsibleAuthority(
                kind: known([.asylum, .border, .immigration], else: launching.collector ?? .asylum), memberState: state)
        }
    }

    /// Who creates and updates individual files of the EES (Article 29(1)(a)).
    private static let ofFiles: Set<AuthorityKind> = [.border, .immigration, .visa]

    /// The authority that is told of what concerns the data of a side (Article 32(6)).
    static func owner(of side: LinkSide) -> ResponsibleAuthority {
        let state = state(side.owner)
        return switch side.system {
        case .EES: ResponsibleAuthority(kind: .border, memberState: state)
        case .VIS: ResponsibleAuthority(kind: .visa, memberState: state)
        case .ETIAS:
            state == nil
                ? ResponsibleAuthority(kind: .etiasCentral, memberState: nil)
                : ResponsibleAuthority(kind: .etiasNational, memberState: state)
        case .Eurodac: ResponsibleAuthority(kind: .asylum, memberState: state)
        case .ecrisTCN: ResponsibleAuthority(kind: .criminalRecords, memberState: state)
        case .SIS, .ESP, .sBMS, .CIR, .MID, .CRRS, .administration: ResponsibleAuthority(kind: .sirene, memberState: state)
        }
    }

    /// A Member State's code; `nil` of an agency or a unit of the Union.
    static func state(_ owner: String) -> String? {
        owner.utf8.count == 3 && owner.utf8.allSatisfy { (65...90).contains($0) } ? owner : nil
    }
}

extension LinkRule.AlertArticle {
    /// Alerts on return, refusal of entry and objects are verified by the ETIAS Central Unit during the transitional period
    /// (Article 69(1)); all others by SIRENE.
    var isTransitionalSIRENEs: Bool {
        switch self {
        case .arrest, .missing, .judicial, .check, .restrictiveMeasure: true
        case .refusal, .returnDecision: false
        }
    }
}

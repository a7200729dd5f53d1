import Access

extension DataGroup {
    /// Links by their colour, because each colour has readers of its own (Article 26).
    public static let yellowLink: DataGroup = "yellowLink"
    public static let redLink: DataGroup = "redLink"
    public static let whiteLink: DataGroup = "whiteLink"
    public static let greenLink: DataGroup = "greenLink"
    /// Which records a link joins (Article 34(c)).
    public static let linkedRecords: DataGroup = "linkedRecords"
    /// The rest of the confirmation file: number, authority, dates, comparison, history (Articles 34(c)–(e), 36(1)(f)).
    public static let linkDetails: DataGroup = "linkDetails"
    /// Whether detection has been carried out for a record.
    public static let detectionState: DataGroup = "detectionState"
    /// That a link may be wrong, with the evidence for it (Articles 31(3), 32(7), 33(5)).
    public static let linkEvidence: DataGroup = "linkEvidence"
    /// Putting a link right on evidence of one's own (Articles 31(3), 32(7)(b), 33(5)).
    public static let linkCorrection: DataGroup = "linkCorrection"
    /// Known pairs, and how desks decide on them (Article 44).
    public static let knownPairs: DataGroup = "knownPairs"
}

extension LinkRule.Colour {
    public var dataGroup: DataGroup {
        switch self {
        case .white: .whiteLink
        case .yellow: .yellowLink
        case .green: .greenLink
        case .red: .redLink
        }
    }
}

/// Who may see and verify links (2019/817 and 2019/818 Articles 26, 29, 31–33).
public enum MIDGrants {
    /// Authorities that verify (Article 29(1)–(2)), with the purposes for which they work on the records that launch detection.
    static let verifiers: [(kind: Set<AuthorityKind>, purposes: Set<Purpose>)] = [
        ([.border], [.borderCheck, .registration]),
        ([.immigration], [.verification, .residenceDecision, .registration]),
        ([.visa], [.visaExamination]),
        ([.asylum], [.asylumExamination, .asylumResponsibility, .registration]),
        ([.etiasCentral, .etiasNational], [.etiasProcessing]),
        ([.sirene], [.supplementaryInformation]),
        ([.criminalRecords], [.criminalProceedings]),
    ]

    /// Authorities with access to at least one system of the repository, or to SIS (Article 26(2)), and what for.
    static let users: [(kind: Set<AuthorityKind>, purposes: Set<Purpose>)] =
        verifiers + [
            ([.border], [.identification]),
            ([.immigration], [.identification]),
            ([.asylum, .screening], [.securityCheck]),
            ([.police], [.policeCheck]),
            ([.judicial], [.criminalProceedings]),
            ([.europol, .eurojust], [.mandate]),
            ([.ebcgTeam], [.borderCheck]),
            ([.naturalisation], [.naturalisation]),
        ]

    public static let verify = verifiers.map { kinds, purposes in
        Grant.data(
            .MID, [.read, .update], [.yellowLink, .linkedRecords, .linkDetails], kinds, for: purposes,
            when: [[.responsible]],
            article: "817 26(1), 29(3)")
    }
    /// Only the references of Article 34(a) and (b).
    public static let seeRed = users.map { kinds, purposes in
        Grant.data(.MID, [.read], [.redLink], kinds, for: purposes, article: "817 26(2)")
    }
    public static let seeWhite = users.map { kinds, purposes in
        Grant.data(
            .MID, [.read], [.whiteLink, .linkedRecords], kinds, for: purposes, when: [[.bothSystemsOpen]],
            article: "817 26(3)")
    }
    public static let seeGreen = users.map { kinds, purposes in
        Grant.data(
            .MID, [.read], [.greenLink, .linkedRecords], kinds, for: purposes,
            when: [[.bothSystemsOpen, .bothRecordsFound]],
            article: "817 26(4)")
    }
    /// Who verified sees what came of it, and corrects it (Articles 29(6), 31(3), 32(7), 33(5)).
    public static let keepVerified = verifiers.map { kinds, purposes in
        Grant.data(
            .MID, [.read, .update], [.redLink, .whiteLink, .greenLink], kinds, for: purposes, when: [[.responsible]],
            article: "817 29(6), 31(3), 32(7), 33(5)")
    }
    /// Evidence that a link is wrong may come from anybody who has access to the repository or SIS.
    public static let giveEvidence = users.map { kinds, purposes in
        Grant.data(.MID, [.create], [.linkEvidence], kinds, for: purposes, article: "817 31(3), 32(7), 33(5)")
    }
    /// Whoever has the evidence, and sees the link, rectifies or erases it.
    public static let correct = users.map { kinds, purposes in
        Grant.data(.MID, [.update], [.linkCorrection], kinds, for: purposes, article: "817 31(3), 32(7)(b), 33(5)")
    }
    public static let seeState = verifiers.map { kinds, purposes in
        Grant.data(.MID, [.read], [.detectionState], kinds, for: purposes, article: "817 27, 28")
    }

    /// Each authority monitors itself; supervision sees the figures of all.
    public static let ownDesk = verifiers.map { kinds, purposes in
        Grant.data(.MID, [.create, .read], [.knownPairs], kinds, for: purposes, article: "817 44")
    }
    public static let measureDesk =
        ownDesk + [Grant.data(.MID, [.read], [.knownPairs], [.supervisory], for: [.supervision], article: "817 44")]

    static let links: [Grant] = verify + seeRed + seeWhite + seeGreen + keepVerified

    /// A link that somebody has no right to must look as though it were not there (Article 26: access to *any* link is given
    /// colour by colour).
    public static let concealments: [Concealment] = [
        Concealment(
            .MID, [.read, .update], data: [.yellowLink], when: [], unless: [.responsible], article: "817 26(1)"),
        Concealment(
            .MID, [.read], data: [.whiteLink], when: [], unless: [.responsible, .bothSystemsOpen], article: "817 26(3)"),
        Concealment(
            .MID, [.read], data: [.greenLink], when: [], unless: [.responsible, .bothRecordsFound], article: "817 26(4)"
        ),
    ]
}

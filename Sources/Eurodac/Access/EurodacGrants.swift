import Access

/// Who may do what in Eurodac, provision by provision, under either Regulation. Beside these nothing is granted: authorities do not
/// search, they transmit and are told what the comparison found, and nobody but the Member State of origin sees or changes its data.
public struct EurodacGrants: Sendable {
    public let regime: EurodacRegime
    public init(_ regime: EurodacRegime = .regulation1358) { self.regime = regime }

    // MARK: - The authorities that collect the data

    /// Authorities by the categories that they are competent for (818 Article 29(1)(c)–(h); 1358 Article 40(2)).
    public var asylum: Set<DataGroup> {
        regime == .regulation603
            ? [.eurodacApplicant]
            : [.eurodacApplicant, .eurodacAdmission, .eurodacNationalResettlement, .eurodacTemporaryProtection]
    }
    public var border: Set<DataGroup> {
        regime == .regulation603 ? [.eurodacIrregularCrossing] : [.eurodacIrregularCrossing, .eurodacDisembarked]
    }
    public let immigration: Set<DataGroup> = [.eurodacIllegalStay]
    /// The categories of persons of the Regulation.
    public var persons: Set<DataGroup> { asylum.union(border).union(immigration) }

    /// Transmits sets of the own category, and the duty to do so.
    public var transmit: [Grant] {
        [
            .data(
                .Eurodac, [.create], asylum.union([.eurodacCollection]), [.asylum], for: asylumPurposes,
                article: regime.article("9, 10", "15, 18, 20, 26")),
            .data(
                .Eurodac, [.create], border.union([.eurodacCollection]), [.border], for: [.borderCheck, .registration],
                article: regime.article("14", "22, 24")),
            .data(
                .Eurodac, [.create], immigration.union([.eurodacCollection]), [.immigration],
                for: [.verification, .identification, .registration, .residenceDecision],
                article: regime.article("17", "23")),
            .data(
                .Eurodac, [.create], [.eurodacDataSubjectSearch], [.asylum, .border, .immigration],
                for: [.dataSubjectRequest],
                article: regime.article("29", "43")),
        ]
    }
    // MARK: - Teams that transmit on behalf of a Member State

    /// Members of European Border and Coast Guard teams and experts of asylum support teams. They take and transmit, and that is all: the
    /// results are the Member State's. Regulation 603/2013 knows no such transmission.
    public static let teams: Set<AuthorityKind> = [.ebcgTeam, .asylumSupportTeam]
    public static let teamCategories: Set<EurodacCategory> = [.applicant, .irregularCrossing, .disembarked, .temporaryProtection]

    public var transmitOnBehalf: [Grant] {
        guard regime == .regulation1358 else { return [] }
        return [
            .data(
                .Eurodac, [.create], Set(EurodacGrants.teamCategories.map(\.dataGroup)), EurodacGrants.teams, for: [.registration],
                when: [[.requestedByMemberState]], article: "Eurodac 15(3), 22, 24, 26")
        ]
    }
    /// The request of the Member State concerned, made by the authority that is competent for the category.
    public var requestTeams: [Grant] {
        guard regime == .regulation1358 else { return [] }
        return [
            .data(
                .Eurodac, [.create, .read, .update], [.eurodacTeamRequest], [.asylum], for: asylumPurposes,
                article: "Eurodac 15(3), 26"),
            .data(
                .Eurodac, [.create, .read, .update], [.eurodacTeamRequest], [.border], for: [.registration],
                article: "Eurodac 22, 24"),
        ]
    }
    /// A team sees who has requested it.
    public var seeTeamRequests: [Grant] {
        guard regime == .regulation1358 else { return [] }
        return [
            .data(
                .Eurodac, [.read], [.eurodacTeamRequest], EurodacGrants.teams, for: [.registration],
                article: "Eurodac 15(3), 22, 24, 26")
        ]
    }

    // MARK: - Screening

    /// What a screening registers (2024/1356 Article 8(5)(d)), where the Member State has designated the screening authority for it (40(2)).
    public static let screened: Set<EurodacCategory> = [.applicant, .irregularCrossing, .disembarked]

    /// Transmits, and is told the result; everything that follows is for the authority whose category it is. Neither identification nor
    /// the security check asks Eurodac itself (2024/1356 Articles 14, 15).
    public var transmitInScreening: [Grant] {
        guard regime == .regulation1358 else { return [] }
        return [
            .data(
                .Eurodac, [.create], Set(EurodacGrants.screened.map(\.dataGroup)), [.screening], for: [.registration],
                when: [[.designatedForEurodac]], article: "Eurodac 15, 22, 24, 40(2), 2024/1356 8(5)(d)")
        ]
    }
    public var resultsInScreening: [Grant] {
        guard regime == .regulation1358 else { return [] }
        return [
            .data(
                .Eurodac, [.read], [.eurodacComparison], [.screening], for: [.registration], when: [[.designatedForEurodac]],
                article: "Eurodac 27(4), 40(2)")
        ]
    }

    // MARK: - The duty to transmit, and one's own data

    /// More time for what is to be transmitted.
    public var collection: [Grant] {
        [
            .data(
                .Eurodac, [.update], [.eurodacCollection], [.asylum], for: asylumPurposes,
                article: regime.article("9", "15")),
            .data(
                .Eurodac, [.update], [.eurodacCollection], [.border], for: [.borderCheck, .registration],
                article: regime.article("14", "22")),
            .data(
                .Eurodac, [.update], [.eurodacCollection], [.immigration],
                for: [.verification, .identification, .registration, .residenceDecision],
                article: regime.article("17", "23")),
        ]
    }
    /// Only the Member State of origin rectifies, completes, marks and erases.
    public var change: [Grant] {
        let article = regime.article("27(3)", "40(3)")
        return [
            .data(
                .Eurodac, [.update, .delete], asylum, [.asylum],
                for: asylumPurposes.union([.dataSubjectRequest, .naturalisation, .residenceDecision]),
                when: own, article: article),
            .data(
                .Eurodac, [.update, .delete], border, [.border],
                for: [.borderCheck, .registration, .dataSubjectRequest, .naturalisation, .residenceDecision],
                when: own, article: article),
            .data(
                .Eurodac, [.update, .delete], immigration.union(border), [.immigration],
                for: [
                    .verification, .identification, .registration, .dataSubjectRequest, .naturalisation,
                    .residenceDecision,
                ],
                when: own, article: article),
        ]
    }
    /// The Member State of origin sees what it has transmitted.
    public var readOwn: [Grant] {
        [
            .data(.Eurodac, [.read], persons, [.asylum], for: asylumPurposes, when: own, article: ownData),
            .data(
                .Eurodac, [.read], persons, [.border, .immigration], for: [.registration], when: own, article: ownData),
            .data(
                .Eurodac, [.read], persons, [.asylum, .border, .immigration], for: [.dataSubjectRequest], when: own,
                article: ownData),
        ]
    }
    private var ownData: String { regime.article("27(1)", "40(1)") }

    // MARK: - Results of comparisons

    /// Whoever asked is told what was found, and says after the check whether it was right.
    public var results: [Grant] {
        let article = regime.article("9(5), 25(4)", "27(4), 28(5), 38(4)–(6)")
        return [
            .data(
                .Eurodac, [.read, .update], [.eurodacComparison], [.asylum],
                for: asylumPurposes.union([.dataSubjectRequest]), article: article),
            .data(
                .Eurodac, [.read, .update], [.eurodacComparison], [.border, .immigration],
                for: [.registration, .dataSubjectRequest], article: article),
            .data(
                .Eurodac, [.read, .update], [.eurodacComparison], [.designated, .europol], for: [.lawEnforcement],
                article: article),
        ]
    }

    /// Whoever was shown data and has evidence that they are wrong says so; the Member State of origin answers.
    public var datasetReports: [Grant] {
        let article = regime.article("27(4)–(5)", "40(5)")
        return [
            .data(
                .Eurodac, [.create, .read, .update], [.eurodacDatasetReport], [.asylum], for: asylumPurposes, article: article),
            .data(
                .Eurodac, [.create, .read, .update], [.eurodacDatasetReport], [.border, .immigration], for: [.registration],
                article: article),
        ]
    }

    // MARK: - Visa authorities and ETIAS National Units

    /// Read-only; unknown to 603.
    public var consult: [Grant] {
        guard regime == .regulation1358 else { return [] }
        return [
            .data(.Eurodac, [.read], persons, [.visa], for: [.visaExamination], article: "Eurodac 10"),
            .data(.Eurodac, [.read], persons, [.etiasNational], for: [.etiasProcessing], article: "Eurodac 9"),
        ]
    }

    // MARK: - Law enforcement

    /// Keys that may be compared: fingerprints under 603 (20(2), 21(2)); under the recast biometric or alphanumeric data.
    public var lawEnforcementKeys: Set<SearchKey> {
        regime == .regulation603
            ? [.fingerprints, .latentFingerprints] : [.fingerprints, .latentFingerprints, .face, .identity, .document]
    }
    public var designatedSearch: Grant {
        // 603 asks for the VIS as well (20(1)); under the recast a CIR reply that names Eurodac takes the place of earlier
        // searches (33(2)).
        let priors: [Set<Condition>] =
            regime == .regulation603
            ? [[.priorNationalSearch, .priorPrumSearch, .priorVisSearch]]
            : [[.priorNationalSearch, .priorPrumSearch], [.cirHit]]
        return .search(
            .Eurodac, by: .any(lawEnforcementKeys), [.designated], for: [.lawEnforcement],
            when: priors.flatMap { prior in EurodacGrants.verified.map { $0.union(prior) } },
            article: regime.article("20(1)", "33(1)"))
    }
    public var europolSearch: Grant {
        .search(
            .Eurodac, by: .any(lawEnforcementKeys), [.europol], for: [.lawEnforcement],
            when: EurodacGrants.verified.map { $0.union([.priorOwnSearch]) }, article: regime.article("21(1)", "34(1)"))
    }

    // MARK: - Central System

    public var centralQueue: Grant {
        .data(
            .Eurodac, [.update, .read], [.eurodacQueue], [.operator_], for: [.administration],
            article: regime.article("25(2)", "38(2)"))
    }
    /// The Central Unit follows the Council's decisions; Member States may look them up.
    public var councilDecisions: [Grant] {
        guard regime == .regulation1358 else { return [] }
        return [
            .data(
                .Eurodac, [.create, .update, .read], [.eurodacCouncilDecision], [.operator_], for: [.administration],
                article: "Eurodac 29(9)"),
            .data(
                .Eurodac, [.read], [.eurodacCouncilDecision], [.asylum], for: asylumPurposes,
                article: "Eurodac 26(2)(p)"),
        ]
    }
    /// Made available to Member States, institutions and agencies (1358 Article 12; 603 Article 8).
    public var statistics: Grant {
        .data(
            .Eurodac, [.read], [.eurodacStatistics], [.operator_, .supervisory, .asylum],
            for: [.administration, .supervision], article: regime.article("8", "12"))
    }

    // MARK: - Parts

    let asylumPurposes: Set<Purpose> = [.asylumExamination, .asylumResponsibility, .registration]
    private let own: [Set<Condition>] = [[.owner]]
    private static let threeConditions: Set<Condition> = [.necessary, .specificCase, .reasonableGrounds]
    /// Verified before, or in urgency afterwards (603 Article 19; 1358 Article 32).
    private static let verified: [Set<Condition>] = [
        threeConditions.union([.verified]), threeConditions.union([.urgent]),
    ]

    /// Data of beneficiaries of protection look absent to law enforcement after three years (603 Article 18(2)).
    public var concealments: [Concealment] {
        guard regime == .regulation603 else { return [] }
        return [
            Concealment(
                .Eurodac, [.search, .read], data: persons.union([.eurodacComparison]), when: [.blocked],
                exceptFor: Set(AuthorityKind.allCases).subtracting([.designated, .europol]),
                article: "Eurodac 603 18(2)")
        ]
    }
}

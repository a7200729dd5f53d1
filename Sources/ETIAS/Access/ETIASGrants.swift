import Access

/// Who may do what in ETIAS, provision by provision (Regulation (EU) 2018/1240). Beside these nothing is granted.
public enum ETIASGrants {
    // MARK: - ETIAS units

    public static let unitsRead = Grant.data(
        .ETIAS, [.read], wholeFile, [.etiasCentral, .etiasNational], for: [.etiasProcessing], article: "ETIAS 13(1)")
    public static let unitsSearch = Grant.search(
        .ETIAS, by: .any(allKeys), [.etiasCentral, .etiasNational], for: [.etiasProcessing], article: "ETIAS 13(1)")
    public static let unitsUpdate = Grant.data(
        .ETIAS, [.update], [.etiasApplicationFile, .etiasStatus, .etiasSecondLineFlag, .etiasNoGroundsFlag],
        [.etiasCentral, .etiasNational], for: [.etiasProcessing], article: "ETIAS 22, 26, 40, 41, 44")
    /// Amendment and advance erasure (Article 55).
    public static let unitsErase = Grant.data(
        .ETIAS, [.delete], [.etiasApplicationFile], [.etiasCentral, .etiasNational],
        for: [.etiasProcessing, .dataSubjectRequest], article: "ETIAS 55(1), (5)")
    public static let ask = Grant.data(
        .ETIAS, [.create], [.etiasConsultedOpinion], [.etiasNational], for: [.etiasProcessing], article: "ETIAS 28(1), 29(1)")
    public static let giveOpinion = Grant.data(
        .ETIAS, [.update], [.etiasConsultedOpinion], [.etiasNational, .europol], for: [.etiasProcessing], article: "ETIAS 28(3), 29")
    public static let readOpinion = Grant.data(
        .ETIAS, [.read], [.etiasConsultedOpinion], [.etiasNational], for: [.etiasProcessing], unless: [.notConsultedNorResponsible],
        article: "ETIAS 28(4)")
    public static let europolReadsOwn = Grant.data(
        .ETIAS, [.read], [.etiasConsultedOpinion], [.europol], for: [.etiasProcessing], unless: [.notConsultedNorResponsible],
        article: "ETIAS 29")

    // MARK: - Applicants

    /// The public website, the app and the tools are run by the operator; what passes through them is the applicant's own.
    public static let applicants = Grant.data(
        .ETIAS, [.create, .read, .update], [.etiasApplicantService], [.operator_], for: [.etiasProcessing],
        article: "ETIAS 6(2)(e)–(i), 15–17")

    // MARK: - Borders, immigration. Carriers ask the gateway, which answers from its extract (Article 45), and nothing here.

    public static let borders = Grant.data(
        .ETIAS, [.read], [.etiasStatus, .etiasSecondLineFlag, .etiasNoGroundsFlag, .etiasGuardianAndFamily], [.border],
        for: [.borderCheck], article: "ETIAS 47(2)")
    public static let borderSearch = Grant.search(
        .ETIAS, by: .any([.identity, .document]), [.border], for: [.borderCheck], article: "ETIAS 47(1)")
    public static let borderUse = Grant.data(
        .ETIAS, [.update], [.etiasUse], [.border], for: [.borderCheck], article: "ETIAS 36(2), 44(1)")
    public static let immigrationSearch = Grant.search(
        .ETIAS, by: .any([.identity, .document]), [.immigration], for: [.verification], when: [[.eesSearchedNoEntry]],
        article: "ETIAS 49(1)–(2)")
    public static let immigrationRead = Grant.data(
        .ETIAS, [.read], [.etiasStatus, .etiasGuardian], [.immigration], for: [.verification],
        when: [[.eesSearchedNoEntry]], article: "ETIAS 49(3)–(4)")

    /// For the purpose of return, by the identity and document data of Article 17(2)(a)–(e), where the EES knows nothing of the person.
    public static let returnSearch = Grant.search(
        .ETIAS, by: .any([.identity, .document]), [.immigration], for: [.identification], when: [[.eesSearchedNoData]],
        article: "ETIAS 65(3)")
    public static let returnRead = Grant.data(
        .ETIAS, [.read], [.etiasReturnData], [.immigration], for: [.identification], when: [[.eesSearchedNoData]],
        article: "ETIAS 65(3)")

    // MARK: - Screening (Regulation (EU) 2024/1356)

    /// The security check of a screening finds decisions on grounds of security, and nobody else: by documents and by what the person says.
    public static let screeningSearch = Grant.search(
        .ETIAS, by: .some(of: [.identity, .document, .surname, .documentNumber], narrowedBy: narrowingKeys), [.screening],
        for: [.securityCheck], article: "ETIAS 13(4b)")
    public static let screeningRead = Grant.data(
        .ETIAS, [.read], [.etiasSecurityHit], [.screening], for: [.securityCheck], article: "ETIAS 13(4b)")
    public static let screeningOpinion = Grant.data(
        .ETIAS, [.create], [.etiasScreeningOpinion], [.etiasNational, .europol], for: [.etiasProcessing], article: "ETIAS 35a(1)")

    // MARK: - Law enforcement

    public static let designatedSearch = Grant.search(
        .ETIAS, by: listedKeys, [.designated], for: [.lawEnforcement], when: [checked, urgent], article: "ETIAS 52(2)–(3)")
    public static let designatedRead = Grant.data(
        .ETIAS, [.read], [.etiasApplicationFile, .etiasStatus], [.designated], for: [.lawEnforcement], when: [checked, urgent],
        article: "ETIAS 52(4)")
    public static let designatedReasoned = Grant.data(
        .ETIAS, [.read], [.etiasOccupation, .etiasAnswers], [.designated], for: [.lawEnforcement],
        when: [checked, urgent].map { $0.union([.reasonedRequest]) }, article: "ETIAS 52(4)")
    public static let europolSearch = Grant.search(
        .ETIAS, by: listedKeys, [.europol], for: [.lawEnforcement], when: [checked], article: "ETIAS 53(3)(c)")
    public static let europolRead = Grant.data(
        .ETIAS, [.read], [.etiasApplicationFile, .etiasStatus], [.europol], for: [.lawEnforcement], when: [checked],
        article: "ETIAS 53(6)")
    public static let europolReasoned = Grant.data(
        .ETIAS, [.read], [.etiasOccupation, .etiasAnswers], [.europol], for: [.lawEnforcement],
        when: [checked.union([.reasonedRequest])], article: "ETIAS 53(6)")

    public static let requestAccess = Grant.data(
        .ETIAS, [.create, .read], [.accessRequest], [.designated, .europol], for: [.lawEnforcement], article: "ETIAS 51(1), 53(2)")
    public static let verifyAccess = Grant.data(
        .ETIAS, [.read, .update], [.accessRequest], [.centralAccessPoint], for: [.lawEnforcement], article: "ETIAS 51(2)–(4), 53(4)")

    // MARK: - Persons concerned

    public static let dataSubjectRequests = Grant.data(
        .ETIAS, [.create, .read, .update], [.dataSubjectRequest], [.etiasCentral, .etiasNational], for: [.dataSubjectRequest],
        article: "ETIAS 64")
    /// Reading and rectifying at the request of the person concerned.
    public static let dataSubject = Grant.data(
        .ETIAS, [.read, .update], [.etiasApplicationFile], [.etiasCentral, .etiasNational], for: [.dataSubjectRequest],
        article: "ETIAS 55(1)–(4), 64(2)–(3)")
    public static let dataSubjectSees = Grant.data(
        .ETIAS, [.read], wholeFile, [.etiasCentral, .etiasNational], for: [.dataSubjectRequest], article: "ETIAS 64(1)")

    // MARK: - Watchlist and screening rules

    public static let watchlist = Grant.data(
        .ETIAS, [.create, .read, .update, .delete], [.etiasWatchlist], [.etiasNational, .europol], for: [.etiasProcessing],
        article: "ETIAS 34(3), 35")
    public static let watchlistRead = Grant.data(
        .ETIAS, [.read], [.etiasWatchlist], [.etiasCentral], for: [.etiasProcessing], article: "ETIAS 7(2), 35(6)")
    public static let screeningRules = Grant.data(
        .ETIAS, [.create, .read, .update], [.etiasScreeningRules], [.etiasCentral], for: [.etiasProcessing], article: "ETIAS 33(4), (6)")
    public static let screeningRulesSupervised = Grant.data(
        .ETIAS, [.read], [.etiasScreeningRules], [.supervisory], for: [.supervision], article: "ETIAS 10, 67")
    public static let statistics = Grant.data(
        .ETIAS, [.read], [.etiasStatistics], [.etiasCentral, .etiasNational, .supervisory], for: [.etiasProcessing, .supervision],
        article: "ETIAS 84")
    public static let sirene = Grant.data(
        .ETIAS, [.update], [.etiasApplicationFile], [.sirene], for: [.supplementaryInformation], article: "ETIAS 23(2)")

    // MARK: - Parts

    static let wholeFile: Set<DataGroup> = [
        .etiasApplicationFile, .etiasStatus, .etiasSecondLineFlag, .etiasNoGroundsFlag, .etiasAnswers, .etiasEducation,
        .etiasOccupation, .etiasGuardianAndFamily, .etiasProcessing,
    ]
    static let sufficientKeys: Set<SearchKey> = [.surname, .otherNames, .documentNumber, .homeAddress, .email, .phone, .ipAddress]
    static let narrowingKeys: Set<SearchKey> = [.nationality, .sex, .dateOfBirth]
    static let listedKeys = Grant.KeyRule.some(of: sufficientKeys, narrowedBy: narrowingKeys)
    static let allKeys = sufficientKeys.union(narrowingKeys).union([.identity, .document, .applicationNumber])
    static let checked: Set<Condition> = [.necessary, .specificCase, .reasonableGrounds, .verified]
    static let urgent: Set<Condition> = [.necessary, .specificCase, .reasonableGrounds, .urgent]

    /// Whoever may consult an application file.
    static let readers = [unitsRead, dataSubjectSees, designatedRead, designatedReasoned, europolRead, europolReasoned]

    /// What looks absent: an opinion of another National Unit (Article 28).
    public static let concealments = [
        Concealment(.ETIAS, data: [.etiasConsultedOpinion], when: [.notConsultedNorResponsible], article: "ETIAS 28")
    ]
}

import Access

/// Who may do what in the EES, provision by provision (Regulation (EU) 2017/2226). Beside these nothing is granted.
public enum EESGrants {
    // MARK: - Border authorities

    public static let borderSearch = Grant.search(
        .EES, by: .any([.identity, .document]), [.border], for: [.borderCheck], article: "EES 23(2)")
    public static let borderRead = Grant.data(
        .EES, [.read], records, [.border], for: [.borderCheck], article: "EES 23(3)")
    public static let borderCalculator = Grant.data(
        .EES, [.read], [.calculator], [.border], for: [.borderCheck], article: "EES 11(2)")
    public static let borderVerify = Grant.data(
        .EES, [.read, .create], [.biometricVerification], [.border], for: [.borderCheck], article: "EES 23(2)")
    public static let borderCreateFile = Grant.data(
        .EES, [.create], [.individualFile], [.border], for: [.borderCheck], article: "EES 14(4)")
    public static let borderUpdateFile = Grant.data(
        .EES, [.update], [.individualFile], [.border], for: [.borderCheck], article: "EES 14(2)")
    public static let borderRecords = Grant.data(
        .EES, [.create, .update], [.entryExitRecords, .refusalRecords], [.border], for: [.borderCheck],
        article: "EES 14(2)")

    // MARK: - Immigration authorities

    public static let immigrationSearch = Grant.search(
        .EES, by: .any([.identity, .document]), [.immigration], for: [.verification], article: "EES 26(1)")
    public static let immigrationRead = Grant.data(
        .EES, [.read], records.union([.calculator]), [.immigration], for: [.verification], article: "EES 26(2)")
    public static let immigrationVerify = Grant.data(
        .EES, [.read, .create], [.biometricVerification], [.immigration], for: [.verification], article: "EES 26(1)")
    public static let overstayers = Grant.data(
        .EES, [.read], [.overstayerList], [.immigration], for: [.verification], article: "EES 12(3)")
    /// Rebuttal of the presumption of Article 20: the missing data are entered in the latest record.
    public static let immigrationComplete = Grant.data(
        .EES, [.update], [.individualFile, .entryExitRecords], [.immigration], for: [.verification], article: "EES 20, 35(3)")

    // MARK: - Identification by border and immigration authorities

    public static let identify = Grant.search(
        .EES, by: .exactly([[.fingerprints], [.fingerprints, .face]]), [.border, .immigration], for: [.identification],
        when: [[.verificationFailed]], article: "EES 27(1)")
    public static let identifyByNames = Grant.search(
        .EES, by: .any([.identity, .document]), [.border, .immigration], for: [.identification],
        when: [[.verificationFailed, .fingerprintsUnusable]], article: "EES 27(1)")
    public static let identifiedRead = Grant.data(
        .EES, [.read], records, [.border, .immigration], for: [.identification], when: [[.verificationFailed]],
        article: "EES 27(2)")
    /// A doubt or an impossibility is stated in the same case.
    public static let identificationDoubt = Grant.data(
        .EES, [.create], [.biometricVerification], [.border, .immigration], for: [.identification], article: "EES 23(4), 26(3)")

    // MARK: - Visa authorities and facilitation programmes

    public static let visaSearch = Grant.search(
        .EES, by: .exactly(combinations(of: [.identity, .document, .visaSticker, .fingerprints, .face])), [.visa],
        for: [.visaExamination], article: "EES 24(2)")
    public static let visaRead = Grant.data(
        .EES, [.read], records.union([.calculator]), [.visa], for: [.visaExamination], article: "EES 24(3)")
    public static let facilitationSearch = Grant.search(
        .EES, by: .exactly(combinations(of: [.identity, .document, .fingerprints, .face])), [.facilitation],
        for: [.facilitationProgramme], article: "EES 25(2)")
    public static let facilitationRead = Grant.data(
        .EES, [.read], records, [.facilitation], for: [.facilitationProgramme], article: "EES 25(3)")

    // MARK: - Decisions on stays

    public static let visaStatus = Grant.data(
        .EES, [.update], [.authorisationStatus], [.visa], for: [.visaExamination], article: "EES 19(3)")
    public static let borderStatus = Grant.data(
        .EES, [.update], [.authorisationStatus], [.border], for: [.borderCheck], article: "EES 19(1)")
    public static let immigrationStatus = Grant.data(
        .EES, [.update], [.authorisationStatus], [.immigration], for: [.verification], article: "EES 19(1), (4)")
    public static let delist = Grant.data(
        .EES, [.delete], [.overstayerList], [.immigration], for: [.verification, .dataSubjectRequest], article: "EES 35(5)")
    public static let borderDelist = Grant.data(
        .EES, [.delete], [.overstayerList], [.border], for: [.borderCheck, .dataSubjectRequest], article: "EES 35(5)")

    // MARK: - ETIAS units, screening authorities, travellers

    public static let etiasSearch = Grant.search(
        .EES, by: .any([.identity, .document]), [.etiasCentral, .etiasNational], for: [.etiasProcessing],
        article: "EES 25a, 25b")
    public static let etiasRead = Grant.data(
        .EES, [.read], records, [.etiasCentral, .etiasNational], for: [.etiasProcessing], article: "EES 25a, 25b")
    /// The security check of a screening finds refusals on grounds of security, and nobody else.
    public static let screeningSearch = Grant.search(
        .EES, by: .exactly(combinations(of: [.identity, .document, .fingerprints, .face])), [.screening], for: [.securityCheck],
        article: "EES 24a")
    public static let screeningRead = Grant.data(
        .EES, [.read], [.eesSecurityHit], [.screening], for: [.securityCheck], article: "EES 24a")
    /// The web service for travellers is run by the operator; what passes through it is the traveller's own.
    public static let travellerAnswer = Grant.data(
        .EES, [.read], [.travellerAnswer], [.operator_], for: [.dataSubjectRequest], article: "EES 13(1)")

    // MARK: - Law enforcement

    public static let requestAccess = Grant.data(
        .EES, [.create, .read], [.accessRequest], [.designated, .europol], for: [.identification, .travelHistory],
        article: "EES 31(1), 33(4)")
    public static let verifyAccess = Grant.data(
        .EES, [.read, .update], [.accessRequest], [.centralAccessPoint], for: [.lawEnforcement],
        article: "EES 31(1)–(3), 33(4)")

    public static let designatedHistory = Grant.search(
        .EES, by: .any(historyKeys), [.designated], for: [.travelHistory], when: [checked, urgent], article: "EES 32(5)")
    public static let designatedHistoryRead = Grant.data(
        .EES, [.read], records, [.designated], for: [.travelHistory], when: [checked, urgent], article: "EES 32(5)")
    public static let europolHistory = Grant.search(
        .EES, by: .any(historyKeys), [.europol], for: [.travelHistory], when: [checked], article: "EES 33(3)")
    public static let europolHistoryRead = Grant.data(
        .EES, [.read], records, [.europol], for: [.travelHistory], when: [checked], article: "EES 33(3)")

    public static let designatedFace = Grant.search(
        .EES, by: .exactly([[.face]]), [.designated], for: [.identification],
        when: [checked, urgent].map { $0.union([.priorNationalSearch]) }, article: "EES 32(4)")
    public static let designatedPrints = Grant.search(
        .EES, by: .exactly(withPrints), [.designated], for: [.identification],
        when: [checked, urgent].map { $0.union([.priorNationalSearch, .priorPrumSearch]) }, article: "EES 32(2)")
    /// After a hit the individual file alone may be consulted.
    public static let designatedIdentifiedRead = Grant.data(
        .EES, [.read], [.individualFile], [.designated], for: [.identification],
        when: [checked, urgent].map { $0.union([.priorNationalSearch]) }, article: "EES 32(4)")
    public static let europolIdentify = Grant.search(
        .EES, by: .any([.fingerprints, .latentFingerprints, .face]), [.europol], for: [.identification],
        when: [checked.union([.priorOwnSearch])], article: "EES 33(2)")
    public static let europolIdentifiedRead = Grant.data(
        .EES, [.read], [.individualFile], [.europol], for: [.identification], when: [checked.union([.priorOwnSearch])],
        article: "EES 33(3)")

    // MARK: - Amendment, advance erasure, persons concerned

    /// The Member State responsible, and any other with evidence, at the request of the person concerned.
    public static let dataSubject = Grant.data(
        .EES, [.read, .update, .delete], [.individualFile, .entryExitRecords, .refusalRecords],
        [.border, .immigration, .visa], for: [.dataSubjectRequest], article: "EES 35(2)–(3), 52")
    public static let dataSubjectRequests = Grant.data(
        .EES, [.create, .read, .update], [.dataSubjectRequest], [.border, .immigration, .visa],
        for: [.dataSubjectRequest], article: "EES 52")
    public static let ownErasureAtBorder = Grant.data(
        .EES, [.delete], [.individualFile, .entryExitRecords, .refusalRecords], [.border], for: [.borderCheck],
        when: [[.owner]], article: "EES 35(1)")
    public static let ownErasureInside = Grant.data(
        .EES, [.delete], [.individualFile, .entryExitRecords, .refusalRecords], [.immigration], for: [.verification],
        when: [[.owner]], article: "EES 35(1)")
    /// By the Member State whose nationality was acquired, or which issued the permit, card or long-stay visa.
    public static let advanceErasure = Grant.data(
        .EES, [.delete], [.individualFile], [.border, .immigration, .visa], for: [.naturalisation, .residenceDecision],
        article: "EES 35(6)")

    /// What is to be done by whom and when: by those who deal with requests their own part, by supervision the numbers.
    public static let tasks = Grant.tasks(
        .EES,
        [
            (.border, [.dataSubjectRequest]), (.immigration, [.dataSubjectRequest]), (.visa, [.dataSubjectRequest]),
            (.centralAccessPoint, [.lawEnforcement]),
        ], article: "EES 31(2), 52")

    /// How requests of persons were dealt with, for the supervisory authority.
    public static let superviseRequests = Grant.data(
        .EES, [.read], [.requestDocumentation], [.supervisory], for: [.supervision], article: "EES 52(7)")

    // MARK: - Parts

    /// File and records, with the decisions of Article 19 that stand in them.
    static let records: Set<DataGroup> = [.individualFile, .entryExitRecords, .refusalRecords, .authorisationStatus]
    static let threeConditions: Set<Condition> = [.necessary, .specificCase, .reasonableGrounds]
    static let checked = threeConditions.union([.verified])
    static let urgent = threeConditions.union([.urgent])
    static let historyKeys: Set<SearchKey> = [
        .identity, .document, .visaSticker, .fingerprints, .latentFingerprints, .face, .entryCrossingPoint,
    ]
    static let withPrints: [Set<SearchKey>] = [
        [.fingerprints], [.latentFingerprints], [.fingerprints, .latentFingerprints], [.fingerprints, .face],
        [.latentFingerprints, .face], [.fingerprints, .latentFingerprints, .face],
    ]

    /// "One or several" of the keys, the face only together with fingerprints.
    static func combinations(of keys: [SearchKey]) -> [Set<SearchKey>] {
        (1..<(1 << keys.count)).map { bits in Set(keys.indices.filter { bits >> $0 & 1 == 1 }.map { keys[$0] }) }
            .filter { !$0.contains(.face) || $0.contains(.fingerprints) }
    }

    public static let all: [Grant] =
        [
            borderSearch, borderRead, borderCalculator, borderVerify, borderCreateFile, borderUpdateFile, borderRecords,
            immigrationSearch, immigrationRead, immigrationVerify, overstayers, immigrationComplete, identify,
            identifyByNames, identifiedRead, identificationDoubt, visaSearch, visaRead, facilitationSearch,
            facilitationRead, visaStatus, borderStatus, immigrationStatus, delist, borderDelist, etiasSearch, etiasRead,
            screeningSearch, screeningRead, travellerAnswer, requestAccess, verifyAccess, designatedHistory, designatedHistoryRead,
            europolHistory, europolHistoryRead, designatedFace, designatedPrints, designatedIdentifiedRead,
            europolIdentify, europolIdentifiedRead, dataSubject, dataSubjectRequests, ownErasureAtBorder,
            ownErasureInside, advanceErasure, superviseRequests,
        ] + tasks
}

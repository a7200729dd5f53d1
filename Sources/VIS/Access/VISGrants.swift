import Access

/// Who may do what in the VIS, provision by provision (Regulation (EC) 767/2008 as amended by (EU) 2021/1134). Beside these nothing
/// is granted.
public enum VISGrants {
    // MARK: - Visa authorities

    public static let visaSearch = Grant.search(
        .VIS, by: .exactly(withFaceNeverAlone([.applicationNumber, .identity, .document, .inviter, .fingerprints, .visaSticker])),
        [.visa], for: [.visaExamination], article: "VIS 15(2)–(2a)")
    public static let visaRead = Grant.data(
        .VIS, [.read],
        wholeFile.union([.automatedHits, .hitRefusalAlert, .reasonedOpinion, .issuedVisa]),
        [.visa], for: [.visaExamination], article: "VIS 15(3), 9c(2)")
    public static let visaCreate = Grant.data(
        .VIS, [.create], [.applicationFile], [.visa], for: [.visaExamination], article: "VIS 6(1), 8(1)")
    public static let visaUpdate = Grant.data(
        .VIS, [.update], [.applicationFile], [.visa], for: [.visaExamination, .dataSubjectRequest], when: [[.owner]],
        article: "VIS 6(1), 24(1), 38(2)")
    public static let visaDelete = Grant.data(
        .VIS, [.delete], [.applicationFile], [.visa], for: [.visaExamination, .dataSubjectRequest], when: [[.owner]],
        article: "VIS 24(1), 25(1), 38(2)")
    /// The authority that annuls, revokes or extends may be another State's (Visa Code, Articles 33(4), 34).
    public static let visaDecide = Grant.data(
        .VIS, [.update], [.issuedVisa], [.visa], for: [.visaExamination], article: "VIS 13(1), 14(1)")
    public static let visaLinks = Grant.data(
        .VIS, [.update], [.visaLinks], [.visa], for: [.visaExamination], article: "VIS 8(3)–(4), 24(2)")
    public static let consultation = Grant.data(
        .VIS, [.create, .update], [.visaConsultation], [.visa], for: [.visaExamination], article: "VIS 16")
    public static let lists = Grant.data(
        .VIS, [.read, .update], [.visaLists], [.visa], for: [.visaExamination], article: "VIS 5a(2), 16(2), (3a)")
    // MARK: - Long-stay visas and residence permits

    public static let longStayCreate = Grant.data(
        .VIS, [.create], [.longStayFile], [.visa], for: [.visaExamination], article: "VIS 22a(1)")
    public static let permitCreate = Grant.data(
        .VIS, [.create], [.longStayFile], [.immigration], for: [.residenceDecision], article: "VIS 22a(1)")
    public static let longStayUpdate = Grant.data(
        .VIS, [.update, .delete], [.longStayFile], [.visa], for: [.visaExamination, .dataSubjectRequest], when: [[.owner]],
        article: "VIS 6(1), 22c–22f, 38(2)")
    public static let permitUpdate = Grant.data(
        .VIS, [.update, .delete], [.longStayFile], [.immigration], for: [.residenceDecision, .dataSubjectRequest], when: [[.owner]],
        article: "VIS 6(1), 22c–22f, 38(2)")
    public static let permitRead = Grant.data(
        .VIS, [.read],
        [
            .applicationFile, .longStayDocument, .longStayFile, .visaFacialImage, .documentScan, .travelDocuments, .familyApplications,
            .automatedHits, .hitRefusalAlert, .reasonedOpinion,
        ], [.immigration], for: [.residenceDecision], article: "VIS 22b(12)")

    // MARK: - VIS designated authorities, ETIAS units, Europol

    public static let designatedVerifies = Grant.data(
        .VIS, [.read, .update], [.hitVerification, .hitMissingPersonAlert, .hitJudicialAlert, .hitCheckAlert], [.sirene],
        for: [.supplementaryInformation], when: [[.owner]], article: "VIS 9d, 9g")
    public static let nationalUnitVerifies = Grant.data(
        .VIS, [.read, .update], [.hitVerification], [.etiasNational], for: [.etiasProcessing], when: [[.owner]], article: "VIS 9e")
    public static let europolOpinion = Grant.data(
        .VIS, [.read, .update], [.europolOpinion], [.europol], for: [.visaExamination], article: "VIS 9e(4), 9g(4)")
    public static let riskIndicators = Grant.data(
        .VIS, [.create, .read, .update, .delete], [.riskIndicators], [.etiasCentral], for: [.etiasProcessing], article: "VIS 9j(4), (6)")
    public static let etiasSearch = Grant.search(
        .VIS, by: .any([.identity, .document]), [.etiasCentral, .etiasNational], for: [.etiasProcessing],
        article: "VIS 18c, 18d")
    public static let etiasRead = Grant.data(
        .VIS, [.read], [.applicationFile, .travelDocuments, .visaRefusals, .visaAuthorities], [.etiasCentral, .etiasNational],
        for: [.etiasProcessing], article: "VIS 18c, 18d; ETIAS 25a(1)(b)")

    // MARK: - Borders, territory, identification

    public static let borderSearch = Grant.search(
        .VIS, by: .exactly([[.identity, .document], [.visaSticker]]), [.border], for: [.borderCheck], article: "VIS 18(1), 19a, 22g(1)")
    public static let borderRead = Grant.data(
        .VIS, [.read], atBorders, [.border], for: [.borderCheck], article: "VIS 18(4)–(5), 22g(2)")
    public static let borderVerify = Grant.data(
        .VIS, [.read], [.holderVerification], [.border], for: [.borderCheck], article: "VIS 18(6), 22g(3)")
    public static let territorySearch = Grant.search(
        .VIS, by: .exactly([[.visaSticker], [.visaSticker, .fingerprints]]), [.immigration], for: [.verification],
        article: "VIS 19(1), 22h(1)")
    public static let territoryRead = Grant.data(
        .VIS, [.read], atBorders, [.immigration], for: [.verification], article: "VIS 19(2), 22h(2)")
    public static let territoryVerify = Grant.data(
        .VIS, [.read], [.holderVerification], [.immigration], for: [.verification], article: "VIS 19(1), 22h(1)")
    public static let identify = Grant.search(
        .VIS, by: .exactly([[.fingerprints]]), [.border, .immigration], for: [.identification], article: "VIS 20(1), 22i(1)")
    public static let identifyByData = Grant.search(
        .VIS, by: .exactly(withFaceNeverAlone([.identity, .document])), [.border, .immigration], for: [.identification],
        when: [[.fingerprintsUnusable]], article: "VIS 20(1), 22i(1)")
    public static let identifiedRead = Grant.data(
        .VIS, [.read], identified, [.border, .immigration], for: [.identification], article: "VIS 20(2), 22i(2)")
    /// That fingerprints cannot be used is stated in the same case.
    public static let identificationUnusable = Grant.data(
        .VIS, [.create], [.holderVerification], [.border, .immigration], for: [.identification], article: "VIS 20(1), 22i(1)")

    // MARK: - European Border and Coast Guard teams

    public static let teamBorderSearch = Grant.search(
        .VIS, by: .exactly([[.identity, .document], [.visaSticker]]), [.ebcgTeam], for: [.borderCheck], when: [[.verified]],
        article: "VIS 45f(5)(a)")
    public static let teamTerritorySearch = Grant.search(
        .VIS, by: .exactly([[.visaSticker], [.visaSticker, .fingerprints]]), [.ebcgTeam], for: [.verification], when: [[.verified]],
        article: "VIS 45f(5)(b)")
    public static let teamIdentify = Grant.search(
        .VIS, by: .exactly([[.fingerprints]]), [.ebcgTeam], for: [.identification], when: [[.verified]], article: "VIS 45f(5)(c)")
    public static let teamRead = Grant.data(
        .VIS, [.read], atBorders, [.ebcgTeam], for: [.borderCheck, .verification], when: [[.verified]], article: "VIS 45f(5)(a)–(b)")
    public static let teamIdentifiedRead = Grant.data(
        .VIS, [.read], identified, [.ebcgTeam], for: [.identification], when: [[.verified]], article: "VIS 45f(5)(c)")

    /// The tasks of Article 45f(5)(a)–(c).
    static let teamTasks: Set<Purpose> = [.borderCheck, .verification, .identification]
    public static let requestTeamAccess = Grant.data(
        .VIS, [.create, .read], [.teamAccessRequest], [.ebcgTeam], for: teamTasks, article: "VIS 45f(1)")
    public static let verifyTeamAccess = Grant.data(
        .VIS, [.read, .update], [.teamAccessRequest], [.centralAccessPoint], for: teamTasks, article: "VIS 45e(2), 45f(1)–(2)")

    // MARK: - Asylum

    public static let asylumSearch = Grant.search(
        .VIS, by: .exactly([[.fingerprints]]), [.asylum], for: [.asylumResponsibility, .asylumExamination],
        article: "VIS 21(1), 22(1), 22j(1), 22k(1)")
    public static let asylumByData = Grant.search(
        .VIS, by: .exactly(withFaceNeverAlone([.identity, .document])), [.asylum], for: [.asylumResponsibility, .asylumExamination],
        when: [[.fingerprintsUnusable]], article: "VIS 21(1), 22(1), 22j(1), 22k(1)")
    public static let asylumUnusable = Grant.data(
        .VIS, [.create], [.holderVerification], [.asylum], for: [.asylumResponsibility, .asylumExamination],
        article: "VIS 21(1), 22(1), 22j(1), 22k(1)")
    public static let responsibilityRead = Grant.data(
        .VIS, [.read],
        [.applicationFile, .visaAuthorities, .visaFacialImage, .familyApplications, .longStayDocument, .longStayFile],
        [.asylum], for: [.asylumResponsibility], article: "VIS 21(2), 22j(2)")
    public static let examinationRead = Grant.data(
        .VIS, [.read],
        [
            .applicationFile, .travelDocuments, .applicationForm, .occupation, .visaFacialImage, .documentScan, .previousApplications,
            .familyApplications, .longStayDocument, .longStayFile,
        ], [.asylum], for: [.asylumExamination], article: "VIS 22(2), 22k(2)")

    // MARK: - Screening

    /// The security check of a screening finds decisions on grounds of security, and nobody else.
    public static let screeningSearch = Grant.search(
        .VIS, by: .exactly(withFaceNeverAlone([.identity, .document, .fingerprints])), [.screening], for: [.securityCheck],
        article: "VIS 6(2-a)")
    public static let screeningRead = Grant.data(
        .VIS, [.read], [.visaSecurityHit], [.screening], for: [.securityCheck], article: "VIS 6(2-a)")

    // MARK: - Law enforcement

    public static let designatedSearch = Grant.search(
        .VIS, by: .exactly(enforcementKeys), [.designated], for: [.lawEnforcement],
        when: [checked, urgent].map { $0.union([.cirHit]) }, article: "VIS 22o(1), (3)–(4)")
    /// The visa history of somebody known needs no reply of the CIR. Nor does a search by what the CIR does not hold, the number of a
    /// sticker: that is a question for a visa's history.
    public static let designatedHistory = Grant.search(
        .VIS, by: .exactly(enforcementKeys), [.designated], for: [.visaHistory], when: [checked, urgent], article: "VIS 22o(2)")
    public static let europolSearch = Grant.search(
        .VIS, by: .exactly(enforcementKeys), [.europol], for: [.lawEnforcement], when: [checked.union([.cirHit])],
        article: "VIS 22r(1), (3)–(4)")
    public static let europolHistory = Grant.search(
        .VIS, by: .exactly(enforcementKeys), [.europol], for: [.visaHistory], when: [checked], article: "VIS 22r(2)")
    public static let designatedRead = Grant.data(
        .VIS, [.read], forEnforcement, [.designated], for: [.lawEnforcement], when: [checked, urgent].map { $0.union([.cirHit]) },
        article: "VIS 22o(5)")
    public static let designatedHistoryRead = Grant.data(
        .VIS, [.read], forEnforcement, [.designated], for: [.visaHistory], when: [checked, urgent], article: "VIS 22o(2), (5)")
    public static let europolRead = Grant.data(
        .VIS, [.read], forEnforcement, [.europol], for: [.lawEnforcement], when: [checked.union([.cirHit])], article: "VIS 22r(5)")
    public static let europolHistoryRead = Grant.data(
        .VIS, [.read], forEnforcement, [.europol], for: [.visaHistory], when: [checked], article: "VIS 22r(2), (5)")
    /// Occupation and employer only where explicitly asked for with reasons (Articles 22o(5), 22r(5)).
    public static let designatedOccupation = Grant.data(
        .VIS, [.read], [.occupation], [.designated], for: [.lawEnforcement],
        when: [checked, urgent].map { $0.union([.cirHit, .reasonedRequest]) }, article: "VIS 22o(5)")
    public static let designatedHistoryOccupation = Grant.data(
        .VIS, [.read], [.occupation], [.designated], for: [.visaHistory], when: [checked, urgent].map { $0.union([.reasonedRequest]) },
        article: "VIS 22o(2), (5)")
    public static let europolOccupation = Grant.data(
        .VIS, [.read], [.occupation], [.europol], for: [.lawEnforcement], when: [checked.union([.cirHit, .reasonedRequest])],
        article: "VIS 22r(5)")
    public static let europolHistoryOccupation = Grant.data(
        .VIS, [.read], [.occupation], [.europol], for: [.visaHistory], when: [checked.union([.reasonedRequest])],
        article: "VIS 22r(2), (5)")
    public static let missingSearch = Grant.search(
        .VIS, by: .exactly([[.fingerprints]]), [.designated], for: [.missingPersonIdentification],
        when: [[.reasonableGrounds, .verified]], article: "VIS 22p(1)")
    public static let missingByData = Grant.search(
        .VIS, by: .any([.identity, .document]), [.designated], for: [.missingPersonIdentification],
        when: [[.reasonableGrounds, .verified, .fingerprintsUnusable]], article: "VIS 22p(2)")
    public static let missingUnusable = Grant.data(
        .VIS, [.create], [.holderVerification], [.designated], for: [.missingPersonIdentification],
        when: [[.reasonableGrounds, .verified]], article: "VIS 22p(2)")
    public static let missingRead = Grant.data(
        .VIS, [.read], wholeFile, [.designated], for: [.missingPersonIdentification], when: [[.reasonableGrounds, .verified]],
        article: "VIS 22p(3)")

    public static let requestAccess = Grant.data(
        .VIS, [.create, .read], [.accessRequest], [.designated, .europol],
        for: [.lawEnforcement, .visaHistory, .missingPersonIdentification], article: "VIS 22n(1), 22r(7)")
    public static let verifyAccess = Grant.data(
        .VIS, [.read, .update], [.accessRequest], [.centralAccessPoint], for: [.lawEnforcement], article: "VIS 22l(3), 22n, 22r(7)")

    // MARK: - Persons concerned. Carriers ask the gateway, which answers from its extract (Article 45c), and nothing here.

    public static let dataSubjectRequests = Grant.data(
        .VIS, [.create, .read, .update], [.dataSubjectRequest], [.visa, .immigration], for: [.dataSubjectRequest], article: "VIS 38")

    // MARK: - Parts

    /// All that Articles 9 to 14 and 22a to 22f record of a person.
    static let wholeFile: Set<DataGroup> = [
        .applicationFile, .travelDocuments, .applicationForm, .occupation, .visaAuthorities, .visaRefusals, .visaFacialImage,
        .documentScan, .previousApplications, .familyApplications, .longStayDocument, .longStayFile,
    ]
    /// Articles 18(4)–(5), 19(2): form, photograph, visas; of long stays status, number and validity alone.
    static let atBorders: Set<DataGroup> = [
        .applicationFile, .travelDocuments, .applicationForm, .occupation, .visaFacialImage, .familyApplications, .longStayDocument,
    ]
    /// Articles 20(2), 22i(2).
    static let identified = atBorders.union([.visaAuthorities, .visaRefusals, .previousApplications, .longStayFile])
    /// Article 22o(5): all but occupation and employer.
    static let forEnforcement = wholeFile.subtracting([.occupation])

    static let threeConditions: Set<Condition> = [.necessary, .specificCase, .reasonableGrounds]
    static let checked = threeConditions.union([.verified])
    static let urgent = threeConditions.union([.urgent])
    static let enforcementKeys = withFaceNeverAlone([.identity, .document, .visaSticker, .fingerprints, .latentFingerprints])

    /// "One or several" of the keys, with the face or without; the face is never the only one.
    static func withFaceNeverAlone(_ keys: [SearchKey]) -> [Set<SearchKey>] {
        (1..<(1 << keys.count)).flatMap { bits in
            let chosen = Set(keys.indices.filter { bits >> $0 & 1 == 1 }.map { keys[$0] })
            return [chosen, chosen.union([.face])]
        }
    }

    /// Whoever may consult application files.
    static let readers = [
        visaRead, permitRead, etiasRead, borderRead, territoryRead, identifiedRead, teamRead, teamIdentifiedRead, responsibilityRead,
        examinationRead, designatedRead, designatedHistoryRead, europolRead, europolHistoryRead, designatedOccupation,
        designatedHistoryOccupation, europolOccupation, europolHistoryOccupation, missingRead,
    ]

    public static let all: [Grant] =
        readers + [
            visaSearch, visaCreate, visaUpdate, visaDelete, visaDecide, visaLinks, consultation, lists, longStayCreate,
            permitCreate, longStayUpdate, permitUpdate, designatedVerifies, nationalUnitVerifies, europolOpinion, riskIndicators,
            etiasSearch, borderSearch, borderVerify, territorySearch, territoryVerify, identify, identifyByData, identificationUnusable,
            asylumUnusable, missingUnusable,
            teamBorderSearch, teamTerritorySearch, teamIdentify, requestTeamAccess, verifyTeamAccess, asylumSearch, asylumByData,
            designatedSearch, designatedHistory, europolSearch, europolHistory, missingSearch, missingByData, requestAccess, verifyAccess,
            screeningSearch, screeningRead, dataSubjectRequests, VISTasks.superviseRequests,
        ] + VISTasks.grants

    /// Hits on alerts on missing or vulnerable persons, for judicial procedures and for checks leave no trace (Article 9a(11)).
    public static let concealments = [
        Concealment(
            .VIS, [.read], data: [.hitMissingPersonAlert, .hitJudicialAlert, .hitCheckAlert], when: [], exceptFor: [.sirene],
            article: "VIS 9a(11)")
    ]
}

import Access
import Operations

/// Who may do what in ECRIS-TCN, provision by provision (Regulation (EU) 2019/816). Beside these nothing is granted.
public enum ECRISTCNGrants {
    /// The purposes of Article 7(1): criminal proceedings, and what national law may provide for besides. Purposes that a Member
    /// State notified under 7(2) come under the nearest of these.
    public static let purposes: Set<Purpose> = [
        .criminalProceedings, .ownRecord, .securityClearance, .licence, .employmentVetting, .volunteerVetting,
        .migrationProcedure, .publicContract,
    ]
    static let agencies: Set<AuthorityKind> = [.eurojust, .europol, .eppo]
    /// The face is no key: it confirms an identity, it does not find one (Article 6(1)).
    static let keys = Grant.KeyRule.any([.identity, .document, .fingerprints])

    // MARK: - Identifying the Member States

    public static let search = Grant.search(.ecrisTCN, by: keys, [.criminalRecords], for: purposes, article: "816 7(1)")
    public static let agencySearch = Grant.search(.ecrisTCN, by: keys, agencies, for: [.mandate], article: "816 14(1)")
    public static let read = Grant.data(
        .ecrisTCN, [.read], [.dataRecord], [.criminalRecords], for: purposes, article: "816 7(7)")
    public static let agencyRead = Grant.data(
        .ecrisTCN, [.read], [.dataRecord], agencies, for: [.mandate], article: "816 7(7)")

    // MARK: - Flagged records alone, for those who verify hits

    /// The Central Unit verifies what automated processing reported (2018/1240 Article 22), by the data of the table in Annex II.
    public static let etiasSearch = Grant.search(
        .ecrisTCN, by: .any([.identity, .document]), [.etiasCentral], for: [.etiasProcessing], article: "816 7b")
    public static let etiasRead = Grant.data(
        .ecrisTCN, [.read], [.flaggedRecord], [.etiasCentral], for: [.etiasProcessing], article: "816 7(7), 7b")
    /// National Units search nothing here: they learn where national criminal records are to be consulted, of a hit that stands before
    /// them, and nothing more (2018/1240 Article 25a(2)).
    public static let nationalUnitLocates = Grant.data(
        .ecrisTCN, [.read], [.flaggedRecordHolder], [.etiasNational], for: [.etiasProcessing], when: [[.applicationHit]],
        article: "816 7b, ETIAS 25a(2)")
    /// The VIS designated authorities of Articles 9d and 22b(13) of Regulation (EC) No 767/2008, which here as in the VIS are the SIRENE
    /// Bureaux; the designated authorities of law enforcement have no part in it.
    public static let visSearch = Grant.search(
        .ecrisTCN, by: keys, [.sirene], for: [.visaExamination], article: "816 7a")
    public static let visRead = Grant.data(
        .ecrisTCN, [.read], [.flaggedRecord], [.sirene], for: [.visaExamination], article: "816 7(7), 7a")

    /// The security check of a screening: flagged records alone.
    public static let screeningSearch = Grant.search(
        .ecrisTCN, by: keys, [.screening], for: [.securityCheck], article: "816 7c")
    public static let screeningRead = Grant.data(
        .ecrisTCN, [.read], [.flaggedRecord], [.screening], for: [.securityCheck], article: "816 7(7), 7c")

    // MARK: - The convicting Member State

    public static let enter = Grant.data(
        .ecrisTCN, [.create], [.dataRecord], [.criminalRecords], for: [.criminalProceedings], when: [[.owner]],
        article: "816 5(1)")
    public static let change = Grant.data(
        .ecrisTCN, [.update, .delete], [.dataRecord], [.criminalRecords],
        for: [.criminalProceedings, .dataSubjectRequest],
        when: [[.owner]], article: "816 9(1)")
    public static let ownFlag = Grant.data(
        .ecrisTCN, [.read], [.convictionFlag], [.criminalRecords], for: purposes.union([.dataSubjectRequest]),
        when: [[.owner]], article: "816 5(7)")
    public static let setFlag = Grant.data(
        .ecrisTCN, [.create, .update, .delete], [.convictionFlag], [.criminalRecords],
        for: [.criminalProceedings, .dataSubjectRequest], when: [[.owner]], article: "816 5(1)(c)")
    public static let ownRead = Grant.data(
        .ecrisTCN, [.read], [.dataRecord], [.criminalRecords], for: [.dataSubjectRequest], when: [[.owner]],
        article: "816 25(1)")

    public static let dataSubjectRequests = Grant.data(
        .ecrisTCN, [.create, .read, .update], [.dataSubjectRequest], [.criminalRecords], for: [.dataSubjectRequest],
        article: "816 25")
    public static let superviseRequests = Grant.data(
        .ecrisTCN, [.read], [.requestDocumentation], [.supervisory], for: [.supervision], article: "816 28")

    // MARK: - Wrong data, third countries, statistics

    public static let reportInaccuracy = Grant.data(
        .ecrisTCN, [.create, .read], [.inaccuracyReport], [.criminalRecords], for: purposes, article: "816 9(4)")
    public static let answerInaccuracy = Grant.data(
        .ecrisTCN, [.read, .update], [.inaccuracyReport], [.criminalRecords], for: [.criminalProceedings],
        article: "816 9(4)")
    public static let contactPoint = Grant.data(
        .ecrisTCN, [.create, .read, .update], [.thirdCountryRequest], [.eurojust], for: [.mandate], article: "816 17")
    public static let consent = Grant.data(
        .ecrisTCN, [.read, .update], [.thirdCountryRequest], [.criminalRecords], for: [.criminalProceedings],
        article: "816 17(3)")
    public static let statistics = Grant.data(
        .ecrisTCN, [.read], [.ecrisTCNStatistics], [.operator_], for: [.administration], article: "816 32")
    public static let supervision = Grant.data(
        .ecrisTCN, [.read], [.ecrisTCNStatistics], [.supervisory], for: [.supervision], article: "816 28, 29")

    public static let all: [Grant] = [
        search, agencySearch, read, agencyRead, etiasSearch, etiasRead, nationalUnitLocates, visSearch, visRead, screeningSearch, screeningRead,
        enter, change, ownFlag, setFlag, ownRead, reportInaccuracy, answerInaccuracy, contactPoint, consent, statistics, supervision,
        dataSubjectRequests, superviseRequests,
    ]

    /// A flag is there for the automated verifications of the VIS and ETIAS Central Systems, which are no authorities and search under
    /// mandates of their own. Of the authorities only the one of the convicting Member State sees it; to all others it looks absent.
    public static let concealments: [Concealment] = [
        Concealment(.ecrisTCN, data: [.convictionFlag], when: [], unless: [.owner], article: "816 5(7)")
    ]
}

/// The clocks of ECRIS-TCN.
public enum ECRISTCNTasks: TaskOwner {
    public static let system = SystemName.ecrisTCN
    public static let grants = Grant.tasks(
        .ecrisTCN, [(.criminalRecords, [.criminalProceedings, .dataSubjectRequest]), (.eurojust, [.mandate])],
        article: "816 9, 17, 25, 41")
}

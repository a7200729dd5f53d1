import Access

/// The groups of data that rights in Eurodac are given on: one for each category of persons, and what Eurodac does itself.
extension DataGroup {
    public static let eurodacApplicant: DataGroup = "applicant"
    public static let eurodacIrregularCrossing: DataGroup = "irregularCrossing"
    public static let eurodacIllegalStay: DataGroup = "illegalStay"
    public static let eurodacAdmission: DataGroup = "admission"
    public static let eurodacNationalResettlement: DataGroup = "nationalResettlement"
    public static let eurodacDisembarked: DataGroup = "disembarked"
    public static let eurodacTemporaryProtection: DataGroup = "temporaryProtection"
    /// Results of comparisons (603 Article 9(5); 1358 Articles 27(4), 28(5)).
    public static let eurodacComparison: DataGroup = "comparison"
    /// Comparison at the request of the person concerned (603 Article 29; 1358 Article 43).
    public static let eurodacDataSubjectSearch: DataGroup = "dataSubjectSearch"
    /// The comparisons that wait (38(2)).
    public static let eurodacQueue: DataGroup = "comparisonQueue"
    /// Council decisions on temporary protection (29(9)).
    public static let eurodacCouncilDecision: DataGroup = "councilDecision"
    /// Numbers without persons (603 Article 8; 1358 Article 12).
    public static let eurodacStatistics: DataGroup = "statistics"
    /// That a Member State has requested teams to transmit data on its behalf (1358 Articles 15(3), 22, 24, 26).
    public static let eurodacTeamRequest: DataGroup = "teamRequest"
    /// Reports of inaccurate or unlawful data (603 Article 27(4)–(5); 1358 Article 40(5)).
    public static let eurodacDatasetReport: DataGroup = "datasetReport"
    /// Duties to transmit data by a certain moment.
    public static let eurodacCollection: DataGroup = "collection"
}

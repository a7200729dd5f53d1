import Access

/// The groups of data that rights in the EES are given on.
extension DataGroup {
    public static let individualFile: DataGroup = "individualFile"
    public static let entryExitRecords: DataGroup = "entryExitRecords"
    public static let refusalRecords: DataGroup = "refusalRecords"
    public static let calculator: DataGroup = "calculator"
    public static let overstayerList: DataGroup = "overstayerList"
    /// Decisions of Article 19.
    public static let authorisationStatus: DataGroup = "authorisationStatus"
    /// The comparison of a live sample with those of a file, and doubts as to an identity (Articles 23(2), (4), 26).
    public static let biometricVerification: DataGroup = "biometricVerification"
    /// Of a file with a refusal on grounds of security, the identity and these refusals (Article 24a).
    public static let eesSecurityHit: DataGroup = "securityHit"
    /// OK or NOT OK with the remaining stay, for the traveller (Article 13(1)).
    public static let travellerAnswer: DataGroup = "travellerAnswer"
}

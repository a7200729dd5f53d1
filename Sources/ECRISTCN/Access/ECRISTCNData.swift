import Access

/// The groups of data that rights in ECRIS-TCN are given on.
extension DataGroup {
    /// Data records without their flags.
    public static let dataRecord: DataGroup = "dataRecord"
    /// Of the records that are flagged, and of them alone, the same: where to ask, and whom to verify. That a record is among them says
    /// that it is flagged; the flag itself is not shown (Articles 5(7), 7a, 7b, 7c, 7(7)).
    public static let flaggedRecord: DataGroup = "flaggedRecord"
    /// Of a flagged record that an application has a hit on, where to ask, and nothing else (Article 7b).
    public static let flaggedRecordHolder: DataGroup = "flaggedRecordHolder"
    /// Flags with the code of the convicting Member State (Article 5(1)(c)): visible to that Member State alone (Article 5(7)).
    public static let convictionFlag: DataGroup = "flag"
    /// That another Member State has reason to believe data to be wrong (Article 9(4)).
    public static let inaccuracyReport: DataGroup = "inaccuracyReport"
    /// What Eurojust asks a Member State on behalf of a third country (Article 17).
    public static let thirdCountryRequest: DataGroup = "thirdCountryRequest"
    public static let ecrisTCNStatistics: DataGroup = "ecrisTCNStatistics"
}

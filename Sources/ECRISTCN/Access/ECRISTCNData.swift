import Access

/// The groups of data that rights in ECRIS-TCN are given on.
extension DataGroup {
    /// Data records without their flags.
    public static let dataRecord: DataGroup = "dataRecord"
    /// Flags with the code of the convicting Member State (Article 5(1)(c)).
    public static let convictionFlag: DataGroup = "flag"
    /// That another Member State has reason to believe data to be wrong (Article 9(4)).
    public static let inaccuracyReport: DataGroup = "inaccuracyReport"
    /// What Eurojust asks a Member State on behalf of a third country (Article 17).
    public static let thirdCountryRequest: DataGroup = "thirdCountryRequest"
    public static let ecrisTCNStatistics: DataGroup = "ecrisTCNStatistics"
}

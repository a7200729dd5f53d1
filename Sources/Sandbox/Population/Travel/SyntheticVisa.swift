import Identity

/// A short-stay visa as its sticker says (Visa Code, Regulation (EC) No 810/2009, Article 27 and Annex VII).
public struct SyntheticVisa: Hashable, Sendable {
    public enum Entries: String, CaseIterable, Hashable, Sendable { case one, two, multiple }

    /// Nine digits, given to no other visa of the population.
    public var stickerNumber: String
    public var issuer: CountryCode
    public var validFrom: Day
    public var validUntil: Day
    /// Days that may be spent within the validity: 1 to 90.
    public var days: Int
    public var entries: Entries
    /// Limited territorial validity under Article 25(1)(b): issued although the 90 days of the period are used.
    public var hasLimitedTerritory: Bool
}

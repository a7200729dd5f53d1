import Identity

/// Whether a nationality needs a visa for stays of no more than 90 days in any 180-day period, by Annexes I and II of
/// Regulation (EU) 2018/1806 as amended up to 2024 (Kosovo exempt from 1 January 2024; Vanuatu suspended). The
/// conditions in the Annexes' footnotes (biometric passports, treaties) are taken as fulfilled.
public enum VisaRequirement: String, Hashable, Sendable {
    case required, exempt

    public init(nationality: CountryCode) {
        self = VisaRequirement.exemptNationalities.contains(nationality) ? .exempt : .required
    }

    /// Annex II, parts 1, 2 and 4. British nationals who are not British citizens (part 3) have codes of ICAO Doc 9303.
    public static let exemptNationalities: Set<CountryCode> = Set(
        """
        MKD AND ARE ATG ALB ARG AUS BIH BRB BRN BRA BHS CAN CHL COL CRI DMA FSM GRD GEO GTM HND ISR JPN KIR KNA KOR LCA
        MCO MDA MNE MHL MUS MEX MYS NIC NRU NZL PAN PER PLW PRY SRB SLB SYC SGP SMR SLV TLS TON TTO TUV UKR GBR USA URY
        VAT VCT VEN WSM HKG MAC GBN GBD GBO GBP GBS TWN RKS
        """.split(whereSeparator: \.isWhitespace).compactMap { CountryCode($0) })
}

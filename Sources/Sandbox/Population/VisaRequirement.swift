import Identity

/// Whether a nationality needs a visa for stays of no more than 90 days in any 180-day period, by Annex II to Regulation (EU) 2018/1806
/// as it stands now (`VisaExemption`), whatever the day. The conditions in its footnotes (biometric passports) are taken as fulfilled.
public enum VisaRequirement: String, Hashable, Sendable {
    case required, exempt

    public init(nationality: CountryCode) {
        self = VisaRequirement.exemptNationalities.contains(nationality) ? .exempt : .required
    }

    public static let exemptNationalities: Set<CountryCode> = VisaExemption.nationalities(on: VisaExemption.asOf)
}

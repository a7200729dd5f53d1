/// How sure the authority is of one of a person's identities: the four categories of SIS.
public enum IdentityCategory: String, CaseIterable, Hashable, Sendable {
    /// Confirmed by genuine documents, biometrics or statement of competent authorities.
    case confirmed
    /// Not sufficiently proved.
    case notConfirmed
    /// An assumed identity used by the person sought.
    case alias
    /// The identity of a real other person, whose it is and who must be protected from being mistaken.
    case misused
}

/// One identity of a person, as recorded; the original script is kept.
///
/// Surnames and given names are lists because the acts speak of *surnames* and *forenames*: several values, in the
/// order recorded. A person with a single name has it as a surname and no given name, as ICAO Doc 9303 prints it.
public struct PersonIdentity: Hashable, Sendable {
    public var category: IdentityCategory
    public var surnames: [String]
    public var givenNames: [String]
    public var surnamesAtBirth: [String]
    public var previousSurnames: [String]
    public var previousGivenNames: [String]
    /// Aliases, artistic and usual names, pseudonyms: names that are not split into surname and given name.
    public var otherNames: [String]
    public var dateOfBirth: PartialDate?
    public var sex: Sex?
    public var nationalities: [CountryCode]
    public var placeOfBirth: String?
    public var countryOfBirth: CountryCode?

    public init(
        category: IdentityCategory = .confirmed, surnames: [String] = [], givenNames: [String] = [],
        surnamesAtBirth: [String] = [], previousSurnames: [String] = [], previousGivenNames: [String] = [],
        otherNames: [String] = [], dateOfBirth: PartialDate? = nil, sex: Sex? = nil,
        nationalities: [CountryCode] = [], placeOfBirth: String? = nil, countryOfBirth: CountryCode? = nil
    ) {
        self.category = category
        self.surnames = surnames
        self.givenNames = givenNames
        self.surnamesAtBirth = surnamesAtBirth
        self.previousSurnames = previousSurnames
        self.previousGivenNames = previousGivenNames
        self.otherNames = otherNames
        self.dateOfBirth = dateOfBirth
        self.sex = sex
        self.nationalities = nationalities
        self.placeOfBirth = placeOfBirth
        self.countryOfBirth = countryOfBirth
    }
}

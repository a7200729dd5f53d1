import Identity
import Wire

/// The identity of a person whose identity the subject of the alert misuses, with that person's explicit consent for each
/// category of data (2018/1862 Article 62, 2018/1861 Article 47). It serves to tell the two apart and for nothing else.
public struct MisusedIdentity: WireRecord, Hashable {
    public var identity = PersonIdentity(category: .misused)
    public var consented = Day(number: 0)
    public var consentTo: [Datum] = []

    public init() {}
    public init(_ identity: PersonIdentity, consented: Day, to data: [Datum]) {
        self.identity = identity
        self.consented = consented
        consentTo = data
    }

    /// Categories of data of Article 62(3) that an identity can hold.
    public enum Datum: String, CaseIterable, Hashable, Sendable, WireChoice {
        case surnames, forenames, namesAtBirth, previousNames, placeOfBirth, dateOfBirth, gender, nationalities
    }

    public static let meaning = "The identity of somebody else that was misused, with that person's consent."
    public static let fields: [Field<MisusedIdentity>] = [
        .required("identity", \.identity, "The identity of the person whose identity was misused."),
        .required("consented", \.consented, "Day of the explicit consent."),
        .list("consentTo", \.consentTo, "Categories of data that the person consented to.", count: 1...8),
    ]

    /// Categories that are given without consent.
    public var withoutConsent: [Datum] {
        var given: Set<Datum> = []
        if !identity.surnames.isEmpty { given.insert(.surnames) }
        if !identity.givenNames.isEmpty { given.insert(.forenames) }
        if !identity.surnamesAtBirth.isEmpty { given.insert(.namesAtBirth) }
        if !identity.previousSurnames.isEmpty || !identity.previousGivenNames.isEmpty || !identity.otherNames.isEmpty {
            given.insert(.previousNames)
        }
        if identity.placeOfBirth != nil || identity.countryOfBirth != nil { given.insert(.placeOfBirth) }
        if identity.dateOfBirth != nil { given.insert(.dateOfBirth) }
        if identity.sex != nil { given.insert(.gender) }
        if !identity.nationalities.isEmpty { given.insert(.nationalities) }
        return given.subtracting(consentTo).sorted { $0.rawValue < $1.rawValue }
    }
}

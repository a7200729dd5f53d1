import Identity
import Wire

/// The identity of a person whose identity the subject of the alert misuses, with that person's explicit consent for each
/// category of data (2018/1862 Article 62, 2018/1861 Article 47). It serves to tell the two apart and for nothing else.
public struct MisusedIdentity: WireRecord, Hashable {
    public var identity = PersonIdentity(category: .misused)
    public var consented = Day(number: 0)
    public var consentTo: [Datum] = []
    /// Tells the identities of one alert apart; given by SIS.
    public var number = 0
    public var physicalMarks: [String] = []
    public var documents: [TravelDocument] = []
    public var address: String?
    public var fathersName: String?
    public var mothersName: String?
    /// What samples are held, which stand in a record of their own.
    public var samples: [AlertSampleKind] = []

    public init() {}
    public init(_ identity: PersonIdentity, consented: Day, to data: [Datum]) {
        self.identity = identity
        self.consented = consented
        consentTo = data
    }

    /// Categories of data of Article 62(3).
    public enum Datum: String, CaseIterable, Hashable, Sendable, WireChoice {
        case surnames, forenames, namesAtBirth, previousNames, physicalMarks, placeOfBirth, dateOfBirth, gender
        case photographs, prints, nationalities
        case documentCategory, documentIssuer, documentNumber, documentIssueDate
        case address, fathersName, mothersName
    }

    public static let meaning = "The identity of somebody else that was misused, with that person's consent."
    public static let fields: [Field<MisusedIdentity>] = [
        .required("identity", \.identity, "The identity of the person whose identity was misused."),
        .required("consented", \.consented, "Day of the explicit consent."),
        .list("consentTo", \.consentTo, "Categories of data that the person consented to.", count: 1...18),
        .defaulted("number", \.number, to: 0, "Its number in the alert; given by SIS.", limits: .integer(0...1_000_000)),
        .list(
            "physicalMarks", \.physicalMarks, "Specific, objective physical characteristics not subject to change.",
            count: 0...20, element: AlertContent.line),
        .list("documents", \.documents, "Identification documents.", count: 0...20),
        .optional("address", \.address, "Address.", limits: AlertContent.line),
        .optional("fathersName", \.fathersName, "Father's name.", limits: AlertContent.line),
        .optional("mothersName", \.mothersName, "Mother's name.", limits: AlertContent.line),
        .list("samples", \.samples, "What samples are held.", count: 0...AlertSamples.countMax),
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
        if !physicalMarks.isEmpty { given.insert(.physicalMarks) }
        if !documents.isEmpty { given.formUnion([.documentCategory, .documentIssuer, .documentNumber]) }
        if documents.contains(where: { $0.issued != nil }) { given.insert(.documentIssueDate) }
        if address != nil { given.insert(.address) }
        if fathersName != nil { given.insert(.fathersName) }
        if mothersName != nil { given.insert(.mothersName) }
        if samples.contains(where: { $0 == .photograph || $0 == .facialImage }) { given.insert(.photographs) }
        if samples.contains(where: \.isDactyloscopic) { given.insert(.prints) }
        return given.subtracting(consentTo).sorted { $0.rawValue < $1.rawValue }
    }
}

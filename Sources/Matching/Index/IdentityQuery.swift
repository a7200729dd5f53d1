import Identity

/// What the caller calls a person by: a dense record number, or any 64 bits of its own. Several identities may share one.
public struct IndexReference: Hashable, Sendable, Comparable {
    public let number: UInt64
    public init(_ number: UInt64) { self.number = number }
    public static func < (a: IndexReference, b: IndexReference) -> Bool { a.number < b.number }
}

/// What is known of the person sought. Everything is optional; a query without names and documents finds nobody.
public struct IdentityQuery: Sendable, Hashable {
    public var surnames: [String]
    public var givenNames: [String]
    /// A name that is not split into surname and given name.
    public var wholeName: String?
    public var dateOfBirth: PartialDate?
    public var sex: Sex?
    public var nationalities: [CountryCode]
    public var documents: [TravelDocument]
    /// Numbers of documents whose issuer is not known.
    public var documentNumbers: [String]

    public init(
        surnames: [String] = [], givenNames: [String] = [], wholeName: String? = nil, dateOfBirth: PartialDate? = nil,
        sex: Sex? = nil, nationalities: [CountryCode] = [], documents: [TravelDocument] = [], documentNumbers: [String] = []
    ) {
        self.surnames = surnames
        self.givenNames = givenNames
        self.wholeName = wholeName
        self.dateOfBirth = dateOfBirth
        self.sex = sex
        self.nationalities = nationalities
        self.documents = documents
        self.documentNumbers = documentNumbers
    }

    /// The query that asks for whoever this identity describes.
    public init(_ identity: PersonIdentity, documents: [TravelDocument] = []) {
        self.init(
            surnames: identity.surnames, givenNames: identity.givenNames, wholeName: identity.otherNames.first,
            dateOfBirth: identity.dateOfBirth, sex: identity.sex, nationalities: identity.nationalities, documents: documents)
    }
}

/// One piece of evidence for or against two descriptions being of one person.
public struct Evidence: Sendable, Hashable {
    public enum Kind: String, Sendable, Hashable, CaseIterable {
        case surname, givenName, name, nameOrder, dateOfBirth, sex, nationality, document
    }
    public var kind: Kind
    /// The value asked for and the value found, as levelled for comparison.
    public var left: String
    public var right: String
    /// What rule made them meet or part, in words.
    public var rule: String
    /// log₂ of how much likelier this is between records of one person than between two persons.
    public var bits: Double
}

/// A record that may be the person sought.
public struct Candidate: Sendable, Hashable {
    public var reference: IndexReference
    /// Which of the identities given at insertion this is.
    public var identityIndex: Int
    /// Sum of the evidence in bits.
    public var score: Double
    /// The chance that this is the person sought, when every record of the register was as likely before.
    public var probability: Double
    public var evidence: [Evidence]
}

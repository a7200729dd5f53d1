import Identity

/// One synthetic person. Nothing about them is taken from anybody: names are drawn from tables, the rest from numbers.
public struct Person: Hashable, Sendable {
    /// Who this really is, whatever any document says: the label that matching is measured against.
    public let index: Int
    /// As their current passport has it, in Latin letters.
    public let identity: PersonIdentity
    public let nativeNames: NativeNames
    /// The day they were really born, where `identity` may only know the year.
    public let born: Day
    /// Newest first of the nationality that they travel on: the first is the one that they show. Then the others.
    /// Never empty.
    public let documents: [TravelDocument]
    public let household: Household
    public let role: Household.Role
    /// The other one of twins.
    public let twin: Int?
    public let homeTown: String
    public let visaRequirement: VisaRequirement

    /// The document that they travel on.
    public var document: TravelDocument { documents[0] }

    /// Full years on a day.
    public func age(on day: Day) -> Int { PartialDate(born).certainAge(on: day) ?? 0 }

    /// The document of the travelling nationality that was current on a day: the newest one issued by then.
    public func document(on day: Day) -> TravelDocument? {
        documents.first { $0.issuer == document.issuer && ($0.issued ?? day) <= day }
    }
}

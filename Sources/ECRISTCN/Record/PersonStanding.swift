import Identity
import Operations

/// Whether the Regulation applies to somebody, by nationality (Articles 2, 3(7)).
public enum PersonStanding: Hashable, Sendable {
    /// No citizen of the Union; also stateless, or of unknown nationality.
    case thirdCountryNational
    /// A citizen of the Union who holds the nationality of a third country too.
    case alsoUnionCitizen
    /// Nothing may be recorded.
    case unionCitizenOnly

    public init(_ nationalities: [CountryCode], on day: Day) {
        let union = nationalities.filter { $0.isEUMemberState(on: day) }
        self =
            union.isEmpty
            ? .thirdCountryNational : union.count == nationalities.count ? .unionCitizenOnly : .alsoUnionCitizen
    }
}

/// What the alphanumeric data of a record must be (Articles 2, 5(1)(a)). Pure.
public enum RecordRule {
    /// - Parameter isRecorded: the person is in the system already. Who has become a citizen of the Union since was convicted as
    ///   a third-country national, and the record stays as long as the criminal record does (Articles 7(4), 8(1)).
    /// - Returns: the standing of the person.
    @discardableResult
    public static func check(_ person: ConvictedPerson, on day: Day, isRecorded: Bool = false) throws(Refusal)
        -> PersonStanding
    {
        let (given, notKnown) = (person.given, Set(person.notKnown))
        for datum in ObligatoryDatum.allCases {
            switch (given.contains(datum), notKnown.contains(datum)) {
            case (false, false):
                throw Refusal(
                    .obligatoryDataMissing, "\(datum.rawValue) is neither given nor said to be unknown",
                    pointer: "/person/\(datum.rawValue)")
            case (true, true):
                throw Refusal(
                    .obligatoryDataMissing, "\(datum.rawValue) is given and said to be unknown",
                    pointer: "/person/notKnown")
            default: continue
            }
        }
        guard !person.surnames.isEmpty || !person.givenNames.isEmpty || !person.aliases.isEmpty else {
            throw Refusal(
                .obligatoryDataMissing, "nobody could be found by a record without any name",
                pointer: "/person/surnames")
        }
        let standing = PersonStanding(person.nationalities, on: day)
        guard standing != .unionCitizenOnly || isRecorded else {
            throw Refusal(
                .outOfScope, "the person is a citizen of the Union and of no third country",
                pointer: "/person/nationalities")
        }
        return standing
    }
}

extension RefusalKind {
    public static let obligatoryDataMissing = RefusalKind(
        "ecris-tcn/obligatory-data-missing", 422, "Obligatory data are missing", article: "816 5(1)(a)(i)")
    public static let outOfScope = RefusalKind(
        "ecris-tcn/out-of-scope", 422, "The Regulation does not apply to the person", article: "816 2")
}

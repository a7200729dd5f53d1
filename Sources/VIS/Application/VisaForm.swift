import Identity
import Wire

/// What is taken from the application form besides identity and travel document (Article 9(4)(f)–(n)).
public struct VisaForm: WireRecord, Hashable {
    public var inviter: Inviter?
    public var destinations: [CountryCode] = []
    public var stayDays: Int?
    public var purposes: [JourneyPurpose] = []
    public var otherPurpose: String?
    public var arrival: Day?
    public var departure: Day?
    public var firstEntry: CountryCode?
    public var homeAddress: Address?
    public var jobGroup: String?
    public var employer: String?
    public var educationalEstablishment: String?
    public var guardian: Guardian?
    public var euFamily = false
    /// Fields that need not or cannot be filled in (Article 8(5)).
    public var notApplicable: [FormField] = []

    public init() {}
    public static let meaning = "What is taken from the application form (Article 9(4)(f)–(n))."
    public static let fields: [Field<VisaForm>] = [
        .optional("inviter", \.inviter, "Who invites or is liable to pay for the stay (point (f))."),
        .list("destinations", \.destinations, "Member States of destination (point (g)).", count: 0...40),
        .optional("stayDays", \.stayDays, "Duration of the intended stay or transit in days (point (g)).", limits: .integer(1...3660)),
        .list("purposes", \.purposes, "Main purposes of the journey (point (h)).", count: 0...10),
        .optional("otherPurpose", \.otherPurpose, "The purpose, where it is another."),
        .optional("arrival", \.arrival, "Intended day of arrival (point (i))."),
        .optional("departure", \.departure, "Intended day of departure (point (i))."),
        .optional("firstEntry", \.firstEntry, "Member State of first entry (point (j))."),
        .optional("homeAddress", \.homeAddress, "Home address (point (k))."),
        .optional("jobGroup", \.jobGroup, "Current occupation: a job group of the predetermined list (point (l))."),
        .optional("employer", \.employer, "Employer (point (l))."),
        .optional("educationalEstablishment", \.educationalEstablishment, "Of students: the establishment (point (l))."),
        .optional("guardian", \.guardian, "Of minors: parental authority or legal guardian (point (m))."),
        .defaulted("euFamily", \.euFamily, to: false, "Applies as a family member of a Union citizen (point (n))."),
        .list("notApplicable", \.notApplicable, "Fields marked as not applicable (Article 8(5)).", count: 0...20),
    ]
}

/// Main purpose of a journey, as the harmonised form lists them.
public enum JourneyPurpose: String, CaseIterable, Hashable, Sendable, WireChoice {
    case tourism, business, visitingFamilyOrFriends, cultural, sports, officialVisit, medicalReasons, study, airportTransit, other
}

/// Fields of the form that may be marked as not applicable.
public enum FormField: String, CaseIterable, Hashable, Sendable, WireChoice {
    case destinations, stayDays, purposes, arrival, departure, firstEntry, homeAddress, jobGroup, guardian
}

public struct Address: WireRecord, Hashable {
    public var lines = ""
    public var city = ""
    public var country = CountryCode.unspecified
    public init() {}
    public init(lines: String, city: String, country: CountryCode) {
        self.lines = lines
        self.city = city
        self.country = country
    }
    public static let wireName = "ApplicantAddress"
    public static let meaning = "An address."
    public static let fields: [Field<Address>] = [
        .required("lines", \.lines, "Street and number.", limits: .text(.init(length: 1...300))),
        .required("city", \.city, "City."),
        .required("country", \.country, "Country."),
    ]
}

/// Who invites or pays (Article 9(4)(f)): a natural person, or an organisation with a contact person.
public struct Inviter: WireRecord, Hashable {
    public var organisation: String?
    public var surname: String?
    public var givenNames: String?
    public var address: String?
    public init() {}
    public init(organisation: String? = nil, surname: String? = nil, givenNames: String? = nil, address: String? = nil) {
        self.organisation = organisation
        self.surname = surname
        self.givenNames = givenNames
        self.address = address
    }
    public static let meaning = "Who invites the applicant or is liable to pay for the stay."
    public static let fields: [Field<Inviter>] = [
        .optional("organisation", \.organisation, "Company or other organisation."),
        .optional("surname", \.surname, "Surname of the person, or of the organisation's contact person."),
        .optional("givenNames", \.givenNames, "First names."),
        .optional("address", \.address, "Address.", limits: .text(.init(length: 1...300))),
    ]

    /// What an inviter is looked up by: the organisation, or the person's names.
    public var key: String? {
        if let organisation { return "o/" + TravelDocument.level(number: organisation) }
        guard let surname else { return nil }
        return "p/" + TravelDocument.level(number: surname) + "/" + TravelDocument.level(number: givenNames ?? "")
    }

    /// Whether a search for `asked` means this one: same name, and same address where one is asked for.
    func fits(_ asked: Inviter) -> Bool {
        guard key == asked.key else { return false }
        guard let wanted = asked.address else { return true }
        return TravelDocument.level(number: address ?? "") == TravelDocument.level(number: wanted)
    }
}

public struct Guardian: WireRecord, Hashable {
    public var surname = ""
    public var givenNames = ""
    public init() {}
    public init(surname: String, givenNames: String) {
        self.surname = surname
        self.givenNames = givenNames
    }
    public static let wireName = "ApplicantGuardian"
    public static let meaning = "Holder of parental authority or legal guardian of a minor."
    public static let fields: [Field<Guardian>] = [
        .required("surname", \.surname, "Surname."), .required("givenNames", \.givenNames, "First names."),
    ]
}

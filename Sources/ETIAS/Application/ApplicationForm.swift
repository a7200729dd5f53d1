import Identity
import Wire

/// The application form as the applicant fills it in (Article 17(2), (4) and (6)).
public struct ApplicationForm: WireRecord, Hashable {
    public var identity = ApplicantIdentity()
    public var document = TravelDocument()
    /// Home address, or city and country of residence where there is none.
    public var residence = Residence()
    public var email = ""
    public var phones: [String] = []
    public var education = EducationLevel.noEducation
    public var occupation = JobGroup.other
    public var firstIntendedStay = CountryCode.unspecified
    public var addressOfStay: String?
    public var guardian: Guardian?
    public var familyMember: FamilyMember?
    public var submitter: Submitter?
    public var answers = BackgroundAnswers()
    public var declaration = Declaration()

    public init() {}

    public static let meaning = "Application form (Article 17)."
    public static let fields: [Field<ApplicationForm>] = [
        .required("identity", \.identity, "Who applies."),
        .required("document", \.document, "Travel document, with days of issue and expiry."),
        .required("residence", \.residence, "Home address, or city and country of residence."),
        .required("email", \.email, "Email address.", limits: .text(.init(length: 3...254))),
        .list("phones", \.phones, "Phone numbers, if available.", count: 0...5, element: .text(.init(length: 4...30))),
        .required("education", \.education, "Level of education.", group: "education"),
        .required("occupation", \.occupation, "Current occupation, as a job group.", group: "occupation"),
        .required("firstIntendedStay", \.firstIntendedStay, "Member State of first intended stay."),
        .optional("addressOfStay", \.addressOfStay, "Address of first intended stay.", limits: .text(.init(length: 1...300))),
        .optional("guardian", \.guardian, "Person with parental authority or guardian; of minors."),
        .optional("familyMember", \.familyMember, "Union citizen with whom there are family ties, where that status is claimed."),
        .optional("submitter", \.submitter, "Who filled the form in, where not the applicant."),
        .required("answers", \.answers, "Answers to the questions of Article 17(4) and (6).", group: "answers"),
        .required("declaration", \.declaration, "Declarations of Article 17(1)."),
    ]

    /// Residence (Article 17(2)(f)).
    public struct Residence: WireRecord, Hashable {
        public var address: String?
        public var city = ""
        public var country = CountryCode.unspecified
        public init() {}
        public static let meaning = "Home address or, if not available, city and country of residence (Article 17(2)(f))."
        public static let fields: [Field<Residence>] = [
            .optional("address", \.address, "Home address; absent where there is none.", limits: .text(.init(length: 1...300))),
            .required("city", \.city, "City.", limits: ApplicantIdentity.name),
            .required("country", \.country, "Country."),
        ]
    }

    /// Parental authority or legal guardian of a minor (Article 17(2)(k)).
    public struct Guardian: WireRecord, Hashable {
        public var surname = ""
        public var firstNames: [String] = []
        public var address = ""
        public var email = ""
        public var phone: String?
        /// The form of a minor is signed electronically by this person (Article 17(1)).
        public var signed = false
        public init() {}
        public static let meaning = "Person exercising parental authority, or legal guardian (Article 17(2)(k))."
        public static let fields: [Field<Guardian>] = [
            .required("surname", \.surname, "Surname.", limits: ApplicantIdentity.name),
            .list("firstNames", \.firstNames, "First names.", count: 0...10, element: ApplicantIdentity.name),
            .required("address", \.address, "Home address.", limits: .text(.init(length: 1...300))),
            .required("email", \.email, "Email address.", limits: .text(.init(length: 3...254))),
            .optional("phone", \.phone, "Phone number, if available.", limits: .text(.init(length: 4...30))),
            .defaulted("signed", \.signed, to: false, "Has signed the form electronically."),
        ]
    }

    /// Family ties with a Union citizen (Article 17(2)(l)).
    public struct FamilyMember: WireRecord, Hashable {
        public enum Tie: String, CaseIterable, Hashable, Sendable, WireChoice {
            case spouse, registeredPartner, descendantUnder21OrDependent, dependentAscendant
        }
        public var tie = Tie.spouse
        public var surname = ""
        public var firstNames: [String] = []
        public var dateOfBirth = Day(number: 0)
        public var placeOfBirth = ""
        public var countryOfBirth = CountryCode.unspecified
        public var nationality = CountryCode.unspecified
        public var address = ""
        public var email = ""
        public var phone: String?
        /// Holders of a residence card or permit of Directive 2004/38/EC need no authorisation (Article 2(2)(b)–(c)).
        public var holdsResidenceCard = false
        public init() {}
        public static let meaning =
            "Union citizen, or other person with free movement, with whom the applicant has family ties (Article 17(2)(l))."
        public static let fields: [Field<FamilyMember>] = [
            .required("tie", \.tie, "Family tie (Directive 2004/38/EC, Article 2(2))."),
            .required("surname", \.surname, "Surname.", limits: ApplicantIdentity.name),
            .list("firstNames", \.firstNames, "First names.", count: 0...10, element: ApplicantIdentity.name),
            .required("dateOfBirth", \.dateOfBirth, "Date of birth."),
            .required("placeOfBirth", \.placeOfBirth, "Place of birth.", limits: ApplicantIdentity.name),
            .required("countryOfBirth", \.countryOfBirth, "Country of birth."),
            .required("nationality", \.nationality, "Current nationality."),
            .required("address", \.address, "Home address.", limits: .text(.init(length: 1...300))),
            .required("email", \.email, "Email address.", limits: .text(.init(length: 3...254))),
            .optional("phone", \.phone, "Phone number, if available.", limits: .text(.init(length: 4...30))),
            .defaulted("holdsResidenceCard", \.holdsResidenceCard, to: false, "The applicant holds a residence card or permit."),
        ]
    }

    /// Who filled the form in for the applicant (Article 17(2)(m)).
    public struct Submitter: WireRecord, Hashable {
        public var surname = ""
        public var firstNames: [String] = []
        public var firm: String?
        public var email = ""
        public var mailingAddress = ""
        public var phone: String?
        public var relationship = ""
        public var representationSigned = false
        public init() {}
        public static let meaning = "Person, firm or organisation that filled in the form (Article 17(2)(m))."
        public static let fields: [Field<Submitter>] = [
            .required("surname", \.surname, "Surname.", limits: ApplicantIdentity.name),
            .list("firstNames", \.firstNames, "First names.", count: 0...10, element: ApplicantIdentity.name),
            .optional("firm", \.firm, "Firm or organisation.", limits: .text(.init(length: 1...200))),
            .required("email", \.email, "Email address.", limits: .text(.init(length: 3...254))),
            .required("mailingAddress", \.mailingAddress, "Mailing address.", limits: .text(.init(length: 1...300))),
            .optional("phone", \.phone, "Phone number, if available.", limits: .text(.init(length: 4...30))),
            .required("relationship", \.relationship, "Relationship to the applicant.", limits: .text(.init(length: 1...100))),
            .defaulted("representationSigned", \.representationSigned, to: false, "The declaration of representation is signed."),
        ]
    }

    /// What the applicant declares (Article 17(1)): a box each, ticked by the applicant and not beforehand.
    public struct Declaration: WireRecord, Hashable {
        public var authentic = false
        public var truthful = false
        public var entryConditionsUnderstood = false
        public init() {}
        public static let meaning = "Declarations of the applicant (Article 17(1))."
        public static let fields: [Field<Declaration>] = [
            .defaulted("authentic", \.authentic, to: false, "The data are authentic, complete, correct and reliable."),
            .defaulted("truthful", \.truthful, to: false, "The statements are true and reliable."),
            .defaulted(
                "entryConditionsUnderstood", \.entryConditionsUnderstood, to: false,
                "The conditions of entry are understood, and that supporting documents may be asked for."),
        ]
    }
}

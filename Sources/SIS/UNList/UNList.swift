import Identity

/// The consolidated list of the United Nations Security Council, as read from its XML form.
///
/// Every text of the file is in an entry, in an organisation, or in `unread` with the reason: nothing is dropped.
public struct UNList: Hashable, Sendable {
    /// When the United Nations made the file; `nil` where it does not say.
    public var generated: Instant?
    public var individuals: [UNListEntry]
    /// Groups, undertakings and entities. They are recognised and kept apart: an alert of Regulation (EU) 2018/1861,
    /// Article 25, is on a person.
    public var organisations: [UNListOrganisation]
    public var unread: [Unread]

    public init(
        generated: Instant? = nil, individuals: [UNListEntry] = [], organisations: [UNListOrganisation] = [],
        unread: [Unread] = []
    ) {
        self.generated = generated
        self.individuals = individuals
        self.organisations = organisations
        self.unread = unread
    }
}

/// A text of the list that could not be understood. It is reported, never dropped.
public struct Unread: Hashable, Sendable {
    public enum Reason: String, CaseIterable, Hashable, Sendable {
        /// An element that the reader does not know.
        case unknownElement
        /// A second value where there can be one.
        case repeatedElement
        /// No state is known by this name, or it has no code.
        case unknownCountry
        case unknownGender
        case unknownAliasQuality
        case unknownDateType
        case unreadableDate
        /// A date of a document of which day or month is missing.
        case incompleteDate
        /// No number could be found in the text of a document.
        case documentWithoutNumber
        /// What is said of an alias that has no name.
        case aliasWithoutName
        case entryWithoutReference
        case entryWithoutName
        /// A period of birth years too wide to be written out.
        case periodTooWide
        /// An entry with more names and dates than a person has.
        case tooManyIdentities
    }

    /// Where it stands, for instance `QDi.001/INDIVIDUAL_DATE_OF_BIRTH[2]/NOTE`.
    public var path: String
    public var text: String
    public var reason: Reason

    public init(path: String, text: String, reason: Reason) {
        self.path = path
        self.text = text
        self.reason = reason
    }
}

/// A state as the list names it.
public struct UNListCountry: Hashable, Sendable {
    public var text: String
    /// `nil` where no state is known by the name; reported where it matters.
    public var code: CountryCode?

    public init(_ text: String) {
        self.text = text
        code = CountryNames.code(of: text)
    }
}

/// One listed individual.
public struct UNListEntry: Hashable, Sendable {
    /// Number of the entry in the United Nations' own data.
    public var dataID: String
    public var version: String?
    /// Permanent reference number, for instance `QDi.001`.
    public var reference: String
    /// The sanctions list, for instance `Al-Qaida` or `DPRK`.
    public var listType: String
    /// Value of LIST_TYPE, in practice always `UN List`.
    public var listNames: [String]
    /// First to fourth name as given; the list does not say which of them is the surname.
    public var names: [String]
    public var originalScriptNames: [String]
    public var titles: [String]
    public var designations: [String]
    public var sex: Sex?
    public var aliases: [Alias]
    public var nationalities: [UNListCountry]
    public var datesOfBirth: [BirthDate]
    public var placesOfBirth: [Place]
    public var addresses: [Place]
    public var documents: [Document]
    public var listedOn: Day?
    /// Days of amendment, in the order of the file.
    public var lastUpdated: [Day]
    public var comments: String?
    /// Element names and texts that belong to the entry and that no field above holds.
    public var otherTexts: [OtherText]

    public struct OtherText: Hashable, Sendable {
        public var element: String
        public var text: String
    }

    public struct Alias: Hashable, Sendable {
        /// How sure the name is. The list uses good and low for individuals, a.k.a. and f.k.a. for organisations.
        public enum Quality: String, CaseIterable, Hashable, Sendable {
            case good = "Good"
            case low = "Low"
            case alsoKnownAs = "a.k.a."
            case formerlyKnownAs = "f.k.a."
            case unstated = ""
        }

        public var name: String
        public var quality: Quality
        /// Dates of birth used with this name.
        public var datesOfBirth: [PartialDate]
        public var cityOfBirth: String?
        public var countryOfBirth: UNListCountry?
        public var note: String?
    }

    public struct BirthDate: Hashable, Sendable {
        public enum Precision: String, CaseIterable, Hashable, Sendable {
            case exact = "EXACT"
            case approximately = "APPROXIMATELY"
            case between = "BETWEEN"
            case unstated = ""
        }

        public var precision: Precision
        /// The date, or the first one of a period.
        public var date: PartialDate
        /// The last date of a period.
        public var through: PartialDate?
        public var note: String?
    }

    public struct Place: Hashable, Sendable {
        public var street: String?
        public var city: String?
        public var province: String?
        public var zipCode: String?
        public var country: UNListCountry?
        public var note: String?

        /// Street, town and province in one line.
        public var line: String {
            [street, city, province, zipCode].compactMap { $0 }.joined(separator: ", ")
        }
    }

    public struct Document: Hashable, Sendable {
        public var type: String?
        /// A closer description of the type.
        public var type2: String?
        /// As given: some hold the type, the state or a remark too.
        public var number: String?
        public var issuingCountry: UNListCountry?
        public var countryOfIssue: UNListCountry?
        public var cityOfIssue: String?
        public var issued: PartialDate?
        public var note: String?
    }
}

/// One listed group, undertaking or entity.
public struct UNListOrganisation: Hashable, Sendable {
    public var dataID: String
    public var reference: String
    public var listType: String
    public var names: [String]
    public var originalScriptNames: [String]
    public var aliases: [UNListEntry.Alias]
    public var addresses: [UNListEntry.Place]
    public var listedOn: Day?
    public var lastUpdated: [Day]
    public var comments: String?
    public var otherTexts: [UNListEntry.OtherText]
}

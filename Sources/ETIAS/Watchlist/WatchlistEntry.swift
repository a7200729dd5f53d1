import Access
import Identity
import Operations
import Registry
import Wire

/// The items that a watchlist entry consists of (Article 34(4)–(5)).
public struct WatchlistItems: WireRecord, Hashable {
    public var surname: String?
    public var surnameAtBirth: String?
    public var dateOfBirth: Day?
    public var otherNames: [String] = []
    public var documents: [TravelDocument] = []
    public var homeAddress: String?
    public var email: String?
    public var phone: String?
    public var organisation: Organisation?
    public var ipAddress: String?
    // Added to the items above where available; never an entry by themselves.
    public var firstNames: [String] = []
    public var placeOfBirth: String?
    public var countryOfBirth: CountryCode?
    public var sex: Sex?
    public var nationality: CountryCode?

    public init() {}

    public static let meaning = "Items of a watchlist entry (Article 34(4)–(5))."
    public static let fields: [Field<WatchlistItems>] = [
        .optional("surname", \.surname, "Surname.", limits: ApplicantIdentity.name),
        .optional("surnameAtBirth", \.surnameAtBirth, "Surname at birth.", limits: ApplicantIdentity.name),
        .optional("dateOfBirth", \.dateOfBirth, "Date of birth."),
        .list("otherNames", \.otherNames, "Aliases, artistic and usual names.", count: 0...20, element: ApplicantIdentity.name),
        .list("documents", \.documents, "Travel documents.", count: 0...20),
        .optional("homeAddress", \.homeAddress, "Home address.", limits: .text(.init(length: 1...300))),
        .optional("email", \.email, "Email address.", limits: .text(.init(length: 3...254))),
        .optional("phone", \.phone, "Phone number.", limits: .text(.init(length: 4...30))),
        .optional("organisation", \.organisation, "Firm or organisation."),
        .optional("ipAddress", \.ipAddress, "IP address.", limits: .text(.init(length: 2...45))),
        .list("firstNames", \.firstNames, "First names, if available.", count: 0...10, element: ApplicantIdentity.name),
        .optional("placeOfBirth", \.placeOfBirth, "Place of birth, if available.", limits: ApplicantIdentity.name),
        .optional("countryOfBirth", \.countryOfBirth, "Country of birth, if available."),
        .optional("sex", \.sex, "Sex, if available."), .optional("nationality", \.nationality, "Nationality, if available."),
    ]

    /// A firm or organisation (Article 34(4)(i)), which an application names where it was filled in by one.
    public struct Organisation: WireRecord, Hashable {
        public var name: String?
        public var email: String?
        public var mailingAddress: String?
        public var phone: String?
        public init() {}
        public static let wireName = "WatchlistOrganisation"
        public static let meaning = "Firm or organisation (Article 34(4)(i))."
        public static let fields: [Field<Organisation>] = [
            .optional("name", \.name, "Name.", limits: .text(.init(length: 1...200))),
            .optional("email", \.email, "Email address.", limits: .text(.init(length: 3...254))),
            .optional("mailingAddress", \.mailingAddress, "Mailing address.", limits: .text(.init(length: 1...300))),
            .optional("phone", \.phone, "Phone number.", limits: .text(.init(length: 4...30))),
        ]
    }

    /// The values by which an application can meet the entry, each with its kind.
    var keys: Set<String> {
        var keys: Set<String> = []
        for name in [surname, surnameAtBirth].compactMap({ $0 }) + otherNames { keys.insert("name/" + Levelled.text(name)) }
        for document in documents { keys.insert("document/" + document.key) }
        if let homeAddress { keys.insert("address/" + Levelled.text(homeAddress)) }
        if let email { keys.insert("email/" + Levelled.email(email)) }
        if let phone { keys.insert("phone/" + Levelled.phone(phone)) }
        if let ipAddress { keys.insert("ip/" + ipAddress) }
        if let organisation {
            if let name = organisation.name { keys.insert("firm/" + Levelled.text(name)) }
            if let email = organisation.email { keys.insert("firmEmail/" + Levelled.email(email)) }
            if let address = organisation.mailingAddress { keys.insert("firmAddress/" + Levelled.text(address)) }
            if let phone = organisation.phone { keys.insert("firmPhone/" + Levelled.phone(phone)) }
        }
        return keys
    }

    /// The same of an application.
    static func keys(of form: ApplicationForm, ipAddress: String) -> Set<String> {
        var keys: Set<String> = ["document/" + form.document.key, "email/" + Levelled.email(form.email), "ip/" + ipAddress]
        let identity = form.identity
        for name in [identity.surname] + (identity.surnameAtBirth.map { [$0] } ?? []) + identity.otherNames {
            keys.insert("name/" + Levelled.text(name))
        }
        if let address = form.residence.address { keys.insert("address/" + Levelled.text(address)) }
        for phone in form.phones { keys.insert("phone/" + Levelled.phone(phone)) }
        if let submitter = form.submitter {
            if let firm = submitter.firm { keys.insert("firm/" + Levelled.text(firm)) }
            keys.insert("firmEmail/" + Levelled.email(submitter.email))
            keys.insert("firmAddress/" + Levelled.text(submitter.mailingAddress))
            if let phone = submitter.phone { keys.insert("firmPhone/" + Levelled.phone(phone)) }
        }
        return keys
    }
}

/// An entry of the ETIAS watchlist (Articles 34 and 35): data on persons suspected of a terrorist or other serious
/// offence, entered by Europol or a Member State, and looked at every year.
public struct WatchlistEntry: RecordValue, Hashable {
    public static let kind = RecordKind(.ETIAS, "watchlist")

    public enum Suspicion: String, CaseIterable, Hashable, Sendable, WireChoice {
        /// Has committed or taken part in an offence (34(1), first part).
        case committed
        /// Factual indications or reasonable grounds that an offence will be committed.
        case expected
    }
    public enum Offence: String, CaseIterable, Hashable, Sendable, WireChoice { case terrorist, otherSerious }

    public var items = WatchlistItems()
    public var suspicion = Suspicion.committed
    public var offence = Offence.terrorist
    /// Why the information is adequate, accurate and important enough (Article 35(1)(a)).
    public var justification = ""
    /// Member State, or `EUROPOL`.
    public var enteredBy = ""
    public var entered = Instant(milliseconds: 0)
    public var reviewed: Instant?
    /// The impact that was assessed before the entry (Article 35(1)(b)).
    public var impact = WatchlistImpact()

    public init() {}

    public static let meaning = "Entry of the watchlist (Article 34)."
    public static let fields: [Field<WatchlistEntry>] = [
        .required("items", \.items, "Items."), .required("suspicion", \.suspicion, "Suspected, or expected, of an offence."),
        .required("offence", \.offence, "Kind of offence."),
        .required(
            "justification", \.justification, "Why it is adequate, accurate and important enough.", limits: .text(.init(length: 10...4000))),
        .required("enteredBy", \.enteredBy, "Member State, or EUROPOL.", limits: .text(.init(length: 3...7))),
        .required("entered", \.entered, "When."), .optional("reviewed", \.reviewed, "Last review."),
        .required("impact", \.impact, "Impact assessed before the entry."),
    ]

    public var isEuropol: Bool { enteredBy == Consultation.europol }

    /// A year after entry or the last review (Article 35(5)).
    public var reviewBy: Day {
        ETIASRetention.term(for: .watchlist(entered: (reviewed ?? entered).utcDay)).reviewBy ?? .lastOfCalendar
    }

    public var projection: Projection {
        Projection(
            keys: items.keys.sorted().map { RecordKey(ETIASKey.item, $0, unique: false) }
                + [RecordKey("enteredBy", enteredBy, unique: false)],
            due: [DueDate(reviewBy, .review, article: "35(5)")])
    }

    static func candidates(for form: ApplicationForm, ipAddress: String, from reader: Reader) throws -> [Recorded<WatchlistEntry>] {
        var found: [RecordID: Recorded<WatchlistEntry>] = [:]
        for key in WatchlistItems.keys(of: form, ipAddress: ipAddress) {
            for entry in try reader.values(WatchlistEntry.self, key: ETIASKey.item, value: key) { found[entry.id] = entry }
        }
        return found.values.sorted { $0.id < $1.id }
    }

    /// An item that singles somebody out (a document, an address, a number) is enough. A name is not: what the entry says
    /// beside it, its date of birth first, must not speak against it.
    public func corresponds(to form: ApplicationForm, ipAddress: String) -> Bool {
        let common = items.keys.intersection(WatchlistItems.keys(of: form, ipAddress: ipAddress))
        if common.contains(where: { !$0.hasPrefix("name/") }) { return true }
        guard !common.isEmpty else { return false }
        let identity = form.identity
        if let born = items.dateOfBirth, born != identity.dateOfBirth { return false }
        if let sex = items.sex, sex != .unspecified, identity.sex != .unspecified, sex != identity.sex { return false }
        if let nationality = items.nationality, !([identity.nationality] + identity.otherNationalities).contains(nationality) {
            return false
        }
        if !items.firstNames.isEmpty {
            let known = Set(identity.firstNames.map(Levelled.text))
            if known.isDisjoint(with: items.firstNames.map(Levelled.text)) { return false }
        }
        return true
    }
}

/// What an entry would have meant for past applications (Article 35(1)(b)).
public struct WatchlistImpact: WireRecord, Hashable {
    public var applications = 0
    public var hits = 0
    public init() {}
    public static let meaning = "How many past applications an entry would have sent to manual processing."
    public static let fields: [Field<WatchlistImpact>] = [
        .required("applications", \.applications, "Applications looked at."), .required("hits", \.hits, "Of these, with a hit."),
    ]
}

extension WatchlistEntry {
    /// Entries that name a person or a document, for the automated queries of the VIS (767/2008 Article 9a(4)(c)(ii)).
    public static func about(
        _ person: PersonIdentity, documents: [TravelDocument], from reader: Reader
    ) throws -> [Recorded<WatchlistEntry>] {
        var form = ApplicationForm()
        form.identity.surname = person.surnames.joined(separator: " ")
        form.identity.firstNames = person.givenNames
        form.identity.otherNames = person.otherNames
        form.identity.dateOfBirth = person.dateOfBirth?.exactDay ?? Day(number: 0)
        form.identity.sex = person.sex ?? .unspecified
        form.identity.nationality = person.nationalities.first ?? .unspecified
        var found: [RecordID: Recorded<WatchlistEntry>] = [:]
        let held = documents.isEmpty ? [form.document] : documents
        for document in held {
            form.document = document
            for entry in try candidates(for: form, ipAddress: "", from: reader) where entry.value.corresponds(to: form, ipAddress: "") {
                found[entry.id] = entry
            }
        }
        return found.values.sorted { $0.id < $1.id }
    }
}

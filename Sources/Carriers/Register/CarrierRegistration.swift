import Identity
import Operations
import Registry
import Wire

/// A carrier in the register (1409 Articles 10–12, 1380 Articles 10–12). It is found by the authority that its client certificate
/// stands for; a certificate alone opens nothing.
public struct CarrierRegistration: RecordValue, Hashable {
    public static let kind = RecordKind(.EES, "carrier")
    /// Two clocks of a year: of disuse before deregistration, and of the contact data after it.
    static let articleOfDisuse = "2022/1409 11(2)"
    static let articleOfErasure = "2022/1409 10(8)"

    public enum Kind: String, CaseIterable, Hashable, Sendable, WireChoice { case air, sea, coach }
    public enum State: String, CaseIterable, Hashable, Sendable, WireChoice {
        /// Registered; its tests are still to come.
        case registered
        case connected
        /// For urgent reasons of IT security (11(5)).
        case disconnected
        case deregistered
    }

    public var authority = ""
    public var form = RegistrationForm()
    public var state = State.registered
    /// Day of registration, or of the last query.
    public var lastUsed = Day(number: 0)
    /// Day from which it may be deregistered, after a month's notice (11(4)).
    public var deregistrationFrom: Day?
    /// Why it is to be deregistered; `nil` where it is for disuse, which a query ends.
    public var reason: String?
    /// Why it is disconnected (11(5)).
    public var disconnectedFor: String?
    /// The carrier's written comments (11(4)).
    public var comments: String?
    public var deregistered: Day?

    public init() {}
    public static let meaning = "A registered carrier."
    public static let fields: [Field<CarrierRegistration>] = [
        .required(
            "authority", \.authority, "Its identifier, for which its client certificates stand.",
            limits: .text(.init(length: 2...40))),
        .required("form", \.form, "The registration form."), .required("state", \.state, "How it stands."),
        .required("lastUsed", \.lastUsed, "Day of its last query, or of its registration."),
        .optional("deregistrationFrom", \.deregistrationFrom, "From when it may be deregistered."),
        .optional("reason", \.reason, "Why it is to be deregistered.", limits: .text(.init(length: 1...2000))),
        .optional("disconnectedFor", \.disconnectedFor, "Why it is disconnected.", limits: .text(.init(length: 1...2000))),
        .optional("comments", \.comments, "What the carrier says to it.", limits: .text(.init(length: 1...2000))),
        .optional("deregistered", \.deregistered, "Day on which it was deregistered."),
    ]
    static let authorityKey = "authority"

    /// The day on which an unused registration ends.
    var disused: Day { lastUsed.adding(years: 1) }

    public var projection: Projection {
        var due: [DueDate] = []
        if let deregistered {
            due.append(DueDate(deregistered.adding(years: 1), .erase, article: Self.articleOfErasure))
        } else {
            due.append(DueDate(disused.adding(months: -1), .notice, article: Self.articleOfDisuse))
            due.append(DueDate(disused, .act, article: Self.articleOfDisuse))
        }
        return Projection(keys: [RecordKey(Self.authorityKey, authority, unique: true)], due: due)
    }
}

/// What the registration form asks for (1409 Article 10(3)–(6)).
public struct RegistrationForm: WireRecord, Hashable {
    public var legalName = ""
    public var kind = CarrierRegistration.Kind.air
    public var email = ""
    public var telephone = ""
    public var postalAddress = ""
    public var representative = ""
    public var representativeEmail = ""
    public var registeredIn = CountryCode.unspecified
    public var registrationNumber: String?
    public var memberStates: [CountryCode] = []
    public var operatesIntoMemberStates = false
    public var meetsSecurityRequirements = false
    public var authorisedStaffOnly = false
    public var constitutionAttached = false

    public init() {}
    private static let line = Schema.text(.init(length: 1...200))
    public static let wireName = "CarrierRegistrationForm"
    public static let meaning = "A carrier's registration form."
    public static let fields: [Field<RegistrationForm>] = [
        .required("legalName", \.legalName, "Legal name.", limits: line),
        .required("kind", \.kind, "Air, sea, or groups overland by coach."),
        .required("email", \.email, "Functional e-mail address.", limits: line),
        .required("telephone", \.telephone, "Telephone.", limits: line),
        .required("postalAddress", \.postalAddress, "Postal address.", limits: line),
        .required("representative", \.representative, "Legal representative.", limits: line),
        .required("representativeEmail", \.representativeEmail, "The representative's e-mail address.", limits: line),
        .required("registeredIn", \.registeredIn, "State of the company registration."),
        .optional("registrationNumber", \.registrationNumber, "Its number.", limits: line),
        .list(
            "memberStates", \.memberStates,
            "Member States in which it operates; needed where it is registered in a third country.", count: 0...40),
        .required(
            "operatesIntoMemberStates", \.operatesIntoMemberStates,
            "Declares that it carries passengers there, or will within six months."),
        .required(
            "meetsSecurityRequirements", \.meetsSecurityRequirements,
            "Declares to meet the minimum security requirements."),
        .required(
            "authorisedStaffOnly", \.authorisedStaffOnly, "Declares that only duly authorised staff have access."),
        .required(
            "constitutionAttached", \.constitutionAttached,
            "Copies of the instruments of constitution and of the company registration are attached."),
    ]

    /// The form can be submitted only where all of it is correct (10(2), (5), (8)); the refusal names the reason.
    public func check(on day: Day) throws(Refusal) {
        func incomplete(_ name: String, _ why: String) -> Refusal {
            Refusal(.registrationRefused, why, pointer: "/form/\(name)")
        }
        for (name, address) in [("email", email), ("representativeEmail", representativeEmail)] {
            let parts = address.split(separator: "@", omittingEmptySubsequences: false)
            guard parts.count == 2, parts.allSatisfy({ !$0.isEmpty }), parts[1].contains("."), !address.contains(" ")
            else {
                throw incomplete(name, "is no e-mail address")
            }
        }
        guard registeredIn != .unspecified else { throw incomplete("registeredIn", "no state is named") }
        if !registeredIn.isEUMemberState(on: day), !registeredIn.isSchengenState(on: day), memberStates.isEmpty {
            throw incomplete("memberStates", "a carrier of a third country says where it operates")
        }
        for (name, declared) in [
            ("operatesIntoMemberStates", operatesIntoMemberStates),
            ("meetsSecurityRequirements", meetsSecurityRequirements),
            ("authorisedStaffOnly", authorisedStaffOnly), ("constitutionAttached", constitutionAttached),
        ] {
            guard declared else { throw incomplete(name, "must be declared") }
        }
    }
}

extension Reader {
    /// The registration of the caller, connected; or the refusal.
    func connectedCarrier(_ authority: String) throws -> Recorded<CarrierRegistration> {
        guard
            let carrier = try values(CarrierRegistration.self, key: CarrierRegistration.authorityKey, value: authority)
                .first,
            carrier.value.state != .deregistered
        else { throw Refusal(.notRegistered, "register first") }
        switch carrier.value.state {
        case .connected: return carrier
        case .registered:
            throw Refusal(.notConnected, "the tests of the connection are still to come", article: "2022/1409 12(5)")
        default: throw Refusal(.notConnected, "the carrier was disconnected", article: "2022/1409 11(5)")
        }
    }
}

extension RefusalKind {
    public static let registrationRefused = RefusalKind(
        "carriers/registration-refused", 422, "The registration form is not correct", article: "2022/1409 10(8)")
    public static let notRegistered = RefusalKind(
        "carriers/not-registered", 403, "The carrier is not registered", article: "2022/1409 10(1)")
    public static let notConnected = RefusalKind(
        "carriers/not-connected", 403, "The carrier is not connected", article: "2022/1409 12(5)")
    public static let carrierRegistered = RefusalKind(
        "carriers/registered-already", 409, "The carrier is registered", article: "2022/1409 10(1)")
    public static let notFromThisState = RefusalKind(
        "carriers/wrong-state", 409, "The registration does not stand as this needs")
    public static let noticeNotOver = RefusalKind(
        "carriers/notice-not-over", 409, "The month of notice is not over, or no notice was given",
        article: "2022/1409 11(4)")
}

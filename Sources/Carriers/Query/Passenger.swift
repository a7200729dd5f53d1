import Identity
import Operations
import Wire

/// A travel document as carriers give it (1409 Article 5(1)(c)–(d)).
public struct PassengerDocument: WireRecord, Hashable {
    public var kind = TravelDocument.Kind.passport
    public var number = ""
    public var issuer = CountryCode.unspecified
    public var expiry: Day?

    public init() {}
    public init(kind: TravelDocument.Kind = .passport, number: String, issuer: CountryCode, expiry: Day? = nil) {
        self.kind = kind
        self.number = number
        self.issuer = issuer
        self.expiry = expiry
    }
    public static let meaning = "A travel document."
    public static let fields: [Field<PassengerDocument>] = [
        .defaulted("kind", \.kind, to: .passport, "Type; passport where absent."),
        .required("number", \.number, "Number.", limits: .text(.init(length: 1...35))),
        .required("issuer", \.issuer, "Issuing country, three-letter code."),
        .optional("expiry", \.expiry, "Last day of validity; absent where the document has none."),
    ]
}

/// One passenger of a query: the data of 1409 Article 5(1), or the lines of the machine-readable zone instead (5(3)).
public struct Passenger: WireRecord, Hashable {
    public var reference: String?
    public var surname: String?
    public var givenNames: String?
    public var dateOfBirth: PartialDate?
    public var sex: Sex?
    public var nationality: CountryCode?
    public var document: PassengerDocument?
    public var zone: [String] = []
    public var visaNumber: String?
    public var exempt = false
    public var airportTransit = false
    public var transitVisaRequired = false
    public var entriesNeeded = 1

    public init() {}
    static let name = Schema.text(.init(length: 1...70))
    public static let meaning = "A passenger."
    public static let fields: [Field<Passenger>] = [
        .optional(
            "reference", \.reference, "The carrier's own mark, given back with the reply.",
            limits: .text(.init(length: 1...35))),
        .optional("surname", \.surname, "Surname (family name).", limits: name),
        .optional("givenNames", \.givenNames, "First names (given names).", limits: name),
        .optional("dateOfBirth", \.dateOfBirth, "Date of birth."), .optional("sex", \.sex, "Sex."),
        .optional("nationality", \.nationality, "Nationality."), .optional("document", \.document, "Travel document."),
        .list(
            "zone", \.zone, "Lines of the machine-readable zone, in place of the data above.", count: 0...3,
            element: .text(.init(length: 20...60))),
        .optional(
            "visaNumber", \.visaNumber, "Number of the visa or residence permit.", limits: .text(.init(length: 1...35))),
        .defaulted("exempt", \.exempt, to: false, "Outside the scope of the EES or ETIAS Regulation."),
        .defaulted("airportTransit", \.airportTransit, to: false, "Stays in the transit area of an airport."),
        .defaulted(
            "transitVisaRequired", \.transitVisaRequired, to: false,
            "Needs an airport transit visa (810/2009 Article 3)."),
        .defaulted(
            "entriesNeeded", \.entriesNeeded, to: 1, "Entries into the Member States that the itinerary needs.",
            limits: .integer(1...9)),
    ]
}

/// What is looked up of one passenger: the least that finds a document and its holder.
public struct TravellerOnBoard: Hashable, Sendable {
    public var documentKey: String
    public var dateOfBirth: PartialDate
    public var nationality: CountryCode
    public var visaNumber: String?
    public var exempt = false
    public var airportTransit = false
    public var transitVisaRequired = false
    public var entriesNeeded = 1

    public init(documentKey: String, dateOfBirth: PartialDate, nationality: CountryCode) {
        self.documentKey = documentKey
        self.dateOfBirth = dateOfBirth
        self.nationality = nationality
    }
}

extension Passenger {
    /// Puts the data together from the fields or from the zone; `index` is for the refusal's pointer.
    func onBoard(index: Int, today: Day) throws(Refusal) -> TravellerOnBoard {
        func missing(_ name: String, _ why: String = "is missing") -> Refusal {
            Refusal(.passengerDataMissing, "\(name) \(why)", pointer: "/passengers/\(index)/\(name)")
        }
        var traveller: TravellerOnBoard
        if !zone.isEmpty {
            guard surname == nil, document == nil else { throw missing("zone", "is given together with other data") }
            let reading = MachineReadableZone.read(zone, asOf: today)
            guard reading.isValid, let holder = try? reading.holder() else {
                throw missing("zone", "cannot be read: \(reading.defects.map(\.rawValue).joined(separator: ", "))")
            }
            guard let born = holder.identity.dateOfBirth else { throw missing("dateOfBirth") }
            guard let nationality = holder.identity.nationalities.first else { throw missing("nationality") }
            traveller = TravellerOnBoard(documentKey: holder.document.key, dateOfBirth: born, nationality: nationality)
        } else {
            guard surname != nil || givenNames != nil else { throw missing("surname") }
            guard let dateOfBirth else { throw missing("dateOfBirth") }
            guard sex != nil else { throw missing("sex") }
            guard let nationality else { throw missing("nationality") }
            guard let document else { throw missing("document") }
            let key = TravelDocument(kind: document.kind, number: document.number, issuer: document.issuer).key
            guard !TravelDocument.level(number: document.number).isEmpty else {
                throw missing("document", "has no number")
            }
            traveller = TravellerOnBoard(documentKey: key, dateOfBirth: dateOfBirth, nationality: nationality)
        }
        if transitVisaRequired, !airportTransit {
            throw missing("airportTransit", "is not stated, yet a transit visa is needed")
        }
        traveller.visaNumber = visaNumber.map { TravelDocument.level(number: $0) }
        traveller.exempt = exempt
        traveller.airportTransit = airportTransit
        traveller.transitVisaRequired = transitVisaRequired
        traveller.entriesNeeded = entriesNeeded
        return traveller
    }
}

extension RefusalKind {
    public static let passengerDataMissing = RefusalKind(
        "carriers/passenger-data-missing", 422, "Data of a passenger are missing",
        article: "2022/1409 5(1), 2022/1380 5(1)")
}

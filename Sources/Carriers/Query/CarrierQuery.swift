import Identity
import Operations
import Wire

/// A verification query: one journey, one or more passengers (1409 Article 5, 1380 Article 5). It has the same content in
/// JSON, XML and UN/EDIFACT.
public struct CarrierQuery: WireRecord, Hashable {
    public static let passengersMax = 1000

    /// The carrier's own mark of the message, given back with the reply.
    public var reference: String?
    public var transport = ""
    public var departure = LocalTime.epoch
    public var departureMinutesEastOfUTC: Int?
    public var departurePlace: String?
    public var arrival = Day(number: 0)
    public var arrivalPlace: String?
    public var entryState: CountryCode?
    public var passengers: [Passenger] = []

    public init() {}
    public static let meaning = "A verification query of a carrier."
    static let place = Schema.text(.init(length: 3...5, pattern: "^[A-Z0-9]{3,5}$", example: "FRCDG"))
    public static let fields: [Field<CarrierQuery>] = [
        .optional(
            "reference", \.reference, "The carrier's own mark of the query.", limits: .text(.init(length: 1...35))),
        .required("transport", \.transport, "Flight number, ship or coach.", limits: .text(.init(length: 1...35))),
        .required("departure", \.departure, "Scheduled departure, local date and time."),
        .optional(
            "departureMinutesEastOfUTC", \.departureMinutesEastOfUTC,
            "How far the clocks there stand ahead of UTC, where the carrier says so.",
            limits: .integer(-720...840)),
        .optional("departurePlace", \.departurePlace, "Place of departure: IATA code or UN/LOCODE.", limits: place),
        .required("arrival", \.arrival, "Scheduled local day of arrival at the border."),
        .optional("arrivalPlace", \.arrivalPlace, "Place of arrival: IATA code or UN/LOCODE.", limits: place),
        .optional(
            "entryState", \.entryState,
            "Member State of entry or of transit; that of the place of arrival where absent."),
        .list("passengers", \.passengers, "The passengers.", count: 1...passengersMax),
    ]

    /// The Member State of entry, by code or by place.
    func state(on day: Day) throws(Refusal) -> CountryCode {
        let byPlace = arrivalPlace.flatMap { Places.state(of: $0) }
        guard let state = entryState ?? byPlace else {
            throw Refusal(
                .notAMemberStateOfEntry, "the Member State of entry is neither given nor known of the place",
                pointer: "/entryState")
        }
        if let byPlace, byPlace != state {
            throw Refusal(
                .notAMemberStateOfEntry, "the place of arrival lies in \(byPlace.text)", pointer: "/entryState")
        }
        // Cyprus operates the EES without applying the Schengen acquis in full.
        guard state.isSchengenState(on: day, at: .air) || state.text == "CYP" else {
            throw Refusal(.notAMemberStateOfEntry, "\(state.text) does not operate the EES", pointer: "/entryState")
        }
        return state
    }

    /// That the journey can be: arrival on or after the day before departure (the date line), and within weeks of it.
    func checkJourney() throws(Refusal) {
        guard arrival >= departure.day - 1, arrival <= departure.day + 60 else {
            throw Refusal(.journeyImpossible, "the arrival does not follow the departure", pointer: "/arrival")
        }
    }
}

extension RefusalKind {
    public static let notAMemberStateOfEntry = RefusalKind(
        "carriers/not-a-member-state", 422, "The Member State of entry is not known",
        article: "2022/1409 5(1)(f), 2022/1380 5(1)(f)")
    public static let journeyImpossible = RefusalKind(
        "carriers/journey-impossible", 422, "The journey cannot be", article: "2022/1409 5(1)(e)")
}

/// What a carrier is told of one passenger.
public enum CarrierReplyWord: String, CaseIterable, Hashable, Sendable, WireChoice {
    case ok = "OK"
    case notOK = "NOT OK"
    case notApplicable = "NOT APPLICABLE"
    /// A system has failed or has given no data: the carrier's obligation rests for this passenger (EES 13(3), VIS 45d, ETIAS 46).
    case technicallyImpossible = "TECHNICALLY IMPOSSIBLE"
}

extension CarrierRule.Source: WireChoice {}

/// The reply on one passenger.
public struct PassengerReply: WireRecord, Hashable {
    public var reference: String?
    public var answer = CarrierReplyWord.notApplicable
    public var source: CarrierRule.Source?
    public init() {}
    public init(reference: String?, _ answer: CarrierReplyWord, _ source: CarrierRule.Source? = nil) {
        self.reference = reference
        self.answer = answer
        self.source = source
    }
    public static let meaning = "The reply on one passenger. OK is no permission to enter, NOT OK no refusal."
    public static let fields: [Field<PassengerReply>] = [
        .optional("reference", \.reference, "The carrier's own mark.", limits: .text(.init(length: 1...35))),
        .required("answer", \.answer, "The answer."),
        .optional("source", \.source, "System that a NOT OK comes from, or that gave no answer."),
    ]
}

/// The reply to a query, one line for each passenger in the order of the query.
public struct CarrierReply: WireRecord, Hashable {
    public var reference: String?
    public var transport = ""
    public var answered = Instant(milliseconds: 0)
    public var dataOf: Instant?
    public var passengers: [PassengerReply] = []
    public init() {}
    public static let meaning = "The reply to a verification query."
    public static let fields: [Field<CarrierReply>] = [
        .optional(
            "reference", \.reference, "The carrier's own mark of the query.", limits: .text(.init(length: 1...35))),
        .required("transport", \.transport, "As in the query.", limits: .text(.init(length: 1...35))),
        .required("answered", \.answered, "When it was answered."),
        .optional("dataOf", \.dataOf, "When the data were extracted; absent where there are none."),
        .list(
            "passengers", \.passengers, "One line for each passenger, in the order of the query.",
            count: 1...CarrierQuery.passengersMax),
    ]
}

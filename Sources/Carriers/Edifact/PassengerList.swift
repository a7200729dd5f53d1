import Identity
import Operations

/// A query as a passenger list message (PAXLST of the UN directories, by the guide of WCO, IATA and ICAO). What that guide has no
/// place for is said in processing indicators agreed between the parties: `ZEX` outside the scope, `ZTA` airport transit, `ZTV`
/// airport transit with a visa for it, `ZE2` to `ZE9` entries needed.
enum PassengerList {
    static let type = "PAXLST"
    static let tags: Set<String> = [
        "BGM", "RFF", "DTM", "NAD", "COM", "TDT", "LOC", "ATT", "MEA", "GEI", "FTX", "NAT", "DOC", "CPI", "QTY", "CNT",
        "MOA",
    ]

    // MARK: - Reading

    /// One leg of the journey.
    private struct Leg {
        var transport = ""
        var from: String?, to: String?
        var departure: LocalTime?, arrival: LocalTime?
    }

    static func read(_ body: [EdifactSegment], _ envelope: EdifactEnvelope) throws(EdifactError) -> CarrierQuery {
        var reading = Reading(reference: envelope.access.nonEmpty)
        guard let first = body.first, first.tag == "BGM" else { throw EdifactError(at: 0, reason: "BGM is expected here") }
        guard first.text(0) == "745" else { throw EdifactError(at: 0, reason: "the message is no list of passengers (BGM 745)") }
        for (at, segment) in body.enumerated().dropFirst() {
            guard tags.contains(segment.tag) else {
                throw EdifactError(at: at, reason: "\(segment.tag) has no place in a passenger list")
            }
            try reading.take(segment, at: at)
        }
        return try reading.finished(at: body.count)
    }

    /// A list on its way to be a query, segment by segment: first the journey, then passenger after passenger.
    private struct Reading {
        private var query = CarrierQuery()
        private var legs: [Leg] = []
        /// How many passengers the message says that it has.
        private var total: Int?
        /// Type of the document that the segments speak of.
        private var document: String?
        /// Place of the segment.
        private var at = 0

        init(reference: String?) { query.reference = reference }

        private func wrong(_ reason: String) -> EdifactError { EdifactError(at: at, reason: reason) }
        private var last: Int { query.passengers.count - 1 }

        mutating func take(_ segment: EdifactSegment, at place: Int) throws(EdifactError) {
            at = place
            switch segment.tag {
            case "BGM": throw wrong("a second BGM")
            case "TDT": try beginLeg(segment)
            case "NAD": try takeParty(segment)
            case "CNT":
                if segment.text(0) == "42", let count = Int(segment.text(0, 1)) { total = count }
            default:
                if query.passengers.isEmpty { try takeOfJourney(segment) } else { try takeOfPassenger(segment) }
            }
        }

        private mutating func beginLeg(_ segment: EdifactSegment) throws(EdifactError) {
            guard query.passengers.isEmpty else { throw wrong("TDT after the first passenger") }
            guard legs.count < 10 else { throw wrong("too many legs") }
            guard !segment.text(1).isEmpty else { throw wrong("the transport is not named") }
            var leg = Leg()
            leg.transport = segment.text(1)
            legs.append(leg)
        }

        /// A passenger, or a party to the message (3035: FL passenger, FM crew, DDU and DDT the same in transit to a third country).
        private mutating func takeParty(_ segment: EdifactSegment) throws(EdifactError) {
            switch segment.text(0) {
            case "FL", "DDU":
                guard query.passengers.count < CarrierQuery.passengersMax else { throw wrong("too many passengers") }
                var passenger = Passenger()
                passenger.surname = segment.text(3, 0).nonEmpty
                passenger.givenNames =
                    [segment.text(3, 1), segment.text(3, 2)].filter { !$0.isEmpty }.joined(separator: " ").nonEmpty
                passenger.airportTransit = segment.text(0) == "DDU"
                query.passengers.append(passenger)
                document = nil
            case "FM", "DDT": throw wrong("crew members are no passengers")
            default:
                guard query.passengers.isEmpty else { throw wrong("a party that is no passenger, after the first one") }
            }
        }

        private mutating func takeOfJourney(_ segment: EdifactSegment) throws(EdifactError) {
            switch (segment.tag, segment.text(0)) {
            case ("LOC", "125"), ("LOC", "87"):
                guard !legs.isEmpty else { throw wrong("a place before TDT") }
                guard !segment.text(1).isEmpty else { throw wrong("no place") }
                if segment.text(0) == "125" {
                    legs[legs.count - 1].from = segment.text(1)
                } else {
                    legs[legs.count - 1].to = segment.text(1)
                }
            case ("DTM", "189"), ("DTM", "232"):
                guard !legs.isEmpty, let moment = PassengerList.time(segment) else {
                    throw wrong("no local date and time, or before TDT")
                }
                if segment.text(0) == "189" {
                    legs[legs.count - 1].departure = moment
                } else {
                    legs[legs.count - 1].arrival = moment
                }
            case ("DOC", _): throw wrong("a document before the first passenger")
            case ("RFF", "TN"): query.reference = segment.text(0, 1).nonEmpty ?? query.reference
            default: return
            }
        }

        private mutating func takeOfPassenger(_ segment: EdifactSegment) throws(EdifactError) {
            switch (segment.tag, segment.text(0)) {
            case ("DOC", _): try beginDocument(segment)
            case ("LOC", "91"):
                guard document != nil else { throw wrong("an issuer before DOC") }
                guard let issuer = CountryCode(segment.text(1)) else { throw wrong("no such issuing country") }
                if document != "V" { query.passengers[last].document?.issuer = issuer }
            case ("DTM", "36"):
                guard document != nil, let expiry = PassengerList.day(segment, from: 2000) else {
                    throw wrong("no such date of expiry, or before DOC")
                }
                if document != "V" { query.passengers[last].document?.expiry = expiry }
            case ("DTM", "329"):
                // Nobody is older than a hundred years at departure by this rule; a year of four digits says it without one.
                guard let born = PassengerList.birth(segment, asOf: legs.compactMap(\.departure).first?.day) else {
                    throw wrong("no such date of birth")
                }
                query.passengers[last].dateOfBirth = born
            case ("ATT", "2"): query.passengers[last].sex = try sex(segment.text(2))
            case ("NAT", "2"):
                guard let nationality = CountryCode(segment.text(1)) else { throw wrong("no such nationality") }
                query.passengers[last].nationality = nationality
            case ("RFF", "ABO"):
                guard let mark = segment.text(0, 1).nonEmpty else { throw wrong("no reference") }
                query.passengers[last].reference = mark
            case ("GEI", "4"): try takeIndicator(segment.text(1))
            default: return
            }
        }

        private mutating func beginDocument(_ segment: EdifactSegment) throws(EdifactError) {
            let (kind, number) = (segment.text(0), segment.text(1))
            guard !number.isEmpty else { throw wrong("a document without a number") }
            document = kind
            if kind == "V" {
                query.passengers[last].visaNumber = number
                return
            }
            guard let known = PassengerList.kinds[kind] else { throw wrong("no such type of document") }
            guard query.passengers[last].document == nil else { throw wrong("a second travel document") }
            query.passengers[last].document = PassengerDocument(kind: known, number: number, issuer: .unspecified)
        }

        private func sex(_ code: String) throws(EdifactError) -> Sex {
            switch code {
            case "M": return .male
            case "F": return .female
            case "X", "U": return .unspecified
            default: throw wrong("no such sex")
            }
        }

        private mutating func takeIndicator(_ code: String) throws(EdifactError) {
            switch code {
            case "ZEX": query.passengers[last].exempt = true
            case "ZTA": query.passengers[last].airportTransit = true
            case "ZTV":
                query.passengers[last].airportTransit = true
                query.passengers[last].transitVisaRequired = true
            case _ where code.hasPrefix("ZE") && code.utf8.count == 3:
                guard let count = Int(code.suffix(1)), count > 1 else { throw wrong("no such number of entries") }
                query.passengers[last].entriesNeeded = count
            default: return
            }
        }

        /// The query, once no segment follows.
        mutating func finished(at end: Int) throws(EdifactError) -> CarrierQuery {
            at = end
            guard !query.passengers.isEmpty else { throw wrong("no passenger") }
            guard total == nil || total == query.passengers.count else { throw wrong("the number of passengers does not fit") }
            // The leg that comes from outside is the one that the query is about.
            let inbound = legs.first { leg in
                leg.to.flatMap(Places.state).map(PassengerList.isInside) == true
                    && leg.from.flatMap(Places.state).map(PassengerList.isInside) != true
            }
            guard let leg = inbound ?? legs.first, let departure = leg.departure, let arrival = leg.arrival else {
                throw wrong("departure or arrival of the journey is missing")
            }
            query.transport = leg.transport
            query.departure = departure
            query.arrival = arrival.day
            (query.departurePlace, query.arrivalPlace) = (leg.from, leg.to)
            return query
        }
    }

    private static func isInside(_ state: CountryCode) -> Bool {
        StateMask.states.contains(state.text) && state.text != "IRL"
    }

    static let kinds: [String: TravelDocument.Kind] = [
        "P": .passport, "PD": .diplomaticPassport, "PS": .servicePassport, "PE": .emergencyTravelDocument,
        "PL": .laissezPasser,
        "PR": .refugeeTravelDocument, "PT": .statelessTravelDocument, "I": .identityCard, "C": .residencePermit,
        "A": .residencePermit,
        "S": .seafarerBook, "F": .other, "M": .other,
    ]
    static func code(of kind: TravelDocument.Kind) -> String {
        kind == .residencePermit ? "A" : kind == .other ? "F" : kinds.first { $0.value == kind }?.key ?? "F"
    }

    // MARK: - Dates

    /// C507: qualifier, value, format. 201 YYMMDDHHMM, 203 CCYYMMDDHHMM; else by length.
    private static func time(_ segment: EdifactSegment) -> LocalTime? {
        let digits = Array(segment.text(0, 1).utf8)
        let format = segment.text(0, 2)
        let isLong = format == "203" || (format.isEmpty && digits.count == 12)
        guard digits.count == (isLong ? 12 : 10), format.isEmpty || format == "201" || format == "203" else {
            return nil
        }
        let split = digits.count - 4
        guard let date = day(digits[..<split], from: 2000), let hour = LocalTime.number(digits[split..<(split + 2)]),
            let minute = LocalTime.number(digits[(split + 2)...]), hour < 24, minute < 60
        else { return nil }
        return LocalTime(day: date, minuteOfDay: hour * 60 + minute)
    }

    private static func day(_ segment: EdifactSegment, from year: Int) -> Day? {
        day(Array(segment.text(0, 1).utf8)[...], from: year)
    }

    /// YYMMDD in the hundred years from `year`, or CCYYMMDD.
    private static func day(_ digits: ArraySlice<UInt8>, from year: Int) -> Day? {
        guard digits.count == 6 || digits.count == 8 else { return nil }
        let split = digits.startIndex + digits.count - 4
        guard var written = LocalTime.number(digits[..<split]),
            let month = LocalTime.number(digits[split..<(split + 2)]),
            let day = LocalTime.number(digits[(split + 2)...])
        else { return nil }
        if digits.count == 6 {
            written += year - year % 100
            if written < year { written += 100 }
        }
        return Day(year: written, month: month, day: day)
    }

    /// The date of birth lies in the hundred years up to the departure, and may have unknown parts, written 00.
    private static func birth(_ segment: EdifactSegment, asOf: Day?) -> PartialDate? {
        let digits = Array(segment.text(0, 1).utf8)
        guard digits.count == 6 || digits.count == 8 else { return nil }
        let split = digits.count - 4
        guard var year = LocalTime.number(digits[..<split]), let month = LocalTime.number(digits[split..<(split + 2)]),
            let day = LocalTime.number(digits[(split + 2)...]), month <= 12, day <= 31
        else { return nil }
        if digits.count == 6 {
            let (nowYear, nowMonth, nowDay) = (asOf ?? Day(number: 20_000)).components
            year += nowYear - nowYear % 100
            if (year, month, day) > (nowYear, nowMonth, nowDay) { year -= 100 }
        }
        if month > 0, day > 0, Day(year: year, month: month, day: day) == nil { return nil }
        return PartialDate(year: year, month: month, day: month > 0 ? day : 0)
    }

    // MARK: - Writing

    private static func digits(_ day: Day) -> String { String(day.description.filter { $0 != "-" }) }
    static func digits(_ time: LocalTime) -> String {
        digits(time.day) + LocalTime.two(time.minuteOfDay / 60) + LocalTime.two(time.minuteOfDay % 60)
    }

    /// The message body of a query. Its Member State of entry is said by the place of arrival.
    static func write(_ query: CarrierQuery) -> [EdifactSegment] {
        var body = [EdifactSegment("BGM", ["745"])]
        if let reference = query.reference { body.append(EdifactSegment("RFF", ["TN", reference])) }
        body.append(EdifactSegment("TDT", ["20"], [query.transport]))
        if let place = query.departurePlace { body.append(EdifactSegment("LOC", ["125"], [place])) }
        body.append(EdifactSegment("DTM", ["189", digits(query.departure), "203"]))
        if let place = query.arrivalPlace { body.append(EdifactSegment("LOC", ["87"], [place])) }
        body.append(EdifactSegment("DTM", ["232", digits(query.arrival) + "0000", "203"]))
        for passenger in query.passengers {
            body.append(
                EdifactSegment("NAD", ["FL"], [""], [""], [passenger.surname ?? "", passenger.givenNames ?? ""]))
            if let sex = passenger.sex { body.append(EdifactSegment("ATT", ["2"], [""], [sex.rawValue])) }
            if let born = passenger.dateOfBirth {
                let text =
                    String(10_000 + Int(born.year)).dropFirst() + LocalTime.two(Int(born.month))
                    + LocalTime.two(Int(born.day))
                body.append(EdifactSegment("DTM", ["329", String(text)]))
            }
            if passenger.exempt { body.append(EdifactSegment("GEI", ["4"], ["ZEX"])) }
            if passenger.airportTransit {
                body.append(EdifactSegment("GEI", ["4"], [passenger.transitVisaRequired ? "ZTV" : "ZTA"]))
            }
            if passenger.entriesNeeded > 1 {
                body.append(EdifactSegment("GEI", ["4"], ["ZE\(passenger.entriesNeeded)"]))
            }
            if let nationality = passenger.nationality { body.append(EdifactSegment("NAT", ["2"], [nationality.text])) }
            if let reference = passenger.reference { body.append(EdifactSegment("RFF", ["ABO", reference])) }
            if let document = passenger.document {
                body.append(EdifactSegment("DOC", [code(of: document.kind), "110", "111"], [document.number]))
                if let expiry = document.expiry { body.append(EdifactSegment("DTM", ["36", digits(expiry)])) }
                if document.issuer != .unspecified {
                    body.append(EdifactSegment("LOC", ["91"], [document.issuer.text]))
                }
            }
            if let visa = passenger.visaNumber { body.append(EdifactSegment("DOC", ["V", "110", "111"], [visa])) }
        }
        body.append(EdifactSegment("CNT", ["42", String(query.passengers.count)]))
        return body
    }
}

extension String {
    var nonEmpty: String? { isEmpty ? nil : self }
}

import Access
import Identity
import Operations
import Registry
import Wire

/// What the gateway stands on.
public struct CarriersPorts: Sendable {
    public var database: ReadOnlyDatabase
    /// Which rules are in force when.
    public var calendar: CarrierCalendar
    public init(database: ReadOnlyDatabase, calendar: CarrierCalendar = CarrierCalendar()) {
        self.database = database
        self.calendar = calendar
    }
    /// No source, no extract: every reply that needs one is "technically impossible".
    public static let none = CarriersPorts(database: ReadOnlyDatabase())
}

/// A carrier verifies its passengers before boarding (EES 13(3), VIS 45c, ETIAS 45): OK, NOT OK or NOT APPLICABLE for each, from
/// data extracted at least daily, and nothing else. The records of the systems are not read, and of the passengers nothing is kept
/// but the log.
public struct VerifyPassengers: Operation {
    let ports: CarriersPorts
    public init(_ ports: CarriersPorts = .none) { self.ports = ports }

    public typealias Input = CarrierQuery
    public typealias Output = CarrierReply
    public let about = OperationDescription.carriers(
        "verify", "Verify passengers",
        "Whether each passenger holds what the entry needs. No answer is a decision on entry.",
        article: "EES 13(3), VIS 45c, ETIAS 45", .read, .POST, "/verifications", data: .carrierAnswer,
        grants: [CarrierGrants.answer, CarrierGrants.etiasStatus],
        refusals: [
            .notRegistered, .notConnected, .queryTooEarly, .hasDeparted, .notAMemberStateOfEntry, .journeyImpossible,
            .passengerDataMissing, .notXML, .notEdifact, .conflict,
        ], consequences: [.update])

    public func perform(_ input: CarrierQuery, at desk: Desk) async throws(Refusal) -> Outcome<CarrierReply> {
        let mandate = try await desk.mandate(for: about) { _ in Demand(data: .carrierAnswer) }
        let authority = desk.caller.authority
        let (carrier, failed) = try await desk.read(under: mandate) { reader in
            let open = try CarrierRule.Source.allCases.filter { system in
                try !reader.find(SystemFailure.kind, key: SystemFailure.openKey, value: system.rawValue).isEmpty
            }
            return (try reader.connectedCarrier(authority), Set(open))
        }
        let today = desk.now.utcDay
        try QueryWindow.check(
            departure: input.departure, minutesEastOfUTC: input.departureMinutesEastOfUTC, now: desk.now)
        try input.checkJourney()
        let state = try input.state(on: input.arrival)
        var travellers: [TravellerOnBoard] = []
        for (index, passenger) in input.passengers.enumerated() {
            travellers.append(try passenger.onBoard(index: index, today: today))
        }

        var reply = CarrierReply()
        reply.reference = input.reference
        reply.transport = input.transport
        reply.answered = desk.now
        let extract = ports.database.extract.flatMap { $0.isStale(at: desk.now) ? nil : $0 }
        reply.dataOf = extract?.made
        let answers = extract.map {
            CarrierAnswer(
                extract: $0, calendar: ports.calendar, failed: failed, arrival: input.arrival, entryState: state.text,
                today: today)
        }
        reply.passengers = zip(input.passengers, travellers).map { passenger, traveller in
            let outside = traveller.exempt || TravelScope.isOutside(traveller.nationality, on: input.arrival)
            let answer =
                answers?.reply(on: traveller) ?? CarrierAnswer.Reply(outside ? .notApplicable : .technicallyImpossible)
            return PassengerReply(reference: passenger.reference, answer.answer, answer.source)
        }
        // That the carrier uses the gateway is noted once a day: an unused registration ends (1409 Article 11(2)).
        var changes: [Change] = []
        if carrier.value.lastUsed < today {
            var used = carrier
            used.value.lastUsed = today
            // Who uses the gateway again is not unused; a notice for another reason stays.
            if used.value.reason == nil { used.value.deregistrationFrom = nil }
            changes.append(used.update)
        }
        return Outcome(
            reply, under: mandate, changes: changes,
            log: LogDetails(
                keys: [.identity, .document], query: VerifyPassengers.logged(input, state, travellers, reply),
                results: [
                    .EES: reply.dataOf == nil
                        ? nil : reply.passengers.filter { $0.answer == .ok || $0.answer == .notOK }.count
                ]))
    }

    /// For disputes (EES 13(4)): which documents were asked about, and what was answered; of who is outside the acts nothing (1409
    /// recital 9). The log's line is short: a long list is cut there, with the numbers of each answer in front.
    private static func logged(
        _ query: CarrierQuery, _ state: CountryCode, _ travellers: [TravellerOnBoard], _ reply: CarrierReply
    ) -> String {
        let counts = CarrierReplyWord.allCases.compactMap { word -> String? in
            let count = reply.passengers.filter { $0.answer == word }.count
            return count == 0 ? nil : "\(count) \(word.rawValue)"
        }
        let lines = zip(travellers, reply.passengers).filter { !$0.0.exempt && $0.1.answer != .notApplicable }
            .map { "\($0.documentKey) \($1.answer.rawValue)" }
        return
            (["\(query.transport) \(query.departure.wireText) \(state.text)", counts.joined(separator: ", ")] + lines)
            .joined(separator: "; ")
    }
}

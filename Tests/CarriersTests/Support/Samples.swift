import Access
import Foundation
import Identity
import Operations
import Registry
import Synchronization
import Testing
import Wire

@testable import Carriers

/// A generator with a seed, so that what failed can be seen again.
struct SeededGenerator: RandomNumberGenerator {
    var state: UInt64
    init(_ seed: UInt64) { state = seed }
    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }
}

extension CarrierQuery {
    static func flight(_ passengers: [Passenger], to place: String = "CDG") -> CarrierQuery {
        var query = CarrierQuery()
        query.reference = "REF-1"
        query.transport = "AF651"
        query.departure = LocalTime(wireText: "2027-03-02T10:15")!
        query.departurePlace = "KHI"
        query.arrival = Day("2027-03-02")!
        query.arrivalPlace = place
        query.passengers = passengers
        return query
    }

    /// Any query that UN/EDIFACT can say.
    static func random(_ generator: inout SeededGenerator) -> CarrierQuery {
        func word(_ letters: String, _ length: ClosedRange<Int>, _ generator: inout SeededGenerator) -> String {
            let count = Int.random(in: length, using: &generator)
            return String((0..<count).map { _ in letters.randomElement(using: &generator)! })
        }
        let hard = "ABCXYZ '+:?*.-0"
        var query = CarrierQuery()
        query.reference = word("ABC0123456789", 1...14, &generator)
        query.transport = word("AFLHX0123456789", 2...8, &generator)
        query.departure = LocalTime(
            day: Day(number: Int32.random(in: 20_500...22_000, using: &generator)),
            minuteOfDay: Int.random(in: 0..<1440, using: &generator))!
        query.arrival = query.departure.day + Int.random(in: 0...2, using: &generator)
        query.departurePlace = ["KHI", "JFK", "GRU", "DEL"].randomElement(using: &generator)!
        query.arrivalPlace = ["CDG", "FRA", "MAD", "FRLEH", "NLRTM"].randomElement(using: &generator)!
        for _ in 0..<Int.random(in: 1...12, using: &generator) {
            var passenger = Passenger()
            // A blank at either end is no part of a name.
            passenger.surname = "A" + word(hard, 0...20, &generator) + "Z"
            if Bool.random(using: &generator) { passenger.givenNames = "B" + word(hard, 0...20, &generator) + "Y" }
            passenger.dateOfBirth = PartialDate(
                year: Int.random(in: 1930...2020, using: &generator), month: Int.random(in: 1...12, using: &generator),
                day: Bool.random(using: &generator) ? Int.random(in: 1...28, using: &generator) : 0)
            passenger.sex = [.male, .female, .unspecified].randomElement(using: &generator)!
            passenger.nationality = CountryCode(["PAK", "BRA", "USA", "DEU", "XXA"].randomElement(using: &generator)!)
            passenger.document = PassengerDocument(
                kind: [.passport, .diplomaticPassport, .identityCard, .refugeeTravelDocument, .residencePermit]
                    .randomElement(using: &generator)!,
                number: word("ABCDEF0123456789", 1...15, &generator),
                issuer: CountryCode(["PAK", "BRA", "USA"].randomElement(using: &generator)!)!,
                expiry: Bool.random(using: &generator)
                    ? Day(number: Int32.random(in: 20_500...26_000, using: &generator)) : nil)
            if Bool.random(using: &generator) { passenger.reference = word("ABC0123456789", 1...20, &generator) }
            if Bool.random(using: &generator) { passenger.visaNumber = word("FRA0123456789", 3...12, &generator) }
            passenger.exempt = Int.random(in: 0..<5, using: &generator) == 0
            passenger.airportTransit = Bool.random(using: &generator)
            passenger.transitVisaRequired = passenger.airportTransit && Bool.random(using: &generator)
            passenger.entriesNeeded = Int.random(in: 1...9, using: &generator)
            query.passengers.append(passenger)
        }
        return query
    }
}

extension Passenger {
    static func traveller(_ number: String = "AB1234567", nationality: String = "PAK", born: String = "1990-05-04")
        -> Passenger
    {
        var passenger = Passenger()
        passenger.reference = number
        (passenger.surname, passenger.givenNames, passenger.sex) = ("DOE", "JANE", .female)
        passenger.dateOfBirth = PartialDate(born)
        passenger.nationality = CountryCode(nationality)
        passenger.document = PassengerDocument(
            number: number, issuer: CountryCode(nationality)!, expiry: Day("2033-01-01"))
        return passenger
    }
}

extension CarrierRule.Document {
    static func visa(
        _ kind: CarrierRule.DocumentKind = .shortStay, from: String = "2027-01-01", until: String = "2027-12-31",
        entries: Int? = nil,
        used: Int = 0, status: CarrierRule.Status = .issued, territory: Set<String>? = nil
    ) -> CarrierRule.Document {
        CarrierRule.Document(
            kind: kind, status: status, validFrom: Day(from)!, validUntil: Day(until)!, entries: entries,
            entriesUsed: used,
            territory: territory)
    }
}

extension CarrierSources {
    /// Lines handed over in pages of two.
    static func of(ees: [EESLine]? = nil, vis: [VISLine]? = nil, etias: [ETIASLine]? = nil) -> CarrierSources {
        func pages<Line: Sendable>(_ lines: [Line]?) -> Pages<Line>? {
            guard let lines else { return nil }
            return { mark, _ in
                let start = mark.flatMap { Int($0) } ?? 0
                let end = min(start + 2, lines.count)
                return (Array(lines[start..<end]), end < lines.count ? String(end) : nil)
            }
        }
        return CarrierSources(ees: pages(ees), vis: pages(vis), etias: pages(etias))
    }
}

let born = PartialDate("1990-05-04")
func key(_ number: String = "AB1234567", _ issuer: String = "PAK") -> String { issuer + "/" + number }

/// The gateway on a store in memory.
final class Bench: Sendable {
    let store = MemoryStore()
    let runner: Runner
    let sweeper: Sweeper
    let log = LogTap()
    let database: ReadOnlyDatabase
    let sources: CarrierSources
    let ports: CarriersPorts
    private let clock: SetClock
    private let keys = Mutex(0)

    private final class SetClock: Sendable {
        let value: Mutex<Instant>
        init(_ now: Instant) { value = Mutex(now) }
        var now: Instant { value.withLock { $0 } }
    }
    private final class Counter: Sendable {
        private let value = Mutex<UInt64>(0)
        var next: RecordID {
            value.withLock { value in
                value += 1
                return RecordID(high: 1, low: value)
            }
        }
    }
    final class LogTap: LogWriter {
        private let kept = Mutex<[LogDraft]>([])
        private let next = Mutex<UInt64>(1 << 40)
        var drafts: [LogDraft] { kept.withLock { $0 } }
        func row(_ draft: LogDraft) throws(Refusal) -> LogRow {
            kept.withLock { $0.append(draft) }
            let id = next.withLock { value in
                value += 1
                return RecordID(high: 7, low: value)
            }
            return LogRow(
                id: id, at: draft.at, leafData: [UInt8](repeating: 1, count: 32), sealed: [1], eraseOn: nil,
                follows: [],
                system: draft.system, event: draft.event)
        }
    }

    init(
        _ sources: CarrierSources = .of(ees: [], vis: [], etias: []),
        calendar: CarrierCalendar = CarrierCalendar(revisedVIS: Day("2027-01-01")), now: String = "2027-03-01T08:00:00Z"
    ) {
        let clock = SetClock(Instant(now)!)
        self.clock = clock
        let counter = Counter()
        database = ReadOnlyDatabase()
        self.sources = sources
        ports = CarriersPorts(database: database, calendar: calendar)
        runner = Runner(
            policy: OperationCatalogue(CarriersOperations.all(ports)).policy(concealments: []),
            registry: Registry(store: store),
            clock: Clock { clock.now }, ids: IDGenerator { counter.next }, log: log)
        sweeper = Sweeper(store: store, runner: runner, rules: CarriersOperations.dueRules)
    }

    var now: Instant { clock.now }
    func set(_ instant: String) { clock.value.withLock { $0 = Instant(instant)! } }

    func run<Op: Operations.Operation>(
        _ operation: Op, _ input: Op.Input, as caller: Caller, for purpose: Purpose, version: Int? = nil
    ) async throws(Refusal) -> Op.Output {
        let reply = try await runner.run(
            operation,
            OperationRequest(
                caller: caller, case: CaseReference(purpose: purpose, reference: "c", requestID: "r"),
                input: input.wire,
                idempotencyKey: operation.about.needsIdempotencyKey
                    ? keys.withLock {
                        $0 += 1
                        return "key-\($0)"
                    } : nil,
                expectedVersion: version))
        do { return try Op.Output(reading: reply.body) } catch { throw Refusal(error) }
    }
    func refusal<Op: Operations.Operation>(_ operation: Op, _ input: Op.Input, as caller: Caller, for purpose: Purpose) async
        -> RefusalKind?
    {
        do {
            _ = try await run(operation, input, as: caller, for: purpose)
            return nil
        } catch { return error.kind }
    }

    func verify(
        _ passengers: [Passenger], as caller: Caller = .airline, _ change: (inout CarrierQuery) -> Void = { _ in }
    ) async throws(Refusal) -> CarrierReply {
        var query = CarrierQuery.flight(passengers)
        change(&query)
        return try await run(VerifyPassengers(ports), query, as: caller, for: .boarding)
    }

    /// Registers and connects the airline, and makes the day's extract.
    func open(_ caller: Caller = .airline) async throws {
        var input = RegisterCarrier.Input()
        input.authority = caller.authority
        input.form = .airline
        _ = try await run(RegisterCarrier(), input, as: .operator_, for: .administration)
        try await step(.connect, caller)
        try await renew()
    }
    @discardableResult
    func step(_ step: CarrierStep, _ caller: Caller = .airline, reason: String? = nil) async throws(Refusal)
        -> CarrierLine
    {
        var input = ChangeRegistration.Input()
        (input.authority, input.step, input.reason) = (caller.authority, step, reason)
        return try await run(ChangeRegistration(), input, as: .operator_, for: .administration)
    }
    func renew() async throws { try await database.renew(from: sources, at: now) }
    func sweep(_ day: String) async -> Sweeper.Report {
        set(day + "T03:00:00Z")
        return await sweeper.sweep(today: Day(day)!)
    }
    func carrier(_ caller: Caller = .airline) async throws -> CarrierRegistration? {
        try await store.read { view in
            try view.page(CarrierRegistration.kind, after: nil, limit: 100).map { try CarrierRegistration(stored: $0) }
        }.first { $0.authority == caller.authority }
    }
    func inbox(_ caller: Caller = .airline) async throws -> [String] {
        try await store.read { view in try view.inbox(recipient: caller.authority, after: nil, limit: 1000) }.map(
            \.kind)
    }
}

extension Caller {
    static let airline = Caller(authority: "AF", kind: .carrier, memberState: nil, user: "agent")
    static let ferry = Caller(authority: "DFDS", kind: .carrier, memberState: nil, user: "agent")
    static let operator_ = Caller(authority: "OPS", kind: .operator_, memberState: nil, user: "op")
    static let etias = Caller(authority: "ETIAS-CU", kind: .etiasCentral, memberState: nil, user: "unit")
}

extension RegistrationForm {
    static var airline: RegistrationForm {
        var form = RegistrationForm()
        (form.legalName, form.email, form.telephone, form.postalAddress) = (
            "Airline", "api@airline.example", "+33 1", "1 rue"
        )
        (form.representative, form.representativeEmail) = ("A. Person", "person@airline.example")
        form.registeredIn = CountryCode("FRA")!
        (form.operatesIntoMemberStates, form.meetsSecurityRequirements) = (true, true)
        (form.authorisedStaffOnly, form.constitutionAttached) = (true, true)
        return form
    }
}

import Foundation
import Identity
import Testing
import Wire

@testable import Carriers

@Suite("1409 6, 1380 6: what is replied")
struct CarrierRuleTests {
    static func answer(
        _ passenger: Passenger, ees: [EESLine]? = [], vis: [VISLine]? = [], etias: [ETIASLine]? = [],
        calendar: CarrierCalendar, failed: Set<CarrierRule.Source> = [], arrival: String = "2027-03-02",
        state: String = "FRA"
    ) async throws -> CarrierAnswer.Reply {
        let now = Instant("2027-03-01T03:00:00Z")!
        let extract = try await CarrierExtract.make(from: .of(ees: ees, vis: vis, etias: etias), asOf: now)
        let answer = CarrierAnswer(
            extract: extract, calendar: calendar, failed: failed, arrival: Day(arrival)!, entryState: state,
            today: now.utcDay)
        return answer.reply(on: try passenger.onBoard(index: 0, today: now.utcDay))
    }
    static let before = CarrierCalendar()
    static let after = CarrierCalendar(revisedVIS: Day("2027-01-01"))
    static func etias(_ phase: String) -> CarrierCalendar {
        CarrierCalendar(
            revisedVIS: Day("2027-01-01"), etias: Day("2026-10-01"),
            etiasGrace: phase == "transitional" ? nil : Day("2027-02-01"),
            etiasFull: phase == "full" ? Day("2027-03-01") : nil)
    }
    static func line(_ held: CarrierRule.Document, _ number: String = "V1", born date: PartialDate? = born) -> VISLine {
        VISLine(documentKey: key(), dateOfBirth: date, held: held, number: number)
    }

    @Test("1409 6(2)(a): who is outside the acts is not looked up", arguments: ["FRA", "NOR", "CHE", "AND"])
    func outside(nationality: String) async throws {
        let reply = try await Self.answer(
            .traveller(nationality: nationality), ees: nil, vis: nil, etias: nil, calendar: Self.after)
        #expect(reply.answer == .notApplicable)
        var exempt = Passenger.traveller()
        exempt.exempt = true
        #expect(try await Self.answer(exempt, calendar: Self.after).answer == .notApplicable)
    }

    @Test("1409 6(3)(b): before the revised VIS, entries alone; no visa known is Not OK")
    func beforeRevision() async throws {
        let traveller = Passenger.traveller()
        #expect(try await Self.answer(traveller, calendar: Self.before) == .init(.notOK, .EES))
        #expect(
            try await Self.answer(traveller, vis: [Self.line(.visa(entries: 1))], calendar: Self.before).answer == .ok)
        // The EES knows that the entry was used, of this visa and of no other.
        let used = EESLine(documentKey: key(), dateOfBirth: born, visa: .visa(entries: 1, used: 1), visaNumber: "V1")
        #expect(
            try await Self.answer(traveller, ees: [used], vis: [Self.line(.visa(entries: 1))], calendar: Self.before)
                == .init(.notOK, .EES))
        #expect(
            try await Self.answer(
                traveller, ees: [used], vis: [Self.line(.visa(entries: 1), "V2")], calendar: Self.before
            ).answer == .ok)
        // A visa that only the EES has seen.
        let two = EESLine(documentKey: key(), dateOfBirth: born, visa: .visa(entries: 2, used: 1), visaNumber: "V1")
        #expect(try await Self.answer(traveller, ees: [two], calendar: Self.before).answer == .ok)
        var twice = traveller
        twice.entriesNeeded = 2
        #expect(try await Self.answer(twice, ees: [two], calendar: Self.before) == .init(.notOK, .EES))
        var transit = traveller
        transit.airportTransit = true
        #expect(try await Self.answer(transit, calendar: Self.before).answer == .notApplicable)
    }

    @Test("1409 6(5): after it, validity, territory, entries and the stay that remains")
    func afterRevision() async throws {
        let traveller = Passenger.traveller()
        #expect(try await Self.answer(traveller, calendar: Self.after) == .init(.notOK, .VIS))
        #expect(try await Self.answer(traveller, vis: [Self.line(.visa())], calendar: Self.after).answer == .ok)
        #expect(
            try await Self.answer(traveller, vis: [Self.line(.visa(until: "2027-03-01"))], calendar: Self.after)
                == .init(.notOK, .VIS))
        #expect(
            try await Self.answer(traveller, vis: [Self.line(.visa(status: .revoked))], calendar: Self.after)
                == .init(.notOK, .VIS))
        #expect(
            try await Self.answer(traveller, vis: [Self.line(.visa(territory: ["ITA"]))], calendar: Self.after)
                == .init(.notOK, .VIS))
        #expect(
            try await Self.answer(traveller, vis: [Self.line(.visa(territory: ["ITA", "FRA"]))], calendar: Self.after)
                .answer == .ok)
        // The day of arrival decides which number of days counts: none tomorrow, one the day after.
        let stay = EESLine(documentKey: key(), dateOfBirth: born, remainingDays: [0, 0, 1])
        #expect(
            try await Self.answer(traveller, ees: [stay], vis: [Self.line(.visa())], calendar: Self.after)
                == .init(.notOK, .EES))
        #expect(
            try await Self.answer(
                traveller, ees: [stay], vis: [Self.line(.visa())], calendar: Self.after, arrival: "2027-03-03"
            ).answer == .ok)
        #expect(
            try await Self.answer(
                traveller, ees: [stay], vis: [Self.line(.visa())], calendar: Self.after, arrival: "2027-03-30"
            ).answer == .ok)
        // One sufficient document is enough; of those that are not, the EES's refusal says most.
        let old = Self.line(.visa(until: "2027-02-01"), "V0")
        #expect(
            try await Self.answer(
                traveller, vis: [old, Self.line(.visa(.residencePermit), "R1")], calendar: Self.after
            ).answer == .ok)
        #expect(
            try await Self.answer(traveller, ees: [stay], vis: [old, Self.line(.visa())], calendar: Self.after)
                == .init(.notOK, .EES))
        // The number that the carrier gives says which document is meant.
        var named = traveller
        named.visaNumber = "V-0"
        #expect(
            try await Self.answer(named, vis: [old, Self.line(.visa())], calendar: Self.after) == .init(.notOK, .VIS))
        named.visaNumber = "unknown"
        #expect(try await Self.answer(named, vis: [old, Self.line(.visa())], calendar: Self.after).answer == .ok)
    }

    @Test("The same number in the hands of somebody born on another day is another person's")
    func otherHolder() async throws {
        let vis = [Self.line(.visa(), born: PartialDate("1990-05-05"))]
        #expect(try await Self.answer(.traveller(), vis: vis, calendar: Self.after) == .init(.notOK, .VIS))
        #expect(try await Self.answer(.traveller(born: "1990-05-05"), vis: vis, calendar: Self.after).answer == .ok)
    }

    @Test("1380 6(2)–(4): transition, grace, and after", arguments: ["transitional", "grace", "full"])
    func etias(phase: String) async throws {
        let traveller = Passenger.traveller(nationality: "BRA")
        let authorised = [
            ETIASLine(
                documentKey: key("AB1234567", "BRA"), dateOfBirth: born,
                authorisation: .init(
                    status: .issued, validFrom: Day("2026-12-01")!, validUntil: Day("2029-12-01")!, territory: nil))
        ]
        #expect(try await Self.answer(traveller, etias: authorised, calendar: Self.etias(phase)).answer == .ok)
        let entered = EESLine(documentKey: key("AB1234567", "BRA"), dateOfBirth: born, lastEntry: Day("2027-02-10"))
        let enteredBefore = EESLine(
            documentKey: key("AB1234567", "BRA"), dateOfBirth: born, lastEntry: Day("2027-01-31"))
        let first = try await Self.answer(traveller, ees: [enteredBefore], calendar: Self.etias(phase))
        let second = try await Self.answer(traveller, ees: [entered], calendar: Self.etias(phase))
        #expect(first.answer == (phase == "full" ? .notOK : .ok))
        #expect(second.answer == (phase == "transitional" ? .ok : .notOK))
        #expect(second.source == (phase == "transitional" ? nil : .ETIAS))
        #expect(try await Self.answer(traveller, calendar: Self.after).answer == .notApplicable)
    }

    @Test("EES 13(3), ETIAS 46: a system that has failed or gives no data makes no Not OK")
    func failures() async throws {
        let traveller = Passenger.traveller()
        for system in [CarrierRule.Source.EES, .VIS] {
            #expect(
                try await Self.answer(traveller, vis: [Self.line(.visa())], calendar: Self.after, failed: [system])
                    == .init(.technicallyImpossible, system))
        }
        #expect(try await Self.answer(traveller, vis: nil, calendar: Self.after) == .init(.technicallyImpossible, .VIS))
        let exempt = Passenger.traveller(nationality: "BRA")
        #expect(
            try await Self.answer(exempt, calendar: Self.etias("full"), failed: [.ETIAS])
                == .init(.technicallyImpossible, .ETIAS))
        #expect(
            try await Self.answer(exempt, etias: nil, calendar: Self.etias("full"))
                == .init(.technicallyImpossible, .ETIAS))
        #expect(try await Self.answer(exempt, calendar: Self.etias("transitional"), failed: [.ETIAS]).answer == .ok)
        #expect(
            try await Self.answer(exempt, calendar: Self.etias("grace"), failed: [.EES])
                == .init(.technicallyImpossible, .EES))
        #expect(try await Self.answer(exempt, calendar: Self.etias("full"), failed: [.EES]) == .init(.notOK, .ETIAS))
        // Whom the failure does not touch is answered.
        #expect(
            try await Self.answer(.traveller(nationality: "FRA"), calendar: Self.after, failed: [.EES, .VIS, .ETIAS])
                .answer == .notApplicable)
    }

    @Test("1409 3(4): 48 hours before departure, with the benefit of clocks that are not known")
    func window() {
        let departure = LocalTime(wireText: "2027-03-10T12:00")!
        func check(_ now: String, _ offset: Int?) -> Bool {
            (try? QueryWindow.check(departure: departure, minutesEastOfUTC: offset, now: Instant(now)!)) != nil
        }
        #expect(check("2027-03-08T12:00:00Z", 0) && !check("2027-03-08T11:59:59Z", 0))
        #expect(check("2027-03-08T07:00:00Z", 300) && !check("2027-03-08T06:59:59Z", 300))
        #expect(check("2027-03-07T22:00:00Z", nil) && !check("2027-03-07T21:59:59Z", nil))
        #expect(check("2027-03-10T12:00:00Z", 0) && !check("2027-03-10T12:00:01Z", 0))
        #expect(check("2027-03-11T00:00:00Z", nil) && !check("2027-03-11T00:00:01Z", nil))
    }
}

@Suite("The read-only extract")
struct CarrierExtractTests {
    @Test("Every line of every page is found, under its own document and date of birth alone, against a dictionary")
    func table() async throws {
        var generator = SeededGenerator(7)
        var expected: [String: [String: Int]] = [:]
        var lines: [VISLine] = []
        for number in 0..<3000 {
            let document = "PAK/" + String(Int.random(in: 0..<1500, using: &generator))
            let date = PartialDate(year: Int.random(in: 1990...1993, using: &generator))!
            lines.append(VISLine(documentKey: document, dateOfBirth: date, held: .visa(), number: "V\(number)"))
            expected[document, default: [:]][date.description, default: 0] += 1
        }
        let extract = try await CarrierExtract.make(from: .of(vis: lines), asOf: Instant("2027-03-01T00:00:00Z")!)
        #expect(extract.counts == [.VIS: 3000] && !extract.has(.EES))
        for number in 0..<1600 {
            for year in 1990...1993 {
                let date = PartialDate(year: year)!
                let found = extract.vis?.rows("PAK/\(number)", born: date).count
                #expect(found == expected["PAK/\(number)"]?[date.description] ?? 0)
            }
        }
        #expect(extract.vis?.rows("PAK/1", born: nil).isEmpty == true)
    }

    @Test("What is packed comes out as it went in")
    func packing() {
        for kind in CarrierRule.DocumentKind.allCases {
            for status in CarrierRule.Status.allCases {
                for territory: Set<String>? in [nil, [], ["FRA"], Set(StateMask.states)] {
                    for entries in [nil, 1, 2] {
                        let document = CarrierRule.Document.visa(
                            kind, entries: entries, used: 2, status: status, territory: territory)
                        #expect(PackedDocument(document).document == document)
                    }
                }
            }
        }
        // A territory that is not known here is nowhere, not everywhere.
        #expect(StateMask(["XYZ"]).territory == [])
        let line = EESLine(documentKey: "A", dateOfBirth: nil, remainingDays: [3, -1, 400])
        let row = EESRow(line)
        #expect([0, 1, 2, 7, 90, -1].map { row.remainingDays(after: $0) } == [3, 0, 254, 254, 254, 3])
        #expect(EESRow(EESLine(documentKey: "A", dateOfBirth: nil)).remainingDays(after: 0) == nil)
    }

    @Test("EES 13(5), 1409 8(1): made once a day, replaced in one step, and too old after a day")
    func renewal() async throws {
        struct Down: Error {}
        let database = ReadOnlyDatabase()
        let now = Instant("2027-03-01T03:00:00Z")!
        #expect(database.extract == nil && database.isDue(at: now))
        try await database.renew(from: .of(vis: []), at: now)
        #expect(
            !database.isDue(at: Instant("2027-03-01T23:59:59Z")!)
                && database.isDue(at: Instant("2027-03-02T00:00:00Z")!))
        let extract = try #require(database.extract)
        #expect(
            !extract.isStale(at: Instant("2027-03-02T05:00:00Z")!)
                && extract.isStale(at: Instant("2027-03-02T05:00:01Z")!))
        // A source that fails half-way leaves what was there.
        let failing = CarrierSources(vis: { mark, _ in if mark == nil { return ([], "1") } else { throw Down() } })
        await #expect(throws: Down.self) { try await database.renew(from: failing, at: Instant("2027-03-02T03:00:00Z")!) }
        #expect(database.extract?.made == now)
    }
}

import Identity
import Testing

@testable import ETIAS

@Suite("Retention of ETIAS")
struct RetentionTests {
    @Test("Art. 54(1)(a), (2): validity, and three years with consent") func issued() {
        let end = Day("2028-02-29")!
        #expect(ETIASRetention.term(for: .issued(validUntil: end, consent: false)).keptUntil == end)
        let more = ETIASRetention.term(for: .issued(validUntil: end, consent: true))
        #expect(more.keptUntil == Day("2031-02-28") && more.article == "54(2)")
    }

    @Test("Art. 54(1)(b): never longer than five years, nor than seven days after the source went") func negative() {
        let decided = Day("2026-05-01")!
        for offset in 0...2200 {
            let gone = decided + offset
            let term = ETIASRetention.term(for: .negative(decided: decided, sourceDeleted: gone))
            #expect(term.keptUntil == min(Day("2031-05-01")!, gone + 7))
            #expect(term.eraseOn == term.keptUntil! + 1)
        }
        #expect(ETIASRetention.term(for: .negative(decided: decided, sourceDeleted: nil)).keptUntil == Day("2031-05-01"))
    }

    @Test("no end of the calendar breaks it") func farAway() {
        for day in [Day.lastOfCalendar, Day.lastOfCalendar - 3] {
            #expect(ETIASRetention.term(for: .issued(validUntil: day, consent: true)).keptUntil == .lastOfCalendar)
            #expect(ETIASRetention.term(for: .watchlist(entered: day)).reviewBy == .lastOfCalendar)
            #expect(ETIASRetention.term(for: .negative(decided: day, sourceDeleted: day)).keptUntil! <= .lastOfCalendar)
        }
    }

    @Test("Art. 54: a file is kept for the later of a limited authorisation and the refusal before it") func both() throws {
        var file = ApplicationFile()
        file.form = .complete()
        #expect(file.term == nil)
        file.status = .refused
        file.decisions = [AuthorisationDecision(.refused, at: Instant("2027-03-01T08:00:00Z")!, unit: "FRA")]
        #expect(file.term?.keptUntil == Day("2032-03-01"))
        file.sourceDeleted = Day("2027-04-01")
        #expect(file.term?.keptUntil == Day("2027-04-08"))
        file.limited = TravelAuthorisation(from: Day("2027-03-02")!, until: Day("2027-05-20")!, unit: "FRA")
        #expect(file.term?.keptUntil == Day("2027-05-20"))
    }
}

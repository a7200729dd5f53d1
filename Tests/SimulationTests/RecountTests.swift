import EES
import Identity
import Testing

@testable import Simulation

/// The simulation's own calculator against the worked examples of the law; it is what the registers are held against.
@Suite struct RecountTests {
    static func stay(_ from: String, _ to: String?) -> Truth.StayTruth {
        Truth.StayTruth(
            record: .init(high: 1, low: 1), entry: Day(from), exit: to.flatMap { Day($0) }, isFamilyMember: false,
            state: "FRA",
            number: 0)
    }

    /// Schengen Borders Code 6(1): no history, ninety days from the first on.
    @Test func ninetyDaysFromNothing() {
        let count = Recount([Self.stay("2026-01-01", nil)], on: Day("2026-01-01")!)
        #expect(count?.authorisedEnd == Day("2026-03-31"))
        #expect(count?.usedDays == 1)
        #expect(count?.remainingDays == 89)
    }

    /// Days leave the window while one stays: thirty and not twenty.
    @Test func ninetyMinusUsedIsWrong() {
        let count = Recount(
            [
                Self.stay("2026-01-01", "2026-01-10"), Self.stay("2026-03-01", "2026-04-29"),
                Self.stay("2026-06-20", nil),
            ],
            on: Day("2026-06-20")!)
        #expect(count?.authorisedEnd == Day("2026-07-19"))
    }

    @Test func everyDayHasItsOwnWindow() {
        let stays = [Self.stay("2026-01-01", "2026-03-31")]
        #expect(Recount(stays, on: Day("2026-06-29")!)?.authorisedEnd == nil)
        #expect(Recount(stays, on: Day("2026-06-30")!)?.authorisedEnd == Day("2026-09-27"))
        #expect(
            Recount([Self.stay("2026-01-01", "2026-03-30")], on: Day("2026-04-15")!)?.authorisedEnd == Day("2026-04-15")
        )
    }

    @Test func anOverstayIsCounted() {
        let count = Recount([Self.stay("2026-01-01", nil)], on: Day("2026-04-10")!)
        #expect(count?.overstayDays == 10)
        #expect(count?.remainingDays == 0)
    }

    /// Article 34(4): a family member's record goes a year after the exit, another one after three.
    @Test func whatStandsOnADay() {
        var family = Self.stay("2026-01-01", "2026-01-10")
        family.isFamilyMember = true
        #expect(Recount.standing([family], on: Day("2027-01-10")!).count == 1)
        #expect(Recount.standing([family], on: Day("2027-01-11")!).isEmpty)
        #expect(Recount.standing([Self.stay("2026-01-01", "2026-01-10")], on: Day("2029-01-10")!).count == 1)
    }
}

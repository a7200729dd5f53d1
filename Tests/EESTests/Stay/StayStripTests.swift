import Identity
import Testing

@testable import EES

@Suite("EES Article 11: the strip of 180 days") struct StayStripTests {
    @Test("marks add up to the calculator's figures on random histories")
    func agreesWithCalculator() throws {
        var random = SeededGenerator(state: 9)
        var overstays = 0
        for _ in 0..<3000 {
            let question = StayQuestion.random(&random)
            guard let strip = StayStrip(question) else {
                #expect(question.euFamily)
                continue
            }
            let answer = try #require(StayCalculator.answer(question))
            #expect(strip.marks.count == 180)
            #expect(strip.firstDay + 179 == question.asOf)
            #expect(strip.usedDays == answer.usedDays)
            #expect(strip.marks.count { $0 == .counted || $0 == .overstay } == answer.usedDays)
            let present = [StayStrip.Mark.counted, .overstay, .excludedPresent].contains(strip.marks[179])
            #expect(present == answer.present)
            // Days under a permit are within the span of an overstay and are not marked as one.
            #expect(strip.marks.count { $0 == .overstay } <= answer.overstayDays)
            if strip.marks.contains(.overstay) { overstays += 1 }
            for (offset, mark) in strip.marks.enumerated() {
                let day = strip.firstDay + offset
                let excluded = question.excluded.contains { $0.from <= day && day <= $0.to }
                #expect(excluded == (mark == .excluded || mark == .excludedPresent))
            }
        }
        #expect(overstays > 100)
    }

    @Test("each forecast is the calculator's answer to that day, the traveller being away until then")
    func forecast() throws {
        var random = SeededGenerator(state: 10)
        for _ in 0..<150 {
            var question = StayQuestion.random(&random)
            question.visa = nil
            question.euFamily = false
            let strip = try #require(StayStrip(question, horizon: 200))
            #expect(strip.forecast.count == 200)
            for forecast in strip.forecast {
                var later = question
                later.asOf = forecast.day
                later.stays = try question.stays.filter { $0.entry <= question.asOf }.map {
                    try Stay(entry: $0.entry, exit: min($0.exit ?? question.asOf, question.asOf))
                }
                #expect(StayCalculator.answer(later)?.remainingDays == forecast.days)
            }
        }
    }

    @Test("a stay of 90 days: nothing for 90 days, then all at once")
    func ninetyDays() throws {
        let stay = try Stay(entry: day("2026-01-01"), exit: day("2026-03-31"))
        let strip = try #require(StayStrip(StayQuestion(asOf: day("2026-03-31"), stays: [stay]), horizon: 366))
        #expect(strip.forecast.prefix(90).allSatisfy { $0.days == 0 })
        #expect(strip.forecast[90].days == 90)
        #expect(strip.forecast[90].day == day("2026-06-30"))
    }
}

@Suite("EES Articles 12 and 16(4): overstayers") struct OverstayTests {
    func finding(_ authorised: AuthorisedStay, asOf: String, exit: String? = nil) -> OverstayRule.Finding? {
        OverstayRule.finding(
            entry: day("2026-01-01"), authorised: authorised,
            exit: exit.map { (day($0), Instant(day: day($0), secondOfDay: 3600)) }, asOf: day(asOf),
            now: Instant(day: day(asOf), secondOfDay: 43_200))
    }

    @Test("Article 12(1): the day after the last authorised day, not that day")
    func noExit() {
        #expect(finding(.through(day("2026-03-31")), asOf: "2026-03-31") == nil)
        #expect(finding(.through(day("2026-03-31")), asOf: "2026-04-01") == .noExit(days: 1))
        #expect(finding(.none, asOf: "2026-01-01") == .noExit(days: 1))
        #expect(finding(.through(day("2025-06-01")), asOf: "2026-01-02") == .noExit(days: 2))
    }

    @Test("Article 12(1): a late exit; an exit that lies ahead is not known")
    func lateExit() {
        #expect(finding(.through(day("2026-03-31")), asOf: "2026-05-01", exit: "2026-03-31") == nil)
        #expect(finding(.through(day("2026-03-31")), asOf: "2026-05-01", exit: "2026-04-02") == .lateExit(days: 2))
        #expect(finding(.through(day("2026-03-31")), asOf: "2026-04-01", exit: "2026-04-02") == .noExit(days: 1))
    }

    @Test("Article 12(2): a transit document expires by time")
    func facilitatedTransit() {
        let entered = Instant("2026-05-01T22:00:00Z")!
        for (transit, limit) in [(FacilitatedTransit.transitDocument, 24), (.railTransitDocument, 6)] {
            let authorised = AuthorisedStay(transit: transit, entered: entered)
            func finding(after seconds: Int64) -> OverstayRule.Finding? {
                let now = entered.adding(seconds: seconds)
                return OverstayRule.finding(
                    entry: entered.utcDay, authorised: authorised, exit: nil, asOf: now.utcDay, now: now)
            }
            #expect(finding(after: Int64(limit) * 3600) == nil)
            #expect(finding(after: Int64(limit) * 3600 + 1) == .noExit(days: 1))
            #expect(finding(after: Int64(limit) * 3600 + 86_401) == .noExit(days: 2))
        }
    }

    @Test("agrees with the calculator on random open stays")
    func agreesWithCalculator() throws {
        var random = SeededGenerator(state: 11)
        for _ in 0..<3000 {
            let question = StayQuestion.random(&random)
            guard let answer = StayCalculator.answer(question), let stay = StayCalculator.currentStay(question)
            else { continue }
            let finding = OverstayRule.finding(
                entry: stay.entry, authorised: AuthorisedStay(answer), exit: nil, asOf: question.asOf,
                now: Instant(day: question.asOf))
            #expect(finding == (answer.overstayDays > 0 ? .noExit(days: answer.overstayDays) : nil))
        }
    }
}

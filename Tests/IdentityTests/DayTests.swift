import Testing

@testable import Identity

@Suite struct DayTests {
    @Test func everyDayOfFourCenturiesRoundTrips() {
        var day = Day(year: 1799, month: 12, day: 31)!
        while day.components.year < 2201 {
            let (y, m, d) = day.components
            #expect(Day(year: y, month: m, day: d) == day)
            #expect(Day(day.description) == day)
            day = day + 1
        }
    }
    @Test("Regulation 1182/71 Article 3: a period of years ends on the last day of a shorter month")
    func clamping() {
        #expect(Day("2024-02-29")!.adding(years: 3) == Day("2027-02-28"))
        #expect(Day("2024-01-31")!.adding(months: 1) == Day("2024-02-29"))
        #expect(Day("2024-03-31")!.adding(months: -1) == Day("2024-02-29"))
    }
    @Test func instantsRoundTrip() {
        for text in ["2027-03-01T08:00:00Z", "1969-12-31T23:59:59Z", "2027-03-01T08:00:00.050Z"] {
            #expect(Instant(text)?.description == text)
        }
        #expect(Instant("2027-03-01T08:00:00+01:00") == nil)
    }
}

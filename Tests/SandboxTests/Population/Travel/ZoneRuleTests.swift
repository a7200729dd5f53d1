import Identity
import Testing

@testable import Sandbox

@Suite("Directive 2000/84/EC: summer time")
struct ZoneRuleTests {
    let brussels = ZoneRule(identifier: "Europe/Brussels", standardMinutes: 60, keepsSummerTime: true)
    let reykjavik = ZoneRule(identifier: "Atlantic/Reykjavik", standardMinutes: 0, keepsSummerTime: false)

    @Test(
        "begins and ends at 01:00 UTC on the last Sundays of March and October",
        arguments: [
            ("2026-03-29T00:59:59Z", 60), ("2026-03-29T01:00:00Z", 120), ("2026-10-25T00:59:59Z", 120), ("2026-10-25T01:00:00Z", 60),
            ("2025-03-30T01:00:00Z", 120), ("2025-10-26T01:00:00Z", 60), ("2024-03-31T00:59:59Z", 60), ("2024-03-31T01:00:00Z", 120),
            ("2026-01-15T12:00:00Z", 60), ("2026-07-15T12:00:00Z", 120),
        ])
    func edges(text: String, minutes: Int) throws {
        let instant = try #require(Instant(text))
        #expect(brussels.minutesEastOfUTC(at: instant) == minutes)
        #expect(reykjavik.minutesEastOfUTC(at: instant) == 0)
    }

    @Test("the last Sunday is a Sunday of the last week, in every year")
    func sundays() throws {
        for year in 1996...2099 {
            for month in [3, 10] {
                let end = try #require(Day(year: year, month: month, day: 31))
                let sunday = ZoneRule.lastSunday(upTo: end)
                #expect(sunday.isWeekend && !(sunday + 1).isWeekend)
                #expect((0...6).contains(end - sunday))
            }
        }
    }

    @Test("a time of day on the clock and back, on every day of a year, at every crossing point's clock")
    func roundTrip() {
        for zone in Set(CrossingPoint.all.map(\.zone)) {
            var wrong: [String] = []
            for offset in 0..<400 {
                let day = World.today - offset
                for hour in [0, 4, 12, 23] {
                    // On the Azores spring leaves out the first hour of a day.
                    if zone.standardMinutes == -60, hour == 0, day.components.month == 3 { continue }
                    let instant = zone.instant(day: day, secondOfDay: hour * 3600 + 120)
                    let local = instant.milliseconds / 1000 + Int64(zone.minutesEastOfUTC(at: instant) * 60)
                    let second = Int(local - Int64(day.number) * 86_400)
                    if zone.localDay(at: instant) != day || second != hour * 3600 + 120 { wrong.append("\(day) \(hour)") }
                }
            }
            #expect(wrong.isEmpty, "\(zone.identifier) \(wrong)")
        }
    }

    @Test("just after midnight in Helsinki the day in UTC is still the one before")
    func midnight() throws {
        let helsinki = ZoneRule(identifier: "Europe/Helsinki", standardMinutes: 120, keepsSummerTime: true)
        let day = try #require(Day("2026-06-10"))
        let instant = helsinki.instant(day: day, secondOfDay: 600)
        #expect(instant.description == "2026-06-09T21:10:00Z")
        #expect(helsinki.localDay(at: instant) == day)
        #expect(instant.utcDay == day - 1)
    }
}

@Suite("Crossing points")
struct CrossingPointTests {
    @Test("are about eighty, with codes of their own that begin with the state, in all kinds")
    func table() {
        let all = CrossingPoint.all
        #expect(all.count == 82)
        #expect(Set(all.map(\.code)).count == all.count)
        #expect(all.allSatisfy { $0.code.count == 5 && !$0.name.isEmpty })
        #expect(Set(all.map(\.kind)) == Set(CrossingPoint.Kind.allCases))
        #expect(Set(all.map(\.state)).count == 28)
        let twoLetters = Dictionary(grouping: all, by: \.state).mapValues { Set($0.map { $0.code.prefix(2) }) }
        #expect(twoLetters.values.allSatisfy { $0.count == 1 })
        // Cyprus and Ireland do not operate the system.
        #expect(!all.contains { ["CYP", "IRL", "GBR"].contains($0.state.text) })
    }

    @Test("are found by code")
    func byCode() {
        #expect(CrossingPoint(code: "FRCDG")?.name == "Paris-Charles de Gaulle")
        #expect(CrossingPoint(code: "XXXXX") == nil)
        #expect(CrossingPoint.all.allSatisfy { CrossingPoint(code: $0.code) == $0 })
    }

    @Test("neighbours come by land, others by air")
    func draws() throws {
        var generator = SeededGenerator(seed: 8)
        func kinds(_ code: String) throws -> [CrossingPoint.Kind: Int] {
            let country = try #require(CountryCode(code))
            return (0..<2000).reduce(into: [:]) { counts, _ in counts[CrossingPoint.draw(for: country, &generator).kind, default: 0] += 1 }
        }
        let ukrainians = try kinds("UKR")
        #expect(ukrainians[.land, default: 0] > 900)
        let americans = try kinds("USA")
        #expect(americans[.land] == nil && americans[.air, default: 0] > 1500)
    }
}

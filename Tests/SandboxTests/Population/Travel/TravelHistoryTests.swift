import Identity
import Testing

@testable import Sandbox

/// Ticks days off in a calendar and counts them, knowing nothing of the generator.
private struct NaiveCalendar {
    let base: Int32
    var ticked: [Bool]

    init(from first: Day) {
        base = first.number - 400
        ticked = [Bool](repeating: false, count: 2500)
    }

    mutating func tick(_ first: Day, _ last: Day) {
        for day in first.number...last.number { ticked[Int(day - base)] = true }
    }

    func used(on day: Int32) -> Int {
        let place = Int(day - base)
        var count = 0
        for other in max(0, place - 179)...place where ticked[other] { count += 1 }
        return count
    }

    /// The last day of a stay begun on `entry` on which no more than 90 of any 180 are used.
    func lastLawful(from entry: Day) -> Day? {
        var trial = self
        var last: Day?
        var day = entry
        while true {
            trial.tick(day, day)
            if trial.used(on: day.number) > 90 { return last }
            last = day
            day = day + 1
        }
    }
}

@Suite("Travel histories")
struct TravelHistoryTests {
    static let travellers = Array(World.population.travellers(0..<8000, until: World.today))

    @Test("are the same made again, and by household members' own indices")
    func determinism() {
        for traveller in Self.travellers.prefix(1500) {
            let again = World.population.traveller(traveller.person.index, until: World.today)
            #expect(canonical(again.history) == canonical(traveller.history))
        }
    }

    @Test("Schengen Borders Code Article 6(1): whoever does not overstay has at most 90 days in any 180")
    func ninetyDays() {
        let first = TravelHistory.firstDay(until: World.today)
        var checked = 0
        for traveller in Self.travellers {
            let history = traveller.history
            if history.isFamilyMember { continue }
            var counter = NaiveCalendar(from: first)
            for (number, stay) in history.stays.enumerated() {
                let last = stay.exit?.day ?? World.today
                let isLimited = stay.visa.map { history.visas[$0].hasLimitedTerritory } ?? false
                if number == history.overstay?.stay || stay.extendedUntil != nil || isLimited {
                    // Only ever the last stay: nothing comes after it that would count it.
                    #expect(number == history.stays.count - 1)
                    if let until = stay.extendedUntil { #expect(last <= until) }
                    continue
                }
                counter.tick(stay.entry.day, last)
                let most = (stay.entry.day.number...last.number).reduce(0) { max($0, counter.used(on: $1)) }
                #expect(most <= 90, "\(traveller.person.index)")
                checked += 1
            }
        }
        #expect(checked > 10_000)
    }

    @Test("Article 19(1) EES data for visas: entries, days and validity are kept by whoever does not overstay")
    func visas() {
        var uses = 0
        for traveller in Self.travellers {
            let history = traveller.history
            #expect(history.visas.isEmpty || traveller.person.visaRequirement == .required)
            for (number, visa) in history.visas.enumerated() {
                #expect(visa.validFrom <= visa.validUntil && (1...90).contains(visa.days))
                #expect(visa.stickerNumber.utf8.count == 9)
                let stays = history.stays.enumerated().filter { $0.element.visa == number }
                var days = 0
                for (place, stay) in stays {
                    uses += 1
                    let last = stay.exit?.day ?? World.today
                    #expect(visa.validFrom <= stay.entry.day)
                    if place == history.overstay?.stay { continue }
                    #expect(last <= visa.validUntil, "\(traveller.person.index)")
                    if stay.extendedUntil == nil { days += last - stay.entry.day + 1 }
                }
                switch visa.entries {
                case .one: #expect(stays.count <= 1)
                case .two: #expect(stays.count <= 2)
                case .multiple: break
                }
                if !history.isFamilyMember, visa.days < 90 || visa.hasLimitedTerritory { #expect(days <= visa.days, "\(traveller.person.index)") }
            }
            if traveller.person.visaRequirement == .required { #expect(history.stays.allSatisfy { $0.visa != nil }) }
        }
        #expect(uses > 2500)
    }

    @Test("overstays: about 2 %, each with the last lawful day that an independent count gives")
    func overstays() {
        let first = TravelHistory.firstDay(until: World.today)
        var counts = (all: 0, present: 0)
        for traveller in Self.travellers {
            let history = traveller.history
            guard let overstay = history.overstay else { continue }
            counts.all += 1
            let stay = history.stays[overstay.stay]
            if stay.exit == nil { counts.present += 1 }
            var counter = NaiveCalendar(from: first)
            for earlier in history.stays.prefix(overstay.stay) { counter.tick(earlier.entry.day, earlier.exit?.day ?? World.today) }
            var limit = counter.lastLawful(from: stay.entry.day)
            if let visa = stay.visa.map({ history.visas[$0] }), let byDays = limit {
                limit = min(byDays, visa.validUntil)
                if visa.days < 90 { limit = limit.map { min($0, stay.entry.day + (visa.days - 1)) } }
            }
            #expect(limit == overstay.lastLawfulDay, "\(traveller.person.index)")
            let last = stay.exit?.day ?? World.today
            #expect(overstay.days == last - overstay.lastLawfulDay && overstay.days > 0)
        }
        let permille = counts.all * 1000 / Self.travellers.count
        #expect((14...26).contains(permille), "\(permille)")
        #expect(counts.present > counts.all / 3 && counts.present < counts.all)
    }

    @Test("stays are in order, apart, within the time asked for, by documents valid three months beyond, at plausible clocks")
    func shape() throws {
        let first = TravelHistory.firstDay(until: World.today)
        for traveller in Self.travellers {
            var before: Day?
            for stay in traveller.history.stays {
                if let before { #expect(stay.entry.day > before) }
                #expect(stay.entry.day >= first && stay.entry.day <= World.today)
                #expect(stay.entry.point.zone.localDay(at: stay.entry.instant) == stay.entry.day)
                if let exit = stay.exit {
                    #expect(exit.instant > stay.entry.instant, "\(traveller.person.index)")
                    #expect(exit.point.zone.localDay(at: exit.instant) == exit.day)
                    #expect(exit.day <= World.today)
                }
                before = stay.exit?.day ?? World.today
                let document = traveller.person.documents[stay.document]
                let (issued, expiry) = (try #require(document.issued), try #require(document.expiry))
                #expect(issued < stay.entry.day)
                if traveller.history.overstay == nil, stay.extendedUntil == nil, let exit = stay.exit { #expect(expiry >= exit.day + 92) }
                #expect(document.issuer == traveller.person.document.issuer)
                #expect(stay.entry.day > traveller.person.born)
            }
            #expect(traveller.history.stays.dropLast().allSatisfy { $0.exit != nil })
            for refusal in traveller.history.refusals {
                #expect(refusal.reasons.allSatisfy { "ABCDEFGHI".contains($0) })
                let inside = traveller.history.stays.contains {
                    $0.entry.day <= refusal.crossing.day && ($0.exit?.day ?? World.today) >= refusal.crossing.day
                }
                #expect(!inside)
            }
        }
    }

    @Test("the unusual occurs: present, refused, extended, limited territory, family, fall-back, midnight, two documents")
    func theUnusual() {
        let all = Self.travellers.map(\.history)
        func permille(_ test: (TravelHistory) -> Bool) -> Int { all.filter(test).count * 1000 / all.count }
        #expect((30...140).contains(permille(\.isPresent)))
        #expect((5...20).contains(permille { !$0.refusals.isEmpty }))
        #expect((3...20).contains(permille { $0.stays.contains { $0.extendedUntil != nil } }))
        #expect((1...15).contains(permille { $0.visas.contains(where: \.hasLimitedTerritory) }))
        #expect((15...40).contains(permille(\.isFamilyMember)))
        #expect((700...950).contains(permille(\.hasFile)))
        let stays = all.flatMap(\.stays)
        #expect(stays.contains { $0.isFallback })
        #expect(stays.contains { $0.entry.instant.utcDay != $0.entry.day })
        #expect(stays.contains { $0.document > 0 })
        #expect(stays.contains { $0.exit?.day == $0.entry.day })
        #expect(Set(stays.map { $0.entry.point }).count == CrossingPoint.all.count)
    }

    @Test("families travel together: mostly the same days")
    func together() {
        var (same, different) = (0, 0)
        for index in stride(from: 0, to: 8000, by: 12) {
            let members = World.population.household(of: index).members
            guard members.count > 1 else { continue }
            let entries = members.map { Self.travellers[$0].history.stays.map(\.entry.day) }.filter { !$0.isEmpty }
            guard entries.count > 1 else { continue }
            if entries.allSatisfy({ $0 == entries[0] }) { same += 1 } else { different += 1 }
        }
        #expect(same > different, "\(same) \(different)")
    }

    @Test("sticker numbers belong to one visa each")
    func stickers() {
        let all = Self.travellers.flatMap { $0.history.visas.map(\.stickerNumber) }
        #expect(Set(all).count == all.count)
    }

    @Test("any day can be the last, even before the system started", arguments: ["1999-12-31", "2025-10-12", "2026-02-01", "2031-06-01"])
    func otherDays(text: String) throws {
        let day = try #require(Day(text))
        let people = Population(seed: 3, count: 400, reference: day)
        let histories = Array(people.travellers(0..<400, until: day))
        #expect(histories.contains { !$0.history.stays.isEmpty })
        #expect(histories.allSatisfy { $0.history.stays.allSatisfy { $0.entry.day <= day } })
        // No time at all: nothing happens, nothing fails.
        #expect(people.travellers(0..<50, until: day, since: day + 10).allSatisfy { $0.history.stays.isEmpty })
    }
}

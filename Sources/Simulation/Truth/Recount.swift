import EES
import Identity

/// The short-stay rule counted once more, day by day, from what really happened: as close to the sentences of the law as it
/// can be, and without a line of the calculator of the EES.
///
/// Sources: Schengen Borders Code, Article 6(1) and (2); Regulation (EU) 2017/2226, Articles 11 and 19.
struct Recount: Equatable {
    var present = false
    var usedDays = 0
    /// Last lawful day; `nil` where there is none.
    var authorisedEnd: Day?
    var remainingDays = 0
    var overstayDays = 0

    /// The stays that the register still holds on a day: a family member's go a year after the exit (Article 34(4)).
    static func standing(_ stays: [Truth.StayTruth], on day: Day) -> [Truth.StayTruth] {
        stays.filter { stay in
            guard stay.record != nil else { return false }
            guard let exit = stay.exit else { return true }
            return day <= exit.adding(years: stay.isFamilyMember ? 1 : 3)
        }
    }

    /// `nil` where the calculator does not apply: to family members of Union citizens (Article 11(1)).
    init?(_ all: [Truth.StayTruth], on today: Day) {
        // Days of an exit whose entry is not known are not known either.
        let stays = all.filter { ($0.entry ?? today + 1) <= today }.sorted { ($0.entry ?? today) < ($1.entry ?? today) }
        let covering = stays.last { ($0.exit ?? today) >= today }
        let governing = covering ?? stays.last
        if governing?.isFamilyMember == true { return nil }

        let origin = today - 400
        var inside = [Bool](repeating: false, count: 800)
        for stay in stays {
            guard let entry = stay.entry else { continue }
            var day = max(entry, origin)
            let last = min(stay.exit ?? today, today)
            while day <= last {
                inside[day - origin] = true
                day = day + 1
            }
        }
        usedDays = (0..<180).count { inside[today - $0 - origin] }
        present = covering != nil

        let start = covering?.entry ?? today
        let before = (1...180).filter { start - $0 >= origin }.map { inside[start - $0 - origin] }
        let limit = Recount.lastDay(before: before, from: start)
        authorisedEnd = limit
        if let visa = governing?.visa {
            authorisedEnd = Recount.visaEnd(
                visa, limit: limit, start: start, stays: stays, inside: inside, origin: origin, isInside: present)
        }
        if let decided = covering?.decidedEnd { authorisedEnd = decided }
        if present {
            if let end = authorisedEnd, end > today { remainingDays = end - today }
            var day = start
            while day <= today {
                if day > authorisedEnd ?? start - 1 { overstayDays += 1 }
                day = day + 1
            }
        } else if let end = authorisedEnd, end >= today {
            remainingDays = end - today + 1
        }
    }

    /// The last day of a stay from `start`, on each of whose days at most 90 of the last 180 are days inside.
    /// - Parameter before: whether the person was inside one, two, … days before the start.
    private static func lastDay(before: [Bool], from start: Day) -> Day? {
        var last: Day?
        for length in 0..<400 {
            // On day `start + length`: the days of the stay so far, and those before it that still lie in the window.
            let own = min(length + 1, 180)
            let older = own >= 180 ? 0 : before.prefix(180 - own).count { $0 }
            guard own + older <= 90 else { return last }
            last = start + length
        }
        return last
    }

    private static func visaEnd(
        _ visa: VisaUse, limit: Day?, start: Day, stays: [Truth.StayTruth], inside: [Bool], origin: Day, isInside: Bool
    ) -> Day? {
        let from = visa.validFrom ?? start
        guard from <= start, start <= visa.validUntil else { return nil }
        let entries = stays.count { from <= ($0.entry ?? from - 1) && ($0.entry ?? from - 1) <= visa.validUntil }
        let most: Int? = visa.entries == .one ? 1 : visa.entries == .two ? 2 : nil
        if let most, isInside ? entries > most : entries >= most { return nil }
        var end = visa.validUntil
        let beyondLimit = visa.kind == .limitedTerritoryBeyondLimit
        if !beyondLimit {
            guard let limit else { return nil }
            end = min(end, limit)
        }
        let days = visa.days ?? 90
        if beyondLimit || days < 90 {
            var (left, day) = (days, from)
            while day < start {
                if day >= origin, inside[day - origin] { left -= 1 }
                day = day + 1
            }
            guard left > 0 else { return nil }
            end = min(end, start + (left - 1))
        }
        return end
    }
}

import Identity

@testable import EES

/// The rule written a second time, to be compared with the calculator: every day is a cell, and days are looked at one
/// after the other. As close to the sentences of the rule as it can be, and fit only for histories of some years.
enum NaiveStayModel {
    static func answer(_ q: StayQuestion) -> StayAnswer? {
        if q.euFamily { return nil }
        let asOf = Int(q.asOf.number)
        let stays = q.stays.filter { $0.entry <= q.asOf }

        let firstDays = stays.map { Int($0.entry.number) } + q.excluded.map { Int($0.from.number) } + [asOf]
        let lastDays = q.excluded.map { Int($0.to.number) } + [asOf]
        let origin = firstDays.min()! - 200
        let size = lastDays.max()! - origin + 600
        var excluded = [Bool](repeating: false, count: size)
        var counted = excluded
        for period in q.excluded {
            for d in Int(period.from.number)...Int(period.to.number) { excluded[d - origin] = true }
        }
        var current: Stay?
        for stay in stays {
            let last = min(stay.exit.map { Int($0.number) } ?? asOf, asOf)
            for d in Int(stay.entry.number)...last where !excluded[d - origin] { counted[d - origin] = true }
            if last == asOf {
                let rank = (stay.entry.number, stay.extendedUntil?.number ?? Int32.min)
                if current.map({ ($0.entry.number, $0.extendedUntil?.number ?? Int32.min) < rank }) ?? true {
                    current = stay
                }
            }
        }
        func used(_ days: [Bool], _ d: Int) -> Int {
            var sum = 0
            for x in (d - 179)...d where days[x - origin] { sum += 1 }
            return sum
        }
        let usedDays = used(counted, asOf)
        let start = current.map { Int($0.entry.number) } ?? asOf

        var limitEnd: Int?
        var days = counted
        for d in start..<days.count + origin { days[d - origin] = false }
        var inWindow = used(days, start - 1)
        for d in start..<(origin + size) {
            if days[d - 180 - origin] { inWindow -= 1 }
            if !excluded[d - origin] {
                days[d - origin] = true
                inWindow += 1
                if inWindow > 90 { break }
            }
            limitEnd = d
        }

        var end = limitEnd
        var entriesLeft: Int?
        if let visa = q.visa {
            let (from, until) = (Int(visa.validFrom.number), Int(visa.validUntil.number))
            let onVisa = stays.filter {
                visa.validFrom <= $0.entry && $0.entry <= visa.validUntil && !$0.partialSchengen
            }.count
            let allowed = [.one: 1, .two: 2][visa.entries]
            if let allowed, !q.partialSchengen { entriesLeft = max(allowed - onVisa, 0) }

            var bounds: [Int?] = [until]
            if q.partialSchengen || !visa.limitedTerritorialValidity { bounds.append(limitEnd) }
            if !q.partialSchengen, visa.limitedTerritorialValidity || visa.days < 90 {
                var since = 0
                for d in max(from, origin)..<max(start, from, origin) where counted[d - origin] { since += 1 }
                var last: Int?
                for d in start...(start + 3000) {
                    if d - origin >= size || !excluded[d - origin] { since += 1 }
                    if since > visa.days { break }
                    last = d
                }
                bounds.append(last)
            }
            end = bounds.contains { $0 == nil } ? nil : bounds.compactMap { $0 }.min()
            if start < from || start > until { end = nil }
            if let allowed, !q.partialSchengen, current == nil ? onVisa >= allowed : onVisa > allowed { end = nil }
        }
        if let extended = current?.extendedUntil { end = Int(extended.number) }

        var (remaining, overstay) = (0, 0)
        if current == nil {
            if let end, end >= asOf { remaining = end - asOf + 1 }
        } else {
            if let end, end > asOf { remaining = end - asOf }
            for d in start...asOf where end.map({ d > $0 }) ?? true { overstay += 1 }
        }
        return StayAnswer(
            present: current != nil, usedDays: usedDays, limitEnd: limitEnd.map { Day(number: Int32($0)) },
            authorisedEnd: end.map { Day(number: Int32($0)) }, remainingDays: remaining, overstayDays: overstay,
            entriesLeft: entriesLeft)
    }
}

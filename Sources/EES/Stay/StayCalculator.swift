import Identity

/// The automated calculator of the EES (Regulation (EU) 2017/2226, Article 11): how long a third-country national
/// may stay under "no more than 90 days in any 180-day period" (Schengen Borders Code, Article 6(1)–(2)) and under
/// a short-stay visa.
///
/// A pure function that runs at every border check. It works on spans of days, never day by day over a history, so
/// its time depends on the number of stays and not on their length: n log n where they come unordered.
public enum StayCalculator {
    /// Days allowed in a window, and the days of the window, of which the day looked at is the last.
    static let limit = 90
    static let window = 180

    /// The answer for `question.asOf`; `nil` where the calculator does not apply: to family members of EU citizens
    /// without a residence card (Article 11(1)).
    public static func answer(_ question: StayQuestion) -> StayAnswer? {
        if question.euFamily { return nil }
        let asOf = Int(question.asOf.number)
        let current = currentStay(question)
        let start = current.map { Int($0.entry.number) } ?? asOf
        let excluded = excludedDays(question)
        let counted = countedDays(question, excluded: excluded)

        let limitEnd = lastDayWithinLimit(from: start, counted: counted, excluded: excluded)
        let entriesLeft = entriesLeft(question)
        var authorisedEnd = limitEnd
        if let visa = question.visa {
            authorisedEnd = visaEnd(
                visa, question: question, start: start, inside: current != nil, limitEnd: limitEnd,
                entriesLeft: entriesLeft, counted: counted, excluded: excluded)
        }
        if let extended = current?.extendedUntil { authorisedEnd = Int(extended.number) }

        var (remaining, overstay) = (0, 0)
        if current != nil {
            if let authorisedEnd { remaining = max(0, authorisedEnd - asOf) }
            overstay = max(0, asOf - max(authorisedEnd ?? start - 1, start - 1))
        } else if let authorisedEnd {
            remaining = max(0, authorisedEnd - asOf + 1)
        }
        return StayAnswer(
            present: current != nil, usedDays: counted.count(from: asOf - window + 1, through: asOf),
            limitEnd: limitEnd.map(day), authorisedEnd: authorisedEnd.map(day), remainingDays: remaining,
            overstayDays: overstay, entriesLeft: entriesLeft)
    }

    /// Of the stays that cover the day asked about, the one with the latest entry. An exit after that day is not known
    /// yet. Of two with the same entry the one with the longer extension counts, so that the order of the list does
    /// not matter.
    static func currentStay(_ question: StayQuestion) -> Stay? {
        var current: Stay?
        for stay in question.stays where stay.entry <= question.asOf && (stay.exit ?? question.asOf) >= question.asOf {
            guard let best = current else {
                current = stay
                continue
            }
            if stay.entry > best.entry
                || (stay.entry == best.entry
                    && (stay.extendedUntil?.number ?? .min) > (best.extendedUntil?.number ?? .min))
            {
                current = stay
            }
        }
        return current
    }

    static func excludedDays(_ question: StayQuestion) -> DaySpans {
        DaySpans(joining: question.excluded.map { .init(first: Int($0.from.number), last: Int($0.to.number)) })
    }

    /// Days of presence up to the day asked about, without the excluded ones.
    static func countedDays(_ question: StayQuestion, excluded: DaySpans) -> DaySpans {
        var presence: [DaySpans.Span] = []
        presence.reserveCapacity(question.stays.count)
        for stay in question.stays where stay.entry <= question.asOf {
            let last = min(stay.exit ?? question.asOf, question.asOf)
            presence.append(.init(first: Int(stay.entry.number), last: Int(last.number)))
        }
        return DaySpans(joining: presence).subtracting(excluded)
    }

    // MARK: - 90 days in 180

    /// The last day of an uninterrupted stay from `start` such that on each of its days at most 90 counted days lie in
    /// the 180 that end with it. Excluded days are not counted and always lawful. `nil` where `start` itself fails.
    ///
    /// The count moves by at most one a day, and by the same step between two *corners*: days on which the first or the
    /// last day of the window passes the edge of a span. So it is followed from corner to corner.
    static func lastDayWithinLimit(from start: Int, counted: DaySpans, excluded: DaySpans) -> Int? {
        // Before the start the history counts, from the start on every day that is not excluded.
        let ceiling = max(Int(Day.lastOfCalendar.number), start)
        let planned = DaySpans(joining: [.init(first: start, last: ceiling)]).subtracting(excluded).spans
        let past = counted.subtracting(DaySpans(joining: [.init(first: start, last: ceiling)])).spans

        var used = 0
        for span in past.reversed() {
            if span.last < start - window { break }
            used += max(0, span.last - max(span.first, start - window) + 1)
        }
        // `used` is now the count of the 180 days that end on the day before `day`.
        var day = start
        var entering = 0  // next of `planned`
        var leaving = past.firstIndex { $0.last >= start - window } ?? past.count  // of `past`, then of `planned`

        while day <= ceiling {
            let (enters, entersUntil) = state(of: planned, at: day, &entering)
            // One list after the other: `past` ends before `planned` begins.
            let gone = day - window
            var (leaves, leavesUntil) = (false, never)
            if leaving < past.count { (leaves, leavesUntil) = state(of: past, at: gone, &leaving) }
            if leaving >= past.count {
                var index = leaving - past.count
                let (inside, until) = state(of: planned, at: gone, &index)
                leaving = past.count + index
                (leaves, leavesUntil) = (inside, until)
            }
            let days = min(entersUntil - day, leavesUntil - gone)
            let step = (enters ? 1 : 0) - (leaves ? 1 : 0)
            if enters {
                if used + step > limit { return day > start ? day - 1 : nil }
                if step > 0 {
                    // The first day that fails is the one on which the count passes the limit.
                    let lawful = limit - used
                    if lawful < days { return day + lawful - 1 }
                }
            }
            if days > ceiling - day { break }
            used += step * days
            day += days
        }
        return ceiling
    }

    /// Later than every day number, and far from the end of `Int`.
    private static let never = 1 << 40

    /// Whether `day` lies in a span, and the first day from which that is no longer so. `index` moves on to the first
    /// span that does not end before `day`.
    private static func state(of spans: [DaySpans.Span], at day: Int, _ index: inout Int) -> (Bool, Int) {
        while index < spans.count, spans[index].last < day { index += 1 }
        guard index < spans.count else { return (false, never) }
        let span = spans[index]
        return span.first <= day ? (true, span.last + 1) : (false, span.first)
    }

    // MARK: - Visa

    private static func visaEnd(
        _ visa: ShortStayVisa, question: StayQuestion, start: Int, inside: Bool, limitEnd: Int?, entriesLeft: Int?,
        counted: DaySpans, excluded: DaySpans
    ) -> Int? {
        let (first, last) = (Int(visa.validFrom.number), Int(visa.validUntil.number))
        guard first <= start, start <= last else { return nil }
        // A Member State that is not fully in Schengen looks at 90/180 and the validity alone, whatever the visa
        // (Article 11(4)).
        if question.partialSchengen { return limitEnd.map { min($0, last) } }
        if let limit = visa.entries.limit {
            guard inside ? countedEntries(on: visa, question) <= limit : (entriesLeft ?? 0) > 0 else { return nil }
        }
        var end = last
        if !visa.limitedTerritorialValidity {
            guard let limitEnd else { return nil }
            end = min(end, limitEnd)
        }
        if visa.limitedTerritorialValidity || visa.days < limit {
            let before = counted.count(from: first, through: start - 1)
            guard let byDays = lastDay(of: visa.days - before, from: start, excluded: excluded) else { return nil }
            end = min(end, byDays)
        }
        return end
    }

    /// The last day on which a stay from `start` has no more than `days` counted days.
    private static func lastDay(of days: Int, from start: Int, excluded: DaySpans) -> Int? {
        guard days >= 0 else { return nil }
        let ceiling = max(Int(Day.lastOfCalendar.number), start)
        var (left, day) = (min(days, ceiling - start + 1), start)
        for hole in excluded.spans where hole.last >= start {
            let free = max(0, hole.first - day)
            if free > left { break }
            left -= free
            day = hole.last + 1
        }
        let end = day + left - 1
        return end >= start ? min(end, ceiling) : nil
    }

    /// Entries within the visa's validity and not after the day asked about (Article 11(5)).
    private static func countedEntries(on visa: ShortStayVisa, _ question: StayQuestion) -> Int {
        var count = 0
        for stay in question.stays
        where !stay.partialSchengen && stay.entry <= question.asOf && stay.entry >= visa.validFrom
            && stay.entry <= visa.validUntil
        {
            count += 1
        }
        return count
    }

    private static func entriesLeft(_ question: StayQuestion) -> Int? {
        guard let visa = question.visa, let limit = visa.entries.limit, !question.partialSchengen else { return nil }
        return max(0, limit - countedEntries(on: visa, question))
    }

    private static func day(_ number: Int) -> Day { Day(number: Int32(clamping: number)) }
}

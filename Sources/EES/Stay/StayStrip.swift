import Identity

/// The last 180 days of a traveller, one mark a day, and what a stay would be worth on each of the days to come: what
/// an officer is shown, and what explains the calculator's answer.
public struct StayStrip: Hashable, Sendable {
    public enum Mark: String, CaseIterable, Hashable, Sendable {
        /// Not in the territory.
        case away
        /// Present, counted, lawful.
        case counted
        /// Present and counted, after the end of the authorised stay.
        case overstay
        /// Under a residence permit or long-stay visa, present: not counted.
        case excludedPresent
        /// Under a residence permit or long-stay visa, not known to be present.
        case excluded
    }

    /// A day to come and the days of stay that would begin on it.
    public struct Forecast: Hashable, Sendable {
        public let day: Day
        /// Lawful days of a stay that begins on `day`, that day included, if the traveller is away from `asOf` (or from
        /// the day after it, where inside) until then.
        public let days: Int
    }

    /// First of the 180 days; the last one is the day asked about.
    public let firstDay: Day
    /// 180 marks, the oldest first.
    public let marks: [Mark]
    /// Counted days among the marks; equals `StayAnswer.usedDays`.
    public let usedDays: Int
    /// From the day after the one asked about.
    public let forecast: [Forecast]

    /// The strip for `question.asOf`, with a forecast of `horizon` days (at most 366). The forecast looks at 90 days in
    /// 180 alone, because the next visa is not known. `nil` where the calculator does not apply.
    public init?(_ question: StayQuestion, horizon: Int = 0) {
        guard let answer = StayCalculator.answer(question) else { return nil }
        let asOf = Int(question.asOf.number)
        let first = asOf - StayCalculator.window + 1
        let excluded = StayCalculator.excludedDays(question)
        let counted = StayCalculator.countedDays(question, excluded: excluded)
        let presence = StayCalculator.countedDays(question, excluded: DaySpans(joining: []))

        var marks = [Mark](repeating: .away, count: StayCalculator.window)
        func paint(_ days: DaySpans, _ mark: (Mark) -> Mark) {
            for span in days.spans where span.last >= first && span.first <= asOf {
                for day in max(span.first, first)...min(span.last, asOf) {
                    marks[day - first] = mark(marks[day - first])
                }
            }
        }
        paint(counted) { _ in .counted }
        paint(excluded) { _ in .excluded }
        paint(presence) { $0 == .excluded ? .excludedPresent : $0 }
        if answer.overstayDays > 0 {
            for day in max(first, asOf - answer.overstayDays + 1)...asOf where marks[day - first] == .counted {
                marks[day - first] = .overstay
            }
        }

        firstDay = Day(number: Int32(clamping: first))
        self.marks = marks
        usedDays = answer.usedDays
        forecast = (0..<max(0, min(horizon, 366))).compactMap { ahead in
            let start = asOf + 1 + ahead
            guard start <= Day.lastOfCalendar.number else { return nil }
            let end = StayCalculator.lastDayWithinLimit(from: start, counted: counted, excluded: excluded)
            return Forecast(day: Day(number: Int32(start)), days: end.map { $0 - start + 1 } ?? 0)
        }
    }
}

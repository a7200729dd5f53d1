/// Dates of birth in a register that name one day, one of them as another calendar writes it (Delegated Regulation (EU) 2023/333,
/// Annex II, point 3(b)): the same that a search reads a date as, found once for all pairs.
struct LinkCalendars: Sendable {
    /// For each date those that name its day in another calendar, whichever of the two is the foreign one.
    private var partners: [UInt32: [UInt32]] = [:]
    private var pairs: Set<UInt64> = []

    /// No date has another.
    init() {}

    init(_ dates: some Sequence<RecordDate>) {
        var present: Set<UInt32> = []
        for date in dates where date.isComplete { present.insert(date.packed) }
        for packed in present {
            // A pair of dates is met once, from the side that is foreign.
            for day in OtherCalendar.days(RecordDate(packed: packed)) where day.packed != packed && present.contains(day.packed) {
                guard pairs.insert(LinkCalendars.key(packed, day.packed)).inserted else { continue }
                partners[packed, default: []].append(day.packed)
                partners[day.packed, default: []].append(packed)
            }
        }
    }

    private static func key(_ a: UInt32, _ b: UInt32) -> UInt64 { UInt64(min(a, b)) << 32 | UInt64(max(a, b)) }

    /// Can the two name one day in two calendars? Asked for every pair, it shuts out most.
    @inline(__always)
    static func mayAgree(_ a: RecordDate, _ b: RecordDate) -> Bool {
        // No calendar is nearer to ours than the Ethiopian, seven or eight years behind; the next are centuries away.
        let apart = abs(a.year - b.year)
        return apart == 7 || apart == 8 || apart >= 100
    }

    /// Do the two name one day in two calendars?
    func agree(_ a: RecordDate, _ b: RecordDate) -> Bool { pairs.contains(LinkCalendars.key(a.packed, b.packed)) }

    /// Calls `body` with one number for each pair of dates to which this one belongs, and whether the two are centuries apart. Within
    /// centuries a date is also another's by chance.
    func forEachPair(of date: RecordDate, _ body: (_ pair: UInt64, _ isFar: Bool) -> Void) {
        guard !partners.isEmpty else { return }
        for other in partners[date.packed] ?? [] {
            body(LinkCalendars.key(date.packed, other), abs(date.year - RecordDate(packed: other).year) >= 100)
        }
    }
}

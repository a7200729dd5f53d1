import Identity

/// Days left of 90 in any 180, for the trips that the generator plans. The tests check its trips with a counter of
/// their own, and the Entry/Exit System has its own calculator: neither uses this.
struct ShortStayRoom {
    private var stays: [(first: Int32, last: Int32)] = []

    mutating func add(_ first: Day, _ last: Day) { stays.append((first.number, last.number)) }

    /// Days used in the 180 that end on `day` if they stayed from `entry` to then. Grows with the day: a day more
    /// inside adds one, and at most one falls out of the window.
    private func used(on day: Int32, from entry: Int32) -> Int32 {
        var sum = day - entry + 1
        for stay in stays {
            let overlap = min(stay.last, day) - max(stay.first, day - 179) + 1
            if overlap > 0 { sum += overlap }
        }
        return sum
    }

    /// The last lawful day of a stay that begins on `entry`; `nil` where not even that day is.
    func lastDay(from entry: Day) -> Day? {
        guard used(on: entry.number, from: entry.number) <= 90 else { return nil }
        var (low, high) = (entry.number, entry.number + 89)
        while low < high {
            let middle = (low + high + 1) / 2
            if used(on: middle, from: entry.number) <= 90 { low = middle } else { high = middle - 1 }
        }
        return Day(number: low)
    }

    func allows(_ entry: Day, _ last: Day) -> Bool { used(on: last.number, from: entry.number) <= 90 }
}

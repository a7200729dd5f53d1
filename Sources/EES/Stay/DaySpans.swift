import Identity

/// A set of days as disjoint spans in ascending order, each with both ends included. Day numbers are `Int` here so
/// that sums near the ends of the calendar cannot overflow.
struct DaySpans {
    struct Span {
        var first: Int
        var last: Int
    }

    private(set) var spans: [Span] = []

    /// Joins spans that overlap or touch. Time is n log n in their number, or n where they come in order.
    init(joining unordered: [Span]) {
        var ordered = unordered
        if zip(ordered, ordered.dropFirst()).contains(where: { $0.first > $1.first }) {
            ordered.sort { $0.first < $1.first }
        }
        spans.reserveCapacity(ordered.count)
        for span in ordered where span.first <= span.last {
            if let end = spans.last?.last, span.first <= end + 1 {
                spans[spans.count - 1].last = max(end, span.last)
            } else {
                spans.append(span)
            }
        }
    }

    private init(disjoint: [Span]) { spans = disjoint }

    /// The days that are in this set and not in the other.
    func subtracting(_ other: DaySpans) -> DaySpans {
        if other.spans.isEmpty { return self }
        var rest: [Span] = []
        rest.reserveCapacity(spans.count + other.spans.count)
        var next = 0
        for span in spans {
            var first = span.first
            while next < other.spans.count, other.spans[next].last < first { next += 1 }
            // A hole may reach into the next span, so `next` stays on the last one looked at.
            var hole = next
            while hole < other.spans.count, other.spans[hole].first <= span.last {
                if other.spans[hole].first > first {
                    rest.append(Span(first: first, last: other.spans[hole].first - 1))
                }
                first = other.spans[hole].last + 1
                if first > span.last { break }
                hole += 1
            }
            next = hole
            if first <= span.last { rest.append(Span(first: first, last: span.last)) }
        }
        return DaySpans(disjoint: rest)
    }

    /// How many days of the set lie in `first...last`.
    func count(from first: Int, through last: Int) -> Int {
        var sum = 0
        for span in spans.reversed() {
            if span.last < first { break }
            sum += max(0, min(span.last, last) - max(span.first, first) + 1)
        }
        return sum
    }

    func contains(_ day: Int) -> Bool { spans.contains { $0.first <= day && day <= $0.last } }
}

extension Day {
    /// 31 December 9999, the last day that can be written.
    static let lastOfCalendar = Day(number: 2_932_896)
}
